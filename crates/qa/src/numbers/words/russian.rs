//! Russian, in all cases.

use crate::numbers::sum::{Entry, Role};

pub(super) const HEADS: &str = "вдв вос впя все вто втр вче вше два две дво дву дев дес дюж мил над нат нол нул оба обе обо оди одн \
    пар пер пол поп пят сед сем сор сот ста сто тре три тро тыс тыщ чет шес";

pub(super) fn look(word: &str) -> Option<Entry> {
    if let Some(entry) = cardinal(word) {
        return Some(entry);
    }
    if let Some(value) = ordinal(word) {
        let entry = Entry::plain(value).ordinal().last();
        // "The second" is also the other, and hundredths and tenths are parts.
        return Some(if matches!(value, 1 | 2) || word.starts_with("сот") { entry.weak() } else { entry });
    }
    compound(word)
}

fn cardinal(word: &str) -> Option<Entry> {
    let plain = |n| Some(Entry::plain(n));
    let weak = |n| Some(Entry::plain(n).weak());
    match word {
        "ноль" | "нуль" | "ноля" | "нуля" | "нолю" | "нулю" | "нолем" | "нулем" | "ноле" | "нуле" => {
            weak(0)
        }
        "один" | "одна" | "одно" | "одни" | "одного" | "одной" | "одному" | "одну" | "одним" | "одном"
        | "одних" | "одними" | "одною" => weak(1),
        "два" | "две" | "двух" | "двум" | "двумя" | "двое" | "двоих" | "двоим" | "двоими" | "дважды" => {
            plain(2)
        }
        "три" | "трех" | "трем" | "тремя" | "трое" | "троих" | "троим" | "троими" | "трижды" => {
            plain(3)
        }
        "четыре" | "четырех" | "четырем" | "четырьмя" | "четверо" | "четверых" | "четверым" | "четверыми"
        | "четырежды" => plain(4),
        "пятеро" | "пятерых" | "пятерым" | "пятерыми" => plain(5),
        "шестеро" | "шестерых" | "шестерым" | "шестерыми" => plain(6),
        "семеро" | "семерых" | "семерым" | "семерыми" => plain(7),
        "восьмеро" | "восьмерых" | "восьмерым" | "восьмерыми" => plain(8),
        "девятеро" | "девятерых" | "девятерым" | "девятерыми" => plain(9),
        "десятеро" | "десятерых" | "десятерым" | "десятерыми" => {
            plain(10)
        }
        // The family, and the magpie.
        "семью" => weak(7),
        "сорока" => weak(40),
        "сорок" => plain(40),
        "восемь" | "восьми" | "восемью" | "восьмью" => plain(8),
        "девяносто" | "девяноста" => plain(90),
        "сто" | "ста" => plain(100),
        "двести" | "двумстам" | "двумястами" | "двухстах" => plain(200),
        "триста" | "тремстам" | "тремястами" | "трехстах" => plain(300),
        "четыреста" | "четыремстам" | "четырьмястами" | "четырехстах" => {
            plain(400)
        }
        "двухсот" => plain(200),
        "трехсот" => plain(300),
        "четырехсот" => plain(400),
        "тысяча" | "тысячу" | "тысяче" | "тысячей" | "тысячью" | "тыща" | "тыщу" => {
            plain(1000)
        }
        "тысячи" | "тысяч" | "тысячам" | "тысячами" | "тысячах" | "тыщи" | "тыщ" => {
            weak(1000)
        }
        "полтора" | "полторы" | "полутора" => {
            Some(Entry { quarters: 6, ..Entry::new(0, Role::OneAndHalf) })
        }
        "полтораста" | "полутораста" => Some(Entry::new(150, Role::Hundreds).last()),
        "половина" | "половины" | "половине" | "половину" | "половиной" => {
            Some(Entry { quarters: 2, ..Entry::new(0, Role::Fraction) }.weak().last())
        }
        "четверть" | "четверти" | "четвертью" => {
            Some(Entry { quarters: 1, ..Entry::new(0, Role::Fraction) }.weak().last())
        }
        "оба" | "обе" | "обоих" | "обеих" | "обоим" | "обеим" | "обоими" | "обеими" | "пара" | "пары"
        | "паре" | "пару" | "парой" | "вдвоем" | "вдвое" | "пополам" | "надвое" => {
            Some(Entry::plain(2).weak().last())
        }
        "втроем" | "втрое" | "натрое" => Some(Entry::plain(3).weak().last()),
        "вчетвером" | "вчетверо" => Some(Entry::plain(4).weak().last()),
        "впятером" => Some(Entry::plain(5).weak().last()),
        "вшестером" => Some(Entry::plain(6).weak().last()),
        "всемером" => Some(Entry::plain(7).weak().last()),
        "десяток" | "десятка" | "десятку" | "десятком" | "десятке" | "десятки" | "десятков" | "десяткам"
        | "десятками" | "десятках" => Some(Entry::new(10, Role::Dozen).weak().last()),
        "сотня" | "сотни" | "сотню" | "сотней" | "сотне" | "сотен" | "сотням" | "сотнями" | "сотнях" => {
            Some(Entry::new(100, Role::Dozen).weak().last())
        }
        "дюжина" | "дюжины" | "дюжине" | "дюжину" | "дюжиной" | "дюжин" => {
            Some(Entry::new(12, Role::Dozen).weak().last())
        }
        _ => inflected(word),
    }
}

