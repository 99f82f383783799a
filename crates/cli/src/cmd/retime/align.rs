//! `tregua retime align`: the times of another track of the film.

use super::sound::{Heard, Sound};
use crate::args::RetimeFiles;
use crate::load::{self, name};
use crate::open::{Known, open};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use tregua_parse::format;
use tregua_parse::syntax::Document;
use tregua_qa::align::{Alignment, Clue, Line, Options, align};
use tregua_qa::retime::TimeMap;

/// What every file is held against.
pub(super) struct Aligner {
    reference: Reference,
    options: Options,
    /// The one map of files that agree with one another.
    joint: Option<TimeMap>,
    quiet: bool,
}

enum Reference {
    Track(Vec<Line>),
    Sound(Heard),
}

impl Aligner {
    /// Reads the reference, and with `joint` all files.
    ///
    /// # Errors
    /// A reference that cannot be read, or a refusal.
    pub(super) fn new(to: &Path, min_confidence: u8, joint: bool, files: &RetimeFiles) -> Result<Self> {
        let options = Options { min_confidence: u16::from(min_confidence) * 10 };
        let reference = match Sound::of(to) {
            Some(sound) => Reference::Sound(sound.heard(files.to.quiet)?),
            None => Reference::Track(read(to, files)?),
        };
        let mut aligner = Self { reference, options, joint: None, quiet: files.to.quiet };
        if joint {
            let mut all = Vec::new();
            for path in &files.to.files {
                if path == Path::new("-") {
                    bail!("standard input is read once only; name the files to align them together");
                }
                all.extend(read(path, files)?);
            }
            all.sort_by_key(|line| (line.start, line.end));
            // What the tracks say at one time is said once.
            all.dedup_by_key(|line| line.start);
            aligner.joint = Some(aligner.found(&all)?);
        }
        Ok(aligner)
    }

    /// The map for a file.
    pub(super) fn map(&self, document: Option<&Document<'_>>) -> Result<TimeMap> {
        if let Some(map) = &self.joint {
            return Ok(map.clone());
        }
        self.found(&document.map(lines).unwrap_or_default())
    }

    fn found(&self, own: &[Line]) -> Result<TimeMap> {
        let reference = match &self.reference {
            Reference::Track(lines) => lines,
            Reference::Sound(heard) => {
                heard.covers(own)?;
                &heard.lines
            }
        };
        let found =
            align(own, reference, &self.options).map_err(|refusal| anyhow!("not aligned: {refusal}"))?;
        if !self.quiet {
            tell(&found);
        }
        Ok(found.map)
    }
}

fn read(path: &Path, files: &RetimeFiles) -> Result<Vec<Line>> {
    let bytes = load::read(path, &files.to.reading)?;
    let lang = load::lang_of(path);
    let document = open(path, bytes.bytes(), Known::new(&files.to.reading, lang.as_ref()))?.document;
    if document.cues.is_empty() {
        bail!("{}: holds no cue", name(path));
    }
    Ok(lines(&document))
}

fn lines(document: &Document<'_>) -> Vec<Line> {
    let track = format::lower(document);
    let line = |cue: &tregua_parse::model::Cue<'_>| {
        let (start, end) = cue.times?;
        let text: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        Some(Line { start, end, clue: Clue::of(&text.join("\n")) })
    };
    track.cues.iter().filter_map(line).collect()
}

/// What was found, and how sure it is.
fn tell(found: &Alignment) {
    let percent = |n: u16| format!("{}.{} %", n / 10, n % 10);
    let what = match (found.in_sync, found.splits.len()) {
        (true, _) => "in sync already; left as it is".to_owned(),
        (false, 0) => format!("one distance, speed {}", found.speed),
        (false, n) => format!("{}, speed {}", render::count(n, "split"), found.speed),
    };
    render::note(&format!(
        "{what}; {} sure, {} of {} explained, half of them within {} ms, nine in ten within {} ms",
        percent(found.confidence),
        percent(found.explained),
        render::count(found.cues, "cue"),
        found.median.to_millis(),
        found.most.to_millis()
    ));
    for split in &found.splits {
        let jump = split.jump.to_millis();
        render::note(&format!(
            "from {} on everything is {} ms {}; the change lies between {} and {}",
            split.at,
            jump.unsigned_abs(),
            if jump < 0 { "earlier" } else { "later" },
            split.earliest,
            split.latest
        ));
    }
}
