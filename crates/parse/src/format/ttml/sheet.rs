//! A document's styles and regions, resolved: what a reference to one stands for.

use super::length::Length;
use super::names::{Space, Tag, attribute, plain};
use super::place::Measure;
use super::style::Spec;
use super::tree::Tree;
use crate::xml::Element;
use std::borrow::Cow;
use std::collections::HashMap;

/// What elements refer to by name.
pub(super) struct Sheet<'x, 't> {
    tree: &'x Tree<'t>,
    /// Style elements by name.
    ids: HashMap<Cow<'t, str>, u32>,
    /// What each style element comes to.
    styles: HashMap<u32, Resolved>,
    regions: HashMap<Cow<'t, str>, Spec>,
    agents: HashMap<Cow<'t, str>, Cow<'t, str>>,
    /// What is so where nothing else is said.
    pub(super) initial: Spec,
    pub(super) measure: Measure,
}

/// What style references lead to that should not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Chain {
    /// A style that leads back to itself.
    Cycle(u32),
    /// More steps than readers follow.
    Deep(u32),
}

/// What a style comes to.
#[derive(Clone, Copy, Default)]
struct Resolved {
    spec: Spec,
    /// The longest way from it over references to a style without any.
    steps: usize,
}

/// Steps from style to style that no reader is known to mind.
const DEEP: usize = 64;

impl<'x, 't> Sheet<'x, 't> {
    pub(super) fn new(tree: &'x Tree<'t>) -> Self {
        let measure = tree.xml.root().map_or(Measure { pixels: None, cells: (32_000, 15_000) }, measure);
        let mut it = Self {
            tree,
            ids: HashMap::new(),
            styles: HashMap::new(),
            regions: HashMap::new(),
            agents: HashMap::new(),
            initial: Spec::default(),
            measure,
        };
        for element in tree.xml.elements() {
            let id = || attribute(element, Space::Xml, "id").map(|it| it.value());
            match tree.tag(element) {
                Tag::Style => {
                    if let Some(id) = id() {
                        it.ids.entry(id).or_insert(element.id());
                    }
                }
                Tag::Initial => it.initial = it.initial.under(Spec::of(element)),
                Tag::Meta if element.name() == "agent" => {
                    let name = element.child_elements().find(|it| it.name() == "name");
                    let said = name.map(|it| it.plain_text().trim().to_owned()).filter(|it| !it.is_empty());
                    if let Some(id) = id() {
                        let name = said.map_or_else(|| id.clone(), Cow::Owned);
                        it.agents.entry(id).or_insert(name);
                    }
                }
                _ => {}
            }
        }
        it.resolve();
        for element in tree.xml.elements().filter(|it| tree.tag(*it) == Tag::Region) {
            if let Some(id) = attribute(element, Space::Xml, "id") {
                let spec = it.nested(element).under(Spec::of(element));
                it.regions.entry(id.value()).or_insert(spec);
            }
        }
        it
    }

    /// What every style comes to, with the styles it refers to. Gives what is wrong with the references.
    fn resolve(&mut self) -> Vec<Chain> {
        let mut wrong = Vec::new();
        let all: Vec<u32> =
            self.tree.xml.elements().filter(|it| self.tree.tag(*it) == Tag::Style).map(Element::id).collect();
        let mut on_way: HashMap<u32, bool> = HashMap::new();
        for first in all {
            // Each style waits until those it refers to are done, on a stack of our own.
            let mut stack = vec![first];
            while let Some(id) = stack.last().copied() {
                if self.styles.contains_key(&id) {
                    stack.pop();
                    continue;
                }
                let Some(element) = self.tree.xml.element(id) else { break };
                let again = on_way.insert(id, true).is_some();
                let waits: Vec<u32> =
                    self.references(element).filter(|at| !self.styles.contains_key(at)).collect();
                let free: Vec<u32> = waits.iter().copied().filter(|at| !on_way.contains_key(at)).collect();
                if !again && free.len() < waits.len() {
                    wrong.push(Chain::Cycle(id));
                }
                if !free.is_empty() {
                    stack.extend(free);
                    continue;
                }
                let mut it = Resolved::default();
                for base in self.references(element).filter_map(|at| self.styles.get(&at)) {
                    it.spec = it.spec.under(base.spec);
                    it.steps = it.steps.max(base.steps + 1);
                }
                it.spec = it.spec.under(Spec::of(element));
                if it.steps > DEEP && !wrong.iter().any(|it| matches!(it, Chain::Deep(_))) {
                    wrong.push(Chain::Deep(id));
                }
                self.styles.insert(id, it);
                on_way.remove(&id);
                stack.pop();
            }
        }
        wrong
    }

