//! The little of style sheets that the model can say: classes that colour, slant, thicken or underline.

use super::tree::Element;
use crate::model::{Colour, Style};
use std::collections::HashMap;

/// WebVTT's own classes for colours; with `bg_` before the name, for what is behind the letters.
pub(super) const COLOURS: [(&str, Colour); 8] = [
    ("white", Colour(255, 255, 255)),
    ("lime", Colour(0, 255, 0)),
    ("cyan", Colour(0, 255, 255)),
    ("red", Colour(255, 0, 0)),
    ("yellow", Colour(255, 255, 0)),
    ("magenta", Colour(255, 0, 255)),
    ("blue", Colour(0, 0, 255)),
    ("black", Colour(0, 0, 0)),
];

/// What the style sheets of a file say, as far as it is understood.
#[derive(Default, Debug)]
pub(super) struct Sheet {
    /// By class: the element it is limited to, and the look.
    classes: HashMap<String, Vec<(Option<Element>, Style)>>,
    /// Rules that are not understood, or not whole.
    pub(super) unread: Vec<String>,
}

/// A rule's selector that is longer is not shown whole in reports.
const LONGEST_SHOWN: usize = 60;

impl Sheet {
    /// Adds a style sheet.
    pub(super) fn read(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            // Rules that are no blocks (`@import …;`) stand before the selectors.
            let selectors = match selectors.rsplit_once(';') {
                Some((at, selectors)) => {
                    self.not_read(at);
                    selectors
                }
                None => selectors,
            };
            self.rule(selectors.trim(), body);
            rest = after;
        }
        if !rest.trim().is_empty() {
            self.not_read(rest);
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let (look, whole) = declarations(body);
        let mut known = whole;
        for selector in selectors.split(',') {
            match class(selector.trim()) {
                Some((element, class)) => {
                    let looks = self.classes.entry(class.to_owned()).or_default();
                    match looks.iter_mut().find(|(only, _)| *only == element) {
                        Some((_, style)) => over(style, &look),
                        None => looks.push((element, look)),
                    }
                }
                None => known = false,
            }
        }
        if !known {
            self.not_read(selectors);
        }
    }

    fn not_read(&mut self, text: &str) {
        let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((at, _)) = words.char_indices().nth(LONGEST_SHOWN) {
            words.truncate(at);
            words.push('\u{2026}');
        }
        self.unread.push(words);
    }

    /// Puts what a class says over a style. `false` where nobody knows the class.
    pub(super) fn apply(&self, element: Element, class: &str, style: &mut Style) -> bool {
        let named = |name: &str| COLOURS.iter().find(|(n, _)| *n == name).map(|(_, colour)| *colour);
        let back = class.strip_prefix("bg_").and_then(named);
        let fore = named(class);
        style.colour = fore.or(style.colour);
        style.background = back.or(style.background);
        let rules = self.classes.get(class).map_or(&[][..], Vec::as_slice);
        let mut found = fore.is_some() || back.is_some();
        for (only, look) in rules {
            if only.is_none_or(|only| only == element) {
                found = true;
                over(style, look);
            }
        }
        found
    }
}

