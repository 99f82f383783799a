//! Which attribute may stand on which element, and whether its value is one it can have.

use super::super::faults;
use super::super::names::{Space, Tag, space};
use super::super::parse::Index;
use super::super::tree::Tree;
use super::{parameters, values};
use crate::xml::{Attribute, Element};

pub(super) fn check(tree: &Tree<'_>, index: &mut Index<'_>) {
    for element in tree.xml.elements() {
        let tag = tree.tag(element);
        if !super::is_ours(tag) {
            continue;
        }
        for attribute in element.attributes() {
            one(element, tag, attribute, index);
        }
    }
}

fn one(element: Element<'_, '_>, tag: Tag, it: Attribute<'_, '_>, index: &mut Index<'_>) {
    let name = it.name();
    let value = it.value();
    let unknown = &faults::UNKNOWN_ATTRIBUTE;
    let fault = match space(it.namespace()) {
        Space::None if !own(tag, element.name(), name) => Some(unknown),
        Space::None if !parameters::own(tag, element.name(), name, &value) => Some(&faults::VALUE),
        Space::Tt => Some(unknown),
        Space::Style if !values::is_known(name) => Some(unknown),
        Space::Style if !styled(tag) => Some(&faults::ATTRIBUTE_PLACE),
        Space::Style => values::fault(tag, name, &value),
        Space::Parameter if !parameters::is_known(name) => Some(unknown),
        Space::Parameter if tag != Tag::Tt => Some(&faults::ATTRIBUTE_PLACE),
        // These four are judged where times are read.
        Space::Parameter
            if matches!(name, "frameRate" | "subFrameRate" | "tickRate" | "frameRateMultiplier") =>
        {
            None
        }
        Space::Parameter if !parameters::is_good(name, &value) => Some(&faults::PARAMETER),
        Space::Metadata if !matches!(name, "agent" | "role") => Some(unknown),
        Space::Metadata if !described(tag) => Some(&faults::ATTRIBUTE_PLACE),
        Space::Metadata if name == "role" && !parameters::is_role(&value) => Some(&faults::VALUE),
        Space::Audio if !matches!(name, "gain" | "pan" | "pitch" | "speak") => Some(unknown),
        Space::Audio if !values::is_sound(name, &value) => Some(&faults::VALUE),
        Space::ImscStyle | Space::ImscParameter | Space::EbuStyle if !values::is_extension(name, &value) => {
            Some(&faults::VALUE)
        }
        Space::Xml if name == "base" && tag == Tag::Chunk => Some(&faults::ATTRIBUTE_PLACE),
        Space::Xml if !parameters::is_xml(name, &value) => Some(&faults::VALUE),
        Space::Xlink if name == "href" && value.trim().is_empty() => Some(&faults::VALUE),
        _ => None,
    };
    if let Some(fault) = fault {
        // A name that is wrong is the fault's place; else the value is.
        let named = std::ptr::eq(fault, unknown) || std::ptr::eq(fault, &raw const faults::ATTRIBUTE_PLACE);
        index.report(fault, if named { it.name_span() } else { it.value_span() });
    }
}

/// Whether an element may have an attribute without prefix.
fn own(tag: Tag, element: &str, name: &str) -> bool {
    let times = || matches!(name, "begin" | "end" | "dur");
    let resource = || matches!(name, "src" | "type" | "format" | "condition");
    match tag {
        Tag::Body | Tag::Div | Tag::P | Tag::Span => {
            times() || matches!(name, "region" | "style" | "timeContainer" | "animate" | "condition")
        }
        Tag::Br => matches!(name, "style" | "animate" | "condition" | "region"),
        Tag::Region => times() || matches!(name, "timeContainer" | "style" | "animate" | "condition"),
        Tag::Set => times() || matches!(name, "fill" | "repeatCount" | "condition"),
        Tag::Animate => {
            let curve = matches!(name, "calcMode" | "keySplines" | "keyTimes");
            times() || curve || matches!(name, "fill" | "repeatCount" | "condition")
        }
        Tag::Style | Tag::Initial => matches!(name, "style" | "condition"),
        Tag::Metadata => name == "condition",
        Tag::Image => {
            times() || resource() || matches!(name, "timeContainer" | "region" | "style" | "animate")
        }
        Tag::Audio => times() || resource() || matches!(name, "clipBegin" | "clipEnd" | "animate"),
        Tag::Font => resource() || matches!(name, "family" | "range" | "style" | "weight"),
        Tag::Data => resource() || matches!(name, "encoding" | "length" | "datatype"),
        Tag::Chunk => matches!(name, "encoding" | "length" | "condition"),
        Tag::Source => resource(),
        Tag::Profile => match element {
            "profile" => matches!(name, "use" | "type" | "designator" | "combine" | "condition"),
            "feature" | "extension" => matches!(name, "value" | "extends" | "restricts"),
            _ => false,
        },
        Tag::Meta => match element {
            "agent" | "name" => matches!(name, "type" | "condition"),
            "actor" => matches!(name, "agent" | "condition"),
            "item" => matches!(name, "name" | "condition"),
            _ => name == "condition",
        },
        Tag::Unknown => true,
        _ => name == "condition",
    }
}

/// Elements that may have styles.
fn styled(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Tt
            | Tag::Body
            | Tag::Div
            | Tag::P
            | Tag::Span
            | Tag::Br
            | Tag::Region
            | Tag::Style
            | Tag::Initial
            | Tag::Set
            | Tag::Animate
            | Tag::Image
            | Tag::Audio
            | Tag::Unknown
    )
}

/// Elements that may name an agent or a role.
fn described(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Body
            | Tag::Div
            | Tag::P
            | Tag::Span
            | Tag::Br
            | Tag::Region
            | Tag::Metadata
            | Tag::Image
            | Tag::Audio
            | Tag::Unknown
    )
}
