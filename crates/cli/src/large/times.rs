//! When the cues of a stretch of a file are shown, by which neighbours in time are known to be near.

use std::ops::RangeBounds;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;

/// The times of some cues; each is `None` where no cue has one.
#[derive(Clone, Copy, Default)]
pub(crate) struct Times {
    /// The earliest in-time.
    pub(crate) first: Option<Time>,
    /// The latest in-time.
    pub(crate) latest: Option<Time>,
    /// When all are gone.
    pub(crate) until: Option<Time>,
}

impl Times {
    /// Those of the cues that begin at these bytes of a document.
    pub(crate) fn of(document: &Document<'_>, bytes: impl RangeBounds<usize>) -> Self {
        let cues = document.cues.iter().filter(|cue| bytes.contains(&(cue.block().start as usize)));
        cues.fold(Self::default(), |all, cue| {
            let (start, end) = (document.time(cue.start), document.time(cue.end));
            all.and(Self { first: start, latest: start, until: start.max(end) })
        })
    }

    /// Those of both.
    pub(crate) fn and(self, other: Self) -> Self {
        let first = match (self.first, other.first) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { first, latest: self.latest.max(other.latest), until: self.until.max(other.until) }
    }
}

/// Whether a time is earlier than another; one that is not known is not.
pub(crate) fn is_earlier(time: Option<Time>, than: Option<Time>) -> bool {
    time.zip(than).is_some_and(|(time, than)| time < than)
}
