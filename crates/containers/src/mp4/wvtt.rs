//! WebVTT in MP4 (`wvtt`): each sample holds a box for every cue that is on the screen during it, so a cue that lasts
//! over several samples stands in each of them.

use super::boxes::inside;
use super::each;
use super::edits::Shown;
use super::table::MOST_SAMPLES;
use crate::error::Result;
use crate::input::Input;
use crate::notes::Notes;
use crate::render::Cue;
use std::io::{Read, Seek};

/// What comes before the first cue, from the sample description's `vttC` box.
pub(super) fn header(body: &[u8]) -> Vec<u8> {
    let boxes = body.get(8..).unwrap_or_default();
    inside(boxes).find(|(kind, _)| kind == b"vttC").map_or_else(Vec::new, |(_, text)| text.to_vec())
}

/// The most boxes that are read of one sample.
const MOST_AT_ONCE: usize = 512;

/// A cue as a sample has it.
#[derive(PartialEq, Eq, Default)]
struct Part {
    /// Samples that hold parts of one cue share this number.
    source: Option<[u8; 4]>,
    id: Vec<u8>,
    settings: Vec<u8>,
    text: Vec<u8>,
}

/// The cues of a track, each once.
pub(super) fn cues<R: Read + Seek>(
    input: &mut Input<R>,
    shown: &[Shown],
    notes: &mut Notes,
) -> Result<Vec<Cue>> {
    let mut out: Vec<Cue> = Vec::new();
    // What the sample before had, and where each stands in `out`.
    let mut before: Vec<(Part, usize)> = Vec::new();
    let mut comments: Vec<u8> = Vec::new();
    each(input, shown, notes, |spot, data, notes| {
        let mut now: Vec<(Part, usize)> = Vec::new();
        for (n, (kind, body)) in inside(data).enumerate() {
            if n >= MOST_AT_ONCE || out.len() >= MOST_SAMPLES {
                notes.say("a sample holds more cues at once than a screen can; the rest was left out");
                break;
            }
            match &kind {
                b"vttc" => {
                    let part = part(body, out.len(), notes);
                    let known = before.iter().position(|(old, n)| {
                        *old == part && out.get(*n).is_some_and(|cue| cue.end == Some(spot.start))
                    });
                    if let Some(known) = known {
                        // Taken out, so that two cues of the same words do not become one.
                        let (_, n) = before.swap_remove(known);
                        if let Some(cue) = out.get_mut(n) {
                            cue.end = Some(spot.end);
                            if part.source.is_none() {
                                notes.cue("the same cue in neighbouring samples, without a number of its own, joined", n);
                            }
                        }
                        now.push((part, n));
                        continue;
                    }
                    out.push(Cue {
                        start: spot.start,
                        end: Some(spot.end),
                        text: part.text.clone(),
                        id: part.id.clone(),
                        settings: part.settings.clone(),
                        before: std::mem::take(&mut comments),
                    });
                    now.push((part, out.len() - 1));
                }
                b"vtta" => {
                    if !comments.is_empty() {
                        comments.extend_from_slice(b"\n\n");
                    }
                    comments.extend_from_slice(body.trim_ascii());
                }
                // Nothing is shown.
                b"vtte" => {}
                _ => notes.say("samples hold boxes that are no WebVTT; they were left behind"),
            }
        }
        before = now;
    })?;
    if !comments.is_empty() {
        notes.say("a comment behind the last cue was left behind");
    }
    Ok(out)
}

fn part(body: &[u8], cue: usize, notes: &mut Notes) -> Part {
    let mut out = Part::default();
    for (kind, body) in inside(body) {
        match &kind {
            // A number of −1 says that the cue stands in one sample only.
            b"vsid" => out.source = body.first_chunk().copied().filter(|source| *source != [0xff; 4]),
            b"iden" => out.id = body.to_vec(),
            b"sttg" => out.settings = body.to_vec(),
            b"payl" => out.text = body.to_vec(),
            // The time that stamps inside the text are counted by; the text keeps its own.
            b"ctim" => notes.cue("times inside the text kept as they are", cue),
            _ => {}
        }
    }
    out
}
