//! What is to be done to our version, before anything is written.

use super::block::Version;
use super::links::{Links, together};
use super::motion::{Motion, Times};
use super::properties::{Beside, Property, Words, merge};
use super::{Conflict, Of};
use std::ops::Range;

/// A cue of theirs that is put in.
#[derive(Clone, Debug)]
pub(super) struct Paste {
    /// The cue of theirs.
    pub(super) cue: usize,
    pub(super) times: Times,
    /// Other words than its own.
    pub(super) words: Option<String>,
}

/// What is put in before a cue of ours.
#[derive(Clone, Debug)]
pub(super) enum Insert {
    Cue(Paste),
    /// The three markers of a conflict.
    Begin(usize),
    Middle(usize),
    End(usize),
}

/// Something that is put in, before this cue of ours.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) at: usize,
    pub(super) what: Insert,
}

/// A change of a cue of ours.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) cue: usize,
    pub(super) times: Times,
    /// Words that come from elsewhere: a cue of theirs, or put together.
    pub(super) words: Option<Result<usize, String>>,
    /// Stretches beside times and words.
    pub(super) beside: Vec<(usize, String)>,
}

/// All of it.
#[derive(Default, Debug)]
pub(super) struct Plan {
    pub(super) changes: Vec<Change>,
    pub(super) removed: Vec<usize>,
    /// In the order they are to stand in, place by place.
    pub(super) steps: Vec<Step>,
    pub(super) conflicts: Vec<Conflict>,
    /// Cues of the base that all three have, as they are in each: between them stands what is no cue.
    pub(super) common: Vec<[usize; 3]>,
}

pub(super) struct Planner<'p, 'd, 'a> {
    versions: [&'p Version<'d, 'a>; 3],
    ours: &'p Links,
    theirs: &'p Links,
    motion: &'p Motion,
    plan: Plan,
}