/// Puts a look over a style.
fn over(style: &mut Style, look: &Style) {
    style.colour = look.colour.or(style.colour);
    style.background = look.background.or(style.background);
    style.italic |= look.italic;
    style.bold |= look.bold;
    style.underline |= look.underline;
    style.strike |= look.strike;
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// `::cue(.class)` or `::cue(element.class)`, in a video or anywhere.
fn class(selector: &str) -> Option<(Option<Element>, &str)> {
    let inner =
        selector.strip_prefix("video").unwrap_or(selector).strip_prefix("::cue(")?.strip_suffix(')')?;
    let (element, class) = inner.trim().split_once('.')?;
    let word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let element = if element.is_empty() { None } else { Some(Element::of(element)?) };
    (!class.is_empty() && word(class)).then_some((element, class))
}

/// The look that declarations give, and whether all of them were understood.
fn declarations(body: &str) -> (Style, bool) {
    let mut look = Style::default();
    let mut whole = true;
    for declaration in body.split(';').map(str::trim).filter(|d| !d.is_empty()) {
        whole &= declared(declaration, &mut look).is_some();
    }
    (look, whole)
}

fn declared(declaration: &str, look: &mut Style) -> Option<()> {
    let (name, value) = declaration.split_once(':')?;
    let value = value.trim().to_ascii_lowercase();
    let value = value.strip_suffix("!important").unwrap_or(&value).trim();
    match name.trim().to_ascii_lowercase().as_str() {
        "color" => look.colour = Some(colour(value)?),
        "background-color" | "background" => look.background = Some(colour(value)?),
        "font-style" => look.italic = one_of(value, &["italic", "oblique"], &["normal"])?,
        "font-weight" => {
            look.bold = one_of(value, &["bold", "bolder", "600", "700", "800", "900"], &["normal", "400"])?;
        }
        "text-decoration" | "text-decoration-line" => {
            for word in value.split_whitespace() {
                match word {
                    "underline" => look.underline = true,
                    "line-through" => look.strike = true,
                    "none" => {}
                    _ => return None,
                }
            }
        }
        _ => return None,
    }
    Some(())
}

fn one_of(value: &str, yes: &[&str], no: &[&str]) -> Option<bool> {
    if yes.contains(&value) { Some(true) } else { no.contains(&value).then_some(false) }
}

/// A colour by name, in hexadecimal, or as `rgb(…)`; one that lets the picture through is not one of the model's.
fn colour(value: &str) -> Option<Colour> {
    if let Some(inner) = value.strip_prefix("rgba(").or_else(|| value.strip_prefix("rgb(")) {
        let inner = inner.strip_suffix(')')?;
        let mut parts = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let mut byte = || parts.next()?.parse::<u8>().ok();
        let colour = Colour(byte()?, byte()?, byte()?);
        return match parts.next() {
            None | Some("1" | "1.0" | "100%") => Some(colour),
            Some(_) => None,
        };
    }
    let named = COLOURS.iter().find(|(name, _)| *name == value).map(|(_, colour)| *colour);
    let hex = value.starts_with('#') || value.bytes().all(|b| b.is_ascii_alphabetic());
    named.or_else(|| Colour::parse(value).filter(|_| hex))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_what_is_left_over() {
        let mut sheet = Sheet::default();
        sheet.read(
            "/* { */ ::cue { color: red }\n::cue(.ana), ::cue(c.luis) { color: rgb(1, 2, 3); font-style:italic }\n\
             ::cue(b) {}\n@import url(x);::cue(.big) { font-size: 120%; background: #00f }",
        );
        let mut style = Style::default();
        assert!(sheet.apply(Element::Voice, "ana", &mut style));
        assert_eq!(style, Style { colour: Some(Colour(1, 2, 3)), italic: true, ..Style::default() });
        assert!(
            !sheet.apply(Element::Voice, "luis", &mut style)
                && sheet.apply(Element::Class, "luis", &mut style)
        );
        assert!(
            sheet.apply(Element::Class, "big", &mut style) && style.background == Some(Colour(0, 0, 255))
        );
        assert!(
            sheet.apply(Element::Class, "bg_lime", &mut style)
                && sheet.apply(Element::Class, "lime", &mut style)
        );
        assert_eq!((style.colour, style.background), (Some(Colour(0, 255, 0)), Some(Colour(0, 255, 0))));
        assert_eq!(sheet.unread, ["::cue", "::cue(b)", "@import url(x)", "::cue(.big)"]);
        assert!(!sheet.apply(Element::Class, "unknown", &mut style));
        assert_eq!(
            (colour("rgba(1,2,3,0.5)"), colour("fade"), colour("red")),
            (None, Some(Colour(0, 0, 0)).filter(|_| false), Some(Colour(255, 0, 0)))
        );
    }

    #[test]
    fn each_declaration_is_put_over_what_is_there() {
        let none = Style::default();
        let red = Some(Colour(255, 0, 0));
        for (body, want) in [
            ("font-style: italic", Style { italic: true, ..none }),
            ("font-style: Oblique;", Style { italic: true, ..none }),
            ("font-weight: 700", Style { bold: true, ..none }),
            ("text-decoration: underline", Style { underline: true, ..none }),
            ("text-decoration-line: line-through", Style { strike: true, ..none }),
            ("text-decoration: underline line-through", Style { underline: true, strike: true, ..none }),
            ("color: red !important", Style { colour: red, ..none }),
            ("COLOR:#f00", Style { colour: red, ..none }),
            ("background-color: rgb(255,0,0)", Style { background: red, ..none }),
            ("font-style: normal; font-weight: 400; text-decoration: none", none),
        ] {
            let mut sheet = Sheet::default();
            sheet.read(&format!("::cue(.a) {{ {body} }} ::cue(.b) {{ color: blue }} ::cue(.b) {{ {body} }}"));
            assert_eq!(sheet.unread, [] as [&str; 0], "{body}");
            let mut style = none;
            assert!(sheet.apply(Element::Class, "a", &mut style));
            assert_eq!(style, want, "{body}");
            // What an outer class says stays where this one says nothing of it.
            let mut all = Style { italic: true, bold: true, underline: true, strike: true, ..none };
            let outer = all;
            assert!(sheet.apply(Element::Class, "a", &mut all));
            assert_eq!(all, Style { colour: want.colour, background: want.background, ..outer }, "{body}");
            // Two rules of one class add up.
            let mut both = none;
            assert!(sheet.apply(Element::Class, "b", &mut both));
            assert_eq!(both, Style { colour: want.colour.or(Some(Colour(0, 0, 255))), ..want }, "{body}");
        }
        for body in
            ["font-style: slanted", "font-weight: 450", "text-decoration: blink", "color: rgba(1,2,3,0.5)"]
        {
            let mut sheet = Sheet::default();
            sheet.read(&format!("::cue(.a) {{ {body} }}"));
            assert_eq!(sheet.unread, ["::cue(.a)"], "{body}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_sheet(text in "[:cue().a{};/*@ rgb0-9,#\\n]{0,120}") {
            Sheet::default().read(&text);
        }
    }
}
