//! Cues that nothing ends, in formats that let a cue stay until something else happens.

use super::{ended_by_nothing, index, slot};
use crate::base::Span;
use crate::syntax::{Base, Document, Fault, Problem, ProblemKind, SlotId};
use crate::time::{Notation, Time};

static UNTIL_NEXT: Fault =
    Fault::info("common-until-next", "nothing ends this cue; it is taken to stay until the next one begins")
        .help("write its out-time where it should end otherwise");

/// Gives every open cue an out-time that follows from others: the next in-time of the file, or, behind the last one,
/// some seconds. It is said of each, and written nowhere.
pub(in crate::format) fn close(document: &mut Document<'_>) {
    if !document.cues.iter().any(|cue| cue.end == SlotId::OPEN) {
        return;
    }
    let mut starts: Vec<(Time, SlotId)> =
        document.cues.iter().filter_map(|cue| Some((document.time(cue.start)?, cue.start))).collect();
    starts.sort_unstable();
    for at in 0..document.cues.len() {
        let Some(cue) = document.cues.get(at).copied().filter(|cue| cue.end == SlotId::OPEN) else {
            continue;
        };
        let Some(from) = document.time(cue.start) else { continue };
        let next = starts.get(starts.partition_point(|(time, _)| *time <= from)).copied();
        let end = match next {
            Some((time, since)) => {
                let kind = ProblemKind::Own(&UNTIL_NEXT);
                document.problems.push(Problem { kind, span: cue.timing, cue: Some(index(at)) });
                let base = document.base(Base { since, offset: Time::ZERO });
                slot(document, Span::empty(cue.timing.end as usize), time, base, Notation::Implied)
            }
            None => ended_by_nothing(document, at, cue.start),
        };
        if let Some(cue) = document.cues.get_mut(at) {
            cue.end = end;
        }
    }
    document.problems.sort_by_key(|problem| problem.span);
}
