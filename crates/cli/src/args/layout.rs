//! The arguments of `tregua merge` and `tregua split`.

use super::value::{format, lang};
use super::{MergeCommand, Reading};
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;
use tregua_parse::base::Lang;
use tregua_parse::format::Format;
use tregua_parse::time::{Time, parse_signed};

#[derive(ClapArgs, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Merge {
    #[command(subcommand)]
    pub(crate) what: Option<MergeCommand>,
    /// Tracks of the same film, two or more, in the order their lines are to stand.
    #[arg(required = true, num_args = 2..)]
    pub(crate) files: Vec<PathBuf>,
    /// Write to this file; standard output where nothing is said.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The tracks' languages in their order, where the file names do not say them.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = lang)]
    pub(crate) lang: Vec<Lang>,
    /// How the languages share the screen.
    #[arg(long, value_enum, default_value_t = Layout::Stacked)]
    pub(crate) layout: Layout,
    /// With stacked: where a cue's times come from: union (from the first in-time to the last out-time; so where nothing is
    /// said), first (the first file's), intersection (while all are shown), or a language's tag.
    #[arg(long, value_name = "POLICY", value_parser = timing)]
    pub(crate) timing: Option<TimingArg>,
    /// With stacked: a line between the languages.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) separator: Option<String>,
    /// The most lines a language may have in a cue, N or TAG=N; longer texts are broken anew where the language breaks.
    #[arg(long, value_name = "[TAG=]N")]
    pub(crate) lines: Vec<String>,
    /// With --lines: characters that a line which was broken anew may have before a note names it as too long.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 42,
        requires = "lines",
        value_parser = clap::value_parser!(u32).range(1..=1000)
    )]
    pub(crate) width: u32,
    /// The format of the result (see `tregua formats`); by the output's extension, or by the layout, where nothing is
    /// said.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) to: Option<&'static Format>,
    /// With styled and regions: the languages at the top of the screen; the first file's where nothing is said.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = lang)]
    pub(crate) top: Vec<Lang>,
    /// With styled and regions: the height of a language's letters in percent of the picture, TAG=PERCENT.
    #[arg(long, value_name = "TAG=PERCENT")]
    pub(crate) size: Vec<String>,
    /// The film's title, for formats that name it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Languages to be set in italics.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = lang)]
    pub(crate) italic: Vec<Lang>,
    /// A colour for a language, TAG=#RRGGBB or TAG=NAME.
    #[arg(long, value_name = "TAG=COLOUR")]
    pub(crate) colour: Vec<String>,
    /// With stacked: a track that is later or earlier by no more than this keeps its times; one that is off by more is
    /// brought over.
    #[arg(long, value_name = "TIME", default_value = "500ms", value_parser = parse_signed)]
    pub(crate) tolerance: Time,
    /// Merge tracks that do not seem to be of one film.
    #[arg(long)]
    pub(crate) insist: bool,
    /// Fail when anything is lost.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Replace an output file that exists.
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum Layout {
    /// One cue, the languages one above the other.
    Stacked,
    /// Each language with cues of its own and a style: ASS, SSA.
    Styled,
    /// Each language with cues of its own and a region: IMSC, WebVTT.
    Regions,
    /// Each language with cues of its own, one behind the other by in-time: any format.
    Interleaved,
}

/// Where a stacked cue's times come from.
#[derive(Clone, Debug)]
pub(crate) enum TimingArg {
    Union,
    First,
    Intersection,
    Lang(Lang),
}

fn timing(text: &str) -> Result<TimingArg, String> {
    match text {
        "union" => Ok(TimingArg::Union),
        "first" => Ok(TimingArg::First),
        "intersection" => Ok(TimingArg::Intersection),
        _ => lang(text)
            .map(TimingArg::Lang)
            .map_err(|_| "write union, first, intersection or a language".to_owned()),
    }
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Split {
    /// A track with several languages: one above the other in each cue, or each with cues of its own.
    pub(crate) file: PathBuf,
    /// A folder, or a name with {lang} in it, like film.{lang}.srt; folders that are not there are made.
    #[arg(short, long, value_name = "DIR|NAME", required = true)]
    pub(crate) output: PathBuf,
    /// The languages that are in it; found out where nothing is said.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = lang)]
    pub(crate) lang: Vec<Lang>,
    /// The format of the results (see `tregua formats`); by the name's extension, or the file's own, where nothing is said.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) to: Option<&'static Format>,
    /// Write the best guess where the languages are not certain.
    #[arg(long)]
    pub(crate) insist: bool,
    /// Fail when anything is lost or doubted.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Replace output files that exist.
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Forced {
    /// The full track.
    pub(crate) full: PathBuf,
    /// The forced narratives in the same language.
    #[arg(required_unless_present = "extract", conflicts_with = "extract")]
    pub(crate) forced: Option<PathBuf>,
    /// Take the forced narratives out of the full track instead: a track of their own.
    #[arg(long)]
    pub(crate) extract: bool,
    /// With --extract: what tells a narrative from dialogue; the file's own mark where nothing is said.
    #[arg(long, value_enum, requires = "extract")]
    pub(crate) by: Option<ByArg>,
    /// How far off the same words may stand.
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = parse_signed)]
    pub(crate) tolerance: Time,
    /// Write to this file; standard output where nothing is said.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The format of the result (see `tregua formats`); by the output's extension, or the full track's, where nothing is
    /// said.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) to: Option<&'static Format>,
    /// Fail when anything is lost.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Replace an output file that exists.
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct MergeReels {
    /// The reels' tracks, in their order.
    #[arg(required = true, num_args = 2..)]
    pub(crate) files: Vec<PathBuf>,
    /// How long the reels are: 00:18:20:00,00:19:05:12. The last one's may be left out.
    #[arg(long, value_name = "LENGTHS", value_delimiter = ',')]
    pub(crate) lengths: Vec<String>,
    /// What each reel's clock shows at its first frame (01:00:00:00,02:00:00:00), whatever the files say.
    #[arg(long, value_name = "TIMES", value_delimiter = ',')]
    pub(crate) starts: Vec<String>,
    /// How far apart the times of a cue may be that both reels carry.
    #[arg(long, value_name = "TIME", default_value = "500ms", value_parser = parse_signed)]
    pub(crate) tolerance: Time,
    /// Write to this file; standard output where nothing is said.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The format of the result (see `tregua formats`); by the output's extension, or the first reel's, where nothing is
    /// said.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) to: Option<&'static Format>,
    /// Accept reels without any cue.
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// Join reels whose names say different languages.
    #[arg(long)]
    pub(crate) insist: bool,
    /// Fail when anything is lost, or cues of two reels are shown at once.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Replace an output file that exists.
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum ByArg {
    /// The file's own mark: IMSC's forcedDisplay.
    Mark,
    /// Capitals alone.
    Capitals,
    /// Italics alone.
    Italics,
    /// At the top of the screen.
    Top,
}
