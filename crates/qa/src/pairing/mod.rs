//! Which cues of one track answer which of another: one to one, one to several, several to several, or none; over two,
//! three or more tracks of a film at once.
//!
//! What speaks for a group: its times, once the tracks were laid together by an offset that may drift and jump
//! (`offset`); the length of its texts; questions, exclamations, dialogue, songs; numbers, names by their sound, and
//! words that are found to go together in this very film (`words`, `lexicon`). All of it adds up to one worth
//! (`score`), and the groups of two tracks are those that are worth most together (`path`), found by dynamic
//! programming within a band (`band`), in time linear in cues.
//!
//! Two passes: the first goes by times, signs and keys; from its groups the words that go together are learnt and the
//! offset is sharpened for the second.
//!
//! Three tracks: one is the spine, the first if the others go with it, else the one that goes best with all. The
//! others are laid to it one after another, the closest first, each to the rows found so far: what a row's members
//! say is put together, and a row is taken or left as a whole. So the rows always agree with one another. Where two
//! pairs of tracks would have it otherwise, the closer pair has decided; and where a later track holds two rows
//! together, they become one.

#![deny(clippy::float_arithmetic)]

mod band;
mod lexicon;
mod offset;
mod path;
mod rows;
mod score;
mod side;
mod sound;
mod words;
mod write;

pub use side::Side;

use lexicon::Lexicon;
use offset::{Course, course, sharpen};
use path::Step;
use rows::{Bed, Rows};
use side::Unit;
use std::ops::Range;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// A track that goes with the spine less than this, in per mille, is taken for one of another film ([`Pairing::related`]). Tracks
/// of one film have 1000 nearly always, others at most 350 where they have a hundred cues (docs/pairing.md).
pub const RELATED: u16 = 500;
/// Below this it is worth a word, and no reason to move a track: so few cues, or so many differences, leave doubts.
pub const DOUBTFUL: u16 = 800;

/// From this on the first track is the spine, in per mille.
const GOES_WITH: i32 = 600;
/// The furthest any track is looked for: an hour.
const FURTHEST: i64 = 3_600_000;

/// How cues are paired.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// How far apart two tracks may be as a whole; up to an hour. Within 8 s around that the offset may change.
    pub search: Time,
}

impl Default for Options {
    /// A minute.
    fn default() -> Self {
        Self { search: Time::from_ticks(TICKS_PER_SECOND * 60) }
    }
}

/// Cues that answer one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// For each track the indices of its cues, by in-time.
    pub cues: Vec<Vec<u32>>,
    /// How sure this group is, against the best pairing without it; in per mille.
    pub confidence: u16,
    /// For how much of its time all tracks that are in it show something, offsets taken off; in per mille. 0 where one
    /// stands alone.
    pub overlap: u16,
}

/// From when on a track is so much later or earlier than the spine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offset {
    /// From this in-time on; that of a cue.
    pub from: Time,
    /// What to add to the track's times to be on the spine's line, to the millisecond.
    pub by: Time,
}

/// What answers what in some tracks.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Pairing {
    /// The groups. Every cue is in exactly one, and those of a track stand in the order of their in-times. A cue
    /// without readable times goes with the cue before it in its file.
    pub groups: Vec<Group>,
    /// The track whose line the others were laid to.
    pub spine: usize,
    /// For each track how its times lie on the spine's line; none for the spine itself.
    pub offsets: Vec<Vec<Offset>>,
    /// For each track how sure it is that it is of the same film as the spine, in per mille.
    pub related: Vec<u16>,
}

/// How a cue lies on another track's line, in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Shift {
    /// What to add.
    by: i32,
    /// What to add besides, if the jump nearby came sooner or later.
    turn: i32,
}

