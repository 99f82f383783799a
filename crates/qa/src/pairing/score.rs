//! What it is worth that some cues of one track answer some of another, in hundredths of a nat: how much likelier what
//! is seen is if they do than if they stand there by chance.

use super::side::{SIGNS, Unit};

/// Cues of one track in a group.
pub(super) const LARGEST: usize = 4;
/// What is less than this is not worth looking at.
pub(super) const NEVER: i32 = -30_000;
/// Two cues that are further apart do not answer one another, in milliseconds.
const APART: i32 = 2000;
/// So far a cue may stand outside of what it answers with others.
const SLACK: i32 = 300;
/// In-times and out-times that are off by less do not make an overlap, in milliseconds.
const EDGE: i32 = 500;

/// Up to four cues in a row as one.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Block {
    start: i32,
    end: i32,
    /// When its first cue ends, and when its last begins.
    inner: (i32, i32),
    turn: i32,
    letters: i32,
    signs: u8,
    hope: i32,
}

/// The cues of a track as the search wants them.
#[derive(Clone, Debug)]
pub(super) struct Blocks {
    ones: Vec<Block>,
    around: Vec<Around>,
}

/// How far the groups that begin with a cue may reach.
#[derive(Clone, Copy, Debug)]
struct Around {
    /// The first in-time and the last out-time of the cue and the three behind it.
    start: i32,
    end: i32,
    /// The first in-time of the three.
    next: i32,
}

impl Blocks {
    pub(super) fn new(units: &[Unit], hopes: impl Iterator<Item = i32>) -> Self {
        let ones = units.iter().zip(hopes).map(|(unit, hope)| Block {
            start: unit.start,
            end: unit.end,
            inner: (unit.end, unit.start),
            turn: unit.turn,
            letters: unit.letters,
            signs: unit.signs,
            hope,
        });
        let around = (1..=units.len()).zip(units).map(|(next, unit)| {
            let later = units.get(next..units.len().min(next + LARGEST - 1)).unwrap_or_default();
            let mut out = Around { start: unit.start, end: unit.end, next: i32::MAX };
            for it in later {
                out.next = out.next.min(it.start);
                out.end = out.end.max(it.end);
            }
            out.start = out.start.min(out.next);
            if later.is_empty() {
                out.next = unit.start;
            }
            out
        });
        Self { ones: ones.collect(), around: around.collect() }
    }

    /// How many cues there are.
    pub(super) fn len(&self) -> usize {
        self.ones.len()
    }

    /// A cue by itself.
    #[inline]
    pub(super) fn one(&self, at: usize) -> Option<&Block> {
        self.ones.get(at)
    }

    /// One cue, two, three and four as one, those behind the last left out.
    pub(super) fn up_to_four(&self, at: usize) -> [Block; LARGEST] {
        if let Some([one, second, third, fourth]) = self.ones.get(at..at + LARGEST) {
            let two = one.and(second);
            let three = two.and(third);
            return [*one, two, three, three.and(fourth)];
        }
        let mut rest = self.ones.get(at..).unwrap_or_default().iter();
        let mut block = rest.next().copied().unwrap_or_default();
        std::array::from_fn(|behind| {
            if behind > 0
                && let Some(next) = rest.next()
            {
                block = block.and(next);
            }
            block
        })
    }
}

impl Block {
    /// This one and the cue behind it.
    #[inline]
    fn and(&self, next: &Self) -> Self {
        Self {
            start: self.start.min(next.start),
            end: self.end.max(next.end),
            inner: (self.inner.0, next.start),
            turn: self.turn,
            letters: self.letters.saturating_add(next.letters),
            signs: self.signs | next.signs,
            hope: self.hope + next.hope,
        }
    }
}

