//! `tregua.toml`: a film, its tracks, and its own rules.

use crate::check::{RawWaiver, Waiver};
use crate::language::spoken;
use crate::profile::{ProfileError, Setting};
use crate::programme::{Audience, Kind, Programme};
use crate::shots::{Moment, Reader, by_id};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use tregua_parse::base::Lang;
use tregua_parse::time::parse_signed;

/// A project file.
#[derive(Clone, Debug)]
pub struct Project {
    /// The film. Its shots are in a file of their own, which the front end reads.
    pub programme: Programme,
    /// Where the list of shot changes is, where one is named.
    pub shots: Option<ShotList>,
    /// Its tracks, in the order of the file.
    pub tracks: Vec<Entry>,
    /// Findings that may stand.
    pub waivers: Vec<Waiver>,
    /// Rule settings laid over those of the profiles.
    pub rules: BTreeMap<String, Setting>,
    /// Spelling is to be checked, with these files besides.
    pub spelling: Option<SpellingFiles>,
}

/// Files that spelling is checked by, relative to the project file.
#[derive(Clone, Default, Debug)]
pub struct SpellingFiles {
    /// Lists of words, a word a line.
    pub words: Vec<String>,
    /// Hunspell dictionaries, or folders of them.
    pub dictionaries: Vec<String>,
}

/// A list of shot changes.
#[derive(Clone, Debug)]
pub struct ShotList {
    /// Its file, relative to the project file.
    pub file: String,
    /// Its form, where that should not be found out.
    pub reader: Option<&'static Reader>,
    /// Where it starts on its own clock, where that is not the programme's start.
    pub start: Option<Moment>,
}

/// One track of a project.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its language.
    pub lang: Lang,
    /// Its file, relative to the project file.
    pub file: String,
    /// What it carries.
    pub kind: Kind,
    /// Its profile, where one is named.
    pub profile: Option<String>,
    /// Its encoding, where one is named.
    pub encoding: Option<String>,
}

/// A project file that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProjectError(String);

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ProjectError {}

