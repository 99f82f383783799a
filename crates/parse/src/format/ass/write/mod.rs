//! A track as a script: version 4.00+ (ASS) or 4.00 (SSA), a style for each layer, override tags where a run differs
//! from its style.
//!
//! A change of letters is the last resort. Where a brace of the text would be taken for an override block, a
//! parenthesis is written and listed; players know no spelling of a brace that all of them show.
//!
//! Of SSA the description of 1998 and Aegisub's pages name these tags: `\n \N \b \i \fn \fs \fe \c \a \k \r`. So underline,
//! strike-through and fades are lost in it; a place is `\a` in its own numbers, never `\an`; a colour is `\c`, never `\1c`,
//! and ends with `\r`, as it has no `\c` without a value. Two things those pages lack are written all the same, since
//! scripts that call themselves v4.00 have them and libass and Aegisub read them there: `\pos`, and in the head
//! `Language`, `ScaledBorderAndShadow` and `YCbCr Matrix`, without which players guess. Colours of styles are decimal
//! numbers, as SSA, Aegisub and pysubs2 write them. SSA draws borders and boxes in BackColour, and has one digit for
//! hours; from ten hours on there are two, which the same readers take.

mod head;
mod spell;
#[cfg(test)]
mod tests;

use super::version::Version;
use crate::base::Lang;
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written, room};
use crate::model::{Cue, Loss, LossKind, Track};
use crate::time::Time;
use head::Sheet;
use std::fmt::Write as _;

/// What both versions can say: override tags carry the style of letters and positions; a field of its own says who
/// speaks.
const BOTH: Carries = Carries {
    italic: true,
    bold: true,
    colour: true,
    align: true,
    place: true,
    lang: true,
    voice: true,
    title: true,
    ..Carries::NONE
};

/// v4.00+
pub(super) static ASS: Writer = Writer {
    carries: Carries { underline: true, strike: true, fade: true, ..BOTH },
    utf8_only: false,
    template: Some("a script (.ass) whose [Script Info] and styles the result is to have"),
    write: |track, target| write(track, target, Version::Ass),
};

/// v4.00
pub(super) static SSA: Writer = Writer {
    carries: BOTH,
    utf8_only: false,
    template: Some("a script of SSA v4 (.ssa) whose [Script Info] and styles the result is to have"),
    write: |track, target| write(track, target, Version::Ssa),
};

fn write(track: &Track<'_>, target: &Target<'_>, version: Version) -> Result<Written, WriteError> {
    let mut losses = Vec::new();
    let lang = language(track, target, &mut losses);
    let title = target.title.or(track.title.as_deref());
    let sheet = Sheet::new(version, &track.layers, title, lang.as_deref(), target.template)?;
    let (first, margins) = match version {
        Version::Ass => ("0", "0,0,0"),
        Version::Ssa => ("Marked=0", "0000,0000,0000"),
    };
    let mut out = room(track, 64);
    out.push_str(&sheet.head);
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = cue.times else {
            losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read"));
            continue;
        };
        if start.is_negative() || end.is_negative() {
            let cue = u32::try_from(index).unwrap_or(u32::MAX);
            return Err(WriteError::Time {
                cue,
                time: start.min(end),
                limit: "scripts have no times before zero",
            });
        }
        let (start, end) = hundredths(start, end, index, &mut losses);
        let look = sheet.look(cue.details.as_ref().and_then(|details| details.layer));
        let name = speaker(track, cue, index, &mut losses);
        let text = spell::text(track, cue, index, look, &sheet, &mut losses);
        out.extend(["Dialogue: ", first, ","]);
        push_clock(&mut out, start);
        out.push(',');
        push_clock(&mut out, end);
        out.extend([",", look.name.as_str(), ",", name.as_str(), ",", margins, ",,", text.as_str(), "\n"]);
    }
    Ok(Written { body: Body::Text(out), losses })
}

/// The language that the head can name: players that read it take two letters.
fn language(track: &Track<'_>, target: &Target<'_>, losses: &mut Vec<Loss>) -> Option<String> {
    let own = track.lang.as_deref().filter(|lang| !lang.is_empty());
    let known = target.lang.cloned().or_else(|| own.and_then(|lang| Lang::parse(lang).ok()));
    let said = known.as_ref().filter(|lang| lang.language().len() == 2).map(|lang| {
        // Three letters for a language that has two would be cut off.
        let written = lang.as_str();
        if written.starts_with(lang.language()) { written.to_owned() } else { lang.canonical() }
    });
    let named = known.as_ref().map(Lang::as_str).or(own);
    if let (None, Some(lang)) = (&said, named) {
        losses.push(Loss::track(LossKind::Language, format!("{lang} has no code of two letters")));
    }
    said
}

/// Both times in hundredths, each rounded on its own; a cue that lasts keeps lasting.
fn hundredths(start: Time, end: Time, cue: usize, losses: &mut Vec<Loss>) -> (i64, i64) {
    let near = |time: Time| time.to_unit(100);
    let (first, mut last) = (near(start), near(end));
    if start < end && first >= last {
        last = first.saturating_add(1);
    }
    for (time, written) in [(start, first), (end, last)] {
        if Time::from_fraction(written.into(), 100) != Some(time) {
            let mut what = String::with_capacity(40);
            time.push_to(&mut what);
            what.push_str(" became ");
            push_clock(&mut what, written);
            losses.push(Loss::cue(LossKind::Time, cue, what));
        }
    }
    (first, last)
}

/// Adds `H:MM:SS.cc`.
fn push_clock(out: &mut String, hundredths: i64) {
    let n = hundredths.unsigned_abs();
    match n / 360_000 {
        hours @ ..10 => out.push(digit(hours)),
        // Writing to a String cannot fail.
        hours => _ = write!(out, "{hours}"),
    }
    for (sign, part) in [(':', n / 6000 % 60), (':', n / 100 % 60), ('.', n % 100)] {
        out.extend([sign, digit(part / 10), digit(part)]);
    }
}

/// The last digit.
fn digit(n: u64) -> char {
    char::from(b'0' + (n % 10) as u8)
}

/// Who speaks, where that is one for the whole cue.
fn speaker(track: &Track<'_>, cue: &Cue<'_>, index: usize, losses: &mut Vec<Loss>) -> String {
    if track.runs_of_cue(cue).iter().all(|run| run.details.is_none()) {
        return String::new();
    }
    let of = |run: &crate::model::Run<'_>| {
        run.details.as_ref().and_then(|d| d.voice.as_deref()).map(str::to_owned)
    };
    let runs = track.runs_of_cue(cue).iter().filter(|run| !run.text.is_empty());
    let mut voices: Vec<Option<String>> = Vec::new();
    for voice in runs.map(of) {
        if !voices.contains(&voice) {
            voices.push(voice);
        }
    }
    match &voices[..] {
        [] | [None] => String::new(),
        [Some(voice)] => {
            let plain: String =
                voice.chars().map(|c| if c == ',' || c.is_control() { ' ' } else { c }).collect();
            let plain = plain.trim().to_owned();
            if plain != *voice {
                losses.push(Loss::cue(LossKind::Voice, index, format!("{voice} became {plain}")));
            }
            plain
        }
        several => {
            let names: Vec<&str> = several.iter().flatten().map(String::as_str).collect();
            let what = format!("{}; a script says it of whole cues only", names.join(", "));
            losses.push(Loss::cue(LossKind::Voice, index, what));
            String::new()
        }
    }
}
