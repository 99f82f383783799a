use crate::drift::rate_of;
use crate::programme::Kind;
use crate::rule::{Context, Sink, track_name};
use tregua_parse::base::{Severity, Span};
use tregua_parse::time::PerSecond;

declare_rule! {
    /// The tracks of one film are made for different frame rates.
    ///
    /// ## What it does
    ///
    /// Compares what the files say of themselves: the rate in the header of a broadcast or cinema file, in the first
    /// line of one that counts frames, in the parameters of a TTML document. Where a file says nothing, its times may:
    /// those of a track of sixty cues and more that all stand on the frames of one rate and no other. The first track
    /// with a rate is the one the others are held against. A rate that was only worked out is at most a warning.
    ///
    /// ## Why
    ///
    /// Frames of one rate counted at another put the last cue of a feature six minutes off; and a track whose times
    /// stand on another grid was made for another version of the picture, or converted.
    ///
    /// ```set,bad
    /// [es]
    /// {1}{1}25
    /// {25}{75}¿Quién es?
    /// [ru]
    /// {1}{1}24
    /// {24}{72}Кто там?
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// {1}{1}25
    /// {25}{75}¿Quién es?
    /// [ru]
    /// {1}{1}25
    /// {25}{75}Кто там?
    /// ```
    "set/frame-rates-differ", Error, fix: None,
    params {},
    Set check
}

/// A frame rate, and whether the file says so itself.
type Rate = (PerSecond, bool);

fn check(_: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let mut base: Option<(usize, Rate)> = None;
    for (here, (context, sink)) in contexts.iter().zip(sinks).enumerate() {
        let Some(rate) = rate(context) else { continue };
        let Some((there, first)) = base else {
            base = Some((here, rate));
            continue;
        };
        if is_same(rate.0, first.0) {
            continue;
        }
        let (own, other) = (shown(rate.0), shown(first.0));
        let track = track_name(contexts, there);
        let certain = rate.1 && first.1;
        let message = if rate.1 {
            say!("found", rate = own, other = other, track = track)
        } else {
            say!("grid", rate = own, other = other, track = track)
        };
        let finding = sink.report(Span::new(0, 0), message).help(say!("help"));
        if !certain {
            finding.at_most(Severity::Warning);
        }
    }
}

/// What a track's times are counted in.
fn rate(context: &Context<'_>) -> Option<Rate> {
    let clockwork = &context.document.clockwork;
    if clockwork.stated {
        let stated = clockwork.frames.or(clockwork.rate.map(PerSecond::from));
        return stated.map(|rate| (rate, true));
    }
    // Forced narratives are few.
    if context.kind == Kind::Forced {
        return None;
    }
    let times = context.by_time().iter().flat_map(|cue| [cue.start, cue.end]);
    rate_of(times).map(|rate| (rate.into(), false))
}

fn is_same(one: PerSecond, other: PerSecond) -> bool {
    let ((a, b), (c, d)) = (one.fraction(), other.fraction());
    u128::from(a) * u128::from(d) == u128::from(c) * u128::from(b)
}

/// `23.976`.
fn shown(rate: PerSecond) -> String {
    let (num, den) = rate.fraction();
    let text = format!("{}.{:03}", num / den.max(1), num % den.max(1) * 1000 / den.max(1));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
