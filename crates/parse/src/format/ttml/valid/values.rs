//! Values of styles: what each may be.

use super::super::faults;
use super::super::length::{Length, Unit, colour, milli};
use super::super::names::Tag;
use super::super::place::Position;
use crate::syntax::Fault;

/// Whether a value is one of the words of a list.
pub(super) fn one_of(value: &str, words: &str) -> bool {
    !value.is_empty() && words.split_ascii_whitespace().any(|word| word == value)
}

/// A number with sign and fraction.
pub(super) fn is_number(value: &str) -> bool {
    milli(value).is_some()
}

/// Styles whose value is one word.
const KEYWORDS: &[(&str, &str)] = &[
    ("backgroundClip", "border content padding"),
    ("backgroundOrigin", "border content padding"),
    ("backgroundRepeat", "repeat repeatX repeatY noRepeat"),
    ("direction", "ltr rtl"),
    ("display", "auto none inlineBlock"),
    ("displayAlign", "before center after justify"),
    ("fontKerning", "none normal"),
    ("fontSelectionStrategy", "auto character"),
    ("fontStyle", "normal italic oblique reverseOblique"),
    ("fontWeight", "normal bold"),
    ("overflow", "visible hidden scroll dynamic"),
    ("ruby", "none container base baseContainer text textContainer delimiter"),
    ("rubyAlign", "start center end spaceAround spaceBetween withBase auto"),
    ("rubyPosition", "before after outside"),
    ("showBackground", "always whenActive"),
    ("textAlign", "left center right start end justify"),
    ("textOrientation", "mixed sideways sidewaysLeft sidewaysRight upright"),
    ("unicodeBidi", "normal embed bidiOverride isolate"),
    ("visibility", "visible hidden"),
    ("wrapOption", "wrap noWrap"),
    ("writingMode", "lrtb rltb tbrl tblr lr rl tb"),
];

/// The other styles.
const OTHERS: &[&str] = &[
    "backgroundColor",
    "backgroundExtent",
    "backgroundImage",
    "backgroundPosition",
    "border",
    "bpd",
    "color",
    "disparity",
    "dynamicFlow",
    "extent",
    "fontFamily",
    "fontShear",
    "fontSize",
    "fontVariant",
    "ipd",
    "letterSpacing",
    "lineHeight",
    "lineShear",
    "luminanceGain",
    "opacity",
    "origin",
    "padding",
    "position",
    "rubyReserve",
    "shear",
    "textCombine",
    "textDecoration",
    "textEmphasis",
    "textOutline",
    "textShadow",
    "zIndex",
];

pub(super) fn is_known(name: &str) -> bool {
    KEYWORDS.iter().any(|(it, _)| *it == name) || OTHERS.contains(&name)
}

/// What is wrong with a style's value on an element; on `animate` it is a list of values.
pub(super) fn fault(tag: Tag, name: &str, value: &str) -> Option<&'static Fault> {
    if tag == Tag::Animate {
        if name == "ruby" {
            return Some(&faults::ATTRIBUTE_PLACE);
        }
        return value.split(';').find_map(|each| fault(Tag::Set, name, each.trim()));
    }
    if name != "fontFamily" && matches!(value, "inherit" | "initial") {
        return None;
    }
    if matches!(name, "color" | "backgroundColor") {
        return if colour(value).is_some() { None } else { Some(&faults::COLOUR) };
    }
    let only_span =
        name == "display" && value == "inlineBlock" && matches!(tag, Tag::Body | Tag::Div | Tag::P);
    (only_span || !is_good(tag, name, value)).then_some(&faults::VALUE)
}

/// Lengths between blanks, none before and none behind.
fn lengths(value: &str) -> Option<Vec<Length>> {
    (!value.starts_with([' ', '\t']) && !value.ends_with([' ', '\t'])).then_some(())?;
    value.split_ascii_whitespace().map(Length::parse).collect()
}

fn some_lengths(value: &str, least: usize, most: usize, below_zero: bool) -> bool {
    lengths(value).is_some_and(|all| {
        (least..=most).contains(&all.len()) && (below_zero || all.iter().all(|it| it.milli >= 0))
    })
}

/// A length, or a word for one that follows from what is inside.
fn measure(value: &str) -> bool {
    one_of(value, "auto available fitContent maxContent minContent")
        || Length::parse(value).is_some_and(|it| it.milli >= 0)
}

