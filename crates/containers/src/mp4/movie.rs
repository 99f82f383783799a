//! The `moov` box: the film's scale and its text tracks.

use super::boxes::{Fields, Part, Parts, bytes, inside};
use super::edits::{self, Edit};
use super::fragments::{self, Defaults};
use crate::error::{ContainerError, Result, broken};
use crate::input::Input;
use crate::language;
use std::io::{Read, Seek};

/// The most tracks a file may have.
const MOST_TRACKS: usize = 1024;

/// A track of subtitles, or of other text.
#[derive(Debug)]
pub(super) struct Trak {
    pub(super) id: u32,
    /// What the media handler calls itself: `sbtl`, `text`, `subt`.
    pub(super) handler: [u8; 4],
    pub(super) enabled: bool,
    pub(super) scale: u32,
    pub(super) lang: Option<String>,
    pub(super) name: Option<String>,
    /// What its `kind` boxes say: `caption`, `forced-subtitle`.
    pub(super) kinds: Vec<String>,
    pub(super) edits: Vec<Edit>,
    /// The sample descriptions: four letters and what follows them.
    pub(super) entries: Vec<([u8; 4], Vec<u8>)>,
    /// The sample table.
    pub(super) stbl: Option<Part>,
    pub(super) defaults: Defaults,
    /// Another track names its chapters with this one.
    pub(super) chapters: bool,
}

/// What was learnt of a film.
pub(super) struct Movie {
    pub(super) scale: u32,
    pub(super) traks: Vec<Trak>,
    /// There may be `moof` boxes.
    pub(super) fragmented: bool,
    /// The file ends before a box does.
    pub(super) cut: bool,
}

/// Finds `moov` among the top boxes, wherever it stands, and reads what text tracks need of it.
pub(super) fn read<R: Read + Seek>(input: &mut Input<R>) -> Result<Movie> {
    let mut top = Parts::between(0, input.len());
    let mut cut = false;
    let moov = loop {
        match top.next(input)? {
            Some(part) if part.kind == *b"moov" => break part,
            Some(part) => cut = part.cut,
            None if cut => return broken("the film is cut off before its list of tracks", input.len()),
            None => return broken("no list of tracks", 0),
        }
    };
    let mut movie = Movie { scale: 1000, traks: Vec::new(), fragmented: false, cut: moov.cut };
    let (mut chapters, mut defaults) = (Vec::new(), Vec::new());
    let mut parts = Parts::of(&moov);
    while let Some(part) = parts.next(input)? {
        match &part.kind {
            b"mvhd" => {
                let data = bytes(input, &part)?;
                movie.scale =
                    header(&data).and_then(|(_, scale, _)| scale).filter(|scale| *scale > 0).unwrap_or(1000);
            }
            b"trak" if movie.traks.len() < MOST_TRACKS => {
                movie.traks.extend(trak(input, &part, &mut chapters)?);
            }
            b"mvex" => {
                movie.fragmented = true;
                defaults = fragments::defaults(input, &part)?;
            }
            b"cmov" => {
                return Err(ContainerError::Unsupported { what: "a compressed QuickTime header".to_owned() });
            }
            _ => {}
        }
    }
    for trak in &mut movie.traks {
        trak.chapters = chapters.contains(&trak.id);
        let found = defaults.iter().find(|known| known.track == trak.id);
        trak.defaults = found.copied().unwrap_or_else(|| Defaults::none(trak.id));
    }
    Ok(movie)
}

/// What `mvhd` and `mdhd` begin with: the version, the scale, and what follows the duration.
fn header(data: &[u8]) -> Option<(u8, Option<u32>, Fields<'_>)> {
    let mut fields = Fields(data);
    let (version, _) = fields.full()?;
    fields.long(version)?;
    fields.long(version)?;
    let scale = fields.u32();
    fields.long(version)?;
    Some((version, scale, fields))
}

