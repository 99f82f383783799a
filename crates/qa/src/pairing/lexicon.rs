//! Which words of one track go with which of another: by their keys at first, then by how often they stood in cues
//! that answered one another.

use super::words::{Entry, Words};
use std::cmp::Reverse;
use std::ops::Range;

/// What the words of two cues may be worth at most, in hundredths of a nat: they are not independent.
pub(super) const MOST: i32 = 500;
/// Counterparts of one word that are kept.
const PARTNERS: usize = 4;
/// Words with one key; of more it says nothing.
const CROWD: usize = 6;
/// A word in more than one cue of so many is no evidence.
const COMMON: u32 = 24;
/// Words of one side of a link that are counted.
const COUNTED: usize = 24;

/// A counterpart of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Partner {
    word: u32,
    /// In hundredths of a nat.
    weight: i32,
}

/// The counterparts of the words of one track in another.
#[derive(Clone, Default, Debug)]
pub(super) struct Lexicon {
    partners: Vec<Partner>,
    /// For each word of the first track the end of its counterparts.
    ends: Vec<u32>,
    /// For each cue of either track what its words are worth where all are answered.
    hopes: [Vec<i32>; 2],
}

/// A pair of words with one key: the words' places, and whether they are firm.
struct Keyed {
    a: u32,
    b: u32,
    firm: bool,
}

impl Lexicon {
    /// What the keys say.
    pub(super) fn by_keys(a: &Words, b: &Words) -> Self {
        let found = keyed(a, b).into_iter().filter_map(|pair| {
            let (one, other) = (a.entries.get(pair.a as usize)?, b.entries.get(pair.b as usize)?);
            Some((pair.a, pair.b, worth_of_key(pair.firm, one, other, a, b)?))
        });
        Self::list(&found.collect::<Vec<_>>(), a, b)
    }

    /// What the keys say, and what stood together in `links`, which are cues of both.
    pub(super) fn learnt(a: &Words, b: &Words, links: &[(Range<usize>, Range<usize>)]) -> Self {
        let met = Met::of(a, b, links);
        let mut found = Vec::with_capacity(a.entries.len());
        let cues = u64::try_from(a.cues().max(b.cues()).max(1)).unwrap_or(1);
        for (pair, count) in &met.pairs {
            let (one, other) = ((pair >> 32) as u32, (pair & 0xffff_ffff) as u32);
            let (Some(x), Some(y)) = (a.entries.get(one as usize), b.entries.get(other as usize)) else {
                continue;
            };
            let count = u64::from(*count);
            let (x, y) = (u64::from(x.count.max(1)), u64::from(y.count.max(1)));
            // Half a time less than it was: what was found once may be the very link that is asked about.
            let share = (count * 2 - 1) * 1000 / (x + y);
            if share < 300 {
                continue;
            }
            let beyond = log((count * 2 - 1) * cues) - log(2 * x * y);
            let weight = beyond * i32::try_from(share.min(1000)).unwrap_or(0) / 1000;
            if weight > 30 {
                found.push((one, other, weight));
            }
        }
        for pair in keyed(a, b) {
            let (Some(x), Some(y)) = (a.entries.get(pair.a as usize), b.entries.get(pair.b as usize)) else {
                continue;
            };
            // Words that stand in many cues and never in the same ones only sound alike.
            let denied = x.count.min(y.count) >= 3 && !met.has(pair.a, pair.b);
            if !denied && let Some(weight) = worth_of_key(pair.firm, x, y, a, b) {
                found.push((pair.a, pair.b, weight));
            }
        }
        Self::list(&found, a, b)
    }

