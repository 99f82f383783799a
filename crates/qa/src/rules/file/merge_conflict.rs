use crate::rule::{Context, Sink};
use memchr::memmem;
use tregua_parse::base::Span;

declare_rule! {
    /// A merge left both versions in the file, between markers.
    ///
    /// ## What it does
    ///
    /// Reports each `<<<<<<<` that a `>>>>>>>` follows, each seven signs and a blank: the places where two people changed the
    /// same, and nobody has decided yet. The markers may stand in a text, a comment or a line of their own.
    ///
    /// ## Why
    ///
    /// Both versions are shown, one above the other, and in SubRip the markers too.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// <<<<<<< ours
    /// Uno.
    /// =======
    ///
    /// 2
    /// 00:00:01,000 --> 00:00:02,000
    /// Dos.
    /// >>>>>>> theirs
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    /// ```
    ///
    /// ## Sources
    ///
    /// The markers are those of git and of `tregua merge three-way`.
    "file/merge-conflict", Error, fix: None,
    params {},
    Track check
}

const BEGIN: &str = "<<<<<<< ";
const END: &str = ">>>>>>> ";

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let text = context.text();
    let mut cues = context.cues().peekable();
    for start in memmem::find_iter(text.as_bytes(), BEGIN) {
        if !text.get(start..).is_some_and(|behind| behind.contains(END)) {
            return;
        }
        // More signs than seven are a drawing.
        if text.get(..start).is_some_and(|before| before.ends_with('<')) {
            continue;
        }
        let span = Span::new(start, start.saturating_add(BEGIN.len() - 1));
        // A marker in a comment stands before its cue.
        while cues.next_if(|(_, node, _)| node.block().end <= span.start).is_some() {}
        match cues.peek() {
            Some((cue, ..)) => sink.cue(*cue, span, say!("found")).help(say!("help")),
            None => sink.report(span, say!("found")).help(say!("help")),
        };
    }
}
