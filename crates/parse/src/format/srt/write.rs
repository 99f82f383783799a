//! A track as SubRip: counters from 1, LF, one blank line after each cue.

use super::spell_line;
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written, keypad, lines};
use crate::model::{Loss, LossKind, Style, Track};
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

fn write(track: &Track<'_>, _: &Target<'_>) -> Result<Written, WriteError> {
    let mut out = String::new();
    let mut losses = Vec::new();
    let mut number = 0;
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
        let (shown, fewer) = lines(track, cue, false);
        if fewer {
            losses.push(Loss::cue(LossKind::Lines, index, "blank lines; in SubRip they would end the cue"));
        }
        number += 1;
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{number}\n{start} --> {end}");
        for (n, line) in shown.iter().enumerate() {
            if let (0, Some(align)) = (n, keypad(cue).filter(|align| *align != 2)) {
                let _ = write!(out, "{{\\an{align}}}");
            }
            let runs: Vec<(&str, Style)> =
                line.iter().map(|piece| (piece.text.as_ref(), piece.style)).collect();
            out.push_str(&spell_line(&runs));
            out.push('\n');
        }
        out.push('\n');
    }
    Ok(Written { body: Body::Text(out), losses })
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
