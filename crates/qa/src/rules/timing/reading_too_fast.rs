use crate::programme::Kind;
use crate::rule::{Context, Sink, seconds};
use std::num::NonZeroU32;
use tregua_parse::base::Span;
use tregua_parse::model::{Counting, Cue, LineBreaks};
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
    /// reported, never one equal to it. For guides that count words, a word is what stands between blanks and has a
    /// letter or a digit.
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
    /// ```srt,bad profile=bbc
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// My father crossed this steppe.
    /// ```
    ///
    /// ```srt,good profile=bbc
    /// 1
    /// 00:00:01,000 --> 00:00:02,700
    /// My father crossed this steppe.
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix reading-speed FAQ (what counts); the table of all Netflix guides of 26 September 2026 (the numbers).
    /// BBC Subtitle Guidelines: 160 to 180 words a minute.
    "timing/reading-too-fast", Error, fix: None,
    valid: has_limit,
    params {
        /// characters a second for adults
        adults: Option<NonZeroU32>,
        /// characters a second for children; those for adults where nothing is said
        children: Option<NonZeroU32>,
        /// the same for adults in tracks for the deaf and hard of hearing; as in other tracks where nothing is said
        sdh_adults: Option<NonZeroU32>,
        /// the same for children in tracks for the deaf and hard of hearing; as in other tracks where nothing is said
        sdh_children: Option<NonZeroU32>,
        /// words a minute, for guides that count words
        words_per_minute: Option<NonZeroU32>,
        /// what a line break counts as: `nothing`, as where nothing is said, or `space`
        line_breaks: Option<Breaks>,
    },
    Track check
}

fn has_limit(params: &Params) -> Result<(), &'static str> {
    let one = params.adults.or(params.words_per_minute).is_some();
    if one { Ok(()) } else { Err("`adults` or `words_per_minute` must be set") }
}

impl Params {
    /// Characters a second for this track's viewers; tests hold it to `profile::Variant::ladder`.
    fn characters(&self, context: &Context<'_>) -> Option<u32> {
        let limit = match (context.kind == Kind::Sdh, context.for_children()) {
            (false, false) => self.adults,
            (false, true) => self.children.or(self.adults),
            (true, false) => self.sdh_adults.or(self.adults),
            (true, true) => self.sdh_children.or(self.children).or(self.sdh_adults).or(self.adults),
        };
        limit.map(NonZeroU32::get)
    }

    fn counting(&self) -> Counting {
        let line_breaks = match self.line_breaks {
            None | Some(Breaks::Nothing) => LineBreaks::Nothing,
            Some(Breaks::Space) => LineBreaks::Space,
        };
        Counting { line_breaks, ..Counting::default() }
    }

    /// The shortest time in which a cue is not read too fast.
    pub(crate) fn needs(&self, context: &Context<'_>, cue: &Cue<'_>) -> Time {
        let shortest = |n: u32, limit: u32, per: u32| {
            let needed = Speed { n, lasts: Time::ZERO, limit, per }.needed();
            let limit = i128::from(limit.max(1));
            i64::try_from((needed + limit - 1) / limit).map_or(Time::ZERO, Time::from_ticks)
        };
        let characters = self.characters(context);
        let characters = characters.map(|limit| shortest(context.characters(cue, self.counting()), limit, 1));
        let words = self.words_per_minute.map(|limit| shortest(words_of(context, cue), limit.get(), 60));
        characters.max(words).unwrap_or_default()
    }

    /// The limit in words: characters a second, or words a minute.
    pub(crate) fn limit(&self, context: &Context<'_>) -> String {
        match (self.characters(context), self.words_per_minute) {
            (Some(limit), _) => format!("{limit} cps"),
            (None, Some(limit)) => format!("{limit} words a minute"),
            (None, None) => String::new(),
        }
    }
}

/// A number of things in a time, held against a number of them in a unit of time.
struct Speed {
    n: u32,
    lasts: Time,
    limit: u32,
    /// The limit's unit of time in seconds.
    per: u32,
}

impl Speed {
    /// Exact: both sides of `n / lasts > limit / per`, with ticks multiplied out.
    fn needed(&self) -> i128 {
        i128::from(self.n) * i128::from(self.per) * i128::from(TICKS_PER_SECOND)
    }

    fn is_too_fast(&self) -> bool {
        self.needed() > i128::from(self.limit) * i128::from(self.lasts.ticks())
    }

    fn report(&self, sink: &mut Sink<'_>, at: (u32, Span)) {
        let Self { n, lasts, limit, per } = *self;
        let tenths = self.needed() * 10 / i128::from(lasts.ticks().max(1));
        let full = i128::from(n) * i128::from(per);
        let full = Time::from_fraction(full, i128::from(limit.max(1))).unwrap_or_default();
        let speed = crate::rule::tenths(tenths);
        let (lasts, needs) = (seconds(lasts), seconds(full));
        let (message, help) = match per {
            1 => (
                say!("found", speed = speed, limit = limit),
                say!("help", count = n, lasts = lasts, needs = needs),
            ),
            _ => (
                say!("words", speed = speed, limit = limit),
                say!("help-words", count = n, lasts = lasts, needs = needs),
            ),
        };
        sink.cue(at.0, at.1, message).help(help);
    }
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let characters = params.characters(context);
    let words = params.words_per_minute.map(NonZeroU32::get);
    let counting = params.counting();
    for (index, node, cue) in context.cues() {
        let Some((start, end)) = cue.times.filter(|(start, end)| start < end) else { continue };
        let lasts = end.saturating_sub(start);
        let at = (index, node.text);
        if let Some(limit) = characters {
            let speed = |n| Speed { n, lasts, limit, per: 1 };
            // Most cues are within the limit however their characters are counted.
            let most = speed(context.characters_at_most(index, cue, counting));
            let speed = match most.is_too_fast() {
                true => speed(context.characters(cue, counting)),
                false => most,
            };
            if speed.is_too_fast() {
                speed.report(sink, at);
                continue;
            }
        }
        if let Some(limit) = words {
            // A word takes two bytes with its blank: most cues are within the limit at a glance. Text may stand on the
            // time line too.
            let all_here =
                context.track.lines_of(cue).first().is_none_or(|l| l.span.start >= node.text.start);
            let most = u32::try_from(node.text.len() / 2 + 1).unwrap_or(u32::MAX);
            if all_here && !(Speed { n: most, lasts, limit, per: 60 }).is_too_fast() {
                continue;
            }
            let speed = Speed { n: words_of(context, cue), lasts, limit, per: 60 };
            if speed.is_too_fast() {
                speed.report(sink, at);
            }
        }
    }
}

/// The words of a cue; a dash that stands alone is none.
fn words_of(context: &Context<'_>, cue: &Cue<'_>) -> u32 {
    let in_text = |text: &str| text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
    let lines = context.track.lines_of(cue).iter();
    let n: usize = lines
        .map(|line| match context.track.runs_of(line) {
            [run] => in_text(&run.text),
            _ => in_text(&context.track.text_of(line)),
        })
        .sum();
    u32::try_from(n).unwrap_or(u32::MAX)
}
