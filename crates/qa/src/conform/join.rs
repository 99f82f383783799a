//! Reels put behind one another: as bytes of the first one, or as a track.

use super::blocks::{self, Apart};
use super::fold::{Folded, Reaching, fold, reaching};
use super::joining::{Moved, outside};
use super::reels::{ReelError, Reels};
use crate::retime::Options;
use std::collections::BTreeSet;
use tregua_parse::base::{Edit, Span};
use tregua_parse::model::{Loss, LossKind, Track};
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;

/// Reels put behind one another.
#[derive(Clone, Default, Debug)]
pub struct Joined {
    /// Which of the tracks the edits are of: the first that holds a cue.
    pub into: usize,
    /// Edits of its raw bytes, in order; none where the film is a track.
    pub edits: Vec<Edit>,
    /// Cues of the film.
    pub cues: usize,
    /// Cues that were in two reels and are one again, by their names in the first of them.
    pub healed: Vec<String>,
    /// Cues that both reels carried and that the film has once.
    pub folded: Vec<Folded>,
    /// Cues of two reels that are shown at once.
    pub reaching: Vec<Reaching>,
    /// Cues that go on where their reel has ended, with the reel counted from 1.
    pub beyond: Vec<(usize, String)>,
    /// Reels, counted from 1, that have other things outside of their cues (a header, styles, notes) than the first track:
    /// those were left behind.
    pub left: Vec<usize>,
    /// The cues were counted anew, as each reel had counted its own.
    pub counted: bool,
}

/// What is done at the changes of reels beside putting halves of cues together.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Seams {
    /// Cues of the same words are folded where their times are no further apart; `None` folds none.
    pub fold: Option<Time>,
    /// Cues are counted anew where the reels' numbers do not go on from one to the next.
    pub count: bool,
}

/// Whether tracks of a format can be put behind one another as bytes ([`join`]); [`join_track`] joins the others.
#[must_use]
pub fn joins_bytes(format: &str) -> bool {
    blocks::apart(format).is_some()
}

