//! `tregua retime conform`: the film was cut anew.

mod change;
mod report;
mod undo;

use super::output::{self, Targets};
use super::track;
use crate::Outcome;
use crate::args::{Conform, Form, Reading, Rewrite, ShortArgs};
use crate::cmd::check::job::{self, Job, Plan, Said};
use crate::load::{Bytes, name};
use crate::open::{Known, open};
use crate::render;
use anyhow::{Result, anyhow, bail};
use change::Change;
use std::path::{Path, PathBuf};
use tregua_parse::base::splice;
use tregua_parse::format::by_name;
use tregua_parse::syntax::Document;
use tregua_qa::conform::{self, Archive, Inverse, Recut, Settings, Summary, conform};

pub(super) use report::{Report, finish};

pub(super) fn run(args: &Conform) -> Result<Outcome> {
    if let Some(plan) = &args.undo {
        return undo::run(plan, args);
    }
    if args.archive.as_deref() == Some(Path::new("-")) {
        bail!("--archive needs a file, as the tracks may go to standard output");
    }
    let human = args.format == Form::Human && !args.to.quiet;
    let plan = plan(&args.to.files, &args.short, &args.to.reading)?;
    let rate = track::rate(&plan)?;
    let to = rewrite(&args.to, &plan);
    let targets = targets(&to, args.format)?;
    let inputs = output::read_all(&to)?;
    let mut tracks = Vec::with_capacity(inputs.len());
    for (job, input) in plan.jobs.iter().zip(&inputs) {
        let known = track::known(job, &plan, &to.reading);
        tracks.push(track::read(job, input, known, to.allow_empty)?);
    }
    let change = Change::read(args, &plan.programme, rate, &tracks)?;
    change.check_reach(&tracks, &plan.programme)?;
    let settings = Settings {
        minimum: 1,
        keep_short: !args.drop_short,
        split: args.split_cues,
        reuse: args.repeat_cues,
        retime: args.edges.options(),
    };
    let names = names(&targets, &plan);
    let (mut outputs, mut reports, mut archives) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (job, input)) in plan.jobs.iter().zip(&inputs).enumerate() {
        let Some(Some(document)) = tracks.get(at) else {
            outputs.push(input.bytes().to_vec());
            reports.push(Report::empty(&job.path));
            continue;
        };
        let minimum = track::shortest(args.short.min_duration, job, input, document, &plan)?;
        let settings = Settings { minimum, ..settings };
        let cut = Cut { job, input, document, recut: &change.recut, settings };
        let done = cut.done(&change, to.allow_empty)?;
        if args.archive.is_some() {
            let inverse = cut.inverse(&done)?;
            let name = names.get(at).cloned().unwrap_or_default();
            archives.push((Archive { name, inverse }, done.summary.clone()));
        }
        reports.push(Report::new(&job.path, document, done.summary, rate, &settings));
        outputs.push(done.bytes);
    }
    let (files, summaries): (Vec<Archive>, Vec<Summary>) = archives.into_iter().unzip();
    let archive = conform::Plan { recut: change.recut.clone(), files };
    let archive = conform::write_plan(&archive, &summaries.iter().collect::<Vec<_>>());
    let more: Vec<(&PathBuf, &[u8])> = args.archive.iter().map(|path| (path, archive.as_bytes())).collect();
    output::send(targets, &to, &inputs, &outputs, &more)?;
    if human {
        change.say();
    }
    let outcome = finish(&reports, args.format, args.to.quiet, Some(change.json()))?;
    if human && to.in_place && args.archive.is_none() && reports.iter().any(Report::has_lost) {
        render::note("what was taken out is kept nowhere; --archive would have kept it for the way back");
    }
    Ok(outcome)
}

