//! The films the pairs are made from.

use super::Cue;
use crate::feature::{FOLDER, TRACKS};
use anyhow::{Context as _, Result, anyhow};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tregua_parse::format::{srt, vtt};
use tregua_parse::source::Source;

/// Fewer cues say nothing about a film.
const FEWEST: usize = 12;
/// Between the lessons of a course, when they are put one behind the other to make a long film: two seconds to twenty.
const PAUSES: [i64; 5] = [2_000, 7_300, 4_150, 20_000, 11_042];

/// Films whose tracks have times of their own; and the languages whose times lie apart from the others' by more than a tenth
/// of a second on the whole, so that nobody knows what is right.
const INDEPENDENT: [(&str, &[&str]); 2] =
    [("elephantsdream-captions", &["en", "sv"]), ("media-blocks4all", &[])];

/// One film in several languages.
#[derive(Clone, Debug)]
pub struct Film {
    /// What it is called in the index.
    pub name: String,
    /// Language and cues, in the order of time.
    pub tracks: Vec<(String, Vec<Cue>)>,
}

/// All films there are.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The made-up feature, in the order of its tracks.
    pub feature: Film,
    /// Real films of a quarter of an hour and more.
    pub long: Vec<Film>,
    /// Real films of minutes. The lessons that `long` films are made of are among them.
    pub short: Vec<Film>,
    /// Real films of minutes whose tracks were timed by different people, not one from another. The middle of their
    /// differences is nought.
    pub independent: Vec<Film>,
}

impl Sources {
    /// Reads the feature under `root`, and real films from the folder of corpora, where there is one.
    ///
    /// # Errors
    /// When the feature is not there, or a file cannot be read.
    pub fn read(root: &Path, corpora: Option<&Path>) -> Result<Self> {
        let track = |track: &crate::feature::Track| -> Result<(String, Vec<Cue>)> {
            Ok((track.lang.to_owned(), cues(&root.join(FOLDER).join(track.file))?))
        };
        let tracks = TRACKS.iter().map(track).collect::<Result<Vec<_>>>()?;
        let mut out = Self {
            feature: Film { name: "feature".to_owned(), tracks },
            long: Vec::new(),
            short: Vec::new(),
            independent: Vec::new(),
        };
        let Some(corpora) = corpora.filter(|folder| folder.is_dir()) else { return Ok(out) };
        let lessons = corpora.join("tracks-morevna-courses/output");
        for course in ["course-synfig", "course-pepper"] {
            let films = course_films(&lessons.join(course))?;
            out.long.extend(joined(course, &films));
            out.short.extend(films);
        }
        for (folder, split) in [
            ("tracks-elephantsdream/docs/examples/elephantsdream", "captions."),
            ("tracks-ableplayer/media", "_captions_"),
            ("tracks-ableplayer/media", "paulallen_"),
        ] {
            for mut film in named(&corpora.join(folder), split)? {
                let independent = INDEPENDENT.iter().find(|(name, _)| film.name == *name);
                if let Some((_, early)) = independent {
                    film.tracks.retain(|(lang, _)| !early.contains(&lang.as_str()));
                    out.independent.push(film);
                } else {
                    out.short.push(film);
                }
            }
        }
        Ok(out)
    }
}

/// The cues of a SubRip or WebVTT file that have times, in the order of time.
fn cues(path: &Path) -> Result<Vec<Cue>> {
    let raw = std::fs::read(path).with_context(|| path.display().to_string())?;
    let source = Source::open(&raw, None, None).map_err(|e| anyhow!("{}: {e:?}", path.display()))?;
    let is_vtt = path.extension().is_some_and(|ext| ext == "vtt");
    let document = if is_vtt { vtt::parse(source) } else { srt::parse(source) };
    let track = if is_vtt { vtt::lower(&document) } else { srt::lower(&document) };
    let cue = |cue: &tregua_parse::model::Cue<'_>| {
        let (start, end) = cue.times?;
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        let text = lines.join("\n").trim().to_owned();
        Some(Cue { start: start.to_millis(), end: end.to_millis(), text })
    };
    let mut out: Vec<Cue> =
        track.cues.iter().filter_map(cue).filter(|cue| cue.end > cue.start && !cue.text.is_empty()).collect();
    out.sort_by_key(|cue| (cue.start, cue.end));
    Ok(out)
}

/// The files of a folder in the order of their names; none where there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut out = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()
        .with_context(|| folder.display().to_string())?;
    out.sort();
    Ok(out)
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

fn films(tracks: BTreeMap<String, Vec<(String, Vec<Cue>)>>) -> Vec<Film> {
    tracks
        .into_iter()
        .map(|(name, tracks)| Film { name, tracks })
        .filter(|film| film.tracks.len() > 1)
        .collect()
}

/// The lessons of a course: a folder for each language, and files of the same names in them.
fn course_films(folder: &Path) -> Result<Vec<Film>> {
    let mut found: BTreeMap<String, Vec<(String, Vec<Cue>)>> = BTreeMap::new();
    for lang in files(folder)? {
        for path in files(&lang)?.iter().filter(|path| path.extension().is_some_and(|ext| ext == "srt")) {
            let cues = cues(path)?;
            if cues.len() >= FEWEST {
                found.entry(stem(path).to_owned()).or_default().push((stem(&lang).to_owned(), cues));
            }
        }
    }
    Ok(films(found))
}

/// Files `FILM…SPLIT…LANG.vtt` of a folder.
fn named(folder: &Path, split: &str) -> Result<Vec<Film>> {
    let folder_name = stem(folder).to_owned();
    let mut found: BTreeMap<String, Vec<(String, Vec<Cue>)>> = BTreeMap::new();
    for path in files(folder)?.iter().filter(|path| path.extension().is_some_and(|ext| ext == "vtt")) {
        let Some((film, lang)) = stem(path).split_once(split) else { continue };
        let cues = cues(path)?;
        if cues.len() >= FEWEST && lang.len() <= 5 && lang != "meta" {
            let film = if film.is_empty() { split.trim_matches(['.', '_']) } else { film };
            found.entry(format!("{folder_name}-{film}")).or_default().push((lang.to_owned(), cues));
        }
    }
    Ok(films(found))
}

/// The lessons that a course has in most of its languages, one behind the other.
fn joined(name: &str, lessons: &[Film]) -> Option<Film> {
    let most = lessons.iter().map(|film| film.tracks.len()).max()?;
    let lessons: Vec<&Film> = lessons.iter().filter(|film| film.tracks.len() == most).collect();
    let mut tracks: Vec<(String, Vec<Cue>)> = Vec::new();
    for (lang, _) in &lessons.first()?.tracks {
        let mut at = 0;
        let mut out = Vec::new();
        for (number, lesson) in lessons.iter().enumerate() {
            let cues = &lesson.tracks.iter().find(|(other, _)| other == lang)?.1;
            let moved = |cue: &Cue| Cue { start: cue.start + at, end: cue.end + at, text: cue.text.clone() };
            out.extend(cues.iter().map(moved));
            // The film goes on where the longest of the languages ends.
            let ends = lesson.tracks.iter().flat_map(|(_, cues)| cues.last()).map(|cue| cue.end);
            at += ends.max().unwrap_or(0) + PAUSES[number % PAUSES.len()];
        }
        tracks.push((lang.clone(), out));
    }
    Some(Film { name: name.to_owned(), tracks })
}
