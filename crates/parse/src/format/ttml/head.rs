//! The root's parameters: what frames and ticks are, and what times are counted from.

use super::faults;
use super::names::{Space, attribute};
use crate::base::Span;
use crate::syntax::{Document, Fault};
use crate::time::{Clockwork, Drop, FrameRate, Labels, PerSecond, Time, read_ttml};
use crate::xml::{Attribute, Element, Xml};

/// What times are counted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TimeBase {
    Media,
    Smpte,
    Clock,
}

/// What the root says about times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counting {
    pub(super) clockwork: Clockwork,
    pub(super) base: TimeBase,
    /// Frame and tick rates that the root names; else they are the standard's or the user's.
    pub(super) frame_rate_given: bool,
    pub(super) tick_rate_given: bool,
    /// Marks that need not follow one another.
    pub(super) discontinuous: bool,
}

/// `documentStartOfProgramme` of EBU-TT (Tech 3350), read as the document's own times are.
pub(super) fn programme_start(document: &Document<'_>) -> Option<Time> {
    const NAME: &str = "documentStartOfProgramme";
    let text = document.source.text();
    memchr::memmem::find(text.as_bytes(), NAME.as_bytes())?;
    let xml = Xml::read(text);
    let named = |it: &Element<'_, '_>| it.is("urn:ebu:tt:metadata", NAME);
    let written = xml.elements().find(named)?.plain_text();
    read_ttml(written.trim(), &document.clockwork).map(|it| it.time).ok()
}

/// Reads the parameters of `tt`.
pub(super) fn counting(
    root: Element<'_, '_>,
    film: Option<FrameRate>,
    report: &mut impl FnMut(&'static Fault, Span),
) -> Counting {
    let find = |name: &str| attribute(root, Space::Parameter, name);
    let keyword = |name: &str| find(name).map(|it| it.value());
    let base = match keyword("timeBase").as_deref() {
        Some("smpte") => TimeBase::Smpte,
        Some("clock") => TimeBase::Clock,
        _ => TimeBase::Media,
    };
    let mut bad = |it: Attribute<'_, '_>| report(&faults::PARAMETER, it.value_span());
    let mut number = |name: &str| -> Option<Option<u64>> {
        let it = find(name)?;
        let n = positive(&it.value());
        if n.is_none() {
            bad(it);
        }
        Some(n)
    };
    let rate = number("frameRate");
    let sub = number("subFrameRate");
    let ticks = number("tickRate");
    let multiplier = find("frameRateMultiplier").map(|it| {
        let value = multiplier(&it.value());
        if value.is_none() {
            bad(it);
        }
        value
    });
    let nominal = match rate {
        Some(given) => given,
        None => film.map_or(Some(30), |film| Some(film.timebase().into())),
    };
    let (num, den) = match (multiplier, rate, film) {
        (Some(given), ..) => given.unwrap_or((0, 0)),
        // The user's film is what it is; without either, 30 a second.
        (None, None, Some(film)) => {
            let (num, den) = film.fraction();
            (num.into(), u64::from(den) * u64::from(film.timebase()))
        }
        (None, ..) => (1, 1),
    };
    let frames = nominal.and_then(|n| PerSecond::new(n.checked_mul(num)?, den));
    // A sub-frame rate that is no good makes frames with sub-frames unreadable, no others.
    let sub_frames = match sub {
        Some(given) => given.and_then(|n| u32::try_from(n).ok()),
        None => Some(1),
    };
    let ticks = match ticks {
        Some(given) => given.and_then(|n| PerSecond::new(n, 1)),
        None if rate.is_some() => frames.zip(sub_frames).and_then(|(frames, sub)| {
            let (num, den) = frames.fraction();
            PerSecond::new(num.checked_mul(sub.into())?, den)
        }),
        None => PerSecond::new(1, 1),
    };
    let drop = match keyword("dropMode").as_deref() {
        Some("dropNTSC") => Drop::Ntsc,
        Some("dropPAL") => Drop::Pal,
        _ => Drop::None,
    };
    let nominal = nominal.and_then(|n| u32::try_from(n).ok()).filter(|_| frames.is_some());
    let stated = rate.is_some() && frames.is_some();
    let labels = nominal.filter(|_| base == TimeBase::Smpte).map(|frames| Labels { frames, drop });
    Counting {
        clockwork: Clockwork { frames, sub_frames, ticks, nominal, labels, stated, ..Clockwork::default() },
        base,
        frame_rate_given: rate.is_some() || film.is_some(),
        tick_rate_given: find("tickRate").is_some(),
        discontinuous: base == TimeBase::Smpte && keyword("markerMode").as_deref() == Some("discontinuous"),
    }
}

/// A whole number above zero.
pub(super) fn positive(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|n| *n > 0)
}

/// Two numbers above zero: `1000 1001`; drafts wrote `1000:1001`.
pub(super) fn multiplier(text: &str) -> Option<(u64, u64)> {
    let (num, den) = match text.split_once(':') {
        Some(pair) => pair,
        None => text.trim().split_once(' ').map(|(a, b)| (a, b.trim_start()))?,
    };
    Some((positive(num)?, positive(den)?))
}
