//! What a number counts, as far as the same thing may be counted otherwise in another language.

use super::filter::Filter;
use super::fold::next_word;
use super::phrase::Next;
use super::value::Value;
use crate::language::Tongue;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// Time that passes, or age.
    Time,
    /// Length.
    Length,
    /// Mass.
    Mass,
    /// Volume.
    Volume,
    /// Warmth.
    Temperature,
    /// A part of a hundred.
    Percent,
    /// Money.
    Money,
}

/// A unit, with its size in a base unit of its dimension: seconds, centimetres, grams, centilitres. A currency and a
/// scale of temperature have a number for a name instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    size: i64,
}

impl Unit {
    const fn new(dimension: Dimension, size: i64) -> Self {
        Self { dimension, size }
    }

    /// Minutes.
    pub(super) const MINUTE: Self = MINUTE;
    /// Per cent.
    pub(super) const PERCENT: Self = Self::new(Dimension::Percent, 1);

    pub(super) const fn money(name: i64) -> Self {
        Self::new(Dimension::Money, name)
    }

    pub(super) const DEGREE: Self = Self::new(Dimension::Temperature, 1);

    /// Whether two quantities are as good as one: within a quarter, as translators round miles to kilometres and a
    /// fortnight to fifteen days. Different currencies, and degrees of whatever scale, are not compared.
    pub(super) fn agrees(self, value: Value, other: Self, many: Value) -> bool {
        if self.dimension != other.dimension || self.size == other.size {
            return false;
        }
        match self.dimension {
            Dimension::Money => true,
            Dimension::Percent | Dimension::Temperature => false,
            _ => {
                let size = |unit: Self, value: Value, den: i64| {
                    i128::from(unit.size) * i128::from(value.numerator()) * i128::from(den)
                };
                let one = size(self, value, many.denominator());
                let two = size(other, many, value.denominator());
                (one - two).abs() * 4 <= one.max(two)
            }
        }
    }
}

const SECOND: Unit = Unit::new(Dimension::Time, 1);
const MINUTE: Unit = Unit::new(Dimension::Time, 60);
const HOUR: Unit = Unit::new(Dimension::Time, 3600);
const DAY: Unit = Unit::new(Dimension::Time, 86_400);
const WEEK: Unit = Unit::new(Dimension::Time, 604_800);
/// A twelfth of a year of 365 days and a quarter.
const MONTH: Unit = Unit::new(Dimension::Time, 2_629_800);
const YEAR: Unit = Unit::new(Dimension::Time, 31_557_600);
const DECADE: Unit = Unit::new(Dimension::Time, 315_576_000);
const CENTURY: Unit = Unit::new(Dimension::Time, 3_155_760_000);
const CENTIMETRE: Unit = Unit::new(Dimension::Length, 1);
const FOOT: Unit = Unit::new(Dimension::Length, 30);
const METRE: Unit = Unit::new(Dimension::Length, 100);
const YARD: Unit = Unit::new(Dimension::Length, 91);
const KILOMETRE: Unit = Unit::new(Dimension::Length, 100_000);
const VERST: Unit = Unit::new(Dimension::Length, 106_680);
const MILE: Unit = Unit::new(Dimension::Length, 160_934);
const LEAGUE: Unit = Unit::new(Dimension::Length, 557_270);
const GRAM: Unit = Unit::new(Dimension::Mass, 1);
const OUNCE: Unit = Unit::new(Dimension::Mass, 28);
const POUND: Unit = Unit::new(Dimension::Mass, 454);
const KILOGRAM: Unit = Unit::new(Dimension::Mass, 1000);
const POOD: Unit = Unit::new(Dimension::Mass, 16_380);
const TON: Unit = Unit::new(Dimension::Mass, 1_000_000);
const LITRE: Unit = Unit::new(Dimension::Volume, 100);
const GALLON: Unit = Unit::new(Dimension::Volume, 379);
const EURO: Unit = Unit::money(1);
const DOLLAR: Unit = Unit::money(2);
const STERLING: Unit = Unit::money(3);
const ROUBLE: Unit = Unit::money(4);
const TENGE: Unit = Unit::money(5);
const PESO: Unit = Unit::money(6);
const YEN: Unit = Unit::money(7);

