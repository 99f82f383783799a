//! From settings to a place on the screen.
//!
//! Settings speak of two axes: along the line ("position", "size", "align") and across the lines ("line"). In
//! columns the axes change places. What says no more than one of the nine places of a keypad becomes just that:
//! `line:0` is the top, `line:-1` the bottom, `line:50%,center` the middle, and a position that is the side's own
//! (0, 50 or 100 %) is none.

use super::super::region::Region;
use super::super::settings::{Align, Anchor, Settings};
use crate::model::{Percent, Place, Row, TextAlign, Vertical};

const WHOLE: i64 = 100_000;

/// The height of a region's line in thousandths of a percent of the picture: 5.33 %, as the standard has it.
const REGION_LINE: i64 = 5_330;

/// A place, as the model says it.
pub(super) struct Found {
    pub(super) align: Option<u8>,
    pub(super) place: Place,
    /// A line number that the model can only have rounded, or not at all.
    pub(super) rounded: Option<String>,
}

/// Across the lines.
struct Across {
    side: Anchor,
    at: Option<Percent>,
    row: Option<Row>,
    rounded: Option<String>,
    /// By a percentage, which counts from left even where lines come from the right.
    percent: bool,
}

pub(super) fn of(settings: &Settings<'_>, region: Option<&Region<'_>>, rtl: impl Fn() -> bool) -> Found {
    let text = text_side(settings.align, rtl);
    let along = settings.position_align.unwrap_or(text);
    let mut at = settings.position.map(|position| i64::from(position.percent().milli()));
    let mut size = i64::from(settings.size.percent().milli());
    let mut across = across(settings);
    if let Some(region) = region {
        let milli = |n: i32| i64::from(n);
        let width = milli(region.width.percent().milli());
        let (x, y) = (milli(region.anchor.0.percent().milli()), milli(region.anchor.1.percent().milli()));
        let (left, top) =
            (milli(region.viewport.0.percent().milli()), milli(region.viewport.1.percent().milli()));
        let inside = at.unwrap_or(own(along));
        at = Some(left + (inside - x) * width / WHOLE);
        size = width;
        // Text stands at the bottom of its region.
        let lines = i64::from(region.lines.row().map_or(i16::MAX, |(n, _)| n));
        let y = top + (WHOLE - y) * lines * REGION_LINE / WHOLE;
        across.at = (y != WHOLE).then(|| percent(y));
    }
    let at = at.filter(|at| *at != own(along)).map(percent);
    let size = (size != WHOLE).then(|| percent(size));
    let mut place = Place { row: across.row, vertical: settings.vertical, ..Place::default() };
    if text != along {
        place.text = Some(match settings.align {
            Align::Start => TextAlign::Start,
            Align::Centre => TextAlign::Centre,
            Align::End => TextAlign::End,
            Align::Left => TextAlign::Left,
            Align::Right => TextAlign::Right,
        });
    }
    let pad = match settings.vertical {
        None => {
            (place.x, place.y, place.width) = (at, across.at, size);
            keypad(along, across.side)
        }
        Some(vertical) => {
            (place.x, place.y, place.height) = (across.at, at, size);
            keypad(column(across.side, vertical, across.percent), along)
        }
    };
    let named = place.x.is_some() || place.y.is_some() || place.row.is_some() || place.vertical.is_some();
    Found { align: (pad != 2 || named).then_some(pad), place, rounded: across.rounded }
}

fn percent(milli: i64) -> Percent {
    Percent::from_milli(i32::try_from(milli).unwrap_or(if milli < 0 { i32::MIN } else { i32::MAX }))
}

/// Where a side of a box stands when nothing else is said.
fn own(side: Anchor) -> i64 {
    match side {
        Anchor::Start => 0,
        Anchor::Centre => WHOLE / 2,
        Anchor::End => WHOLE,
    }
}

fn text_side(align: Align, rtl: impl Fn() -> bool) -> Anchor {
    match align {
        Align::Centre => Anchor::Centre,
        Align::Left => Anchor::Start,
        Align::Right => Anchor::End,
        Align::Start if rtl() => Anchor::End,
        Align::End if rtl() => Anchor::Start,
        Align::Start => Anchor::Start,
        Align::End => Anchor::End,
    }
}

fn across(settings: &Settings<'_>) -> Across {
    let mut out = Across { side: Anchor::End, at: None, row: None, rounded: None, percent: false };
    let Some(line) = settings.line else { return out };
    if !line.snap {
        out.percent = true;
        out.side = settings.line_align;
        let at = line.at.percent();
        out.at = Some(at).filter(|at| out.side != Anchor::Centre || i64::from(at.milli()) != WHOLE / 2);
        return out;
    }
    let number = line.at.row();
    let n = number.map_or_else(|| if line.at.as_str().starts_with('-') { -1 } else { 0 }, |(n, _)| n);
    out.rounded =
        (!number.is_some_and(|(_, exact)| exact)).then(|| line.at.as_str().chars().take(20).collect());
    out.side = match settings.line_align {
        Anchor::Start if n < 0 => Anchor::End,
        side => side,
    };
    let plain = n == 0 && out.side == Anchor::Start || n == -1 && out.side == Anchor::End;
    out.row = (!plain).then_some(Row { n, of: None });
    out
}

/// The side of the picture that lines of columns begin or end at.
fn column(side: Anchor, vertical: Vertical, percent: bool) -> Anchor {
    match (side, vertical) {
        (Anchor::Start, Vertical::RightToLeft) if !percent => Anchor::End,
        (Anchor::End, Vertical::RightToLeft) if !percent => Anchor::Start,
        (side, _) => side,
    }
}

fn keypad(column: Anchor, row: Anchor) -> u8 {
    let column = match column {
        Anchor::Start => 1,
        Anchor::Centre => 2,
        Anchor::End => 3,
    };
    column
        + match row {
            Anchor::Start => 6,
            Anchor::Centre => 3,
            Anchor::End => 0,
        }
}