/// Whether a cue of the first track can answer several of the second, several of the first one of the second, and
/// several others: a look that settles most places.
#[inline]
pub(super) fn may_be_many(tracks: [&Blocks; 2], i: usize, j: usize) -> [bool; 3] {
    let [ours, theirs] = tracks;
    let (Some(one), Some(other)) = (ours.ones.get(i), theirs.ones.get(j)) else { return [false; 3] };
    if one.turn != 0 || other.turn != 0 {
        return [true; 3];
    }
    let (Some(ours), Some(theirs)) = (ours.around.get(i), theirs.around.get(j)) else { return [false; 3] };
    // Each of several must stand within what is across; where that is one, they meet.
    let within = |one: &Block, own: &Around, across: &Block, widest: &Around| {
        one.end >= across.start - SLACK && own.next <= across.end + SLACK && across.end >= widest.start
    };
    let loosely = |one: &Block, own: &Around, widest: &Around| {
        one.end >= widest.start - SLACK && own.next <= widest.end + SLACK
    };
    [
        within(other, theirs, one, theirs),
        within(one, ours, other, ours),
        loosely(one, ours, theirs) && loosely(other, theirs, ours),
    ]
}

/// What the scores depend on besides the cues.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    /// What a cue that is answered by none is worth.
    pub(super) single: i32,
    /// What is taken off every link.
    doubt: i32,
    /// How much a parted overlap counts, in per mille.
    related: i32,
}

impl Terms {
    /// For tracks that are related so much, in per mille.
    pub(super) const fn new(related: i32) -> Self {
        Self { single: -200 * related / 1000, doubt: 350 * (1000 - related) / 1000, related }
    }

    /// What it is worth that the cues of `a`, `p` of them, answer those of `b`, and what their words answer. `None` where
    /// their times leave no doubt that they do not.
    #[inline(always)]
    pub(super) fn link(
        &self,
        (a, p): (&Block, usize),
        (b, q): (&Block, usize),
        words: impl FnOnce() -> i32,
    ) -> Option<i32> {
        let mut time = if fits(a, 0, b, (p, q)) { times(a, 0, b, (p, q)) } else { NEVER };
        // Near a jump of the offset either one may hold.
        for turn in [a.turn, -b.turn] {
            if turn != 0 && fits(a, turn, b, (p, q)) {
                time = time.max(times(a, turn, b, (p, q)) - 30);
            }
        }
        if time == NEVER {
            return None;
        }
        Some(time + self.shown(a, b, words()) - prior(p, q) - self.doubt)
    }

    /// What it is worth that a cue answers another, as [`link`](Self::link) has it.
    #[inline]
    pub(super) fn pair(&self, a: &Block, b: &Block, words: i32) -> Option<i32> {
        if a.turn != 0 || b.turn != 0 {
            return self.link((a, 1), (b, 1), || words);
        }
        let overlap = a.end.min(b.end) - a.start.max(b.start);
        if overlap < -APART {
            return None;
        }
        Some(edges(a.start, a.end, b, overlap) + self.shown(a, b, words) - self.doubt)
    }

    /// What texts and words say.
    #[inline]
    fn shown(&self, a: &Block, b: &Block, words: i32) -> i32 {
        let words = words.min(super::lexicon::MOST) - a.hope.min(b.hope) / 5;
        let signs = SIGNED[usize::from(a.signs & 63) << 6 | usize::from(b.signs & 63)];
        length(a.letters, b.letters) + i32::from(signs) + words
    }

    /// What it costs to part groups between these cues: time for which a cue of one group stands with one of the next.
    #[inline]
    pub(super) fn cut(
        &self,
        before: (Option<&Block>, Option<&Block>),
        behind: (Option<&Block>, Option<&Block>),
    ) -> i32 {
        let share = shared(before.0, behind.1).max(shared(behind.0, before.1));
        if share == 0 { 0 } else { -(share * self.related / 600) }
    }
}

/// How groups of such sizes are distributed.
const fn prior(p: usize, q: usize) -> i32 {
    match (p, q) {
        (1, 1) => 0,
        (1, 2) | (2, 1) => 90,
        (1, 3) | (3, 1) => 220,
        (2, 2) => 330,
        (2, 3) | (3, 2) => 500,
        (1, 4) | (4, 1) => 280,
        _ => 560,
    }
}

