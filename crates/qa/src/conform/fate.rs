//! What becomes of a stretch of the old picture that something fills: which parts of it are seen in the new one.
//!
//! Everything here counts frames. A time between two frames belongs to the nearer, so that a millisecond of rounding at a
//! cut leaves no part behind.

use super::recut::{Recut, Stretch};

/// Where an edge of a part comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// The cue's own edge, moved by so many frames.
    Moved(i64),
    /// The edge of what was kept: a frame of the new picture.
    Cut(i64),
}

/// A part of a cue that is seen in one go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its in-time.
    pub start: Edge,
    /// Its out-time.
    pub end: Edge,
    /// What of the old picture it is seen over, in the order of the new one.
    pub over: Vec<Stretch>,
}

impl Part {
    /// Its length in frames.
    #[must_use]
    pub fn frames(&self) -> i64 {
        self.over.iter().map(|piece| piece.to - piece.from).sum()
    }

    /// It has lost something.
    #[must_use]
    pub fn is_cut(&self, frames: i64) -> bool {
        matches!((self.start, self.end), (Edge::Cut(_), _) | (_, Edge::Cut(_))) || self.frames() != frames
    }

    /// Where a frame of the old picture comes to stand in it; what is not there stands at the next edge.
    #[must_use]
    pub fn place(&self, frame: i64) -> i64 {
        let mut best: Option<(i64, i64)> = None;
        for piece in &self.over {
            let held = frame.clamp(piece.from, piece.to);
            let off = (held - frame).abs();
            if best.is_none_or(|(least, _)| off < least) {
                best = Some((off, held + piece.shift()));
            }
        }
        best.map_or(frame, |(_, place)| place)
    }
}

/// A cue's frames: the first, and the one behind its last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frames {
    pub(super) start: i64,
    pub(super) end: i64,
}

/// More parts of all cues than this has no film.
pub(super) const MOST_PARTS: usize = 2_000_000;

/// The takes of every cue: a take is the cue seen once, in one part or more where something was inserted into it.
/// `None` where there are more parts than any film has.
pub(super) fn takes(recut: &Recut, cues: &[Option<Frames>]) -> Option<Vec<Vec<Vec<Part>>>> {
    let mut by_old: Vec<&Stretch> = recut.stretches().iter().collect();
    by_old.sort_by_key(|s| (s.from, s.at));
    let mut order: Vec<(Frames, usize)> =
        cues.iter().enumerate().filter_map(|(i, cue)| cue.map(|cue| (cue, i))).collect();
    order.sort_by_key(|(cue, _)| cue.start);
    let mut out = vec![Vec::new(); cues.len()];
    // Stretches that hold the first frame of the cue at hand. Each one kept is a part of a cue, so that all the
    // looking is no longer than what is found.
    let mut open: Vec<&Stretch> = Vec::new();
    let (mut next, mut found) = (0, 0usize);
    for (cue, index) in order {
        while let Some(stretch) = by_old.get(next).filter(|s| s.from <= cue.start) {
            open.push(stretch);
            next += 1;
        }
        open.retain(|s| s.to > cue.start);
        let later = by_old.iter().skip(next).take_while(|s| s.from < cue.end).copied();
        let mut over: Vec<Stretch> = open.iter().copied().chain(later).map(|s| within(s, cue)).collect();
        found += over.len();
        if found > MOST_PARTS {
            return None;
        }
        over.sort_by_key(|piece| piece.at);
        if let Some(slot) = out.get_mut(index) {
            *slot = grouped(over, cue);
        }
    }
    Some(out)
}

/// What of a stretch a cue fills.
fn within(stretch: &Stretch, cue: Frames) -> Stretch {
    let from = stretch.from.max(cue.start);
    let to = stretch.to.min(cue.end).max(from);
    Stretch { from, to, at: from + stretch.shift() }
}

/// Pieces in the order of the new picture, put together: what follows at once is one part, and what shows the same
/// again begins a new take.
fn grouped(over: Vec<Stretch>, cue: Frames) -> Vec<Vec<Part>> {
    let mut takes: Vec<Vec<Vec<Stretch>>> = Vec::new();
    let mut seen_to = i64::MIN;
    for piece in over {
        // Within a take the old picture only goes on: what goes back in it is seen again, or stands in another order.
        let goes_on = piece.from >= seen_to;
        seen_to = piece.to;
        match takes.last_mut().filter(|_| goes_on) {
            None => takes.push(vec![vec![piece]]),
            Some(take) => match take.last_mut() {
                Some(part) if part.last().is_some_and(|last| last.end() == piece.at) => part.push(piece),
                _ => take.push(vec![piece]),
            },
        }
    }
    takes.into_iter().map(|take| take.into_iter().map(|over| part(over, cue)).collect()).collect()
}

fn part(over: Vec<Stretch>, cue: Frames) -> Part {
    let edge =
        |piece: Option<&Stretch>, own: i64, of: fn(&Stretch) -> (i64, i64)| match piece.map(|p| (of(p), p)) {
            Some(((old, _), piece)) if old == own => Edge::Moved(piece.shift()),
            Some(((_, new), _)) => Edge::Cut(new),
            None => Edge::Moved(0),
        };
    let start = edge(over.first(), cue.start, |p| (p.from, p.at));
    let end = edge(over.last(), cue.end, |p| (p.to, p.end()));
    Part { start, end, over }
}
