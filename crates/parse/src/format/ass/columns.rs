//! `Format:` lines: which field stands where, in the events and in the styles.

use crate::base::Span;

/// A field of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum EventField {
    Layer,
    Start,
    End,
    Style,
    Name,
    MarginL,
    MarginR,
    MarginV,
    Effect,
    Text,
}

/// A field of a style, as far as anybody here reads it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum StyleField {
    Name,
    Size,
    Primary,
    Secondary,
    Outline,
    Back,
    Bold,
    Italic,
    Underline,
    Strike,
    Alignment,
}

/// The usual order of a style's values.
pub(super) const STYLE_ORDER: &str = "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, \
    BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
    Alignment, MarginL, MarginR, MarginV, Encoding";
/// The order of SSA's.
pub(super) const SSA_STYLE_ORDER: &str = "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, TertiaryColour, \
    BackColour, Bold, Italic, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, AlphaLevel, Encoding";
/// The usual order of an event's.
pub(super) const EVENT_ORDER: &str =
    "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";
/// The order of SSA's.
pub(super) const SSA_EVENT_ORDER: &str =
    "Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// The spans of an event's or a style's fields, by field.
pub(super) type Fields<const N: usize> = [Option<Span>; N];
/// Of an event.
pub(super) type EventFields = Fields<10>;
/// Of a style.
pub(super) type StyleFields = Fields<11>;

/// The order of fields in force. A field nobody here reads is `None`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Columns<F> {
    fields: Vec<Option<F>>,
    /// Where the one field stands that may hold commas.
    rest: Option<usize>,
}

/// What is wrong with a `Format:` line.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Odd {
    /// A field that nobody knows.
    pub(super) unknown: Option<Span>,
    /// A field that was named before.
    pub(super) twice: Option<Span>,
    /// Text, where it is not the last.
    pub(super) text: Option<Span>,
}

fn event_field(name: &str) -> Option<Option<EventField>> {
    use EventField::*;
    const NAMES: [(&str, Option<EventField>); 14] = [
        ("Layer", Some(Layer)),
        ("Marked", Some(Layer)),
        ("Start", Some(Start)),
        ("End", Some(End)),
        ("Style", Some(Style)),
        ("Name", Some(Name)),
        ("Actor", Some(Name)),
        ("MarginL", Some(MarginL)),
        ("MarginR", Some(MarginR)),
        ("MarginV", Some(MarginV)),
        ("Effect", Some(Effect)),
        ("Text", Some(Text)),
        ("MarginT", None),
        ("MarginB", None),
    ];
    NAMES.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
}

fn style_field(name: &str) -> Option<Option<StyleField>> {
    use StyleField::*;
    const NAMES: [(&str, StyleField); 12] = [
        ("Name", Name),
        ("Fontsize", Size),
        ("PrimaryColour", Primary),
        ("SecondaryColour", Secondary),
        ("OutlineColour", Outline),
        ("TertiaryColour", Outline),
        ("BackColour", Back),
        ("Bold", Bold),
        ("Italic", Italic),
        ("Underline", Underline),
        ("StrikeOut", Strike),
        ("Alignment", Alignment),
    ];
    const OTHERS: [&str; 18] = [
        "Fontname",
        "ScaleX",
        "ScaleY",
        "Spacing",
        "Angle",
        "BorderStyle",
        "Outline",
        "Shadow",
        "MarginL",
        "MarginR",
        "MarginV",
        "MarginT",
        "MarginB",
        "AlphaLevel",
        "Encoding",
        "RelativeTo",
        "Blur",
        "Justify",
    ];
    let known = NAMES.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, field)| Some(*field));
    known.or_else(|| OTHERS.iter().any(|it| it.eq_ignore_ascii_case(name)).then_some(None))
}

impl<F: Copy + PartialEq> Columns<F> {
    /// Reads what stands behind `Format:`.
    fn read(text: &str, span: Span, field: impl Fn(&str) -> Option<Option<F>>) -> (Self, Odd) {
        let mut out = Self { fields: Vec::new(), rest: None };
        let mut odd = Odd::default();
        let mut at = span.start as usize;
        let mut known: Vec<F> = Vec::new();
        for part in span.of(text).split(',') {
            let here = trimmed(text, Span::new(at, at + part.len()));
            at += part.len() + 1;
            let found = match field(here.of(text)) {
                Some(Some(f)) if known.contains(&f) => {
                    odd.twice = odd.twice.or(Some(here));
                    None
                }
                Some(found) => found,
                None => {
                    odd.unknown = odd.unknown.or(Some(here).filter(|here| !here.is_empty()));
                    None
                }
            };
            known.extend(found);
            out.fields.push(found);
        }
        (out, odd)
    }

