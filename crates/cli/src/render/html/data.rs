//! The cues for the script: as JSON inside a script element that no browser runs.

use super::film::{Film, Seen};
use super::model::Level;
use super::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// With more cues than this, their texts are left out: the page would be too large to be sent around.
const TEXTS: usize = 30_000;

#[derive(Serialize)]
struct Data<'f> {
    from: i64,
    to: i64,
    words: BTreeMap<&'static str, &'static str>,
    tracks: Vec<Cues<'f>>,
}

/// A track's cues by in-time, a list for each of their properties.
#[derive(Serialize)]
struct Cues<'f> {
    label: &'f str,
    lang: Option<&'f str>,
    limit: Option<u32>,
    /// Each in-time from the one before.
    starts: Vec<i64>,
    lasts: Vec<i64>,
    /// Places in the file; left out where they are 0, 1, 2 …
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<Vec<usize>>,
    /// Left out where each is its place, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Vec<&'f str>>,
    characters: Vec<u32>,
    /// A digit for the gravest finding of each: 0 for none, 3 for an error.
    worst: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<Vec<String>>,
}

/// The data as text that can stand in a script element: it holds no `<`, so nothing in it ends the element.
pub(super) fn json(film: &Film<'_>, words: Words) -> String {
    let with_texts = film.drawn().iter().map(|it| it.timed.len()).sum::<usize>() <= TEXTS;
    let tracks = film.drawn().iter().map(|track| cues(track, with_texts)).collect();
    let data = Data { from: film.axis.from, to: film.axis.to, words: words.for_script(), tracks };
    let text = serde_json::to_string(&data).unwrap_or_else(|_| "null".to_owned());
    escape(&text)
}

fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

fn cues<'f>(track: &'f Seen<'f>, with_texts: bool) -> Cues<'f> {
    let all = || track.timed.iter().filter_map(|it| Some((*it, track.cue(*it)?)));
    let mut before = 0i64;
    let starts = all().map(|(it, _)| {
        let by = it.start.saturating_sub(before);
        before = it.start;
        by
    });
    let starts = starts.collect();
    let in_order = all().enumerate().all(|(n, (it, _))| n == it.index);
    let counted = all().all(|(it, cue)| cue.number == (it.index + 1).to_string());
    let digit = |level: Option<Level>| match level {
        None => '0',
        Some(Level::Note) => '1',
        Some(Level::Warning) => '2',
        Some(Level::Error) => '3',
    };
    Cues {
        label: &track.label,
        lang: track.track.language.as_deref(),
        limit: track.track.limits.speed,
        starts,
        lasts: all().map(|(it, _)| it.end.saturating_sub(it.start)).collect(),
        index: (!in_order).then(|| all().map(|(it, _)| it.index).collect()),
        numbers: (!counted).then(|| all().map(|(_, cue)| cue.number.as_str()).collect()),
        characters: all().map(|(_, cue)| cue.characters).collect(),
        worst: all().map(|(it, _)| digit(track.worst.get(it.index).copied().flatten())).collect(),
        texts: with_texts.then(|| all().map(|(_, cue)| cue.text()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let hostile = "</script><!--<script>\u{2028}\u{2029}&amp;\"\\";
        let json = escape(&serde_json::to_string(hostile).unwrap());
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }
}
