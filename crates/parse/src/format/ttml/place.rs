//! From regions to places on the screen.

use super::length::{Length, Unit};
use super::style::{Across, Along, Pair, Spec, Writing};
use crate::model::{Percent, Place, TextAlign, Vertical};

/// A position of TTML 2: a share of what a region leaves free, or a distance from an edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Position {
    x: Edge,
    y: Edge,
}

/// A distance from one of two edges.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Edge {
    /// From the right or bottom edge.
    far: bool,
    by: Length,
}

const NEAR: Edge = Edge { far: false, by: Length { milli: 0, unit: Unit::Percent } };
const FAR: Edge = Edge { far: true, by: Length { milli: 0, unit: Unit::Percent } };
const MIDDLE: Edge = Edge { far: false, by: Length { milli: 50_000, unit: Unit::Percent } };

#[derive(Clone, Copy, PartialEq)]
enum Word {
    Centre,
    X(bool),
    Y(bool),
    Length(Length),
}

impl Position {
    /// Reads one to four words: `center`, `left top`, `50% 80%`, `right 10% bottom 5%`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let word = |word: &str| match word {
            "center" => Some(Word::Centre),
            "left" => Some(Word::X(false)),
            "right" => Some(Word::X(true)),
            "top" => Some(Word::Y(false)),
            "bottom" => Some(Word::Y(true)),
            _ => Length::parse(word).map(Word::Length),
        };
        let mut words = Vec::with_capacity(4);
        for each in text.split_ascii_whitespace() {
            if words.len() == 4 {
                return None;
            }
            words.push(word(each)?);
        }
        let edge = |far: bool| if far { FAR } else { NEAR };
        let at = |by: Length| Edge { far: false, by };
        use Word::{Centre, Length as By, X, Y};
        let (x, y) = match words[..] {
            [Centre] => (MIDDLE, MIDDLE),
            [X(far)] => (edge(far), MIDDLE),
            [Y(far)] => (MIDDLE, edge(far)),
            [By(by)] => (at(by), MIDDLE),
            [Centre, Centre] => (MIDDLE, MIDDLE),
            [Centre, Y(far)] | [Y(far), Centre] => (MIDDLE, edge(far)),
            [X(far), Centre] | [Centre, X(far)] => (edge(far), MIDDLE),
            [X(x), Y(y)] | [Y(y), X(x)] => (edge(x), edge(y)),
            [By(x), Y(y)] => (at(x), edge(y)),
            [X(x), By(y)] => (edge(x), at(y)),
            [By(x), Centre] => (at(x), MIDDLE),
            [Centre, By(y)] => (MIDDLE, at(y)),
            [By(x), By(y)] => (at(x), at(y)),
            _ => Self::offsets(&words)?,
        };
        Some(Self { x, y })
    }

    /// Three or four words: each edge may be followed by a distance from it.
    fn offsets(words: &[Word]) -> Option<(Edge, Edge)> {
        let (mut x, mut y, mut centres) = (None, None, 0);
        let mut words = words.iter().copied().peekable();
        while let Some(word) = words.next() {
            let mut by = |far| match words.peek() {
                Some(Word::Length(by)) => {
                    let by = *by;
                    words.next();
                    Edge { far, by }
                }
                _ if far => FAR,
                _ => NEAR,
            };
            match word {
                Word::X(far) if x.is_none() => x = Some(by(far)),
                Word::Y(far) if y.is_none() => y = Some(by(far)),
                Word::Centre => centres += 1,
                _ => return None,
            }
        }
        // A centre stands for the direction that nothing else was said of.
        let middle = |it: Option<Edge>| it.or((centres == 1).then_some(MIDDLE));
        Some((middle(x)?, middle(y)?))
    }
}

/// What lengths are measured by: the root's extent in pixels and its grid of cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// In thousandths.
    pub(super) pixels: Option<(i64, i64)>,
    /// In thousandths.
    pub(super) cells: (i64, i64),
}

impl Measure {
    /// A length in thousandths of a percent of the picture's width or height.
    fn percent(&self, length: Length, across: bool) -> Option<i64> {
        let of =
            |whole: i64| (whole > 0).then(|| length.milli.checked_mul(100_000)?.checked_div(whole)).flatten();
        match length.unit {
            Unit::Percent => Some(length.milli),
            Unit::Rw => across.then_some(length.milli),
            Unit::Rh => (!across).then_some(length.milli),
            Unit::Px => self.pixels.and_then(|(w, h)| of(if across { w } else { h })),
            Unit::Cell => of(if across { self.cells.0 } else { self.cells.1 }),
            Unit::Em => None,
        }
    }

    fn pair(&self, pair: Pair) -> Option<(i64, i64)> {
        Some((self.percent(pair.0, true)?, self.percent(pair.1, false)?))
    }
}

