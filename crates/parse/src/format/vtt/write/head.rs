//! The head of a file: signature, title, language, the style sheet and the regions.

use super::super::css::COLOURS;
use super::held;
use crate::format::write::Target;
use crate::model::{Colour, Layer, Loss, LossKind, Percent, Style, Track};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The height of the usual letters in percent of the picture's.
const USUAL_SIZE: i64 = 5;

/// The height of a line in thousandths of a percent, with a little air.
const LINE: i32 = 6_000;

/// The classes that a file uses and that WebVTT does not have by itself, with their declarations.
#[derive(Default)]
pub(super) struct Classes(BTreeMap<String, String>);

impl Classes {
    /// The classes that say a look, each with a dot before it; empty where there is nothing to say.
    pub(super) fn of(&mut self, colour: Option<Colour>, background: Option<Colour>, strike: bool) -> String {
        let mut out = String::new();
        for (colour, usual, own, property) in
            [(colour, "", "rgb-", "color"), (background, "bg_", "bg-", "background-color")]
        {
            let Some(colour) = colour else { continue };
            match COLOURS.iter().find(|(_, it)| *it == colour) {
                Some((name, _)) => {
                    let _ = write!(out, ".{usual}{name}");
                }
                None => {
                    let class = format!("{own}{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2);
                    let _ = write!(out, ".{class}");
                    self.0.entry(class).or_insert_with(|| format!("{property}: {colour}"));
                }
            }
        }
        if strike {
            out.push_str(".strike");
            self.0.entry("strike".to_owned()).or_insert_with(|| "text-decoration: line-through".to_owned());
        }
        out
    }
}

/// Whether a layer's cues are put into a region. At the top and in the middle a line says the same and every
/// player knows it; many know no regions.
pub(super) fn has_region(layer: &Layer) -> bool {
    layer.align.is_none_or(|align| align <= 3)
}

/// Everything before the first cue.
pub(super) fn head(
    track: &Track<'_>,
    target: &Target<'_>,
    classes: &Classes,
    losses: &mut Vec<Loss>,
) -> String {
    let mut out = String::from("WEBVTT");
    let title = target.title.or(track.title.as_deref()).map(one_line).filter(|title| !title.is_empty());
    if let Some(title) = title {
        let fit = title.replace("-->", "->");
        let _ = write!(out, " - {fit}");
        if fit != title {
            losses.push(Loss::track(LossKind::Metadata, format!("the title {title} became {fit}")));
        }
    }
    out.push('\n');
    let lang = target.lang.map(|lang| lang.as_str()).or(track.lang.as_deref()).map(one_line);
    // Players pass over lines of the header that they do not know.
    if let Some(lang) = lang.filter(|lang| !lang.is_empty()) {
        if lang.contains(' ') || lang.contains("-->") {
            losses.push(Loss::track(LossKind::Language, lang));
        } else {
            let _ = writeln!(out, "Language: {lang}");
        }
    }
    out.push('\n');
    style(track, classes, &mut out);
    regions(track, &mut out);
    out
}

fn one_line(text: &str) -> String {
    text.replace('\0', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn style(track: &Track<'_>, classes: &Classes, out: &mut String) {
    let layers = track.layers.iter().filter_map(|layer| Some((&layer.name, declarations(layer)?)));
    let all: BTreeMap<String, String> =
        layers.map(|(name, rules)| (name.clone(), rules)).chain(classes.0.clone()).collect();
    if all.is_empty() {
        return;
    }
    out.push_str("STYLE\n");
    for (class, rules) in all {
        let _ = writeln!(out, "::cue(.{class}) {{ {rules} }}");
    }
    out.push('\n');
}

fn declarations(layer: &Layer) -> Option<String> {
    let Style { italic, bold, underline, strike, colour, background, .. } = layer.style;
    let mut out = Vec::new();
    out.extend(colour.map(|colour| format!("color: {colour}")));
    out.extend(background.map(|colour| format!("background-color: {colour}")));
    out.extend(layer.size.and_then(size).map(|size| format!("font-size: {size}%")));
    out.extend(italic.then(|| "font-style: italic".to_owned()));
    out.extend(bold.then(|| "font-weight: bold".to_owned()));
    out.extend(match (underline, strike) {
        (true, true) => Some("text-decoration: underline line-through".to_owned()),
        (true, false) => Some("text-decoration: underline".to_owned()),
        (false, true) => Some("text-decoration: line-through".to_owned()),
        (false, false) => None,
    });
    (!out.is_empty()).then(|| out.join("; "))
}

/// A size in percent of the picture's height, as percent of the usual letters.
fn size(size: Percent) -> Option<Percent> {
    Percent::of(size.milli().into(), USUAL_SIZE * 1000).filter(|size| size.milli() > 0)
}

/// Regions for layers at the bottom: the last one lowest, the others above it, so that they never meet.
fn regions(track: &Track<'_>, out: &mut String) {
    let mut height: Vec<usize> = vec![2; track.layers.len()];
    for cue in &track.cues {
        let at = cue.details.as_ref().and_then(|details| details.layer).map(usize::from);
        if let Some(height) = at.and_then(|at| height.get_mut(at)) {
            *height = (*height).max(track.lines_of(cue).len());
        }
    }
    let mut blocks = Vec::new();
    let mut bottom = 100_000;
    for (layer, lines) in track.layers.iter().zip(height).rev().filter(|(layer, _)| has_region(layer)) {
        let (y, _) = held(Percent::from_milli(bottom));
        blocks.push(format!(
            "REGION\nid:{}\nwidth:100%\nlines:{lines}\nregionanchor:0%,100%\nviewportanchor:0%,{y}%\n\n",
            layer.name
        ));
        bottom -= LINE.saturating_mul(i32::try_from(lines).unwrap_or(i32::MAX)).min(bottom);
    }
    out.extend(blocks.into_iter().rev());
}
