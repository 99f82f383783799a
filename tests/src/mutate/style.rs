//! Faults of how text is set: punctuation, blanks, dashes, line breaks.

use super::sheet::{Cue, LINE, Site};
use super::text::swap_letter;
use super::{Class, ES, RU, Scale, class};

pub(super) const CLASSES: &[Class] = &[
    class("text/apostrophe", "a wrong mark between the letters of a word", apostrophe),
    class("text/dialogue-dash", "a speaker's dash is another, or lost, or two speak in one line", dash),
    class("text/ellipsis", "an ellipsis in stops, of two stops, or behind a blank", ellipsis),
    class("text/line-shape", "the upper line holds a word or two", shape),
    class("text/odd-space", "a blank of another width, or a tab", odd_space),
    class("text/one-line-would-do", "a line that fits is broken in two", two_lines),
    Class {
        // For Kazakh nobody has published which words go together: a hint.
        tracks: &[ES, RU],
        ..class("text/phrase-broken", "the upper line ends with a word that belongs to the next", phrase)
    },
    class("text/punctuation-space", "a blank too many or too few at a mark, or a mark twice", punctuation),
    Class {
        scale: Scale::Stretch(80),
        ..class("text/quotes", "a quotation mark is another, or lost", quotes)
    },
    Class {
        tracks: &[RU],
        scale: Scale::Stretch(240),
        ..class("language/russian-yo", "ё in a word that has е everywhere else", yo)
    },
];

fn apostrophe(site: &mut Site<'_>) -> bool {
    const WRONG: [&str; 3] = ["`", "´", "‘"];
    let mark = site.dice.pick(&WRONG);
    site.cue().plain() && site.change(|line, dice| swap_letter(line, dice, |c| Some(format!("{c}{mark}"))))
}

/// Two speakers, a line each, of words enough.
fn dialogue(cue: &Cue) -> bool {
    let said = |line: &String| {
        line.strip_prefix("- ").is_some_and(|said| said.chars().filter(|c| c.is_alphabetic()).count() > 3)
    };
    cue.lines.len() == 2 && cue.lines.iter().all(said)
}

fn dash(site: &mut Site<'_>) -> bool {
    if !dialogue(site.cue()) {
        return false;
    }
    let mut lines = site.cue().lines.clone();
    let which = site.dice.below(2);
    let said = lines[which].strip_prefix("- ").map(str::to_owned).unwrap_or_default();
    match site.dice.of(0..=2) {
        0 => lines[which] = format!("{}{said}", site.dice.pick(&["-", "– ", "—"])),
        1 => lines[1] = said.clone(),
        _ => {
            // Only where the first sentence is over can the second be another's.
            if !lines[0].ends_with(['.', '?', '!']) {
                return false;
            }
            lines = vec![lines.join(" ")];
        }
    }
    // The second speaker's words by themselves go on with the first's where they begin small.
    said.chars().any(char::is_uppercase) && site.say(lines)
}

fn ellipsis(site: &mut Site<'_>) -> bool {
    site.change(|line, dice| {
        let at = line.find('…').filter(|at| *at > 0)?;
        let (before, after) = (&line[..at], &line[at + '…'.len_utf8()..]);
        let word = before.ends_with(char::is_alphabetic);
        let kind = dice.of(0..=2);
        let mark = ["...", "..", " …"][usize::try_from(kind).unwrap()];
        (word && (kind < 2 || after.is_empty() || after.starts_with(' ')))
            .then(|| format!("{before}{mark}{after}"))
    })
}

/// The words of a cue of one voice in one paragraph, without quotations, brackets and notes.
fn paragraph(cue: &Cue) -> Option<Vec<String>> {
    let text = cue.lines.join(" ");
    let odd = text.contains(['«', '»', '“', '”', '"', '(', '[', '♪', ':', '—', '–', '…']);
    (cue.plain() && !odd && !text.contains(". ") && text.chars().any(char::is_lowercase))
        .then(|| text.split(' ').map(str::to_owned).collect())
}

/// The words in two lines, so many in the first.
fn broken(words: &[String], first: usize) -> Vec<String> {
    vec![words[..first].join(" "), words[first..].join(" ")]
}

/// Sentences for two lines of the three languages, the first word alone in the upper one.
const LONE: [[[&str; 2]; 3]; 3] = [
    [
        ["Ayer", "vi a tu hermana en la estación de Atocha."],
        ["Nunca", "olvidaremos a los hombres de este campo."],
        ["Entonces", "Vicente escribió una carta a su madre."],
    ],
    [
        ["Кеше", "вокзалда сенің әпкеңді көріп қалдым ғой."],
        ["Ертең", "таң атқанда ауылға бәріміз бірге кетеміз."],
        ["Кешке", "балалар от басында ұзақ әңгіме тыңдайды."],
    ],
    [
        ["Вчера", "видели твою сестру на вокзале в Алматы."],
        ["Завтра", "мы все вместе уедем отсюда на рассвете."],
        ["Потом", "старый учитель долго рассказывал детям."],
    ],
];

fn shape(site: &mut Site<'_>) -> bool {
    let lines = site.dice.pick(&LONE[site.track]);
    site.cue().plain() && site.say(lines.map(str::to_owned).to_vec())
}

