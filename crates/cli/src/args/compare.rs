//! The arguments of `tregua diff` and `tregua merge three-way`.

use super::{Form, Reading};
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

#[derive(ClapArgs, Debug)]
pub(crate) struct DiffTracks {
    /// The old version.
    pub(crate) old: PathBuf,
    /// The new version; it may be of another format.
    pub(crate) new: PathBuf,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Subcommand, Debug)]
pub(crate) enum MergeCommand {
    /// Merge what two people made of one track; exit code 1 where both changed the same. A merge driver for git.
    ThreeWay(Box<ThreeWay>),
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
