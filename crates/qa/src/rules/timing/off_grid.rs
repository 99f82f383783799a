use crate::rule::{Context, Sink, millis, retimed};
use tregua_parse::base::{Applicability, Edit};

declare_rule! {
    /// A time does not stand on a frame of the film.
    ///
    /// ## What it does
    ///
    /// Compares each time with the nearest frame. SubRip rounds frames to milliseconds, so a small difference is
    /// allowed. Without a frame rate the rule is silent.
    ///
    /// ## Why
    ///
    /// Times between two frames show one frame early or late after a conversion, and many of them together tell
    /// that the track was made for another frame rate.
    ///
    /// ```srt,bad fps=25 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,017
    /// Soy yo.
    /// ```
    ///
    /// ```srt,good fps=25 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Soy yo.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix moves the time to the nearest frame, which changes when the cue is seen: unsafe.
    "timing/off-grid", Info, fix: Some(Unsafe),
    params {
        /// largest difference from a frame in milliseconds
        tolerance_ms: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(rate) = context.rate() else { return };
    let tolerance = millis(params.tolerance_ms);
    for (index, node, cue) in context.cues() {
        let Some(((start, end), (first, last))) = cue.times.zip(context.on_grid(index)) else { continue };
        for (name, slot, time, frame) in [("in", node.start, start, first), ("out", node.end, end, last)] {
            let Some(frame) = rate.time_of(frame) else { continue };
            let off = time.saturating_sub(frame);
            if off.abs() <= tolerance {
                continue;
            }
            let edit: Option<Edit> = retimed(context.document, slot, frame);
            let span = context.slot_span(slot, index);
            let side = if off.is_negative() { "before" } else { "behind" };
            let ms = off.abs().to_millis();
            let finding = sink.cue(
                index,
                span,
                say!("found", which = name, ms = ms, side = side, rate = rate.to_string()),
            );
            if let Some(edit) = edit {
                finding.fix(
                    Applicability::Unsafe,
                    say!(common: "move-to", time = frame.to_string()),
                    vec![edit],
                );
            }
        }
    }
}
