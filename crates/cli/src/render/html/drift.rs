//! How the in-times of two tracks differ over the film.

use super::film::{Film, Seen, Timed};
use super::scale::{Axis, clock, median, round_step, signed, ticks, time_step};
use super::words::{Word, Words};
use maud::{Markup, html};
use std::fmt::Write as _;

const HEIGHT: i64 = 170;
const UNDER: i64 = 22;
/// With more tracks than this, each is compared with the first only.
const ALL_PAIRS: usize = 4;
/// The line in the middle has so many parts at most, and so many pairs in each at least, as a rule.
const PARTS: usize = 60;
const IN_A_PART: usize = 8;

/// Two cues that answer each other: the in-time of the one, and how much later the other comes in.
type Pair = (i64, i64);

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let all = film.drawn().len() <= ALL_PAIRS;
    let others = |n: usize| film.drawn().iter().skip(n + 1);
    let bases = film.drawn().iter().enumerate().take(if all { ALL_PAIRS } else { 1 });
    let couples: Vec<_> = bases.flat_map(|(n, base)| others(n).map(move |other| (base, other))).collect();
    html! {
        section #drift .card {
            h2 { (words.get(Word::Drift)) }
            @if couples.is_empty() || !film.input.one_film {
                p .lead { (words.get(if couples.is_empty() { Word::OneTrackOnly } else { Word::NotOneFilm })) }
            } @else {
                p .lead { (words.get(Word::DriftLead)) }
                @if !all { p .notice { (words.get(Word::FirstWithOthers)) } }
                div .drifts { @for (base, other) in couples { (couple(base, other, film.axis, words)) } }
            }
        }
    }
}

/// Pairs the cues that are on the screen together: each of the first track with that of the second whose in-time is
/// the nearest.
fn pairs(base: &Seen<'_>, other: &Seen<'_>) -> Vec<Pair> {
    let one = |it: &Timed| {
        let next = other.timed.partition_point(|other| other.start < it.start);
        let (before, behind) = other.timed.split_at_checked(next)?;
        let together = |other: &&Timed| other.end > it.start && other.start < it.end;
        let before = before.iter().rev().take(LOOK_BACK).find(together);
        let behind = behind.iter().take(LOOK_BACK).find(together);
        let by = |other: &Timed| other.start.saturating_sub(it.start);
        let both = before.into_iter().chain(behind).map(by);
        both.min_by_key(|by| by.saturating_abs()).map(|by| (it.start, by))
    };
    base.timed.iter().filter_map(one).collect()
}

/// How many cues back one may still be on the screen.
const LOOK_BACK: usize = 8;

fn couple(base: &Seen<'_>, other: &Seen<'_>, axis: Axis, words: Words) -> Markup {
    let pairs: Vec<Pair> = pairs(base, other).into_iter().filter(|(at, _)| axis.holds(*at)).collect();
    let name = words.fill(Word::Against, &[("other", &other.label), ("base", &base.label)]);
    let middles = middles(&pairs, axis);
    let says = says(&pairs, &middles, words);
    // Nearly all of them fill the plot; those beyond are held at its edge.
    let mut far: Vec<i64> = pairs.iter().map(|(_, by)| by.saturating_abs()).collect();
    far.sort_unstable();
    let most = far.get(far.len().saturating_mul(98) / 100).copied().unwrap_or(0);
    let reach = most.saturating_add(most / 4).max(250);
    let high = Axis::new(reach.saturating_neg(), reach);
    let marks = ticks(high, round_step(high.span(), 5)).map(|at| (at, pixel(high, at)));
    let marks: Vec<(i64, i64)> = marks.collect();
    let beyond = pairs.iter().filter(|(_, by)| !high.holds(*by)).count();
    html! {
        figure data-base=(base.index) data-other=(other.index) {
            h3 { (name) }
            div .with-scale {
                svg .plot .drift width="100%" height=(HEIGHT + UNDER) role="img" aria-label={ (name) ". " (says) } {
                    @for (at, y) in &marks { line .grid.zero[*at == 0] x1="0" x2="100%" y1=(y) y2=(y) {} }
                    @for (n, at) in ticks(axis, time_step(axis.span(), 6)).enumerate() {
                        @let x = axis.place(at);
                        text .tick.odd[n % 2 == 1].first[x.0 == 0].last[x.0 > 95_000] x=(x) y=(HEIGHT + 15) {
                            (clock(at))
                        }
                    }
                    svg x="0" y="0" width="100%" height=(HEIGHT)
                        viewBox={ (axis.from) " 0 " (axis.span()) " " (HEIGHT) } preserveAspectRatio="none" {
                        path .dots d=(dots(&pairs, high)) {}
                        path .middle d=(line(&middles, high)) {}
                    }
                }
                svg .plot .scale width="62" height=(HEIGHT + UNDER) aria-hidden="true" {
                    @for (at, y) in &marks { text .value x="5" y=(y + 4) { (words.fill(Word::Milliseconds, &[("n", &signed(*at))])) } }
                }
            }
            figcaption {
                (says)
                @if beyond > 0 { " " (words.fill(Word::BeyondTheEdge, &[("n", &beyond)])) }
            }
        }
    }
}

