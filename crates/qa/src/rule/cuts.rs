//! What rules about changes of shot do with a cue's times.

use super::{Context, Sink, retimed};
use crate::shots::{Breach, Demand, Zones, in_time, out_time};
use tregua_parse::base::Applicability;
use tregua_parse::syntax::SlotId;
use tregua_parse::time::FrameRate;

/// Which of a cue's times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    In,
    Out,
}

/// A time that stands beside a cut.
struct Place {
    cue: u32,
    slot: SlotId,
    frame: i64,
    rate: FrameRate,
}

/// Reports the times of one side that stand beside a cut. `gap` is how many frames before a cut an out-time belongs,
/// `snap_percent` how far before a cut, in percent of half a second, an in-time is better moved onto it.
pub(crate) fn off_cut(context: &Context<'_>, sink: &mut Sink<'_>, side: Side, gap: i64, snap_percent: i64) {
    let (Some(shots), Some(rate)) = (&context.programme.shots, context.rate()) else { return };
    if shots.is_empty() {
        return;
    }
    let made;
    let frames = match shots.frames() {
        Some(frames) => frames,
        // The list came without a rate.
        None => {
            made = shots.at(rate);
            &made
        }
    };
    let zones = Zones::new(rate, gap, snap_percent);
    for cue in context.by_time() {
        let Some(node) = context.document.cues.get(cue.index as usize) else { continue };
        let Some((first, last)) = context.on_grid(cue.index) else { continue };
        let (frame, slot) = match side {
            Side::In => (first, node.start),
            Side::Out => (last, node.end),
        };
        let stance = match side {
            Side::In => in_time(frame, frames, zones),
            Side::Out => out_time(frame, frames, zones),
        };
        if let Some(breach) = stance.breach() {
            report(context, sink, &Place { cue: cue.index, slot, frame, rate }, breach);
        }
    }
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>, place: &Place, breach: Breach) {
    let span = context.slot_span(place.slot, place.cue);
    let frames = place.frame.saturating_sub(breach.cut).saturating_abs();
    let time_of = |frame: i64| place.rate.time_of(frame);
    let cut = time_of(breach.cut).map(|t| t.to_string()).unwrap_or_default();
    let message = match breach.demand {
        Demand::InAfter => say!(common: "begins-after-cut", frames = frames, cut = cut),
        Demand::InBefore => say!(common: "begins-before-cut", frames = frames, cut = cut),
        Demand::OutBefore => say!(common: "ends-before-cut", frames = frames, cut = cut),
        Demand::OutAfter if frames == 0 => say!(common: "ends-on-cut", cut = cut),
        Demand::OutAfter => say!(common: "ends-after-cut", frames = frames, cut = cut),
    };
    let finding = sink.cue(place.cue, span, message);
    let Some(to) = time_of(breach.to) else { return };
    let finding = finding.help(match breach.or.and_then(time_of) {
        Some(or) => say!(common: "belongs-at-or", time = to.to_string(), other = or.to_string()),
        None => say!(common: "belongs-at", time = to.to_string()),
    });
    if let Some(edit) = retimed(context.document, place.slot, to) {
        finding.fix(Applicability::Unsafe, say!(common: "move-to", time = to.to_string()), vec![edit]);
    }
}
