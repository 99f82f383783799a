//! Kazakh, with its endings.

use crate::language::kazakh::PERSONS;
use crate::numbers::sum::{Entry, Role};

pub(super) const HEADS: &str = "алп алт бес бір еке екі елу жар жет жиы жүз мил мың нол нөл он онғ онд онм онн оны оты сег сек тоғ тоқ төр три қыр үш үше үші үшк үшл үшн үшп үшт шир";

/// Base forms; the longer of two that begin alike comes first.
const BASES: [(&str, u64); 26] = [
    ("миллион", 1_000_000),
    ("миллиард", 1_000_000_000),
    ("триллион", 1_000_000_000_000),
    ("мың", 1000),
    ("жүз", 100),
    ("жиырма", 20),
    ("отыз", 30),
    ("қырық", 40),
    ("қырқ", 40),
    ("елу", 50),
    ("алпыс", 60),
    ("жетпіс", 70),
    ("сексен", 80),
    ("тоқсан", 90),
    ("он", 10),
    ("бір", 1),
    ("екі", 2),
    ("үш", 3),
    ("төрт", 4),
    ("бес", 5),
    ("алты", 6),
    ("жеті", 7),
    ("сегіз", 8),
    ("тоғыз", 9),
    ("нөл", 0),
    ("ноль", 0),
];

/// Groups of so many: екеу, бесеуі, жетеуің.
const TOGETHER: [(&str, u64); 7] =
    [("біреу", 1), ("екеу", 2), ("үшеу", 3), ("төртеу", 4), ("бесеу", 5), ("алтау", 6), ("жетеу", 7)];

pub(super) fn look(word: &str) -> Option<Entry> {
    match word {
        // For; him, his; such, alike; afternoon; orphan; arriving.
        "үшін" | "оны" | "оның" | "онымен" | "онсыз" | "ондай" | "бірдей" | "бесін" | "жетім" | "жетісі"
        | "жетісімен" => return None,
        // In ten, and there; of six, and of gold.
        "онда" => return Some(Entry::new(10, Role::Tens).last().weak()),
        "алтыны" | "алтының" => return Some(Entry::plain(6).last().weak()),
        "жарым" => return Some(Entry { quarters: 2, ..Entry::new(0, Role::Fraction) }.weak()),
        _ if word == "жарты" || word.starts_with("жартысы") => {
            return Some(Entry { quarters: 2, ..Entry::new(0, Role::HalfOf) }.weak());
        }
        "ширек" | "ширегі" => {
            return Some(Entry { quarters: 1, ..Entry::new(0, Role::Fraction) }.weak().last());
        }
        _ => {}
    }
    for (base, value) in TOGETHER {
        if let Some(tail) = word.strip_prefix(base) {
            let ending = ending(tail)?;
            let entry = Entry::plain(value).last();
            // The two of them are "both", and few of them a way to say "together".
            let weak = value <= 2 || ending == Ending::Adverb;
            return Some(if weak { entry.weak() } else { entry });
        }
    }
    let (base, value, tail) =
        BASES.iter().find_map(|(base, value)| Some((*base, *value, word.strip_prefix(base)?)))?;
    let ending = ending(tail)?;
    // Without an ending it is қырық; and of ten's forms most are the pronoun's.
    if base == "қырқ" && !matches!(ending, Ending::Ordinal | Ending::Own) {
        return None;
    }
    if base == "он"
        && !matches!(tail, "" | "ға" | "нан" | "мен" | "дық" | "даған")
        && ending != Ending::Ordinal
    {
        return None;
    }
    let role = match value {
        0..=9 => Role::Ones,
        10..=90 => Role::Tens,
        100 => Role::Hundred,
        _ => Role::Scale,
    };
    let entry = Entry::new(value, role);
    let entry = if ending == Ending::None { entry } else { entry.last() };
    let entry = if ending == Ending::Ordinal { entry.ordinal() } else { entry };
    let face = base == "жүз" && !matches!(ending, Ending::None | Ending::Ordinal);
    let few = value <= 1 || ending == Ending::Ordinal && value == 2;
    let loose = matches!(ending, Ending::Adverb | Ending::Many);
    Some(if face || few || loose { entry.weak() } else { entry })
}

/// What an ending makes of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    None,
    /// A case, a person.
    Case,
    /// "Its three", and cases of that.
    Own,
    Ordinal,
    /// By tens, about fifty.
    Adverb,
    /// Hundreds of.
    Many,
}

const ORDINAL: [&str; 5] = ["сыншы", "ыншы", "інші", "ншы", "нші"];
const OWNER: [&str; 19] = [
    "ымыз",
    "іміз",
    "ыңыз",
    "іңіз",
    "мыз",
    "міз",
    "ңыз",
    "ңіз",
    "лері",
    "лары",
    "лерің",
    "сы",
    "сі",
    "ым",
    "ім",
    "ың",
    "ің",
    "ы",
    "і",
];
const CASE: [&str; 41] = [
    "ның",
    "нің",
    "дың",
    "дің",
    "тың",
    "тің",
    "ндағы",
    "ндегі",
    "дағы",
    "дегі",
    "тағы",
    "тегі",
    "нда",
    "нде",
    "нан",
    "нен",
    "дан",
    "ден",
    "тан",
    "тен",
    "мен",
    "бен",
    "пен",
    "дай",
    "дей",
    "тай",
    "тей",
    "ға",
    "ге",
    "қа",
    "ке",
    "на",
    "не",
    "да",
    "де",
    "та",
    "те",
    "ны",
    "ні",
    "ды",
    "ді",
];
/// You, when there are several.
const YOU_ALL: [&str; 2] = ["сыңдар", "сіңдер"];
const ADVERB: [&str; 14] =
    ["лап", "леп", "дап", "деп", "тап", "теп", "дық", "дік", "тық", "тік", "лық", "лік", "лаған", "леген"];
const MANY: [&str; 6] = ["даған", "деген", "таған", "теген", "дар", "тар"];

/// An ordinal, an owner, a case, a person, each where it is wanted, and nothing left over.
fn ending(tail: &str) -> Option<Ending> {
    if tail.is_empty() {
        return Some(Ending::None);
    }
    if ADVERB.contains(&tail) {
        return Some(Ending::Adverb);
    }
    if MANY.contains(&tail) {
        return Some(Ending::Many);
    }
    let (ordinal, rest) = take(tail, &ORDINAL);
    let first = if ordinal { Ending::Ordinal } else { Ending::Case };
    // Longer pieces stand first in the lists; where that leaves something over, do without.
    for owner in OWNER.iter().copied().chain([""]) {
        let Some(rest) = rest.strip_prefix(owner) else { continue };
        if closes(rest, !owner.is_empty()) {
            return Some(if ordinal || owner.is_empty() { first } else { Ending::Own });
        }
    }
    None
}

/// A case and a person, or neither.
fn closes(rest: &str, owned: bool) -> bool {
    let person = |rest: &str| rest.is_empty() || PERSONS.contains(&rest) || YOU_ALL.contains(&rest);
    if person(rest) || owned && matches!(rest, "н" | "а" | "е") {
        return true;
    }
    let other = ["ты", "ті"].iter().chain(&CASE);
    other.filter_map(|case| rest.strip_prefix(case)).any(person)
}

fn take<'t>(text: &'t str, pieces: &[&str]) -> (bool, &'t str) {
    match pieces.iter().find_map(|piece| text.strip_prefix(piece)) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}
