//! WebVTT.

use super::{Cue, close, lines, millis, stamp};
use crate::notes::Notes;

/// A WebVTT file: the header block as the film keeps it, then the cues. Cues without text stay, as WebVTT allows
/// them.
pub(crate) fn vtt(header: &[u8], mut cues: Vec<Cue>, notes: &mut Notes) -> Vec<u8> {
    close(&mut cues, notes);
    let mut out = head(header);
    for (n, cue) in cues.iter().enumerate() {
        out.push(b'\n');
        if !cue.before.is_empty() {
            comment(&apart(cue.before.clone(), b"-- >", n, notes), &mut out);
            out.push(b'\n');
        }
        let id = apart(one_line(&cue.id), b"-- >", n, notes);
        if !id.is_empty() {
            out.extend_from_slice(&id);
            out.push(b'\n');
        }
        let start = millis(cue.start, n, notes);
        let end = millis(cue.end.unwrap_or(cue.start), n, notes);
        out.extend_from_slice(format!("{} --> {}", stamp(start, '.'), stamp(end, '.')).as_bytes());
        let settings = apart(one_line(&cue.settings), b"-- >", n, notes);
        if !settings.is_empty() {
            out.push(b' ');
            out.extend_from_slice(&settings);
        }
        out.push(b'\n');
        let text = apart(lines(&cue.text, n, notes), b"--&gt;", n, notes);
        if !text.is_empty() {
            out.extend_from_slice(&text);
            out.push(b'\n');
        }
    }
    out
}

/// A text without arrows: a line that holds one begins another cue in WebVTT, with whatever times it says.
fn apart(text: Vec<u8>, instead: &[u8], cue: usize, notes: &mut Notes) -> Vec<u8> {
    const ARROW: &[u8] = b"-->";
    if !text.windows(ARROW.len()).any(|part| part == ARROW) {
        return text;
    }
    notes.cue("an arrow that would begin another cue written otherwise", cue);
    let mut out = Vec::with_capacity(text.len().saturating_add(instead.len()));
    let mut rest = text.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(ARROW) {
            out.extend_from_slice(instead);
            rest = behind;
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out
}

/// The header with its signature, LF, and one line end at its end.
fn head(header: &[u8]) -> Vec<u8> {
    let header = header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(header);
    let mut out = Vec::with_capacity(header.len());
    if !header.starts_with(b"WEBVTT") {
        out.extend_from_slice(b"WEBVTT\n\n");
    }
    let mut bytes = header.iter().copied().peekable();
    while let Some(b) = bytes.next() {
        match b {
            b'\r' => {
                bytes.next_if_eq(&b'\n');
                out.push(b'\n');
            }
            _ => out.push(b),
        }
    }
    while matches!(out.last(), Some(b'\n' | 0 | b' ')) {
        out.pop();
    }
    out.push(b'\n');
    out
}

/// Comments as WebVTT has them. What stands there without the word is a comment all the same.
fn comment(text: &[u8], out: &mut Vec<u8>) {
    let mut fresh = true;
    let lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let mut lines = lines.skip_while(|line| line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() {
            fresh = true;
            // Blank lines at the end are no part of it.
            if lines.peek().is_some_and(|next| !next.is_empty()) {
                out.push(b'\n');
            }
            continue;
        }
        let marked = [&b"NOTE"[..], b"STYLE", b"REGION"].iter().any(|word| line.starts_with(word));
        if fresh && !marked {
            out.extend_from_slice(b"NOTE ");
        }
        fresh = false;
        out.extend_from_slice(line);
        out.push(b'\n');
    }
}

/// What must stand in one line.
fn one_line(text: &[u8]) -> Vec<u8> {
    let text = text.split(|b| *b == 0).next().unwrap_or_default().trim_ascii();
    text.iter().map(|b| if matches!(b, b'\n' | b'\r') { b' ' } else { *b }).collect()
}
