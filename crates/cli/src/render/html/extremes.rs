//! The cues that ask most of a viewer, as they stand on the screen.

use super::film::{Film, Seen, Timed};
use super::frame::picture;
use super::icons::sign;
use super::model::{Cue, Level};
use super::scale::{in_seconds, seconds, stamp, tenths};
use super::words::{Word, Words};
use maud::{Markup, html};

/// So many of each kind.
const MOST: usize = 6;

/// A cue, or two that are on the screen together.
#[derive(Clone, Copy)]
struct Extreme<'f> {
    track: &'f Seen<'f>,
    it: Timed,
    cue: &'f Cue,
    other: Option<&'f Cue>,
    /// The higher, the worse.
    weight: i64,
}

/// One kind of extreme: how bad a cue is in it, and what is said of those that are shown.
struct Kind {
    title: Word,
    weigh: fn(&Cue) -> Option<i64>,
    /// The value, the limit, and whether it is over.
    say: fn(&Extreme<'_>, Words) -> (String, Option<String>, bool),
}

const KINDS: [Kind; 3] = [
    Kind { title: Word::Fastest, weigh: Cue::speed, say: fastest },
    Kind { title: Word::LongestLines, weigh: |cue| longest(cue).map(i64::from), say: longest_line },
    Kind { title: Word::Briefest, weigh: |cue| cue.lasts().map(i64::saturating_neg), say: briefest },
];

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let overlaps = worst(film.tracks.iter().flat_map(overlaps).collect());
    html! {
        section #extremes .card {
            h2 { (words.get(Word::Extremes)) }
            p .lead { (words.get(Word::ExtremesLead)) }
            @for kind in KINDS { (group(kind.title, &all(film, kind.weigh), kind.say, words)) }
            (group(Word::Overlaps, &overlaps, together, words))
        }
    }
}

fn group(
    title: Word,
    list: &[Extreme<'_>],
    say: fn(&Extreme<'_>, Words) -> (String, Option<String>, bool),
    words: Words,
) -> Markup {
    html! {
        h3 { (words.get(title)) }
        @if list.is_empty() { p .none { (words.get(Word::NoneOfThese)) } }
        ol .frames { @for it in list { li { (one(it, say(it, words), words)) } } }
    }
}

fn one(it: &Extreme<'_>, (value, limit, over): (String, Option<String>, bool), words: Words) -> Markup {
    let cues: Vec<&Cue> = std::iter::once(it.cue).chain(it.other).collect();
    let lasts = it.cue.lasts().map(|ms| in_seconds(ms, words));
    html! {
        figure data-track=(it.track.index) data-cue=(it.it.index) {
            (picture(&cues, it.track.track.language.as_deref(), words))
            figcaption {
                p .says {
                    @if over { (sign(Level::Error)) span .vh { (words.get(Word::OverTheLimit)) ": " } " " }
                    strong { (value) }
                    @if let Some(limit) = limit {
                        " " span .soft { (words.fill(Word::WithLimit, &[("limit", &limit)])) }
                    }
                }
                p .soft {
                    span .chip { (it.track.label) } " "
                    a .jump href="#timeline" data-track=(it.track.index) data-cue=(it.it.index) {
                        (words.fill(Word::CueNumber, &[("n", &it.cue.number)])) " \u{b7} " (stamp(it.it.start))
                    }
                }
                p .soft {
                    @if let Some(lasts) = lasts { (lasts) " \u{b7} " }
                    (words.fill(Word::Characters, &[("n", &it.cue.characters)]))
                    @if let Some(speed) = it.cue.speed() {
                        " \u{b7} " (words.fill(Word::PerSecond, &[("n", &tenths(speed, words))]))
                    }
                }
            }
        }
    }
}

fn all<'f>(film: &'f Film<'f>, weigh: fn(&Cue) -> Option<i64>) -> Vec<Extreme<'f>> {
    let one = |track: &'f Seen<'f>, it: Timed| {
        let cue = track.cue(it)?;
        Some(Extreme { track, it, cue, other: None, weight: weigh(cue)? })
    };
    worst(
        film.tracks
            .iter()
            .flat_map(|track| track.timed.iter().filter_map(move |it| one(track, *it)))
            .collect(),
    )
}

/// The worst of them; of equals, the first.
fn worst(mut list: Vec<Extreme<'_>>) -> Vec<Extreme<'_>> {
    list.sort_by_key(|it| std::cmp::Reverse(it.weight));
    list.truncate(MOST);
    list
}

/// Cues that come in while another is still on the screen.
fn overlaps<'f>(track: &'f Seen<'f>) -> Vec<Extreme<'f>> {
    let one = |(before, it): (Timed, Timed)| {
        let weight = before.end.min(it.end).saturating_sub(it.start);
        let (cue, other) = (track.cue(before)?, track.cue(it));
        (weight > 0).then_some(Extreme { track, it: before, cue, other, weight })
    };
    track.neighbours().filter_map(one).collect()
}

fn longest(cue: &Cue) -> Option<u32> {
    cue.lines.iter().map(|line| line.characters).max()
}

fn fastest(it: &Extreme<'_>, words: Words) -> (String, Option<String>, bool) {
    let limits = &it.track.track.limits;
    let value = words.fill(Word::PerSecond, &[("n", &tenths(it.weight, words))]);
    (value, limits.speed.map(|it| it.to_string()), limits.is_too_fast(it.cue))
}

fn longest_line(it: &Extreme<'_>, words: Words) -> (String, Option<String>, bool) {
    let limit = it.track.track.limits.line.map(i64::from);
    let value = words.fill(Word::OnALine, &[("n", &it.weight)]);
    (value, limit.map(|it| it.to_string()), limit.is_some_and(|limit| it.weight > limit))
}

fn briefest(it: &Extreme<'_>, words: Words) -> (String, Option<String>, bool) {
    let limits = &it.track.track.limits;
    let lasts = it.weight.saturating_neg();
    let limit = limits.briefest.map(|it| in_seconds(it, words));
    let brief = limits.briefest.is_some_and(|least| lasts < least) && limits.is_bad_duration(lasts);
    (in_seconds(lasts, words), limit, brief)
}

fn together(it: &Extreme<'_>, words: Words) -> (String, Option<String>, bool) {
    let (one, other) = (&it.cue.number, it.other.map_or("", |it| it.number.as_str()));
    let n = seconds(it.weight, words);
    (words.fill(Word::Together, &[("n", &n), ("one", one), ("other", &other)]), None, true)
}