impl From<ProfileError> for ProjectError {
    fn from(error: ProfileError) -> Self {
        Self(error.to_string())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    programme: FileProgramme,
    #[serde(default)]
    track: Vec<FileTrack>,
    #[serde(default)]
    waiver: Vec<toml::Spanned<RawWaiver>>,
    #[serde(default)]
    rules: BTreeMap<String, toml::Spanned<toml::Table>>,
    spelling: Option<FileSpelling>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSpelling {
    #[serde(default)]
    words: OneOrMore,
    #[serde(default)]
    dictionaries: OneOrMore,
}

/// A file, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

impl From<OneOrMore> for Vec<String> {
    fn from(it: OneOrMore) -> Self {
        match it {
            OneOrMore::One(file) => vec![file],
            OneOrMore::More(files) => files,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FileProgramme {
    title: Option<String>,
    frame_rate: Option<String>,
    start: Option<String>,
    length: Option<String>,
    audience: Option<String>,
    shots: Option<String>,
    shots_format: Option<String>,
    shots_start: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTrack {
    lang: String,
    file: String,
    kind: Option<String>,
    profile: Option<String>,
    encoding: Option<String>,
}

impl Project {
    /// Reads a project file.
    ///
    /// # Errors
    /// [`ProjectError`] that says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        let file: File =
            toml::from_str(text).map_err(|e| ProjectError(e.to_string().trim_end().to_owned()))?;
        let programme = &file.programme;
        let time = |key: &str, value: &Option<String>| match value {
            Some(text) => {
                parse_signed(text).map(Some).map_err(|e| ProjectError(format!("programme.{key}: {e}")))
            }
            None => Ok(None),
        };
        let frame_rate = match &programme.frame_rate {
            Some(rate) => Some(rate.parse().map_err(|e| ProjectError(format!("programme.frame_rate: {e}")))?),
            None => None,
        };
        let audience = match programme.audience.as_deref() {
            None | Some("adults") => Audience::Adults,
            Some("children") => Audience::Children,
            Some(other) => {
                return Err(ProjectError(format!(
                    "programme.audience: \u{201c}{other}\u{201d} is neither adults nor children"
                )));
            }
        };
        let mut waivers = Vec::with_capacity(file.waiver.len());
        for (n, raw) in file.waiver.into_iter().enumerate() {
            let line = text.get(..raw.span().start).unwrap_or(text).matches('\n').count() + 1;
            let waiver = raw.into_inner().read();
            waivers.push(waiver.map_err(|e| ProjectError(format!("waiver {} (line {line}): {e}", n + 1)))?);
        }
        let shots = shot_list(programme)?;
        let tracks = file.track.into_iter().map(entry).collect::<Result<_, _>>()?;
        Ok(Self {
            programme: Programme {
                title: programme.title.clone(),
                frame_rate,
                start: match &programme.start {
                    Some(text) => Some(
                        Programme::read_start(text)
                            .map_err(|e| ProjectError(format!("programme.start: {e}")))?,
                    ),
                    None => None,
                },
                length: time("length", &programme.length)?,
                audience,
                shots: None,
            },
            shots,
            tracks,
            waivers,
            rules: crate::profile::read_settings("tregua.toml", text, file.rules)?,
            spelling: file
                .spelling
                .map(|it| SpellingFiles { words: it.words.into(), dictionaries: it.dictionaries.into() }),
        })
    }
}

fn shot_list(programme: &FileProgramme) -> Result<Option<ShotList>, ProjectError> {
    let Some(file) = programme.shots.clone() else {
        let stray = [("shots_format", &programme.shots_format), ("shots_start", &programme.shots_start)];
        return match stray.into_iter().find(|(_, value)| value.is_some()) {
            Some((key, _)) => Err(ProjectError(format!("programme.{key}: there is no programme.shots"))),
            None => Ok(None),
        };
    };
    let reader = match programme.shots_format.as_deref() {
        Some(id) => Some(by_id(id).ok_or_else(|| {
            ProjectError(format!("programme.shots_format: there is no such form \u{201c}{id}\u{201d}"))
        })?),
        None => None,
    };
    let start = match programme.shots_start.as_deref() {
        Some(text) => Some(
            Moment::parse(text)
                .map_err(|e| ProjectError(format!("programme.shots_start: \u{201c}{text}\u{201d}: {e}")))?,
        ),
        None => None,
    };
    Ok(Some(ShotList { file, reader, start }))
}

fn entry(track: FileTrack) -> Result<Entry, ProjectError> {
    let fail = |why: String| ProjectError(format!("track {}: {why}", track.file));
    let lang = Lang::parse(&track.lang).map_err(|e| fail(e.to_string()))?;
    let kind = match track.kind.as_deref() {
        None => Kind::Full,
        Some(text) => Kind::parse(text)
            .ok_or_else(|| fail(format!("\u{201c}{text}\u{201d} is no kind of track (full, forced, sdh)")))?,
    };
    Ok(Entry { lang, kind, profile: track.profile, encoding: track.encoding, file: track.file })
}

/// The language a file name ends in: `film.kk.srt`, `film_es-419.srt`, `film.ru-x-forced.srt`, `film.kk_KZ.srt`,
/// `film.ru.forced.srt`. Tags of Spanish, Kazakh, Russian and English are taken for one wherever they stand; other languages
/// behind a full stop and in their usual spelling (`film.sv.srt`, `film.pt-BR.srt`), as any two letters may be part of a
/// title.
#[must_use]
pub fn lang_of_file_name(name: &str) -> Option<Lang> {
    const KNOWN: [&str; 4] = ["es", "kk", "ru", "en"];
    const KINDS: [&str; 8] = ["forced", "sdh", "cc", "hi", "full", "utf8", "utf-8", "final"];
    let known = |tag: &str| Lang::parse(tag).ok().filter(|l| KNOWN.contains(&l.language()));
    const SIGNS: [char; 3] = ['.', '_', ' '];
    let mut stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // What the track carries may stand behind its language.
    while let Some((rest, last)) = stem.rsplit_once(SIGNS) {
        if !KINDS.contains(&last.to_ascii_lowercase().as_str()) {
            break;
        }
        stem = rest;
    }
    let last = stem.rsplit_once(SIGNS).and_then(|(_, last)| known(last));
    // `kk_KZ`: language and region parted by the sign that parts other things too.
    let two = || {
        let (rest, region) = stem.rsplit_once(SIGNS)?;
        let (_, language) = rest.rsplit_once(SIGNS)?;
        known(&format!("{language}-{region}"))
    };
    let hyphen =
        || stem.rsplit_once('-').filter(|(_, tail)| tail.len() <= 3).and_then(|(_, tail)| known(tail));
    last.or_else(two).or_else(hyphen).or_else(|| {
        let (title, tag) = stem.rsplit_once('.')?;
        spoken(tag).filter(|_| !title.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names() {
        for (name, tag) in [
            ("film.kk.srt", Some("kk")),
            ("film_es-419.srt", Some("es-419")),
            ("film.ru-x-forced.srt", Some("ru-x-forced")),
            ("film.kaz.srt", Some("kaz")),
            ("film.srt", None),
            ("es.srt", None),
            ("my_to.srt", None),
            ("la vida es.srt", Some("es")),
            ("film-ru.srt", Some("ru")),
            ("film.ru.forced.srt", Some("ru")),
            ("film.es.sdh.srt", Some("es")),
            ("film.kk_KZ.srt", Some("kk-KZ")),
            ("film.es_419.srt", Some("es-419")),
            ("film.final.srt", None),
            ("captions.sv.vtt", Some("sv")),
            ("film.pt-BR.forced.srt", Some("pt-BR")),
            ("film.zh-Hant.ass", Some("zh-Hant")),
            ("film.ja.hi.srt", Some("ja")),
            ("Dr.No.srt", None),
            ("Le_fin de.srt", None),
            ("de.srt", None),
            ("saga.ii.srt", None),
        ] {
            assert_eq!(lang_of_file_name(name).as_ref().map(Lang::as_str), tag, "{name}");
        }
    }

    #[test]
    fn project_files() {
        let text = "[programme]\ntitle = \"T\"\nframe_rate = \"24\"\nlength = \"02:30:00\"\n\n[[track]]\nlang = \"kk\"\nfile = \"a.srt\"\nkind = \"sdh\"\n\n[rules.\"timing/off-grid\"]\nlevel = \"off\"\n";
        let project = Project::parse(text).unwrap();
        assert_eq!((project.tracks.len(), project.tracks[0].kind), (1, Kind::Sdh));
        assert!(project.programme.frame_rate.is_some() && project.rules.contains_key("timing/off-grid"));
        assert!(project.shots.is_none());
        let shots =
            "[programme]\nshots = \"film.edl\"\nshots_format = \"edl\"\nshots_start = \"10:00:00:00\"\n";
        let list = Project::parse(shots).unwrap().shots.unwrap();
        assert_eq!((list.file.as_str(), list.reader.unwrap().id), ("film.edl", "edl"));
        assert!(matches!(list.start, Some(Moment::Label(_))));
        assert!(project.spelling.is_none());
        let start = Project::parse("[programme]\nstart = \"10:00:00:00\"\n").unwrap().programme.start;
        assert_eq!(start.map(|start| start.to_millis()), Some(36_000_000));
        let spelling = Project::parse("[spelling]\nwords = \"a.txt\"\ndictionaries = [\"b\", \"c\"]\n");
        let spelling = spelling.unwrap().spelling.unwrap();
        assert_eq!(
            (spelling.words, spelling.dictionaries),
            (vec!["a.txt".into()], vec!["b".into(), "c".into()])
        );
        assert!(Project::parse("[spelling]\n").unwrap().spelling.is_some());
        for (bad, says) in [
            ("[spelling]\nword = \"a\"", "word"),
            ("[programme]\nshots = \"a\"\nshots_format = \"x\"", "shots_format"),
            ("[programme]\nshots = \"a\"\nshots_start = \"x\"", "shots_start"),
            ("[programme]\nshots_start = \"1s\"", "no programme.shots"),
            ("[programme]\nframe_rate = \"x\"", "frame rate"),
            ("[[track]]\nlang = \"kz\"\nfile = \"a\"", "kk"),
            ("[[track]]\nlang = \"kk\"\nfile = \"a\"\nkind = \"x\"", "kind"),
            ("[rules.\"x/y\"]", "line 1"),
            ("colour = 1", "colour"),
            ("\n[[waiver]]\nrule = \"x\"\nreason = \"y\"", "waiver 1 (line 2)"),
        ] {
            let error = Project::parse(bad).unwrap_err().to_string();
            assert!(error.contains(says), "{bad}: {error}");
        }
    }
}
