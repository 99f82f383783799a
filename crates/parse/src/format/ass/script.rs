//! A script line by line: which section a line stands in, and what kind of line it is.
//!
//! The reader and the lowering both walk a script this way, so they cannot disagree on what is an event.

use super::columns::{Columns, EventField, EventFields, Odd, StyleField, StyleFields, trimmed};
use crate::base::Span;
use crate::syntax::{LineEnds, is_blank, line_at};

/// The part of a script a line stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    /// Before the first section.
    Nothing,
    /// `[Script Info]`
    Info,
    /// `[V4+ Styles]`, or SSA's `[V4 Styles]`.
    Styles { ssa: bool },
    /// `[Events]`
    Events,
    /// `[Fonts]` and `[Graphics]`
    Attachments,
    /// What an editor notes for itself.
    Editor,
    /// Any other.
    Unknown,
}

/// What an event is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Shown.
    Dialogue,
    /// Not shown.
    Comment,
    /// A picture, a film or a sound, or a command for the player.
    Other,
}

/// A line of a script.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// The name of a section; whether it is misspelt.
    Header(Section, bool),
    /// `Key: value` in the head.
    Info { key: Span, value: Span },
    /// The order of fields; `None` for one that cannot be followed. Whether another order was in force before.
    Format(Option<Odd>, bool),
    /// A style, whether values are missing, and what stands behind the last.
    Style { fields: StyleFields, short: bool, behind: Option<Span>, ssa: bool },
    /// An event.
    Event(Event),
    /// The name of an attachment.
    Attachment(Span),
    /// A piece of an attachment.
    Data,
    /// A note, or a line of a section that is not read.
    Note,
    /// None of what its section may hold.
    Junk,
}

/// A line of `[Events]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) kind: Kind,
    pub(super) fields: EventFields,
    /// Fields are missing.
    pub(super) short: bool,
    /// It stands in another section.
    pub(super) outside: bool,
    /// No `Format:` line stands before it.
    pub(super) unformatted: bool,
    /// Text is not the last field.
    pub(super) enclosed: bool,
    /// Its key is written in other letter case.
    pub(super) key_case: bool,
}

impl Event {
    /// A field that is there and holds something.
    pub(super) fn get(&self, field: EventField) -> Option<Span> {
        self.fields.get(field as usize).copied().flatten().filter(|span| !span.is_empty())
    }

    /// The text, empty or not.
    pub(super) fn text(&self) -> Option<Span> {
        self.fields.get(EventField::Text as usize).copied().flatten()
    }
}

/// Walks a script.
pub(super) struct Walker<'t> {
    text: &'t str,
    at: usize,
    pub(super) ends: LineEnds,
    section: Section,
    events: Columns<EventField>,
    formatted: bool,
    enclosed: bool,
    styles: Option<Columns<StyleField>>,
}

