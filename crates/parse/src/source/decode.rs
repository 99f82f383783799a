//! Bytes → text, with the map and the places that spell nothing.

use super::map::OffsetMap;
use super::{Encoding, Malformed};
use crate::base::Span;
use std::borrow::Cow;

pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) map: OffsetMap,
    pub(crate) malformed: Vec<Malformed>,
}

pub(crate) fn decode(raw: &[u8], encoding: Encoding) -> Decoded<'_> {
    match encoding {
        Encoding::Utf8 => utf8(raw),
        Encoding::Utf16Le => units(raw, 2, |b| u32::from(u16::from_le_bytes([b[0], b[1]]))),
        Encoding::Utf16Be => units(raw, 2, |b| u32::from(u16::from_be_bytes([b[0], b[1]]))),
        Encoding::Utf32Le => units(raw, 4, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])),
        Encoding::Utf32Be => units(raw, 4, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]])),
        _ => match (encoding.table(), encoding) {
            (Some(table), _) => single_byte(raw, &table),
            (None, Encoding::Legacy(it)) => multi_byte(raw, it),
            (None, _) => utf8(raw),
        },
    }
}

#[derive(Default)]
struct Builder {
    text: String,
    map: OffsetMap,
    malformed: Vec<Malformed>,
    raw: usize,
}

impl Builder {
    fn with_capacity(n: usize) -> Self {
        Self { text: String::with_capacity(n), ..Self::default() }
    }

    fn push(&mut self, c: char, raw: usize) {
        self.text.push(c);
        self.map.push(c.len_utf8(), raw);
        self.raw += raw;
    }

    /// Bytes that are ASCII, all of them.
    fn ascii(&mut self, run: &[u8]) {
        self.text.push_str(str::from_utf8(run).unwrap_or_default());
        self.map.push_many(1, 1, run.len());
        self.raw += run.len();
    }

    /// Letters of one width, from a byte each; how many there are.
    fn letters(&mut self, width: usize, all: impl Iterator<Item = char>) -> usize {
        let before = self.text.len();
        self.text.extend(all);
        let n = (self.text.len() - before) / width;
        self.map.push_many(width, 1, n);
        self.raw += n;
        n
    }

    /// One letter `n` times, from a byte each.
    fn repeat(&mut self, c: char, n: usize) {
        self.text.extend(std::iter::repeat_n(c, n));
        self.map.push_many(c.len_utf8(), 1, n);
        self.raw += n;
    }

    fn bad(&mut self, raw: usize) {
        let at = self.text.len();
        let place = Span::new(self.raw, self.raw + raw);
        self.push(char::REPLACEMENT_CHARACTER, raw);
        self.malformed.push(Malformed { raw: place, text: Span::new(at, self.text.len()) });
    }

    fn finish<'a>(self) -> Decoded<'a> {
        Decoded { text: Cow::Owned(self.text), map: self.map, malformed: self.malformed }
    }
}

/// The bytes as they are, where every one of them is valid UTF-8.
pub(crate) fn valid_utf8(raw: &[u8]) -> Option<Decoded<'_>> {
    // encoding_rs checks with SIMD, many times faster on Cyrillic than the standard library; of its functions
    // this one hands out a `&str` without a second check.
    let text = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(raw)?;
    Some(Decoded { text, map: OffsetMap::default(), malformed: Vec::new() })
}

fn utf8(raw: &[u8]) -> Decoded<'_> {
    if let Some(decoded) = valid_utf8(raw) {
        return decoded;
    }
    let mut out = Builder::with_capacity(raw.len() + 64);
    for chunk in raw.utf8_chunks() {
        let valid = chunk.valid();
        out.text.push_str(valid);
        out.map.push_many(1, 1, valid.len());
        out.raw += valid.len();
        // One replacement character for each byte keeps the map a plain sum.
        for _ in chunk.invalid() {
            out.bad(1);
        }
    }
    out.finish()
}

fn single_byte<'a>(raw: &[u8], table: &[Option<char>; 128]) -> Decoded<'a> {
    let mut out = Builder::with_capacity(raw.len() + raw.len() / 2);
    // Plain ASCII, filling (EBU STL is full of it) and letters of one width go by the run.
    let mut rest = raw;
    while let Some(&byte) = rest.first() {
        let letter = |byte: u8| byte.checked_sub(0x80).map(|high| table[usize::from(high)]);
        let len = match letter(byte) {
            None => {
                let len = encoding_rs::Encoding::ascii_valid_up_to(rest);
                out.ascii(rest.get(..len).unwrap_or_default());
                len
            }
            Some(None) => {
                out.bad(1);
                1
            }
            Some(Some(first)) => {
                let alike = rest.iter().take_while(|b| **b == byte).count();
                if alike > LONG {
                    out.repeat(first, alike);
                    alike
                } else {
                    let width = first.len_utf8();
                    let letters = rest.iter().map_while(|b| letter(*b).flatten());
                    out.letters(width, letters.take_while(|c| c.len_utf8() == width))
                }
            }
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    out.finish()
}

/// From so many on, equal bytes are filling.
const LONG: usize = 16;

/// UTF-16 and UTF-32: code units of `width` bytes.
fn units<'a>(raw: &[u8], width: usize, read: impl Fn(&[u8]) -> u32) -> Decoded<'a> {
    let mut out = Builder::with_capacity(raw.len() * 3 / width + 4);
    let whole = raw.chunks_exact(width);
    let tail = whole.remainder().len();
    let mut all = whole.map(read).peekable();
    while let Some(unit) = all.next() {
        let pair = width == 2 && (0xd800..0xdc00).contains(&unit);
        match (char::from_u32(unit), all.peek()) {
            (Some(c), _) => out.push(c, width),
            (None, Some(low @ 0xdc00..0xe000)) if pair => {
                let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                all.next();
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 2 * width);
            }
            (None, _) => out.bad(width),
        }
    }
    if tail > 0 {
        out.bad(tail);
    }
    out.finish()
}

/// East Asian encodings: fed byte by byte, so that each character's bytes are known. They are rare here.
fn multi_byte<'a>(raw: &[u8], encoding: &'static encoding_rs::Encoding) -> Decoded<'a> {
    let mut out = Builder::with_capacity(raw.len() * 2);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0u8; 32];
    let (mut at, mut pending) = (0, 0);
    loop {
        let last = at == raw.len();
        let input = if last { &[] } else { &raw[at..=at] };
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, &mut buffer, last);
        pending += read;
        at += read;
        let text = std::str::from_utf8(&buffer[..written]).unwrap_or("");
        let n = text.chars().count();
        for (i, c) in text.chars().enumerate() {
            // Two characters from one sequence: the first gets no bytes of its own beyond the rest.
            let share = if i + 1 == n { pending } else { usize::from(c.is_ascii() && pending > 1) };
            out.push(c, share);
            pending -= share;
        }
        match result {
            encoding_rs::DecoderResult::Malformed(_, further) => {
                // The decoder may have looked further than the bad bytes, and reads those again.
                let further = usize::from(further).min(pending);
                out.bad(pending - further);
                pending = further;
                // Only this one has a state between two letters, so that it cannot begin anew.
                if further > 0 && encoding != encoding_rs::ISO_2022_JP {
                    decoder = encoding.new_decoder_without_bom_handling();
                    at -= further;
                    pending = 0;
                }
            }
            encoding_rs::DecoderResult::InputEmpty if last => break,
            _ => {}
        }
        if last && pending == 0 && at == raw.len() {
            break;
        }
    }
    out.finish()
}