/// One track, if it is one of text; the tracks it names as its chapters are noted whatever it is.
fn trak<R: Read + Seek>(input: &mut Input<R>, part: &Part, chapters: &mut Vec<u32>) -> Result<Option<Trak>> {
    let mut trak = Trak {
        id: 0,
        handler: [0; 4],
        enabled: true,
        scale: 1000,
        lang: None,
        name: None,
        kinds: Vec::new(),
        edits: Vec::new(),
        entries: Vec::new(),
        stbl: None,
        defaults: Defaults::none(0),
        chapters: false,
    };
    let mut parts = Parts::of(part);
    while let Some(part) = parts.next(input)? {
        match &part.kind {
            b"tkhd" => {
                let data = bytes(input, &part)?;
                let mut fields = Fields(&data);
                let Some((version, flags)) = fields.full() else { continue };
                trak.enabled = flags & 1 != 0;
                fields.long(version);
                fields.long(version);
                trak.id = fields.u32().unwrap_or(0);
            }
            b"edts" => {
                if let Some(list) = Parts::of(&part).find(input, b"elst")? {
                    trak.edits = edits::read(&bytes(input, &list)?);
                }
            }
            b"tref" => {
                if let Some(list) = Parts::of(&part).find(input, b"chap")? {
                    let data = bytes(input, &list)?;
                    let mut fields = Fields(&data);
                    chapters.extend(std::iter::from_fn(|| fields.u32()).take(64));
                }
            }
            b"mdia" => media(input, &part, &mut trak)?,
            b"udta" => user_data(input, &part, &mut trak)?,
            _ => {}
        }
    }
    let text = [*b"sbtl", *b"text", *b"subt", *b"subp", *b"clcp"].contains(&trak.handler);
    Ok(text.then_some(trak))
}

fn media<R: Read + Seek>(input: &mut Input<R>, part: &Part, trak: &mut Trak) -> Result<()> {
    let (mut tag, mut minf, mut handler_name) = (None, None, None);
    let mut parts = Parts::of(part);
    while let Some(part) = parts.next(input)? {
        match &part.kind {
            b"mdhd" => {
                let data = bytes(input, &part)?;
                let Some((_, scale, mut rest)) = header(&data) else { continue };
                trak.scale = scale.filter(|scale| *scale > 0).unwrap_or(1000);
                trak.lang = rest.u16().and_then(language::packed);
            }
            b"elng" => {
                let data = bytes(input, &part)?;
                tag = language::tag(&String::from_utf8_lossy(data.get(4..).unwrap_or_default()));
            }
            b"hdlr" => {
                let data = bytes(input, &part)?;
                let mut fields = Fields(&data);
                fields.take(8);
                if let Some(kind) = fields.take(4).and_then(|kind| kind.try_into().ok()) {
                    trak.handler = kind;
                }
                fields.take(12);
                handler_name = name(fields.0);
            }
            b"minf" => minf = Some(part),
            _ => {}
        }
    }
    if tag.is_some() {
        trak.lang = tag;
    }
    if trak.name.is_none() {
        // What programs put there by themselves is no name.
        trak.name = handler_name.filter(|name| !name.to_ascii_lowercase().contains("handler"));
    }
    // Of other tracks no more is wanted.
    let text = trak.handler != *b"vide" && trak.handler != *b"soun";
    let Some(minf) = minf.filter(|_| text) else { return Ok(()) };
    trak.stbl = Parts::of(&minf).find(input, b"stbl")?;
    let Some(stbl) = &trak.stbl else { return Ok(()) };
    if let Some(stsd) = Parts::of(stbl).find(input, b"stsd")? {
        let data = bytes(input, &stsd)?;
        let entries = inside(data.get(8..).unwrap_or_default()).take(64);
        trak.entries = entries.map(|(kind, body)| (kind, body.to_vec())).collect();
    }
    Ok(())
}

/// A handler's name: ended by a NUL, or begun with its length in QuickTime.
fn name(bytes: &[u8]) -> Option<String> {
    let counted = bytes.split_first().filter(|(len, rest)| usize::from(**len) == rest.len() && **len > 0);
    let bytes = counted.map_or(bytes, |(_, rest)| rest);
    let bytes = bytes.split(|b| *b == 0).next().unwrap_or_default();
    let name = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// A track's `name` and `kind` boxes.
fn user_data<R: Read + Seek>(input: &mut Input<R>, part: &Part, trak: &mut Trak) -> Result<()> {
    let mut parts = Parts::of(part);
    while let Some(part) = parts.next(input)? {
        match &part.kind {
            b"name" => {
                let data = bytes(input, &part)?;
                if let Some(found) = name(&data) {
                    trak.name = Some(found);
                }
            }
            b"kind" if trak.kinds.len() < 16 => {
                let data = bytes(input, &part)?;
                let value = data.get(4..).and_then(|rest| rest.split(|b| *b == 0).nth(1));
                trak.kinds.extend(value.map(|value| String::from_utf8_lossy(value).into_owned()));
            }
            _ => {}
        }
    }
    Ok(())
}
