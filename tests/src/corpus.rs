//! The files that laws are tried on: the repository's fixtures, and a folder of real and hostile files beside
//! the repository where there is one.
//!
//! The second folder is `shared`, next to the repository, or what `TREGUA_SHARED` names. A clone without it runs
//! the same tests over the fixtures alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "part of tests, though the compiler cannot know it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tregua_parse::base::{Diagnostic, Edit, Lang, Span};
use tregua_parse::format::{Format, Look, ReadOptions, Sniffed, sniff, sniff_bytes, srt};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_qa::check::{Context, check};
use tregua_qa::profile::{Profile, RuleSet, Selection, for_language};
use tregua_qa::programme::{Kind, Programme};

/// A SubRip file.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its path from the repository, or from the shared folder, for messages.
    pub name: String,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Its language, where its name begins with one: `kk.crlf.srt`.
    pub lang: Option<Lang>,
}

impl Sample {
    /// The file, read as SubRip.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        self.parse(&self.raw)
    }

    /// Other bytes, read as this file is.
    #[must_use]
    pub fn parse<'a>(&self, raw: &'a [u8]) -> Document<'a> {
        srt::parse(Source::open(raw, None, self.lang.as_ref().map(Lang::language)).unwrap())
    }

    /// Everything the rules say about these bytes.
    #[must_use]
    pub fn check(&self, raw: &[u8], rules: &RuleSet) -> Vec<Diagnostic> {
        let document = self.parse(raw);
        let track = srt::lower(&document);
        check(&Context::new(&document, &track, self.lang.as_ref(), Kind::Full, &programme()), rules)
    }

    /// The file's own name, without folders.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }
}

/// A film at 24 frames a second, so that the rules that count frames run too.
#[must_use]
pub fn programme() -> Programme {
    Programme { frame_rate: "24".parse().ok(), ..Programme::default() }
}

/// The rules of a built-in profile.
#[must_use]
pub fn rules(profile: &str) -> RuleSet {
    let profile = Profile::builtin(profile).unwrap();
    RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap()
}

/// The rules for a language's own profile, each made once.
#[derive(Debug)]
pub struct RuleBook(BTreeMap<&'static str, RuleSet>);

impl RuleBook {
    /// All rules for the languages of these files.
    #[must_use]
    pub fn new(samples: &[Sample]) -> Self {
        let names = samples.iter().map(|sample| profile_of(sample.lang.as_ref()));
        Self(names.map(|name| (name, rules(name))).collect())
    }

    /// The rules for a file.
    #[must_use]
    pub fn of(&self, sample: &Sample) -> &RuleSet {
        &self.0[profile_of(sample.lang.as_ref())]
    }
}

fn profile_of(lang: Option<&Lang>) -> &'static str {
    lang.map_or("netflix/base", for_language)
}

/// The repository's folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The folder beside the repository, where there is one.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("TREGUA_SHARED").map(PathBuf::from);
    let beside = || root().parent().map(|above| above.join("shared"));
    named.or_else(beside).filter(|folder| folder.is_dir())
}

/// Every file below a folder, in the order of their names.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let entry = entry.unwrap();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                out.push(entry.path());
            }
        }
    }
    out.sort();
    out
}

/// A file of any format that is read.
#[derive(Clone, Debug)]
pub struct AnyFile {
    /// Its path from the repository, or from the shared folder, for messages.
    pub name: String,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Its format, by what it holds.
    pub format: &'static Format,
}

impl AnyFile {
    /// These bytes, read in this file's format.
    #[must_use]
    pub fn parse<'a>(&self, raw: &'a [u8]) -> Document<'a> {
        let encoding = matches!(self.format.sniff, Look::Bytes(_)).then_some(Encoding::Bytes);
        // What a file does not say is told alike every time: formats that count frames are read at 25.
        let options = ReadOptions { rate: "25".parse().ok(), ..ReadOptions::default() };
        (self.format.parse)(Source::open(raw, encoding, None).unwrap(), &options)
    }
}

