//! The arguments of `tregua compare`, `tregua diff` and `tregua merge three-way`.

use super::value::{lang, reach};
use super::{Forced, MergeReels, Reading};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;
use tregua_parse::base::Lang;
use tregua_parse::time::Time;

/// A form of what stands side by side.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum SideForm {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For people: one page, complete in itself, with the tracks in columns.
    Html,
}

/// How what stands side by side is reported.
#[derive(ClapArgs, Debug)]
pub(crate) struct SideReport {
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = SideForm::Human)]
    pub(crate) format: SideForm,
    /// Write the report to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace an output file that exists.
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Compare {
    /// Two or more tracks of the same film.
    #[arg(required = true, num_args = 2..)]
    pub(crate) files: Vec<PathBuf>,
    /// The tracks' languages in their order, where the file names do not say them.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = lang)]
    pub(crate) lang: Vec<Lang>,
    /// Show every group, and not only what deserves a look. JSON and HTML have all of them anyway.
    #[arg(long)]
    pub(crate) all: bool,
    /// Groups that are less sure than this deserve a look, in percent; of those between 70 and 80 nine in ten are right.
    #[arg(long, value_name = "PERCENT", default_value_t = 70, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min_confidence: u8,
    /// How far apart two tracks may be as a whole, up to an hour.
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = reach)]
    pub(crate) search: Time,
    /// Compare also what does not seem to be of one film.
    #[arg(long)]
    pub(crate) insist: bool,
    /// How wide the table is; the terminal's width, or 80, where nothing is said.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=1000))]
    pub(crate) width: Option<u16>,
    #[command(flatten)]
    pub(crate) report: SideReport,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct DiffTracks {
    /// The old version.
    pub(crate) old: PathBuf,
    /// The new version; it may be of another format.
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) report: SideReport,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Subcommand, Debug)]
pub(crate) enum MergeCommand {
    /// Merge what two people made of one track; exit code 1 where both changed the same. A merge driver for git.
    ThreeWay(Box<ThreeWay>),
    /// Put the forced narratives into the full track of their language, or take them out of one.
    Forced(Box<Forced>),
    /// Put the tracks of a film's reels behind one another.
    ///
    /// Where each reel begins is told by the reels' --lengths; without them by their clocks, where those run on from one reel
    /// to the next: as EBU STL (TCP) and EBU-TT files say it, or as --starts says. With lengths too the clocks' starts are
    /// heeded; they are 00:00:00:00 where nobody says it, as in digital cinema. Where that does not fit the cues, nothing is
    /// written.
    ///
    /// A cue that a change of reels had cut is one again; a cue that both reels carry is shown once; cues of two reels that
    /// are shown at once stay, and are named. In the reels' own format the bytes stay as they are but for times (and
    /// numbers, where each reel counts its own).
    Reels(Box<MergeReels>),
}

#[derive(ClapArgs, Debug)]
pub(crate) struct ThreeWay {
    /// The version both began with.
    pub(crate) base: PathBuf,
    /// Our version: what is kept byte for byte where they changed nothing.
    pub(crate) ours: PathBuf,
    /// Their version.
    pub(crate) theirs: PathBuf,
    /// Write to this file; standard output where nothing is said.
    #[arg(short, long, value_name = "FILE", conflicts_with = "in_place")]
    pub(crate) output: Option<PathBuf>,
    /// Put the result into the place of our version, as git wants it.
    #[arg(short, long)]
    pub(crate) in_place: bool,
    /// Replace an output file that exists.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// What our side is called where both versions stay.
    #[arg(long, value_name = "NAME", default_value = "ours")]
    pub(crate) ours_label: String,
    /// What their side is called there.
    #[arg(long, value_name = "NAME", default_value = "theirs")]
    pub(crate) theirs_label: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
