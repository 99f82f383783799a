//! `tregua split`: a track in several languages, taken apart into them.

use crate::Outcome;
use crate::args::Split as Args;
use crate::cmd::convert::by_extension;
use crate::cmd::result;
use crate::io::{self, Input, Output, Target};
use crate::load::{self, Bytes, name};
use crate::open::{self, Known, Opened};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tregua_parse::base::Lang;
use tregua_parse::format::write::Target as Told;
use tregua_parse::format::{self, FORMATS, Format, written_as};
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_qa::split::{Doubt, Options, Split, split, track};

/// Lines named of each kind.
const SHOWN: usize = 20;

/// One language, spelt.
struct Made {
    path: PathBuf,
    bytes: Vec<u8>,
    summary: String,
    losses: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    if args.lang.len() == 1 {
        bail!("--lang names one language; name all that are in the file, two at least");
    }
    one_file(&args.output)?;
    let read = load::read(&args.file, &args.reading)?;
    let of = name(&args.file);
    let Opened { document, format, .. } =
        open::open(&args.file, read.bytes(), Known::new(&args.reading, None))?;
    open::decided(&args.file, &document.source)?;
    open::bearable(&args.file, &document)?;
    if document.cues.is_empty() {
        bail!("{of}: holds no cue");
    }
    let target = target(args, format)?;
    let whole = (format.lower)(&document);
    let parts = format::parts(&document);
    let options = Options { languages: args.lang.clone(), insist: args.insist };
    let found = split(&whole, &parts, &options).map_err(|refusal| {
        let named = if args.lang.is_empty() { " with --lang" } else { "" };
        let insist = if refusal.uncertain { ", or take the best guess with --insist" } else { "" };
        anyhow!("{of}: {refusal}{named}{insist}")
    })?;
    let mut made = Vec::with_capacity(found.languages.len());
    for (language, lang) in found.languages.iter().enumerate() {
        made.push(one(args, &document, &whole, &found, (language, lang), target)?);
    }
    let losses = losses(&made, &found.homeless(&whole), &document);
    if args.strict && !(losses.is_empty() && found.doubts.is_empty()) {
        tell(&of, &found, &losses, &document);
        render::message("error", "nothing was written, as --strict allows no loss and no doubt");
        return Ok(Outcome::Findings);
    }
    for folder in made.iter().filter_map(|it| it.path.parent()).filter(|it| !it.as_os_str().is_empty()) {
        io::make_folder(folder)?;
    }
    let inputs: Vec<&Input> = [&read].into_iter().filter_map(Bytes::input).collect();
    let outputs: Vec<Output<'_>> = made
        .iter()
        .map(|it| Output {
            target: Target::Create { path: &it.path, overwrite: args.overwrite },
            bytes: &it.bytes,
        })
        .collect();
    load::mention_left(&io::write_all(&inputs, &outputs)?);
    tell(&of, &found, &losses, &document);
    made.iter().for_each(|it| render::note(&it.summary));
    Ok(Outcome::Clean)
}

fn is_pattern(output: &Path) -> bool {
    output.to_str().is_some_and(|name| name.contains("{lang}"))
}

/// Refuses the name of one file, which is no place for several.
fn one_file(output: &Path) -> Result<()> {
    if is_pattern(output) || output.is_dir() {
        return Ok(());
    }
    if output == Path::new("-") {
        bail!(
            "there is a file for each language, and standard output is one; name a folder with -o, or film.{{lang}}.srt"
        );
    }
    let extension = output.extension().and_then(|it| it.to_str()).map(str::to_ascii_lowercase);
    let Some(extension) =
        extension.filter(|it| FORMATS.iter().any(|of| of.extensions.contains(&it.as_str())))
    else {
        return Ok(());
    };
    let mut pattern = output.with_extension("").into_os_string();
    pattern.push(format!(".{{lang}}.{extension}"));
    bail!(
        "{}: the name of one file, and there is one for each language; write {{lang}} where their names differ ({}), or name \
         a folder",
        name(output),
        name(Path::new(&pattern))
    )
}

