//! How far a track is from another, cue by cue: an offset that stays, drifts slowly, or jumps.
//!
//! First all in-times vote for one distance. Around that one, the best way of distances through the track is found by
//! dynamic programming: each cue is worth what stands at its times in the other track, a small step costs a little, a
//! jump costs what half a dozen cues say. What the same search finds in the other track played backwards, which has
//! the same habits and nothing to do with this one, is what chance gives.

use super::Shift;
use super::side::Unit;

/// Milliseconds of a step.
const BIN: i32 = 200;
/// Steps to either side of the common distance: 8 s.
const REACH: i32 = 40;
/// Distances that are looked at.
const STATES: usize = 81;
/// Cues of the other track that one cue looks at, however many stand near it.
const NEAREST: usize = 64;

/// What an in-time is worth so many steps away, in hundredths of a nat; beyond, and where there is none.
const STARTS: ([i16; 5], i16) = ([90, 80, 60, 35, 10], -50);
/// The same for an out-time: translations differ in length.
const ENDS: ([i16; 5], i16) = ([30, 25, 15, 5, 0], -10);
/// What one step to the side costs.
const STEP: i16 = 80;
/// What a jump costs.
const JUMP: i16 = 700;
/// A cue that is worth so much more than chance gives leaves no doubt, in hundredths of a nat.
const CLEAR: i64 = 30;
/// Cues to either side of a jump that may belong on its other side.
const AROUND: usize = 4;

/// The way of a track along another.
#[derive(Clone, Debug)]
pub(super) struct Course {
    /// For each cue how much later it is in the other track.
    pub(super) shifts: Vec<Shift>,
    /// How sure it is that the two have to do with one another, in per mille.
    pub(super) related: i32,
}

/// Finds the way of `own` along `reference`; no further apart than `search` milliseconds as a whole.
pub(super) fn course(own: &[Unit], reference: &[Unit], search: i32) -> Course {
    let centre = common(own, reference, search);
    let (score, states) = way(own, reference, centre, true);
    let mirrored = mirrored(reference);
    let (chance, _) = way(own, &mirrored, common(own, &mirrored, search), false);
    let by = |state: u8| centre + (i32::from(state) - REACH) * BIN;
    let mut shifts: Vec<Shift> = states.iter().map(|state| Shift { by: by(*state), turn: 0 }).collect();
    turns(&mut shifts);
    Course { shifts, related: related(score, chance, own.len().min(reference.len())) }
}

/// How far the score of a way stands out from what chance gives, each by cue. Tracks that are given together are of
/// one film until their cues say otherwise, and a few cues say little.
fn related(score: i64, chance: i64, cues: usize) -> i32 {
    /// So many cues weigh as much as that the tracks were given together.
    const FAITH: i64 = 20;
    let cues = i64::try_from(cues).unwrap_or(i64::MAX).max(1);
    let seen = ((score - chance) / cues * 1000 / CLEAR).clamp(0, 1000);
    i32::try_from((seen * cues.min(1 << 40) + 1000 * FAITH) / (cues.min(1 << 40) + FAITH)).unwrap_or(0)
}

/// Where the way jumps, cues nearby may belong on the other side.
fn turns(shifts: &mut [Shift]) {
    let mut jumps = Vec::new();
    for (at, two) in shifts.windows(2).enumerate() {
        if let [before, after] = two
            && (before.by - after.by).abs() > BIN
        {
            jumps.push((at + 1, before.by, after.by));
        }
    }
    for (at, before, after) in jumps {
        let near = |from: usize, to: usize| from.min(shifts.len())..to.min(shifts.len());
        let (left, right) = (near(at.saturating_sub(AROUND), at), near(at, at + AROUND));
        for shift in shifts.get_mut(left).unwrap_or_default() {
            shift.turn = after - shift.by;
        }
        for shift in shifts.get_mut(right).unwrap_or_default() {
            shift.turn = before - shift.by;
        }
    }
}

/// The cues of a track within `room` milliseconds of the times asked for, which must not go back.
struct Near<'u> {
    units: &'u [Unit],
    from: usize,
    to: usize,
}

