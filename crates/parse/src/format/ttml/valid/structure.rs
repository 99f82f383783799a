//! Which element may stand in which, and what it must have.

use super::super::faults;
use super::super::names::{Space, Tag, attribute, plain};
use super::super::parse::Index;
use super::super::tree::{Tree, is_text, lang};
use crate::xml::{Element, Node, decode};
use smallvec::SmallVec;

pub(super) fn check(tree: &Tree<'_>, index: &mut Index<'_>) {
    // Whether the text of each element is shown: a paragraph's, and that of what stands in one and belongs to it.
    let mut shown: Vec<bool> = Vec::new();
    for element in tree.xml.elements() {
        let tag = tree.tag(element);
        let within = element.parent().is_some_and(|it| shown.get(it.id() as usize) == Some(&true));
        shown.push(tag == Tag::P || within && is_text(tag));
        if !super::is_ours(tag) {
            if tag == Tag::Smpte && !matches!(element.name(), "image" | "data" | "information") {
                index.report(&faults::UNKNOWN_ELEMENT, element.name_span());
            }
            foreign(tree, element, index);
            continue;
        }
        let parent = element.parent();
        let known = match tag {
            Tag::Unknown => false,
            Tag::Meta => META.contains(&element.name()),
            Tag::Profile => PROFILE.contains(&element.name()),
            _ => true,
        };
        if !known {
            index.report(&faults::UNKNOWN_ELEMENT, element.name_span());
        } else if let Some(parent) = parent
            && !fits(tree.tag(parent), parent.name(), tag, element.name())
        {
            index.report(&faults::PLACE, element.name_span());
        } else if parent.is_some() && tag == Tag::Tt {
            index.report(&faults::PLACE, element.name_span());
        }
        required(element, tag, index);
        if tag == Tag::Profile && element.name() == "profile" {
            nested_profile(element, index);
        }
        if matches!(tag, Tag::Data | Tag::Chunk) {
            base64(element, index);
        }
        alone(tree, element, tag, index);
        stray_text(element, tag, within, index);
        if matches!(tag, Tag::Image) {
            index.report(&faults::PICTURE, element.start_tag());
        }
        let picture = attribute(element, Space::Smpte, "backgroundImage").or_else(|| {
            attribute(element, Space::Style, "backgroundImage").filter(|it| it.value() != "none")
        });
        if let Some(picture) = picture {
            index.report(&faults::PICTURE, picture.span());
        }
    }
}

const META: &[&str] = &["title", "desc", "copyright", "agent", "name", "actor", "item"];
const PROFILE: &[&str] = &["profile", "features", "feature", "extensions", "extension"];

/// Whether a child may stand in a parent, by TTML 2's content models; TTML 1's are a part of them.
fn fits(parent: Tag, parent_name: &str, child: Tag, name: &str) -> bool {
    use Tag::{
        Animate, Animation, Audio, Body, Br, Chunk, Data, Div, Font, Head, Image, Initial, Layout, Meta,
        Metadata, P, Profile, Region, Resources, Set, Source, Span, Style, Styling, Tt, Unknown,
    };
    match (parent, child) {
        (Metadata | Unknown | Tag::Foreign | Tag::Smpte, _) => true,
        (Meta, Meta) => {
            parent_name == "agent" && matches!(name, "name" | "actor")
                || parent_name == "item" && name == "item"
        }
        (_, Meta) => !matches!(name, "name" | "actor") && !matches!(parent, Tt | Profile | Chunk),
        (Meta, Metadata) => true,
        (_, Metadata) => !matches!(parent, Tt | Chunk | Meta),
        (Tt, Head | Body) => true,
        (Head, Styling | Layout | Animation | Resources) => true,
        (Head, Profile) => name == "profile",
        (Profile, Profile) => match parent_name {
            "profile" => matches!(name, "features" | "extensions" | "profile"),
            "features" => name == "feature",
            "extensions" => name == "extension",
            _ => false,
        },
        (Resources, Audio | Data | Font | Image) => true,
        (Styling, Style | Initial) => true,
        (Layout, Region) => true,
        (Animation, Set | Animate) => true,
        (Region, Style | Set | Animate) => true,
        (Body | Div | P | Span | Br | Image, Set | Animate) => true,
        (Body, Div | Audio | Image | Region) => true,
        (Div, Div | P | Region | Image | Audio) => true,
        (P, Span | Br | Region | Image | Audio) => true,
        (Span, Span | Br | Image | Audio) => true,
        (Image | Audio | Font, Source) => true,
        (Audio, Set | Animate) => true,
        (Source, Data) => true,
        (Data, Chunk | Source) => true,
        _ => false,
    }
}

