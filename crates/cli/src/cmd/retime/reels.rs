//! `tregua retime reels`: from a film to its reels, and back.

use super::conform::{Cut, Report, finish, plan};
use super::{output, track};
use crate::Outcome;
use crate::args::{Form, Reels as Args};
use crate::cmd::check::job::Plan;
use crate::film;
use crate::io::{self, Input};
use crate::load::{self, Bytes, name};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use tregua_parse::base::splice;
use tregua_parse::syntax::Document;
use tregua_parse::time::FrameRate;
use tregua_qa::conform::{Clock, Joined, Reels, Settings, What, join};
use tregua_qa::project::lang_of_file_name;
use tregua_qa::retime::Options;
use tregua_qa::shots::Moment;

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let plan = plan(&args.files, &args.short, &args.reading)?;
    let rate = track::rate(&plan)?;
    let (option, lengths) =
        if args.join.is_empty() { ("--split", &args.split) } else { ("--join", &args.join) };
    let lengths = frames(option, lengths, rate)?;
    let starts = frames("--starts", &args.starts, rate)?;
    let reels = Reels::new(rate, &lengths, &starts).map_err(|e| anyhow!("{option}: {e}"))?;
    let work = Work { args, plan: &plan, rate, reels: &reels };
    if args.join.is_empty() { work.split() } else { work.join() }
}

/// Lengths and starts in frames.
fn frames(option: &str, all: &[String], rate: FrameRate) -> Result<Vec<i64>> {
    let clock = Clock { rate, start: None };
    let one = |text: &String| {
        let moment = Moment::parse(text).and_then(|moment| clock.frame(moment));
        moment.map_err(|why| anyhow!("{option}: \u{201c}{}\u{201d}: {why}", text.escape_debug()))
    };
    all.iter().map(one).collect()
}

struct Work<'w> {
    args: &'w Args,
    plan: &'w Plan,
    rate: FrameRate,
    reels: &'w Reels,
}

