//! Fragmented films: samples told by `moof` boxes along the way.

use super::boxes::{Fields, Part, Parts, bytes};
use super::table::{Sample, room};
use crate::error::Result;
use crate::input::Input;
use std::io::{Read, Seek};

/// What holds for a track's samples where nothing else is said: entry, duration, size.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Defaults {
    pub(super) track: u32,
    entry: u32,
    duration: u32,
    size: u32,
}

impl Defaults {
    /// Where nothing is said at all.
    pub(super) fn none(track: u32) -> Self {
        Self { track, ..Self::default() }
    }
}

/// The `trex` boxes of an `mvex` box.
pub(super) fn defaults<R: Read + Seek>(input: &mut Input<R>, mvex: &Part) -> Result<Vec<Defaults>> {
    let mut out = Vec::new();
    let mut parts = Parts::of(mvex);
    while let Some(part) = parts.next(input)? {
        if part.kind == *b"trex" && out.len() < 4096 {
            let data = bytes(input, &part)?;
            let mut fields = Fields(&data);
            fields.full();
            let mut next = || fields.u32().unwrap_or(0);
            out.push(Defaults { track: next(), entry: next(), duration: next(), size: next() });
        }
    }
    Ok(out)
}

/// Adds what one `moof` box tells of a track's samples; `now` is where the track stands.
pub(super) fn read<R: Read + Seek>(
    input: &mut Input<R>,
    moof: &Part,
    defaults: Defaults,
    now: &mut i64,
    out: &mut Vec<Sample>,
) -> Result<()> {
    let mut parts = Parts::of(moof);
    // Where nothing is said, data of a later track of the fragment stands behind those of the one before.
    let mut behind = moof.start;
    while let Some(traf) = parts.find(input, b"traf")? {
        track(input, moof, &traf, defaults, now, &mut behind, out)?;
    }
    Ok(())
}

fn track<R: Read + Seek>(
    input: &mut Input<R>,
    moof: &Part,
    traf: &Part,
    mut defaults: Defaults,
    now: &mut i64,
    behind: &mut u64,
    out: &mut Vec<Sample>,
) -> Result<()> {
    let mut ours = false;
    let mut base = *behind;
    let mut parts = Parts::of(traf);
    while let Some(part) = parts.next(input)? {
        match &part.kind {
            b"tfhd" => {
                let data = bytes(input, &part)?;
                let mut fields = Fields(&data);
                let Some(((_, flags), id)) = fields.full().zip(fields.u32()) else { continue };
                ours = id == defaults.track;
                let has = |flag: u32| flags & flag != 0;
                if has(0x01) {
                    base = fields.u64().unwrap_or(base);
                } else if has(0x02_0000) {
                    base = moof.start;
                }
                for (flag, to) in
                    [(0x02, &mut defaults.entry), (0x08, &mut defaults.duration), (0x10, &mut defaults.size)]
                {
                    if has(flag) {
                        *to = fields.u32().unwrap_or(*to);
                    }
                }
                *behind = base;
            }
            b"tfdt" if ours => {
                let data = bytes(input, &part)?;
                let mut fields = Fields(&data);
                let time = fields.full().and_then(|(version, _)| fields.long(version));
                *now = time.and_then(|time| i64::try_from(time).ok()).unwrap_or(*now);
            }
            b"trun" if ours => run(&bytes(input, &part)?, defaults, base, now, behind, out)?,
            _ => {}
        }
    }
    Ok(())
}

/// One run of samples that stand one behind another.
fn run(
    data: &[u8],
    defaults: Defaults,
    base: u64,
    now: &mut i64,
    behind: &mut u64,
    out: &mut Vec<Sample>,
) -> Result<()> {
    let mut fields = Fields(data);
    let Some(((_, flags), count)) = fields.full().zip(fields.u32()) else { return Ok(()) };
    let has = |flag: u32| flags & flag != 0;
    let mut at = *behind;
    if has(0x01) {
        let offset = fields.u32().map_or(0, |word| i64::from(word.cast_signed()));
        at = base.saturating_add_signed(offset);
    }
    if has(0x04) {
        fields.u32();
    }
    for _ in 0..count {
        let mut next = |flag: u32, usual: u32| if has(flag) { fields.u32() } else { Some(usual) };
        let (Some(length), Some(size)) = (next(0x100, defaults.duration), next(0x200, defaults.size)) else {
            break;
        };
        if next(0x400, 0).is_none() {
            break;
        }
        let shift = match next(0x800, 0) {
            Some(shift) => i64::from(shift.cast_signed()),
            None => break,
        };
        room(out)?;
        let entry = defaults.entry.saturating_sub(1);
        out.push(Sample { start: now.saturating_add(shift), length, at, size, entry });
        *now = now.saturating_add(i64::from(length));
        at = at.saturating_add(u64::from(size));
    }
    *behind = at;
    Ok(())
}
