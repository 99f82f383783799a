//! What ffprobe prints of frames: `pts_time` or `best_effort_timestamp_time` in any of its forms (default, compact,
//! flat, ini, json, xml), and rows of csv, whose first number with six digits behind the point is that time.
//!
//! ```text
//! frames.frame.0.pts_time="3.750000"
//! { "pts_time": "3.750000" }
//! frame,3.750000
//! ```
//!
//! Where frames carry `lavfi.scd.time`, only those begin a scene. (Seen in the output of ffprobe 5.1.)

use super::lines::lines;
use super::moment::Moment;
use super::number::decimal;
use super::read::{ReadError, Reader};
use super::sink::Sink;
use memchr::memmem::{find, find_iter};
use tregua_parse::format::Sniff;

pub(super) static READER: Reader = Reader { id: "ffprobe", name: "a report of ffprobe", sniff, read };

fn sniff(text: &str) -> Sniff {
    // ffmpeg's own logs put a colon there.
    if find(text.as_bytes(), b"pts_time:").is_some() {
        return Sniff::NO;
    }
    if marks(text).next().is_some() {
        return Sniff { score: 95, reason: "frames with their times" };
    }
    let (rows, others, named) = rows(text);
    match named {
        _ if rows == 0 || others > rows => Sniff::NO,
        true => Sniff { score: 90, reason: "rows that begin with “frame”" },
        false => Sniff { score: 70, reason: "rows whose first number has six digits behind the point" },
    }
}

fn read(text: &str, sink: &mut Sink) {
    let has = |words: [&str; 2]| words.iter().any(|word| find(text.as_bytes(), word.as_bytes()).is_some());
    if has(["packet", "PACKET"]) && !has(["frame", "FRAME"]) {
        return sink.refuse(ReadError::Unfit(
            "it lists packets, not frames; ask ffprobe for -show_entries frame=pts_time",
        ));
    }
    if marks(text).next().is_some() { keyed(text, sink) } else { table(text, sink) }
}

/// What a mark says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    /// `pts_time`, or `pkt_pts_time` of old versions: the first of a frame.
    Pts,
    /// `best_effort_timestamp_time`, for frames that have no other.
    Best,
    /// `lavfi.scd.time`: a scene begins.
    Scene,
}

/// A key and where its value begins.
fn marks(text: &str) -> impl Iterator<Item = (Key, usize)> {
    let name = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    find_iter(text.as_bytes(), b"time").filter_map(move |at| {
        let (before, after) = (text.as_bytes().get(..at)?, text.as_bytes().get(at + 4..)?);
        let alone = |before: &[u8]| before.last().is_none_or(|b| !name(*b));
        let key = if let Some(before) = before.strip_suffix(b"pts_") {
            let before = before.strip_suffix(b"pkt_").unwrap_or(before);
            alone(before).then_some(Key::Pts)?
        } else if let Some(before) = before.strip_suffix(b"best_effort_timestamp_") {
            alone(before).then_some(Key::Best)?
        } else if before.ends_with(b"scd.") || before.ends_with(b"scd_") {
            Key::Scene
        } else {
            return None;
        };
        // `=`, `="`, `": "`, `" value="`.
        let sign = after.iter().take_while(|b| matches!(b, b'"' | b':' | b'=' | b' ')).count();
        let xml = after.get(sign..).is_some_and(|rest| sign > 0 && rest.starts_with(b"value=\""));
        let sign = if xml { sign + 7 } else { sign };
        let signs = after.get(..sign)?;
        let given = signs.contains(&b'=') || signs.starts_with(b"\"");
        given.then_some((key, at + 4 + sign))
    })
}

/// One frame that is being read.
#[derive(Clone, Copy, Default)]
struct Frame<'t> {
    line: usize,
    /// Its time as it is written; `None` for `N/A`.
    written: Option<&'t str>,
    best_seen: bool,
    begins: bool,
}

