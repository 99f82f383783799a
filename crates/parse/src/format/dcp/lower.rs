//! From places to what a viewer reads.

use super::faults;
use super::head::{self, child};
use super::languages;
use super::parse::attribute;
use super::place::{self, At};
use super::text::{self, Met};
use super::times::{self, Family};
use crate::base::Span;
use crate::model::{Cue, Details, Line, Loss, LossKind, Run, Style, Track};
use crate::syntax::{CueNode, Document, Problem, ProblemKind};
use crate::time::{Clockwork, Time, Unit};
use crate::xml::{Element, Node, Xml};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Lowers a D-Cinema document.
pub(super) fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let source = document.source.text();
    let xml = Xml::read(source);
    let mut found = Found { text: source, ..Found::default() };
    let asked = if document.format == "dcp" { Family::Smpte } else { Family::Interop };
    let family = head::family(&xml).unwrap_or(asked);
    found.walk(&xml, &|element| fade(element, family, &document.clockwork));
    let mut track = Track { losses: std::mem::take(&mut found.losses), ..Track::default() };
    about(&xml, &mut track);
    let mut cues = found.cues.into_iter();
    for (index, node) in document.cues.iter().enumerate() {
        cue(document, index, node, cues.next().unwrap_or_default(), &mut track);
    }
    for (span, cue) in found.unknown {
        track.problems.push(Problem { kind: ProblemKind::TagUnknown, span, cue });
    }
    for (span, cue) in found.outside {
        track.problems.push(Problem { kind: ProblemKind::Own(&faults::OUTSIDE), span, cue });
    }
    track.problems.sort_by_key(|problem| problem.span.start);
    if found.lost.iter().next().is_some() {
        let all: Vec<String> = found.lost.into_iter().collect();
        track.losses.push(Loss::track(LossKind::Font, all.join(", ")));
    }
    track
}

/// What a file says about itself.
fn about(xml: &Xml<'_>, track: &mut Track<'_>) {
    let said = |name: &str| {
        let text = child(xml, name).map(|element| element.plain_text().trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    track.title = said("ContentTitleText").or_else(|| said("MovieTitle")).map(Cow::Owned);
    track.lang = said("Language").map(|lang| Cow::Owned(languages::tag(&lang).map_or(lang, str::to_owned)));
    let others = ["AnnotationText", "IssueDate", "ReelNumber", "DisplayType", "Id", "SubtitleID"];
    let others: Vec<String> =
        others.iter().filter_map(|name| said(name).map(|it| format!("{name} {it}"))).collect();
    if !others.is_empty() {
        track.losses.push(Loss::track(LossKind::Metadata, others.join(", ")));
    }
    let fonts = xml.root().into_iter().flat_map(Element::child_elements).filter(|it| it.name() == "LoadFont");
    for font in fonts {
        let file = attribute(font, "URI").map_or_else(|| font.plain_text(), |it| it.value().into_owned());
        track.losses.push(Loss::track(LossKind::Attachment, format!("the font {}", file.trim())));
    }
}

/// One cue from the lines that were found for it.
fn cue<'d>(document: &Document<'_>, index: usize, node: &CueNode, cue: Of<'d>, track: &mut Track<'d>) {
    let source = document.source.text();
    let Of { mut lines, fade, shows } = cue;
    if !shows {
        let cue = u32::try_from(index).ok();
        track.problems.push(Problem { kind: ProblemKind::Own(&faults::NOTHING), span: node.timing, cue });
    }
    lines.sort_by_key(|line| line.at.y);
    let places: Vec<At> = lines.iter().map(|line| line.at).collect();
    let (align, place, complete) = place::of_lines(&places);
    if !complete {
        track.losses.push(Loss::cue(
            LossKind::Position,
            index,
            "lines that are not one below the other as usual",
        ));
    }
    let first = u32::try_from(track.lines.len()).unwrap_or(u32::MAX);
    for line in lines {
        let from = u32::try_from(track.runs.len()).unwrap_or(u32::MAX);
        track.runs.extend(line.runs);
        let to = u32::try_from(track.runs.len()).unwrap_or(u32::MAX);
        track.lines.push(Line { span: line.span, runs: from..to });
    }
    let last = u32::try_from(track.lines.len()).unwrap_or(u32::MAX);
    let number = node.number.of(source);
    let plain = number.bytes().all(|b| b.is_ascii_digit());
    let details = Details {
        id: (!plain).then(|| crate::xml::decode(number).into_owned().into()),
        place,
        fade,
        ..Details::default()
    };
    let details = (details != Details::default()).then(|| Box::new(details));
    track.cues.push(Cue { times: document.times(node), lines: first..last, align, details });
}

/// How long a cue takes to appear and to go: what is written, or 20 ticks in Interop, where that is the rule.
fn fade(element: Element<'_, '_>, family: Family, clockwork: &Clockwork) -> Option<(Time, Time)> {
    let usual = match family {
        Family::Smpte => Time::ZERO,
        Family::Interop => Unit::Ticks.per_second(clockwork)?.time_of(20)?,
    };
    let read = |name: &str| {
        let value = attribute(element, name)?.value();
        times::read(value.trim(), family, clockwork, true).map(|stamp| stamp.time)
    };
    let both = (read("FadeUpTime").unwrap_or(usual), read("FadeDownTime").unwrap_or(usual));
    (both != (Time::ZERO, Time::ZERO)).then_some(both)
}

/// What was found for a cue.
#[derive(Default)]
struct Of<'d> {
    lines: Vec<Shown<'d>>,
    fade: Option<(Time, Time)>,
    /// There is a text or a picture, if an empty one.
    shows: bool,
}

