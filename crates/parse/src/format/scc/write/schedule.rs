//! Which word goes with which frame.
//!
//! Two bytes go with each frame. A caption's load goes right before the flip that shows it, on its in-time's frame; the
//! code that erases the caption before goes on that one's out-time's frame, in the middle of the load where need be.
//! Control pairs are never parted from their repetition.

use crate::model::{Loss, LossKind};

/// Two bytes without parity.
pub(super) type Pair = [u8; 2];

/// Pairs that go together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    pair: Pair,
    /// It is sent twice.
    twice: bool,
}

impl Unit {
    /// A pair of letters.
    pub(super) fn once(first: u8, second: u8) -> Self {
        Self { pair: [first, second], twice: false }
    }

    /// A control pair with its repetition.
    pub(super) fn twice(first: u8, second: u8) -> Self {
        Self { pair: [first, second], twice: true }
    }

    fn len(&self) -> i64 {
        1 + i64::from(self.twice)
    }
}

/// A caption with its times in frames.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Caption {
    /// Its cue.
    pub(super) cue: usize,
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) load: Vec<Unit>,
}

/// A line of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    pub(super) frame: i64,
    pub(super) words: Vec<Pair>,
}

const FLIP: Pair = [0x14, 0x2f];
const ERASE: Pair = [0x14, 0x2c];
const FILLING: Pair = [0, 0];

/// When the units of a load are sent, when the caption before is erased, and when the caption is shown.
struct Plan {
    /// The frame of each unit.
    at: Vec<i64>,
    /// The frame of the erasing code, and how often it is sent.
    erase: Option<(i64, i64)>,
    shown: i64,
}

/// The lines that show the captions, which are in the order of their in-times.
pub(super) fn schedule(captions: &[Caption], losses: &mut Vec<Loss>) -> Vec<Line> {
    let mut lines = Vec::new();
    // The first frame not yet used, and the caption on the screen.
    let mut free = 0;
    let mut open: Option<&Caption> = None;
    for caption in captions {
        let erase = open.map(|open| open.end.max(free));
        let plan = late_as_can_be(caption, caption.start, free, erase)
            .unwrap_or_else(|| soonest(caption, free, erase));
        if plan.shown > caption.start {
            let what = format!(
                "comes {} late: the codes before it take that long to send",
                frames(plan.shown - caption.start)
            );
            losses.push(Loss::cue(LossKind::Time, caption.cue, what));
        }
        if let Some(open) = open {
            gone(open, plan.erase.map_or(plan.shown, |(at, _)| at), plan.erase.is_none(), losses);
        }
        write(caption, &plan, &mut lines);
        free = plan.shown + 2;
        open = Some(caption);
    }
    if let Some(open) = open {
        let at = open.end.max(free);
        gone(open, at, false, losses);
        lines.push(Line { frame: at, words: vec![ERASE; 2] });
    }
    lines
}

/// Says what became of a caption's out-time.
fn gone(caption: &Caption, at: i64, by_next: bool, losses: &mut Vec<Loss>) {
    let (kind, what) = match at - caption.end {
        0 => return,
        early @ ..0 => {
            let what = format!("goes {} early, when the next caption comes", frames(-early));
            (LossKind::Overlap, what)
        }
        late if by_next => (LossKind::Time, format!("goes {} late, with the next caption", frames(late))),
        late => (LossKind::Time, format!("goes {} late: a caption takes two to be shown", frames(late))),
    };
    losses.push(Loss::cue(kind, caption.cue, what));
}

fn frames(n: i64) -> String {
    if n == 1 { "1 frame".to_owned() } else { format!("{n} frames") }
}

/// The load right before a flip on the frame `shown`; `None` where there is no room.
fn late_as_can_be(caption: &Caption, shown: i64, free: i64, erase: Option<i64>) -> Option<Plan> {
    let erase = erase.filter(|at| *at < shown).map(|at| (at, (shown - at).min(2)));
    let mut at = Vec::with_capacity(caption.load.len());
    let mut next = shown;
    for unit in caption.load.iter().rev() {
        let mut from = next - unit.len();
        if let Some((gap, len)) = erase.filter(|(gap, len)| next >= gap + len && from < gap + len) {
            debug_assert!(len > 0, "an erasing code takes a frame");
            from = gap - unit.len();
        }
        if from < free {
            return None;
        }
        at.push(from);
        next = from;
    }
    at.reverse();
    Some(Plan { at, erase, shown })
}

/// The first frame after its in-time that the caption can be shown on.
fn soonest(caption: &Caption, free: i64, erase: Option<i64>) -> Plan {
    let begun = at_once(caption, free, erase);
    let load: i64 = caption.load.iter().map(Unit::len).sum();
    let first = caption.start.max(free.saturating_add(load));
    // An erasing code parts the load, and leaves a frame unused at most before it and behind it.
    let better = (first..=begun.shown).find_map(|shown| late_as_can_be(caption, shown, free, erase));
    better.unwrap_or(begun)
}

/// The load as soon as can be, and the flip when it is done.
fn at_once(caption: &Caption, free: i64, erase: Option<i64>) -> Plan {
    let mut erased = None;
    let mut next = free;
    let mut at = Vec::with_capacity(caption.load.len());
    for unit in &caption.load {
        if let Some(gap) = erase.filter(|gap| erased.is_none() && next + unit.len() > *gap) {
            erased = Some((gap, 2));
            next = gap + 2;
        }
        at.push(next);
        next += unit.len();
    }
    let shown = next.max(caption.start);
    let after = || erase.filter(|gap| *gap < shown).map(|gap| (gap, (shown - gap).min(2)));
    Plan { at, erase: erased.or_else(after), shown }
}

/// Writes a plan as lines: the load with its flip, and the erasing code before it or inside.
fn write(caption: &Caption, plan: &Plan, lines: &mut Vec<Line>) {
    let first = plan.at.first().copied().unwrap_or(plan.shown);
    let mut words: Vec<(i64, Pair)> = Vec::new();
    for (at, unit) in plan.at.iter().zip(&caption.load) {
        words.extend((0..unit.len()).map(|n| (at + n, unit.pair)));
    }
    if let Some((at, len)) = plan.erase {
        if at < first {
            let count = usize::try_from(len.min(first - at)).unwrap_or(1);
            lines.push(Line { frame: at, words: vec![ERASE; count] });
        } else {
            words.extend((0..len).map(|n| (at + n, ERASE)));
        }
    }
    words.extend([(plan.shown, FLIP), (plan.shown + 1, FLIP)]);
    words.sort_by_key(|(at, _)| *at);
    let mut line = Line { frame: first, words: Vec::with_capacity(words.len()) };
    let mut next = first;
    for (at, pair) in words {
        while next < at {
            line.words.push(FILLING);
            next += 1;
        }
        line.words.push(pair);
        next += 1;
    }
    lines.push(line);
}