impl<'u> Near<'u> {
    const fn new(units: &'u [Unit]) -> Self {
        Self { units, from: 0, to: 0 }
    }

    fn at(&mut self, time: i32, room: i32) -> &'u [Unit] {
        while self.units.get(self.from).is_some_and(|unit| unit.start < time - room) {
            self.from += 1;
        }
        self.to = self.to.max(self.from);
        while self.units.get(self.to).is_some_and(|unit| unit.start <= time + room) {
            self.to += 1;
        }
        let spare = (self.to - self.from).saturating_sub(NEAREST) / 2;
        self.units.get(self.from + spare..self.to - spare).unwrap_or_default()
    }
}

/// The distance most in-times agree on.
fn common(own: &[Unit], reference: &[Unit], search: i32) -> i32 {
    let reach = search / BIN;
    let mut votes = vec![0i32; usize::try_from(reach * 2 + 1).unwrap_or(1)];
    let mut near = Near::new(reference);
    for unit in own {
        let first = unit.start - reach * BIN;
        for other in near.at(unit.start, search) {
            // Before the first bin it is none.
            let bin = u32::try_from(other.start - first).ok().map(|behind| behind / BIN.unsigned_abs());
            if let Some(count) = bin.and_then(|bin| votes.get_mut(bin as usize)) {
                *count += 1;
            }
        }
    }
    let mut best = (0, i32::MIN, 0);
    for (bin, three) in (1i32..).zip(votes.windows(3)) {
        let votes: i32 = three.iter().sum();
        let by = (bin - reach) * BIN;
        let rank = (votes, -by.abs());
        if rank > (best.0, best.1) {
            best = (rank.0, rank.1, by);
        }
    }
    best.2
}

/// A value for every state, with room to make whole rows of the processor's of it. All values are small.
type Row = [i16; LANES];
const LANES: usize = 88;
/// Where there is no state.
const NOWHERE: i16 = i16::MIN / 2;

/// The best way of distances, and its score; the way itself only where it is `traced`.
fn way(own: &[Unit], reference: &[Unit], centre: i32, traced: bool) -> (i64, Vec<u8>) {
    // Of distances that are as good as one another the common one is taken.
    let mut scores: Row = [NOWHERE; LANES];
    for (state, score) in (-REACH..=REACH).zip(&mut scores) {
        *score = i16::try_from(-state.abs()).unwrap_or(NOWHERE);
    }
    let mut score = 0i64;
    let mut froms: Vec<[u8; LANES]> = Vec::with_capacity(if traced { own.len() } else { 0 });
    let mut near = Near::new(reference);
    for unit in own {
        let mut worth: Row = [0; LANES];
        let others = near.at(unit.start + centre, REACH * BIN + BIN * 4);
        look(&mut worth, others.iter().map(|other| other.start - unit.start - centre), STARTS);
        look(&mut worth, others.iter().map(|other| other.end - unit.end - centre), ENDS);
        let most = scores.iter().copied().fold(NOWHERE, i16::max);
        let jump = most.wrapping_sub(JUMP);
        // Each distance with the one before it and the one behind it, in plain rows and without checks, for the
        // compiler's sake.
        let (mut left, mut right) = ([NOWHERE; LANES], [NOWHERE; LANES]);
        left.iter_mut().skip(1).zip(&scores).for_each(|(slot, score)| *slot = score.wrapping_sub(STEP));
        right
            .iter_mut()
            .zip(scores.iter().skip(1))
            .for_each(|(slot, score)| *slot = score.wrapping_sub(STEP));
        let mut next = scores;
        for (slot, (left, right)) in next.iter_mut().zip(left.iter().zip(&right)) {
            *slot = (*slot).max(*left).max(*right).max(jump);
        }
        if traced {
            let top = last(&scores, most);
            let mut from = [0u8; LANES];
            for (state, (((origin, best), here), (left, right))) in
                (0u8..).zip(from.iter_mut().zip(&next).zip(&scores).zip(left.iter().zip(&right)))
            {
                let sides = if best == right { state.wrapping_add(1) } else { top };
                let sides = if best == left { state.wrapping_sub(1) } else { sides };
                *origin = if best == here { state } else { sides };
            }
            froms.push(from);
        }
        next.iter_mut().zip(&worth).for_each(|(slot, worth)| *slot = slot.wrapping_add(*worth));
        next.iter_mut().skip(STATES).for_each(|slot| *slot = NOWHERE);
        // Kept small, so that a track of any length stays in range.
        let base = next.iter().copied().fold(NOWHERE, i16::max);
        next.iter_mut().take(STATES).for_each(|value| *value = value.wrapping_sub(base));
        score += i64::from(base);
        scores = next;
    }
    let most = scores.iter().copied().fold(NOWHERE, i16::max);
    let mut state = last(&scores, most);
    let mut states = vec![0u8; own.len()];
    for (slot, from) in states.iter_mut().zip(&froms).rev() {
        *slot = state;
        state = from.get(usize::from(state)).copied().unwrap_or(state);
    }
    (score, states)
}

