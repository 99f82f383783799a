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
