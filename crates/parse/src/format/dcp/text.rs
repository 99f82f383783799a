//! The text of one `Text` element: runs in their looks, ruby, blanks.

use super::parse::attribute;
use crate::base::Span;
use crate::model::{Colour, Loss, LossKind, Ruby, Run, Style};
use crate::xml::{Element, Node, pieces};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The look of letters inside an element `Font`, where it stands in others of that look.
pub(super) fn font(element: Element<'_, '_>, mut style: Style, lost: &mut BTreeSet<String>) -> Style {
    for attribute in element.attributes() {
        let value = attribute.value();
        let yes = matches!(value.trim(), "yes" | "left" | "right");
        match attribute.name().to_ascii_lowercase().as_str() {
            "italic" => style.italic = yes,
            // Interop and SMPTE spell it differently.
            "underlined" | "underline" => style.underline = yes,
            "weight" => style.bold = value.trim().eq_ignore_ascii_case("bold"),
            "color" => {
                let digits = value.trim();
                let (alpha, rgb) =
                    digits.split_at_checked(digits.len().saturating_sub(6)).unwrap_or(("", ""));
                let Some(colour) = (digits.len() == 8).then(|| Colour::parse(rgb)).flatten() else {
                    lost.insert(format!("Color {digits}"));
                    continue;
                };
                if !alpha.eq_ignore_ascii_case("ff") {
                    lost.insert(format!("Color {digits}"));
                }
                // White is what letters are where nothing is said.
                style.colour = Some(colour).filter(|colour| *colour != Colour::WHITE);
            }
            _ => {
                lost.insert(format!("{} {}", attribute.name(), value.trim()));
            }
        }
    }
    style
}

/// What is met in the text beside letters.
pub(super) struct Met<'m> {
    /// The attributes of fonts that the model does not have.
    pub(super) lost: &'m mut BTreeSet<String>,
    pub(super) losses: &'m mut Vec<Loss>,
    pub(super) cue: usize,
    /// Elements nobody knows.
    pub(super) unknown: &'m mut Vec<Span>,
}

/// The runs of a `Text`. Line ends and the blanks around them, which only serve the look of the file, are one blank.
pub(super) fn runs<'d>(
    text: &'d str,
    element: Element<'_, 'd>,
    style: Style,
    met: &mut Met<'_>,
) -> Vec<Run<'d>> {
    let mut out = Vec::new();
    // Elements that are open, each with the look inside and what is left of it.
    let mut open = vec![(element.children().collect::<Vec<_>>().into_iter(), style)];
    while let Some((nodes, style)) = open.last_mut() {
        let style = *style;
        let Some(node) = nodes.next() else {
            open.pop();
            continue;
        };
        match node {
            Node::Text(span) => {
                out.extend(pieces(text, span, false).map(|piece| run(no_ends(piece.text), piece.span, style)))
            }
            Node::CData(span) => {
                out.extend(pieces(text, span, true).map(|piece| run(piece.text, piece.span, style)))
            }
            Node::Element(inner) => {
                if inner.name() == "Space" {
                    out.push(run(Cow::Owned(" ".to_owned()), inner.span(), style));
                    if let Some(size) = attribute(inner, "Size") {
                        met.lost.insert(format!("Space {}", size.value().trim()));
                    }
                }
                let style = inside(inner, style, met);
                open.push((inner.children().collect::<Vec<_>>().into_iter(), style));
            }
            Node::Comment(_) | Node::Instruction(_) | Node::Doctype(_) => {}
        }
    }
    fold(out)
}

/// The look inside an element of a text.
fn inside(element: Element<'_, '_>, style: Style, met: &mut Met<'_>) -> Style {
    match element.name() {
        "Font" => font(element, style, met.lost),
        "Rb" => Style { ruby: Ruby::Base, ..style },
        "Rt" => {
            for attribute in element.attributes() {
                met.lost.insert(format!("Rt {} {}", attribute.name(), attribute.value().trim()));
            }
            Style { ruby: Ruby::Text, ..style }
        }
        "Ruby" | "Space" => style,
        name @ ("HGroup" | "Rotate") => {
            met.losses.push(Loss::cue(LossKind::Effect, met.cue, name.to_owned()));
            style
        }
        _ => {
            met.unknown.push(element.start_tag());
            style
        }
    }
}

/// A line end that is written as a number shows a blank, as one in the file does; lines are elements.
fn no_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Owned(text) if text.contains(['\n', '\r']) => Cow::Owned(text.replace(['\n', '\r'], " ")),
        text => text,
    }
}

fn run(text: Cow<'_, str>, span: Span, style: Style) -> Run<'_> {
    Run { text, span, style, details: None }
}

/// Line ends, with the blanks around them, become one blank, and none at the ends.
fn fold(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let has_end = |run: &Run<'_>| run.text.contains(['\n', '\r']) && matches!(run.text, Cow::Borrowed(_));
    if !runs.iter().any(has_end) {
        return runs;
    }
    let mut out: Vec<Run<'_>> = Vec::with_capacity(runs.len());
    // A blank that is shown only when letters follow.
    let mut owed: Option<Run<'_>> = None;
    for whole in runs {
        let Cow::Borrowed(text) = whole.text else {
            out.extend(owed.take());
            out.push(whole);
            continue;
        };
        let at = |from: usize, to: usize| Span::new(from, to).offset(whole.span.start as usize);
        let mut from = 0;
        for (start, stretch) in blank_stretches(text) {
            if start > from {
                out.extend(owed.take());
                out.push(run(
                    Cow::Borrowed(text.get(from..start).unwrap_or("")),
                    at(from, start),
                    whole.style,
                ));
            }
            from = start + stretch.len();
            let blank = run(Cow::Owned(" ".to_owned()), at(start, from), whole.style);
            owed = (!out.is_empty()).then_some(blank);
        }
        if from < text.len() {
            out.extend(owed.take());
            out.push(run(Cow::Borrowed(text.get(from..).unwrap_or("")), at(from, text.len()), whole.style));
        }
    }
    out
}

/// Stretches of blanks that hold a line end.
fn blank_stretches(text: &str) -> Vec<(usize, &str)> {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(blank)).map(|n| n + at) {
        let rest = text.get(start..).unwrap_or("");
        let len = rest.find(|c| !blank(c)).unwrap_or(rest.len());
        let stretch = rest.get(..len).unwrap_or("");
        if stretch.contains(['\n', '\r']) {
            out.push((start, stretch));
        }
        at = start + len.max(1);
    }
    out
}
