//! The two tracks as the search sees them: times in milliseconds, in order, and what their words may tell.

use tregua_parse::time::Time;

/// A cue, or a stretch of speech, as the alignment needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
    /// What its words tell; [`Clue::default`] where there are none, as of sound.
    pub clue: Clue,
}

/// What a cue's words tell that another language's words tell too.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Clue {
    /// It asks.
    pub asks: bool,
    /// It exclaims.
    pub exclaims: bool,
    /// Its numbers in digits, whatever their order; 0 for none.
    numbers: u32,
    /// Its letters; 0 for a few.
    letters: u32,
}

impl Clue {
    /// The clue of a cue's text as shown.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut clue = Self::default();
        let (mut letters, mut count, mut number) = (0x811c_9dc5u32, 0u32, None::<u32>);
        let mix = |hash: u32, c: u32| (hash ^ c).wrapping_mul(0x0100_0193);
        for c in text.chars() {
            match c {
                '?' => clue.asks = true,
                '!' => clue.exclaims = true,
                _ => {}
            }
            match c.to_digit(10) {
                Some(digit) => number = Some(mix(number.unwrap_or(0x9dc5), digit)),
                // A sum knows no order.
                None => clue.numbers = clue.numbers.wrapping_add(number.take().unwrap_or(0)),
            }
            // Nearly all letters, the quick way.
            match c {
                'a'..='z' | 'а'..='я' => (count, letters) = (count + 1, mix(letters, c.into())),
                'A'..='Z' | 'А'..='Я' => (count, letters) = (count + 1, mix(letters, u32::from(c) + 32)),
                _ if c.is_alphabetic() => {
                    count += 1;
                    for low in c.to_lowercase() {
                        letters = mix(letters, low.into());
                    }
                }
                _ => {}
            }
        }
        clue.numbers = clue.numbers.wrapping_add(number.unwrap_or(0));
        clue.letters = if count >= 8 { letters.max(1) } else { 0 };
        clue
    }

    /// How much likelier two clues are of one line than of two, as a logarithm.
    pub(super) fn worth(self, other: Self) -> f32 {
        let both = |a: bool, b: bool, yes: f32, no: f32| match (a, b) {
            (true, true) => yes,
            (false, false) => 0.04,
            _ => no,
        };
        let numbers = match (self.numbers, other.numbers) {
            (0, 0) => 0.0,
            (a, b) if a == b => 2.5,
            (0, _) | (_, 0) => -0.1,
            _ => -0.5,
        };
        let same = if self.letters != 0 && self.letters == other.letters { 4.0 } else { 0.0 };
        both(self.asks, other.asks, 0.9, -0.35)
            + both(self.exclaims, other.exclaims, 0.7, -0.15)
            + numbers
            + same
    }
}

/// A track in the order of its in-times.
#[derive(Clone, Default)]
pub(super) struct Side {
    pub(super) starts: Vec<f64>,
    pub(super) ends: Vec<f64>,
    pub(super) clues: Vec<Clue>,
    /// The out-times in order.
    pub(super) outs: Vec<f64>,
    /// The in-times as they were, in the same order.
    pub(super) times: Vec<Time>,
}

/// Times beyond this are no film's: one wild stamp shall not hide the others.
const BEYOND: i64 = 100 * 3600 * 1000;

impl Side {
    pub(super) fn new(lines: &[Line]) -> Self {
        let sane =
            |line: &&Line| line.start.to_millis().abs() < BEYOND && line.end.to_millis().abs() < BEYOND;
        let mut lines: Vec<&Line> = lines.iter().filter(sane).collect();
        lines.sort_by_key(|line| (line.start, line.end));
        let ms = |time: Time| time.ticks() as f64 / (Time::from_millis(1).map_or(1, Time::ticks) as f64);
        let ends: Vec<f64> = lines.iter().map(|line| ms(line.end)).collect();
        let mut outs = ends.clone();
        outs.sort_unstable_by(f64::total_cmp);
        Self {
            starts: lines.iter().map(|line| ms(line.start)).collect(),
            ends,
            outs,
            clues: lines.iter().map(|line| line.clue).collect(),
            times: lines.iter().map(|line| line.start).collect(),
        }
    }

    /// Another film with the same habits: the same gaps and lengths in the other order.
    pub(super) fn reversed(&self) -> Self {
        let mut starts = Vec::with_capacity(self.len());
        let mut at = self.starts.first().copied().unwrap_or(0.0);
        starts.extend(self.starts.first().copied());
        for two in self.starts.windows(2).rev() {
            if let [before, after] = two {
                at += after - before;
                starts.push(at);
            }
        }
        let lengths: Vec<f64> =
            self.starts.iter().zip(&self.ends).map(|(start, end)| end - start).rev().collect();
        // The gap behind a cue is behind it still, so that none runs into the next.
        let mut ends: Vec<f64> = Vec::with_capacity(self.len());
        for (at, start) in starts.iter().enumerate() {
            let length = lengths.get(at + 1).or(lengths.first()).copied().unwrap_or(0.0);
            ends.push(start + length);
        }
        let mut outs = ends.clone();
        outs.sort_unstable_by(f64::total_cmp);
        Self {
            starts,
            ends,
            outs,
            clues: self.clues.iter().rev().copied().collect(),
            times: self.times.clone(),
        }
    }

    /// A film whose gaps and lengths are like these, and none of them the same: each longer or shorter by up to a half. One
    /// of many, by number.
    pub(super) fn alike(&self, number: u32) -> Self {
        // Numbers as if by chance, the same in every run.
        let mut state = number.wrapping_mul(0x9e37_79b1) | 1;
        let mut factor = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            0.67 + f64::from(state >> 8) / f64::from(1u32 << 24) * 0.83
        };
        let mut out = Self { clues: self.clues.clone(), times: self.times.clone(), ..Self::default() };
        let mut at = self.starts.first().copied().unwrap_or(0.0);
        for (cue, (start, end)) in self.starts.iter().zip(&self.ends).enumerate() {
            let gap = self.starts.get(cue + 1).map_or(0.0, |next| next - start) * factor();
            let length = (end - start) * factor();
            out.starts.push(at);
            out.ends.push(at + if gap > 0.0 { length.min(gap) } else { length });
            at += gap;
        }
        out.outs = out.ends.clone();
        out.outs.sort_unstable_by(f64::total_cmp);
        out
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The track played at another speed.
    pub(super) fn at_speed(&self, speed: f64) -> Self {
        let scale = |times: &[f64]| times.iter().map(|time| time * speed).collect();
        Self {
            starts: scale(&self.starts),
            ends: scale(&self.ends),
            outs: scale(&self.outs),
            clues: self.clues.clone(),
            times: self.times.clone(),
        }
    }
}
