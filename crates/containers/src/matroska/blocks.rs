//! The blocks of one track: clusters are walked header by header, and only this track's frames are read.

use super::coding::{Coding, Scope, undo};
use super::ebml::{Children, Element, bytes, element, number, vint};
use super::head::{ATTACHMENTS, CLUSTER, Entry, Head};
use crate::error::{ContainerError, Result};
use crate::input::{Input, MOST};
use crate::notes::Notes;
use std::io::{Read, Seek};
use tregua_parse::time::Time;

const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;
const ENCRYPTED_BLOCK: u32 = 0xaf;
const ATTACHED_FILE: u32 = 0x61a7;

/// The most cues a track may have: fifty times what a day of talk has.
const MOST_FRAMES: usize = 1 << 20;

/// One frame of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Frame {
    pub(super) start: Time,
    pub(super) end: Option<Time>,
    pub(super) data: Vec<u8>,
    /// The first of the block's additions, undone like the frame itself.
    pub(super) addition: Vec<u8>,
}

/// What the walk found.
#[derive(Default, Debug)]
pub(super) struct Found {
    pub(super) frames: Vec<Frame>,
    /// Files attached to the film: fonts, as a rule.
    pub(super) attached: usize,
}

/// A block of the track: its time, counted from its cluster's, and where its frame stands.
struct Block {
    offset: i16,
    at: u64,
    end: u64,
}

struct Walk<'a> {
    track: &'a Entry,
    scale: u64,
    /// The time of the cluster at hand.
    cluster: u64,
    held: u64,
    found: Found,
    notes: &'a mut Notes,
}

/// All frames of a track, in the order of the file.
pub(super) fn read<R: Read + Seek>(
    input: &mut Input<R>,
    head: &Head,
    track: &Entry,
    notes: &mut Notes,
) -> Result<Found> {
    let mut walk = Walk { track, scale: head.scale, cluster: 0, held: 0, found: Found::default(), notes };
    let (mut at, end) = (head.segment.at, head.segment.end);
    if head.segment.cut {
        walk.notes.say("the film is cut off; cues may be missing at its end");
    }
    while at < end {
        let Some(found) = element(input, at, end)? else {
            walk.notes.say(format!("the film is damaged at byte {at}; what stands behind it was not read"));
            break;
        };
        at = found.end;
        match found.id {
            // Its children are read as if they stood beside it, until the next cluster sets the time anew.
            CLUSTER if found.open => at = found.at,
            CLUSTER => walk.cluster(input, &found)?,
            ATTACHMENTS => walk.attachments(input, &found)?,
            _ if found.open => at = found.at,
            _ => walk.child(input, &found)?,
        }
    }
    Ok(walk.found)
}

