//! `--fix`, `--unsafe-fixes`, `--diff`.

use super::aside::{Aside, Put};
use super::job::{Job, Plan};
use super::many::Film;
use super::{Given, Ready, Tools, check_given, prepare};
use crate::Outcome;
use crate::args::Check;
use crate::catalogue::{Clock, Item, Named, Room, Run, Step, Unfound, is_ambiguous};
use crate::film;
use crate::io::{self, Output, Target};
use crate::load::{self, Bytes, name};
use crate::open::{Known, NoSubtitle, open};
use crate::render::{self, tell};
use anyhow::{Result, anyhow, bail};
use similar::TextDiff;
use std::fmt::Write as _;
use std::path::Path;
use tregua_parse::base::{Applicability, Lang, Severity};
use tregua_parse::model::Track;
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_qa::check::{FixInput, Fixed, fix};

pub(super) fn run(args: &Check, plan: &Plan, tools: (Tools<'_>, &Aside)) -> Result<Outcome> {
    if !args.diff && plan.jobs.iter().any(|job| job.path == Path::new("-")) {
        bail!("standard input cannot be fixed in place; name a file, or see the fixes with --diff");
    }
    let mut told = Told::default();
    let together = if plan.together { plan.jobs.len().max(1) } else { 1 };
    for jobs in plan.jobs.chunks(together) {
        told.add(unit(args, jobs, plan, tools)?);
    }
    tools.1.finish(args, &told.puts.iter().collect::<Vec<_>>())?;
    render::stdout(&told.out)?;
    Ok(told.outcome)
}

/// Fixes files that are found as the run goes on, each by itself.
pub(super) fn many(
    args: &Check,
    named: Named,
    plan: &Plan,
    like: &Job,
    tools: (Tools<'_>, &Aside),
) -> Result<Outcome> {
    let room = Room::new(args.batch.memory());
    let mut told = Told::default();
    let mut ended = Ok(());
    let run = Run::new(&args.batch, &named);
    let work = |item: Result<Item, Unfound>| {
        let item = match item {
            Ok(item) => item,
            Err(unfound) => return Ok(Unit::failed(unfound.why)),
        };
        let weight = item.weight();
        let Item { path, named, project, .. } = item;
        if project {
            let film = match Film::project(args, &path) {
                Ok(film) => film,
                Err(error) => return Ok(Unit::failed(format!("{error:#}"))),
            };
            return unit(args, &film.plan.jobs, &film.plan, (film.tools(tools.0.timings), &film.aside));
        }
        let _seat = room.enter(weight);
        let clock = Clock::start(args.batch.timeout());
        let tools = (Tools { clock: Some(&clock), ..tools.0 }, tools.1);
        let job = like.for_file(path, args.lang.as_ref());
        if !named && is_ambiguous(&job.path) && is_none(args, &job) {
            return Ok(Unit { passed_over: true, ..Unit::default() });
        }
        unit(args, std::slice::from_ref(&job), plan, tools)
    };
    let end = run.over(
        named,
        |item| item,
        work,
        |unit: Result<Unit>| {
            let unit = match unit {
                Ok(unit) => unit,
                // It is as it was, and counted with those that are.
                Err(error) if io::is_interrupted(&error) => return Step::Undone,
                Err(error) => {
                    ended = Err(error);
                    return Step::Stop;
                }
            };
            if unit.passed_over {
                return Step::Passed;
            }
            let failed = unit.outcome == Outcome::Failed;
            told.add(unit);
            // Files that were in hand when the run had to end are fixed, and told of.
            if let Err(error) = render::printed(&std::mem::take(&mut told.out)) {
                ended = Err(error);
            }
            if args.write_baseline.is_none() && args.baseline.is_none() {
                told.puts.clear();
            }
            if ended.is_err() { Step::Stop } else { Step::Done { failed } }
        },
    );
    ended?;
    tools.1.finish(args, &told.puts.iter().collect::<Vec<_>>())?;
    Ok(end
        .tell("fixed", "; run it again for the others, as a fixed file is not changed twice")
        .and(told.outcome))
}

/// Whether a file holds no subtitles at all.
fn is_none(args: &Check, job: &Job) -> bool {
    let Ok(read) = load::read(&job.path, &args.reading) else { return false };
    let known = Known::new(&args.reading, job.lang.as_ref());
    open(&job.path, read.bytes(), known).is_err_and(|error| error.is::<NoSubtitle>())
}

/// What is said of the files so far.
struct Told {
    outcome: Outcome,
    out: String,
    puts: Vec<Put>,
}

impl Default for Told {
    fn default() -> Self {
        Self { outcome: Outcome::Clean, out: String::new(), puts: Vec::new() }
    }
}

impl Told {
    fn add(&mut self, unit: Unit) {
        for (level, line) in unit.said {
            match level {
                Some(level) => render::message(level, &line),
                None => render::note(&line),
            }
        }
        self.out.push_str(&unit.out);
        self.outcome = self.outcome.and(unit.outcome);
        self.puts.extend(unit.puts);
    }
}

/// What became of files that are looked at together.
struct Unit {
    outcome: Outcome,
    /// The change, where it is to be shown.
    out: String,
    /// Lines for standard error, with their levels.
    said: Vec<(Option<&'static str>, String)>,
    puts: Vec<Put>,
    passed_over: bool,
}

impl Default for Unit {
    fn default() -> Self {
        Self {
            outcome: Outcome::Clean,
            out: String::new(),
            said: Vec::new(),
            puts: Vec::new(),
            passed_over: false,
        }
    }
}

impl Unit {
    fn failed(why: String) -> Self {
        let mut unit = Self::default();
        unit.fail(why);
        unit
    }

    fn fail(&mut self, why: String) {
        self.said.push((Some("error"), why));
        self.outcome = Outcome::Failed;
    }
}

fn unit(args: &Check, jobs: &[Job], plan: &Plan, tools: (Tools<'_>, &Aside)) -> Result<Unit> {
    let mut unit = Unit::default();
    let mut mended = Vec::with_capacity(jobs.len());
    for job in jobs {
        // One bad file stops nothing.
        match one(args, job, plan, tools, &mut unit) {
            Ok(one) => mended.push(Some(one)),
            Err(error) => {
                if io::is_interrupted(&error) {
                    return Err(error);
                }
                unit.fail(format!("{error:#}"));
                mended.push(None);
            }
        }
    }
    let left = left(args, jobs, &mended, plan, tools);
    for ((job, mended), left) in jobs.iter().zip(&mended).zip(left) {
        let Some(mended) = mended else { continue };
        match left {
            Ok(left) => {
                unit.said.push((None, line(args, job, mended, left.levels.len())));
                let bar = args.fail_on.bar();
                let over = bar.is_some_and(|bar| left.levels.iter().any(|level| *level >= bar));
                if over || args.diff && mended.changed && bar.is_some() {
                    unit.outcome = unit.outcome.and(Outcome::Findings);
                }
                unit.puts.push(left.put);
            }
            Err(why) => unit.fail(why),
        }
    }
    Ok(unit)
}

/// A file whose fixes are applied.
struct Mended {
    fixed: Fixed,
    changed: bool,
    encoding: Encoding,
    lang: Option<Lang>,
}

fn one(
    args: &Check,
    job: &Job,
    plan: &Plan,
    (tools, aside): (Tools<'_>, &Aside),
    unit: &mut Unit,
) -> Result<Mended> {
    let input = read(args, job)?;
    let bytes = input.bytes();
    let known = super::known(args, plan, job);
    let ready = prepare(job, bytes, None, known, &())?;
    let lang = ready.lang.as_ref();
    let rules = tools.sets.of(job, lang);
    let least = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    // What may stand is not mended either.
    let counts =
        |document: &Document<'_>, track: &Track<'_>, found| aside.counting(job, lang, document, track, found);
    let encoding = ready.document.source.encoding();
    let what = FixInput {
        counts: Some(&counts),
        raw: bytes,
        reading: known.reading,
        format: ready.format,
        encoding: Some(encoding),
        lang,
        kind: job.kind,
        programme: plan.programme_of(job),
    };
    let fixed = fix(&what, rules, least).map_err(|e| anyhow!("{}: {e}", name(&job.path)))?;
    let changed = fixed.bytes != bytes;
    if args.diff {
        if changed {
            diff(&ready, &fixed, &mut unit.out)?;
        }
    } else if let Some(input) = input.input() {
        tools.clock.map_or(Ok(()), |clock| clock.in_time(&job.path))?;
        let outputs = [Output { target: Target::Replace(input), bytes: &fixed.bytes }];
        let written = io::write_all(&[], &outputs)?;
        unit.said.extend(load::left(&written).map(|line| (Some("warning"), line)));
    }
    Ok(Mended { changed, encoding, lang: ready.lang.clone(), fixed })
}

/// What the check finds in a file after its fixes.
struct Left {
    levels: Vec<Severity>,
    put: Put,
}

/// Checks the new bytes as any others, so that rules of the whole film have their say too.
fn left(
    args: &Check,
    jobs: &[Job],
    mended: &[Option<Mended>],
    plan: &Plan,
    tools: (Tools<'_>, &Aside),
) -> Vec<Result<Left, String>> {
    let given = mended.iter().map(|mended| {
        // Why it failed is said already.
        let mended = mended.as_ref().ok_or_else(|| anyhow!("not fixed"))?;
        Ok(Given {
            bytes: &mended.fixed.bytes,
            lang: mended.lang.clone(),
            encoding: Some(mended.encoding),
            in_film: false,
        })
    });
    check_given(args, jobs, &given.collect::<Vec<_>>(), plan, tools, |_, looked| {
        let looked = looked.map_err(|why| format!("{why:#}"))?;
        Ok(Left { levels: looked.found.iter().map(|one| one.severity).collect(), put: looked.put })
    })
}

/// The line that sums a file up.
fn line(args: &Check, job: &Job, mended: &Mended, left: usize) -> String {
    let fixed = &mended.fixed;
    let n: usize = fixed.settled.values().sum();
    let list: Vec<String> = fixed.settled.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
    let shown = name(&job.path);
    let mut line = match args.diff {
        true => tell!("would-apply", name = shown, n = n),
        false => tell!("applied", name = shown, n = n),
    };
    if n > 0 {
        let _ = write!(line, " ({})", list.join(", "));
    }
    let _ = write!(line, "; {}", tell!("left", n = left));
    if fixed.refused > 0 {
        let _ = write!(line, "; {}", tell!("left-out", n = fixed.refused));
    }
    line
}

/// Reads what is to be fixed, and holds it where it is to be rewritten.
fn read(args: &Check, job: &Job) -> Result<Bytes> {
    let path = &job.path;
    if path != Path::new("-") && film::is_film(path)? {
        let film = film::base(path);
        let track = match film == *path {
            true => format!("{}#kk", io::shown(&film)),
            false => io::shown(path),
        };
        bail!(
            "{}: a track inside a film cannot be fixed; take it out first: tregua convert '{track}' -o track.srt",
            name(path)
        );
    }
    if args.diff {
        return load::read(path, &args.reading);
    }
    load::foreign(path)?;
    Ok(Bytes::File(io::read_for_rewrite(path, load::max_bytes(&args.reading))?))
}

/// The change as people know it from version control, with nothing that could steer a terminal.
fn diff(ready: &Ready<'_>, fixed: &Fixed, out: &mut String) -> Result<()> {
    let old = &ready.document.source;
    // The new text is in the encoding of the old one, which a few bytes more could make uncertain.
    let new =
        Source::open(&fixed.bytes, Some(old.encoding()), ready.lang.as_ref().map(|lang| lang.language()))?;
    let title = name(&ready.job.path);
    let text = TextDiff::from_lines(old.text(), new.text()).unified_diff().header(&title, &title).to_string();
    for line in text.split_inclusive('\n') {
        let body = line.strip_suffix('\n').unwrap_or(line);
        let body = body.strip_suffix('\r').unwrap_or(body);
        let _ = writeln!(out, "{}", render::plain(body));
    }
    Ok(())
}
