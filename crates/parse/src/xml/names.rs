//! XML names.

const BEGINS: u8 = 1;
const INSIDE: u8 = 2;
const BLANK: u8 = 4;

/// What each byte may be.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut at = 0usize;
    while at < kinds.len() {
        kinds[at] = match at as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | b':' | 0x80.. => BEGINS | INSIDE,
            b'0'..=b'9' | b'-' | b'.' => INSIDE,
            b' ' | b'\t' | b'\n' | b'\r' => BLANK,
            _ => 0,
        };
        at += 1;
    }
    kinds
};

fn is(byte: u8, kind: u8) -> bool {
    KINDS[usize::from(byte)] & kind != 0
}

/// A sign that may begin a name. Signs beyond ASCII are taken for letters, as nearly all of them are; the judge knows
/// better.
pub(super) fn begins_name(byte: u8) -> bool {
    is(byte, BEGINS)
}

/// A sign that may stand in a name.
pub(super) fn in_name(byte: u8) -> bool {
    is(byte, INSIDE)
}

/// How long the name at the start of `bytes` is.
pub(super) fn name_len(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(first) if begins_name(*first) => bytes.iter().position(|b| !in_name(*b)).unwrap_or(bytes.len()),
        _ => 0,
    }
}

/// Whether a text is a name without a colon, as identifiers must be.
pub(crate) fn is_name(text: &str) -> bool {
    let beyond = |c: char| {
        c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}' | '\u{b7}')
    };
    let first = text.chars().next().is_some_and(|c| c == '_' || c.is_alphabetic());
    first && text.chars().all(|c| c == '_' || c == '-' || c == '.' || beyond(c))
}

/// XML's four blanks.
pub(super) fn is_space(byte: u8) -> bool {
    is(byte, BLANK)
}

/// How many blanks `bytes` begins with.
pub(super) fn spaces(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| !is_space(*b)).unwrap_or(bytes.len())
}
