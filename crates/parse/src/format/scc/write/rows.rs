//! Words on rows: broken where they must be, placed, and spelt in codes.

use super::super::place;
use super::super::screen::{COLUMNS, ROWS, ShownRow};
use super::super::tables::{self, Sent};
use super::letters::{Look, Word};
use super::schedule::Unit;
use crate::base::Span;
use crate::format::write::WriteError;
use crate::model::{Cue, Loss, LossKind, Percent, Place};

/// Rows a decoder must be able to show at once.
const MOST_ROWS: usize = 4;

/// The rows of a caption.
pub(super) struct Block(Vec<PlacedRow>);

struct PlacedRow {
    row: u8,
    column: u8,
    words: Vec<Word>,
}

impl Block {
    /// Breaks and places a cue's lines; `None` where there is none.
    pub(super) fn new(
        lines: Vec<Vec<Word>>,
        cue: &Cue<'_>,
        index: usize,
        losses: &mut Vec<Loss>,
    ) -> Result<Option<Self>, WriteError> {
        if lines.is_empty() {
            return Ok(None);
        }
        let changes = |word: &Word| word.windows(2).any(|pair| pair[0].look != pair[1].look);
        if lines.iter().flatten().any(changes) {
            let what = "a blank where the look changes inside a word";
            losses.push(Loss::cue(LossKind::Text, index, what));
        }
        if wide_gaps(&lines) {
            let what = "a second blank where colour and italics begin together";
            losses.push(Loss::cue(LossKind::Text, index, what));
        }
        let rows = broken(lines, index, losses)?;
        Ok(Some(Self(placed(rows, cue, index, losses))))
    }

    /// Whether no row is in both.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        self.0.len() + other.0.len() <= MOST_ROWS
            && !self.0.iter().any(|a| other.0.iter().any(|b| a.row == b.row))
    }

    /// Adds another's rows.
    pub(super) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
        self.0.sort_by_key(|row| row.row);
    }

    /// The codes that load the rows.
    pub(super) fn load(&self) -> Vec<Unit> {
        let mut out = vec![Unit::twice(0x14, 0x2e), Unit::twice(0x14, 0x20)];
        self.0.iter().for_each(|row| spell(row, &mut out));
        out
    }
}

/// Where a change of look between two words takes more than the blank between them.
fn wide_gaps(lines: &[Vec<Word>]) -> bool {
    lines.iter().any(|line| line.windows(2).any(|pair| gap(&pair[0], &pair[1]).len() > 1))
}

/// Cells of a row.
fn width(words: &[Word]) -> usize {
    let inside = |word: &Word| {
        let changes = word.windows(2).map(|pair| pair[0].look.to(pair[1].look).len());
        word.len() + changes.sum::<usize>()
    };
    let between = words.windows(2).map(|pair| gap(&pair[0], &pair[1]).len().max(1));
    words.iter().map(inside).sum::<usize>() + between.sum::<usize>()
}

/// The codes between two words.
fn gap(before: &Word, after: &Word) -> Vec<u8> {
    match (before.last(), after.first()) {
        (Some(before), Some(after)) => before.look.to(after.look),
        _ => Vec::new(),
    }
}

/// Cells a row may have: a colour together with italics takes one before its first letter.
fn room(words: &[Word]) -> usize {
    let look = words.first().and_then(|word| word.first()).map_or(Look::default(), |glyph| glyph.look);
    usize::from(COLUMNS) - usize::from(look.italic && look.colour != 0)
}

/// Letters that a caption holds at most.
pub(super) const CELLS: usize = MOST_ROWS * COLUMNS as usize;

/// A cue that no caption holds.
pub(super) fn too_much(index: usize) -> WriteError {
    WriteError::Other(format!(
        "cue {} has more text than four rows of {COLUMNS} columns hold; split it",
        index + 1
    ))
}

