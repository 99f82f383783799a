//! How the languages share the screen, and what becomes of the result.

use crate::args::{Layout, Merge, TimingArg};
use crate::cmd::convert::by_extension;
use crate::cmd::result;
use crate::load::name;
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::path::Path;
use tregua_parse::base::{Diagnostic, Lang, Severity};
use tregua_parse::format::write::Target as Told;
use tregua_parse::format::{Format, Look, ReadOptions, by_name};
use tregua_parse::model::{Colour, Percent, Track};
use tregua_parse::source::{Encoding, Source};
use tregua_qa::check::{Context, check};
use tregua_qa::merge::{self, AnswerOptions, Budget, Decoration, Input, Seat, StackOptions, Timing};
use tregua_qa::pairing;
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};

/// A merged track, spelt.
pub(super) struct Made {
    pub(super) bytes: Vec<u8>,
    pub(super) cues: usize,
    pub(super) losses: Vec<String>,
    pub(super) notices: Vec<String>,
    pub(super) found: Vec<Diagnostic>,
}

/// The format of the result: named, by the output's name, or the usual one of the layout.
pub(super) fn result_format(args: &Merge) -> Result<&'static Format> {
    // What has neither styles nor regions is written by every format.
    let fits: &[&str] = match args.layout {
        Layout::Stacked | Layout::Interleaved => &[],
        Layout::Styled => &["ass", "ssa"],
        Layout::Regions => &["imsc", "vtt"],
    };
    let fit = |format: &Format| fits.is_empty() || fits.contains(&format.id);
    let output = args.output.as_ref().filter(|path| path.as_path() != Path::new("-"));
    let format = match (args.to, output) {
        (Some(format), _) => Some(format),
        (None, Some(output)) => {
            let found = match by_extension(output, &fit)? {
                None => by_extension(output, &|_| true)?,
                found => found,
            };
            let unclear = "its name does not say what it is to be; name the format with --to";
            Some(found.ok_or_else(|| anyhow!("{}: {unclear}", name(output)))?)
        }
        (None, None) => by_name(fits.first().copied().unwrap_or("srt")),
    };
    let format = format.ok_or_else(|| anyhow!("name the format of the result with --to"))?;
    if !fit(format) {
        bail!("this layout is written as {}, not as {}", fits.join(" or "), format.name);
    }
    Ok(format)
}

