//! How SubRip spells styled runs.
//!
//! SubRip has no way to say "this sign is text". Where text would be taken for markup or for a time line, an empty pair
//! of tags is put inside: it shows nothing and readers no longer see one piece.

use crate::model::Style;
use std::fmt::Write;

/// Shows nothing, and ends whatever a reader might see in the signs before it.
const NOTHING: &str = "<i></i>";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Font(u8, u8, u8),
    Plain(&'static str),
}

/// Spells a line of styled text with SubRip tags, balanced and never crossing.
///
/// ```
/// use tregua_parse::{format::srt::spell_line, model::Style};
/// let italic = Style { italic: true, ..Style::default() };
/// assert_eq!(spell_line(&[("Не ", Style::default()), ("надо", italic)]), "Не <i>надо</i>");
/// ```
#[must_use]
pub fn spell_line(runs: &[(&str, Style)]) -> String {
    let mut out = String::with_capacity(runs.iter().map(|r| r.0.len() + 16).sum());
    push_line(&mut out, runs);
    out
}

/// Adds a line as [`spell_line`] gives it.
pub(super) fn push_line(out: &mut String, runs: &[(&str, Style)]) {
    if let [(text, style)] = runs
        && is_plain(text, *style)
    {
        out.push_str(text);
        return;
    }
    if runs.first().is_some_and(|run| tags(run.1).is_empty()) && like_times(runs) {
        out.push_str(NOTHING);
    }
    let mut open: Vec<Tag> = Vec::new();
    for (at, (text, style)) in runs.iter().enumerate() {
        let wanted = tags(*style);
        let same = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        close(out, open.drain(same..));
        for tag in wanted.into_iter().skip(same) {
            // Writing to a String cannot fail.
            let _ = match tag {
                Tag::Font(r, g, b) => write!(out, "<font color=\"#{r:02x}{g:02x}{b:02x}\">"),
                Tag::Plain(name) => write!(out, "<{name}>"),
            };
            open.push(tag);
        }
        push_text(out, text, at + 1 == runs.len());
    }
    close(out, open.drain(..));
}

/// Whether a run is spelt as it is, told by its style and by signs that nearly all texts do without.
fn is_plain(text: &str, style: Style) -> bool {
    let shown = !(style.bold || style.italic || style.underline || style.strike || style.colour.is_some());
    let text = text.as_bytes();
    shown && memchr::memchr3(b'<', b'{', b'>', text).is_none() && memchr::memchr(b':', text).is_none()
}

fn close(out: &mut String, tags: impl DoubleEndedIterator<Item = Tag>) {
    for tag in tags.rev() {
        out.push_str("</");
        out.push_str(match tag {
            Tag::Font(..) => "font",
            Tag::Plain(name) => name,
        });
        out.push('>');
    }
}

fn tags(style: Style) -> Vec<Tag> {
    let plain = [(style.bold, "b"), (style.italic, "i"), (style.underline, "u"), (style.strike, "s")];
    let font = style.colour.map(|c| Tag::Font(c.0, c.1, c.2));
    font.into_iter().chain(plain.into_iter().filter(|p| p.0).map(|p| Tag::Plain(p.1))).collect()
}

/// Adds text such that no part of it is read as markup.
fn push_text(out: &mut String, text: &str, last: bool) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{', '>']) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        let mut signs = sign.chars();
        let first = signs.next().unwrap_or('<');
        if first == '>' {
            // A strict reader splits at every arrow it meets.
            if before.ends_with("--") {
                out.push_str(NOTHING);
            }
            out.push('>');
        } else {
            out.push(first);
            if opens_mark(sign, last) {
                out.push_str(NOTHING);
            }
        }
        rest = signs.as_str();
    }
    out.push_str(rest);
}

/// Whether text that begins with `<` or `{` would be read as a mark of SubRip's, here or, where more runs
/// follow, with a closing sign of theirs.
fn opens_mark(text: &str, last: bool) -> bool {
    let angle = text.starts_with('<');
    let signs = if angle { ['<', '>'] } else { ['{', '}'] };
    let inner = text.get(1..).unwrap_or_default();
    let Some(end) = inner.find(signs) else { return !last };
    let (inner, sign) = inner.split_at(end);
    if !sign.starts_with(signs[1]) {
        return false;
    }
    if !angle {
        let mut bytes = inner.bytes();
        let first = bytes.next();
        return first == Some(b'\\')
            || first.is_some_and(|b| b.is_ascii_alphabetic()) && bytes.next() == Some(b':');
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let (name, attributes) =
        name.split_at(name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len()));
    let known = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n));
    known(&["font"]) || known(&["i", "b", "u", "s", "em", "strong"]) && attributes.trim().is_empty()
}

