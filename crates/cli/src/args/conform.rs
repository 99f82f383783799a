//! Arguments of `tregua retime conform` and `tregua retime reels`.

use super::value::lang;
use super::{EdgeArgs, Form, Reading, Rewrite};
use clap::Args as ClapArgs;
use std::path::PathBuf;
use tregua_parse::base::Lang;
use tregua_parse::time::{Time, parse_signed};
use tregua_qa::shots::Moment;

#[derive(ClapArgs, Debug)]
#[group(id = "change", required = true, multiple = true, args = ["edl", "cut", "insert", "undo"])]
pub(crate) struct Conform {
    /// Files, or the one folder of a project with its tregua.toml; where they go.
    #[command(flatten)]
    pub(crate) to: Rewrite,
    /// The list of the new cut: a CMX 3600 EDL, the .segments XML of EZTitles, or OpenTimelineIO; told apart by content.
    #[arg(long, visible_aliases = ["segments", "otio"], value_name = "FILE", conflicts_with_all = ["cut", "insert", "undo"])]
    pub(crate) edl: Option<PathBuf>,
    /// What was cut out, on the old picture's clock: from the first frame up to, and without, the second
    /// (01:12:30:00..01:15:02:11).
    #[arg(long, value_name = "FROM..TO", conflicts_with = "undo")]
    pub(crate) cut: Vec<String>,
    /// New picture that was put in before a frame of the old one, and how long it is (01:12:30:00+00:00:04:12).
    #[arg(long, value_name = "AT+LENGTH", conflicts_with = "undo")]
    pub(crate) insert: Vec<String>,
    /// Put back what a conform with --archive did: the old bytes, with the texts as they are now.
    #[arg(long, value_name = "PLAN", conflicts_with = "archive")]
    pub(crate) undo: Option<PathBuf>,
    /// Write what the way back needs into this file (TOML).
    #[arg(long, value_name = "PLAN")]
    pub(crate) archive: Option<PathBuf>,
    /// What the clock of the old picture shows at its first frame (01:00:00:00), where it is not that of the files.
    #[arg(long, value_name = "TIME", value_parser = Moment::parse)]
    pub(crate) edl_start: Option<Moment>,
    /// What the list's record clock shows at the new picture's first frame; as the old one's where nothing is said.
    #[arg(long, value_name = "TIME", value_parser = Moment::parse, requires = "edl")]
    pub(crate) record_start: Option<Moment>,
    /// The source that is the old film, where the list takes its picture from several.
    #[arg(long, value_name = "NAME", requires = "edl")]
    pub(crate) reel: Option<String>,
    #[command(flatten)]
    pub(crate) short: ShortArgs,
    /// Take out what a cut leaves too short, instead of keeping and naming it.
    #[arg(long)]
    pub(crate) drop_short: bool,
    /// Show a cue whose picture was parted over each part, instead of over the longest.
    #[arg(long)]
    pub(crate) split_cues: bool,
    /// Show a cue again where the new cut shows its picture again.
    #[arg(long)]
    pub(crate) repeat_cues: bool,
    #[command(flatten)]
    pub(crate) edges: EdgeArgs,
    /// The form of the report; as JSON it goes to standard output, so the tracks must go to files.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
}

/// What is too short, when a cut has left it.
#[derive(ClapArgs, Debug)]
pub(crate) struct ShortArgs {
    /// What a cut leaves of a cue is too short below this (833ms, 20f@24); by the profile where nothing is said.
    #[arg(long, value_name = "TIME", value_parser = parse_signed)]
    pub(crate) min_duration: Option<Time>,
    /// The tracks' language (es-ES, es-419, kk, ru …), whatever their names and the project say.
    #[arg(long, value_name = "TAG", value_parser = lang)]
    pub(crate) lang: Option<Lang>,
    /// A profile by name (see `tregua profiles`) or as a TOML file; by the language otherwise.
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) profile: Option<String>,
}

#[derive(ClapArgs, Debug)]
#[group(id = "way", required = true, multiple = false, args = ["split", "join"])]
pub(crate) struct Reels {
    /// Part each track into reels of these lengths: 00:18:20:00,00:19:05:12.
    #[arg(long, value_name = "LENGTHS", value_delimiter = ',')]
    pub(crate) split: Vec<String>,
    /// Put the tracks of reels of these lengths behind one another.
    #[arg(long, value_name = "LENGTHS", value_delimiter = ',', requires = "output")]
    pub(crate) join: Vec<String>,
    /// What each reel's clock shows at its first frame; 00:00:00:00, as in digital cinema, where nothing is said.
    #[arg(long, value_name = "TIMES", value_delimiter = ',')]
    pub(crate) starts: Vec<String>,
    /// The tracks of one film; with --join one for each reel, in their order.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// With --join: write to this file; `-` is standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with = "split")]
    pub(crate) output: Option<PathBuf>,
    /// With --split: what a reel is called before its number; with .reel, film.kk.srt becomes film.reel1.kk.srt.
    #[arg(long, value_name = "SUFFIX", default_value = ".reel", conflicts_with = "join")]
    pub(crate) suffix: String,
    #[command(flatten)]
    pub(crate) short: ShortArgs,
    /// Replace output files that exist.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Accept reels without any cue.
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// The form of the report; as JSON it goes to standard output.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
