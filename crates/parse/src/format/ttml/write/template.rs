//! A file whose head the result is to have.
//!
//! Kept: every byte outside the body, and the start tags of the body and of its first `div`, which carry the styles of
//! all text. Put in: paragraphs, the styles they need, who speaks; the language, and the title where one is given.
//! Cues go to the template's own regions, by the end of the screen those hang from; layers to the region of their
//! name.

use super::dialect::{self, Dialect};
use super::losses::Losses;
use super::regions::{Layout, Region, Third, align_of};
use super::times::Clock;
use super::{Names, fine};
use crate::base::{Edit, Severity, Span, splice};
use crate::format::write::{Target, WriteError, xml};
use crate::model::{LossKind, Track};
use crate::time::{FrameRate, Time};
use crate::xml::{Element, XML, Xml};
use std::collections::HashSet;

/// A template, understood.
#[derive(Debug)]
pub(super) struct Template<'t> {
    xml: Xml<'t>,
    pub(super) names: Names,
    /// Namespaces to declare, each with the prefix that was chosen.
    undeclared: Vec<(String, &'static str)>,
    pub(super) clock: Clock,
    /// Ids outside of what is replaced.
    pub(super) ids: HashSet<String>,
    regions: Vec<(String, Third)>,
}

/// What is put into a template.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    pub(super) lang: &'p str,
    pub(super) title: Option<&'p str>,
    pub(super) metadata: &'p str,
    pub(super) styles: &'p str,
    pub(super) paragraphs: &'p str,
}

fn fail<T>(why: impl Into<String>) -> Result<T, WriteError> {
    Err(WriteError::Template(why.into()))
}

impl<'t> Template<'t> {
    /// Reads a template.
    pub(super) fn read(text: &'t str, target: &Target<'_>, form: Dialect) -> Result<Self, WriteError> {
        let xml = Xml::parse(text);
        if let Some((span, fault)) = xml.faults.iter().find(|(_, fault)| fault.level == Severity::Error) {
            return fail(format!("{} (at byte {})", fault.message, span.start));
        }
        let Some(root) = xml.root().filter(|root| root.is(dialect::TT, "tt")) else {
            return fail("it is no TTML file: its root is not the element tt of TTML 1 or 2");
        };
        let clock = clock(root, target, form)?;
        let body = root.child_elements().find(|it| it.name() == "body");
        let div = body.and_then(|body| body.child_elements().find(|it| it.name() == "div"));
        for element in body.into_iter().chain(div) {
            if ["begin", "end", "dur"].iter().any(|name| element.attribute("", name).is_some()) {
                return fail("its body has times of its own, which would move all cues");
            }
            if element.attribute("", "timeContainer").is_some_and(|it| it.value() == "seq") {
                return fail("its body shows one cue after another, whatever their times");
            }
        }
        let (names, undeclared) = names(root, text);
        let kept = div.or(body).map_or(text.len(), |it| it.start_tag().end as usize);
        let outside = |it: &Element<'_, '_>| (it.start_tag().start as usize) < kept;
        let ids = xml.elements().filter(outside).filter_map(|it| it.attribute(XML, "id"));
        let ids = ids.map(|id| id.value().into_owned()).collect();
        let regions = xml.elements().filter(|it| it.is(dialect::TT, "region"));
        let regions = regions
            .filter_map(|it| Some((it.attribute(XML, "id")?.value().into_owned(), hangs_from(it, &xml))));
        let regions = regions.collect();
        Ok(Self { names, undeclared, clock, ids, regions, xml })
    }

    /// The language it names itself.
    pub(super) fn lang(&self) -> Option<String> {
        Some(self.xml.root()?.attribute(XML, "lang")?.value().into_owned()).filter(|lang| !lang.is_empty())
    }

    /// The template's region for each cue. What it has none for is a loss.
    pub(super) fn lay_out(&self, track: &Track<'_>, losses: &mut Losses) -> Layout {
        let rect = fine::strip(Third::Bottom, false, false);
        let region = |(id, third): &(String, Third)| Region {
            id: id.clone(),
            rect,
            display: third.display_align(),
            vertical: None,
            lang: None,
        };
        let mut layout = Layout { regions: self.regions.iter().map(region).collect(), of_cue: Vec::new() };
        for (index, cue) in track.cues.iter().enumerate() {
            let details = cue.details.as_deref();
            let layer = details.and_then(|details| track.layers.get(usize::from(details.layer?)));
            let named = layer.and_then(|layer| self.regions.iter().position(|it| it.0 == layer.name));
            let third = Third::of(align_of(track, cue));
            let hanging = || self.regions.iter().position(|it| it.1 == third);
            let found = named.or_else(hanging);
            if found.is_none() {
                let what = format!("the template has no region at the {}", third.name());
                losses.cue(LossKind::Align, index, what);
            }
            if details.is_some_and(|details| !details.place.is_plain()) {
                losses.cue(LossKind::Position, index, "the template's regions are used");
            }
            // Without a region text stands where the template's first one is.
            layout.of_cue.push(found.unwrap_or(if self.regions.is_empty() { usize::MAX } else { 0 }));
        }
        layout
    }

