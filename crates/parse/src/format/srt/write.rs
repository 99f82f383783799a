//! A track as SubRip: counters from 1, LF, one blank line after each cue.

use super::spell::push_line;
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written, keypad, pieces, room, shows};
use crate::model::{Line, Loss, LossKind, Ruby, Style, Track, is_unseen};
use std::fmt::Write as _;

/// Tags carry the style of letters, `{\an8}` the place.
pub(super) static WRITER: Writer = Writer {
    carries: Carries {
        italic: true,
        bold: true,
        underline: true,
        strike: true,
        colour: true,
        align: true,
        ..Carries::NONE
    },
    utf8_only: false,
    template: None,
    write,
};

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let mut out = room(track, "1000\n00:00:00,000 --> 00:00:00,000\n\n".len());
    let mut losses = Vec::new();
    let mut number = target.before;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = cue.times else {
            losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read"));
            continue;
        };
        if start.is_negative() || end.is_negative() {
            let time = start.min(end);
            let cue = u32::try_from(index).unwrap_or(u32::MAX);
            return Err(WriteError::Time { cue, time, limit: "SubRip has no times before zero" });
        }
        number += 1;
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{number}");
        start.push_line_to(end, b',', &mut out);
        out.push('\n');
        let (mut first, mut fewer) = (true, false);
        for line in track.lines_of(cue) {
            let plain = plain(track, line);
            let pieces = if plain.is_some() { Vec::new() } else { pieces(track, line, false) };
            if plain.is_none() && !shows(&pieces) {
                fewer = true;
                continue;
            }
            if let (true, Some(align)) = (first, keypad(cue).filter(|align| *align != 2)) {
                let _ = write!(out, "{{\\an{align}}}");
            }
            first = false;
            match plain {
                Some(run) => push_line(&mut out, &[run]),
                None => {
                    let runs: Vec<(&str, Style)> =
                        pieces.iter().map(|piece| (piece.text.as_ref(), piece.style)).collect();
                    push_line(&mut out, &runs);
                }
            }
            out.push('\n');
        }
        if fewer {
            losses.push(Loss::cue(LossKind::Lines, index, "blank lines; in SubRip they would end the cue"));
        }
        out.push('\n');
    }
    Ok(Written { body: Body::Text(out), losses })
}

/// A line of one run that shows something, as nearly all are: it is its own piece.
fn plain<'t>(track: &'t Track<'_>, line: &Line) -> Option<(&'t str, Style)> {
    let [run] = track.runs_of(line) else { return None };
    let plain = run.style.ruby == Ruby::None && run.text.chars().any(|c| !is_unseen(c));
    plain.then_some((run.text.as_ref(), run.style))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::write::write;
    use crate::source::Source;

    fn again(text: &str) -> Written {
        let document = crate::format::srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = crate::format::srt::lower(&document);
        write(&track, &WRITER, &Target::default()).unwrap()
    }

    #[test]
    fn strict_files_are_written_as_they_were() {
        let text = "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>Тоқта!</i>\n- <b>Кім бұл?</b>\n\n\
                    2\n00:00:03,000 --> 00:00:04,000\na < b\n\n";
        assert_eq!(again(text), Written { body: Body::Text(text.to_owned()), losses: Vec::new() });
    }

    #[test]
    fn what_goes_is_said() {
        let written = again("1\n00:00:01,000\nUno.\n\n2\n00:00:03,000 --> 00:00:04,000\nDos.\n \nTres.\n");
        let kinds: Vec<_> = written.losses.iter().map(|l| (l.kind, l.cue)).collect();
        assert_eq!(kinds, [(LossKind::Cue, Some(0)), (LossKind::Lines, Some(1))]);
        assert_eq!(written.body, Body::Text("1\n00:00:03,000 --> 00:00:04,000\nDos.\nTres.\n\n".to_owned()));
    }
}
