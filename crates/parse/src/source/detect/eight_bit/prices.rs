//! Prices of a script's pairs, worked out once, and of a line in a reading.
//!
//! An encoding gives each byte one of about a hundred classes. What one costs behind another is looked up in a table, for
//! all languages of the script at once.

use super::classes::{Class, Kind, Script};
use super::model::Models;

/// Classes by number.
pub(super) struct Numbers {
    classes: Vec<Class>,
    /// Numbers, from 1, of small and capital letters, by their place in the alphabet.
    letters: [[u8; 2]; 64],
}

impl Default for Numbers {
    fn default() -> Self {
        Self { classes: Vec::new(), letters: [[0; 2]; 64] }
    }
}

impl Numbers {
    /// The number of a class; a new one where it has none.
    pub(super) fn of(&mut self, class: Class) -> u8 {
        // Most are letters of the alphabet. What such a letter is follows from its place and case.
        let letter = class.kind == Kind::Letter;
        let slot = self.letters.get_mut(usize::from(class.at)).filter(|_| letter);
        let slot = slot.map(|cases| &mut cases[usize::from(class.upper)]);
        if let Some(known) = slot.as_ref().and_then(|slot| slot.checked_sub(1)) {
            return known;
        }
        let known = if letter { None } else { self.classes.iter().position(|it| *it == class) };
        let at = known.unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        });
        let number = u8::try_from(at).unwrap_or(u8::MAX);
        if let Some(slot) = slot {
            *slot = number.saturating_add(1);
        }
        number
    }
}

/// Sums of three languages in one word. A line has 4096 bytes at most and a pair costs 255 at most, so that none
/// overflows.
const LANE: u32 = 21;

/// A script's prices.
pub(super) struct Prices {
    script: Script,
    classes: Vec<Class>,
    /// What each class costs behind each, a row for the one before.
    pairs: Vec<u64>,
    /// There is no such language.
    missing: [bool; 3],
}

/// The places of a line that tell readings apart.
#[derive(Default)]
pub(super) struct Telling {
    /// Bytes with those before and behind them, a blank where there is none, where the byte or the one before it is
    /// above 0x7F.
    places: Vec<[u8; 3]>,
    ascii_letters: i64,
}

impl Telling {
    pub(super) fn look_at(&mut self, line: &[u8]) {
        self.places.clear();
        self.ascii_letters = 0;
        let mut before = b' ';
        for (i, byte) in line.iter().copied().chain([b' ']).enumerate() {
            self.ascii_letters += i64::from(byte.is_ascii_alphabetic());
            if byte >= 0x80 || before >= 0x80 {
                self.places.push([before, byte, line.get(i + 1).copied().unwrap_or(b' ')]);
            }
            before = byte;
        }
    }

    /// Pairs of neighbours with a byte above 0x7F, with a blank at either end of the line.
    pub(super) fn pairs(&self) -> u64 {
        u64::try_from(self.places.len()).unwrap_or(u64::MAX)
    }
}

impl Prices {
    pub(super) fn new(numbers: &Numbers, script: Script, models: &Models) -> Self {
        let models = models.of(script);
        let classes = numbers.classes.clone();
        let cost = |a: &Class, b: &Class| {
            let lanes = models.iter().zip([0, LANE, 2 * LANE]);
            lanes.map(|(model, lane)| model.map_or(0, |it| u64::from(it.cost(*a, *b)) << lane)).sum()
        };
        let pairs = classes.iter().flat_map(|a| classes.iter().map(move |b| cost(a, b))).collect();
        Self { script, pairs, missing: models.map(|model| model.is_none()), classes }
    }

    /// What a line costs in each language, read with these numbers of classes.
    pub(super) fn of(&self, line: &Telling, numbers: &[u8; 256]) -> [u64; 3] {
        let number = |byte: u8| usize::from(numbers[usize::from(byte)]);
        let is_letter = |class: &Class| matches!(class.kind, Kind::Letter | Kind::Foreign | Kind::Stranger);
        let (mut sums, mut more, mut own) = (0u64, 0i64, 0i64);
        for &[before, byte, behind] in &line.places {
            let (a, b) = (number(before), number(byte));
            sums += self.pairs[a * self.classes.len() + b];
            let class = &self.classes[b];
            // A letter is told where it stands; ASCII letters are none of a Cyrillic alphabet.
            own += i64::from(byte >= 0x80 && class.kind == Kind::Letter);
            if class.inside != 0 && is_letter(&self.classes[a]) && is_letter(&self.classes[number(behind)]) {
                more += i64::from(class.inside);
            }
        }
        // A Cyrillic letter here and there in a Latin line is most likely a misread Latin one.
        let stray =
            self.script == Script::Cyrillic && line.ascii_letters >= 8 && line.ascii_letters > 4 * own;
        more += if stray { 10 * own } else { 0 };
        let lanes = [0, LANE, 2 * LANE].map(|lane| (sums >> lane) & ((1 << LANE) - 1));
        let mut costs = lanes.map(|sum| sum.checked_add_signed(more).unwrap_or(0));
        for (cost, missing) in costs.iter_mut().zip(self.missing) {
            if missing {
                *cost = u64::MAX;
            }
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::super::WEIGHTS;
    use super::super::model::Model;
    use super::*;
    use proptest::prelude::*;

    /// What a line costs, byte by byte.
    fn slowly(line: &[u8], classes: &[Class; 256], model: &Model, script: Script) -> u64 {
        let class = |byte: u8| classes[usize::from(byte)];
        let letter = |byte: u8| matches!(class(byte).kind, Kind::Letter | Kind::Foreign | Kind::Stranger);
        let (mut cost, mut before) = (0i64, b' ');
        for (i, byte) in line.iter().copied().chain([b' ']).enumerate() {
            if byte >= 0x80 || before >= 0x80 {
                cost += i64::from(model.cost(class(before), class(byte)));
                if letter(before) && line.get(i + 1).is_some_and(|b| letter(*b)) {
                    cost += i64::from(class(byte).inside);
                }
            }
            before = byte;
        }
        if script == Script::Cyrillic {
            let ascii = line.iter().filter(|b| b.is_ascii_alphabetic()).count();
            let own = line.iter().filter(|b| class(**b).kind == Kind::Letter).count();
            if ascii >= 8 && ascii > 4 * own {
                cost += 10 * i64::try_from(own).unwrap();
            }
        }
        u64::try_from(cost).unwrap_or(0)
    }

    proptest! {
        #[test]
        fn a_line_costs_what_its_pairs_do(
            line in proptest::collection::vec(prop_oneof![0x20u8..0x7f, 0x80u8..=0xff, 0xc0u8..=0xff], 0..90),
        ) {
            let models = Models::new();
            let mut telling = Telling::default();
            telling.look_at(&line);
            for shape in &WEIGHTS.shapes {
                let found = WEIGHTS.prices(shape.script).of(&telling, &shape.numbers);
                let want = models.of(shape.script);
                let want = want.map(|it| it.map_or(u64::MAX, |it| slowly(&line, &shape.classes, it, shape.script)));
                prop_assert_eq!(found, want, "{:?}", shape.encoding);
            }
        }
    }
}
