//! The kinds of character of a whole track, found out once for all rules.

use super::Traits;
use tregua_parse::model::Track;

/// The kinds of character of a track.
#[derive(Debug)]
pub(super) struct Kinds {
    /// Of each cue.
    pub(super) each: Vec<Traits>,
    /// Of all of them.
    pub(super) all: Traits,
    /// How many code points each run has.
    pub(super) points: Vec<u32>,
}

impl Kinds {
    pub(super) fn of(track: &Track<'_>) -> Self {
        let mut out = Self {
            each: Vec::with_capacity(track.cues.len()),
            all: Traits::NONE,
            points: vec![0; track.runs.len()],
        };
        for cue in &track.cues {
            let mut kinds = Traits::NONE;
            for line in track.lines_of(cue) {
                let runs = track.runs_of(line);
                let points = out.points.get_mut(line.runs.start as usize..).unwrap_or_default();
                for (points, run) in points.iter_mut().zip(runs) {
                    let (of_run, count) = Traits::counted(&run.text);
                    kinds |= of_run;
                    *points = count;
                }
                // What stands where runs meet is not seen.
                if runs.len() > 1 {
                    kinds |= Traits::PAIRS;
                }
            }
            out.each.push(kinds);
            out.all |= kinds;
        }
        out
    }
}