/// Puts the tracks of reels behind one another, on the film's time line; `None` is a reel without a track.
///
/// The first track that holds a cue takes the cues of the others in; what stands outside of their cues is left behind.
///
/// # Errors
/// [`ReelError`]; nothing is changed then.
pub fn join(reels: &Reels, tracks: &[Option<&Document<'_>>], options: Options) -> Result<Joined, ReelError> {
    join_with(reels, tracks, options, Seams::default())
}

/// As [`join`], and what the changes of reels need beside it.
///
/// # Errors
/// As [`join`].
pub fn join_with(
    reels: &Reels,
    tracks: &[Option<&Document<'_>>],
    options: Options,
    seams: Seams,
) -> Result<Joined, ReelError> {
    let here = with_cues(reels, tracks)?;
    let Some((into, first)) = here.first().copied() else { return Err(ReelError::Nothing) };
    let Some(kind) = blocks::apart(first.format) else { return Err(ReelError::NoBlocks(first.format)) };
    let what = |d: &Document<'_>| format!("{} in {}", d.format, d.source.encoding());
    for (n, track) in &here {
        if what(track) != what(first) {
            return Err(ReelError::Other { reel: n + 1, is: what(track), first: what(first) });
        }
    }
    let (mut moved, mut out) = met(reels, &here, seams, seams.fold.is_some());
    out.into = into;
    let in_order = || {
        let mut numbers = moved.iter().flat_map(Moved::own_numbers);
        numbers.next().is_none_or(|first| {
            numbers.try_fold(first, |before, number| (number > before).then_some(number)).is_some()
        })
    };
    if seams.count && first.numbered && moved.len() > 1 && !in_order() {
        let mut counted = 0u64;
        for track in &mut moved {
            track.counted = Some(counted);
            counted = counted.saturating_add(track.kept() as u64);
        }
        out.counted = true;
    }
    let Some((base, others)) = moved.split_first() else { return Err(ReelError::Nothing) };
    let (mut edits, spans) = base.edits(options)?;
    let raw = base.document.source.raw();
    let end = spans.iter().flatten().map(|span| span.end).max().unwrap_or_default() as usize;
    let first_outside = outside(base.document, &spans);
    let blank = kind == Apart::Blank;
    let newline = blocks::newline(base.document).map_err(|why| ReelError::Retime { reel: into + 1, why })?;
    let mut tail = blocks::lead(raw.get(..end).unwrap_or_default(), &newline, blank);
    // The film's last cue ends as it does in its reel.
    let mut left: usize = others.iter().map(Moved::kept).sum();
    for other in others {
        let (edits, spans) = other.edits(options)?;
        let own = other.document.source.raw();
        if outside(other.document, &spans) != first_outside {
            out.left.push(other.number + 1);
        }
        for (cue, span) in spans.iter().enumerate() {
            let Some(span) = span.filter(|_| other.is_kept(cue)) else { continue };
            left = left.saturating_sub(1);
            let ends = if left == 0 { 0 } else { 1 + usize::from(blank) };
            tail.extend(blocks::block(own, span, &edits, &newline, ends));
        }
    }
    if others.iter().any(|other| other.kept() > 0) {
        edits.push(Edit::new(Span::empty(end), tail));
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    }
    out.edits = edits;
    Ok(out)
}

/// Puts the tracks of reels behind one another as what is shown, whatever their formats: for formats whose cues hang on
/// what stands around them, or for a film in another format than its reels.
///
/// Cues keep their order and everything the model has of them; names of cues that another reel has too are left out, and
/// listed in the track's losses.
///
/// # Errors
/// [`ReelError`] where the reels do not fit, or a cue would be shown before the film begins.
pub fn join_track<'t>(
    reels: &Reels,
    tracks: &[Option<&'t Document<'_>>],
    seams: Seams,
) -> Result<(Track<'t>, Joined), ReelError> {
    let here = with_cues(reels, tracks)?;
    let (moved, mut out) = met(reels, &here, seams, true);
    out.into = moved.first().map_or(0, |track| track.number);
    let mut film = Track::default();
    let (mut ids, mut said) = (BTreeSet::new(), BTreeSet::new());
    for reel in &moved {
        let Some(track) = reel.track() else { continue };
        film.lang = film.lang.take().or_else(|| track.lang.clone());
        film.title = film.title.take().or_else(|| track.title.clone());
        let mut places = vec![None; track.cues.len()];
        for (at, cue) in track.cues.iter().enumerate().filter(|(at, _)| reel.is_kept(*at)) {
            let times = reel.film_times(at);
            if let Some((start, _)) = times.filter(|times| times.0.to_millis() < 0) {
                let cue = reel.document.cue_name(at);
                return Err(ReelError::BeforeZero { reel: reel.number + 1, cue, at: start });
            }
            let here = film.append(track, cue);
            if let Some(place) = places.get_mut(at) {
                *place = Some(here);
            }
            let Some(cue) = film.cues.get_mut(here as usize) else { continue };
            cue.times = times;
            let Some(details) = cue.details.as_deref_mut() else { continue };
            if let Some(id) = details.id.take_if(|id| !ids.insert(id.to_string())) {
                let what = format!("the name {id}, which a cue before it has too");
                film.losses.push(Loss::cue(LossKind::Id, here as usize, what));
            }
        }
        for loss in &track.losses {
            let cue = loss.cue.map(|cue| places.get(cue as usize).copied().flatten());
            // What a whole file loses each reel loses; a cue that went loses nothing more.
            let new = match cue {
                None => said.insert((loss.kind, loss.what.clone())),
                Some(place) => place.is_some(),
            };
            if new {
                film.losses.push(Loss { cue: cue.flatten(), ..loss.clone() });
            }
        }
    }
    Ok((film, out))
}

/// The tracks with cues, each with its reel's place.
fn with_cues<'t, 'd>(
    reels: &Reels,
    tracks: &[Option<&'t Document<'d>>],
) -> Result<Vec<(usize, &'t Document<'d>)>, ReelError> {
    if reels.all().len() != tracks.len() {
        return Err(ReelError::Tracks { reels: reels.all().len(), tracks: tracks.len() });
    }
    let here = tracks.iter().enumerate().filter_map(|(n, track)| Some((n, (*track)?)));
    let here: Vec<_> = here.filter(|(_, track)| !track.cues.is_empty()).collect();
    if here.is_empty() { Err(ReelError::Nothing) } else { Ok(here) }
}

/// What becomes of each reel's cues, and what is to be told of the changes.
fn met<'t, 'd>(
    reels: &Reels,
    here: &[(usize, &'t Document<'d>)],
    seams: Seams,
    lowered: bool,
) -> (Vec<Moved<'t, 'd>>, Joined) {
    let mut out = Joined::default();
    // From the last to the first, so that a cue over several changes becomes one.
    let mut moved: Vec<Moved<'_, '_>> = Vec::with_capacity(here.len());
    for (n, document) in here.iter().rev().copied() {
        let Some(reel) = reels.all().get(n).copied() else { continue };
        let mut track = Moved::new(n, reels, reel, document);
        if lowered {
            track = track.lowered();
        }
        if let Some(next) = moved.last_mut().filter(|next| next.number == n + 1) {
            out.healed.extend(track.heal(next).into_iter().rev());
            if let Some(tolerance) = seams.fold {
                out.folded.extend(fold(&mut track, next, tolerance).into_iter().rev());
                out.reaching.extend(reaching(&track, next).into_iter().rev());
            }
        }
        moved.push(track);
    }
    moved.reverse();
    out.healed.reverse();
    out.folded.reverse();
    out.reaching.reverse();
    out.cues = moved.iter().map(Moved::kept).sum();
    // That a cue which both reels carry goes on is what the other one is for.
    let folded: BTreeSet<(usize, &str)> = out.folded.iter().map(|it| (it.reel, it.kept.as_str())).collect();
    let beyond = moved.iter().flat_map(|track| track.beyond().map(|name| (track.number + 1, name)));
    let beyond = beyond.filter(|(reel, name)| !folded.contains(&(*reel, name.as_str()))).collect();
    out.beyond = beyond;
    (moved, out)
}
