//! A comparison for programs. Its keys are described in docs/json.md.

use super::found::{Comparison, Mark, kind, mark};
use crate::render::json::clock;
use serde::Serialize;
use tregua_parse::base::Lang;
use tregua_qa::pairing::Group;

#[derive(Serialize)]
pub(super) struct Page<'c> {
    version: u32,
    tracks: Vec<Track<'c>>,
    /// The track whose times the others were laid to, from 0.
    spine: usize,
    groups: Vec<Row<'c>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Track<'c> {
    path: &'c str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    cues: usize,
    alone: usize,
    /// In per mille.
    related: u16,
    offsets: Vec<Offset>,
}

#[derive(Serialize)]
struct Offset {
    from: String,
    by: String,
}

#[derive(Serialize)]
struct Row<'c> {
    kind: String,
    /// In per mille, like the overlap.
    confidence: u16,
    overlap: u16,
    cues: Vec<Vec<Cue<'c>>>,
}

#[derive(Serialize)]
struct Cue<'c> {
    cue: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    text: &'c str,
}

#[derive(Serialize)]
struct Summary {
    groups: usize,
    /// One cue of each track.
    one_to_one: usize,
    /// Groups in which a track has nothing.
    gaps: usize,
    kinds: Vec<Kind>,
}

#[derive(Serialize)]
struct Kind {
    kind: String,
    groups: usize,
}

pub(super) fn page(found: &Comparison) -> Page<'_> {
    let pairing = &found.pairing;
    let tracks = found.tracks.iter().enumerate().map(|(at, told)| {
        let offsets = pairing.offsets.get(at).map(Vec::as_slice).unwrap_or_default();
        let offsets = offsets.iter().map(|it| Offset { from: clock(it.from), by: clock(it.by) });
        Track {
            path: &told.path,
            format: told.format,
            language: told.lang.as_ref().map(Lang::canonical),
            cues: told.cues.len(),
            alone: found.alone(at),
            related: pairing.related.get(at).copied().unwrap_or(0),
            offsets: offsets.collect(),
        }
    });
    let even = pairing.groups.iter().filter(|group| mark(group) == Mark::Even).count();
    let kinds = found.kinds().into_iter().map(|(kind, groups)| Kind { kind, groups });
    Page {
        version: 1,
        tracks: tracks.collect(),
        spine: pairing.spine,
        groups: pairing.groups.iter().map(|group| row(found, group)).collect(),
        summary: Summary {
            groups: pairing.groups.len(),
            one_to_one: even,
            gaps: found.odd().1,
            kinds: kinds.collect(),
        },
    }
}

fn row<'c>(found: &'c Comparison, group: &Group) -> Row<'c> {
    let cues = |track: usize| {
        let each = found.cues(group, track).into_iter().map(|(at, cue)| Cue {
            cue: at.saturating_add(1),
            start: cue.times.map(|(start, _)| clock(start)),
            end: cue.times.map(|(_, end)| clock(end)),
            text: &cue.text,
        });
        each.collect()
    };
    Row {
        kind: kind(group),
        confidence: group.confidence,
        overlap: group.overlap,
        cues: (0..found.tracks.len()).map(cues).collect(),
    }
}
