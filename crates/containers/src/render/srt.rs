//! SubRip.

use super::{Cue, close, lines, millis, stamp};
use crate::notes::Notes;

/// A SubRip file; cues without text are left out.
pub(crate) fn srt(mut cues: Vec<Cue>, notes: &mut Notes) -> Vec<u8> {
    close(&mut cues, notes);
    let mut out = Vec::new();
    let mut number = 0usize;
    for (n, cue) in cues.iter().enumerate() {
        let text = lines(&cue.text, n, notes);
        if text.is_empty() {
            notes.cue("without text, left out", n);
            continue;
        }
        if number > 0 {
            out.push(b'\n');
        }
        number = number.saturating_add(1);
        let start = millis(cue.start, n, notes);
        let end = millis(cue.end.unwrap_or(cue.start), n, notes);
        let head = format!("{number}\n{} --> {}\n", stamp(start, ','), stamp(end, ','));
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(&text);
        out.push(b'\n');
    }
    out
}
