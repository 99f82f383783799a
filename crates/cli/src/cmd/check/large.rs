//! Checking a file that is too large to be held: window by window, each with what stands around it.
//!
//! Rules look at cues, at their neighbours in time and at what a track does nearly everywhere. They see a window and some
//! hundred cues on each side of it, and what they find in the window counts. So what a track does nearly everywhere is what it
//! does there; and what is wrong with the file as a whole is told once. Everything else is found as in the whole.

use super::job::{Job, Plan};
use super::show::{Line, Shown, limit};
use super::windowed::{Findings, Seen};
use super::{Tools, by_track};
use crate::args::{Check, ReportForm};
use crate::large::{self, Next, Part, Times, Walk, is_earlier};
use crate::render::human::Human;
use crate::render::report::{Base, Checked, file};
use crate::timings::part;
use anyhow::Result;
use std::collections::BTreeMap;
use tregua_parse::base::{Diagnostic, Lang, Message, Value};
use tregua_parse::format::{Format, ReadOptions};
use tregua_parse::model::Track;
use tregua_parse::source::{Encoding, Source, TooLarge};
use tregua_parse::syntax::{CueNode, Document, Window};
use tregua_qa::check::{Context, Meter as _, check_metered};
use tregua_qa::par;
use tregua_qa::profile::RuleSet;

/// Bytes that rules see before and behind a window at the least: more than the cues of five minutes.
const BESIDE: usize = 16 << 10;

/// A rule that looks at the size of the whole file.
const OF_THE_SIZE: &str = "file/too-large";

/// Findings about a whole track, by their rules and texts. They hang on the first cue they are about, which may stand before
/// the window, and are told once; those about a word, once of each.
const OF_THE_TRACK: [(&str, &str); 9] = [
    ("file/line-ends", "mixed"),
    ("language/wrong-track", "found"),
    ("language/kazakh-stripped", "track"),
    ("language/kazakh-stripped", "word"),
    ("language/spanish-variant", "foreign"),
    ("language/spanish-variant", "both"),
    ("language/russian-yo", "found"),
    ("text/all-caps", "track"),
    ("text/music-note", "outside"),
];

/// Where a strict reader goes wrong, it does so from there on.
const FROM_THERE_ON: &str = "file/strict-reader";

/// What is told once of a file.
fn once(found: &Diagnostic) -> Option<String> {
    if found.rule == FROM_THERE_ON {
        return Some(found.rule.to_owned());
    }
    let Message { part, values, .. } = &found.message;
    let word = values.iter().find_map(|(name, value)| match value {
        Value::Text(word) if *name == "word" => Some(word.as_str()),
        _ => None,
    });
    OF_THE_TRACK.contains(&(found.rule, part)).then(|| [found.rule, part, word.unwrap_or_default()].join(" "))
}

/// Checks a file that is large and can be read in windows; `None` for every other, and where the whole has to be seen.
///
/// # Errors
/// What ends a run; what is wrong with the file itself is its report.
pub(super) fn check(args: &Check, job: &Job, plan: &Plan, tools: Tools<'_>) -> Result<Option<Shown>> {
    let drawn = args.reporting.wants(ReportForm::Html);
    if plan.together || drawn || tools.speller.is_some() {
        return Ok(None);
    }
    match look(args, job, plan, tools) {
        Ok(shown) => Ok(shown),
        Err(why) => Shown::failed(args, &job.path, format!("{why:#}")).map(Some),
    }
}

