//! A track as a list, changed by what subtitlers do, and spelt in four formats.

use std::fmt::Write as _;
use tregua_parse::time::Time;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    pub(super) from: i64,
    pub(super) to: i64,
    /// LF between lines, `<i>` for italics.
    pub(super) text: String,
}

/// The cue of the base a line comes from, and the line.
pub(super) type Film = Vec<(usize, Line)>;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Change {
    All(i64),
    From(usize, i64),
    /// From 25 to 24 frames a second.
    Slower,
    In(usize, i64),
    Out(usize, i64),
    Word(usize),
    Words(usize),
    Italic(usize),
    Insert(usize, usize),
    Delete(usize),
    Split(usize),
    Join(usize),
}

/// What of a cue a change touches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Touch {
    In,
    Out,
    Text,
    Style,
    All,
    Behind,
}

const TEXTS: [&str; 12] = [
    "¿Ha visto usted a mi hermano esta noche?",
    "Se fue al puerto con los demás pescadores.",
    "No.",
    "Мы приехали ночью,\nв товарных вагонах.",
    "Я не видел ничего, кроме снега до самого неба.",
    "Сіз біздің ауылға қайдан келдіңіз, ағай?",
    "Алыстан келдік, теңіздің арғы бетінен.",
    "- ¿Dónde estamos?\n- Donde se acaban las vías.",
    "Да.",
    "Бүгін кешке бізге қонаққа келіңіз.",
    "Entonces iré a buscarlo yo mismo mañana.",
    "Никто не знает, когда вернётся поезд.",
];

const NEW: [&str; 4] = ["Espera un momento.", "Подожди меня здесь!", "Тоқтай тұршы.", "¡Silencio!"];

/// A track of `count` cues. Every third text has a number, so that most are told apart and some are not.
pub(super) fn film(count: usize, seed: usize) -> Film {
    let mut out = Vec::new();
    let mut at = 5000;
    for n in 0..count {
        let text = TEXTS[(n * 5 + seed) % TEXTS.len()];
        let long = text.len() > 8;
        let text = if long && n % 3 != 2 {
            text.replacen(' ', &format!(" {} ", n + 100), 1)
        } else {
            text.to_owned()
        };
        let len = 1400 + 10 * ((n as i64 * 37 + seed as i64) % 90);
        out.push((n, Line { from: at, to: at + len, text }));
        at += len + 1200 + 10 * ((n as i64 * 53) % 140);
    }
    out
}

impl Change {
    fn touches(&self) -> Vec<(usize, Touch)> {
        match *self {
            Self::All(_) | Self::From(..) | Self::Slower => Vec::new(),
            Self::In(n, _) => vec![(n, Touch::In)],
            Self::Out(n, _) => vec![(n, Touch::Out)],
            Self::Word(n) | Self::Words(n) => vec![(n, Touch::Text)],
            Self::Italic(n) => vec![(n, Touch::Style)],
            Self::Insert(n, _) => vec![(n, Touch::Behind)],
            Self::Delete(n) | Self::Split(n) => vec![(n, Touch::All)],
            Self::Join(n) => vec![(n, Touch::All), (n, Touch::Behind), (n + 1, Touch::All)],
        }
    }

    fn is_global(&self) -> bool {
        matches!(self, Self::All(_) | Self::From(..) | Self::Slower)
    }

