//! Which language a text is in: Spanish, Kazakh, Russian or English.
//!
//! Written for single cues, where a few words must do, and with precision first: rather no answer than a wrong
//! one. Cyrillic text is told by the nine letters that Kazakh adds to the Russian ones, by pairs of letters and by
//! short lists of frequent words; Latin text by `whichlang`, by ñ ¿ ¡ and accents, and by lists. Names inside a
//! sentence, acronyms, tags, digits and music signs do not count, and quoted words only where nothing else is
//! said.

mod case;
mod cyrillic;
mod evidence;
mod garbled;
mod glance;
pub mod kazakh;
mod letters;
mod look_alikes;
pub(crate) mod phrase;
mod scan;
mod spoken;
mod tally;
mod track;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use case::{capitalised, in_capitals_of};
pub use cyrillic::cyrillic_words;
pub use garbled::ungarble;
pub use look_alikes::{MixedWord, kazakh_twin, latin_twins, look_alike, mixed_words};
pub(crate) use spoken::spoken;
pub use track::{TrackTongue, identify_track, wrong_track};

use tally::Tally;

/// Confidence from which a language is certain enough to accuse a cue.
const CERTAIN: u8 = 90;
/// Confidence under which no answer is given.
const GUESS: u8 = 70;

/// A language, as far as this module tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tongue {
    /// Spanish.
    Spanish,
    /// Kazakh.
    Kazakh,
    /// Russian.
    Russian,
    /// English.
    English,
    /// None of the four.
    Other,
}

impl Tongue {
    const ALL: [Self; 5] = [Self::Spanish, Self::Kazakh, Self::Russian, Self::English, Self::Other];

    /// The primary subtag; `und` for another language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::Kazakh => "kk",
            Self::Russian => "ru",
            Self::English => "en",
            Self::Other => "und",
        }
    }

    /// The language of a primary subtag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        Self::ALL.into_iter().find(|tongue| tongue.tag() == tag).unwrap_or(Self::Other)
    }

    /// The language's English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spanish => "Spanish",
            Self::Kazakh => "Kazakh",
            Self::Russian => "Russian",
            Self::English => "English",
            Self::Other => "another language",
        }
    }
}

/// What a text was taken for.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// The language; none when there is too little to go by.
    pub tongue: Option<Tongue>,
    /// How sure, in percent; 0 without a language.
    pub confidence: u8,
    /// What speaks for it.
    pub evidence: Evidence,
}

/// The findings behind a verdict, put into words when shown.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    tally: Tally,
    tongue: Option<Tongue>,
    windows: Option<(u32, u32)>,
}

/// Tells the language of a cue's shown text, or of several cues' joined.
///
/// ```
/// use tregua_qa::language::{Tongue, identify};
/// assert_eq!(identify("Балалар далада ойнап жүр.").tongue, Some(Tongue::Kazakh));
/// assert_eq!(identify("¿Quién vive en esta casa?").tongue, Some(Tongue::Spanish));
/// assert_eq!(identify("♪ 1945 ♪").tongue, None);
/// ```
#[must_use]
pub fn identify(text: &str) -> Verdict {
    judge(&Tally::of(text))
}

/// A verdict only if the text is certainly in another of Spanish, Kazakh, Russian and English than the expected
/// one (a primary subtag). Never accuses where the expected language is none of the four.
///
/// ```
/// use tregua_qa::language::wrong_language;
/// assert!(wrong_language("Я не знаю, где она живёт.", "kk").is_some());
/// assert!(wrong_language("Полиция жолда келе жатыр.", "kk").is_none());
/// ```
#[must_use]
pub fn wrong_language(text: &str, expected: &str) -> Option<Verdict> {
    wrong_tongue(text, Tongue::of_tag(expected))
}

/// As [`wrong_language`], where the expected language is known by more than its tag; never of [`Tongue::Other`].
pub(crate) fn wrong_tongue(text: &str, expected: Tongue) -> Option<Verdict> {
    if expected == Tongue::Other {
        return None;
    }
    if glance::is_at_home(text, expected) {
        return None;
    }
    let (mut tally, latin) = Tally::but_guess(text);
    // Without an English word it can be no English for certain, whatever whichlang says, and no other Latin language is
    // ever accused.
    let scripts = &tally.letters;
    if expected == Tongue::Spanish && scripts.cyrillic <= scripts.latin && tally.latin.english == 0 {
        return None;
    }
    tally.guess(&latin);
    let verdict = judge(&tally);
    let tongue = verdict.tongue.filter(|&tongue| tongue != Tongue::Other)?;
    (tongue != expected && verdict.confidence >= CERTAIN).then_some(verdict)
}

