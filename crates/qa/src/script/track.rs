//! A whole track in Latin letters: in its own file, or on the way to another format.

use super::{Ambiguity, Table, between};
use std::borrow::Cow;
use tregua_parse::base::{Edit, Lang};
use tregua_parse::model::{Loss, LossKind, Track};
use tregua_parse::syntax::Document;

/// The edits of a document's text that write its runs in Latin letters, and what cannot be told back from them. Every
/// other byte of the file stays. A run that does not stand in the file as it is shown stays Cyrillic, and is listed.
#[must_use]
pub fn edits(document: &Document<'_>, track: &Track<'_>, table: Table) -> (Vec<Edit>, Vec<Loss>) {
    let text = document.source.text();
    let mut out = Vec::new();
    let mut losses = each(track, table, |_, run, cue, latin| {
        let it = track.runs.get(run)?;
        match it.place(0..it.text.len()) {
            Some(place) if place.of(text) != latin => {
                out.push(Edit::new(place, latin));
                None
            }
            Some(_) => None,
            None if it.text != latin => {
                Some(Loss::cue(LossKind::Text, cue, format!("\u{201c}{}\u{201d} stays Cyrillic", it.text)))
            }
            None => None,
        }
    });
    // What the file says of its language is none of its letters.
    if let Some(named) = track.lang.as_deref().filter(|named| *named != super::TAG) {
        let what = format!("the file still names its language {named}; {} is what it is now", super::TAG);
        losses.push(Loss::track(LossKind::Language, what));
    }
    (out, losses)
}

/// Writes a track's runs in Latin letters, and gives what cannot be told back from them.
#[must_use]
pub fn rewrite(track: &mut Track<'_>, table: Table) -> Vec<Loss> {
    let mut new: Vec<(usize, String)> = Vec::new();
    let losses = each(track, table, |track, run, _, latin| {
        if track.runs.get(run).is_some_and(|it| it.text != latin) {
            new.push((run, latin));
        }
        None
    });
    for (run, latin) in new {
        if let Some(it) = track.runs.get_mut(run) {
            it.text = Cow::Owned(latin);
        }
    }
    track.lang = Some(Cow::Borrowed(super::TAG));
    losses
}

/// Hands every run's Latin text to `take`, with the cue it is in; a word may go on over several runs of a line.
fn each(
    track: &Track<'_>,
    table: Table,
    mut take: impl FnMut(&Track<'_>, usize, usize, String) -> Option<Loss>,
) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (index, cue) in track.cues.iter().enumerate() {
        let mut told: Vec<Ambiguity> = Vec::new();
        for line in track.lines_of(cue) {
            let first = line.runs.start as usize;
            let runs = track.runs_of(line);
            for (n, run) in runs.iter().enumerate() {
                // Words that the file itself says are another language's.
                let own = run.details.as_ref().and_then(|details| details.lang.as_deref());
                let own = own.or_else(|| cue.details.as_ref().and_then(|details| details.lang.as_deref()));
                if own.and_then(|tag| Lang::parse(tag).ok()).is_some_and(|own| own.language() != "kk") {
                    continue;
                }
                let text = |at: Option<usize>| at.and_then(|at| runs.get(at)).map_or("", |run| &*run.text);
                let latin = between(text(n.checked_sub(1)), &run.text, text(Some(n + 1)), table);
                losses.extend(take(track, first + n, index, latin.text));
                for it in latin.ambiguous {
                    if !told.contains(&it) {
                        losses.push(Loss::cue(LossKind::Text, index, it.to_string()));
                        told.push(it);
                    }
                }
            }
        }
    }
    losses
}
