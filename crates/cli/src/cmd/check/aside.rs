//! Findings that do not count: those that are waived, and those that a baseline knows.

use super::Ready;
use super::baseline::{self, Baselines};
use super::job::{Job, Plan};
use crate::args::Check;
use crate::render::{self, tell};
use anyhow::Result;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_qa::check::{Day, Fingerprint, Held, Waiver, WaiverInput, fingerprints, waive};
use tregua_qa::rules;

/// What does not count in this run.
#[derive(Debug)]
pub(super) struct Aside {
    waivers: Vec<Waiver>,
    /// Of each waiver, whether the run leaves out none of its rules.
    asked: Vec<bool>,
    baselines: Baselines,
    today: Day,
}

/// What was put aside of one file.
#[derive(Default, Debug)]
pub(super) struct Put {
    /// The waivers that waived something, once for each finding.
    waived: Vec<usize>,
    /// The waivers that might have waived something here.
    judged: Vec<usize>,
    /// Findings that the baseline knows.
    pub(super) known: usize,
    /// Those it knows that are gone.
    pub(super) mended: usize,
    /// The file's whole name, the rules that ran on it, and all its findings that are not waived; nothing of a file that
    /// could not be checked.
    pub(super) file: PathBuf,
    pub(super) ran: Vec<&'static str>,
    pub(super) keys: Vec<(&'static str, Fingerprint)>,
}

impl Put {
    /// Without what is said of waivers.
    pub(super) fn without_waivers(self) -> Self {
        Self { waived: Vec::new(), judged: Vec::new(), ..self }
    }

    /// Only what is said at the end of a run that writes no baseline.
    pub(super) fn without_keys(self) -> Self {
        let Self { waived, judged, known, mended, .. } = self;
        Self { waived, judged, known, mended, ..Self::default() }
    }
}

impl Aside {
    pub(super) fn new(args: &Check, plan: &Plan) -> Result<Self> {
        let (waivers, selection) = (plan.waivers.clone(), &plan.selection);
        let asked = |waiver: &Waiver| {
            rules::ids().filter(|id| covers(&waiver.rule, id)).all(|id| selection.takes(id))
        };
        let asked = waivers.iter().map(asked).collect();
        Ok(Self { waivers, asked, baselines: Baselines::new(args)?, today: today() })
    }

    /// Whether every finding counts, and none is noted.
    pub(super) fn is_idle(&self, args: &Check) -> bool {
        self.waivers.is_empty() && args.baseline.is_none() && args.write_baseline.is_none()
    }

    /// The findings that count, and what was put aside.
    pub(super) fn sift(
        &self,
        ready: &Ready<'_>,
        track: &Track<'_>,
        ran: Vec<&'static str>,
        found: Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Put) {
        let judged = self.judged(ready.job, ready.lang.as_ref(), &ran);
        let found = self.waived(ready.job, ready.lang.as_ref(), &ready.document, track, found);
        let (found, waived) = found;
        let mut put = Put { waived, judged, ran, file: baseline::whole(&ready.job.path), ..Put::default() };
        let keys = fingerprints(&ready.document, track, &found);
        put.keys = found.iter().map(|one| one.rule).zip(keys.iter().copied()).collect();
        let held = self.baselines.held(&put.file, &|rule| put.ran.contains(&rule));
        let Some(mut held) = held else { return (found, put) };
        let all = found.len();
        let found = unknown(found, keys, &mut held);
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

    /// The waivers whose rules ran on a track that they name.
    fn judged(&self, job: &Job, lang: Option<&Lang>, ran: &[&str]) -> Vec<usize> {
        let lang = lang.map(Lang::canonical);
        let is_named = |name: &String| *name == job.named || lang.as_ref() == Some(name);
        let waivers = self.waivers.iter().zip(&self.asked).enumerate();
        waivers
            .filter(|(_, (waiver, asked))| {
                **asked
                    && waiver.track.as_ref().is_none_or(is_named)
                    && ran.iter().any(|id| covers(&waiver.rule, id))
            })
            .map(|(nth, _)| nth)
            .collect()
    }

    /// Says what was put aside, and writes the baseline that is asked for.
    pub(super) fn finish(&self, args: &Check, puts: &[&Put]) -> Result<()> {
        self.mention(puts, true);
        self.baselines.finish(args, puts)
    }

    /// Says what waivers did, and how many findings are waived where that is asked for.
    pub(super) fn mention(&self, puts: &[&Put], count: bool) {
        for (n, waiver) in self.waivers.iter().enumerate() {
            let what = || {
                tell!("waiver", n = n + 1, rule = waiver.rule.to_string(), reason = waiver.reason.as_str())
            };
            match waiver.expires {
                Some(last) if last < self.today => {
                    render::warning(&tell!("waiver-ended", waiver = what(), day = last.to_string()));
                }
                _ if puts.iter().any(|put| put.judged.contains(&n))
                    && !puts.iter().any(|put| put.waived.contains(&n)) =>
                {
                    render::warning(&tell!("waiver-unused", waiver = what()));
                }
                _ => {}
            }
        }
        let waived: usize = puts.iter().map(|put| put.waived.len()).sum();
        if waived > 0 && count {
            render::note(&tell!("waived", n = waived));
        }
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
        let Some(mut held) = self.baselines.held(&baseline::whole(&job.path), &|_| true) else {
            return found;
        };
        let keys = fingerprints(document, track, &found);
        unknown(found, keys, &mut held)
    }
}

/// The findings that a baseline does not know.
fn unknown(found: Vec<Diagnostic>, keys: Vec<Fingerprint>, held: &mut Held) -> Vec<Diagnostic> {
    found.into_iter().zip(keys).filter(|(_, key)| !held.take(*key)).map(|(one, _)| one).collect()
}

/// Whether a waiver's rule is this one or its group.
fn covers(rule: &str, id: &str) -> bool {
    id.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