impl<'p, 'd, 'a> Planner<'p, 'd, 'a> {
    pub(super) fn new(
        versions: [&'p Version<'d, 'a>; 3],
        [ours, theirs]: [&'p Links; 2],
        motion: &'p Motion,
    ) -> Self {
        Self { versions, ours, theirs, motion, plan: Plan::default() }
    }

    pub(super) fn plan(mut self) -> Plan {
        let count = self.versions[0].blocks.len();
        let mut at = 0usize;
        // What was put in inside of a group stands before it.
        let mut from = 0;
        loop {
            self.added(from..at.saturating_add(1));
            from = at.saturating_add(1);
            if at >= count {
                return self.plan;
            }
            let base = together(self.ours, self.theirs, at);
            at = base.end;
            self.group(base);
        }
    }

    fn paste(&mut self, at: usize, paste: Paste) {
        self.plan.steps.push(Step { at, what: Insert::Cue(paste) });
    }

    /// Both versions stay: ours where it is, theirs behind it, or at `place` where ours has none.
    fn conflict(&mut self, of: Vec<Of>, ours: Vec<usize>, theirs: Vec<Paste>, place: usize) {
        let number = self.plan.conflicts.len();
        let begin = ours.iter().min().copied().unwrap_or(place);
        let end = ours.iter().max().map_or(place, |cue| cue.saturating_add(1));
        let step = |at, what| Step { at, what };
        self.plan.conflicts.push(Conflict { of, ours, theirs: theirs.iter().map(|it| it.cue).collect() });
        self.plan.steps.extend([step(begin, Insert::Begin(number)), step(end, Insert::Middle(number))]);
        self.plan.steps.extend(theirs.into_iter().map(|paste| step(end, Insert::Cue(paste))));
        self.plan.steps.push(step(end, Insert::End(number)));
    }

    /// Cues that only one side has, before the cues of the base in `gaps`.
    fn added(&mut self, gaps: Range<usize>) {
        let [_, o, t] = self.versions;
        let of = |links: &Links| -> Vec<usize> {
            links.added.iter().filter(|(gap, _)| gaps.contains(gap)).map(|(_, cue)| *cue).collect()
        };
        let (mine, other) = (of(self.ours), of(self.theirs));
        if mine.is_empty() && other.is_empty() {
            return;
        }
        let moved: Vec<Times> =
            mine.iter().map(|cue| self.motion.follow_theirs(o.times(*cue), false)).collect();
        for (cue, times) in mine.iter().zip(&moved) {
            self.retime(*cue, *times);
        }
        let mut free = vec![true; mine.len()];
        for cue in other {
            let times = self.motion.follow_ours(t.times(cue), false);
            let same = |at: &usize| {
                let (here, now) = (mine.get(*at).copied().unwrap_or(0), moved.get(*at).copied());
                o.words(here) == t.words(cue) && (o.times(here) == t.times(cue) || now == Some(times))
            };
            let open = |at: &usize| free.get(*at) == Some(&true);
            if let Some(at) = (0..mine.len()).filter(open).find(same) {
                free.get_mut(at).map(|it| *it = false).unwrap_or_default();
                continue;
            }
            let clash =
                (0..mine.len()).filter(open).find(|at| moved.get(*at).is_some_and(|it| meets(*it, times)));
            if let Some((at, here)) = clash.and_then(|at| Some((at, *mine.get(at)?))) {
                free.get_mut(at).map(|it| *it = false).unwrap_or_default();
                self.conflict(vec![Of::Added], vec![here], vec![Paste { cue, times, words: None }], here);
                continue;
            }
            let gap = gaps.end.saturating_sub(1);
            let later = |it: &Times| matches!((it.0, times.0), (Some(mine), Some(this)) if mine > this);
            let before = mine.iter().zip(&moved).find(|(_, it)| later(it)).map(|(cue, _)| *cue);
            let last = mine.iter().max().map(|cue| cue.saturating_add(1));
            let at = before.or(last).unwrap_or_else(|| self.ours.at(gap));
            self.paste(at, Paste { cue, times, words: None });
        }
    }

    fn retime(&mut self, cue: usize, times: Times) {
        if times != self.versions[1].times(cue) {
            self.plan.changes.push(Change { cue, times, words: None, beside: Vec::new() });
        }
    }

    fn group(&mut self, base: Range<usize>) {
        let (mine, other) = (self.ours.cues(&base), self.theirs.cues(&base));
        match (mine.as_slice(), other.as_slice()) {
            ([ours], [theirs]) if base.len() == 1 => {
                if !self.ours.is_moved(base.start) && !self.theirs.is_moved(base.start) {
                    self.plan.common.push([base.start, *ours, *theirs]);
                }
                self.one(base.start, *ours, *theirs);
            }
            _ => self.several(&base, mine, other),
        }
    }

    /// A cue that all three versions have.
    fn one(&mut self, base: usize, ours: usize, theirs: usize) {
        let Property { times, words, beside, clashes } =
            merge(self.versions, [base, ours, theirs], self.motion);
        if beside == Beside::Theirs && clashes.is_empty() {
            // Its parts stand in another order: the cue is replaced.
            let words = match words {
                Words::Theirs => None,
                Words::Ours => Some(self.versions[1].words(ours).to_owned()),
                Words::Both(text) => Some(text),
            };
            self.plan.removed.push(ours);
            return self.paste(ours, Paste { cue: theirs, times, words });
        }
        let clean = clashes.is_empty();
        let beside = match beside {
            Beside::Ours(changes) => changes,
            Beside::Theirs => Vec::new(),
        };
        let words = match words {
            Words::Ours => None,
            Words::Theirs => Some(Ok(theirs)),
            Words::Both(text) => Some(Err(text)),
        };
        if times != self.versions[1].times(ours) || words.is_some() || !beside.is_empty() {
            self.plan.changes.push(Change { cue: ours, times, words: words.clone(), beside });
        }
        if clean {
            return;
        }
        // Their version has what is settled, and theirs where it is not.
        let own = self.versions[2].times(theirs);
        let pick = |of: Of, settled, own| if clashes.contains(&of) { own } else { settled };
        let times = (pick(Of::Start, times.0, own.0), pick(Of::End, times.1, own.1));
        let words = match (clashes.contains(&Of::Text), words) {
            (false, Some(Err(text))) => Some(text),
            (false, None) => {
                Some(self.versions[1].words(ours).to_owned()).filter(|text| !super::block::is_stamped(text))
            }
            _ => None,
        };
        self.conflict(clashes, vec![ours], vec![Paste { cue: theirs, times, words }], ours);
    }

    /// Cues that came, went, were split or merged on one side at least.
    fn several(&mut self, base: &Range<usize>, mine: Vec<usize>, other: Vec<usize>) {
        let [b, o, t] = self.versions;
        let (mine_joined, other_joined) = (mine.len() < base.len(), other.len() < base.len());
        let left = |side: &Version<'_, '_>, links: &Links, cues: &[usize], map| {
            links.keeps(base)
                && base.clone().zip(cues).all(|(was, is)| {
                    side.words(*is) == b.words(was)
                        && side.around(*is) == b.around(was)
                        && self.motion.explains(map, b.times(was), side.times(*is))
                })
        };
        let ours_left = left(o, self.ours, &mine, self.motion.ours.as_ref());
        let theirs_left = left(t, self.theirs, &other, self.motion.theirs.as_ref());
        let place = mine.first().copied().unwrap_or_else(|| {
            // Behind what ours put in before these cues.
            let added = self
                .ours
                .added
                .iter()
                .filter(|(gap, _)| *gap <= base.start)
                .map(|(_, cue)| cue.saturating_add(1))
                .max();
            self.ours.at(base.start).max(added.unwrap_or(0))
        });
        if theirs_left {
            for cue in mine {
                self.retime(cue, self.motion.follow_theirs(o.times(cue), mine_joined));
            }
            return;
        }
        if ours_left {
            self.plan.removed.extend(&mine);
            for cue in other {
                let times = self.motion.follow_ours(t.times(cue), other_joined);
                self.paste(place, Paste { cue, times, words: None });
            }
            return;
        }
        let same = mine.len() == other.len()
            && mine.iter().zip(&other).all(|(a, b)| {
                o.words(*a) == t.words(*b)
                    && (o.times(*a) == t.times(*b)
                        || self.motion.follow_theirs(o.times(*a), mine_joined)
                            == self.motion.follow_ours(t.times(*b), other_joined))
            });
        if same {
            for cue in mine {
                self.retime(cue, self.motion.follow_theirs(o.times(cue), mine_joined));
            }
            return;
        }
        let of = if mine.is_empty() || other.is_empty() { Of::Removed } else { Of::Shape };
        for cue in mine.clone() {
            self.retime(cue, self.motion.follow_theirs(o.times(cue), mine_joined));
        }
        let paste = |cue: usize| Paste {
            cue,
            times: self.motion.follow_ours(t.times(cue), other_joined),
            words: None,
        };
        let other = other.into_iter().map(paste).collect();
        self.conflict(vec![of], mine, other, place);
    }
}

/// Whether two cues are for the same moment: half of the shorter one at least.
fn meets(a: Times, b: Times) -> bool {
    let ((Some(from), Some(to)), (Some(start), Some(end))) = (a, b) else { return a == b };
    let shared = to.min(end).saturating_sub(from.max(start)).ticks();
    let shorter = to.saturating_sub(from).ticks().min(end.saturating_sub(start).ticks());
    from == start || shared > 0 && shared.saturating_mul(2) >= shorter
}
