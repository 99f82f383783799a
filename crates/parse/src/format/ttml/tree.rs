//! A text as a TTML document: its elements with what they are, and where cues come from.

use super::names::{Edition, Space, Tag, attribute, edition, plain, tag};
use crate::xml::{Element, Xml};

/// A document's elements, each with its tag.
pub(super) struct Tree<'t> {
    pub(super) xml: Xml<'t>,
    tags: Vec<Tag>,
    /// Elements that time themselves, or are timed by standing in a sequence.
    timed: Vec<bool>,
    /// The edition of the root; `None` where the root is not `tt`.
    pub(super) edition: Option<Edition>,
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
    pub(super) fn new(text: &'t str) -> Self {
        let xml = Xml::parse(text);
        let root = xml.root();
        let edition = root.filter(|root| root.name() == "tt").and_then(|root| edition(root.namespace()));
        let bare = edition == Some(Edition::Missing);
        let (mut tags, mut timed): (Vec<Tag>, Vec<bool>) = (Vec::new(), Vec::new());
        for element in xml.elements() {
            let inside = element.parent().and_then(|it| tags.get(it.id() as usize)).copied();
            // What stands in a foreign element belongs to it, whatever its name.
            let it = match inside {
                Some(Tag::Foreign) => Tag::Foreign,
                _ => tag(element, bare),
            };
            tags.push(it);
            let own = ["begin", "end", "dur"].iter().any(|name| plain(element, name).is_some());
            let flows = matches!(it, Tag::Div | Tag::P | Tag::Span | Tag::Image | Tag::Audio);
            timed.push(own || flows && element.parent().is_some_and(is_sequence));
        }
        Self { xml, tags, timed, edition }
    }

    pub(super) fn tag(&self, element: Element<'_, '_>) -> Tag {
        self.tags.get(element.id() as usize).copied().unwrap_or(Tag::Foreign)
    }

    /// Whether an element has times of its own.
    pub(super) fn is_timed(&self, element: Element<'_, '_>) -> bool {
        self.timed.get(element.id() as usize) == Some(&true)
    }

    /// Where the cues come from, in the order of the file.
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

/// An element whose children follow one another in time.
pub(super) fn is_sequence(element: Element<'_, '_>) -> bool {
    plain(element, "timeContainer").is_some_and(|it| it.value() == "seq")
}

/// The language an element gives itself.
pub(super) fn lang<'x, 't>(element: Element<'x, 't>) -> Option<crate::xml::Attribute<'x, 't>> {
    attribute(element, Space::Xml, "lang")
}
