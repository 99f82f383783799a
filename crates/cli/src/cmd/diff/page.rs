//! From a difference to what its HTML page shows.

use crate::args::DiffTracks;
use crate::load::name;
use crate::open;
use crate::render::html::beside::{By, Column, DRAWN, Input, Look, Mark, Note, Row, Rule, Said, Sign, What};
use std::ops::Range;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::lower;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::diff::{Change, Diff, Kind, Moved, Op, Piece, Run};

/// A version with the language its name tells.
type Version<'v> = (&'v Document<'v>, Option<Lang>);

/// A document and its track.
type Read<'r> = (&'r Document<'r>, &'r Track<'r>);

pub(super) fn input(args: &DiffTracks, old: Version<'_>, new: Version<'_>, diff: &Diff) -> Input {
    let (before, after) = (lower(old.0), lower(new.0));
    let whole = diff.is_one_map();
    let rules = diff.runs.iter().filter(|run| !run.stays()).map(|run| rule(run, whole, diff.runs.last()));
    let (a, b) = ((old.0, &before), (new.0, &after));
    Input {
        what: What::Diff { rules: rules.collect() },
        tracks: vec![column(&args.old, old.1, &before), column(&args.new, new.1, &after)],
        rows: diff.changes.iter().enumerate().map(|(at, change)| row(change, a, b, at < DRAWN)).collect(),
    }
}

fn column(path: &Path, lang: Option<Lang>, track: &Track<'_>) -> Column {
    let lang = lang.or_else(|| open::language_in(track)).or_else(|| open::told(&open::language_of(track)));
    Column {
        path: name(path),
        language: lang.as_ref().map(Lang::canonical),
        cues: track.cues.len(),
        ..Column::default()
    }
}

fn rule(run: &Run, whole: bool, last: Option<&Run>) -> Rule {
    let piece = &run.piece;
    Rule {
        from: (!whole).then(|| run.from.to_millis()),
        to: (last != Some(run)).then(|| run.to.to_millis()),
        cues: run.cues,
        by: match run.by() {
            Some(by) => By::Later(by.to_millis()),
            None => By::Speed(piece.speed.to_string(), piece.at.to_millis(), piece.to.to_millis()),
        },
    }
}

/// A change; with what its cues say where it is `drawn`.
fn row(change: &Change, old: Read<'_>, new: Read<'_>, drawn: bool) -> Row {
    let mut notes = Vec::new();
    match change.kind {
        Kind::Split => notes.push(Note::Split),
        Kind::Merged => notes.push(Note::Joined),
        Kind::Kept | Kind::Added | Kind::Removed => {}
    }
    if change.moved {
        notes.push(Note::Moved);
    }
    if change.is_retimed() {
        notes.extend(change.start.and_then(by).map(Note::In));
        notes.extend(change.end.and_then(by).map(Note::Out));
    }
    if change.text.is_some() {
        notes.push(Note::Reworded);
    }
    notes.extend(change.look.iter().map(|it| Note::Look(called(*it))));
    let sign = match change.kind {
        Kind::Added => Some(Sign::Added),
        Kind::Removed => Some(Sign::Removed),
        _ if notes.is_empty() && !change.is_retimed() => None,
        _ => Some(Sign::Changed),
    };
    if change.explained {
        notes.push(Note::ByItsRule);
    }
    if !drawn {
        return Row { sign, notes, ..Row::default() };
    }
    let pieces = change.text.as_deref();
    let before = cell(old, &change.old, pieces, (Op::Added, Mark::Removed), change.kind == Kind::Removed);
    let after = cell(new, &change.new, pieces, (Op::Removed, Mark::Added), change.kind == Kind::Added);
    Row { sign, notes, cells: vec![before, after], ..Row::default() }
}

/// How many milliseconds later.
fn by((old, new): Moved) -> Option<i64> {
    Some(new?.saturating_sub(old?).to_millis())
}

