//! Several tracks on one screen, each with a part of it: nothing is joined, nothing is cut.

use super::loss::loss;
use super::{Decoration, Input, Loss, LossKind};
use std::borrow::Cow;
use tregua_parse::model::{Cue, Details, Layer, Line, Loss as Unsaid, Percent, Run, Track};

/// What one language looks like and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Seat {
    /// At the top of the screen; at the bottom otherwise.
    pub top: bool,
    /// The height of its letters in percent of the picture's; `None` for the format's usual one.
    pub size: Option<Percent>,
    /// What marks it among the others.
    pub decoration: Decoration,
}

/// Puts all cues of all tracks into one, each in its language's layer, in the order of in-times.
///
/// Each cue keeps its own times. What a cue says of its own place is given up for its layer's, and listed; cues without
/// readable times are left out, and listed.
#[must_use]
pub fn layers<'a>(inputs: &[Input<'a>], seats: &[Seat]) -> (Track<'a>, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut out = Track {
        layers: inputs.iter().enumerate().map(|(i, it)| layer(it, seat(seats, i))).collect(),
        ..Track::default()
    };
    let mut all: Vec<(usize, u32)> = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        for (id, cue) in (0u32..).zip(&input.track.cues) {
            if cue.times.is_some() {
                all.push((index, id));
            } else {
                losses.push(loss(
                    inputs,
                    LossKind::LeftOut,
                    (index, id),
                    "it has no readable times and was left out",
                ));
            }
        }
        let unsaid = input.track.losses.iter();
        out.losses.extend(unsaid.map(|it| Unsaid::track(it.kind, format!("{}: {}", input.lang, it.what))));
    }
    // In one language the order of the file breaks ties, between languages the order of the inputs.
    all.sort_by_key(|(index, id)| {
        let cue = inputs.get(*index).and_then(|input| input.track.cues.get(*id as usize));
        (cue.and_then(|cue| cue.times), *index, *id)
    });
    for (index, id) in all {
        let Some((input, cue)) = inputs.get(index).and_then(|it| Some((it, it.track.cues.get(id as usize)?)))
        else {
            continue;
        };
        let details = cue.details.as_deref();
        if cue.align.is_some_and(|align| align != 2) || details.is_some_and(|d| !d.place.is_plain()) {
            let detail = "its own place on the screen was given up for its language's";
            losses.push(loss(inputs, LossKind::AlignDropped, (index, id), detail));
        }
        let lines = copy_lines(input, cue, seat(seats, index).decoration, &mut out);
        let layer = u16::try_from(index).ok();
        let details = Details {
            lang: Some(Cow::Owned(input.lang.canonical())),
            layer,
            fade: details.and_then(|d| d.fade),
            forced: details.is_some_and(|d| d.forced),
            ..Details::default()
        };
        out.cues.push(Cue { times: cue.times, lines, align: None, details: Some(Box::new(details)) });
    }
    losses.sort_by_key(|l| (l.input, l.cue, l.kind));
    (out, losses)
}

fn seat(seats: &[Seat], index: usize) -> Seat {
    seats.get(index).copied().unwrap_or_default()
}

fn layer(input: &Input<'_>, seat: Seat) -> Layer {
    let lang = input.lang.canonical();
    Layer {
        name: lang.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect(),
        lang: Some(lang),
        align: Some(if seat.top { 8 } else { 2 }),
        size: seat.size,
        style: tregua_parse::model::Style {
            italic: seat.decoration.italic,
            colour: seat.decoration.colour,
            ..tregua_parse::model::Style::default()
        },
    }
}

/// Appends a cue's lines to the track and gives their place there.
fn copy_lines<'a>(
    input: &Input<'a>,
    cue: &Cue<'_>,
    decoration: Decoration,
    out: &mut Track<'a>,
) -> std::ops::Range<u32> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let first = count(out.lines.len());
    for line in input.track.lines_of(cue) {
        let from = count(out.runs.len());
        out.runs.extend(input.track.runs_of(line).iter().map(|run| {
            let mut run: Run<'a> = run.clone();
            run.style.italic |= decoration.italic;
            run.style.colour = run.style.colour.or(decoration.colour);
            run
        }));
        out.lines.push(Line { span: line.span, runs: from..count(out.runs.len()) });
    }
    first..count(out.lines.len())
}
