//! `tregua retime fit` and `tregua retime snap`: times so that a profile's rules hold.

use super::super::check::{by_track, job};
use super::output::{self, Targets};
use super::track;
use crate::Outcome;
use crate::args::{FilmArgs, Fit, Form, Rewrite, Snap};
use crate::io;
use crate::load::{Bytes, name};
use crate::open::decided;
use crate::profile;
use crate::render;
use anyhow::{Result, anyhow, bail};
use job::{Job, Plan, Said};
use std::path::{Path, PathBuf};
use tregua_parse::base::splice;
use tregua_parse::format;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::check::Context;
use tregua_qa::fit::{Asked, Fit as Fitted, Parts, Told, fit};
use tregua_qa::profile::for_language;

pub(crate) fn run(args: &Fit) -> Result<Outcome> {
    Work { film: &args.film, select: &args.select, ignore: &args.ignore, parts: None }.run()
}

pub(crate) fn snap(args: &Snap) -> Result<Outcome> {
    let parts = Parts { grid: args.to_grid, shots: args.to_shots, chaining: args.chain };
    Work { film: &args.film, select: &[], ignore: &[], parts: Some(parts) }.run()
}

/// A run over all files.
struct Work<'w> {
    film: &'w FilmArgs,
    select: &'w [String],
    ignore: &'w [String],
    /// What a snap is about.
    parts: Option<Parts>,
}

/// One file, fitted.
struct Done {
    bytes: Vec<u8>,
    report: Report,
    notes: Vec<String>,
}

/// What is told of a file.
struct Report {
    path: String,
    fitted: Option<Fitted>,
    /// The cue that moves farthest, as a person calls it.
    farthest: String,
    /// What is not met, in words, beside the names of its cues.
    unmet: Vec<(String, String)>,
    crossing: Vec<String>,
}

impl Work<'_> {
    fn run(&self) -> Result<Outcome> {
        let film = self.film;
        let said = Said {
            paths: &film.to.files,
            lang: film.lang.as_ref(),
            profile: film.profile.as_deref(),
            kind: film.kind,
            shots: film.shots.as_deref(),
            shots_format: film.shots_format,
            shots_start: film.shots_start,
            children: film.children,
            length: film.programme_length,
            bare: false,
            select: self.select,
            ignore: self.ignore,
            reading: &film.to.reading,
            notes: film.format == Form::Human && !film.to.quiet,
            many: false,
        };
        let plan = job::plan(&said)?;
        let rate = track::rate(&plan)?;
        if self.parts.is_some_and(|parts| parts.shots) && plan.programme.shots.is_none() {
            bail!("--to-shots needs the film\u{2019}s shot changes; name the list with --shots");
        }
        // A project's folder stands for its tracks.
        let files: Vec<PathBuf> = plan.jobs.iter().map(|job| job.path.clone()).collect();
        let to = Rewrite { files, ..film.to.clone() };
        let targets = output::targets(&to, false)?;
        if film.format == Form::Json && matches!(targets, Targets::Stdout) {
            bail!(
                "--format json writes the report to standard output; send the track to a file with -o, -i or --suffix"
            );
        }
        let inputs = output::read_all(&to)?;
        let mut done = Vec::with_capacity(inputs.len());
        for (job, input) in plan.jobs.iter().zip(&inputs) {
            done.push(self.one(job, input, &plan, rate)?);
        }
        let (outputs, reports): (Vec<_>, Vec<_>) =
            done.into_iter().map(|done| (done.bytes, (done.report, done.notes))).unzip();
        let outcome = output::send(targets, &to, &inputs, &outputs, &[])?;
        let complete = reports.iter().all(|(report, _)| report.is_complete());
        if film.format == Form::Json {
            let files: Vec<_> = reports.iter().map(|(report, _)| report.json()).collect();
            let json = serde_json::json!({ "version": 1, "files": files });
            let text = render::json::pretty(&json)?;
            let _sent = io::write_stdout(&[], text.as_bytes())?;
        } else if !film.to.quiet {
            reports.iter().for_each(|(report, notes)| report.say(notes));
        }
        Ok(if complete { outcome } else { Outcome::Findings })
    }

    fn one(&self, job: &Job, input: &Bytes, plan: &Plan, rate: FrameRate) -> Result<Done> {
        let to = &self.film.to;
        let raw = input.bytes();
        let path = &job.path;
        let fail = |why: String| anyhow!("{}: {why}", name(path));
        let known = track::known(job, plan, &to.reading);
        let Some(document) = track::read(job, input, known, to.allow_empty)? else {
            let note = format!("{}: holds no cue; copied as it is", name(path));
            return Ok(Done { bytes: raw.to_vec(), report: Report::empty(path), notes: vec![note] });
        };
        // Reading speed counts letters.
        decided(path, &document.source)?;
        let track = format::lower(&document);
        let lang = job.lang.clone().or_else(|| input.lang()).or_else(|| by_track(&track).0);
        let profile = match (&job.profile, &lang) {
            (Some(profile), _) => profile.as_str(),
            (None, Some(lang)) => for_language(lang),
            (None, None) => "netflix/base",
        };
        let profile = profile::find(profile, &plan.base)?;
        let mut asked = Asked::new(&profile.with(&plan.overrides), &plan.selection)?;
        if let Some(parts) = self.parts {
            if let Some(what) = asked.silent_about(parts) {
                bail!("{}: the profile {} says nothing about {what}", name(path), profile.name);
            }
            asked = asked.only(parts);
        }
        let context = Context::new(&document, &track, lang.as_ref(), job.kind, plan.programme_of(job));
        let most = self.film.max_move.map_or(rate.half_second(), |most| whole_frames(most, rate));
        let fitted = fit(&context, &asked, most).map_err(|e| fail(e.to_string()))?;
        let bytes = splice(raw, &fitted.edits).map_err(|e| fail(e.to_string()))?;
        let told = Told { document: &document, rate, speed: &asked.speed(&context), most };
        let unmet = fitted.conflicts.iter().map(|it| (told.cues(&it.cues), told.conflict(it))).collect();
        let crossing = fitted.crossing.iter().map(|cues| told.cues(cues)).collect();
        let farthest = fitted.largest.map(|(_, cue)| told.cues(&[cue])).unwrap_or_default();
        let report = Report { path: name(path), fitted: Some(fitted), farthest, unmet, crossing };
        Ok(Done { bytes, report, notes: output::notes(path, &document) })
    }
}

