//! The styles of a script, by name.

use super::codes::{old_align, style_colour, thousandths, whole};
use super::columns::{StyleField, StyleFields};
use crate::base::Span;
use crate::model::{Colour, Style};
use std::collections::BTreeMap;

/// What matters of a style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) style: Style,
    /// As on a numeric keypad.
    pub(super) align: u8,
}

impl Default for Named<'_> {
    fn default() -> Self {
        Self { name: "Default", style: Style::default(), align: 2 }
    }
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles<'t> {
    all: Vec<Named<'t>>,
    by_name: BTreeMap<&'t str, usize>,
}

/// What is odd about a style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Odd {
    Unnamed,
    Twice,
    Value(Span),
}

/// A name as players compare it: without the asterisks of old scripts, `Default` in any letter case.
pub(super) fn bare(name: &str) -> &str {
    let name = name.trim_start_matches('*');
    if name.eq_ignore_ascii_case("Default") { "Default" } else { name }
}

impl<'t> Styles<'t> {
    /// Adds a style; one of the same name counts no longer.
    pub(super) fn read(&mut self, text: &'t str, fields: &StyleFields, ssa: bool, mut odd: impl FnMut(Odd)) {
        let field = |field: StyleField| {
            let span = fields.get(field as usize).copied().flatten()?;
            Some((span, span.of(text))).filter(|(_, value)| !value.is_empty())
        };
        let mut unreadable = |field: Option<(Span, &str)>, ok: bool| {
            if let Some((span, _)) = field.filter(|_| !ok) {
                odd(Odd::Value(span));
            }
        };
        let mut flag = |which| {
            let value = field(which);
            let n = value.and_then(|(_, value)| whole(value));
            unreadable(value, n.is_some());
            n.is_some_and(|n| n != 0)
        };
        let mut style = Style {
            italic: flag(StyleField::Italic),
            bold: flag(StyleField::Bold),
            underline: flag(StyleField::Underline),
            strike: flag(StyleField::Strike),
            ..Style::default()
        };
        let size = field(StyleField::Size);
        unreadable(size, size.is_some_and(|(_, value)| thousandths(value).is_some()));
        for which in [StyleField::Secondary, StyleField::Outline, StyleField::Back, StyleField::Primary] {
            let value = field(which);
            let colour = value.and_then(|(_, value)| style_colour(value));
            unreadable(value, colour.is_some());
            if which == StyleField::Primary {
                // White is what every player takes of its own accord.
                style.colour = colour.filter(|it| *it != Colour::WHITE);
            }
        }
        let value = field(StyleField::Alignment);
        let number = value.and_then(|(_, value)| whole(value));
        let plain = |n: i32| u8::try_from(n).ok().filter(|n| (1..=9).contains(n));
        let align = number.and_then(|n| if ssa { old_align(n) } else { plain(n) });
        unreadable(value, align.is_some());
        let name = field(StyleField::Name).map_or("", |(_, name)| bare(name));
        if name.is_empty() {
            odd(Odd::Unnamed);
        }
        if self.by_name.insert(name, self.all.len()).is_some() {
            odd(Odd::Twice);
        }
        self.all.push(Named { name, style, align: align.unwrap_or(2) });
    }

    /// The style of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Named<'t>> {
        self.by_name.get(bare(name)).and_then(|at| self.all.get(*at))
    }

    /// What an event has whose style is not there: `Default`, or else the first.
    pub(super) fn fallback(&self) -> Named<'t> {
        self.find("Default").or_else(|| self.all.first()).copied().unwrap_or_default()
    }

    /// The names, in the order of the file.
    pub(super) fn names(&self) -> impl Iterator<Item = &'t str> + '_ {
        self.all.iter().map(|it| it.name)
    }
}
