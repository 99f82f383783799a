//! What is to be checked, under which rules.

use super::shots;
use crate::args::{Check, KindArg, Reading, ReportForm};
use crate::io;
use crate::load::{self, name};
use crate::profile;
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use tregua_parse::base::Lang;
use tregua_parse::source::Encoding;
use tregua_parse::time::Time;
use tregua_qa::check::Waiver;
use tregua_qa::profile::{RuleSet, Selection, Setting, Variant, by_language, for_language};
use tregua_qa::programme::{Audience, Kind, Programme};
use tregua_qa::project::{Project, ShotList, SpellingFiles};
use tregua_qa::shots::{Moment, Reader};

/// The name of a project file.
const PROJECT: &str = "tregua.toml";

/// What a command line says of tracks and of their film.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'s> {
    /// Files, or the folder of a project.
    pub(crate) paths: &'s [PathBuf],
    pub(crate) lang: Option<&'s Lang>,
    pub(crate) profile: Option<&'s str>,
    pub(crate) kind: Option<KindArg>,
    pub(crate) shots: Option<&'s Path>,
    pub(crate) shots_format: Option<&'static Reader>,
    pub(crate) shots_start: Option<Moment>,
    pub(crate) children: bool,
    /// How long the programme runs, whatever the project says.
    pub(crate) length: Option<Time>,
    /// The film's shots are not asked for.
    pub(crate) bare: bool,
    pub(crate) select: &'s [String],
    pub(crate) ignore: &'s [String],
    pub(crate) reading: &'s Reading,
    /// Somebody reads what is said beside the results.
    pub(crate) notes: bool,
    /// The files are found as the run goes on, and each stands for itself.
    pub(crate) many: bool,
}

impl<'s> From<&'s Check> for Said<'s> {
    fn from(args: &'s Check) -> Self {
        Self {
            paths: &args.paths,
            lang: args.lang.as_ref(),
            profile: args.profile.as_deref(),
            kind: args.kind,
            shots: args.shots.as_deref(),
            shots_format: args.shots_format,
            shots_start: args.shots_start,
            children: args.children,
            length: None,
            bare: false,
            select: &args.select,
            ignore: &args.ignore,
            reading: &args.reading,
            notes: args.reporting.format == ReportForm::Human,
            many: false,
        }
    }
}

/// One track to check.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) path: PathBuf,
    /// As the user, or the project, names it.
    pub(crate) named: String,
    /// Named on the command line, in the project, or by the file's name.
    pub(crate) lang: Option<Lang>,
    pub(crate) kind: Kind,
    pub(crate) profile: Option<String>,
    /// Its profile is asked for children.
    pub(crate) children: bool,
    pub(crate) encoding: Option<Encoding>,
}

impl Job {
    /// A file of which only its name is known.
    fn of(path: PathBuf) -> Self {
        Self {
            lang: load::lang_of(&path),
            named: path.to_string_lossy().into_owned(),
            path,
            kind: Kind::Full,
            profile: None,
            children: false,
            encoding: None,
        }
    }

    /// A file as what the command line says of all of them makes it; `self` is the pattern of a [`Plan`].
    pub(super) fn for_file(&self, path: PathBuf, lang: Option<&Lang>) -> Self {
        let lang = lang.cloned().or_else(|| load::lang_of(&path));
        Self { lang, named: path.to_string_lossy().into_owned(), path, ..self.clone() }
    }
}

/// All tracks, and what is known about the film.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Where files are found as the run goes on, one that is like all of them, and no file.
    pub(crate) jobs: Vec<Job>,
    pub(crate) programme: Programme,
    /// The same film for tracks whose profile is asked for children.
    for_children: Programme,
    /// Findings that may stand.
    pub(crate) waivers: Vec<Waiver>,
    pub(crate) overrides: BTreeMap<String, Setting>,
    /// The folder that relative profile files are looked for in.
    pub(crate) base: PathBuf,
    /// The tracks are of one film.
    pub(crate) together: bool,
    /// The list of shot changes that the project names.
    shots: Option<ShotList>,
    /// What the project says of spelling.
    pub(crate) spelling: Option<SpellingFiles>,
    /// The rules that are asked for.
    pub(crate) selection: Selection,
}