/// The last state of that score.
fn last(scores: &Row, score: i16) -> u8 {
    let at = scores.iter().rposition(|it| *it == score).unwrap_or(0);
    u8::try_from(at).unwrap_or(0)
}

/// Adds what is found at each distance.
fn look(worth: &mut Row, found: impl Iterator<Item = i32>, (near, none): ([i16; 5], i16)) {
    // Room for four to either side, so that nothing has to be looked at twice.
    let mut seen = [none; LANES + 8];
    let [here, one, two, three, four] = near;
    let shape = [four, three, two, one, here, one, two, three, four];
    for distance in found {
        let bin = (distance + BIN / 2).div_euclid(BIN) + REACH;
        // What is beyond the states is none's.
        let slots =
            usize::try_from(bin).ok().filter(|bin| *bin < STATES).and_then(|bin| seen.get_mut(bin..bin + 9));
        for (slot, value) in slots.into_iter().flatten().zip(shape) {
            *slot = value.max(*slot);
        }
    }
    for (slot, value) in worth.iter_mut().zip(seen.iter().skip(4)) {
        *slot = slot.wrapping_add(*value);
    }
}

/// The track played backwards in its own span.
fn mirrored(units: &[Unit]) -> Vec<Unit> {
    let first = units.first().map_or(0, |unit| unit.start);
    let last = units.iter().map(|unit| unit.end).max().unwrap_or(0);
    let turn = |time: i32| last - (time - first);
    let mut out: Vec<Unit> = units
        .iter()
        .rev()
        .map(|unit| Unit { start: turn(unit.end), end: turn(unit.start), ..*unit })
        .collect();
    out.sort_by_key(|unit| unit.start);
    out
}

/// Sharpens the way by what was found: `links` are cues of this track, in order, with how much later than the way says
/// they are. Each cue follows the mean of those around it, up to the next jump.
pub(super) fn sharpen(shifts: &mut [Shift], links: &[(usize, i32)]) {
    /// Links to either side that are heard.
    const HEARD: usize = 8;
    /// A distance beyond says that the link is odd, not that the way is.
    const ODD: i32 = 800;
    let mut corrections = Vec::with_capacity(shifts.len());
    let mut next = 0;
    for (at, shift) in shifts.iter().enumerate() {
        while links.get(next).is_some_and(|link| link.0 < at) {
            next += 1;
        }
        let around = links.get(next.saturating_sub(HEARD)..links.len().min(next + HEARD)).unwrap_or_default();
        let with = |cue: usize| shifts.get(cue).is_some_and(|it| (it.by - shift.by).abs() <= BIN);
        let heard = around.iter().filter(|(cue, late)| with(*cue) && late.abs() <= ODD);
        let by = |cue: usize| shifts.get(cue).map_or(0, |it| it.by - shift.by);
        let (sum, count) =
            heard.fold((0i32, 0i32), |(sum, count), (cue, late)| (sum + by(*cue) + late, count + 1));
        corrections.push(if count >= 3 { sum / count } else { 0 });
    }
    for (shift, by) in shifts.iter_mut().zip(corrections) {
        shift.by += by;
    }
}

impl Course {
    /// That of a track along itself.
    pub(super) fn still(cues: usize) -> Self {
        Self { shifts: vec![Shift::default(); cues], related: 1000 }
    }
}
