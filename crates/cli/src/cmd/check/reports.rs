//! The reports of a check, on standard output and in files, filled file by file in the order of the files.

use super::aside::{Aside, Put};
use super::job::Plan;
use super::page;
use super::show::{Shown, words};
use crate::Outcome;
use crate::args::{Check, ReportForm};
use crate::io::{self, Output, Target};
use crate::load::{self, name};
use crate::render::html;
use crate::render::report::Summary;
use crate::render::stream::{End, Part, Stream};
use crate::render::{self, tell};
use crate::timings::Timings;
use anyhow::{Result, bail};
use std::fmt::Write as _;
use std::path::Path;
use tregua_parse::base::Severity;

/// Bytes that tell whose report a file is.
const HEAD: u64 = 256;

/// The reports of a run.
pub(super) struct Reports<'a> {
    args: &'a Check,
    outs: Vec<Out<'a>>,
    /// Files are many: their findings are told as they come, and nothing is held that need not be.
    many: bool,
    summary: Summary,
    /// The lines that sum files up, where they stand behind all findings.
    lines: String,
    tracks: Vec<html::model::Track>,
    failed: Vec<html::model::Failed>,
    puts: Vec<Put>,
    /// The reader of standard output has gone.
    gone: bool,
}

/// One report.
struct Out<'a> {
    form: ReportForm,
    place: Place<'a>,
    /// For programs.
    stream: Option<Stream>,
    /// What is not written yet.
    text: String,
}

/// Where a report goes.
enum Place<'a> {
    Stdout,
    /// A file that is written when the report is whole; whether one that is there may be replaced.
    File(&'a Path, bool),
    /// A file that grows under a temporary name.
    Spool(io::Spool<'a>),
}

impl<'a> Reports<'a> {
    /// Looks at the files before the work, so that nobody waits for a refusal.
    pub(super) fn new(args: &'a Check, many: bool) -> Result<Self> {
        let reporting = &args.reporting;
        let output = reporting.output.as_deref().filter(|path| *path != Path::new("-"));
        let others = reporting.reports.iter().map(|it| (it.form, Some(it.path.as_path())));
        let mut outs = Vec::new();
        for (form, path) in std::iter::once((reporting.format, output)).chain(others) {
            let stream = Stream::new(form);
            let text = stream.as_ref().map(Stream::head).unwrap_or_default().to_owned();
            let place = match path {
                None => Place::Stdout,
                Some(path) => {
                    let may = may_replace(form, path, reporting.overwrite)?;
                    // The page is drawn when all tracks are known.
                    match many && form != ReportForm::Html {
                        true => Place::Spool(io::Spool::new(path, may)?),
                        false => Place::File(path, may),
                    }
                }
            };
            outs.push(Out { form, place, stream, text });
        }
        Ok(Self {
            args,
            outs,
            many,
            summary: Summary::default(),
            lines: String::new(),
            tracks: Vec::new(),
            failed: Vec::new(),
            puts: Vec::new(),
            gone: false,
        })
    }

    /// Takes in the next file.
    pub(super) fn add(&mut self, shown: Shown) -> Result<()> {
        self.summary.count(shown.failed.is_some(), shown.counts);
        if let Some(why) = &shown.failed {
            // Who reads standard output in a stream learns of it here; the other forms tell it in the report too.
            render::message("error", why);
            if self.args.reporting.wants(ReportForm::Html) {
                self.failed.push(page::failed(Path::new(&shown.path), why));
            }
        }
        drop(shown.report);
        self.tracks.extend(shown.page);
        self.puts.push(
            match self.args.write_baseline.is_some() || self.args.baseline.is_some() || !self.many {
                true => shown.put,
                false => shown.put.without_keys(),
            },
        );
        let mut people = shown.drawn;
        let line = match shown.line.as_str() {
            "" => String::new(),
            line => format!("{}\n", render::plain(line)),
        };
        // Of very many files those are named that there is something to say of.
        match self.many {
            true if people.is_empty() => {}
            true => {
                people.push_str(&line);
                people.push('\n');
            }
            false => self.lines.push_str(&line),
        }
        let mut parts = shown.parts.into_iter();
        for out in &mut self.outs {
            if out.stream.is_some() {
                let part = parts.next();
                out.add(part);
            } else if out.form == ReportForm::Human {
                out.text.push_str(&people);
            }
        }
        if self.many { self.flush() } else { Ok(()) }
    }

    /// Whether nobody waits for more.
    pub(super) fn is_over(&self) -> bool {
        self.gone && self.outs.len() == 1
    }

    /// Writes what can be written by now.
    fn flush(&mut self) -> Result<()> {
        for out in self.outs.iter_mut().filter(|out| !out.text.is_empty()) {
            match &mut out.place {
                Place::File(..) => continue,
                Place::Stdout if self.gone => {}
                Place::Stdout => self.gone = !render::printed(&out.text)?,
                Place::Spool(spool) => match out.form {
                    ReportForm::Human => {
                        spool.write(anstream::adapter::strip_str(&out.text).to_string().as_bytes())?;
                    }
                    _ => spool.write(out.text.as_bytes())?,
                },
            }
            out.text.clear();
        }
        Ok(())
    }

    /// Finishes all reports and tells how the check ended.
    pub(super) fn finish(mut self, plan: &Plan, aside: &Aside, timings: &Timings) -> Result<Outcome> {
        aside.finish(self.args, &self.puts.iter().collect::<Vec<_>>())?;
        let end = End { summary: self.summary, timings: timings.table() };
        let page = match self.args.reporting.wants(ReportForm::Html) {
            true => {
                let (tracks, failed) = (std::mem::take(&mut self.tracks), std::mem::take(&mut self.failed));
                let input = page::input(plan, tracks, failed, self.args.reporting.max_shown);
                html::page(&input, render::spoken())
            }
            false => String::new(),
        };
        let people = format!("{}{}", self.lines, sum(self.summary, self.many));
        for out in &mut self.outs {
            match out.stream.take() {
                Some(stream) => out.text.push_str(&stream.foot(&end)?),
                None if out.form == ReportForm::Html => out.text.push_str(&page),
                None => out.text.push_str(&people),
            }
        }
        self.flush()?;
        let (args, summary) = (self.args, self.summary);
        self.write()?;
        let form = args.reporting.format;
        if !matches!(form, ReportForm::Json | ReportForm::Jsonl)
            && let Some(table) = end.timings
        {
            render::note(table.lines().trim_end());
        }
        let outcome = outcome(summary, args.fail_on.bar());
        // Who writes a baseline says that these findings are known.
        let known = args.write_baseline.is_some() && outcome == Outcome::Findings;
        Ok(if known { Outcome::Clean } else { outcome })
    }

    /// Gives the report files their names, all or none.
    fn write(self) -> Result<()> {
        let (mut held, mut spools) = (Vec::new(), Vec::new());
        for out in self.outs {
            match out.place {
                Place::Stdout => {}
                Place::File(path, overwrite) => {
                    let text = match out.form {
                        ReportForm::Human => anstream::adapter::strip_str(&out.text).to_string(),
                        _ => out.text,
                    };
                    held.push((path, overwrite, text));
                }
                Place::Spool(spool) => spools.push(spool),
            }
        }
        let outputs: Vec<Output<'_>> = held
            .iter()
            .map(|(path, overwrite, text)| Output {
                target: Target::Create { path, overwrite: *overwrite },
                bytes: text.as_bytes(),
            })
            .collect();
        if !outputs.is_empty() {
            load::mention_left(&io::write_all(&[], &outputs)?);
        }
        if !spools.is_empty() {
            load::mention_left(&io::finish_all(spools)?);
        }
        Ok(())
    }
}

impl Out<'_> {
    fn add(&mut self, part: Option<Part>) {
        if let (Some(stream), Some(part)) = (&mut self.stream, part) {
            self.text.push_str(&stream.add(part));
        }
    }
}

