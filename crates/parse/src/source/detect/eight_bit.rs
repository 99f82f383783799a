//! Telling the 8-bit encodings apart.
//!
//! The same bytes are read with each encoding's table, and each reading is priced: a pair of letters costs what
//! it is worth in Russian, Kazakh or Spanish (`letters`), signs cost little, letters of no language and box
//! drawing cost much. Only pairs with a byte above 0x7F count, since the rest reads the same everywhere, so all
//! readings are priced over the same places. Each line is priced in the language that suits it best: a file may
//! mix Kazakh and Russian. What none of the three languages explains is left to `others`.

mod classes;
mod letters;
mod model;
mod others;
mod prices;
mod verdict;
mod words;

use super::{Candidate, Encoding};
use classes::{Class, Script, classes};
use model::Models;
use prices::{Numbers, Prices, Telling};
use std::sync::LazyLock;

/// Bytes of text that are looked at: more would not change the answer.
const LOOKED_AT: usize = 256 << 10;

/// Bytes after which readings that have fallen far behind are dropped.
const STAGE: usize = 2 << 10;

/// How far behind, in half bits, a reading is beyond hope.
const HOPELESS: u64 = 400;

/// What an encoding makes of each byte: the same for all files.
struct Shape {
    /// `None` for the DOS code pages 850 and 437, which only have to be recognised, not read.
    encoding: Option<Encoding>,
    script: Script,
    table: [Option<char>; 128],
    classes: [Class; 256],
    /// The number of each byte's class in [`Prices`].
    numbers: [u8; 256],
}

/// One way to read the file.
struct Reading {
    shape: &'static Shape,
    /// Price so far, in half bits.
    cost: u64,
    /// Lines that each model explained best, in the order of [`Models::of`].
    lines: [u32; 3],
    dropped: bool,
}

/// What the file holds, counted once.
struct Facts {
    /// How often each byte occurs.
    histogram: [u64; 256],
    /// Pairs of neighbours with at least one byte above 0x7F, in the lines that were priced.
    pairs: u64,
}

impl Facts {
    fn high(&self) -> u64 {
        self.histogram[128..].iter().sum()
    }

    /// Control characters have no place in subtitles. Tab, line ends, form feed and the old end-of-file sign do.
    fn is_noise(&self) -> bool {
        let fine = [9, 10, 12, 13, 26];
        let controls: u64 =
            (0..32).chain([127]).filter(|b| !fine.contains(b)).map(|b| self.histogram[b]).sum();
        controls * 200 > self.histogram.iter().sum()
    }

    /// Occurrences of bytes that `one` and `other` read differently.
    fn differing(&self, one: &Reading, other: &Reading) -> u64 {
        let all = one.shape.table.iter().zip(&other.shape.table).zip(&self.histogram[128..]);
        all.filter(|((a, b), _)| a != b).map(|(_, n)| n).sum()
    }
}

/// Weighs the encodings that `raw` could be in, best first. `language` is a primary subtag.
pub(super) fn weigh(raw: &[u8], language: Option<&str>) -> Vec<Candidate> {
    let mut facts = Facts { histogram: histogram(raw), pairs: 0 };
    if facts.high() == 0 {
        return Vec::new();
    }
    let mut readings: Vec<Reading> = WEIGHTS.shapes.iter().map(Reading::new).collect();
    price(telling_lines(raw), &mut readings, &mut facts);
    verdict::candidates(raw, readings, &facts, language)
}

/// How often each byte occurs. Neighbours are counted apart: alike, as they often are, they would wait for one another.
fn histogram(raw: &[u8]) -> [u64; 256] {
    let mut parts = [[0u64; 256]; 4];
    for four in raw.chunks(4) {
        for (part, byte) in parts.iter_mut().zip(four) {
            part[usize::from(*byte)] += 1;
        }
    }
    std::array::from_fn(|byte| parts.iter().map(|part| part[byte]).sum())
}

