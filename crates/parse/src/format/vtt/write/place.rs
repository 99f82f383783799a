//! A place on the screen as settings: the way back from what reading makes of them.

use super::{head, held};
use crate::model::{Cue, LossKind, Percent, Place, Row, TextAlign, Track, Vertical};
use std::fmt::Write as _;

/// The three sides along an axis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Middle,
    Last,
}

impl Side {
    fn of(n: u8) -> Self {
        match n {
            0 => Self::First,
            1 => Self::Middle,
            _ => Self::Last,
        }
    }

    fn turned(self) -> Self {
        match self {
            Self::First => Self::Last,
            Self::Middle => Self::Middle,
            Self::Last => Self::First,
        }
    }

    fn pick<'t>(self, first: &'t str, middle: &'t str, last: &'t str) -> &'t str {
        match self {
            Self::First => first,
            Self::Middle => middle,
            Self::Last => last,
        }
    }
}

/// The settings of a cue, each with a blank before it.
pub(super) fn settings(
    track: &Track<'_>,
    cue: &Cue<'_>,
    layer: Option<u16>,
    lose: &mut impl FnMut(LossKind, String),
) -> String {
    let place = cue.details.as_ref().map_or_else(Place::default, |details| details.place);
    let of_layer = layer.and_then(|at| track.layers.get(usize::from(at)));
    if let Some(layer) = of_layer
        && place.is_plain()
        && (cue.align.is_none() || cue.align == layer.align)
    {
        return match head::has_region(layer) {
            true => format!(" region:{}", layer.name) + &spelt(layer.align.unwrap_or(2), &place, lose),
            false => spelt(layer.align.unwrap_or(2), &place, lose),
        };
    }
    // Where nearly all cues stand: nothing has to be said of it.
    if place.is_plain() && cue.align.is_none_or(|pad| pad == 2) {
        return String::new();
    }
    spelt(cue.align.unwrap_or(2), &place, lose)
}

fn spelt(pad: u8, place: &Place, lose: &mut impl FnMut(LossKind, String)) -> String {
    let mut out = String::new();
    let pad = if (1..=9).contains(&pad) { pad } else { 2 };
    let column = Side::of((pad - 1) % 3);
    let row = Side::of(2 - (pad - 1) / 3);
    let mut inside = |percent: Percent| {
        let (percent, fits) = held(percent);
        if !fits {
            lose(LossKind::Position, "moved into the picture".to_owned());
        }
        percent
    };
    let (along, across, at, by, size, height) = match place.vertical {
        None => (column, row, place.x, place.y, place.width, place.height),
        Some(vertical) => {
            out.push_str(if vertical == Vertical::RightToLeft { " vertical:rl" } else { " vertical:lr" });
            // Lines are counted from the side the first one stands on, percentages from the left.
            let turned = vertical == Vertical::RightToLeft && place.x.is_none();
            let across = if turned { column.turned() } else { column };
            (row, across, place.y, place.x, place.height, place.width)
        }
    };
    let (at, by, size) = (at.map(&mut inside), by.map(&mut inside), size.map(&mut inside));
    if height.is_some() {
        lose(LossKind::Position, "the height of the box".to_owned());
    }
    out.push_str(&line(across, by, place.row, lose));
    let own = Percent::from_milli(match along {
        Side::First => 0,
        Side::Middle => 50_000,
        Side::Last => 100_000,
    });
    // A position that is the side's own is none: reading says so too.
    if at.is_some_and(|at| at != own) || place.text.is_some() {
        let _ = write!(out, " position:{}%", at.unwrap_or(own));
        if place.text.is_some() {
            out.push_str(along.pick(",line-left", ",center", ",line-right"));
        }
    }
    if let Some(size) = size.filter(|size| size.milli() != 100_000) {
        let _ = write!(out, " size:{size}%");
    }
    out.push_str(match place.text {
        Some(TextAlign::Start) => " align:start",
        Some(TextAlign::Centre) => "",
        Some(TextAlign::End) => " align:end",
        Some(TextAlign::Left) => " align:left",
        Some(TextAlign::Right) => " align:right",
        None => along.pick(" align:left", "", " align:right"),
    });
    out
}

fn line(
    side: Side,
    by: Option<Percent>,
    row: Option<Row>,
    lose: &mut impl FnMut(LossKind, String),
) -> String {
    let suffix = side.pick("", ",center", ",end");
    match (by, row) {
        (Some(by), _) => format!(" line:{by}%{suffix}"),
        (None, Some(Row { n, of: None })) => match side {
            Side::First if n < 0 => {
                lose(LossKind::Position, format!("row {n}, counted from the top of the text"));
                format!(" line:{n}")
            }
            Side::Last if n < 0 => format!(" line:{n}"),
            _ => format!(" line:{n}{suffix}"),
        },
        (None, Some(Row { n, of: Some(of) })) => {
            let n = i64::from(n);
            let from_top = if n < 0 { n + i64::from(of) } else { n };
            let edge = from_top + i64::from(side == Side::Last);
            let by = held(Percent::of(edge, of.max(1).into()).unwrap_or_default()).0;
            lose(LossKind::Position, format!("row {n} of {of} became {by} % of the height"));
            format!(" line:{by}%{suffix}")
        }
        (None, None) => side.pick(" line:0", " line:50%,center", "").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_percentages_become_lines() {
        let row = |n, of| Some(Row { n, of });
        let half = Some(Percent::from_milli(50_000));
        for (side, by, row, want, lost) in [
            (Side::First, None, None, " line:0", ""),
            (Side::Middle, None, None, " line:50%,center", ""),
            (Side::Last, None, None, "", ""),
            (Side::First, half, None, " line:50%", ""),
            (Side::Last, half, row(3, None), " line:50%,end", ""),
            (Side::First, None, row(3, None), " line:3", ""),
            (Side::Middle, None, row(-2, None), " line:-2,center", ""),
            (Side::Last, None, row(3, None), " line:3,end", ""),
            (Side::Last, None, row(-1, None), " line:-1", ""),
            (Side::First, None, row(-2, None), " line:-2", "row -2, counted from the top of the text"),
            // A screen whose rows are known: the upper edge of the row, or the lower one of the last.
            (Side::First, None, row(0, Some(15)), " line:0%", "row 0 of 15 became 0 % of the height"),
            (Side::First, None, row(3, Some(15)), " line:20%", "row 3 of 15 became 20 % of the height"),
            (Side::First, None, row(-3, Some(15)), " line:80%", "row -3 of 15 became 80 % of the height"),
            (Side::Last, None, row(11, Some(15)), " line:80%,end", "row 11 of 15 became 80 % of the height"),
            (
                Side::Last,
                None,
                row(-1, Some(15)),
                " line:100%,end",
                "row -1 of 15 became 100 % of the height",
            ),
            (
                Side::Last,
                None,
                row(20, Some(15)),
                " line:100%,end",
                "row 20 of 15 became 100 % of the height",
            ),
        ] {
            let mut said = String::new();
            let found = line(side, by, row, &mut |kind, what| {
                assert_eq!(kind, LossKind::Position);
                said += &what;
            });
            assert_eq!((found.as_str(), said.as_str()), (want, lost));
        }
    }
}
