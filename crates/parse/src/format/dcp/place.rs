//! Where a line of a D-Cinema subtitle stands, and where one is written.
//!
//! A line is a `Text` with its own place: `Valign` names an edge of the screen (or its centre), `Vposition` how far the
//! line is from it in percent of the height, inwards from an edge and downwards from the centre; the same sideways.
//! Lines are written seven percent apart, and the outermost one eight percent from its edge: room for letters of 42
//! points, which are 5.3 percent high. Left and right are ten percent from the edge. A cue whose lines stand so has no
//! finer place than its `align`.

use super::parse::attribute;
use crate::model::{Percent, Place, Vertical};
use crate::xml::Element;

/// From one line to the next.
pub(super) const STEP: i32 = 7_000;
/// From the upper or lower edge to the outermost line.
const EDGE: i32 = 8_000;
/// From the left or right edge.
const SIDE: i32 = 10_000;
const WHOLE: i32 = 100_000;

/// An edge of the screen, or its centre.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    /// Left, top.
    Near,
    Centre,
    /// Right, bottom.
    Far,
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct At {
    pub(super) across: Edge,
    pub(super) down: Edge,
    /// From the left edge of the screen.
    pub(super) x: i32,
    /// From its upper edge.
    pub(super) y: i32,
    pub(super) vertical: Option<Vertical>,
}

impl At {
    /// The place a `Text` names. Without a word it stands in the centre.
    pub(super) fn of(element: Element<'_, '_>) -> Self {
        let edge = |name: &str| match attribute(element, name).map(|it| it.value()).as_deref() {
            Some("left" | "top") => Edge::Near,
            Some("right" | "bottom") => Edge::Far,
            _ => Edge::Centre,
        };
        let number = |name: &str| {
            let value = attribute(element, name).map(|it| it.value());
            value.and_then(|value| Percent::parse(value.trim())).map_or(0, Percent::milli)
        };
        let from = |edge: Edge, number: i32| match edge {
            Edge::Near => number,
            Edge::Centre => number.saturating_add(WHOLE / 2),
            Edge::Far => WHOLE.saturating_sub(number),
        };
        let (across, down) = (edge("Halign"), edge("Valign"));
        let vertical = match attribute(element, "Direction").map(|it| it.value()).as_deref() {
            Some("ttb" | "vertical" | "btt") => Some(Vertical::RightToLeft),
            _ => None,
        };
        let (x, y) = (from(across, number("Hposition")), from(down, number("Vposition")));
        Self { across, down, x, y, vertical }
    }

    /// As on a numeric keypad.
    pub(super) fn align(self) -> u8 {
        let row = match self.down {
            Edge::Near => 7,
            Edge::Centre => 4,
            Edge::Far => 1,
        };
        row + match self.across {
            Edge::Near => 0,
            Edge::Centre => 1,
            Edge::Far => 2,
        }
    }
}

/// The align and the finer place of lines, from top to bottom, and whether they say all there is.
pub(super) fn of_lines(lines: &[At]) -> (Option<u8>, Place, bool) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return (None, Place::default(), true);
    };
    let (x, y) = (
        last.x,
        match last.down {
            Edge::Near => first.y,
            Edge::Centre => i32::midpoint(first.y, last.y),
            Edge::Far => last.y,
        },
    );
    let usual = |at: i32, edge: Edge, inset: i32| match edge {
        Edge::Near => at == inset,
        Edge::Centre => at == WHOLE / 2,
        Edge::Far => at == WHOLE - inset,
    };
    let place = Place {
        x: (!usual(x, last.across, SIDE)).then_some(Percent::from_milli(x)),
        y: (!usual(y, last.down, EDGE)).then_some(Percent::from_milli(y)),
        vertical: last.vertical,
        ..Place::default()
    };
    let alike = lines.iter().all(|line| (line.across, line.down, line.x) == (last.across, last.down, last.x));
    let stepped = lines.windows(2).all(|pair| matches!(pair, [a, b] if b.y.saturating_sub(a.y) == STEP));
    (Some(last.align()), place, alike && stepped)
}

