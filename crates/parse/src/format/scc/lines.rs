//! The lines of an SCC file: a header, then timecodes with words of four hexadecimal digits.

use crate::base::Span;
use crate::time::{FrameRate, Timecode, TimecodeError};

/// What the first line should say.
pub(super) const HEADER: &str = "Scenarist_SCC V1.0";

/// 29.97 frames a second, whatever the labels say: the pictures that carry the codes.
pub(super) fn rate(drop: bool) -> Option<FrameRate> {
    FrameRate::new(30, true, drop).ok()
}

/// A line, told by its beginning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Nothing to see.
    Blank,
    /// The header; whether it is spelt as it should.
    Header(bool),
    /// A timecode, and where the words begin.
    Codes(Label, usize),
    /// Words without a timecode.
    Bare,
    /// Something else.
    Other,
}

/// The timecode of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label {
    /// Its place in the line.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The frame it names; `None` where it cannot be read.
    pub(super) frame: Option<i64>,
    /// Whether it is one of drop-frame timecode.
    pub(super) drop: bool,
    /// It names a frame that drop-frame timecode skips; the next one is meant.
    pub(super) skipped: bool,
}

/// What a line is.
pub(super) fn kind(line: &str) -> Kind {
    let body = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0'));
    let Some(word) = body.split([' ', '\t']).next().filter(|word| !word.is_empty()) else {
        return Kind::Blank;
    };
    let from = line.len() - body.len();
    if word.get(..13).is_some_and(|start| start.eq_ignore_ascii_case("Scenarist_SCC")) {
        return Kind::Header(line.trim_start_matches('\u{feff}') == HEADER);
    }
    let digit = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if digit && word.contains([':', ';']) {
        let to = from + word.len();
        let (frame, drop, skipped) = frame(word);
        return Kind::Codes(Label { from, to, frame, drop, skipped }, to);
    }
    // One such word alone may be a word of some language.
    if words(body).all(|(_, pair)| pair.is_some()) && words(body).nth(1).is_some() {
        Kind::Bare
    } else {
        Kind::Other
    }
}

/// The frame a label names, whether it drops, and whether it is one that does not exist.
fn frame(label: &str) -> (Option<i64>, bool, bool) {
    let drop = label.rfind([':', ';', ',', '.']).is_some_and(|at| label.as_bytes().get(at) != Some(&b':'));
    let Some(rate) = rate(drop) else { return (None, drop, false) };
    match Timecode::parse(label, rate) {
        Ok(code) => (Some(code.frame()), drop, false),
        // Labels 00 and 01 of such a minute: its first frame is 02.
        Err(TimecodeError::Dropped(_)) => {
            let cut = label.rfind([':', ';', ',', '.']).unwrap_or(0);
            let second = label.get(..=cut).map(|clock| Timecode::parse(&format!("{clock}02"), rate));
            (second.and_then(Result::ok).map(Timecode::frame), drop, true)
        }
        Err(_) => (None, drop, false),
    }
}

/// The words of a text with their places; a word that is not four hexadecimal digits is `None`.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Span, Option<[u8; 2]>)> + '_ {
    let blank = |b: &u8| b.is_ascii_whitespace() || *b == 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes.get(at..)?.iter().position(|b| !blank(b))?;
        let start = at;
        let rest = bytes.get(at..)?;
        at += rest.iter().position(blank).unwrap_or(rest.len());
        Some((Span::new(start, at), bytes.get(start..at).and_then(pair)))
    })
}

fn pair(word: &[u8]) -> Option<[u8; 2]> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let [a, b, c, d] = word else { return None };
    Some([digit(*a)? << 4 | digit(*b)?, digit(*c)? << 4 | digit(*d)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> (Option<i64>, bool, bool) {
        match kind(text) {
            Kind::Codes(label, _) => (label.frame, label.drop, label.skipped),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn labels() {
        assert_eq!(label("00:00:01:05\t9420"), (Some(35), false, false));
        for drop in [";", ",", "."] {
            assert_eq!(label(&format!("01:00:00{drop}00\t9420")), (Some(107_892), true, false));
        }
        assert_eq!(label("01:00:00:00 9420"), (Some(108_000), false, false));
        // A label that does not exist is the first that does.
        assert_eq!(label("00:01:00;00\t9420"), (Some(1800), true, true));
        assert_eq!(label("00:01:00;02\t9420"), (Some(1800), true, false));
        for bad in ["00:00:00:30", "00:60:00:00", "99:99:99:9999999999", "0:0", "00:00:01", "1:2:3:4:5"] {
            assert_eq!(label(bad).0, None, "{bad}");
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(kind("\u{feff}Scenarist_SCC V1.0"), Kind::Header(true));
        assert_eq!(kind("Scenarist_SCC V2.0 "), Kind::Header(false));
        assert_eq!(kind(" \t"), Kind::Blank);
        assert_eq!(kind("9420 942c"), Kind::Bare);
        assert_eq!(kind("Hola"), Kind::Other);
        assert_eq!(kind("<0:1"), Kind::Other);
    }

    #[test]
    fn words_and_their_places() {
        let all: Vec<_> = words(" 9420\t94AE  c1 zz\u{e9}12 4142").map(|(s, p)| (s.start, p)).collect();
        assert_eq!(
            all,
            [
                (1, Some([0x94, 0x20])),
                (6, Some([0x94, 0xae])),
                (12, None),
                (15, None),
                (22, Some([0x41, 0x42]))
            ]
        );
    }
}
