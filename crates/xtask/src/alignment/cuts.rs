//! Where one of two pictures has material that the other lacks.

use super::Cue;
use crate::feature::dice::Dice;

/// A gap between cues shorter than this is no place for a cut.
const LEAST_GAP: i64 = 60;

/// One of the two pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// That of the file to be aligned.
    Input,
    /// That of the reference.
    Reference,
}

/// A difference between the pictures, at a time of the film both come from.
#[derive(Clone, Copy, Debug)]
enum Cut {
    /// So many milliseconds without a word were put in at this time: a leader, a card, a pause between parts.
    Added { side: Side, at: i64, length: i64 },
    /// What stands between the times is missing, and the cues in it with it.
    Lost { side: Side, from: i64, to: i64 },
}

/// How the two pictures come from the film.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts(Vec<Cut>);

impl Cuts {
    /// The time of a picture at a time of the film; none in what the picture lacks.
    pub(super) fn place(&self, picture: Side, time: i64) -> Option<i64> {
        self.0.iter().try_fold(time, |place, cut| match *cut {
            Cut::Added { side, at, length } if side == picture && at <= time => Some(place + length),
            Cut::Lost { side, from, to } if side == picture && from <= time => {
                (to <= time).then_some(place - (to - from))
            }
            _ => Some(place),
        })
    }

    /// Throws `count` cuts of `size` milliseconds over the film, between the cues of all of its tracks, far enough from one
    /// another that there is something between them.
    pub(super) fn throw(tracks: [&[Cue]; 2], count: i64, size: [i64; 2], dice: &mut Dice) -> Self {
        let gaps = gaps(tracks);
        let [Some(first), Some(last)] = [gaps.first(), gaps.last()] else { return Self::default() };
        let part = (last[1] - first[0]) / (count + 1);
        let mut out = Self::default();
        for number in 1..=count {
            let wish = first[0] + part * number + dice.between(-part * 3 / 10, part * 3 / 10);
            let Some(gap) = nearest(&gaps, wish) else { continue };
            let at = dice.between(gap[0] + 10, gap[1] - 10);
            // Short cuts and long ones are equally frequent.
            let long = (size[1].min(part / 4)).max(size[0] + 1);
            let long = if dice.percent(40) { long } else { (size[0] * 8).clamp(size[0] + 1, long) };
            let length = dice.between(size[0], long);
            let side = if dice.percent(50) { Side::Input } else { Side::Reference };
            out.0.push(cut(&gaps, side, at, length, dice));
        }
        out
    }
}

/// Material lost or, where no gap is near the far end of it, added.
fn cut(gaps: &[[i64; 2]], side: Side, at: i64, length: i64, dice: &mut Dice) -> Cut {
    let added = Cut::Added { side, at, length };
    if dice.percent(35) {
        return added;
    }
    let wish = at + length;
    let to = nearest(gaps, wish).map_or(wish, |gap| wish.clamp(gap[0] + 10, gap[1] - 10));
    let real = to - at;
    if real >= length * 4 / 5 && real <= length * 5 / 4 { Cut::Lost { side, from: at, to } } else { added }
}

/// The times when no cue of any track stands, long enough to cut there.
fn gaps(tracks: [&[Cue]; 2]) -> Vec<[i64; 2]> {
    let mut cues: Vec<[i64; 2]> = tracks.into_iter().flatten().map(|cue| [cue.start, cue.end]).collect();
    cues.sort_unstable();
    let mut out = Vec::new();
    let mut end = i64::MAX;
    for cue in cues {
        if cue[0].saturating_sub(end) >= LEAST_GAP {
            out.push([end, cue[0]]);
        }
        end = if end == i64::MAX { cue[1] } else { end.max(cue[1]) };
    }
    out
}

fn nearest(gaps: &[[i64; 2]], wish: i64) -> Option<[i64; 2]> {
    gaps.iter().copied().min_by_key(|gap| (wish - wish.clamp(gap[0], gap[1])).abs())
}
