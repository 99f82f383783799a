//! What stands behind a cue's times: its place on the screen.

use super::faults as fault;
use super::number::Number;
use super::region::{self, Region};
use super::token::is_space;
use crate::model::Vertical;
use crate::syntax::Fault;
use std::ops::Range;

/// A cue's settings. Where the file says nothing, or nothing valid, they are the standard's defaults.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings<'t> {
    /// Columns instead of lines.
    pub vertical: Option<Vertical>,
    /// The line; `None` for "auto".
    pub line: Option<LinePlace<'t>>,
    /// Which side of the box stands at the line.
    pub line_align: Anchor,
    /// The position along the line, in percent; `None` for "auto".
    pub position: Option<Number<'t>>,
    /// Which side of the box stands at the position; `None` for "auto".
    pub position_align: Option<Anchor>,
    /// The size of the box along the line, in percent.
    pub size: Number<'t>,
    /// How the lines are aligned in the box.
    pub align: Align,
    /// The region's name as it is written, whether there is such a region or not.
    pub region: Option<&'t str>,
}

/// A line: a number of lines, or a percentage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinePlace<'t> {
    /// The number, without `%`.
    pub at: Number<'t>,
    /// It counts lines ("snap to lines"); otherwise it is a percentage.
    pub snap: bool,
}

/// The side of a box that stands at its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Anchor {
    /// The first side: top, or left ("start", "line-left").
    #[default]
    Start,
    /// The middle.
    Centre,
    /// The last side ("end", "line-right").
    End,
}

/// How lines are aligned.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Align {
    /// Where reading starts.
    Start,
    /// Centred.
    #[default]
    Centre,
    /// Where reading ends.
    End,
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self {
            vertical: None,
            line: None,
            line_align: Anchor::Start,
            position: None,
            position_align: None,
            size: Number::HUNDRED,
            align: Align::Centre,
            region: None,
        }
    }
}

impl<'t> Settings<'t> {
    /// Reads settings as the standard does; what it ignores is ignored.
    ///
    /// ```
    /// use tregua_parse::format::vtt::{Align, Settings};
    /// let settings = Settings::parse("line:0 align:end size:150%");
    /// assert_eq!((settings.align, settings.size.as_str()), (Align::End, "100"));
    /// assert!(settings.line.unwrap().snap);
    /// ```
    #[must_use]
    pub fn parse(text: &'t str) -> Self {
        Self::read(text, &mut |_, _| {})
    }

