//! Tracks of the feature spoilt at random, with the truth: which part of which line of dialogue each cue holds.
//!
//! Every line of dialogue has two halves. A cue of the clean tracks holds both halves of its line; where two are
//! merged, of two lines; where one is split, each of the new ones holds a half. A line is known by its in-time, which
//! is the same in all three tracks; a dozen lines are two cues in one language and one in another, which then holds
//! both.

use crate::language::Tongue;
use crate::pairing::{Pairing, Side};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use tregua_parse::format::srt;
use tregua_parse::source::Source;

pub(super) const TRACKS: [(&str, Tongue); 3] = [
    (include_str!("../../../../../fixtures/feature/tregua-feature.es-ES.srt"), Tongue::Spanish),
    (include_str!("../../../../../fixtures/feature/tregua-feature.kk.srt"), Tongue::Kazakh),
    (include_str!("../../../../../fixtures/feature/tregua-feature.ru.srt"), Tongue::Russian),
];

/// Numbers that look random, the same every time.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub(super) fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) >> 1).unwrap() % n
    }

    pub(super) fn within(&mut self, n: i64) -> i64 {
        self.below(2 * n + 1) - n
    }

    pub(super) fn percent(&mut self, share: i64) -> bool {
        self.below(100) < share
    }
}

/// A cue of a spoilt track. A half is twice the line's in-time, or one more.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) text: String,
    pub(super) halves: Vec<i64>,
}

/// A spoilt track.
pub(super) struct Spoilt {
    pub(super) cues: Vec<Made>,
    pub(super) tongue: Tongue,
    /// Cues of the clean track that were merged or split, and all.
    pub(super) recut: (usize, usize),
}

/// The in-times of all lines.
static LINES: LazyLock<BTreeSet<i64>> = LazyLock::new(|| {
    let times = |track: usize| read(track).into_iter().map(|(start, ..)| start);
    (0..TRACKS.len()).flat_map(times).collect()
});

fn read(track: usize) -> Vec<(i64, i64, String)> {
    let (text, _) = TRACKS[track];
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let lowered = srt::lower(&document);
    let cues = lowered.cues.iter().map(|cue| {
        let (start, end) = cue.times.unwrap();
        let lines: Vec<String> = lowered.lines_of(cue).iter().map(|line| lowered.text_of(line)).collect();
        (start.to_millis(), end.to_millis(), lines.join("\n"))
    });
    cues.collect()
}

pub(super) fn clean(track: usize) -> Spoilt {
    let cues = read(track).into_iter().map(|(start, end, text)| {
        let halves = LINES.range(start..end).flat_map(|line| [line * 2, line * 2 + 1]).collect();
        Made { start, end, text, halves }
    });
    let cues: Vec<Made> = cues.collect();
    let all = cues.len();
    Spoilt { cues, tongue: TRACKS[track].1, recut: (0, all) }
}

/// A track with 30 % of its cues merged or split, 10 % dropped, edges off by up to 400 ms, and pieces shifted by up
/// to 2 s.
pub(super) fn spoilt(track: usize, dice: &mut Dice) -> Spoilt {
    let mut it = clean(track);
    it.cues.retain(|_| !dice.percent(10));
    it.recut.1 = it.cues.len();
    recut(&mut it, dice);
    // In eight pieces or so, each by its own.
    let (mut shift, mut left) = (0, 0);
    for cue in &mut it.cues {
        if left == 0 {
            shift = dice.within(2000);
            left = 60 + dice.below(340);
        }
        left -= 1;
        cue.start = (cue.start + shift + dice.within(400)).max(0);
        cue.end = (cue.end + shift + dice.within(400)).max(cue.start + 200);
    }
    it.cues.sort_by_key(|cue| cue.start);
    it
}

fn recut(it: &mut Spoilt, dice: &mut Dice) {
    let mut out: Vec<Made> = Vec::new();
    let mut rest = std::mem::take(&mut it.cues).into_iter().peekable();
    while let Some(cue) = rest.next() {
        let near = rest.peek().is_some_and(|next| next.start - cue.end < 2000);
        if near && dice.percent(11) {
            let next = rest.next().unwrap();
            let halves = cue.halves.iter().chain(&next.halves).copied().collect();
            out.push(Made { end: next.end, text: format!("{}\n{}", cue.text, next.text), halves, ..cue });
            it.recut.0 += 2;
        } else if dice.percent(26)
            && let Some((first, second)) = halve(&cue.text)
        {
            let share = i64::try_from(first.len() * 1000 / cue.text.len()).unwrap();
            let middle = cue.start + (cue.end - cue.start) * share / 1000;
            let (one, other) = cue.halves.split_at(cue.halves.len() / 2);
            let (one, other) = (one.to_vec(), other.to_vec());
            out.push(Made { end: middle, text: first, halves: one, ..cue });
            out.push(Made { start: middle + 83, text: second, halves: other, ..cue });
            it.recut.0 += 1;
        } else {
            out.push(cue);
        }
    }
    it.cues = out;
}

