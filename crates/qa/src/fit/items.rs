//! Cues in time order, as the solver sees them: which move together, which are left alone, and where each may go.

use super::demand::{Demands, Limits};
use super::solve::{Item, Place, Solution, Solver};

/// A frame of an in-time weighs more than one of an out-time: a text that comes beside its voice is seen at once, one that
/// stays a little longer or shorter hardly.
pub const IN_WEIGHT: u64 = 2;
/// What a frame of an out-time weighs.
pub const OUT_WEIGHT: u64 = 1;

/// A cue before it is fitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cue {
    /// Its index in the document.
    pub index: u32,
    /// In-time, to the nearest frame.
    pub start: i64,
    /// Out-time, to the nearest frame.
    pub end: i64,
    /// The instants that its times have if they stay on their frames, in units of time.
    pub stays: (i64, i64),
    /// How long it must be seen to be read, in units of time; 0 where nothing is asked.
    pub need: i64,
    /// Its times cannot be written by themselves: it stays.
    pub fixed: bool,
}

/// How cues may move.
#[derive(Clone, Copy)]
pub struct Room<'r> {
    /// No time moves by more frames.
    pub most: i64,
    /// Cues may not be on the screen at once.
    pub apart: bool,
    /// The instant that is written for a frame, in units of time.
    pub clock: &'r dyn Fn(i64) -> i64,
}

/// Everything fitted: the items, each with its place, and what they cost.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Fitted {
    /// The cues, grouped; by time.
    pub items: Vec<Item>,
    /// Where they go.
    pub solution: Solution,
}

/// Fits cues, which are in time order.
///
/// Cues with the same two times move as one. Cues that are on the screen together for longer than one time may
/// move cross on purpose (a sign, a second speaker): they stay where they are, and so do those that cannot be
/// parted within the cap.
#[must_use]
pub fn fit_cues(cues: &[Cue], limits: &Limits, room: &Room<'_>) -> Fitted {
    let mut items: Vec<Item> = Vec::new();
    for cue in cues {
        let own = Origin::of(cue);
        let last = items.last_mut();
        match last {
            Some(last) if !last.held && !cue.fixed && same(last, cue) => {
                last.cues.push(cue.index);
                last.need = last.need.max(cue.need);
                last.needs.push(cue.need);
            }
            Some(last) if crosses(last, cue, room) => hold_with(last, &own.held(cue)),
            _ if cue.fixed => items.push(own.held(cue)),
            _ => items.push(Item {
                cues: vec![cue.index],
                need: cue.need,
                needs: vec![cue.need],
                ins: vec![own.start],
                outs: vec![own.end],
                ..Item::default()
            }),
        }
    }
    let first = items.first().map(|item| item.cues.clone());
    for item in items.iter_mut().filter(|item| !item.held) {
        let is_first = Some(&item.cues) == first.as_ref();
        spread(item, limits, room, is_first);
    }
    settle(items, limits)
}

/// The two places where a cue stands.
struct Origin {
    start: Place,
    end: Place,
}

impl Origin {
    fn of(cue: &Cue) -> Self {
        let place = |frame, at| Place { frame, at, moved: 0, breaks: Demands::NONE };
        Self { start: place(cue.start, cue.stays.0), end: place(cue.end, cue.stays.1) }
    }

    fn held(self, cue: &Cue) -> Item {
        Item {
            cues: vec![cue.index],
            held: true,
            ins: vec![self.start],
            outs: vec![self.end],
            ..Item::default()
        }
    }
}

/// Where an item stands before it moves: the places that cost nothing.
fn origin(item: &Item) -> Option<(Place, Place)> {
    let still = |places: &[Place]| places.iter().find(|place| place.moved == 0).copied();
    still(&item.ins).zip(still(&item.outs))
}

fn same(item: &Item, cue: &Cue) -> bool {
    origin(item).is_some_and(|(start, end)| start.frame == cue.start && end.frame == cue.end)
}

fn crosses(item: &Item, cue: &Cue, room: &Room<'_>) -> bool {
    let Some((_, end)) = origin(item) else { return false };
    let both = end.frame.min(cue.end.max(cue.start)).saturating_sub(cue.start);
    both > if room.apart { room.most } else { 0 }
}

/// Makes one item that stays, from the first in-time to the last out-time.
fn hold_with(item: &mut Item, other: &Item) {
    let (Some((a, b)), Some((c, d))) = (origin(item), origin(other)) else { return };
    // Of two times on one frame the one that is written farther out counts: what stays is not put onto its frame.
    let order = |place: Place| (place.frame, place.at);
    let start = if order(c) < order(a) { c } else { a };
    let end = if order(d) > order(b) { d } else { b };
    let end = if end.frame < start.frame { start } else { end };
    let still = |place: Place| vec![Place { breaks: Demands::NONE, ..place }];
    item.cues.extend_from_slice(&other.cues);
    item.held = true;
    item.need = 0;
    item.needs.clear();
    item.ins = still(start);
    item.outs = still(end);
}

/// Every frame within the cap, with what it costs and breaks.
fn spread(item: &mut Item, limits: &Limits, room: &Room<'_>, first: bool) {
    let Some((start, end)) = origin(item) else { return };
    let heads = u64::try_from(item.cues.len()).unwrap_or(u64::MAX);
    let around = |still: Place, weight: u64, breaks: &dyn Fn(i64) -> Demands| -> Vec<Place> {
        let from = still.frame.saturating_sub(room.most);
        let to = still.frame.saturating_add(room.most);
        let place = |frame: i64| Place {
            frame,
            at: if frame == still.frame { still.at } else { (room.clock)(frame) },
            moved: frame.abs_diff(still.frame).saturating_mul(weight).saturating_mul(heads),
            breaks: breaks(frame),
        };
        (from..=to).map(place).collect()
    };
    item.ins = around(start, IN_WEIGHT, &|frame| limits.of_in(frame, first));
    item.outs = around(end, OUT_WEIGHT, &|frame| limits.of_out(frame));
}

/// Solves, and holds what has no place beside its neighbours.
fn settle(items: Vec<Item>, limits: &Limits) -> Fitted {
    let mut waiting = items.into_iter().rev().collect::<Vec<Item>>();
    let mut solver = Solver::new(limits);
    while let Some(item) = waiting.pop() {
        let Err(item) = solver.push(item) else { continue };
        let mut alone = Solver::new(limits);
        let fits_alone = item.held || alone.push(item.clone()).is_ok();
        let empty = Item { held: true, ..Item::default() };
        match solver.pop() {
            // What comes before it is in the way.
            Some(mut before) if fits_alone => {
                hold_with(&mut before, &item);
                waiting.push(before);
            }
            before => {
                let mut item = item;
                let still = origin(&item).map(|(a, b)| (a, if b.frame < a.frame { a } else { b }));
                let (start, end) = still.unzip();
                item.ins = start.into_iter().map(|p| Place { breaks: Demands::NONE, ..p }).collect();
                item.outs = end.into_iter().map(|p| Place { breaks: Demands::NONE, ..p }).collect();
                item.held = true;
                if item.ins.is_empty() || item.outs.is_empty() {
                    item = empty;
                }
                if !item.cues.is_empty() {
                    waiting.push(item);
                }
                waiting.extend(before);
            }
        }
    }
    let (items, solution) = solver.finish();
    Fitted { items, solution }
}
