//! The whole film in one picture: a bar for every cue, coloured by its gravest finding, and a sign above it.
//!
//! Bars stand in milliseconds inside a picture that is stretched to the width of the page; the script zooms by
//! changing what part of it is seen. Everything with letters or a shape of its own stands outside, placed in percent.

use super::film::{Film, Seen, Timed};
use super::icons::{sign, sign_class};
use super::model::Level;
use super::scale::{Axis, Percent, clock, ticks, time_step};
use super::words::{Word, Words};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Heights in pixels.
const AXIS: usize = 24;
const NAME: usize = 18;
const SIGNS: usize = 12;
const BAR: usize = 34;
const GAP: usize = 10;
const ROW: usize = NAME + SIGNS + BAR + GAP;
const SHOTS: usize = 14;
/// A bar of the overview.
const THIN: usize = 8;
/// Signs of a track at most: one for so many parts of the film.
const PLACES: i64 = 120;

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let shots = if film.input.shots.is_empty() { 0 } else { SHOTS };
    let height = AXIS + shots + film.drawn().len() * ROW;
    html! {
        section #timeline .card {
            h2 { (words.get(Word::Timeline)) }
            p .lead { (words.get(Word::TimelineLead)) }
            (legend(words))
            div .tools .needs-script {
                div .group role="group" aria-label=(words.get(Word::Zoom)) {
                    button #tl-in type="button" { "+" span .vh { (words.get(Word::ZoomIn)) } }
                    button #tl-out type="button" { "\u{2212}" span .vh { (words.get(Word::ZoomOut)) } }
                    button #tl-all type="button" { (words.get(Word::WholeFilm)) }
                }
                div .group role="group" aria-label=(words.get(Word::Findings)) {
                    button #tl-before type="button" { "\u{2039} " (words.get(Word::FindingBefore)) }
                    button #tl-next type="button" { (words.get(Word::FindingNext)) " \u{203a}" }
                }
                output #tl-window .window {}
            }
            div #tl-stage .stage tabindex="0" role="group" aria-label=(words.get(Word::Timeline))
                aria-describedby="tl-keys" {
                svg #tl-svg .plot width="100%" height=(height) data-from=(film.axis.from) data-to=(film.axis.to) {
                    g #tl-axis { (axis(film.axis, height)) }
                    @if shots > 0 { (shot_changes(film)) }
                    @for track in film.drawn() { (row(track, film.axis, AXIS + shots + track.index * ROW)) }
                }
            }
            (overview(film, words))
            p #tl-keys .soft .needs-script { (words.get(Word::TimelineKeys)) }
            @if film.outside > 0 {
                p .notice { (words.fill(Word::OutsideTimeline, &[("n", &film.outside)])) }
            }
            div #tl-detail .detail .needs-script aria-live="polite" {}
        }
    }
}

fn legend(words: Words) -> Markup {
    html! {
        ul .legend {
            @for level in Level::ALL { li { (sign(level)) " " (words.level(level)) } }
            li { svg .swatch width="22" height="12" aria-hidden="true" { rect .bar width="22" height="12" {} } " "
                (words.get(Word::NothingFound)) }
        }
    }
}

fn axis(axis: Axis, height: usize) -> Markup {
    let step = time_step(axis.span(), 10);
    html! {
        @for (n, at) in ticks(axis, step).enumerate() {
            @let x = axis.place(at);
            line .grid x1=(x) x2=(x) y1="18" y2=(height) {}
            text .tick.odd[n % 2 == 1].second[n % 4 == 2].first[x.0 == 0].last[x.0 > 97_000] x=(x) y="12" { (clock(at)) }
        }
    }
}

