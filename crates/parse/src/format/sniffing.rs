//! Finding a format by what a file holds.

use super::{FORMATS, Format, Look};

/// How much a file looks like a format: 0 (not at all) to 100, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sniff {
    /// 0 to 100.
    pub score: u8,
    /// What was seen.
    pub reason: &'static str,
}

impl Sniff {
    /// Not this format.
    pub const NO: Self = Self { score: 0, reason: "" };
}

/// What was found out about a file's format.
#[derive(Debug)]
pub enum Sniffed {
    /// One format fits best.
    Found(&'static Format, Sniff),
    /// Two fit equally well, and the file's extension is neither's.
    Tie([(&'static Format, Sniff); 2]),
    /// Nothing fits.
    Nothing,
}

/// Finds the format of a text by its content. The extension, lower case and without the dot, breaks ties only.
///
/// The beginning is asked first, as it decides nearly always; where it is no clear answer, the whole is asked.
#[must_use]
pub fn sniff(text: &str, extension: Option<&str>) -> Sniffed {
    match sniff_beginning(text) {
        Some((format, sniff)) => Sniffed::Found(format, sniff),
        None => sniff_text(text, extension),
    }
}

/// What [`sniff`] finds by the beginning of a text alone, whatever follows; `None` where it has to ask the whole.
#[must_use]
pub fn sniff_beginning(text: &str) -> Option<(&'static Format, Sniff)> {
    /// The score at which the beginning alone is believed.
    const CLEAR: u8 = 80;
    match sniff_text(head(text)?, None) {
        Sniffed::Found(format, sniff) if sniff.score >= CLEAR => Some((format, sniff)),
        _ => None,
    }
}

/// The first lines of a long text; `None` where it is short, or its first line is not.
fn head(text: &str) -> Option<&str> {
    const LEN: usize = 2048;
    let bytes = text.as_bytes().get(..LEN)?;
    let end = memchr::memrchr(b'\n', bytes)?;
    text.get(..=end)
}

fn sniff_text(text: &str, extension: Option<&str>) -> Sniffed {
    best(extension, |look| match look {
        Look::Text(sniff) => sniff(text),
        Look::Bytes(_) | Look::Never => Sniff::NO,
    })
}

/// Finds a format that is no text by its bytes. To be asked before a file is decoded.
#[must_use]
pub fn sniff_bytes(raw: &[u8], extension: Option<&str>) -> Sniffed {
    best(extension, |look| match look {
        Look::Bytes(sniff) => sniff(raw),
        Look::Text(_) | Look::Never => Sniff::NO,
    })
}

fn best(extension: Option<&str>, score: impl Fn(Look) -> Sniff) -> Sniffed {
    let mut fits: Vec<(&'static Format, Sniff)> =
        FORMATS.iter().map(|format| (*format, score(format.sniff))).filter(|(_, s)| s.score > 0).collect();
    let named = |format: &Format| extension.is_some_and(|e| format.extensions.contains(&e));
    fits.sort_by_key(|(format, sniff)| std::cmp::Reverse((sniff.score, named(format))));
    let mut fits = fits.into_iter();
    match (fits.next(), fits.next()) {
        (None, _) => Sniffed::Nothing,
        (Some(a), Some(b)) if a.1.score == b.1.score && named(a.0) == named(b.0) => Sniffed::Tie([a, b]),
        (Some((format, sniff)), _) => Sniffed::Found(format, sniff),
    }
}
