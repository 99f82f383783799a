//! The differences for people.

use crate::args::DiffTracks;
use crate::load::name;
use crate::render;
use std::fmt::Write as _;
use std::ops::Range;
use tregua_parse::format::lower;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::diff::{Change, Diff, Kind, Look, Moved, Op, Piece, Run};

/// Removed words stand in `[-…-]`, added ones in `{+…+}`; `|` is a line break.
pub(super) fn page(args: &DiffTracks, old: &Document<'_>, new: &Document<'_>, diff: &Diff) -> String {
    let (a, b) = (name(&args.old), name(&args.new));
    if diff.is_same() {
        return format!("{a} and {b} show the same at the same times\n");
    }
    let tracks = (lower(old), lower(new));
    let mut out = format!("--- {a}\n+++ {b}\n");
    for run in diff.runs.iter().filter(|run| !run.stays()) {
        let _ = writeln!(out, "{}", rule(run, diff));
    }
    for change in &diff.changes {
        let lines = lines(change, (&tracks.0, &tracks.1));
        if !lines.is_empty() {
            let _ = writeln!(out, "\n{}", head(change, old, new));
            lines.iter().for_each(|line| out.extend(["  ", line, "\n"]));
        }
    }
    out.push_str(&sum(diff));
    out
}

/// "from 00:41:10,000 on everything is 2,5 s later".
fn rule(run: &Run, diff: &Diff) -> String {
    let whole = diff.is_one_map();
    let last = diff.runs.last() == Some(run);
    let place = match (whole, last) {
        (true, _) => "everything is ".to_owned(),
        (_, true) => format!("from {} on everything is ", run.from),
        _ => format!("from {} to {} everything is ", run.from, run.to),
    };
    let how = match run.by() {
        Some(by) if by.is_negative() => format!("{} earlier", seconds(by.abs())),
        Some(by) => format!("{} later", seconds(by)),
        None => format!("at {} of its speed, {} goes to {}", run.piece.speed, run.piece.at, run.piece.to),
    };
    format!("{place}{how} ({})", render::count(run.cues, "cue"))
}

fn seconds(time: Time) -> String {
    let ms = time.to_millis();
    let fraction = format!("{:03}", ms % 1000);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{} s", ms / 1000) } else { format!("{}.{fraction} s", ms / 1000) }
}

fn head(change: &Change, old: &Document<'_>, new: &Document<'_>) -> String {
    let names = |document: &Document<'_>, cues: &Range<u32>| {
        let each: Vec<String> = cues.clone().map(|cue| document.cue_name(cue as usize)).collect();
        each.join(" and ")
    };
    let at = |document: &Document<'_>, cues: &Range<u32>| {
        let cue = document.cues.get(cues.start as usize);
        cue.and_then(|cue| document.time(cue.start)).map_or(String::new(), |time| format!(", {time}"))
    };
    let (a, b) = (names(old, &change.old), names(new, &change.new));
    match change.kind {
        Kind::Added => format!("added: {b}{}", at(new, &change.new)),
        Kind::Removed => format!("removed: {a}{}", at(old, &change.old)),
        Kind::Split => format!("split: {a} into {b}{}", at(new, &change.new)),
        Kind::Merged => format!("merged: {a} into {b}{}", at(new, &change.new)),
        Kind::Kept if change.moved => format!("moved: {a} to {b}{}", at(new, &change.new)),
        Kind::Kept if a == b => format!("{a}{}", at(new, &change.new)),
        Kind::Kept => format!("{a}, now {b}{}", at(new, &change.new)),
    }
}

fn lines(change: &Change, (old, new): (&Track<'_>, &Track<'_>)) -> Vec<String> {
    let mut out = Vec::new();
    if change.kind == Kind::Added {
        out.push(format!("{{+{}+}}", text(new, &change.new)));
    }
    if change.kind == Kind::Removed {
        out.push(format!("[-{}-]", text(old, &change.old)));
    }
    if change.is_retimed() {
        let mut time = |what: &str, moved: &Option<Moved>| {
            if let Some(moved) = moved {
                out.push(format!("{what} {}", spell(moved)));
            }
        };
        time("in ", &change.start);
        time("out", &change.end);
    }
    if let Some(pieces) = &change.text {
        out.push(words(pieces));
    } else if change.moved || matches!(change.kind, Kind::Split | Kind::Merged) {
        out.push(text(new, &change.new));
    }
    if !change.look.is_empty() {
        let what: Vec<&str> = change.look.iter().map(|look| called(*look)).collect();
        out.push(format!("other {}: {}", what.join(", "), text(new, &change.new)));
    }
    out
}

fn spell((old, new): &Moved) -> String {
    let one = |time: &Option<Time>| time.map_or("?".to_owned(), |time| time.to_string());
    let by = match (old, new) {
        (Some(old), Some(new)) if new < old => format!(" ({} earlier)", seconds(old.saturating_sub(*new))),
        (Some(old), Some(new)) => format!(" ({} later)", seconds(new.saturating_sub(*old))),
        _ => String::new(),
    };
    format!("{} -> {}{by}", one(old), one(new))
}

fn words(pieces: &[Piece]) -> String {
    let each = pieces.iter().map(|piece| {
        let text = piece.text.replace('\n', " | ");
        match piece.op {
            Op::Kept => text,
            Op::Removed => format!("[-{text}-]"),
            Op::Added => format!("{{+{text}+}}"),
        }
    });
    each.collect()
}

fn text(track: &Track<'_>, cues: &Range<u32>) -> String {
    let cues = track.cues.get(cues.start as usize..cues.end as usize).unwrap_or_default();
    let cue =
        |cue| track.lines_of(cue).iter().map(|line| track.text_of(line)).collect::<Vec<_>>().join(" | ");
    cues.iter().map(cue).collect::<Vec<_>>().join(" || ")
}

pub(super) fn called(look: Look) -> &'static str {
    match look {
        Look::Letters => "letters",
        Look::Place => "place",
        Look::Fade => "fade",
        Look::Forced => "forced mark",
        Look::Voice => "voice",
        Look::Language => "language",
    }
}

fn sum(diff: &Diff) -> String {
    let count = |is: &dyn Fn(&Change) -> bool| diff.changes.iter().filter(|it| is(it)).count();
    let of = |kind: Kind| count(&|it| it.kind == kind);
    let parts = [
        (of(Kind::Added), "added"),
        (of(Kind::Removed), "removed"),
        (of(Kind::Split), "split"),
        (of(Kind::Merged), "merged"),
        (count(&|it| it.moved), "moved"),
        (count(&|it| it.kind == Kind::Kept && it.is_retimed()), "retimed by themselves"),
        (count(&|it| it.explained), "retimed by a rule"),
        (count(&|it| it.text.is_some()), "reworded"),
        (count(&|it| !it.look.is_empty()), "restyled"),
    ];
    let told = parts.iter().filter(|part| part.0 > 0).map(|(n, what)| format!("{n} {what}"));
    format!("\n{}\n", told.collect::<Vec<_>>().join(", "))
}