/// All that does not depend on the file.
struct Weights {
    /// The encodings that are weighed, in the order in which ties are settled.
    shapes: Vec<Shape>,
    cyrillic: Prices,
    latin: Prices,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    use encoding_rs as e;
    let (mut cyrillic, mut latin) = (Numbers::default(), Numbers::default());
    let weighed = [
        (Some(Encoding::Legacy(e::WINDOWS_1252)), Script::Latin),
        (Some(Encoding::Legacy(e::ISO_8859_15)), Script::Latin),
        (Some(Encoding::Legacy(e::WINDOWS_1251)), Script::Cyrillic),
        (Some(Encoding::Kz1048), Script::Cyrillic),
        (Some(Encoding::Ptcp154), Script::Cyrillic),
        (Some(Encoding::Legacy(e::KOI8_R)), Script::Cyrillic),
        (Some(Encoding::Legacy(e::KOI8_U)), Script::Cyrillic),
        (Some(Encoding::Legacy(e::ISO_8859_5)), Script::Cyrillic),
        (Some(Encoding::Legacy(e::IBM866)), Script::Cyrillic),
        (Some(Encoding::Legacy(e::X_MAC_CYRILLIC)), Script::Cyrillic),
        (Some(Encoding::Legacy(e::MACINTOSH)), Script::Latin),
        (None, Script::Latin),
    ];
    let shapes = weighed.map(|(encoding, script)| {
        let table = match encoding {
            Some(it) => it.table().unwrap_or([None; 128]),
            None => classes::dos_latin(),
        };
        let classes = classes(&table, script);
        let numbers = match script {
            Script::Cyrillic => &mut cyrillic,
            Script::Latin => &mut latin,
        };
        Shape { encoding, script, table, classes, numbers: classes.map(|class| numbers.of(class)) }
    });
    let models = Models::new();
    Weights {
        shapes: shapes.into(),
        cyrillic: Prices::new(&cyrillic, Script::Cyrillic, &models),
        latin: Prices::new(&latin, Script::Latin, &models),
    }
});

impl Weights {
    fn prices(&self, script: Script) -> &Prices {
        match script {
            Script::Cyrillic => &self.cyrillic,
            Script::Latin => &self.latin,
        }
    }
}

impl Reading {
    fn new(shape: &'static Shape) -> Self {
        Self { shape, cost: 0, lines: [0; 3], dropped: false }
    }
}

/// Lines that hold bytes above 0x7F, up to [`LOOKED_AT`]. Endless lines are cut: they are no text anyway.
fn telling_lines(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = raw.split(|b| matches!(b, b'\n' | b'\r')).flat_map(|line| line.chunks(1 << 12));
    lines.filter(|line| !line.is_ascii()).scan(LOOKED_AT, |left, line| {
        *left = left.checked_sub(line.len())?;
        Some(line)
    })
}

/// Prices every line in every reading.
fn price<'r>(lines: impl Iterator<Item = &'r [u8]>, readings: &mut [Reading], facts: &mut Facts) {
    let mut since = 0;
    let mut telling = Telling::default();
    for line in lines {
        telling.look_at(line);
        for reading in readings.iter_mut().filter(|r| !r.dropped) {
            let shape = reading.shape;
            let costs = WEIGHTS.prices(shape.script).of(&telling, &shape.numbers);
            let best = (0..costs.len()).min_by_key(|i| costs[*i]).unwrap_or(0);
            reading.cost += costs[best];
            reading.lines[best] += 1;
        }
        facts.pairs += telling.pairs();
        since += line.len();
        if since >= STAGE {
            since = 0;
            if is_settled(readings, facts) {
                break;
            }
        }
    }
}

/// Drops what has fallen far behind. Settled is what leaves only readings that spell the same text.
fn is_settled(readings: &mut [Reading], facts: &Facts) -> bool {
    let least = readings.iter().filter(|r| !r.dropped).map(|r| r.cost).min().unwrap_or(0);
    for reading in readings.iter_mut() {
        reading.dropped |= reading.cost > least + HOPELESS;
    }
    let mut left = readings.iter().filter(|r| !r.dropped);
    left.next().is_none_or(|first| left.all(|other| facts.differing(first, other) == 0))
}

#[cfg(test)]
mod tests;