impl Plan {
    /// The film as a track's viewers have it.
    pub(crate) fn programme_of(&self, job: &Job) -> &Programme {
        if job.children { &self.for_children } else { &self.programme }
    }

    /// The name of the profile that a track is checked by, with the variant that its viewers ask for.
    pub(crate) fn profile_of(&self, job: &Job, rules: &RuleSet) -> String {
        let variant = Variant::of(job.kind, self.programme_of(job).audience);
        format!("{}{}", rules.profile, variant.suffix())
    }
}

pub(crate) fn plan(args: &Said<'_>) -> Result<Plan> {
    let selection = Selection { select: args.select.to_vec(), ignore: args.ignore.to_vec() };
    if let Some(unknown) = selection.unknown() {
        bail!(
            "there is no rule or group \u{201c}{}\u{201d}; `tregua rules` lists them",
            unknown.escape_debug()
        );
    }
    let here = PathBuf::from(".");
    let folder = match args.paths {
        _ if args.many => None,
        [] => Some(&here),
        [one] if one.is_dir() => Some(one),
        _ => None,
    };
    let mut plan = match folder {
        Some(folder) => project(folder, args)?,
        None => loose(args),
    };
    plan.selection = selection;
    let mut langs = plan.jobs.iter().filter_map(|job| job.lang.as_ref());
    let first = langs.next();
    if plan.together && args.lang.is_some() && langs.any(|lang| Some(lang) != first) {
        bail!(
            "--lang names one language, and the project's tracks are in several; name the file it is about"
        );
    }
    if let Some(rate) = args.reading.more.fps {
        plan.programme.frame_rate = Some(rate);
    }
    if let Some(start) = args.reading.more.start {
        plan.programme.start = Some(start);
    }
    plan.programme.length = args.length.or(plan.programme.length);
    if args.children {
        plan.programme.audience = Audience::Children;
    }
    if !args.bare {
        plan.programme.shots = shots::read(args, &plan.base, plan.shots.as_ref(), &plan.programme)?;
    }
    for job in &mut plan.jobs {
        if let Some(kind) = args.kind {
            job.kind = match kind {
                KindArg::Full => Kind::Full,
                KindArg::Forced => Kind::Forced,
                KindArg::Sdh => Kind::Sdh,
            };
        }
        job.lang = args.lang.cloned().or(job.lang.take());
        job.profile = args.profile.map(str::to_owned).or(job.profile.take());
        take_variant(job, args.kind.is_some())?;
        job.encoding = args.reading.encoding.or(job.encoding);
    }
    plan.for_children = Programme { audience: Audience::Children, ..plan.programme.clone() };
    Ok(plan)
}

/// Whether a folder has a project file.
pub(super) fn is_project(folder: &Path) -> bool {
    let path = folder.join(PROJECT);
    io::looked_for(&path);
    path.exists()
}

/// What the end of a profile's name says of its viewers is said of the track. `told` says that its kind was named.
fn take_variant(job: &mut Job, told: bool) -> Result<()> {
    let Some(full) = job.profile.take() else { return Ok(()) };
    let (base, variant) = Variant::split(&full);
    job.children = variant.children;
    if variant.sdh {
        if job.kind == Kind::Forced || told && job.kind == Kind::Full {
            let path = name(&job.path);
            bail!("{path}: the profile {} is for SDH tracks, and this is none", full.escape_debug());
        }
        job.kind = Kind::Sdh;
    }
    job.profile = Some(base.to_owned());
    Ok(())
}

/// Files named one by one.
fn loose(args: &Said<'_>) -> Plan {
    let jobs = match args.many {
        true => vec![Job::of(PathBuf::new())],
        false => args.paths.iter().cloned().map(Job::of).collect(),
    };
    Plan {
        jobs,
        programme: Programme::default(),
        for_children: Programme::default(),
        waivers: Vec::new(),
        overrides: BTreeMap::new(),
        base: PathBuf::from("."),
        together: false,
        shots: None,
        spelling: None,
        selection: Selection::default(),
    }
}