/// The format of the results: named, by the pattern, or the file's own.
fn target(args: &Args, own: &'static Format) -> Result<&'static Format> {
    let format = match args.to {
        Some(format) => format,
        None if is_pattern(&args.output) => by_extension(&args.output, &|_| true)?.ok_or_else(|| {
            anyhow!(
                "{}: its name does not say what it is to be; name the format with --to",
                name(&args.output)
            )
        })?,
        None if own.write.is_some() => own,
        // Of formats that are only read another one is the usual way to write them.
        None => own.extensions.first().and_then(|it| written_as(it).first().copied()).unwrap_or(own),
    };
    if format.write.is_none() {
        bail!("{} is read, but not written, by this version; name another with --to", format.name);
    }
    Ok(format)
}

/// Where a language goes.
fn path(args: &Args, lang: &Lang, format: &Format) -> Result<PathBuf> {
    if is_pattern(&args.output) {
        let pattern = args.output.to_str().unwrap_or_default();
        return Ok(PathBuf::from(pattern.replace("{lang}", lang.as_str())));
    }
    let stem = match args.file == Path::new("-") {
        true => Some("standard-input"),
        false => args.file.file_stem().and_then(|stem| stem.to_str()),
    };
    let stem = stem.ok_or_else(|| anyhow!("{}: has no name to derive one from", name(&args.file)))?;
    let stem = stem.strip_suffix(".mul").unwrap_or(stem);
    let extension = format.extensions.first().copied().unwrap_or(format.id);
    Ok(args.output.join(format!("{stem}.{lang}.{extension}", lang = lang.as_str())))
}

fn one(
    args: &Args,
    document: &Document<'_>,
    whole: &Track<'_>,
    found: &Split,
    (language, lang): (usize, &Lang),
    target: &'static Format,
) -> Result<Made> {
    let (own, places) = track(whole, found, language);
    let told = Told { lang: Some(lang), rate: args.reading.more.fps, ..Told::default() };
    let name_of =
        |cue: u32| places.get(cue as usize).map_or(String::new(), |at| document.cue_name(*at as usize));
    let (bytes, losses) = result::spell(&own, target, &told, name_of)
        .map_err(|e| anyhow!("{}: {lang}: {e}", name(&args.file)))?;
    let path = path(args, lang, target)?;
    let summary =
        format!("{lang} -> {}: {} as {}", name(&path), render::count(own.cues.len(), "cue"), target.name);
    Ok(Made { path, bytes, summary, losses })
}

/// What is lost, in lines for people.
fn losses(made: &[Made], homeless: &[u32], document: &Document<'_>) -> Vec<String> {
    // What the whole file loses is the same for each language.
    let mut said = BTreeSet::new();
    let of_formats = made.iter().flat_map(|it| &it.losses).filter(|line| said.insert(line.as_str())).cloned();
    let left = |cue: &u32| {
        format!("{}: shows nothing of any language, and was left out", document.cue_name(*cue as usize))
    };
    homeless.iter().map(left).chain(of_formats).collect()
}

fn tell(of: &str, found: &Split, losses: &[String], document: &Document<'_>) {
    losses.iter().take(SHOWN).for_each(|line| render::message("loss", line));
    if let Some(more) = losses.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        render::message("loss", &format!("and {more} more"));
    }
    for doubt in found.doubts.iter().take(SHOWN) {
        render::message("doubt", &doubted(doubt, document));
    }
    if let Some(more) = found.doubts.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        render::message("doubt", &format!("and {more} more"));
    }
    let tags: Vec<&str> = found.languages.iter().map(Lang::as_str).collect();
    let how = if found.shared { "one above the other in each cue" } else { "each with cues of its own" };
    render::note(&format!("{of}: {}, {how}; {}", tags.join(", "), found.evidence));
}

fn doubted(doubt: &Doubt, document: &Document<'_>) -> String {
    let text = doubt.text.replace('\n', " / ");
    let cue = document.cue_name(doubt.cue as usize);
    format!("{cue}: \u{201c}{text}\u{201d} was taken for {} at {} %", doubt.lang, doubt.confidence)
}
