//! Rectangles on the screen, in thousandths of a percent.

use super::regions::Third;
use crate::model::{Percent, Place, Vertical};

/// A rectangle inside the picture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// All of the picture's width or height.
const WHOLE: i32 = 100_000;
/// The edge that text keeps off where nothing is said.
const EDGE: i32 = 10_000;
/// The height of a region where nothing is said: room for three lines.
const HEIGHT: i32 = 26_000;

impl Rect {
    /// Whether two of them have a spot in common.
    pub(super) fn touches(self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// The `nth` of `of` equal parts, from top to bottom.
    pub(super) fn part(self, nth: usize, of: usize) -> Self {
        let (nth, of) = (i32::try_from(nth).unwrap_or(0), i32::try_from(of).unwrap_or(1).max(1));
        let height = self.height / of;
        Self { y: self.y + height.saturating_mul(nth), height, ..self }
    }

    /// `x% y%`.
    pub(super) fn origin(self) -> String {
        format!("{}% {}%", Percent::from_milli(self.x), Percent::from_milli(self.y))
    }

    /// `width% height%`.
    pub(super) fn extent(self) -> String {
        format!("{}% {}%", Percent::from_milli(self.width), Percent::from_milli(self.height))
    }
}

/// A third of the screen; where the middle is not used, half of it. iTunes Timed Text has narrow strips over the whole
/// width.
pub(super) fn strip(third: Third, middle: bool, itunes: bool) -> Rect {
    if itunes {
        let y = if third == Third::Top { 0 } else { 85_000 };
        return Rect { x: 0, y, width: WHOLE, height: 15_000 };
    }
    let (y, height) = match (third, middle) {
        (Third::Top, false) => (EDGE, 40_000),
        (Third::Bottom, false) => (50_000, 40_000),
        (Third::Top, true) => (EDGE, HEIGHT),
        (Third::Middle, _) => (37_000, HEIGHT),
        (Third::Bottom, true) => (64_000, HEIGHT),
    };
    Rect { x: EDGE, y, width: WHOLE - 2 * EDGE, height }
}

/// The rectangle of a place, whose anchor is the corner or side that `align` names, and whether it is exactly that
/// place. `None` where the place depends on the size of the letters.
pub(super) fn rect(place: &Place, align: u8) -> Option<(Rect, bool)> {
    let (column, line) = ((align.max(1) - 1) % 3, Third::of(align));
    let row = match place.row {
        Some(row) if place.y.is_none() => {
            let rows = i64::from(row.of?);
            let n = if row.n < 0 { rows + i64::from(row.n) } else { i64::from(row.n) };
            // The row's upper edge for what hangs from the top, its lower edge for what stands at the bottom.
            let twice = 2 * n + [0, 1, 2].get(line as usize)?;
            Some(Percent::of(twice, 2 * rows)?.milli())
        }
        _ => None,
    };
    let x = place.x.map_or([EDGE, WHOLE / 2, WHOLE - EDGE][usize::from(column.min(2))], Percent::milli);
    let y = place.y.map(Percent::milli).or(row).unwrap_or(match line {
        Third::Top => EDGE,
        Third::Middle => WHOLE / 2,
        Third::Bottom => WHOLE - EDGE,
    });
    let (x, width, sure) = side(x, place.width.map(Percent::milli), column, WHOLE)?;
    let anchor = match line {
        Third::Top => 0,
        Third::Middle => 1,
        Third::Bottom => 2,
    };
    let most = if place.vertical.is_some() { WHOLE } else { HEIGHT };
    let (y, height, exact) = side(y, place.height.map(Percent::milli), anchor, most)?;
    Some((Rect { x, y, width, height }, sure && exact))
}

/// Where a side of the rectangle begins and how long it is: with its beginning, middle or end (`anchor` 0, 1, 2) at
/// `at`, as long as said, or else as there is room, to the edge that text keeps off.
fn side(at: i32, length: Option<i32>, anchor: u8, most: i32) -> Option<(i32, i32, bool)> {
    let inside = at.clamp(0, WHOLE);
    let room = |from: i32, to: i32| match anchor {
        0 => to - inside,
        1 => 2 * (to - inside).min(inside - from),
        _ => inside - from,
    };
    let kept_off = room(EDGE, WHOLE - EDGE);
    let all = room(0, WHOLE);
    let free = if kept_off > 0 { kept_off } else { all };
    let wanted = length.unwrap_or(free.min(most));
    let long = wanted.min(all);
    let from = match anchor {
        0 => inside,
        1 => inside - long / 2,
        _ => inside - long,
    };
    (long > 0).then_some((from, long, inside == at && long == wanted))
}

/// `tts:displayAlign` of text in columns, whose lines follow one another sideways.
pub(super) fn display_align(vertical: Vertical, align: u8) -> &'static str {
    let column = (align.max(1) - 1) % 3;
    match (vertical, column) {
        (_, 1) => "center",
        (Vertical::RightToLeft, 2) | (Vertical::LeftToRight, 0) => "before",
        _ => "after",
    }
}

/// `tts:textAlign` of text in columns: from top to bottom.
pub(super) fn text_align(align: u8) -> &'static str {
    match Third::of(align) {
        Third::Top => "start",
        Third::Middle => "center",
        Third::Bottom => "end",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Row;

    fn percent(n: i32) -> Option<Percent> {
        Some(Percent::from_milli(n * 1000))
    }

    #[test]
    fn anchors() {
        let rect = |place: Place, align| {
            let (it, exact) = rect(&place, align).unwrap();
            (it.origin(), it.extent(), exact)
        };
        let at = Place { x: percent(30), y: percent(80), ..Place::default() };
        assert_eq!(rect(at, 2), ("10% 54%".into(), "40% 26%".into(), true));
        assert_eq!(rect(at, 7), ("30% 80%".into(), "60% 10%".into(), true));
        let boxed = Place { width: percent(20), height: percent(10), ..at };
        assert_eq!(rect(boxed, 5), ("20% 75%".into(), "20% 10%".into(), true));
        let out = Place { x: percent(120), ..at };
        assert!(!rect(out, 9).2 || rect(out, 9).1.starts_with('0'));
        let row = Place { row: Some(Row { n: -1, of: Some(23) }), ..Place::default() };
        assert_eq!(rect(row, 2).0, "10% 74%");
        let loose = Place { row: Some(Row { n: -1, of: None }), ..Place::default() };
        assert_eq!(super::rect(&loose, 2), None);
    }

    proptest::proptest! {
        #[test]
        fn rectangles_stay_inside(
            x in proptest::option::of(-200_000i32..300_000), y in proptest::option::of(-200_000i32..300_000),
            width in proptest::option::of(-5i32..200_000), height in proptest::option::of(-5i32..200_000),
            align in 0u8..12,
        ) {
            let p = |n: Option<i32>| n.map(Percent::from_milli);
            let place = Place { x: p(x), y: p(y), width: p(width), height: p(height), ..Place::default() };
            if let Some((it, _)) = rect(&place, align) {
                proptest::prop_assert!(it.x >= 0 && it.y >= 0 && it.width > 0 && it.height > 0);
                proptest::prop_assert!(it.x + it.width <= WHOLE && it.y + it.height <= WHOLE);
            }
        }
    }
}