/// What is known of the files and of their film; where its shots changed is of no use any more.
pub(super) fn plan(files: &[PathBuf], short: &ShortArgs, reading: &Reading) -> Result<Plan> {
    job::plan(&Said {
        paths: files,
        lang: short.lang.as_ref(),
        profile: short.profile.as_deref(),
        kind: None,
        shots: None,
        shots_format: None,
        shots_start: None,
        children: false,
        length: None,
        bare: true,
        select: &[],
        ignore: &[],
        reading,
        notes: false,
        many: false,
    })
}

/// A project's folder stands for its tracks.
fn rewrite(to: &Rewrite, plan: &Plan) -> Rewrite {
    Rewrite { files: plan.jobs.iter().map(|job| job.path.clone()).collect(), ..to.clone() }
}

fn targets(to: &Rewrite, form: Form) -> Result<Targets> {
    let targets = output::targets(to, false)?;
    if form == Form::Json && matches!(targets, Targets::Stdout) {
        bail!(
            "--format json writes the report to standard output; send the track to a file with -o, -i or --suffix"
        );
    }
    Ok(targets)
}

/// What the new files are called, as far as a plan may know them by it.
fn names(targets: &Targets, plan: &Plan) -> Vec<String> {
    let own = || plan.jobs.iter().map(|job| job.path.as_path()).map(written).collect();
    match targets {
        Targets::Files(paths) => paths.iter().map(|path| written(path)).collect(),
        Targets::Stdout | Targets::InPlace => own(),
    }
}

/// A path as a plan holds it.
fn written(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A track that is cut.
pub(super) struct Cut<'c, 'd> {
    pub(super) job: &'c Job,
    pub(super) input: &'c Bytes,
    pub(super) document: &'c Document<'d>,
    pub(super) recut: &'c Recut,
    pub(super) settings: Settings,
}

/// A track that was cut.
pub(super) struct Done {
    pub(super) bytes: Vec<u8>,
    pub(super) summary: Summary,
    edits: Vec<tregua_parse::base::Edit>,
}

impl Cut<'_, '_> {
    /// The new track, of which nothing may be left.
    pub(super) fn new_track(&self) -> Result<Done> {
        let fail = |why: String| anyhow!("{}: {why}", name(&self.job.path));
        let done = conform(self.document, self.recut, &self.settings).map_err(|e| fail(e.to_string()))?;
        let bytes = splice(self.input.bytes(), &done.edits).map_err(|e| fail(e.to_string()))?;
        Ok(Done { bytes, summary: done.summary, edits: done.edits })
    }

    /// The new track; one without cues is most likely a clock that does not fit.
    fn done(&self, change: &Change, allow_empty: bool) -> Result<Done> {
        let done = self.new_track()?;
        if !allow_empty
            && done.summary.entries.iter().filter(|e| e.what.is_out()).count() == done.summary.cues
        {
            bail!(
                "{}: none of its cues would be left; nothing was written. {} (--allow-empty accepts that)",
                name(&self.job.path),
                change.clock_hint()
            );
        }
        Ok(done)
    }

    /// The way back from what was written.
    fn inverse(&self, done: &Done) -> Result<Inverse> {
        let path = &self.job.path;
        let fail = |why: String| anyhow!("{}: {why}", name(path));
        let own = self.document;
        let known = Known {
            encoding: Some(own.source.encoding()),
            format: by_name(own.format),
            lang: None,
            reading: tregua_parse::format::ReadOptions { rate: Some(self.recut.rate()), start: None },
        };
        let new = open(path, &done.bytes, known)?.document;
        Inverse::of(self.input.bytes(), &done.edits, &new).map_err(|e| fail(format!("--archive: {e}")))
    }
}

/// `00:00:10:00`, or so many frames where there is no such label.
pub(super) fn length(frames: i64, rate: tregua_parse::time::FrameRate) -> String {
    let code = tregua_parse::time::Timecode::from_frame(frames, rate);
    code.map_or_else(
        || render::count(usize::try_from(frames).unwrap_or_default(), "frame"),
        |c| c.to_string(),
    )
}
