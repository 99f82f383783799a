//! How fast the text is to be read, minute by minute and track by track.

use super::film::{Film, Seen};
use super::scale::{Axis, Percent, clock, tenths, ticks, time_step};
use super::words::{Word, Words};
use maud::{Markup, html};

/// Cells of a track at most.
const CELLS: i64 = 150;
const ROW: usize = 30;
const NAME: usize = 18;
const AXIS: usize = 22;
/// From how many characters a second on a colour is used; the first is for anything that has text.
pub(super) const STEPS: [i64; 9] = [0, 5, 8, 10, 11, 12, 13, 15, 17];

/// A stretch of the film in one track.
#[derive(Clone, Default)]
struct Cell {
    characters: i64,
    milliseconds: i64,
    /// The fastest cue: its tenths of characters a second, and its index.
    fastest: Option<(i64, usize)>,
    /// Cues over the track's limit.
    over: usize,
}

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let width = time_step(film.axis.span(), CELLS);
    let height = film.tracks.len() * (ROW + NAME) + AXIS;
    html! {
        section #speed .card {
            h2 { (words.get(Word::ReadingSpeed)) }
            p .lead { (words.fill(Word::HeatLead, &[("length", &length(width, words))])) }
            ol .steps aria-label=(words.get(Word::SpeedUnit)) {
                @for (n, from) in STEPS.iter().enumerate() {
                    li { svg .swatch width="26" height="12" aria-hidden="true" {
                        rect class={ "h" (n) } width="26" height="12" {}
                    } " " @if n == 0 { "> 0" } @else { "\u{2265} " (from) } }
                }
                li { svg .swatch width="14" height="12" viewBox="-7 -6 14 12" aria-hidden="true" {
                    path .over d=(OVER) {}
                } " " (words.get(Word::OverTheLimit)) }
            }
            svg .plot .heat width="100%" height=(height) role="group" aria-label=(words.get(Word::ReadingSpeed)) {
                @for track in &film.tracks {
                    (row(track, film.axis, width, track.index * (ROW + NAME), words))
                }
                (axis(film.axis, height))
            }
        }
    }
}

/// A triangle that stands at the top of a cell and points at it.
const OVER: &str = "M-5-4h10l-5 8z";

fn length(width: i64, words: Words) -> String {
    if width % 60_000 == 0 {
        words.fill(Word::Minutes, &[("n", &(width / 60_000))])
    } else {
        words.fill(Word::Seconds, &[("n", &(width / 1000))])
    }
}

fn cells(track: &Seen<'_>, axis: Axis, width: i64) -> Vec<Cell> {
    let number = |at: i64| usize::try_from(at.saturating_sub(axis.from) / width.max(1)).unwrap_or(0);
    let mut cells = vec![Cell::default(); number(axis.to).saturating_add(1)];
    for it in track.timed.iter().filter(|it| axis.holds(it.start)) {
        let (Some(cue), Some(cell)) = (track.cue(*it), cells.get_mut(number(it.start))) else { continue };
        let Some(speed) = cue.speed() else { continue };
        cell.characters = cell.characters.saturating_add(i64::from(cue.characters));
        cell.milliseconds = cell.milliseconds.saturating_add(it.end.saturating_sub(it.start));
        if cell.fastest.is_none_or(|(most, _)| speed > most) {
            cell.fastest = Some((speed, it.index));
        }
        cell.over += usize::from(track.track.limits.is_too_fast(cue));
    }
    cells
}

fn row(track: &Seen<'_>, axis: Axis, width: i64, top: usize, words: Words) -> Markup {
    let bars = top + NAME;
    let cells = cells(track, axis, width);
    let stretch = |n: i64| {
        let from = axis.from.saturating_add(n.saturating_mul(width));
        (from, from.saturating_add(width).min(axis.to))
    };
    html! {
        g data-track=(track.index) {
            text .row-name x="0" y=(top + 13) {
                (track.label)
                @if let Some(limit) = track.track.limits.speed {
                    tspan .soft dx="8" { (words.fill(Word::SpeedLimit, &[("n", &limit)])) }
                }
            }
            rect .lane x="0" y=(bars) width="100%" height=(ROW - 4) {}
            @for (n, cell) in (0i64..).zip(&cells) {
                @let (from, to) = stretch(n);
                @if let Some((fastest, cue)) = cell.fastest {
                    @let mean = cell.characters.saturating_mul(10_000) / cell.milliseconds.max(1);
                    @let (x, end) = (axis.place(from), axis.place(to));
                    g .cell data-at=(from) data-to=(to) {
                        title {
                            (clock(from)) "\u{2013}" (clock(to)) ": "
                            (words.fill(Word::CellTitle, &[
                                ("mean", &tenths(mean, words)),
                                ("most", &tenths(fastest, words)),
                                ("cue", &track.track.cues.get(cue).map_or("", |it| it.number.as_str())),
                            ]))
                            @if cell.over > 0 { " " (words.fill(Word::CellOver, &[("n", &cell.over)])) }
                        }
                        rect class={ "h" (step(mean)) } x=(x) y=(bars)
                            width=(Percent(end.0.saturating_sub(x.0))) height=(ROW - 4) {}
                    }
                }
            }
            // Above all cells: they are narrower than a mark on a small screen.
            @for (n, _) in (0i64..).zip(&cells).filter(|(_, cell)| cell.over > 0) {
                @let (from, to) = stretch(n);
                svg .mark x=(Percent(axis.place(from).0.midpoint(axis.place(to).0))) y=(bars + 6) {
                    path .over d=(OVER) {}
                }
            }
        }
    }
}

/// The colour for tenths of a character a second.
fn step(tenths: i64) -> usize {
    STEPS.iter().rposition(|from| tenths >= from * 10).unwrap_or(0)
}

fn axis(axis: Axis, height: usize) -> Markup {
    let step = time_step(axis.span(), 10);
    html! {
        @for (n, at) in ticks(axis, step).enumerate() {
            @let x = axis.place(at);
            text .tick.odd[n % 2 == 1].second[n % 4 == 2].first[x.0 == 0].last[x.0 > 97_000] x=(x) y=(height - 5) { (clock(at)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_begin_where_the_legend_says() {
        assert_eq!([0, 49, 50, 169, 170, 999].map(step), [0, 0, 1, 7, 8, 8]);
    }
}