/// Words of a unit with blanks between; a star stands for any ending.
type Names = (&'static str, Unit);

const SPANISH: [Names; 27] = [
    ("segundo segundos", SECOND),
    ("minuto minutos", MINUTE),
    ("hora horas", HOUR),
    ("dia dias noche noches jornada jornadas", DAY),
    ("semana semanas", WEEK),
    ("mes meses", MONTH),
    ("año años añito añitos", YEAR),
    ("decada decadas", DECADE),
    ("siglo siglos", CENTURY),
    ("centimetro centimetros cm", CENTIMETRE),
    ("pie pies", FOOT),
    ("metro metros m", METRE),
    ("yarda yardas", YARD),
    ("kilometro kilometros km", KILOMETRE),
    ("verstas", VERST),
    ("milla millas", MILE),
    ("legua leguas", LEAGUE),
    ("gramo gramos g", GRAM),
    ("onza onzas", OUNCE),
    ("kilo kilos kilogramo kilogramos kg", KILOGRAM),
    ("tonelada toneladas", TON),
    ("litro litros", LITRE),
    ("galon galones", GALLON),
    ("euro euros", EURO),
    ("dolar dolares", DOLLAR),
    ("rublo rublos", ROUBLE),
    ("peso pesos peseta pesetas", PESO),
];

const RUSSIAN: [Names; 28] = [
    ("секунд*", SECOND),
    ("минут*", MINUTE),
    ("час часа часу часом часе часов часы часам часами часах часик*", HOUR),
    (
        "день дня дню днем дне дней дни дням днями днях сутки суток суткам сутками сутках ночь ночи ночей ночам",
        DAY,
    ),
    ("недел*", WEEK),
    ("месяц*", MONTH),
    ("год года году годом годе годов годы годам годами годах лет годик*", YEAR),
    ("десятилет*", DECADE),
    ("век века веку веком веке веков столети*", CENTURY),
    ("сантиметр* см", CENTIMETRE),
    ("фут фута футов футах", FOOT),
    ("метр метра метру метром метре метров метры метрам метрами метрах м", METRE),
    ("ярд ярда ярдов", YARD),
    ("километр* км", KILOMETRE),
    ("верст*", VERST),
    ("миля мили миль милю милях милям", MILE),
    ("лье", LEAGUE),
    ("грамм* г", GRAM),
    ("унци*", OUNCE),
    ("фунт фунта фунтов фунты", POUND),
    ("килограмм* кило кг", KILOGRAM),
    ("пуд пуда пудов", POOD),
    ("тонн*", TON),
    ("литр литра литров литры", LITRE),
    ("галлон*", GALLON),
    ("доллар*", DOLLAR),
    ("рубл* руб", ROUBLE),
    ("тенге", TENGE),
];

const KAZAKH: [Names; 19] = [
    ("секунд*", SECOND),
    ("минут*", MINUTE),
    ("сағат*", HOUR),
    ("күн күні күнде күннен күнге күндік күндей тәулік* түн түні түнде түннен", DAY),
    ("апта*", WEEK),
    ("ай айда айға айдан айлық айдың", MONTH),
    ("жыл* жас жаста жастан жасқа жасар жасында жасымда жасыңда жастағы", YEAR),
    ("онжылдық*", DECADE),
    ("ғасыр*", CENTURY),
    ("сантиметр* см", CENTIMETRE),
    ("метр метрге метрде метрден метрлік м", METRE),
    ("километр* шақырым* км", KILOMETRE),
    ("миль мильге", MILE),
    ("грамм* г", GRAM),
    ("килограмм* кило келі* кг", KILOGRAM),
    ("тонна*", TON),
    ("литр*", LITRE),
    ("рубль* рубл*", ROUBLE),
    ("теңге*", TENGE),
];

const ENGLISH: [Names; 24] = [
    ("second seconds", SECOND),
    ("minute minutes", MINUTE),
    ("hour hours", HOUR),
    ("day days night nights", DAY),
    ("week weeks", WEEK),
    ("month months", MONTH),
    ("year years", YEAR),
    ("decade decades", DECADE),
    ("century centuries", CENTURY),
    ("centimeter* centimetre* cm", CENTIMETRE),
    ("foot feet", FOOT),
    ("meter meters metre metres m", METRE),
    ("yard yards", YARD),
    ("kilometer* kilometre* km klicks", KILOMETRE),
    ("mile miles", MILE),
    ("gram grams", GRAM),
    ("ounce ounces", OUNCE),
    ("pound pounds", POUND),
    ("kilo kilos kilogram* kg", KILOGRAM),
    ("ton tons tonne tonnes", TON),
    ("liter liters litre litres", LITRE),
    ("gallon gallons", GALLON),
    ("dollar dollars buck bucks", DOLLAR),
    ("euro euros", EURO),
];

/// Words for units that all languages share, or that only money and warmth have.
const COMMON: [Names; 7] = [
    ("евро", EURO),
    ("доллар*", DOLLAR),
    ("libra* фунт*", STERLING),
    ("теңге* тенге tenge* tengue*", TENGE),
    ("йен* иен* yen yenes", YEN),
    ("grado* градус* degree*", Unit::DEGREE),
    ("процент* пайыз* percent", Unit::PERCENT),
];

/// How units begin in any of the languages.
static HEADS: Filter = Filter::of_lists(&[&SPANISH, &RUSSIAN, &KAZAKH, &ENGLISH, &COMMON]);

/// Whether a word that begins at `at` may be a unit.
pub(super) fn may_begin(bytes: &[u8], at: usize) -> bool {
    HEADS.may_begin(bytes, at)
}

/// The unit a folded word names.
pub(super) fn named(word: &str, tongue: Tongue) -> Option<Unit> {
    if !HEADS.may_begin(word.as_bytes(), 0) {
        return None;
    }
    let own: &[Names] = match tongue {
        Tongue::Spanish => &SPANISH,
        Tongue::Russian => &RUSSIAN,
        Tongue::Kazakh => &KAZAKH,
        Tongue::English => &ENGLISH,
        Tongue::Other => &[],
    };
    own.iter().chain(&COMMON).find(|(names, _)| lists(names, word)).map(|(_, unit)| *unit)
}

/// Whether one of the names is this word, or a beginning of it with a star.
fn lists(names: &str, word: &str) -> bool {
    let (names, word) = (names.as_bytes(), word.as_bytes());
    let mut at = 0;
    while let Some(rest) = names.get(at..).filter(|rest| !rest.is_empty()) {
        let same = rest.iter().zip(word).take_while(|(a, b)| a == b).count();
        match rest.get(same) {
            Some(b'*') => return true,
            None | Some(b' ') if same == word.len() => return true,
            _ => {}
        }
        let len = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
        at += len + 1;
    }
    false
}

/// The unit inside a word like полгода or двухлетний.
pub(super) fn inside(word: &str) -> Option<Unit> {
    const PARTS: [Names; 9] = [
        ("года лет", YEAR),
        ("часа часов", HOUR),
        ("дня днев", DAY),
        ("месяц месячн", MONTH),
        ("недел", WEEK),
        ("минут", MINUTE),
        ("метр", METRE),
        ("век", CENTURY),
        ("кило", KILOGRAM),
    ];
    // A word of one part only has no number in it.
    let tail = word.char_indices().nth(2).and_then(|(at, _)| word.get(at..))?;
    PARTS.iter().find(|(parts, _)| parts.split(' ').any(|part| tail.contains(part))).map(|(_, unit)| *unit)
}

/// The unit behind a number that ends at `end`, and where its sign or word ends. `next` is the word behind a blank.
pub(super) fn behind(
    text: &str,
    end: usize,
    next: Option<Next<'_>>,
    tongue: Tongue,
) -> Option<(Unit, usize)> {
    let Some(next) = next else {
        let rest = text.get(end..)?;
        let sign = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
        let c = sign.chars().next()?;
        if let Some(unit) = sign_of(c) {
            return Some((unit, end + rest.len() - sign.len() + c.len_utf8()));
        }
        // A unit without a blank: 5km.
        let word = super::fold::word_at(text, end)?;
        return Some((named(word.folded().as_str(), tongue)?, word.end));
    };
    // A quarter of an hour.
    if matches!(next.text, "de" | "of" | "an") {
        let word = next_word(text, next.end)?;
        return Some((named(word.folded().as_str(), tongue)?, word.end));
    }
    per_cent(text, next, tongue).or_else(|| Some((named(next.text, tongue)?, next.end)))
}

/// "Por ciento" and "per cent".
fn per_cent(text: &str, first: Next<'_>, tongue: Tongue) -> Option<(Unit, usize)> {
    let want: &[&str] = match (tongue, first.text) {
        (Tongue::Spanish, "por") => &["ciento", "cien"],
        (Tongue::English, "per") => &["cent"],
        _ => return None,
    };
    let second = next_word(text, first.end)?;
    want.contains(&second.folded().as_str()).then_some((Unit::PERCENT, second.end))
}

/// The unit a sign stands for.
pub(super) fn sign_of(c: char) -> Option<Unit> {
    Some(match c {
        '%' => Unit::PERCENT,
        '€' => EURO,
        '$' => DOLLAR,
        '£' => STERLING,
        '₽' => ROUBLE,
        '₸' => TENGE,
        '¥' => YEN,
        '°' => Unit::DEGREE,
        _ => return None,
    })
}