/// A text in two: at its line break, or at the blank nearest to its middle.
fn halve(text: &str) -> Option<(String, String)> {
    let blanks = text.match_indices([' ', '\n']).filter(|(at, _)| !text[..*at].ends_with('-'));
    let middle = text.len() / 2;
    let at = blanks.min_by_key(|(at, blank)| (*blank != "\n", at.abs_diff(middle)))?.0;
    Some((text[..at].to_owned(), text[at + 1..].to_owned()))
}

impl Spoilt {
    pub(super) fn side(&self) -> Side {
        let mut text = String::new();
        for (number, cue) in self.cues.iter().enumerate() {
            let stamp = |ms: i64| {
                let (s, ms) = (ms / 1000, ms % 1000);
                format!("{:02}:{:02}:{:02},{ms:03}", s / 3600, s / 60 % 60, s % 60)
            };
            text += &format!("{}\n{} --> {}\n{}\n\n", number + 1, stamp(cue.start), stamp(cue.end), cue.text);
        }
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let side = Side::new(&srt::lower(&document), self.tongue);
        assert_eq!(side.cues, self.cues.len());
        side
    }
}

/// Right links, wrong ones, and those that were missed.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Score {
    pub(super) right: usize,
    pub(super) wrong: usize,
    pub(super) missed: usize,
}

impl Score {
    /// In per mille.
    pub(super) fn f1(self) -> usize {
        2000 * self.right / (2 * self.right + self.wrong + self.missed).max(1)
    }
}

/// The true groups: which halves belong together, as any of the tracks has them in one cue.
pub(super) fn truth(tracks: &[&Spoilt]) -> HashMap<i64, i64> {
    let mut parent: HashMap<i64, i64> = HashMap::new();
    fn root(parent: &HashMap<i64, i64>, mut half: i64) -> i64 {
        while parent[&half] != half {
            half = parent[&half];
        }
        half
    }
    for cue in tracks.iter().flat_map(|track| &track.cues) {
        for half in &cue.halves {
            parent.entry(*half).or_insert(*half);
            let (a, b) = (root(&parent, cue.halves[0]), root(&parent, *half));
            parent.insert(a.max(b), a.min(b));
        }
    }
    parent.keys().map(|half| (*half, root(&parent, *half))).collect()
}

/// Holds a pairing against the truth. A link is a half of a line in one track and a half in another that stand in one
/// group. The two halves of a line that no track has in one cue may be linked or not: they count neither way.
pub(super) fn judge(tracks: &[&Spoilt], found: &Pairing) -> Score {
    let truth = truth(tracks);
    let mut score = Score::default();
    for one in 0..tracks.len() {
        for other in one + 1..tracks.len() {
            let halves = |track: usize| tracks[track].cues.iter().flat_map(|cue| cue.halves.iter().copied());
            let mut of_group: HashMap<i64, Vec<i64>> = HashMap::new();
            for half in halves(other) {
                of_group.entry(truth[&half]).or_default().push(half);
            }
            let mut right: BTreeSet<(i64, i64)> = BTreeSet::new();
            for half in halves(one) {
                right.extend(of_group.get(&truth[&half]).into_iter().flatten().map(|it| (half, *it)));
            }
            let all = right.len();
            let mut hits = 0;
            for group in &found.groups {
                let of = |track: usize| {
                    let cues = group.cues[track].iter();
                    cues.flat_map(|cue| &tracks[track].cues[*cue as usize].halves)
                        .copied()
                        .collect::<Vec<i64>>()
                };
                for x in of(one) {
                    for y in of(other) {
                        if right.contains(&(x, y)) {
                            hits += 1;
                        } else if x / 2 != y / 2 {
                            score.wrong += 1;
                        }
                    }
                }
            }
            score.right += hits;
            score.missed += all - hits;
        }
    }
    score
}
