//! What became of cues, in words: a line for each, and one for cues that went together.

use super::track::{Entry, Settings, Summary, What};
use tregua_parse::time::{FrameRate, Time};

/// What is told of some cues.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// `cue 12`, `cues 211–213`.
    pub cues: String,
    /// What became of them.
    pub text: String,
    /// A person should look at it.
    pub flagged: bool,
}

/// What a summary lists, in words. Neighbours that were removed as a whole are one line; `edge` is what cues were parted by:
/// `a cut`, `a change of reels`.
#[must_use]
pub fn lines(summary: &Summary, rate: FrameRate, settings: &Settings, edge: &str) -> Vec<Line> {
    let gone = |entry: &Entry| entry.what == What::Removed;
    let together = |a: &Entry, b: &Entry| gone(a) && gone(b) && a.cue.checked_add(1) == Some(b.cue);
    let line = |entries: &[Entry]| match entries {
        [] => None,
        [one] => Some(Line {
            cues: one.name.clone(),
            text: told(one, rate, settings, edge),
            flagged: one.what.is_flagged(),
        }),
        [first, .., last] => Some(Line {
            cues: range(&first.name, &last.name),
            text: format!(
                "taken out, as their picture is gone ({})",
                span((first.old.0, latest(entries).max(last.old.1)))
            ),
            flagged: false,
        }),
    };
    summary.entries.chunk_by(together).filter_map(line).collect()
}

fn latest(entries: &[Entry]) -> Time {
    entries.iter().map(|entry| entry.old.1).max().unwrap_or_default()
}

fn range(first: &str, last: &str) -> String {
    match (first.strip_prefix("cue "), last.strip_prefix("cue ")) {
        (Some(first), Some(last)) => format!("cues {first}\u{2013}{last}"),
        _ => format!("{first} to {last}"),
    }
}

fn span((start, end): (Time, Time)) -> String {
    format!("{start}\u{2013}{end}")
}

fn frames(n: i64) -> String {
    if n == 1 { "1 frame".to_owned() } else { format!("{n} frames") }
}

fn told(entry: &Entry, rate: FrameRate, settings: &Settings, edge: &str) -> String {
    let old = span(entry.old);
    let new: Vec<String> = entry.new.iter().map(|times| span(*times)).collect();
    let new = new.join(" and ");
    let long = |times: &(Time, Time)| rate.nearest_frame(times.1) - rate.nearest_frame(times.0);
    let shortest = || frames(entry.new.iter().map(long).min().unwrap_or_default());
    let wanted = settings.minimum;
    match entry.what {
        What::Removed => format!("taken out, as its picture is gone ({old})"),
        What::TooShort => {
            format!("taken out, as {edge} left less of it than {} ({old})", frames(wanted))
        }
        What::Trimmed => format!("trimmed at {edge}: {new} of {}", long_of(entry.old)),
        What::Short => format!("{edge} left {} of it, at least {wanted} are wanted: {new}", shortest()),
        What::OnLongest => {
            format!("its picture was parted; it stays over the longer part ({new} of {})", long_of(entry.old))
        }
        What::Split => format!("its picture was parted; it is shown over each part ({new})"),
        What::Repeated => format!("shown {} times ({new})", entry.new.len()),
    }
}

/// How long it was, in seconds.
fn long_of((start, end): (Time, Time)) -> String {
    let ms = end.saturating_sub(start).to_millis().max(0);
    format!("{}.{:03} s", ms / 1000, ms % 1000)
}