fn look(args: &Check, job: &Job, plan: &Plan, tools: Tools<'_>) -> Result<Option<Shown>> {
    let Some((begun, _)) = large::open(&job.path, &args.reading, job.encoding, None, false)? else {
        return Ok(None);
    };
    if !begun.has_plain_places() {
        return Ok(None);
    }
    let reading = super::known(args, plan, job).reading;
    let format = begun.format;
    let mut walk = Walk::new(&job.path, begun, BESIDE);
    let (mut known, mut order) = (None::<Of>, Order::default());
    let mut found = Findings::new(limit(args));
    loop {
        // As many at once as there are threads; they are told in their order.
        let mut batch = Vec::new();
        while batch.len() < par::threads() {
            match walk.next()? {
                Next::Part(part) => batch.push(part),
                Next::End => break,
                Next::Uncut => return Ok(None),
            }
        }
        let Some(first) = batch.first() else { break };
        let of = match known.take() {
            Some(of) => of,
            None => Of::find(job, format, first, &reading)?,
        };
        let parsed: Result<Vec<_>, _> =
            par::map(&batch, |part| Parsed::of(format, part, &reading, &tools)).into_iter().collect();
        let mut parsed = parsed?;
        if !parsed.iter_mut().all(|window| order.is_next(window)) {
            return Ok(None);
        }
        let rules = tools.sets.of(job, of.lang.as_ref());
        if rules.active().iter().any(|active| active.rule.id == OF_THE_SIZE) {
            return Ok(None);
        }
        let profile = plan.profile_of(job, rules);
        let with = With { args, job, plan, tools, of: &of, rules, profile: &profile, found: &found };
        let all: Option<Vec<Seen>> = par::map(&parsed, |window| with.see(window)).into_iter().collect();
        let Some(all) = all else { return Ok(None) };
        all.into_iter().for_each(|seen| found.add(seen));
        known = Some(of);
        if tools.is_over() {
            break;
        }
    }
    if !tools.is_over() {
        walk.end()?;
    }
    let Some(of) = known else { return Ok(None) };
    let (report, drawn) = found.finish();
    let line = Line { path: &job.path, lang: of.lang.as_ref(), lang_note: &of.note };
    Ok(Some(Shown::windowed(args, report, drawn, &line)?))
}

/// What is the same for all windows.
struct Of {
    format: &'static Format,
    lang: Option<Lang>,
    note: String,
}

impl Of {
    /// The language is the job's, or that of the first window's text.
    fn find(job: &Job, format: &'static Format, first: &Part, reading: &ReadOptions) -> Result<Self> {
        if let Some(lang) = job.lang.clone() {
            return Ok(Self { format, lang: Some(lang), note: String::new() });
        }
        let document = (format.parse)(Source::open(&first.bytes, Some(Encoding::Utf8), None)?, reading);
        let (lang, note) = by_track(&(format.lower)(&document));
        Ok(Self { format, lang, note })
    }
}

/// A window that is read.
struct Parsed<'p> {
    part: &'p Part,
    document: Document<'p>,
    /// What stands before where the next one's bytes begin; and what stands in the file before these, once that is known.
    before_next: Base,
    base: Base,
    /// The times of all, of what stands before where the next one's bytes begin, and of the window itself.
    all: Times,
    before: Times,
    core: Times,
}

impl<'p> Parsed<'p> {
    fn of(
        format: &Format,
        part: &'p Part,
        reading: &ReadOptions,
        tools: &Tools<'_>,
    ) -> Result<Self, TooLarge> {
        let source = Source::open(&part.bytes, Some(Encoding::Utf8), None)?;
        let document = tools.measure(part::PARSING, || (format.parse)(source, reading));
        let of = |bytes| Times::of(&document, bytes);
        let (all, before, core) = (of(0..usize::MAX), of(0..part.next), of(part.core.clone()));
        let before_next = Base::before(&document, part.next).without(&document, part.head);
        Ok(Self { part, document, before_next, base: Base::default(), all, before, core })
    }
}

/// What the windows so far say about the next.
#[derive(Default)]
struct Order {
    base: Base,
    /// The times of all that stands before the next window's bytes, and of the windows so far.
    before: Times,
    windows: Times,
    /// Where the bytes end that were seen with these.
    seen: usize,
}

impl Order {
    /// Tells a window what stands before it. False where it is not to be checked by itself: where it is no UTF-8, where the
    /// file has no cue, where it goes back in time, and where a cue is shown while another is that no window sees beside it.
    fn is_next(&mut self, window: &mut Parsed<'_>) -> bool {
        let Parsed { part, document, before_next, base, all, before, core } = window;
        let unseen = self.seen.saturating_sub(self.base.bytes());
        if !document.source.malformed().is_empty()
            || self.base.is_zero() && document.cues.is_empty()
            || is_earlier(all.first, self.before.latest)
            || is_earlier(core.first, self.before.until)
            || is_earlier(Times::of(document, unseen..).first, self.windows.until)
        {
            return false;
        }
        *base = self.base;
        document.window = Window { cues_before: base.cues, goes_on: !part.last };
        self.seen = base.bytes() + part.bytes.len();
        self.base = self.base.and(*before_next);
        self.before = self.before.and(*before);
        self.windows = self.windows.and(*core);
        true
    }
}

