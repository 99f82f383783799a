//! Names and what refers to them.

use super::super::faults;
use super::super::names::{Space, Tag, attribute, space};
use super::super::parse::Index;
use super::super::sheet::{Chain, Sheet};
use super::super::tree::Tree;
use crate::syntax::Fault;
use crate::xml::{Attribute, is_name};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

pub(super) fn check(tree: &Tree<'_>, index: &mut Index<'_>) {
    let mut sheet = Sheet::new(tree);
    for chain in sheet.chains() {
        let (fault, id) = match chain {
            Chain::Cycle(id) => (&faults::CYCLE, id),
            Chain::Deep(id) => (&faults::DEEP_STYLES, id),
        };
        if let Some(element) = tree.xml.element(id) {
            index.report(fault, element.start_tag());
        }
    }
    // As many as a film has, at most, so that what no element names takes no memory.
    let some = tree.xml.elements().count().min(4096);
    let mut ids: HashMap<Cow<'_, str>, Tag> = HashMap::with_capacity(some);
    let mut agents: HashSet<Cow<'_, str>> = HashSet::new();
    for element in tree.xml.elements() {
        let Some(id) = attribute(element, Space::Xml, "id") else { continue };
        let value = id.value();
        if !is_name(&value) {
            index.report(&faults::ID_NAME, id.value_span());
        }
        let tag = tree.tag(element);
        if tag == Tag::Meta && element.name() == "agent" {
            agents.insert(value.clone());
        }
        if ids.insert(value, tag).is_some() {
            index.report(&faults::ID_TWICE, id.value_span());
        }
    }
    let is = |name: &str, wanted: &[Tag]| ids.get(name).is_some_and(|tag| wanted.contains(tag));
    // Nearly all cues refer to the same few names, so the last list that was found good is not looked up again.
    let (mut good_styles, mut good_regions) = (Cow::Borrowed(""), Cow::Borrowed(""));
    for element in tree.xml.elements() {
        let tag = tree.tag(element);
        if !super::is_ours(tag) {
            continue;
        }
        for it in element.attributes() {
            let bare = it.is_bare();
            match it.name() {
                "style" if bare && !matches!(tag, Tag::Font | Tag::Meta) => {
                    let known = |name: &str| sheet.has_style(name);
                    names(it, &faults::NO_SUCH_STYLE, known, Some(&mut good_styles), index);
                }
                "region" if bare => {
                    let known = |name: &str| sheet.has_region(name);
                    names(it, &faults::NO_SUCH_REGION, known, Some(&mut good_regions), index);
                }
                "animate" if bare => {
                    let known = |name: &str| is(name, &[Tag::Set, Tag::Animate]);
                    names(it, &faults::NO_SUCH_ANIMATION, known, None, index);
                }
                "agent"
                    if space(it.namespace()) == Space::Metadata
                        || bare && tag == Tag::Meta && element.name() == "actor" =>
                {
                    names(it, &faults::NO_SUCH_AGENT, |name| agents.contains(name), None, index);
                }
                // A picture within the file must be in the file.
                "src" if bare => target(it, |name| is(name, RESOURCES), index),
                "backgroundImage" => match space(it.namespace()) {
                    Space::Style => target(it, |name| is(name, RESOURCES), index),
                    Space::Smpte => target(it, |name| is(name, &[Tag::Smpte, Tag::Image]), index),
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

const RESOURCES: &[Tag] = &[Tag::Image, Tag::Data, Tag::Audio, Tag::Smpte];

/// Reports a list of names that has none, or one that names nothing.
fn names<'t>(
    it: Attribute<'_, 't>,
    unknown: &'static Fault,
    known: impl Fn(&str) -> bool,
    good: Option<&mut Cow<'t, str>>,
    index: &mut Index<'_>,
) {
    let value = it.value();
    let none = value.trim().is_empty();
    if !none && good.as_ref().is_some_and(|good| **good == value) {
        return;
    }
    if none || !value.split_ascii_whitespace().all(known) {
        index.report(if none { &faults::VALUE } else { unknown }, it.value_span());
    } else if let Some(good) = good {
        *good = value;
    }
}

/// Reports a reference into the file to something that is not there.
fn target(it: Attribute<'_, '_>, known: impl Fn(&str) -> bool, index: &mut Index<'_>) {
    if let Some(name) = it.value().strip_prefix('#')
        && !known(name)
    {
        index.report(&faults::NO_SUCH_TARGET, it.value_span());
    }
}