    /// Whether a field is named.
    pub(super) fn has(&self, field: F) -> bool {
        self.fields.contains(&Some(field))
    }

    /// Splits a line's values at its commas. The values before the field that may hold commas are counted from the
    /// left, those behind it from the right. Gives whether some are missing, and what stands behind the last.
    fn split(&self, text: &str, span: Span, mut put: impl FnMut(F, Span)) -> (bool, Option<Span>) {
        let bytes = text.as_bytes();
        let (mut from, mut to) = (span.start as usize, span.end as usize);
        let mut give = |field: Option<&Option<F>>, from: usize, to: usize| {
            if let Some(Some(field)) = field {
                put(*field, Span::new(from, to));
            }
        };
        let left = self.rest.unwrap_or(self.fields.len());
        let mut commas = memchr::memchr_iter(b',', bytes.get(from..to).unwrap_or_default());
        for n in 0..left {
            let Some(at) = commas.next() else {
                give(self.fields.get(n), from, to);
                return (n + 1 < self.fields.len(), None);
            };
            let comma = span.start as usize + at;
            give(self.fields.get(n), from, comma);
            from = comma + 1;
        }
        let Some(rest) = self.rest else { return (false, Some(Span::new(from, to))) };
        for n in (rest + 1..self.fields.len()).rev() {
            let Some(at) = bytes.get(from..to).and_then(|rest| memchr::memrchr(b',', rest)) else {
                give(self.fields.get(rest), from, to);
                return (true, None);
            };
            give(self.fields.get(n), from + at + 1, to);
            to = from + at;
        }
        give(self.fields.get(rest), from, to);
        (false, None)
    }
}

impl Columns<EventField> {
    /// The order that is usual in both versions of the format.
    pub(super) fn events() -> Self {
        use EventField::*;
        let all = [Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text];
        Self { fields: all.into_iter().map(Some).collect(), rest: Some(all.len() - 1) }
    }

    /// A `Format:` line of events, and what is odd about it; `None` for one that says too little to be followed.
    pub(super) fn of_events(text: &str, span: Span) -> Option<(Self, Odd)> {
        let (mut out, mut odd) = Self::read(text, span, event_field);
        let has_time = out.has(EventField::Start) || out.has(EventField::End);
        out.rest = out.fields.iter().position(|f| *f == Some(EventField::Text));
        let rest = out.rest.filter(|_| has_time)?;
        odd.text = (rest + 1 < out.fields.len()).then_some(span);
        Some((out, odd))
    }

    /// An event's fields, and whether some are missing.
    pub(super) fn event(&self, text: &str, span: Span) -> (EventFields, bool) {
        let mut out: EventFields = [None; 10];
        let (short, _) = self.split(text, span, |field, value| {
            let value = if field == EventField::Text { value } else { trimmed(text, value) };
            if let Some(it) = out.get_mut(field as usize) {
                *it = Some(value);
            }
        });
        (out, short)
    }
}

impl Columns<StyleField> {
    /// The usual order of styles: v4+, or SSA's v4.
    pub(super) fn styles(ssa: bool) -> Self {
        let line = if ssa { SSA_STYLE_ORDER } else { STYLE_ORDER };
        Self::read(line, Span::new(0, line.len()), style_field).0
    }

    /// A `Format:` line of styles; `None` for one that names no Name.
    pub(super) fn of_styles(text: &str, span: Span) -> Option<(Self, Odd)> {
        Some(Self::read(text, span, style_field)).filter(|(it, _)| it.has(StyleField::Name))
    }

    /// A style's fields, whether some are missing, and what stands behind the last.
    pub(super) fn style(&self, text: &str, span: Span) -> (StyleFields, bool, Option<Span>) {
        let mut out: StyleFields = [None; 11];
        let (short, behind) = self.split(text, span, |field, value| {
            if let Some(it) = out.get_mut(field as usize) {
                *it = Some(trimmed(text, value));
            }
        });
        (out, short, behind)
    }
}

/// A span without the blanks around it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let mut body = text.as_bytes().get(span.range()).unwrap_or_default();
    if let ([first, ..], [.., last]) = (body, body)
        && *first > b' '
        && *last > b' '
    {
        return span;
    }
    let mut start = span.start as usize;
    while let [b' ' | b'\t', rest @ ..] = body {
        (body, start) = (rest, start + 1);
    }
    while let [rest @ .., b' ' | b'\t'] = body {
        body = rest;
    }
    Span::new(start, start + body.len())
}