/// Numbers that are declined like пять, пятьдесят and миллион.
fn inflected(word: &str) -> Option<Entry> {
    for (stem, value) in
        [("миллион", 1_000_000), ("миллиард", 1_000_000_000), ("триллион", 1_000_000_000_000)]
    {
        if let Some(tail) = word.strip_prefix(stem) {
            return match tail {
                "" | "а" | "у" | "ом" | "е" => Some(Entry::plain(value)),
                "ы" | "ов" | "ам" | "ами" | "ах" => Some(Entry::plain(value).weak()),
                _ => None,
            };
        }
    }
    let stem = ["ью", "ь", "и"].iter().find_map(|tail| word.strip_suffix(tail));
    if let Some(value) = stem.and_then(five_to_thirty) {
        return Some(Entry::plain(value));
    }
    // пятьдесят, пятидесяти, пятьюдесятью; пятьсот, пятисот, пятистам, пятьюстами, пятистах.
    let ten = ["десяти", "десятью", "десят"].iter().find_map(|tail| word.strip_suffix(tail));
    if let Some(ones) = ten.and_then(five_to_eight) {
        return Some(Entry::plain(ones * 10));
    }
    let hundred = ["сот", "стам", "стами", "стах"].iter().find_map(|tail| word.strip_suffix(tail));
    hundred.and_then(five_to_nine).map(|ones| Entry::plain(ones * 100))
}

fn five_to_thirty(stem: &str) -> Option<u64> {
    Some(match stem {
        "пят" => 5,
        "шест" => 6,
        "сем" => 7,
        "девят" => 9,
        "десят" => 10,
        "одиннадцат" => 11,
        "двенадцат" => 12,
        "тринадцат" => 13,
        "четырнадцат" => 14,
        "пятнадцат" => 15,
        "шестнадцат" => 16,
        "семнадцат" => 17,
        "восемнадцат" => 18,
        "девятнадцат" => 19,
        "двадцат" => 20,
        "тридцат" => 30,
        _ => return None,
    })
}

/// The first half of 50 to 80 and 500 to 800.
fn five_to_eight(half: &str) -> Option<u64> {
    Some(match half {
        "пять" | "пяти" | "пятью" => 5,
        "шесть" | "шести" | "шестью" => 6,
        "семь" | "семи" | "семью" => 7,
        "восемь" | "восьми" | "восемью" | "восьмью" => 8,
        _ => return None,
    })
}

fn five_to_nine(half: &str) -> Option<u64> {
    five_to_eight(half).or(match half {
        "девять" | "девяти" | "девятью" => Some(9),
        _ => None,
    })
}

