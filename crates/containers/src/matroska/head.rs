//! What stands before the clusters: the time scale and the tracks.

use super::coding::{Coding, codings};
use super::ebml::{Children, Element, bytes, element, number, text};
use crate::error::{Result, broken};
use crate::input::Input;
use crate::language;
use std::io::{Read, Seek};

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
pub(super) const CLUSTER: u32 = 0x1f43_b675;
pub(super) const ATTACHMENTS: u32 = 0x1941_a469;
const TRACK_ENTRY: u32 = 0xae;
const TIMESTAMP_SCALE: u32 = 0x002a_d7b1;
/// The type of a track of subtitles.
const SUBTITLES: u64 = 17;

/// The most tracks a file may have.
const MOST_TRACKS: usize = 4096;

/// A track of subtitles.
#[derive(Default, Debug)]
pub(super) struct Entry {
    pub(super) number: u64,
    pub(super) codec: String,
    pub(super) private: Vec<u8>,
    pub(super) lang: Option<String>,
    pub(super) name: Option<String>,
    pub(super) default: bool,
    pub(super) forced: bool,
    pub(super) hearing_impaired: bool,
    /// How long each frame lasts where the block does not say, in nanoseconds.
    pub(super) duration: Option<u64>,
    pub(super) codings: Vec<Coding>,
    /// The track has a time scale of its own, which nobody writes any more.
    pub(super) scaled: bool,
}

/// What was learnt before the first cluster.
#[derive(Debug)]
pub(super) struct Head {
    /// Where the segment's elements begin and end.
    pub(super) segment: Element,
    /// How many nanoseconds one step of a time stamp has.
    pub(super) scale: u64,
    pub(super) tracks: Vec<Entry>,
}

/// Walks over the top level until the tracks are found: past the clusters, where they stand behind them.
pub(super) fn read<R: Read + Seek>(input: &mut Input<R>) -> Result<Head> {
    let len = input.len();
    let Some(ebml) = element(input, 0, len)? else { return broken("no EBML header", 0) };
    let mut at = ebml.end;
    let segment = loop {
        match element(input, at, len)? {
            Some(found) if found.id == SEGMENT => break found,
            Some(found) => at = found.end,
            None => return broken("no segment", at),
        }
    };
    let (mut scale, mut tracks, mut info) = (1_000_000, None, false);
    let mut at = segment.at;
    while let Some(found) = element(input, at, segment.end)? {
        match found.id {
            INFO => {
                info = true;
                scale = read_scale(input, &found)?.unwrap_or(scale);
            }
            TRACKS if tracks.is_none() => tracks = Some(read_tracks(input, &found)?),
            _ => {}
        }
        if info && tracks.is_some() {
            break;
        }
        // Into a cluster without a size: its blocks are stepped over one by one.
        at = if found.open { found.at } else { found.end };
    }
    match tracks {
        Some(tracks) => Ok(Head { segment, scale, tracks }),
        None => broken("no list of tracks", segment.at),
    }
}

fn read_scale<R: Read + Seek>(input: &mut Input<R>, info: &Element) -> Result<Option<u64>> {
    let mut children = Children::of(info);
    while let Some(child) = children.next(input)? {
        if child.id == TIMESTAMP_SCALE {
            return Ok(number(input, &child)?.filter(|scale| *scale > 0));
        }
    }
    Ok(None)
}

fn read_tracks<R: Read + Seek>(input: &mut Input<R>, tracks: &Element) -> Result<Vec<Entry>> {
    let mut out = Vec::new();
    let mut children = Children::of(tracks);
    while let Some(child) = children.next(input)? {
        if child.id == TRACK_ENTRY && out.len() < MOST_TRACKS {
            out.extend(read_entry(input, &child)?);
        }
    }
    Ok(out)
}

/// One track, if it is one of subtitles.
fn read_entry<R: Read + Seek>(input: &mut Input<R>, track: &Element) -> Result<Option<Entry>> {
    // Without a word on it a track is English and shown by default, says the standard.
    let mut entry = Entry { default: true, lang: Some("en".to_owned()), ..Entry::default() };
    let (mut kind, mut private) = (0, None);
    let mut tag = None;
    let mut children = Children::of(track);
    while let Some(child) = children.next(input)? {
        let mut flag = |to: &mut bool| -> Result<()> {
            *to = number(input, &child)?.is_some_and(|value| value != 0);
            Ok(())
        };
        match child.id {
            0xd7 => entry.number = number(input, &child)?.unwrap_or(0),
            0x83 => kind = number(input, &child)?.unwrap_or(0),
            0x86 => entry.codec = text(input, &child)?,
            0x63a2 => private = Some(child),
            0x22_b59c => entry.lang = language::tag(&text(input, &child)?),
            0x22_b59d => tag = Some(text(input, &child)?),
            0x536e => entry.name = Some(text(input, &child)?).filter(|name| !name.is_empty()),
            0x88 => flag(&mut entry.default)?,
            0x55aa => flag(&mut entry.forced)?,
            0x55ab => flag(&mut entry.hearing_impaired)?,
            0x23_e383 => entry.duration = number(input, &child)?.filter(|ns| *ns > 0),
            0x6d80 => entry.codings = codings(input, &child)?,
            // The float 1, in either length, is what every file has.
            0x23_314f => {
                let value = bytes(input, &child)?;
                entry.scaled = ![&1f32.to_be_bytes()[..], &1f64.to_be_bytes()].contains(&value.as_slice());
            }
            _ => {}
        }
    }
    if kind != SUBTITLES && !entry.codec.starts_with("D_WEBVTT") {
        return Ok(None);
    }
    if let Some(tag) = tag {
        entry.lang = language::tag(&tag);
    }
    if let Some(private) = private {
        entry.private = bytes(input, &private)?;
    }
    Ok(Some(entry))
}
