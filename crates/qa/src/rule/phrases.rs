//! What many rules say: cue names, distances, faults that readers report.

use super::Context;
use crate::language::Tongue;
use tregua_parse::base::Message;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::Time;

/// `say!("gap", ms = 40, cue = name)`: one of the texts of the rule at hand, with its values. The sink knows whose
/// text it is; `say!(common: "seconds", …)` takes a text all rules share.
macro_rules! say {
    (common: $part:literal $(, $name:ident = $value:expr)* $(,)?) => {
        tregua_parse::base::Message::new("common", $part)$(.with(stringify!($name), $value))*
    };
    ($part:literal $(, $name:ident = $value:expr)* $(,)?) => {
        tregua_parse::base::Message::new("", $part)$(.with(stringify!($name), $value))*
    };
}

/// What a reader reported.
#[must_use]
pub fn said(kind: ProblemKind) -> Message {
    Message { english: kind.message(), ..Message::new("fault", kind.id()) }
}

/// What to do about what a reader reported.
#[must_use]
pub fn help_of(kind: ProblemKind) -> Option<Message> {
    let ProblemKind::Own(fault) = kind else { return None };
    (!fault.help.is_empty()).then(|| Message { english: fault.help, ..Message::new("fault-help", fault.id) })
}

/// What to call a cue: by its counter, or by its place where it has none.
#[must_use]
pub fn cue_name(document: &Document<'_>, cue: u32) -> Message {
    match document.cue_number(cue as usize) {
        Some(number) => say!(common: "cue", number = number),
        None => {
            let before = i64::try_from(document.window.cues_before).unwrap_or(i64::MAX);
            say!(common: "cue-at", place = before.saturating_add(i64::from(cue)).saturating_add(1))
        }
    }
}

/// What to call a track: its language, or its place in the set, counted from 0.
#[must_use]
pub fn track_name(contexts: &[Context<'_>], index: usize) -> Message {
    match contexts.get(index).and_then(|c| c.lang) {
        Some(lang) => say!(common: "track", language = lang.canonical()),
        None => say!(common: "track-at", place = index + 1),
    }
}

/// The name of a language that was found.
#[must_use]
pub fn tongue_name(tongue: Option<Tongue>) -> Message {
    match tongue {
        Some(Tongue::Spanish) => say!(common: "in-spanish"),
        Some(Tongue::Kazakh) => say!(common: "in-kazakh"),
        Some(Tongue::Russian) => say!(common: "in-russian"),
        Some(Tongue::English) => say!(common: "in-english"),
        _ => say!(common: "in-another-language"),
    }
}

/// A distance in time: frames where the frame rate is known, and milliseconds.
#[must_use]
pub fn distance(context: &Context<'_>, start: Time, end: Time) -> Message {
    let ms = end.saturating_sub(start).to_millis();
    match context.frames(start, end) {
        Some(frames) => say!(common: "frames-ms", frames = frames, ms = ms),
        None => say!(common: "ms", ms = ms),
    }
}

/// A parameter in milliseconds. What is too large for a time is as large as any film asks for.
#[must_use]
pub fn millis(ms: i64) -> Time {
    let most = Time::from_ticks(i64::MAX / 4);
    Time::from_millis(ms).unwrap_or(if ms < 0 { most.negate() } else { most })
}

/// `13.6`: tenths as a number.
#[must_use]
pub fn tenths(tenths: impl Into<i128>) -> String {
    let tenths = tenths.into();
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `1.25`: seconds with up to three decimals.
#[must_use]
pub fn seconds(time: Time) -> String {
    let ms = time.to_millis();
    let sign = if ms < 0 { "-" } else { "" };
    let ms = ms.unsigned_abs();
    let text = format!("{sign}{}.{:03}", ms / 1000, ms % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
