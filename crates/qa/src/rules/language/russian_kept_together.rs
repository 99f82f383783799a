use crate::chars;
use crate::rule::{Context, Sink, Traits};
use std::ops::Range;

declare_rule! {
    /// A line ends between two parts of Russian text that are read as one.
    ///
    /// ## What it does
    ///
    /// Looks at line ends inside a cue: initials and surname, № and its number, a number and its unit, and short words
    /// such as `г.` and `ул.` with their name.
    ///
    /// ## Why
    ///
    /// Typesetters keep these on one line; parted, the first half is read as something else.
    ///
    /// ```srt,bad lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Пишите: Казахстан, г.
    /// Караганда, до востребования.
    /// ```
    ///
    /// ```srt,good lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Пишите: Казахстан,
    /// г. Караганда, до востребования.
    /// ```
    ///
    /// ## Sources
    ///
    /// Russian typesetting; no client's guide that was read says it.
    "language/russian-kept-together", Info, fix: None,
    params {},
    Track check
}

/// Short words that a name or number follows.
const BEFORE_NAMES: [&str; 12] =
    ["г.", "гл.", "гор.", "им.", "обл.", "оз.", "пер.", "пл.", "пос.", "стр.", "ул.", "д-р"];

/// Units and what else follows a number; those of one letter stand with a full stop or at an end.
const UNITS: [&str; 22] = [
    "%",
    "°C",
    "га",
    "гг",
    "г",
    "градусов",
    "долл",
    "км",
    "км/ч",
    "кг",
    "коп",
    "л",
    "м",
    "мг",
    "мин",
    "мл",
    "млн",
    "млрд",
    "мм",
    "руб",
    "см",
    "тыс",
];

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("ru") {
        return;
    }
    let kinds = Traits::STOP | Traits::DIGIT | Traits::NUMERO | Traits::HYPHEN;
    for (index, _, cue) in context.own_cues_with(kinds) {
        let lines = context.shown(cue);
        for (line, below) in lines.iter().zip(lines.iter().skip(1)) {
            let (text, next) = (line.text.trim_end(), below.text.trim_start());
            if let Some((range, head)) = parted(text, next) {
                let (tail, head) = (text.get(range.clone()).unwrap_or(""), next.get(..head).unwrap_or(""));
                sink.cue(index, line.span(range), say!("found", tail = tail, head = head)).help(say!("help"));
            }
        }
    }
}

/// Where a line ends with the first part of something and the next begins with the rest: the place of the one and
/// the length of the other.
fn parted(text: &str, next: &str) -> Option<(Range<usize>, usize)> {
    let last = text.chars().next_back()?;
    let start = text.rfind([' ', '\u{a0}']).map_or(0, |at| at + text.get(at..).map_or(1, blank));
    let word = text.get(start..)?;
    let head = next.find([' ', '\u{a0}', ',', '!', '?', ':', ';']).unwrap_or(next.len());
    let first = next.chars().next()?;
    let here = Some((start..text.len(), head));
    if last == '№' {
        return here.filter(|_| first.is_ascii_digit());
    }
    if last.is_ascii_digit() {
        let unit = next.get(..head)?;
        let bare = unit.trim_end_matches(['.', '…', '»', ')']);
        let short = bare.chars().nth(1).is_none() && bare != "%";
        // A lone letter may be a word.
        let sure = !short || unit.ends_with('.') || head == next.len();
        return here.filter(|_| sure && UNITS.contains(&bare));
    }
    if last == '.' || word == "д-р" {
        let before = text.get(..start)?.trim_end();
        // «в 1941 г.» ends with its year.
        if BEFORE_NAMES.contains(&word) && !before.ends_with(|c: char| c.is_ascii_digit()) {
            return here.filter(|_| first.is_uppercase() || first.is_ascii_digit());
        }
        // One initial alone may be the end of a sentence: «план Б.»
        let initials = word.chars().filter(|c| chars::is_alphabetic(*c)).count();
        let previous = before.rsplit([' ', '\u{a0}']).next()?;
        let only = |word: &str| {
            word.split_terminator('.').all(|part| part.chars().count() == 1)
                && word.chars().all(|c| c == '.' || c.is_uppercase())
        };
        if only(word) && word.ends_with('.') && first.is_uppercase() && next.chars().nth(1)?.is_lowercase() {
            if initials > 1 {
                return here;
            }
            let from = before.len() - previous.len();
            return (previous.ends_with('.') && only(previous)).then_some((from..text.len(), head));
        }
    }
    None
}

fn blank(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts() {
        for (text, next, found) in [
            ("Стихи А. С.", "Пушкина читал отец.", Some(("А. С.", "Пушкина"))),
            ("Стихи А.С.", "Пушкина", Some(("А.С.", "Пушкина"))),
            ("Барак №", "5 закрыт.", Some(("№", "5"))),
            ("До станции 12", "км пешком.", Some(("12", "км"))),
            ("Это было в 1941", "г. под Москвой.", Some(("1941", "г."))),
            ("Улица, ул.", "Мира", Some(("ул.", "Мира"))),
            // The end of a sentence, a year, a lone letter that is a word.
            ("У меня есть план Б.", "Слушай.", None),
            ("Она умерла в 1941 г.", "Мы остались одни.", None),
            ("Их было 12", "м", Some(("12", "м"))),
            ("Их было 12", "и все молчали.", None),
            ("И так далее.", "Он ушёл.", None),
        ] {
            let parted = super::parted(text, next).map(|(range, head)| (&text[range], &next[..head]));
            assert_eq!(parted, found, "{text} / {next}");
        }
    }
}
