//! Values of parameters and of attributes without prefix.

use super::super::faults;
use super::super::head::positive;
use super::super::names::{Tag, plain};
use super::super::parse::Index;
use super::values::{is_number, one_of};
use crate::xml::Element;

const NAMES: &[&str] = &[
    "cellResolution",
    "clockMode",
    "contentProfileCombination",
    "contentProfiles",
    "displayAspectRatio",
    "dropMode",
    "frameRate",
    "frameRateMultiplier",
    "inferProcessorProfileMethod",
    "inferProcessorProfileSource",
    "markerMode",
    "mediaDuration",
    "mediaOffset",
    "pageAspectRatio",
    "permitFeatureNarrowing",
    "permitFeatureWidening",
    "pixelAspectRatio",
    "processorProfileCombination",
    "processorProfiles",
    "profile",
    "subFrameRate",
    "tickRate",
    "timeBase",
    "validation",
    "validationAction",
    "version",
];

pub(super) fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Two whole numbers above zero.
fn two(value: &str) -> bool {
    let mut words = value.split([' ', '\t']).filter(|word| !word.is_empty());
    let good = words.next().is_some_and(|it| positive(it).is_some());
    good && words.next().is_some_and(|it| positive(it).is_some()) && words.next().is_none()
}

pub(super) fn is_good(name: &str, value: &str) -> bool {
    let keyword = |words: &str| one_of(value, words);
    match name {
        "cellResolution" | "pixelAspectRatio" => two(value),
        "displayAspectRatio" => two(value),
        "clockMode" => keyword("local gps utc"),
        "contentProfileCombination" | "processorProfileCombination" => {
            keyword("ignore leastRestrictive mostRestrictive replace")
        }
        "dropMode" => keyword("dropNTSC dropPAL nonDrop"),
        "inferProcessorProfileMethod" => keyword("loose strict"),
        "inferProcessorProfileSource" => keyword("combined first"),
        "markerMode" => keyword("continuous discontinuous"),
        "permitFeatureNarrowing" | "permitFeatureWidening" => keyword("true false"),
        "timeBase" => keyword("media smpte clock"),
        "validation" => keyword("required optional prohibited"),
        "validationAction" => keyword("abort warn ignore"),
        "version" => positive(value).is_some(),
        "profile" => is_designator(value.trim()),
        "contentProfiles" | "processorProfiles" => profiles(value),
        _ => true,
    }
}

/// A list of profiles, maybe with a word on how many of them count: `all(a b)`.
fn profiles(value: &str) -> bool {
    let (inside, quantified) = match value.split_once('(') {
        Some((word, rest)) => match rest.strip_suffix(')') {
            Some(inside) if matches!(word, "all" | "any") => (inside, true),
            _ => return false,
        },
        None => (value, false),
    };
    let mut seen: Vec<&str> = Vec::new();
    for word in inside.split_ascii_whitespace() {
        let short = word.strip_prefix("http://www.w3.org/ns/ttml/profile/").unwrap_or(word);
        if seen.len() > 64 || seen.contains(&short) {
            return false;
        }
        seen.push(short);
    }
    !seen.is_empty() && (quantified || !value.contains(')'))
}

/// Whether a profile is named: one of the W3C's, or an address of somebody else's.
fn is_designator(value: &str) -> bool {
    const REGISTRY: &str = "http://www.w3.org/ns/ttml/profile/";
    const KNOWN: &str = "dfxp-full dfxp-presentation dfxp-transformation sdp-us \
                         ttml1-full ttml1-presentation ttml1-transformation \
                         ttml2-full ttml2-presentation ttml2-transformation";
    let imsc = |name: &str| {
        name.strip_prefix("imsc1").is_some_and(|rest| {
            let (minor, kind) = rest.split_once('/').unwrap_or((rest, ""));
            let minor = minor.strip_prefix('.').unwrap_or(minor);
            minor.bytes().all(|b| b.is_ascii_digit()) && one_of(kind, "text image")
        })
    };
    let registered = |name: &str| one_of(name, KNOWN) || imsc(name);
    if let Some(name) = value.strip_prefix(REGISTRY) {
        return registered(name);
    }
    // An address that is not the W3C's own begins with a scheme.
    let scheme = value.split_once(':').is_some_and(|(scheme, rest)| {
        let first = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        first && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) && !rest.is_empty()
    });
    registered(value) || scheme && !value.contains([' ', '<', '>', '"', '^', '`', '{', '|', '}'])
}

