//! A reel's track on its way to the film: where its times go, and which of its cues go on in the next reel.

use super::blocks;
use super::reels::{Reel, ReelError, Reels};
use super::track::owners;
use crate::retime::{Options, RetimeError, retime_each};
use std::collections::{BTreeMap, VecDeque};
use tregua_parse::base::{Edit, Span};
use tregua_parse::model::Track;
use tregua_parse::source::EditError;
use tregua_parse::syntax::{CueNode, Document, SlotId, TimeSlot};
use tregua_parse::time::{FrameRate, Time};

/// A reel's track on its way to the film.
pub(super) struct Moved<'m, 'd> {
    pub(super) number: usize,
    reel: Reel,
    pub(super) document: &'m Document<'d>,
    rate: FrameRate,
    by: Time,
    /// What is shown, where that was asked for.
    track: Option<Track<'m>>,
    /// Times that are told by the next reel, as the film has them.
    times: BTreeMap<usize, Time>,
    /// Out-times of cues that are told by the next reel, as the film has them.
    ends: BTreeMap<usize, Time>,
    /// Cues that are in the reel before.
    taken: Vec<bool>,
    /// New numbers for its cues begin behind this one.
    pub(super) counted: Option<u64>,
}

impl<'m, 'd> Moved<'m, 'd> {
    pub(super) fn new(number: usize, reels: &Reels, reel: Reel, document: &'m Document<'d>) -> Self {
        let rate = reels.rate();
        let by = rate.time_of(reel.from - reel.start).unwrap_or_default();
        Self {
            number,
            reel,
            document,
            rate,
            by,
            track: None,
            times: BTreeMap::new(),
            ends: BTreeMap::new(),
            taken: vec![false; document.cues.len()],
            counted: None,
        }
    }

    /// The same, with what is shown.
    pub(super) fn lowered(self) -> Self {
        Self { track: Some(tregua_parse::format::lower(self.document)), ..self }
    }