/// Whether a line could be taken for a time line, whole or cut short, by a tolerant reader. Says yes too often
/// rather than too seldom.
fn like_times(runs: &[(&str, Style)]) -> bool {
    if runs.iter().all(|run| memchr::memchr2(b'>', b':', run.0.as_bytes()).is_none()) {
        return false;
    }
    let chars = || runs.iter().flat_map(|run| run.0.chars());
    let digits = chars().filter(|c| c.is_numeric()).take(2).count();
    let clock = |c: char| c.is_numeric() || ":,. -\t\u{ff1a}".contains(c);
    digits == 2 && chars().any(|c| c == '>') || digits > 0 && chars().all(clock) && chars().any(|c| c == ':')
}

#[cfg(test)]
mod tests {
    use super::super::{lower, parse};
    use super::*;
    use crate::model::Colour;
    use crate::source::Source;

    const PLAIN: Style = Style {
        italic: false,
        bold: false,
        underline: false,
        strike: false,
        colour: None,
        background: None,
        ruby: crate::model::Ruby::None,
    };
    const ITALIC: Style = Style { italic: true, ..PLAIN };

    /// The runs that are read from a line, neighbours of one look joined.
    fn read(line: &str) -> Vec<(String, Style)> {
        let text = format!("1\n00:00:01,000 --> 00:00:02,000\n{line}\n\n");
        let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = lower(&document);
        assert_eq!((track.cues.len(), track.lines.len()), (1, 1), "{line}");
        let mut out: Vec<(String, Style)> = Vec::new();
        for run in &track.runs {
            match out.last_mut().filter(|(_, style)| *style == run.style) {
                Some((before, _)) => before.push_str(&run.text),
                None => out.push((run.text.to_string(), run.style)),
            }
        }
        out
    }

    #[test]
    fn text_that_would_be_markup_is_kept_from_being_it() {
        for (text, want) in [
            ("Hola", "Hola"),
            ("a < b, c > d, {e", "a < b, c > d, {e"),
            ("<i>a</i>", "<<i></i>i>a<<i></i>/i>"),
            ("<FONT x>", "<<i></i>FONT x>"),
            ("<em>", "<<i></i>em>"),
            // Only font has attributes, and other names are not SubRip's.
            ("<i think>", "<i think>"),
            ("<v Ana> <3 <>", "<v Ana> <3 <>"),
            ("<i", "<i"),
            ("<i <b>", "<i <<i></i>b>"),
            ("{\\an8}a", "{<i></i>\\an8}a"),
            ("{y:i}a", "{<i></i>y:i}a"),
            ("{a} {} {1:2} {ab:c}", "{a} {} {1:2} {ab:c}"),
            ("{\\an8", "{\\an8"),
            // A strict reader takes every arrow for a time line, a tolerant one whatever begins like one.
            ("a --> b", "a --<i></i>> b"),
            ("a -> b", "a -> b"),
            ("00:00:01,000 --> 00:00:02,000", "<i></i>00:00:01,000 --<i></i>> 00:00:02,000"),
            ("12:30", "<i></i>12:30"),
            ("A las 12:30", "A las 12:30"),
        ] {
            let found = spell_line(&[(text, PLAIN)]);
            assert_eq!(found, want, "{text}");
            assert_eq!(read(&found), [(text.to_owned(), PLAIN)], "{text}");
        }
    }

    #[test]
    fn tags_are_balanced_and_never_cross() {
        let red = Style { colour: Some(Colour(255, 0, 10)), ..PLAIN };
        let bold = Style { bold: true, ..PLAIN };
        let all = Style { underline: true, strike: true, italic: true, ..bold };
        for (runs, want) in [
            (vec![("a", PLAIN), ("b", ITALIC), ("c", PLAIN)], "a<i>b</i>c"),
            (vec![("a", Style { italic: true, ..bold }), ("b", bold)], "<b><i>a</i>b</b>"),
            (vec![("a", Style { italic: true, ..bold }), ("b", ITALIC)], "<b><i>a</i></b><i>b</i>"),
            (
                vec![("a", Style { italic: true, ..red }), ("b", red)],
                "<font color=\"#ff000a\"><i>a</i>b</font>",
            ),
            (vec![("a", all)], "<b><i><u><s>a</s></u></i></b>"),
            // A sign of one run would be closed by one of the next.
            (vec![("a <", PLAIN), ("b>", ITALIC)], "a <<i></i><i>b></i>"),
            (vec![("a {", PLAIN), ("y:b}", ITALIC)], "a {<i></i><i>y:b}</i>"),
            (vec![("12", PLAIN), (":30", ITALIC)], "<i></i>12<i>:30</i>"),
            (vec![("12:30", ITALIC)], "<i>12:30</i>"),
            // Each look alone.
            (vec![("a", bold)], "<b>a</b>"),
            (vec![("a", Style { underline: true, ..PLAIN })], "<u>a</u>"),
            (vec![("a", Style { strike: true, ..PLAIN })], "<s>a</s>"),
            (vec![("a", red)], "<font color=\"#ff000a\">a</font>"),
        ] {
            let found = spell_line(&runs);
            assert_eq!(found, want);
            let runs: Vec<_> = runs.iter().map(|(text, style)| ((*text).to_owned(), *style)).collect();
            assert_eq!(read(&found), runs, "{want}");
        }
    }
}
