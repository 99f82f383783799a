//! A comparison for people: a table with a line for each cue, so that it can be read at any width.

use super::found::{Comparison, Mark, Step, Way, kind, mark};
use super::read::Cue;
use crate::render::{self, filled};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;
use tregua_parse::time::Time;
use tregua_qa::pairing::Group;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Groups in a row in which the same tracks have nothing, of which only the first is shown.
const RUN: usize = 4;
/// What a text has room for at least.
const NARROW: usize = 12;

/// The comparison; `all` shows every group.
pub(super) fn page(found: &Comparison, all: bool, width: usize) -> String {
    let mut out = String::new();
    tracks(found, &mut out);
    let shown = shown(found, all);
    if !shown.is_empty() {
        Table::new(found, &shown, width).draw(&shown, &mut out);
    }
    sum(found, all, &mut out);
    out
}

/// The tracks, and how their times lie against one another.
fn tracks(found: &Comparison, out: &mut String) {
    let width = found.tracks.iter().map(|it| it.label.width()).max().unwrap_or(0);
    let spine = found.tracks.get(found.pairing.spine).map_or("", |it| it.label.as_str());
    for (at, track) in found.tracks.iter().enumerate() {
        let cues = render::count(track.cues.len(), "cue");
        let alone = match found.alone(at) {
            0 => "none alone".to_owned(),
            n => format!("{n} alone"),
        };
        let related = found.pairing.related.get(at).copied().unwrap_or(0) / 10;
        let way = match found.way(at) {
            Way::Spine => "the others are laid to its times".to_owned(),
            way => format!("{}; {related} % sure to be of this film", told(&way, spine)),
        };
        let first = format!("{:width$}  ", track.label);
        let rest = " ".repeat(width + 2);
        let line = format!("{}: {cues}, {alone}; {way}", track.path);
        out.push_str(&filled(&render::plain(&line), &first, &rest));
    }
}

