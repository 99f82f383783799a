//! A second hand that writes numbers out, so that the reader does not check itself.

#![allow(clippy::manual_is_multiple_of, reason = "numbers are taken apart digit by digit")]

/// A Russian case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Prepositional,
}

pub(super) const CASES: [Case; 6] = [
    Case::Nominative,
    Case::Genitive,
    Case::Dative,
    Case::Accusative,
    Case::Instrumental,
    Case::Prepositional,
];

pub(super) fn spanish(n: u64, feminine: bool) -> String {
    const SMALL: [&str; 30] = [
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: [&str; 10] =
        ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    const HUNDREDS: [&str; 10] = [
        "",
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];
    fn below(n: u64, feminine: bool, short: bool) -> String {
        let one = if feminine {
            "una"
        } else if short {
            "un"
        } else {
            "uno"
        };
        match n {
            1 => one.to_owned(),
            21 if feminine => "veintiuna".to_owned(),
            21 if short => "veintiún".to_owned(),
            0..30 => SMALL[n as usize].to_owned(),
            30..100 => match n % 10 {
                0 => TENS[n as usize / 10].to_owned(),
                ones => format!("{} y {}", TENS[n as usize / 10], below(ones, feminine, short)),
            },
            100 => "cien".to_owned(),
            _ => {
                let hundred = HUNDREDS[n as usize / 100];
                let hundred = if feminine { hundred.replace("tos", "tas") } else { hundred.to_owned() };
                match n % 100 {
                    0 => hundred,
                    rest => format!("{hundred} {}", below(rest, feminine, short)),
                }
            }
        }
    }
    if n == 1_000_000_000 {
        return "mil millones".to_owned();
    }
    let (millions, thousands, rest) = (n / 1_000_000, n / 1000 % 1000, n % 1000);
    let mut parts = Vec::new();
    match millions {
        0 => {}
        1 => parts.push("un millón".to_owned()),
        n => parts.push(format!("{} millones", below(n, false, true))),
    }
    match thousands {
        0 => {}
        1 => parts.push("mil".to_owned()),
        n => parts.push(format!("{} mil", below(n, feminine, true))),
    }
    if rest > 0 || n == 0 {
        parts.push(below(rest, feminine, false));
    }
    parts.join(" ")
}

pub(super) fn english(n: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    fn below(n: u64) -> String {
        match n {
            0..20 => SMALL[n as usize].to_owned(),
            20..100 if n % 10 == 0 => TENS[n as usize / 10].to_owned(),
            20..100 => format!("{}-{}", TENS[n as usize / 10], SMALL[n as usize % 10]),
            _ if n % 100 == 0 => format!("{} hundred", SMALL[n as usize / 100]),
            _ => format!("{} hundred and {}", SMALL[n as usize / 100], below(n % 100)),
        }
    }
    let mut parts = Vec::new();
    for (scale, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")] {
        if n / scale % 1000 > 0 {
            parts.push(format!("{} {name}", below(n / scale % 1000)));
        }
    }
    if n % 1000 > 0 || n == 0 {
        parts.push(below(n % 1000));
    }
    parts.join(" ")
}

pub(super) fn kazakh(n: u64) -> String {
    const ONES: [&str; 10] = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];
    const TENS: [&str; 10] =
        ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];
    fn below(n: u64, out: &mut Vec<&'static str>) {
        if n >= 100 {
            if n >= 200 {
                out.push(ONES[n as usize / 100]);
            }
            out.push("жүз");
        }
        if n / 10 % 10 > 0 {
            out.push(TENS[n as usize / 10 % 10]);
        }
        if n % 10 > 0 {
            out.push(ONES[n as usize % 10]);
        }
    }
    let mut out = Vec::new();
    for (scale, name) in [(1_000_000_000, "миллиард"), (1_000_000, "миллион"), (1000, "мың")]
    {
        let many = n / scale % 1000;
        if many > 0 {
            // A thousand alone needs no "one".
            if many > 1 || scale > 1000 {
                below(many, &mut out);
            }
            out.push(name);
        }
    }
    below(n % 1000, &mut out);
    if out.is_empty() { "нөл".to_owned() } else { out.join(" ") }
}

