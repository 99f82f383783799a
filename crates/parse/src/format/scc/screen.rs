//! A decoder's memory: fifteen rows of thirty-two cells.

use super::tables::TRANSPARENT;
use crate::base::Span;
use crate::model::Style;

/// Rows on the screen.
pub(super) const ROWS: u8 = 15;
/// Columns on the screen.
pub(super) const COLUMNS: u8 = 32;
/// Columns kept. Decoders write letters beyond the screen's last column over one another; authors meant them all.
pub(super) const KEPT: u8 = 250;

/// A letter in its place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Cell {
    pub(super) letter: char,
    pub(super) style: Style,
    /// It blinks.
    pub(super) flash: bool,
    /// The word of the file that sent it.
    pub(super) word: Span,
}

impl Cell {
    fn is_seen(&self) -> bool {
        self.letter != ' '
    }
}

/// Letters of one look, side by side.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) span: Span,
}

/// A row that shows something.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct ShownRow {
    /// From 0 at the top.
    pub(super) row: u8,
    /// The first column that shows something.
    pub(super) column: u8,
    /// Columns up to the last that does.
    pub(super) width: u8,
    /// Something in it blinks.
    pub(super) flash: bool,
    /// The words that sent it.
    pub(super) span: Span,
    pub(super) stretches: Vec<Stretch>,
}

/// One of the two memories.
#[derive(Clone, Default, Debug)]
pub(super) struct Memory {
    rows: [Vec<Option<Cell>>; ROWS as usize],
    /// What is in it has been on the screen.
    pub(super) seen: bool,
}

impl Memory {
    /// Puts a cell in its place; a transparent one leaves it empty.
    pub(super) fn put(&mut self, row: u8, column: u8, cell: Cell) {
        let Some(cells) = self.rows.get_mut(usize::from(row)) else { return };
        let column = usize::from(column.min(KEPT - 1));
        if cells.len() <= column {
            cells.resize(column + 1, None);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = (cell.letter != TRANSPARENT).then_some(cell);
        }
    }

    /// Whether a cell shows something.
    pub(super) fn is_seen(&self, row: u8, column: u8) -> bool {
        let cell = self.rows.get(usize::from(row)).and_then(|cells| cells.get(usize::from(column)));
        cell.is_some_and(|cell| cell.is_some_and(|cell| cell.is_seen()))
    }

    /// Empties one cell.
    pub(super) fn erase(&mut self, row: u8, column: u8) {
        let cells = self.rows.get_mut(usize::from(row));
        if let Some(place) = cells.and_then(|cells| cells.get_mut(usize::from(column))) {
            *place = None;
        }
    }

    /// Empties a row from a column on.
    pub(super) fn erase_from(&mut self, row: u8, column: u8) {
        if let Some(cells) = self.rows.get_mut(usize::from(row)) {
            cells.truncate(usize::from(column));
        }
    }

    /// Empties everything.
    pub(super) fn clear(&mut self) {
        self.rows.iter_mut().for_each(Vec::clear);
        self.seen = false;
    }

