//! The nine places of a keypad, for formats that have nothing finer.

use crate::model::Cue;

/// The place nearest to where a cue stands. A cue whose anchor is the top of its box may stand at the bottom all the
/// same: what counts is where that edge is.
fn nearest_align(cue: &Cue<'_>) -> Option<u8> {
    let place = cue.details.as_deref().map(|details| details.place)?;
    let align = cue.align.unwrap_or(2);
    let column = (align + 2) % 3;
    let y = match (place.row, place.y) {
        (Some(row), _) if row.n < 0 => 100_000,
        (Some(row), _) => row.of.map_or(0, |of| i32::from(row.n) * 100_000 / i32::from(of).max(1)),
        (None, Some(y)) => y.milli(),
        (None, None) => return cue.align,
    };
    // The middle of the screen is for what is centred there, or stands clearly away from both edges.
    let band = match (align, y) {
        (_, ..=33_333) => 7,
        (4..=6, ..=66_666) => 4,
        (7..=9, 33_334..=49_999) => 7,
        _ => 1,
    };
    Some(band + column)
}

/// The place on a keypad that is nearest to where a cue stands; what `align` says where it says nothing finer.
#[must_use]
pub fn keypad(cue: &Cue<'_>) -> Option<u8> {
    nearest_align(cue).or(cue.align)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Details, Percent, Place, Row};

    #[test]
    fn the_edge_that_is_named_decides() {
        let cue = |align, place| Cue {
            times: None,
            lines: 0..0,
            align,
            details: Some(Box::new(Details { place, ..Details::default() })),
        };
        let y = |percent| Place { y: Some(Percent::from_milli(percent * 1000)), ..Place::default() };
        for (align, percent, want) in [
            (8, 84, 2),
            (8, 10, 8),
            (7, 84, 1),
            (9, 5, 9),
            (2, 90, 2),
            (2, 20, 8),
            (5, 50, 5),
            (5, 95, 2),
            (8, 40, 8),
        ] {
            assert_eq!(keypad(&cue(Some(align), y(percent))), Some(want), "{align} at {percent} %");
        }
        let row = |n, of| Place { row: Some(Row { n, of }), ..Place::default() };
        assert_eq!(keypad(&cue(None, row(-1, None))), Some(2));
        assert_eq!(keypad(&cue(None, row(1, Some(15)))), Some(8));
        assert_eq!(keypad(&cue(Some(3), Place::default())), Some(3));
    }
}
