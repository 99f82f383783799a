//! Which encoding is it? Evidence first, and a refusal to guess below the bar.

mod eight_bit;

use super::Encoding;
use super::decode::{Decoded, valid_utf8};
use crate::base::Message;

/// Confidence, in percent, below which an encoding counts as not decided.
pub const BAR: u8 = 60;

/// What the bytes say about their encoding.
#[derive(Clone, PartialEq, Debug)]
pub struct Detection {
    /// The encoding to read the file in; [`Encoding::Unknown`] where the evidence is too weak.
    pub encoding: Encoding,
    /// How sure, in percent.
    pub confidence: u8,
    /// The file begins with a byte order mark.
    pub bom: bool,
    /// Why, for people.
    pub evidence: Message,
    /// The encodings that were weighed, best first; empty where the bytes left no choice.
    pub candidates: Vec<Candidate>,
}

/// One encoding that the bytes could be in.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// The encoding.
    pub encoding: Encoding,
    /// How sure, in percent.
    pub confidence: u8,
    /// What speaks for or against it.
    pub evidence: Message,
}

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

impl Detection {
    fn certain(encoding: Encoding, bom: bool, evidence: Message) -> Self {
        Self { encoding, confidence: 100, bom, evidence, candidates: Vec::new() }
    }

    /// What the user named.
    pub(crate) fn named(encoding: Encoding, raw: &[u8]) -> Self {
        let bom = by_bom(raw).is_some_and(|(found, _)| found == encoding);
        Self::certain(encoding, bom, text("named", "named by the user"))
    }
}

/// One of the texts about encodings. Catalogues of other languages have them under the same key.
const fn text(part: &'static str, english: &'static str) -> Message {
    Message::in_english("encoding", part, english)
}

fn by_bom(raw: &[u8]) -> Option<(Encoding, &'static str)> {
    let aligned = raw.len().is_multiple_of(4);
    match raw {
        _ if raw.starts_with(UTF8_BOM) => Some((Encoding::Utf8, "EF BB BF")),
        [0xff, 0xfe, 0, 0, ..] if aligned => Some((Encoding::Utf32Le, "FF FE 00 00")),
        [0, 0, 0xfe, 0xff, ..] if aligned => Some((Encoding::Utf32Be, "00 00 FE FF")),
        [0xff, 0xfe, ..] => Some((Encoding::Utf16Le, "FF FE")),
        [0xfe, 0xff, ..] => Some((Encoding::Utf16Be, "FE FF")),
        _ => None,
    }
}

/// A file that begins with a byte order mark.
fn marked(encoding: Encoding, mark: &'static str) -> Detection {
    let name = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        Encoding::Utf32Le | Encoding::Utf32Be => "UTF-32",
        _ => "UTF-8",
    };
    let why =
        text("mark", "{ $encoding } byte order mark { $mark }").with("encoding", name).with("mark", mark);
    Detection::certain(encoding, true, why)
}

/// The answer for nearly every file, with the text: valid UTF-8 is found out by decoding it, and doing that
/// once is half of the work. [`detect`] says the same of such bytes.
pub(crate) fn plain_utf8(raw: &[u8]) -> Option<(Detection, Decoded<'_>)> {
    match by_bom(raw) {
        Some((Encoding::Utf8, _)) => {}
        Some(_) => return None,
        None if wide_without_bom(raw).is_some() => return None,
        None => {}
    }
    let decoded = valid_utf8(raw)?;
    Some((valid(raw), decoded))
}

/// What is said of bytes that are valid UTF-8.
fn valid(raw: &[u8]) -> Detection {
    match by_bom(raw) {
        Some((encoding, mark)) => marked(encoding, mark),
        None if raw.is_ascii() => Detection::certain(Encoding::Utf8, false, text("ascii", "ASCII only")),
        None => Detection::certain(Encoding::Utf8, false, text("utf-8", "every byte is valid UTF-8")),
    }
}