/// "2.5 s later than es, from 00:41:10,000 on 3 s later".
fn told(way: &Way, spine: &str) -> String {
    match way {
        Way::Spine => String::new(),
        Way::Between(least, most, steps) => {
            format!("from {} to {} than {spine}, in {steps} steps", later(*least), later(*most))
        }
        Way::Steps(steps) => {
            let each = steps.iter().enumerate().map(|(n, Step { from, later: by })| match (n, *by) {
                (0, 0) => format!("at the times of {spine}"),
                (0, by) => format!("{} than {spine}", later(by)),
                (_, 0) => format!("from {from} on at its times"),
                (_, by) => format!("from {from} on {}", later(by)),
            });
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

fn later(ms: i64) -> String {
    let by = ms.unsigned_abs();
    let part = format!("{:03}", by % 1000);
    let part = part.trim_end_matches('0');
    let dot = if part.is_empty() { "" } else { "." };
    format!("{}{dot}{part} s {}", by / 1000, if ms < 0 { "earlier" } else { "later" })
}

/// A line of the table's first level.
enum Shown<'g> {
    Group(&'g Group),
    /// So many more in which the same tracks have nothing, up to this one.
    More(usize, &'g Group),
}

/// What is shown, in order: without `all` what deserves a look, and where a track has nothing for a while the first.
fn shown(found: &Comparison, all: bool) -> Vec<Shown<'_>> {
    let groups = &found.pairing.groups;
    if all {
        return groups.iter().map(Shown::Group).collect();
    }
    let mut out = Vec::new();
    let mut rest = groups.as_slice();
    while let Some((group, behind)) = rest.split_first() {
        rest = behind;
        if found.is_odd(group) {
            out.push(Shown::Group(group));
        }
        let alike = |it: &&Group| mark(group) >= Mark::Gap && absent(group).eq(absent(it));
        let more = behind.iter().take_while(alike).count();
        if let Some(last) = more.checked_sub(1).and_then(|at| behind.get(at))
            && more + 1 >= RUN
        {
            out.push(Shown::More(more, last));
            rest = behind.get(more..).unwrap_or_default();
        }
    }
    out
}

/// The tracks that have nothing in a group.
fn absent(group: &Group) -> impl Iterator<Item = usize> {
    group.cues.iter().enumerate().filter(|(_, cues)| cues.is_empty()).map(|(track, _)| track)
}

/// How wide the columns are.
struct Table<'c> {
    found: &'c Comparison,
    kind: usize,
    label: usize,
    time: usize,
    number: usize,
    text: usize,
}

impl<'c> Table<'c> {
    fn new(found: &'c Comparison, shown: &[Shown<'_>], width: usize) -> Self {
        let mut it = Self { found, kind: 6, label: 5, time: 7, number: 3, text: 0 };
        it.label = found.tracks.iter().map(|track| track.label.width()).max().unwrap_or(0).max(it.label);
        for group in
            shown.iter().filter_map(|it| if let Shown::Group(group) = it { Some(group) } else { None })
        {
            it.kind = it.kind.max(kind(group).len());
            for (_, cue) in (0..found.tracks.len()).flat_map(|track| found.cues(group, track)) {
                it.time = it.time.max(stamp(cue).len());
                it.number = it.number.max(cue.number.len());
            }
        }
        it.text = width.saturating_sub(it.before()).max(NARROW);
        it
    }

    /// Columns before the text: the sign, the kind, `100 %`, the track, the time and the number, with room between them.
    fn before(&self) -> usize {
        3 + self.kind + 2 + 5 + 2 + self.label + 2 + self.time + 2 + self.number + 2
    }

    fn draw(&self, shown: &[Shown<'_>], out: &mut String) {
        let Self { kind, label, time, number, .. } = *self;
        let soft = Style::new().dimmed();
        let _ = writeln!(
            out,
            "\n{soft}   {:kind$}   sure  {:label$}  {:time$}  {:>number$}  text{soft:#}",
            "groups", "track", "in-time", "cue"
        );
        for it in shown {
            match it {
                Shown::Group(group) => {
                    out.push('\n');
                    self.group(group, out);
                }
                Shown::More(more, last) => self.more(*more, last, out),
            }
        }
    }

    fn group(&self, group: &Group, out: &mut String) {
        let Self { kind: kind_width, label, time, number, text, .. } = *self;
        let (sign, colour) = match (mark(group), self.found.is_unsure(group)) {
            (Mark::Gap | Mark::Alone, false) => ("!", Some(AnsiColor::BrightRed)),
            (Mark::Gap | Mark::Alone, true) => ("!?", Some(AnsiColor::BrightRed)),
            (_, true) => ("?", Some(AnsiColor::Yellow)),
            _ => ("", None),
        };
        let style = Style::new().fg_color(colour.map(Into::into));
        let sure = format!("{} %", group.confidence / 10);
        let mut head = format!("{style}{sign:3}{:kind_width$}{style:#}  {sure:>5}", kind(group));
        let rest = " ".repeat(3 + kind_width + 2 + 5);
        for (at, track) in self.found.tracks.iter().enumerate() {
            let mut name = track.label.as_str();
            let cues = self.found.cues(group, at);
            // Of a cue alone the kind says that the others have nothing.
            if cues.is_empty() && mark(group) != Mark::Alone {
                let _ = writeln!(out, "{head}  {}  \u{2013}", padded(name, label));
                head.clone_from(&rest);
            }
            for (_, cue) in cues {
                let said = short(&cue.text, text);
                let line = format!(
                    "{head}  {}  {:time$}  {:>number$}  {said}",
                    padded(name, label),
                    stamp(cue),
                    cue.number
                );
                let _ = writeln!(out, "{}", line.trim_end());
                head.clone_from(&rest);
                name = "";
            }
        }
    }

    fn more(&self, more: usize, last: &Group, out: &mut String) {
        let name = |track: usize| self.found.tracks.get(track).map(|it| it.label.as_str());
        let without: Vec<&str> = absent(last).filter_map(name).collect();
        let times = (0..self.found.tracks.len()).flat_map(|track| self.found.cues(last, track));
        let until = times.filter_map(|(_, cue)| cue.times).map(|(start, _)| start).max();
        let until = until.map_or_else(String::new, |time| format!(", up to {time}"));
        let _ = writeln!(out, "   \u{2026} and {more} more without {}{until}", without.join(" and "));
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn stamp(cue: &Cue) -> String {
    cue.times.map_or_else(|| "no time".to_owned(), |(start, _): (Time, Time)| start.to_string())
}

/// A text on one line, cut to a width.
fn short(text: &str, width: usize) -> String {
    let text = render::plain(&text.replace('\n', " | "));
    if text.width() <= width {
        return text;
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    format!("{}\u{2026}", out.trim_end())
}

/// How many groups there are of each kind, and what the signs say.
fn sum(found: &Comparison, all: bool, out: &mut String) {
    let groups = &found.pairing.groups;
    let order: Vec<&str> = found.tracks.iter().map(|it| it.label.as_str()).collect();
    let kinds: Vec<String> = found.kinds().iter().map(|(kind, n)| format!("{n} of {kind}")).collect();
    let line = format!("{}, {}: {}", render::count(groups.len(), "group"), order.join(":"), kinds.join(", "));
    out.push('\n');
    out.push_str(&filled(&line, "", "  "));
    let (unsure, gaps) = found.odd();
    let mut odd = Vec::new();
    if gaps > 0 {
        odd.push(format!("{gaps} where a track has nothing (!)"));
    }
    if unsure > 0 {
        odd.push(format!("{unsure} less sure than {} % (?)", found.bar / 10));
    }
    if !odd.is_empty() {
        out.push_str(&filled(&odd.join(", "), "", "  "));
    }
    let left = groups.iter().filter(|group| !found.is_odd(group)).count();
    if left == groups.len() {
        out.push_str("every cue is answered one to one\n");
    } else if left > 0 && !all {
        let _ = writeln!(
            out,
            "{} one to one and sure: not shown; --all shows them too",
            render::count(left, "group")
        );
    }
}
