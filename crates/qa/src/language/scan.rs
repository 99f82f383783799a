//! One pass over a text: words are counted for the languages they speak for. Nothing is allocated.

use super::letters::{self, DOTTED_I, FIRST_OF_NINE, Kind, NAT};
use super::look_alikes::look_alike;
use super::tally::{Cyrillic, Latin, Tally};
use super::words::{self, Key};
use whichlang::Lang;

/// The most one word may say, so that no single name or loan outweighs the rest.
pub(super) const WORD: i32 = 5 * NAT;

impl Tally {
    /// Counts the words of a text.
    pub(super) fn of(text: &str) -> Self {
        let (mut tally, latin) = Self::but_guess(text);
        tally.guess(&latin);
        tally
    }

    /// The same without what whichlang says of the Latin words, which are given too: it takes its time.
    pub(super) fn but_guess(text: &str) -> (Self, Line) {
        // Far more than a cue has; sums over so much fit into their numbers.
        const ENOUGH: usize = 100_000;
        let end = (0..=text.len().min(ENOUGH)).rev().find(|&at| text.is_char_boundary(at));
        let text = text.get(..end.unwrap_or_default()).unwrap_or_default();
        let mut scan = Scan { lower: text.chars().any(letters::is_small), ..Scan::default() };
        scan.run(text);
        let [mut outside, inside] = scan.sides;
        outside.letters.add(&inside.letters);
        // What is quoted may be in any language; it counts only where little else is said.
        if outside.cyrillic.words < 2 {
            outside.cyrillic.add(&inside.cyrillic);
        }
        if outside.latin.words < 2 {
            outside.latin.add(&inside.latin);
        }
        (outside, scan.latin)
    }

    /// Asks whichlang.
    pub(super) fn guess(&mut self, latin: &Line) {
        let letters = self.latin.letters;
        match latin.guess() {
            Some(Lang::Spa) => self.latin.guessed_spanish = letters,
            Some(Lang::Eng) => self.latin.guessed_english = letters,
            Some(_) => self.latin.guessed_other = letters,
            None => {}
        }
    }
}

/// Letters of a word that are looked at.
pub(super) const WORD_ROOM: usize = 32;

/// The Latin words that count, one blank between them: what whichlang is asked about.
#[derive(Debug)]
pub(super) struct Line {
    bytes: [u8; 240],
    len: usize,
}

impl Line {
    fn push(&mut self, word: &[char]) {
        let room = self.bytes.get_mut(self.len..).unwrap_or_default();
        if room.len() < word.len() * 4 + 1 {
            return;
        }
        let mut at = 0;
        for c in word {
            at += room.get_mut(at..).map_or(0, |room| c.encode_utf8(room).len());
        }
        if let Some(end) = room.get_mut(at) {
            *end = b' ';
        }
        self.len += at + 1;
    }

    /// What whichlang takes it for; it has an answer to anything, so a word of four letters is not put to it.
    fn guess(&self) -> Option<Lang> {
        let text = str::from_utf8(self.bytes.get(..self.len)?).ok()?;
        (text.len() > 5).then(|| whichlang::detect_language(text))
    }
}

/// Where a word stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// First of its sentence.
    first: bool,
    /// Followed by a full stop.
    stop: bool,
    /// Part of an address.
    address: bool,
}

/// The state of a pass.
struct Scan {
    sides: [Tally; 2],
    quoted: bool,
    lower: bool,
    latin: Line,
    word: [char; WORD_ROOM],
    len: usize,
    cyrillic: u32,
    latin_letters: u32,
}

impl Default for Scan {
    fn default() -> Self {
        Self {
            sides: [Tally::default(); 2],
            quoted: false,
            lower: false,
            latin: Line { bytes: [0; 240], len: 0 },
            word: ['\0'; WORD_ROOM],
            len: 0,
            cyrillic: 0,
            latin_letters: 0,
        }
    }
}

