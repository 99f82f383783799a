//! The new track's bytes: times alone where every cue stays at its place, whole blocks where one is shown again or scenes
//! have another order.

use super::recut::Recut;
use super::track::{ConformError, Settings, Showing, Summary, edits_of, new_times, owners};
use crate::retime::RetimeError;
use tregua_parse::base::{Edit, Span, splice};
use tregua_parse::format::by_name;
use tregua_parse::source::EditError;
use tregua_parse::syntax::{Document, SlotId};
use tregua_parse::time::Time;

/// A cue is not shown more often than this.
const MOST_TIMES: usize = 64;

/// How a format sets its cues apart, for those where each stands on its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Apart {
    /// By blank lines; players want them in order.
    Blank,
    /// Each is a line; their order says nothing.
    Line,
}

pub(super) fn apart(format: &str) -> Option<Apart> {
    match format {
        "srt" | "vtt" | "sbv" | "subviewer" => Some(Apart::Blank),
        "ass" | "ssa" => Some(Apart::Line),
        _ => None,
    }
}

pub(super) struct Plan<'p, 'd> {
    pub(super) document: &'p Document<'d>,
    pub(super) recut: &'p Recut,
    pub(super) settings: &'p Settings,
    /// In the order of the old track.
    pub(super) showings: &'p mut Vec<Showing>,
    /// Cues that are not shown.
    pub(super) without: &'p [usize],
}

impl Plan<'_, '_> {
    pub(super) fn edits(self, summary: &mut Summary) -> Result<Vec<Edit>, ConformError> {
        let document = self.document;
        let owners = owners(document);
        // The n-th showing of each cue is in the n-th layer.
        let mut count = vec![0usize; document.cues.len()];
        let mut layers: Vec<Vec<Option<&Showing>>> = vec![vec![None; document.cues.len()]];
        let mut layer_of = Vec::with_capacity(self.showings.len());
        for showing in self.showings.iter() {
            let Some(n) = count.get_mut(showing.cue) else { continue };
            if *n >= MOST_TIMES {
                return Err(ConformError::TooMany);
            }
            if *n == layers.len() {
                layers.push(vec![None; document.cues.len()]);
            }
            if let Some(slot) = layers.get_mut(*n).and_then(|layer| layer.get_mut(showing.cue)) {
                *slot = Some(showing);
            }
            layer_of.push(*n);
            *n += 1;
        }
        let mut edits = Vec::with_capacity(layers.len());
        for (n, layer) in layers.iter().enumerate() {
            let times = new_times(document, self.recut, &owners, layer)
                .ok_or(RetimeError::OutOfRange { time: Time::ZERO })?;
            let without = if n == 0 { self.without } else { &[] };
            let done = edits_of(document, &times, without, self.settings.retime)?;
            summary.largest_error = summary.largest_error.max(done.report.largest_error);
            if n == 0 {
                summary.unreadable = done.report.unreadable;
            }
            edits.push(done.edits);
        }
        let mut order: Vec<usize> = (0..self.showings.len()).collect();
        let kind = apart(document.format);
        let start = |index: usize| self.showings.get(index).map_or(Time::ZERO, |s| s.times.0);
        if self.recut.is_turned() && kind != Some(Apart::Line) && self.was_in_order() {
            order.sort_by_key(|index| start(*index));
        }
        let turned = !order.is_sorted();
        if layers.len() == 1 && !turned {
            return Ok(edits.into_iter().next().unwrap_or_default());
        }
        let what = match layers.len() {
            1 => "scenes have another order in the new cut, so that cues must have one too",
            _ => "cues are shown more than once in the new cut",
        };
        if kind.is_none() {
            return match layers.len() {
                // Where cues hang on one another their order in the file is left alone.
                1 if is_free(document) => Ok(edits.into_iter().next().unwrap_or_default()),
                _ => Err(ConformError::NoBlocks { format: document.format, what }),
            };
        }
        let sequence: Vec<(usize, usize)> = order
            .iter()
            .filter_map(|index| Some((self.showings.get(*index)?.cue, *layer_of.get(*index)?)))
            .collect();
        self.moved(&sequence, &edits, kind == Some(Apart::Blank), summary)
    }

