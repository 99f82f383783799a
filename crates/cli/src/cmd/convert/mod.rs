//! `tregua convert`: a track in another format, with everything named that it does not have there.

mod body;
mod large;
mod losses;
mod many;
mod script;
mod target;

pub(crate) use target::by_extension;

use crate::Outcome;
use crate::args::{Convert, Form};
use crate::catalogue::Named;
use crate::cmd::result;
use crate::film;
use crate::io::{self, Input};
use crate::load::{self, Bytes, name};
use crate::open::{Known, Opened, decided, language_in, language_of, open, told};
use crate::render;
use anyhow::{Result, anyhow, bail};
use losses::Losses;
use std::path::{Path, PathBuf};
use target::{Place, Wanted};
use tregua_parse::base::Lang;
use tregua_parse::format::Format;
use tregua_parse::format::write::{self, Target as Told};
use tregua_parse::model::{Loss, LossKind};
use tregua_parse::syntax::Document;
use tregua_qa::script::{TAG, rewrite};

pub(crate) fn run(args: &Convert) -> Result<Outcome> {
    let named = Named::of(&args.files, args.batch.follow_links)?;
    let wanted = Wanted::new(args, named.is_some())?;
    let template = match &args.template {
        Some(path) => Some(load::read(path, &args.reading.general())?),
        None => None,
    };
    let template = match (&args.template, &template) {
        (Some(path), Some(bytes)) => Some(load::text(path, bytes.bytes())?),
        _ => None,
    };
    if let Some(named) = named {
        return many::run(args, &wanted, named, template);
    }
    if let Some(folder) = &args.output_dir {
        io::make_folder(folder)?;
    }
    if args.resume.resume.is_some() {
        bail!("--resume is for folders, patterns and lists of files");
    }
    let mut outcome = Outcome::Clean;
    let mut all = Vec::with_capacity(args.files.len());
    for (path, place) in args.files.iter().zip(&wanted.places) {
        // One bad file stops nothing.
        match one(args, &wanted, path, place, template) {
            Ok(one) => {
                if args.format == Form::Human && !args.quiet {
                    one.losses.print();
                }
                match &one.refused {
                    Some(why) => render::message("error", why),
                    None if args.format == Form::Human && !args.quiet => render::note(&one.said),
                    None => {}
                }
                if one.refused.is_some() {
                    outcome = outcome.and(Outcome::Findings);
                }
                all.push(one.losses);
            }
            Err(error) => {
                let fault = error.downcast_ref::<io::Fault>();
                if fault.is_some_and(|f| f.kind() == io::FaultKind::Interrupted) {
                    return Err(error);
                }
                render::message("error", &format!("{error:#}"));
                all.push(Losses::failed(path, &format!("{error:#}")));
                outcome = outcome.and(Outcome::Failed);
            }
        }
    }
    if args.format == Form::Json {
        render::stdout(&losses::json(&all)?)?;
    }
    Ok(outcome)
}

/// What became of a file.
struct One {
    losses: Losses,
    /// Why nothing was written, where no loss is allowed.
    refused: Option<String>,
    /// What was written, and where.
    said: String,
}

/// Converts one file and writes it.
fn one(args: &Convert, wanted: &Wanted, path: &Path, place: &Place, template: Option<&str>) -> Result<One> {
    let (done, input) = match large::made(args, wanted, path, template)? {
        Some(done) => done,
        None => {
            let input = load::read(path, &args.reading.general())?;
            (made(args, wanted, path, &input, template)?, input)
        }
    };
    let refused = done.refused(args, path);
    if refused.is_none() {
        deliver(args, &input, place, &done.bytes)?;
    }
    let to = match place {
        Place::Stdout => "standard output".to_owned(),
        Place::File(to) => io::shown(to),
    };
    let said = format!("{} -> {to}: {}", name(path), done.summary);
    Ok(One { losses: done.losses, refused, said })
}

/// A file in its new form.
fn made(args: &Convert, wanted: &Wanted, path: &Path, input: &Bytes, template: Option<&str>) -> Result<Done> {
    let named = args.lang.clone().or_else(|| load::lang_of(path)).or_else(|| input.lang());
    spell(args, wanted, path, input.bytes(), named, template)
}

/// A file in its new form.
struct Done {
    bytes: Vec<u8>,
    losses: Losses,
    summary: String,
}

