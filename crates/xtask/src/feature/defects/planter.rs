//! Finding room for a fault, planting it, and writing down what it causes.

use super::listed::Allowed;
use crate::feature::render::{Block, blocks};
use crate::feature::script::characters;
use crate::feature::{FPS, Film, READ, Slot};
use anyhow::{Context as _, Result};

/// Slots at the end of the film that nothing is planted in but the drift, which takes all of them.
const RESERVED: usize = 110;
/// Slots on either side of a planted one that stay as they are.
const ROOM: usize = 2;

/// The film's three tracks while faults are planted in them.
pub(super) struct Planter<'f> {
    pub(super) film: &'f Film,
    pub(super) tracks: [Vec<Block>; 3],
    pub(super) findings: Vec<Finding>,
    /// Track and slot of everything that a strict reader stumbles over.
    pub(super) strict: Vec<(usize, usize)>,
    /// Rules that may inform of more.
    pub(super) allowed: Vec<Allowed>,
    taken: Vec<bool>,
    asked: usize,
}

/// What a check must find.
pub(super) struct Finding {
    pub(super) rule: String,
    pub(super) track: usize,
    /// The slot of the cue it is found at; `None` where it is about the file.
    pub(super) slot: Option<usize>,
    pub(super) note: String,
    /// Why it is there, where another rule's fault brings it about.
    pub(super) because: Option<String>,
}

/// A slot in one language, with what stands around it.
pub(super) struct Place<'f> {
    film: &'f Film,
    pub(super) slot: usize,
    pub(super) track: usize,
}

impl<'f> Place<'f> {
    fn beside(&self, slot: usize) -> &'f Slot {
        &self.film.slots[slot]
    }

    pub(super) fn slot(&self) -> &'f Slot {
        self.beside(self.slot)
    }

    pub(super) fn start(&self) -> i64 {
        self.slot().start
    }

    pub(super) fn end(&self) -> i64 {
        self.slot().ends[self.track]
    }

    pub(super) fn lines(&self) -> &'f [String] {
        &self.slot().lines[self.track]
    }

    /// Its lines as one.
    pub(super) fn joined(&self) -> String {
        self.lines().join(" ")
    }

    /// Frames on the screen.
    pub(super) fn lasts(&self) -> i64 {
        self.end() - self.start()
    }

    /// Frames of empty screen behind it.
    pub(super) fn after(&self) -> i64 {
        self.next_start() - self.end()
    }

    /// Frames of empty screen before it.
    pub(super) fn before(&self) -> i64 {
        self.start() - self.beside(self.slot - 1).ends[self.track]
    }

    pub(super) fn next_start(&self) -> i64 {
        self.beside(self.slot + 1).start
    }

    /// Frames that the next one is on the screen.
    pub(super) fn next_lasts(&self) -> i64 {
        self.beside(self.slot + 1).ends[self.track] - self.next_start()
    }

    /// Characters of the next one.
    pub(super) fn next_characters(&self) -> i64 {
        characters(&self.beside(self.slot + 1).lines[self.track])
    }

    pub(super) fn characters(&self) -> i64 {
        characters(self.lines())
    }

    /// Whether so many characters can be read in so many frames, with a frame to spare.
    pub(super) fn readable(characters: i64, frames: i64) -> bool {
        characters * FPS <= (frames - 1) * READ
    }

    /// Whether its text may have so many characters more.
    pub(super) fn room_for(&self, more: i64) -> bool {
        Self::readable(self.characters() + more, self.lasts())
    }

    /// One person speaks, in no italics: nothing but words.
    pub(super) fn plain(&self) -> bool {
        !self.slot().italic && !self.slot().dash
    }

    /// The lines of the cue before it.
    pub(super) fn lines_before(&self) -> &'f [String] {
        &self.beside(self.slot - 1).lines[self.track]
    }

    /// Whether the cue before it is nothing but words.
    pub(super) fn plain_before(&self) -> bool {
        let before = self.beside(self.slot - 1);
        !before.italic && !before.dash
    }

    /// The same slot in another language.
    pub(super) fn in_track(&self, track: usize) -> Self {
        Self { film: self.film, slot: self.slot, track }
    }
}

