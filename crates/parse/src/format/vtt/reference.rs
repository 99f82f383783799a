//! HTML's character references: `&amp;`, `&#233;`, `&#xE9;`, and the hundred old names that need no semicolon.
//!
//! The names with their code points stand in `references.txt`, in the order of their bytes: `name=HEX`, and
//! `name!HEX` where the semicolon may be missing.

use std::sync::OnceLock;

/// The longest name; a run of letters longer than this is cut there before it is looked up.
const LONGEST: usize = 32;

/// What a reference stands for: one character, or two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Decoded(char, Option<char>);

impl Decoded {
    /// `&#10;`, `&NewLine;`.
    pub(super) const LINE_FEED: Self = Self('\n', None);

    pub(super) fn push_to(self, out: &mut String) {
        out.push(self.0);
        out.extend(self.1);
    }
}

struct Name {
    name: &'static str,
    /// May stand without its semicolon.
    bare: bool,
    decoded: Decoded,
}

/// Reads the reference that begins with the `&` at the start of `text`. Gives what it stands for and its length;
/// `None` where the sign is plain text.
pub(super) fn read(text: &str) -> Option<(Decoded, usize)> {
    let rest = text.strip_prefix('&')?;
    match rest.strip_prefix('#') {
        Some(number) => numeric(number).map(|(decoded, len)| (decoded, len + 2)),
        None => named(rest).map(|(decoded, len)| (decoded, len + 1)),
    }
}

fn numeric(text: &str) -> Option<(Decoded, usize)> {
    let hex = text.strip_prefix(['x', 'X']);
    let (digits, radix, skipped) = hex.map_or((text, 10, 0), |digits| (digits, 16, 1));
    let len = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if len == 0 {
        return None;
    }
    let fold = |n: u32, c: char| n.saturating_mul(radix).saturating_add(c.to_digit(radix).unwrap_or(0));
    let code = digits.get(..len)?.chars().fold(0, fold);
    let semicolon = usize::from(digits.as_bytes().get(len) == Some(&b';'));
    Some((Decoded(character(code), None), skipped + len + semicolon))
}

/// HTML reads the codes of the C1 controls as windows-1252, and what is no character as U+FFFD.
fn character(code: u32) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let c1 = code.checked_sub(0x80).and_then(|at| C1.get(at as usize));
    match (c1, code) {
        (Some(c), _) => *c,
        (None, 0) => char::REPLACEMENT_CHARACTER,
        (None, _) => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The longest name the text begins with.
fn named(text: &str) -> Option<(Decoded, usize)> {
    let run = text.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if text.as_bytes().get(run) == Some(&b';')
        && let Some(it) = find(text.get(..run)?)
    {
        return Some((it.decoded, run + 1));
    }
    let shorter = |len: &usize| text.get(..*len).and_then(find).filter(|it| it.bare).is_some();
    let len = (1..=run).rev().find(shorter)?;
    find(text.get(..len)?).map(|it| (it.decoded, len))
}

fn find(name: &str) -> Option<&'static Name> {
    let names = names();
    names.binary_search_by(|it| it.name.cmp(name)).ok().and_then(|at| names.get(at))
}

fn names() -> &'static [Name] {
    static NAMES: OnceLock<Vec<Name>> = OnceLock::new();
    NAMES.get_or_init(|| include_str!("references.txt").split_ascii_whitespace().filter_map(entry).collect())
}

fn entry(word: &'static str) -> Option<Name> {
    let at = word.find(['=', '!'])?;
    let (name, rest) = word.split_at(at);
    let mut codes =
        rest.get(1..)?.split('+').map(|hex| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
    let decoded = Decoded(codes.next()??, codes.next().flatten());
    Some(Name { name, bare: rest.starts_with('!'), decoded })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &str) -> Option<(String, usize)> {
        let mut out = String::new();
        let (decoded, len) = read(text)?;
        decoded.push_to(&mut out);
        Some((out, len))
    }

    #[test]
    fn the_table_is_whole_and_in_order() {
        assert_eq!(names().len(), include_str!("references.txt").split_ascii_whitespace().count());
        assert_eq!((names().len(), names().iter().filter(|n| n.bare).count()), (2125, 106));
        assert!(names().is_sorted_by(|a, b| a.name < b.name));
        assert!(names().iter().all(|n| n.name.len() < LONGEST && find(n.name).is_some()));
    }

    #[test]
    fn references() {
        for (text, want) in [
            ("&lt;", Some(("<", 4))),
            ("&ntilde;o", Some(("ñ", 8))),
            ("&ntildeo", Some(("ñ", 7))),
            ("&laquo;&raquo;", Some(("«", 7))),
            ("&mdash", None),
            ("&lrm;", Some(("\u{200e}", 5))),
            ("&notanything;", Some(("¬", 4))),
            ("&nsubE;", Some(("\u{2ac5}\u{338}", 7))),
            ("&#1179;", Some(("қ", 7))),
            ("&#x4d9", Some(("ә", 6))),
            ("&#150;", Some(("–", 6))),
            ("&#0;", Some(("\u{fffd}", 4))),
            ("&#xD800;", Some(("\u{fffd}", 8))),
            ("&#99999999999;", Some(("\u{fffd}", 14))),
            ("&#;", None),
            ("&#x;", None),
            ("& ", None),
            ("&;", None),
            ("&қ;", None),
            ("&", None),
        ] {
            assert_eq!(decode(text), want.map(|(t, n): (&str, usize)| (t.to_owned(), n)), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text(text in "&[#xXa-zA-Z0-9;é]{0,40}") {
            if let Some((_, len)) = read(&text) {
                proptest::prop_assert!(text.is_char_boundary(len));
            }
        }
    }
}
