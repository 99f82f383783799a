//! What a player that keeps to the standard sees of a document.

use super::block::{Kind, Scanner};
use super::faults as fault;
use super::region::Region;
use super::settings::Settings;
use super::timing;
use crate::syntax::{Document, ProblemKind};
use std::borrow::Cow;
use std::collections::HashSet;

/// The cues that a player which keeps to the standard has, in the order of the file. `None` where it refuses the
/// file as a whole.
///
/// All other cues of the document were recovered, and each has a problem that says why players drop it.
///
/// ```
/// use tregua_parse::{format::vtt, source::Source};
/// let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nUno.\n\n00:03,000 --> 00:04,000\nDos.\n";
/// let document = vtt::parse(Source::open(text.as_bytes(), None, None).unwrap());
/// assert_eq!(document.cues.len(), 2);
/// assert_eq!(vtt::conforming(&document), Some(vec![0]));
/// ```
#[must_use]
pub fn conforming(document: &Document<'_>) -> Option<Vec<usize>> {
    if document.problems.iter().any(|p| fault::refuses(p.kind)) {
        return None;
    }
    if document.problems.iter().any(|p| p.kind == ProblemKind::Own(&fault::CR_CR_LF)) {
        return Some(Vec::new());
    }
    let dropped: HashSet<u32> =
        document.problems.iter().filter(|p| fault::drops(p.kind)).filter_map(|p| p.cue).collect();
    let kept = |index: &usize| u32::try_from(*index).is_ok_and(|index| !dropped.contains(&index));
    Some((0..document.cues.len()).filter(kept).collect())
}

/// The regions that cues may name, in the order of the file. Of two with one name, the last counts.
#[must_use]
pub fn regions<'d>(document: &'d Document<'_>) -> Vec<Region<'d>> {
    let text = document.source.text();
    let mut scanner = Scanner::new(text);
    scanner.head();
    let mut out = Vec::new();
    while let Some(block) = scanner.block() {
        match block.kind {
            Kind::Region => out.push(Region::read(block.body.of(text), block.body, &mut |_, _| {})),
            // Behind the first cue there are none.
            Kind::Cue { times: Some(_), .. } => break,
            _ => {}
        }
    }
    out
}

/// The settings of a cue; the defaults where it has none.
#[must_use]
pub fn settings<'d>(document: &'d Document<'_>, cue: usize) -> Settings<'d> {
    let line = document.cues.get(cue).map_or("", |node| node.timing.of(document.source.text()));
    let rest = match timing::strict(line.as_bytes()) {
        Some(timing) => timing.rest,
        None => timing::loose(line.as_bytes()).map_or(line.len(), |loose| loose.rest),
    };
    Settings::parse(line.get(rest..).unwrap_or(""))
}

/// A piece of the file as the standard's parser has it: line ends are LF, zero bytes are U+FFFD.
#[must_use]
pub fn as_parsed(text: &str) -> Cow<'_, str> {
    if !text.contains(['\r', '\0']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"))
}
