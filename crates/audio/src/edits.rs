//! Edit lists of MP4 and QuickTime: which moment of a track's media is the programme's beginning.
//!
//! The decoder's own reader gives times of the media, so that sound from an encoder with a lead-in of 1024 samples would
//! come 21 ms late, and sound that begins after the picture would come early. Only the boxes on the way to `elst` are
//! read (ISO/IEC 14496-12).

use std::io::{Read, Result, Seek, SeekFrom};

/// Boxes looked at, at most, in one film: more is no film.
const MOST_BOXES: usize = 10_000;
/// Rows of one edit list that are used.
const MOST_ROWS: u32 = 4096;

/// One row: a piece of the programme and the media it shows; times in seconds' fractions of their own clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    length: u64,
    start: Option<u64>,
}

/// A track's edit list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits {
    track: u32,
    movie_scale: u32,
    media_scale: u32,
    rows: Vec<Row>,
}

impl Edits {
    /// The sample, at `rate`, at which the media's sample `at` is heard; `None` where the list leaves it out.
    pub(crate) fn place(&self, at: i128, rate: u32) -> Option<i128> {
        let movie = |ticks: u64| i128::from(ticks) * i128::from(rate) / i128::from(self.movie_scale.max(1));
        let media = |ticks: u64| i128::from(ticks) * i128::from(rate) / i128::from(self.media_scale.max(1));
        let mut heard = 0_i128;
        let mut lead = true;
        for (index, row) in self.rows.iter().enumerate() {
            let Some(start) = row.start.map(media) else {
                heard += movie(row.length);
                continue;
            };
            let length = movie(row.length);
            // A last row is often a little short, and 0 means the rest of a film in fragments.
            let open = index + 1 == self.rows.len();
            let before = if lead { i128::MIN } else { start };
            if at >= before && (open || at < start + length) {
                return Some(heard + at - start);
            }
            lead = false;
            heard += length;
        }
        lead.then_some(heard + at)
    }
}

/// The edit lists of a film, none where it is no MP4 or has none. The reader is left at its beginning.
pub(crate) fn read(reader: &mut (impl Read + Seek)) -> Result<Vec<Edits>> {
    let end = reader.seek(SeekFrom::End(0))?;
    let mut walk =
        Walk { reader, left: MOST_BOXES, movie_scale: 0, found: Vec::new(), open: Edits::default() };
    // A damaged list is as good as none: the reader behind this one judges the file.
    let _ = walk.boxes(0, end, 0);
    let (scale, mut found) = (walk.movie_scale, std::mem::take(&mut walk.found));
    reader.seek(SeekFrom::Start(0))?;
    for edits in &mut found {
        edits.movie_scale = scale;
    }
    found.retain(|edits| !edits.rows.is_empty() && edits.media_scale > 0 && scale > 0);
    Ok(found)
}

/// The list of one track, by the track's number in the file.
pub(crate) fn of(all: &[Edits], track: u32) -> Option<&Edits> {
    all.iter().find(|edits| edits.track == track)
}

struct Walk<'a, R> {
    reader: &'a mut R,
    left: usize,
    movie_scale: u32,
    found: Vec<Edits>,
    open: Edits,
}

impl<R: Read + Seek> Walk<'_, R> {
    /// Goes through the boxes between two places of the file; `false` ends the walk.
    fn boxes(&mut self, mut at: u64, end: u64, depth: u8) -> Result<bool> {
        while end.saturating_sub(at) >= 8 {
            self.left = self.left.saturating_sub(1);
            self.reader.seek(SeekFrom::Start(at))?;
            let mut size = u64::from(self.u32()?);
            let kind = self.bytes::<4>()?;
            let mut head = 8;
            if size == 1 {
                size = self.u64()?;
                head = 16;
            } else if size == 0 {
                size = end - at;
            }
            let plain = kind.iter().all(|byte| (0x20..0x7F).contains(byte) || *byte == 0xA9);
            if self.left == 0 || size < head || !plain {
                return Ok(false);
            }
            let close = at.saturating_add(size).min(end);
            let body = at.saturating_add(head);
            let goes_on = match &kind {
                b"moov" | b"mdia" | b"edts" if depth < 4 => self.boxes(body, close, depth + 1)?,
                b"trak" if depth < 4 => {
                    self.open = Edits::default();
                    let goes_on = self.boxes(body, close, depth + 1)?;
                    self.found.push(std::mem::take(&mut self.open));
                    goes_on
                }
                b"mvhd" => self.scale().map(|scale| self.movie_scale = scale).is_ok(),
                b"mdhd" => self.scale().map(|scale| self.open.media_scale = scale).is_ok(),
                b"tkhd" => {
                    let long = self.version()? == 1;
                    self.skip(if long { 16 } else { 8 })?;
                    self.open.track = self.u32()?;
                    true
                }
                b"elst" => self.list()?,
                _ => true,
            };
            // All that matters is in the first `moov`.
            if !goes_on || kind == *b"moov" {
                return Ok(false);
            }
            at = close;
        }
        Ok(true)
    }

    fn list(&mut self) -> Result<bool> {
        let long = self.version()? == 1;
        let count = self.u32()?.min(MOST_ROWS);
        for _ in 0..count {
            let (length, start) = if long {
                (self.u64()?, self.u64()?.cast_signed())
            } else {
                (u64::from(self.u32()?), i64::from(self.u32()?.cast_signed()))
            };
            self.skip(4)?;
            self.open.rows.push(Row { length, start: u64::try_from(start).ok() });
        }
        Ok(true)
    }

    /// The clock of an `mvhd` or `mdhd`.
    fn scale(&mut self) -> Result<u32> {
        let long = self.version()? == 1;
        self.skip(if long { 16 } else { 8 })?;
        self.u32()
    }

    fn version(&mut self) -> Result<u8> {
        self.bytes::<4>().map(|[version, ..]| version)
    }

    fn skip(&mut self, count: i64) -> Result<u64> {
        self.reader.seek(SeekFrom::Current(count))
    }

    fn u32(&mut self) -> Result<u32> {
        self.bytes().map(u32::from_be_bytes)
    }

    fn u64(&mut self) -> Result<u64> {
        self.bytes().map(u64::from_be_bytes)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut into = [0; N];
        self.reader.read_exact(&mut into)?;
        Ok(into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &[(u64, Option<u64>)]) -> Edits {
        let rows = rows.iter().map(|&(length, start)| Row { length, start }).collect();
        Edits { track: 1, movie_scale: 1000, media_scale: 48_000, rows }
    }

    #[test]
    fn a_lead_in_is_taken_off_and_an_empty_edit_is_a_delay() {
        let lead = list(&[(10_000, Some(1024))]);
        assert_eq!(lead.place(1024, 48_000), Some(0));
        assert_eq!(lead.place(0, 48_000), Some(-1024));
        let late = list(&[(500, None), (10_000, Some(1024))]);
        assert_eq!(late.place(1024, 48_000), Some(24_000));
    }

    #[test]
    fn media_that_is_cut_out_has_no_place() {
        let cut = list(&[(1000, Some(0)), (1000, Some(96_000))]);
        assert_eq!(cut.place(47_999, 48_000), Some(47_999));
        assert_eq!(cut.place(60_000, 48_000), None);
        assert_eq!(cut.place(96_000, 48_000), Some(48_000));
        assert_eq!(cut.place(500_000, 48_000), Some(452_000), "the last row is open");
    }
}
