//! Which cues of the tracks answer one another, as [`pairing`](crate::pairing) finds it, brought onto one time line
//! and into an order that can be shown.
//!
//! Pairing finds cues by what they say as well, so a group's cues may lie apart: one track may be two seconds late
//! for a reel. Such a track is brought onto the leading track's line first; a track that is off by less than anybody
//! notices stays as it is, and so does one that is too short to tell. Cues that are still apart then are not shown in one.
//!
//! A group begins with its first cue. Where a group thereby comes before one that stands before it in some track, the
//! two become one, or, where that would last too long, a cue leaves its group ([`Places`](super::untangle::Places)).

use super::group::{bases, gather, lasts_too_long};
use super::link::{Extent, Lane};
use super::loss::loss;
use super::moved::{Course, course, moved};
use super::{Group, Input, Loss, LossKind, Times};
use crate::language::Tongue;
use crate::pairing::{self, DOUBTFUL, Pairing, RELATED, Side, pair};
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// Cues that are further apart are not shown in one, whatever they say.
const NEAR: i64 = TICKS_PER_SECOND;

/// How [`answers`] decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnswerOptions {
    /// The input whose time line the others are brought onto.
    pub leader: usize,
    /// A track that is later or earlier by no more than this stays where it is.
    pub tolerance: Time,
}

impl Default for AnswerOptions {
    /// The first track leads; half a second.
    fn default() -> Self {
        Self { leader: 0, tolerance: Time::from_ticks(TICKS_PER_SECOND / 2) }
    }
}

/// What answers what in the inputs of a merge.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answers {
    /// The groups, by in-time. Every cue of every input is in exactly one.
    pub groups: Vec<Group>,
    /// For each input the times of its cues on the leader's line.
    pub times: Vec<Vec<Times>>,
    /// For each input how sure it is that it is of the others' film, in per mille.
    pub related: Vec<u16>,
    /// Tracks that were brought over, stretch by stretch.
    pub losses: Vec<Loss>,
}

impl Answers {
    /// The inputs that may not be of the others' film.
    pub fn doubtful(&self) -> impl Iterator<Item = usize> {
        let doubtful = |it: u16| (RELATED..DOUBTFUL).contains(&it);
        self.related.iter().enumerate().filter(move |(_, it)| doubtful(**it)).map(|(input, _)| input)
    }

    /// The inputs that do not seem to be of the others' film.
    pub fn strangers(&self) -> impl Iterator<Item = usize> {
        self.related.iter().enumerate().filter(|(_, it)| **it < RELATED).map(|(input, _)| input)
    }
}

/// Finds which cues answer one another.
#[must_use]
pub fn answers(inputs: &[Input<'_>], options: &AnswerOptions) -> Answers {
    let tongue = |input: &Input<'_>| Tongue::of_tag(input.lang.language());
    let sides: Vec<Side> = inputs.iter().map(|input| Side::new(input.track, tongue(input))).collect();
    let found = pair(&sides, &pairing::Options::default());
    let mut times = Vec::with_capacity(inputs.len());
    let mut losses = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let own: Vec<Times> = input.track.cues.iter().map(|cue| cue.times).collect();
        let akin = |track: usize| found.related.get(track).is_some_and(|it| *it >= DOUBTFUL);
        // Where a stranger would have to be brought to nobody knows.
        let leader = if akin(index) && akin(options.leader) { options.leader } else { index };
        let way = course(&found, (index, &own), leader, options.tolerance);
        losses.extend(told(inputs, index, &own, &way));
        let there = if way.is_still() { own.clone() } else { moved(&own, &way) };
        losses.extend(cut(inputs, index, (&own, &there), &way));
        times.push(there);
    }
    let groups = ordered(&found, &times);
    Answers { groups, times, related: found.related, losses }
}

/// What the way would have begun before the programme does.
fn cut<'a>(
    inputs: &'a [Input<'_>],
    index: usize,
    (own, there): (&'a [Times], &'a [Times]),
    way: &'a Course,
) -> impl Iterator<Item = Loss> + 'a {
    own.iter().zip(there).zip(0u32..).filter_map(move |((own, there), cue)| {
        let (wanted, stands) = (way.put((*own)?.0), (*there)?.0);
        (wanted.is_negative() && !stands.is_negative()).then(|| {
            let detail = format!("brought over it would begin at {wanted}; it begins at zero");
            loss(inputs, LossKind::Delayed, (index, cue), detail)
        })
    })
}

