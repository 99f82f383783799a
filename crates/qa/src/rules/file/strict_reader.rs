use crate::rule::{Context, Sink};
use tregua_parse::base::Span;
use tregua_parse::format::srt::strict::{Misreading, Verdict, ask};

declare_rule! {
    /// A strict reader would refuse the file, or read something else.
    ///
    /// ## What it does
    ///
    /// Gives the text to a strict SubRip reader (the crate srtlib) and compares what it finds. The finding names the
    /// first cue that it stumbles over; the rules for stamps, counters and blank lines say what is wrong there.
    ///
    /// ## Why
    ///
    /// Clients ask whether their own loader will take the file.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 -> 00:00:03,000
    /// Uno.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Uno.
    /// ```
    "file/strict-reader", Info, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.document.format != "srt" || context.document.cues.is_empty() {
        return;
    }
    let place = |cue: Option<usize>| {
        let node = cue.and_then(|i| context.document.cues.get(i));
        (cue.and_then(|i| u32::try_from(i).ok()), node.map_or(Span::default(), |n| n.timing))
    };
    let (cue, message) = match ask(context.document) {
        Verdict::Same => return,
        Verdict::Refuses { why, cue } => (cue, say!("refuses", why = why)),
        Verdict::Misreads { cue, how } => {
            let how = match how {
                Misreading::Count => say!("other-count"),
                Misreading::Times => say!("other-times"),
                Misreading::Text => say!("other-text"),
            };
            (Some(cue), say!("misreads", how = how))
        }
    };
    match place(cue) {
        (Some(cue), span) => sink.cue(cue, span, message),
        (None, span) => sink.report(span, message),
    };
}
