//! Findings that do not count: those that are waived, and those that a baseline knows.

use super::Ready;
use super::job::Job;
use crate::args::Check;
use crate::io::{self, Output, Target};
use crate::load::{self, name};
use crate::render::{self, tell};
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_qa::check::{Baseline, Day, Fingerprint, Waiver, WaiverInput, fingerprints, waive};

/// How a baseline begins, by which it is known again.
const HEAD: &str = "# Findings known when this was written";

/// What does not count in this run.
#[derive(Debug)]
pub(super) struct Aside {
    waivers: Vec<Waiver>,
    baseline: Option<Baseline>,
    today: Day,
    /// The folder that a baseline's paths are counted from.
    base: PathBuf,
}

/// What was put aside of one file.
#[derive(Default, Debug)]
pub(super) struct Put {
    /// The waivers that waived something, once for each finding.
    waived: Vec<usize>,
    /// Findings that the baseline knows.
    known: usize,
    /// Those it knows that are gone.
    mended: usize,
    /// The file's name in a baseline, and all its findings that are not waived.
    path: String,
    keys: Vec<(&'static str, Fingerprint)>,
}

impl Aside {
    pub(super) fn new(args: &Check, waivers: Vec<Waiver>) -> Result<Self> {
        let file = args.baseline.as_ref().or(args.write_baseline.as_ref());
        let base = file.and_then(|path| path.parent()).unwrap_or(Path::new(""));
        let baseline = match &args.baseline {
            Some(path) => {
                let input = io::read(path, load::max_bytes(&args.reading))?;
                let text = load::text(path, &input.bytes)?;
                Some(Baseline::parse(text).map_err(|e| anyhow!("{}: {e}", name(path)))?)
            }
            None => None,
        };
        if let Some(path) = &args.write_baseline {
            let other = io::head(path, HEAD.len() as u64).filter(|head| head != HEAD.as_bytes());
            if other.is_some_and(|head| !head.is_empty()) && !args.reporting.overwrite {
                bail!(
                    "{}: exists already and is no baseline; name another file, or say --overwrite",
                    name(path)
                );
            }
        }
        // A file at hand has no folder in its name.
        let base =
            if base.as_os_str().is_empty() { std::env::current_dir() } else { std::path::absolute(base) };
        Ok(Self { waivers, baseline, today: today(), base: base.unwrap_or_default() })
    }

    /// The findings that count, and what was put aside.
    pub(super) fn sift(
        &self,
        ready: &Ready<'_>,
        track: &Track<'_>,
        found: Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Put) {
        let found = self.waived(ready.job, ready.lang.as_ref(), &ready.document, track, found);
        let (found, waived) = found;
        let mut put = Put { waived, path: self.path_of(ready.job), ..Put::default() };
        let keys = fingerprints(&ready.document, track, &found);
        put.keys = found.iter().map(|one| one.rule).zip(keys.iter().copied()).collect();
        let Some(baseline) = &self.baseline else { return (found, put) };
        let mut held = baseline.file(&put.path);
        let all = found.len();
        let found: Vec<Diagnostic> =
            found.into_iter().zip(keys).filter(|(_, key)| !held.take(*key)).map(|(one, _)| one).collect();
        (put.known, put.mended) = (all - found.len(), held.mended());
        (found, put)
    }

    /// The findings that are not waived, and the waivers that waived the others.
    pub(super) fn waived(
        &self,
        job: &Job,
        lang: Option<&Lang>,
        document: &Document<'_>,
        track: &Track<'_>,
        found: Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Vec<usize>) {
        if self.waivers.is_empty() {
            return (found, Vec::new());
        }
        let mut names = vec![job.named.clone()];
        names.extend(lang.map(Lang::canonical));
        let input = WaiverInput { document, track, names: &names, today: self.today };
        let (kept, waived) = waive(&input, &self.waivers, found);
        (kept, waived.into_iter().map(|(_, waiver)| waiver).collect())
    }

    /// A file's path from the baseline's folder, with `/` between its parts.
    fn path_of(&self, job: &Job) -> String {
        let whole = std::path::absolute(&job.path).unwrap_or_else(|_| job.path.clone());
        let inside = whole.strip_prefix(&self.base).unwrap_or(&whole);
        inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// Says what was put aside, and writes the baseline that is asked for.
    pub(super) fn finish(&self, args: &Check, puts: &[&Put]) -> Result<()> {
        for (n, waiver) in self.waivers.iter().enumerate() {
            let what = || {
                tell!("waiver", n = n + 1, rule = waiver.rule.to_string(), reason = waiver.reason.as_str())
            };
            match waiver.expires {
                Some(last) if last < self.today => {
                    render::warning(&tell!("waiver-ended", waiver = what(), day = last.to_string()));
                }
                _ if !puts.iter().any(|put| put.waived.contains(&n)) => {
                    render::warning(&tell!("waiver-unused", waiver = what()));
                }
                _ => {}
            }
        }
        let (waived, known, mended) = puts.iter().fold((0, 0, 0), |(waived, known, mended), put| {
            (waived + put.waived.len(), known + put.known, mended + put.mended)
        });
        if waived > 0 {
            render::note(&tell!("waived", n = waived));
        }
        if known > 0 || mended > 0 {
            let gone = match mended {
                0 => String::new(),
                n => format!(", {}", tell!("gone", n = n)),
            };
            render::note(&format!("{}{gone}", tell!("known", n = known)));
        }
        let Some(path) = &args.write_baseline else { return Ok(()) };
        let mut baseline = Baseline::default();
        for put in puts {
            baseline.add(&put.path, put.keys.iter().copied());
        }
        let text = baseline.write();
        let output = Output { target: Target::Create { path, overwrite: true }, bytes: text.as_bytes() };
        load::mention_left(&io::write_all(&[], &[output])?);
        let all: usize = puts.iter().map(|put| put.keys.len()).sum();
        render::note(&tell!("wrote", name = name(path), n = all));
        Ok(())
    }

    /// The findings that count: neither waived nor known to the baseline.
    pub(super) fn counting(
        &self,
        job: &Job,
        lang: Option<&Lang>,
        document: &Document<'_>,
        track: &Track<'_>,
        found: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let (found, _) = self.waived(job, lang, document, track, found);
        let Some(baseline) = &self.baseline else { return found };
        let mut held = baseline.file(&self.path_of(job));
        let keys = fingerprints(document, track, &found);
        found.into_iter().zip(keys).filter(|(_, key)| !held.take(*key)).map(|(one, _)| one).collect()
    }
}

/// Today, in UTC.
fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day_of(i64::try_from(seconds / 86_400).unwrap_or_default())
}

/// The day so many days after 1 January 1970, by the Gregorian calendar: years are counted from March, so that the leap
/// day is the last of a year, and in eras of 400 years, which are all of one length.
fn day_of(days: i64) -> Day {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Day(
        u16::try_from(year).unwrap_or(u16::MAX),
        u8::try_from(month).unwrap_or_default(),
        u8::try_from(day).unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (days, day) in [
            (0, Day(1970, 1, 1)),
            (58, Day(1970, 2, 28)),
            (59, Day(1970, 3, 1)),
            (11_016, Day(2000, 2, 29)),
            (11_017, Day(2000, 3, 1)),
            (20_785, Day(2026, 11, 28)),
            (20_818, Day(2026, 12, 31)),
            (47_540, Day(2100, 2, 28)),
            (47_541, Day(2100, 3, 1)),
        ] {
            assert_eq!(day_of(days), day, "{days}");
        }
    }
}
