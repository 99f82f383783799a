//! A cue's lines as styled runs.

use super::{Decoration, MergedRun};
use tregua_parse::model::{Cue, Style, Track, is_unseen};

/// A cue's lines as styled runs. Lines that show nothing are left out: in SubRip a blank line ends the cue.
pub(super) fn lines(track: &Track<'_>, cue: &Cue<'_>, decoration: Decoration) -> Vec<Vec<MergedRun>> {
    let mut lines = Vec::new();
    for line in track.lines_of(cue) {
        let mut runs: Vec<MergedRun> = Vec::new();
        for run in track.runs_of(line) {
            let style = Style {
                italic: run.style.italic || decoration.italic,
                colour: run.style.colour.or(decoration.colour),
                ..run.style
            };
            // Other formats may have line ends inside a run.
            for (n, piece) in run.text.split(['\n', '\r']).enumerate() {
                if n > 0 {
                    push_line(&mut lines, &mut runs);
                }
                match runs.last_mut() {
                    _ if piece.is_empty() => {}
                    Some(last) if last.style == style => last.text.push_str(piece),
                    _ => runs.push(MergedRun { text: piece.to_owned(), style }),
                }
            }
        }
        push_line(&mut lines, &mut runs);
    }
    lines
}

fn push_line(lines: &mut Vec<Vec<MergedRun>>, runs: &mut Vec<MergedRun>) {
    let runs = std::mem::take(runs);
    if runs.iter().any(|run| !run.text.trim_matches(is_unseen).is_empty()) {
        lines.push(runs);
    }
}
