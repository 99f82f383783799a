//! `tregua retime align`: the times of another track of the film.

mod answer;
mod json;
mod unfit;

use super::sound::{Heard, Sound};
use crate::args::{Align, Form, Moving};
use crate::load::{self, name};
use crate::open::{Known, open};
use crate::render::{self, html::alignment};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use tregua_parse::format;
use tregua_parse::syntax::Document;
use tregua_qa::align::{Alignment, Clue, Line, Options, align, belongs};

pub(super) use answer::answer;
use json::Page;
pub(super) use unfit::Unfit;

/// What every file is held against.
pub(super) struct Aligner {
    reference: Reference,
    name: String,
    options: Options,
    /// The one answer for files that agree with one another, or why there is none.
    joint: Option<Result<Alignment, Unfit>>,
    quiet: bool,
}

enum Reference {
    Track(Vec<Line>),
    Sound(Heard),
}

impl Aligner {
    /// Reads the reference, and with `--joint` all files.
    ///
    /// # Errors
    /// A reference that cannot be read, or a refusal.
    pub(super) fn new(args: &Align) -> Result<Self> {
        let files = &args.files;
        let is_json = args.format == Form::Json;
        let quiet = files.to.quiet || is_json;
        let options = Options { min_confidence: u16::from(args.min_confidence) * 10 };
        let reference = match Sound::of(&args.to) {
            Some(sound) => Reference::Sound(sound.heard(quiet)?),
            None => Reference::Track(read(&args.to, files)?),
        };
        let name = name(&args.to);
        let mut aligner = Self { reference, name, options, joint: None, quiet };
        if args.joint {
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
            let found = aligner.found(&all);
            // For a program, each file has its answer.
            aligner.joint = Some(if is_json { found } else { Ok(found?) });
        }
        Ok(aligner)
    }

    /// What tracks are held against, by name.
    pub(super) fn reference(&self) -> &str {
        &self.name
    }

    fn lines(&self) -> &[Line] {
        match &self.reference {
            Reference::Track(lines) => lines,
            Reference::Sound(heard) => &heard.lines,
        }
    }

    /// Where a file belongs.
    pub(super) fn of(&self, document: Option<&Document<'_>>) -> Result<Alignment> {
        let own = document.map(lines).unwrap_or_default();
        if let Some(joint) = &self.joint {
            let found = joint.as_ref().map_err(|unfit| *unfit)?;
            belongs(&own, self.lines(), &found.map).map_err(Unfit::Apart)?;
            return Ok(found.clone());
        }
        Ok(self.found(&own)?)
    }

    fn found(&self, own: &[Line]) -> Result<Alignment, Unfit> {
        if let Reference::Sound(heard) = &self.reference {
            heard.covers(own)?;
        }
        let found = align(own, self.lines(), &self.options).map_err(Unfit::Refused)?;
        if !self.quiet {
            tell(&found);
        }
        Ok(found)
    }
}

/// The picture that `--plot` asks for.
pub(super) struct Picture {
    path: PathBuf,
    of: String,
    to: String,
}

impl Picture {
    /// None unless it is asked for.
    ///
    /// # Errors
    /// Several files that each have their own place; no file name.
    pub(super) fn of(args: &Align) -> Result<Option<Self>> {
        let Some(path) = args.plot.clone() else { return Ok(None) };
        if path == Path::new("-") {
            bail!("--plot writes a file; name one such as alignment.svg");
        }
        let files = &args.files.to.files;
        // The picture goes to others; it names no folder.
        let short = |path: &Path| path.file_name().map_or_else(|| name(path), |it| name(Path::new(it)));
        let of = match files.as_slice() {
            [one] => short(one),
            all if args.joint => render::count(all.len(), "track"),
            _ => bail!("--plot draws one alignment; name one file, or align them together with --joint"),
        };
        Ok(Some(Self { path, of, to: short(&args.to) }))
    }

    /// Where it goes, and its bytes.
    pub(super) fn drawn(self, found: &Alignment) -> (PathBuf, Vec<u8>) {
        let bytes = alignment::picture(found, &self.of, &self.to).into_bytes();
        (self.path, bytes)
    }
}

fn read(path: &Path, files: &Moving) -> Result<Vec<Line>> {
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
    // The edges of a film are one thing, a reference of one reel another.
    if found.outside * 20 > found.cues {
        render::note(&format!(
            "{} lie before or behind all that the reference has, and follow the nearest that do not",
            render::count(found.outside, "cue")
        ));
    }
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
