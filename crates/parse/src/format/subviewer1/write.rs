//! A track as SubViewer 1.0: head, whole seconds, `|` between lines.

use super::parse::stamp;
use crate::format::common::{TagSet, lines_of, spell_clock, spell_tags, start_with, times_of, without};
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written};
use crate::model::Track;
use crate::time::PerSecond;

/// Three tags.
pub(super) static WRITER: Writer = Writer {
    carries: Carries { italic: true, bold: true, underline: true, title: true, ..Carries::NONE },
    template: None,
    utf8_only: false,
    write,
};

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let title = target.title.or(track.title.as_deref()).unwrap_or_default();
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!("[TITLE]\n{}\n", title.trim());
    out.push_str("[AUTHOR]\n\n[SOURCE]\n\n[PRG]\n\n[FILEPATH]\n\n[DELAY]\n0\n[CD TRACK]\n0\n[BEGIN]\n");
    out.push_str("******** START SCRIPT ********\n");
    let mut losses = Vec::new();
    let grain = PerSecond::new(1, 1).ok_or(WriteError::FrameRate)?;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = times_of(cue, index, grain, &mut losses)? else { continue };
        let Some(lines) = lines_of(track, cue, index, &mut losses) else { continue };
        let clock = |time| spell_clock(time, 0, 2).unwrap_or_default();
        out.push_str(&format!("[{}]\n", clock(start)));
        let mut text = String::new();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                text.push('|');
            }
            let spelt = spell_tags(&line, TagSet { strike: false, colour: false });
            text.push_str(&without(&spelt, "|", "/", index, &mut losses));
        }
        // Text in brackets alone on its line would be a time or the end of the script.
        let taken = stamp(text.as_bytes()).is_some() || text.trim().eq_ignore_ascii_case("[END]");
        let text = if taken { without(&text, "[", "(", index, &mut losses).into_owned() } else { text };
        out.push_str(&start_with(text, false, index, &mut losses));
        out.push_str(&format!("\n[{}]\n\n", clock(end)));
    }
    out.push_str("[END]\n******** END SCRIPT ********\n");
    Ok(Written { body: Body::Text(out), losses })
}
