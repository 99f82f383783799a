//! What ffmpeg prints when it looks for scenes: lines of `showinfo`, files of `metadata=print`, lines of `scdet`.
//!
//! ```text
//! [Parsed_showinfo_1 @ 0x55ca…] config in time_base: 1/12288, frame_rate: 24/1
//! [Parsed_showinfo_1 @ 0x55ca…] n:   0 pts:  46080 pts_time:3.75    pos:     2518 fmt:yuv420p …
//! frame:0    pts:46080   pts_time:3.75
//! lavfi.scene_score=0.400000
//! [scdet @ 0x55de…] lavfi.scd.score: 15.625, lavfi.scd.time: 3.75
//! ```
//!
//! ffmpeg 5.1 prints six digits of a time in all: from 1000 s on hundredths, from 10 000 s on tenths of a
//! second, which name no single frame. The time stamps beside them are exact, so they are counted where their unit is
//! known: from the `config` line, or from stamps and times together.

mod time_base;

use super::lines::lines;
use super::moment::Moment;
use super::number::{Decimal, decimal};
use super::read::{ReadError, Reader};
use super::sink::Sink;
use memchr::memmem::{Finder, find};
use time_base::TimeBase;
use tregua_parse::format::Sniff;
use tregua_parse::time::{FrameRate, TICKS_PER_SECOND, Time};

pub(super) static READER: Reader = Reader { id: "ffmpeg", name: "a log of ffmpeg", sniff, read };

const PTS_TIME: &str = "pts_time:";
const SCENE_TIME: &str = "lavfi.scd.time";

fn sniff(text: &str) -> Sniff {
    let bytes = text.as_bytes();
    if find(bytes, PTS_TIME.as_bytes()).is_some() {
        return Sniff { score: 95, reason: "frames with pts_time" };
    }
    if find(bytes, b"lavfi.scd.time: ").is_some() {
        return Sniff { score: 95, reason: "lines of scdet" };
    }
    Sniff::NO
}

/// One frame that ffmpeg names.
#[derive(Clone, Copy)]
struct Frame<'t> {
    line: usize,
    from: From,
    /// Its time as it is written, and read.
    written: &'t str,
    time: Option<Decimal>,
    /// Its time stamp, and the unit it counts.
    stamp: Option<i64>,
    base: Option<TimeBase>,
    /// `scdet` says that a scene begins with it.
    begins: bool,
}

/// Which filter wrote a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    ShowInfo,
    Metadata,
    Scdet,
}

fn read(text: &str, sink: &mut Sink) {
    let Some(frames) = collect(text, sink) else { return sink.refuse(ReadError::TooMany) };
    let has = |which: &dyn Fn(&Frame<'_>) -> bool| frames.iter().any(which);
    // The filter that says most about where a scene begins is believed alone; others say the same less exactly, or name
    // every frame.
    let wanted: &dyn Fn(&Frame<'_>) -> bool = if has(&|f| f.begins) {
        &|f| f.begins
    } else if has(&|f| f.from == From::Scdet) {
        &|f| f.from == From::Scdet
    } else if has(&|f| f.from == From::ShowInfo) {
        &|f| f.from == From::ShowInfo
    } else {
        &|_| true
    };
    let pairs = || frames.iter().filter_map(|f| Some((f.stamp?, f.time?)));
    let common = TimeBase::of(&pairs);
    for frame in frames.iter().filter(|frame| wanted(frame)) {
        match time(frame, common, sink.rate()) {
            Ok(time) => sink.shot(frame.line, frame.written, Moment::Seconds(time)),
            Err(why) => sink.line_problem(frame.line, frame.written, &why),
        }
    }
}

/// Every frame that is named; `None` where there are more than a film has.
fn collect<'t>(text: &'t str, sink: &mut Sink) -> Option<Vec<Frame<'t>>> {
    const MOST: usize = 1_000_000;
    let hint = Finder::new("time");
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut base = None;
    for (line, text) in lines(text).filter(|(_, text)| hint.find(text.as_bytes()).is_some()) {
        if let Some(rest) = behind(text, "config in time_base:") {
            base = TimeBase::parse(word(rest));
            compare_rates(line, rest, sink);
        } else if let Some(rest) = behind(text, PTS_TIME) {
            let head = text.len() - rest.len();
            let head = text.get(..head).unwrap_or("");
            let written = word(rest);
            let from = if head.contains("frame:") { From::Metadata } else { From::ShowInfo };
            frames.push(Frame {
                line,
                from,
                written,
                time: decimal(written.as_bytes()),
                stamp: behind(head, "pts:").and_then(|rest| word(rest).parse().ok()),
                base: base.filter(|_| from == From::ShowInfo),
                begins: false,
            });
        } else if let Some(rest) = behind(text, SCENE_TIME) {
            let written = word(rest.trim_start_matches([':', '=']));
            // As a frame's metadata it stands below that frame, whose stamp is the better time.
            if rest.starts_with('=')
                && let Some(frame) = frames.last_mut().filter(|frame| frame.from == From::Metadata)
            {
                frame.begins = true;
                continue;
            }
            let time = decimal(written.as_bytes());
            frames.push(Frame {
                line,
                from: From::Scdet,
                written,
                time,
                stamp: None,
                base: None,
                begins: false,
            });
        }
        if frames.len() > MOST {
            return None;
        }
    }
    Some(frames)
}

/// A frame's time: counted from its stamp where that can be, else as it is written.
fn time(frame: &Frame<'_>, common: Option<TimeBase>, rate: Option<FrameRate>) -> Result<Time, &'static str> {
    let base = frame.base.or(common.filter(|_| frame.from == From::Metadata));
    let counted = frame.stamp.zip(base).and_then(|(stamp, base)| base.time_of(stamp));
    if let Some(time) = counted {
        return Ok(time);
    }
    let written = frame.time.ok_or("not a time")?;
    let frame = rate.and_then(|rate| rate.time_of(1)).map_or(i64::MAX, Time::ticks);
    if grain(written) > frame {
        return Err("too few digits to name one frame; ffprobe gives six behind the point");
    }
    Ok(written.time)
}

/// The distance between a written time and the next that could have been written, in units of [`Time`]: of six digits
/// those that are not written are zeros.
fn grain(written: Decimal) -> i64 {
    let places = written.places.unwrap_or(0).max(6u32.saturating_sub(written.whole));
    TICKS_PER_SECOND / 10i64.pow(places.min(9))
}

/// Notes where the film that was looked at has another frame rate.
fn compare_rates(line: usize, rest: &str, sink: &mut Sink) {
    let seen = behind(rest, "frame_rate:").map(word);
    let parts = seen.and_then(|seen| seen.split_once('/'));
    let parts = parts.and_then(|(num, den)| Some((num.parse::<u64>().ok()?, den.parse::<u64>().ok()?)));
    let (Some(rate), Some((num, den)), Some(seen)) = (sink.rate(), parts, seen) else { return };
    let (own_num, own_den) = rate.fraction();
    let product = |a: u64, b: u32| a.checked_mul(u64::from(b));
    if num > 0 && den > 0 && product(num, own_den) != product(den, own_num) {
        sink.line_problem(
            line,
            seen,
            &format_args!("the frame rate of the film looked at; this film has {rate}"),
        );
    }
}

/// What follows `mark`.
fn behind<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    text.get(find(text.as_bytes(), mark.as_bytes())? + mark.len()..)
}

/// The first word, without the comma behind it.
fn word(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    text.split([' ', '\t', ',']).next().unwrap_or("")
}

#[cfg(test)]
mod tests;
