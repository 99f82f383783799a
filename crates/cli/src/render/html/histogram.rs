//! Columns for durations, gaps and reading speeds, a small plot for each track.

use super::film::{Film, Seen};
use super::scale::{Axis, Percent, round_step, ticks};
use super::spread::{Column, Plot, durations, gaps, speeds};
use super::words::{Word, Words};
use maud::{Markup, html};

/// In pixels: of the columns, and of what stands over and under them.
const HEIGHT: i64 = 96;
const OVER: i64 = 20;
const UNDER: i64 = 20;

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let columns: [(Word, Word, Vec<Plot>); 3] = [
        (Word::Durations, Word::DurationsLead, film.drawn().iter().map(|it| durations(it, words)).collect()),
        (Word::Gaps, gaps_lead(film), film.drawn().iter().map(|it| gaps(it, film, words)).collect()),
        (Word::Speeds, Word::SpeedsLead, film.drawn().iter().map(|it| speeds(it, words)).collect()),
    ];
    html! {
        section #spread .card {
            h2 { (words.get(Word::Spread)) }
            p .lead {
                (words.get(Word::SpreadLead)) " "
                svg .swatch width="22" height="12" aria-hidden="true" { rect .column.bad width="22" height="12" {} }
                " " (words.get(Word::AgainstLimits))
            }
            div .columns {
                @for (title, lead, plots) in &columns {
                    div {
                        h3 { (words.get(*title)) }
                        p .soft { (words.get(*lead)) }
                        @for (track, plot) in film.drawn().iter().zip(plots) { (draw(track, plot, *title, words)) }
                    }
                }
            }
        }
    }
}

fn gaps_lead(film: &Film<'_>) -> Word {
    if film.input.frame_rate.is_some() { Word::GapsInFrames } else { Word::GapsInMilliseconds }
}

fn draw(track: &Seen<'_>, plot: &Plot, title: Word, words: Words) -> Markup {
    let most = plot.columns.iter().map(|it| it.count).max().unwrap_or(0).max(1);
    let whole = i64::try_from(plot.columns.len()).unwrap_or(1);
    let across = Axis::new(0, whole);
    let floor = OVER + HEIGHT;
    let high = |count: usize| pixels(count, most);
    let label = format!("{}, {}: {}", words.get(title), track.label, plot.says);
    let top = i64::try_from(most).unwrap_or(i64::MAX);
    let marks: Vec<(i64, i64)> = ticks(Axis::new(0, top), round_step(top, 3))
        .filter(|at| *at > 0)
        .map(|at| (at, floor - high(usize::try_from(at).unwrap_or(0))))
        .collect();
    html! {
        figure data-track=(track.index) {
            div .with-scale {
                svg .plot .histogram width="100%" height=(floor + UNDER) role="img" aria-label=(label) {
                    @for (_, y) in &marks { line .grid x1="0" x2="100%" y1=(y) y2=(y) {} }
                    text .row-name x="0" y="12" { (track.label) }
                    @for (n, column) in (0i64..).zip(&plot.columns) { (bar(n, column, across, &high, words)) }
                    line .base x1="0" x2="100%" y1=(floor) y2=(floor) {}
                    @for at in &plot.limits {
                        @let x = Percent::of(i128::from(*at), i128::from(whole) * 1000);
                        @if x.0 < 100_000 { line .limit x1=(x) x2=(x) y1=(OVER - 4) y2=(floor) {} }
                    }
                }
                svg .plot .scale width="34" height=(floor + UNDER) aria-hidden="true" {
                    @for (at, y) in &marks { text .value x="4" y=(y + 4) { (at) } }
                }
            }
            figcaption { (plot.says) }
        }
    }
}

/// A column with those of it that are against a limit, and what stands under it.
fn bar(n: i64, column: &Column, across: Axis, high: &dyn Fn(usize) -> i64, words: Words) -> Markup {
    let floor = OVER + HEIGHT;
    let (x, end) = (across.place(n), across.place(n + 1));
    let width = Percent(end.0.saturating_sub(x.0) * 86 / 100);
    let (all, bad) = (high(column.count), high(column.bad));
    // Few among many are seen too.
    let bad = if column.bad > 0 { bad.max(5) } else { 0 };
    let last = end.0 >= 100_000;
    html! {
        @if column.count > 0 {
            g {
                title {
                    (column.name) ": " (column.count)
                    @if column.bad > 0 { ", " (words.fill(Word::OfThemAgainst, &[("n", &column.bad)])) }
                }
                rect .column x=(x) y=(floor - all) width=(width) height=(all) {}
                @if bad > 0 { rect .column.bad x=(x) y=(floor - bad) width=(width) height=(bad) {} }
            }
        }
        @if let Some(tick) = &column.tick {
            text .tick .first[!last] .last[last] x=(if last { end } else { x }) y=(floor + 14) { (tick) }
        }
    }
}

/// What is there is seen, however little it is.
fn pixels(count: usize, most: usize) -> i64 {
    let whole = usize::try_from(HEIGHT).unwrap_or(1);
    let high = (count.saturating_mul(whole) / most.max(1)).max(2 * usize::from(count > 0));
    i64::try_from(high).unwrap_or(0)
}