fn odd_space(site: &mut Site<'_>) -> bool {
    const BLANKS: [char; 8] =
        ['\t', '\u{2009}', '\u{200a}', '\u{202f}', '\u{205f}', '\u{3000}', '\u{2003}', '\u{2007}'];
    site.change(|line, dice| {
        let between: Vec<usize> = line
            .match_indices(' ')
            .map(|(at, _)| at)
            .filter(|at| {
                line[..*at].ends_with(char::is_alphabetic) && line[at + 1..].starts_with(char::is_alphabetic)
            })
            .collect();
        let at = *between.get(dice.below(between.len().max(1)))?;
        Some(format!("{}{}{}", &line[..at], dice.pick(&BLANKS), &line[at + 1..]))
    })
}

fn two_lines(site: &mut Site<'_>) -> bool {
    let Some(words) = paragraph(site.cue()) else { return false };
    let letters =
        |part: &[String]| part.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
    if site.cue().lines.len() != 1 || words.len() < 4 {
        return false;
    }
    let first = 2 + site.dice.below(words.len() - 3);
    letters(&words[..first]) > 6 && letters(&words[first..]) > 6 && site.say(broken(&words, first))
}

/// Words that must not end a line, surely and in any sense: Spanish, Kazakh, Russian.
const TIED: [&[&str]; 3] = [
    &[
        "el", "los", "las", "un", "una", "del", "al", "de", "en", "con", "por", "para", "que", "mi", "tu",
        "su", "y",
    ],
    &[],
    &["в", "на", "с", "к", "из", "от", "для", "без", "под", "за", "и", "не"],
];

fn phrase(site: &mut Site<'_>) -> bool {
    let Some(words) = paragraph(site.cue()) else { return false };
    let whole = words.join(" ").chars().count();
    if whole <= LINE[site.track] {
        return false;
    }
    let fits = |first: usize| {
        broken(&words, first).iter().all(|line| (8..=LINE[site.track]).contains(&line.chars().count()))
    };
    let places: Vec<usize> = (2..words.len() - 1)
        .filter(|first| TIED[site.track].contains(&words[first - 1].as_str()))
        .filter(|first| fits(*first))
        .collect();
    if places.is_empty() {
        return false;
    }
    let first = places[site.dice.below(places.len())];
    site.say(broken(&words, first))
}

fn punctuation(site: &mut Site<'_>) -> bool {
    let letter = |text: &str| text.chars().next_back().is_some_and(|c| c.is_lowercase());
    site.change(|line, dice| {
        let commas: Vec<usize> = line
            .match_indices(", ")
            .map(|(at, _)| at)
            .filter(|at| letter(&line[..*at]) && line[at + 2..].starts_with(char::is_lowercase))
            .collect();
        if commas.is_empty() {
            // A blank before the closing mark of the line.
            let mark = line
                .char_indices()
                .next_back()
                .filter(|(at, c)| "?!".contains(*c) && letter(&line[..*at]))?;
            return Some(format!("{} {}", &line[..mark.0], &line[mark.0..]));
        }
        let at = commas[dice.below(commas.len())];
        let (before, behind) = (&line[..at], &line[at + 2..]);
        Some(match dice.of(0..=2) {
            0 => format!("{before} , {behind}"),
            1 => format!("{before},{behind}"),
            _ => format!("{before},, {behind}"),
        })
    })
}

/// The marks of the track's quotations.
const MARKS: [[char; 2]; 3] = [['“', '”'], ['«', '»'], ['«', '»']];

/// A quotation that one cue opens and closes: its mark, with nothing that another pair might be made of.
fn quoted(cue: &Cue, track: usize) -> bool {
    let [open, close] = MARKS[track];
    let text = cue.lines.join("\n");
    let count = |mark: char| text.matches(mark).count();
    let own = count(open) == 1 && count(close) == 1 && text.find(open) < text.find(close);
    own && !text.contains(['"', '„']) && (track == ES || !text.contains(['“', '”']))
}

fn quotes(site: &mut Site<'_>) -> bool {
    let [open, close] = MARKS[site.track];
    let cues = &site.sheet.cues;
    let marks = |cue: &Cue| cue.lines.concat().contains(['«', '»', '“', '”', '„', '"']);
    // The next cue must not look as if the quotation went on in it.
    let fit = |at: &usize| quoted(&cues[*at], site.track) && !marks(&cues[at + 1]);
    let places: Vec<usize> = (2..cues.len() - 2).filter(fit).collect();
    if places.is_empty() {
        return false;
    }
    site.at = places[site.dice.below(places.len())];
    let text = site.cue().lines.join("\n");
    let marked = match (site.dice.of(0..=2), site.track) {
        (0, _) => text.replace(close, ""),
        (1, _) => text.replace([open, close], "\""),
        (_, ES) => text.replace(open, "«").replace(close, "»"),
        _ => text.replace(open, "“").replace(close, "”"),
    };
    site.say(marked.split('\n').map(str::to_owned).collect())
}

/// In one place of a stretch that has the word several times.
fn yo(site: &mut Site<'_>) -> bool {
    let cues = &site.sheet.cues;
    let has = |at: &usize| cues[*at].lines.iter().any(|line| line.contains(" еще "));
    let places: Vec<usize> = (2..cues.len() - 2).filter(has).collect();
    if places.len() < 4 {
        return false;
    }
    site.at = places[site.dice.below(places.len())];
    let lines = site.cue().lines.iter().map(|line| line.replacen(" еще ", " ещё ", 1)).collect();
    site.say(lines)
}
