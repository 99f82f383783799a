//! Frames of plain text and WebVTT as cues.

use super::blocks::Frame;
use crate::notes::Notes;
use crate::render::{Cue, stamp};
use tregua_parse::time::Time;

/// Frames that hold nothing but text.
pub(super) fn plain(frames: Vec<Frame>) -> Vec<Cue> {
    let cue = |frame: Frame| Cue { start: frame.start, end: frame.end, text: frame.data, ..Cue::default() };
    frames.into_iter().map(cue).collect()
}

/// WebVTT in Matroska: settings, name and comments stand in the block's addition, a line each; times inside the text
/// are counted from the block's.
pub(super) fn webvtt(frames: Vec<Frame>, notes: &mut Notes) -> Vec<Cue> {
    let mut out = plain(Vec::new());
    for (n, frame) in frames.into_iter().enumerate() {
        let (settings, rest) = split_line(&frame.addition);
        let (id, before) = split_line(rest);
        let cue = Cue {
            start: frame.start,
            end: frame.end,
            text: inner_times(&frame.data, frame.start, n, notes),
            id: id.to_vec(),
            settings: settings.to_vec(),
            before: before.trim_ascii().to_vec(),
        };
        out.push(cue);
    }
    out
}

/// WebVTT in WebM: name, settings and text stand in the block, the first two a line each.
pub(super) fn webm(frames: Vec<Frame>, notes: &mut Notes) -> Vec<Cue> {
    let mut out = Vec::with_capacity(frames.len());
    for (n, frame) in frames.into_iter().enumerate() {
        let (id, rest) = split_line(&frame.data);
        let (settings, text) = split_line(rest);
        if text.windows(2).any(|pair| pair[0] == b'<' && pair[1].is_ascii_digit()) {
            notes.cue("times inside the text kept as they are", n);
        }
        let (id, settings, text) = (id.to_vec(), settings.to_vec(), text.to_vec());
        out.push(Cue { start: frame.start, end: frame.end, text, id, settings, before: Vec::new() });
    }
    out
}

/// The first line without its end, and the rest.
fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|b| *b == b'\n').unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    (line.strip_suffix(b"\r").unwrap_or(line), rest.get(1..).unwrap_or_default())
}

/// Times in angle brackets, moved from the cue's own time line to the track's.
fn inner_times(text: &[u8], start: Time, cue: usize, notes: &mut Notes) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.iter().position(|b| *b == b'<') {
        let (before, tag) = rest.split_at(open);
        out.extend_from_slice(before);
        let close = tag.iter().position(|b| *b == b'>');
        let inside = close.and_then(|close| tag.get(1..close));
        match (close, inside.and_then(time)) {
            (Some(close), Some(time)) => {
                let moved = time.checked_add(start).map_or(0, Time::to_millis);
                let moved = stamp(u64::try_from(moved).unwrap_or(0), '.');
                out.extend_from_slice(format!("<{moved}>").as_bytes());
                rest = tag.get(close + 1..).unwrap_or_default();
                notes.cue(
                    "times inside the text, counted from the cue in the film, counted from zero now",
                    cue,
                );
            }
            _ => {
                out.push(b'<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    out.extend_from_slice(rest);
    out
}

/// `HH:MM:SS.mmm` or `MM:SS.mmm`.
fn time(written: &[u8]) -> Option<Time> {
    let (whole, milli) = std::str::from_utf8(written).ok()?.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    if milli.len() != 3 || !digits(milli) {
        return None;
    }
    let mut seconds = 0i64;
    let mut fields = 0;
    for field in whole.split(':') {
        if !digits(field) || fields == 3 {
            return None;
        }
        seconds = seconds * 60 + field.parse::<i64>().ok()?;
        fields += 1;
    }
    (fields >= 2).then(|| Time::from_millis(seconds * 1000 + milli.parse::<i64>().ok()?))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(data: &str, addition: &str) -> Frame {
        let time = |ms| Time::from_millis(ms).unwrap();
        let (data, addition) = (data.as_bytes().to_vec(), addition.as_bytes().to_vec());
        Frame { start: time(60_000), end: Some(time(62_000)), data, addition }
    }

    #[test]
    fn additions_are_settings_name_and_comments() {
        let mut notes = Notes::default();
        let cues = webvtt(vec![frame("<00:01.500>Тоқта!<b>", "line:0\nfirst\nNOTE x\n")], &mut notes);
        let cue = &cues[0];
        assert_eq!(
            (cue.settings.as_slice(), cue.id.as_slice(), cue.before.as_slice()),
            (&b"line:0"[..], &b"first"[..], &b"NOTE x"[..])
        );
        assert_eq!(String::from_utf8_lossy(&cue.text), "<00:01:01.500>Тоқта!<b>");
        assert_eq!(notes.finish().len(), 1);
        let cues = webvtt(vec![frame("a < b <x", "")], &mut Notes::default());
        assert_eq!((cues[0].text.as_slice(), cues[0].id.as_slice()), (&b"a < b <x"[..], &b""[..]));
    }

    #[test]
    fn webm_has_them_in_the_block() {
        let cues = webm(vec![frame("first\nline:0\nТоқта!\nЖүр!", "")], &mut Notes::default());
        assert_eq!(cues[0].id, b"first");
        assert_eq!(cues[0].settings, b"line:0");
        assert_eq!(String::from_utf8_lossy(&cues[0].text), "Тоқта!\nЖүр!");
    }
}