impl<'f> Planter<'f> {
    pub(super) fn new(film: &'f Film) -> Self {
        let tracks = std::array::from_fn(|track| blocks(film, track));
        Self {
            film,
            tracks,
            findings: Vec::new(),
            strict: Vec::new(),
            allowed: Vec::new(),
            taken: vec![false; film.slots.len()],
            asked: 0,
        }
    }

    /// Slots that faults are planted in; the drift begins behind them.
    pub(super) fn end(&self) -> usize {
        self.film.slots.len().saturating_sub(RESERVED)
    }

    /// Finds room for a fault in a language: a slot that fits, far from every other fault, and with no row near
    /// it that a language has as two cues. The search begins at another place each time, so that the faults are
    /// spread over the film.
    pub(super) fn find(
        &mut self,
        track: usize,
        what: &str,
        fits: impl Fn(&Place<'f>) -> bool,
    ) -> Result<Place<'f>> {
        let all = self.end();
        // Multiples of the golden ratio never bunch.
        self.asked += 1;
        let from = self.asked * 618 * all / 1000;
        let mut fitting = (0..all).map(|step| (from + step) % all).filter(|slot| {
            let near = slot.saturating_sub(ROOM)..=slot + ROOM;
            let free = *slot > ROOM && near.clone().all(|near| !self.taken[near]);
            let whole = near.clone().all(|near| self.film.slots[near].split.is_none());
            free && whole && fits(&Place { film: self.film, slot: *slot, track })
        });
        // Right beside another fault's room where one is near, so that no room is left that is too small for a third.
        let first = fitting.next();
        let beside = |slot: &usize| {
            let taken = |at: Option<usize>| at.is_some_and(|at| self.taken.get(at).copied().unwrap_or(true));
            taken(slot.checked_sub(ROOM + 1)) || taken(Some(slot + ROOM + 1))
        };
        let slot = first.filter(beside).or_else(|| fitting.find(beside)).or(first);
        let slot = slot.with_context(|| format!("the film has no room for: {what}"))?;
        self.taken[slot - ROOM..=slot + ROOM].fill(true);
        Ok(Place { film: self.film, slot, track })
    }

    /// Where a slot's cue stands in a file, counted from 0.
    pub(super) fn place_of(&self, track: usize, slot: usize) -> Result<usize> {
        let place = self.tracks[track].iter().position(|block| block.slot == slot);
        place.with_context(|| format!("slot {slot} is not in track {track}"))
    }

    /// The cue of a place.
    pub(super) fn block(&mut self, place: &Place<'_>) -> Result<&mut Block> {
        let at = self.place_of(place.track, place.slot)?;
        Ok(&mut self.tracks[place.track][at])
    }

    /// Writes down a finding at a place.
    pub(super) fn expect(&mut self, rule: &str, place: &Place<'_>, note: impl Into<String>) {
        self.expect_in(rule, place.track, Some(place.slot), note);
    }

    /// Writes down a finding at the cue behind a place.
    pub(super) fn expect_next(&mut self, rule: &str, place: &Place<'_>, note: impl Into<String>) {
        self.expect_in(rule, place.track, Some(place.slot + 1), note);
    }

    /// Writes down a finding about a whole file, or at a slot of any track.
    pub(super) fn expect_in(
        &mut self,
        rule: &str,
        track: usize,
        slot: Option<usize>,
        note: impl Into<String>,
    ) {
        self.findings.push(Finding { rule: rule.to_owned(), track, slot, note: note.into(), because: None });
    }

    /// Says of the last finding written down what else it comes from.
    pub(super) fn because(&mut self, why: &str) {
        if let Some(last) = self.findings.last_mut() {
            last.because = Some(why.to_owned());
        }
    }
}