/// Every file of the fixtures and of the shared folder that some format takes for its own; says how many there are of
/// each.
#[must_use]
pub fn of_any_format(test: &str) -> Vec<AnyFile> {
    let mut out = Vec::new();
    let mut folders = vec![(root(), "fixtures")];
    let base = shared();
    for folder in ["corpora", "torture"] {
        folders.extend(base.iter().map(|base| (base.clone(), folder)));
    }
    for (base, folder) in folders {
        let paths = files(&base.join(folder));
        let found = tregua_qa::par::map(&paths, |path| {
            let raw = fs::read(path).unwrap();
            let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
            let extension = extension.as_deref();
            // Sentences for measuring languages, notes and settings hold no subtitles, whatever they look like.
            if extension.is_some_and(|e| ["md", "toml", "tsv", "py", "csv"].contains(&e)) {
                return None;
            }
            let sniffed = match sniff_bytes(&raw, extension) {
                Sniffed::Nothing => sniff(Source::open(&raw, None, None).ok()?.text(), extension),
                found => found,
            };
            let format = match sniffed {
                Sniffed::Found(format, _) => format,
                Sniffed::Tie([a, _]) => a.0,
                Sniffed::Nothing => return None,
            };
            // So do settings in JSON, save Tregua's own tracks.
            if extension == Some("json") && format.id != "json" {
                return None;
            }
            let name = path.strip_prefix(&base).unwrap_or(path).to_string_lossy().replace('\\', "/");
            Some(AnyFile { name, raw, format })
        });
        out.extend(found.into_iter().flatten());
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &out {
        *count.entry(file.format.id).or_default() += 1;
    }
    eprintln!("{test}: {} files: {count:?}", out.len());
    out
}

/// SubRip files below a folder: by extension, and those without one in a folder named `subrip`.
fn samples(base: &Path, folder: &str) -> Vec<Sample> {
    let subrip = |path: &Path| match path.extension() {
        Some(extension) => extension.eq_ignore_ascii_case("srt"),
        None => path.parent().is_some_and(|parent| parent.ends_with("subrip")),
    };
    let each = files(&base.join(folder)).into_iter().filter(|path| subrip(path));
    each.map(|path| {
        let lang = path.file_name().and_then(|name| name.to_str()?.split_once('.'));
        let lang = lang.filter(|(tag, _)| tag.len() == 2).and_then(|(tag, _)| Lang::parse(tag).ok());
        let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Sample { name, raw: fs::read(&path).unwrap(), lang }
    })
    .collect()
}

/// Every SubRip file of the repository's fixtures.
#[must_use]
pub fn fixtures() -> Vec<Sample> {
    let out = samples(&root(), "fixtures");
    assert!(out.len() > 50, "the fixtures are missing: {}", out.len());
    out
}

/// Every SubRip file of the shared folder; none where there is no such folder.
#[must_use]
pub fn from_shared() -> Vec<Sample> {
    let Some(base) = shared() else { return Vec::new() };
    let mut out = samples(&base, "corpora");
    out.extend(samples(&base, "torture"));
    out
}

/// Every SubRip file there is, for the test named; says how many there are.
#[must_use]
pub fn everything(test: &str) -> Vec<Sample> {
    let mut out = fixtures();
    let own = out.len();
    out.extend(from_shared());
    say(test, own, out.len() - own);
    out
}

/// Says how many files a test read.
pub fn say(test: &str, own: usize, others: usize) {
    match shared() {
        Some(folder) => {
            eprintln!("{test}: {own} files of the fixtures, {others} of {}", folder.display());
        }
        None => eprintln!("{test}: {own} files of the fixtures; no shared folder beside the repository"),
    }
}

/// Runs `each` over all files side by side and fails with every complaint, not the first alone.
///
/// # Panics
/// When there is a complaint.
pub fn hold(samples: &[Sample], each: impl Fn(&Sample) -> Result<(), String> + Sync + Send) {
    let told = tregua_qa::par::map(samples, |sample| {
        each(sample).err().map(|why| format!("{}: {why}", sample.name))
    });
    let told: Vec<String> = told.into_iter().flatten().collect();
    assert!(told.is_empty(), "{} of {} files:\n{}", told.len(), samples.len(), told.join("\n"));
}

/// Whether `new` is `old` with nothing but the bytes of the edits exchanged. Walks both side by side and knows
/// nothing of how the edits were applied.
///
/// # Errors
/// What differs, and where.
pub fn same_outside(old: &[u8], new: &[u8], edits: &[Edit]) -> Result<(), String> {
    let (mut from_old, mut from_new) = (0, 0);
    let end = Edit::new(Span::empty(old.len()), Vec::new());
    for edit in edits.iter().chain([&end]) {
        let start = edit.span.start as usize;
        let kept = old.get(from_old..start).ok_or_else(|| format!("edits out of order at {start}"))?;
        let found = new.get(from_new..from_new + kept.len());
        if found != Some(kept) {
            return Err(format!("the bytes {from_old}..{start} did not stay"));
        }
        from_new += kept.len();
        let with = new.get(from_new..from_new + edit.with.len());
        if with != Some(&edit.with[..]) {
            return Err(format!("at {start} stands something else than the edit says"));
        }
        from_new += edit.with.len();
        from_old = edit.span.end as usize;
    }
    if from_new != new.len() {
        return Err(format!("{} bytes too many at the end", new.len() - from_new));
    }
    Ok(())
}

/// A message in English.
#[must_use]
pub fn said(message: &tregua_parse::base::Message) -> String {
    tregua_qa::message::Catalogue::english().say(message)
}

/// How many findings each rule has.
#[must_use]
pub fn by_rule(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    for diagnostic in found {
        *out.entry(diagnostic.rule).or_default() += 1;
    }
    out
}
