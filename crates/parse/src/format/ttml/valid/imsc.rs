//! What IMSC asks beyond TTML, where a document says that it is IMSC.

use super::super::faults;
use super::super::head::{Counting, TimeBase};
use super::super::length::{Length, Unit};
use super::super::names::{Space, Tag, attribute, plain, space};
use super::super::parse::Index;
use super::super::tree::Tree;
use crate::base::Span;
use crate::syntax::ProblemKind;
use crate::xml::{Attribute, Element, declared_encoding};

/// Which of IMSC's two profiles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Profile {
    Text,
    Image,
}

pub(super) fn check(tree: &Tree<'_>, counting: &Counting, index: &mut Index<'_>) {
    let Some(root) = tree.xml.root() else { return };
    let says = |name: &str| attribute(root, Space::Parameter, name).map(|it| it.value().into_owned());
    let named: String =
        ["profile", "contentProfiles", "processorProfiles"].into_iter().filter_map(says).collect();
    if !named.contains("/profile/imsc1") {
        return;
    }
    let profile = if named.contains("/image") { Profile::Image } else { Profile::Text };
    times(counting, root, index);
    if let Some(name) =
        declared_encoding(index.text().as_bytes()).filter(|it| !it.eq_ignore_ascii_case("utf-8"))
    {
        let at = index.text().find(name).unwrap_or(0);
        index.report(&faults::IMSC_UTF8, Span::new(at, at + name.len()));
    }
    let pixels = attribute(root, Space::Style, "extent").is_some();
    for element in tree.xml.elements() {
        let tag = tree.tag(element);
        if tag == Tag::Foreign {
            continue;
        }
        if !has_element(profile, element, tag, tree) {
            index.report(&faults::IMSC_ELEMENT, element.name_span());
        }
        for it in element.attributes() {
            let space = space(it.namespace());
            if !has_attribute(profile, tag, space, it) {
                index.report(&faults::IMSC_ATTRIBUTE, it.span());
            } else if space == Space::Style && !has_lengths(profile, it, pixels) {
                index.report(&faults::IMSC_LENGTH, it.value_span());
            }
        }
        if tag == Tag::Region {
            region(tree, element, index);
        }
    }
}

/// Rates must be named, and times are those of the media.
fn times(counting: &Counting, root: Element<'_, '_>, index: &mut Index<'_>) {
    for problem in &mut index.problems {
        let ProblemKind::Own(fault) = problem.kind else { continue };
        if std::ptr::eq(fault, &raw const faults::UNDER_RATE) {
            problem.kind = ProblemKind::Own(&faults::IMSC_RATE);
        } else if std::ptr::eq(fault, &raw const faults::UNDER_TICKS) {
            problem.kind = ProblemKind::Own(&faults::IMSC_TICKS);
        }
    }
    if counting.base != TimeBase::Media {
        index.report(&faults::IMSC_PARAMETER, root.start_tag());
    }
}

fn has_element(profile: Profile, element: Element<'_, '_>, tag: Tag, tree: &Tree<'_>) -> bool {
    match tag {
        Tag::Audio | Tag::Font | Tag::Data | Tag::Chunk | Tag::Source | Tag::Resources | Tag::Animate => {
            false
        }
        Tag::Animation => element.child_elements().next().is_none(),
        Tag::Smpte => !matches!(element.name(), "image" | "data"),
        Tag::Image => profile == Profile::Image,
        Tag::P | Tag::Span | Tag::Br => profile == Profile::Text,
        Tag::Div => profile == Profile::Text || element.parent().is_none_or(|it| tree.tag(it) != Tag::Div),
        Tag::Initial => profile == Profile::Text,
        _ => true,
    }
}

/// Styles that neither profile has.
const NO_STYLE: &[&str] = &[
    "backgroundClip",
    "backgroundExtent",
    "backgroundOrigin",
    "backgroundPosition",
    "backgroundRepeat",
    "border",
    "bpd",
    "fontKerning",
    "fontSelectionStrategy",
    "fontShear",
    "ipd",
    "letterSpacing",
    "lineShear",
    "textOrientation",
];

