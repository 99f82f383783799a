//! Inline markup of SubRip text: HTML-like tags, override codes in braces, MicroDVD leftovers.

use crate::base::Span;
use crate::model::{Colour, Style};
use crate::syntax::{Problem, ProblemKind};

/// A tag longer than this is text: nobody writes one, and the search for its end stays short.
const LONGEST_TAG: usize = 512;

/// What stands at the next `<` or `{`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark<'t> {
    Open(Tag, &'t str),
    Close(Tag),
    /// `{\…}`: the part between the braces.
    Override(&'t str),
    /// `{y:i}`: the part between the braces.
    MicroDvd(&'t str),
    /// Looks like a tag of another format.
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    Italic,
    Bold,
    Underline,
    Strike,
    Font,
}

const TAGS: [(&str, Tag); 7] = [
    ("i", Tag::Italic),
    ("b", Tag::Bold),
    ("u", Tag::Underline),
    ("s", Tag::Strike),
    ("font", Tag::Font),
    ("em", Tag::Italic),
    ("strong", Tag::Bold),
];

/// Reads the markup at the start of `text`, which begins with `<` or `{`. Gives what it is and its length;
/// `None` when the sign is plain text.
pub(super) fn mark(text: &str) -> Option<(Mark<'_>, usize)> {
    let bytes = text.as_bytes();
    let (open, close) = if bytes.first() == Some(&b'<') { (b'<', b'>') } else { (b'{', b'}') };
    let window = &bytes[1..bytes.len().min(LONGEST_TAG)];
    // The next opening sign ends the search, so that a run of them costs no more than its length.
    let end = memchr::memchr2(open, close, window).filter(|i| window[*i] == close)? + 1;
    let inner = text.get(1..end)?;
    let len = end + 1;
    if open == b'{' {
        let first = inner.as_bytes().first()?;
        return match first {
            b'\\' => Some((Mark::Override(inner), len)),
            b if b.is_ascii_alphabetic() && inner.as_bytes().get(1) == Some(&b':') => {
                Some((Mark::MicroDvd(inner), len))
            }
            _ => None,
        };
    }
    let (name, closing) = inner.strip_prefix('/').map_or((inner, false), |rest| (rest, true));
    let cut = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, attributes) = name.split_at(cut);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let known = TAGS.iter().find(|(n, _)| name.eq_ignore_ascii_case(n)).map(|(_, tag)| *tag);
    let mark = match known {
        // `<i think>` is no tag; only font has attributes.
        Some(tag) if tag != Tag::Font && !attributes.trim().is_empty() => Mark::Unknown,
        Some(tag) if closing => Mark::Close(tag),
        Some(tag) => Mark::Open(tag, attributes),
        None => Mark::Unknown,
    };
    Some((mark, len))
}

/// The styles in force while a cue is read.
#[derive(Default)]
pub(super) struct State {
    open: [Vec<Opened>; 5],
    serial: u32,
    codes: Style,
    pub(super) align: Option<u8>,
}

#[derive(Clone, Copy)]
struct Opened {
    serial: u32,
    span: Span,
    colour: Option<Colour>,
}

impl State {
    /// The style of text that follows.
    pub(super) fn style(&self) -> Style {
        let on = |tag: Tag| !self.open[tag as usize].is_empty();
        let font = self.open[Tag::Font as usize].last().and_then(|o| o.colour);
        Style {
            italic: on(Tag::Italic) || self.codes.italic,
            bold: on(Tag::Bold) || self.codes.bold,
            underline: on(Tag::Underline) || self.codes.underline,
            strike: on(Tag::Strike) || self.codes.strike,
            colour: font.or(self.codes.colour),
            ..Style::default()
        }
    }

    /// Takes a mark into account; problems go to `report`.
    pub(super) fn apply(&mut self, mark: Mark<'_>, span: Span, report: &mut impl FnMut(ProblemKind, Span)) {
        match mark {
            Mark::Open(tag, attributes) => {
                self.serial += 1;
                // An inner font without a colour keeps the outer one's, found once here and not at each run.
                let outer = self.open[tag as usize].last().and_then(|o| o.colour);
                let colour = if tag == Tag::Font { colour_of(attributes).or(outer) } else { None };
                self.open[tag as usize].push(Opened { serial: self.serial, span, colour });
            }
            Mark::Close(tag) => match self.open[tag as usize].pop() {
                None => report(ProblemKind::TagUnbalanced, span),
                Some(opened) => {
                    // Tags opened later that are still open now cross this one.
                    let later =
                        self.open.iter().filter_map(|stack| stack.last()).any(|o| o.serial > opened.serial);
                    if later {
                        report(ProblemKind::TagCrossed, span);
                    }
                }
            },
            Mark::Override(codes) => self.codes(codes),
            Mark::MicroDvd(code) => self.micro_dvd(code),
            Mark::Unknown => report(ProblemKind::TagUnknown, span),
        }
    }

    /// What is still open at the end of the cue.
    pub(super) fn finish(&mut self, report: &mut impl FnMut(ProblemKind, Span)) {
        for stack in &mut self.open {
            for opened in stack.drain(..) {
                report(ProblemKind::TagUnbalanced, opened.span);
            }
        }
        self.codes = Style::default();
        self.align = None;
        self.serial = 0;
    }

    fn codes(&mut self, codes: &str) {
        for code in codes.split('\\').skip(1) {
            let code = code.trim();
            let on = |name: &str| {
                code.strip_prefix(name).and_then(|v| v.trim().parse::<u32>().ok()).map(|v| v > 0)
            };
            if let Some(n) = code.strip_prefix("an").and_then(|v| v.parse::<u8>().ok()) {
                self.align = self.align.or((1..=9).contains(&n).then_some(n));
            } else if let Some(n) = code.strip_prefix('a').and_then(|v| v.parse::<u8>().ok()) {
                self.align = self.align.or(legacy_align(n));
            } else if let Some(yes) = on("i") {
                self.codes.italic = yes;
            } else if let Some(yes) = on("b") {
                self.codes.bold = yes;
            } else if let Some(yes) = on("u") {
                self.codes.underline = yes;
            } else if let Some(yes) = on("s") {
                self.codes.strike = yes;
            } else if let Some(colour) = code.strip_prefix("1c").or_else(|| code.strip_prefix('c')) {
                self.codes.colour = bgr(colour);
            } else if code == "r" {
                self.codes = Style::default();
            }
        }
    }

    fn micro_dvd(&mut self, code: &str) {
        let (name, value) = code.split_once(':').unwrap_or((code, ""));
        if name.eq_ignore_ascii_case("y") {
            for sign in value.chars() {
                match sign {
                    'i' | 'I' => self.codes.italic = true,
                    'b' | 'B' => self.codes.bold = true,
                    'u' | 'U' => self.codes.underline = true,
                    's' | 'S' => self.codes.strike = true,
                    _ => {}
                }
            }
        } else if name.eq_ignore_ascii_case("c") {
            self.codes.colour = bgr(value.trim_start_matches('$'));
        }
    }
}

/// SSA's `\a`: 1 to 3 at the bottom, plus 4 at the top, plus 8 in the middle.
fn legacy_align(n: u8) -> Option<u8> {
    match n {
        1..=3 => Some(n),
        5..=7 => Some(n + 2),
        9..=11 => Some(n - 5),
        _ => None,
    }
}

/// `&HBBGGRR&` or `BBGGRR`.
fn bgr(text: &str) -> Option<Colour> {
    let hex = text.trim().trim_start_matches('&').trim_start_matches(['H', 'h']).trim_end_matches('&');
    let value = u32::from_str_radix(hex, 16).ok().filter(|_| (1..=8).contains(&hex.len()))?;
    let byte = |shift: u32| u8::try_from(value >> shift & 0xff).unwrap_or(0);
    Some(Colour(byte(0), byte(8), byte(16)))
}

fn colour_of(attributes: &str) -> Option<Colour> {
    let at = attributes.to_ascii_lowercase().find("color")?;
    let value = attributes[at + 5..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => value[1..].split(char::from(*quote)).next()?,
        _ => value.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?,
    };
    Colour::parse(value)
}

/// A reporter that files problems under one cue.
pub(super) fn reporter(problems: &mut Vec<Problem>, cue: u32) -> impl FnMut(ProblemKind, Span) {
    move |kind, span| problems.push(Problem { kind, span, cue: Some(cue) })
}
