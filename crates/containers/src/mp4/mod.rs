//! MP4 and QuickTime: the ISO base media file format (ISO/IEC 14496-12), whole or in fragments.
//!
//! Read: `tx3g` (3GPP TS 26.245) and QuickTime's `text` as SubRip, `wvtt` (ISO/IEC 14496-30) as WebVTT, `stpp` as TTML.
//! Edit lists are followed.

mod boxes;
mod edits;
mod fragments;
mod movie;
mod stpp;
mod table;
mod tx3g;
mod wvtt;

use crate::error::{ContainerError, Result};
use crate::input::Input;
use crate::notes::Notes;
use crate::track::{Content, TextFormat, TrackInfo};
use crate::{Taken, render};
use boxes::Parts;
use edits::{Scales, Shown};
use movie::{Movie, Trak};
use std::io::{Read, Seek};

/// An MP4 file whose headers were read.
pub(crate) struct Film(Movie);

fn content(trak: &Trak) -> Content {
    let Some((kind, body)) = trak.entries.first() else {
        return Content::Unread("a track without a description".to_owned());
    };
    if trak.chapters {
        return Content::Chapters;
    }
    match kind {
        b"tx3g" | b"text" => Content::Text(TextFormat::Srt),
        b"wvtt" => Content::Text(TextFormat::Vtt),
        b"stpp" if stpp::has_pictures(body) => Content::Pictures("TTML with pictures"),
        b"stpp" => Content::Text(TextFormat::Ttml),
        b"mp4s" => Content::Pictures("VobSub (DVD)"),
        b"c608" => Content::Unread("CEA-608 captions".to_owned()),
        b"c708" => Content::Unread("CEA-708 captions".to_owned()),
        b"enct" | b"encs" | b"encu" => Content::Unread("encrypted text".to_owned()),
        other => Content::Unread(format!("the codec {}", letters(other))),
    }
}

fn letters(kind: &[u8; 4]) -> String {
    kind.escape_ascii().to_string()
}

impl Film {
    /// Reads the headers.
    pub(crate) fn open<R: Read + Seek>(input: &mut Input<R>) -> Result<Self> {
        movie::read(input).map(Self)
    }

    /// The tracks of subtitles.
    pub(crate) fn infos(&self) -> Vec<TrackInfo> {
        let info = |(index, trak): (usize, &Trak)| TrackInfo {
            index,
            id: u64::from(trak.id),
            codec: trak.entries.first().map_or_else(String::new, |(kind, _)| letters(kind)),
            content: content(trak),
            lang: trak.lang.clone(),
            name: trak.name.clone(),
            default: trak.enabled && !trak.chapters,
            forced: trak.kinds.iter().any(|kind| kind == "forced-subtitle") || tx3g::forced(trak),
            hearing_impaired: trak.kinds.iter().any(|kind| kind == "caption"),
        };
        self.0.traks.iter().enumerate().map(info).collect()
    }

    /// Takes out a track; `index` is its place among those of subtitles.
    pub(crate) fn extract<R: Read + Seek>(&self, input: &mut Input<R>, index: usize) -> Result<Taken> {
        let count = self.0.traks.len();
        let trak = self.0.traks.get(index).ok_or(ContainerError::NoSuchTrack { index, count })?;
        let Some((kind, body)) = trak.entries.first() else {
            return Err(ContainerError::NotText { what: "it has no description".to_owned() });
        };
        let mut notes = Notes::default();
        if self.0.cut {
            notes.say("the film is cut off; cues may be missing at its end");
        }
        if trak.entries.iter().any(|(other, _)| other != kind) {
            notes.say("the track changes its codec on the way; samples of the others may be damaged");
        }
        let samples = self.samples(input, trak, &mut notes)?;
        let scales = Scales { track: trak.scale, film: self.0.scale };
        let shown = edits::apply(&samples, &trak.edits, scales, &mut notes)?;
        let (bytes, more) = match kind {
            b"tx3g" | b"text" => {
                let cues = tx3g::cues(input, trak, &shown, &mut notes)?;
                (render::srt(cues, &mut notes), Vec::new())
            }
            b"wvtt" => {
                let cues = wvtt::cues(input, &shown, &mut notes)?;
                (render::vtt(&wvtt::header(body), cues, &mut notes), Vec::new())
            }
            b"stpp" => stpp::documents(input, &shown, edits::shift(&trak.edits, scales), &mut notes)?,
            other => return Err(ContainerError::NotText { what: letters(other) }),
        };
        Ok(Taken { bytes, more, notes })
    }

    /// All samples of a track: those of its table, and those of the fragments behind.
    fn samples<R: Read + Seek>(
        &self,
        input: &mut Input<R>,
        trak: &Trak,
        notes: &mut Notes,
    ) -> Result<Vec<table::Sample>> {
        let mut out = match &trak.stbl {
            Some(stbl) => table::read(input, stbl)?,
            None => Vec::new(),
        };
        if !self.0.fragmented {
            return Ok(out);
        }
        let mut now = out.last().map_or(0, |last| last.start.saturating_add(i64::from(last.length)));
        let mut top = Parts::between(0, input.len());
        while let Some(part) = top.next(input)? {
            if part.cut {
                notes.say("the film is cut off; cues may be missing at its end");
            }
            if part.kind == *b"moof" && !part.cut {
                fragments::read(input, &part, trak.defaults, &mut now, &mut out)?;
            }
        }
        Ok(out)
    }
}

/// Reads each sample shown, and hands it on with its number.
fn each<R: Read + Seek>(
    input: &mut Input<R>,
    shown: &[Shown],
    notes: &mut Notes,
    mut take: impl FnMut(&Shown, &[u8], &mut Notes),
) -> Result<()> {
    let mut held = 0;
    for (n, spot) in shown.iter().enumerate() {
        match table::content(input, &spot.sample, &mut held) {
            Ok(data) => take(spot, &data, notes),
            // A sample beyond the end of a film that is cut off costs that sample only.
            Err(ContainerError::Broken { .. }) => notes.cue("samples beyond the end of the file left out", n),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
