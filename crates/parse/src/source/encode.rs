//! Text → bytes, without ever substituting a letter.

use super::Encoding;
use std::fmt;

/// A letter that an encoding does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unencodable {
    /// The letter.
    pub letter: char,
    /// Its byte position in the text that was to be encoded.
    pub at: usize,
    /// The encoding.
    pub encoding: Encoding,
}

impl fmt::Display for Unencodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} has no letter \u{201c}{}\u{201d} (U+{:04X})",
            self.encoding,
            self.letter.escape_debug(),
            u32::from(self.letter)
        )
    }
}

impl std::error::Error for Unencodable {}

pub(crate) fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>, Unencodable> {
    match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Utf32Le => return Ok(text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()),
        Encoding::Utf32Be => return Ok(text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
        _ => {}
    }
    let ascii_safe = !matches!(encoding, Encoding::Legacy(it) if it == encoding_rs::ISO_2022_JP);
    if text.is_ascii() && ascii_safe {
        return Ok(text.as_bytes().to_vec());
    }
    match (encoding.table(), encoding) {
        (Some(table), _) => single_byte(text, &table, encoding),
        (None, Encoding::Legacy(it)) => multi_byte(text, it, encoding),
        (None, _) => Ok(text.as_bytes().to_vec()),
    }
}

fn single_byte(text: &str, table: &[Option<char>; 128], encoding: Encoding) -> Result<Vec<u8>, Unencodable> {
    let mut letters: Vec<(char, u8)> =
        table.iter().zip(0x80u8..=0xff).filter_map(|(letter, byte)| Some(((*letter)?, byte))).collect();
    letters.sort_unstable();
    let mut out = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        // Of two bytes that are one letter the first is written.
        let place = letters.partition_point(|(known, _)| *known < letter);
        let high = || letters.get(place).filter(|(known, _)| *known == letter).map(|(_, byte)| *byte);
        let byte = if letter.is_ascii() { u8::try_from(letter).ok() } else { high() };
        out.push(byte.ok_or(Unencodable { letter, at, encoding })?);
    }
    Ok(out)
}

fn multi_byte(
    text: &str,
    it: &'static encoding_rs::Encoding,
    encoding: Encoding,
) -> Result<Vec<u8>, Unencodable> {
    let mut encoder = it.new_encoder();
    let room = encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(text.len() * 4);
    let mut out = vec![0; room + 16];
    let (result, read, written) = encoder.encode_from_utf8_without_replacement(text, &mut out, true);
    match result {
        encoding_rs::EncoderResult::Unmappable(letter) => {
            Err(Unencodable { letter, at: read.saturating_sub(letter.len_utf8()), encoding })
        }
        _ => {
            out.truncate(written);
            Ok(out)
        }
    }
}
