//! Rows and columns as places on the screen.
//!
//! The 15 rows and 32 columns share out the middle 80 % of the picture, so a column is 2.5 % wide and begins at
//! 10 % + 2.5 % × n. `align` says bottom, middle or top, and left, centre or right; a [`Row`] is added where the bottom
//! lines do not end on the last row (or the top ones begin on the first), an `x` where the text is not centred. The row
//! is the one that stands at the anchor: the last for the bottom, the first for the top and the middle.

use super::screen::{COLUMNS, ROWS, ShownRow};
use crate::model::{Percent, Place, Row};

/// Columns that the margins of a centred line may differ by: text is set to every fourth column and moved by up to
/// three, and not every author moves it.
const TOLERANCE: u8 = 4;

/// Where a caption's rows stand: its place on the keypad, what that does not say, and what neither does.
pub(super) fn of(rows: &[ShownRow]) -> (Option<u8>, Place, Option<&'static str>) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return (None, Place::default(), None);
    };
    let mut lost = None;
    if usize::from(last.row - first.row) + 1 != rows.len() {
        lost = Some("empty rows between the lines");
    }
    let (line, anchor) = match first.row + last.row {
        0..=9 => (6, (first.row != 0).then_some(first.row)),
        10..=18 => (3, Some(first.row)),
        _ => (0, (last.row != ROWS - 1).then_some(last.row)),
    };
    let left = rows.iter().map(|row| row.column).min().unwrap_or(0);
    let right = rows.iter().map(end).max().unwrap_or(COLUMNS);
    let centred = |row: &ShownRow| row.column.abs_diff(COLUMNS - end(row)) <= TOLERANCE;
    let (column, x) = if rows.iter().all(centred) {
        (2, None)
    } else if rows.iter().all(|row| row.column == left) {
        (1, percent(left))
    } else if rows.iter().all(|row| end(row) == right) {
        (3, percent(right))
    } else {
        lost = lost.or(Some("a column of its own for each line"));
        (1, percent(left))
    };
    let row = anchor.map(|n| Row { n: n.into(), of: Some(ROWS) });
    let align = line + column;
    (Some(align).filter(|align| *align != 2), Place { x, row, ..Place::default() }, lost)
}

/// The column behind a row's last letter.
fn end(row: &ShownRow) -> u8 {
    row.column.saturating_add(row.width).min(COLUMNS)
}

/// The left edge of a column in the picture.
fn percent(column: u8) -> Option<Percent> {
    Some(Percent::from_milli(10_000 + i32::from(column) * 2500))
}

/// The column at a place in the picture, to the nearest, and whether it is exactly there.
pub(super) fn column(x: Percent) -> (u8, bool) {
    let from = (x.milli() - 10_000).clamp(0, 80_000);
    let column = u8::try_from((from + 1250) / 2500).unwrap_or(0);
    (column, percent(column) == Some(x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    fn row(row: u8, column: u8, width: u8) -> ShownRow {
        ShownRow { row, column, width, flash: false, span: Span::default(), stretches: Vec::new() }
    }

    #[test]
    fn places() {
        let at = |rows: &[ShownRow]| {
            let (align, place, lost) = of(rows);
            (align, place.row.map(|r| r.n), place.x.map(|x| x.to_string()), lost.is_some())
        };
        let x = |text: &str| Some(text.to_owned());
        assert_eq!(at(&[row(13, 4, 24), row(14, 11, 10)]), (None, None, None, false));
        assert_eq!(at(&[row(12, 10, 12)]), (None, Some(12), None, false));
        assert_eq!(at(&[row(0, 10, 12)]), (Some(8), None, None, false));
        assert_eq!(at(&[row(1, 10, 12)]), (Some(8), Some(1), None, false));
        assert_eq!(at(&[row(7, 10, 12)]), (Some(5), Some(7), None, false));
        assert_eq!(at(&[row(13, 0, 12), row(14, 0, 30)]), (Some(1), None, x("10"), false));
        assert_eq!(at(&[row(13, 20, 12), row(14, 12, 20)]), (Some(3), None, x("90"), false));
        assert_eq!(at(&[row(13, 0, 12), row(14, 4, 12)]), (Some(1), None, x("10"), true));
        assert_eq!(at(&[row(0, 10, 12), row(14, 10, 12)]), (Some(5), Some(0), None, true));
        assert_eq!(at(&[]), (None, None, None, false));
    }

    #[test]
    fn columns_survive() {
        for n in 0..=32 {
            assert_eq!(column(percent(n).unwrap()), (n, true));
        }
        assert_eq!(column(Percent::from_milli(11_000)), (0, false));
        assert_eq!(column(Percent::from_milli(-5)), (0, false));
        assert_eq!(column(Percent::from_milli(100_000)), (32, false));
    }
}
