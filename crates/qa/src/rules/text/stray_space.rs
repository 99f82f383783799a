use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::{Applicability, Edit, Span};
use tregua_parse::model::Run;

declare_rule! {
    /// A line begins or ends with a blank, or has two in a row.
    ///
    /// ## Why
    ///
    /// Nobody sees the blanks, but they shift centred text, count as characters where there are two, and make
    /// translations differ from their templates for nothing. Blanks inside tags are found too.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ven  aquí.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ven aquí.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix takes the needless blanks away; no viewer can tell: safe. No-break spaces are left alone.
    ///
    /// ## Sources
    ///
    /// Measured: 18 % of 210 real files have blanks at line ends.
    "text/stray-space", Warning, fix: Some(Safe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (index, node, cue) in context.cues_with(Traits::BLANKS) {
        for line in context.track.lines_of(cue) {
            // Words behind the out-time: without the blank before them they would be part of the stamp.
            if line.span.start < node.timing.end {
                continue;
            }
            let runs = context.track.runs_of(line);
            if runs.iter().any(|run| may_hold(&run.text)) || blank_edges(runs) {
                examine(runs, index, sink);
            }
        }
    }
}

fn is_blank(b: u8) -> bool {
    b == b' ' || b == b'\t'
}

/// Two blanks in a row.
fn may_hold(text: &str) -> bool {
    text.as_bytes().windows(2).any(|w| w.iter().all(|b| is_blank(*b)))
}

/// A blank where runs meet, or at an end of the line.
fn blank_edges(runs: &[Run<'_>]) -> bool {
    runs.iter().any(|run| {
        let bytes = run.text.as_bytes();
        bytes.first().is_some_and(|b| is_blank(*b)) || bytes.last().is_some_and(|b| is_blank(*b))
    })
}

/// Reports every blank of a line as shown that is one too many, in stretches.
fn examine(runs: &[Run<'_>], cue: u32, sink: &mut Sink<'_>) {
    // The stretches of blanks since the last character, and whether there was one.
    let (mut blanks, mut seen): (Vec<Span>, bool) = (Vec::new(), false);
    for run in runs {
        for (at, c) in run.text.char_indices() {
            // A blank that is written as something else (an entity, a code) was put there on purpose.
            let place = run.place(at..at + c.len_utf8());
            if let Some(place) = place.filter(|_| c.is_ascii() && is_blank(c as u8)) {
                match blanks.last_mut().filter(|last| last.end == place.start) {
                    Some(last) => last.end = place.end,
                    None => blanks.push(place),
                }
                continue;
            }
            if !blanks.is_empty() {
                report(&mut blanks, seen, true, cue, sink);
                blanks.clear();
            }
            seen = true;
        }
    }
    if seen {
        report(&mut blanks, seen, false, cue, sink);
    }
}

fn report(blanks: &mut Vec<Span>, before: bool, after: bool, cue: u32, sink: &mut Sink<'_>) {
    // Between two words the first blank stays.
    if let Some(first) = blanks.first_mut().filter(|_| before && after) {
        first.start += 1;
    }
    blanks.retain(|stretch| !stretch.is_empty());
    let (Some(first), Some(last)) = (blanks.first(), blanks.last()) else { return };
    let what = match (before, after) {
        (false, _) => say!("start"),
        (true, false) => say!("end"),
        (true, true) => say!("inside"),
    };
    // With a tag between them they are not one stretch of bytes.
    let edits = blanks.iter().map(|stretch| Edit::new(*stretch, *b"")).collect();
    sink.cue(cue, first.cover(*last), what).fix(Applicability::Safe, say!(common: "take-away"), edits);
}
