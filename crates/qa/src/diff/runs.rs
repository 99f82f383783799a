//! Which rule explains how times moved: stretches of cues that one straight line carries over.

use super::gap::Link;
use super::line;
use super::side::Side;
use crate::retime::{Piece, Speed, TimeMap};
use std::ops::Range;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Notation, TICKS_PER_SECOND, Time, Unit};

/// A stretch of the old track whose times all moved by one rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The first and the last of its cues in the old track; cues between them that moved otherwise are none of it.
    pub old: Range<u32>,
    /// How many cues it explains.
    pub cues: usize,
    /// From the first in-time on, in old times.
    pub from: Time,
    /// Up to the last out-time, in old times.
    pub to: Time,
    /// The rule.
    pub piece: Piece,
}

impl Run {
    /// How much later all its times are; `None` where they run at another speed.
    #[must_use]
    pub fn by(&self) -> Option<Time> {
        (self.piece.speed == Speed::ONE).then(|| self.piece.to.saturating_sub(self.piece.at))
    }

    /// Its times stayed.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.by() == Some(Time::ZERO)
    }
}

/// Cues that must agree before they are a run: two may do so by chance.
const FEW: usize = 3;
/// Cues that must agree on a speed that is no ratio of frame rates.
const MANY: usize = 8;
/// How many times what is rounded a speed must have moved the last cue of a run against its first.
const SHOWS: i128 = 4;
/// Cues that moved otherwise inside a run; with more in a row it ends.
pub(super) const STRAY: usize = 3;

/// Times of one format that a shift moved are all rounded alike: they are apart by less than two microseconds.
const EXACT: i64 = 1000;

/// What the formats round, in units of time: where all moved by one distance, and where they run at another speed.
#[derive(Clone, Copy)]
struct Rounding {
    shift: i64,
    speed: i64,
}

/// How far two spellings of one time may be apart: half of what each format rounds to.
pub(crate) fn tolerance(a: &Document<'_>, b: &Document<'_>) -> Time {
    Time::from_ticks(grain(a).saturating_add(grain(b)) / 2)
}

/// The coarsest grain of a document's times.
fn grain(document: &Document<'_>) -> i64 {
    let unit = |per_second: i64| TICKS_PER_SECOND / per_second.max(1);
    let clockwork = &document.clockwork;
    let frame = clockwork.frames.and_then(|it| it.time_of(1)).or_else(|| {
        let (num, den) = clockwork.rate?.fraction();
        Time::from_fraction(den.into(), num.into())
    });
    let frame = frame.map_or(unit(25), Time::ticks);
    let text = document.source.text();
    let of = |notation: Notation, spelt: &str| match notation {
        Notation::SubRip | Notation::Implied => unit(1000),
        Notation::Decimal(form) => unit(10i64.pow(u32::from(form.digits).min(3))),
        Notation::Label | Notation::StlTimecode | Notation::StlDigits | Notation::Count(Unit::Frames) => {
            frame
        }
        Notation::Count(Unit::Seconds) => unit(1),
        Notation::Count(Unit::Deciseconds) => unit(10),
        Notation::Count(Unit::Centiseconds) => unit(100),
        Notation::Count(_) => unit(1000),
        Notation::Ttml if spelt.ends_with('f') || spelt.bytes().filter(|b| *b == b':').count() > 2 => frame,
        Notation::Ttml => unit(1000),
    };
    document.slots.iter().map(|slot| of(slot.notation, slot.span.of(text))).max().unwrap_or(unit(1000))
}

/// A cue that both tracks have, in times old and new.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    old: u32,
    pub(super) start: (i64, i64),
    pub(super) end: (i64, i64),
}

