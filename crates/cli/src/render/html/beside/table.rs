//! The rows: a group of cues each, a column for each track.

use super::super::scale::{in_seconds, stamp};
use super::super::words::{Word, Words};
use super::{Column, DRAWN, Input, Look, Mark, Note, Row, Said, Sign, What};
use maud::{Markup, html};

pub(super) fn section(input: &Input, words: Words) -> Markup {
    let compares = matches!(input.what, What::Compare { .. });
    let lead = words.get(if compares { Word::CompareLead } else { Word::DiffLead });
    html! {
        section #side .card {
            h2 { (words.get(Word::SideBySide)) }
            p .lead { (lead) }
            (choice(compares, words))
            (legend(input, words))
            table .side {
                caption .vh { (words.get(Word::SideBySide)) }
                thead { tr {
                    th scope="col" .sort { span .vh { (words.get(Word::Kind)) } }
                    @for (n, track) in input.tracks.iter().enumerate() {
                        th scope="col" { span .chip { (called(input, n, track, words)) } }
                    }
                } }
                tbody { (rows(input, words)) }
            }
        }
    }
}

/// What a column is called: a version has no name of its own.
fn called<'t>(input: &Input, n: usize, track: &'t Column, words: Words) -> &'t str {
    match (&input.what, n) {
        (What::Compare { .. }, _) => &track.label,
        (What::Diff { .. }, 0) => words.get(Word::OldVersion),
        (What::Diff { .. }, _) => words.get(Word::NewVersion),
    }
}

/// Which rows are shown. Versions are alike nearly everywhere, so that what differs is shown at first.
fn choice(all: bool, words: Words) -> Markup {
    html! {
        fieldset .theme .rows-shown {
            legend .vh { (words.get(Word::RowsShown)) }
            input #rows-odd type="radio" name="rows" checked[!all];
            label for="rows-odd" { (words.get(if all { Word::RowsOdd } else { Word::RowsDiffer })) }
            input #rows-all type="radio" name="rows" checked[all];
            label for="rows-all" { (words.get(Word::RowsAll)) }
        }
    }
}

fn legend(input: &Input, words: Words) -> Markup {
    let signs: &[Sign] = match input.what {
        What::Compare { .. } => &[Sign::Gap, Sign::Unsure, Sign::Uneven],
        What::Diff { .. } => &[Sign::Removed, Sign::Added, Sign::Changed],
    };
    html! {
        ul .signs aria-label=(words.get(Word::Signs)) {
            @for sign in signs { li { (badge(*sign)) " " (says(*sign, input, words)) } }
        }
    }
}

fn badge(sign: Sign) -> Markup {
    let (class, sign, _) = sign.told();
    html! { span .badge .(class) aria-hidden="true" { (sign) } }
}

fn says(sign: Sign, input: &Input, words: Words) -> String {
    let bar = match input.what {
        What::Compare { bar, .. } => bar / 10,
        What::Diff { .. } => 0,
    };
    words.fill(sign.told().2, &[("n", &bar)])
}

/// The rows, and between them how many are hidden where only those that deserve a look are shown.
fn rows(input: &Input, words: Words) -> Markup {
    let columns = input.tracks.len() + 1;
    let mut hidden = 0;
    let mut out = Vec::with_capacity(input.rows.len().min(DRAWN));
    for (at, it) in input.rows.iter().enumerate().take(DRAWN) {
        if it.sign.is_none() {
            hidden += 1;
        } else {
            out.push(skipped(std::mem::take(&mut hidden), columns, words));
        }
        out.push(row(at, it, input, words));
    }
    out.push(skipped(hidden, columns, words));
    let beyond = input.rows.len().saturating_sub(DRAWN);
    html! {
        @for it in out { (it) }
        @if beyond > 0 {
            tr .beyond { td colspan=(columns) { (words.fill(Word::NoRoom, &[("n", &beyond)])) } }
        }
    }
}

fn skipped(hidden: usize, columns: usize, words: Words) -> Markup {
    html! {
        @if hidden > 0 {
            tr .skipped { td colspan=(columns) { (words.fill(Word::NotShown, &[("n", &hidden)])) } }
        }
    }
}

fn row(at: usize, it: &Row, input: &Input, words: Words) -> Markup {
    let class = it.sign.map_or("fine", |sign| sign.told().0);
    html! {
        tr #{ "g" (at + 1) } .(class) .doubt[it.unsure] {
            td .sort {
                p .kind {
                    @if let Some(sign) = it.sign {
                        (badge(sign)) span .vh { (says(sign, input, words)) ": " }
                    }
                    @if it.unsure && it.sign != Some(Sign::Unsure) { " " (badge(Sign::Unsure)) }
                    " " (it.kind) " " a .nth href={ "#g" (at + 1) } { "#" (at + 1) }
                }
                @if let Some(sure) = it.sure { p .soft { (words.fill(Word::Sure, &[("n", &(sure / 10))])) } }
                @for note in &it.notes { p .note { (noted(*note, words)) } }
            }
            @for (n, (cell, track)) in it.cells.iter().zip(&input.tracks).enumerate() {
                (column(cell, track, called(input, n, track, words), words))
            }
        }
    }
}

fn column(cell: &[Said], track: &Column, name: &str, words: Words) -> Markup {
    html! {
        td .empty[cell.is_empty()] data-track=(name) {
            @if cell.is_empty() { p .soft { "\u{2013}" span .vh { (words.get(Word::Nothing)) } } }
            @for said in cell {
                p .when {
                    @match said.times {
                        Some((start, end)) => { (stamp(start)) " \u{2013} " (stamp(end)) }
                        None => (words.get(Word::NoTime)),
                    }
                    " " span .cue { (words.fill(Word::CueNumber, &[("n", &said.number)])) }
                }
                p .said lang=[track.language.as_deref()] dir="auto" {
                    @for (mark, text) in &said.text {
                        @match mark {
                            Mark::Kept => (text),
                            Mark::Removed => { del { (breaks(text)) } }
                            Mark::Added => { ins { (breaks(text)) } }
                        }
                    }
                }
            }
        }
    }
}

/// A line break that came or went is told by a sign, as nobody sees it otherwise.
fn breaks(text: &str) -> String {
    text.replace('\n', "\u{21b5}\n")
}

fn noted(note: Note, words: Words) -> String {
    let by = |word: Word, ms: i64| {
        let sign = if ms > 0 { "+" } else { "" };
        words.fill(word, &[("by", &format!("{sign}{}", in_seconds(ms, words)))])
    };
    match note {
        Note::Split => words.get(Word::Split).to_owned(),
        Note::Joined => words.get(Word::Joined).to_owned(),
        Note::Moved => words.get(Word::Moved).to_owned(),
        Note::ByItsRule => words.get(Word::ByItsRule).to_owned(),
        Note::Reworded => words.get(Word::Reworded).to_owned(),
        Note::In(ms) => by(Word::InTime, ms),
        Note::Out(ms) => by(Word::OutTime, ms),
        Note::Look(look) => words
            .get(match look {
                Look::Letters => Word::OtherLetters,
                Look::Place => Word::OtherPlace,
                Look::Fade => Word::OtherFade,
                Look::Forced => Word::OtherForced,
                Look::Voice => Word::OtherVoice,
                Look::Language => Word::OtherLanguage,
            })
            .to_owned(),
    }
}
