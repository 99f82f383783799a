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
    /// Thousandths of characters.
    thousandths: i64,
    milliseconds: i64,
    /// The fastest cue: its tenths of characters a second, and its index.
    fastest: Option<(i64, usize)>,
    /// Cues over the track's limit.
    over: usize,
}

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let width = time_step(film.axis.span(), CELLS);
    let height = film.drawn().len() * (ROW + NAME) + AXIS;
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
                @for track in film.drawn() {
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

/// Shares out each cue among the cells it is on the screen in.
fn cells(track: &Seen<'_>, axis: Axis, width: i64) -> Vec<Cell> {
    let number = |at: i64| usize::try_from(at.saturating_sub(axis.from) / width.max(1)).unwrap_or(0);
    let mut cells = vec![Cell::default(); number(axis.to).saturating_add(1)];
    for it in track.timed.iter().filter(|it| axis.holds(it.start)) {
        let Some((cue, speed)) = track.cue(*it).and_then(|cue| Some((cue, cue.speed()?))) else { continue };
        let (first, last) = (number(it.start), number(it.end.min(axis.to).saturating_sub(1)));
        let too_fast = track.track.limits.is_too_fast(cue);
        for (n, cell) in cells.iter_mut().enumerate().take(last.saturating_add(1)).skip(first) {
            let from = axis.from.saturating_add(i64::try_from(n).unwrap_or(0).saturating_mul(width));
            let here = it.end.min(from.saturating_add(width)).saturating_sub(it.start.max(from)).max(0);
            let lasts = i128::from(it.end.saturating_sub(it.start).max(1));
            let share = i128::from(cue.characters) * 1000 * i128::from(here) / lasts;
            cell.thousandths = cell.thousandths.saturating_add(i64::try_from(share).unwrap_or(i64::MAX));
            cell.milliseconds = cell.milliseconds.saturating_add(here);
            if cell.fastest.is_none_or(|(most, _)| speed > most) {
                cell.fastest = Some((speed, it.index));
            }
            cell.over += usize::from(too_fast && n == first);
        }
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
                    @let mean = cell.thousandths.saturating_mul(10) / cell.milliseconds.max(1);
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
    use super::super::model::{Cue, Input, Limits, Track};
    use super::*;

    #[test]
    fn a_cue_is_shared_out_among_its_cells() {
        let cue = |start, end, characters| Cue { times: Some((start, end)), characters, ..Cue::default() };
        let cues = vec![cue(500, 2_500, 40), cue(3_000, 4_000, 5), cue(3_500, 3_500, 9)];
        let limits = Limits { speed: Some(17), ..Limits::default() };
        let input = Input { tracks: vec![Track { cues, limits, ..Track::default() }], ..Input::default() };
        let film = Film::new(&input);
        let cells = cells(&film.tracks[0], Axis::new(0, 4_000), 1000);
        let seen: Vec<_> = cells.iter().map(|it| (it.thousandths, it.milliseconds, it.over)).collect();
        assert_eq!(
            seen,
            [(10_000, 500, 1), (20_000, 1000, 0), (10_000, 500, 0), (5_000, 1000, 0), (0, 0, 0)]
        );
        assert_eq!(cells[1].fastest, Some((200, 0)));
    }

    #[test]
    fn colours_begin_where_the_legend_says() {
        assert_eq!([0, 49, 50, 169, 170, 999].map(step), [0, 0, 1, 7, 8, 8]);
    }
}