    /// The old track's cues come one after the other.
    fn was_in_order(&self) -> bool {
        let times = self.document.cues.iter().filter_map(|cue| self.document.times(cue)).map(|times| times.0);
        times.is_sorted()
    }

    /// The edits for cues in the order of `sequence`, each with the layer of its times. As many as can keep their place do.
    fn moved(
        &self,
        sequence: &[(usize, usize)],
        layers: &[Vec<Edit>],
        blank: bool,
        summary: &mut Summary,
    ) -> Result<Vec<Edit>, ConformError> {
        let document = self.document;
        let raw = document.source.raw();
        let stays = staying(sequence);
        let leaves: Vec<usize> = {
            let of = |at: usize| sequence.get(at).filter(|(_, layer)| *layer == 0).map(|(cue, _)| *cue);
            let mut all: Vec<usize> =
                (0..sequence.len()).filter(|at| stays.get(*at) != Some(&true)).filter_map(of).collect();
            all.sort_unstable();
            all
        };
        summary.reordered = leaves.len();
        let stuck = |cue: usize| ConformError::Stuck { cue: document.cue_name(cue) };
        let spans = spans(document, sequence.iter().map(|(cue, _)| *cue).collect()).map_err(stuck)?;
        let mut edits: Vec<Edit> = Vec::new();
        // Times of what stays; a block that leaves takes its own with it.
        let gone: Vec<Span> = leaves.iter().filter_map(|cue| spans.get(*cue).copied().flatten()).collect();
        let in_gone = |span: Span| {
            let after = gone.partition_point(|g| g.start <= span.start);
            after.checked_sub(1).and_then(|at| gone.get(at)).is_some_and(|g| span.end <= g.end)
        };
        edits.extend(layers.first().into_iter().flatten().filter(|e| !in_gone(e.span)).cloned());
        edits.extend(gone.iter().map(|span| Edit::new(*span, *b"")));
        let newline = newline(document)?;
        let ends = if blank { 2 } else { 1 };
        let mut inserts: Vec<(usize, Vec<u8>)> = Vec::new();
        let first_stay = sequence.iter().zip(&stays).find(|(_, stays)| **stays).map(|((cue, _), _)| *cue);
        let first_place = first_stay.or_else(|| sequence.iter().map(|(cue, _)| *cue).min());
        let span_of = |cue: usize| spans.get(cue).copied().flatten();
        let mut place = first_place.and_then(span_of).map_or(raw.len(), |span| span.start as usize);
        for (at, (cue, layer)) in sequence.iter().enumerate() {
            let Some(span) = span_of(*cue) else { continue };
            if stays.get(at) == Some(&true) {
                place = span.end as usize;
                continue;
            }
            let block = block(raw, span, layers.get(*layer).map_or(&[][..], Vec::as_slice), &newline, ends);
            match inserts.last_mut().filter(|(p, _)| *p == place) {
                Some((_, bytes)) => bytes.extend(block),
                None => {
                    let mut bytes = lead(raw.get(..place).unwrap_or_default(), &newline, blank);
                    bytes.extend(block);
                    inserts.push((place, bytes));
                }
            }
        }
        edits.extend(inserts.into_iter().map(|(at, bytes)| Edit::new(Span::empty(at), bytes)));
        edits.sort_by_key(|e| e.span);
        Ok(edits)
    }
}

/// The bytes of these cues, with what sets each apart from the next.
///
/// # Errors
/// A cue that cannot be taken from its place.
pub(super) fn spans(document: &Document<'_>, mut cues: Vec<usize>) -> Result<Vec<Option<Span>>, usize> {
    cues.sort_unstable();
    cues.dedup();
    let mut spans = vec![None; document.cues.len()];
    let format = by_name(document.format);
    let mut before = 0;
    for cue in cues {
        let alone = format.and_then(|f| (f.take_out)(document, &[cue]).ok());
        let alone = alone.or_else(|| document.cues.get(cue).map(|c| vec![Edit::new(c.block(), *b"")]));
        let edit = alone.and_then(|edits| edits.into_iter().next()).ok_or(cue)?;
        let span = document.source.to_raw(edit.span);
        if span.start < before {
            return Err(cue);
        }
        before = span.end;
        if let Some(slot) = spans.get_mut(cue) {
            *slot = Some(span);
        }
    }
    Ok(spans)
}

