//! What can be checked field by field, and sets of subtitles.

use super::charset::{Page, Table};
use super::header::{self, Field, Header};
use super::layout::{Block, Layout};
use super::{fault, lang};
use crate::syntax::Fault;

/// Faults of the header, with the field each is in.
pub(super) fn header(raw: &[u8], layout: &Layout<'_>) -> Vec<(&'static Fault, Field)> {
    let mut out = Vec::new();
    let mut check = |holds: bool, fault: &'static Fault, field: Field| {
        if !holds {
            out.push((fault, field));
        }
    };
    check(Page::of(header::CPN.of(raw)).is_some(), &fault::CODE_PAGE, header::CPN);
    check(matches!(header::DSC.of(raw), b"0" | b"1" | b"2"), &fault::DISPLAY, header::DSC);
    check(Table::of(header::CCT.of(raw)).is_some(), &fault::TABLE, header::CCT);
    check(lang::read(header::LC.of(raw)) != lang::Said::Strange, &fault::LANGUAGE, header::LC);
    let number = |field: Field| field.number(raw).map(|n| n as usize);
    check(number(header::TNB) == Some(layout.count()), &fault::BLOCKS, header::TNB);
    let (all, shown) = (layout.subtitles.len(), layout.shown().count());
    check(number(header::TNS).is_some_and(|n| n == all || n == shown), &fault::SUBTITLES, header::TNS);
    for field in [header::MNC, header::MNR] {
        check(number(field).is_some_and(|n| n > 0), &fault::SCREEN, field);
    }
    check(header::TCS.of(raw) != b"0", &fault::NOT_FOR_USE, header::TCS);
    out
}

/// Faults of a subtitle's first block, each with its place in the block.
pub(super) fn first_block(block: Block<'_>, header: &Header) -> Vec<(&'static Fault, usize)> {
    let row = block.row();
    // Row 0 is the first of open subtitles in some programs; teletext keeps it for the page's own head.
    let row_fits = row <= header.rows && (row > 0 || !header.teletext);
    let checks = [
        (block.cumulative() <= 3, &fault::CUMULATIVE, 4),
        (row_fits, &fault::ROW, 13),
        (block.justification() <= 3, &fault::JUSTIFICATION, 14),
        (block.comment() <= 1, &fault::COMMENT, 15),
    ];
    checks.into_iter().filter(|(holds, ..)| !holds).map(|(_, fault, at)| (fault, at)).collect()
}

/// The first subtitle whose number is not above the one before it in its group: where its number stands.
pub(super) fn not_upwards(layout: &Layout<'_>) -> Option<usize> {
    let mut before: Option<(u8, u16)> = None;
    let mut firsts = layout.subtitles.iter().filter_map(|subtitle| layout.blocks_of(subtitle).first());
    let bad = firsts.find(|block| {
        let here = (block.group(), block.number());
        before.replace(here).is_some_and(|(group, number)| group == here.0 && number >= here.1)
    });
    bad.map(|block| block.at + 1)
}

/// Follows cumulative sets from cue to cue.
#[derive(Default)]
pub(super) struct Sets {
    /// The last part seen of a set that goes on, with its out-time.
    open: Option<(usize, [u8; 4])>,
}

impl Sets {
    /// Faults that the next cue shows, each with the cue it is in.
    pub(super) fn next(&mut self, block: Block<'_>, cue: usize) -> Vec<(&'static Fault, usize)> {
        let mut out = Vec::new();
        let status = block.cumulative();
        match (self.open, status) {
            (Some((part, end)), 2 | 3) if end < block.timecode(0) => out.push((&fault::SET_GAP, part)),
            (Some(_), 2 | 3) => {}
            (Some((part, _)), _) => out.push((&fault::SET_OPEN, part)),
            (None, 2 | 3) => out.push((&fault::SET_BROKEN, cue)),
            (None, _) => {}
        }
        self.open = matches!(status, 1 | 2).then(|| (cue, block.timecode(1)));
        out
    }

    /// The fault that the end of the file shows.
    pub(super) fn finish(self) -> Option<(&'static Fault, usize)> {
        self.open.map(|(part, _)| (&fault::SET_OPEN, part))
    }
}