/// The runs in order of old times, and their map where one of them moves anything.
pub(super) fn find(
    a: &Side,
    b: &Side,
    links: &[Link],
    tolerance: Time,
    across: bool,
) -> (Vec<Run>, Option<TimeMap>) {
    let mut pairs: Vec<Pair> = links
        .iter()
        .filter(|link| link.old.len() == 1 && link.new.len() == 1 && !link.moved)
        .filter_map(|link| {
            let (old, new) = (a.time(link.old.start as usize)?, b.time(link.new.start as usize)?);
            let pair = |old: Time, new: Time| (old.ticks(), new.ticks());
            Some(Pair { old: link.old.start, start: pair(old.0, new.0), end: pair(old.1, new.1) })
        })
        .collect();
    pairs.sort_by_key(|pair| pair.start.0);
    let tolerance =
        Rounding { speed: tolerance.ticks(), shift: if across { tolerance.ticks() } else { EXACT } };
    let mut runs: Vec<Run> = Vec::new();
    let mut rest = pairs.as_slice();
    while !rest.is_empty() {
        let found = longest(rest, tolerance);
        // Of very few cues all must agree; a run of one says nothing that the cue does not say, save that it stayed.
        let stays = |it: &Found| it.piece.speed == Speed::ONE && it.piece.at == it.piece.to;
        let enough = found
            .as_ref()
            .is_some_and(|it| it.count >= FEW || stays(it) || it.count == pairs.len() && it.count > 1);
        let taken = found.as_ref().filter(|_| enough).map_or(1, |it| it.taken);
        let (here, after) = rest.split_at_checked(taken.max(1)).unwrap_or((rest, &[]));
        rest = after;
        let Some(found) = found.filter(|_| enough) else { continue };
        let (Some(first), Some(last)) = (here.first(), here.last()) else { continue };
        let from = Time::from_ticks(first.start.0);
        let piece = Piece { from, ..found.piece };
        let to = Time::from_ticks(last.end.0.max(first.end.0));
        let old = first.old..last.old.saturating_add(1);
        match runs.last_mut().filter(|run| joins(run, &piece)) {
            Some(run) => {
                (run.old.end, run.to) = (old.end, to);
                run.cues = run.cues.saturating_add(found.count);
            }
            None => runs.push(Run { old, cues: found.count, from, to, piece }),
        }
    }
    let moves = runs.iter().any(|run| !run.stays());
    let mut pieces: Vec<Piece> = runs.iter().map(|run| run.piece).collect();
    pieces.dedup_by_key(|piece| piece.from);
    let map = if moves { TimeMap::from_pieces(pieces).ok() } else { None };
    (runs, map)
}

/// The next run goes on with the same rule.
fn joins(run: &Run, next: &Piece) -> bool {
    let by = |piece: &Piece| piece.to.saturating_sub(piece.at);
    run.piece.speed == Speed::ONE && next.speed == Speed::ONE && by(&run.piece) == by(next)
}

/// A rule with how far it goes.
struct Found {
    piece: Piece,
    /// Cues it explains.
    count: usize,
    /// Cues up to the last it explains.
    taken: usize,
}