    /// The template with everything put in.
    pub(super) fn fill(&self, parts: &Parts<'_>) -> Result<String, WriteError> {
        let text = self.xml.text();
        let tt = &self.names.tt;
        let Some(root) = self.xml.root() else { return fail("it has no root") };
        let mut edits = Vec::new();
        let after_name = Span::empty(root.name_span().end as usize);
        match root.attribute(XML, "lang") {
            Some(lang) => edits.push(Edit::new(lang.value_span(), parts.lang)),
            None => edits.push(Edit::new(after_name, format!(" xml:lang=\"{}\"", parts.lang))),
        }
        self.head(root, parts, &mut edits);
        let paragraphs = parts.paragraphs;
        let body = root.child_elements().find(|it| it.name() == "body");
        let div =
            body.and_then(|body| body.child_elements().find(|it| it.name() == "div" && !is_short(*it, text)));
        let whole_div = format!("\n    <{tt}div>\n{paragraphs}    </{tt}div>\n  ");
        edits.push(match (body, div) {
            (None, _) => {
                let at = Span::empty(root.content().end as usize);
                Edit::new(at, format!("  <{tt}body>{whole_div}</{tt}body>\n"))
            }
            (Some(body), _) if is_short(body, text) => {
                let open = body.start_tag().of(text).trim_end_matches('>').trim_end_matches('/');
                Edit::new(body.start_tag(), format!("{open}>{whole_div}</{tt}body>"))
            }
            (Some(body), Some(div)) => {
                let inside = Span { start: div.content().start, end: body.content().end };
                Edit::new(inside, format!("\n{paragraphs}    </{tt}div>\n  "))
            }
            (Some(body), None) => Edit::new(body.content(), whole_div),
        });
        let used = |prefix: &str| {
            edits.iter().any(|edit| memchr::memmem::find(&edit.with, prefix.as_bytes()).is_some())
        };
        let declared: Vec<Edit> = (self.undeclared.iter().filter(|(prefix, _)| used(prefix)))
            .map(|(prefix, namespace)| {
                let prefix = prefix.trim_end_matches(':');
                Edit::new(after_name, format!(" xmlns:{prefix}=\"{namespace}\""))
            })
            .collect();
        edits.extend(declared);
        let raw = splice(text.as_bytes(), &edits).map_err(|error| WriteError::Template(error.to_string()))?;
        let filled = String::from_utf8(raw).map_err(|error| WriteError::Template(error.to_string()))?;
        Ok(filled.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    }

    /// Styles, speakers and the title, where the head has a place for them, or with one.
    fn head(&self, root: Element<'_, '_>, parts: &Parts<'_>, edits: &mut Vec<Edit>) {
        let (text, tt) = (self.xml.text(), &self.names.tt);
        let within = |parent: Element<'_, '_>, name: &str| {
            parent
                .child_elements()
                .find(|it| it.name() == name)
                .map(|it| (it.content(), it.start_tag(), is_short(it, text)))
        };
        let head = root.child_elements().find(|it| it.name() == "head");
        let title = head.and_then(|head| {
            let metadata = head.child_elements().find(|it| it.name() == "metadata");
            head.child_elements()
                .chain(metadata.into_iter().flat_map(Element::child_elements))
                .find(|it| it.name() == "title")
        });
        let mut metadata = String::new();
        if let Some(words) = parts.title {
            let mut escaped = String::new();
            xml::text(&mut escaped, words);
            match title.filter(|title| !is_short(*title, text)) {
                Some(title) => edits.push(Edit::new(title.content(), escaped)),
                None => metadata = format!("      <{0}title>{escaped}</{0}title>\n", self.names.ttm),
            }
        }
        metadata.push_str(parts.metadata);
        let mut fresh = String::new();
        for (name, inside) in [("metadata", metadata.as_str()), ("styling", parts.styles)] {
            if inside.is_empty() {
                continue;
            }
            match head.and_then(|head| within(head, name)) {
                Some((_, start, true)) => {
                    let open = start.of(text).trim_end_matches('>').trim_end_matches('/');
                    edits.push(Edit::new(start, format!("{open}>\n{inside}    </{tt}{name}>")));
                }
                Some((content, ..)) => {
                    // Before the blanks that indent the end tag.
                    let written = content.of(text);
                    let at = content.start as usize + written.trim_end().len();
                    edits.push(Edit::new(Span::empty(at), format!("\n{}", inside.trim_end_matches('\n'))));
                }
                None => fresh.push_str(&format!("\n    <{tt}{name}>\n{inside}    </{tt}{name}>")),
            }
        }
        if fresh.is_empty() {
            return;
        }
        match head {
            Some(head) if is_short(head, text) => {
                let open = head.start_tag().of(text).trim_end_matches('>').trim_end_matches('/');
                edits.push(Edit::new(head.start_tag(), format!("{open}>{fresh}\n  </{tt}head>")));
            }
            // Metadata come first in a head, styling behind them.
            Some(head) => {
                let metadata = head
                    .child_elements()
                    .filter(|it| it.name() == "metadata" || it.namespace() == dialect::TTM)
                    .last();
                let at = metadata.map_or(head.start_tag().end, |it| it.span().end) as usize;
                edits.push(Edit::new(Span::empty(at), fresh));
            }
            None => {
                let at = Span::empty(root.start_tag().end as usize);
                edits.push(Edit::new(at, format!("\n  <{tt}head>{fresh}\n  </{tt}head>")));
            }
        }
    }
}

/// `<x/>`.
fn is_short(element: Element<'_, '_>, text: &str) -> bool {
    element.start_tag().of(text).ends_with("/>")
}

/// How the template's times are written.
fn clock(root: Element<'_, '_>, target: &Target<'_>, form: Dialect) -> Result<Clock, WriteError> {
    let parameter = |name: &str| root.attribute(dialect::TTP, name).map(|it| it.value().trim().to_owned());
    let rate = match parameter("frameRate") {
        None => None,
        Some(frames) => {
            let ntsc = match parameter("frameRateMultiplier").as_deref() {
                None | Some("1 1" | "1:1") => Some(false),
                Some("1000 1001" | "1000:1001") => Some(true),
                Some(_) => None,
            };
            let drop = parameter("dropMode").as_deref() == Some("dropNTSC");
            let rate = ntsc.and_then(|ntsc| FrameRate::new(frames.parse().ok()?, ntsc, drop).ok());
            let Some(rate) = rate else { return fail("its frame rate cannot be read") };
            Some(rate)
        }
    };
    if let (Some(own), Some(film)) = (rate, target.rate)
        && own.fraction() != film.fraction()
    {
        return fail(format!("it counts {own} frames a second, and the film has {film}"));
    }
    match parameter("timeBase").as_deref() {
        None | Some("media") if form != Dialect::Itt => Ok(Clock::Millis { rate: rate.or(target.rate) }),
        Some("smpte") if form == Dialect::Itt => match rate {
            Some(rate) => Ok(Clock::Labels { rate, start: target.start.unwrap_or(Time::ZERO) }),
            None => fail("it counts frames and does not say how many a second has"),
        },
        None | Some("media") => fail("its times are no timecode labels, and this format has such"),
        Some("smpte") => fail("its times are timecode labels, and this format has none"),
        Some(other) => fail(format!("its time base is {other}")),
    }
}

/// The prefixes of the root, and the ones that must be declared.
fn names(root: Element<'_, '_>, text: &str) -> (Names, Vec<(String, &'static str)>) {
    let tag = root.start_tag().of(text);
    let declared: Vec<(&str, &str)> = tag
        .split("xmlns:")
        .skip(1)
        .filter_map(|rest| {
            let (prefix, value) = rest.split_once('=')?;
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            Some((prefix.trim(), value.get(1..)?.split(quote).next()?))
        })
        .collect();
    let mut undeclared = Vec::new();
    let mut prefix = |usual: &str, namespace: &'static str| {
        if let Some((prefix, _)) = declared.iter().find(|it| it.1 == namespace) {
            return format!("{prefix}:");
        }
        let mut own = usual.to_owned();
        while declared.iter().any(|it| it.0 == own) {
            own.push('x');
        }
        own.push(':');
        undeclared.push((own.clone(), namespace));
        own
    };
    let name = root.name_span().of(text);
    let names = Names {
        tt: name.strip_suffix("tt").unwrap_or("").to_owned(),
        tts: prefix("tts", dialect::TTS),
        ttm: prefix("ttm", dialect::TTM),
        itts: prefix("itts", dialect::ITTS),
        ebutts: prefix("ebutts", dialect::EBUTTS),
    };
    (names, undeclared)
}

/// The end of the screen that text in a region hangs from: by the region itself, a style in it, or one it refers to.
fn hangs_from(region: Element<'_, '_>, xml: &Xml<'_>) -> Third {
    let own =
        |it: Element<'_, '_>| it.attribute(dialect::TTS, "displayAlign").map(|it| it.value().into_owned());
    let nested = || region.child_elements().filter(|it| it.name() == "style").find_map(own);
    let referred = || {
        let ids = region.attribute("", "style")?.value().into_owned();
        let named = |id: &str| {
            let has = |it: &Element<'_, '_>| it.attribute(XML, "id").is_some_and(|it| it.value() == id);
            xml.elements().filter(|it| it.name() == "style").find(has).and_then(own)
        };
        ids.split_ascii_whitespace().take(16).filter_map(named).last()
    };
    match own(region).or_else(nested).or_else(referred).as_deref() {
        Some("after") => Third::Bottom,
        Some("center") => Third::Middle,
        _ => Third::Top,
    }
}