/// Whether a report may take the place of a file: where that is asked for, or it is an earlier report of the form.
fn may_replace(form: ReportForm, path: &Path, overwrite: bool) -> Result<bool> {
    if overwrite {
        return Ok(true);
    }
    match io::head(path, HEAD) {
        Some(head) if !render::is_earlier(form, &head) => bail!(
            "{}: exists already and holds no earlier report of this form; replace it with --overwrite, or name another file",
            name(path)
        ),
        there => Ok(there.is_some()),
    }
}

/// The last lines for people. Of `many` files those that are clean have no line of their own.
fn sum(summary: Summary, many: bool) -> String {
    let mut out = String::new();
    if summary.files > 1 || many && summary.failed == 0 {
        let failed = match summary.failed {
            0 => String::new(),
            n => format!(", {}", tell!("failed", n = n)),
        };
        let files = tell!("files", n = summary.files, counts = words(summary));
        let _ = writeln!(out, "{files}{failed}");
    }
    if summary.fixable > 0 {
        let _ = writeln!(out, "{}", tell!("fixable", n = summary.fixable));
    }
    out
}

fn outcome(summary: Summary, bar: Option<Severity>) -> Outcome {
    let Summary { errors, warnings, infos, failed, .. } = summary;
    let over = bar.is_some_and(|bar| match bar {
        Severity::Error => errors > 0,
        Severity::Warning => errors + warnings > 0,
        Severity::Info => errors + warnings + infos > 0,
    });
    let outcome = if over { Outcome::Findings } else { Outcome::Clean };
    if failed > 0 { outcome.and(Outcome::Failed) } else { outcome }
}
