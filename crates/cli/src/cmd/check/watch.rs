//! `--watch`: checks again whenever a file that the last check has read changes.

use crate::Outcome;
use crate::args::{Check, ReportForm};
use crate::io::{self, Trace};
use crate::load::name;
use crate::render;
use anyhow::{Result, bail};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// An editor writes a file in several steps; this long after the last of them it has finished.
const QUIET: Duration = Duration::from_millis(80);
/// A file that never comes to rest is checked after this long all the same.
const PATIENCE: Duration = Duration::from_secs(2);
/// File systems of other machines report no change: the files are looked at this often besides.
const LOOK: Duration = Duration::from_secs(2);

enum News {
    /// Something happened in a folder.
    Change,
    /// The user has seen enough.
    End,
}

/// Checks until a signal ends it; the outcome is that of the last check.
pub(super) fn run(args: &Check, once: impl Fn() -> Result<Outcome>) -> Result<Outcome> {
    refuse(args)?;
    let (sender, news) = channel();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let ends = sender.clone();
    std::thread::spawn(move || {
        for _ in signals.forever() {
            // Nobody listens while a check runs: a second signal shall not wait for it.
            if ends.send(News::End).is_err() {
                break;
            }
        }
    });
    let mut folders = Folders::new(sender);
    let mut runs = 1_u32;
    loop {
        let (result, trace) = io::traced(&once);
        let outcome = match result {
            Ok(outcome) => outcome,
            // What no file can cure ends it.
            Err(error) if trace.files().len() == 0 => return Err(error),
            Err(error) => {
                render::message("error", &format!("{error:#}"));
                Outcome::Failed
            }
        };
        folders.follow(&trace);
        let files = render::count(trace.files().len(), "file");
        render::note(&format!("watching {files}; Ctrl-C ends it"));
        match wait(&news, &trace) {
            Some(changed) => {
                runs += 1;
                render::note(&format!("\n-------- check {runs}: {} changed", name(&from_here(&changed))));
            }
            None => return Ok(outcome),
        }
    }
}

/// What makes no sense again and again.
fn refuse(args: &Check) -> Result<()> {
    let reporting = &args.reporting;
    let to_stdout = reporting.output.as_deref().is_none_or(|path| path == Path::new("-"));
    if args.paths.iter().chain(&args.shots).any(|path| path == Path::new("-")) {
        bail!("--watch needs files: standard input can be read only once");
    }
    if let Some(path) = args.paths.iter().chain(&args.shots).find(|path| io::is_remote(path)) {
        bail!("{}: --watch needs files on this machine, as servers tell of no change", name(path));
    }
    if args.fix || args.unsafe_fixes || args.diff {
        bail!(
            "--watch only looks: fixes would change the files that somebody is at work on; run --fix or --diff by itself"
        );
    }
    if args.write_baseline.is_some() {
        bail!(
            "with --watch every new finding would go into the baseline before anybody saw it; write the baseline by itself"
        );
    }
    if to_stdout && reporting.format != ReportForm::Human {
        bail!(
            "with --watch standard output would hold one report behind the other, which no program reads; name a file with -o"
        );
    }
    let for_people = reporting.reports.iter().any(|it| it.form == ReportForm::Human);
    if (for_people || !to_stdout && reporting.format == ReportForm::Human) && !reporting.overwrite {
        bail!(
            "with --watch a report is written anew after every change, and one for people cannot be told from another text; say --overwrite"
        );
    }
    Ok(())
}

/// Waits for a change of one of the files; `None` where a signal came.
fn wait(news: &Receiver<News>, trace: &Trace) -> Option<PathBuf> {
    loop {
        // A change since the files were read may have been before anybody watched.
        if let Some(path) = trace.changed() {
            let path = path.to_path_buf();
            return settle(news).then_some(path);
        }
        match news.recv_timeout(LOOK) {
            Ok(News::End) => return None,
            Ok(News::Change) | Err(_) => {}
        }
    }
}

/// Waits until nothing happens any more; false where a signal came.
fn settle(news: &Receiver<News>) -> bool {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        match news.recv_timeout(QUIET) {
            Ok(News::Change) => {}
            Ok(News::End) => return false,
            Err(_) => return true,
        }
    }
    true
}

/// The folders that are watched: a file may be replaced by another of its name, so files themselves are not.
struct Folders {
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
}

impl Folders {
    fn new(sender: Sender<News>) -> Self {
        let tell = move |event: notify::Result<notify::Event>| {
            // Reading is no change; this program does it itself.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = sender.send(News::Change);
            }
        };
        let watcher = notify::recommended_watcher(tell).map_err(|error| cannot(&error)).ok();
        Self { watcher, watched: BTreeSet::new() }
    }

    /// Watches the folders of these files as well, and of the files that links lead to. Where a folder is not there yet
    /// the one that it would be in is watched.
    fn follow(&mut self, trace: &Trace) {
        let Some(watcher) = &mut self.watcher else { return };
        self.watched.retain(|folder| folder.is_dir());
        let real = |path: &Path| path.canonicalize().ok();
        let files: BTreeSet<PathBuf> =
            trace.files().flat_map(|path| [Some(path.to_path_buf()), real(path)]).flatten().collect();
        for file in files {
            let Some(folder) = file.ancestors().skip(1).find(|folder| folder.is_dir()) else { continue };
            if self.watched.contains(folder) {
                continue;
            }
            match watcher.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder.to_path_buf());
                }
                Err(error) => {
                    cannot(&error);
                    self.watcher = None;
                    return;
                }
            }
        }
    }
}

/// The system has no more watches to give, or none at all.
fn cannot(error: &notify::Error) {
    let every = LOOK.as_secs();
    render::message(
        "warning",
        &format!("changes are not reported here ({error}); the files are looked at every {every} seconds"),
    );
}

/// A file's name as it would be typed here.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf))
        .unwrap_or_else(|| path.to_path_buf())
}
