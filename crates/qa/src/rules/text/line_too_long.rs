use crate::rule::{Context, Sink};
use tregua_parse::base::Severity;
use tregua_parse::model::Counting;

declare_rule! {
    /// A line has more characters than the client allows.
    ///
    /// ## What it does
    ///
    /// Counts the line as a viewer sees it: grapheme clusters of the NFC text; markup, line ends and what nobody
    /// sees (soft hyphens, direction marks) do not count; blanks and punctuation do. A profile may add a lower
    /// bound above which a line is worth a warning.
    ///
    /// ## Why
    ///
    /// A longer line leaves the safe area or is broken by the player where it likes.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:05,000
    /// Mi padre cruzó esta estepa a pie, sin agua ni pan.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:05,000
    /// Mi padre cruzó esta estepa a pie,
    /// sin agua ni pan.
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix: 42 for Spanish and by default; for Russian the stored pages say 39, later readings 42.
    "text/line-too-long", Error, fix: None,
    params {
        /// most characters a line may have
        max: u32,
        /// a line with more than this many is worth a warning
        warn_above: Option<u32>,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let least = params.warn_above.unwrap_or(params.max).min(params.max);
    for (index, _, cue) in context.cues() {
        for line in context.track.lines_of(cue) {
            // A character a viewer sees takes a byte at least.
            if line.span.len() <= least as usize {
                continue;
            }
            let n = context.line_characters(line, Counting::default());
            if n > params.max {
                sink.cue(index, line.span, say!("too-long", count = n, max = params.max));
            } else if n > least {
                sink.cue(index, line.span, say!("long", count = n, least = least, max = params.max))
                    .at_most(Severity::Warning);
            }
        }
    }
}
