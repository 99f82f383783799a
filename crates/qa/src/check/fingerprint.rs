//! What a finding is known by from run to run: the rule and the words it is about, never a line or a time.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use tregua_parse::base::Diagnostic;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use twox_hash::XxHash3_128;

/// Bytes of a line on each side of a place that count, where a finding belongs to no cue. A file may be one line.
const AROUND: usize = 256;

/// A finding's key: the same while the cue says the same, wherever it stands and whatever its times are.
///
/// It is the XXH3 hash, 128 bits with seed 0, of the rule's id, a zero byte, the hash of the text in 32 hexadecimal
/// digits, a zero byte, and how many findings of this rule about this text came before it in the file, in decimal.
/// The text is the cue's as shown, its lines joined by line feeds; where the finding belongs to no cue, the line that
/// it begins in. So a cue put in, a shift or another number changes no key, and equal cues still have keys of their own.
///
/// ```
/// use tregua_qa::check::Fingerprint;
/// let key: Fingerprint = "00000000000000000000000000abcdef".parse().unwrap();
/// assert_eq!(key.to_string(), "00000000000000000000000000abcdef");
/// assert_ne!(key.in_file("film.kk.srt"), key.in_file("film.ru.srt"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The key among findings of several files: the hash of the path, a zero byte, and this key's digits.
    #[must_use]
    pub fn in_file(self, path: &str) -> Self {
        Self(hash(format!("{path}\0{self}").as_bytes()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Text that is no fingerprint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoFingerprint;

impl fmt::Display for NoFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fingerprint is 32 hexadecimal digits in lower case")
    }
}

impl std::error::Error for NoFingerprint {}

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let fits = text.len() == 32 && text.bytes().all(digit);
        fits.then(|| u128::from_str_radix(text, 16).ok()).flatten().map(Self).ok_or(NoFingerprint)
    }
}

/// The keys of a file's findings, in their order. `track` is the document's, and the findings stand in the order of the
/// report.
#[must_use]
pub fn fingerprints(document: &Document<'_>, track: &Track<'_>, found: &[Diagnostic]) -> Vec<Fingerprint> {
    let mut before: HashMap<u128, u32> = HashMap::new();
    // Findings come cue by cue, so that each text is read once.
    let mut last: Option<(u32, u128)> = None;
    let each = found.iter().map(|one| {
        let text = match (one.cue, last) {
            (Some(cue), Some((known, text))) if cue == known => text,
            (Some(cue), _) => {
                let text = hash(shown(track, cue).as_bytes());
                last = Some((cue, text));
                text
            }
            (None, _) => hash(line(document.source.text(), one.span.start as usize).as_bytes()),
        };
        let about = format!("{}\0{text:032x}\0", one.rule);
        let nth = before.entry(hash(about.as_bytes())).or_default();
        let key = Fingerprint(hash(format!("{about}{nth}").as_bytes()));
        *nth = nth.saturating_add(1);
        key
    });
    each.collect()
}

fn hash(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// What a viewer reads in a cue.
fn shown(track: &Track<'_>, cue: u32) -> String {
    let mut out = String::new();
    if let Some(cue) = track.cues.get(cue as usize) {
        for (n, line) in track.lines_of(cue).iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            out.push_str(&track.text_of(line));
        }
    }
    out
}

/// The line that a place stands in, without blanks at its ends.
fn line(text: &str, at: usize) -> &str {
    let at = floor(text, at);
    let (from, to) = (floor(text, at.saturating_sub(AROUND)), floor(text, at.saturating_add(AROUND)));
    let before = text.get(from..at).unwrap_or("");
    let after = text.get(at..to).unwrap_or("");
    let start = before.rfind(['\n', '\r']).map_or(from, |n| from + n + 1);
    let end = after.find(['\n', '\r']).map_or(to, |n| at + n);
    text.get(start..end).unwrap_or("").trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// The nearest place at or before `at` that is in no letter.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_parse::base::{Severity, Span};
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    const FILM: &str = "1\n00:00:01,000 --> 00:00:02,000\n¿Quién es?\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>Soy yo.</i>\n\n3\n00:00:05,000 --> 00:00:06,000\n¿Quién es?\n";

    fn finding(rule: &'static str, cue: Option<u32>, at: usize) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            span: Span::empty(at),
            cue,
            message: tregua_parse::base::Message::new("", ""),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    fn keys(text: &str, found: &[Diagnostic]) -> Vec<String> {
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        fingerprints(&document, &track, found).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_key_is_that_of_the_words() {
        let all = [finding("a/b", Some(0), 0), finding("a/b", Some(1), 40), finding("a/b", Some(2), 80)];
        let old = keys(FILM, &all);
        // The same words twice: two keys.
        assert_ne!(old[0], old[2]);
        // Another rule has another.
        assert!(!old.contains(&keys(FILM, &[finding("a/c", Some(1), 40)])[0]));
        // A cue before them, other times, other numbers and no italics: the same keys.
        let new = format!(
            "1\n00:00:00,100 --> 00:00:00,900\nHola.\n\n{}",
            FILM.replace("00:00:0", "00:01:0").replace("<i>", "").replace("</i>", "").replace('3', "4")
        );
        let moved = [finding("a/b", Some(1), 40), finding("a/b", Some(2), 80), finding("a/b", Some(3), 120)];
        assert_eq!(keys(&new, &moved), old);
        // Other words have another key.
        let said = FILM.replace("Soy yo.", "Soy ella.");
        assert_ne!(keys(&said, &all)[1], old[1]);
    }

    #[test]
    fn the_key_is_written_down_for_others_to_make() {
        // Python: x = xxhash.xxh3_128_hexdigest; x("timing/overlap\0" + x("Soy yo.") + "\0" + "0")
        let key = &keys(FILM, &[finding("timing/overlap", Some(1), 40)])[0];
        assert_eq!(key, "7a4c5076e148dc9db3f335330daad2ab");
        assert_eq!(
            key.parse::<Fingerprint>().unwrap().in_file("film.srt").to_string(),
            "571e9670411eb8e903d5ea282037956f"
        );
    }

    #[test]
    fn without_a_cue_the_line_counts() {
        let at = |text: &str, at: usize| keys(text, &[finding("file/x", None, at)])[0].clone();
        let one = at("1\n00:00:01 --> zwei\nHola\n", 5);
        assert_eq!(at("uno\r\n\r\n1\r\n00:00:01 --> zwei\r\nHola\r\n", 14), one);
        assert_ne!(at("1\n00:00:01 --> drei\nHola\n", 5), one);
        // A file of one long line, and places beyond the text or inside a letter.
        let long = "қ".repeat(5000);
        for place in [0, 1, 4999, 9999, 10_000, 70_000] {
            assert_eq!(at(&long, place).len(), 32);
        }
    }

    #[test]
    fn what_is_no_fingerprint_is_refused() {
        for text in ["", "xyz", "+0000000000000000000000000000001", "ABCDEF00000000000000000000000000"] {
            assert_eq!(text.parse::<Fingerprint>(), Err(NoFingerprint), "{text}");
        }
    }
}