    pub(super) fn track(&self) -> Option<&Track<'m>> {
        self.track.as_ref()
    }

    /// Where the next reel begins, in the film.
    pub(super) fn change(&self) -> Time {
        self.rate.time_of(self.reel.to).unwrap_or_default()
    }

    /// In- and out-time of a cue in the film.
    pub(super) fn film_times(&self, cue: usize) -> Option<(Time, Time)> {
        let node = self.document.cues.get(cue)?;
        let own = self.track.as_ref().and_then(|track| track.cues.get(cue)).and_then(|cue| cue.times);
        let own = own.or_else(|| self.document.times(node))?;
        let told = |slot: SlotId| slot.index().and_then(|slot| self.times.get(&slot)).copied();
        let start = told(node.start).or_else(|| own.0.checked_add(self.by))?;
        let end = self.ends.get(&cue).copied().or_else(|| told(node.end));
        Some((start, end.or_else(|| own.1.checked_add(self.by))?))
    }

    /// Gives a cue the out-time that the next reel tells.
    pub(super) fn lasts_to(&mut self, cue: usize, end: Time) {
        let slot = self.document.cues.get(cue).and_then(|node| node.end.index());
        if let Some(slot) = slot {
            self.times.insert(slot, end);
        }
        self.ends.insert(cue, end);
    }

    /// Takes a cue out, as the reel before has it.
    pub(super) fn take(&mut self, cue: usize) {
        if let Some(taken) = self.taken.get_mut(cue) {
            *taken = true;
        }
    }

    fn frame(&self, cue: &CueNode, of: fn((Time, Time)) -> Time) -> Option<i64> {
        Some(self.rate.nearest_frame(of(self.document.times(cue)?)))
    }

    pub(super) fn is_kept(&self, cue: usize) -> bool {
        self.taken.get(cue) != Some(&true)
    }

    pub(super) fn kept(&self) -> usize {
        self.taken.iter().filter(|taken| !**taken).count()
    }

    /// Where a time is in the film.
    fn film_time(&self, slot: usize) -> Option<Time> {
        let own = self.document.slots.get(slot)?.time;
        self.times.get(&slot).copied().or_else(|| own.checked_add(self.by))
    }

    /// Cues that are cut by the change to the next reel become one with their other part; their names.
    pub(super) fn heal(&mut self, next: &mut Moved<'_, '_>) -> Vec<String> {
        let last = self.reel.start + (self.reel.to - self.reel.from);
        let at = |cues: &[CueNode], edge: &dyn Fn(&CueNode) -> bool| -> Vec<usize> {
            cues.iter().enumerate().filter(|(_, cue)| edge(cue)).map(|(n, _)| n).collect()
        };
        let own = at(&self.document.cues, &|cue| self.frame(cue, |times| times.1) == Some(last));
        let others =
            at(&next.document.cues, &|cue| next.frame(cue, |times| times.0) == Some(next.reel.start));
        // Cues of one text are taken in their order.
        let slots_of = slots_by_cue(next.document);
        let mut waiting: BTreeMap<Vec<u8>, VecDeque<(usize, Vec<usize>)>> = BTreeMap::new();
        for other in others.into_iter().filter(|other| next.is_kept(*other)) {
            let slots = slots_of.get(other).map_or(&[][..], Vec::as_slice);
            if let Some((text, slots)) = rest(next.document, other, slots) {
                waiting.entry(text).or_default().push_back((other, slots));
            }
        }
        let slots_of = if waiting.is_empty() { Vec::new() } else { slots_by_cue(self.document) };
        let mut names = Vec::new();
        for cue in own {
            let Some(slots) = slots_of.get(cue) else { continue };
            let Some((text, slots)) = rest(self.document, cue, slots) else { continue };
            let found = waiting.get_mut(&text).filter(|all| {
                let fits = |(other, its): &(usize, Vec<usize>)| {
                    its.len() == slots.len() && !follows(self.document, cue, next.document, *other)
                };
                all.front().is_some_and(fits)
            });
            let Some((other, its_slots)) = found.and_then(VecDeque::pop_front) else { continue };
            // What the reel's end holds back goes on in the next reel.
            for (slot, its) in slots.into_iter().zip(its_slots) {
                let held =
                    self.document.slots.get(slot).is_some_and(|s| self.rate.nearest_frame(s.time) >= last);
                if let Some(time) = next.film_time(its).filter(|_| held) {
                    self.times.insert(slot, time);
                }
            }
            if let Some((_, end)) = next.film_times(other) {
                self.ends.insert(cue, end);
            }
            next.take(other);
            names.push(self.document.cue_name(cue));
        }
        names
    }

    /// Edits of the raw bytes that move it, and where each cue stands in them.
    pub(super) fn edits(&self, options: Options) -> Result<(Vec<Edit>, Vec<Option<Span>>), ReelError> {
        let reel = self.number + 1;
        let document = self.document;
        let to = |index: usize, _: &TimeSlot| self.film_time(index);
        let done = retime_each(document, &to, &[], options).map_err(|why| ReelError::Retime { reel, why })?;
        let mut edits = done.edits;
        let numbers =
            self.numbers().map_err(|why| ReelError::Retime { reel, why: RetimeError::Edit(why) })?;
        if !numbers.is_empty() {
            edits.extend(numbers);
            edits.sort_by_key(|edit| edit.span);
        }
        let all: Vec<usize> = (0..document.cues.len()).collect();
        let spans = blocks::spans(document, all)
            .map_err(|cue| ReelError::Stuck { reel, cue: document.cue_name(cue) })?;
        Ok((edits, spans))
    }

    /// The numbers of the kept cues.
    pub(super) fn own_numbers(&self) -> impl Iterator<Item = u64> + '_ {
        let kept = (0..self.document.cues.len()).filter(|cue| self.is_kept(*cue));
        kept.filter_map(|cue| self.document.cue_number(cue)?.parse().ok())
    }

    /// Edits of the raw bytes that count the kept cues anew.
    fn numbers(&self) -> Result<Vec<Edit>, EditError> {
        let Some(mut counted) = self.counted else { return Ok(Vec::new()) };
        let mut edits = Vec::new();
        let nodes = self.document.cues.iter().enumerate();
        for (cue, node) in nodes.filter(|(cue, _)| self.is_kept(*cue)) {
            counted = counted.saturating_add(1);
            let Some(old) = self.document.cue_number(cue) else { continue };
            let new = counted.to_string();
            let written = node.number.of(self.document.source.text());
            let Some(at) = written.find(old).filter(|_| old != new) else { continue };
            let at = node.number.start as usize + at;
            edits.push(Edit::new(Span::new(at, at + old.len()), new.into_bytes()));
        }
        self.document.source.to_raw_edits(edits).map_err(|(_, why)| why)
    }

    pub(super) fn beyond(&self) -> impl Iterator<Item = String> + '_ {
        let last = self.reel.start + (self.reel.to - self.reel.from);
        let over = move |cue: &CueNode| self.frame(cue, |times| times.1).is_some_and(|end| end > last);
        let cues = self.document.cues.iter().enumerate();
        cues.filter(move |(_, cue)| over(cue)).map(|(n, _)| self.document.cue_name(n))
    }
}