/// Weighs the evidence.
fn judge(tally: &Tally) -> Verdict {
    let scripts = &tally.letters;
    let (cyrillic, latin) = (scripts.cyrillic, scripts.latin);
    let (tongue, confidence) = if scripts.other > cyrillic + latin {
        (Tongue::Other, if scripts.other >= 4 { 99 } else { 0 })
    } else if cyrillic > latin {
        let (tongue, confidence) = judge_cyrillic(&tally.cyrillic);
        // Much Latin text beside it makes a bilingual cue of it.
        (
            tongue,
            if tally.latin.letters * 3 > tally.cyrillic.letters {
                confidence.min(CERTAIN - 5)
            } else {
                confidence
            },
        )
    } else {
        let (tongue, confidence) = judge_latin(&tally.latin);
        (
            tongue,
            if tally.cyrillic.letters * 3 > tally.latin.letters {
                confidence.min(CERTAIN - 5)
            } else {
                confidence
            },
        )
    };
    let tongue = (confidence >= GUESS).then_some(tongue);
    let confidence = if tongue.is_some() { confidence } else { 0 };
    Verdict { tongue, confidence, evidence: Evidence { tally: *tally, tongue, windows: None } }
}

/// Kazakh, Russian or another Cyrillic language.
fn judge_cyrillic(tally: &tally::Cyrillic) -> (Tongue, u8) {
    // Ukrainian, Tatar, Serbian and the like; Kazakh with a stray look-alike has қ, ғ or ұ in other words.
    if tally.foreign > tally.own {
        return (Tongue::Other, (55 + 15 * tally.foreign).min(95) as u8);
    }
    // Kyrgyz and Mongolian have ө, ү and ң, but none of the other six.
    let bare = tally.nine > 0 && tally.common == 0;
    if bare && tally.doubled > 0 {
        return (Tongue::Other, (60 + 10 * tally.doubled).min(90) as u8);
    }
    let (tongue, most, least) = if tally.kazakh >= tally.russian {
        (Tongue::Kazakh, tally.kazakh, tally.russian)
    } else {
        (Tongue::Russian, tally.russian, tally.kazakh)
    };
    let mut limit = limit(tally.words, tally.letters, most, least);
    // A long text with none of қ, ғ, ұ, і may be a neighbour's; a row of capitalised words may be names; and what
    // looks Russian but has a Kazakh word in it may be Kazakh with loans or quotations.
    let neighbour = bare && tally.letters >= 30 || tally.foreign > 0;
    if neighbour || tally.plain == 0 || tongue == Tongue::Russian && tally.sure > 0 {
        limit = limit.min(CERTAIN - 5);
    }
    (tongue, chance(most - least).min(limit))
}

/// Spanish, English or another Latin language.
fn judge_latin(tally: &tally::Latin) -> (Tongue, u8) {
    const NAT: u32 = letters::NAT as u32;
    let (guess_spanish, guess_english, guess_other) =
        (tally.guessed_spanish, tally.guessed_english, tally.guessed_other);
    // Kazakh in Latin letters: q stands without u and the letters look Turkish.
    if tally.bare_q > 0 && tally.strange > 0 && tally.words >= 3 {
        return (Tongue::Kazakh, (60 + 5 * (tally.bare_q + tally.strange)).min(u32::from(CERTAIN) - 5) as u8);
    }
    // whichlang says more about longer text, and never more than about four nats.
    let guessed = |letters: u32| (letters * NAT / 6).min(4 * NAT);
    let spanish =
        tally.spanish * NAT * 5 / 2 + tally.marks * NAT * 4 + tally.accents * NAT + guessed(guess_spanish);
    let english = tally.english * NAT * 5 / 2 + guessed(guess_english);
    let abroad = tally.foreign + 2 * tally.strange;
    let at_home = tally.spanish.max(tally.english) + tally.marks;
    if guess_other > guess_spanish + guess_english && abroad >= 2 && abroad > at_home {
        return (Tongue::Other, (60 + 5 * abroad).min(95) as u8);
    }
    let (tongue, most, least) = if spanish >= english {
        (Tongue::Spanish, spanish, english)
    } else {
        (Tongue::English, english, spanish)
    };
    let listed = tally.spanish.max(tally.english);
    let mut limit = limit(tally.words, tally.letters, most as i32, (least + abroad * NAT * 2) as i32);
    if listed + tally.marks + tally.accents == 0 {
        // Nothing but whichlang's word, which is always given, even for names.
        limit = if tally.words < 4 { 0 } else { limit.min(80) };
    }
    let doubted = guess_other > guess_spanish + guess_english && listed * 2 < tally.words;
    if tally.marks == 0 && (doubted || tally.strange > 0) {
        limit = limit.min(CERTAIN - 5);
    }
    let least = least + abroad * NAT * 2 + guessed(guess_other) / 2;
    (tongue, chance(most as i32 - least as i32).min(limit))
}

/// The most that may be believed of so many words and letters, with so much for one side and the other.
fn limit(words: u32, letters: u32, most: i32, least: i32) -> u8 {
    let by_size = match (words, letters) {
        (0, _) | (_, ..3) => 0,
        (1, ..12) => 80,
        (1, _) | (2, ..8) => 88,
        _ => 99,
    };
    // Two languages in one cue, or words that do not fit: not certain.
    let by_doubt = if least * 5 > most * 3 {
        GUESS
    } else if least * 3 > most {
        CERTAIN - 5
    } else {
        99
    };
    by_size.min(by_doubt)
}

/// The probability, in percent, that a difference of scores stands for. Words of one cue are not independent, so
/// that the sum is taken at less than its face value.
fn chance(score: i32) -> u8 {
    let nats = (f64::from(score) / f64::from(letters::NAT) - 1.5) * 0.6;
    (100.0 / (1.0 + (-nats).exp())) as u8
}