/// A line end as the file has them, in its encoding.
pub(super) fn newline(document: &Document<'_>) -> Result<Vec<u8>, RetimeError> {
    let text = document.source.text();
    let with = match (text.contains("\r\n"), text.contains('\n'), text.contains('\r')) {
        (true, ..) => "\r\n",
        (_, false, true) => "\r",
        _ => "\n",
    };
    let edit = Edit::new(Span::empty(0), with.as_bytes());
    let raw = document.source.to_raw_edits(vec![edit]);
    let raw = raw.map_err(|(_, e): (_, EditError)| RetimeError::Edit(e))?;
    Ok(raw.into_iter().next().map(|e| e.with.into_vec()).unwrap_or_default())
}

/// No time is counted from another, and none belongs to two cues: an order in the file says nothing then.
fn is_free(document: &Document<'_>) -> bool {
    let mut slots: Vec<SlotId> = document.cues.iter().flat_map(|c| [c.start, c.end]).collect();
    let all = slots.len();
    slots.sort_unstable_by_key(|slot| slot.index());
    slots.dedup();
    let text = document.source.encoding() != tregua_parse::source::Encoding::Bytes;
    text && slots.len() == all
        && document.slots.iter().all(|slot| slot.notation != tregua_parse::time::Notation::Implied)
}

/// Which places of a sequence can stay where they are: the longest run of first showings whose cues only go on.
fn staying(sequence: &[(usize, usize)]) -> Vec<bool> {
    let cue = |at: usize| sequence.get(at).map_or(0, |(cue, _)| *cue);
    // Where the best run of each length ends, and what stands before each place in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; sequence.len()];
    for (at, (own, _)) in sequence.iter().enumerate().filter(|(_, (_, layer))| *layer == 0) {
        let length = ends.partition_point(|end| cue(*end) < *own);
        if let Some(slot) = before.get_mut(at) {
            *slot = length.checked_sub(1).and_then(|l| ends.get(l)).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; sequence.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        stays.get_mut(place).map(|s| *s = true).unwrap_or_default();
        at = before.get(place).copied().flatten();
    }
    stays
}

/// What must stand before a block behind these bytes.
pub(super) fn lead(before: &[u8], newline: &[u8], blank: bool) -> Vec<u8> {
    let ends = count_ends(before, newline);
    let wanted = if blank { 2usize } else { 1 };
    // A file that begins with a block needs nothing before it.
    if before.len() <= 4 {
        return Vec::new();
    }
    newline.repeat(wanted.saturating_sub(ends))
}

fn count_ends(bytes: &[u8], newline: &[u8]) -> usize {
    let mut rest = bytes;
    let mut n = 0;
    while n < 2 {
        let Some(shorter) = rest.strip_suffix(newline).filter(|_| !newline.is_empty()) else { break };
        (rest, n) = (shorter, n + 1);
    }
    n
}

/// A block with its new times, and at least so many line ends behind it.
pub(super) fn block(raw: &[u8], span: Span, edits: &[Edit], newline: &[u8], ends: usize) -> Vec<u8> {
    let from = edits.partition_point(|e| e.span.start < span.start);
    let own = edits.iter().skip(from).take_while(|e| e.span.end <= span.end).filter(|e| e.span != span);
    let own: Vec<Edit> = own
        .map(|e| {
            let at = |n: u32| n.saturating_sub(span.start) as usize;
            Edit { span: Span::new(at(e.span.start), at(e.span.end)), with: e.with.clone() }
        })
        .collect();
    let old = raw.get(span.range()).unwrap_or_default();
    let mut out = splice(old, &own).unwrap_or_else(|_| old.to_vec());
    let missing = ends.saturating_sub(count_ends(&out, newline));
    out.extend(newline.repeat(missing));
    out
}
