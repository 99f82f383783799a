//! What a merge does not carry over as it was.

use super::Input;
use std::fmt;
use tregua_parse::syntax::ProblemKind;

/// One thing that is not in the result as it was in its track.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What kind of thing.
    pub kind: LossKind,
    /// The input it happened to.
    pub input: usize,
    /// The cue of that input, counted from 0.
    pub cue: u32,
    /// Language and cue as people find them: `kk cue 12`.
    pub name: String,
    /// What happened, in words.
    pub detail: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.detail)
    }
}

/// The kinds of [`Loss`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum LossKind {
    /// The out-time was moved to an earlier time.
    Trimmed,
    /// The in-time was moved to a later time.
    Delayed,
    /// The merged cue lasts so short that nobody can read it, though the cue itself is long enough.
    Flashed,
    /// The track was brought onto another one's time line from this cue on.
    Shifted,
    /// Its text does not fit into the lines it may have.
    Overlong,
    /// The cue overlaps the next one in its own track; the overlap stays.
    Overlap,
    /// The out-time lies before the in-time.
    Reversed,
    /// It was to give the times and lasts no time; another language gave them.
    StoodIn,
    /// A time before zero, which no SubRip file can hold; it was kept.
    BeforeZero,
    /// No readable times; the text went to a neighbour.
    Untimed,
    /// The members of the cue stand at different places of the screen.
    AlignDropped,
    /// Markup that is not SubRip's was kept as text.
    UnknownTagKept,
    /// The track's own file holds something that no track of another format can.
    Source(tregua_parse::model::LossKind),
    /// A cue without readable times was left out.
    LeftOut,
    /// A time that is no whole millisecond stands as the nearest one.
    Rounded,
}

impl LossKind {
    /// Whether nothing anybody could see was lost or changed and the entry is there to be known.
    #[must_use]
    pub fn is_notice(self) -> bool {
        matches!(
            self,
            Self::Overlap | Self::BeforeZero | Self::UnknownTagKept | Self::Rounded | Self::Overlong
        )
    }
}

/// Puts a loss together.
pub(super) fn loss(
    inputs: &[Input<'_>],
    kind: LossKind,
    (input, cue): (usize, u32),
    detail: impl Into<String>,
) -> Loss {
    let name = inputs.get(input).map(|i| match i.document.cues.get(cue as usize) {
        Some(_) => format!("{} {}", i.lang, i.document.cue_name(cue as usize)),
        // The file holds no cue at all.
        None => i.lang.to_string(),
    });
    Loss { kind, input, cue, name: name.unwrap_or_default(), detail: detail.into() }
}

/// The losses of every cue that come from its own track, whatever it is merged with.
pub(super) fn of_tracks(inputs: &[Input<'_>]) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let text = input.document.source.text();
        let mut add = |kind, cue, detail: String| losses.push(loss(inputs, kind, (index, cue), detail));
        for lost in &input.track.losses {
            add(
                LossKind::Source(lost.kind),
                lost.cue.unwrap_or(0),
                format!("{}: not carried over", lost.what),
            );
        }
        let unknown = input.track.problems.iter().filter(|p| p.kind == ProblemKind::TagUnknown);
        for problem in unknown {
            let what = problem.span.of(text).escape_debug().to_string();
            let detail = format!("\u{201c}{what}\u{201d} is no tag of its format and was kept as text");
            add(LossKind::UnknownTagKept, problem.cue.unwrap_or(0), detail);
        }
        for (at, cue) in input.track.cues.iter().enumerate() {
            let Ok(id) = u32::try_from(at) else { break };
            if let Some((start, end)) = cue.times {
                if end < start {
                    add(
                        LossKind::Reversed,
                        id,
                        format!("its out-time {end} lies before its in-time {start}"),
                    );
                }
                if start.is_negative() || end.is_negative() {
                    add(
                        LossKind::BeforeZero,
                        id,
                        format!("it begins or ends before zero ({start} to {end})"),
                    );
                }
            }
        }
    }
    losses
}
