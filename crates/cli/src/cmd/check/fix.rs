//! `--fix`, `--unsafe-fixes`, `--diff`.

use super::aside::{Aside, Put};
use super::job::{Job, Plan};
use super::{Given, Ready, Tools, check_given, prepare};
use crate::Outcome;
use crate::args::Check;
use crate::film;
use crate::io::{self, Output, Target};
use crate::load::{self, Bytes, name};
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

pub(super) fn run(args: &Check, plan: &Plan, tools: Tools<'_>) -> Result<Outcome> {
    if !args.diff && plan.jobs.iter().any(|job| job.path == Path::new("-")) {
        bail!("standard input cannot be fixed in place; name a file, or see the fixes with --diff");
    }
    let mut outcome = Outcome::Clean;
    let mut out = String::new();
    let mut puts = Vec::new();
    let aside = Aside::new(args, plan)?;
    let tools = (tools, &aside);
    let together = if plan.together { plan.jobs.len().max(1) } else { 1 };
    for jobs in plan.jobs.chunks(together) {
        let mut mended = Vec::with_capacity(jobs.len());
        for job in jobs {
            // One bad file stops nothing.
            match one(args, job, plan, tools, &mut out) {
                Ok(one) => mended.push(Some(one)),
                Err(error) => {
                    let fault = error.downcast_ref::<io::Fault>();
                    if fault.is_some_and(|f| f.kind() == io::FaultKind::Interrupted) {
                        return Err(error);
                    }
                    render::message("error", &format!("{error:#}"));
                    outcome = Outcome::Failed;
                    mended.push(None);
                }
            }
        }
        let left = left(args, jobs, &mended, plan, tools);
        for ((job, mended), left) in jobs.iter().zip(&mended).zip(left) {
            let Some(mended) = mended else { continue };
            match left {
                Ok(left) => {
                    say(args, job, mended, left.levels.len());
                    let bar = args.fail_on.bar();
                    let over = bar.is_some_and(|bar| left.levels.iter().any(|level| *level >= bar));
                    if over || args.diff && mended.changed && bar.is_some() {
                        outcome = outcome.and(Outcome::Findings);
                    }
                    puts.push(left.put);
                }
                Err(why) => {
                    render::message("error", &why);
                    outcome = Outcome::Failed;
                }
            }
        }
    }
    aside.finish(args, &puts.iter().collect::<Vec<_>>())?;
    render::stdout(&out)?;
    Ok(outcome)
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
    out: &mut String,
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
            diff(&ready, &fixed, out)?;
        }
    } else if let Some(input) = input.input() {
        let outputs = [Output { target: Target::Replace(input), bytes: &fixed.bytes }];
        let written = io::write_all(&[], &outputs)?;
        load::mention_left(&written);
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
        let looked = looked?;
        Ok(Left { levels: looked.found.iter().map(|one| one.severity).collect(), put: looked.put })
    })
}

/// The line that sums a file up.
fn say(args: &Check, job: &Job, mended: &Mended, left: usize) {
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
    render::note(&line);
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