    fn list(found: &[(u32, u32, i32)], a: &Words, b: &Words) -> Self {
        // By the first word.
        let mut next = vec![0usize; a.entries.len() + 1];
        for (word, ..) in found {
            if let Some(count) = next.get_mut(*word as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut next {
            sum += *begin;
            *begin = sum;
        }
        let mut all = vec![Partner { word: 0, weight: 0 }; found.len()];
        for (word, other, weight) in found {
            let Some(next) = next.get_mut(*word as usize) else { continue };
            if let Some(slot) = all.get_mut(*next) {
                *slot = Partner { word: *other, weight: *weight };
            }
            *next += 1;
        }
        let mut best = [vec![0i32; a.entries.len()], vec![0i32; b.entries.len()]];
        let (mut partners, mut ends) = (Vec::with_capacity(found.len()), Vec::with_capacity(a.entries.len()));
        let mut begin = 0;
        let [ours, theirs] = &mut best;
        for (mine, end) in ours.iter_mut().zip(&next) {
            let now = all.get_mut(begin..*end).unwrap_or_default();
            begin = *end;
            // The heaviest first, then by the second word.
            if now.len() > 1 {
                now.sort_unstable_by_key(|it| (Reverse(it.weight), it.word));
            }
            for it in now.iter().take(PARTNERS) {
                *mine = (*mine).max(it.weight);
                if let Some(its) = theirs.get_mut(it.word as usize) {
                    *its = (*its).max(it.weight);
                }
                partners.push(*it);
            }
            ends.push(u32::try_from(partners.len()).unwrap_or(u32::MAX));
        }
        let hopes = |words: &Words, best: &[i32]| -> Vec<i32> {
            let of = |cue| {
                let of_word = |word: &u32| best.get(*word as usize).copied().unwrap_or(0);
                words.of_cue(cue).iter().map(of_word).sum::<i32>().min(MOST)
            };
            (0..words.cues()).map(of).collect()
        };
        let hopes = [hopes(a, ours), hopes(b, theirs)];
        Self { partners, ends, hopes }
    }

    fn of(&self, word: u32) -> &[Partner] {
        let word = word as usize;
        let from = word.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(word).copied().unwrap_or(from);
        self.partners.get(from as usize..to as usize).unwrap_or_default()
    }

    /// What the words of a cue of the first (0) or the second (1) track are worth where all are answered.
    pub(super) fn hope(&self, side: usize, cue: usize) -> i32 {
        self.hopes.get(side).and_then(|hopes| hopes.get(cue)).copied().unwrap_or(0)
    }
}

/// Words of two tracks that stood together more than once, and how often.
struct Met {
    /// Both words in one number, the first above; sorted.
    pairs: Vec<(u64, u32)>,
}

impl Met {
    fn of(a: &Words, b: &Words, links: &[(Range<usize>, Range<usize>)]) -> Self {
        // For each link what counts of it, and for each word of the first track its links.
        let (mut ours, mut theirs) = (Lists::default(), Lists::default());
        for (x, y) in links {
            ours.push(|out| collect(a, x, out));
            theirs.push(|out| collect(b, y, out));
        }
        let by_word = ours.turned(a.entries.len());
        // How often each word of the second track was met: the word of the first above, so that nothing is to be
        // cleared between two.
        let mut counts = vec![0u64; b.entries.len()];
        let mut twice = Vec::new();
        let mut pairs = Vec::with_capacity(a.entries.len());
        for word in 0..a.entries.len() {
            let links = by_word.of(word);
            if links.is_empty() {
                continue;
            }
            let own = (word as u64 + 1) << 32;
            for link in links {
                for other in theirs.of(*link as usize) {
                    let Some(count) = counts.get_mut(*other as usize) else { continue };
                    *count = (*count).max(own) + 1;
                    if *count == own + 2 {
                        twice.push(*other);
                    }
                }
            }
            if twice.len() > 1 {
                twice.sort_unstable();
            }
            pairs.extend(twice.drain(..).map(|other| {
                let count = counts.get(other as usize).map_or(0, |count| count - own);
                ((word as u64) << 32 | u64::from(other), u32::try_from(count).unwrap_or(u32::MAX))
            }));
        }
        Self { pairs }
    }

    fn has(&self, a: u32, b: u32) -> bool {
        let id = u64::from(a) << 32 | u64::from(b);
        self.pairs.binary_search_by_key(&id, |(pair, _)| *pair).is_ok()
    }
}

/// Lists of numbers, one behind the other.
#[derive(Default)]
struct Lists {
    all: Vec<u32>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Lists {
    fn push(&mut self, list: impl FnOnce(&mut Vec<u32>)) {
        list(&mut self.all);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    fn of(&self, at: usize) -> &[u32] {
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.all.get(from as usize..to as usize).unwrap_or_default()
    }

    /// For each number below `count` the lists that have it, as often as they have it.
    fn turned(&self, count: usize) -> Self {
        let mut ends = vec![0u32; count];
        for number in &self.all {
            if let Some(end) = ends.get_mut(*number as usize) {
                *end += 1;
            }
        }
        let mut next = Vec::with_capacity(count);
        let mut sum = 0;
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut all = vec![0u32; self.all.len()];
        for list in 0..self.ends.len() {
            for number in self.of(list) {
                let Some(next) = next.get_mut(*number as usize) else { continue };
                if let Some(slot) = all.get_mut(*next as usize) {
                    *slot = u32::try_from(list).unwrap_or(u32::MAX);
                }
                *next += 1;
            }
        }
        Self { all, ends }
    }
}

/// Asks a lexicon for one cue of the first track after another.
#[derive(Debug)]
pub(super) struct Ask<'l> {
    lexicon: &'l Lexicon,
    a: &'l Words,
    b: &'l Words,
    /// For each word of the second track what it is worth now.
    worth: Vec<i32>,
    marked: Vec<u32>,
}

impl<'l> Ask<'l> {
    pub(super) fn new(lexicon: &'l Lexicon, a: &'l Words, b: &'l Words) -> Self {
        Self { lexicon, a, b, worth: vec![0; b.entries.len()], marked: Vec::new() }
    }

    /// From now on about these cues of the first track.
    pub(super) fn about(&mut self, cues: Range<usize>) {
        for word in self.marked.drain(..) {
            if let Some(worth) = self.worth.get_mut(word as usize) {
                *worth = 0;
            }
        }
        for word in cues.flat_map(|cue| self.a.of_cue(cue)) {
            for partner in self.lexicon.of(*word) {
                if let Some(worth) = self.worth.get_mut(partner.word as usize) {
                    *worth = (*worth).max(partner.weight);
                    self.marked.push(partner.word);
                }
            }
        }
    }

    /// Whether nothing in the second track answers.
    pub(super) fn is_idle(&self) -> bool {
        self.marked.is_empty()
    }

    /// What the words of some cues of the second track answer, cue by cue.
    pub(super) fn answers(&self, cues: Range<usize>) -> impl Iterator<Item = i32> {
        let of_word = |word: &u32| self.worth.get(*word as usize).copied().unwrap_or(0);
        self.b.of_cues(cues).map(move |words| words.iter().map(of_word).sum::<i32>().min(MOST))
    }
}

/// The pairs of words that share a key.
fn keyed(a: &Words, b: &Words) -> Vec<Keyed> {
    let mut out = Vec::new();
    let mut rest = b.keys.as_slice();
    for mine in a.keys.chunk_by(|a, b| a.0 == b.0) {
        let Some((key, _)) = mine.first() else { continue };
        let before = rest.iter().take_while(|it| it.0 < *key).count();
        rest = rest.get(before..).unwrap_or_default();
        let its = rest.iter().take_while(|it| it.0 == *key).count();
        let its = rest.get(..its).unwrap_or_default();
        if mine.len() > CROWD || its.len() > CROWD {
            continue;
        }
        for (_, x) in mine {
            for (_, y) in its {
                let firm = |words: &Words, id: u32| words.entries.get(id as usize).is_some_and(|it| it.firm);
                out.push(Keyed { a: *x, b: *y, firm: firm(a, *x) && firm(b, *y) });
            }
        }
    }
    out
}

/// What a shared key is worth: the more, the rarer the words; less than half where they are no names.
fn worth_of_key(firm: bool, one: &Entry, other: &Entry, a: &Words, b: &Words) -> Option<i32> {
    let rare = |entry: &Entry, words: &Words| {
        log(u64::try_from(words.cues()).unwrap_or(1)) - log(u64::from(entry.count))
    };
    let weight = rare(one, a).min(rare(other, b)) * if firm { 60 } else { 25 } / 100;
    (weight > 30).then_some(weight)
}

/// Adds the words of some cues that are counted: those that are evidence, and may be found again.
fn collect(words: &Words, cues: &Range<usize>, out: &mut Vec<u32>) {
    let first = out.len();
    let most = u32::try_from(words.cues()).unwrap_or(u32::MAX) / COMMON + 2;
    for cue in cues.clone() {
        for word in words.of_cue(cue) {
            if words.entries.get(*word as usize).is_some_and(|it| it.count >= 2 && it.count <= most) {
                out.push(*word);
            }
        }
    }
    out.truncate(first + COUNTED);
}

/// The natural logarithm in hundredths, good to a twentieth.
fn log(value: u64) -> i32 {
    let value = value.max(1);
    let bits = 63 - value.leading_zeros();
    // What stands behind the first bit, in 64ths.
    let rest = if bits >= 6 { value >> (bits - 6) } else { value << (6 - bits) } & 63;
    let sum = u64::from(bits) * 64 + rest;
    i32::try_from(sum * 69_315 / 64_000).unwrap_or(i32::MAX)
}
