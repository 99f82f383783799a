//! Conversion: what is written reads back with every cue and letter, or says what it lost; written again it is the same.

use super::Verdict;
use super::input::{Dice, format, letters, parse};
use tregua_parse::base::Lang;
use tregua_parse::format::write::{Body, Target, Writer, write};
use tregua_parse::format::{FORMATS, Format};
use tregua_parse::model::{Loss, LossKind, Track};
use tregua_parse::time::{TICKS_PER_SECOND, Time};

pub(super) fn law(raw: &[u8]) -> Verdict {
    let from = format(raw);
    let document = parse(from, raw);
    let track = (from.lower)(&document);
    let writers: Vec<(&Format, &Writer)> = FORMATS.iter().filter_map(|f| Some((*f, f.write?))).collect();
    let (to, writer) = Dice::new(raw).of(&writers);
    let lang = Lang::parse("es").map_err(|e| e.to_string())?;
    let rate = match to.id {
        "scc" => "29.97",
        "stl" | "microdvd" => "25",
        _ => "24",
    };
    let target = Target { lang: Some(&lang), rate: rate.parse().ok(), ..Target::default() };
    // A refusal with a reason loses nothing.
    let Ok(first) = write(&track, writer, &target) else { return Ok(()) };
    let bytes = bytes(first.body);
    let written = parse(to, &bytes);
    let after = (to.lower)(&written);
    let name = format!("{} to {}", from.id, to.id);
    let same = if counts_frames(to) { same_frame } else { same_millisecond };
    kept(&track, &after, &first.losses, same).map_err(|why| format!("{name}: {why}"))?;
    let second = write(&after, writer, &target).map_err(|e| format!("{name}: not written again: {e}"))?;
    let again = self::bytes(second.body);
    let third = parse(to, &again);
    kept(&after, &(to.lower)(&third), &second.losses, same).map_err(|why| format!("{name}, again: {why}"))
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Text(text) => text.into_bytes(),
        Body::Bytes(bytes) => bytes,
    }
}

/// Every cue is there with its letters, or is in the list.
fn kept(before: &Track<'_>, after: &Track<'_>, losses: &[Loss], same: Same) -> Verdict {
    use LossKind as K;
    let lost = |cue: Option<usize>, kinds: &[K]| {
        let cue = cue.and_then(|n| u32::try_from(n).ok());
        losses.iter().any(|l| kinds.contains(&l.kind) && (l.cue.is_none() || cue.is_none() || l.cue == cue))
    };
    if before.cues.len() != after.cues.len() {
        return match lost(None, &[K::Cue, K::Overlap]) {
            true => Ok(()),
            false => Err(format!("{} cues became {}", before.cues.len(), after.cues.len())),
        };
    }
    // Some formats are written in the order of time, and rounded times have another: each old cue takes a new one that is
    // like it in all that was not said to be lost, those that may lose nothing first.
    let mut left: Vec<(String, Times)> =
        (0..after.cues.len()).map(|new| (letters(after, new), times(after, new))).collect();
    let may_lose = |old: usize| {
        let text = lost(Some(old), &[K::Text, K::Lines, K::Ruby, K::Cue, K::Overlap]);
        (text, lost(Some(old), &[K::Time, K::Overlap, K::Cue]))
    };
    let mut olds: Vec<usize> = (0..before.cues.len()).collect();
    olds.sort_by_key(|old| may_lose(*old));
    for old in olds {
        let (of_text, of_times) = may_lose(old);
        let (text, shown) = (letters(before, old), times(before, old));
        let like = |new: &(String, Times), same: Same| {
            (of_text || new.0 == text) && (of_times || same(new.1, shown))
        };
        let exact = left.iter().position(|new| like(new, |a, b| a == b));
        match exact.or_else(|| left.iter().position(|new| like(new, same))) {
            Some(at) => drop(left.swap_remove(at)),
            // What may lose its words may have taken the times of another.
            None if of_text => {}
            None => return Err(format!("cue {old}: {text:?} {shown:?} is not among {left:?}")),
        }
    }
    Ok(())
}

/// In- and out-time.
type Times = Option<(Time, Time)>;

/// Whether two times are the same.
type Same = fn(Times, Times) -> bool;

fn same_millisecond(a: Times, b: Times) -> bool {
    let millis = |times: Times| times.map(|(a, b)| (a.to_millis(), b.to_millis()));
    millis(a) == millis(b)
}

/// A time that is less than a millisecond off is put on its frame.
fn same_frame(a: Times, b: Times) -> bool {
    let near = |a: Time, b: Time| a.saturating_sub(b).abs().ticks() < TICKS_PER_SECOND / 1000;
    match (a, b) {
        (Some(a), Some(b)) => near(a.0, b.0) && near(a.1, b.1),
        (a, b) => a == b,
    }
}

/// Whether a format's times may be frames.
fn counts_frames(to: &Format) -> bool {
    let text = ["srt", "vtt", "ass", "ssa", "sbv", "subviewer", "subviewer1", "mpl2", "lrc", "sami", "json"];
    !text.contains(&to.id)
}

fn times(track: &Track<'_>, cue: usize) -> Times {
    track.cues[cue].times
}
