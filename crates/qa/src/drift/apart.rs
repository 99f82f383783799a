//! How two tracks stand to one another, by their in-times alone: together, apart in some shape, or of two films.

use super::fit::RATES;
use super::meet::{Votes, at_speed, meet, part, stretches, ticks, together};
use super::segment::median;
use super::{Kind, Shape, shape};
use crate::retime::Speed;
use tregua_parse::time::Time;

/// Stretches that are held against the whole of the reference.
const SAMPLES: usize = 5;
/// Buckets that distances are counted in: two and a half hours need a hundred thousand.
const MOST_BUCKETS: i128 = 1 << 20;
/// Cues without which two tracks are not called strangers, where nobody says otherwise.
pub const LONG: usize = 40;

/// How a track stands to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Apart {
    /// They run together.
    Together,
    /// They belong together; this is how far they are apart.
    By(Shape),
    /// Both are long, and at no distance and no usual speed have they more in common than chance gives.
    Strangers,
    /// Not enough to say.
    Unclear,
}

/// How a track stands to a reference. Both lists are in order. Distances up to `search` are looked for first and any
/// distance then, and in-times count as one up to `tolerance`.
///
/// ```
/// use tregua_parse::time::Time;
/// use tregua_qa::drift::{Apart, apart};
/// let ms = |n| Time::from_millis(n).unwrap();
/// let reference: Vec<_> = (0..80).map(|n: i64| ms(n * 4000 + n * n * n % 1009 * 3)).collect();
/// // Another programme's start: found, though an hour is more than is looked for at first.
/// let late: Vec<_> = reference.iter().map(|time| time.checked_add(ms(3_600_000)).unwrap()).collect();
/// let Apart::By(shape) = apart(&late, &reference, ms(60_000), ms(150)) else { panic!() };
/// assert_eq!(shape.cure("a.srt").unwrap(), "tregua retime shift --by -3600s a.srt");
/// assert_eq!(apart(&reference, &reference, ms(60_000), ms(150)), Apart::Together);
/// ```
#[must_use]
pub fn apart(own: &[Time], reference: &[Time], search: Time, tolerance: Time) -> Apart {
    apart_from(own, reference, (search, tolerance), LONG)
}

fn apart_from(own: &[Time], reference: &[Time], (search, tolerance): (Time, Time), long: usize) -> Apart {
    if own.is_empty() || reference.is_empty() {
        return Apart::Unclear;
    }
    if together(own, reference, tolerance) {
        return Apart::Together;
    }
    let least = own.len().min(reference.len());
    let seen = |pairs: &[(Time, Time)]| {
        let shape = shape(pairs, tolerance);
        let clear = pairs.len() * 3 >= least && !matches!(shape.kind, Kind::Unclear);
        clear.then_some(Apart::By(shape))
    };
    if let Some(found) = seen(&meet(own, reference, search, tolerance)) {
        return found;
    }
    if least < long {
        return Apart::Unclear;
    }
    if let Some(by) = far(own, reference, tolerance) {
        let moved: Vec<Time> = own.iter().map(|time| time.saturating_sub(by)).collect();
        let mut pairs = meet(&moved, reference, search, tolerance);
        for (time, _) in &mut pairs {
            *time = time.saturating_sub(by.negate());
        }
        return seen(&pairs).unwrap_or(Apart::Unclear);
    }
    if beyond_chance(own, reference, tolerance) { Apart::Unclear } else { Apart::Strangers }
}

/// What has to be taken off the track's own times for most samples to be near the reference, at one of the usual speeds.
fn far(own: &[Time], reference: &[Time], tolerance: Time) -> Option<Time> {
    let reference = ticks(reference);
    let tolerance = tolerance.ticks().max(1);
    let stretches = stretches(own.len());
    let step = stretches.len().div_ceil(SAMPLES).max(1);
    let others = RATES.iter().flat_map(|from| RATES.iter().map(move |to| (*from, *to)));
    let others = others.filter(|(from, to)| from != to).map(|(from, to)| Speed::between(from, to));
    let mut buckets = Vec::new();
    for speed in std::iter::once(Speed::ONE).chain(others) {
        let starts = at_speed(own, speed);
        let samples = stretches.iter().step_by(step);
        let count = samples.len();
        let mut found: Vec<i64> = samples
            .filter_map(|stretch| anywhere(part(&starts, stretch), &reference, tolerance, &mut buckets))
            .collect();
        if found.len() * 2 > count {
            // At another speed the track's own times are scaled after it is taken off.
            let (num, den) = speed.fraction();
            let by = i128::from(median(&mut found)) * i128::from(den) / i128::from(num.max(1));
            return Some(Time::from_ticks(i64::try_from(by).ok()?));
        }
    }
    None
}

