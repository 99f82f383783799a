//! Kazakh from Cyrillic to Latin letters, by the alphabets of 2021 and 2018.
//!
//! The way there is a table; the way back is not, as several letters become one. Letters the alphabet has no answer for,
//! and letters that share their Latin one with another, are listed. Upper case is decided by the word: Щ at the head of
//! a word is Şç, in a word in capitals ŞÇ; and it never goes through the case of Latin letters, where I and ı, İ and i
//! are pairs in Kazakh and strangers elsewhere.

#![deny(clippy::float_arithmetic)]

mod table;
mod track;

pub use table::Table;
pub use track::{edits, rewrite};

use std::borrow::Cow;
use table::{latin, shares};
use tregua_parse::base::Lang;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The language tag of the result.
pub const TAG: &str = "kk-Latn";

/// A text in Latin letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Latinised {
    /// The text.
    pub text: String,
    /// Letters that cannot be told back from it, or that the alphabet itself does not have; each once.
    pub ambiguous: Vec<Ambiguity>,
}

/// A letter of which more could be said.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ambiguity {
    /// The Cyrillic letter, in lower case.
    pub letter: char,
    /// What was written for it; empty where nothing was.
    pub written: &'static str,
    /// The other letter that is written so; `None` for a letter that the alphabet does not have.
    pub shared_with: Option<char>,
}

impl std::fmt::Display for Ambiguity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { letter, written, shared_with } = self;
        match (shared_with, written.is_empty()) {
            (Some(other), _) => write!(f, "{letter} is written {written}, as {other} is"),
            (None, true) => write!(f, "{letter} is left out; the alphabet has no letter for it"),
            (None, false) => write!(f, "{letter} is written {written}; the alphabet has no letter for it"),
        }
    }
}

/// Whether a track in this language can be written so.
#[must_use]
pub fn is_kazakh(lang: Option<&Lang>) -> bool {
    lang.is_some_and(|lang| lang.language() == "kk")
}

/// Writes Kazakh in Latin letters. Everything but Cyrillic letters stays as it is.
///
/// ```
/// use tregua_qa::script::{Table, to_latin};
/// assert_eq!(to_latin("Қарағандының қысы", Table::Latin2021).text, "Qarağandynyñ qysy");
/// assert_eq!(to_latin("Қарағандының қысы", Table::Latin2018).text, "Qaraǵandynyń qysy");
/// ```
#[must_use]
pub fn to_latin(text: &str, table: Table) -> Latinised {
    between("", text, "", table)
}

/// The same for a piece of a line: a word may begin before it and end behind it.
pub(crate) fn between(before: &str, text: &str, after: &str, table: Table) -> Latinised {
    // й may be written as и with a breve of its own.
    let text: Cow<'_, str> = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    };
    let mut out = String::with_capacity(text.len());
    let mut ambiguous = Vec::new();
    let mut note = |it: Ambiguity| {
        if !ambiguous.contains(&it) {
            ambiguous.push(it);
        }
    };
    for (at, c) in text.char_indices() {
        let lower = lower(c);
        let Some(letters) = latin(lower, table) else {
            // A stress mark on a Cyrillic letter would make another letter of the Latin one: а with it ә.
            if table == Table::Latin2018
                && c == STRESS
                && after_cyrillic(text.get(..at).unwrap_or(""), before)
            {
                note(Ambiguity { letter: c, written: "", shared_with: None });
            } else {
                out.push(c);
            }
            continue;
        };
        let upper = lower != c;
        if !upper {
            out.push_str(letters.0);
        } else {
            let head = text.get(..at).unwrap_or("").chars().rev().chain(before.chars().rev());
            let tail = text.get(at + c.len_utf8()..).unwrap_or("").chars().chain(after.chars());
            push_upper(&mut out, letters.1, in_capitals(head, tail), table);
        }
        let shared_with = shares(lower, upper, table);
        if shared_with.is_some() || !letters.2 {
            let written = if lower == 'і' { letters.1 } else { letters.0 };
            note(Ambiguity { letter: lower, written, shared_with });
        }
    }
    // A mark of its own may make one letter with the Latin one before it.
    if is_nfc_quick(out.chars()) != IsNormalized::Yes {
        out = out.nfc().collect();
    }
    Latinised { text: out, ambiguous }
}

/// The acute accent by itself.
const STRESS: char = '\u{301}';

fn after_cyrillic(head: &str, before: &str) -> bool {
    let last = head.chars().next_back().or_else(|| before.chars().next_back());
    last.is_some_and(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// Cyrillic letters alone: the case of Latin ones is nobody's business here.
fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (matches!(c, '\u{400}'..='\u{52f}'), all.next(), all.next()) {
        (true, Some(one), None) => one,
        _ => c,
    }
}

/// A capital of several letters: all of them capital in a word of capitals, else the first.
fn push_upper(out: &mut String, title: &str, capitals: bool, table: Table) {
    let mut letters = title.chars();
    out.extend(letters.next());
    for letter in letters {
        match (letter, capitals) {
            (_, false) => out.push(letter),
            // A capital of these letters has its own pair, whatever the machine's language is.
            ('i', true) if table == Table::Latin2021 => out.push('İ'),
            ('ı', true) => out.push('I'),
            (_, true) => out.extend(letter.to_uppercase()),
        }
    }
}

/// Whether the word around a capital is written in capitals: its nearest other letter is one.
fn in_capitals(mut head: impl Iterator<Item = char>, mut tail: impl Iterator<Item = char>) -> bool {
    let cased = |c: char| c.is_alphabetic().then(|| c.is_uppercase());
    match tail.next().and_then(cased) {
        Some(upper) => upper,
        None => head.next().and_then(cased).unwrap_or(false),
    }
}

#[cfg(test)]
mod tests;
