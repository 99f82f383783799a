//! From the script to the film: which row stands when, in each language.

use super::dice::Dice;
use super::script::{Row, Scene, Script, need};
use super::{CHAIN, ES, FPS, KK, PAUSE, RU};
use anyhow::{Result, ensure};
use std::array::from_fn;

/// Any number does; another one makes another film.
const SEED: u64 = 0x7265_6775_6121;
/// The film is full when it has so many rows.
const ROWS: usize = 1875;
/// In-time of the first row: 12 s.
const FIRST_IN: i64 = 12 * FPS;
/// Out-time of the last row, as near as whole frames allow: 02:29:10.
const LAST_OUT: i64 = ((2 * 60 + 29) * 60 + 10) * FPS;
/// Pauses between scenes: 4 to 25 s.
const SCENE_PAUSE: [i64; 2] = [4 * FPS, 25 * FPS];
/// Of a hundred rows inside a scene, how many are chained to the next in every language. The languages that run
/// longer than the template are chained here and there on top of it.
const CHAINED: i64 = 32;
/// Of the rows that a translator could have split, one in so many is.
const SPLIT: usize = 4;

/// The rows in the order of the film, with their times.
#[derive(Debug)]
pub struct Film {
    /// In the order of time.
    pub slots: Vec<Slot>,
}

/// One row of the script at one place of the film. All languages begin together, as translations made from a
/// template do; each ends when it has been read.
#[derive(Debug)]
pub struct Slot {
    /// In-time, in frames.
    pub start: i64,
    /// Out-times, language by language, in frames.
    pub ends: [i64; 3],
    /// The lines, language by language.
    pub lines: [Vec<String>; 3],
    /// The row is in italics.
    pub italic: bool,
    /// Two people speak.
    pub dash: bool,
    /// The scene ends with it.
    pub last_of_scene: bool,
    /// One language has it as two cues.
    pub split: Option<Split>,
}

/// A row that one language shows as two cues.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    /// The language.
    pub track: usize,
    /// Out-time of the first line, in frames; the second comes in two frames later.
    pub end: i64,
}

impl Film {
    /// Assembles the film.
    ///
    /// # Errors
    /// When the script is too short or too long for it.
    pub fn assemble(script: &Script) -> Result<Self> {
        let mut dice = Dice::new(SEED);
        let scenes = running_order(script, &mut dice);
        let mut film = Self { slots: Vec::new() };
        let mut lengths = Vec::new();
        let mut splits = Splits::default();
        for scene in &scenes {
            for (index, row) in scene.rows.iter().enumerate() {
                let last = index + 1 == scene.rows.len();
                let (slot, length) = draft(row, last, splits.turn(row), &mut dice);
                film.slots.push(slot);
                lengths.push(length);
            }
        }
        film.place(&lengths, scenes.len(), &mut dice)?;
        Ok(film)
    }

    /// Moves every slot to its time, with pauses between scenes that fill the film.
    fn place(&mut self, lengths: &[i64], scenes: usize, dice: &mut Dice) -> Result<()> {
        let weights: Vec<i64> = (1..scenes).map(|_| dice.between(60, 140)).collect();
        let pauses = weights.len() as i64;
        let room = LAST_OUT - FIRST_IN - lengths.iter().sum::<i64>() - pauses * SCENE_PAUSE[0];
        let all: i64 = weights.iter().sum::<i64>().max(1);
        let mut next_pause = weights.iter().map(|weight| SCENE_PAUSE[0] + room * weight / all);
        let mut at = FIRST_IN;
        for (slot, length) in self.slots.iter_mut().zip(lengths) {
            slot.start = at;
            slot.ends.iter_mut().for_each(|end| *end += at);
            if let Some(split) = &mut slot.split {
                split.end += at;
            }
            at += length;
            if slot.last_of_scene {
                let pause = next_pause.next().unwrap_or(SCENE_PAUSE[0]);
                ensure!(
                    (SCENE_PAUSE[0]..=SCENE_PAUSE[1]).contains(&pause),
                    "a pause of {pause} frames between scenes: too few or too many rows for the film"
                );
                at += pause;
            }
        }
        Ok(())
    }
}

/// The story once, then its scenes again in other orders, as the chapters of a long film come back to places and
/// people. No scene follows itself, and no line a line with the same words.
fn running_order<'s>(script: &'s Script, dice: &mut Dice) -> Vec<&'s Scene> {
    let mut out: Vec<&Scene> = script.scenes.iter().collect();
    let mut rows: usize = out.iter().map(|scene| scene.rows.len()).sum();
    while rows < ROWS {
        let mut again: Vec<&Scene> = script.scenes.iter().collect();
        dice.shuffle(&mut again);
        for scene in again {
            let stands = out.last().is_some_and(|last| std::ptr::eq(*last, scene) || repeats(last, scene));
            if rows < ROWS && !stands {
                rows += scene.rows.len();
                out.push(scene);
            }
        }
    }
    out
}

/// Whether a scene begins with words the one before it ends with.
fn repeats(before: &Scene, scene: &Scene) -> bool {
    let pair = before.rows.last().zip(scene.rows.first());
    pair.is_some_and(|(a, b)| a.lines.iter().zip(&b.lines).any(|(a, b)| a == b))
}

/// Which languages split which rows: each in turn.
#[derive(Default)]
struct Splits {
    turn: usize,
    seen: usize,
}

impl Splits {
    fn turn(&mut self, row: &Row) -> Option<usize> {
        let track = [KK, RU, ES][self.turn % 3];
        if !row.can_split(track) {
            return None;
        }
        self.seen += 1;
        self.seen.is_multiple_of(SPLIT).then(|| {
            self.turn += 1;
            track
        })
    }
}

/// A row with times counted from its in-time, and the frames to the next row's in-time (at the end of a scene, to
/// its latest out-time).
fn draft(row: &Row, last_of_scene: bool, split: Option<usize>, dice: &mut Dice) -> (Slot, i64) {
    let mut least: [i64; 3] = from_fn(|track| need(&row.lines[track]));
    // What is read lingers a little, and nothing flashes by.
    let mut stay: [i64; 3] = from_fn(|track| (least[track] + dice.between(3, 28)).max(dice.between(24, 38)));
    let split = split.map(|track| {
        let [first, second] = [0, 1].map(|half| need(&row.lines[track][half..=half]) + dice.between(0, 8));
        least[track] = first + CHAIN + second;
        stay[track] = least[track];
        Split { track, end: first }
    });
    let longest = stay.into_iter().max().unwrap_or(0);
    let must = least.into_iter().max().unwrap_or(0);
    let length = if last_of_scene {
        longest
    } else if dice.percent(CHAINED) {
        stay = [longest; 3];
        longest + CHAIN
    } else {
        // The template decides when the next line comes, but no translation may be cut short by it.
        (stay[ES] + dice.between(PAUSE, 70)).max(must + CHAIN)
    };
    let ends = stay.map(|stay| {
        let lies_between = !last_of_scene && length - stay < PAUSE;
        if lies_between { length - CHAIN } else { stay }
    });
    let slot = Slot {
        start: 0,
        ends,
        lines: row.lines.clone(),
        italic: row.italic(),
        dash: row.kind == "dash",
        last_of_scene,
        split,
    };
    (slot, length)
}
