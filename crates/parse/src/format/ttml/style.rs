//! What one element says about its looks, of what the model knows.

use super::length::{Length, colour};
use super::names::{Space, space};
use crate::model::{Colour, Ruby, Style, TextAlign};
use crate::xml::Element;

/// Where lines stand between the edges of their box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Across {
    Start,
    Left,
    Centre,
    Right,
    End,
    Justify,
}

/// Where text stands in its region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Along {
    Before,
    Centre,
    After,
}

/// How text runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Writing {
    LeftRight,
    RightLeft,
    ColumnsRightLeft,
    ColumnsLeftRight,
}

/// A part in ruby.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RubyPart {
    Container,
    Base,
    Text,
    /// Signs for readers that cannot show ruby.
    Delimiter,
}

/// Two lengths: a point, or a size.
pub(super) type Pair = (Length, Length);

/// What is said of looks; `None` where nothing is.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Spec {
    pub(super) italic: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) colour: Option<Option<Colour>>,
    pub(super) background: Option<Option<Colour>>,
    pub(super) across: Option<Across>,
    pub(super) along: Option<Along>,
    /// How lines are aligned inside their block; `Some(None)` says that they are not aligned by themselves.
    pub(super) rows: Option<Option<TextAlign>>,
    pub(super) writing: Option<Writing>,
    /// Right to left.
    pub(super) backwards: Option<bool>,
    pub(super) origin: Option<Pair>,
    pub(super) extent: Option<Pair>,
    pub(super) position: Option<super::place::Position>,
    pub(super) ruby: Option<RubyPart>,
    pub(super) forced: Option<bool>,
}

impl Spec {
    /// This, where the other says nothing else.
    pub(super) fn under(self, over: Self) -> Self {
        Self {
            italic: over.italic.or(self.italic),
            bold: over.bold.or(self.bold),
            underline: over.underline.or(self.underline),
            strike: over.strike.or(self.strike),
            colour: over.colour.or(self.colour),
            background: over.background.or(self.background),
            across: over.across.or(self.across),
            along: over.along.or(self.along),
            rows: over.rows.or(self.rows),
            writing: over.writing.or(self.writing),
            backwards: over.backwards.or(self.backwards),
            origin: over.origin.or(self.origin),
            extent: over.extent.or(self.extent),
            position: over.position.or(self.position),
            ruby: over.ruby.or(self.ruby),
            forced: over.forced.or(self.forced),
        }
    }

    /// What an element inherits: everything but what belongs to a box.
    pub(super) fn inherited(self) -> Self {
        Self { along: None, origin: None, extent: None, position: None, background: None, ruby: None, ..self }
    }

    /// What an element's own attributes say.
    pub(super) fn of(element: Element<'_, '_>) -> Self {
        let mut it = Self::default();
        for attribute in element.attributes() {
            let value = attribute.value();
            match space(attribute.namespace()) {
                Space::Style => it.read(attribute.name(), value.trim()),
                Space::ImscStyle if attribute.name() == "forcedDisplay" => {
                    it.forced = match value.as_ref() {
                        "true" => Some(true),
                        "false" => Some(false),
                        _ => None,
                    };
                }
                Space::EbuStyle if attribute.name() == "multiRowAlign" => {
                    it.rows = match value.trim() {
                        "start" => Some(Some(TextAlign::Start)),
                        "center" => Some(Some(TextAlign::Centre)),
                        "end" => Some(Some(TextAlign::End)),
                        "auto" => Some(None),
                        _ => it.rows,
                    };
                }
                _ => {}
            }
        }
        it
    }

    fn read(&mut self, name: &str, value: &str) {
        match name {
            "fontStyle" => {
                self.italic = match value {
                    "italic" | "oblique" | "reverseOblique" => Some(true),
                    "normal" => Some(false),
                    _ => self.italic,
                }
            }
            "fontWeight" => {
                self.bold = match value {
                    "bold" => Some(true),
                    "normal" => Some(false),
                    _ => self.bold,
                }
            }
            "textDecoration" => self.decoration(value),
            "color" => self.colour = colour(value).or(self.colour),
            "backgroundColor" => self.background = colour(value).or(self.background),
            "textAlign" => {
                self.across = match value {
                    "left" => Some(Across::Left),
                    "center" => Some(Across::Centre),
                    "right" => Some(Across::Right),
                    "start" => Some(Across::Start),
                    "end" => Some(Across::End),
                    "justify" => Some(Across::Justify),
                    _ => self.across,
                }
            }
            "displayAlign" => {
                self.along = match value {
                    "before" => Some(Along::Before),
                    "center" => Some(Along::Centre),
                    "after" => Some(Along::After),
                    _ => self.along,
                }
            }
            "writingMode" => {
                self.writing = match value {
                    "lrtb" | "lr" => Some(Writing::LeftRight),
                    "rltb" | "rl" => Some(Writing::RightLeft),
                    "tbrl" | "tb" => Some(Writing::ColumnsRightLeft),
                    "tblr" => Some(Writing::ColumnsLeftRight),
                    _ => self.writing,
                }
            }
            "direction" => {
                self.backwards = match value {
                    "rtl" => Some(true),
                    "ltr" => Some(false),
                    _ => self.backwards,
                }
            }
            "origin" => self.origin = pair(value).or(self.origin),
            "extent" => self.extent = pair(value).or(self.extent),
            "position" => self.position = super::place::Position::parse(value).or(self.position),
            "ruby" => {
                self.ruby = match value {
                    "container" | "baseContainer" | "textContainer" => Some(RubyPart::Container),
                    "base" => Some(RubyPart::Base),
                    "text" => Some(RubyPart::Text),
                    "delimiter" => Some(RubyPart::Delimiter),
                    _ => self.ruby,
                }
            }
            _ => {}
        }
    }

    fn decoration(&mut self, value: &str) {
        for word in value.split_ascii_whitespace() {
            match word {
                "none" => (self.underline, self.strike) = (Some(false), Some(false)),
                "underline" => self.underline = Some(true),
                "noUnderline" => self.underline = Some(false),
                "lineThrough" => self.strike = Some(true),
                "noLineThrough" => self.strike = Some(false),
                _ => {}
            }
        }
    }

    /// The model's style.
    pub(super) fn style(&self) -> Style {
        Style {
            italic: self.italic == Some(true),
            bold: self.bold == Some(true),
            underline: self.underline == Some(true),
            strike: self.strike == Some(true),
            // White is what letters are where nothing is said; delivery forms say it in every file.
            colour: self.colour.flatten().filter(|colour| *colour != Colour::WHITE),
            background: self.background.flatten(),
            ruby: match self.ruby {
                Some(RubyPart::Base) => Ruby::Base,
                Some(RubyPart::Text) => Ruby::Text,
                _ => Ruby::None,
            },
        }
    }
}

fn pair(value: &str) -> Option<Pair> {
    let mut words = value.split_ascii_whitespace();
    let pair = (Length::parse(words.next()?)?, Length::parse(words.next()?)?);
    words.next().is_none().then_some(pair)
}