/// A condition's functions have what they ask for, and its brackets are balanced.
fn is_condition(value: &str) -> bool {
    let mut depth = 0i32;
    for c in value.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth < 0 {
            return false;
        }
    }
    let empty = ["supports()", "media()", "parameter()"];
    depth == 0 && !value.trim().is_empty() && !empty.iter().any(|it| value.contains(it))
}

/// The value of an attribute without prefix.
pub(super) fn own(tag: Tag, element: &str, name: &str, value: &str) -> bool {
    let keyword = |words: &str| one_of(value, words);
    match (tag, element, name) {
        (_, _, "timeContainer") => keyword("par seq"),
        (_, _, "fill") => keyword("remove freeze"),
        (_, _, "repeatCount") => value == "indefinite" || is_number(value) && !value.starts_with(['-', '+']),
        (_, _, "calcMode") => keyword("discrete linear paced spline"),
        (Tag::Meta, "agent", "type") => keyword("person character group organization other"),
        (Tag::Meta, "name", "type") => keyword("full family given alias other"),
        (Tag::Meta, "item", "name") => !value.trim().is_empty() && !value.trim().contains([' ', '\t']),
        (Tag::Font, _, "style") => keyword("normal italic oblique"),
        (Tag::Font, _, "weight") => keyword("normal bold"),
        (Tag::Font, _, "range") => value.split(',').all(|part| range(part.trim())),
        (Tag::Font, _, "family") => !value.trim().is_empty() && !one_of(value, GENERIC),
        (Tag::Profile, "profile", "type") => keyword("content processor"),
        (Tag::Profile, "profile", "combine") => keyword("ignore leastRestrictive mostRestrictive replace"),
        (Tag::Profile, "profile", "use") => is_designator(value.trim()),
        (_, _, "condition") => is_condition(value),
        (Tag::Profile, "feature" | "extension", "value") => keyword("optional required use prohibited"),
        (Tag::Chunk | Tag::Data, _, "length") => {
            value.bytes().all(|b| b.is_ascii_digit()) && !value.is_empty()
        }
        _ => true,
    }
}

const GENERIC: &str = "default monospace sansSerif serif monospaceSansSerif monospaceSerif proportionalSansSerif proportionalSerif";

/// `U+0000-00FF`, `U+4??`.
fn range(text: &str) -> bool {
    let Some(code) = text.strip_prefix("U+").or_else(|| text.strip_prefix("u+")) else { return false };
    let (first, last) = code.split_once('-').unwrap_or((code, "0"));
    let hex = |t: &str| (1..=6).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_hexdigit() || b == b'?');
    hex(first) && hex(last)
}

/// Roles are words of TTML's list, or begin with `x-`.
pub(super) fn is_role(value: &str) -> bool {
    const ROLES: &str = "action caption dialog expletive kinesic lyrics music narration quality sound source \
                         suppressed reproduction thought title transcription description hearing-impaired";
    let mut words = value.split_ascii_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.starts_with("x-") || one_of(word, ROLES))
}

pub(super) fn is_xml(name: &str, value: &str) -> bool {
    match name {
        "space" => one_of(value, "default preserve"),
        "base" => value.is_empty() || !value.trim().is_empty(),
        _ => true,
    }
}

/// The attributes of a sequence of pictures of a document.
pub(super) fn isd(root: Element<'_, '_>, index: &mut Index<'_>) {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(it) = plain(root, "version")
        && !(digits(&it.value()) && positive(&it.value()).is_some_and(|n| n > 1))
    {
        index.report(&faults::VALUE, it.value_span());
    }
    if let Some(it) = plain(root, "size")
        && !digits(&it.value())
    {
        index.report(&faults::VALUE, it.value_span());
    }
}
