//! What stands before the subtitles.

use super::faults;
use super::times::{self, Family};
use crate::base::Span;
use crate::syntax::Fault;
use crate::time::{FrameRate, Time};
use crate::xml::{Element, Xml};

const NAMESPACES: [&str; 3] = [
    "http://www.smpte-ra.org/schemas/428-7/2007/DCST",
    "http://www.smpte-ra.org/schemas/428-7/2010/DCST",
    "http://www.smpte-ra.org/schemas/428-7/2014/DCST",
];

/// The head of a file.
#[derive(Debug)]
pub(super) struct Head {
    /// What labels count.
    pub(super) rate: Option<FrameRate>,
    /// Whether the file says so itself.
    pub(super) stated: bool,
    /// `StartTime`, where it is not zero, and its place.
    pub(super) start: Option<(Time, Span)>,
}

/// The elements right inside the root, by name.
pub(super) fn child<'x, 't>(xml: &'x Xml<'t>, name: &str) -> Option<Element<'x, 't>> {
    xml.root()?.child_elements().find(|element| element.name() == name)
}

/// The family of a file, by its root.
pub(super) fn family(xml: &Xml<'_>) -> Option<Family> {
    match xml.root()?.name() {
        "SubtitleReel" => Some(Family::Smpte),
        "DCSubtitle" => Some(Family::Interop),
        _ => None,
    }
}

/// Reads the head. `rate` is what the user knows of the film; it counts where the file says nothing.
pub(super) fn read(
    xml: &Xml<'_>,
    family: Family,
    rate: Option<FrameRate>,
    report: &mut impl FnMut(&'static Fault, Span),
) -> Head {
    let root = xml.root();
    let at = root.map_or(Span::empty(0), Element::start_tag);
    let mut head = Head { rate: None, stated: false, start: None };
    let needed: &'static [(&str, Fault)] = match family {
        Family::Smpte => &faults::SMPTE_HEAD,
        Family::Interop => &faults::INTEROP_HEAD,
    };
    for (name, fault) in needed {
        if child(xml, name).is_none() {
            report(fault, at);
        }
    }
    if family == Family::Interop {
        return head;
    }
    if !root.is_some_and(|root| NAMESPACES.contains(&root.namespace())) {
        report(&faults::NAMESPACE, at);
    }
    let edit = child(xml, "EditRate").map(|element| (edit_rate(&element.plain_text()), element.span()));
    let code = child(xml, "TimeCodeRate").map(|element| (code_rate(&element.plain_text()), element.span()));
    for (rate, span) in edit.iter().chain(&code) {
        if rate.is_none() {
            report(&faults::RATE_UNREADABLE, *span);
        }
    }
    let edit = edit.and_then(|it| it.0);
    // Labels count TimeCodeRate; where the edit rate is the 1000/1001 of it, that is what a unit really lasts.
    let own = match (code.and_then(|it| it.0), edit) {
        (Some(code), Some(edit)) if edit.is_ntsc() && edit.timebase() == code.timebase() => Some(edit),
        (code, edit) => code.or(edit),
    };
    head.rate = own.or(rate);
    head.stated = own.is_some();
    if head.rate.is_none() {
        report(&faults::RATE_MISSING, at);
    }
    let clockwork = times::clockwork(family, head.rate);
    let start = child(xml, "StartTime").and_then(|element| {
        let stamp = times::read(element.plain_text().trim(), family, &clockwork, false)?;
        Some((stamp.time, element.span()))
    });
    head.start = start.filter(|(time, _)| *time != Time::ZERO);
    head
}

/// `24 1`; `24000 1001`.
fn edit_rate(text: &str) -> Option<FrameRate> {
    let mut numbers = text.split_ascii_whitespace().map(|number| number.parse::<u32>().ok());
    let (num, den) = (numbers.next()??, numbers.next()??);
    if numbers.next().is_some() || den == 0 {
        return None;
    }
    match den {
        1001 if num % 1000 == 0 => FrameRate::new(num / 1000, true, false).ok(),
        _ if num % den == 0 => FrameRate::new(num / den, false, false).ok(),
        _ => None,
    }
}

fn code_rate(text: &str) -> Option<FrameRate> {
    FrameRate::new(text.trim().parse().ok()?, false, false).ok()
}