/// The distance that most of these in-times have from the reference, however large: all distances are counted in buckets
/// first, and those of the fullest looked at.
fn anywhere(starts: &[i64], reference: &[i64], tolerance: i64, buckets: &mut Vec<u16>) -> Option<i64> {
    let (first, last) = (*starts.first()?, *starts.last()?);
    let least = i128::from(first) - i128::from(*reference.last()?);
    let most = i128::from(last) - i128::from(*reference.first()?);
    let width = i128::from(tolerance).max((most - least) / MOST_BUCKETS + 1);
    let bucket = |distance: i128| usize::try_from((distance - least) / width).unwrap_or(0);
    buckets.clear();
    buckets.resize(bucket(most) + 2, 0);
    for start in starts {
        for other in reference {
            let at = bucket(i128::from(*start) - i128::from(*other));
            if let Some(count) = buckets.get_mut(at) {
                *count = count.saturating_add(1);
            }
        }
    }
    // One distance may fall on both sides of a border.
    let full = buckets.windows(2).map(|two| two.iter().map(|n| u32::from(*n)).sum::<u32>());
    let (at, votes) = full.enumerate().max_by_key(|(_, votes)| *votes)?;
    if u64::from(votes) * 2 <= starts.len() as u64 {
        return None;
    }
    let middle = i64::try_from(least + width * i128::try_from(at + 1).ok()?).ok()?;
    let near: Vec<i64> = starts.iter().map(|start| start.saturating_sub(middle)).collect();
    let search = i64::try_from(width).ok()?;
    let votes = Votes { reference, search, nearest: usize::MAX, tolerance };
    votes.distance(&near).map(|(distance, _)| distance.saturating_add(middle))
}

/// Whether more in-times stand near one of the reference's than chance brings there: tracks whose cues are cut
/// otherwise, and are of one film all the same.
fn beyond_chance(own: &[Time], reference: &[Time], tolerance: Time) -> bool {
    let wide = tolerance.ticks().saturating_mul(3);
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    // How much of the track's time is near an in-time of the reference.
    let (mut covered, mut until) = (0i128, first.ticks());
    for time in reference.iter().map(|time| time.ticks()) {
        let from = time.saturating_sub(wide).max(until);
        let to = time.saturating_add(wide).min(last.ticks());
        if to > from {
            covered += i128::from(to) - i128::from(from);
            until = to;
        }
    }
    let span = (i128::from(last.ticks()) - i128::from(first.ticks())).max(1);
    let share = (covered * 1000 / span).min(1000);
    let mut next = 0;
    let hit = own.iter().filter(|time| {
        while reference.get(next).is_some_and(|r| r.ticks() < time.ticks().saturating_sub(wide)) {
            next += 1;
        }
        reference.get(next).is_some_and(|r| r.ticks() <= time.ticks().saturating_add(wide))
    });
    let (hits, all) = (hit.count() as i128 * 1000, own.len() as i128);
    // Four standard deviations: chance does that once in thirty thousand pairs of films.
    let above = hits - all * share;
    above > 0 && above * above > 16 * all * share * (1000 - share)
}

/// Which tracks have nothing to do with any other, where some of them should: the wrong file in a slot. Each list is in
/// order. Of two that are strangers to one another the second is named, as of a set in which nobody knows anybody all
/// but the first. Tracks of fewer than `long` cues are not judged.
#[must_use]
pub fn strangers(tracks: &[Vec<Time>], search: Time, tolerance: Time, long: usize) -> Vec<bool> {
    let mut known = vec![false; tracks.len()];
    let mut strange = vec![false; tracks.len()];
    for (here, own) in tracks.iter().enumerate() {
        for (there, other) in tracks.iter().enumerate().skip(here + 1) {
            let both = |list: &[bool]| [here, there].iter().all(|at| list.get(*at) == Some(&true));
            if both(&known) {
                continue;
            }
            let list = match apart_from(other, own, (search, tolerance), long) {
                Apart::Together | Apart::By(_) => &mut known,
                Apart::Strangers => &mut strange,
                Apart::Unclear => continue,
            };
            for at in [here, there] {
                if let Some(it) = list.get_mut(at) {
                    *it = true;
                }
            }
        }
    }
    let anybody = known.contains(&true);
    let mut out: Vec<bool> = strange.iter().zip(&known).map(|(strange, known)| *strange && !known).collect();
    if !anybody && let Some(first) = out.iter_mut().find(|it| **it) {
        *first = false;
    }
    out
}
