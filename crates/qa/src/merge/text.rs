//! A cue's lines as styled runs.

use super::{Decoration, MergedRun};
use memchr::memchr2;
use std::borrow::Cow;
use tregua_parse::model::{Cue, Style, Track, is_unseen};

/// A cue's lines as styled runs. Lines that show nothing are left out: in SubRip a blank line ends the cue.
pub(super) fn lines<'t>(
    track: &'t Track<'_>,
    cue: &Cue<'_>,
    decoration: Decoration,
) -> Vec<Vec<MergedRun<'t>>> {
    let mut lines = Vec::with_capacity(track.lines_of(cue).len());
    each_line(track, cue, decoration, |line| lines.push(line));
    lines
}

/// The same, one after the other.
pub(super) fn each_line<'t>(
    track: &'t Track<'_>,
    cue: &Cue<'_>,
    decoration: Decoration,
    mut line_of: impl FnMut(Vec<MergedRun<'t>>),
) {
    for line in track.lines_of(cue) {
        let own = track.runs_of(line);
        let mut runs: Vec<MergedRun<'t>> = Vec::with_capacity(own.len());
        for run in own {
            let style = Style {
                italic: run.style.italic || decoration.italic,
                colour: run.style.colour.or(decoration.colour),
                ..run.style
            };
            // Other formats may have line ends inside a run.
            if memchr2(b'\n', b'\r', run.text.as_bytes()).is_none() {
                push_piece(&mut runs, &run.text, style);
                continue;
            }
            for (n, piece) in run.text.split(['\n', '\r']).enumerate() {
                if n > 0 {
                    push_line(&mut line_of, &mut runs);
                }
                push_piece(&mut runs, piece, style);
            }
        }
        push_line(&mut line_of, &mut runs);
    }
}

fn push_piece<'t>(runs: &mut Vec<MergedRun<'t>>, piece: &'t str, style: Style) {
    match runs.last_mut() {
        _ if piece.is_empty() => {}
        Some(last) if last.style == style => last.text.to_mut().push_str(piece),
        _ => runs.push(MergedRun { text: Cow::Borrowed(piece), style }),
    }
}

fn push_line<'t>(line_of: &mut impl FnMut(Vec<MergedRun<'t>>), runs: &mut Vec<MergedRun<'t>>) {
    let runs = std::mem::take(runs);
    if runs.iter().any(|run| run.text.chars().any(|c| !is_unseen(c))) {
        line_of(runs);
    }
}