impl Scan {
    fn run(&mut self, text: &str) {
        // A sentence begins here; the sign before the word joined it to an address.
        let (mut first, mut joined) = (true, false);
        let mut skip_to = 0;
        for (at, c) in text.char_indices() {
            if at < skip_to {
                continue;
            }
            match letters::kind(c) {
                Kind::None => {}
                Kind::Mark => {
                    if let Some(last) = self.len.checked_sub(1).and_then(|last| self.word.get_mut(last)) {
                        *last = letters::composed(*last, c);
                    }
                    continue;
                }
                kind => {
                    self.letter(c, kind);
                    continue;
                }
            }
            let next = text.as_bytes().get(at + c.len_utf8()).copied().unwrap_or(b' ');
            if matches!(c, '\'' | '’') && self.len > 0 && next.is_ascii_alphabetic() {
                self.push('\'');
                continue;
            }
            let joins = matches!(c, '.' | '@' | '/' | '_') && next.is_ascii_alphanumeric();
            if self.len > 0 {
                self.end(Place { first, stop: c == '.', address: joined || joins });
                first = false;
            }
            joined = joins;
            match c {
                '.' | '!' | '?' | '…' | ':' | '—' | '–' | '¿' | '¡' | '\n' | '♪' | '|' | '(' | '[' =>
                {
                    first = true;
                    if matches!(c, '¿' | '¡') {
                        self.side().latin.marks += 1;
                    }
                }
                '-' if matches!(next, b' ' | 0x80..) => first = first || next == b' ',
                '«' | '„' => (self.quoted, first) = (true, true),
                '»' | '”' => self.quoted = false,
                '"' | '“' => (self.quoted, first) = (!self.quoted, !self.quoted),
                '<' if next == b'/' || next.is_ascii_alphabetic() => skip_to = after(text, at, b'>'),
                '{' if next == b'\\' => skip_to = after(text, at, b'}'),
                _ => {}
            }
        }
        if self.len > 0 {
            self.end(Place { first, stop: false, address: joined });
        }
    }

    fn side(&mut self) -> &mut Tally {
        let [outside, inside] = &mut self.sides;
        if self.quoted { inside } else { outside }
    }

    fn push(&mut self, c: char) {
        if let Some(place) = self.word.get_mut(self.len) {
            *place = c;
            self.len += 1;
        }
    }

    fn letter(&mut self, c: char, kind: Kind) {
        let letters = &mut self.side().letters;
        match kind {
            Kind::Cyrillic => {
                letters.cyrillic += 1;
                self.cyrillic += 1;
            }
            Kind::Latin => {
                letters.latin += 1;
                self.latin_letters += 1;
            }
            _ => letters.other += 1,
        }
        self.push(c);
    }

    /// Counts the word that has just ended.
    fn end(&mut self, place: Place) {
        let letters = self.word;
        let word = letters.get(..self.len).unwrap_or_default();
        let (cyrillic, latin) = (self.cyrillic, self.latin_letters);
        (self.len, self.cyrillic, self.latin_letters) = (0, 0, 0);
        let capital = word.first().is_some_and(|c| letters::is_capital(*c));
        let shouted = capital && !word.iter().any(|c| letters::is_small(*c));
        // Acronyms and speakers' names in capitals, initials, addresses.
        if self.lower && shouted && word.len() > 1
            || shouted && word.len() == 1 && place.stop
            || place.address
        {
            return;
        }
        // A capital inside a sentence marks a name, unless everything is in capitals.
        let name = capital && self.lower && !place.first;
        let maybe_name = capital && self.lower && place.first;
        if cyrillic >= latin && cyrillic > 0 {
            cyrillic_word(&mut self.side().cyrillic, word, name, maybe_name);
        } else if latin > 0 && latin_word(&mut self.side().latin, word, name) {
            self.latin.push(word);
        }
    }
}

/// The position after the sign that closes a tag opened at `at`, or `at` if nothing near closes it.
fn after(text: &str, at: usize, close: u8) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take(300).position(|&b| b == close).map_or(at, |length| at + length + 1)
}

