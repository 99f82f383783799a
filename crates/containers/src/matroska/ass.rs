//! ASS and SSA: the header stands in the track's private data, each event in a block, without its times.

use super::blocks::Frame;
use crate::notes::Notes;
use tregua_parse::time::Time;

/// The fields of a block, after the place in the original file.
const FIELDS: [&str; 8] = ["layer", "style", "name", "marginl", "marginr", "marginv", "effect", "text"];

/// The order of fields where the header does not tell.
const USUAL: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";
const USUAL_SSA: &str = "Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// An event: its place in the original file, and its line.
struct Event {
    order: Option<u64>,
    line: Vec<u8>,
}

/// The file: the header as the film keeps it, with the events at the end of its section, in their old order.
pub(super) fn file(private: &[u8], frames: Vec<Frame>, ssa: bool, notes: &mut Notes) -> Vec<u8> {
    let header = header(private, ssa);
    let mut events = Vec::with_capacity(frames.len());
    let mut starts: Vec<Time> = frames.iter().map(|frame| frame.start).collect();
    starts.sort_unstable();
    for (n, frame) in frames.iter().enumerate() {
        events.push(event(&header.fields, frame, &starts, n, notes));
    }
    if events.iter().all(|event| event.order.is_some()) {
        events.sort_by_key(|event| event.order);
    } else {
        notes.say("some events do not tell their place in the original file; all stand as in the film");
    }
    let mut out = header.before;
    for event in events {
        out.extend_from_slice(&event.line);
        out.push(b'\n');
    }
    out.extend_from_slice(&header.after);
    out
}

/// The header, cut where the events go.
struct Header {
    before: Vec<u8>,
    after: Vec<u8>,
    /// The names of the fields, in order, in small letters.
    fields: Vec<String>,
}

fn header(private: &[u8], ssa: bool) -> Header {
    let private = private.split(|b| *b == 0).next().unwrap_or_default();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let (mut events, mut over) = (false, false);
    let mut fields = None;
    let text = private.trim_ascii_end();
    for line in text.split(|b| *b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)) {
        let trimmed = line.trim_ascii();
        if trimmed.starts_with(b"[") {
            over = events;
            events = events || trimmed.eq_ignore_ascii_case(b"[events]");
        } else if events && !over && fields.is_none() {
            let format =
                trimmed.split_at_checked(7).filter(|(word, _)| word.eq_ignore_ascii_case(b"format:"));
            fields = format.map(|(_, rest)| names(rest));
        }
        let to = if over { &mut after } else { &mut before };
        to.extend_from_slice(line);
        to.push(b'\n');
    }
    let usual = if ssa { USUAL_SSA } else { USUAL };
    if !events {
        if !text.is_empty() {
            before.push(b'\n');
        } else {
            before.clear();
        }
        before.extend_from_slice(b"[Events]\n");
    }
    let fields = fields.filter(|fields| complete(fields)).unwrap_or_else(|| {
        before.extend_from_slice(format!("Format: {usual}\n").as_bytes());
        names(usual.as_bytes())
    });
    if over {
        while before.ends_with(b"\n\n") {
            before.pop();
        }
        after.insert(0, b'\n');
    }
    Header { before, after, fields }
}

fn names(written: &[u8]) -> Vec<String> {
    let written = String::from_utf8_lossy(written).to_lowercase();
    written.split(',').take(64).map(|name| name.trim().to_owned()).collect()
}

/// Whether a list of fields can hold an event: times, and the text at the end.
fn complete(fields: &[String]) -> bool {
    let has = |name: &str| fields.iter().any(|field| field == name);
    has("start") && has("end") && fields.last().is_some_and(|last| last == "text")
}

