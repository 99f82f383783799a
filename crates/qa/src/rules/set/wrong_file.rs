use crate::drift::strangers;
use crate::programme::Kind;
use crate::rule::{Context, Sink, track_name};
use tregua_parse::base::{Lang, Span};
use tregua_parse::model::Cue;
use tregua_parse::time::Time;

declare_rule! {
    /// A track is not of this film, or it is another track once more.
    ///
    /// ## What it does
    ///
    /// Reports a full track whose in-times have nothing to do with those of the others, at whatever distance and at
    /// whatever usual speed, though both are long enough for that to be no chance. Of two tracks that do not know one
    /// another the second is named. Where two tracks have one language and kind, they may be of several films, and
    /// nothing is said of them.
    ///
    /// It also reports a track that is named as another language and has nearly the same text as one before it, where
    /// the language is not told by `language/wrong-track` already.
    ///
    /// ## Why
    ///
    /// Episode 4 in the slot of episode 5, or the same file sent twice: each track is faultless by itself.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Ana?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,000
    /// Buenas noches.
    ///
    /// 3
    /// 00:00:07,000 --> 00:00:08,000
    /// La puerta está abierta.
    /// [kk]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Ana?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,000
    /// Buenas noches.
    ///
    /// 3
    /// 00:00:07,000 --> 00:00:08,000
    /// La puerta está abierta.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Ana?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,000
    /// Buenas noches.
    ///
    /// 3
    /// 00:00:07,000 --> 00:00:08,000
    /// La puerta está abierta.
    /// [kk]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Ана?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,000
    /// Кеш жарық.
    ///
    /// 3
    /// 00:00:07,000 --> 00:00:08,000
    /// Есік ашық тұр.
    /// ```
    "set/wrong-file", Error, fix: None,
    params {
        /// distances up to this many milliseconds are looked for first
        search_ms: i64,
        /// in-times that differ by less than this many milliseconds count as one
        tolerance_ms: i64,
        /// cues that a track must share with another to be the same once more
        same_cues: usize,
        /// how many of its cues that must be, in percent
        same_percent: usize,
    },
    Set check
}

/// Cues that are compared before all are.
const SAMPLES: usize = 16;

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let ms = |n| Time::from_millis(n).unwrap_or_default();
    let full = contexts.iter().enumerate().filter(|(_, c)| c.kind != Kind::Forced);
    let full: Vec<(usize, &Context<'_>)> = full.collect();
    let times: Vec<Vec<Time>> = full.iter().map(|(_, c)| c.in_times()).collect();
    let strange = strangers(&times, ms(params.search_ms), ms(params.tolerance_ms));
    for ((here, context), strange) in full.iter().zip(&strange) {
        let Some(sink) = sinks.get_mut(*here) else { continue };
        // Two tracks of one language and kind are a folder of several films as often as a set of one.
        let tag = |it: &Context<'_>| it.lang.map(Lang::canonical);
        let is_twice = || {
            let same = |other: &Context<'_>| other.kind == context.kind && tag(other) == tag(context);
            context.lang.is_some() && full.iter().any(|(there, other)| there != here && same(other))
        };
        if *strange && !is_twice() {
            let message = say!("found", cues = context.by_time().len());
            sink.report(Span::new(0, 0), message).help(say!("help"));
            continue;
        }
        let earlier = full.iter().take_while(|(there, _)| there < here);
        let twin = earlier.filter(|(_, other)| is_same(params, context, other)).map(|(there, _)| *there);
        if let Some(there) = twin.min().filter(|there| {
            let other = contexts.get(*there).and_then(Context::wrong_track);
            context.wrong_track().is_none() && other.is_none()
        }) {
            sink.report(Span::new(0, 0), say!("same", track = track_name(contexts, there)))
                .help(say!("help-same"));
        }
    }
}

/// Whether two tracks that are named as two languages have the same text.
fn is_same(params: &Params, own: &Context<'_>, other: &Context<'_>) -> bool {
    if own.language().is_none() || own.language() == other.language() {
        return false;
    }
    let all = own.track.cues.len();
    let same = |cue: &&Cue<'_>, at: usize| {
        let counterpart = other.track.cues.get(at);
        counterpart.is_some_and(|counterpart| words(own, cue).eq(words(other, counterpart)))
    };
    let agree = |step: usize| {
        let some = own.track.cues.iter().enumerate().step_by(step);
        some.filter(|(at, cue)| same(cue, *at)).count()
    };
    let step = (all / SAMPLES).max(1);
    agree(step) * 100 >= all.div_ceil(step) * params.same_percent.min(50) && {
        let agreed = agree(1);
        agreed >= params.same_cues && agreed * 100 >= all * params.same_percent
    }
}

/// The letters and digits of a cue.
fn words<'c>(context: &'c Context<'_>, cue: &'c Cue<'_>) -> impl Iterator<Item = char> + 'c {
    let runs = context.track.lines_of(cue).iter().flat_map(|line| context.track.runs_of(line));
    runs.flat_map(|run| run.text.chars()).filter(|c| c.is_alphanumeric())
}
