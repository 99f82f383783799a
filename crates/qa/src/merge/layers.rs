//! Several tracks in one, each cue by itself: nothing is joined, nothing is cut.

use super::loss::loss;
use super::stack::overlong;
use super::{Budget, Decoration, Input, Loss, LossKind, MergedRun, text, wrap};
use std::borrow::Cow;
use std::ops::Range;
use tregua_parse::base::Span;
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
    /// How many lines it may take.
    pub budget: Option<Budget>,
}

/// Puts all cues of all tracks into one, each in its language's layer, in the order of in-times.
///
/// Each cue keeps its own times. A cue that its track puts at the top, or that is forced, stands at the top here too. What
/// else a cue says of its own place is given up for its layer's, and listed; cues without readable times are left out,
/// and listed.
#[must_use]
pub fn layers<'a>(inputs: &[Input<'a>], seats: &[Seat]) -> (Track<'a>, Vec<Loss>) {
    all(inputs, seats, true)
}

/// Puts all cues of all tracks into one, in the order of in-times; of equal ones in the order of the inputs.
///
/// Each cue keeps its own times and place, and names its language where that is `told`; cues without readable times are
/// left out, and listed. Of a seat only decoration and budget are looked at.
#[must_use]
pub fn interleaved<'a>(inputs: &[Input<'a>], seats: &[Seat], told: bool) -> (Track<'a>, Vec<Loss>) {
    let (mut track, losses) = all(inputs, seats, false);
    for cue in track.cues.iter_mut().filter(|_| !told) {
        if let Some(details) = cue.details.as_deref_mut() {
            details.lang = None;
        }
        cue.details.take_if(|details| **details == Details::default());
    }
    (track, losses)
}

fn all<'a>(inputs: &[Input<'a>], seats: &[Seat], layered: bool) -> (Track<'a>, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut out = Track::default();
    if layered {
        out.layers = inputs.iter().enumerate().map(|(i, it)| layer(it, seat(seats, i))).collect();
    }
    let mut order: Vec<(usize, u32)> = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        for (id, cue) in (0u32..).zip(&input.track.cues) {
            if cue.times.is_some() {
                order.push((index, id));
            } else {
                let detail = "it has no readable times and was left out";
                losses.push(loss(inputs, LossKind::LeftOut, (index, id), detail));
            }
        }
        let unsaid = input.track.losses.iter();
        out.losses.extend(unsaid.map(|it| Unsaid::track(it.kind, format!("{}: {}", input.lang, it.what))));
    }
    // In one language the order of the file breaks ties, between languages the order of the inputs.
    order.sort_by_key(|(index, id)| {
        let cue = inputs.get(*index).and_then(|input| input.track.cues.get(*id as usize));
        (cue.and_then(|cue| cue.times).map(|times| times.0), *index, *id)
    });
    for (index, id) in order {
        let Some((input, cue)) = inputs.get(index).and_then(|it| Some((it, it.track.cues.get(id as usize)?)))
        else {
            continue;
        };
        let seat = seat(seats, index);
        let lines = match seat.budget.filter(|it| cue.lines.len() > usize::from(it.lines.max(1))) {
            Some(budget) => {
                let own = text::lines(input.track, cue, seat.decoration);
                let (own, longest) = wrap::wrap(&own, budget.lines, Some(input.lang.language()));
                losses.extend(overlong(inputs, (index, id), budget, longest));
                set_lines(own, &mut out)
            }
            None => copy_lines(input, cue, seat.decoration, &mut out),
        };
        let own = cue.details.as_deref();
        let at_top = cue.align.is_some_and(|align| align > 6);
        let forced = own.is_some_and(|d| d.forced);
        let mut details = Details {
            lang: Some(Cow::Owned(input.lang.canonical())),
            fade: own.and_then(|d| d.fade),
            forced,
            ..Details::default()
        };
        let align = if layered {
            details.layer = u16::try_from(index).ok();
            let elsewhere = cue.align.is_some_and(|align| align != 2 && align <= 6);
            if elsewhere || own.is_some_and(|d| !d.place.is_plain()) {
                let detail = "its own place on the screen was given up for its language's";
                losses.push(loss(inputs, LossKind::AlignDropped, (index, id), detail));
            }
            if at_top { cue.align } else { Some(8).filter(|_| forced) }
        } else {
            details.place = own.map(|d| d.place).unwrap_or_default();
            cue.align
        };
        let align = align.filter(|_| !(layered && seat.top && align == Some(8)));
        out.cues.push(Cue { times: cue.times, lines, align, details: Some(Box::new(details)) });
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

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Appends lines that stand in no source and gives their place in the track.
fn set_lines<'t>(lines: Vec<Vec<MergedRun<'t>>>, out: &mut Track<'t>) -> Range<u32> {
    let first = count(out.lines.len());
    for line in lines {
        let from = count(out.runs.len());
        let run = |run: MergedRun<'t>| Run {
            text: run.text,
            span: Span::default(),
            style: run.style,
            details: None,
        };
        out.runs.extend(line.into_iter().map(run));
        out.lines.push(Line { span: Span::default(), runs: from..count(out.runs.len()) });
    }
    first..count(out.lines.len())
}

/// Appends a cue's lines to the track and gives their place there.
fn copy_lines<'a>(
    input: &Input<'a>,
    cue: &Cue<'_>,
    decoration: Decoration,
    out: &mut Track<'a>,
) -> Range<u32> {
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