fn event(fields: &[String], frame: &Frame, starts: &[Time], cue: usize, notes: &mut Notes) -> Event {
    let data = frame.data.split(|b| *b == 0).next().unwrap_or_default();
    // The last field is the text, and may hold commas.
    let mut parts = data.splitn(FIELDS.len() + 1, |b| *b == b',');
    let order = parts.next().and_then(|order| std::str::from_utf8(order).ok()?.trim().parse().ok());
    let mut values: Vec<&[u8]> = parts.collect();
    if order.is_none() || values.len() < FIELDS.len() {
        notes.cue("an event with too few fields: all of it stands as text", cue);
        values = [&[][..]; FIELDS.len() - 1].into_iter().chain([data]).collect();
    }
    let end = frame.end.unwrap_or_else(|| {
        notes.cue("no duration: shown until the next event begins", cue);
        let next = starts.partition_point(|start| *start <= frame.start);
        starts.get(next).copied().unwrap_or(frame.start)
    });
    let mut line = b"Dialogue: ".to_vec();
    for (n, name) in fields.iter().enumerate() {
        if n > 0 {
            line.push(b',');
        }
        match name.as_str() {
            "start" => line.extend_from_slice(stamp(frame.start, cue, notes).as_bytes()),
            "end" => line.extend_from_slice(stamp(end, cue, notes).as_bytes()),
            "marked" => {
                line.extend_from_slice(marked(values.first().copied().unwrap_or_default()).as_bytes())
            }
            name => {
                let name = if name == "actor" { "name" } else { name };
                let at = FIELDS.iter().position(|field| *field == name);
                let value = at.and_then(|at| values.get(at)).copied();
                line.extend(value.unwrap_or_default().iter().filter(|b| !matches!(b, b'\n' | b'\r')));
            }
        }
    }
    Event { order, line }
}

/// SSA's first field. Some programs write the whole `Marked=0` into the block.
fn marked(value: &[u8]) -> String {
    let value = String::from_utf8_lossy(value.trim_ascii()).into_owned();
    match value.as_str() {
        "" => "Marked=0".to_owned(),
        _ if value.starts_with(|c: char| c.is_ascii_digit()) => format!("Marked={value}"),
        _ => value,
    }
}

/// `H:MM:SS.cc`.
fn stamp(time: Time, cue: usize, notes: &mut Notes) -> String {
    let cs = time.to_unit(100);
    if Time::from_millis(cs.saturating_mul(10)) != Some(time) {
        notes.cue("times rounded to a hundredth of a second", cue);
    }
    if cs < 0 {
        notes.cue("begins before zero: moved to zero", cue);
    }
    let cs = u64::try_from(cs).unwrap_or(0);
    format!("{}:{:02}:{:02}.{:02}", cs / 360_000, cs / 6000 % 60, cs / 100 % 60, cs % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(start: i64, end: Option<i64>, data: &str) -> Frame {
        let time = |ms| Time::from_millis(ms).unwrap();
        let data = data.as_bytes().to_vec();
        Frame { start: time(start), end: end.map(time), data, addition: Vec::new() }
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn events_come_back_in_their_old_order() {
        let private = b"[Script Info]\r\nTitle: x\r\n\r\n[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n";
        let frames = vec![
            frame(1000, Some(2500), "1,0,Default,,0,0,0,,Тоқта, жүрме!"),
            frame(3004, None, "0,1,Top,Ана,0,0,10,,{\\i1}Балам"),
            frame(5000, Some(6000), "2,0,Default,,0,0,0,,"),
        ];
        let mut notes = Notes::default();
        let want = "[Script Info]\nTitle: x\n\n[Events]\n\
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
            Dialogue: 1,0:00:03.00,0:00:05.00,Top,Ана,0,0,10,,{\\i1}Балам\n\
            Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Тоқта, жүрме!\n\
            Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,\n";
        assert_eq!(text(file(private, frames, false, &mut notes)), want);
        let want = [
            "no duration: shown until the next event begins: cue 2",
            "times rounded to a hundredth of a second: cue 2",
        ];
        assert_eq!(notes.finish(), want);
    }

    #[test]
    fn another_order_of_fields_and_sections_behind() {
        let private = b"[Events]\nFormat: Marked, Start, End, Name, Style, Text\n\n[Fonts]\nfontname: a.ttf";
        let frames = vec![frame(0, Some(10), "0,0,St,Nm,0,0,0,,a,b")];
        let want = "[Events]\nFormat: Marked, Start, End, Name, Style, Text\n\
            Dialogue: Marked=0,0:00:00.00,0:00:00.01,Nm,St,a,b\n\n[Fonts]\nfontname: a.ttf\n";
        assert_eq!(text(file(private, frames, true, &mut Notes::default())), want);
    }

    #[test]
    fn a_missing_header_is_made_and_damaged_events_are_noted() {
        let mut notes = Notes::default();
        let out = text(file(b"", vec![frame(0, Some(1000), "x")], false, &mut notes));
        assert!(out.starts_with("[Events]\nFormat: Layer, Start"), "{out}");
        assert!(out.ends_with("Dialogue: ,0:00:00.00,0:00:01.00,,,,,,,x\n"), "{out}");
        assert_eq!(notes.finish().len(), 2);
    }
}
