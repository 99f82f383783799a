use crate::rule::{Context, Sink, Traits};

declare_rule! {
    /// The text holds the sign that stands for a lost letter.
    ///
    /// ## What it does
    ///
    /// Finds U+FFFD as it is written in the file. Bytes that cannot be read are reported by `file/encoding`.
    ///
    /// ## Why
    ///
    /// Some program that read the file before could not read a letter and wrote this sign in its place. The letter is
    /// gone; viewers see a question mark in a lozenge.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ma�ana nos vamos.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Mañana nos vamos.
    /// ```
    ///
    /// ## Sources
    ///
    /// U+FFFD is on no client's list of characters.
    "text/replacement-character", Error, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let malformed = context.document.source.malformed();
    for (index, _, cue) in context.cues_with(Traits::REPLACEMENT) {
        for line in context.shown(cue) {
            for (at, sign) in line.text.match_indices('\u{fffd}') {
                let span = line.span(at..at + sign.len());
                // Bytes that nobody can read are shown as this sign too.
                let next = malformed.partition_point(|bad| bad.text.end <= span.start);
                if malformed.get(next).is_some_and(|bad| bad.text.start < span.end) {
                    continue;
                }
                sink.cue(index, span, say!("found")).help(say!("help"));
            }
        }
    }
}
