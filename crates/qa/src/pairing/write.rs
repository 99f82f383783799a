//! The rows of the search as groups of the tracks' own cues.

use super::offset::Course;
use super::rows::Rows;
use super::side::{Side, Unit};
use super::{Group, Offset, Pairing};
use std::ops::Range;
use tregua_parse::time::Time;

/// Offsets that differ by less are told as one, in milliseconds.
const SAME: i32 = 250;

/// What was found, in the terms of the tracks.
pub(super) fn pairing(
    sides: &[Side],
    spine: usize,
    courses: &[Course],
    units: &[Vec<Unit>],
    rows: &Rows,
) -> Pairing {
    let each = rows.confidence.iter().enumerate();
    let mut groups: Vec<Group> =
        each.map(|(row, confidence)| group(rows.parts(row), *confidence, sides, units)).collect();
    for (track, side) in sides.iter().enumerate() {
        untimed(&mut groups, sides.len(), track, side);
    }
    let offsets = sides.iter().zip(courses).enumerate();
    let offsets =
        offsets.map(|(track, (side, course))| if track == spine { Vec::new() } else { told(side, course) });
    let related = courses.iter().map(|course| u16::try_from(course.related).unwrap_or(0)).collect();
    Pairing { groups, spine, offsets: offsets.collect(), related }
}

fn group(parts: &[Range<usize>], confidence: u16, sides: &[Side], units: &[Vec<Unit>]) -> Group {
    let (mut members, mut all): (usize, Option<(i32, i32)>) = (0, None);
    let mut common: Option<(i32, i32)> = None;
    for (part, units) in parts.iter().zip(units) {
        let units = units.get(part.clone()).unwrap_or_default();
        let (Some(start), Some(end)) =
            (units.iter().map(|unit| unit.start).min(), units.iter().map(|unit| unit.end).max())
        else {
            continue;
        };
        members += 1;
        all = Some(all.map_or((start, end), |(from, to)| (from.min(start), to.max(end))));
        common = Some(common.map_or((start, end), |(from, to)| (from.max(start), to.min(end))));
    }
    let length = |times: Option<(i32, i32)>| times.map_or(0, |(from, to)| i64::from(to) - i64::from(from));
    let overlap = if members < 2 { 0 } else { length(common).max(0) * 1000 / length(all).max(1) };
    let cues = parts
        .iter()
        .zip(sides)
        .map(|(part, side)| side.order.get(part.clone()).map(<[u32]>::to_vec).unwrap_or_default());
    Group { cues: cues.collect(), confidence, overlap: u16::try_from(overlap).unwrap_or(0) }
}

/// Puts the cues without times behind those they follow in the file; those at its head into a group in front.
fn untimed(groups: &mut Vec<Group>, tracks: usize, track: usize, side: &Side) {
    if side.order.len() == side.cues {
        return;
    }
    let mut timed = vec![false; side.cues];
    for cue in &side.order {
        if let Some(slot) = timed.get_mut(*cue as usize) {
            *slot = true;
        }
    }
    let mut after: Vec<(u32, Vec<u32>)> = Vec::new();
    let mut first = Vec::new();
    let mut last = None;
    for (cue, timed) in (0u32..).zip(&timed) {
        match (timed, last) {
            (true, _) => last = Some(cue),
            (false, None) => first.push(cue),
            (false, Some(before)) => match after.last_mut().filter(|it| it.0 == before) {
                Some((_, list)) => list.push(cue),
                None => after.push((before, vec![cue])),
            },
        }
    }
    for list in groups.iter_mut().filter_map(|group| group.cues.get_mut(track)) {
        let followers = |cue: &u32| {
            let found = after.binary_search_by_key(cue, |it| it.0).ok().and_then(|at| after.get(at));
            found.map(|it| it.1.as_slice()).unwrap_or_default()
        };
        if list.iter().any(|cue| !followers(cue).is_empty()) {
            *list = list.iter().flat_map(|cue| std::iter::once(cue).chain(followers(cue))).copied().collect();
        }
    }
    if !first.is_empty() {
        let mut cues = vec![Vec::new(); tracks];
        if let Some(list) = cues.get_mut(track) {
            *list = first;
        }
        groups.insert(0, Group { cues, confidence: 0, overlap: 0 });
    }
}

/// A track's offsets in words: only where they change.
fn told(side: &Side, course: &Course) -> Vec<Offset> {
    let mut out: Vec<Offset> = Vec::new();
    let mut last: Option<i32> = None;
    for (shift, (start, _)) in course.shifts.iter().zip(&side.times) {
        if last.is_none_or(|by| (by - shift.by).abs() > SAME) {
            last = Some(shift.by);
            let by = Time::from_millis(i64::from(shift.by)).unwrap_or_default();
            out.push(Offset { from: *start, by });
        }
    }
    out
}