/// What a window is looked at with.
struct With<'w> {
    args: &'w Check,
    job: &'w Job,
    plan: &'w Plan,
    tools: Tools<'w>,
    of: &'w Of,
    rules: &'w RuleSet,
    profile: &'w str,
    /// What was found in the windows before.
    found: &'w Findings,
}

impl With<'_> {
    /// What is found in a window; `None` where it has cues in several languages, as what is one track of them is told by all cues.
    fn see(&self, window: &Parsed<'_>) -> Option<Seen> {
        let meter = &self.tools;
        let document = &window.document;
        let track = meter.measure(part::LOWERING, || (self.of.format.lower)(document));
        let lang = self.of.lang.as_ref();
        let name = self.job.path.to_string_lossy();
        let programme = self.plan.programme_of(self.job);
        let context = Context::new(document, &track, lang, self.job.kind, programme).named(&name);
        if context.is_in_languages() {
            return None;
        }
        let all = check_metered(&context, self.rules, meter);
        Some(meter.measure(part::REPORTING, || self.tell(window, &track, all)))
    }

    /// What counts of what was found in a window and around it.
    fn tell(&self, window: &Parsed<'_>, track: &Track<'_>, all: Vec<Diagnostic>) -> Seen {
        let Parsed { part, document, base, .. } = window;
        let is_inside = |one: &Diagnostic| {
            let cue = one.cue.and_then(|cue| document.cues.get(cue as usize));
            let at = cue.map_or(one.span.start, |cue| cue.block().start) as usize;
            part.core.contains(&at) || part.last && at >= part.core.end
        };
        let (mut found, mut keys, mut unlisted) = (Vec::new(), Vec::new(), BTreeMap::new());
        for mut one in all {
            let key = once(&one);
            if key.is_none() && !is_inside(&one) {
                continue;
            }
            let more = match tregua_qa::rule::unlisted(&one.message) {
                None if key.is_none() && self.found.is_full(one.rule) => Some(1),
                more => more,
            };
            if let Some(more) = more {
                *unlisted.entry(one.rule).or_default() += more;
                continue;
            }
            // A window has one of these. Of others each is counted among those that are alike, whether it is told or not.
            if one.rule == FROM_THERE_ON && self.found.is_told(FROM_THERE_ON) {
                continue;
            }
            // What mends the whole file is not known from a part of it.
            one.fix = one.fix.filter(|_| !(one.rule.starts_with("file/") || key.is_some()));
            found.push(one);
            keys.push(key);
        }
        let checked = Checked {
            path: &self.job.path,
            in_film: false,
            document,
            track,
            lang: self.of.lang.as_ref(),
            rules: self.rules,
            profile: self.profile,
        };
        let mut report = file(&checked, &found);
        let mut drawn = Vec::new();
        let draws = self.found.draws();
        if draws > 0 && !found.is_empty() && self.args.reporting.wants(ReportForm::Human) {
            let shown = crate::load::name(&self.job.path);
            let human = Human::new(&shown, document, true).behind(base.lines());
            // Of those that are told once nobody knows yet whether they are.
            let mut left = draws;
            for (one, once) in report.findings.iter().zip(&keys) {
                if once.is_none() && left == 0 {
                    break;
                }
                left -= usize::from(once.is_none());
                drawn.push(match base.is_in_head(&one.place) {
                    true => Human::new(&shown, document, true).drawn(one),
                    false => human.drawn(one),
                });
            }
        }
        report.findings.iter_mut().for_each(|one| one.move_behind(base));
        report.bytes = part.core.len();
        let in_core = |cue: &CueNode| part.core.contains(&(cue.block().start as usize));
        report.cues = document.cues.iter().filter(|cue| in_core(cue)).count();
        Seen { report, once: keys, drawn, unlisted }
    }
}
