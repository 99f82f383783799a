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
/// The line in the middle has so many parts at most.
const PARTS: i64 = 60;

/// Two cues that answer each other: the in-time of the one, and how much later the other comes in.
type Pair = (i64, i64);

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let all = film.tracks.len() <= ALL_PAIRS;
    let others = |n: usize| film.tracks.iter().skip(n + 1);
    let bases = film.tracks.iter().enumerate().take(if all { film.tracks.len() } else { 1 });
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
    let says = says(&pairs, words);
    // Nearly all of them fill the plot; those beyond are held at its edge.
    let mut far: Vec<i64> = pairs.iter().map(|(_, by)| by.saturating_abs()).collect();
    far.sort_unstable();
    let most = far.get(far.len().saturating_mul(98) / 100).copied().unwrap_or(0);
    let reach = most.saturating_add(most / 4).max(250);
    let high = Axis::new(reach.saturating_neg(), reach);
    let beyond = pairs.iter().filter(|(_, by)| !high.holds(*by)).count();
    html! {
        figure data-base=(base.index) data-other=(other.index) {
            h3 { (name) }
            svg .plot .drift width="100%" height=(HEIGHT + UNDER) role="img" aria-label={ (name) ". " (says) } {
                @for at in ticks(high, round_step(high.span(), 5)) {
                    @let y = pixel(high, at);
                    line .grid.zero[at == 0] x1="0" x2="100%" y1=(y) y2=(y) {}
                    text .value x="100%" y=(y - 3) { (signed(at)) " ms" }
                }
                @for (n, at) in ticks(axis, time_step(axis.span(), 6)).enumerate() {
                    @let x = axis.place(at);
                    text .tick.odd[n % 2 == 1].first[x.0 == 0].last[x.0 > 95_000] x=(x) y=(HEIGHT + 15) { (clock(at)) }
                }
                svg x="0" y="0" width="100%" height=(HEIGHT)
                    viewBox={ (axis.from) " 0 " (axis.span()) " " (HEIGHT) } preserveAspectRatio="none" {
                    path .dots d=(dots(&pairs, high)) {}
                    path .middle d=(line(&pairs, axis, high)) {}
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

/// Through the middle of each part of the film.
fn line(pairs: &[Pair], axis: Axis, high: Axis) -> String {
    let part = (axis.span() / PARTS).max(1);
    let mut path = String::new();
    for of_part in pairs.chunk_by(|a, b| (a.0 - axis.from) / part == (b.0 - axis.from) / part) {
        let Some((first, _)) = of_part.first() else { continue };
        let middle = axis.from + (first - axis.from) / part * part + part / 2;
        let mut by: Vec<i64> = of_part.iter().map(|(_, by)| *by).collect();
        by.sort_unstable();
        let Some(by) = median(&by) else { continue };
        let command = if path.is_empty() { 'M' } else { 'L' };
        let _ = write!(path, "{command}{middle} {}", pixel(high, by));
    }
    path
}

fn says(pairs: &[Pair], words: Words) -> String {
    let middle = |list: &[Pair]| {
        let mut by: Vec<i64> = list.iter().map(|(_, by)| *by).collect();
        by.sort_unstable();
        median(&by).map(signed)
    };
    let some = (pairs.len() / 10).max(1).min(pairs.len());
    let (begin, end) = (pairs.get(..some), pairs.get(pairs.len().saturating_sub(some)..));
    let (begin, end) = (begin.and_then(middle), end.and_then(middle));
    match (middle(pairs), begin, end) {
        (Some(middle), Some(begin), Some(end)) => words.fill(
            Word::DriftSays,
            &[("n", &pairs.len()), ("middle", &middle), ("begin", &begin), ("end", &end)],
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
        let track = |times: &[(i64, i64)]| Track { cues: times.iter().map(cue).collect(), ..Track::default() };
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
