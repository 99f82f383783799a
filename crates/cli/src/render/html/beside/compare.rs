//! The summary of a comparison: the tracks, how their times lie, and how many groups there are of each kind.

use super::super::scale::{seconds, stamp};
use super::super::summary::path;
use super::super::words::{Word, Words};
use super::{Column, Input, Lie, Sign, counts, later, of_sign, scrolled, tile};
use maud::{Markup, html};
use tregua_qa::pairing::RELATED;

pub(super) fn summary(input: &Input, bar: u16, kinds: &[(String, usize)], words: Words) -> Markup {
    let gaps = of_sign(input, |row| row.sign == Some(Sign::Gap));
    let unsure = of_sign(input, |row| row.unsure);
    let uneven = of_sign(input, |row| row.uneven);
    let strangers: Vec<&str> = input
        .tracks
        .iter()
        .filter(|it| it.related.is_some_and(|related| related < RELATED))
        .map(|it| it.label.as_str())
        .collect();
    html! {
        @if !strangers.is_empty() {
            p .notice .grave role="note" { (words.fill(Word::Stranger, &[("tracks", &strangers.join(", "))])) }
        }
        ul .tiles {
            (tile(Sign::Gap, words.get(Word::Gap), gaps.0, gaps.1))
            (tile(Sign::Unsure, &words.fill(Word::Unsure, &[("n", &(bar / 10))]), unsure.0, unsure.1))
            (tile(Sign::Uneven, words.get(Word::Uneven), uneven.0, uneven.1))
        }
        (scrolled(words.get(Word::Tracks), &tracks(input, words)))
        (by_kind(input, kinds, words))
    }
}

fn tracks(input: &Input, words: Words) -> Markup {
    html! {
        table .tracks {
            caption .vh { (words.get(Word::Tracks)) }
            thead { tr {
                th scope="col" { (words.get(Word::Track)) }
                th scope="col" .number { (words.get(Word::Cues)) }
                th scope="col" .number { (words.get(Word::Unanswered)) }
                th scope="col" .number { (words.get(Word::SameFilm)) }
                th scope="col" { (words.get(Word::Distance)) }
            } }
            tbody {
                @for it in &input.tracks {
                    tr {
                        th scope="row" { span .chip { (it.label) } " " span .path { (path(&it.path)) } }
                        td .number { (it.cues) }
                        td .number { (it.alone) }
                        td .number { @if let Some(related) = it.related { (related / 10) "\u{a0}%" } }
                        td { (lie(it, words)) }
                    }
                }
            }
        }
    }
}

fn lie(track: &Column, words: Words) -> Markup {
    let signed = |ms: i64| {
        let sign = if ms > 0 { "+" } else { "" };
        words.fill(Word::Seconds, &[("n", &format!("{sign}{}", seconds(ms, words)))])
    };
    html! {
        @match &track.lie {
            Lie::Spine => (words.get(Word::OthersLaidTo)),
            Lie::Between(least, most, n) => {
                (words.fill(Word::FromTo, &[("least", &signed(*least)), ("most", &signed(*most)), ("n", n)]))
            }
            Lie::Steps(steps) => {
                @for (n, (from, by)) in steps.iter().enumerate() {
                    @if n == 0 { (later(*by, words)) } @else {
                        br;
                        (words.fill(Word::FromOn, &[("from", &stamp(*from)), ("by", &later(*by, words))]))
                    }
                }
            }
        }
    }
}

fn by_kind(input: &Input, kinds: &[(String, usize)], words: Words) -> Markup {
    let order: Vec<&str> = input.tracks.iter().map(|it| it.label.as_str()).collect();
    let counted = kinds.iter().map(|(kind, n)| {
        let first =
            input.rows.iter().take(super::DRAWN).position(|row| row.kind == *kind).map_or(1, |at| at + 1);
        (kind.as_str(), *n, first)
    });
    html! {
        h3 { (words.get(Word::ByKind)) " " span .soft { (order.join(":")) } }
        (counts(counted))
    }
}