impl<'t> Walker<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            ends: LineEnds::default(),
            section: Section::Nothing,
            events: Columns::events(),
            formatted: false,
            enclosed: false,
            styles: None,
        }
    }

    /// The next line that is not blank.
    pub(super) fn next(&mut self) -> Option<(Span, What)> {
        loop {
            let line = line_at(self.text.as_bytes(), self.at, &mut self.ends)?;
            self.at = line.next;
            let span = Span::new(line.start, line.end);
            if !is_blank(span.of(self.text).as_bytes()) {
                return Some((span, self.line(span)));
            }
        }
    }

    fn line(&mut self, line: Span) -> What {
        let line = trimmed(self.text, line);
        let body = line.of(self.text);
        if let Some((section, odd)) = section(body, self.section) {
            self.section = section;
            self.styles = None;
            return What::Header(section, odd);
        }
        let open = matches!(self.section, Section::Events | Section::Nothing);
        if let Some((kind, len)) = event_kind(body).filter(|(kind, _)| open || *kind == Kind::Dialogue) {
            return What::Event(self.event(kind, line, len));
        }
        let behind = |key: &str| {
            let starts = body.get(..key.len()).is_some_and(|head| head.eq_ignore_ascii_case(key));
            starts.then(|| trimmed(self.text, Span::new(line.start as usize + key.len(), line.end as usize)))
        };
        match self.section {
            _ if body.starts_with(';') && self.section != Section::Attachments => What::Note,
            Section::Info => info(self.text, line),
            Section::Events | Section::Nothing => match behind("Format:") {
                Some(span) => self.event_format(span),
                None => What::Junk,
            },
            Section::Styles { ssa } => {
                if let Some(span) = behind("Format:") {
                    let found = Columns::of_styles(self.text, span);
                    let odd = found.as_ref().map(|(_, odd)| *odd);
                    self.styles = found.map(|(columns, _)| columns);
                    return What::Format(odd, false);
                }
                let Some(span) = behind("Style:") else { return What::Junk };
                let columns = self.styles.get_or_insert_with(|| Columns::styles(ssa));
                let (fields, short, behind) = columns.style(self.text, span);
                What::Style { fields, short, behind, ssa }
            }
            Section::Attachments => match behind("fontname:").or_else(|| behind("filename:")) {
                Some(name) => What::Attachment(name),
                None => What::Data,
            },
            Section::Editor | Section::Unknown => What::Note,
        }
    }

    fn event_format(&mut self, span: Span) -> What {
        let found = Columns::of_events(self.text, span);
        let odd = found.as_ref().map(|(_, odd)| *odd);
        self.enclosed = odd.is_some_and(|odd| odd.text.is_some());
        let columns = found.map_or_else(Columns::events, |(columns, _)| columns);
        let changed = self.formatted && columns != self.events;
        self.events = columns;
        self.formatted = true;
        What::Format(odd, changed)
    }

    fn event(&self, kind: Kind, line: Span, key: usize) -> Event {
        let start = line.start as usize + key;
        let span = trimmed(self.text, Span::new(start, line.end as usize));
        // Blanks at the end belong to the text.
        let (fields, short) = self.events.event(self.text, Span { end: self.line_end(line), ..span });
        Event {
            kind,
            fields,
            short,
            outside: self.section != Section::Events,
            unformatted: !self.formatted,
            enclosed: self.enclosed,
            key_case: !line.of(self.text).starts_with(|c: char| c.is_ascii_uppercase()),
        }
    }

    /// The end of a line, with the blanks that were taken off.
    fn line_end(&self, line: Span) -> u32 {
        let rest = self.text.get(line.end as usize..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        line.end.saturating_add(u32::try_from(blanks).unwrap_or(0))
    }
}

fn info(text: &str, line: Span) -> What {
    let body = line.of(text);
    let Some(colon) = body.find(':').filter(|at| *at > 0 || body.starts_with("!:")) else {
        return if body.starts_with("!:") { What::Note } else { What::Junk };
    };
    if body.starts_with("!:") {
        return What::Note;
    }
    let at = line.start as usize + colon;
    let key = trimmed(text, Span::new(line.start as usize, at));
    What::Info { key, value: trimmed(text, Span::new(at + 1, line.end as usize)) }
}

/// What kind of event a line is, and how long its key.
fn event_kind(body: &str) -> Option<(Kind, usize)> {
    const KEYS: [(&str, Kind); 6] = [
        ("Dialogue:", Kind::Dialogue),
        ("Comment:", Kind::Comment),
        ("Picture:", Kind::Other),
        ("Sound:", Kind::Other),
        ("Movie:", Kind::Other),
        ("Command:", Kind::Other),
    ];
    let is = |key: &str| body.get(..key.len()).is_some_and(|head| head.eq_ignore_ascii_case(key));
    KEYS.iter().find(|(key, _)| is(key)).map(|(key, kind)| (*kind, key.len()))
}

/// The section that a line begins, and whether its name is misspelt.
fn section(body: &str, within: Section) -> Option<(Section, bool)> {
    const LONGEST: usize = 64;
    let inner = body.strip_prefix('[')?;
    let close = inner.find(']').filter(|at| *at <= LONGEST)?;
    let (name, behind) = (inner.get(..close)?, inner.get(close + 1..)?);
    let plain: String = name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let odd = !behind.is_empty();
    Some(match plain.as_str() {
        "scriptinfo" => (Section::Info, odd),
        "v4styles" => (Section::Styles { ssa: true }, odd),
        "v4+styles" | "v4++styles" => (Section::Styles { ssa: false }, odd),
        "v4styles+" | "v4+style" | "styles" => (Section::Styles { ssa: false }, true),
        "events" => (Section::Events, odd),
        "fonts" | "graphics" => (Section::Attachments, odd),
        // The code of attachments has brackets, but neither blanks nor small letters.
        _ if odd
            || within == Section::Attachments && !name.contains(|c: char| c == ' ' || c.is_lowercase()) =>
        {
            return None;
        }
        _ if plain.starts_with("aegisub") => (Section::Editor, false),
        _ => (Section::Unknown, false),
    })
}

/// Whether a line names a section that only these scripts have.
pub(super) fn is_own_section(body: &str) -> Option<Section> {
    let (found, odd) = section(body.trim(), Section::Nothing)?;
    (!odd && matches!(found, Section::Info | Section::Styles { .. } | Section::Events)).then_some(found)
}
