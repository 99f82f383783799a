//! What a check found, kept for the next run: a file that is as it was, under rules that are as they were, is not looked at
//! again.

use super::job::{Plan, RuleSets};
use super::show::{Shown, forms};
use super::spelling::Speller;
use crate::args::{Check, ReportForm};
use crate::io::{self, Key, Store};
use crate::render;
use crate::render::report::{FileReport, Remembered, Summary};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Bytes that everything kept may take.
const MOST: u64 = 512 << 20;

/// What earlier runs found.
pub(super) struct Kept {
    store: Store,
    /// Of everything but the file that decides what is found.
    seed: u64,
    /// Somebody wants the findings, not only what is drawn of them.
    whole: bool,
}

/// One file's entry.
#[derive(Serialize, Deserialize)]
struct Entry<'e> {
    drawn: &'e str,
    line: &'e str,
    path: &'e str,
    counts: Summary,
    /// The report, read only where a form for programs is asked for.
    report: &'e [u8],
}

impl Kept {
    /// Opens what is kept, where this run can use it: not where its results depend on more than the files and the rules,
    /// nor where what is found is asked to be timed or drawn on a page.
    pub(super) fn open(
        args: &Check,
        plan: &Plan,
        sets: &RuleSets,
        speller: Option<&Speller>,
    ) -> Option<Self> {
        let reporting = &args.reporting;
        let asks_more = args.baseline.is_some()
            || args.write_baseline.is_some()
            || !plan.waivers.is_empty()
            || reporting.timings
            || reporting.wants(ReportForm::Html);
        if args.cache.no_cache || asks_more {
            return None;
        }
        let named = args.cache.cache_dir.clone();
        let folder = named.clone().or_else(usual)?;
        match Store::open(&folder.join("check"), MOST) {
            Ok(store) => Some(Self {
                store,
                seed: seed(args, plan, sets, speller),
                whole: forms(args).next().is_some(),
            }),
            // Nobody asked for it, and nothing depends on it.
            Err(_) if named.is_none() => None,
            Err(error) => {
                let folder = io::shown(&folder);
                render::message(
                    "warning",
                    &format!("{folder}: {}; every file is checked", io::reason(&error)),
                );
                None
            }
        }
    }

    /// What a file with these bytes is kept under. Its name counts: it stands in the report, and may say the language.
    pub(super) fn key(&self, path: &Path, bytes: &[u8]) -> Key {
        let name = io::key(path.as_os_str().as_encoded_bytes(), self.seed);
        let (high, low) = ((name >> 64) as u64, name as u64);
        io::key(bytes, high ^ low.rotate_left(32))
    }

    /// What was found in a file.
    pub(super) fn get(&self, args: &Check, path: &Path, key: Key) -> Result<Option<Shown>> {
        let Some(bytes) = self.store.get(key) else { return Ok(None) };
        let Ok(entry) = postcard::from_bytes::<Entry<'_>>(&bytes) else { return Ok(None) };
        let report = match self.whole {
            true => match Remembered::read(entry.report).and_then(|it| it.report(path)) {
                Some(report) => report,
                None => return Ok(None),
            },
            false => FileReport { path: entry.path.to_owned(), ..FileReport::default() },
        };
        Shown::remembered(args, report, entry.counts, entry.drawn, entry.line).map(Some)
    }

    /// Keeps what was found in a file. A file that could not be checked is looked at again.
    pub(super) fn put(&self, key: Key, shown: &Shown) {
        let Some(report) = shown.report.as_ref().filter(|_| shown.failed.is_none() && !shown.passed_over)
        else {
            return;
        };
        let Some(report) = Remembered::of(report).write() else { return };
        let (drawn, line) = (shown.drawn.as_str(), shown.line.as_str());
        let entry = Entry { drawn, line, path: &shown.path, counts: shown.counts, report: &report };
        if let Ok(bytes) = postcard::to_allocvec(&entry) {
            self.store.put(key, &bytes);
        }
    }

    /// Writes what is new. Says why, where it could not.
    pub(super) fn finish(self) -> Option<String> {
        self.store.finish()
    }
}

/// The folder for caches of this user, where one is known.
fn usual() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("TREGUA_CACHE_DIR").or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("tregua"))).or_else(
        || {
            let below = if cfg!(target_vendor = "apple") { "Library/Caches/tregua" } else { ".cache/tregua" };
            set("HOME").map(|home| home.join(below))
        },
    )
}

/// Everything but the file that decides what is found and told: the program itself, the rules with their numbers, and what
/// the command line says.
fn seed(args: &Check, plan: &Plan, sets: &RuleSets, speller: Option<&Speller>) -> u64 {
    let mut text = String::new();
    let Check { lang, kind, children, select, ignore, reading, reporting, .. } = args;
    let people = reporting.wants(ReportForm::Human).then_some(reporting.max_shown);
    let _ = write!(
        text,
        "{} {:?} {:?} {lang:?} {kind:?} {children:?} {select:?} {ignore:?} {reading:?} {people:?} {:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        program(),
        render::spoken(),
        plan.programme,
        plan.jobs,
    );
    sets.identify(&mut text);
    if let Some(speller) = speller {
        speller.identify(&mut text);
    }
    io::seed(&text)
}

/// The program that is running: one built anew may find something else.
fn program() -> Option<String> {
    std::env::current_exe().ok().and_then(|path| io::version(&path))
}
