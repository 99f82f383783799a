//! A track as WebVTT: sorted by in-time, escaped, with the classes, style sheet and regions it needs.

mod head;
mod place;
mod text;

use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written, room};
use crate::model::{Cue, Loss, LossKind, Track};

/// Everything but fading and forced narratives.
pub(super) static WRITER: Writer = Writer {
    carries: Carries {
        italic: true,
        bold: true,
        underline: true,
        strike: true,
        colour: true,
        background: true,
        ruby: true,
        align: true,
        place: true,
        lang: true,
        foreign: true,
        voice: true,
        id: true,
        title: true,
        ..Carries::NONE
    },
    utf8_only: true,
    template: None,
    write,
};

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let mut losses = Vec::new();
    let mut order = Vec::with_capacity(track.cues.len());
    for (index, cue) in track.cues.iter().enumerate() {
        match cue.times {
            None => losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read")),
            Some((start, end)) => {
                if start.is_negative() || end.is_negative() {
                    let time = start.min(end);
                    let cue = u32::try_from(index).unwrap_or(u32::MAX);
                    return Err(WriteError::Time { cue, time, limit: "WebVTT has no times before zero" });
                }
                order.push(u32::try_from(index).unwrap_or(u32::MAX));
            }
        }
    }
    // A WebVTT file has its cues in the order of their in-times.
    let timed = |index: u32| {
        let cue = track.cues.get(index as usize)?;
        cue.times.map(|(start, end)| (cue, start, end))
    };
    order.sort_by_key(|index| timed(*index).map(|(_, start, _)| start));
    let mut classes = head::Classes::default();
    let mut out = room(track, "\n00:00:00.000 --> 00:00:00.000\n".len() + 4);
    for (index, (cue, start, end)) in
        order.into_iter().filter_map(|index| Some((index as usize, timed(index)?)))
    {
        id(cue, index, &mut out, &mut losses);
        start.push_line_to(end, b'.', &mut out);
        let layer =
            cue.details.as_ref().and_then(|d| d.layer).filter(|at| track.layers.len() > usize::from(*at));
        let mut lose = |kind, what: String| losses.push(Loss::cue(kind, index, what));
        out.push_str(&place::settings(track, cue, layer, &mut lose));
        out.push('\n');
        text::cue(track, cue, layer, &mut classes, &mut out, &mut lose);
        out.push('\n');
    }
    // Only now it is known which classes the head must have.
    out.insert_str(0, &head::head(track, target, &classes, &mut losses));
    Ok(Written { body: Body::Text(out), losses })
}

/// The line with a cue's name.
fn id(cue: &Cue<'_>, index: usize, out: &mut String, losses: &mut Vec<Loss>) {
    let Some(id) = cue.details.as_ref().and_then(|details| details.id.as_deref()) else { return };
    let fit = id.replace("-->", "->").replace(['\n', '\r', '\0'], " ");
    if fit != id {
        losses.push(Loss::cue(LossKind::Id, index, format!("{id} became {fit}")));
    }
    if !fit.is_empty() {
        out.push_str(&fit);
        out.push('\n');
    }
}

/// A number in thousandths of a percent, held between 0 and 100.
fn held(percent: crate::model::Percent) -> (crate::model::Percent, bool) {
    let milli = percent.milli().clamp(0, 100_000);
    (crate::model::Percent::from_milli(milli), milli == percent.milli())
}

#[cfg(test)]
mod tests;
