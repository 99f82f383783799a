//! Matroska and WebM.
//!
//! Read: `S_TEXT/UTF8` and `S_TEXT/ASCII` as SubRip, `S_TEXT/ASS` as ASS, `S_TEXT/SSA` as SSA, `S_TEXT/WEBVTT` and
//! WebM's `D_WEBVTT/…` as WebVTT; deflated and header-stripped tracks too. Laced and encrypted blocks are not read.

mod ass;
mod blocks;
mod coding;
mod ebml;
mod head;
mod text;

use crate::error::{ContainerError, Result};
use crate::input::Input;
use crate::notes::Notes;
use crate::track::{Content, TextFormat, TrackInfo};
use crate::{Taken, render};
use head::{Entry, Head};
use std::io::{Read, Seek};

/// What every Matroska file begins with.
pub(crate) const MAGIC: [u8; 4] = [0x1a, 0x45, 0xdf, 0xa3];

/// A Matroska file whose headers were read.
pub(crate) struct Film(Head);

/// The text codecs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Codec {
    Plain,
    Ass,
    Ssa,
    WebVtt,
    /// WebVTT as WebM had it before Matroska took it up.
    WebmVtt,
}

impl Codec {
    fn of(id: &str) -> Option<Self> {
        Some(match id {
            "S_TEXT/UTF8" | "S_TEXT/ASCII" => Self::Plain,
            "S_TEXT/ASS" | "S_ASS" => Self::Ass,
            "S_TEXT/SSA" | "S_SSA" => Self::Ssa,
            "S_TEXT/WEBVTT" => Self::WebVtt,
            _ if id.starts_with("D_WEBVTT") => Self::WebmVtt,
            _ => return None,
        })
    }

    fn format(self) -> TextFormat {
        match self {
            Self::Plain => TextFormat::Srt,
            Self::Ass => TextFormat::Ass,
            Self::Ssa => TextFormat::Ssa,
            Self::WebVtt | Self::WebmVtt => TextFormat::Vtt,
        }
    }
}

fn content(entry: &Entry) -> Content {
    if let Some(codec) = Codec::of(&entry.codec) {
        return match coding::obstacle(&entry.codings) {
            Some(why) => Content::Unread(format!("{} that is {why}", codec.format())),
            None => Content::Text(codec.format()),
        };
    }
    match entry.codec.as_str() {
        "S_HDMV/PGS" => Content::Pictures("PGS (Blu-ray)"),
        "S_VOBSUB" | "S_VOBSUB/ZLIB" => Content::Pictures("VobSub (DVD)"),
        "S_DVBSUB" => Content::Pictures("DVB subtitles"),
        "S_IMAGE/BMP" => Content::Pictures("bitmaps"),
        "S_HDMV/TEXTST" => Content::Unread("Blu-ray text subtitles".to_owned()),
        "S_TEXT/USF" => Content::Unread("Universal Subtitle Format".to_owned()),
        "S_ARIBSUB" => Content::Unread("ARIB captions".to_owned()),
        "S_KATE" => Content::Unread("Kate".to_owned()),
        other => Content::Unread(format!("the codec {other}")),
    }
}

impl Film {
    /// Reads the headers.
    pub(crate) fn open<R: Read + Seek>(input: &mut Input<R>) -> Result<Self> {
        head::read(input).map(Self)
    }

    /// The tracks of subtitles.
    pub(crate) fn infos(&self) -> Vec<TrackInfo> {
        let info = |(index, entry): (usize, &Entry)| TrackInfo {
            index,
            id: entry.number,
            codec: entry.codec.clone(),
            content: content(entry),
            lang: entry.lang.clone(),
            name: entry.name.clone(),
            default: entry.default,
            forced: entry.forced,
            hearing_impaired: entry.hearing_impaired,
        };
        self.0.tracks.iter().enumerate().map(info).collect()
    }

    /// Takes out a track; `index` is its place among those of subtitles.
    pub(crate) fn extract<R: Read + Seek>(&self, input: &mut Input<R>, index: usize) -> Result<Taken> {
        let count = self.0.tracks.len();
        let track = self.0.tracks.get(index).ok_or(ContainerError::NoSuchTrack { index, count })?;
        let Some(codec) = Codec::of(&track.codec) else {
            return Err(ContainerError::NotText { what: track.codec.clone() });
        };
        let mut notes = Notes::default();
        if track.scaled {
            notes.say("the track asks for a time scale of its own, which was not followed");
        }
        let Some(private) = coding::undo(&track.codings, coding::Scope::Private, track.private.clone())
        else {
            return Err(ContainerError::NotText { what: "its header is damaged".to_owned() });
        };
        let found = blocks::read(input, &self.0, track, &mut notes)?;
        let bytes = match codec {
            Codec::Plain => render::srt(text::plain(found.frames), &mut notes),
            Codec::WebVtt => render::vtt(&private, text::webvtt(found.frames, &mut notes), &mut notes),
            Codec::WebmVtt => render::vtt(&private, text::webm(found.frames, &mut notes), &mut notes),
            Codec::Ass | Codec::Ssa => {
                if found.attached > 0 {
                    notes.say(format!(
                        "{} attached files (fonts, as a rule) stay in the film",
                        found.attached
                    ));
                }
                ass::file(&private, found.frames, codec == Codec::Ssa, &mut notes)
            }
        };
        Ok(Taken { bytes, more: Vec::new(), notes })
    }
}