fn spell(
    args: &Convert,
    wanted: &Wanted,
    path: &Path,
    raw: &[u8],
    named: Option<Lang>,
    template: Option<&str>,
) -> Result<Done> {
    let fail = |why: String| anyhow!("{}: {why}", name(path));
    let known = Known::new(&args.reading.general(), named.as_ref());
    let Opened { document, format, .. } = open(path, raw, known)?;
    decided(path, &document.source)?;
    if document.cues.is_empty() {
        bail!("{}: holds no cue; nothing was written", name(path));
    }
    let target = wanted.format.unwrap_or(format);
    let mut track = (format.lower)(&document);
    let mut lang = named.or_else(|| language_in(&track)).or_else(|| told(&language_of(&track)));
    if let Some(table) = wanted.script {
        script::allowed(lang.as_ref()).map_err(fail)?;
        // In its own format a file keeps every byte that is no letter.
        if target == format {
            let (bytes, losses) = script::in_place(&document, &track, table).map_err(fail)?;
            return Ok(Done::new(path, &document, target, bytes, losses));
        }
    }
    let Some(writer) = target.write else {
        bail!("{} is read, but not written, by this version; `tregua formats` lists what is", target.name);
    };
    let mut losses = Vec::new();
    if let Some(table) = wanted.script {
        losses.extend(rewrite(&mut track, table));
        lang = Lang::parse(TAG).ok();
    }
    let wishes = Told {
        lang: lang.as_ref(),
        title: args.title.as_deref(),
        rate: args.reading.more.fps,
        start: args.target_start,
        template,
        before: 0,
    };
    let written = write::write(&track, writer, &wishes).map_err(|e| fail(e.to_string()))?;
    let gone = written.losses.iter().filter(|loss| loss.kind == LossKind::Cue && loss.cue.is_some()).count();
    if gone >= track.cues.len() {
        bail!("{}: none of its cues could be written ({}); nothing was", name(path), why(&written.losses));
    }
    losses.extend(written.losses);
    let bytes =
        body::encode_body(written.body, args, writer.utf8_only).map_err(|e| fail(format!("{e:#}")))?;
    Ok(Done::new(path, &document, target, bytes, losses))
}

impl Done {
    fn new(path: &Path, document: &Document<'_>, to: &Format, bytes: Vec<u8>, losses: Vec<Loss>) -> Self {
        Self::with(to, bytes, Losses::new(path, document, to, losses))
    }

    fn with(to: &Format, bytes: Vec<u8>, losses: Losses) -> Self {
        let summary = format!(
            "{} as {}, {}",
            render::count(losses.cues(), "cue"),
            to.name,
            render::count(losses.len(), "loss")
        );
        Self { bytes, losses, summary }
    }

    /// Why it must not be written, if it must not.
    fn refused(&self, args: &Convert, path: &Path) -> Option<String> {
        let refused = args.strict && !self.losses.is_empty();
        refused.then(|| format!("{}: nothing was written, as --strict allows no loss", name(path)))
    }
}

/// Puts the bytes where they are wanted.
fn deliver(args: &Convert, input: &Bytes, place: &Place, bytes: &[u8]) -> Result<()> {
    let all: Vec<&Input> = input.input().into_iter().collect();
    let path = match place {
        Place::Stdout => None,
        Place::File(path) => Some(path.as_path()),
    };
    result::deliver(&all, path, args.overwrite, bytes)
}

/// Where a file of a folder of results goes: `film.kk.srt` as WebVTT is `film.kk.vtt`.
fn renamed(path: &Path, folder: &Path, extension: &str) -> Result<PathBuf> {
    let (base, selector) = film::split(path);
    let stem = base.file_stem().ok_or_else(|| anyhow!("{}: has no name to derive one from", name(path)))?;
    let mut file = stem.to_owned();
    // A track inside a film: `film.mkv#kk` as WebVTT is `film.kk.vtt`.
    if let Some(selector) = selector {
        file.push(".");
        file.push(selector);
    }
    file.push(".");
    file.push(extension);
    Ok(folder.join(file))
}

/// Why cues were left out: what is said of the first.
fn why(losses: &[Loss]) -> &str {
    losses.iter().find(|loss| loss.kind == LossKind::Cue).map_or("", |loss| &loss.what)
}