/// Where a cue stands: its place on a numeric keypad, and what that does not say.
pub(super) fn place(region: Option<&Spec>, text: &Spec, measure: &Measure) -> (Option<u8>, Place) {
    let mut place = Place::default();
    let region = region.copied().unwrap_or_default();
    let writing = region.writing.or(text.writing).unwrap_or(Writing::LeftRight);
    place.vertical = match writing {
        Writing::ColumnsRightLeft => Some(Vertical::RightToLeft),
        Writing::ColumnsLeftRight => Some(Vertical::LeftToRight),
        _ => None,
    };
    let extent = region.extent.and_then(|it| measure.pair(it));
    let boxed = extent
        .or_else(|| (region.origin.is_some() || region.position.is_some()).then_some((100_000, 100_000)));
    let said = text.across.is_some() || region.along.is_some() || boxed.is_some();
    if !said {
        // Nothing says where: the player's own place, which is not the corner that the standard names.
        return (None, place);
    }
    let backwards = text.backwards.unwrap_or(writing == Writing::RightLeft);
    let (column, row) = match place.vertical {
        None => (across(text.across, backwards, boxed.is_some()), along(region.along, boxed.is_some())),
        Some(vertical) => columns(vertical, text.across, region.along, boxed.is_some()),
    };
    // What their block is aligned to anyway is nothing of their own.
    let own = match (place.vertical, column, row) {
        (None, 0, _) | (Some(_), _, 2) => Some(TextAlign::Start),
        (None, 1, _) | (Some(_), _, 1) => Some(TextAlign::Centre),
        _ => Some(TextAlign::End),
    };
    place.text = text.rows.flatten().filter(|rows| Some(*rows) != own);
    if let Some((width, height)) = boxed {
        let corner = corner(&region, (width, height), measure);
        if let Some((x, y)) = corner {
            let anchor = |from: i64, size: i64, step: i64| {
                i32::try_from(from + size * step / 2).ok().map(Percent::from_milli)
            };
            place.x = anchor(x, width, column);
            place.y = anchor(y, height, 2 - row);
        }
        if extent.is_some() {
            place.width = i32::try_from(width).ok().map(Percent::from_milli);
            place.height = i32::try_from(height).ok().map(Percent::from_milli);
        }
    }
    let align = u8::try_from(1 + row * 3 + column).ok();
    (align, place)
}

/// The third of the width that lines stand in, from the left. A document that says nothing of one direction leaves it to
/// the player: centred, and at the bottom.
fn across(across: Option<Across>, backwards: bool, boxed: bool) -> i64 {
    let (start, end) = if backwards { (2, 0) } else { (0, 2) };
    match across {
        Some(Across::Left) => 0,
        Some(Across::Centre) => 1,
        Some(Across::Right) => 2,
        Some(Across::End) => end,
        Some(Across::Start | Across::Justify) => start,
        None if boxed => start,
        None => 1,
    }
}

/// The third of the height that lines stand in, from the bottom.
fn along(along: Option<Along>, boxed: bool) -> i64 {
    match along {
        Some(Along::Before) => 2,
        Some(Along::Centre) => 1,
        Some(Along::After) => 0,
        None if boxed => 2,
        None => 0,
    }
}

/// The same for text in columns, where the axes change places: lines begin at the top, and follow one another sideways.
fn columns(vertical: Vertical, across: Option<Across>, along: Option<Along>, boxed: bool) -> (i64, i64) {
    let (before, after) = match vertical {
        Vertical::RightToLeft => (2, 0),
        Vertical::LeftToRight => (0, 2),
    };
    let column = match along {
        Some(Along::Before) => before,
        Some(Along::Centre) => 1,
        Some(Along::After) => after,
        None if boxed => before,
        None => 1,
    };
    let row = match across {
        Some(Across::Start | Across::Left | Across::Justify) => 2,
        Some(Across::Centre) => 1,
        Some(Across::End | Across::Right) => 0,
        None if boxed => 2,
        None => 0,
    };
    (column, row)
}

/// The top left corner of a region's box.
fn corner(region: &Spec, size: (i64, i64), measure: &Measure) -> Option<(i64, i64)> {
    if let Some(position) = region.position {
        let edge = |edge: Edge, size: i64, across: bool| {
            let free = 100_000 - size;
            let by = match edge.by.unit {
                // A percentage is a share of what the box leaves free.
                Unit::Percent => free.checked_mul(edge.by.milli)? / 100_000,
                _ => measure.percent(edge.by, across)?,
            };
            Some(if edge.far { free - by } else { by })
        };
        return Some((edge(position.x, size.0, true)?, edge(position.y, size.1, false)?));
    }
    region.origin.map_or(Some((0, 0)), |it| measure.pair(it))
}