impl Walk<'_> {
    fn cluster<R: Read + Seek>(&mut self, input: &mut Input<R>, cluster: &Element) -> Result<()> {
        self.cluster = 0;
        let mut children = Children::of(cluster);
        let mut read_to = cluster.at;
        while let Some(child) = children.next(input)? {
            read_to = child.end;
            self.child(input, &child)?;
        }
        if read_to < cluster.end {
            self.notes.say(format!("the film is damaged at byte {read_to}; a part of it was not read"));
        }
        Ok(())
    }

    fn child<R: Read + Seek>(&mut self, input: &mut Input<R>, child: &Element) -> Result<()> {
        match child.id {
            0xe7 => self.cluster = number(input, child)?.unwrap_or(0),
            SIMPLE_BLOCK => {
                if let Some(block) = self.block(input, child)? {
                    self.take(input, &block, None, None)?;
                }
            }
            BLOCK_GROUP => self.group(input, child)?,
            ENCRYPTED_BLOCK => self.notes.say("the film has encrypted blocks, which were not read"),
            _ => {}
        }
        Ok(())
    }

    fn group<R: Read + Seek>(&mut self, input: &mut Input<R>, group: &Element) -> Result<()> {
        let (mut block, mut duration, mut additions) = (None, None, None);
        let mut children = Children::of(group);
        while let Some(child) = children.next(input)? {
            match child.id {
                BLOCK if block.is_none() => match self.block(input, &child)? {
                    Some(found) => block = Some(found),
                    // Another track's: the rest of the group is of no interest.
                    None => return Ok(()),
                },
                0x9b => duration = number(input, &child)?,
                0x75a1 => additions = Some(child),
                _ => {}
            }
        }
        match block {
            Some(block) => self.take(input, &block, duration, additions.as_ref()),
            None => Ok(()),
        }
    }

    /// Reads a block's header; `None` where the block is another track's.
    fn block<R: Read + Seek>(&mut self, input: &mut Input<R>, block: &Element) -> Result<Option<Block>> {
        let mut head = [0; 12];
        let size = usize::try_from(block.end.saturating_sub(block.at)).unwrap_or(usize::MAX).min(head.len());
        let n = input.peek(block.at, head.get_mut(..size).unwrap_or_default())?;
        let head = head.get(..n).unwrap_or_default();
        let Some((Some(number), len)) = vint(head) else { return Ok(None) };
        if number != self.track.number {
            return Ok(None);
        }
        let Some((&[high, low, flags], _)) = head.get(len..).and_then(|rest| rest.split_first_chunk::<3>())
        else {
            self.notes.say(format!("a block at byte {} is damaged and was not read", block.at));
            return Ok(None);
        };
        // Several frames in one block have no times of their own; no program writes text so.
        if flags & 0x06 != 0 {
            self.notes.say(format!("a block at byte {} is laced and was not read", block.at));
            return Ok(None);
        }
        let at = block.at.saturating_add(len as u64 + 3);
        Ok(Some(Block { offset: i16::from_be_bytes([high, low]), at, end: block.end }))
    }

    fn take<R: Read + Seek>(
        &mut self,
        input: &mut Input<R>,
        block: &Block,
        duration: Option<u64>,
        additions: Option<&Element>,
    ) -> Result<()> {
        let cue = self.found.frames.len();
        if cue >= MOST_FRAMES {
            return Err(ContainerError::TooLarge { what: "the text track has more than a million cues" });
        }
        let size = block.end.saturating_sub(block.at);
        self.hold(size)?;
        let data = input.piece(block.at, size)?;
        let Some(data) = self.undo(data)? else {
            self.notes.cue("damaged compression, left out, after the cue before this", cue);
            return Ok(());
        };
        let ticks = i128::from(self.cluster) + i128::from(block.offset);
        let Some(start) = self.time(ticks) else {
            self.notes.cue("a time beyond all measure, left out, before this", cue);
            return Ok(());
        };
        let length = match (duration, self.track.duration) {
            (Some(duration), _) => self.time(i128::from(duration)),
            (None, Some(ns)) => Time::from_fraction(i128::from(ns), NANOS),
            (None, None) => None,
        };
        let end = length.and_then(|length| start.checked_add(length));
        let addition = match additions {
            Some(additions) => self.addition(input, additions, cue)?,
            None => Vec::new(),
        };
        self.found.frames.push(Frame { start, end, data, addition });
        Ok(())
    }

    /// The text of the first addition; the others are not for text.
    fn addition<R: Read + Seek>(
        &mut self,
        input: &mut Input<R>,
        additions: &Element,
        cue: usize,
    ) -> Result<Vec<u8>> {
        let mut mores = Children::of(additions);
        while let Some(more) = mores.next(input)? {
            // Without an id it is the first.
            let (mut id, mut place) = (Some(1), None);
            let mut children = Children::of(&more);
            while let Some(child) = children.next(input)? {
                match child.id {
                    0xee => id = number(input, &child)?,
                    0xa5 => place = Some(child),
                    _ => {}
                }
            }
            if let (Some(1), Some(place)) = (id, place) {
                self.hold(place.end.saturating_sub(place.at))?;
                let written = bytes(input, &place)?;
                // Compression is for frames; some programs compress additions too.
                let packed = written.first() == Some(&0x78) && !self.track.codings.is_empty();
                return Ok(match packed.then(|| undo(&self.track.codings, Scope::Frame, written.clone())) {
                    Some(Some(plain)) => plain,
                    Some(None) | None => written,
                });
            }
        }
        self.notes.cue("block additions of an unknown kind left behind", cue);
        Ok(Vec::new())
    }

    fn undo(&mut self, data: Vec<u8>) -> Result<Option<Vec<u8>>> {
        let codings: &[Coding] = &self.track.codings;
        if codings.is_empty() {
            return Ok(Some(data));
        }
        let out = undo(codings, Scope::Frame, data);
        self.hold(out.as_ref().map_or(0, Vec::len) as u64)?;
        Ok(out)
    }

    /// Counts what is kept in memory.
    fn hold(&mut self, size: u64) -> Result<()> {
        self.held = self.held.saturating_add(size);
        match self.held > MOST {
            true => Err(ContainerError::TooLarge { what: "the text track has more than 64 MiB" }),
            false => Ok(()),
        }
    }

    fn time(&self, ticks: i128) -> Option<Time> {
        Time::from_fraction(ticks.checked_mul(i128::from(self.scale))?, NANOS)
    }

    fn attachments<R: Read + Seek>(&mut self, input: &mut Input<R>, parent: &Element) -> Result<()> {
        let mut children = Children::of(parent);
        while let Some(child) = children.next(input)? {
            self.found.attached = self.found.attached.saturating_add(usize::from(child.id == ATTACHED_FILE));
        }
        Ok(())
    }
}

/// Nanoseconds in a second.
const NANOS: i128 = 1_000_000_000;