fn is_good(tag: Tag, name: &str, value: &str) -> bool {
    if let Some((_, words)) = KEYWORDS.iter().find(|(it, _)| *it == name) {
        return one_of(value, words);
    }
    match name {
        "extent" => extent(tag, value),
        "origin" => value == "auto" || some_lengths(value, 2, 2, true),
        "position" | "backgroundPosition" => value.trim() == value && Position::parse(value).is_some(),
        "backgroundExtent" => {
            one_of(value, "auto contain cover")
                || value.split_ascii_whitespace().all(measure) && !value.trim().is_empty()
        }
        "backgroundImage" => !value.trim().is_empty(),
        "padding" => some_lengths(value, 1, 4, false),
        "bpd" | "ipd" => measure(value),
        "fontSize" => {
            some_lengths(value, 1, 2, false)
                && lengths(value)
                    .is_some_and(|all| all.iter().all(|it| Some(it.unit) == all.first().map(|l| l.unit)))
        }
        "lineHeight" => value == "normal" || some_lengths(value, 1, 1, false),
        "letterSpacing" => value == "normal" || some_lengths(value, 1, 1, true),
        "disparity" => some_lengths(value, 1, 1, true),
        "shear" | "lineShear" | "fontShear" => {
            // Here a number may end with its point.
            let number = value.strip_suffix('%').map(|it| it.strip_suffix('.').unwrap_or(it));
            value == "none" || number.is_some_and(is_number)
        }
        "opacity" => is_number(value) || one_of(value.trim_start_matches('-'), "INF NaN"),
        "zIndex" => {
            let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
            value == "auto" || !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
        }
        "luminanceGain" => is_number(value) && !value.starts_with(['+', '-']),
        "fontFamily" => families(value),
        "fontVariant" => words(value, "normal super sub full half ruby"),
        "textDecoration" => {
            words(value, "none underline noUnderline lineThrough noLineThrough overline noOverline")
        }
        "textCombine" => {
            let mut all = value.split(' ');
            match (all.next(), all.next(), all.next()) {
                (Some("none" | "all"), None, _) => true,
                (Some("digits"), n, None) => n.is_none_or(|n| matches!(n, "2" | "3" | "4")),
                _ => false,
            }
        }
        "rubyReserve" => {
            let mut all = value.split(' ');
            match (all.next(), all.next(), all.next()) {
                (Some("none"), None, _) => true,
                (Some(word), length, None) => {
                    one_of(word, "before after both outside auto")
                        && length.is_none_or(|it| Length::parse(it).is_some_and(|it| it.milli >= 0))
                }
                _ => false,
            }
        }
        "textOutline" => outline(value),
        "textShadow" => value == "none" || pieces(value, ',').into_iter().all(|each| shadow(each.trim())),
        "textEmphasis" => emphasis(value),
        "border" => border(value),
        _ => true,
    }
}

fn extent(tag: Tag, value: &str) -> bool {
    let all: Vec<&str> = value.split_ascii_whitespace().collect();
    if value.trim() != value {
        return false;
    }
    match all[..] {
        [one] => one_of(one, "auto contain") || tag != Tag::Tt && one == "cover",
        [w, h] if tag == Tag::Tt => {
            let px = |it: &str| Length::parse(it).is_some_and(|it| it.unit == Unit::Px && it.milli >= 0);
            px(w) && px(h)
        }
        [w, h] => measure(w) && measure(h),
        _ => false,
    }
}

/// Words of a list, each at most once.
fn words(value: &str, list: &str) -> bool {
    let all: Vec<&str> = value.split(' ').collect();
    all.len() <= 6 && all.iter().enumerate().all(|(i, word)| one_of(word, list) && !all[..i].contains(word))
}

/// The parts of a value between separators that stand in no brackets.
fn pieces(value: &str, separator: char) -> Vec<&str> {
    let mut depth = 0i32;
    let split = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == separator && depth == 0
    };
    value.split(split).collect()
}

/// Words between blanks, a colour with brackets being one.
fn parts(value: &str) -> Vec<&str> {
    pieces(value, ' ').into_iter().filter(|it| !it.is_empty()).collect()
}

/// `none`, or a colour, a thickness and a blur.
fn outline(value: &str) -> bool {
    if value.trim() != value {
        return false;
    }
    let all = parts(value);
    let rest = match all[..] {
        ["none"] => return true,
        [first, ..] if colour(first).is_some() => &all[1..],
        _ => &all[..],
    };
    let good = |it: &&str| Length::parse(it).is_some_and(|it| it.milli >= 0);
    (1..=2).contains(&rest.len()) && rest.iter().all(good)
}

