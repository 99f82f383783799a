//! The names of the TTML family: which namespace and element a name belongs to, in any of its editions.

use crate::xml::{Attribute, Element};

/// A vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Space {
    /// TTML itself.
    Tt,
    /// Styles.
    Style,
    /// Parameters.
    Parameter,
    /// Metadata.
    Metadata,
    /// Sound.
    Audio,
    /// Sequences of single pictures of a document.
    Isd,
    /// IMSC's styles.
    ImscStyle,
    /// IMSC's parameters.
    ImscParameter,
    /// IMSC's metadata.
    ImscMetadata,
    /// EBU-TT's styles.
    EbuStyle,
    /// EBU-TT's metadata and parameters.
    Ebu,
    /// SMPTE-TT, with its tunnels for CEA-608 and CEA-708.
    Smpte,
    /// XLink.
    Xlink,
    /// `xml:`.
    Xml,
    /// A name without prefix and without namespace.
    None,
    /// Anything else.
    Foreign,
}

/// The edition of TTML that a namespace says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edition {
    /// `http://www.w3.org/ns/ttml`.
    Current,
    /// `http://www.w3.org/2006/10/ttaf1` and its sisters, from before TTML was done.
    Draft,
    /// No namespace at all.
    Missing,
}

const CURRENT: &str = "http://www.w3.org/ns/ttml";
const IMSC: &str = "http://www.w3.org/ns/ttml/profile/imsc1";
const SMPTE: &str = "http://www.smpte-ra.org/schemas/2052-1/";

/// The vocabulary of a namespace.
pub(super) fn space(namespace: &str) -> Space {
    match namespace {
        "" => return Space::None,
        CURRENT => return Space::Tt,
        crate::xml::XML => return Space::Xml,
        _ => {}
    }
    if let Some(rest) = namespace.strip_prefix(IMSC) {
        return match rest {
            "#styling" => Space::ImscStyle,
            "#parameter" => Space::ImscParameter,
            "#metadata" => Space::ImscMetadata,
            _ => Space::Foreign,
        };
    }
    if let Some(rest) = namespace.strip_prefix(CURRENT).or_else(|| draft(namespace)) {
        return match rest.trim_start_matches('/') {
            "" | "#" => Space::Tt,
            "#styling" | "#style" | "#style-extension" | "#styling-attributes" => Space::Style,
            "#parameter" => Space::Parameter,
            "#metadata" => Space::Metadata,
            "#audio" => Space::Audio,
            "#isd" => Space::Isd,
            _ => Space::Foreign,
        };
    }
    match namespace {
        "urn:ebu:tt:style" | "urn:ebu:style" => Space::EbuStyle,
        "urn:ebu:tt:metadata" | "urn:ebu:tt:parameters" | "urn:ebu:metadata" => Space::Ebu,
        "http://www.w3.org/1999/xlink" => Space::Xlink,
        _ if namespace.starts_with(SMPTE) => Space::Smpte,
        _ => Space::Foreign,
    }
}

/// What follows `http://www.w3.org/2006/10/ttaf1` and the like.
fn draft(namespace: &str) -> Option<&str> {
    let rest = namespace.strip_prefix("http://www.w3.org/")?;
    let (year, rest) = rest.split_once('/')?;
    let (month, rest) = rest.split_once('/')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(year) && digits(month)).then_some(())?;
    rest.strip_prefix("ttaf1")
}

/// The edition of a namespace that is TTML's own.
pub(super) fn edition(namespace: &str) -> Option<Edition> {
    match space(namespace) {
        Space::Tt if namespace.starts_with(CURRENT) => Some(Edition::Current),
        Space::Tt => Some(Edition::Draft),
        Space::None => Some(Edition::Missing),
        _ => None,
    }
}

/// What an element is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Tag {
    Tt,
    Head,
    Body,
    Div,
    P,
    Span,
    Br,
    Set,
    Animate,
    Animation,
    Styling,
    Style,
    Initial,
    Layout,
    Region,
    Metadata,
    Image,
    Audio,
    Font,
    Data,
    Chunk,
    Source,
    Resources,
    /// An element of TTML's metadata vocabulary.
    Meta,
    /// An element of its parameter vocabulary: a profile and what is in it.
    Profile,
    /// An element of SMPTE-TT.
    Smpte,
    /// An element in a namespace of TTML that TTML does not have.
    Unknown,
    /// An element of another vocabulary.
    Foreign,
}

/// What an element is, in a document whose root may have no namespace.
pub(super) fn tag(element: Element<'_, '_>, bare: bool) -> Tag {
    match space(element.namespace()) {
        Space::Tt => own(element.name()),
        Space::None if bare => own(element.name()),
        Space::Metadata => Tag::Meta,
        Space::Parameter => Tag::Profile,
        Space::Smpte => Tag::Smpte,
        Space::Style | Space::Audio | Space::Isd => Tag::Unknown,
        _ => Tag::Foreign,
    }
}

fn own(name: &str) -> Tag {
    match name {
        "tt" => Tag::Tt,
        "head" => Tag::Head,
        "body" => Tag::Body,
        "div" => Tag::Div,
        "p" => Tag::P,
        "span" => Tag::Span,
        "br" => Tag::Br,
        "set" => Tag::Set,
        "animate" => Tag::Animate,
        "animation" => Tag::Animation,
        "styling" => Tag::Styling,
        "style" => Tag::Style,
        "initial" => Tag::Initial,
        "layout" => Tag::Layout,
        "region" => Tag::Region,
        "metadata" => Tag::Metadata,
        "image" => Tag::Image,
        "audio" => Tag::Audio,
        "font" => Tag::Font,
        "data" => Tag::Data,
        "chunk" => Tag::Chunk,
        "source" => Tag::Source,
        "resources" => Tag::Resources,
        _ => Tag::Unknown,
    }
}

/// The value of an attribute, by vocabulary. A name without prefix is TTML's own on its elements.
#[inline]
pub(super) fn attribute<'x, 't>(
    element: Element<'x, 't>,
    of: Space,
    name: &str,
) -> Option<Attribute<'x, 't>> {
    element.attributes().find(|it| it.is_named(name) && space(it.namespace()) == of)
}

/// An attribute without prefix.
#[inline]
pub(super) fn plain<'x, 't>(element: Element<'x, 't>, name: &str) -> Option<Attribute<'x, 't>> {
    element.attribute("", name)
}