    /// Nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        !self.rows.iter().flatten().flatten().any(Cell::is_seen)
    }

    /// The words that sent what is in it.
    pub(super) fn span(&self) -> Option<Span> {
        self.rows.iter().flatten().flatten().map(|cell| cell.word).reduce(Span::cover)
    }

    /// Moves the rows from `top` to `base` up by one; the topmost goes, the lowest is empty.
    pub(super) fn roll(&mut self, top: u8, base: u8) {
        if let Some(rows) = self.rows.get_mut(usize::from(top)..=usize::from(base)) {
            rows.rotate_left(1);
            if let Some(lowest) = rows.last_mut() {
                lowest.clear();
            }
        }
    }

    /// Moves `depth` rows that end at `from` so that they end at `to`.
    pub(super) fn shift(&mut self, depth: u8, from: u8, to: u8) {
        let mut moved: Vec<Vec<Option<Cell>>> = Vec::new();
        for up in 0..depth {
            let row = self.rows.get_mut(usize::from(from.saturating_sub(up)));
            moved.push(row.map(std::mem::take).unwrap_or_default());
        }
        for (up, cells) in (0..depth).zip(moved) {
            if let Some(row) = self.rows.get_mut(usize::from(to.saturating_sub(up))) {
                *row = cells;
            }
        }
    }

    /// Every row that shows something.
    pub(super) fn shown(&self) -> Vec<ShownRow> {
        (0..ROWS).filter_map(|row| self.row(row)).collect()
    }

    /// A row, where it shows something: without the blanks at its ends.
    pub(super) fn row(&self, row: u8) -> Option<ShownRow> {
        let cells = self.rows.get(usize::from(row))?;
        let seen = |cell: &Option<Cell>| cell.is_some_and(|cell| cell.is_seen());
        let first = cells.iter().position(seen)?;
        let last = cells.iter().rposition(seen)?;
        let mut stretches: Vec<Stretch> = Vec::new();
        let (mut span, mut flash) = (None::<Span>, false);
        for cell in cells.get(first..=last)? {
            // An empty cell between two letters shows the picture: a blank in the look of what stands before it.
            let Some(cell) = cell else {
                if let Some(stretch) = stretches.last_mut() {
                    stretch.text.push(' ');
                }
                continue;
            };
            span = Some(span.map_or(cell.word, |s| s.cover(cell.word)));
            flash |= cell.flash;
            match stretches.last_mut() {
                Some(stretch) if stretch.style == cell.style => {
                    stretch.text.push(cell.letter);
                    stretch.span = stretch.span.cover(cell.word);
                }
                _ => stretches.push(Stretch {
                    text: cell.letter.to_string(),
                    style: cell.style,
                    span: cell.word,
                }),
            }
        }
        let column = u8::try_from(first).unwrap_or(0);
        let width = u8::try_from(last + 1 - first).unwrap_or(KEPT);
        Some(ShownRow { row, column, width, flash, span: span?, stretches })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(rows: &[(u8, u8, &str)]) -> Memory {
        let mut memory = Memory::default();
        for (row, column, text) in rows {
            for (i, letter) in text.chars().enumerate() {
                let cell = Cell { letter, style: Style::default(), flash: false, word: Span::new(i, i + 1) };
                memory.put(*row, column + u8::try_from(i).unwrap(), cell);
            }
        }
        memory
    }

    fn texts(memory: &Memory) -> Vec<(u8, u8, String)> {
        let text = |row: &ShownRow| row.stretches.iter().map(|s| s.text.as_str()).collect();
        memory.shown().iter().map(|row| (row.row, row.column, text(row))).collect()
    }

    #[test]
    fn blanks_at_the_ends_show_nothing() {
        let it = memory(&[(3, 2, "  A b "), (5, 0, "   ")]);
        assert_eq!(texts(&it), [(3, 4, "A b".to_owned())]);
        assert!(memory(&[(5, 0, "   ")]).is_blank());
        assert_eq!(texts(&memory(&[(0, 0, "a\u{a0}b")])), [(0, 0, "a b".to_owned())]);
    }

    #[test]
    fn rows_roll_and_move() {
        let mut it = memory(&[(12, 0, "A"), (13, 0, "B"), (14, 0, "C")]);
        it.roll(13, 14);
        assert_eq!(texts(&it), [(12, 0, "A".to_owned()), (13, 0, "C".to_owned())]);
        let mut it = memory(&[(13, 0, "B"), (14, 0, "C")]);
        it.shift(2, 14, 13);
        assert_eq!(texts(&it), [(12, 0, "B".to_owned()), (13, 0, "C".to_owned())]);
        it.shift(2, 13, 1);
        assert_eq!(texts(&it), [(0, 0, "B".to_owned()), (1, 0, "C".to_owned())]);
    }

    #[test]
    fn cells_beyond_the_screen_are_none() {
        let mut it = memory(&[(14, 248, "abcd"), (15, 0, "x")]);
        assert_eq!(texts(&it), [(14, 248, "ad".to_owned())]);
        it.erase(14, 255);
        it.erase(99, 99);
        it.erase_from(14, 249);
        it.roll(3, 40);
        assert_eq!(texts(&it), [(14, 248, "a".to_owned())]);
    }
}