impl Work<'_> {
    /// All files, read; what is in them may be nothing where that was allowed.
    fn read(&self) -> Result<Vec<Bytes>> {
        self.plan.jobs.iter().map(|job| load::read(&job.path, &self.args.reading)).collect()
    }

    fn split(&self) -> Result<Outcome> {
        let inputs = self.read()?;
        let (mut paths, mut outputs, mut reports) = (Vec::new(), Vec::new(), Vec::new());
        for (job, input) in self.plan.jobs.iter().zip(&inputs) {
            let path = &job.path;
            let known = track::known(job, self.plan, &self.args.reading);
            // A track without any cue has no reels.
            let Some(document) = track::read(job, input, known, false)? else { continue };
            self.check_end(path, &document)?;
            let minimum = track::shortest(self.args.short.min_duration, job, input, &document, self.plan)?;
            let settings = Settings {
                minimum,
                keep_short: true,
                split: false,
                reuse: false,
                retime: Options::default(),
            };
            for (n, reel) in self.reels.all().iter().enumerate() {
                let recut = self.reels.recut(*reel)?;
                let mut done =
                    Cut { job, input, document: &document, recut: &recut, settings }.new_track()?;
                let here =
                    done.summary.cues - done.summary.entries.iter().filter(|e| e.what.is_out()).count();
                if here == 0 && !self.args.allow_empty {
                    bail!(
                        "{}: reel {} has no cue; nothing was written (--allow-empty accepts that)",
                        name(path),
                        n + 1
                    );
                }
                // What is in other reels is not missing.
                done.summary.entries.retain(|entry| entry.what != What::Removed);
                done.summary.cues = here;
                let target = reel_path(path, &self.args.suffix, n + 1)?;
                let notes = if n == 0 { output::notes(path, &document) } else { Vec::new() };
                reports.push(Report::reel(&target, done.summary, self.rate, &settings, notes));
                paths.push(target);
                outputs.push(done.bytes);
            }
        }
        let files: Vec<(&PathBuf, &[u8])> = paths.iter().zip(outputs.iter().map(Vec::as_slice)).collect();
        output::write(&files, &inputs, self.args.overwrite)?;
        finish(&reports, self.args.format, self.args.quiet, None)
    }

    /// Every cue must begin in a reel.
    fn check_end(&self, path: &Path, document: &Document<'_>) -> Result<()> {
        let last = self.reels.all().last().map_or(0, |reel| reel.to);
        for (index, cue) in document.cues.iter().enumerate() {
            let Some((start, _)) = document.times(cue) else {
                let cue = document.cue_name(index);
                bail!(
                    "{}: the times of {cue} cannot be read, so that it belongs to no reel; mend it",
                    name(path)
                );
            };
            if self.rate.nearest_frame(start) >= last {
                bail!(
                    "{}: {} begins {start} into the film, and the reels end at {}; their lengths do not fit",
                    name(path),
                    document.cue_name(index),
                    self.reels.end().map(|end| end.to_string()).unwrap_or_default()
                );
            }
        }
        Ok(())
    }

    fn join(&self) -> Result<Outcome> {
        let args = self.args;
        let Some(target) = &args.output else {
            bail!("--join needs the film\u{2019}s file; name it with -o")
        };
        let to_stdout = target == Path::new("-");
        if to_stdout && args.format == Form::Json {
            bail!("--format json writes the report to standard output; send the track to a file with -o");
        }
        let inputs = self.read()?;
        let mut tracks = Vec::with_capacity(inputs.len());
        for (job, input) in self.plan.jobs.iter().zip(&inputs) {
            let known = track::known(job, self.plan, &args.reading);
            tracks.push(track::read(job, input, known, args.allow_empty)?);
        }
        let tracks: Vec<Option<&Document<'_>>> = tracks.iter().map(Option::as_ref).collect();
        let joined = join(self.reels, &tracks, Options::default())?;
        let into = inputs.get(joined.into).map_or(&[][..], Bytes::bytes);
        let bytes = splice(into, &joined.edits)?;
        if to_stdout {
            let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
            let _sent = io::write_stdout(&all, &bytes)?;
        } else {
            output::write(&[(target, &bytes)], &inputs, args.overwrite)?;
        }
        let notes = self.plan.jobs.iter().zip(&tracks);
        let notes = notes.filter_map(|(job, track)| Some(output::notes(&job.path, (*track)?)));
        self.tell(target, &joined, &notes.flatten().collect::<Vec<_>>())
    }

    /// What was joined.
    fn tell(&self, target: &Path, joined: &Joined, notes: &[String]) -> Result<Outcome> {
        if self.args.format == Form::Json {
            let beyond: Vec<_> = (joined.beyond.iter())
                .map(|(reel, cue)| serde_json::json!({ "reel": reel, "name": cue }))
                .collect();
            let text = render::json::pretty(&serde_json::json!({
                "version": 1,
                "path": name(target),
                "reels": self.reels.all().len(),
                "cues": joined.cues,
                "joined": joined.healed,
                "beyond": beyond,
                "left_behind": joined.left,
            }))?;
            let _sent = io::write_stdout(&[], text.as_bytes())?;
        } else if !self.args.quiet {
            notes.iter().for_each(|note| render::message("warning", note));
            for (reel, cue) in &joined.beyond {
                let path = self.plan.jobs.get(reel - 1).map(|job| name(&job.path)).unwrap_or_default();
                render::message("warning", &format!("{path}: {cue} goes on where reel {reel} has ended"));
            }
            for reel in &joined.left {
                let path = self.plan.jobs.get(reel - 1).map(|job| name(&job.path)).unwrap_or_default();
                let what =
                    "what it holds beside its cues (header, styles, notes) is not that of the first reel";
                render::message("warning", &format!("{path}: {what}, and was left behind"));
            }
            for cue in &joined.healed {
                render::note(&format!("{cue} was in two reels, and is one again"));
            }
            let reels = render::count(self.reels.all().len(), "reel");
            let film = if target == Path::new("-") { "the film".to_owned() } else { name(target) };
            render::note(&format!("{film}: {} of {reels}", render::count(joined.cues, "cue")));
        }
        let fine = joined.beyond.is_empty() && joined.left.is_empty();
        Ok(if fine { Outcome::Clean } else { Outcome::Findings })
    }
}

/// `film.kk.srt` is `film.reel2.kk.srt`, so that its name still tells its language.
fn reel_path(path: &Path, suffix: &str, number: usize) -> Result<PathBuf> {
    if suffix.contains(['/', '\\', '\0']) {
        bail!("the suffix must be a part of a file name, such as .reel");
    }
    if path == Path::new("-") {
        bail!("standard input has no name that reels could be called after");
    }
    if film::is_film(path)? {
        bail!("{}: a track inside a film; write it to a file with `tregua convert` first", name(path));
    }
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let stem = stem.ok_or_else(|| anyhow!("{}: has no name that reels could be called after", name(path)))?;
    let file = path.file_name().and_then(|file| file.to_str()).unwrap_or(stem);
    let tagged = lang_of_file_name(file).and_then(|_| stem.rsplit_once('.'));
    let (title, tag) = tagged.map_or((stem, String::new()), |(title, tag)| (title, format!(".{tag}")));
    let extension = path.extension().and_then(|it| it.to_str()).map(|it| format!(".{it}"));
    let extension = extension.unwrap_or_default();
    Ok(path.with_file_name(format!("{title}{suffix}{number}{tag}{extension}")))
}
