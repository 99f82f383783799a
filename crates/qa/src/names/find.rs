//! Names in a track: words with a capital letter where a sentence does not ask for one.

use super::endings::Places;
use crate::bytes::{Class, class, is_letter, word_end};
use crate::language::Tongue;
use std::collections::HashMap;
use tregua_parse::base::Span;
use tregua_parse::model::Track;

/// Words of one name.
const LONGEST: usize = 3;

/// A name of a track, in all its forms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name<'t> {
    /// The form that stands there most often; of several the shortest, of these the first.
    pub text: &'t str,
    /// Where it stands, in the order of the track.
    pub places: Vec<Place<'t>>,
}

impl Name<'_> {
    /// How often it stands there.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }
}

/// One place of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place<'t> {
    /// The cue.
    pub cue: u32,
    /// Its form there.
    pub form: &'t str,
    /// Its bytes in the source, where the text stands there as it is shown.
    pub span: Option<Span>,
}

/// The names of a track.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Names<'t> {
    /// The language the forms are in.
    pub tongue: Tongue,
    /// Each name once: those of one word, then those of several.
    pub list: Vec<Name<'t>>,
    /// The names of all places, by cue.
    by_cue: Vec<u32>,
    /// For each cue where its names end there.
    ends: Vec<u32>,
    /// First words of sentences that are no names.
    firsts: Vec<Place<'t>>,
}

impl<'t> Names<'t> {
    /// The first words of a cue's sentences that are no names of the track.
    pub(super) fn firsts_of(&self, cue: u32) -> impl Iterator<Item = &Place<'t>> {
        let from = self.firsts.partition_point(|place| place.cue < cue);
        let rest = self.firsts.get(from..).unwrap_or_default();
        rest.iter().take_while(move |place| place.cue == cue)
    }

    /// The names of a cue, as places in the list.
    pub fn of_cue(&self, cue: u32) -> impl Iterator<Item = usize> {
        let cue = cue as usize;
        let from = cue.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(cue).copied().unwrap_or(from);
        let names = self.by_cue.get(from as usize..to as usize).unwrap_or_default();
        names.iter().map(|name| *name as usize)
    }

    /// Whether any of these cues has a name.
    pub(super) fn has_any(&self, cues: &[u32]) -> bool {
        cues.iter().any(|cue| self.of_cue(*cue).next().is_some())
    }
}

/// A word with a capital letter.
#[derive(Clone, Copy)]
struct Capital<'t> {
    text: &'t str,
    cue: u32,
    run: usize,
    start: usize,
    /// A sentence begins with it, or may.
    first: bool,
    /// The word before it in the run has a capital too, and a blank is all that is between.
    joined: bool,
}

impl<'t> Capital<'t> {
    fn place(&self, track: &Track<'_>) -> Option<Place<'t>> {
        let span = track.runs.get(self.run)?.place(self.start..self.start + self.text.len());
        Some(Place { cue: self.cue, form: self.text, span })
    }
}

/// The names of a track: capitalised words inside a sentence, up to three in a row, and the same words and their
/// forms wherever else they stand. A sentence's first word is a name only if it is known from elsewhere.
#[must_use]
pub fn names<'t>(track: &'t Track<'_>, tongue: Tongue) -> Names<'t> {
    let capitals = capitals(track);
    let mut known = Known::default();
    for word in capitals.iter().filter(|word| !word.first) {
        known.add(word.text, tongue);
    }
    let mut register = Register::new(tongue, capitals.len());
    let mut rows: Vec<&[Capital<'_>]> = Vec::new();
    let mut rest = capitals.as_slice();
    while let Some(word) = rest.first() {
        if word.first && !known.has(word.text, tongue) {
            register.firsts.extend(word.place(track));
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let more = rest.iter().skip(1).take(LONGEST - 1).take_while(|next| next.joined).count();
        let (row, behind) = rest.split_at(more + 1);
        rows.push(row);
        rest = behind;
    }
    // Two names may stand side by side: Лена Болаттың машинасымен кетті. Then each is known by itself.
    for row in rows.iter().filter(|row| row.len() == 1) {
        register.add_row(track, row);
    }
    for row in rows.iter().filter(|row| row.len() > 1) {
        if row.iter().all(|word| register.knows(word.text)) {
            row.iter().for_each(|word| register.add_row(track, std::slice::from_ref(word)));
        } else {
            register.add_row(track, row);
        }
    }
    register.close(track.cues.len())
}

/// All words with a capital letter and small ones behind it.
fn capitals<'t>(track: &'t Track<'_>) -> Vec<Capital<'t>> {
    let mut out = Vec::with_capacity(track.cues.len() * 3);
    for (cue, index) in track.cues.iter().zip(0u32..) {
        let mut first = true;
        for line in track.lines_of(cue) {
            for run in line.runs.clone() {
                let Some(text) = track.runs.get(run as usize).map(|run| run.text.as_ref()) else { continue };
                read(text, run as usize, index, &mut first, &mut out);
            }
        }
    }
    out
}

fn read<'t>(text: &'t str, run: usize, cue: u32, first: &mut bool, out: &mut Vec<Capital<'t>>) {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let mut at = 0;
    // Where a capitalised word ended with nothing but a blank behind it so far.
    let mut last: Option<usize> = None;
    while at < bytes.len() {
        let kind = class(byte(at));
        if kind == Class::Letter {
            let start = at;
            at = word_end(bytes, at);
            // Most words are small, and done with at once.
            if !is_capital(byte(start), byte(start + 1)) {
                (last, *first) = (None, false);
                continue;
            }
            let width = if byte(start) < 0x80 { 1 } else { 2 };
            let second = start + width;
            let shouted = second >= at || is_capital(byte(second), byte(second + 1));
            if !shouted && let Some(word) = text.get(start..at) {
                let joined = last.is_some_and(|end| end + 1 == start && byte(end) == b' ');
                out.push(Capital { text: word, cue, run, start, first: *first, joined });
                last = Some(at);
            } else {
                last = None;
            }
            *first = false;
            continue;
        }
        match byte(at) {
            b' ' | b',' | b'\'' | b'\n' | b'0'..=b'9' => {}
            // A hyphen inside a word is no dash.
            b'-' if at > 0 && is_letter(byte(at + 1)) && byte(at - 1) != b' ' => {}
            // Signs that end a sentence, and those that may begin one: quotes, dashes, ¿, ♪.
            _ => *first = true,
        }
        at += match kind {
            Class::Other(len) => usize::from(len),
            _ => 1,
        };
    }
}

/// Whether the letter of these bytes is a capital.
fn is_capital(lead: u8, next: u8) -> bool {
    match lead {
        b'A'..=b'Z' => true,
        0xc3 => matches!(next, 0x80..=0x9e),
        0xd0 => next < 0xb0,
        // Kazakh capitals have even numbers, their small letters the odd ones behind.
        0xd2 | 0xd3 => next.is_multiple_of(2),
        0xc4 | 0xc5 => next.is_multiple_of(2),
        _ => false,
    }
}

/// The forms a name is known by, and how they begin.
#[derive(Default)]
struct Known<'t> {
    forms: HashMap<&'t str, ()>,
    heads: Heads,
}

impl<'t> Known<'t> {
    fn add(&mut self, word: &'t str, tongue: Tongue) {
        if self.forms.insert(word, ()).is_some() {
            return;
        }
        self.heads.add(word);
        for end in Places::of(word, tongue).as_slice() {
            self.forms.insert(word.get(..*end).unwrap_or(word), ());
        }
    }

