//! The sample table: when each sample is shown and where its bytes stand.

use super::boxes::{Fields, Part, Parts, bytes};
use crate::error::{ContainerError, Result, broken};
use crate::input::{Input, MOST};
use std::io::{Read, Seek};

/// The most samples a text track may have.
pub(super) const MOST_SAMPLES: usize = 1 << 20;

/// A sample: times in the track's own scale, and the place of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sample {
    pub(super) start: i64,
    pub(super) length: u32,
    pub(super) at: u64,
    pub(super) size: u32,
    /// Which of the track's descriptions it follows, counted from 0.
    pub(super) entry: u32,
}

/// Holds a list of samples to what a text track can have.
pub(super) fn room(samples: &[Sample]) -> Result<()> {
    match samples.len() < MOST_SAMPLES {
        true => Ok(()),
        false => Err(ContainerError::TooLarge { what: "the text track has more than a million samples" }),
    }
}

/// Reads `stts`, `stsz`, `stsc` and `stco` (or their larger kin) of an `stbl` box.
pub(super) fn read<R: Read + Seek>(input: &mut Input<R>, stbl: &Part) -> Result<Vec<Sample>> {
    let (mut times, mut sizes, mut chunks, mut places) = (None, None, None, None);
    let mut parts = Parts::of(stbl);
    while let Some(part) = parts.next(input)? {
        let table = match &part.kind {
            b"stts" => &mut times,
            b"stsz" | b"stz2" => &mut sizes,
            b"stsc" => &mut chunks,
            b"stco" | b"co64" => &mut places,
            _ => continue,
        };
        *table = Some((part.kind, bytes(input, &part)?));
    }
    let (Some(times), Some(sizes), Some(chunks), Some(places)) = (times, sizes, chunks, places) else {
        // A fragmented file has no tables, or empty ones.
        return Ok(Vec::new());
    };
    let sizes = read_sizes(&sizes.0, &sizes.1, stbl.at)?;
    let places = read_places(&places.0, &places.1, stbl.at)?;
    let mut samples = read_chunks(&chunks.1, &places, &sizes, stbl.at)?;
    read_times(&times.1, &mut samples, stbl.at)?;
    Ok(samples)
}

/// A table's number of rows, which must all be there.
fn rows(fields: &mut Fields<'_>, row: usize, at: u64) -> Result<usize> {
    let count = fields.u32().and_then(|count| usize::try_from(count).ok());
    match count {
        Some(count) if count.checked_mul(row).is_some_and(|size| size <= fields.0.len()) => Ok(count),
        _ => broken("a table of the text track has fewer rows than it says", at),
    }
}

fn read_sizes(kind: &[u8; 4], table: &[u8], at: u64) -> Result<Vec<u32>> {
    let mut fields = Fields(table);
    fields.full();
    let Some(size) = fields.u32() else { return broken("a table without a head", at) };
    if kind == b"stz2" {
        let bits = size & 0xff;
        let count = rows(&mut fields.clone(), 0, at)?;
        fields.u32();
        let fits = u64::try_from(count).ok().and_then(|n| n.checked_mul(u64::from(bits)));
        if ![4, 8, 16].contains(&bits) || fits.is_none_or(|n| n.div_ceil(8) > fields.0.len() as u64) {
            return broken("a table of the text track has fewer rows than it says", at);
        }
        let nibbles = fields.0.iter().flat_map(|b| [b >> 4, b & 15]).map(u32::from);
        return Ok(match bits {
            4 => nibbles.take(count).collect(),
            8 => fields.0.iter().take(count).map(|b| u32::from(*b)).collect(),
            _ => std::iter::from_fn(|| fields.u16().map(u32::from)).take(count).collect(),
        });
    }
    if size != 0 {
        // One size for all: nothing in the file holds this count down but the places.
        let count = usize::try_from(fields.u32().unwrap_or(0)).unwrap_or(usize::MAX);
        if count > MOST_SAMPLES {
            return Err(ContainerError::TooLarge { what: "the text track has more than a million samples" });
        }
        return Ok(vec![size; count]);
    }
    let count = rows(&mut fields, 4, at)?;
    Ok(std::iter::from_fn(|| fields.u32()).take(count).collect())
}

fn read_places(kind: &[u8; 4], table: &[u8], at: u64) -> Result<Vec<u64>> {
    let mut fields = Fields(table);
    fields.full();
    let long = kind == b"co64";
    let count = rows(&mut fields, if long { 8 } else { 4 }, at)?;
    Ok(std::iter::from_fn(|| fields.long(u8::from(long))).take(count).collect())
}

/// Lays the samples out: so many in each chunk, one behind another.
fn read_chunks(table: &[u8], places: &[u64], sizes: &[u32], at: u64) -> Result<Vec<Sample>> {
    let mut fields = Fields(table);
    fields.full();
    let count = rows(&mut fields, 12, at)?;
    let mut runs = Vec::with_capacity(count);
    for _ in 0..count {
        if let (Some(first), Some(each), Some(entry)) = (fields.u32(), fields.u32(), fields.u32()) {
            runs.push((first, each, entry));
        }
    }
    let mut out = Vec::with_capacity(sizes.len().min(MOST_SAMPLES));
    let mut sizes = sizes.iter();
    let mut run = 0usize;
    for (n, place) in places.iter().enumerate() {
        let number = u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        while runs.get(run + 1).is_some_and(|(first, ..)| *first <= number) {
            run += 1;
        }
        let Some((_, each, entry)) = runs.get(run) else { break };
        let mut at = *place;
        for _ in 0..*each {
            let Some(size) = sizes.next() else { break };
            room(&out)?;
            out.push(Sample { start: 0, length: 0, at, size: *size, entry: entry.saturating_sub(1) });
            at = at.saturating_add(u64::from(*size));
        }
    }
    Ok(out)
}

/// Gives the samples their times.
fn read_times(table: &[u8], samples: &mut [Sample], at: u64) -> Result<()> {
    let mut fields = Fields(table);
    fields.full();
    let count = rows(&mut fields, 8, at)?;
    let mut rest = samples.iter_mut();
    let mut now = 0i64;
    for _ in 0..count {
        let (Some(n), Some(length)) = (fields.u32(), fields.u32()) else { break };
        for _ in 0..n {
            let Some(sample) = rest.next() else { return Ok(()) };
            (sample.start, sample.length) = (now, length);
            now = now.saturating_add(i64::from(length));
        }
    }
    // Samples without a time stand where the last one ends.
    rest.for_each(|sample| sample.start = now);
    Ok(())
}

/// The bytes of a sample; what all samples have together is held to the same limit as one piece.
pub(super) fn content<R: Read + Seek>(
    input: &mut Input<R>,
    sample: &Sample,
    held: &mut u64,
) -> Result<Vec<u8>> {
    *held = held.saturating_add(u64::from(sample.size));
    if *held > MOST {
        return Err(ContainerError::TooLarge { what: "the text track has more than 64 MiB" });
    }
    input.piece(sample.at, u64::from(sample.size))
}
