use crate::chars::trim_start;
use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::Severity;

declare_rule! {
    /// The cue names who made the subtitles, or an address on the web.
    ///
    /// ## Why
    ///
    /// Subtitles found on the web carry their makers' names and advertisements; in a deliverable they show that a track
    /// is not the client's own, and addresses are refused by most. A credit that the contract asks for is another
    /// matter: waive it, or let the profile allow it at the end.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Descargado de www.misubtitulos.com
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Nos vamos mañana.
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured: 20 % of 210 real files have such a cue. Netflix has a translator's credit at the end, of up to five
    /// seconds.
    "text/credit-or-address", Warning, fix: None,
    params {
        /// whether the last cue may be a translator's credit
        credit_at_end: bool,
    },
    Track check
}

/// The ends of addresses that are met in subtitles.
const ENDS: [&str; 14] =
    ["com", "org", "net", "info", "tv", "ru", "es", "kz", "su", "io", "co", "me", "mx", "ar"];

/// How credits begin, in lower case; behind them stands a colon, or the word that the name follows.
const CREDITS: [&str; 22] = [
    "subtítulos",
    "subtítulo",
    "subtitulado",
    "subtitulación",
    "traducción",
    "traducido",
    "sincronización",
    "sincronizado",
    "субтитры",
    "перевод субтитров",
    "перевод и субтитры",
    "переводчик",
    "редактор субтитров",
    "тайминг",
    "субтитр",
    "субтитрді аударған",
    "аударған",
    "subtitles",
    "subtitled",
    "captions",
    "captioned",
    "translated",
];

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let last = context.by_time().last().map(|cue| cue.index);
    // A credit has a colon, or words in Latin letters; a blank may be before it.
    let blank = Traits::BLANKS | Traits::CONTROL | Traits::NO_BREAK | Traits::ODD_BLANK | Traits::OTHER;
    let may = Traits::INNER_STOP | Traits::COLON | Traits::MAY_BE_CREDIT | blank;
    for (index, _, cue) in context.cues_with(may | Traits::LOWER | Traits::UPPER) {
        if !context.traits(index).any(may | Traits::CYRILLIC) {
            continue;
        }
        for line in context.shown(cue) {
            if let Some(range) = address(&line.text) {
                let what = line.text.get(range.clone()).unwrap_or_default().to_owned();
                sink.cue(index, line.span(range), say!("address", address = what));
            } else if is_credit(&line.text) && !(params.credit_at_end && Some(index) == last) {
                sink.cue(index, line.line.span, say!("credit")).at_most(Severity::Info);
            }
        }
    }
}

/// The first address of a line: `name.com`, `www.…`, `https://…`, `somebody@…`.
fn address(text: &str) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let signs = memchr::memchr2_iter(b'.', b'@', bytes);
    // Up to where all is looked at already.
    let mut refused = 0;
    for at in signs {
        if at < refused {
            continue;
        }
        let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1))
        else {
            continue;
        };
        // A full stop has a blank or nothing behind it.
        if !after.is_ascii_alphanumeric() || !before.is_ascii_alphanumeric() {
            continue;
        }
        let is_part =
            |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'@' | b'/' | b':');
        let start = bytes.get(..at)?.iter().rposition(|b| !is_part(b)).map_or(0, |i| i + 1);
        let end = bytes.get(at..)?.iter().position(|b| !is_part(b)).map_or(bytes.len(), |i| at + i);
        let whole = text.get(start..end)?.trim_end_matches(['.', ':', '/']);
        let host =
            whole.split_once("://").map_or(whole, |(_, host)| host).split('/').next().unwrap_or_default();
        let known = host.rsplit_once('.').is_some_and(|(name, end)| {
            ENDS.iter().any(|e| end.eq_ignore_ascii_case(e)) && name.bytes().any(|b| b.is_ascii_alphabetic())
        });
        let web = whole.contains("://") || whole.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
        if known || web || (whole.contains('@') && host.contains('.')) {
            return Some(start..start + whole.len());
        }
        refused = end;
    }
    None
}

/// Whether a text begins with the first two letters of a credit, which few do.
fn begins_as_credit(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    match first {
        'S' | 's' => matches!(second, 'U' | 'u' | 'I' | 'i'),
        'T' | 't' => matches!(second, 'R' | 'r'),
        'C' | 'c' => matches!(second, 'A' | 'a'),
        'С' | 'с' | 'А' | 'а' => matches!(second, 'У' | 'у'),
        'П' | 'п' | 'Р' | 'р' => matches!(second, 'Е' | 'е'),
        'Т' | 'т' => matches!(second, 'А' | 'а'),
        _ => false,
    }
}

fn is_credit(text: &str) -> bool {
    let text = trim_start(text);
    if !begins_as_credit(text) {
        return false;
    }
    CREDITS.iter().any(|word| {
        let mut lower = text.chars().take(40).flat_map(char::to_lowercase);
        if !word.chars().all(|c| lower.next() == Some(c)) {
            return false;
        }
        let rest: String = lower.collect();
        let rest = rest.trim_start();
        rest.starts_with(':')
            || rest.starts_with("por ")
            || rest.starts_with("by ")
            || rest.starts_with("de:")
    })
}

#[cfg(test)]
mod tests {
    use super::{CREDITS, address, begins_as_credit, is_credit};

    #[test]
    fn a_line_of_nothing_but_signs_is_read_once() {
        // Were each sign to look at all of the line, this would take minutes.
        let long = "a@".repeat(200_000);
        assert_eq!(address(&long), None);
        assert_eq!(address(&format!("{long} film.kz")), Some(long.len() + 1..long.len() + 8));
    }

    #[test]
    fn addresses() {
        for (text, found) in [
            ("Visita www.cine.es ya", Some("www.cine.es")),
            ("en https://cine.io/x.", Some("https://cine.io/x")),
            ("escribe a ana@cine.com.", Some("ana@cine.com")),
            ("Son las 5.30 en punto.", None),
            ("J.R.R. Tolkien", None),
            ("Voy...no voy", None),
            ("Subido por OpenSubtitles.org", Some("OpenSubtitles.org")),
            ("etc.com", Some("etc.com")),
            ("3.2.com", None),
        ] {
            let place = address(text).map(|range| &text[range]);
            assert_eq!(place, found, "{text}");
        }
    }

    #[test]
    fn every_credit_begins_as_one() {
        for word in CREDITS {
            for text in [word.to_owned(), word.to_uppercase()] {
                assert!(begins_as_credit(&text), "{text}");
            }
        }
    }

    #[test]
    fn credits() {
        for text in
            ["Subtítulos: Ana Ruiz", "Субтитры: И. Петров", "Аударған: Әсел Омарова", "Subtitles by Ann"]
        {
            assert!(is_credit(text), "{text}");
        }
        for text in ["Subtítulos no hay.", "Перевод не нужен.", "Traducido no suena igual.", "Аударған кім?"]
        {
            assert!(!is_credit(text), "{text}");
        }
    }
}