/// The longest stretch from the first pair on that one rule explains. Plain shifts come before speeds of frame rates, and these
/// before any other speed, unless that explains more than twice as much: of a track at nearly its speed a few cues in a row
/// are rounded alike, and look shifted.
fn longest(pairs: &[Pair], tolerance: Rounding) -> Option<Found> {
    let shift = fit(pairs, Speed::ONE, tolerance.shift);
    if shift.as_ref().is_some_and(|it| it.taken == pairs.len()) {
        return shift;
    }
    let rates = ["24000/1001", "24", "25", "30000/1001", "30"].map(|text| text.parse::<FrameRate>().ok());
    let ratios =
        rates.iter().flatten().flat_map(|from| rates.iter().flatten().map(|to| Speed::between(*from, *to)));
    let known = ratios
        .filter(|it| *it != Speed::ONE)
        .filter_map(|it| fit(pairs, it, tolerance.speed))
        .max_by_key(|it| it.count);
    let free = line::speeds(pairs, tolerance.speed)
        .filter_map(|(speed, allowed)| fit(pairs, speed, allowed))
        .reduce(|one, other| if other.count > one.count { other } else { one })
        .filter(|it| it.count >= MANY);
    // A speed must show: over a short stretch it is rounding, or one cue that moved by itself.
    let shows = |it: &Found| {
        let last =
            it.taken.checked_sub(1).and_then(|at| pairs.get(at)).map_or(0, |pair| i128::from(pair.end.0));
        let span = last - pairs.first().map_or(0, |pair| i128::from(pair.start.0));
        let (num, den) = it.piece.speed.fraction();
        let drift = span.saturating_mul((i128::from(num) - i128::from(den)).abs()) / i128::from(den.max(1));
        drift > i128::from(tolerance.speed).saturating_mul(SHOWS)
    };
    let known = known.filter(|it| it.count > FEW && shows(it));
    let free = free.filter(shows);
    let best = match (known, free) {
        (Some(known), Some(free)) if free.count > known.count.saturating_mul(2) => Some(free),
        (Some(known), _) => Some(known),
        (None, free) => free,
    };
    let more = |best: &Found, shift: &Found| best.count > shift.count.saturating_mul(2);
    match (best, shift.filter(|it| it.count >= FEW)) {
        (Some(best), Some(shift)) if !more(&best, &shift) => Some(shift),
        (Some(best), _) => Some(best),
        (None, Some(shift)) => Some(shift),
        (None, None) => fit(pairs, Speed::ONE, tolerance.shift),
    }
}

/// How far a rule of this speed goes from the first pair on, what is written of its times being no further apart from one
/// another than `allowed`.
fn fit(pairs: &[Pair], speed: Speed, allowed: i64) -> Option<Found> {
    let first = pairs.first()?;
    let at = Time::from_ticks(first.start.0);
    let line = Piece { from: at, at, to: at, speed };
    let map = TimeMap::from_pieces(vec![line]).ok()?;
    let rest = |(old, new): (i64, i64)| Some(new.saturating_sub(map.apply(Time::from_ticks(old))?.ticks()));
    // The distances so far: together no further apart than the tolerance.
    let (mut low, mut high) = (i64::MAX, i64::MIN);
    let (mut count, mut taken, mut stray) = (0usize, 0usize, 0usize);
    let mut kept: Vec<i64> = Vec::new();
    for (n, pair) in pairs.iter().enumerate() {
        let (start, end) = (rest(pair.start)?, rest(pair.end)?);
        let (lower, higher) = (low.min(start).min(end), high.max(start).max(end));
        if higher.saturating_sub(lower) <= allowed {
            (low, high) = (lower, higher);
            count = count.saturating_add(1);
            taken = n.saturating_add(1);
            stray = 0;
            kept.extend([start, end]);
        } else {
            stray = stray.saturating_add(1);
            if stray > STRAY || count < 2 {
                break;
            }
        }
    }
    if count == 0 {
        return None;
    }
    // What is written most often; at another speed the middle, as each time was rounded by itself.
    kept.sort_unstable();
    let by = match speed == Speed::ONE {
        true => kept.get(kept.len() / 2).copied().unwrap_or(low),
        false => low.saturating_add(high.saturating_sub(low) / 2),
    };
    let to = Time::from_ticks(at.ticks().saturating_add(by));
    Some(Found { piece: Piece { to, ..line }, count, taken })
}

/// Whether the map says both outer times of a link.
pub(super) fn explains(map: &TimeMap, a: &Side, b: &Side, link: &Link, tolerance: Time) -> bool {
    let says = |old: Option<Time>, new: Option<Time>| match (old, new) {
        (Some(old), Some(new)) => map.apply(old).is_some_and(|it| it.saturating_sub(new).abs() <= tolerance),
        (None, None) => true,
        _ => false,
    };
    let ((old, old_end), (new, new_end)) = (a.outer(&link.old), b.outer(&link.new));
    // The piece is that of the in-time: a cue lies on one side of a cut.
    says(old, new) && says(old_end, new_end)
}