fn row(track: &Seen<'_>, axis: Axis, top: usize) -> Markup {
    let bars = top + NAME + SIGNS;
    html! {
        g .row data-track=(track.index) {
            text .row-name x="0" y=(top + 13) { (track.label) tspan .soft dx="8" { (track.track.file()) } }
            rect .lane x="0" y=(bars) width="100%" height=(BAR) {}
            svg .tl-inner x="0" y=(bars) width="100%" height=(BAR)
                viewBox={ (axis.from) " 0 " (axis.span()) " " (BAR) } preserveAspectRatio="none" {
                g id={ "bars-" (track.index) } { (paths(track, axis)) }
            }
            g .tl-live data-y=(bars) data-height=(BAR) {}
            g .tl-signs data-y=(top + NAME + SIGNS / 2) { (signs(track, axis, top + NAME + SIGNS / 2)) }
        }
    }
}

/// All bars of a track: one path for each level, each bar counted from the one before it.
fn paths(track: &Seen<'_>, axis: Axis) -> Markup {
    let mut paths: BTreeMap<Option<Level>, (i64, String)> = BTreeMap::new();
    for it in track.timed.iter().filter(|it| axis.holds(it.start)) {
        let level = track.worst.get(it.index).copied().flatten();
        let (at, path) = paths.entry(level).or_insert_with(|| (0, String::new()));
        let width = it.end.min(axis.to).saturating_sub(it.start).max(1);
        let command = if path.is_empty() { 'M' } else { 'm' };
        let _ = write!(path, "{command}{} 0h{width}v{BAR}h-{width}z", it.start.saturating_sub(*at));
        *at = it.start;
    }
    html! { @for (level, (_, path)) in &paths { path class=(bar_class(*level)) d=(path) {} } }
}

fn bar_class(level: Option<Level>) -> &'static str {
    match level {
        None => "bar",
        Some(Level::Note) => "bar note",
        Some(Level::Warning) => "bar warning",
        Some(Level::Error) => "bar error",
    }
}

/// The gravest finding in each small part of the film, so that signs do not hide one another.
fn signs(track: &Seen<'_>, axis: Axis, y: usize) -> Markup {
    let mut places: BTreeMap<i64, (Level, Timed)> = BTreeMap::new();
    for it in track.timed.iter().filter(|it| axis.holds(it.start)) {
        let Some(level) = track.worst.get(it.index).copied().flatten() else { continue };
        let part = i128::from(it.start.saturating_sub(axis.from)) * i128::from(PLACES);
        let part = i64::try_from(part / i128::from(axis.span())).unwrap_or(0);
        let place = places.entry(part).or_insert((level, *it));
        if level > place.0 {
            *place = (level, *it);
        }
    }
    html! {
        @for (level, it) in places.values() {
            use href={ "#" (sign_class(*level)) } class=(sign_class(*level)) x=(axis.place(it.start)) y=(y) {}
        }
    }
}

fn shot_changes(film: &Film<'_>) -> Markup {
    let mut path = String::new();
    let mut at = 0;
    for shot in film.input.shots.iter().filter(|it| film.axis.holds(**it)) {
        let command = if path.is_empty() { 'M' } else { 'm' };
        let _ = write!(path, "{command}{} 0v6m0 -6", shot.saturating_sub(at));
        at = *shot;
    }
    html! {
        svg .tl-inner x="0" y=(AXIS) width="100%" height="6"
            viewBox={ (film.axis.from) " 0 " (film.axis.span()) " 6" } preserveAspectRatio="none" {
            path .shot d=(path) {}
        }
    }
}

/// The film once more and small; the script lays the part that is seen above over it.
fn overview(film: &Film<'_>, words: Words) -> Markup {
    let height = film.drawn().len() * (THIN + 2) + 4;
    html! {
        svg #tl-overview .overview .needs-script width="100%" height=(height) aria-hidden="true" {
            @for track in film.drawn() {
                svg x="0" y=(2 + track.index * (THIN + 2)) width="100%" height=(THIN)
                    viewBox={ (film.axis.from) " 0 " (film.axis.span()) " " (BAR) } preserveAspectRatio="none" {
                    use href={ "#bars-" (track.index) } {}
                }
            }
            rect #tl-view .view x="0" y="0" width=(Percent::of(1, 1)) height=(height) rx="3" {
                title { (words.get(Word::WholeFilm)) }
            }
        }
    }
}
