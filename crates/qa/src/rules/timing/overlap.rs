use crate::rule::{Context, Sink};

declare_rule! {
    /// Two cues are on the screen at once.
    ///
    /// ## What it does
    ///
    /// Reports a cue that begins before an earlier one has ended. Every cue is compared with the one that stays
    /// longest of all before it, not only with its neighbour in the file. In a track in several languages, each with cues
    /// of its own (`tregua merge --layout styled`, `regions` or `interleaved`), a cue is compared with those of its own
    /// language: the file names it (`xml:lang`, `<lang>`, a style that is called by a language), or, where a quarter of the
    /// cues and more are shown with another, their text tells it for certain.
    ///
    /// ## Why
    ///
    /// SubRip has no layers. Of two cues at once, players show one, or both in an order of their own.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Espera un momento.
    ///
    /// 2
    /// 00:00:02,500 --> 00:00:04,000
    /// Ya voy.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:02,400
    /// Espera un momento.
    ///
    /// 2
    /// 00:00:02,500 --> 00:00:04,000
    /// Ya voy.
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured: 23 % of 210 real files have overlapping cues. No publisher's guide allows them in one place.
    "timing/overlap", Error, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (before, cue) in context.neighbours() {
        if cue.start < before.end && cue.start < cue.end {
            let both = before.end.min(cue.end).saturating_sub(cue.start).to_millis();
            let name = sink.name(before.index);
            sink.cue(cue.index, context.timing_of(cue.index), say!("found", cue = name, ms = both)).label(
                context.timing_of(before.index),
                say!(common: "stays-until", time = before.end.to_string()),
            );
        }
    }
}
