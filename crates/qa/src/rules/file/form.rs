use crate::rule::{Context, Sink};
use tregua_parse::syntax::ProblemKind;

declare_rule! {
    /// The file breaks a rule of its own format.
    ///
    /// ## What it does
    ///
    /// Reports what the reader of the file's format had to survive: what the format's standard forbids is an error,
    /// what readers disagree on a warning. Each finding says what is wrong; which standard it is measured by stands in
    /// the description of the format.
    ///
    /// ## Why
    ///
    /// One player forgives what another drops: a WebVTT cue with a comma in its times shows nowhere but in some
    /// desktop players, a TTML region that is not defined moves the text.
    ///
    /// ```vtt,bad
    /// WEBVTT
    ///
    /// 00:00:01,000 --> 00:00:03,000
    /// Buenos días.
    /// ```
    ///
    /// ```vtt,good
    /// WEBVTT
    ///
    /// 00:00:01.000 --> 00:00:03.000
    /// Buenos días.
    /// ```
    ///
    /// ## Sources
    ///
    /// The standards of the formats: W3C WebVTT and TTML2, IMSC 1.1, EBU Tech 3264 and 3380, SMPTE ST 428-7, CTA-608.
    "file/form", Error, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for problem in context.document.problems.iter().chain(&context.track.problems) {
        let ProblemKind::Own(fault) = problem.kind else { continue };
        sink.problem(problem).at_most(fault.level);
    }
}
