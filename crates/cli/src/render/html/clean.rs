//! What comes from files is made harmless before anything else sees it: characters that control, hide or reverse
//! become names that can be read. Markup needs no care here; the templates escape every text.

use super::model::{Cue, Failed, Finding, Input, Rule, Track};
use crate::render::is_dangerous;
use std::fmt::Write as _;

/// The input with every text harmless.
pub(super) fn clean(input: &Input) -> Input {
    let mut it = input.clone();
    option(&mut it.title);
    it.tracks.iter_mut().for_each(track);
    for Failed { path, why } in &mut it.failed {
        text(path);
        text(why);
    }
    for Rule { id, summary } in &mut it.rules {
        text(id);
        text(summary);
    }
    if let Some(rate) = &mut it.frame_rate {
        text(&mut rate.name);
    }
    it
}

fn track(track: &mut Track) {
    let Track { path, language, profile, format, encoding, limits: _, cues, findings } = track;
    option(language);
    [path, profile, format, encoding].into_iter().for_each(text);
    cues.iter_mut().for_each(cue);
    findings.iter_mut().for_each(finding);
}

fn cue(cue: &mut Cue) {
    text(&mut cue.number);
    let runs = cue.lines.iter_mut().flat_map(|line| &mut line.runs);
    runs.for_each(|run| text(&mut run.text));
}

fn finding(finding: &mut Finding) {
    let Finding { rule, level: _, message, help, fix, cue: _, line: _ } = finding;
    [rule, message].into_iter().for_each(text);
    [help, fix].into_iter().for_each(option);
}

pub(super) fn option(it: &mut Option<String>) {
    it.iter_mut().for_each(text);
}

/// Nearly every text has nothing to be replaced, and stays as it is.
pub(super) fn text(it: &mut String) {
    let bad = |c: char| c != '\n' && is_dangerous(c);
    if it.is_ascii() && !it.bytes().any(|b| bad(char::from(b))) || !it.contains(bad) {
        return;
    }
    let mut out = String::with_capacity(it.len() + 16);
    for c in it.chars() {
        match u32::from(c) {
            _ if !bad(c) => out.push(c),
            // The picture that Unicode has for it: ␛, ␉.
            n @ 0..0x20 => out.push(char::from_u32(0x2400 + n).unwrap_or('\u{fffd}')),
            n => {
                let _ = write!(out, "\u{2039}U+{n:04X}\u{203a}");
            }
        }
    }
    *it = out;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(it: &str) -> String {
        let mut it = it.to_owned();
        text(&mut it);
        it
    }

    #[test]
    fn what_steers_becomes_readable() {
        assert_eq!(cleaned("a\x1b[31mb\tc\nd"), "a\u{241b}[31mb\u{2409}c\nd");
        assert_eq!(cleaned("\u{202e}кері\u{202c}"), "‹U+202E›кері‹U+202C›");
        assert_eq!(cleaned("\u{7f}\u{85}\0"), "‹U+007F›‹U+0085›\u{2400}");
        assert_eq!(cleaned("Ә, дұрыс екен!"), "Ә, дұрыс екен!");
    }
}
