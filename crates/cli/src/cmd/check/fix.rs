//! `--fix`, `--unsafe-fixes`, `--diff`.

use super::aside::Aside;
use super::job::{Job, Plan};
use super::{Ready, Tools, prepare};
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
use tregua_parse::base::{Applicability, Severity};
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_qa::check::{FixInput, Fixed, fix};

pub(super) fn run(args: &Check, plan: &Plan, tools: Tools<'_>) -> Result<Outcome> {
    if !args.diff && plan.jobs.iter().any(|job| job.path == Path::new("-")) {
        bail!("standard input cannot be fixed in place; name a file, or see the fixes with --diff");
    }
    let mut outcome = Outcome::Clean;
    let mut out = String::new();
    let aside = Aside::new(args, plan.waivers.clone())?;
    for job in &plan.jobs {
        // One bad file stops nothing.
        match one(args, job, plan, (tools, &aside), &mut out) {
            Ok(one) => outcome = outcome.and(one),
            Err(error) => {
                let fault = error.downcast_ref::<io::Fault>();
                if fault.is_some_and(|f| f.kind() == io::FaultKind::Interrupted) {
                    return Err(error);
                }
                render::message("error", &format!("{error:#}"));
                outcome = Outcome::Failed;
            }
        }
    }
    render::stdout(&out)?;
    Ok(outcome)
}

fn one(
    args: &Check,
    job: &Job,
    plan: &Plan,
    (tools, aside): (Tools<'_>, &Aside),
    out: &mut String,
) -> Result<Outcome> {
    let input = read(args, job)?;
    let bytes = input.bytes();
    let known = super::known(args, plan, job);
    let ready = prepare(job, bytes, None, known, &())?;
    let rules = tools.sets.of(job, ready.lang.as_ref());
    let least = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    // What may stand is not mended either.
    let lang = ready.lang.as_ref();
    let counts =
        |document: &Document<'_>, track: &Track<'_>, found| aside.waived(job, lang, document, track, found).0;
    // A film's tracks are mended one by one: nobody lends names here.
    let lent = |_: &str| false;
    let film = tools.speller.map(|speller| speller.film(&[], &[lang]));
    let spelling = film.as_ref().map(|film| film.spelling(&lent));
    let what = FixInput {
        spelling: spelling.as_ref(),
        counts: Some(&counts),
        raw: bytes,
        reading: known.reading,
        format: ready.format,
        encoding: Some(ready.document.source.encoding()),
        lang: ready.lang.as_ref(),
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
    let _ = write!(line, "; {}", tell!("left", n = fixed.remaining.len()));
    if fixed.refused > 0 {
        let _ = write!(line, "; {}", tell!("left-out", n = fixed.refused));
    }
    render::note(&line);
    let bar = args.fail_on.bar();
    let over = bar.is_some_and(|bar: Severity| fixed.remaining.iter().any(|d| d.severity >= bar));
    let would = args.diff && changed && bar.is_some();
    Ok(if over || would { Outcome::Findings } else { Outcome::Clean })
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
