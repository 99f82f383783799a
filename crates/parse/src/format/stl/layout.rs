//! Which blocks (TTI) make up which subtitle.

use super::header;
use std::ops::Range;

/// A block's length.
pub(super) const BLOCK: usize = 128;
/// Where a block's text begins.
pub(super) const TEXT: usize = 16;
/// Filler behind the text.
pub(super) const FILLER: u8 = 0x8f;
/// The last block of a subtitle, or its only one.
pub(super) const LAST: u8 = 0xff;
/// A block with the user's own data.
const USER: u8 = 0xfe;

/// A block, whole or cut off within its text.
#[derive(Clone, Copy)]
pub(super) struct Block<'r> {
    /// Where it begins in the file.
    pub(super) at: usize,
    /// Its bytes; at least [`TEXT`].
    pub(super) bytes: &'r [u8],
}

impl<'r> Block<'r> {
    fn byte(self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Group and number.
    pub(super) fn id(self) -> [u8; 3] {
        [self.byte(0), self.byte(1), self.byte(2)]
    }

    pub(super) fn group(self) -> u8 {
        self.byte(0)
    }

    /// The subtitle's number within its group.
    pub(super) fn number(self) -> u16 {
        u16::from_le_bytes([self.byte(1), self.byte(2)])
    }

    /// Extension number: [`LAST`], or which of several this is.
    pub(super) fn extension(self) -> u8 {
        self.byte(3)
    }

    /// Cumulative status: 1, 2 and 3 are the first, a middle and the last part of a set.
    pub(super) fn cumulative(self) -> u8 {
        self.byte(4)
    }

    /// Hours, minutes, seconds and frames of the in-time (0) or the out-time (1).
    pub(super) fn timecode(self, which: usize) -> [u8; 4] {
        [5, 6, 7, 8].map(|at| self.byte(at + which * 4))
    }

    /// The row of its first line.
    pub(super) fn row(self) -> u8 {
        self.byte(13)
    }

    /// Justification.
    pub(super) fn justification(self) -> u8 {
        self.byte(14)
    }

    /// 1 for a comment.
    pub(super) fn comment(self) -> u8 {
        self.byte(15)
    }

    /// The text up to the filler.
    pub(super) fn text(self) -> &'r [u8] {
        let all = self.field();
        all.get(..all.iter().position(|b| *b == FILLER).unwrap_or(all.len())).unwrap_or_default()
    }

    /// The whole text field.
    pub(super) fn field(self) -> &'r [u8] {
        self.bytes.get(TEXT..).unwrap_or_default()
    }

    /// Where its text begins in the file.
    pub(super) fn text_at(self) -> usize {
        self.at + TEXT
    }
}

/// A subtitle or a comment.
pub(super) struct Subtitle {
    /// Its blocks in [`Layout::blocks`].
    blocks: Range<usize>,
    /// Not to be shown.
    pub(super) comment: bool,
    /// Its last block is missing.
    pub(super) unfinished: bool,
}

/// What is no part of any subtitle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// The user's own data.
    User,
    /// A block of a kind the standard keeps for later.
    Reserved,
    /// One byte over and over.
    Filling,
    /// Bytes that are too few for a block.
    Stray,
}

/// A file's blocks.
pub(super) struct Layout<'r> {
    /// All blocks of subtitles.
    blocks: Vec<Block<'r>>,
    /// Subtitles and comments, in the order of the file.
    pub(super) subtitles: Vec<Subtitle>,
    /// What is no part of them, with its place.
    pub(super) asides: Vec<(Aside, Range<usize>)>,
}

impl<'r> Layout<'r> {
    /// Sorts a file's bytes behind the header into blocks and the blocks into subtitles. Blocks of one subtitle
    /// follow one another with the same group and number, and the last says so.
    pub(super) fn read(raw: &'r [u8]) -> Self {
        let mut out = Self { blocks: Vec::new(), subtitles: Vec::new(), asides: Vec::new() };
        let mut first = 0;
        for (n, bytes) in raw.get(header::LEN..).unwrap_or_default().chunks(BLOCK).enumerate() {
            let block = Block { at: header::LEN + n * BLOCK, bytes };
            if let Some(aside) = aside(block) {
                out.asides.push((aside, block.at..block.at + bytes.len()));
                continue;
            }
            if out.blocks.get(first).is_some_and(|open| open.id() != block.id()) {
                out.close(first, true);
                first = out.blocks.len();
            }
            out.blocks.push(block);
            if block.extension() == LAST {
                out.close(first, false);
                first = out.blocks.len();
            }
        }
        if first < out.blocks.len() {
            out.close(first, true);
        }
        out
    }

    fn close(&mut self, first: usize, unfinished: bool) {
        let blocks = first..self.blocks.len();
        let comment = self.blocks.get(first..).unwrap_or_default().iter().all(|block| block.comment() == 1);
        self.subtitles.push(Subtitle { blocks, comment, unfinished });
    }

    /// The blocks of a subtitle; there is at least one.
    pub(super) fn blocks_of(&self, subtitle: &Subtitle) -> &[Block<'r>] {
        self.blocks.get(subtitle.blocks.clone()).unwrap_or_default()
    }

    /// The subtitles that are shown: the document's cues.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Subtitle> {
        self.subtitles.iter().filter(|subtitle| !subtitle.comment)
    }

    /// How many blocks the header should say there are.
    pub(super) fn count(&self) -> usize {
        let counts = |aside: &Aside| matches!(aside, Aside::User | Aside::Reserved);
        self.blocks.len() + self.asides.iter().filter(|(aside, _)| counts(aside)).count()
    }
}

fn aside(block: Block<'_>) -> Option<Aside> {
    let first = block.bytes.first()?;
    if block.bytes.iter().all(|b| b == first) {
        return Some(Aside::Filling);
    }
    match block.extension() {
        _ if block.bytes.len() < TEXT => Some(Aside::Stray),
        USER => Some(Aside::User),
        0xf0..USER => Some(Aside::Reserved),
        _ => None,
    }
}
