//! A text as a TTML document: its elements with what they are, and where cues come from.

use super::names::{Edition, Space, Tag, attribute, edition, tag};
use crate::xml::{Element, Xml};

/// A document's elements, each with its tag.
pub(super) struct Tree<'t> {
    pub(super) xml: Xml<'t>,
    tags: Vec<Tag>,
    timing: Vec<Timing>,
    /// The edition of the root; `None` where the root is not `tt`.
    pub(super) edition: Option<Edition>,
}

/// What the attributes of an element say about times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Timing {
    /// It times itself, or is timed by standing in a sequence.
    timed: bool,
    /// Its children follow one another in time.
    sequence: bool,
}

/// Where a cue comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Plan {
    /// The `p`, or the timed `span`.
    pub(super) element: u32,
    /// Timed spans inside are cues of their own, and their text is none of this one's.
    pub(super) parts: bool,
}

impl<'t> Tree<'t> {
    /// With what is wrong with the text as XML.
    pub(super) fn new(text: &'t str) -> Self {
        Self::of(Xml::parse(text))
    }

    /// The same of a text of which that was said before.
    pub(super) fn read(text: &'t str) -> Self {
        Self::of(Xml::read(text))
    }

    fn of(xml: Xml<'t>) -> Self {
        let root = xml.root();
        let edition = root.filter(|root| root.name() == "tt").and_then(|root| edition(root.namespace()));
        let bare = edition == Some(Edition::Missing);
        let count = xml.elements().count();
        let mut tags: Vec<Tag> = Vec::with_capacity(count);
        let mut timing: Vec<Timing> = Vec::with_capacity(count);
        for element in xml.elements() {
            let above = element.parent().map(|it| it.id() as usize);
            let inside = above.and_then(|it| tags.get(it)).copied();
            // What stands in a foreign element belongs to it, whatever its name.
            let it = match inside {
                Some(Tag::Foreign) => Tag::Foreign,
                _ => tag(element, bare),
            };
            tags.push(it);
            let flows = matches!(it, Tag::Div | Tag::P | Tag::Span | Tag::Image | Tag::Audio);
            let turn = flows && above.and_then(|it| timing.get(it)).is_some_and(|it| it.sequence);
            let mut all = Timing { timed: turn, sequence: false };
            let mut container = false;
            for attribute in element.attributes().filter(|it| it.is_bare()) {
                match attribute.name() {
                    "begin" | "end" | "dur" => all.timed = true,
                    "timeContainer" if !container => {
                        (container, all.sequence) = (true, attribute.value() == "seq");
                    }
                    _ => {}
                }
            }
            timing.push(all);
        }
        Self { xml, tags, timing, edition }
    }

    pub(super) fn tag(&self, element: Element<'_, '_>) -> Tag {
        self.tags.get(element.id() as usize).copied().unwrap_or(Tag::Foreign)
    }

    /// Whether an element has times of its own.
    pub(super) fn is_timed(&self, element: Element<'_, '_>) -> bool {
        self.timing.get(element.id() as usize).is_some_and(|it| it.timed)
    }

    /// Whether an element's children follow one another in time.
    pub(super) fn is_sequence(&self, element: Element<'_, '_>) -> bool {
        self.timing.get(element.id() as usize).is_some_and(|it| it.sequence)
    }

    /// Where the cues come from, in the order of the file, each once.
    pub(super) fn plans(&self) -> Vec<Plan> {
        let mut plans: Vec<Plan> = Vec::new();
        // For each element, the plan its text goes to.
        let mut of: Vec<Option<u32>> = Vec::with_capacity(self.tags.len());
        for element in self.xml.elements() {
            let above = element.parent().and_then(|it| of.get(it.id() as usize).copied().flatten());
            let it = self.tag(element);
            let makes = match it {
                Tag::P => true,
                Tag::Span => self.is_timed(element) && above.is_some(),
                _ => false,
            };
            if makes {
                if let Some(above) = above.and_then(|at| plans.get_mut(at as usize)) {
                    above.parts = true;
                }
                of.push(u32::try_from(plans.len()).ok());
                plans.push(Plan { element: element.id(), parts: false });
            } else {
                of.push(if is_text(it) { above } else { None });
            }
        }
        // Where all text is in timed spans, the rest of a paragraph is no cue.
        let shows = self.shown(&of, plans.len());
        plans
            .into_iter()
            .zip(shows)
            .filter(|(plan, shows)| !plan.parts || *shows)
            .map(|(plan, _)| plan)
            .collect()
    }

    /// Which plans have text of their own.
    fn shown(&self, of: &[Option<u32>], plans: usize) -> Vec<bool> {
        let mut shows = vec![false; plans];
        let owned = self.xml.elements().zip(of).filter_map(|(element, plan)| Some((element, (*plan)?)));
        for (element, plan) in owned {
            let Some(shown) = shows.get_mut(plan as usize).filter(|shown| !**shown) else { continue };
            *shown = element.children().any(|node| match node {
                crate::xml::Node::Text(span) | crate::xml::Node::CData(span) => {
                    !span.of(self.xml.text()).bytes().all(|b| b.is_ascii_whitespace())
                }
                _ => false,
            });
        }
        shows
    }
}

/// An element whose text is shown as a part of what it stands in.
pub(super) fn is_text(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Span | Tag::Br | Tag::Unknown)
}

/// The language an element gives itself.
pub(super) fn lang<'x, 't>(element: Element<'x, 't>) -> Option<crate::xml::Attribute<'x, 't>> {
    attribute(element, Space::Xml, "lang")
}