    /// Reads settings, and tells `report` what players ignore.
    pub(super) fn read(text: &'t str, report: &mut impl FnMut(&'static Fault, Range<usize>)) -> Self {
        let mut out = Self::default();
        let mut seen = [false; 6];
        for (word, range) in words(text) {
            let Some((name, value)) = pair(word) else {
                report(&fault::SETTING_UNKNOWN, range);
                continue;
            };
            let known = match name {
                "region" => {
                    out.region = Some(value);
                    Some((0, true))
                }
                "vertical" => Some((1, out.set_vertical(value))),
                "line" => Some((2, out.set_line(value).is_some())),
                "position" => Some((3, out.set_position(value).is_some())),
                "size" => Some((4, Number::percentage(value).map(|size| out.size = size).is_some())),
                "align" => Some((5, out.set_align(value))),
                _ => None,
            };
            match known {
                None => report(&fault::SETTING_UNKNOWN, range),
                Some((5, false)) if value == "middle" => report(&fault::ALIGN_MIDDLE, range),
                Some((_, false)) => report(&fault::SETTING_INVALID, range),
                Some((at, true)) => {
                    if let Some(seen) = seen.get_mut(at)
                        && std::mem::replace(seen, true)
                    {
                        report(&fault::SETTING_TWICE, range);
                    }
                }
            }
        }
        out
    }

    fn set_vertical(&mut self, value: &str) -> bool {
        self.vertical = match value {
            "rl" => Some(Vertical::RightToLeft),
            "lr" => Some(Vertical::LeftToRight),
            _ => return false,
        };
        true
    }

    fn set_line(&mut self, value: &'t str) -> Option<()> {
        let (place, align) =
            value.split_once(',').map_or((value, None), |(place, align)| (place, Some(align)));
        let snap = !place.ends_with('%');
        let at = if snap { Number::line(place)? } else { Number::percentage(place)? };
        match align {
            None => {}
            Some("start") => self.line_align = Anchor::Start,
            Some("center") => self.line_align = Anchor::Centre,
            Some("end") => self.line_align = Anchor::End,
            Some(_) => return None,
        }
        self.line = Some(LinePlace { at, snap });
        Some(())
    }

    fn set_position(&mut self, value: &'t str) -> Option<()> {
        let (place, align) =
            value.split_once(',').map_or((value, None), |(place, align)| (place, Some(align)));
        let at = Number::percentage(place)?;
        match align {
            None => {}
            Some("line-left") => self.position_align = Some(Anchor::Start),
            Some("center") => self.position_align = Some(Anchor::Centre),
            Some("line-right") => self.position_align = Some(Anchor::End),
            Some(_) => return None,
        }
        self.position = Some(at);
        Some(())
    }

    fn set_align(&mut self, value: &str) -> bool {
        self.align = match value {
            "start" => Align::Start,
            "center" => Align::Centre,
            "end" => Align::End,
            "left" => Align::Left,
            "right" => Align::Right,
            _ => return false,
        };
        true
    }

    /// Whether a line, a size or columns take the cue out of its region.
    #[must_use]
    pub fn leaves_region(&self) -> bool {
        self.line.is_some() || self.size.percent().milli() != 100_000 || self.vertical.is_some()
    }

    /// The region the cue is shown in: the last of that name, unless a line, a size or columns take it out of it.
    #[must_use]
    pub fn region_in<'r, 's>(&self, regions: &'r [Region<'s>]) -> Option<&'r Region<'s>> {
        let name = self.region.filter(|_| !self.leaves_region())?;
        regions.iter().rev().find(|it| region::same(it.id, name))
    }
}

/// The words of `text` with their places.
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    text.split(is_space).filter_map(move |word| {
        let range = at..at + word.len();
        // Every white space of ASCII is one byte.
        at = range.end + 1;
        (!word.is_empty()).then_some((word, range))
    })
}

/// `name:value`, neither of them empty.
pub(super) fn pair(word: &str) -> Option<(&str, &str)> {
    word.split_once(':').filter(|(name, value)| !name.is_empty() && !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(&'static Fault, &str)> {
        let mut out = Vec::new();
        Settings::read(text, &mut |fault, range| out.push((fault, &text[range])));
        out
    }

    #[test]
    fn what_players_ignore_is_said() {
        assert_eq!(faults(" line:-1 position:10%,line-left size:35% align:left vertical:rl region:x"), []);
        assert_eq!(
            faults("align:middle line:x\tposition:10 size:101% D:vertical : a: :b align:end align:start"),
            [
                (&fault::ALIGN_MIDDLE, "align:middle"),
                (&fault::SETTING_INVALID, "line:x"),
                (&fault::SETTING_INVALID, "position:10"),
                (&fault::SETTING_INVALID, "size:101%"),
                (&fault::SETTING_UNKNOWN, "D:vertical"),
                (&fault::SETTING_UNKNOWN, ":"),
                (&fault::SETTING_UNKNOWN, "a:"),
                (&fault::SETTING_UNKNOWN, ":b"),
                (&fault::SETTING_TWICE, "align:start"),
            ]
        );
    }

    #[test]
    fn a_bad_value_leaves_the_earlier_one() {
        let it =
            Settings::parse("line:3,end line:4,top position:20%,center position:30%,middle size:50% size:x");
        assert_eq!((it.line.unwrap().at.as_str(), it.line_align), ("3", Anchor::End));
        assert_eq!((it.position.unwrap().as_str(), it.position_align), ("20", Some(Anchor::Centre)));
        assert_eq!(it.size.as_str(), "50");
        assert!(it.leaves_region());
    }
}
