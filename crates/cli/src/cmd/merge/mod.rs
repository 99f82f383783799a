//! `tregua merge`: several languages in one track, checked again.

mod forced;
mod layout;
mod three_way;

use crate::Outcome;
use crate::args::{Layout, Merge, MergeCommand};
use crate::cmd::result;
use crate::io::Input;
use crate::load::{self, Bytes, name};
use crate::open::{self, Known};
use crate::render;
use anyhow::{Result, anyhow, bail};
use layout::{Made, apart, result_format, stacked};
use std::path::Path;
use tregua_parse::base::{Diagnostic, Lang, Severity};
use tregua_parse::format;
use tregua_parse::model::{Track, is_unseen};
use tregua_parse::syntax::Document;
use tregua_qa::merge;

pub(crate) fn run(args: &Merge) -> Result<Outcome> {
    match &args.what {
        Some(MergeCommand::ThreeWay(args)) => return three_way::run(args),
        Some(MergeCommand::Forced(args)) => return forced::run(args),
        None => {}
    }
    if !args.lang.is_empty() && args.lang.len() != args.files.len() {
        bail!("--lang names {} languages for {} files", args.lang.len(), args.files.len());
    }
    if args.tolerance.is_negative() {
        bail!("the tolerance cannot be negative");
    }
    if let Some(text) = args.separator.as_deref() {
        if args.layout != Layout::Stacked {
            bail!("--separator stands between languages in one cue; only --layout stacked has them there");
        }
        if text.contains(['\n', '\r']) || text.chars().all(is_unseen) {
            bail!("--separator: write one line that shows something; a blank line would end the cue");
        }
    }
    let read = args.files.iter().map(|f| load::read(f, &args.reading)).collect::<Result<Vec<_>>>()?;
    let mut documents = Vec::with_capacity(read.len());
    let mut langs = Vec::with_capacity(read.len());
    for (i, (path, bytes)) in args.files.iter().zip(&read).enumerate() {
        let (document, lang) = open(args, path, bytes, args.lang.get(i))?;
        documents.push(document);
        langs.push(lang);
    }
    let tracks: Vec<Track<'_>> = documents.iter().map(format::lower).collect();
    let inputs: Vec<merge::Input<'_>> = documents
        .iter()
        .zip(&tracks)
        .zip(&langs)
        .map(|((document, track), lang)| merge::Input { lang: lang.clone(), document, track })
        .collect();
    let format = result_format(args)?;
    let made = match args.layout {
        Layout::Stacked => stacked(args, &inputs, &langs, format)?,
        Layout::Styled | Layout::Regions | Layout::Interleaved => apart(args, &inputs, &langs, format)?,
    };
    let outcome = report(&made, args);
    if outcome != Outcome::Clean && args.strict {
        render::message("error", "nothing was written, as --strict allows no loss");
        return Ok(outcome);
    }
    let all: Vec<&Input> = read.iter().filter_map(Bytes::input).collect();
    result::deliver(&all, args.output.as_deref(), args.overwrite, &made.bytes)?;
    Ok(outcome)
}

/// Opens one track; its language comes from `--lang`, its name, or its text.
fn open<'a>(
    args: &Merge,
    path: &Path,
    bytes: &'a Bytes,
    named: Option<&Lang>,
) -> Result<(Document<'a>, Lang)> {
    let known = named.cloned().or_else(|| load::lang_of(path)).or_else(|| bytes.lang());
    let document = open::open(path, bytes.bytes(), Known::new(&args.reading, known.as_ref()))?.document;
    open::decided(path, &document.source)?;
    if document.cues.is_empty() {
        bail!("{}: holds no cue", name(path));
    }
    let lang = match known {
        Some(lang) => lang,
        None => {
            let track = format::lower(&document);
            open::language_in(&track)
                .or_else(|| open::told(&open::language_of(&track)))
                .ok_or_else(|| anyhow!("{}: its language is not certain; name it with --lang", name(path)))?
        }
    };
    Ok((document, lang))
}

fn report(made: &Made, args: &Merge) -> Outcome {
    const SHOWN: usize = 50;
    for (list, level) in [(&made.losses, "loss"), (&made.notices, "note")] {
        list.iter().take(SHOWN).for_each(|line| render::message(level, line));
        if let Some(more) = list.len().checked_sub(SHOWN).filter(|n| *n > 0) {
            render::message(level, &format!("and {more} more"));
        }
    }
    let grave: Vec<&Diagnostic> = made.found.iter().filter(|d| d.severity >= Severity::Warning).collect();
    for finding in grave.iter().take(SHOWN) {
        let cue =
            finding.cue.map_or(String::new(), |c| format!("cue {} of the result: ", c.saturating_add(1)));
        render::message(
            finding.severity.name(),
            &format!("{cue}{} [{}]", render::words(&finding.message), finding.rule),
        );
    }
    if let Some(more) = grave.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        render::message("warning", &format!("and {more} more findings in the result"));
    }
    let files: Vec<String> = args.files.iter().map(|f| name(f)).collect();
    render::note(&format!(
        "merged {} into {}; {}, {} in the result",
        files.join(", "),
        render::count(made.cues, "cue"),
        render::count(made.losses.len(), "loss"),
        render::count(grave.len(), "finding")
    ));
    if args.strict && !(made.losses.is_empty() && grave.is_empty()) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