/// The groups in an order in which every track's cues stand as they do in the track.
fn ordered(found: &Pairing, times: &[Vec<Times>]) -> Vec<Group> {
    let lanes: Vec<Lane> = times.iter().map(|own| Lane::new(own)).collect();
    let base = bases(&lanes);
    let of_cue: Vec<Vec<Option<usize>>> = times
        .iter()
        .zip(&lanes)
        .zip(&base)
        .map(|((own, lane), first)| {
            let mut places = vec![None; own.len()];
            for (node, id) in lane.nodes.iter().zip(*first..) {
                if let Some(slot) = places.get_mut(node.cue as usize) {
                    *slot = Some(id);
                }
            }
            places
        })
        .collect();
    let extents: Vec<Extent> =
        lanes.iter().flat_map(|lane| lane.nodes.iter().map(|node| node.extent)).collect();
    let tracks: Vec<usize> =
        lanes.iter().enumerate().flat_map(|(at, lane)| lane.nodes.iter().map(move |_| at)).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(found.groups.len());
    let (mut parts, mut own): (Vec<Row>, Row) = (Vec::with_capacity(1), Row::default());
    for group in &found.groups {
        for (track, list) in group.cues.iter().enumerate() {
            own.nodes.clear();
            (own.span, own.longest) = (None, 0);
            for cue in list {
                let id = of_cue.get(track).and_then(|own| own.get(*cue as usize)).copied().flatten();
                if let Some((id, extent)) = id.and_then(|id| Some((id, *extents.get(id)?))) {
                    own.add(id, extent);
                }
            }
            if own.nodes.is_empty() {
                continue;
            }
            match parts.iter_mut().find(|row| row.is_near(&own)) {
                Some(row) => row.take(&own),
                None => parts.push(std::mem::take(&mut own)),
            }
        }
        parts.sort_by_key(|row| row.span.map(|span| span.start));
        for row in parts.drain(..) {
            joined(&mut rows, row, &tracks);
        }
    }
    let mut home: Vec<usize> = (0..extents.len()).collect();
    for row in &rows {
        for id in &row.nodes {
            if let (Some(slot), Some(name)) = (home.get_mut(*id), row.nodes.first()) {
                *slot = *name;
            }
        }
    }
    gather(times, &lanes, home)
}

/// A group in the making.
#[derive(Default)]
struct Row {
    nodes: Vec<usize>,
    span: Option<Extent>,
    longest: i128,
}

impl Row {
    fn add(&mut self, id: usize, extent: Extent) {
        self.nodes.push(id);
        self.span = Some(self.span.map_or(extent, |span| span.cover(extent)));
        self.longest = self.longest.max(extent.len());
    }

    /// Whether both are shown at once, or nearly so.
    fn is_near(&self, other: &Self) -> bool {
        let overlap = self.span.zip(other.span).map(|(mine, theirs)| mine.overlap(theirs));
        overlap.is_some_and(|overlap| overlap >= -i128::from(NEAR))
    }

    fn take(&mut self, other: &Self) {
        self.nodes.extend(&other.nodes);
        self.span = self.span.map_or(other.span, |span| Some(other.span.map_or(span, |it| span.cover(it))));
        self.longest = self.longest.max(other.longest);
    }

    /// Whether this one, which begins sooner, has to stand behind the other: they have cues of one track. `tracks`
    /// names the track of each cue.
    fn crosses(&self, before: &Self, tracks: &[usize]) -> bool {
        let sooner = self.span.zip(before.span).is_some_and(|(mine, theirs)| mine.start < theirs.start);
        let track = |id: &usize| tracks.get(*id);
        sooner && self.nodes.iter().any(|mine| before.nodes.iter().any(|its| track(mine) == track(its)))
    }

    /// Both as one, where that does not last too long.
    fn with(&self, later: &Self) -> Option<Self> {
        let span = self.span?.cover(later.span?);
        let longest = self.longest.max(later.longest);
        let nodes = [self.nodes.as_slice(), &later.nodes].concat();
        (!lasts_too_long(span, longest, 0)).then_some(Self { nodes, span: Some(span), longest })
    }
}

/// Puts a row behind the others, or makes it one with those it would come before.
fn joined(rows: &mut Vec<Row>, mut row: Row, tracks: &[usize]) {
    while let Some(before) = rows.last().filter(|before| row.crosses(before, tracks)) {
        let Some(both) = before.with(&row) else { break };
        rows.pop();
        row = both;
    }
    rows.push(row);
}

/// What to say of a track that was brought over.
fn told(inputs: &[Input<'_>], index: usize, own: &[Times], way: &Course) -> Vec<Loss> {
    let mut out = Vec::new();
    for stretch in way.stretches() {
        if stretch.by == Time::ZERO {
            continue;
        }
        let inside = |times: &Times| {
            times.is_some_and(|(start, _)| {
                stretch.from.is_none_or(|from| start >= from) && stretch.to.is_none_or(|to| start < to)
            })
        };
        let mut cues = (0u32..).zip(own).filter(|(_, times)| inside(times)).map(|(cue, _)| cue);
        let Some(first) = cues.next() else { continue };
        let more = match cues.count() {
            0 => String::new(),
            1 => " and the one behind it".to_owned(),
            more => format!(" and the {more} behind it"),
        };
        let (by, word) = match stretch.by.is_negative() {
            true => (stretch.by.negate(), "earlier"),
            false => (stretch.by, "later"),
        };
        let detail = format!("it{more}: {} {word}, to meet the leading track", seconds(by));
        out.push(loss(inputs, LossKind::Shifted, (index, first), detail));
    }
    out
}

fn seconds(time: Time) -> String {
    let ms = time.to_millis();
    format!("{}.{:03} s", ms / 1000, ms % 1000)
}