/// As many frames as fit into a time.
fn whole_frames(time: Time, rate: FrameRate) -> i64 {
    let frames = rate.nearest_frame(time);
    if rate.time_of(frames).is_some_and(|lasts| lasts > time) { frames.saturating_sub(1) } else { frames }
}

impl Report {
    fn empty(path: &Path) -> Self {
        Self {
            path: name(path),
            fitted: None,
            farthest: String::new(),
            unmet: Vec::new(),
            crossing: Vec::new(),
        }
    }

    fn is_complete(&self) -> bool {
        self.fitted.as_ref().is_none_or(Fitted::is_complete)
    }

    fn say(&self, notes: &[String]) {
        notes.iter().for_each(|note| render::message("warning", note));
        let Some(fitted) = &self.fitted else { return };
        for (_, text) in &self.unmet {
            render::message("warning", &format!("{}: {text}", self.path));
        }
        for cues in &self.crossing {
            let text = format!("{cues} are on the screen at once; they were not parted");
            render::message("warning", &format!("{}: {text}", self.path));
        }
        if !fitted.fixed.is_empty() {
            let cues = render::count(fitted.fixed.len(), "cue");
            let text = format!("{cues} left: their times are not written for them alone");
            render::message("warning", &format!("{}: {text}", self.path));
        }
        let mut line = format!("moved {} of {}", fitted.moved, render::count(fitted.cues, "cue"));
        if let Some((largest, _)) = fitted.largest {
            line.push_str(&format!(
                ", {} ms in all, at most {} ms ({})",
                fitted.total.to_millis(),
                largest.to_millis(),
                self.farthest
            ));
        }
        if !self.is_complete() {
            let n = self.unmet.len() + self.crossing.len();
            line.push_str(&format!("; not met in {}", render::count(n, "place")));
        }
        render::note(&format!("{}: {line}", self.path));
    }

    fn json(&self) -> serde_json::Value {
        let Some(fitted) = &self.fitted else {
            return serde_json::json!({ "path": self.path, "cues": 0, "moved": 0 });
        };
        let unmet: Vec<_> = (fitted.conflicts.iter().zip(&self.unmet))
            .map(|(conflict, (cues, text))| {
                let between = conflict.between.iter().map(|demand| demand.rule());
                serde_json::json!({
                    "cues": cues,
                    "text": text,
                    "rule": conflict.unmet.demand.rule(),
                    "cue": conflict.unmet.cue.saturating_add(1),
                    "between": between.collect::<Vec<_>>(),
                })
            })
            .collect();
        serde_json::json!({
            "path": self.path,
            "cues": fitted.cues,
            "moved": fitted.moved,
            "total_ms": fitted.total.to_millis(),
            "largest_ms": fitted.largest.map(|(time, _)| time.to_millis()),
            "unmet": unmet,
            "crossing": self.crossing,
            "fixed": fitted.fixed.len(),
        })
    }
}