/// What a file holds beside cues and times, without blank space and the byte order mark.
pub(super) fn outside(document: &Document<'_>, cues: &[Option<Span>]) -> Vec<u8> {
    let slots = document.slots.iter().map(|slot| document.source.to_raw(slot.span));
    let mut out: Vec<Span> = cues.iter().copied().flatten().chain(slots).collect();
    out.sort_unstable();
    let raw = document.source.raw();
    let (mut at, mut rest) = (0usize, Vec::new());
    for span in out {
        rest.extend_from_slice(raw.get(at..span.start as usize).unwrap_or_default());
        at = at.max(span.end as usize);
    }
    rest.extend_from_slice(raw.get(at..).unwrap_or_default());
    let rest = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&rest);
    rest.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect()
}

/// The second cue has the number behind the first one's: they are two that say the same.
pub(super) fn follows(first: &Document<'_>, cue: usize, second: &Document<'_>, other: usize) -> bool {
    let number = |document: &Document<'_>, cue| document.cue_number(cue).and_then(|n| n.parse::<u64>().ok());
    let (first, second) = (number(first, cue), number(second, other));
    first.is_some() && first.and_then(|n| n.checked_add(1)) == second
}

/// The times that belong to each cue.
fn slots_by_cue(document: &Document<'_>) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); document.cues.len()];
    for (slot, owner) in owners(document).into_iter().enumerate() {
        if let Some(slots) = owner.and_then(|cue| all.get_mut(cue)) {
            slots.push(slot);
        }
    }
    all
}

/// A cue's bytes without its times and its number, and those times in the order they are written in.
fn rest(document: &Document<'_>, index: usize, slots: &[usize]) -> Option<(Vec<u8>, Vec<usize>)> {
    let cue = document.cues.get(index)?;
    let raw = document.source.raw();
    let block = document.source.to_raw(cue.block());
    let is_in = |span: Span| span.start >= block.start && span.end <= block.end;
    let slots = slots.iter().filter_map(|n| Some((*n, document.slots.get(*n)?)));
    let slots = slots.filter(|(_, slot)| !slot.span.is_empty());
    let slots = slots.map(|(n, slot)| (document.source.to_raw(slot.span), Some(n)));
    let number = (document.source.to_raw(cue.number), None);
    let mut out: Vec<(Span, Option<usize>)> =
        slots.chain([number]).filter(|(span, _)| is_in(*span)).collect();
    out.sort_unstable();
    let (mut at, mut rest) = (block.start, Vec::new());
    for (span, _) in &out {
        if span.start >= at {
            rest.extend_from_slice(raw.get(at as usize..span.start as usize)?);
            at = span.end;
        }
    }
    rest.extend_from_slice(raw.get(at as usize..block.end as usize)?);
    let blank = |b: &u8| b.is_ascii_whitespace() || *b == 0;
    let end = rest.iter().rposition(|b| !blank(b)).map_or(0, |at| at + 1);
    rest.truncate(end);
    Some((rest, out.into_iter().filter_map(|(_, slot)| slot).collect()))
}