/// Where each of so many lines is written, from top to bottom, and whether the place could be kept.
pub(super) fn to_write(align: u8, place: &Place, lines: usize) -> (Vec<At>, bool) {
    let edge =
        |n: u8| [Edge::Near, Edge::Centre, Edge::Far].get(usize::from(n)).copied().unwrap_or(Edge::Centre);
    let align = align.clamp(1, 9) - 1;
    let (across, down) = (edge(align % 3), edge(2 - align / 3));
    let usual = |edge: Edge, inset: i32| match edge {
        Edge::Near => inset,
        Edge::Centre => WHOLE / 2,
        Edge::Far => WHOLE - inset,
    };
    let x = place.x.map_or_else(|| usual(across, SIDE), Percent::milli);
    let y = place.y.map_or_else(|| usual(down, EDGE), Percent::milli);
    let inside = |at: i32, edge: Edge| match edge {
        Edge::Centre => at.clamp(-WHOLE / 2, WHOLE + WHOLE / 2),
        _ => at.clamp(0, WHOLE),
    };
    let mut kept = inside(x, across) == x && place.row.is_none() && place.text.is_none();
    kept &= place.width.is_none() && place.height.is_none();
    let count = i32::try_from(lines).unwrap_or(0);
    let first = match down {
        Edge::Near => y,
        Edge::Centre => y.saturating_sub(STEP / 2 * (count - 1).max(0)),
        Edge::Far => y.saturating_sub(STEP.saturating_mul((count - 1).max(0))),
    };
    let each = (0..count).map(|n| {
        let y = first.saturating_add(STEP.saturating_mul(n));
        kept &= inside(y, down) == y;
        At { across, down, x: inside(x, across), y: inside(y, down), vertical: place.vertical }
    });
    let all: Vec<At> = each.collect();
    (all, kept)
}

impl At {
    /// The values of `Halign`, `Hposition`, `Valign`, `Vposition`.
    pub(super) fn spell(self) -> [String; 4] {
        let name = |edge: Edge, names: [&str; 3]| match edge {
            Edge::Near => names[0].to_owned(),
            Edge::Centre => names[1].to_owned(),
            Edge::Far => names[2].to_owned(),
        };
        let number = |at: i32, edge: Edge| match edge {
            Edge::Near => Percent::from_milli(at).to_string(),
            Edge::Centre => Percent::from_milli(at - WHOLE / 2).to_string(),
            Edge::Far => Percent::from_milli(WHOLE - at).to_string(),
        };
        [
            name(self.across, ["left", "center", "right"]),
            number(self.x, self.across),
            name(self.down, ["top", "center", "bottom"]),
            number(self.y, self.down),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks() {
        let spelt = |align, lines| -> Vec<String> {
            let (all, kept) = to_write(align, &Place::default(), lines);
            assert!(kept);
            all.into_iter().map(|at| at.spell().join(" ")).collect()
        };
        assert_eq!(spelt(2, 2), ["center 0 bottom 15", "center 0 bottom 8"]);
        assert_eq!(spelt(8, 2), ["center 0 top 8", "center 0 top 15"]);
        assert_eq!(spelt(5, 2), ["center 0 center -3.5", "center 0 center 3.5"]);
        assert_eq!(spelt(1, 1), ["left 10 bottom 8"]);
        assert_eq!(spelt(9, 1), ["right 10 top 8"]);
    }

    proptest::proptest! {
        #[test]
        fn places_survive(
            align in 1u8..10, lines in 1usize..5,
            x in proptest::option::of(0i32..100_000), y in proptest::option::of(0i32..100_000),
        ) {
            let place = Place { x: x.map(Percent::from_milli), y: y.map(Percent::from_milli), ..Place::default() };
            let (all, kept) = to_write(align, &place, lines);
            if kept {
                let (again, found, complete) = of_lines(&all);
                proptest::prop_assert_eq!(again, Some(align));
                proptest::prop_assert!(complete);
                let same = |a: Option<Percent>, b: Option<Percent>| a.is_none() || b.is_none() || a == b;
                proptest::prop_assert!(same(found.x, place.x) && same(found.y, place.y));
            }
        }

        #[test]
        fn any_place(align in 0u8..=255, lines in 0usize..2000, x in proptest::num::i32::ANY, y in proptest::num::i32::ANY) {
            let place = Place { x: Some(Percent::from_milli(x)), y: Some(Percent::from_milli(y)), ..Place::default() };
            for at in to_write(align, &place, lines).0 {
                let _ = at.spell();
            }
        }
    }
}