/// The value of an ordinal in any form.
pub(super) fn ordinal(word: &str) -> Option<u64> {
    if let Some(tail) = word.strip_prefix("трет") {
        let tails = ["ий", "ья", "ье", "ьи", "ьего", "ьей", "ьему", "ью", "ьим", "ьем", "ьих", "ьими", "ьею"];
        return tails.contains(&tail).then_some(3);
    }
    let tails = [
        "ого", "его", "ому", "ему", "ыми", "ими", "ый", "ий", "ой", "ая", "ое", "ые", "ым", "ом", "ей", "ую",
        "ых",
    ];
    let stem = tails.iter().find_map(|tail| word.strip_suffix(tail))?;
    Some(match stem {
        "перв" => 1,
        "втор" => 2,
        "четверт" => 4,
        "седьм" => 7,
        "восьм" => 8,
        "сороков" => 40,
        "девяност" => 90,
        "сот" => 100,
        "тысячн" => 1000,
        "миллионн" => 1_000_000,
        _ => {
            if let Some(value) = five_to_thirty(stem) {
                return (value != 7).then_some(value);
            }
            if let Some(ones) = stem.strip_suffix("десят").and_then(five_to_eight) {
                return Some(ones * 10);
            }
            // двухсотый, пятисотый; двухтысячный, стотысячный.
            if let Some(ones) = stem.strip_suffix("сот").and_then(genitive) {
                return Some(ones * 100);
            }
            return stem.strip_suffix("тысячн").and_then(genitive).map(|many| many * 1000);
        }
    })
}

/// A number as the first part of another word: двух-, пяти-, сорока-.
fn genitive(part: &str) -> Option<u64> {
    Some(match part {
        "одно" => 1,
        "дву" | "двух" => 2,
        "тре" | "трех" => 3,
        "четырех" => 4,
        "пяти" => 5,
        "шести" => 6,
        "семи" => 7,
        "восьми" => 8,
        "девяти" => 9,
        "десяти" => 10,
        "сорока" => 40,
        "девяносто" => 90,
        "сто" => 100,
        "двухсот" => 200,
        "трехсот" => 300,
        "тысяче" => 1000,
        _ => {
            let stem = part.strip_suffix('и').and_then(|stem| {
                five_to_thirty(stem).or_else(|| Some(five_to_eight(stem.strip_suffix("десят")?)? * 10))
            });
            return stem.or_else(|| tens_and_ones(part));
        }
    })
}

/// двадцатипяти-, сорокадвух-.
fn tens_and_ones(part: &str) -> Option<u64> {
    const TENS: [(&str, u64); 8] = [
        ("двадцати", 20),
        ("тридцати", 30),
        ("сорока", 40),
        ("пятидесяти", 50),
        ("шестидесяти", 60),
        ("семидесяти", 70),
        ("восьмидесяти", 80),
        ("девяносто", 90),
    ];
    let (ten, rest) = TENS.iter().find_map(|(head, ten)| Some((*ten, part.strip_prefix(head)?)))?;
    genitive(rest).filter(|ones| (1..10).contains(ones)).map(|ones| ten + ones)
}

/// Second parts of words like двухлетний, пятиэтажный, полгода: what is counted.
const COUNTED: &str = "летн лети летк дневн днев часов месячн недел минутн секундн этажн комнатн местн метров километров \
    рублев процентн градусн тонн литров томн кратн сторонн значн конечн угольн год час дня день дн минут секунд месяц \
    век метр километр кило литр тысячи миллион миллиард дюжин сотни пиал стакан ноч суток пут дорог буханк";

/// A number inside another word: it may answer one in another language, and never misses one.
fn compound(word: &str) -> Option<Entry> {
    let counted = |rest: &str| COUNTED.split(' ').any(|part| !part.is_empty() && rest.starts_with(part));
    if let Some(rest) = word.strip_prefix("пол").or_else(|| word.strip_prefix("полу")) {
        let scale = match rest {
            "миллиона" => 1_000_000,
            "миллиарда" => 1_000_000_000,
            "тысячи" => 1000,
            "сотни" => 100,
            "дюжины" => 12,
            _ => 0,
        };
        if scale > 0 {
            return Some(Entry::new(scale / 2, Role::Hundreds).weak().last());
        }
        return counted(rest).then(|| Entry { quarters: 2, ..Entry::new(0, Role::Fraction) }.weak().last());
    }
    // The longest first part that is a number and leaves something that is counted.
    let mut best = None;
    for (at, _) in word.char_indices().skip(2) {
        let (part, rest) = word.split_at(at);
        if let Some(value) = genitive(part).filter(|_| counted(rest)) {
            best = Some(value);
        }
    }
    let value = best?;
    let role = if value < 1000 { Role::Hundreds } else { Role::Scale };
    Some(Entry::new(value, role).weak().last())
}