fn keyed(text: &str, sink: &mut Sink) {
    let scenes = marks(text).any(|(key, _)| key == Key::Scene);
    let (mut line, mut counted) = (1, 0);
    let mut now: Option<Frame<'_>> = None;
    let flush = |now: &mut Option<Frame<'_>>, sink: &mut Sink| {
        let Some(frame) = now.take().filter(|frame| frame.begins || !scenes) else { return };
        let Some(written) = frame.written else {
            return sink.line_problem(frame.line, "N/A", &"a frame without a time");
        };
        match decimal(written.as_bytes()) {
            Some(read) => sink.shot(frame.line, written, Moment::Seconds(read.time)),
            None => sink.line_problem(frame.line, written, &"not a time"),
        }
    };
    for (key, at) in marks(text) {
        let passed = text.as_bytes().get(counted..at).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', passed).count();
        counted = at;
        let written = value(text.get(at..).unwrap_or(""));
        let new = Frame { line, written, ..Frame::default() };
        match (key, &mut now) {
            (Key::Best, Some(frame)) if !frame.best_seen => {
                frame.written = frame.written.or(written);
                frame.best_seen = true;
            }
            (Key::Scene, Some(frame)) if !frame.begins => frame.begins = true,
            (key, _) => {
                flush(&mut now, sink);
                now = Some(Frame { best_seen: key == Key::Best, begins: key == Key::Scene, ..new });
            }
        }
        if sink.is_refused() {
            return;
        }
    }
    flush(&mut now, sink);
}

/// The number at the beginning of `text`; `None` for `N/A`.
fn value(text: &str) -> Option<&str> {
    let end = text.bytes().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+')));
    let word = text.get(..end.unwrap_or(text.len())).unwrap_or("");
    (!word.is_empty() && word != "N").then_some(word)
}

/// Rows that have a time, those that have none, and whether they name themselves.
fn rows(text: &str) -> (usize, usize, bool) {
    const LINES: usize = 500;
    let (mut rows, mut others, mut named) = (0, 0, true);
    for (_, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()).take(LINES) {
        match line.contains(',').then(|| first_time(line)).flatten() {
            Some(_) => {
                rows += 1;
                named &= line.starts_with("frame,");
            }
            None => others += 1,
        }
    }
    (rows, others, named)
}

/// The first field of a row that has six digits behind a point.
fn first_time(row: &str) -> Option<&str> {
    const LONGEST: usize = 4096;
    let row = Some(row).filter(|row| row.len() <= LONGEST)?;
    let six = |field: &&str| {
        field.split_once('.').is_some_and(|(whole, places)| {
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            places.len() == 6
                && digits(places)
                && digits(whole.strip_prefix('-').unwrap_or(whole))
                && !whole.is_empty()
        })
    };
    row.split(',').map(str::trim).find(six)
}