    fn has(&self, word: &str, tongue: Tongue) -> bool {
        // Most first words begin like no name, and are done with at once.
        if !self.heads.has(word) {
            return false;
        }
        let known = |form: &str| self.forms.contains_key(form);
        known(word)
            || Places::of(word, tongue).as_slice().iter().any(|end| word.get(..*end).is_some_and(known))
    }
}

/// A bit for the first six bytes of a word, folded into 1024.
#[derive(Default)]
struct Heads([u64; 16]);

impl Heads {
    fn place(word: &str) -> usize {
        let head =
            word.bytes().take(6).fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        (head.wrapping_mul(0x9e37_79b1) >> 22) as usize
    }

    fn add(&mut self, word: &str) {
        let place = Self::place(word);
        if let Some(bits) = self.0.get_mut(place / 64) {
            *bits |= 1 << (place % 64);
        }
    }

    fn has(&self, word: &str) -> bool {
        let place = Self::place(word);
        self.0.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

/// Names in the making: every form and every stem of it leads to its name.
struct Register<'t> {
    tongue: Tongue,
    forms: HashMap<&'t str, u32>,
    list: Vec<Name<'t>>,
    by_cue: Vec<(u32, u32)>,
    firsts: Vec<Place<'t>>,
}

impl<'t> Register<'t> {
    fn new(tongue: Tongue, firsts: usize) -> Self {
        let firsts = Vec::with_capacity(firsts);
        Self { tongue, forms: HashMap::new(), list: Vec::new(), by_cue: Vec::new(), firsts }
    }

    fn knows(&self, word: &str) -> bool {
        let known = |form: &str| self.forms.contains_key(form);
        known(word)
            || Places::of(word, self.tongue).as_slice().iter().any(|end| word.get(..*end).is_some_and(known))
    }

    /// A name of one word or several, side by side in a run.
    fn add_row(&mut self, track: &'t Track<'_>, row: &[Capital<'t>]) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { return };
        let range = first.start..last.start + last.text.len();
        let Some(run) = track.runs.get(first.run) else { return };
        if let Some(form) = run.text.get(range.clone()) {
            self.add(Place { cue: first.cue, form, span: run.place(range) });
        }
    }

    fn add(&mut self, place: Place<'t>) {
        let form = place.form;
        let id = match self.forms.get(form) {
            Some(id) => *id,
            None => {
                let ends = Places::of(form, self.tongue);
                let stems = || ends.as_slice().iter().filter_map(|end| form.get(..*end));
                let met = stems().find_map(|stem| self.forms.get(stem).copied());
                let id = met.unwrap_or_else(|| {
                    self.list.push(Name { text: form, places: Vec::new() });
                    u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX)
                });
                self.forms.insert(form, id);
                for stem in stems() {
                    self.forms.entry(stem).or_insert(id);
                }
                id
            }
        };
        if let Some(name) = self.list.get_mut(id as usize) {
            name.places.push(place);
            self.by_cue.push((place.cue, id));
        }
    }

    fn close(mut self, cues: usize) -> Names<'t> {
        for name in &mut self.list {
            name.places.sort_by_key(|place| place.cue);
            let mut counts: Vec<(&str, usize)> = Vec::new();
            for place in &name.places {
                match counts.iter_mut().find(|(form, _)| *form == place.form) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((place.form, 1)),
                }
            }
            let best =
                counts.iter().rev().max_by_key(|(form, count)| (*count, std::cmp::Reverse(form.len())));
            name.text = best.map_or(name.text, |(form, _)| form);
        }
        self.by_cue.sort_unstable();
        let mut ends = vec![0u32; cues];
        for (cue, _) in &self.by_cue {
            if let Some(end) = ends.get_mut(*cue as usize) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let by_cue = self.by_cue.into_iter().map(|(_, name)| name).collect();
        Names { tongue: self.tongue, list: self.list, by_cue, ends, firsts: self.firsts }
    }
}
