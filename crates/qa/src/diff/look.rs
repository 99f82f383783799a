//! How cues look, apart from their words.

use tregua_parse::model::{Cue, Details, Style, Track};

/// Something of a cue that looks different.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Look {
    /// Italics, bold, underline, colour or another style of letters.
    Letters,
    /// Where it stands on the screen.
    Place,
    /// How it appears and goes.
    Fade,
    /// Whether it is shown where subtitles are off.
    Forced,
    /// Who speaks.
    Voice,
    /// Its language.
    Language,
}

/// How two cues differ. Across formats only what nearly all of them can say is compared: what a format cannot say is no
/// change of the cue.
pub(super) fn compare(
    (old, a): (&Track<'_>, u32),
    (new, b): (&Track<'_>, u32),
    same_text: bool,
    across: bool,
) -> Vec<Look> {
    let (Some(a), Some(b)) = (old.cues.get(a as usize), new.cues.get(b as usize)) else { return Vec::new() };
    let mut out = Vec::new();
    let mut tell = |differs: bool, look: Look| {
        if differs {
            out.push(look);
        }
    };
    let letters = |track: &Track<'_>, cue: &Cue<'_>| stretches(track, cue, same_text, across);
    tell(letters(old, a) != letters(new, b), Look::Letters);
    let plain = Details::default();
    let (da, db) = (a.details.as_deref().unwrap_or(&plain), b.details.as_deref().unwrap_or(&plain));
    let align = |cue: &Cue<'_>| cue.align.unwrap_or(2);
    tell(align(a) != align(b) || !across && da.place != db.place, Look::Place);
    if !across {
        tell(da.fade != db.fade, Look::Fade);
        tell(da.forced != db.forced, Look::Forced);
        tell(voices(old, a) != voices(new, b), Look::Voice);
        tell(da.lang != db.lang, Look::Language);
    }
    out
}

/// The styles of a cue's letters with how many letters each covers; without their numbers where the words differ.
fn stretches(track: &Track<'_>, cue: &Cue<'_>, exact: bool, across: bool) -> Vec<(usize, Style)> {
    let mut out: Vec<(usize, Style)> = Vec::new();
    for run in track.runs_of_cue(cue) {
        let len = run.text.chars().filter(|c| !c.is_whitespace()).count();
        if len == 0 {
            continue;
        }
        let Style { italic, bold, underline, strike, .. } = run.style;
        let style = match across {
            true => Style { italic, bold, underline, strike, ..Style::default() },
            false => run.style,
        };
        let len = if exact { len } else { 0 };
        match out.last_mut().filter(|last| last.1 == style) {
            Some(last) => last.0 = last.0.saturating_add(len),
            None => out.push((len, style)),
        }
    }
    out
}

fn voices<'t>(track: &'t Track<'_>, cue: &Cue<'_>) -> Vec<&'t str> {
    let voice = |run: &'t tregua_parse::model::Run<'_>| run.details.as_deref()?.voice.as_deref();
    let mut out: Vec<&str> = track.runs_of_cue(cue).iter().filter_map(voice).collect();
    out.dedup();
    out
}