/// Whether cues whose times are so may answer one another, those of `a` being later by `turn`: most do not.
#[inline(always)]
fn fits(a: &Block, turn: i32, b: &Block, (p, q): (usize, usize)) -> bool {
    let (start, end) = (a.start + turn, a.end + turn);
    let overlap = end.min(b.end) - start.max(b.start);
    let apart = |first: i32, last: i32, other: (i32, i32)| first < other.0 - SLACK || last > other.1 + SLACK;
    let none = if p + q > 2 { overlap < 0 } else { overlap < -APART };
    !(none
        || p > 1 && apart(a.inner.0 + turn, a.inner.1 + turn, (b.start, b.end))
        || q > 1 && apart(b.inner.0, b.inner.1, (start, end)))
}

/// What the times say, those of `a` being later by `turn`.
fn times(a: &Block, turn: i32, b: &Block, (p, q): (usize, usize)) -> i32 {
    let (start, end) = (a.start + turn, a.end + turn);
    let overlap = end.min(b.end) - start.max(b.start);
    // Each cue of several has its own part in what they answer.
    let outside = |start: i32, end: i32, other: (i32, i32)| {
        let own = part((end.min(other.1) - start.max(other.0)).max(0), (end - start).max(1));
        (330 - own).max(0) * 6 / 10
    };
    let mut lost = 0;
    if p > 1 {
        let other = (b.start - turn, b.end - turn);
        lost += outside(a.start, a.inner.0, other) + outside(a.inner.1, a.end, other);
    }
    if q > 1 {
        let other = (start, end);
        lost += outside(b.start, b.inner.0, other) + outside(b.inner.1, b.end, other);
    }
    edges(start, end, b, overlap) - lost
}

/// What in-times, out-times and the time between them say.
#[inline]
fn edges(start: i32, end: i32, b: &Block, overlap: i32) -> i32 {
    let starts = (45 - (start - b.start).abs() / 6).max(-500);
    let ends = (60 - (end - b.end).abs() / 12).max(-240);
    let shorter = (end - start).min(b.end - b.start).max(1);
    let together = if overlap > 0 { part(overlap, shorter) * 180 / 1000 - 60 } else { overlap / 10 - 60 };
    starts + ends + together
}

/// So much of a whole, in per mille.
fn part(of: i32, whole: i32) -> i32 {
    // As nearly always.
    if of < 2_000_000 {
        return (of * 1000 / whole).min(1000);
    }
    i32::try_from(i64::from(of) * 1000 / i64::from(whole)).unwrap_or(1000).min(1000)
}

fn length(a: i32, b: i32) -> i32 {
    // Lengths are small: a mean is a thousand, and none is above a hundred times that.
    50 - (a - b).abs() * 200 / (a + b).max(1)
}

/// What it is worth that one shows these signs of [`SIGNS`] and the other those: by six bits of both.
static SIGNED: [i16; 64 * 64] = {
    let mut all = [0; 64 * 64];
    let mut at = 0;
    while at < all.len() {
        let (a, b) = (at >> 6, at & 63);
        let mut sign = 0;
        while sign < SIGNS.len() {
            let (bit, both, one) = SIGNS[sign];
            all[at] += match (a & bit as usize != 0, b & bit as usize != 0) {
                (true, true) => both,
                (false, false) => 0,
                _ => one,
            };
            sign += 1;
        }
        at += 1;
    }
    all
};

/// For which share of the shorter cue two stand together, in per mille; what loose edges explain is none of it.
#[inline]
fn shared(a: Option<&Block>, b: Option<&Block>) -> i32 {
    let (Some(a), Some(b)) = (a, b) else { return 0 };
    let together = |turn: i32| (a.end + turn).min(b.end) - (a.start + turn).max(b.start) - EDGE;
    let mut overlap = together(0);
    if overlap <= 0 {
        return 0;
    }
    for turn in [a.turn, -b.turn] {
        if turn != 0 {
            overlap = overlap.min(together(turn));
        }
    }
    if overlap <= 0 {
        return 0;
    }
    part(overlap, (a.end - a.start).min(b.end - b.start).max(1))
}
