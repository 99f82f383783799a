use crate::drift::strangers;
use crate::programme::Kind;
use crate::rule::{Context, Sink, millis};
use tregua_parse::base::{Lang, Span};
use tregua_parse::time::Time;

declare_rule! {
    /// A track is not of this film.
    ///
    /// ## What it does
    ///
    /// Reports a full track whose in-times have nothing to do with those of the others, at whatever distance and at
    /// whatever usual speed, though both are long enough for that to be no chance. Of two tracks that do not know one
    /// another the second is named. Where two tracks have one language and kind, they may be of several films, and
    /// nothing is said of them.
    ///
    /// ## Why
    ///
    /// Episode 4 in the slot of episode 5: each track is faultless by itself. The same text in two slots is found by
    /// `set/untranslated`.
    ///
    /// ```set,bad set=least_cues=6
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,400
    /// ¿Ana?
    ///
    /// 2
    /// 00:00:04,300 --> 00:00:05,700
    /// Buenas noches.
    ///
    /// 3
    /// 00:00:07,100 --> 00:00:08,500
    /// La puerta está abierta.
    ///
    /// 4
    /// 00:00:12,900 --> 00:00:14,300
    /// Pase usted.
    ///
    /// 5
    /// 00:00:15,200 --> 00:00:16,600
    /// Hace frío aquí.
    ///
    /// 6
    /// 00:00:19,800 --> 00:00:21,200
    /// Cierre, por favor.
    /// [kk]
    /// 1
    /// 00:00:02,900 --> 00:00:04,300
    /// Ана?
    ///
    /// 2
    /// 00:00:05,750 --> 00:00:07,150
    /// Кеш жарық.
    ///
    /// 3
    /// 00:00:10,100 --> 00:00:11,500
    /// Есік ашық тұр.
    ///
    /// 4
    /// 00:00:14,050 --> 00:00:15,450
    /// Кіріңіз.
    ///
    /// 5
    /// 00:00:18,500 --> 00:00:19,900
    /// Бұл жер суық екен.
    ///
    /// 6
    /// 00:00:21,600 --> 00:00:23,000
    /// Жауып қойыңызшы.
    /// ```
    ///
    /// ```set,good set=least_cues=6
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,400
    /// ¿Ana?
    ///
    /// 2
    /// 00:00:04,300 --> 00:00:05,700
    /// Buenas noches.
    ///
    /// 3
    /// 00:00:07,100 --> 00:00:08,500
    /// La puerta está abierta.
    ///
    /// 4
    /// 00:00:12,900 --> 00:00:14,300
    /// Pase usted.
    ///
    /// 5
    /// 00:00:15,200 --> 00:00:16,600
    /// Hace frío aquí.
    ///
    /// 6
    /// 00:00:19,800 --> 00:00:21,200
    /// Cierre, por favor.
    /// [kk]
    /// 1
    /// 00:00:01,000 --> 00:00:02,400
    /// Ана?
    ///
    /// 2
    /// 00:00:04,300 --> 00:00:05,700
    /// Кеш жарық.
    ///
    /// 3
    /// 00:00:07,100 --> 00:00:08,500
    /// Есік ашық тұр.
    ///
    /// 4
    /// 00:00:12,900 --> 00:00:14,300
    /// Кіріңіз.
    ///
    /// 5
    /// 00:00:15,200 --> 00:00:16,600
    /// Бұл жер суық екен.
    ///
    /// 6
    /// 00:00:19,800 --> 00:00:21,200
    /// Жауып қойыңызшы.
    /// ```
    "set/wrong-file", Error, fix: None,
    params {
        /// distances up to this many milliseconds are looked for first
        search_ms: i64,
        /// in-times that differ by less than this many milliseconds count as one
        tolerance_ms: i64,
        /// cues that a track must have to be judged
        least_cues: usize,
    },
    Set check
}

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let full = contexts.iter().enumerate().filter(|(_, c)| c.kind != Kind::Forced);
    let full: Vec<(usize, &Context<'_>)> = full.collect();
    let times: Vec<Vec<Time>> = full.iter().map(|(_, c)| c.in_times()).collect();
    let strange = strangers(&times, millis(params.search_ms), millis(params.tolerance_ms), params.least_cues);
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
        }
    }
}