/// Russian, every part of it in the case.
pub(super) fn russian(n: u64, case: Case, gender: usize) -> String {
    fn pick(case: Case, forms: [&str; 6]) -> String {
        forms[CASES.iter().position(|c| *c == case).unwrap()].to_owned()
    }
    fn ones(n: u64, case: Case, gender: usize) -> String {
        match n {
            1 => pick(
                case,
                [
                    ["один", "одного", "одному", "один", "одним", "одном"],
                    ["одна", "одной", "одной", "одну", "одной", "одной"],
                    ["одно", "одного", "одному", "одно", "одним", "одном"],
                ][gender],
            ),
            2 => pick(
                case,
                [
                    if gender == 1 { "две" } else { "два" },
                    "двух",
                    "двум",
                    if gender == 1 { "две" } else { "два" },
                    "двумя",
                    "двух",
                ],
            ),
            3 => pick(case, ["три", "трёх", "трём", "три", "тремя", "трёх"]),
            4 => pick(case, ["четыре", "четырёх", "четырём", "четыре", "четырьмя", "четырёх"]),
            8 => pick(case, ["восемь", "восьми", "восьми", "восемь", "восемью", "восьми"]),
            _ => {
                const STEMS: [&str; 21] = [
                    "",
                    "",
                    "",
                    "",
                    "",
                    "пят",
                    "шест",
                    "сем",
                    "",
                    "девят",
                    "десят",
                    "одиннадцат",
                    "двенадцат",
                    "тринадцат",
                    "четырнадцат",
                    "пятнадцат",
                    "шестнадцат",
                    "семнадцат",
                    "восемнадцат",
                    "девятнадцат",
                    "двадцат",
                ];
                let stem = if n == 30 { "тридцат" } else { STEMS[n as usize] };
                let tail = pick(case, ["ь", "и", "и", "ь", "ью", "и"]);
                format!("{stem}{tail}")
            }
        }
    }
    fn below(n: u64, case: Case, gender: usize) -> Vec<String> {
        let mut out = Vec::new();
        match n / 100 {
            0 => {}
            1 => out.push(pick(case, ["сто", "ста", "ста", "сто", "ста", "ста"])),
            2 => out.push(pick(case, ["двести", "двухсот", "двумстам", "двести", "двумястами", "двухстах"])),
            3 => out.push(pick(case, ["триста", "трёхсот", "трёмстам", "триста", "тремястами", "трёхстах"])),
            4 => out.push(pick(
                case,
                ["четыреста", "четырёхсот", "четырёмстам", "четыреста", "четырьмястами", "четырёхстах"],
            )),
            n => {
                let tail = pick(case, ["сот", "сот", "стам", "сот", "стами", "стах"]);
                out.push(format!("{}{tail}", ones(n, case, 0)));
            }
        }
        match n % 100 {
            0 => {}
            rest @ (1..=20 | 30) => out.push(ones(rest, case, gender)),
            rest => {
                match rest / 10 {
                    2 => out.push(ones(20, case, 0)),
                    3 => out.push(ones(30, case, 0)),
                    4 => out.push(pick(case, ["сорок", "сорока", "сорока", "сорок", "сорока", "сорока"])),
                    9 => out.push(pick(
                        case,
                        ["девяносто", "девяноста", "девяноста", "девяносто", "девяноста", "девяноста"],
                    )),
                    tens => {
                        let tail = pick(case, ["десят", "десяти", "десяти", "десят", "десятью", "десяти"]);
                        out.push(format!("{}{tail}", ones(tens, case, 0)));
                    }
                }
                if rest % 10 > 0 {
                    out.push(ones(rest % 10, case, gender));
                }
            }
        }
        out
    }
    /// The scale's word behind so many.
    fn scale(many: u64, case: Case, one: [&str; 6], few: &str, lots: [&str; 6]) -> String {
        let direct = matches!(case, Case::Nominative | Case::Accusative);
        match (many % 100, many % 10) {
            (11..=14, _) => pick(case, lots),
            (_, 1) => pick(case, one),
            (_, 2..=4) if direct => few.to_owned(),
            _ => pick(case, lots),
        }
    }
    let mut out = Vec::new();
    let (milliards, millions, thousands) = (n / 1_000_000_000, n / 1_000_000 % 1000, n / 1000 % 1000);
    for (many, name) in [(milliards, "миллиард"), (millions, "миллион")] {
        if many > 0 {
            out.extend(below(many, case, 0));
            let tails = |tails: [&str; 6]| tails.map(|tail| format!("{name}{tail}"));
            let (one, lots) =
                (tails(["", "а", "у", "", "ом", "е"]), tails(["ов", "ов", "ам", "ов", "ами", "ах"]));
            let few = format!("{name}а");
            out.push(scale(
                many,
                case,
                one.each_ref().map(String::as_str),
                &few,
                lots.each_ref().map(String::as_str),
            ));
        }
    }
    if thousands > 0 {
        if thousands > 1 {
            out.extend(below(thousands, case, 1));
        }
        let one = ["тысяча", "тысячи", "тысяче", "тысячу", "тысячей", "тысяче"];
        let lots = ["тысяч", "тысяч", "тысячам", "тысяч", "тысячами", "тысячах"];
        out.push(scale(thousands, case, one, "тысячи", lots));
    }
    if n % 1000 > 0 {
        out.extend(below(n % 1000, case, gender));
    }
    if out.is_empty() {
        pick(case, ["ноль", "ноля", "нолю", "ноль", "нолём", "ноле"])
    } else {
        out.join(" ")
    }
}

