//! The header.

use crate::base::Lang;
use crate::format::stl::charset::{Page, Table};
use crate::format::stl::header::{self as fields, Field};
use crate::format::stl::{lang, place};
use crate::format::write::{Target, WriteError};
use crate::model::{Loss, LossKind, Track};
use crate::time::{FrameRate, Time, Timecode};

/// The dates of creation and revision: no clock is asked.
const DATE: &str = "800101";

/// What is known of the blocks.
pub(super) struct Counts {
    pub(super) subtitles: usize,
    pub(super) blocks: usize,
    /// Signs of the longest line.
    pub(super) longest: usize,
}

/// What the header is to say.
pub(super) struct Facts {
    pub(super) disk: &'static str,
    pub(super) table: Table,
    pub(super) first: Option<Timecode>,
    pub(super) counts: Counts,
    pub(super) rate: FrameRate,
}

/// The disk format code of a rate. The standard has 25 and 30; the others are what programs write.
pub(super) fn disk(rate: FrameRate) -> Option<&'static str> {
    match (rate.timebase(), rate.is_ntsc()) {
        (25, false) => Some("STL25.01"),
        (24, false) => Some("STL24.01"),
        (24, true) => Some("STL23.01"),
        (30, true) => Some("STL30.01"),
        _ => None,
    }
}

/// Spells the header.
pub(super) fn spell(
    track: &Track<'_>,
    target: &Target<'_>,
    facts: &Facts,
    losses: &mut Vec<Loss>,
) -> Result<Vec<u8>, WriteError> {
    let Counts { subtitles, blocks, longest } = facts.counts;
    if subtitles.max(blocks) > 99_999 {
        return Err(WriteError::Other("EBU STL has room for 99999 blocks at most".to_owned()));
    }
    let mut out = vec![b' '; fields::LEN];
    let mut put = |field: Field, text: &[u8]| {
        for (slot, byte) in out.iter_mut().skip(field.at).zip(text.iter().take(field.len)) {
            *slot = *byte;
        }
    };
    put(fields::CPN, b"850");
    put(fields::DFC, facts.disk.as_bytes());
    put(fields::DSC, b"0");
    put(fields::CCT, facts.table.number());
    let lang = language(track, target, losses);
    let code = lang.as_ref().and_then(lang::code).unwrap_or(0);
    put(fields::LC, format!("{code:02X}").as_bytes());
    put(fields::CO, lang.as_ref().and_then(lang::country).unwrap_or("").as_bytes());
    if let Some(title) = title(track, target, losses) {
        put(fields::OPT, &title);
    }
    for (field, text) in [
        (fields::CD, DATE.to_owned()),
        (fields::RD, DATE.to_owned()),
        (fields::RN, "00".to_owned()),
        (fields::TNB, format!("{blocks:05}")),
        (fields::TNS, format!("{subtitles:05}")),
        (fields::TNG, format!("{:03}", subtitles.div_ceil(0xffff).max(1))),
        (fields::MNC, format!("{:02}", longest.clamp(40, 99))),
        (fields::MNR, format!("{:02}", place::ROWS)),
        (fields::TCS, "1".to_owned()),
        (fields::TCP, digits(start(target, facts.rate))),
        (fields::TCF, digits(facts.first.or(start(target, facts.rate)))),
        (fields::TND, "1".to_owned()),
        (fields::DSN, "1".to_owned()),
    ] {
        put(field, text.as_bytes());
    }
    Ok(out)
}

fn start(target: &Target<'_>, rate: FrameRate) -> Option<Timecode> {
    Timecode::from_frame(rate.nearest_frame(target.start.unwrap_or(Time::ZERO)), rate)
}

fn digits(code: Option<Timecode>) -> String {
    let [h, m, s, f] = code.map_or([0; 4], Timecode::fields);
    format!("{:02}{m:02}{s:02}{f:02}", h % 100)
}

/// The language, and what of it the header cannot say.
fn language(track: &Track<'_>, target: &Target<'_>, losses: &mut Vec<Loss>) -> Option<Lang> {
    let own = track.lang.as_deref().and_then(|tag| Lang::parse(tag).ok());
    let lang = target.lang.cloned().or_else(|| own.clone())?;
    match lang::code(&lang) {
        None => losses
            .push(Loss::track(LossKind::Language, format!("EBU STL has no code for {}", lang.canonical()))),
        Some(_) if own.as_ref().is_some_and(|own| own.canonical() != own.language()) => {
            let own = own.map(|own| own.canonical()).unwrap_or_default();
            losses.push(Loss::track(LossKind::Language, format!("{own} written as its language alone")));
        }
        Some(_) => {}
    }
    Some(lang)
}

/// The title in the header's code page.
fn title(track: &Track<'_>, target: &Target<'_>, losses: &mut Vec<Loss>) -> Option<Vec<u8>> {
    let title = target.title.or(track.title.as_deref())?.trim();
    let mut lose = |why: String| losses.push(Loss::track(LossKind::Metadata, why));
    let bytes: Option<Vec<u8>> = title.chars().map(|letter| Page::MULTILINGUAL.write(letter)).collect();
    let Some(mut bytes) = bytes else {
        lose(format!(
            "the title \u{201c}{title}\u{201d}, which has letters that the header\u{2019}s code page 850 lacks"
        ));
        return None;
    };
    if bytes.len() > fields::OPT.len {
        lose(format!("the title \u{201c}{title}\u{201d} is cut to {} letters", fields::OPT.len));
        bytes.truncate(fields::OPT.len);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_99999_blocks_and_no_more() {
        let spelt = |blocks| {
            let counts = Counts { subtitles: 7, blocks, longest: 40 };
            let facts =
                Facts { disk: "STL25.01", table: Table::Cyrillic, first: None, counts, rate: FrameRate::F25 };
            spell(&Track::default(), &Target::default(), &facts, &mut Vec::new())
        };
        let fits = spelt(99_999).unwrap();
        assert_eq!(&fits[238..248], b"9999900007");
        assert!(matches!(spelt(100_000), Err(WriteError::Other(_))));
    }
}
