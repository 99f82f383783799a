//! The tracks that are compared: read, and as they are shown.

use crate::args::Reading;
use crate::cmd::one_of;
use crate::load::{Bytes, name};
use anyhow::Result;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::language::Tongue;
use tregua_qa::pairing::Side;

/// A track as it is shown.
pub(super) struct Told {
    pub(super) path: String,
    pub(super) format: &'static str,
    /// None where neither the user nor the file nor its text says it for certain.
    pub(super) lang: Option<Lang>,
    /// How it is called beside the others.
    pub(super) label: String,
    pub(super) cues: Vec<Cue>,
}

/// A cue as it is shown.
pub(super) struct Cue {
    /// Its counter in the file, or its place.
    pub(super) number: String,
    pub(super) times: Option<(Time, Time)>,
    pub(super) text: String,
}

/// Opens a track; its language comes from `--lang`, its name, the file itself or its text.
pub(super) fn track(
    path: &Path,
    bytes: &Bytes,
    named: Option<&Lang>,
    reading: &Reading,
) -> Result<(Told, Side)> {
    let opened = one_of::open(path, bytes, named, reading)?;
    let document = &opened.document;
    let track = (opened.format.lower)(document);
    let lang = opened.lang(&track);
    // The language tells how numbers are spelt; without one the times and the words still speak.
    let tongue = lang.as_ref().map_or(Tongue::Other, |lang| Tongue::of_tag(lang.language()));
    let cue = |(at, cue): (usize, &tregua_parse::model::Cue<'_>)| Cue {
        number: number(document, at),
        times: cue.times,
        text: text(&track, cue),
    };
    let cues = track.cues.iter().enumerate().map(cue).collect();
    let side = Side::new(&track, tongue);
    Ok((Told { path: name(path), format: opened.format.id, lang, label: String::new(), cues }, side))
}

/// What a cue shows, line by line.
fn text(track: &Track<'_>, cue: &tregua_parse::model::Cue<'_>) -> String {
    let lines = track.lines_of(cue);
    let runs = || lines.iter().flat_map(|line| track.runs_of(line));
    let mut out = String::with_capacity(runs().map(|run| run.text.len()).sum::<usize>() + lines.len());
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        track.runs_of(line).iter().for_each(|run| out.push_str(&run.text));
    }
    out
}

fn number(document: &Document<'_>, at: usize) -> String {
    document.cue_number(at).map_or_else(|| at.saturating_add(1).to_string(), ToOwned::to_owned)
}

/// Calls each track by its language; where that is not known or another's too, by its place.
pub(super) fn label(tracks: &mut [Told]) {
    let tags: Vec<Option<String>> = tracks.iter().map(|it| it.lang.as_ref().map(Lang::canonical)).collect();
    for (at, (track, tag)) in tracks.iter_mut().zip(&tags).enumerate() {
        track.label = match tag {
            Some(tag) if tags.iter().flatten().filter(|it| *it == tag).count() == 1 => tag.clone(),
            Some(tag) => format!("{} {tag}", at + 1),
            None => (at + 1).to_string(),
        };
    }
}