/// A line, with its place.
struct Shown<'d> {
    at: At,
    span: Span,
    runs: Vec<Run<'d>>,
}

/// Everything that stands in the file, cue by cue.
#[derive(Default)]
struct Found<'d> {
    text: &'d str,
    cues: Vec<Of<'d>>,
    losses: Vec<Loss>,
    lost: BTreeSet<String>,
    unknown: Vec<(Span, Option<u32>)>,
    outside: Vec<(Span, Option<u32>)>,
}

impl<'d> Found<'d> {
    /// All elements in the order of the file, with the fonts and cues they stand in.
    fn walk(&mut self, xml: &Xml<'d>, fade: &impl Fn(Element<'_, '_>) -> Option<(Time, Time)>) {
        let mut fonts: Vec<(u32, Style)> = Vec::new();
        let mut cues: Vec<(u32, usize)> = Vec::new();
        let mut text_until = 0;
        let family = head::family(xml);
        for element in xml.elements() {
            let depth = element.depth();
            fonts.truncate(fonts.partition_point(|(at, _)| *at < depth));
            cues.truncate(cues.partition_point(|(at, _)| *at < depth));
            let style = fonts.last().map_or(Style::default(), |it| it.1);
            let cue = cues.last().map(|it| it.1);
            let inside_text = element.span().start < text_until;
            match element.name() {
                "Subtitle" => {
                    cues.push((depth, self.cues.len()));
                    self.cues.push(Of { fade: fade(element), ..Of::default() });
                    self.stray(element, cues.last().map(|it| it.1));
                }
                _ if inside_text => {}
                "Font" => {
                    fonts.push((depth, text::font(element, style, &mut self.lost)));
                    self.stray(element, cue);
                }
                "Text" => {
                    text_until = element.span().end;
                    if let Some(cue) = cue {
                        self.shows(cue);
                        self.line(element, cue, style);
                    } else {
                        self.outside.push((element.span(), None));
                    }
                }
                "Image" => {
                    if let Some(cue) = cue {
                        self.shows(cue);
                        let what = format!("the picture {}", element.plain_text().trim());
                        self.losses.push(Loss::cue(LossKind::Attachment, cue, what));
                    }
                }
                "LoadVariableZ" => {
                    self.lost.insert("LoadVariableZ".to_owned());
                }
                "SubtitleList" => self.stray(element, None),
                _ if cue.is_some() => {
                    let cue = cue.and_then(|cue| u32::try_from(cue).ok());
                    self.unknown.push((element.start_tag(), cue));
                    self.stray(element, None);
                }
                // The head, with what nobody knows in it.
                _ => {
                    if family == Some(Family::Interop) && depth == 0 {
                        self.stray(element, None);
                    }
                }
            }
        }
        let comments =
            xml.elements().flat_map(Element::children).filter(|node| matches!(node, Node::Comment(_)));
        let comments = comments.count() + xml.top().filter(|node| matches!(node, Node::Comment(_))).count();
        if comments > 0 {
            self.losses.push(Loss::of_all_cues(LossKind::Comment, format!("{comments} in all")));
        }
    }

    fn shows(&mut self, cue: usize) {
        if let Some(cue) = self.cues.get_mut(cue) {
            cue.shows = true;
        }
    }

    /// Text that stands where none is shown.
    fn stray(&mut self, element: Element<'_, 'd>, cue: Option<usize>) {
        let cue = cue.and_then(|cue| u32::try_from(cue).ok());
        for node in element.children() {
            if let Node::Text(span) | Node::CData(span) = node
                && !span.of(self.text).trim().is_empty()
            {
                self.outside.push((span, cue));
            }
        }
    }

    fn line(&mut self, element: Element<'_, 'd>, cue: usize, style: Style) {
        let mut unknown = Vec::new();
        let mut met = Met { lost: &mut self.lost, losses: &mut self.losses, cue, unknown: &mut unknown };
        let runs = text::runs(self.text, element, style, &mut met);
        for name in ["Zposition", "VariableZ"] {
            if let Some(depth) = attribute(element, name).map(|it| it.value()).filter(|it| it.trim() != "0") {
                let what = format!("{name} {}", depth.trim());
                self.losses.push(Loss::cue(LossKind::Effect, cue, what));
            }
        }
        let id = u32::try_from(cue).ok();
        self.unknown.extend(unknown.into_iter().map(|span| (span, id)));
        let shown = Shown { at: At::of(element), span: element.content(), runs };
        if let Some(cue) = self.cues.get_mut(cue).filter(|_| !shown.runs.is_empty()) {
            cue.lines.push(shown);
        }
    }
}