    /// Whether this moves all from a cue on, and the other changes something next to it.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let Self::From(n, _) = *self else { return false };
        other.touches().iter().any(|(at, touch)| {
            !matches!(touch, Touch::Text | Touch::Style) && (n.saturating_sub(2)..n + 3).contains(at)
        })
    }

    /// Whether two changes have nothing to do with one another.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        let clash = |a: &(usize, Touch), b: &(usize, Touch)| {
            let all = |t: Touch, u: Touch| t == Touch::All && u != Touch::Behind;
            a.0 == b.0 && (a.1 == b.1 || all(a.1, b.1) || all(b.1, a.1))
        };
        let touch = self.touches().iter().any(|a| other.touches().iter().any(|b| clash(a, b)));
        let both = self.is_global() && other.is_global();
        !(both || touch)
    }

    /// Makes the change, where it can be made, with times of so many milliseconds each.
    pub(super) fn make(&self, film: &mut Film, grain: i64) {
        let place = |film: &Film, n: usize| film.iter().position(|(of, _)| *of == n);
        match *self {
            Self::All(by) => {
                film.iter_mut().for_each(|(_, it)| (it.from, it.to) = (it.from + by, it.to + by))
            }
            Self::From(n, by) => {
                film.iter_mut()
                    .filter(|(of, _)| *of % 1000 >= n)
                    .for_each(|(_, it)| (it.from, it.to) = (it.from + by, it.to + by));
            }
            Self::Slower => film.iter_mut().for_each(|(_, it)| {
                let slower = |ms: i64| (ms * 25 + 12 * grain) / (24 * grain) * grain;
                (it.from, it.to) = (slower(it.from), slower(it.to));
            }),
            Self::In(n, by) => film.iter_mut().filter(|it| it.0 == n).for_each(|it| it.1.from += by),
            Self::Out(n, by) => film.iter_mut().filter(|it| it.0 == n).for_each(|it| it.1.to += by),
            Self::Word(n) => film.iter_mut().filter(|it| it.0 == n).for_each(|it| {
                let words: Vec<&str> = it.1.text.split(' ').collect();
                let at = words.len() / 2;
                let open = if words[at].starts_with("<i>") { "<i>" } else { "" };
                let close = if words[at].ends_with("</i>") { "</i>" } else { "" };
                let word = format!("{open}теңізде{close}");
                it.1.text = words
                    .iter()
                    .enumerate()
                    .map(|(n, w)| if n == at { &word } else { *w })
                    .collect::<Vec<_>>()
                    .join(" ");
            }),
            Self::Words(n) => film.iter_mut().filter(|it| it.0 == n).for_each(|it| {
                let tags = it.1.text.starts_with("<i>");
                it.1.text = if tags {
                    format!("<i>Қараңғы еді, {n}.</i>")
                } else {
                    format!("Қараңғы еді, {n}.")
                };
            }),
            Self::Italic(n) => film
                .iter_mut()
                .filter(|it| it.0 == n)
                .for_each(|it| it.1.text = format!("<i>{}</i>", it.1.text)),
            Self::Insert(n, what) => {
                let Some(at) = place(film, n) else { return };
                let from = film[at].1.to + 250;
                let text = format!("{} {n}", NEW[what % NEW.len()]);
                film.insert(at + 1, (n + 1000, Line { from, to: from + 700, text }));
            }
            Self::Delete(n) => film.retain(|it| it.0 != n),
            Self::Split(n) => {
                let Some(at) = place(film, n) else { return };
                let Line { from, to, text } = film[at].1.clone();
                let words: Vec<&str> = text.split_whitespace().collect();
                if words.len() < 4 || text.contains('<') {
                    return;
                }
                let (a, b) = words.split_at(words.len() / 2);
                let mid = (from + to) / 20 * 10;
                film[at].1 = Line { from, to: mid - 40, text: a.join(" ") };
                film.insert(at + 1, (n, Line { from: mid + 40, to, text: b.join(" ") }));
            }
            Self::Join(n) => {
                let (Some(at), Some(next)) = (place(film, n), place(film, n + 1)) else { return };
                let second = film.remove(next).1;
                film[at].1.to = second.to;
                film[at].1.text = format!("{}\n{}", film[at].1.text, second.text).replace("</i>\n<i>", "\n");
            }
        }
    }
}

pub(super) const FORMATS: [&str; 4] = ["srt", "vtt", "ass", "ttml"];

/// A text in the spelling of a format.
pub(super) fn words(format: &str, text: &str) -> String {
    match format {
        "ass" => text.replace('\n', "\\N").replace("<i>", "{\\i1}").replace("</i>", "{\\i0}"),
        "ttml" => text
            .replace("<i>", "<span tts:fontStyle=\"italic\">")
            .replace("</i>", "</span>")
            .replace('\n', "<br/>"),
        _ => text.to_owned(),
    }
}

pub(super) fn spell(format: &str, film: &Film) -> String {
    let mut out = match format {
        "vtt" => "WEBVTT\n\nNOTE Қала мен теңіз\n\n".to_owned(),
        "ass" => "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n\
                  Style: Default,Arial,60\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            .to_owned(),
        "ttml" => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\" \
                   xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" xml:lang=\"kk\">\n  <body>\n    <div>\n"
            .to_owned(),
        _ => String::new(),
    };
    for (n, (_, line)) in film.iter().enumerate() {
        let text = words(format, &line.text);
        let time = |ms: i64| {
            let time = Time::from_millis(ms).unwrap().to_string();
            match format {
                "srt" => time,
                "ass" => time[1..11].replace(',', "."),
                _ => time.replace(',', "."),
            }
        };
        let (from, to) = (time(line.from), time(line.to));
        let _ = match format {
            "srt" => write!(out, "{}\n{from} --> {to}\n{text}\n\n", n + 1),
            "vtt" => write!(out, "{from} --> {to}\n{text}\n\n"),
            "ass" => writeln!(out, "Dialogue: 0,{from},{to},Default,,0,0,0,,{text}"),
            _ => writeln!(out, "      <p begin=\"{from}\" end=\"{to}\">{text}</p>"),
        };
    }
    if format == "ttml" {
        out.push_str("    </div>\n  </body>\n</tt>\n");
    }
    out
}
