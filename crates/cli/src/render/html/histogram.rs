//! Columns for durations, gaps and reading speeds, a small plot for each track.

use super::film::{Film, Seen};
use super::scale::{Axis, Percent, round_step, ticks};
use super::spread::{Plot, durations, gaps, speeds};
use super::words::{Word, Words};
use maud::{Markup, html};

/// In pixels: of the columns, and of what stands over and under them.
const HEIGHT: i64 = 96;
const OVER: i64 = 20;
const UNDER: i64 = 20;

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let columns: [(Word, Word, Vec<Plot>); 3] = [
        (Word::Durations, Word::DurationsLead, film.tracks.iter().map(|it| durations(it, words)).collect()),
        (Word::Gaps, gaps_lead(film), film.tracks.iter().map(|it| gaps(it, film, words)).collect()),
        (Word::Speeds, Word::SpeedsLead, film.tracks.iter().map(|it| speeds(it, words)).collect()),
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
                        @for (track, plot) in film.tracks.iter().zip(plots) { (draw(track, plot, *title, words)) }
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
    html! {
        figure data-track=(track.index) {
            svg .plot .histogram width="100%" height=(floor + UNDER) role="img" aria-label=(label) {
                @for at in ticks(Axis::new(0, top), round_step(top, 3)).filter(|it| *it > 0) {
                    @let y = floor - high(usize::try_from(at).unwrap_or(0));
                    line .grid x1="0" x2="100%" y1=(y) y2=(y) {}
                    text .value x="100%" y=(y - 3) { (at) }
                }
                text .row-name x="0" y="12" { (track.label) }
                @for (n, column) in (0i64..).zip(&plot.columns) {
                    @let x = across.place(n);
                    @let width = Percent(across.place(n + 1).0.saturating_sub(x.0) * 86 / 100);
                    @if column.count > 0 {
                        g {
                            title {
                                (column.name) ": " (column.count)
                                @if column.bad > 0 {
                                    ", " (words.fill(Word::OfThemAgainst, &[("n", &column.bad)]))
                                }
                            }
                            @let (all, bad) = (high(column.count), high(column.bad));
                            rect .column x=(x) y=(floor - all) width=(width) height=(all) {}
                            @if bad > 0 { rect .column.bad x=(x) y=(floor - bad) width=(width) height=(bad) {} }
                        }
                    }
                    @if let Some(tick) = &column.tick { text .tick .first x=(x) y=(floor + 14) { (tick) } }
                }
                line .base x1="0" x2="100%" y1=(floor) y2=(floor) {}
            }
            figcaption { (plot.says) }
        }
    }
}

/// What is there is seen, however little it is.
fn pixels(count: usize, most: usize) -> i64 {
    let whole = usize::try_from(HEIGHT).unwrap_or(1);
    let high = (count.saturating_mul(whole) / most.max(1)).max(2 * usize::from(count > 0));
    i64::try_from(high).unwrap_or(0)
}
