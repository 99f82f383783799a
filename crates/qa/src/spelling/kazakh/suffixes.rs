//! The suffixes of Kazakh, each with what it may follow.
//!
//! The table says nothing about meaning beyond what the order of suffixes needs: a noun takes a plural, then a
//! possessive, then a case, then a personal ending; a verb takes a voice, a negation, then a tense with its person
//! or a participle, which goes on as a noun does.

use super::sounds::{C, Finals, L, N, R, T, V, VOICED, Z};

/// A set of states.
pub(super) type States = u32;

/// A nominal stem, or anything that takes suffixes as one: participles, verbal nouns, үйдегі.
pub(super) const NOM: States = 1;
/// With a plural suffix.
pub(super) const PLU: States = 1 << 1;
/// With a possessive of "my" or "your": ends in м or ң, and has its own dative.
pub(super) const MY: States = 1 << 2;
/// With a possessive of the third person, after which cases begin with н.
pub(super) const ITS: States = 1 << 3;
/// With -мыз or -ңыз.
pub(super) const OUR: States = 1 << 4;
/// With a case, or an ending used like one.
pub(super) const CASE: States = 1 << 5;
/// With a personal ending on a noun: nothing follows.
pub(super) const IS: States = 1 << 6;
/// A verb stem.
pub(super) const VERB: States = 1 << 7;
/// A negated verb stem.
pub(super) const NOT: States = 1 << 8;
/// The past or the conditional without a person.
pub(super) const PAST: States = 1 << 9;
/// The present without a person, which is also a converb.
pub(super) const NOW: States = 1 << 10;
/// The converb in -ып, which is also a tense.
pub(super) const HAVING: States = 1 << 11;
/// A finite verb; only -шы follows.
pub(super) const DONE: States = 1 << 12;
const ANY_NOUN: States = NOUN | PLU | MY | ITS | OUR;
const STEM: States = VERB | NOT;

/// A noun or adjective made of another; of these only abstract nouns are made again.
pub(super) const MADE: States = 1 << 13;
const NOUN: States = NOM | MADE;

/// Where a word may end.
pub(super) const WHOLE: States =
    NOM | MADE | PLU | MY | ITS | OUR | CASE | IS | VERB | NOT | PAST | NOW | HAVING | DONE;