/// Finds which cues of the tracks answer one another.
///
/// Takes time and memory linear in cues, whatever the tracks are like. Tracks at another speed are no matter for this:
/// [`align`](crate::align::align) brings them over.
///
/// ```
/// use tregua_parse::{format::srt, source::Source};
/// use tregua_qa::{language::Tongue, pairing::{Options, Side, pair}};
/// let es = "1\n00:00:01,000 --> 00:00:04,000\nBuenos días. ¿Qué tal?\n\n2\n00:00:09,000 --> 00:00:10,500\nBien.\n";
/// let kk = "1\n00:00:01,000 --> 00:00:02,400\nҚайырлы таң.\n\n2\n00:00:02,500 --> 00:00:04,000\nҚалайсың?\n";
/// let side = |text: &str, tongue| {
///     let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
///     Side::new(&srt::lower(&document), tongue)
/// };
/// let found = pair(&[side(es, Tongue::Spanish), side(kk, Tongue::Kazakh)], &Options::default());
/// let groups: Vec<_> = found.groups.iter().map(|group| &group.cues[..]).collect();
/// assert_eq!(groups, [[vec![0], vec![0, 1]], [vec![1], vec![]]]);
/// ```
#[must_use]
pub fn pair(sides: &[Side], options: &Options) -> Pairing {
    let search = options.search.to_millis().clamp(0, FURTHEST);
    let search = i32::try_from(search).unwrap_or(0);
    let (spine, mut courses) = spine(sides, search);
    let Some(main) = sides.get(spine) else { return Pairing::default() };
    let mut units: Vec<Vec<Unit>> =
        sides.iter().zip(&courses).map(|(side, course)| side.moved(&course.shifts)).collect();
    let base = Rows::singles(spine, sides.len(), &main.units);
    // The first pass: each track with the spine.
    let mut links = Vec::with_capacity(sides.len());
    for (track, side) in sides.iter().enumerate() {
        if track == spine {
            links.push(Vec::new());
            continue;
        }
        let lexicon = Lexicon::by_keys(&main.words, &side.words);
        let related = courses.get(track).map_or(0, |course| course.related);
        let bed = Bed { sides, units: &units, lexicons: vec![(spine, &lexicon)], related };
        let found = linked(&bed.steps(&base, track, false));
        if let (Some(course), Some(moved)) = (courses.get_mut(track), units.get_mut(track)) {
            sharpen(&mut course.shifts, &late(&found, &main.units, moved));
            *moved = side.moved(&course.shifts);
        }
        links.push(found);
    }
    let mut order: Vec<usize> = (0..sides.len()).filter(|track| *track != spine).collect();
    order.sort_by_key(|track| courses.get(*track).map(|course| -course.related));
    // The second: each with all that are laid already.
    let (mut rows, mut laid) = (base, vec![spine]);
    for track in order {
        let learnt: Vec<(usize, Lexicon)> =
            laid.iter().filter_map(|own| Some((*own, learn(sides, &links, spine, *own, track)?))).collect();
        let lexicons = learnt.iter().map(|(own, lexicon)| (*own, lexicon)).collect();
        let related = courses.get(track).map_or(0, |course| course.related);
        let bed = Bed { sides, units: &units, lexicons, related };
        let steps = bed.steps(&rows, track, true);
        rows = bed.lay(&rows, track, &steps);
        laid.push(track);
    }
    write::pairing(sides, spine, &courses, &units, &rows)
}

/// The track the others are laid to, and the way of each to it.
fn spine(sides: &[Side], search: i32) -> (usize, Vec<Course>) {
    let to = |spine: usize| -> Vec<Course> {
        let main = sides.get(spine).map(|side| side.units.as_slice()).unwrap_or_default();
        let way = |(track, side): (usize, &Side)| {
            if track == spine { Course::still(side.units.len()) } else { course(&side.units, main, search) }
        };
        sides.iter().enumerate().map(way).collect()
    };
    let mut best = (0, to(0));
    if sides.len() < 3 || best.1.iter().all(|course| course.related >= GOES_WITH) {
        return best;
    }
    let all = |courses: &[Course]| courses.iter().map(|course| i64::from(course.related)).sum::<i64>();
    for spine in 1..sides.len() {
        let courses = to(spine);
        if all(&courses) > all(&best.1) {
            best = (spine, courses);
        }
    }
    best
}

/// Cues of the spine and of a track that answer one another.
type Link = (Range<usize>, Range<usize>);

/// The groups of a way that hold cues of both tracks.
fn linked(steps: &[Step]) -> Vec<Link> {
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::with_capacity(steps.len());
    for step in steps {
        if step.p > 0 && step.q > 0 {
            out.push((i..i + step.p, j..j + step.q));
        }
        (i, j) = (i + step.p, j + step.q);
    }
    out
}

/// How much later than the offset says the cues of a track stand.
fn late(links: &[Link], main: &[Unit], moved: &[Unit]) -> Vec<(usize, i32)> {
    let by = |(there, here): &Link| {
        Some((here.start, main.get(there.start)?.start - moved.get(here.start)?.start))
    };
    links.iter().filter_map(by).collect()
}

/// The words that `own` and `track` share, by what both have to do with the spine.
fn learn(sides: &[Side], links: &[Vec<Link>], spine: usize, own: usize, track: usize) -> Option<Lexicon> {
    let (one, other) = (sides.get(own)?, sides.get(track)?);
    let new = links.get(track)?;
    let pairs = if own == spine { new.clone() } else { through(links.get(own)?, new) };
    Some(Lexicon::learnt(&one.words, &other.words, &pairs))
}

/// What two tracks have to do with one another, where both answer the same cue of the spine.
fn through(one: &[Link], other: &[Link]) -> Vec<Link> {
    let mut out = Vec::with_capacity(one.len().min(other.len()));
    let mut rest = other.iter().peekable();
    for (there, mine) in one {
        while rest.next_if(|(it, _)| it.end <= there.start).is_some() {}
        if let Some((it, its)) = rest.peek()
            && it.start < there.end
        {
            out.push((mine.clone(), its.clone()));
        }
    }
    out
}

#[cfg(test)]
mod tests;
