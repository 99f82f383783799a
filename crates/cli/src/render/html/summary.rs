//! What was found, at a glance: how many of each level, for each track, and for each rule.

use super::film::Film;
use super::icons::sign;
use super::model::{Level, Track};
use super::scale::{clock, tenths};
use super::shell;
use super::words::{Word, Words};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The title and what is known about the film.
pub(super) fn head(film: &Film<'_>, words: Words) -> Markup {
    let input = film.input;
    html! {
        header .head {
            div {
                p .brand { "Tregua" span .soft { " \u{b7} " (words.get(Word::Report)) } }
                h1 dir="auto" { (title(film, words)) }
                p .facts {
                    span { (words.fill(Word::TracksAre, &[("n", &film.tracks.len())])) }
                    span { (words.fill(Word::CuesAre, &[("n", &film.cues())])) }
                    @if let Some(length) = input.length { span { (words.fill(Word::LengthIs, &[("n", &clock(length))])) } }
                    @if let Some(rate) = &input.frame_rate { span { (words.fill(Word::RateIs, &[("n", &rate.name)])) } }
                }
            }
            (shell::theme(words))
        }
    }
}

/// The film's title, the name of the only file, or what the page is.
pub(super) fn title<'f>(film: &'f Film<'_>, words: Words) -> &'f str {
    let only = match film.tracks.as_slice() {
        [only] => Some(only.track.file()),
        _ => None,
    };
    film.input.title.as_deref().or(only).unwrap_or(words.get(Word::Report))
}

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    html! {
        section #summary .card {
            h2 { (words.get(Word::Summary)) }
            (tiles(film, words))
            (failed(film, words))
            @if !film.tracks.is_empty() { (tracks(film, words)) }
            @if film.drawn().len() < film.tracks.len() {
                p .notice {
                    (words.fill(Word::DrawnOnly, &[("n", &film.drawn().len()), ("all", &film.tracks.len())]))
                }
            }
            (rules(film, words))
        }
    }
}

fn tiles(film: &Film<'_>, words: Words) -> Markup {
    html! {
        @if film.findings() == 0 && film.input.failed.is_empty() && !film.tracks.is_empty() {
            p .verdict .clean {
                svg .tick-mark width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" {
                    circle cx="17" cy="17" r="16" {}
                    path d="M9.5 17.5l5.2 5.2 10-11" {}
                }
                span { strong { (words.get(Word::Clean)) } " " (words.get(Word::CleanLead)) }
            }
        } @else {
            ul .tiles {
                @for level in Level::ALL {
                    @let n = film.count(level);
                    li .tile .zero[n == 0] {
                        a href="#findings" data-level=(name(level)) {
                            span .figure { (sign(level)) " " (n) }
                            span .what { (words.level(level)) }
                        }
                    }
                }
            }
        }
    }
}

/// A level's name in classes and data, the same in every language.
pub(super) fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn failed(film: &Film<'_>, words: Words) -> Markup {
    html! {
        @if !film.input.failed.is_empty() {
            div .notice .grave role="note" {
                p { strong { (words.get(Word::NotChecked)) } }
                ul { @for it in &film.input.failed { li { code { (it.path) } " \u{2013} " span lang="en" { (it.why) } } } }
            }
        }
    }
}