    /// What is wrong with the references from style to style.
    pub(super) fn chains(&mut self) -> Vec<Chain> {
        self.styles.clear();
        self.resolve()
    }

    /// The style elements that an element refers to, as far as they are there.
    fn references(&self, element: Element<'x, 't>) -> impl Iterator<Item = u32> {
        let names = plain(element, "style").map(|it| it.value()).unwrap_or_default();
        let ids: Vec<u32> =
            names.split_ascii_whitespace().filter_map(|name| self.ids.get(name).copied()).collect();
        ids.into_iter()
    }

    pub(super) fn has_style(&self, name: &str) -> bool {
        self.ids.contains_key(name)
    }

    pub(super) fn has_region(&self, name: &str) -> bool {
        self.regions.contains_key(name)
    }

    /// What an element's style references and nested styles say, without its own attributes.
    fn nested(&self, element: Element<'x, 't>) -> Spec {
        let known = |id: u32| self.styles.get(&id).map_or_else(Spec::default, |it| it.spec);
        let referred = self.references(element).fold(Spec::default(), |spec, id| spec.under(known(id)));
        let inside = element.child_elements().filter(|it| self.tree.tag(*it) == Tag::Style);
        inside.fold(referred, |spec, style| spec.under(known(style.id())))
    }

    /// Everything an element says of itself, by reference or in its attributes.
    pub(super) fn spec(&self, element: Element<'x, 't>) -> Spec {
        self.nested(element).under(Spec::of(element))
    }

    /// The region of that name.
    pub(super) fn region(&self, name: &str) -> Option<&Spec> {
        self.regions.get(name)
    }

    /// The region that stands inside an element.
    pub(super) fn own_region(&self, element: Element<'x, 't>) -> Option<Spec> {
        let region = element.child_elements().find(|it| self.tree.tag(*it) == Tag::Region)?;
        Some(self.nested(region).under(Spec::of(region)))
    }

    /// The name of the first agent of a list.
    pub(super) fn agent(&self, list: &str) -> Option<&Cow<'t, str>> {
        list.split_ascii_whitespace().find_map(|name| self.agents.get(name))
    }
}

/// What the root says about lengths.
fn measure(root: Element<'_, '_>) -> Measure {
    let words = |of: Space, name: &str| attribute(root, of, name).map(|it| it.value());
    let extent = words(Space::Style, "extent");
    let pixels = extent.and_then(|value| {
        let mut all = value.split_ascii_whitespace().map(Length::parse);
        let (w, h) = (all.next()??, all.next()??);
        let px = |it: Length| (it.unit == super::length::Unit::Px && it.milli > 0).then_some(it.milli);
        Some((px(w)?, px(h)?))
    });
    let cells = words(Space::Parameter, "cellResolution").and_then(|value| {
        let mut all = value.split_ascii_whitespace().map(super::head::positive);
        let pair = (all.next()??, all.next()??);
        Some((i64::try_from(pair.0).ok()?.checked_mul(1000)?, i64::try_from(pair.1).ok()?.checked_mul(1000)?))
    });
    Measure { pixels, cells: cells.unwrap_or((32_000, 15_000)) }
}
