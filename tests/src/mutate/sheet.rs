//! A track while faults are planted in it.

use super::Entry;
use std::ops::RangeInclusive;
use std::path::Path;
use tregua_parse::model::{Counting, count};
use tregua_parse::source::Encoding;

/// Frames a second.
pub(super) const FPS: i64 = 24;
/// What the film keeps to: the shortest and the longest cue, the gap of chained cues, the shortest pause, in frames;
/// characters a second; characters a line.
pub(super) const BRIEFEST: i64 = 20;
pub(super) const LONGEST: i64 = 168;
pub(super) const CHAIN: i64 = 2;
pub(super) const PAUSE: i64 = 12;
pub(super) const READ: i64 = 17;
pub(super) const LINE: [usize; 3] = [42, 42, 39];
/// Stands in a text for a byte that is no UTF-8.
pub(super) const STRAY: char = '\u{f7ed}';

/// Dice that fall the same way everywhere: SplitMix64.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for each purpose.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number of a range.
    pub fn of(&mut self, range: RangeInclusive<i64>) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let n = (z ^ (z >> 31)) % u64::try_from(range.end() - range.start() + 1).unwrap_or(1).max(1);
        range.start() + i64::try_from(n).unwrap_or(0)
    }

    /// A place in a list of so many.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.of(0..=i64::try_from(n).unwrap_or(1).max(1) - 1)).unwrap_or(0)
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A cue, with room for what can be wrong about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// Its place in the clean track; an added one has that of the cue before it.
    pub id: usize,
    /// In-time and out-time in frames.
    pub start: i64,
    #[allow(missing_docs)]
    pub end: i64,
    /// Milliseconds that they are off their frames.
    pub slip: [i64; 2],
    /// Its lines, with their tags.
    pub lines: Vec<String>,
    /// What stands above the times, where it is not the next number. Empty: no line at all.
    pub counter: Option<String>,
    /// Numbers left out before it.
    pub skip: usize,
    /// What stands in place of the times.
    pub stamps: Option<String>,
    /// A byte order mark before the counter.
    pub bom: bool,
    /// Its first text line ends as lines of the other kind of file do.
    pub odd_end: bool,
    /// What stands between its text and the next cue, line ends written as `\n`.
    pub after: &'static str,
}

impl Cue {
    /// The line with the times as it should be.
    #[must_use]
    pub fn timing(&self) -> String {
        format!("{} --> {}", stamp(self.start, self.slip[0]), stamp(self.end, self.slip[1]))
    }

    /// Its lines without tags.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let bare =
            |line: &String| ["<i>", "</i>"].iter().fold(line.clone(), |line, tag| line.replace(tag, ""));
        self.lines.iter().map(bare).collect()
    }

    /// Characters as reading speed counts them.
    #[must_use]
    pub fn characters(&self) -> i64 {
        self.words().iter().map(|line| i64::from(count(line, Counting::default()))).sum()
    }

    /// One voice, no italics.
    #[must_use]
    pub fn plain(&self) -> bool {
        !self.lines.iter().any(|line| line.contains('<') || line.starts_with('-'))
    }
}

fn stamp(frame: i64, slip: i64) -> String {
    let ms = ((frame * 125 + 1).div_euclid(3) + slip).max(0);
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02},{ms:03}", s / 3600, s / 60 % 60, s % 60)
}

/// The clean film.
#[derive(Clone, Debug)]
pub struct Film {
    /// Its tracks: Spanish, Kazakh, Russian.
    pub tracks: [Vec<Cue>; 3],
    /// Its cuts, in frames.
    pub cuts: Vec<i64>,
}

impl Film {
    /// Reads the fixtures.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let text = |path: &str| std::fs::read_to_string(root.join("fixtures").join(path)).unwrap();
        let tracks =
            ["es-ES", "kk", "ru"].map(|lang| cues(&text(&format!("feature/tregua-feature.{lang}.srt"))));
        let cuts = text("shots/film.frames.txt").lines().filter_map(|line| line.parse().ok()).collect();
        Self { tracks, cuts }
    }

    pub(super) fn on_cut(&self, frame: i64) -> bool {
        self.cuts.binary_search(&frame).is_ok()
    }
}

/// The cues of a clean file.
fn cues(text: &str) -> Vec<Cue> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let frame = |stamp: &str| {
        let n: Vec<i64> = stamp.split([':', ',']).map(|n| n.parse().unwrap()).collect();
        let ms = ((n[0] * 60 + n[1]) * 60 + n[2]) * 1000 + n[3];
        (ms * FPS + 500) / 1000
    };
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty()).enumerate();
    let read = |(id, block): (usize, &str)| {
        let mut lines = block.lines();
        lines.next().unwrap();
        let (start, end) = lines.next().unwrap().split_once(" --> ").unwrap();
        Cue {
            id,
            start: frame(start),
            end: frame(end),
            slip: [0; 2],
            lines: lines.map(str::to_owned).collect(),
            counter: None,
            skip: 0,
            stamps: None,
            bom: false,
            odd_end: false,
            after: "\n",
        }
    };
    blocks.map(read).collect()
}

