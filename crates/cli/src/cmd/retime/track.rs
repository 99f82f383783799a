//! A film's track as it is read when its times depend on what else is known of the film.

use super::super::check::{by_track, job};
use crate::load::{Bytes, name};
use crate::open::{Known, open};
use crate::profile;
use anyhow::{Result, anyhow, bail};
use job::{Job, Plan};
use tregua_parse::format;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::fit::Asked;
use tregua_qa::profile::for_language;

/// What is known of a track before it is read.
pub(super) fn known<'k>(job: &'k Job, plan: &Plan, reading: &crate::args::Reading) -> Known<'k> {
    let mut known = Known::new(reading, job.lang.as_ref());
    known.encoding = job.encoding;
    known.reading.rate = plan.programme.frame_rate;
    known.reading.start = plan.programme.start;
    known
}

/// Reads a track; `None` is one without cues, which was allowed.
///
/// # Errors
/// What is no track, or holds no cue.
pub(super) fn read<'a>(
    job: &Job,
    input: &'a Bytes,
    known: Known<'_>,
    allow_empty: bool,
) -> Result<Option<Document<'a>>> {
    let path = &job.path;
    match open(path, input.bytes(), known) {
        Ok(opened) if !opened.document.cues.is_empty() => Ok(Some(opened.document)),
        Ok(_) if !allow_empty => {
            bail!("{}: holds no cue; nothing was written (--allow-empty accepts such files)", name(path))
        }
        Err(error) if !allow_empty => Err(error),
        Ok(_) | Err(_) => Ok(None),
    }
}

/// The film's frame rate.
///
/// # Errors
/// Nobody said it.
pub(super) fn rate(plan: &Plan) -> Result<FrameRate> {
    plan.programme.frame_rate.ok_or_else(|| {
        anyhow!("the film\u{2019}s frame rate is not known; name it with --fps, or in tregua.toml")
    })
}

/// How many frames a cue must last: as was said, or by the track's profile.
///
/// # Errors
/// A profile that there is not, or that is wrong.
pub(super) fn shortest(
    said: Option<Time>,
    job: &Job,
    input: &Bytes,
    document: &Document<'_>,
    plan: &Plan,
) -> Result<i64> {
    let rate = rate(plan)?;
    if let Some(time) = said {
        return Ok(rate.frames_at_least(time));
    }
    // Where the letters are not certain the language is not either.
    let told = || document.source.is_decided().then(|| by_track(&format::lower(document)).0).flatten();
    let lang =
        job.lang.clone().or_else(|| input.lang()).or_else(|| job.profile.is_none().then(told).flatten());
    let profile = match (&job.profile, &lang) {
        (Some(profile), _) => profile.as_str(),
        (None, Some(lang)) => for_language(lang),
        (None, None) => "netflix/base",
    };
    let profile = profile::find(profile, &plan.base)?;
    let asked = Asked::new(&profile.with(&plan.overrides), &plan.selection)?;
    Ok(asked.limits(plan.programme_of(job), rate).min.unwrap_or(1).max(1))
}
