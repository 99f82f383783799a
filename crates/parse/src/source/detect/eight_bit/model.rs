//! Prices of neighbouring characters in a language.

use super::classes::{Class, Kind, Script};
use super::letters::{FLOOR, KAZAKH, RUSSIAN, SPANISH};

/// Places in a price table: the Kazakh alphabet with "no letter" (43) and four letters of Ukrainian.
const PLACES: usize = 47;

/// A language: what a letter costs behind another.
pub(super) struct Model {
    table: [[u8; PLACES]; PLACES],
}

/// All languages.
pub(super) struct Models {
    russian: Model,
    kazakh: Model,
    ukrainian: Model,
    spanish: Model,
}

impl Models {
    pub(super) fn new() -> Self {
        let russian = Model::from_rows(&RUSSIAN);
        let ukrainian = russian.as_ukrainian();
        Self { russian, kazakh: Model::from_rows(&KAZAKH), ukrainian, spanish: Model::from_rows(&SPANISH) }
    }

    /// The languages written in a script. Russian comes first, so it also explains what fits all of them.
    pub(super) fn of(&self, script: Script) -> [Option<&Model>; 3] {
        match script {
            Script::Cyrillic => [Some(&self.russian), Some(&self.kazakh), Some(&self.ukrainian)],
            Script::Latin => [Some(&self.spanish), None, None],
        }
    }
}

impl Model {
    fn from_rows<const N: usize>(rows: &[&[u8; N]; N]) -> Self {
        let mut table = [[FLOOR; PLACES]; PLACES];
        for (to, from) in table.iter_mut().zip(rows) {
            for (slot, letter) in to.iter_mut().zip(from.iter()) {
                *slot = letter.saturating_sub(b'A');
            }
        }
        Self { table }
    }

    /// Ukrainian and Belarusian, near enough to be told from Kazakh: Russian with і and ї in the place of и,
    /// є of е, ґ of г, ў of в. There was no corpus to measure, and none is needed for a guard.
    fn as_ukrainian(&self) -> Self {
        // Places of і ї є ґ ў, and of the Russian letters that lend their prices.
        let lent = [(42, 9), (43, 9), (44, 6), (45, 4), (46, 3)];
        let twin = |at: usize| lent.iter().find(|(own, _)| *own == at).map_or(at, |(_, twin)| *twin);
        let mut table = self.table;
        for (a, row) in table.iter_mut().enumerate() {
            for (b, slot) in row.iter_mut().enumerate() {
                *slot = self.table[twin(a)][twin(b)];
            }
        }
        Self { table }
    }

    /// Half bits that `b` costs behind `a`.
    pub(super) fn cost(&self, a: Class, b: Class) -> u8 {
        use Kind::{Begins, Blank, Ends, Foreign, Letter, Open, Stranger};
        let pair = self.table[usize::from(a.at)][usize::from(b.at)];
        let joint =
            match (a.kind, b.kind) {
                (Letter, Letter) if b.upper && !a.upper => pair.saturating_add(16),
                (Letter, Letter) if b.upper => pair.saturating_add(2),
                (Letter, Begins) | (Ends, Letter) => pair.saturating_add(12),
                (Letter, Letter | Open | Blank | Ends) => pair,
                (Open | Blank | Begins, Letter) if b.upper => pair.saturating_add(4),
                (Open | Blank | Begins, Letter) => pair,
                // Two scripts in one word.
                (Letter, Foreign) | (Foreign, Letter) => 22,
                (Stranger, Letter | Foreign | Stranger) | (Letter | Foreign, Stranger) => {
                    if b.upper && !a.upper { 24 } else { 12 }
                }
                (Stranger, _) | (_, Stranger) => 10,
                (Foreign, Begins) | (Ends, Foreign) => 12,
                // About what a word's end and beginning cost in Latin readings, so that neither script has it cheaper.
                (Foreign, _) => 6,
                (_, Foreign) => 10,
                (Begins, Blank) => 4,
                (Begins, _) | (_, Ends) | (Open | Blank | Ends, _) => 0,
            };
        joint.saturating_add(b.cost)
    }
}
