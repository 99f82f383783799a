//! Two lines of a cue: who speaks in them, and how to join them or break them elsewhere.

use super::Shown;
use tregua_parse::base::{Edit, Span};

/// A dash at the start of a line, as dialogues have it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineDash {
    /// The dash.
    pub mark: char,
    /// Whether a blank stands behind it.
    pub blank: bool,
    /// The bytes before the dash: blanks.
    pub before: usize,
    /// The bytes of the dash and of the blanks behind it.
    pub len: usize,
}

/// The dash a line starts with, if it can be a speaker's: not that of a negative number, not one of several in a row, and
/// with words behind it.
#[must_use]
pub fn line_dash(line: &str) -> Option<LineDash> {
    // Nearly every line begins with a letter.
    if line
        .bytes()
        .next()
        .is_none_or(|b| b != b'-' && !b.is_ascii_whitespace() && !matches!(b, 0x0b | 0xc2 | 0xe1..=0xe3))
    {
        return None;
    }
    // Most dashes are the line's first sign, with one blank or none before a letter.
    let bytes = line.as_bytes();
    let (mark, width) = match bytes {
        [b'-', ..] => ('-', 1),
        [0xe2, 0x80, 0x93, ..] => ('–', 3),
        [0xe2, 0x80, 0x94, ..] => ('—', 3),
        _ => return any_line_dash(line),
    };
    let letter =
        |at: usize| bytes.get(at).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, 0xc3 | 0xd0..=0xd3));
    if letter(width) {
        return Some(LineDash { mark, blank: false, before: 0, len: width });
    }
    if bytes.get(width) == Some(&b' ') && letter(width + 1) {
        return Some(LineDash { mark, blank: true, before: 0, len: width + 1 });
    }
    any_line_dash(line)
}

/// The same, however the line begins.
fn any_line_dash(line: &str) -> Option<LineDash> {
    let text = line.trim_start();
    let mark = text.chars().next().filter(|c| is_dash(*c))?;
    let behind = text.get(mark.len_utf8()..)?;
    let words = behind.trim_start();
    if behind.starts_with(is_dash) || behind.starts_with(|c: char| c.is_ascii_digit()) || words.is_empty() {
        return None;
    }
    let blank = words.len() < behind.len();
    Some(LineDash { mark, blank, before: line.len() - text.len(), len: text.len() - words.len() })
}

/// Hyphens and dashes, the minus sign included.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Where hyphens and dashes stand in a text, the minus sign included.
pub fn dashes(text: &str) -> impl Iterator<Item = usize> {
    // All but the hyphen begin with one byte.
    let places = memchr::memchr2_iter(b'-', 0xe2, text.as_bytes());
    places.filter(|at| text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(is_dash))
}

/// The bytes that break two lines which follow one another, if they are nothing but a break: no closing tag, no words.
fn break_between(text: &str, first: &Shown<'_>, second: &Shown<'_>) -> Option<Span> {
    let (start, end) = (first.line.span.end, second.line.span.start);
    let span = (start < end).then_some(Span { start, end })?;
    let raw = span.of(text);
    let one_tag = raw.matches('<').count() <= 1 && !raw.contains("</");
    // Its lines stand in the file as they are shown, and no blank is at the break already.
    let verbatim = first.at(first.text.len()).is_some() && second.at(0).is_some();
    let bare = !first.text.ends_with(char::is_whitespace) && !second.text.starts_with(char::is_whitespace);
    (one_tag && verbatim && bare).then_some(span)
}

/// The edits that make one line of two.
#[must_use]
pub fn join_lines(text: &str, first: &Shown<'_>, second: &Shown<'_>) -> Option<Vec<Edit>> {
    Some(vec![Edit::new(break_between(text, first, second)?, " ")])
}

/// The edits that break two lines at another blank. `at` counts in the text of both with one blank between them.
#[must_use]
pub fn move_break(text: &str, first: &Shown<'_>, second: &Shown<'_>, at: usize) -> Option<Vec<Edit>> {
    let old = break_between(text, first, second)?;
    let blank = match at.checked_sub(first.text.len() + 1) {
        Some(at) => second.verbatim(at..at + 1),
        None => first.verbatim(at..at + 1),
    }?;
    (blank.of(text) == " ").then(|| vec![Edit::new(old, " "), Edit::new(blank, old.of(text))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tregua_parse::base::splice;
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    #[test]
    fn dashes_of_speakers() {
        let mark = |line| line_dash(line).map(|it| (it.mark, it.blank, it.before, it.len));
        assert_eq!(mark("- Sí."), Some(('-', true, 0, 2)));
        assert_eq!(mark(" –Да."), Some(('–', false, 1, 3)));
        for line in ["", "-", "- ", "-5 grados", "--Sí", "Sí - no"] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn the_usual_dashes_are_told_as_any_are(
            start in prop::sample::select(vec!["-", "–", "—", "‑", "−", " -", "\u{a0}–", "--", "-–"]),
            rest in "[-–— \u{a0}\u{3000}5aéñЯқ¿«.]{0,4}",
        ) {
            let line = start.to_owned() + &rest;
            prop_assert_eq!(line_dash(&line), any_line_dash(&line));
            let each: Vec<usize> = line.match_indices(is_dash).map(|(at, _)| at).collect();
            prop_assert_eq!(dashes(&line).collect::<Vec<_>>(), each);
        }
    }

    fn edited(
        cue: &str,
        edits: impl Fn(&str, &Shown<'_>, &Shown<'_>) -> Option<Vec<Edit>>,
    ) -> Option<String> {
        let text = format!("1\n00:00:01,000 --> 00:00:02,000\n{cue}\n");
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        let lines: Vec<Shown<'_>> = track.lines.iter().map(|line| Shown::new(&track, line)).collect();
        let edits = edits(&text, &lines[0], &lines[1])?;
        let new = String::from_utf8(splice(text.as_bytes(), &edits).unwrap()).unwrap();
        Some(new[text.len() - cue.len() - 1..].trim_end().to_owned())
    }

    #[test]
    fn breaks_are_moved_and_taken_away() {
        let cue = "<i>Ven a la</i>\ncasa azul";
        assert_eq!(edited(cue, join_lines).as_deref(), Some("<i>Ven a la</i> casa azul"));
        let at = |at| move |text: &str, a: &Shown<'_>, b: &Shown<'_>| move_break(text, a, b, at);
        assert_eq!(edited(cue, at(3)).as_deref(), Some("<i>Ven\na la</i> casa azul"));
        assert_eq!(edited(cue, at(13)).as_deref(), Some("<i>Ven a la</i> casa\nazul"));
        assert_eq!(edited(cue, at(8)), None);
        assert_eq!(edited("Ven \naquí", join_lines), None);
    }
}
