//! Faults of what a track says beside the others: numbers, names, marks, italics, times.

use super::sheet::{BRIEFEST, Cue, Site};
use super::{Class, ES, KK, RU, Scale, class};

const fn beside(rule: &'static str, what: &'static str, apply: fn(&mut Site<'_>) -> bool) -> Class {
    Class { tracks: &[KK, RU], scale: Scale::Set, ..class(rule, what, apply) }
}

pub(super) const CLASSES: &[Class] = &[
    beside("set/numbers-differ", "a number becomes another one", number),
    beside("set/names-differ", "somebody else's name", other_name),
    beside("set/names-differ", "two letters of a name change places", misspelt_name),
    beside("set/marks-differ", "a question becomes a statement, or the other way round", question),
    beside("set/marks-differ", "two voices lose their dashes", voices),
    beside("set/styles-differ", "italics are lost, or put on", italics),
    beside("set/styles-differ", "the signs of a song are lost", song),
    Class {
        brings: &["set/no-counterpart"],
        ..beside("set/times-differ", "a cue comes 5 to 12 frames late", in_time)
    },
];

/// The Spanish cue that answers this one alone: they begin together, and nothing else is near.
fn answer<'s>(site: &Site<'s>) -> Option<&'s Cue> {
    let (own, all) = (site.cue(), &site.film.tracks[ES]);
    let at = all.iter().position(|cue| cue.start == own.start)?;
    let next = site.next();
    let alone = |cue: &Cue| (next.start - cue.end).min(own.end - own.start) > 0;
    let same_next = all.get(at + 1).is_some_and(|cue| cue.start == next.start);
    (alone(&all[at]) && same_next).then_some(&all[at])
}

/// `text` with one whole word of the first list in place of the same in the second.
fn swapped(line: &str, words: &[(&str, &str)]) -> Option<String> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    words.iter().find_map(|(old, new)| {
        let at = line.find(old)?;
        let (before, behind) = (&line[..at], &line[at + old.len()..]);
        let whole = !letter(before.chars().next_back()) && !letter(behind.chars().next());
        (whole && !behind.starts_with('-')).then(|| format!("{before}{new}{behind}"))
    })
}

fn number(site: &mut Site<'_>) -> bool {
    const KAZAKH: &[(&str, &str)] = &[
        ("отыз", "елу"),
        ("Отыз", "Елу"),
        ("жиырма", "алпыс"),
        ("Жиырма", "Алпыс"),
        ("қырық", "жетпіс"),
        ("Қырық", "Жетпіс"),
        ("алпыс", "тоқсан"),
        ("тоғыз", "он бір"),
        ("сегіз", "он төрт"),
        ("жеті", "он үш"),
    ];
    const RUSSIAN: &[(&str, &str)] = &[
        ("тридцать", "пятьдесят"),
        ("Тридцать", "Пятьдесят"),
        ("двадцать", "шестьдесят"),
        ("Двадцать", "Шестьдесят"),
        ("сорок", "семьдесят"),
        ("Сорок", "Семьдесят"),
        ("десять", "шестнадцать"),
        ("Десять", "Шестнадцать"),
        ("девять", "одиннадцать"),
        ("восемь", "четырнадцать"),
    ];
    let words = if site.track == KK { KAZAKH } else { RUSSIAN };
    answer(site).is_some() && site.change(|line, _| swapped(line, words))
}

/// Names that are often said, as they stand in the nominative.
const NAMES: [&[&str]; 3] =
    [&[], &["Висенте", "Айгерім", "Болат", "Жұмабек"], &["Висенте", "Айгерим", "Болат", "Жумабек"]];

/// How the names begin in Spanish.
const SPANISH: [&str; 4] = ["Vicente", "Aigerim", "Bolat", "Zhumabek"];

/// The names of a cue, as places in the lists. With its surname a name is said once or twice in the whole film, and
/// nothing tells what it is called elsewhere.
fn named(lines: &[String], names: &[&str]) -> Vec<usize> {
    if lines.iter().any(|line| line.contains("Soler")) {
        return Vec::new();
    }
    (0..names.len()).filter(|at| lines.iter().any(|line| line.contains(names[*at]))).collect()
}

