//! From captions to what a viewer reads.

use super::decode::decode;
use super::machine::{Caption, CaptionKind};
use super::{faults, place};
use crate::model::{Cue, Details, Line, Loss, LossKind, Run, Track};
use crate::syntax::{Document, ProblemKind};
use std::borrow::Cow;

/// Lowers an SCC document.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let decoded = decode(document.source.text());
    let mut track = Track::default();
    // The decoder is the one that made the document: it finds the same captions.
    for (index, (node, caption)) in document.cues.iter().zip(&decoded.captions).enumerate() {
        let first = count(track.lines.len());
        lines(caption, &mut track);
        let lines = first..count(track.lines.len());
        let (align, place, lost) = place::of(&caption.rows);
        if let Some(what) = lost {
            track.losses.push(Loss::cue(LossKind::Position, index, what));
        }
        if caption.rows.iter().any(|row| row.flash) {
            track.losses.push(Loss::cue(LossKind::Effect, index, "letters that blink"));
        }
        let details = (!place.is_plain()).then(|| Box::new(Details { place, ..Details::default() }));
        track.cues.push(Cue { times: document.times(node), lines, align, details });
    }
    whole(document, &decoded.captions, &mut track);
    track
}

fn lines(caption: &Caption, track: &mut Track<'_>) {
    for row in &caption.rows {
        let first = count(track.runs.len());
        track.runs.extend(row.stretches.iter().map(|stretch| Run {
            text: Cow::Owned(stretch.text.clone()),
            span: stretch.span,
            style: stretch.style,
            details: None,
        }));
        track.lines.push(Line { span: row.span, runs: first..count(track.runs.len()) });
    }
}

/// What is lost of the file as a whole.
fn whole(document: &Document<'_>, captions: &[Caption], track: &mut Track<'_>) {
    let any = |kind| captions.iter().any(|caption| caption.kind == kind);
    let mut lose = |kind, what: &'static str| track.losses.push(Loss::track(kind, what));
    if any(CaptionKind::Paint) {
        lose(LossKind::InnerTimes, "letters that appear one after another (paint-on)");
    }
    if any(CaptionKind::Roll) {
        lose(LossKind::Effect, "rows that move up (roll-up)");
    }
    let own = [
        (&faults::CHANNEL, LossKind::Text, "the other data channel"),
        (&faults::TEXT, LossKind::Text, "text mode"),
        (&faults::DATA, LossKind::Metadata, "extended data about the programme"),
    ];
    for (fault, kind, what) in own {
        if document.problems.iter().any(|p| p.kind == ProblemKind::Own(fault)) {
            lose(kind, what);
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
