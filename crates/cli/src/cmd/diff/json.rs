//! The differences for programs. Times are exact, cues are counted from 1; docs/json.md describes the keys.

use super::human::called;
use crate::args::DiffTracks;
use crate::load::name;
use crate::render::json::clock;
use serde::Serialize;
use std::ops::Range;
use tregua_qa::diff::{Change, Diff, Kind, Moved, Op};

#[derive(Serialize)]
pub(super) struct Page {
    version: u32,
    old: String,
    new: String,
    same: bool,
    /// Stretches that moved by one rule; empty where nothing moved.
    rules: Vec<Rule>,
    /// What differs, in the order of the new file.
    changes: Vec<Row>,
}

#[derive(Serialize)]
struct Rule {
    from: String,
    to: String,
    cues: usize,
    /// How much later; missing where the speed is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<String>,
    /// New seconds for one old second.
    speed: String,
    /// An old time and where it goes.
    at: [String; 2],
}

#[derive(Serialize)]
struct Row {
    kind: &'static str,
    old: Vec<u32>,
    new: Vec<u32>,
    moved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<[Option<String>; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<[Option<String>; 2]>,
    /// One of the rules says these times.
    by_rule: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Vec<Words>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    look: Vec<&'static str>,
}

#[derive(Serialize)]
struct Words {
    op: &'static str,
    text: String,
}

pub(super) fn page(args: &DiffTracks, diff: &Diff) -> Page {
    let rules = diff.runs.iter().filter(|run| !run.stays()).map(|run| Rule {
        from: clock(run.from),
        to: clock(run.to),
        cues: run.cues,
        later: run.by().map(clock),
        speed: run.piece.speed.to_string(),
        at: [clock(run.piece.at), clock(run.piece.to)],
    });
    Page {
        version: 1,
        old: name(&args.old),
        new: name(&args.new),
        same: diff.is_same(),
        rules: rules.collect(),
        changes: diff.changes.iter().filter(|change| !change.is_same()).map(row).collect(),
    }
}

fn row(change: &Change) -> Row {
    let cues = |range: &Range<u32>| range.clone().map(|cue| cue.saturating_add(1)).collect();
    let times = |moved: &Moved| [moved.0.map(clock), moved.1.map(clock)];
    let words = change.text.as_ref().map(|pieces| {
        let each = pieces.iter().map(|piece| {
            let op = match piece.op {
                Op::Kept => "kept",
                Op::Removed => "removed",
                Op::Added => "added",
            };
            Words { op, text: piece.text.clone() }
        });
        each.collect()
    });
    Row {
        kind: match change.kind {
            Kind::Kept => "kept",
            Kind::Split => "split",
            Kind::Merged => "merged",
            Kind::Added => "added",
            Kind::Removed => "removed",
        },
        old: cues(&change.old),
        new: cues(&change.new),
        moved: change.moved,
        start: change.start.as_ref().map(times),
        end: change.end.as_ref().map(times),
        by_rule: change.explained,
        text: words,
        look: change.look.iter().map(|look| called(*look)).collect(),
    }
}
