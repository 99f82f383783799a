//! Every finding with its cue, in the order of tracks and files; where they are too many, the gravest.

use super::film::{Film, Seen};
use super::icons::sign;
use super::model::{Finding, Level};
use super::scale::stamp;
use super::summary::name;
use super::words::{Word, Words};
use maud::{Markup, html};

/// A finding of a track.
struct Listed<'f> {
    track: &'f Seen<'f>,
    finding: &'f Finding,
}

pub(super) fn section(film: &Film<'_>, words: Words) -> Markup {
    let all = film.findings();
    let list = listed(film);
    html! {
        section #findings .card {
            h2 { (words.get(Word::Findings)) " " span #shown-count .soft { (all) } }
            @if all == 0 { p .none { (words.get(Word::NoFindings)) } } @else {
                @if list.len() < all {
                    p .notice { (words.fill(Word::ShowingSome, &[("shown", &list.len()), ("all", &all)])) }
                }
                (filters(film, words))
                p #nothing-left .none hidden { (words.get(Word::NothingLeft)) }
                ol .findings {
                    @for (n, it) in list.iter().enumerate() { (item(n, it, words)) }
                }
            }
        }
    }
}

/// Those that are listed, in the order of the tracks.
fn listed<'f>(film: &'f Film<'f>) -> Vec<Listed<'f>> {
    let each = film
        .tracks
        .iter()
        .flat_map(|track| track.track.findings.iter().map(move |finding| Listed { track, finding }));
    let mut list: Vec<Listed<'f>> = each.collect();
    let Some(most) = film.input.most.filter(|most| *most < list.len()) else { return list };
    // How many of each level there is room for: the gravest first, of equals the first.
    let mut room = most;
    let mut left = [0usize; Level::ALL.len()];
    for (left, level) in left.iter_mut().zip(Level::ALL) {
        *left = film.count(level).min(room);
        room -= *left;
    }
    list.retain(|it| {
        let mut rooms = Level::ALL.iter().zip(&mut left);
        match rooms.find(|(level, _)| **level == it.finding.level) {
            Some((_, room)) if *room > 0 => {
                *room -= 1;
                true
            }
            _ => false,
        }
    });
    list
}

fn filters(film: &Film<'_>, words: Words) -> Markup {
    let mut rules: Vec<&str> =
        film.tracks.iter().flat_map(|it| it.track.findings.iter().map(|it| it.rule.as_str())).collect();
    rules.sort_unstable();
    rules.dedup();
    html! {
        form #filters .tools .needs-script role="search" aria-label=(words.get(Word::Filter)) {
            fieldset .group {
                legend .vh { (words.get(Word::Level)) }
                @for level in Level::ALL {
                    label .check {
                        input type="checkbox" name="level" value=(name(level)) checked;
                        (sign(level)) " " (words.level(level))
                    }
                }
            }
            label { span .vh { (words.get(Word::Track)) }
                select name="track" {
                    option value="" { (words.get(Word::AllTracks)) }
                    @for it in &film.tracks { option value=(it.index) { (it.label) } }
                }
            }
            label { span .vh { (words.get(Word::Rule)) }
                select name="rule" {
                    option value="" { (words.get(Word::AllRules)) }
                    @for rule in rules { option value=(rule) { (rule) } }
                }
            }
            label .grow { span .vh { (words.get(Word::Search)) }
                input type="search" name="text" placeholder=(words.get(Word::Search)) autocomplete="off"; }
            button type="reset" { (words.get(Word::ShowAll)) }
        }
    }
}

fn item(n: usize, it: &Listed<'_>, words: Words) -> Markup {
    let Listed { track, finding } = it;
    let cue = finding.cue.and_then(|cue| track.track.cues.get(cue));
    let start = cue.and_then(|cue| cue.times).map(|(start, _)| start);
    let level = finding.level;
    html! {
        li #{ "f" (n + 1) } .finding .(name(level)) data-level=(name(level)) data-track=(track.index)
            data-rule=(finding.rule) data-cue=[finding.cue] tabindex="-1" {
            p .where {
                span .level { (sign(level)) " " (words.one(level)) }
                span .chip { (track.label) }
                @match (start, finding.cue) {
                    (Some(start), _) => a .jump href="#timeline" { (stamp(start)) },
                    (None, Some(_)) => span { (words.get(Word::NoTime)) },
                    (None, None) => span { (words.get(Word::WholeFile)) },
                }
                @if let Some(cue) = cue { span .soft { (words.fill(Word::CueNumber, &[("n", &cue.number)])) } }
                @if let Some(line) = finding.line { span .soft { (words.fill(Word::LineNumber, &[("n", &line)])) } }
                code .rule { (finding.rule) }
            }
            p .message { (finding.message) }
            @if let Some(cue) = cue {
                @let text = cue.text();
                @if !text.trim().is_empty() { blockquote lang=[track.track.language.as_deref()] dir="auto" { (text) } }
            }
            @if let Some(help) = &finding.help { p .help { (help) } }
            @if let Some(fix) = &finding.fix { p .help { b { (words.get(Word::Fix)) } " " (fix) } }
        }
    }
}