/// Counts a Cyrillic word.
fn cyrillic_word(tally: &mut Cyrillic, word: &[char], name: bool, maybe_name: bool) {
    // The pair with a letter that has no number is not asked: this is no row of the table.
    const NO_ROW: u8 = u8::MAX;
    let mut key = Key::default();
    let mut before = 0;
    let mut score = 0;
    let (mut nine, mut dotted, mut common, mut own, mut foreign, mut doubled) =
        (false, false, false, false, false, false);
    for &c in word {
        let mut code = letters::cyrillic(c);
        if code == 0 {
            foreign |= letters::foreign_cyrillic(c);
            if letters::kind(c) == Kind::Latin {
                code = look_alike(c, true).map_or(0, letters::cyrillic);
            }
        }
        key = key.push(code);
        match code {
            0 => before = NO_ROW,
            FIRST_OF_NINE.. => {
                dotted |= code == DOTTED_I;
                nine |= code != DOTTED_I;
                common |= matches!(code, 34 | 35 | 38 | DOTTED_I);
                own |= matches!(code, 34 | 35 | 38);
                // өө and үү leave no row behind, so the doubling is seen in the letters.
                before = NO_ROW;
            }
            _ => {
                score += letters::pair(before, code);
                doubled |= before == code && matches!(code, 1 | 15 | 20 | 30);
                before = code;
            }
        }
    }
    score += letters::pair(before, 0);
    doubled |= word.windows(2).any(|pair| pair == ['ө', 'ө'] || pair == ['ү', 'ү']);
    let listed = words::cyrillic(key);
    if name && listed.is_none() {
        return;
    }
    tally.words += 1;
    tally.letters += word.len() as u32;
    let small = word.first().is_some_and(|c| letters::is_small(*c));
    tally.plain += u32::from(small || listed.is_some() || nine);
    tally.nine += u32::from(nine || dotted);
    tally.sure += u32::from(nine);
    tally.common += u32::from(common);
    tally.own += u32::from(own);
    tally.doubled += u32::from(doubled);
    let score = match listed {
        _ if foreign => 0,
        // Kazakh да, "too", leans on the word before it and never opens a sentence.
        Some(words::Cyrillic::Both) if maybe_name && word == ['Д', 'а'] => -WORD,
        Some(words::Cyrillic::Both) => 0,
        Some(words::Cyrillic::Ukrainian) => {
            foreign = true;
            0
        }
        Some(words::Cyrillic::Kazakh) => WORD * 4 / 5,
        // One letter is little to go by.
        Some(words::Cyrillic::Russian) if word.len() == 1 => -WORD * 2 / 5,
        Some(words::Cyrillic::Russian) => -WORD,
        // No Russian word has them, so this may outweigh a loan.
        None if nine => WORD * 7 / 5,
        None if dotted => (score + WORD * 4 / 5).clamp(-WORD / 2, WORD),
        None => score.clamp(-WORD, WORD),
    };
    tally.foreign += u32::from(foreign);
    tally.listed_russian += u32::from(listed == Some(words::Cyrillic::Russian));
    let score = if maybe_name && listed.is_none() && !nine { score / 2 } else { score };
    tally.kazakh += score.max(0);
    tally.russian += (-score).max(0);
}

/// Counts a Latin word; false for a name.
fn latin_word(tally: &mut Latin, word: &[char], name: bool) -> bool {
    let mut key = Key::default();
    let (mut tilde, mut accent, mut strange, mut bare_q) = (false, false, false, false);
    for (at, &c) in word.iter().enumerate() {
        let code = letters::latin(c);
        key = key.push(code);
        match code {
            0 => strange |= letters::foreign_latin(c),
            27..=31 => accent = true,
            32 => tilde = true,
            17 => bare_q |= !matches!(word.get(at + 1), Some('u' | 'U' | 'ú' | 'Ú')),
            _ => {}
        }
    }
    let listed = words::latin(key);
    if name && listed.is_none() {
        return false;
    }
    tally.words += 1;
    tally.letters += word.len() as u32;
    match listed {
        Some(words::Latin::Spanish) => tally.spanish += 1,
        Some(words::Latin::English) => tally.english += 1,
        Some(words::Latin::Foreign) => tally.foreign += 1,
        Some(words::Latin::Both) | None => {}
    }
    tally.marks += u32::from(tilde);
    tally.accents += u32::from(accent);
    tally.strange += u32::from(strange);
    tally.bare_q += u32::from(bare_q);
    true
}
