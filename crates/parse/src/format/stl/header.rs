//! The header (GSI): 1024 bytes of fields with fixed places.

use super::charset::{Page, Table};
use super::offsets::Offsets;
use crate::base::Span;
use crate::time::FrameRate;

/// The header's length.
pub(super) const LEN: usize = 1024;
/// Rows of a teletext page that subtitles may use.
pub(super) const TELETEXT_ROWS: u8 = 23;

/// A field's place.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) at: usize,
    pub(super) len: usize,
}

const fn field(at: usize, len: usize) -> Field {
    Field { at, len }
}

/// Code page of the header's own text.
pub(super) const CPN: Field = field(0, 3);
/// Disk format code: the frame rate.
pub(super) const DFC: Field = field(3, 8);
/// Display standard: open subtitles or teletext.
pub(super) const DSC: Field = field(11, 1);
/// Character code table of the subtitles.
pub(super) const CCT: Field = field(12, 2);
/// Language.
pub(super) const LC: Field = field(14, 2);
/// Original programme title.
pub(super) const OPT: Field = field(16, 32);
/// Original episode title.
pub(super) const OET: Field = field(48, 32);
/// Translated programme title.
pub(super) const TPT: Field = field(80, 32);
/// Translated episode title.
pub(super) const TET: Field = field(112, 32);
/// Translator's name.
pub(super) const TN: Field = field(144, 32);
/// How to reach the translator.
pub(super) const TCD: Field = field(176, 32);
/// Reference code of the list.
pub(super) const SLR: Field = field(208, 16);
/// Creation date.
pub(super) const CD: Field = field(224, 6);
/// Revision date.
pub(super) const RD: Field = field(230, 6);
/// Revision number.
pub(super) const RN: Field = field(236, 2);
/// Number of blocks.
pub(super) const TNB: Field = field(238, 5);
/// Number of subtitles.
pub(super) const TNS: Field = field(243, 5);
/// Number of groups.
pub(super) const TNG: Field = field(248, 3);
/// Greatest number of characters in a row.
pub(super) const MNC: Field = field(251, 2);
/// Greatest number of rows.
pub(super) const MNR: Field = field(253, 2);
/// Whether the timecodes are meant to be used.
pub(super) const TCS: Field = field(255, 1);
/// Start of the programme.
pub(super) const TCP: Field = field(256, 8);
/// First in-cue.
pub(super) const TCF: Field = field(264, 8);
/// Number of disks.
pub(super) const TND: Field = field(272, 1);
/// Number of this disk.
pub(super) const DSN: Field = field(273, 1);
/// Country of origin.
pub(super) const CO: Field = field(274, 3);
/// Publisher.
pub(super) const PUB: Field = field(277, 32);
/// Editor's name.
pub(super) const EN: Field = field(309, 32);
/// How to reach the editor.
pub(super) const ECD: Field = field(341, 32);
/// The user's own.
pub(super) const UDA: Field = field(448, 576);

impl Field {
    /// Its bytes; empty where the file is too short.
    pub(super) fn of(self, raw: &[u8]) -> &[u8] {
        raw.get(self.at..self.at + self.len).unwrap_or_default()
    }

    pub(super) fn span(self, offsets: &Offsets<'_>) -> Span {
        offsets.span(self.at, self.at + self.len)
    }

    /// Its number: digits with blanks around them.
    pub(super) fn number(self, raw: &[u8]) -> Option<u32> {
        let text = std::str::from_utf8(self.of(raw)).ok()?.trim_matches([' ', '\0']);
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    }

    /// Nothing in it.
    pub(super) fn is_blank(self, raw: &[u8]) -> bool {
        self.of(raw).iter().all(|b| matches!(b, b' ' | 0))
    }

    /// Its text in the header's code page.
    pub(super) fn text(self, raw: &[u8]) -> String {
        let page = Page::of(CPN.of(raw)).unwrap_or(Page::MULTILINGUAL);
        let text: String = self.of(raw).iter().map(|b| page.read(*b)).collect();
        text.trim_matches([' ', '\0']).to_owned()
    }

    /// The timecode `HHMMSSFF`.
    pub(super) fn timecode(self, raw: &[u8]) -> Option<[u8; 4]> {
        let mut out = [0; 4];
        let pairs = self.of(raw).chunks_exact(2);
        (pairs.len() == out.len()).then_some(())?;
        for (slot, pair) in out.iter_mut().zip(pairs) {
            let [tens, ones] = *pair else { return None };
            (tens.is_ascii_digit() && ones.is_ascii_digit()).then_some(())?;
            *slot = (tens - b'0') * 10 + (ones - b'0');
        }
        Some(out)
    }
}

/// What the header says about the subtitles.
#[derive(Clone, Copy)]
pub(super) struct Header {
    /// Teletext, where a control code takes up a cell and each row begins anew.
    pub(super) teletext: bool,
    /// Rows of the screen.
    pub(super) rows: u8,
    /// The letters of the subtitles.
    pub(super) table: Table,
}

impl Header {
    pub(super) fn read(raw: &[u8]) -> Self {
        let teletext = matches!(DSC.of(raw), b"1" | b"2");
        let rows = MNR.number(raw).and_then(|n| u8::try_from(n).ok()).filter(|n| *n > 0 && !teletext);
        // Icelandic and Faroese write eth with the byte where others have a crossed D.
        let eth = matches!(LC.of(raw), b"14" | b"0E" | b"0e");
        let table = Table::of(CCT.of(raw)).unwrap_or(Table::Latin { eth });
        let table = if matches!(table, Table::Latin { .. }) { Table::Latin { eth } } else { table };
        Self { teletext, rows: rows.unwrap_or(TELETEXT_ROWS), table }
    }
}

/// What the disk format code says of the frame rate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Disk {
    /// A rate we know.
    Rate(FrameRate),
    /// Of the form, and of no rate we know.
    Unknown,
    /// Something else: no EBU STL.
    Foreign,
}

/// Reads the disk format code. `STL30.01` is 30000/1001 frames a second without drop-frame labels, unless the user
/// says which of the rates that count to thirty it is; nothing in the file says.
pub(super) fn disk(raw: &[u8], told: Option<FrameRate>) -> Disk {
    let Some(code) = DFC.of(raw).strip_prefix(b"STL") else { return Disk::Foreign };
    let (timebase, ntsc) = match code {
        [b'2', b'3', ..] => (24, true),
        [b'2', b'4', ..] => (24, false),
        [b'2', b'5', ..] => (25, false),
        [b'2', b'9', ..] | [b'3', b'0', ..] => (30, true),
        [b'5', b'0', ..] => (50, false),
        _ => return Disk::Unknown,
    };
    if let Some(told) = told.filter(|told| timebase == 30 && told.timebase() == 30) {
        return Disk::Rate(told);
    }
    FrameRate::new(timebase, ntsc, false).map_or(Disk::Unknown, Disk::Rate)
}
