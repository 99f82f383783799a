//! A language's lines set anew, in fewer lines.
//!
//! All ways to break the text at its blanks into that many lines are weighed at once: lines of one length, breaks where
//! a sentence or a clause ends, none inside a phrase ([`Phrases`]), a speaker's dash at the head of a line. No sign is
//! added or lost but the blank or the line end that becomes the other.

use super::MergedRun;
use crate::language::phrase::{self, Layout, Phrases};
use std::borrow::Cow;
use tregua_parse::model::{Counting, count};

/// Texts of more words are filled evenly, without a look at their phrases.
const WORDS: usize = 160;
/// What it is worth to begin a line with a speaker's dash.
const SPEAKER: i64 = 150;
/// What it costs to begin one with a dash that is no speaker's.
const DASH: i64 = -1000;

/// Sets lines anew in at most so many, at least one, and tells how many characters the longest has.
pub(super) fn wrap<'t>(
    lines: &[Vec<MergedRun<'t>>],
    most: u8,
    lang: Option<&str>,
) -> (Vec<Vec<MergedRun<'t>>>, u32) {
    let (runs, heads) = joined(lines);
    let text: String = runs.iter().map(|run| run.text.as_ref()).collect();
    let phrases = phrase::of(lang);
    let blanks: Vec<usize> =
        text.match_indices(' ').map(|(at, _)| at).filter(|at| is_between(&text, *at)).collect();
    let breaks = if blanks.len() < WORDS {
        best(&text, &blanks, &heads, usize::from(most.max(1)), phrases)
    } else {
        even(&text, &blanks, usize::from(most.max(1)))
    };
    let mut out = Vec::with_capacity(breaks.len() + 1);
    let mut from = 0;
    for at in breaks.iter().copied().chain([text.len()]) {
        out.push(cut(&runs, from, at));
        from = at + 1;
    }
    let length = |line: &Vec<MergedRun<'_>>| {
        let text: String = line.iter().map(|run| run.text.as_ref()).collect();
        count(text.trim(), Counting::default())
    };
    let longest = out.iter().map(length).max().unwrap_or(0);
    (out, longest)
}

/// All lines as one, a blank between each two, and the places where a line began.
fn joined<'t>(lines: &[Vec<MergedRun<'t>>]) -> (Vec<MergedRun<'t>>, Vec<usize>) {
    let (mut out, mut heads, mut length): (Vec<MergedRun<'_>>, Vec<usize>, usize) =
        (Vec::new(), Vec::new(), 0);
    for line in lines {
        if let Some(last) = out.last_mut() {
            last.text.to_mut().push(' ');
            length += 1;
        }
        heads.push(length);
        for run in line {
            length += run.text.len();
            match out.last_mut() {
                Some(last) if last.style == run.style => last.text.to_mut().push_str(&run.text),
                _ => out.push(run.clone()),
            }
        }
    }
    (out, heads)
}

/// Whether something is shown on both sides.
fn is_between(text: &str, at: usize) -> bool {
    let shows = |part: Option<&str>| part.is_some_and(|part| !part.trim().is_empty());
    shows(text.get(..at)) && shows(text.get(at + 1..))
}

/// The part of runs between two places.
fn cut<'t>(runs: &[MergedRun<'_>], from: usize, to: usize) -> Vec<MergedRun<'t>> {
    let (mut out, mut at) = (Vec::new(), 0);
    for run in runs {
        let (start, end) = (from.max(at), to.min(at + run.text.len()));
        let part = (start < end).then(|| run.text.get(start - at..end - at)).flatten();
        out.extend(part.map(|text| MergedRun { text: Cow::Owned(text.to_owned()), style: run.style }));
        at += run.text.len();
    }
    out
}

/// The best breaks into at most so many lines.
fn best(
    text: &str,
    blanks: &[usize],
    heads: &[usize],
    most: usize,
    phrases: Option<&'static Phrases>,
) -> Vec<usize> {
    let lines = most.min(blanks.len() + 1);
    // The places a line may begin or end at: the head, the blanks, the end; how many characters stand before each.
    let places: Vec<usize> = [0].into_iter().chain(blanks.iter().copied()).chain([text.len()]).collect();
    let lengths: Vec<i64> = places
        .iter()
        .map(|at| i64::from(count(text.get(..*at).unwrap_or(""), Counting::default())))
        .collect();
    let total = lengths.last().copied().unwrap_or(0);
    let mean = total / i64::try_from(lines).unwrap_or(1).max(1);
    let worth: Vec<i64> = places.iter().map(|at| sense(text, *at, heads, phrases)).collect();
    let last = places.len() - 1;
    // For each place the best worth of all lines up to it, and where the last of them begins.
    let mut scores: Vec<Option<i64>> = vec![None; places.len()];
    if let Some(first) = scores.first_mut() {
        *first = Some(0);
    }
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(lines);
    for line in 0..lines {
        let mut next: Vec<Option<i64>> = vec![None; places.len()];
        let mut way = vec![0; places.len()];
        for to in line + 1..=last {
            for from in 0..to {
                let Some(before) = scores.get(from).copied().flatten() else { continue };
                let (Some(start), Some(end)) = (lengths.get(from), lengths.get(to)) else { continue };
                let length = end - start - i64::from(from > 0);
                let score = before - (length - mean).abs() + worth.get(to).copied().unwrap_or(0);
                if let (Some(slot), Some(origin)) = (next.get_mut(to), way.get_mut(to))
                    && slot.is_none_or(|best| score > best)
                {
                    (*slot, *origin) = (Some(score), from);
                }
            }
        }
        ways.push(way);
        scores = next;
    }
    let mut out = Vec::with_capacity(lines);
    let mut at = last;
    for way in ways.iter().rev() {
        at = way.get(at).copied().unwrap_or(0);
        out.extend(places.get(at).copied().filter(|_| at > 0));
    }
    out.reverse();
    out
}