/// The tracks of a project file.
fn project(folder: &Path, args: &Said<'_>) -> Result<Plan> {
    let path = folder.join(PROJECT);
    io::looked_for(&path);
    if !path.exists() {
        let what = if args.paths.is_empty() { "this folder".to_owned() } else { io::shown(folder) };
        bail!(
            "{what} has no {PROJECT}; name subtitle files, or write a project file (the example in the source tree shows one)"
        );
    }
    let input = io::read(&path, load::max_bytes(args.reading))?;
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
            named: entry.file,
            lang: Some(entry.lang),
            kind: entry.kind,
            profile: entry.profile.map(|profile| beside(folder, profile)),
            children: false,
            encoding,
        });
    }
    Ok(Plan {
        jobs,
        programme: project.programme,
        for_children: Programme::default(),
        waivers: project.waivers,
        overrides: project.rules,
        base: folder.to_owned(),
        together: true,
        shots: project.shots,
        spelling: project.spelling,
        selection: Selection::default(),
    })
}

/// A profile that a project names as a file stands beside the project, whatever the folder at hand has of that name.
fn beside(folder: &Path, profile: String) -> String {
    let is_file = Path::new(Variant::split(&profile).0).extension().is_some_and(|it| it == "toml");
    match folder.join(&profile).to_str() {
        Some(path) if is_file && folder != Path::new(".") => path.to_owned(),
        _ => profile,
    }
}

/// Every rule set a run needs, made ready once.
pub(super) struct RuleSets {
    by_profile: BTreeMap<String, RuleSet>,
    /// Of no track: every one has its profile's.
    none: RuleSet,
    /// What the profiles say, by their names, with the project's own settings over them.
    settings: BTreeMap<String, BTreeMap<String, Setting>>,
}

impl RuleSets {
    /// `many` says that files are found as the run goes on, in any language.
    pub(super) fn new(args: &Check, plan: &Plan, many: bool) -> Result<Self> {
        let mut by_profile = BTreeMap::new();
        let mut settings = BTreeMap::new();
        // A language that is found in the text only may want any of those that languages choose.
        let any = plan.jobs.iter().any(|job| job.profile.is_none() && (many || job.lang.is_none()));
        let by_language = by_language().filter(|_| any).map(str::to_owned);
        let wanted = plan.jobs.iter().filter_map(|job| match (&job.profile, &job.lang) {
            (Some(profile), _) => Some(profile.clone()),
            (None, lang) => lang.as_ref().map(|lang| for_language(lang).to_owned()),
        });
        // A language that no profile is made for has the base.
        let base = any.then(|| "netflix/base".to_owned());
        for name in by_language.chain(wanted).chain(base) {
            if let Entry::Vacant(place) = by_profile.entry(name) {
                let profile = profile::find(place.key(), &plan.base)?;
                if args.reporting.wants(ReportForm::Html) || many {
                    settings.insert(profile.name.clone(), profile.with(&plan.overrides));
                }
                place.insert(RuleSet::new(&profile, &plan.overrides, &plan.selection)?);
            }
        }
        Ok(Self { by_profile, none: RuleSet::default(), settings })
    }

    /// Appends all that decides what the rules find.
    pub(super) fn identify(&self, to: &mut String) {
        use std::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(to, "{:?}", self.settings);
    }

    /// What a profile says about its rules. Kept for reports that show limits.
    pub(super) fn settings(&self, profile: &str) -> BTreeMap<String, Setting> {
        self.settings.get(profile).cloned().unwrap_or_default()
    }

    /// The rules for a track: its profile's, else its language's.
    pub(super) fn of(&self, job: &Job, lang: Option<&Lang>) -> &RuleSet {
        let name = match (&job.profile, lang) {
            (Some(profile), _) => profile.as_str(),
            (None, Some(lang)) => for_language(lang),
            (None, None) => "netflix/base",
        };
        self.by_profile.get(name).unwrap_or(&self.none)
    }
}
