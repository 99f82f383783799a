//! What stands around the cues: headers, styles, comments. It is merged by lines.

use super::block::{Version, lf};
use super::form::Form;
use super::plan::Plan;
use super::write::{Writing, start_of};
use super::{Conflict, Of};
use similar::TextMerge;
use tregua_parse::base::{Edit, Span};

/// A stretch of each version.
type Three = [Vec<Span>; 3];

/// Adds what theirs changed around the cues, and the conflicts.
pub(super) fn merge(writing: &Writing<'_, '_, '_>, plan: &mut Plan, edits: &mut Vec<Edit>) {
    let versions = [writing.base, writing.ours, writing.theirs];
    if versions.iter().any(|it| it.blocks.is_empty()) || writing.form == Form::Other {
        return;
    }
    // Before the first cue, and behind the last.
    let head = versions.map(|it| vec![between(it, None, 0)]);
    let end = |it: &Version<'_, '_>| it.blocks.len();
    let tail = versions.map(|it| vec![between(it, end(it).checked_sub(1), end(it))]);
    stretch(writing, plan, edits, &head, 0);
    let common = plan.common.clone();
    for pair in common.windows(2) {
        let [a, b] = pair else { continue };
        let spans = |version: &Version<'_, '_>, from: usize, to: usize| -> Vec<Span> {
            (from..to).map(|cue| between(version, Some(cue), cue.saturating_add(1))).collect()
        };
        let three = [0, 1, 2].map(|side| {
            let version = versions.get(side).copied().unwrap_or(writing.base);
            spans(version, a.get(side).copied().unwrap_or(0), b.get(side).copied().unwrap_or(0))
        });
        stretch(writing, plan, edits, &three, b[1]);
    }
    stretch(writing, plan, edits, &tail, end(writing.ours));
}

/// What stands between two cues, blanks at its ends aside.
fn between(version: &Version<'_, '_>, before: Option<usize>, behind: usize) -> Span {
    let text = version.text();
    let region = |at: usize| version.block(at).map(|block| block.region);
    let start = before.and_then(region).map_or(0, |it| it.end as usize);
    let end = region(behind).map_or(text.len(), |it| it.start as usize);
    let here = text.get(start..end).unwrap_or("");
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let lead = here.len().saturating_sub(here.trim_start_matches(blank).len());
    let len = here.trim_matches(blank).len();
    let start = start.saturating_add(lead);
    Span::new(start, start.saturating_add(len))
}

/// One stretch, before the cue `next` of ours.
fn stretch(
    writing: &Writing<'_, '_, '_>,
    plan: &mut Plan,
    edits: &mut Vec<Edit>,
    three: &Three,
    next: usize,
) {
    let versions = [writing.base, writing.ours, writing.theirs];
    let said = |side: usize| -> String {
        let (Some(version), Some(spans)) = (versions.get(side), three.get(side)) else {
            return String::new();
        };
        let parts = spans.iter().map(|span| lf(span.of(version.text()))).filter(|it| !it.is_empty());
        parts.collect::<Vec<_>>().join("\n")
    };
    let (base, ours, theirs) = (said(0), said(1), said(2));
    if theirs == base || ours == theirs {
        return;
    }
    let merged = if ours == base { Some(theirs.clone()) } else { by_lines([&base, &ours, &theirs]) };
    // One stretch in our file can be written anew; several have cues between them.
    let one = match three[1].as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    if let (Some(merged), Some(span)) = (merged, one) {
        if !span.is_empty() {
            return edits.push(Edit::new(span, writing.line_ends(&merged)));
        }
        if let Some(place) = start_of(writing, next) {
            return edits.push(Edit::new(
                Span::empty(place),
                writing.line_ends(&format!("{merged}{}", apart(writing.form))),
            ));
        }
        if next >= writing.ours.blocks.len() {
            let text = writing.ours.text();
            return edits.push(Edit::new(
                Span::empty(text.len()),
                writing.line_ends(&format!("{}{merged}\n", apart(writing.form))),
            ));
        }
    }
    plan.conflicts.push(Conflict { of: vec![Of::Around], ours: Vec::new(), theirs: Vec::new() });
    // Ours stays; theirs is told in a comment, where the format has any.
    let place = start_of(writing, next).or_else(|| start_of(writing, next.saturating_sub(1)));
    if let (Some(place), Some(text)) = (place, remark(writing, &theirs)) {
        edits.push(Edit::new(
            Span::empty(place),
            writing.line_ends(&format!("{text}{}", apart(writing.form))),
        ));
    }
}

/// Both changes of some lines; `None` where they clash, or where there are so many that comparing them, whose time grows as
/// their square, would take longer than anybody waits.
fn by_lines(three: [&str; 3]) -> Option<String> {
    const MOST: usize = 1 << 13;
    if three.iter().map(|text| text.lines().count()).sum::<usize>() > MOST {
        return None;
    }
    let lines = TextMerge::from_lines(three[0], three[1], three[2]);
    (!lines.is_conflicted()).then(|| lines.to_string())
}

fn apart(form: Form) -> &'static str {
    if matches!(form, Form::Blocks { .. }) { "\n\n" } else { "\n" }
}

/// Their lines as a comment between markers.
fn remark(writing: &Writing<'_, '_, '_>, theirs: &str) -> Option<String> {
    let markers = &writing.markers;
    let lines = theirs.lines().filter(|line| !line.trim().is_empty());
    let head = [markers.begin.as_str(), markers.middle.as_str()];
    let all = head.into_iter().chain(lines).chain([markers.end.as_str()]);
    match writing.form {
        Form::Blocks { comment } => {
            let text: Vec<String> = all.map(|line| line.replace("-->", "- ->")).collect();
            Some(format!("{} {}", comment?, text.join("\n")))
        }
        Form::Lines { comment: true, .. } => {
            Some(all.map(|line| format!("; {line}")).collect::<Vec<_>>().join("\n"))
        }
        Form::Elements => {
            let text: Vec<String> = all.map(|line| line.replace("--", "- -")).collect();
            Some(format!("<!-- {} -->", text.join("\n")))
        }
        Form::Lines { .. } | Form::Other => None,
    }
}