/// Two offsets, a blur, a colour.
fn shadow(value: &str) -> bool {
    let all = parts(value);
    let rest = match all.last() {
        Some(last) if colour(last).is_some() => &all[..all.len() - 1],
        _ => &all[..],
    };
    let lengths: Option<Vec<Length>> = rest.iter().map(|it| Length::parse(it)).collect();
    lengths.is_some_and(|it| (2..=3).contains(&it.len()) && it.get(2).is_none_or(|blur| blur.milli >= 0))
}

fn emphasis(value: &str) -> bool {
    const WORDS: &str = "none auto current filled open circle dot sesame before after outside";
    let all = parts(value);
    let quoted = |it: &str| it.len() > 2 && it.starts_with(['"', '\'']) && it.ends_with(['"', '\'']);
    value.trim() == value
        && (1..=4).contains(&all.len())
        && all.iter().all(|it| one_of(it, WORDS) || colour(it).is_some() || quoted(it))
}

/// A thickness, a style, a colour and radii, in any order, each at most once.
fn border(value: &str) -> bool {
    let mut seen = [0u8; 4];
    if value.trim() != value || value.is_empty() {
        return false;
    }
    for part in parts(value) {
        let kind = if one_of(part, "thin medium thick") || Length::parse(part).is_some_and(|it| it.milli >= 0)
        {
            0
        } else if one_of(part, "none dotted dashed solid double") {
            1
        } else if colour(part).is_some() {
            2
        } else if let Some(radii) = part.strip_prefix("radii(").and_then(|it| it.strip_suffix(')')) {
            let all: Vec<&str> = radii.split(',').map(str::trim).collect();
            if all.len() > 2 || !all.iter().all(|it| Length::parse(it).is_some_and(|it| it.milli >= 0)) {
                return false;
            }
            3
        } else {
            return false;
        };
        seen[kind] += 1;
        if seen[kind] > 1 {
            return false;
        }
    }
    true
}

/// Names of fonts between commas, quoted or made of identifiers.
fn families(value: &str) -> bool {
    let word = |it: &str| {
        let first = it.chars().next().is_some_and(|c| c == '_' || c == '-' || c == '\\' || c.is_alphabetic());
        first && it.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '\\'))
    };
    value.split(',').all(|item| {
        let item = item.trim_matches([' ', '\t', '\n', '\r']);
        let quote = item.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => item.len() > 2 && item.ends_with(quote),
            None => {
                let reserved = matches!(item, "inherit" | "initial");
                !item.is_empty() && !reserved && item.split_ascii_whitespace().all(word)
            }
        }
    })
}

/// TTML 2's styles of sound.
pub(super) fn is_sound(name: &str, value: &str) -> bool {
    let each = |value: &str| match name {
        "speak" => {
            one_of(value, "none fast normal slow") || value.trim_end_matches('%').parse::<u32>().is_ok()
        }
        "pitch" => {
            let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
            one_of(value, "x-low low medium high x-high default")
                || is_number(number)
                    && matches!(
                        value.get(number.len()..),
                        Some("" | "%" | "hz" | "Hz" | "khz" | "kHz" | "st")
                    )
        }
        _ => is_number(value),
    };
    value.split(';').all(|it| each(it.trim())) && !value.trim().is_empty()
}

/// Styles and parameters of IMSC and EBU-TT.
pub(super) fn is_extension(name: &str, value: &str) -> bool {
    match name {
        "forcedDisplay" | "fillLineGap" => one_of(value, "true false"),
        "progressivelyDecodable" => one_of(value, "true false 1 0"),
        "multiRowAlign" => one_of(value, "start center end auto"),
        "linePadding" => Length::parse(value).is_some_and(|it| it.unit == Unit::Cell && it.milli >= 0),
        "aspectRatio" => {
            let all: Vec<_> = value.split(' ').map(super::super::head::positive).collect();
            all.len() == 2 && all.iter().all(Option::is_some)
        }
        "activeArea" => lengths(value).is_some_and(|all| {
            all.len() == 4 && all.iter().all(|it| it.unit == Unit::Percent && it.milli >= 0)
        }),
        _ => true,
    }
}
