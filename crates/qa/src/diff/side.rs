//! What the comparison knows of each cue of a track.

use std::collections::HashMap;
use std::ops::Range;
use tregua_parse::model::Track;
use tregua_parse::time::Time;

/// One track.
pub(super) struct Side {
    /// Each cue's text as shown, one LF between its lines.
    pub(super) texts: Vec<String>,
    /// Each cue's times.
    pub(super) times: Vec<Option<(Time, Time)>>,
}

impl Side {
    pub(super) fn new(track: &Track<'_>) -> Self {
        let texts = track.cues.iter().map(|cue| {
            let mut out = String::new();
            for (n, line) in track.lines_of(cue).iter().enumerate() {
                if n > 0 {
                    out.push('\n');
                }
                track.runs_of(line).iter().for_each(|run| out.push_str(&run.text));
            }
            out
        });
        Self { texts: texts.collect(), times: track.cues.iter().map(|cue| cue.times).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn text(&self, index: usize) -> &str {
        self.texts.get(index).map_or("", String::as_str)
    }

    pub(super) fn time(&self, index: usize) -> Option<(Time, Time)> {
        self.times.get(index).copied().flatten()
    }

    /// The in-time of the first and the out-time of the last of some cues.
    pub(super) fn outer(&self, cues: &Range<u32>) -> (Option<Time>, Option<Time>) {
        let first = self.time(cues.start as usize).map(|it| it.0);
        let last = cues.end.checked_sub(1).and_then(|at| self.time(at as usize)).map(|it| it.1);
        (first, last)
    }

    /// The text of several cues, as if they were one.
    pub(super) fn joined(&self, cues: &Range<u32>) -> String {
        let mut out = String::new();
        for index in cues.clone() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(self.text(index as usize));
        }
        out
    }
}

/// A text's words in lower case, punctuation and line breaks aside: what makes two texts alike.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '\u{301}');
    text.split(move |c: char| !word(c)).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

/// Gives every word a number, so that texts are compared as sorted lists of numbers.
#[derive(Default)]
pub(super) struct Lexicon {
    ids: HashMap<String, u32>,
}

impl Lexicon {
    /// A text's words as sorted numbers; a text without words is one word of its signs, so that two dashes or two notes are alike.
    pub(super) fn bag(&mut self, text: &str) -> Vec<u32> {
        let mut bag: Vec<u32> = words(text).map(|word| self.id(word)).collect();
        if bag.is_empty() && !text.trim().is_empty() {
            bag.push(self.id(text.split_whitespace().collect()));
        }
        bag.sort_unstable();
        bag
    }

    fn id(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        *self.ids.entry(word).or_insert(next)
    }
}

/// How many words two bags share, each word as often as both have it.
pub(super) fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Greater => b.next(),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a.next();
                b.next()
            }
        };
    }
    shared
}

/// Of two bags, twice what they share among all words, per mille. Two empty ones are alike.
pub(super) fn alike(shared: usize, a: usize, b: usize) -> i64 {
    match a + b {
        0 => 1000,
        all => i64::try_from(shared.saturating_mul(2000) / all).unwrap_or(0),
    }
}
