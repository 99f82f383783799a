//! Rows and justification → a place on the screen, and back.

use super::header::Header;
use super::layout::Block;
use crate::model::{Place, Row};

/// How many rows a subtitle takes up.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Extent {
    /// Rows left free above its first line.
    pub(super) above: i32,
    /// Rows from its first line's to its last line's.
    pub(super) rows: i32,
}

/// The place as on a numeric keypad, and finer where that does not say it: a subtitle that begins in the upper half
/// hangs from its first row, any other stands on its last. The outermost two rows, and the middle, need no row.
pub(super) fn of(block: Block<'_>, extent: Extent, header: &Header) -> (Option<u8>, Place) {
    let column = match block.justification() {
        1 => 1,
        3 => 3,
        _ => 2,
    };
    let last = i32::from(header.rows) - 1;
    let first = i32::from(block.row()).max(1) - 1;
    let top = (first + extent.above).min(last);
    let bottom = (top + extent.rows.max(1) - 1).min(last);
    let below = last - bottom;
    let row = |n: i32| Place {
        row: i16::try_from(n).ok().map(|n| Row { n, of: Some(header.rows) }),
        ..Place::default()
    };
    let (band, place) = if below <= 1 {
        (0, Place::default())
    } else if top <= 1 {
        (6, Place::default())
    } else if (top - below).abs() <= 1 {
        (3, Place::default())
    } else if first + 1 < i32::from(header.rows) / 2 {
        (6, row(top))
    } else {
        (0, row(bottom))
    };
    let align = band + column;
    ((align != 2).then_some(align), place)
}

/// Rows of the screens that are written.
pub(super) const ROWS: u8 = 23;

/// The first row and the justification of a subtitle of so many lines, and whether they say all of its place.
pub(super) fn spell(align: Option<u8>, place: &Place, lines: usize) -> (u8, u8, bool) {
    let align = align.filter(|align| (1..=9).contains(align)).unwrap_or(2);
    let (band, justification) = ((align - 1) / 3, (align - 1) % 3 + 1);
    let (rows, lines) = (i32::from(ROWS), i32::try_from(lines).unwrap_or(i32::MAX).clamp(1, i32::from(ROWS)));
    let mut exact = Place { row: None, y: None, ..*place }.is_plain();
    let anchor = match (place.row, place.y) {
        (Some(Row { n, of }), _) => {
            let of = i32::from(of.filter(|of| *of > 0).unwrap_or(ROWS));
            let n = i32::from(n);
            let n = if n < 0 { of + n } else { n };
            exact &= of == rows && (0..rows).contains(&n);
            Some(n * rows / of)
        }
        (None, Some(y)) => {
            exact = false;
            // The anchor of what stands on its last row is below that row.
            let at = y.milli().clamp(0, 100_000) * rows / 100_000;
            Some(if band == 0 { at - 1 } else { at })
        }
        (None, None) => None,
    };
    let first = match (band, anchor) {
        (0, Some(bottom)) => bottom - lines + 1,
        (2, Some(top)) => top,
        (_, Some(middle)) => middle - lines / 2,
        // One row stays free, as it does on television.
        (0, None) => rows - 1 - lines,
        (2, None) => 1,
        (_, None) => (rows - lines) / 2,
    };
    let first = first.clamp(0, rows - lines);
    // What reading takes for one of the nine places is written where that place has it.
    let below = rows - first - lines;
    let usual = match (first, below) {
        (_, ..=1) => (rows - 1 - lines).max(0),
        (..=1, _) => 1,
        _ if (first - below).abs() <= 1 => (rows - lines) / 2,
        _ => first,
    };
    exact &= usual == first || anchor.is_none();
    let row = usual + 1;
    (u8::try_from(row).unwrap_or(1), justification, exact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::stl::charset::Table;

    const HEADER: Header = Header { teletext: false, rows: ROWS, table: Table::Cyrillic };

    fn read(row: u8, justification: u8, lines: i32) -> (Option<u8>, Place) {
        let mut bytes = [0; 128];
        (bytes[13], bytes[14]) = (row, justification);
        of(Block { at: 0, bytes: &bytes }, Extent { above: 0, rows: lines }, &HEADER)
    }

    #[test]
    fn all_nine_places_come_back() {
        for align in 1..=9 {
            for lines in 1..=4 {
                let (row, justification, exact) = spell(Some(align), &Place::default(), lines);
                let (back, place) = read(row, justification, lines as i32);
                assert!(exact);
                assert_eq!((back.unwrap_or(2), place), (align, Place::default()), "{align} {lines} {row}");
            }
        }
    }

    #[test]
    fn what_was_written_is_written_again_as_it_is() {
        use crate::model::Percent;
        for align in 1..=9 {
            for lines in 1..=4 {
                for y in (0..=100).map(|n| Percent::from_milli(n * 1000)) {
                    let place = Place { y: Some(y), ..Place::default() };
                    let (row, justification, _) = spell(Some(align), &place, lines);
                    let (read_align, read_place) = read(row, justification, lines as i32);
                    let again = spell(read_align, &read_place, lines);
                    assert_eq!((again.0, again.1), (row, justification), "{align} {lines} {y}");
                }
            }
        }
    }

    #[test]
    fn lines_stand_around_the_row_they_are_given() {
        use crate::model::Percent;
        let row = |n, of| Place { row: Some(Row { n, of }), ..Place::default() };
        for (align, place, lines, want) in [
            (8, row(5, Some(23)), 2, (6, 2, true)),
            (2, row(15, Some(23)), 1, (16, 2, true)),
            (2, row(15, Some(23)), 2, (15, 2, true)),
            (4, row(5, Some(23)), 1, (6, 1, true)),
            (6, row(5, Some(23)), 3, (5, 3, true)),
            (5, row(16, Some(23)), 1, (17, 2, true)),
            // The first row of all.
            (8, row(0, Some(23)), 1, (2, 2, false)),
            // From the bottom, and of a screen with other rows.
            (2, row(-6, Some(23)), 1, (18, 2, true)),
            (8, row(5, Some(46)), 1, (3, 2, false)),
            (8, Place { y: Some(Percent::from_milli(25_000)), ..Place::default() }, 1, (6, 2, false)),
            (5, Place { y: Some(Percent::from_milli(25_000)), ..Place::default() }, 1, (6, 2, false)),
            (2, Place { y: Some(Percent::from_milli(75_000)), ..Place::default() }, 1, (17, 2, false)),
        ] {
            assert_eq!(spell(Some(align), &place, lines), want, "{align} {place:?} {lines}");
        }
    }

    #[test]
    fn rows_come_back() {
        for row in 0..=254 {
            for lines in 1..=4 {
                let (align, place) = read(row, 2, lines);
                let (again, justification, exact) = spell(align, &place, lines as usize);
                assert!(exact && justification == 2);
                assert_eq!(read(again, 2, lines), (align, place), "{row} {lines}");
            }
        }
    }
}