/// The encoding that the beginning of a file gives away, whatever follows: by its byte order mark, or by the zero bytes
/// of UTF-16 and UTF-32. `head` is the whole file, or its first 64 KiB and more.
#[must_use]
pub fn by_beginning(head: &[u8]) -> Option<Encoding> {
    by_bom(head).map(|(encoding, _)| encoding).or_else(|| wide_without_bom(head).map(|it| it.encoding))
}

/// What bytes say of their encoding: what [`Source::open`](super::Source::open) goes by where nobody names one.
/// `language` (primary subtag) settles ties between 8-bit encodings.
#[must_use]
pub fn detect(raw: &[u8], language: Option<&str>) -> Detection {
    if let Some((encoding, mark)) = by_bom(raw) {
        return marked(encoding, mark);
    }
    if let Some(found) = wide_without_bom(raw) {
        return found;
    }
    if valid_utf8(raw).is_some() {
        return valid(raw);
    }
    let damaged = mostly_utf8(raw);
    if let Some((found, _)) = damaged.as_ref().filter(|(_, certain)| *certain) {
        return found.clone();
    }
    let candidates = eight_bit::weigh(raw, language);
    match (candidates.first(), damaged) {
        (Some(best), _) if best.confidence >= BAR => Detection {
            encoding: best.encoding,
            confidence: best.confidence,
            bom: false,
            evidence: best.evidence.clone(),
            candidates,
        },
        (_, Some((found, _))) => found,
        (best, None) => Detection {
            encoding: Encoding::Unknown,
            confidence: best.map_or(0, |c| c.confidence),
            bom: false,
            evidence: best.map_or_else(
                || text("none", "not UTF-8, and no other encoding fits"),
                |c| {
                    text("weak", "not UTF-8, and no other encoding fits well enough; the best: { $best }")
                        .with("best", c.evidence.clone())
                },
            ),
            candidates,
        },
    }
}

const ZEROS: Message =
    text("utf-32-zeros", "UTF-32 without byte order mark: half of all bytes are zero, in pairs");
const BEHIND: Message =
    text("utf-16-behind", "UTF-16 without byte order mark: digits and blanks have a zero byte behind them");
const BEFORE: Message =
    text("utf-16-before", "UTF-16 without byte order mark: digits and blanks have a zero byte before them");

/// UTF-16 and UTF-32 without BOM: digits, blanks and line ends leave zero bytes at every second (or three of
/// four) places. The first 64 KiB are enough.
fn wide_without_bom(raw: &[u8]) -> Option<Detection> {
    let head = &raw[..raw.len().min(1 << 16)];
    if head.len() < 16 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let mut zeros = [0usize; 4];
    for (i, byte) in head.iter().enumerate() {
        zeros[i % 4] += usize::from(*byte == 0);
    }
    let quarter = head.len() / 4;
    let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
    let shares = |n: usize, of: usize| n * 100 / of.max(1);
    let full = |i: usize| shares(zeros[i], quarter) >= 95;
    let found = if full(2) && full(3) && zeros[0] * 10 < quarter {
        (Encoding::Utf32Le, ZEROS)
    } else if full(0) && full(1) && zeros[3] * 10 < quarter {
        (Encoding::Utf32Be, ZEROS)
    } else if shares(odd, 2 * quarter) >= 25 && even * 20 < odd && blanks_are_wide(head, u16::from_le_bytes) {
        (Encoding::Utf16Le, BEHIND)
    } else if shares(even, 2 * quarter) >= 25 && odd * 20 < even && blanks_are_wide(head, u16::from_be_bytes)
    {
        (Encoding::Utf16Be, BEFORE)
    } else {
        return None;
    };
    Some(Detection { confidence: 95, ..Detection::certain(found.0, false, found.1) })
}