/// Rows of csv. Nothing names their columns, so what is no time shows by not rising.
fn table(text: &str, sink: &mut Sink) {
    let mut last = None;
    let (mut rows, mut falls) = (0usize, 0usize);
    for (number, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
        let Some((written, read)) = first_time(line).and_then(|it| Some((it, decimal(it.as_bytes())?)))
        else {
            sink.line_problem(number, line, &"a row without a time");
            continue;
        };
        rows += 1;
        falls += usize::from(last.is_some_and(|last| read.time <= last));
        last = Some(read.time);
        sink.shot(number, written, Moment::Seconds(read.time));
        if sink.is_refused() {
            return;
        }
    }
    if falls * 10 > rows {
        sink.refuse(ReadError::Unfit(
            "its numbers do not rise from row to row, so they are no times; ask ffprobe for -show_entries frame=pts_time",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::shots::{ReadError, Told, read};

    fn frames(text: &str) -> Vec<i64> {
        let told = Told { rate: "24".parse().ok(), ..Told::default() };
        let list = read(text, &told).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(list.reader.id, "ffprobe", "{text}");
        assert!(list.problems.is_empty(), "{text}: {:?}", list.problems);
        list.shots.frames().unwrap().numbers().to_vec()
    }

    #[test]
    fn every_form() {
        for text in [
            "frame|pts_time=3.750000\nframe|pts_time=5.458333\n",
            "frame,3.750000\nframe,5.458333\n",
            "frame,video,0,1,46080,3.750000,46080,3.750000,N/A,0.400000\nframe,video,0,1,67072,5.458333,67072,5.458333,N/A,1.000000\n",
            "3.750000,0.400000\n5.458333,1.000000\n",
            "frames.frame.0.pts_time=\"3.750000\"\nframes.frame.1.pts_time=\"5.458333\"\n",
            "frames.frame.0.key_frame=1\nframes.frame.0.best_effort_timestamp_time=\"3.750000\"\nframes.frame.1.key_frame=1\nframes.frame.1.best_effort_timestamp_time=\"5.458333\"\n",
            "{\n    \"frames\": [\n        {\n            \"pts_time\": \"3.750000\",\n            \"best_effort_timestamp_time\": \"3.750000\",\n            \"tags\": {\n                \"lavfi.scene_score\": \"0.4\"\n            }\n        },\n        {\n            \"pts_time\": \"5.458333\"\n        }\n    ]\n}\n",
            "{\"frames\":[{\"pts_time\":\"3.750000\"},{\"pts_time\":\"5.458333\"}]}",
            "# ffprobe output\n\n[frames.frame.0]\npts_time=3.750000\n\n[frames.frame.1]\npts_time=5.458333\n",
            "[FRAME]\npkt_pts_time=3.750000\n[/FRAME]\n[FRAME]\npkt_pts_time=N/A\npkt_dts_time=7.000000\nbest_effort_timestamp_time=5.458333\n[/FRAME]\n",
            "<ffprobe>\n    <frames>\n        <frame pts_time=\"3.750000\"/>\n        <frame pts_time=\"5.458333\" duration_time=\"0.04\"/>\n    </frames>\n</ffprobe>\n",
        ] {
            assert_eq!(frames(text), [90, 131], "{text}");
        }
    }

    #[test]
    fn frames_that_begin_a_scene() {
        for (before, mark, after) in [
            ("frames.frame.0.pts_time=\"", "frames.frame.0.tags.lavfi_scd_time=\"1\"\n", "\"\n"),
            ("frame|pts_time=", "|tag:lavfi.scd.time=1\n", "|x=1"),
            ("{\"pts_time\": \"", "\"lavfi.scd.time\": \"1\" ", "\", "),
            ("<frame pts_time=\"", "<tag key=\"lavfi.scd.time\" value=\"1\"/>", "\">"),
        ] {
            let frame = |n: i64| {
                let mark = if [90, 131].contains(&n) { mark } else { "\n" };
                let micros = n * 1_000_000 / 24;
                format!("{before}{}.{:06}{after}{mark}", micros / 1_000_000, micros % 1_000_000)
            };
            assert_eq!(frames(&(80..140).map(frame).collect::<String>()), [90, 131]);
        }
        // The mark alone is a time.
        let alone =
            "frames.frame.0.tags.lavfi_scd_time=\"3.75\"\nframes.frame.1.tags.lavfi_scd_time=\"5.45833\"\n";
        assert_eq!(frames(alone), [90, 131]);
    }

    #[test]
    fn what_is_no_list_of_cuts() {
        let told = Told { rate: "24".parse().ok(), ..Told::default() };
        let packets = "[PACKET]\npts_time=0.000000\n[/PACKET]\n";
        assert!(matches!(read(packets, &told), Err(ReadError::Unfit(why)) if why.contains("packets")));
        let scores = "frame,0.400000\nframe,1.000000\nframe,0.250000\n";
        assert!(matches!(read(scores, &told), Err(ReadError::Unfit(why)) if why.contains("rise")));
        let none = "frames.frame.0.pts_time=\"N/A\"\n";
        assert!(read(none, &told).unwrap_err().to_string().contains("line 1"));
    }
}