/// Pixels from the top.
fn pixel(high: Axis, at: i64) -> i64 {
    let down = i128::from(high.to.saturating_sub(at.clamp(high.from, high.to)));
    let room = i128::from(HEIGHT - 8);
    4 + i64::try_from(down * room / i128::from(high.span())).unwrap_or(0)
}

/// A dot each: a line of no length with round ends, so that stretching the picture leaves it round.
fn dots(pairs: &[Pair], high: Axis) -> String {
    let mut path = String::new();
    for (at, by) in pairs {
        let _ = write!(path, "M{at} {}h0", pixel(high, *by));
    }
    path
}

/// The median of each part of the film; few pairs make few parts, for one of two pairs says nothing.
fn middles(pairs: &[Pair], axis: Axis) -> Vec<Pair> {
    let parts = i64::try_from((pairs.len() / IN_A_PART).clamp(1, PARTS)).unwrap_or(1);
    let part = (axis.span() / parts).max(1);
    let number = |at: i64| at.saturating_sub(axis.from) / part;
    let one = |of_part: &[Pair]| {
        let (first, _) = of_part.first()?;
        let middle = axis.from.saturating_add(number(*first).saturating_mul(part)).saturating_add(part / 2);
        let mut by: Vec<i64> = of_part.iter().map(|(_, by)| *by).collect();
        by.sort_unstable();
        Some((middle, median(&by)?))
    };
    pairs.chunk_by(|a, b| number(a.0) == number(b.0)).filter_map(one).collect()
}

fn line(middles: &[Pair], high: Axis) -> String {
    let mut path = String::new();
    for (at, by) in middles {
        let command = if path.is_empty() { 'M' } else { 'L' };
        let _ = write!(path, "{command}{at} {}", pixel(high, *by));
    }
    path
}

fn says(pairs: &[Pair], middles: &[Pair], words: Words) -> String {
    let mut by: Vec<i64> = pairs.iter().map(|(_, by)| *by).collect();
    by.sort_unstable();
    let parts = || middles.iter().map(|(_, by)| *by);
    match (median(&by), parts().min(), parts().max()) {
        (Some(middle), Some(least), Some(most)) => words.fill(
            Word::DriftSays,
            &[
                ("n", &pairs.len()),
                ("middle", &signed(middle)),
                ("least", &signed(least)),
                ("most", &signed(most)),
            ],
        ),
        _ => words.get(Word::NoPairs).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Cue, Input, Track};
    use super::*;

    fn found(one: &[(i64, i64)], two: &[(i64, i64)]) -> Vec<Pair> {
        let cue = |times: &(i64, i64)| Cue { times: Some(*times), ..Cue::default() };
        let track =
            |times: &[(i64, i64)]| Track { cues: times.iter().map(cue).collect(), ..Track::default() };
        let input = Input { tracks: vec![track(one), track(two)], ..Input::default() };
        let film = Film::new(&input);
        pairs(&film.tracks[0], &film.tracks[1])
    }

    #[test]
    fn cues_on_the_screen_together_are_paired_by_their_in_times() {
        let one = [(1000, 3000), (4000, 6000), (10_000, 12_000), (20_000, 22_000)];
        let two = [(1100, 2000), (2100, 3000), (3900, 6000), (12_000, 13_000), (21_999, 23_000)];
        assert_eq!(found(&one, &two), [(1000, 100), (4000, -100), (20_000, 1999)]);
        assert_eq!(found(&one, &[]), []);
        assert_eq!(found(&[], &one), []);
        // One that stays on the screen behind all others.
        assert_eq!(found(&one, &[(0, 30_000), (10_100, 11_000)]).len(), 4);
        assert_eq!(found(&[(i64::MIN, i64::MAX)], &[(i64::MIN, 0), (0, i64::MAX)]), [(i64::MIN, 0)]);
    }
}
