//! From places to what a viewer reads.

use super::losses;
use super::names::{Space, Tag, attribute, plain};
use super::place::place;
use super::sheet::Sheet;
use super::style::{RubyPart, Spec};
use super::text::{Builder, Look, count, is_blank};
use super::tree::{Plan, Tree, is_text, lang};
use crate::model::{Cue, Details, RunDetails, Style, Track};
use crate::syntax::Document;
use crate::xml::{Element, Node, pieces};
use std::borrow::Cow;

/// What an element hands on to what stands in it.
#[derive(Clone, Debug)]
struct Inherited<'t> {
    spec: Spec,
    lang: Option<Cow<'t, str>>,
    region: Option<Cow<'t, str>>,
    /// A region of its own, inside the element.
    own_region: Option<Spec>,
    agent: Option<Cow<'t, str>>,
    preserve: bool,
}

/// Lowers a TTML document.
pub(super) fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let tree = Tree::read(text);
    let sheet = Sheet::new(&tree);
    let mut track = Track::default();
    let root = tree.xml.root();
    track.lang = root.and_then(|root| lang(root)).map(|it| it.value()).filter(|it| !it.is_empty());
    track.title = title(&tree);
    let mut lowering = Lowering { text, tree: &tree, sheet: &sheet, track, above: Vec::new() };
    let plans = tree.plans();
    let mut plans = plans.iter().zip(&document.cues).peekable();
    for element in tree.xml.elements() {
        lowering.above.truncate(element.depth() as usize);
        let inherited = lowering.inherited(element);
        lowering.above.push(inherited);
        if let Some((plan, node)) = plans.next_if(|(plan, _)| plan.element == element.id()) {
            lowering.cue(*plan, element, document.times(node));
        }
    }
    let Lowering { mut track, .. } = lowering;
    losses::of_document(&tree, &mut track);
    track
}

fn title<'t>(tree: &Tree<'t>) -> Option<Cow<'t, str>> {
    let named = |it: &Element<'_, 't>| tree.tag(*it) == Tag::Meta && it.name() == "title";
    // Of the document, not of a part of it.
    let of_document = |it: &Element<'_, 't>| {
        let body = |tag| matches!(tag, Tag::Body | Tag::Div | Tag::P | Tag::Span | Tag::Region);
        let parent = it.parent();
        let above = parent.and_then(Element::parent);
        !parent.into_iter().chain(above).any(|it| body(tree.tag(it)))
    };
    let title = tree.xml.elements().find(|it| named(it) && of_document(it))?;
    let text = title.plain_text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Cow::Owned(text))
}

struct Lowering<'k, 'd> {
    text: &'d str,
    tree: &'k Tree<'d>,
    sheet: &'k Sheet<'k, 'd>,
    track: Track<'d>,
    /// What the elements hand on that the present one stands in, and itself last.
    above: Vec<Inherited<'d>>,
}

