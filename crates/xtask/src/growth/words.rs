//! SubRip: what grows is what is said. Sentences in three languages, and what rules look for in them.

use super::{Shape, cue, inside, many, repeat};

const fn srt(name: &'static str, make: fn(usize) -> Vec<u8>) -> Shape {
    Shape { name, extension: "srt", make }
}

const ES: &[&str] = &[
    "No sé dónde está la llave de la casa.",
    "¿Has visto a mi hermano esta mañana?",
    "Vino a las ocho y se fue a las diez.",
    "Me debes veintitrés euros, no lo olvides.",
    "- ¿Quién es?\n- Soy yo, Elena.",
    "El tren de Zaragoza sale a las 18:45.",
    "¡Qué frío hace en este pueblo!",
];
const RU: &[&str] = &[
    "Я не знаю, где лежит ключ от дома.",
    "Ты видел моего брата сегодня утром?",
    "Он пришёл в восемь и ушёл в десять.",
    "Ты должен мне двадцать три рубля, не забудь.",
    "— Кто там?\n— Это я, Елена.",
    "Поезд на Караганду отходит в 18:45.",
    "Как холодно в этой деревне!",
];
const KK: &[&str] = &[
    "Үйдің кілті қайда екенін білмеймін.",
    "Бүгін таңертең ағамды көрдің бе?",
    "Ол сегізде келіп, онда кетіп қалды.",
    "Маған жиырма үш теңге қарызсың, ұмытпа.",
    "— Бұл кім?\n— Бұл мен, Елена.",
    "Қарағанды пойызы 18:45-те жүреді.",
    "Бұл ауылда қандай суық!",
];

fn film(lines: &[&str], bytes: usize) -> Vec<u8> {
    let line = |n: usize| lines.get(n * 7 / 3 % lines.len()).copied().unwrap_or_default();
    many("", bytes, |n| cue(n, n * 3000, n * 3000 + 2000, &format!("{}\n{} {n}", line(n), line(n + 3))))
}

pub(super) const SHAPES: &[Shape] = &[
    srt("srt-film-es", |n| film(ES, n)),
    srt("srt-film-ru", |n| film(RU, n)),
    srt("srt-film-kk", |n| film(KK, n)),
    srt("srt-same-text", |n| {
        many("", n, |i| cue(i, i * 3000, i * 3000 + 2000, "No sé dónde está la llave."))
    }),
    srt("srt-two-texts", |n| {
        many("", n, |i| cue(i, i * 3000, i * 3000 + 2000, if i % 2 == 0 { "Sí." } else { "No." }))
    }),
    srt("srt-words-es", |n| inside(&repeat("palabra de honor y nada más ", n))),
    srt("srt-words-ru", |n| inside(&repeat("честное слово и больше ничего ", n))),
    srt("srt-words-kk", |n| inside(&repeat("адал сөз, басқа ештеңе жоқ ", n))),
    srt("srt-one-word", |n| inside(&repeat("пере", n))),
    srt("srt-one-word-es", |n| inside(&repeat("ñandú", n))),
    srt("srt-words-all-different", |n| {
        many("", n, |i| cue(i, i * 3000, i * 3000 + 2000, &format!("La palabra{i} tiene{i} nombre{i} y{i}.")))
    }),
    srt("srt-speakers", |n| {
        many("", n, |i| cue(i, i * 3000, i * 3000 + 2000, &format!("PERSONA{i}: Hola, Pablo{i}.")))
    }),
    srt("srt-names-in-one-cue", |n| {
        inside(&(0..n / 12).map(|i| format!("y Ramón{i:05} ")).collect::<String>())
    }),
    srt("srt-numbers-es", |n| inside(&repeat("veintitrés mil cien ", n))),
    srt("srt-numbers-ru", |n| inside(&repeat("двадцать три тысячи сто ", n))),
    srt("srt-numbers-kk", |n| inside(&repeat("жиырма үш мың жүз ", n))),
    srt("srt-figures", |n| inside(&repeat("1 234,50 ", n))),
    srt("srt-figures-glued", |n| inside(&repeat("1.234,", n))),
    srt("srt-romans", |n| inside(&repeat("XIV ", n))),
    srt("srt-capitals", |n| inside(&repeat("NO SÉ ", n))),
    srt("srt-mixed-script", |n| inside(&repeat("cлово ", n))),
    srt("srt-addresses", |n| inside(&repeat("www.a.es a@b.es ", n))),
    srt("srt-apostrophes", |n| inside(&repeat("d'a ’o ", n))),
    srt("srt-garbled", |n| inside(&repeat("РџСЂРёРІРµС‚ ", n))),
    srt("srt-questions", |n| inside(&repeat("Qué es? ", n))),
    srt("srt-abbreviations", |n| inside(&repeat("Sr. D. EE. UU. ", n))),
    srt("srt-windows-1251", |n| {
        let line: &[u8] = b"\xdf \xed\xe5 \xe7\xed\xe0\xfe, \xe3\xe4\xe5 \xeb\xe5\xe6\xe8\xf2 \xea\xeb\xfe\xf7 \xee\xf2 \xe4\xee\xec\xe0.";
        let mut out: Vec<u8> = Vec::new();
        let mut i = 0;
        while out.len() < n {
            i += 1;
            let text = cue(i, i * 3000, i * 3000 + 2000, "@");
            let (before, after) = text.split_once('@').unwrap_or_default();
            out.extend(before.bytes().chain(line.iter().copied()).chain(after.bytes()));
        }
        out
    }),
    srt("srt-utf-16", |n| {
        let text = String::from_utf8(film(RU, n / 2)).unwrap_or_default();
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }),
    srt("srt-two-languages", |n| {
        let of = |lines: &[&'static str], i: usize| lines.get(i % 4).copied().unwrap_or_default();
        many("", n, |i| cue(i, i * 3000, i * 3000 + 2000, &format!("{}\n{}", of(ES, i), of(RU, i))))
    }),
];