/// How well a line may end here.
fn sense(text: &str, at: usize, heads: &[usize], phrases: Option<&Phrases>) -> i64 {
    let (Some(left), Some(right)) = (text.get(..at), text.get(at + 1..)) else { return 0 };
    if at == 0 {
        return 0;
    }
    let dash = right.starts_with(['-', '–', '—', '‐', '‑']);
    let speaker = match (dash, heads.binary_search(&(at + 1)).is_ok()) {
        (true, true) => SPEAKER,
        (true, false) => DASH,
        _ => 0,
    };
    speaker + i64::from(Layout::of(phrases, left, right).sense)
}

/// Breaks that make all lines about as long.
fn even(text: &str, blanks: &[usize], lines: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::with_capacity(lines);
    for line in 1..lines {
        let wanted = text.len() / lines * line;
        let at = blanks.partition_point(|at| *at < wanted);
        out.extend(blanks.get(at).filter(|at| out.last().is_none_or(|last| last < at)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_parse::model::Style;

    fn set(lines: &[&str], most: u8, lang: &str) -> Vec<String> {
        let run =
            |text: &&str| vec![MergedRun { text: Cow::Owned((*text).to_owned()), style: Style::default() }];
        let lines: Vec<_> = lines.iter().map(run).collect();
        let (out, longest) = wrap(&lines, most, Some(lang));
        let out: Vec<String> =
            out.iter().map(|line| line.iter().map(|run| run.text.as_ref()).collect()).collect();
        let most = out.iter().map(|line| count(line, Counting::default())).max();
        assert_eq!(Some(longest), most);
        out
    }

    #[test]
    fn lines_are_joined_and_broken_where_the_language_breaks() {
        assert_eq!(
            set(&["En Cádiz, la nieve", "solo sale en los libros."], 1, "es"),
            ["En Cádiz, la nieve solo sale en los libros."]
        );
        let three = ["En Cádiz, la nieve", "solo sale", "en los libros."];
        assert_eq!(set(&three, 2, "es"), ["En Cádiz,", "la nieve solo sale en los libros."]);
        // Each speaker keeps a line.
        let three = ["- ¿Dónde estamos?", "- Donde se acaban", "las vías."];
        assert_eq!(set(&three, 2, "es"), ["- ¿Dónde estamos?", "- Donde se acaban las vías."]);
        assert_eq!(
            set(&["- Где мы?", "- Там, где кончаются рельсы."], 1, "ru"),
            ["- Где мы? - Там, где кончаются рельсы."]
        );
        // The article stays with its noun, though the lines were more even.
        assert_eq!(
            set(&["Nadie nos dijo el", "nombre de aquel", "lugar."], 2, "es"),
            ["Nadie nos dijo el nombre", "de aquel lugar."]
        );
        let four = ["Ол жердің атын", "бізге ешкім", "айтқан", "жоқ."];
        assert_eq!(set(&four, 2, "kk").join(" "), four.join(" "));
        assert_eq!(set(&["Слово"], 0, "ru"), ["Слово"]);
        assert_eq!(set(&["a b c d e f"], 3, "xx"), ["a b", "c d", "e f"]);
    }

    #[test]
    fn a_style_goes_on_over_a_break() {
        let italic = Style { italic: true, ..Style::default() };
        let run = |text: &str, style| MergedRun { text: Cow::Owned(text.to_owned()), style };
        let lines = [
            vec![run("Solo ", Style::default()), run("veía", italic)],
            vec![run("la nieve", italic), run(" caer.", Style::default())],
        ];
        let (out, _) = wrap(&lines, 1, Some("es"));
        assert_eq!(
            out,
            [vec![
                run("Solo ", Style::default()),
                run("veía la nieve", italic),
                run(" caer.", Style::default())
            ]]
        );
    }

    #[test]
    fn a_text_of_any_length_is_set() {
        let long = "слово ".repeat(20_000);
        let out = set(&[&long, &long], 3, "ru");
        assert_eq!(out.len(), 3);
        assert_eq!(out.join(" ").split_whitespace().count(), 40_000);
        assert_eq!(set(&[&"я".repeat(100_000)], 2, "ru").len(), 1);
    }
}