/// A file that is written of cues.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its cues in the order of the file.
    pub cues: Vec<Cue>,
    /// Its encoding, where it is not UTF-8.
    pub encoding: Option<Encoding>,
    /// Its last line has no end.
    pub cut: bool,
    /// How long the film is, in seconds, where that is known.
    pub length: Option<i64>,
}

impl Sheet {
    pub(super) fn new(cues: Vec<Cue>) -> Self {
        Self { cues, encoding: None, cut: false, length: None }
    }

    /// The text of the file, and where in it each cue begins.
    pub(super) fn write(&self, crlf: bool) -> (String, Vec<(usize, usize)>) {
        let (usual, odd) = if crlf { ("\r\n", "\n") } else { ("\n", "\r\n") };
        let (mut out, mut places) = (String::new(), Vec::with_capacity(self.cues.len()));
        let mut number = 0;
        for cue in &self.cues {
            places.push((out.len(), cue.id));
            number += 1 + cue.skip;
            if cue.bom {
                out.push('\u{feff}');
            }
            match cue.counter.as_deref() {
                Some("") => {}
                Some(counter) => out.extend([counter, usual]),
                None => out.extend([number.to_string().as_str(), usual]),
            }
            out.extend([cue.stamps.clone().unwrap_or_else(|| cue.timing()).as_str(), usual]);
            for (index, line) in cue.lines.iter().enumerate() {
                out.extend([line.as_str(), if cue.odd_end && index == 0 { odd } else { usual }]);
            }
            out.push_str(&cue.after.replace('\n', usual));
        }
        if self.cut {
            out.truncate(out.trim_end().len());
        }
        (out, places)
    }
}

/// A place where a fault may be planted.
#[derive(Debug)]
pub struct Site<'s> {
    /// The track.
    pub sheet: &'s mut Sheet,
    /// The cue, by its place in the sheet; there are others on both sides of it.
    pub at: usize,
    /// Which track it is.
    pub track: usize,
    /// Says how the fault is planted.
    pub dice: &'s mut Dice,
    /// The clean film.
    pub film: &'s Film,
    /// The entry that is planted, where it is one.
    pub entry: Option<&'static Entry>,
}

impl Site<'_> {
    pub(super) fn cue(&self) -> &Cue {
        &self.sheet.cues[self.at]
    }

    pub(super) fn edit(&mut self) -> &mut Cue {
        &mut self.sheet.cues[self.at]
    }

    pub(super) fn next(&self) -> &Cue {
        &self.sheet.cues[self.at + 1]
    }

    pub(super) fn before(&self) -> i64 {
        self.cue().start - self.sheet.cues[self.at - 1].end
    }

    pub(super) fn after(&self) -> i64 {
        self.next().start - self.cue().end
    }

    pub(super) fn lasts(&self) -> i64 {
        self.cue().end - self.cue().start
    }

    /// Whether the cue keeps to every limit of duration and speed with these times.
    pub(super) fn lawful(&self, start: i64, end: i64) -> bool {
        lawful(self.cue().characters(), end - start)
    }

    /// Whether so many characters more can be read.
    pub(super) fn room(&self, more: i64) -> bool {
        lawful(self.cue().characters() + more, self.lasts())
    }

    /// Gives the cue other lines, where they keep to every limit of length and speed.
    pub(super) fn say(&mut self, lines: Vec<String>) -> bool {
        let mut new = self.cue().clone();
        new.lines = lines;
        let most = LINE[self.track];
        let short = new.words().iter().all(|line| line.chars().count() <= most);
        let good = short && new.lines != self.cue().lines && lawful(new.characters(), self.lasts());
        if good {
            *self.edit() = new;
        }
        good
    }

    /// Changes one line, at random.
    pub(super) fn change(&mut self, how: impl Fn(&str, &mut Dice) -> Option<String>) -> bool {
        let mut lines = self.cue().lines.clone();
        if lines.is_empty() {
            return false;
        }
        let which = self.dice.below(lines.len());
        let Some(new) = how(&lines[which], self.dice) else { return false };
        lines[which] = new;
        self.say(lines)
    }
}

/// With a frame to spare, as times are rounded.
fn lawful(characters: i64, frames: i64) -> bool {
    (BRIEFEST..=LONGEST).contains(&frames) && characters * FPS <= (frames - 1) * READ
}
