//! Conversion: what is written reads back with every cue and letter, or says what it lost; written again it is the same.

use super::Verdict;
use super::input::{Dice, format, letters, parse};
use tregua_parse::base::Lang;
use tregua_parse::format::write::{Body, Target, Writer, write};
use tregua_parse::format::{FORMATS, Format};
use tregua_parse::model::{Loss, LossKind, Track};

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
    kept(&track, &after, &first.losses).map_err(|why| format!("{name}: {why}"))?;
    let second = write(&after, writer, &target).map_err(|e| format!("{name}: not written again: {e}"))?;
    let again = self::bytes(second.body);
    let third = parse(to, &again);
    kept(&after, &(to.lower)(&third), &second.losses).map_err(|why| format!("{name}, again: {why}"))
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Text(text) => text.into_bytes(),
        Body::Bytes(bytes) => bytes,
    }
}

/// Every cue is there with its letters, or is in the list.
fn kept(before: &Track<'_>, after: &Track<'_>, losses: &[Loss]) -> Verdict {
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
    // Some formats are written in the order of time.
    let (mut olds, mut news) = (by_time(before), by_time(after));
    // In-times that a format rounds to one are in no order any more.
    let start = |cue: &usize| times(after, *cue).map(|it| it.0);
    let mut from = 0;
    for same in news.clone().chunk_by(|a, b| start(a) == start(b)) {
        let part = from..from + same.len();
        from = part.end;
        olds[part.clone()].sort_by_cached_key(|cue| (letters(before, *cue), times(before, *cue)));
        news[part].sort_by_cached_key(|cue| (letters(after, *cue), times(after, *cue)));
    }
    for (old, new) in olds.into_iter().zip(news) {
        let (a, b) = (letters(before, old), letters(after, new));
        if a != b && !lost(Some(old), &[K::Text, K::Lines, K::Ruby, K::Cue, K::Overlap]) {
            return Err(format!("cue {old}: {a:?} became {b:?}"));
        }
        let (a, b) = (times(before, old), times(after, new));
        if a != b && !lost(Some(old), &[K::Time, K::Overlap, K::Cue]) {
            return Err(format!("cue {old}: {a:?} became {b:?}"));
        }
    }
    Ok(())
}

/// In- and out-time of a cue in milliseconds.
fn times(track: &Track<'_>, cue: usize) -> Option<(i64, i64)> {
    track.cues[cue].times.map(|(a, b)| (a.to_millis(), b.to_millis()))
}

/// Cues in the order of time, and then of what they say.
fn by_time(track: &Track<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..track.cues.len()).collect();
    all.sort_by_cached_key(|cue| (times(track, *cue), letters(track, *cue)));
    all
}
