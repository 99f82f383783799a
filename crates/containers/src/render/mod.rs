//! Subtitle files written from cues. Text is bytes all along: what a track holds may be in an encoding that only a
//! later look at the whole file can tell.

mod srt;
mod vtt;

pub(crate) use srt::srt;
pub(crate) use vtt::vtt;

use crate::notes::Notes;
use tregua_parse::time::Time;

/// A cue on its way into a file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Cue {
    pub(crate) start: Time,
    /// `None` where the film does not say.
    pub(crate) end: Option<Time>,
    pub(crate) text: Vec<u8>,
    /// WebVTT: the cue's name.
    pub(crate) id: Vec<u8>,
    /// WebVTT: the cue's settings.
    pub(crate) settings: Vec<u8>,
    /// WebVTT: comments that stand before the cue.
    pub(crate) before: Vec<u8>,
}

/// Gives every cue an out-time: one without shows until the next cue begins, as Matroska has it.
pub(crate) fn close(cues: &mut [Cue], notes: &mut Notes) {
    // The in-time at hand, and the next one that differs: cues that begin together end together.
    let (mut here, mut next): (Option<Time>, Option<Time>) = (None, None);
    let mut without = Vec::new();
    for (n, cue) in cues.iter_mut().enumerate().rev() {
        if here != Some(cue.start) {
            (here, next) = (Some(cue.start), here);
        }
        if cue.end.is_none() {
            cue.end = Some(next.map_or(cue.start, |next| next.max(cue.start)));
            without.push((n, next.is_none()));
        }
    }
    for (n, last) in without.into_iter().rev() {
        notes.cue(
            if last {
                "no duration and no cue after it: out-time is in-time"
            } else {
                "no duration: shown until the next cue begins"
            },
            n,
        );
    }
}

/// A time in thousandths, held at zero.
pub(crate) fn millis(time: Time, cue: usize, notes: &mut Notes) -> u64 {
    let ms = time.to_millis();
    if Time::from_millis(ms) != Some(time) {
        notes.cue("times rounded to a thousandth of a second", cue);
    }
    if ms < 0 {
        notes.cue("begins before zero: moved to zero", cue);
    }
    u64::try_from(ms).unwrap_or(0)
}

/// `HH:MM:SS,mmm` with the given sign before the fraction.
pub(crate) fn stamp(ms: u64, sign: char) -> String {
    let (h, m, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    format!("{h:02}:{m:02}:{s:02}{sign}{:03}", ms % 1000)
}

/// The lines of a text with LF between them, without blank lines, which would end the cue.
pub(crate) fn lines(text: &[u8], cue: usize, notes: &mut Notes) -> Vec<u8> {
    let ends = |b: &u8| matches!(b, b'\n' | b'\r' | b' ' | b'\t' | 0);
    let cut = text.iter().rposition(|b| !ends(b)).map_or(0, |last| last.saturating_add(1));
    let mut out = Vec::with_capacity(cut);
    let mut blank = false;
    let text = text.get(..cut).unwrap_or_default();
    let whole = text.split(|b| *b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    for line in whole.flat_map(|line| line.split(|b| *b == b'\r')) {
        if line.iter().all(ends) {
            blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push(b'\n');
        }
        out.extend_from_slice(line);
    }
    if blank && !out.is_empty() {
        notes.cue("blank lines inside the text left out", cue);
    }
    out
}

#[cfg(test)]
mod tests;
