use crate::drift::{Apart, Kind as Run, LONG, Shape, apart, strangers};
use crate::programme::Kind;
use crate::retime::Speed;
use crate::rule::{Context, Sink, millis, track_name};
use tregua_parse::base::Message;
use tregua_parse::time::Time;

declare_rule! {
    /// Two tracks of one film run apart.
    ///
    /// ## What it does
    ///
    /// Takes the first full track for the reference. In every stretch of neighbouring cues of another track, each
    /// in-time votes for its distances from the in-times of the reference nearby; the distance with most votes is
    /// the stretch's. The simplest shape that most pairs agree on is reported: one distance all the way, the speed of
    /// another frame rate or of its own, or steps, each at the cue from which on its distance holds, until it is no
    /// longer more than the limit. The help names the command that would bring the track back.
    ///
    /// A track that has nothing to do with the reference is no drift: `set/wrong-file`.
    ///
    /// ## Why
    ///
    /// A track made for another cut or frame rate is in sync at the start and seconds off at the end.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 2
    /// 00:00:11,500 --> 00:00:12,500
    /// Dos.
    ///
    /// 3
    /// 00:00:21,000 --> 00:00:22,000
    /// Tres.
    /// [ru]
    /// 1
    /// 00:00:01,800 --> 00:00:02,800
    /// Раз.
    ///
    /// 2
    /// 00:00:12,300 --> 00:00:13,300
    /// Два.
    ///
    /// 3
    /// 00:00:21,800 --> 00:00:22,800
    /// Три.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    /// [ru]
    /// 1
    /// 00:00:01,040 --> 00:00:02,040
    /// Раз.
    /// ```
    "set/drift", Error, fix: None,
    params {
        /// largest distance in milliseconds
        max_ms: i64,
        /// distances up to this many milliseconds are looked for first
        search_ms: i64,
        /// in-times that differ by less than this many milliseconds count as one
        tolerance_ms: i64,
    },
    Set check
}

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let (search, tolerance) = (millis(params.search_ms), millis(params.tolerance_ms));
    let full = contexts.iter().enumerate().filter(|(_, c)| c.kind != Kind::Forced);
    let tracks: Vec<(usize, Vec<Time>)> = full.map(|(at, c)| (at, c.in_times())).collect();
    let against = |base: usize| -> Vec<Apart> {
        let reference = tracks.get(base).map(|(_, times)| times.as_slice()).unwrap_or_default();
        let rest = tracks.iter().enumerate();
        let one = |(at, (_, own)): (usize, &(usize, Vec<Time>))| {
            if at == base { Apart::Together } else { apart(own, reference, search, tolerance) }
        };
        rest.map(one).collect()
    };
    let (mut base, mut found) = (0, against(0));
    if tracks.len() > 2 && found.contains(&Apart::Strangers) {
        // The reference itself may be of another film.
        let times: Vec<Vec<Time>> = tracks.iter().map(|(_, times)| times.clone()).collect();
        let strange = strangers(&times, search, tolerance, LONG);
        let known = strange.iter().position(|it| !it).unwrap_or(0);
        if known != base {
            (base, found) = (known, against(known));
        }
    }
    let Some(name) = tracks.get(base).map(|(at, _)| track_name(contexts, *at)) else { return };
    for ((here, _), apart) in tracks.iter().zip(found) {
        let (Apart::By(shape), Some(context), Some(sink)) =
            (apart, contexts.get(*here), sinks.get_mut(*here))
        else {
            continue;
        };
        let cues = context.by_time();
        let file = word(context.file.unwrap_or("FILE"));
        // Times are told from the programme's start; the command has to know of it.
        let file = match context.programme.start.filter(|start| *start != Time::ZERO) {
            Some(start) => format!("--start {start} {file}"),
            None => file,
        };
        let help = match shape.cure(&file) {
            Some(command) => say!("cure", command = command),
            None => say!("help"),
        };
        for (time, message) in said(&shape, params.max_ms, &name) {
            let at = cues.partition_point(|cue| cue.start < time);
            let Some(cue) = cues.get(at) else { continue };
            sink.cue(cue.index, context.timing_of(cue.index), message).help(help.clone());
        }
    }
}

/// What there is to say of a shape, and from when on.
fn said(shape: &Shape, max_ms: i64, track: &Message) -> Vec<(Time, Message)> {
    let (first, last) = shape.range;
    let track = || track.clone();
    match &shape.kind {
        Run::Unclear => Vec::new(),
        Run::Constant { by } => {
            let ms = by.to_millis();
            let message = match ms {
                _ if ms.saturating_abs() <= max_ms => return Vec::new(),
                1.. => say!("ahead", ms = ms, track = track()),
                _ => say!("behind", ms = ms.saturating_abs(), track = track()),
            };
            vec![(first, message)]
        }
        Run::Linear { speed, rates, .. } => {
            let map = shape.map();
            let off = |time: Time| {
                let new = map.as_ref().and_then(|map| map.apply(time)).unwrap_or(time);
                new.saturating_sub(time).to_millis().saturating_abs()
            };
            let (begin, end) = (off(first), off(last));
            if begin.max(end) <= max_ms {
                return Vec::new();
            }
            let message = match rates {
                Some((from, to)) => {
                    let (from, to) = (from.to_string(), to.to_string());
                    say!("speed", from = from, to = to, first = begin, last = end, track = track())
                }
                None => own_speed(*speed, begin, end, track()),
            };
            vec![(first, message)]
        }
        Run::Steps { speed, steps } if *speed == Speed::ONE => {
            let far = |ms: i64| ms.saturating_abs() > max_ms;
            let mut before = 0i64;
            let mut out = Vec::new();
            for step in steps {
                let ms = step.by.to_millis();
                if far(ms) && (far(ms.saturating_sub(before)) || !far(before)) {
                    let until = step.to.to_string();
                    let message = if ms > 0 {
                        say!("ahead-until", until = until, ms = ms, track = track())
                    } else {
                        say!("behind-until", until = until, ms = ms.saturating_abs(), track = track())
                    };
                    out.push((step.from, message));
                }
                before = ms;
            }
            out
        }
        Run::Steps { speed, steps } => {
            let map = shape.map();
            let mut out = Vec::new();
            for (n, step) in steps.iter().enumerate() {
                let off = |time: Time| {
                    let new = map.as_ref().and_then(|map| map.apply(time)).unwrap_or(time);
                    new.saturating_sub(time).to_millis().saturating_abs()
                };
                let message = if n == 0 {
                    own_speed(*speed, off(step.from), off(step.to), track())
                } else {
                    say!("step", ms = off(step.from), track = track())
                };
                out.push((step.from, message));
            }
            out
        }
    }
}

/// A speed that no two frame rates explain, in hundredths of a percent.
fn own_speed(speed: Speed, first: i64, last: i64, track: Message) -> Message {
    let (num, den) = (i128::from(speed.fraction().0), i128::from(speed.fraction().1).max(1));
    let share = (num - den) * 10_000 / den;
    let percent = format!("{}.{:02}", share.abs() / 100, share.abs() % 100);
    if share > 0 {
        say!("fast", percent = percent, first = first, last = last, track = track)
    } else {
        say!("slow", percent = percent, first = first, last = last, track = track)
    }
}

/// A file name as a word of a shell's.
fn word(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/\\:".contains(c);
    // A name that begins as an option does.
    let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    if name.chars().all(plain) { name } else { format!("'{}'", name.replace('\'', "'\\''")) }
}
