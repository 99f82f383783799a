use crate::chars;
use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::{Applicability, Edit};

declare_rule! {
    /// An ellipsis is not written as the client, or the rest of the track, writes it.
    ///
    /// ## What it does
    ///
    /// Finds three full stops where the sign … (U+2026) is wanted, or the other way round; two or more than three stops;
    /// stops with blanks between them; and a blank before an ellipsis that ends a word or sentence. Two stops behind a
    /// question or exclamation mark are right in Russian and left alone, as are paths.
    ///
    /// ## Why
    ///
    /// Three stops count three characters, and a player may break the line between them. Two may be a full stop or an
    /// ellipsis; nobody can tell.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// No sé... Quizá mañana.
    /// ```
    ///
    /// ```srt,bad profile=netflix/ru lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Я хотел сказать ….
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// No sé… Quizá mañana.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the wanted form or takes the blank away; a viewer may see the difference: unsafe. What two stops mean
    /// a person must choose.
    ///
    /// ## Sources
    ///
    /// Netflix: U+2026, never three full stops; older copies of the Spanish page show three. The BBC writes three dots, and
    /// two where a sentence is resumed.
    "text/ellipsis", Warning, fix: Some(Unsafe),
    params {
        /// the form: `sign`, `dots` or `consistent`
        style: Style,
        /// whether two stops are a mark of their own
        two_dots: bool,
    },
    Track check
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    Sign,
    Dots,
    Consistent,
}

/// Full stops and ellipsis signs in a row.
struct Stops {
    range: Range<usize>,
    dots: usize,
    signs: usize,
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let (mut signs, mut dots) = (0usize, 0usize);
    if params.style == Style::Consistent {
        for (_, _, cue) in context.cues_with(Traits::STOPS | Traits::ELLIPSIS) {
            for stops in context.shown(cue).iter().flat_map(|line| stops(&line.text)) {
                signs += usize::from(stops.signs == 1 && stops.dots == 0);
                dots += usize::from(stops.signs == 0 && stops.dots == 3);
            }
        }
    }
    let sign = match params.style {
        Style::Sign => true,
        Style::Dots => false,
        Style::Consistent => signs >= dots,
    };
    for (index, _, cue) in context.cues_with(Traits::STOPS | Traits::ELLIPSIS) {
        for line in context.shown(cue).iter().filter(|line| may_hold(&line.text)) {
            for stops in stops(&line.text) {
                examine(params, sign, index, line, &stops, sink);
            }
            spaced(sign, index, line, sink);
        }
    }
}

fn examine(params: &Params, sign: bool, cue: u32, line: &Shown<'_>, stops: &Stops, sink: &mut Sink<'_>) {
    let wanted = if sign { "…" } else { "..." };
    let (before, behind) = around(&line.text, &stops.range);
    let write = |range: Range<usize>| line.replace(range, wanted).unwrap_or_default();
    let message = match (stops.signs, stops.dots) {
        (1, 0) if sign => None,
        (0, 3) if !sign => None,
        (1, 0) | (0, 3) => Some(match params.style {
            Style::Consistent => say!("unlike", wanted = wanted),
            _ => say!("asked", wanted = wanted),
        }),
        (0, 2) => {
            let path = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '\\') || c.is_ascii_digit());
            let right = params.two_dots || matches!(before, Some('?' | '!')) || path(before) || path(behind);
            if !right {
                let finding =
                    sink.cue(cue, line.span(stops.range.clone()), say!("two")).help(say!("help-two"));
                finish(finding, Applicability::Display, wanted, write(stops.range.clone()));
            }
            return;
        }
        _ => Some(say!("many")),
    };
    if let Some(message) = message {
        let finding = sink.cue(cue, line.span(stops.range.clone()), message);
        finish(finding, Applicability::Unsafe, wanted, write(stops.range.clone()));
    }
    // A blank before it, with a word before the blank and nothing behind that the ellipsis could lead up to.
    let head = line.text.get(..stops.range.start).unwrap_or("");
    let word = head.trim_end();
    if word.len() < head.len() && word.ends_with(chars::is_alphanumeric) && !behind.is_some_and(begins_word) {
        let blank = word.len()..head.len();
        let finding = sink.cue(cue, line.span(word.len()..stops.range.end), say!("blank"));
        if let Some(edits) = line.replace(blank, "") {
            finding.fix(Applicability::Unsafe, say!(common: "take-away"), edits);
        }
    }
}

fn finish(finding: crate::rule::Finding<'_>, how: Applicability, wanted: &str, edits: Vec<Edit>) {
    if !edits.is_empty() {
        finding.fix(how, say!(common: "write", text = wanted), edits);
    }
}

/// A sign, or a stop with another behind it, a blank between them or not. Most lines have one stop, at their end.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'.', 0xe2, bytes).any(|at| {
        matches!(
            bytes.get(at..),
            Some([b'.', b'.', ..] | [b'.', b' ', b'.', ..] | [b'.', 0xe2, ..] | [0xe2, 0x80, 0xa6, ..])
        )
    })
}

/// Three stops or more with blanks between them.
fn spaced(sign: bool, cue: u32, line: &Shown<'_>, sink: &mut Sink<'_>) {
    let text = &*line.text;
    let Some(at) = text.find(". .") else { return };
    let rest = text.get(at..).unwrap_or("");
    let len = rest.find(|c| c != '.' && c != ' ').unwrap_or(rest.len());
    let len = rest.get(..len).map_or(0, |run| run.trim_end().len());
    if rest.get(..len).is_some_and(|run| run.matches('.').count() >= 3 && !run.contains("..")) {
        let wanted = if sign { "…" } else { "..." };
        let finding = sink.cue(cue, line.span(at..at + len), say!("spaced"));
        finish(
            finding,
            Applicability::Unsafe,
            wanted,
            line.replace(at..at + len, wanted).unwrap_or_default(),
        );
    }
}

/// Two full stops or more in a row, or at least one ellipsis sign.
fn stops(text: &str) -> impl Iterator<Item = Stops> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let start = at + rest.iter().position(|b| matches!(b, b'.' | 0xe2)).unwrap_or(rest.len());
            let (mut dots, mut signs) = (0, 0);
            at = start;
            loop {
                match bytes.get(at..) {
                    Some([b'.', ..]) => (dots, at) = (dots + 1, at + 1),
                    Some([0xe2, 0x80, 0xa6, ..]) => (signs, at) = (signs + 1, at + 3),
                    _ => break,
                }
            }
            if dots > 1 || signs > 0 {
                return Some(Stops { range: start..at, dots, signs });
            }
            at = at.max(start + 1);
        }
        None
    })
}

/// The characters on either side.
fn around(text: &str, range: &Range<usize>) -> (Option<char>, Option<char>) {
    let before = text.get(..range.start).and_then(|head| head.chars().next_back());
    (before, text.get(range.end..).and_then(|tail| tail.chars().next()))
}

fn begins_word(c: char) -> bool {
    chars::is_alphanumeric(c) || matches!(c, '¿' | '¡' | '"' | '“' | '«' | '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_in_a_row() {
        let found = |text| stops(text).map(|it| (it.range.start, it.dots, it.signs)).collect::<Vec<_>>();
        assert_eq!(found("Sí. No."), []);
        assert_eq!(found("a... b…c.."), [(1, 3, 0), (6, 0, 1), (10, 2, 0)]);
        assert_eq!(found("“é”….– ..."), [(8, 1, 1), (16, 3, 0)]);
    }
}
