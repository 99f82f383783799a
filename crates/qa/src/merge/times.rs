//! The times of merged cues: those the policy asks for, with no overlap that no track had.

use super::floor::is_brief;
use super::link::Extent;
use super::{Input, StackOptions, Timing};

/// How many later cues one cue is compared with. Where more begin while it is shown, the screen has been lost
/// long before, and the limit keeps the work linear.
const LOOK: usize = 32;

/// A timed cue of one track inside a merged cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) cue: u32,
    pub(super) extent: Extent,
    /// The last out-time of the members up to this one.
    reach: i64,
}

/// A merged cue in the making.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) start: i64,
    pub(super) end: i64,
    /// For each input its timed cues by in-time.
    pub(super) timed: Vec<Vec<Member>>,
    /// The cues of each input, those without times included.
    pub(super) members: Vec<Vec<u32>>,
    /// A cue of this slot overlaps one of the next in its own track: input and cue.
    pub(super) overlap: Option<(usize, u32)>,
    /// What the policy asks for.
    wanted: Extent,
    timing: Timing,
}

impl Slot {
    /// `members` holds for each input the cues of one group.
    pub(super) fn new(inputs: &[Input<'_>], members: Vec<Vec<u32>>, options: &StackOptions) -> Self {
        let mut timed = Vec::with_capacity(members.len());
        for (index, (input, list)) in inputs.iter().zip(&members).enumerate() {
            let moved = options.times.get(index);
            let mut own: Vec<Member> = list
                .iter()
                .filter_map(|cue| {
                    let times = input.track.cues.get(*cue as usize)?.times;
                    let times = moved.and_then(|moved| moved.get(*cue as usize)).copied().unwrap_or(times);
                    let extent = Extent::of(times)?;
                    Some(Member { cue: *cue, extent, reach: extent.end })
                })
                .collect();
            own.sort_by_key(|m| m.extent.start);
            let mut reach = i64::MIN;
            for member in &mut own {
                reach = reach.max(member.extent.end);
                member.reach = reach;
            }
            timed.push(own);
        }
        let (wanted, timing) = (Extent::new(0, 0), options.timing);
        let mut slot = Self { start: 0, end: 0, timed, members, overlap: None, wanted, timing };
        slot.reset();
        slot
    }

    /// Takes the times from the members again.
    pub(super) fn reset(&mut self) {
        let whole = match self.timing {
            Timing::Union => self.sources(),
            Timing::First | Timing::Of(_) => self.leader(),
            Timing::Intersection => self.common().or_else(|| self.leader()),
        };
        if let Some(whole) = whole {
            (self.start, self.end) = (whole.start, whole.end);
            self.wanted = whole;
        }
        self.overlap = None;
    }

    /// While all languages are shown, where that can be read.
    fn common(&self) -> Option<Extent> {
        // What lasts no time is shown while nothing is.
        let hulls = || (0..self.timed.len()).filter_map(|input| self.hull(input)).filter(|it| it.len() > 0);
        let common = hulls().reduce(|a, b| Extent { start: a.start.max(b.start), end: a.end.min(b.end) })?;
        let shortest = hulls().map(Extent::len).min().unwrap_or(0);
        let long = common.end > common.start && !is_brief(common.len(), shortest);
        (long || hulls().nth(1).is_none()).then_some(common)
    }

    /// From the first in-time to the last out-time of all members, wherever the slot's own times come from.
    pub(super) fn sources(&self) -> Option<Extent> {
        (0..self.timed.len()).filter_map(|input| self.hull(input)).reduce(Extent::cover)
    }

    /// The timed cues that have a say in the slot's times, each with its input, as far as the policy wants them
    /// shown: what it gives up is given up on purpose.
    pub(super) fn deciding(&self) -> impl Iterator<Item = (usize, Member)> {
        let tracks = if self.timing == Timing::Union { usize::MAX } else { 1 };
        let wanted = (self.timing == Timing::Intersection).then_some(self.wanted);
        let inputs = self.by_rank().filter(|input| self.hull(*input).is_some()).take(tracks);
        inputs.flat_map(move |input| {
            let own = self.timed.get(input).map(Vec::as_slice).unwrap_or_default();
            own.iter().map(move |member| {
                let extent = wanted.map_or(member.extent, |wanted| member.extent.within(wanted));
                (input, Member { extent, ..*member })
            })
        })
    }

    /// The inputs, the one that gives the times first.
    fn by_rank(&self) -> impl Iterator<Item = usize> {
        let first = if let Timing::Of(input) = self.timing { Some(input) } else { None };
        let first = first.filter(|input| *input < self.timed.len());
        first.into_iter().chain((0..self.timed.len()).filter(move |input| Some(*input) != first))
    }

    /// Whether a track has cues in both.
    pub(super) fn shares_a_track(&self, other: &Self) -> bool {
        self.timed.iter().zip(&other.timed).any(|(mine, theirs)| !mine.is_empty() && !theirs.is_empty())
    }

    /// Whether the cues of `later` come behind those of this slot in every track.
    pub(super) fn is_before(&self, later: &Self) -> bool {
        let key = |m: &Member| (m.extent.start, m.cue);
        self.timed.iter().zip(&later.timed).all(|(mine, theirs)| match (mine.last(), theirs.first()) {
            (Some(last), Some(first)) => key(last) <= key(first),
            _ => true,
        })
    }

    /// Takes over the members of a slot that comes [behind](Self::is_before) this one. The times are left as
    /// they are.
    pub(super) fn absorb(&mut self, later: Self) {
        for (list, more) in self.members.iter_mut().zip(later.members) {
            list.extend(more);
        }
        for (own, more) in self.timed.iter_mut().zip(later.timed) {
            let reach = own.last().map_or(i64::MIN, |m| m.reach);
            own.extend(more.into_iter().map(|m| Member { reach: m.reach.max(reach), ..m }));
        }
    }

    pub(super) fn is_timed(&self) -> bool {
        self.timed.iter().any(|own| !own.is_empty())
    }

    /// From the first in-time to the last out-time of one input's cues.
    fn hull(&self, input: usize) -> Option<Extent> {
        let own = self.timed.get(input)?;
        Some(Extent::new(own.first()?.extent.start, own.last()?.reach))
    }

    /// The language that leads: its rank, its place and its times. Where one language gives the times, one whose cues
    /// last no time cannot, unless none's do.
    fn leading(&self) -> Option<(usize, usize, Extent)> {
        let all = || {
            let ranks = self.by_rank().enumerate();
            ranks.filter_map(|(rank, input)| Some((rank, input, self.hull(input)?)))
        };
        let lasts = |found: &(usize, usize, Extent)| self.timing == Timing::Union || found.2.len() > 0;
        all().find(lasts).or_else(|| all().next())
    }

    /// The times of the language that leads.
    fn leader(&self) -> Option<Extent> {
        self.leading().map(|(.., hull)| hull)
    }

    /// A cue that was to give the times and lasts none, and the language that gave them instead: input and cue, and the
    /// other input.
    pub(super) fn stood_in(&self) -> Option<(usize, u32, usize)> {
        let (.., input, _) = self.leading()?;
        let (first, cue) = self.by_rank().find_map(|it| Some((it, self.timed.get(it)?.first()?.cue)))?;
        (first != input).then_some((first, cue, input))
    }

    /// The place of the leading language among the others, and what it is not to be cut of.
    fn lead(&self) -> Option<(usize, Extent)> {
        let (rank, _, hull) = self.leading()?;
        Some((rank, if self.timing == Timing::Intersection { hull.within(self.wanted) } else { hull }))
    }
}

/// Cuts out-times back to the next in-time where only the union made them overlap. The slots must be ordered
/// by in-time, and stay so.
///
/// The first language of the earlier cue is not cut; where it reaches into the later cue, the later one begins
/// when it has ended. A later cue that would vanish by this keeps its times, and the earlier one is cut.
pub(super) fn settle(slots: &mut [Slot], min_gap: i64) {
    let gap = min_gap.max(0);
    for at in 0..slots.len() {
        let Some((head, tail)) = slots.split_at_mut_checked(at + 1) else { return };
        let Some(slot) = head.last_mut() else { return };
        let lead = slot.lead();
        let floor = lead.map_or(slot.start, |(_, hull)| hull.end);
        for next in 0..tail.len().min(LOOK) {
            let after = tail.get(next + 1).map_or(i64::MAX, |s| s.start);
            let Some(later) = tail.get_mut(next) else { break };
            let wanted = later.start.saturating_sub(gap);
            if slot.end <= wanted {
                break;
            }
            if let Some((input, cue, until)) = shared(slot, later) {
                slot.end = slot.end.min(until.max(later.start).max(floor)).max(slot.start);
                if slot.end > later.start {
                    slot.overlap.get_or_insert((input, cue));
                }
                continue;
            }
            if floor <= later.start || floor >= later.end {
                slot.end = if floor <= later.start { wanted.max(floor) } else { wanted }
                    .max(slot.start)
                    .min(slot.end);
                break;
            }
            let border = match (lead, later.lead()) {
                // A language named earlier keeps its in-time too.
                (Some((mine, _)), Some((theirs, hull))) if theirs < mine => hull.start.max(later.start),
                _ => floor,
            };
            let border = border.min(floor).min(after).min(slot.end);
            slot.end = border.max(slot.start);
            later.start = border;
            break;
        }
    }
}

/// Whether the same track has cues in both slots that are shown at once: the input, one such cue of the
/// earlier slot, and the last out-time of those.
fn shared(slot: &Slot, later: &Slot) -> Option<(usize, u32, i64)> {
    let mut found: Option<(usize, u32, i64)> = None;
    for (input, (mine, theirs)) in slot.timed.iter().zip(&later.timed).enumerate() {
        let Some(first) = theirs.first() else { continue };
        // Members that end before the other slot's begin cannot matter; `reach` grows, so they are a prefix.
        let skip = mine.partition_point(|m| m.reach < first.extent.start);
        for member in mine.iter().skip(skip).filter(|m| meets(m.extent, theirs)) {
            if found.is_none_or(|(.., until)| until < member.extent.end) {
                found = Some((input, member.cue, member.extent.end));
            }
            if member.extent.end >= slot.end {
                return found;
            }
        }
    }
    found
}

/// Whether a cue is shown together with one of a list, or begins with it.
fn meets(cue: Extent, others: &[Member]) -> bool {
    if let [other] = others {
        let other = other.extent;
        return other.start == cue.start || other.start < cue.end && cue.start < other.end;
    }
    let before = others.partition_point(|m| m.extent.start < cue.end);
    let overlaps = before.checked_sub(1).and_then(|i| others.get(i)).is_some_and(|m| m.reach > cue.start);
    let from = others.partition_point(|m| m.extent.start < cue.start);
    overlaps || others.get(from).is_some_and(|m| m.extent.start == cue.start)
}
