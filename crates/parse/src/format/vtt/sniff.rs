//! Telling WebVTT from other formats.

use super::block::{Kind, Scanner, Signature};
use crate::format::Sniff;

/// No more blocks than this are looked at where there is no signature.
const BLOCKS: usize = 20;

/// The signature decides. Without it, a time line that is exactly WebVTT's speaks for it, less so behind a counter,
/// as SubRip with dots looks the same.
pub(super) fn sniff(text: &str) -> Sniff {
    let mut end = text.len().min(1 << 16);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or("");
    let mut scanner = Scanner::new(head);
    match scanner.head().signature {
        Signature::Good => return Sniff { score: 100, reason: "a WebVTT signature" },
        Signature::Misspelt => return Sniff { score: 95, reason: "a misspelt WebVTT signature" },
        Signature::Missing => {}
    }
    for _ in 0..BLOCKS {
        let Some(block) = scanner.block() else { break };
        if let Kind::Cue { id, times: Some(_), .. } = block.kind {
            let counter = id.of(head).trim();
            let counted = !counter.is_empty() && counter.bytes().all(|b| b.is_ascii_digit());
            return match counted {
                true => Sniff { score: 60, reason: "a counter and a WebVTT time line, without a signature" },
                false => Sniff { score: 90, reason: "a WebVTT time line, without a signature" },
            };
        }
    }
    Sniff::NO
}