/// The lines as rows that fit.
fn broken(lines: Vec<Vec<Word>>, index: usize, losses: &mut Vec<Loss>) -> Result<Vec<Vec<Word>>, WriteError> {
    let before = lines.len();
    // Said before any is broken, so that a text of any length is refused at once.
    if lines.iter().flatten().map(Vec::len).sum::<usize>() > CELLS {
        return Err(too_much(index));
    }
    let fits = |line: &Vec<Word>| width(line) <= room(line);
    if before <= MOST_ROWS && lines.iter().all(fits) {
        return Ok(lines);
    }
    let rows: Vec<Vec<Word>> = lines.iter().flat_map(|line| balanced(line)).collect();
    let (rows, how) = if rows.len() <= MOST_ROWS {
        (rows, "broken")
    } else {
        (balanced(&lines.concat()), "joined and broken anew")
    };
    if rows.len() > MOST_ROWS {
        return Err(too_much(index));
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let what = format!("{} {how} into {}", count(before, "line"), count(rows.len(), "row"));
    losses.push(Loss::cue(LossKind::Lines, index, what));
    Ok(rows)
}

/// A line in as few rows as it takes, all about as wide.
fn balanced(line: &[Word]) -> Vec<Vec<Word>> {
    let widest = usize::from(COLUMNS);
    let mut rows = greedy(line, widest);
    for most in (widest / 2..widest).rev() {
        let narrower = greedy(line, most);
        if narrower.len() > rows.len() {
            break;
        }
        rows = narrower;
    }
    rows
}

/// As many words a row as fit into `most` cells; a word that fits nowhere is cut.
fn greedy(line: &[Word], most: usize) -> Vec<Vec<Word>> {
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in line {
        if let Some(row) = rows.last_mut() {
            row.push(word.clone());
            if width(row) <= most.min(room(row)) {
                continue;
            }
            row.pop();
        }
        let mut rest = word.clone();
        while width(std::slice::from_ref(&rest)) > most.min(room(std::slice::from_ref(&rest))) {
            // Every letter may bring two cells of looks.
            let mut part = rest.len().min(most);
            while part > 1 && width(&[rest[..part].to_vec()]) > most.min(room(&[rest[..part].to_vec()])) {
                part -= 1;
            }
            let tail = rest.split_off(part);
            rows.push(vec![rest]);
            rest = tail;
        }
        rows.push(vec![rest]);
    }
    rows
}

/// Gives the rows their places.
fn placed(rows: Vec<Vec<Word>>, cue: &Cue<'_>, index: usize, losses: &mut Vec<Loss>) -> Vec<PlacedRow> {
    let align = cue.align.filter(|a| (1..=9).contains(a)).unwrap_or(2);
    let place = cue.details.as_ref().map_or(Place::default(), |details| details.place);
    let mut lost = Vec::new();
    let first = first_row(rows.len(), align, &place, &mut lost);
    let mut out = Vec::with_capacity(rows.len());
    for (row, words) in (first..ROWS).zip(rows) {
        let column = column(&words, align, place.x, &mut lost);
        out.push(PlacedRow { row, column, words });
    }
    if place.width.is_some() || place.height.is_some() {
        lost.push("the size of its box");
    }
    if place.text.is_some() {
        lost.push("how its lines are aligned");
    }
    if place.vertical.is_some() {
        lost.push("columns instead of lines");
    }
    let read = settle(&mut out, &mut lost);
    lost.dedup();
    losses.extend(lost.into_iter().map(|what| Loss::cue(LossKind::Position, index, what)));
    if read != align {
        let what = format!("place {align} looks like place {read} with lines this long");
        losses.push(Loss::cue(LossKind::Align, index, what));
    }
    out
}

/// Puts the rows where a reader takes them to be, so that they are written there again: centred where that is how they
/// look, flush where each would have a column of its own. Gives the place on the keypad that they look like.
fn settle(rows: &mut [PlacedRow], lost: &mut Vec<&'static str>) -> u8 {
    let mut read = 2;
    // Rows that were moved may look otherwise once more, and then no more.
    for _ in 0..3 {
        let (align, found, apart) = place::of(&rows.iter().map(PlacedRow::shown).collect::<Vec<_>>());
        read = align.unwrap_or(2);
        if apart.is_some_and(|_| rows.windows(2).all(|pair| matches!(pair, [a, b] if a.row + 1 == b.row))) {
            lost.push("a column of its own for each line");
        }
        let mut same = true;
        for row in &mut *rows {
            let column = column(&row.words, read, found.x, &mut Vec::new());
            same &= column == row.column;
            row.column = column;
        }
        if same {
            break;
        }
    }
    read
}

/// The row of the first line.
fn first_row(rows: usize, align: u8, place: &Place, lost: &mut Vec<&'static str>) -> u8 {
    let rows = i16::try_from(rows).unwrap_or(1);
    let last_first = i16::from(ROWS) - rows;
    let anchor = match (place.row, place.y) {
        (Some(row), _) if row.of == Some(ROWS) => {
            Some(if row.n < 0 { i16::from(ROWS).saturating_add(row.n) } else { row.n })
        }
        (Some(_), _) => {
            lost.push("a row of another grid");
            None
        }
        (None, Some(y)) => {
            lost.push("a height between rows");
            // The bottom edge of a row is the top edge of the next.
            Some(nearest_row(y) - i16::from(align <= 3))
        }
        (None, None) => None,
    };
    let wanted = match (anchor, align) {
        (Some(n), 1..=3) => n.saturating_sub(rows - 1),
        (Some(n), _) => n,
        (None, 1..=3) => last_first,
        (None, 4..=6) => last_first / 2,
        (None, _) => 0,
    };
    let row = wanted.clamp(0, last_first);
    if row != wanted {
        lost.push("a row with no room for all lines");
    }
    u8::try_from(row).unwrap_or(0)
}

/// The row edge nearest to a height in the picture.
fn nearest_row(y: Percent) -> i16 {
    let from = i64::from(y.milli() - 10_000).clamp(0, 80_000);
    i16::try_from((from * i64::from(ROWS) + 40_000) / 80_000).unwrap_or(0)
}

/// The column of a row's first letter.
fn column(words: &[Word], align: u8, x: Option<Percent>, lost: &mut Vec<&'static str>) -> u8 {
    let width = i16::try_from(width(words)).unwrap_or(0);
    let edge = x.map(place::column);
    if edge.is_some_and(|(_, exact)| !exact) {
        lost.push("a place between columns");
    }
    let edge = edge.map(|(column, _)| i16::from(column));
    let all = i16::from(COLUMNS);
    let wanted = match align % 3 {
        1 => edge.unwrap_or(0),
        2 => edge.unwrap_or(all / 2) - (width + 1) / 2,
        _ => edge.unwrap_or(all) - width,
    };
    let least = all - i16::try_from(room(words)).unwrap_or(all);
    let column = wanted.min(all - width).max(least);
    // One column aside for the look of its first letter is next to nothing.
    if column.abs_diff(wanted) > 1 {
        lost.push("a column with no room for the whole line");
    }
    u8::try_from(column).unwrap_or(0)
}

impl PlacedRow {
    /// The row as a reader would find it.
    fn shown(&self) -> ShownRow {
        let width = u8::try_from(width(&self.words)).unwrap_or(COLUMNS);
        let (row, column, span) = (self.row, self.column, Span::default());
        ShownRow { row, column, width, flash: false, span, stretches: Vec::new() }
    }
}

/// The codes of a row: its preamble, then letters and changes of look.
fn spell(row: &PlacedRow, out: &mut Vec<Unit>) {
    let look = row.words.first().and_then(|word| word.first()).map_or(Look::default(), |glyph| glyph.look);
    let (first, high) = tables::preamble(row.row);
    let (low, column, codes) = preamble(look, row.column);
    out.push(Unit::twice(first, high | low));
    if column % 4 != 0 {
        out.push(Unit::twice(0x17, 0x20 | (column % 4)));
    }
    let mut line = Line { out, pending: None };
    line.looks(&codes);
    let mut now = look;
    for (n, word) in row.words.iter().enumerate() {
        for (at, glyph) in word.iter().enumerate() {
            let codes = now.to(glyph.look);
            // The first change of look takes the place of the blank before the word.
            if n > 0 && at == 0 && codes.is_empty() {
                line.basic(b' ');
            }
            line.looks(&codes);
            now = glyph.look;
            line.letter(glyph.sent);
        }
    }
    line.flush();
}

/// How a row begins with a look at a column: the low bits of the preamble, the column to go to, and mid-row codes.
fn preamble(look: Look, column: u8) -> (u8, u8, Vec<u8>) {
    let underline = u8::from(look.underline);
    let indent = |column: u8| 0x10 | (column / 4 * 2) | underline;
    if !look.italic && look.colour == 0 {
        return (indent(column), column, Vec::new());
    }
    let styled = if look.colour != 0 { look.colour << 1 } else { 0x0e } | underline;
    let both = look.italic && look.colour != 0;
    if column == u8::from(both) {
        let codes = if both { vec![0x2e | underline] } else { Vec::new() };
        return (styled, 0, codes);
    }
    let codes = Look::default().to(look);
    let before = column.saturating_sub(u8::try_from(codes.len()).unwrap_or(0));
    (indent(before), before, codes)
}

/// Bytes in pairs.
struct Line<'o> {
    out: &'o mut Vec<Unit>,
    pending: Option<u8>,
}

impl Line<'_> {
    fn basic(&mut self, byte: u8) {
        match self.pending.take() {
            Some(first) => self.out.push(Unit::once(first, byte)),
            None => self.pending = Some(byte),
        }
    }

    fn flush(&mut self) {
        if let Some(first) = self.pending.take() {
            self.out.push(Unit::once(first, 0));
        }
    }

    fn letter(&mut self, sent: Sent) {
        let (first, second) = match sent {
            Sent::Basic(byte) => return self.basic(byte),
            Sent::Special(first, second) => (first, second),
            Sent::Extended(older, pair) => {
                self.basic(older);
                pair
            }
        };
        self.flush();
        self.out.push(Unit::twice(first, second));
    }

    fn looks(&mut self, codes: &[u8]) {
        for code in codes {
            self.flush();
            self.out.push(Unit::twice(0x11, *code));
        }
    }
}
