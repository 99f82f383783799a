//! The summary of a difference: the two files, how times moved, and how many cues changed in what.

use super::super::scale::stamp;
use super::super::summary::path;
use super::super::words::{Word, Words};
use super::{By, Input, Note, Row, Rule, Sign, counts, later, of_sign, scrolled, tile};
use maud::{Markup, html};

pub(super) fn summary(input: &Input, rules: &[Rule], words: Words) -> Markup {
    let of = |sign: Sign| of_sign(input, |row| row.sign == Some(sign));
    let (added, removed, changed) = (of(Sign::Added), of(Sign::Removed), of(Sign::Changed));
    html! {
        @if input.rows.iter().all(Row::is_same) {
            p .verdict .clean { span { strong { (words.get(Word::Same)) } " " (words.get(Word::SameLead)) } }
        } @else {
            ul .tiles {
                (tile(Sign::Removed, words.get(Word::Removed), removed.0, removed.1))
                (tile(Sign::Added, words.get(Word::Added), added.0, added.1))
                (tile(Sign::Changed, words.get(Word::Changed), changed.0, changed.1))
            }
        }
        (scrolled(words.get(Word::Tracks), &tracks(input, words)))
        @if !rules.is_empty() {
            h3 { (words.get(Word::TimesMoved)) }
            ul .rules-of-time { @for rule in rules { li { (told(rule, words)) } } }
        }
        (changes(input, words))
    }
}

impl Row {
    /// Neither a sign nor a note.
    fn is_same(&self) -> bool {
        self.sign.is_none() && self.notes.is_empty()
    }
}

fn tracks(input: &Input, words: Words) -> Markup {
    html! {
        table .tracks {
            caption .vh { (words.get(Word::Tracks)) }
            thead { tr {
                th scope="col" { (words.get(Word::Track)) }
                th scope="col" .number { (words.get(Word::Cues)) }
            } }
            tbody {
                @for (it, which) in input.tracks.iter().zip([Word::OldVersion, Word::NewVersion]) {
                    tr {
                        th scope="row" { span .chip { (words.get(which)) } " " span .path { (path(&it.path)) } }
                        td .number { (it.cues) }
                    }
                }
            }
        }
    }
}

/// "From 00:41:10.000 on: 2.5 s later; cues: 310".
fn told(rule: &Rule, words: Words) -> String {
    let by = match &rule.by {
        By::Later(ms) => later(*ms, words),
        By::Speed(speed, at, to) => {
            words.fill(Word::AtSpeed, &[("speed", speed), ("at", &stamp(*at)), ("to", &stamp(*to))])
        }
    };
    let n = rule.cues;
    match (rule.from.map(stamp), rule.to.map(stamp)) {
        (None, _) => words.fill(Word::WholeTrack, &[("by", &by), ("n", &n)]),
        (Some(from), None) => words.fill(Word::Rest, &[("from", &from), ("by", &by), ("n", &n)]),
        (Some(from), Some(to)) => {
            words.fill(Word::Stretch, &[("from", &from), ("to", &to), ("by", &by), ("n", &n)])
        }
    }
}

/// How many cues changed in what.
fn changes(input: &Input, words: Words) -> Markup {
    let has = |is: fn(&Note) -> bool| of_sign(input, |row| row.notes.iter().any(is));
    let rows = [
        (Word::Split, has(|it| matches!(it, Note::Split))),
        (Word::Joined, has(|it| matches!(it, Note::Joined))),
        (Word::Moved, has(|it| matches!(it, Note::Moved))),
        (Word::Retimed, has(|it| matches!(it, Note::In(_) | Note::Out(_)))),
        (Word::ByItsRule, has(|it| matches!(it, Note::ByItsRule))),
        (Word::Reworded, has(|it| matches!(it, Note::Reworded))),
        (Word::Restyled, has(|it| matches!(it, Note::Look(_)))),
    ];
    // One that is behind all that is drawn leads nowhere in particular.
    let any = rows.iter().filter(|(_, (_, n))| *n > 0);
    let told = any.map(|(what, (first, n))| (words.get(*what), *n, first.unwrap_or(1)));
    html! {
        @if rows.iter().any(|(_, (_, n))| *n > 0) {
            h3 { (words.get(Word::Changes)) }
            (counts(told))
        }
    }
}