/// One cue of each group, the languages one above the other.
pub(super) fn stacked(
    args: &Merge,
    inputs: &[Input<'_>],
    langs: &[Lang],
    format: &'static Format,
) -> Result<Made> {
    let timing = match &args.timing {
        None | Some(TimingArg::Union) => Timing::Union,
        Some(TimingArg::First) => Timing::First,
        Some(TimingArg::Intersection) => Timing::Intersection,
        Some(TimingArg::Lang(wanted)) => {
            let input = langs.iter().position(|lang| lang.is_in(wanted));
            Timing::Of(input.ok_or_else(|| anyhow!("--timing {wanted}: none of the tracks is in {wanted}"))?)
        }
    };
    let leader = if let Timing::Of(input) = timing { input } else { 0 };
    let found = merge::answers(inputs, &AnswerOptions { leader, tolerance: args.tolerance });
    let doubts = related(args, &found)?;
    after_zero(args, inputs, &found, leader)?;
    let options = StackOptions {
        timing,
        decorations: decorations(args, langs)?,
        budgets: budgets(args, langs)?,
        separator: args.separator.clone(),
        times: found.times,
        ..StackOptions::default()
    };
    // The program ends with this: to give back thousands of texts one by one would take a while, for nothing.
    let groups = ManuallyDrop::new(found.groups);
    let merged = ManuallyDrop::new(merge::stack(inputs, &groups, &options));
    let all = found.losses.iter().chain(&merged.losses);
    let (notices, losses): (Vec<_>, Vec<_>) = all.partition(|loss| loss.kind.is_notice());
    let mut losses: Vec<String> = losses.iter().map(ToString::to_string).collect();
    let bytes = spell(
        args,
        &merge::to_track(&merged),
        several(langs).as_ref().or(langs.first()),
        format,
        &mut losses,
    )?;
    let found = recheck(&bytes, format, &[])?;
    let notices = doubts.into_iter().chain(notices.iter().map(ToString::to_string)).collect();
    Ok(Made { bytes, cues: merged.cues.len(), losses, notices, found })
}

/// What to say of tracks that are hardly of the others' film; those that are not stop the merge.
fn related(args: &Merge, found: &merge::Answers) -> Result<Vec<String>> {
    let say = |input: usize, how: &str| {
        let of = name(args.files.get(input)?);
        let related = percent(found.related.get(input).copied()?);
        Some(format!("{of}: {how} of the others' film: its cues go with theirs at {related}"))
    };
    let mut out: Vec<String> =
        found.strangers().filter_map(|input| say(input, "does not seem to be")).collect();
    if let (Some(first), false) = (out.first(), args.insist) {
        bail!(
            "{first}; {} are asked for. Take the track of the same film, or bring it over first \
             (`tregua retime align`); --insist merges them as they are",
            percent(pairing::RELATED)
        );
    }
    out.extend(found.doubtful().filter_map(|input| say(input, "may not be")));
    Ok(out)
}

/// Refuses what bringing a track over would put before the programme's beginning.
fn after_zero(args: &Merge, inputs: &[Input<'_>], found: &merge::Answers, leader: usize) -> Result<()> {
    for ((input, there), file) in inputs.iter().zip(&found.times).zip(&args.files) {
        let early = input.track.cues.iter().zip(there).enumerate().find_map(|(cue, (own, there))| {
            let (own, there) = (own.times?.0, (*there)?.0);
            (there.is_negative() && !own.is_negative()).then_some((cue, there))
        });
        if let Some((cue, there)) = early {
            let (of, lang) = (name(file), &input.lang);
            let leading = args.files.get(leader).map(|file| name(file)).unwrap_or_default();
            let cue = input.document.cue_name(cue);
            bail!(
                "{of}: {cue} would be over before the film begins, at {there}, as the track is brought onto the times of {leading}; \
                 keep this track's times with --timing {lang}, or take the cue out"
            );
        }
    }
    Ok(())
}

/// What to say of tracks that a stacked merge would have brought over.
fn late(args: &Merge, found: &merge::Answers) -> Vec<String> {
    let shifted = |input: &usize| {
        found.losses.iter().any(|loss| loss.kind == merge::LossKind::Shifted && loss.input == *input)
    };
    let files = args.files.iter().enumerate().filter(|(input, _)| shifted(input));
    files
        .map(|(_, file)| {
            format!(
                "{}: lies apart from the others in time, and this layout keeps its times; `tregua retime align` brings it over",
                name(file)
            )
        })
        .collect()
}

fn percent(per_mille: u16) -> String {
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

/// Formats that name a track's language have a tag for one in several.
fn several(langs: &[Lang]) -> Option<Lang> {
    Lang::parse("mul").ok().filter(|_| langs.iter().any(|lang| Some(lang) != langs.first()))
}

/// Every cue of every language by itself, in its language's part of the screen or just by in-time.
pub(super) fn apart(
    args: &Merge,
    inputs: &[Input<'_>],
    langs: &[Lang],
    format: &'static Format,
) -> Result<Made> {
    let seats = seats(args, langs)?;
    let found = merge::answers(inputs, &AnswerOptions { leader: 0, tolerance: args.tolerance });
    let mut doubts = related(args, &found)?;
    doubts.extend(late(args, &found));
    let (track, lost, lang) = match args.layout {
        Layout::Interleaved => {
            // That a format does not name the language of a cue is no loss: the inputs' cues did not either.
            let told = format.write.is_some_and(|writer| writer.carries.foreign);
            let (track, lost) = merge::interleaved(inputs, &seats, told);
            (track, lost, several(langs).or_else(|| langs.first().cloned()))
        }
        _ => {
            let (track, lost) = merge::layers(inputs, &seats);
            (track, lost, langs.first().cloned())
        }
    };
    let (notices, lost): (Vec<_>, Vec<_>) = lost.iter().partition(|loss| loss.kind.is_notice());
    let mut losses: Vec<String> = lost.iter().map(ToString::to_string).collect();
    let bytes = spell(args, &track, lang.as_ref(), format, &mut losses)?;
    // That cues of two languages are shown at once is what the layout is for.
    let found = recheck(&bytes, format, &["timing/overlap"])?;
    let notices = doubts.into_iter().chain(notices.iter().map(ToString::to_string)).collect();
    Ok(Made { bytes, cues: track.cues.len(), losses, notices, found })
}

fn spell(
    args: &Merge,
    track: &Track<'_>,
    lang: Option<&Lang>,
    format: &Format,
    losses: &mut Vec<String>,
) -> Result<Vec<u8>> {
    let told = Told { lang, title: args.title.as_deref(), rate: args.reading.more.fps, ..Told::default() };
    let (bytes, lost) = result::spell(track, format, &told, result::of_the_result)?;
    losses.extend(lost);
    Ok(bytes)
}

/// Checks the result as a bilingual track.
fn recheck(bytes: &[u8], format: &Format, but: &[&str]) -> Result<Vec<Diagnostic>> {
    let selection =
        Selection { ignore: but.iter().map(|rule| (*rule).to_owned()).collect(), ..Selection::default() };
    // What is only worth a note is not told of a merge.
    let rules = RuleSet::new(&Profile::builtin("bilingual")?, &BTreeMap::new(), &selection)?;
    let rules = rules.at_least(Severity::Warning);
    let encoding = match format.sniff {
        Look::Bytes(_) => Encoding::Bytes,
        Look::Text(_) | Look::Never => Encoding::Utf8,
    };
    let document = (format.parse)(Source::open(bytes, Some(encoding), None)?, &ReadOptions::default());
    let track = (format.lower)(&document);
    let programme = Programme::default();
    Ok(check(&Context::new(&document, &track, None, Kind::Full, &programme), &rules))
}

/// What each language looks like and where it stands.
fn seats(args: &Merge, langs: &[Lang]) -> Result<Vec<Seat>> {
    let decorations = decorations(args, langs)?;
    let budgets = budgets(args, langs)?.into_iter().chain(std::iter::repeat(None));
    let mut seats: Vec<Seat> = decorations
        .into_iter()
        .zip(budgets)
        .map(|(decoration, budget)| Seat { decoration, budget, ..Seat::default() })
        .collect();
    if let (true, Some(first)) = (args.top.is_empty(), seats.first_mut()) {
        first.top = true;
    }
    for lang in &args.top {
        each(langs, &mut seats, lang, |seat| seat.top = true)?;
    }
    for pair in &args.size {
        let bad = || anyhow!("\u{201c}{}\u{201d}: write TAG=PERCENT, 1 to 20", pair.escape_debug());
        let (tag, size) = pair.split_once('=').ok_or_else(bad)?;
        let size = Percent::parse(size.trim_end_matches('%')).ok_or_else(bad)?;
        if !(1000..=20_000).contains(&size.milli()) {
            return Err(bad());
        }
        each(langs, &mut seats, &Lang::parse(tag)?, |seat| seat.size = Some(size))?;
    }
    Ok(seats)
}

/// The lines each language may have, as `--lines` says.
fn budgets(args: &Merge, langs: &[Lang]) -> Result<Vec<Option<Budget>>> {
    let mut out = vec![None; langs.len()];
    // A number for all comes first, wherever it stands: what is said of one language holds for it.
    let (named, all): (Vec<&String>, Vec<&String>) = args.lines.iter().partition(|text| text.contains('='));
    for text in all.into_iter().chain(named) {
        let bad = || anyhow!("\u{201c}{}\u{201d}: write N or TAG=N, 1 to 9", text.escape_debug());
        let (tag, number) = text.split_once('=').map_or((None, text.as_str()), |(tag, n)| (Some(tag), n));
        let lines: u8 = number.parse().ok().filter(|lines| (1..=9).contains(lines)).ok_or_else(bad)?;
        let budget = Some(Budget { lines, width: args.width });
        match tag {
            Some(tag) => each(langs, &mut out, &Lang::parse(tag)?, |it| *it = budget)?,
            None => out.fill(budget),
        }
    }
    Ok(out)
}

/// The decoration of each language, as `--italic` and `--colour` say.
fn decorations(args: &Merge, langs: &[Lang]) -> Result<Vec<Decoration>> {
    let mut out = vec![Decoration::default(); langs.len()];
    for lang in &args.italic {
        each(langs, &mut out, lang, |d| d.italic = true)?;
    }
    for pair in &args.colour {
        let bad = || anyhow!("\u{201c}{}\u{201d}: write TAG=#RRGGBB or TAG=NAME", pair.escape_debug());
        let (tag, colour) = pair.split_once('=').ok_or_else(bad)?;
        let lang = Lang::parse(tag)?;
        let colour = Colour::parse(colour).ok_or_else(bad)?;
        each(langs, &mut out, &lang, |d| d.colour = Some(colour))?;
    }
    Ok(out)
}

/// Changes what belongs to a language; an error where no track is in it.
fn each<T>(langs: &[Lang], of: &mut [T], wanted: &Lang, change: impl Fn(&mut T)) -> Result<()> {
    let mut hit = false;
    for (_, it) in langs.iter().zip(of).filter(|(lang, _)| lang.is_in(wanted)) {
        change(it);
        hit = true;
    }
    if hit { Ok(()) } else { Err(anyhow!("none of the tracks is in {wanted}")) }
}
