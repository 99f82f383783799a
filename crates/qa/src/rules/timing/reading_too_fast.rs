use crate::programme::Kind;
use crate::rule::{Context, Sink, seconds};
use std::num::NonZeroU32;
use tregua_parse::model::{Counting, LineBreaks};
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// What a line break counts as.
#[derive(serde::Deserialize, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Breaks {
    Nothing,
    Space,
}

declare_rule! {
    /// A cue has more text than can be read while it is on the screen.
    ///
    /// ## What it does
    ///
    /// Counts the characters of the whole cue as a viewer sees them (grapheme clusters of the NFC text, markup
    /// left out, blanks and punctuation counted) and divides by the duration. Only a speed above the limit is
    /// reported, never one equal to it.
    ///
    /// ## Why
    ///
    /// A viewer who has to read faster than this does not see the film.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Mi padre cruzó esta estepa a pie.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Mi padre cruzó esta estepa a pie.
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix reading-speed FAQ (what counts); the table of all Netflix guides of 26 September 2026 (the numbers).
    "timing/reading-too-fast", Error, fix: None,
    params {
        /// characters a second for adults
        adults: NonZeroU32,
        /// characters a second for children
        children: NonZeroU32,
        /// the same for adults in tracks for the deaf and hard of hearing
        sdh_adults: NonZeroU32,
        /// the same for children in tracks for the deaf and hard of hearing
        sdh_children: NonZeroU32,
        /// what a line break counts as: `nothing` or `space`
        line_breaks: Breaks,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let limit = match (context.kind == Kind::Sdh, context.for_children()) {
        (false, false) => params.adults,
        (false, true) => params.children,
        (true, false) => params.sdh_adults,
        (true, true) => params.sdh_children,
    };
    let limit = limit.get();
    let line_breaks = match params.line_breaks {
        Breaks::Nothing => LineBreaks::Nothing,
        Breaks::Space => LineBreaks::Space,
    };
    let counting = Counting { line_breaks, ..Counting::default() };
    for (index, node, cue) in context.cues() {
        let Some((start, end)) = cue.times.filter(|(start, end)| start < end) else { continue };
        let lasts = end.saturating_sub(start);
        // A character a viewer sees takes a code point at least: most cues are within the limit at a glance.
        let room = i128::from(limit) * i128::from(lasts.ticks());
        let most = node.text.of(context.text()).chars().count();
        // Text may stand on the time line too.
        let all_here = context.track.lines_of(cue).first().is_none_or(|l| l.span.start >= node.text.start);
        if all_here && (most as i128) * i128::from(TICKS_PER_SECOND) <= room {
            continue;
        }
        let n = context.characters(cue, counting);
        let needed = i128::from(n) * i128::from(TICKS_PER_SECOND);
        if needed > room {
            let tenths = needed * 10 / i128::from(lasts.ticks().max(1));
            let full = Time::from_fraction(i128::from(n), i128::from(limit.max(1))).unwrap_or_default();
            sink.cue(
                index,
                node.text,
                say!("found", speed = format!("{}.{}", tenths / 10, tenths % 10), limit = limit),
            )
            .help(say!("help", count = n, lasts = seconds(lasts), needs = seconds(full)));
        }
    }
}