impl<'k, 'd> Lowering<'k, 'd> {
    fn inherited(&self, element: Element<'k, 'd>) -> Inherited<'d> {
        let above = self.above.last();
        let spec = self.sheet.spec(element);
        let preserve = attribute(element, Space::Xml, "space").map(|it| it.value() == "preserve");
        let region = plain(element, "region").map(|it| it.value());
        let own_region = self.sheet.own_region(element);
        let agent = attribute(element, Space::Metadata, "agent");
        let agent = agent.and_then(|it| self.sheet.agent(&it.value()).cloned());
        let own = match self.tree.tag(element) {
            // A root's extent is the picture's, not a region's.
            Tag::Tt => Spec { extent: None, ..spec },
            _ => spec,
        };
        let Some(above) = above else {
            return Inherited {
                spec: own,
                lang: None,
                region,
                own_region,
                agent,
                preserve: preserve == Some(true),
            };
        };
        // What is behind a paragraph's letters is behind those of its spans too; boxes further out are not letters.
        let mut from = above.spec.inherited();
        if is_text(self.tree.tag(element)) && !matches!(self.tree.tag(element), Tag::P) {
            from.background = above.spec.background;
            from.ruby = above.spec.ruby;
        }
        let named = lang(element).map(|it| it.value());
        let anew = region.is_some() || own_region.is_some();
        Inherited {
            spec: from.under(own),
            lang: named.or_else(|| above.lang.clone()),
            region: if anew { region } else { above.region.clone() },
            own_region: if anew { own_region } else { above.own_region },
            agent: agent.or_else(|| above.agent.clone()),
            preserve: preserve.unwrap_or(above.preserve),
        }
    }

    fn cue(
        &mut self,
        plan: Plan,
        element: Element<'k, 'd>,
        times: Option<(crate::time::Time, crate::time::Time)>,
    ) {
        let lines = count(self.track.lines.len());
        let Some(own) = self.above.last().cloned() else { return };
        let region =
            own.own_region.or_else(|| own.region.as_ref().and_then(|name| self.sheet.region(name)).copied());
        let under = self.sheet.initial.under(region.map_or_else(Spec::default, Spec::inherited));
        let spec = under.under(own.spec);
        let boxed = region.map(|it| self.sheet.initial.under(it));
        let (align, place) = place(boxed.as_ref(), &spec, &self.sheet.measure);
        let id = attribute(element, Space::Xml, "id").map(|it| it.value());
        let number = |id: &str| id.bytes().all(|b| b.is_ascii_digit());
        let mut details = Details {
            id: id.filter(|id| !number(id)),
            lang: own.lang.clone().filter(|lang| self.track.lang.as_ref() != Some(lang)),
            place,
            forced: spec.forced == Some(true),
            ..Details::default()
        };
        if details.lang.as_ref().is_some_and(|it| it.is_empty()) {
            details.lang = None;
        }
        let index = self.track.cues.len();
        let mut track = std::mem::take(&mut self.track);
        let mut builder = Builder::new(self.text, &mut track, element.content().start);
        let mut effects = Vec::new();
        let forced = self.write(plan, element, under, &own, &mut builder, &mut effects);
        builder.finish(element.content().end, lines);
        self.track = track;
        details.forced |= forced;
        losses::of_cue(&effects, index, &mut self.track);
        let details = (details != Details::default()).then(|| Box::new(details));
        self.track.cues.push(Cue { times, lines: lines..count(self.track.lines.len()), align, details });
    }

    /// Puts an element's text into a builder: a walk over what stands in it, on a stack of our own. Says whether a
    /// part of it is shown even where subtitles are off.
    fn write(
        &self,
        plan: Plan,
        element: Element<'k, 'd>,
        under: Spec,
        own: &Inherited<'d>,
        builder: &mut Builder<'_, 'd>,
        effects: &mut Vec<losses::Effect>,
    ) -> bool {
        let mut forced = false;
        let cue_lang = own.lang.clone();
        let first = Open::new(element, own.clone(), under, cue_lang.as_ref());
        let mut open = vec![(first, element.children().collect::<Vec<_>>().into_iter())];
        while let Some((look, inside)) = open.last_mut() {
            let Some(node) = inside.next() else {
                open.pop();
                continue;
            };
            match node {
                Node::Text(span) | Node::CData(span) if !look.silent => {
                    let literal = matches!(node, Node::CData(_));
                    let all = || pieces(self.text, span, literal);
                    // What indents the parts of a ruby is no text of theirs.
                    if look.ruby_parts && all().all(|it| it.text.chars().all(is_blank)) {
                        continue;
                    }
                    for piece in all() {
                        builder.piece(piece, look.look());
                    }
                }
                Node::Element(inner) => {
                    let tag = self.tree.tag(inner);
                    effects.extend(losses::effect(tag, inner));
                    if tag == Tag::Br {
                        builder.line_end(inner.start_tag());
                    }
                    let apart = tag == Tag::P || tag == Tag::Span && plan.parts && self.tree.is_timed(inner);
                    if !is_text(tag) || apart {
                        continue;
                    }
                    let above = Lowering {
                        text: self.text,
                        tree: self.tree,
                        sheet: self.sheet,
                        track: Track::default(),
                        above: vec![look.inherited.clone()],
                    };
                    let mut it = above.inherited(inner);
                    it.lang = it.lang.or_else(|| cue_lang.clone());
                    forced |= it.spec.forced == Some(true);
                    let next = Open::new(inner, it, under, cue_lang.as_ref());
                    open.push((next, inner.children().collect::<Vec<_>>().into_iter()));
                }
                _ => {}
            }
        }
        forced
    }
}

/// An element whose text is being written.
struct Open<'d> {
    inherited: Inherited<'d>,
    style: Style,
    details: Option<RunDetails<'d>>,
    /// Its text is never shown.
    silent: bool,
    /// It holds the parts of a ruby and should hold no text itself.
    ruby_parts: bool,
}

impl<'d> Open<'d> {
    fn new(
        _: Element<'_, 'd>,
        inherited: Inherited<'d>,
        under: Spec,
        cue_lang: Option<&Cow<'d, str>>,
    ) -> Self {
        let spec = under.under(inherited.spec);
        let details = RunDetails {
            lang: inherited.lang.clone().filter(|lang| cue_lang != Some(lang) && !lang.is_empty()),
            voice: inherited.agent.clone(),
        };
        let silent = spec.ruby == Some(RubyPart::Delimiter);
        let ruby_parts = spec.ruby == Some(RubyPart::Container);
        let details = (details != RunDetails::default()).then_some(details);
        Self { inherited, style: spec.style(), details, silent, ruby_parts }
    }

    fn look(&self) -> Look<'_, 'd> {
        Look { style: self.style, details: self.details.as_ref(), preserve: self.inherited.preserve }
    }
}
