use crate::rule::{Context, Sink};
use tregua_parse::base::{Applicability, Edit, Severity};
use tregua_parse::syntax::{ProblemKind, TimeSlot};
use tregua_parse::time::ClockFault;
use tregua_parse::time::Notation;

declare_rule! {
    /// A time line is not in SubRip's strict form.
    ///
    /// ## What it does
    ///
    /// Reports times without hours or milliseconds, with another sign than the comma, with too few or too many
    /// digits, minutes above 59, blanks, signs; arrows of other shapes; and what stands behind the out-time.
    ///
    /// ## Why
    ///
    /// Players read such lines each in its own way: `00:00:01,5` is half a second to some and 5 ms to others.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01.000 -> 00:00:02,000
    /// Uno.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The line is written in the strict form. A player that could not read it, or read it in another way, will
    /// show the cue otherwise than before: unsafe. Coordinates and settings are left alone.
    ///
    /// ## Sources
    ///
    /// Measured: 13 % of 210 real files have such lines.
    "file/stamp-form", Warning, fix: Some(Unsafe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for problem in &context.document.problems {
        if problem.cue.is_none() {
            continue;
        }
        match problem.kind {
            ProblemKind::StampLoose(ClockFault::Negative) => {
                sink.problem(problem).help(say!("negative"));
            }
            ProblemKind::StampLoose(_) => {
                // Slots stand in the order of the file.
                let slots = &context.document.slots;
                let slot =
                    slots.binary_search_by_key(&problem.span, |s| s.span).ok().and_then(|i| slots.get(i));
                // Where the programme's start was taken off, the time is not what is written.
                let subrip = |s: &&TimeSlot| {
                    let plain = context.document.base_of(s).is_none() && !s.time.is_negative();
                    s.notation == Notation::SubRip && plain
                };
                let strict = slot.filter(subrip).map(|s| s.time.to_string());
                let finding = sink.problem(problem);
                if let Some(strict) = strict {
                    let title = say!(common: "write", text = strict.as_str());
                    finding.fix(Applicability::Unsafe, title, vec![Edit::new(problem.span, strict)]);
                }
            }
            ProblemKind::ArrowLoose => {
                sink.problem(problem).fix(
                    Applicability::Unsafe,
                    say!(common: "write", text = " --> "),
                    vec![Edit::new(problem.span, *b" --> ")],
                );
            }
            ProblemKind::StampIndented => {
                sink.problem(problem).fix(
                    Applicability::Unsafe,
                    say!("indented"),
                    vec![Edit::new(problem.span, *b"")],
                );
            }
            ProblemKind::Coordinates => {
                sink.problem(problem).at_most(Severity::Info);
            }
            ProblemKind::Settings | ProblemKind::TimingRest => {
                sink.problem(problem);
            }
            ProblemKind::ArrowInText => {
                sink.problem(problem).at_most(Severity::Info);
            }
            _ => {}
        }
    }
}