fn tracks(film: &Film<'_>, words: Words) -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label=(words.get(Word::Tracks)) {
            table .tracks {
                caption .vh { (words.get(Word::Tracks)) }
                thead { tr {
                    th scope="col" { (words.get(Word::Track)) }
                    @for level in Level::ALL { th scope="col" .number { (words.level(level)) } }
                    th scope="col" .number { (words.get(Word::Cues)) }
                    th scope="col" .number { (words.get(Word::MeanSpeed)) }
                    th scope="col" { (words.get(Word::Profile)) }
                    th scope="col" { (words.get(Word::FileKind)) }
                } }
                tbody {
                    @for it in &film.tracks {
                        tr {
                            th scope="row" {
                                @if let Some(language) = &it.track.language { span .chip { (language) } " " }
                                span .path { (path(&it.track.path)) }
                            }
                            @for level in Level::ALL { (count(it.track.count(level), level, it.index, None)) }
                            td .number { (it.track.cues.len()) }
                            td .number { (mean(it.track).map_or("\u{2013}".to_owned(), |it| tenths(it, words))) }
                            td { (it.track.profile) }
                            td { (it.track.format) " " span .soft { (it.track.encoding) } }
                        }
                    }
                }
            }
        }
    }
}

/// A path that may be broken behind its folders.
pub(super) fn path(path: &str) -> Markup {
    html! { @for part in path.split_inclusive(['/', '\\']) { (part) wbr; } }
}

/// Tenths of characters a second over all that is shown.
fn mean(track: &Track) -> Option<i64> {
    let with_time =
        track.cues.iter().filter_map(|cue| Some((cue.characters, cue.lasts().filter(|it| *it > 0)?)));
    let (all, ms) = with_time
        .fold((0i64, 0i64), |(all, ms), (n, lasts)| (all.saturating_add(n.into()), ms.saturating_add(lasts)));
    (ms > 0).then(|| all.saturating_mul(10_000) / ms)
}

/// A number that leads to the findings it counts.
fn count(n: usize, level: Level, track: usize, rule: Option<&str>) -> Markup {
    html! {
        td .number {
            @if n == 0 { span .soft { "\u{b7}" } } @else {
                a .count .(name(level)) href="#findings" data-track=(track) data-rule=[rule]
                    data-level=[rule.is_none().then(|| name(level))] { (sign(level)) (n) }
            }
        }
    }
}

/// What a rule found in each track: the gravest, and how many.
type Row = Vec<(Option<Level>, usize)>;

fn rules(film: &Film<'_>, words: Words) -> Markup {
    let mut found: BTreeMap<&str, Row> = BTreeMap::new();
    for track in &film.tracks {
        for finding in &track.track.findings {
            let row = found.entry(&finding.rule).or_insert_with(|| vec![(None, 0); film.tracks.len()]);
            if let Some((worst, n)) = row.get_mut(track.index) {
                *worst = Some(finding.level).max(*worst);
                *n += 1;
            }
        }
    }
    let worst = |row: &[(Option<Level>, usize)]| row.iter().map(|it| it.0).max().flatten();
    let all = |row: &[(Option<Level>, usize)]| row.iter().map(|it| it.1).sum::<usize>();
    let mut rows: Vec<(&str, Row)> = found.into_iter().collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse((worst(row), all(row))));
    let summary =
        |id: &str| film.input.rules.iter().find(|rule| rule.id == id).map(|rule| rule.summary.as_str());
    html! {
        @if !rows.is_empty() {
            h3 { (words.get(Word::ByRule)) }
            // However many rules spoke, the plots below stay within reach.
            div .scroll .tall tabindex="0" role="region" aria-label=(words.get(Word::ByRule)) {
                table .rules {
                    thead { tr {
                        th scope="col" { (words.get(Word::Rule)) }
                        @for it in film.drawn() { th scope="col" .number { (it.label) } }
                        @if film.tracks.len() > 1 { th scope="col" .number { (words.get(Word::All)) } }
                    } }
                    tbody {
                        @for (id, row) in &rows {
                            tr {
                                th scope="row" {
                                    div {
                                        code { (id) }
                                        @if let Some(summary) = summary(id) { span .soft lang="en" { (summary) } }
                                    }
                                }
                                @for (track, (level, n)) in row.iter().enumerate().take(film.drawn().len()) {
                                    (count(*n, level.unwrap_or(Level::Note), track, Some(id)))
                                }
                                @if film.tracks.len() > 1 { td .number { strong { (all(row)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}
