//! Names and what refers to them.

use super::super::faults;
use super::super::names::{Space, Tag, attribute, plain};
use super::super::parse::Index;
use super::super::sheet::{Chain, Sheet};
use super::super::tree::Tree;
use crate::xml::{Attribute, is_name};
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
    let mut ids: HashMap<String, Tag> = HashMap::new();
    let mut agents: HashSet<String> = HashSet::new();
    for element in tree.xml.elements() {
        let Some(id) = attribute(element, Space::Xml, "id") else { continue };
        let value = id.value().into_owned();
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
    for element in tree.xml.elements().filter(|it| super::is_ours(tree.tag(*it))) {
        let mut words = |it: Option<Attribute<'_, '_>>, fault, known: &dyn Fn(&str) -> bool| {
            let Some(it) = it else { return };
            let value = it.value();
            let none = value.trim().is_empty();
            if none || !value.split_ascii_whitespace().all(known) {
                let fault = if none { &faults::VALUE } else { fault };
                index.report(fault, it.value_span());
            }
        };
        let tag = tree.tag(element);
        let is = |name: &str, wanted: &[Tag]| ids.get(name).is_some_and(|tag| wanted.contains(tag));
        if !matches!(tag, Tag::Font | Tag::Meta) {
            words(plain(element, "style"), &faults::NO_SUCH_STYLE, &|it| sheet.has_style(it));
        }
        words(plain(element, "region"), &faults::NO_SUCH_REGION, &|it| sheet.has_region(it));
        words(plain(element, "animate"), &faults::NO_SUCH_ANIMATION, &|it| is(it, &[Tag::Set, Tag::Animate]));
        words(attribute(element, Space::Metadata, "agent"), &faults::NO_SUCH_AGENT, &|it| {
            agents.contains(it)
        });
        if tag == Tag::Meta && element.name() == "actor" {
            words(plain(element, "agent"), &faults::NO_SUCH_AGENT, &|it| agents.contains(it));
        }
        // A picture within the file must be in the file.
        let resource = [Tag::Image, Tag::Data, Tag::Audio, Tag::Smpte];
        for it in
            [plain(element, "src"), attribute(element, Space::Style, "backgroundImage")].into_iter().flatten()
        {
            let value = it.value();
            if let Some(name) = value.strip_prefix('#')
                && !is(name, &resource)
            {
                index.report(&faults::NO_SUCH_TARGET, it.value_span());
            }
        }
        let smpte =
            attribute(element, Space::Smpte, "backgroundImage").filter(|it| it.value().starts_with('#'));
        if let Some(it) = smpte
            && !it.value().get(1..).is_some_and(|name| is(name, &[Tag::Smpte, Tag::Image]))
        {
            index.report(&faults::NO_SUCH_TARGET, it.value_span());
        }
    }
}