/// Attributes an element must have.
fn required(element: Element<'_, '_>, tag: Tag, index: &mut Index<'_>) {
    let missing = |names: &[&str]| names.iter().any(|name| plain(element, name).is_none());
    let lacks = match (tag, element.name()) {
        (Tag::Tt, _) => {
            if lang(element).is_none() {
                index.report(&faults::NO_LANG, element.start_tag());
            }
            false
        }
        (Tag::Meta, "agent" | "name") => missing(&["type"]),
        (Tag::Meta, "actor") => missing(&["agent"]),
        (Tag::Meta, "item") => missing(&["name"]),
        (Tag::Data, _) => {
            let simple =
                !element.child_elements().any(|it| it.name() == "source") && plain(element, "src").is_none();
            simple && missing(&["type"])
        }
        (Tag::Font, _) => {
            missing(&["family"]) && missing(&["src"]) && element.child_elements().next().is_none()
        }
        _ => false,
    };
    if lacks {
        index.report(&faults::MISSING, element.start_tag());
    }
}

/// Elements that may stand in their parent only once.
fn alone(tree: &Tree<'_>, element: Element<'_, '_>, tag: Tag, index: &mut Index<'_>) {
    if !matches!(tag, Tag::Tt | Tag::Head | Tag::Div | Tag::P) {
        return;
    }
    let single = |child: Tag| match tag {
        Tag::Tt => matches!(child, Tag::Head | Tag::Body),
        Tag::Head => matches!(child, Tag::Styling | Tag::Layout | Tag::Animation | Tag::Resources),
        Tag::Div | Tag::P => child == Tag::Region,
        _ => false,
    };
    let mut seen: SmallVec<[Tag; 4]> = SmallVec::new();
    for child in element.child_elements() {
        let it = tree.tag(child);
        if single(it) {
            if seen.contains(&it) {
                index.report(&faults::TWO, child.name_span());
            } else {
                seen.push(it);
            }
        }
        // The region of one element is there as long as the element is.
        if it == Tag::Region && matches!(tag, Tag::Div | Tag::P) {
            for name in ["begin", "end", "dur", "timeContainer"] {
                if let Some(time) = plain(child, name) {
                    index.report(&faults::ATTRIBUTE_PLACE, time.span());
                }
            }
        }
    }
}

/// Text where no text may be.
fn stray_text(element: Element<'_, '_>, tag: Tag, within: bool, index: &mut Index<'_>) {
    let holds_text = match tag {
        Tag::P | Tag::Metadata | Tag::Meta | Tag::Profile | Tag::Data | Tag::Chunk => true,
        Tag::Span | Tag::Br | Tag::Unknown => within,
        _ => false,
    };
    if holds_text {
        return;
    }
    for node in element.children() {
        let (Node::Text(span) | Node::CData(span)) = node else { continue };
        let text = span.of(index.text());
        if !text.bytes().all(|b| b.is_ascii_whitespace()) {
            index.report(&faults::STRAY_TEXT, span);
        }
    }
}

/// An element of another vocabulary where it is no metadata: kept, not shown, said. What it stands in is said already
/// where that is foreign too.
fn foreign(tree: &Tree<'_>, element: Element<'_, '_>, index: &mut Index<'_>) {
    let hidden =
        |tag| matches!(tag, Tag::Head | Tag::Metadata | Tag::Meta | Tag::Profile | Tag::Foreign | Tag::Smpte);
    if element.parent().is_none_or(|it| !hidden(tree.tag(it))) {
        index.report(&faults::FOREIGN, element.span());
    }
}

/// A profile within a profile must be of the same kind.
fn nested_profile(element: Element<'_, '_>, index: &mut Index<'_>) {
    let kind = |it: Element<'_, '_>| {
        plain(it, "type").map_or_else(|| "processor".to_owned(), |it| it.value().into_owned())
    };
    let outer = element.parent().filter(|it| it.name() == "profile");
    if let Some(outer) = outer
        && kind(outer) != kind(element)
    {
        index.report(&faults::PLACE, element.name_span());
    }
}

/// Data in the file itself is in base 64 where nothing else is said.
fn base64(element: Element<'_, '_>, index: &mut Index<'_>) {
    let encoded = plain(element, "encoding").is_none_or(|it| it.value() == "base64");
    let sign =
        |b: u8| b.is_ascii_alphanumeric() || b.is_ascii_whitespace() || matches!(b, b'+' | b'/' | b'=');
    for node in element.children().filter(|_| encoded) {
        if let Node::Text(span) = node
            && !decode(span.of(index.text())).bytes().all(sign)
        {
            index.report(&faults::VALUE, span);
        }
    }
}
