//! `tregua merge`: several languages in one track, checked again.

mod forced;
mod layout;
mod reels;
mod three_way;

use crate::Outcome;
use crate::args::{Layout, Merge, MergeCommand};
use crate::cmd::{one_of, result};
use crate::io::Input;
use crate::load::{self, Bytes, name};
use crate::open::bearable;
use crate::render;
use anyhow::{Result, anyhow, bail};
use layout::{Made, apart, result_format, stacked};
use tregua_parse::base::{Diagnostic, Severity};
use tregua_parse::model::{Track, is_unseen};
use tregua_qa::merge;

pub(crate) fn run(args: &Merge) -> Result<Outcome> {
    match &args.what {
        Some(MergeCommand::ThreeWay(args)) => return three_way::run(args),
        Some(MergeCommand::Forced(args)) => return forced::run(args),
        Some(MergeCommand::Reels(args)) => return reels::run(args),
        None => {}
    }
    if !args.lang.is_empty() && args.lang.len() != args.files.len() {
        bail!("--lang names {} languages for {} files", args.lang.len(), args.files.len());
    }
    if args.tolerance.is_negative() {
        bail!("the tolerance cannot be negative");
    }
    unused(args)?;
    let shows = |text: &str| !text.contains(['\n', '\r']) && !text.chars().all(is_unseen);
    if !args.separator.as_deref().is_none_or(shows) {
        bail!("--separator: write one line that shows something; a blank line would end the cue");
    }
    let read = args.files.iter().map(|f| load::read(f, &args.reading)).collect::<Result<Vec<_>>>()?;
    let mut opened = Vec::with_capacity(read.len());
    for (at, (path, bytes)) in args.files.iter().zip(&read).enumerate() {
        let read = one_of::open(path, bytes, args.lang.get(at), &args.reading)?;
        bearable(path, &read.document)?;
        opened.push(read);
    }
    let tracks: Vec<Track<'_>> = opened.iter().map(|it| (it.format.lower)(&it.document)).collect();
    let mut langs = Vec::with_capacity(read.len());
    for ((path, it), track) in args.files.iter().zip(&opened).zip(&tracks) {
        let unclear = || anyhow!("{}: its language is not certain; name it with --lang", name(path));
        langs.push(it.lang(track).ok_or_else(unclear)?);
    }
    let inputs: Vec<merge::Input<'_>> = opened
        .iter()
        .zip(&tracks)
        .zip(&langs)
        .map(|((it, track), lang)| merge::Input { lang: lang.clone(), document: &it.document, track })
        .collect();
    let format = result_format(args)?;
    let made = match args.layout {
        Layout::Stacked => stacked(args, &inputs, &langs, format)?,
        Layout::Styled | Layout::Regions | Layout::Interleaved => apart(args, &inputs, &langs, format)?,
    };
    let grave: Vec<&Diagnostic> = made.found.iter().filter(|d| d.severity >= Severity::Warning).collect();
    if args.strict && !(made.losses.is_empty() && grave.is_empty()) {
        tell(&made, &grave);
        render::message("error", "nothing was written, as --strict allows no loss");
        return Ok(Outcome::Findings);
    }
    let all: Vec<&Input> = read.iter().filter_map(Bytes::input).collect();
    result::deliver(&all, args.output.as_deref(), args.overwrite, &made.bytes)?;
    tell(&made, &grave);
    let files: Vec<String> = args.files.iter().map(|f| name(f)).collect();
    render::note(&format!(
        "merged {} into {}; {}, {} in the result",
        files.join(", "),
        render::count(made.cues, "cue"),
        render::count(made.losses.len(), "loss"),
        render::count(grave.len(), "finding")
    ));
    Ok(Outcome::Clean)
}

/// Refuses what the layout has no use for, rather than leaving it out silently.
fn unused(args: &Merge) -> Result<()> {
    let stacked = args.layout == Layout::Stacked;
    let seated = matches!(args.layout, Layout::Styled | Layout::Regions);
    if args.separator.is_some() && !stacked {
        bail!("--separator stands between languages in one cue; only --layout stacked has them there");
    }
    if args.timing.is_some() && !stacked {
        bail!(
            "--timing says where the times of a cue with several languages come from; only --layout stacked has such cues, \
             in the others each cue keeps its own"
        );
    }
    for (flag, given) in [("--top", !args.top.is_empty()), ("--size", !args.size.is_empty())] {
        if given && !seated {
            bail!(
                "{flag} is for languages with a part of the screen of their own: --layout styled and regions"
            );
        }
    }
    Ok(())
}

/// What is to be said of a result.
fn tell(made: &Made, grave: &[&Diagnostic]) {
    const SHOWN: usize = 50;
    for (list, level) in [(&made.losses, "loss"), (&made.notices, "note")] {
        list.iter().take(SHOWN).for_each(|line| render::message(level, line));
        if let Some(more) = list.len().checked_sub(SHOWN).filter(|n| *n > 0) {
            render::message(level, &format!("and {more} more"));
        }
    }
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
}
