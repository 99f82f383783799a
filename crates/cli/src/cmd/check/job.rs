//! What is to be checked, under which rules.

use super::shots;
use crate::args::{Check, KindArg};
use crate::io;
use crate::load::{self, name};
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use tregua_parse::base::Lang;
use tregua_parse::source::Encoding;
use tregua_qa::profile::{Profile, ProfileError, RuleSet, Selection, Setting, for_language};
use tregua_qa::programme::{Audience, Kind, Programme};
use tregua_qa::project::{Project, ShotList};

/// The name of a project file.
const PROJECT: &str = "tregua.toml";

/// One track to check.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) path: PathBuf,
    /// Named on the command line, in the project, or by the file's name.
    pub(super) lang: Option<Lang>,
    pub(super) kind: Kind,
    pub(super) profile: Option<String>,
    pub(super) encoding: Option<Encoding>,
}

/// All tracks, and what is known about the film.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) jobs: Vec<Job>,
    pub(super) programme: Programme,
    pub(super) overrides: BTreeMap<String, Setting>,
    /// The folder that relative profile files are looked for in.
    pub(super) base: PathBuf,
    /// The tracks are of one film.
    pub(super) together: bool,
    /// The list of shot changes that the project names.
    shots: Option<ShotList>,
}

pub(super) fn plan(args: &Check) -> Result<Plan> {
    let here = PathBuf::from(".");
    let folder = match args.paths.as_slice() {
        [] => Some(&here),
        [one] if one.is_dir() => Some(one),
        _ => None,
    };
    let mut plan = match folder {
        Some(folder) => project(folder, args)?,
        None => loose(args)?,
    };
    if let Some(rate) = args.reading.more.fps {
        plan.programme.frame_rate = Some(rate);
    }
    if args.children {
        plan.programme.audience = Audience::Children;
    }
    plan.programme.shots = shots::read(args, &plan.base, plan.shots.as_ref(), &plan.programme)?;
    for job in &mut plan.jobs {
        if let Some(kind) = args.kind {
            job.kind = match kind {
                KindArg::Full => Kind::Full,
                KindArg::Forced => Kind::Forced,
                KindArg::Sdh => Kind::Sdh,
            };
        }
        job.lang = args.lang.clone().or(job.lang.take());
        job.profile = args.profile.clone().or(job.profile.take());
        job.encoding = args.reading.encoding.or(job.encoding);
    }
    Ok(plan)
}

/// Files named one by one.
fn loose(args: &Check) -> Result<Plan> {
    let job = |path: &PathBuf| Job {
        lang: load::lang_of(path),
        path: path.clone(),
        kind: Kind::Full,
        profile: None,
        encoding: None,
    };
    Ok(Plan {
        jobs: args.paths.iter().map(job).collect(),
        programme: Programme::default(),
        overrides: BTreeMap::new(),
        base: PathBuf::from("."),
        together: false,
        shots: None,
    })
}

/// The tracks of a project file.
fn project(folder: &Path, args: &Check) -> Result<Plan> {
    let path = folder.join(PROJECT);
    if !path.exists() {
        let what = if args.paths.is_empty() { "this folder".to_owned() } else { io::shown(folder) };
        bail!(
            "{what} has no {PROJECT}; name subtitle files, or write a project file (the example in the source tree shows one)"
        );
    }
    let input = io::read(&path, load::max_bytes(&args.reading))?;
    let text = load::text(&path, &input.bytes)?;
    let project = Project::parse(text).map_err(|e| anyhow!("{}: {e}", name(&path)))?;
    if project.tracks.is_empty() {
        bail!("{}: names no [[track]]", name(&path));
    }
    let mut jobs = Vec::with_capacity(project.tracks.len());
    for entry in project.tracks {
        let encoding =
            match &entry.encoding {
                Some(label) => Some(Encoding::from_label(label).ok_or_else(|| {
                    anyhow!("{}: there is no encoding \u{201c}{label}\u{201d}", name(&path))
                })?),
                None => None,
            };
        let file =
            if folder == Path::new(".") { PathBuf::from(&entry.file) } else { folder.join(&entry.file) };
        jobs.push(Job {
            path: file,
            lang: Some(entry.lang),
            kind: entry.kind,
            profile: entry.profile,
            encoding,
        });
    }
    Ok(Plan {
        jobs,
        programme: project.programme,
        overrides: project.rules,
        base: folder.to_owned(),
        together: true,
        shots: project.shots,
    })
}

/// Every rule set a run needs, made ready once.
pub(super) struct RuleSets {
    by_profile: BTreeMap<String, RuleSet>,
    fallback: RuleSet,
}

impl RuleSets {
    pub(super) fn new(args: &Check, plan: &Plan) -> Result<Self> {
        let selection = Selection { select: args.select.clone(), ignore: args.ignore.clone() };
        if let Some(unknown) = selection.unknown() {
            bail!(
                "there is no rule or group \u{201c}{}\u{201d}; `tregua rules` lists them",
                unknown.escape_debug()
            );
        }
        let mut by_profile = BTreeMap::new();
        let all_builtin = tregua_qa::profile::BUILTIN.iter().map(|(name, _)| (*name).to_owned());
        let named = plan.jobs.iter().filter_map(|job| job.profile.clone());
        for name in all_builtin.chain(named) {
            if let Entry::Vacant(place) = by_profile.entry(name) {
                let profile = find(place.key(), &plan.base, args)?;
                place.insert(RuleSet::new(&profile, &plan.overrides, &selection)?);
            }
        }
        let fallback = RuleSet::new(&Profile::builtin("netflix/base")?, &plan.overrides, &selection)?;
        Ok(Self { by_profile, fallback })
    }

    /// The rules for a track: its profile's, else its language's.
    pub(super) fn of(&self, job: &Job, lang: Option<&Lang>) -> &RuleSet {
        let name = match (&job.profile, lang) {
            (Some(profile), _) => profile.as_str(),
            (None, Some(lang)) => for_language(lang),
            (None, None) => "netflix/base",
        };
        self.by_profile.get(name).unwrap_or(&self.fallback)
    }
}

/// A profile by name, or from a file.
fn find(name: &str, base: &Path, args: &Check) -> Result<Profile> {
    if !name.ends_with(".toml") {
        return Ok(Profile::builtin(name)?);
    }
    let given = PathBuf::from(name);
    let path = if given.exists() { given } else { base.join(name) };
    let input = io::read(&path, load::max_bytes(&args.reading))?;
    let text = load::text(&path, &input.bytes)?;
    let parent = |base: &str| -> Result<Profile, ProfileError> { Profile::builtin(base) };
    Ok(Profile::parse(&io::shown(&path), text, &parent)?)
}