/// Whether blanks and line ends are two bytes wide in what is read so: a short file of one byte per character that
/// has stray zero bytes may have them at every second place by chance, but its line ends have none beside them.
fn blanks_are_wide(head: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let blank = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r');
    let (mut wide, mut narrow) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        let [high, low] = unit([pair[0], pair[1]]).to_be_bytes();
        if blank(low) {
            *(if high == 0 { &mut wide } else { &mut narrow }) += 1;
        }
    }
    wide >= narrow && (wide > 0 || memchr::memchr2(b'\n', b'\r', head).is_none())
}

/// How many bytes are of a kind, in pieces whose sums fit a byte, so that many are looked at in one step.
fn count(raw: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let of = |piece: &[u8]| piece.iter().fold(0u8, |n, byte| n.wrapping_add(u8::from(is(*byte))));
    raw.chunks(usize::from(u8::MAX)).map(|piece| usize::from(of(piece))).sum()
}

/// UTF-8 with damage: more valid multi-byte characters than bytes that are none, and whether there are enough of
/// them to leave no doubt. In an 8-bit or East Asian encoding a few such pairs come about by chance.
fn mostly_utf8(raw: &[u8]) -> Option<(Detection, bool)> {
    const ENOUGH: usize = 8;
    // A character has one byte from 0xC0 on and one below at least. So of `inner` bytes from 0x80 to 0xBF there come as
    // many characters at most, twice as many bytes in them, and all others that are not ASCII are bad. Nearly every 8-bit
    // file is past that, by a count that takes a hundredth of the time.
    let (inner, high) = (count(raw, |byte| byte & 0xc0 == 0x80), count(raw, |byte| byte >= 0x80));
    if inner < 2 * high.saturating_sub(2 * inner) {
        return None;
    }
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in raw.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += chunk.invalid().len();
    }
    let evidence = text("damaged", "{ $good } multi-byte characters are valid UTF-8, { $bad } bytes are not");
    let evidence = evidence.with("good", good).with("bad", bad);
    let found = Detection { confidence: 90, ..Detection::certain(Encoding::Utf8, false, evidence) };
    (good >= 1 && good >= bad * 2).then_some((found, good >= ENOUGH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_counts_where_it_is_of_the_encoding_that_was_named() {
        let legacy = Encoding::from_label("windows-1251").unwrap();
        for (encoding, raw, want) in [
            (Encoding::Utf8, &b"\xef\xbb\xbfa"[..], true),
            (Encoding::Utf8, b"a", false),
            (Encoding::Utf8, b"\xff\xfea\0", false),
            (Encoding::Utf16Le, b"\xff\xfea\0", true),
            (Encoding::Utf16Le, b"\xfe\xff\0a", false),
            (Encoding::Utf16Be, b"\xfe\xff\0a", true),
            (Encoding::Utf32Le, b"\xff\xfe\0\0a\0\0\0", true),
            (legacy, b"\xef\xbb\xbfa", false),
        ] {
            let found = Detection::named(encoding, raw);
            assert_eq!((found.encoding, found.bom, found.confidence), (encoding, want, 100), "{raw:?}");
        }
    }
    proptest::proptest! {
        #[test]
        fn a_count_rules_out_what_reading_rules_out(
            parts in proptest::collection::vec(
                proptest::prop_oneof![
                    proptest::prelude::Just(b"a".to_vec()),
                    proptest::prelude::Just("\u{431}".as_bytes().to_vec()),
                    proptest::prelude::Just("\u{20ac}".as_bytes().to_vec()),
                    proptest::collection::vec(0x80u8..=0xff, 1..3),
                ],
                0..40,
            ),
        ) {
            let raw = parts.concat();
            let good = raw.utf8_chunks().flat_map(|it| it.valid().chars()).filter(|c| !c.is_ascii()).count();
            let bad: usize = raw.utf8_chunks().map(|it| it.invalid().len()).sum();
            let wanted = (good >= 1 && good >= bad * 2).then_some(good >= 8);
            proptest::prop_assert_eq!(mostly_utf8(&raw).map(|it| it.1), wanted);
        }
    }
}