/// The last word of a Russian number as an ordinal in some case; for numbers that do not end in round thousands.
pub(super) fn russian_ordinal(n: u64, tail: usize) -> String {
    let whole = russian(n, Case::Nominative, 0);
    let (head, last) = whole.rsplit_once(' ').map_or(("", whole.as_str()), |(head, last)| (head, last));
    let hard = |stem: &str| {
        format!("{stem}{}", ["ый", "ого", "ому", "ая", "ую", "ым", "ом", "ые", "ых", "ыми"][tail])
    };
    let stressed = |stem: &str| {
        format!("{stem}{}", ["ой", "ого", "ому", "ая", "ую", "ым", "ом", "ые", "ых", "ыми"][tail])
    };
    let word = match last {
        "один" => hard("перв"),
        "два" => stressed("втор"),
        "три" => {
            let tails = ["ий", "ьего", "ьему", "ья", "ью", "ьим", "ьем", "ьи", "ьих", "ьими"];
            format!("трет{}", tails[tail])
        }
        "четыре" => hard("четвёрт"),
        "шесть" => stressed("шест"),
        "семь" => stressed("седьм"),
        "восемь" => stressed("восьм"),
        "сорок" => stressed("сороков"),
        "девяносто" => hard("девяност"),
        "сто" => hard("сот"),
        "двести" => hard("двухсот"),
        "триста" => hard("трёхсот"),
        "четыреста" => hard("четырёхсот"),
        "пятьсот" => hard("пятисот"),
        "шестьсот" => hard("шестисот"),
        "семьсот" => hard("семисот"),
        "восемьсот" => hard("восьмисот"),
        "девятьсот" => hard("девятисот"),
        "пятьдесят" => hard("пятидесят"),
        "шестьдесят" => hard("шестидесят"),
        "семьдесят" => hard("семидесят"),
        "восемьдесят" => hard("восьмидесят"),
        other => hard(other.trim_end_matches('ь')),
    };
    if head.is_empty() { word } else { format!("{head} {word}") }
}

/// A Kazakh ordinal.
pub(super) fn kazakh_ordinal(n: u64) -> String {
    let whole = kazakh(n);
    let tail = match whole.rsplit(' ').next().unwrap() {
        "екі" | "жеті" => "нші",
        "алты" => "ншы",
        "бір" | "үш" | "төрт" | "бес" | "сегіз" | "елу" | "жетпіс" | "сексен" | "жүз" | "нөл" => {
            "інші"
        }
        "жиырма" => "сыншы",
        _ => "ыншы",
    };
    format!("{whole}{tail}").replace("қырықыншы", "қырқыншы")
}

/// A Kazakh number with a case ending that agrees with its last word.
pub(super) fn kazakh_case(n: u64, case: usize) -> String {
    let whole = kazakh(n);
    let last = whole.rsplit(' ').next().unwrap();
    let front = last.chars().any(|c| "еіөүә".contains(c));
    let end = last.chars().next_back().unwrap();
    let vowel = "аеіыуө".contains(end);
    let voiceless = "тсшқкп".contains(end);
    let nasal = "ңнм".contains(end);
    let at =
        |front_form: &str, back_form: &str| if front { front_form.to_owned() } else { back_form.to_owned() };
    let tail = match case {
        0 if voiceless || end == 'д' => at("ке", "қа"),
        0 => at("ге", "ға"),
        1 if voiceless || end == 'д' => at("те", "та"),
        1 => at("де", "да"),
        2 if voiceless || end == 'д' => at("тен", "тан"),
        2 if nasal => at("нен", "нан"),
        2 => at("ден", "дан"),
        3 if voiceless || end == 'д' => at("тің", "тың"),
        3 if vowel || nasal => at("нің", "ның"),
        3 => at("дің", "дың"),
        _ if end == 'з' => at("бен", "бен"),
        _ if voiceless || end == 'д' => "пен".to_owned(),
        _ => "мен".to_owned(),
    };
    format!("{whole}{tail}")
}
