use crate::rule::{Context, Sink, said};
use tregua_parse::base::Span;
use tregua_parse::syntax::ProblemKind;

declare_rule! {
    /// A time cannot be read, or the file has no cue at all.
    ///
    /// ## What it does
    ///
    /// Reports time lines with a time that is damaged, out of range or missing, counters without a time line, and
    /// files without any cue. The text of such a cue is kept; a retime refuses to leave it behind.
    ///
    /// ## Why
    ///
    /// No player shows the cue.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 2
    /// 00:00:03,000 -->
    /// Dos.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 2
    /// 00:00:03,000 --> 00:00:04,000
    /// Dos.
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured: 4 % of 210 real files have an arrow line that cannot be read.
    "file/stamp-unreadable", Error, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for problem in &context.document.problems {
        match (problem.kind, problem.cue) {
            (ProblemKind::StampUnreadable | ProblemKind::StampMissing, Some(_)) => {
                sink.problem(problem).help(say!("help"));
            }
            (ProblemKind::NumberAlone | ProblemKind::NoCues, _) => {
                let span = if problem.kind == ProblemKind::NoCues { Span::default() } else { problem.span };
                sink.report(span, said(problem.kind));
            }
            _ => {}
        }
    }
}