/// The cues of one side. `other` are the pieces that stand on the other side alone, and how those of this side are marked;
/// where no other side answers, `lonely`, all of the text is.
fn cell(
    (document, track): Read<'_>,
    cues: &Range<u32>,
    pieces: Option<&[Piece]>,
    (other, own): (Op, Mark),
    lonely: bool,
) -> Vec<Said> {
    let places: Vec<usize> = cues.clone().filter_map(|cue| usize::try_from(cue).ok()).collect();
    let texts: Vec<String> = places.iter().map(|at| text(track, *at)).collect();
    let marked = pieces.and_then(|pieces| {
        let mine = pieces.iter().filter(|piece| piece.op != other);
        let mine = mine.map(|it| (if it.op == Op::Kept { Mark::Kept } else { own }, it.text.as_str()));
        spread(&mine.collect::<Vec<_>>(), &texts)
    });
    let plain = || {
        let mark = if lonely { own } else { Mark::Kept };
        texts.iter().map(|it| vec![(mark, it.clone())]).collect::<Vec<_>>()
    };
    let times = |at: usize| {
        let (start, end) = track.cues.get(at)?.times?;
        Some((Time::to_millis(start), Time::to_millis(end)))
    };
    let said = |(at, text): (usize, Vec<(Mark, String)>)| Said {
        number: document.cue_number(at).map_or_else(|| at.saturating_add(1).to_string(), ToOwned::to_owned),
        times: times(at),
        text,
    };
    places.into_iter().zip(marked.unwrap_or_else(plain)).map(said).collect()
}

/// Marked pieces over the texts they were made of; `None` where they are not. In texts that were put together a line break
/// is a blank in the pieces.
fn spread(pieces: &[(Mark, &str)], texts: &[String]) -> Option<Vec<Vec<(Mark, String)>>> {
    let mut marked = pieces.iter().flat_map(|(mark, text)| text.chars().map(|c| (*mark, c)));
    let mut out = Vec::with_capacity(texts.len());
    for (n, text) in texts.iter().enumerate() {
        if n > 0 && !marked.next()?.1.is_whitespace() {
            return None;
        }
        let mut own: Vec<(Mark, String)> = Vec::new();
        for c in text.chars() {
            let (mark, found) = marked.next()?;
            if found != c && !(found.is_whitespace() && c.is_whitespace()) {
                return None;
            }
            match own.last_mut().filter(|last| last.0 == mark) {
                Some((_, last)) => last.push(c),
                None => own.push((mark, c.to_string())),
            }
        }
        out.push(own);
    }
    marked.next().is_none().then_some(out)
}

fn text(track: &Track<'_>, at: usize) -> String {
    let lines = track.cues.get(at).map(|cue| track.lines_of(cue)).unwrap_or_default();
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        track.runs_of(line).iter().for_each(|run| out.push_str(&run.text));
    }
    out
}

fn called(it: tregua_qa::diff::Look) -> Look {
    use tregua_qa::diff::Look as Found;
    match it {
        Found::Letters => Look::Letters,
        Found::Place => Look::Place,
        Found::Fade => Look::Fade,
        Found::Forced => Look::Forced,
        Found::Voice => Look::Voice,
        Found::Language => Look::Language,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lie_over_the_texts_they_were_made_of() {
        let texts = ["No vuelva\npor aquí.".to_owned(), "Se lo ruego.".to_owned()];
        let pieces = [(Mark::Kept, "No vuelva por "), (Mark::Added, "aquí. Se"), (Mark::Kept, " lo ruego.")];
        let found = spread(&pieces, &texts).unwrap();
        let own = |mark, text: &str| (mark, text.to_owned());
        assert_eq!(found[0], [own(Mark::Kept, "No vuelva\npor "), own(Mark::Added, "aquí.")]);
        assert_eq!(found[1], [own(Mark::Added, "Se"), own(Mark::Kept, " lo ruego.")]);
        assert_eq!(spread(&pieces, &texts[..1]), None);
        assert_eq!(spread(&pieces[..2], &texts), None);
    }
}
