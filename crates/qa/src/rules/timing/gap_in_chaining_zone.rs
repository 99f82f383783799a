use crate::rule::{Context, Sink, distance, retimed, seconds};
use crate::rule::{Fraction, millis};
use tregua_parse::base::Applicability;

declare_rule! {
    /// The gap between two cues is too long for a blink and too short for a pause.
    ///
    /// ## What it does
    ///
    /// Reports gaps longer than the smallest one and shorter than a pause. Where two frames and half a second are asked
    /// for, at 24 fps, these are gaps of 3 to 11 frames.
    ///
    /// ## Why
    ///
    /// Such a gap is seen as a flicker. Either the cues are chained, with just the smallest gap between them, or
    /// the screen stays empty for a moment that is seen as one.
    ///
    /// ```srt,bad fps=24 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Quién es?
    ///
    /// 2
    /// 00:00:02,250 --> 00:00:03,250
    /// Soy yo.
    /// ```
    ///
    /// ```srt,good fps=24 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,167
    /// ¿Quién es?
    ///
    /// 2
    /// 00:00:02,250 --> 00:00:03,250
    /// Soy yo.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix lets the earlier cue stay longer, so it changes what is seen: unsafe. It needs the frame rate.
    ///
    /// ## Sources
    ///
    /// Netflix Subtitle Timing Guidelines as read in September 2026; an older copy of the page says "12 frames or
    /// fewer". At 25 fps half a second is 12.5 frames, which no page settles; here it is 13, as in Subtitle Edit.
    "timing/gap-in-chaining-zone", Warning, fix: Some(Unsafe),
    params {
        /// smallest gap in frames, below which another rule speaks
        min_frames: i64,
        /// the same in milliseconds, for films whose frame rate is not known
        min_ms: i64,
        /// gaps of this many seconds and more are pauses
        below_seconds: Fraction,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let pause = params.below_seconds.seconds();
    let pause_frames = context.rate().map(|rate| rate.nearest_frame(pause));
    // At no frame rate is a gap two frames longer than a pause anything else.
    let far = context.rate().and_then(|rate| rate.time_of(2)).and_then(|two| pause.checked_add(two));
    let far = far.unwrap_or(pause);
    for (before, cue) in context.neighbours() {
        let gap = cue.start.saturating_sub(before.end);
        if cue.start < before.end || gap >= far {
            continue;
        }
        let short = match (pause_frames, context.frames_between(before, cue)) {
            (Some(pause), Some(frames)) => frames > params.min_frames && frames < pause,
            _ => {
                // One frame more than the smallest gap, whatever the rate, is still the smallest gap.
                let least = millis(params.min_ms.saturating_add(1));
                gap > least && gap < pause
            }
        };
        if !short {
            continue;
        }
        let gap = distance(context, before.end, cue.start);
        let name = sink.name(before.index);
        let finding = sink
            .cue(cue.index, context.timing_of(cue.index), say!("found", gap = gap, cue = name.clone()))
            .label(
                context.timing_of(before.index),
                say!(common: "stays-until", time = before.end.to_string()),
            )
            .help(say!("help", seconds = seconds(pause)));
        let Some(rate) = context.rate() else { continue };
        let out = rate.nearest_frame(cue.start).saturating_sub(params.min_frames);
        let node = context.document.cues.get(before.index as usize);
        let edit = rate.time_of(out).zip(node).and_then(|(t, node)| retimed(context.document, node.end, t));
        if let Some(edit) = edit {
            let title = match params.min_frames {
                0 => say!("fix-none", cue = name),
                frames => say!("fix", cue = name, frames = frames),
            };
            finding.fix(Applicability::Unsafe, title, vec![edit]);
        }
    }
}