fn other_name(site: &mut Site<'_>) -> bool {
    let names = NAMES[site.track];
    let Some(spanish) = answer(site) else { return false };
    // One name there, the same one here, and no other one near.
    let [own] = named(&spanish.lines, &SPANISH)[..] else { return false };
    let near = site.film.tracks[ES].iter().filter(|cue| (cue.start - spanish.start).abs() < 24 * 15);
    let near: Vec<usize> = near.flat_map(|cue| named(&cue.lines, &SPANISH)).collect();
    let new = site.dice.below(names.len());
    if near.contains(&new) {
        return false;
    }
    site.change(|line, _| swapped(line, &[(names[own], names[new])]))
}

fn misspelt_name(site: &mut Site<'_>) -> bool {
    // Few at a time: what stands at every other place is no slip but a spelling.
    if site.dice.below(16) > 0 {
        return false;
    }
    let Some(spanish) = answer(site) else { return false };
    let [own] = named(&spanish.lines, &SPANISH)[..] else { return false };
    let name = NAMES[site.track][own];
    let letters: Vec<char> = name.chars().collect();
    let at = site.dice.below(letters.len() - 3) + 1;
    let mut new = letters.clone();
    new.swap(at, at + 1);
    let new: String = new.into_iter().collect();
    site.change(|line, _| swapped(line, &[(name, &new)]))
}

/// The last line of a cue of one voice and no italics.
fn last(cue: &Cue) -> Option<&String> {
    cue.lines.last().filter(|_| cue.plain())
}

fn question(site: &mut Site<'_>) -> bool {
    let Some((spanish, own)) = answer(site).and_then(last).cloned().zip(last(site.cue()).cloned()) else {
        return false;
    };
    let all = site.cue().lines.concat();
    let new = if let Some(text) = own.strip_suffix('?').filter(|_| spanish.ends_with('?')) {
        format!("{text}.")
    } else if let Some(text) =
        own.strip_suffix('.').filter(|text| spanish.ends_with('.') && !text.ends_with('.'))
    {
        format!("{text}?")
    } else {
        return false;
    };
    // No other question in either cue.
    let others = all.matches('?').count() - usize::from(own.ends_with('?'));
    let there = answer(site).map_or(0, |cue| cue.lines.concat().matches('?').count());
    if others > 0 || there > usize::from(spanish.ends_with('?')) {
        return false;
    }
    let mut lines = site.cue().lines.clone();
    if let Some(line) = lines.last_mut() {
        *line = new;
    }
    site.say(lines)
}

fn voices(site: &mut Site<'_>) -> bool {
    let dashed =
        |cue: &Cue| cue.lines.len() == 2 && cue.lines.iter().all(|line| line.starts_with(['-', '–', '—']));
    if !answer(site).is_some_and(dashed) || !dashed(site.cue()) {
        return false;
    }
    let bare = |line: &String| line.trim_start_matches(['-', '–', '—', ' ']).to_owned();
    let lines: Vec<String> = site.cue().lines.iter().map(bare).collect();
    // A dash inside may be another voice's.
    !lines.iter().any(|line| line.contains([' ', '-', '–', '—']) && line.contains(['–', '—']))
        && site.say(lines)
}

fn italics(site: &mut Site<'_>) -> bool {
    let all = |cue: &Cue| cue.lines.concat().starts_with("<i>") && cue.lines.concat().ends_with("</i>");
    let whole = |cue: &Cue| all(cue) && cue.lines.concat().matches("<i>").count() == 1;
    let Some(spanish) = answer(site) else { return false };
    if whole(spanish) && whole(site.cue()) {
        let bare = |line: &String| line.replace("<i>", "").replace("</i>", "");
        let lines = site.cue().lines.iter().map(bare).collect();
        return site.say(lines);
    }
    if !spanish.plain() || !site.cue().plain() {
        return false;
    }
    let mut lines = site.cue().lines.clone();
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, "<i>");
    }
    if let Some(last) = lines.last_mut() {
        last.push_str("</i>");
    }
    site.say(lines)
}

fn song(site: &mut Site<'_>) -> bool {
    let sings = |cue: &Cue| cue.lines.concat().contains('♪');
    if !answer(site).is_some_and(sings) || !sings(site.cue()) {
        return false;
    }
    let lines = site.cue().lines.iter().map(|line| line.replace("♪ ", "").replace(" ♪", "")).collect();
    site.say(lines)
}

fn in_time(site: &mut Site<'_>) -> bool {
    let by = site.dice.of(5..=12);
    let fits = answer(site).is_some_and(|cue| (cue.end - site.cue().end).abs() < 24)
        && site.lasts() > BRIEFEST * 2 + by;
    if fits {
        site.edit().start += by;
    }
    fits
}
