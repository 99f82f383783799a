//! Edit lists: which stretches of a track are shown, and when.

use super::boxes::Fields;
use super::table::{MOST_SAMPLES, Sample};
use crate::error::{ContainerError, Result};
use crate::notes::Notes;
use tregua_parse::time::Time;

/// The most edits a track may have.
const MOST_EDITS: usize = 4096;

/// Edits times samples: no more than this are looked at.
const MOST_STEPS: usize = 1 << 24;

/// One stretch: from where in the track (`None`: nothing is shown), how long in the film's scale, and whether it runs
/// at its usual speed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Edit {
    length: u64,
    from: Option<i64>,
    usual: bool,
}

/// Reads an `elst` box.
pub(super) fn read(data: &[u8]) -> Vec<Edit> {
    let mut fields = Fields(data);
    let Some(((version, _), count)) = fields.full().zip(fields.u32()) else { return Vec::new() };
    let mut out = Vec::new();
    while out.len() < MOST_EDITS && out.len() < count as usize {
        let (Some(length), Some(from), Some(rate)) =
            (fields.long(version), fields.long(version), fields.u32())
        else {
            break;
        };
        let from = if version == 1 {
            from.cast_signed()
        } else {
            i64::from(u32::try_from(from).unwrap_or(0).cast_signed())
        };
        out.push(Edit { length, from: (from >= 0).then_some(from), usual: rate == 0x0001_0000 });
    }
    out
}

/// The two scales: steps in a second of the track and of the film.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scales {
    pub(super) track: u32,
    pub(super) film: u32,
}

/// A sample as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shown {
    pub(super) start: Time,
    pub(super) end: Time,
    pub(super) sample: Sample,
}

/// Puts samples where the edits show them. Without edits all stand as they are.
pub(super) fn apply(
    samples: &[Sample],
    edits: &[Edit],
    scales: Scales,
    notes: &mut Notes,
) -> Result<Vec<Shown>> {
    let (track, film) = (i128::from(scales.track.max(1)), i128::from(scales.film.max(1)));
    let mut out = Vec::with_capacity(samples.len());
    // Counted in 1/(track · film) s, in which both scales are whole.
    let time = |steps: i128| Time::from_fraction(steps, track * film);
    let spots: Vec<(i128, i128)> = samples
        .iter()
        .map(|s| (i128::from(s.start) * film, (i128::from(s.start) + i128::from(s.length)) * film))
        .collect();
    let whole = [Edit { length: 0, from: Some(0), usual: true }];
    let stretches = if edits.is_empty() { &whole[..] } else { edits };
    if stretches.len().saturating_mul(samples.len()) > MOST_STEPS {
        return Err(ContainerError::TooLarge { what: "the edit list cuts the track into too many pieces" });
    }
    let last = stretches.iter().rposition(|edit| edit.from.is_some());
    let mut at = 0i128;
    let mut hidden = 0usize;
    for (n, edit) in stretches.iter().enumerate() {
        let length = i128::from(edit.length) * track;
        if let Some(from) = edit.from {
            if !edit.usual {
                notes.say("the edit list changes the speed of the track, which was not followed");
            }
            let from = i128::from(from) * film;
            // The last stretch, and one without a length, lasts as long as there are samples: its length is rounded
            // to the film's coarser scale, and must not cut a cue by that.
            let open = edit.length == 0 || Some(n) == last;
            let to = if open { i128::MAX } else { from + length };
            for (sample, (start, end)) in samples.iter().zip(&spots) {
                if *end <= from && *end > *start || *end < from || *start >= to {
                    hidden += usize::from(stretches.len() == 1);
                    continue;
                }
                let (start, end) = ((*start).max(from), (*end).min(to));
                let moved = |spot: i128| time(spot - from + at);
                let (Some(start), Some(end)) = (moved(start), moved(end)) else { continue };
                if out.len() >= MOST_SAMPLES {
                    return Err(ContainerError::TooLarge {
                        what: "the edit list repeats the track too often",
                    });
                }
                out.push(Shown { start, end, sample: *sample });
            }
        }
        at = at.saturating_add(length);
    }
    if hidden > 0 {
        notes.say(format!("{hidden} samples stand before the first edit and are not shown"));
    }
    Ok(out)
}

/// How far the edits move the track, where they do no more than that: one stretch, with or without a pause before.
pub(super) fn shift(edits: &[Edit], scales: Scales) -> Option<Time> {
    let (track, film) = (i128::from(scales.track.max(1)), i128::from(scales.film.max(1)));
    let mut delay = 0i128;
    let mut from = None;
    for edit in edits {
        match (edit.from, from) {
            (Some(start), None) => from = Some(i128::from(start)),
            (Some(_), Some(_)) => return None,
            (None, None) => delay += i128::from(edit.length),
            // A pause behind the last stretch moves nothing.
            (None, Some(_)) => {}
        }
    }
    Time::from_fraction(delay * track - from.unwrap_or(0) * film, track * film)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(start: i64, length: u32) -> Sample {
        Sample { start, length, at: 0, size: 0, entry: 0 }
    }

    fn shown(samples: &[Sample], edits: &[Edit]) -> Vec<(i64, i64)> {
        let scales = Scales { track: 1000, film: 600 };
        let out = apply(samples, edits, scales, &mut Notes::default()).unwrap();
        out.iter().map(|s| (s.start.to_millis(), s.end.to_millis())).collect()
    }

    #[test]
    fn edits_move_hide_and_repeat() {
        let samples = [sample(0, 1000), sample(1000, 2000), sample(3000, 500)];
        let edit = |length, from| Edit { length, from, usual: true };
        assert_eq!(shown(&samples, &[]), [(0, 1000), (1000, 3000), (3000, 3500)]);
        // One second of nothing, then the track from its first second on.
        let late = [edit(600, None), edit(1500, Some(1000))];
        assert_eq!(shown(&samples, &late), [(1000, 3000), (3000, 3500)]);
        // The first second twice, and the rest.
        let twice = [edit(600, Some(0)), edit(600, Some(0)), edit(0, Some(1500))];
        assert_eq!(shown(&samples, &twice), [(0, 1000), (1000, 2000), (2000, 3500), (3500, 4000)]);
        let scales = Scales { track: 1000, film: 600 };
        assert_eq!(shift(&late, scales).unwrap().to_millis(), 0);
        assert_eq!(shift(&[edit(600, None), edit(9, Some(0))], scales).unwrap().to_millis(), 1000);
        assert_eq!(shift(&twice, scales), None);
    }

    #[test]
    fn both_versions_are_read() {
        let mut short = vec![0, 0, 0, 0, 0, 0, 0, 1];
        short.extend(600u32.to_be_bytes());
        short.extend((-1i32).to_be_bytes());
        short.extend(0x0001_0000u32.to_be_bytes());
        assert_eq!(read(&short), [Edit { length: 600, from: None, usual: true }]);
        let mut long = vec![1, 0, 0, 0, 0, 0, 0, 1];
        long.extend(600u64.to_be_bytes());
        long.extend(7i64.to_be_bytes());
        long.extend([0; 4]);
        assert_eq!(read(&long), [Edit { length: 600, from: Some(7), usual: false }]);
        assert!(read(&long[..20]).is_empty());
    }
}
