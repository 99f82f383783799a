use crate::rule::{Context, Sink};
use tregua_parse::model::Counting;

declare_rule! {
    /// A cue has more lines than the client allows.
    ///
    /// ## Why
    ///
    /// A third line covers the picture, and some players drop it.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:05,000
    /// Uno.
    /// Dos.
    /// Tres.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:05,000
    /// Uno sube a la torre con la cuerda.
    /// Dos se quedan abajo. Tres.
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix General Requirements: two lines. Measured: 27 % of 210 real files have cues with more.
    "text/too-many-lines", Error, fix: None,
    params {
        /// most lines a cue may have
        max: u32,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (index, node, cue) in context.cues() {
        let n = cue.lines.end.saturating_sub(cue.lines.start);
        if n <= params.max {
            continue;
        }
        // A line with nothing but a tag shows nothing.
        let seen = |line: &&tregua_parse::model::Line| context.line_characters(line, Counting::default()) > 0;
        let n = u32::try_from(context.track.lines_of(cue).iter().filter(seen).count()).unwrap_or(u32::MAX);
        if n > params.max {
            sink.cue(index, node.text, say!("found", count = n, max = params.max));
        }
    }
}