/// Styles of text, which the image profile does not have.
const TEXT_STYLE: &[&str] = &[
    "color",
    "direction",
    "displayAlign",
    "fontFamily",
    "fontSize",
    "fontStyle",
    "fontVariant",
    "fontWeight",
    "lineHeight",
    "padding",
    "ruby",
    "rubyAlign",
    "rubyPosition",
    "rubyReserve",
    "shear",
    "textAlign",
    "textCombine",
    "textDecoration",
    "textEmphasis",
    "textOutline",
    "textShadow",
    "unicodeBidi",
    "wrapOption",
];

/// Parameters that neither profile has.
const NO_PARAMETER: &[&str] = &[
    "clockMode",
    "dropMode",
    "inferProcessorProfileMethod",
    "inferProcessorProfileSource",
    "markerMode",
    "permitFeatureNarrowing",
    "permitFeatureWidening",
    "pixelAspectRatio",
    "subFrameRate",
    "validation",
    "validationAction",
];

fn has_attribute(profile: Profile, tag: Tag, space: Space, it: Attribute<'_, '_>) -> bool {
    let name = it.name();
    let image = profile == Profile::Image;
    match space {
        Space::Style if NO_STYLE.contains(&name) => false,
        Space::Style if name == "backgroundImage" => false,
        Space::Style if image && TEXT_STYLE.contains(&name) => false,
        // Of the image profile's regions, these are what place a picture.
        Space::Style if image && name == "writingMode" => false,
        Space::Style if name == "textAlign" || name == "displayAlign" => it.value() != "justify",
        Space::Parameter => !NO_PARAMETER.contains(&name),
        Space::Audio | Space::Xlink => false,
        Space::Smpte => {
            !matches!(name, "backgroundImageHorizontal" | "backgroundImageVertical")
                && (image || name != "backgroundImage")
        }
        Space::EbuStyle if name == "multiRowAlign" || name == "linePadding" => {
            !image
                && (name != "multiRowAlign"
                    || matches!(
                        tag,
                        Tag::P | Tag::Style | Tag::Region | Tag::Body | Tag::Div | Tag::Span | Tag::Initial
                    ))
        }
        Space::None => name != "condition",
        _ => true,
    }
}

/// Lengths are pixels of a root that says how many it has, or shares of it; none is below zero.
fn has_lengths(profile: Profile, it: Attribute<'_, '_>, pixels: bool) -> bool {
    let name = it.name();
    let value = it.value();
    let below_zero = matches!(name, "textShadow" | "disparity" | "opacity" | "zIndex" | "shear");
    let mut all = value.split([' ', ',']).filter_map(Length::parse);
    let placing = matches!(name, "origin" | "extent");
    all.all(|length| {
        let unit = match length.unit {
            Unit::Px => pixels,
            Unit::Cell => false,
            Unit::Em => !placing,
            Unit::Percent | Unit::Rw | Unit::Rh => {
                profile == Profile::Text || !placing || length.unit != Unit::Percent
            }
        };
        unit && (below_zero || length.milli >= 0)
    })
}

/// A region says how large it is, and lies within the picture.
fn region(tree: &Tree<'_>, region: Element<'_, '_>, index: &mut Index<'_>) {
    let own = |name: &str| {
        let nested = region.child_elements().filter(|it| tree.tag(*it) == Tag::Style);
        let mut all = std::iter::once(region).chain(nested);
        all.find_map(|it| attribute(it, Space::Style, name))
    };
    let Some(extent) = own("extent") else {
        // A style that is referred to may say it.
        if plain(region, "style").is_none() {
            index.report(&faults::IMSC_EXTENT, region.start_tag());
        }
        return;
    };
    let Some(origin) = own("origin") else { return };
    let percent = |it: Attribute<'_, '_>| {
        let all: Vec<Length> = it.value().split_ascii_whitespace().filter_map(Length::parse).collect();
        let shares = all.len() == 2 && all.iter().all(|it| it.unit == Unit::Percent);
        shares.then(|| all.iter().map(|it| it.milli).collect::<Vec<i64>>())
    };
    if let (Some(size), Some(corner)) = (percent(extent), percent(origin))
        && size.iter().zip(&corner).any(|(size, from)| size.saturating_add(*from) > 100_000)
    {
        index.report(&faults::IMSC_OUTSIDE, region.start_tag());
    }
}