/// One suffix in its back and its front form.
pub(super) struct Suffix {
    /// What it makes of a word.
    pub(super) to: States,
    /// What it may be added to.
    pub(super) from: States,
    /// Its form after back vowels, and after front ones.
    pub(super) forms: [&'static str; 2],
    /// What the word before it ends in.
    pub(super) after: Finals,
    /// What of the word before it was swallowed, in either harmony: оқы-й is written оқи.
    pub(super) hides: [&'static str; 2],
}

const fn row(to: States, from: States, back: &'static str, front: &'static str, after: Finals) -> Suffix {
    Suffix { to, from, forms: [back, front], after, hides: ["", ""] }
}

/// A suffix that swallowed ы or і.
const fn eats(to: States, from: States, back: &'static str, front: &'static str) -> Suffix {
    Suffix { to, from, forms: [back, front], after: V, hides: ["ы", "і"] }
}

/// All suffixes. я and ю are spelt йа and йу here, as the words are that they are looked for in.
pub(super) static SUFFIXES: &[Suffix] = &[
    // Plural.
    row(PLU, NOUN, "лар", "лер", V | R),
    row(PLU, NOUN, "дар", "дер", L | N | Z),
    row(PLU, NOUN, "тар", "тер", T),
    // Possessives.
    row(MY, NOUN | PLU, "ым", "ім", C),
    row(MY, NOUN | PLU, "ың", "ің", C),
    row(MY, NOUN, "м", "м", V),
    row(MY, NOUN, "ң", "ң", V),
    row(ITS, NOUN | PLU, "ы", "і", C),
    row(ITS, NOUN, "сы", "сі", V),
    row(OUR, NOUN | PLU, "ымыз", "іміз", C),
    row(OUR, NOUN | PLU, "ыңыз", "іңіз", C),
    row(OUR, NOUN, "мыз", "міз", V),
    row(OUR, NOUN, "ңыз", "ңіз", V),
    // "What is whose": менікі, әкемдікі.
    row(NOM | ITS, ANY_NOUN, "нікі", "нікі", V),
    row(NOM | ITS, ANY_NOUN, "дікі", "дікі", R | L | N | Z),
    row(NOM | ITS, ANY_NOUN, "тікі", "тікі", T),
    // Genitive.
    row(CASE, ANY_NOUN, "ның", "нің", V | N),
    row(CASE, ANY_NOUN, "дың", "дің", R | L | Z),
    row(CASE, ANY_NOUN, "тың", "тің", T),
    // Dative.
    row(CASE, NOUN | PLU | OUR, "ға", "ге", VOICED),
    row(CASE, NOUN | PLU | OUR, "қа", "ке", T),
    row(CASE, MY, "а", "е", N),
    row(CASE, ITS, "на", "не", V),
    // Accusative.
    row(CASE, NOUN | PLU, "ны", "ні", V),
    row(CASE, NOUN | PLU | MY | OUR, "ды", "ді", R | L | N | Z),
    row(CASE, NOUN | PLU, "ты", "ті", T),
    row(CASE, ITS, "н", "н", V),
    // Locative, and what is there.
    row(CASE, NOUN | PLU | MY | OUR, "да", "де", VOICED),
    row(CASE, NOUN | PLU, "та", "те", T),
    row(CASE, ITS, "нда", "нде", V),
    row(NOM, NOUN | PLU | MY | OUR, "дағы", "дегі", VOICED),
    row(NOM, NOUN | PLU, "тағы", "тегі", T),
    row(NOM, ITS, "ндағы", "ндегі", V),
    // Ablative.
    row(CASE, NOUN | PLU | MY | OUR, "дан", "ден", V | R | L | Z),
    row(CASE, NOUN | MY, "нан", "нен", N),
    row(CASE, NOUN | PLU, "тан", "тен", T),
    row(CASE, ITS, "нан", "нен", V),
    // "With": knows no harmony.
    row(CASE, ANY_NOUN, "мен", "мен", V | R | L | N),
    row(CASE, ANY_NOUN, "бен", "бен", Z),
    row(CASE, ANY_NOUN, "пен", "пен", T),
    // "Like".
    row(MADE, NOUN | PLU | MY | OUR, "дай", "дей", VOICED),
    row(MADE, NOUN | PLU, "тай", "тей", T),
    row(MADE, ITS, "ндай", "ндей", V),
    row(CASE, NOUN | PLU | MY | OUR, "ша", "ше", V | C),
    row(CASE, ITS, "нша", "нше", V),
    // Nouns and adjectives of nouns.
    row(MADE, NOUN, "лық", "лік", V | R),
    row(MADE, NOUN, "дық", "дік", L | N | Z),
    row(MADE, NOUN, "тық", "тік", T),
    row(MADE, NOM, "лы", "лі", V | R),
    row(MADE, NOM, "ды", "ді", L | N | Z),
    row(MADE, NOM, "ты", "ті", T),
    row(MADE, NOM | PLU | MY | ITS | OUR, "сыз", "сіз", V | C),
    row(MADE, NOM, "шы", "ші", V | C),
    row(MADE, NOM, "рақ", "рек", V),
    row(MADE, NOM, "ырақ", "ірек", C),
    row(MADE, NOM, "ншы", "нші", V),
    row(MADE, NOM, "ыншы", "інші", C),
    row(MADE, NOM | MY, "жан", "жан", V | C),
    // Who is meant: мұғаліммін, қайдансың.
    row(IS, ANY_NOUN | CASE, "мын", "мін", V | R | L | N),
    row(IS, ANY_NOUN | CASE, "бын", "бін", Z),
    row(IS, ANY_NOUN | CASE, "пын", "пін", T),
    row(IS, ANY_NOUN | CASE, "мыз", "міз", V | R | L),
    row(IS, ANY_NOUN | CASE, "быз", "біз", N | Z),
    row(IS, ANY_NOUN | CASE, "пыз", "піз", T),
    row(IS, ANY_NOUN | CASE, "сың", "сің", V | C),
    row(IS, ANY_NOUN | CASE, "сыз", "сіз", V | C),
    row(IS, ANY_NOUN | CASE, "сыңдар", "сіңдер", V | C),
    row(IS, ANY_NOUN | CASE, "сыздар", "сіздер", V | C),
    row(IS, ANY_NOUN | CASE, "дыр", "дір", VOICED),
    row(IS, ANY_NOUN | CASE, "тыр", "тір", T),
    // The same as questions.
    row(IS, ANY_NOUN | CASE | NOW, "мысың", "місің", V | R | L),
    row(IS, ANY_NOUN | CASE, "бысың", "бісің", N | Z),
    row(IS, ANY_NOUN | CASE, "пысың", "пісің", T),
    row(IS, ANY_NOUN | CASE | NOW, "мысыз", "місіз", V | R | L),
    row(IS, ANY_NOUN | CASE, "бысыз", "бісіз", N | Z),
    row(IS, ANY_NOUN | CASE, "пысыз", "пісіз", T),
    row(IS, ANY_NOUN | CASE | NOW, "мысыңдар", "місіңдер", V | R | L),
    row(IS, ANY_NOUN | CASE, "бысыңдар", "бісіңдер", N | Z),
    row(IS, ANY_NOUN | CASE, "пысыңдар", "пісіңдер", T),
    // Voices.
    row(VERB, VERB, "ыл", "іл", R | N | Z | T),
    row(VERB, VERB, "л", "л", V),
    row(VERB, VERB, "ын", "ін", C),
    row(VERB, VERB, "н", "н", V),
    row(VERB, VERB, "ыс", "іс", C),
    row(VERB, VERB, "с", "с", V),
    row(VERB, VERB, "т", "т", V | R | L),
    row(VERB, VERB, "дыр", "дір", R | L | N | Z),
    row(VERB, VERB, "тыр", "тір", T | V),
    row(VERB, VERB, "ғыз", "гіз", VOICED),
    row(VERB, VERB, "қыз", "кіз", T),
    // Negation.
    row(NOT, VERB, "ма", "ме", V | R | L),
    row(NOT, VERB, "ба", "бе", N | Z),
    row(NOT, VERB, "па", "пе", T),
    // Past and conditional, and their persons.
    row(PAST, STEM, "ды", "ді", VOICED),
    row(PAST, VERB, "ты", "ті", T),
    row(PAST, STEM, "са", "се", V | C),
    row(DONE, PAST, "м", "м", V),
    row(DONE, PAST, "ң", "ң", V),
    row(DONE, PAST, "ңыз", "ңіз", V),
    row(DONE, PAST, "қ", "к", V),
    row(DONE, PAST, "ңдар", "ңдер", V),
    row(DONE, PAST, "ңыздар", "ңіздер", V),
    // Present, and its persons.
    row(NOW, VERB, "а", "е", C),
    row(NOW, STEM, "й", "й", V),
    eats(NOW, VERB, "и", "и"),
    row(DONE, NOW, "ды", "ді", V | R),
    row(DONE, NOW, "м", "м", V | R),
    row(DONE, NOW, "мын", "мін", V | R),
    row(DONE, NOW, "сың", "сің", V | R),
    row(DONE, NOW, "сыз", "сіз", V | R),
    row(DONE, NOW, "мыз", "міз", V | R),
    row(DONE, NOW, "сыңдар", "сіңдер", V | R),
    row(DONE, NOW, "сыздар", "сіздер", V | R),
    row(DONE, NOW, "ынша", "інше", R),
    // -ып, and its persons.
    row(HAVING, VERB, "ып", "іп", C),
    row(HAVING, STEM, "п", "п", V),
    row(DONE, HAVING, "ты", "ті", T),
    row(DONE, HAVING, "пын", "пін", T),
    row(DONE, HAVING, "сың", "сің", T),
    row(DONE, HAVING, "сыз", "сіз", T),
    row(DONE, HAVING, "пыз", "піз", T),
    row(DONE, HAVING, "сыңдар", "сіңдер", T),
    row(DONE, HAVING, "сыздар", "сіздер", T),
    // Orders and wishes.
    row(DONE, VERB, "ың", "ің", C),
    row(DONE, STEM, "ң", "ң", V),
    row(DONE, VERB, "ыңыз", "іңіз", C),
    row(DONE, STEM, "ңыз", "ңіз", V),
    row(DONE, VERB, "ыңдар", "іңдер", C),
    row(DONE, STEM, "ңдар", "ңдер", V),
    row(DONE, VERB, "ыңыздар", "іңіздер", C),
    row(DONE, STEM, "ңыздар", "ңіздер", V),
    row(DONE, STEM, "сын", "сін", V | C),
    row(DONE, VERB, "айын", "ейін", C),
    row(DONE, STEM, "йын", "йін", V),
    eats(DONE, VERB, "иын", "иін"),
    row(DONE, VERB, "айық", "ейік", C),
    row(DONE, STEM, "йық", "йік", V),
    eats(DONE, VERB, "иық", "иік"),
    row(DONE, VERB, "алық", "елік", C),
    row(DONE, STEM, "лық", "лік", V),
    row(DONE, STEM, "ғай", "гей", VOICED),
    row(DONE, VERB, "қай", "кей", T),
    row(DONE, DONE | STEM, "шы", "ші", V | C),
    // Converbs of purpose and time.
    row(CASE, STEM, "ғалы", "гелі", VOICED),
    row(CASE, VERB, "қалы", "келі", T),
    // Participles and verbal nouns, which go on as nouns do.
    row(NOM, STEM, "ған", "ген", VOICED),
    row(NOM, VERB, "қан", "кен", T),
    row(NOM, VERB, "атын", "етін", C),
    row(NOM, STEM, "йтын", "йтін", V),
    eats(NOM, VERB, "итын", "итін"),
    row(NOM, VERB, "ар", "ер", C),
    row(NOM, VERB, "р", "р", V),
    row(NOM, NOT, "с", "с", V),
    row(NOM, VERB, "мақ", "мек", V | R | L),
    row(NOM, VERB, "бақ", "бек", N | Z),
    row(NOM, VERB, "пақ", "пек", T),
    row(NOM, VERB, "малы", "мелі", V | R | L),
    row(NOM, STEM, "у", "у", V | C),
    eats(NOM, VERB, "у", "у"),
    row(NOM, VERB, "ушы", "уші", V | C),
    eats(NOM, VERB, "ушы", "уші"),
    row(NOM, VERB, "ғыш", "гіш", VOICED),
    row(NOM, VERB, "қыш", "кіш", T),
    row(NOM, VERB, "ғы", "гі", VOICED),
    row(NOM, VERB, "қы", "кі", T),
];
