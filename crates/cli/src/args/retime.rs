//! Arguments of `tregua retime`.

use super::deferred::Deferred;
use super::{Batch, Conform, Fit, Form, Reading, Reels, ResumeArgs, Snap};
use clap::{Args as ClapArgs, Subcommand};
use std::ops::Deref;
use std::path::PathBuf;
use tregua_parse::time::{FrameRate, Time, parse_signed};
use tregua_qa::retime::{BelowZero, Options, Unreadable};

#[derive(Subcommand, Debug)]
pub(crate) enum Retime {
    /// Everything earlier or later by the same time.
    Shift(Deferred<Shift>),
    /// From the speed of one frame rate to that of another, as an exact fraction.
    Rate(Deferred<Rate>),
    /// Through two or more known points, in straight lines between them.
    Points(Deferred<Points>),
    /// To another track of the same film, or to its sound: distance, speed and cuts are found together, and refused where
    /// they cannot be.
    Align(Box<Deferred<Align>>),
    /// As little as possible, so that every timing rule of a profile holds; what cannot be met is named, and makes the exit
    /// code 1.
    Fit(Box<Deferred<Fit>>),
    /// Only onto frames, only onto cuts, or only so that gaps are chained.
    Snap(Box<Deferred<Snap>>),
    /// As the film was cut anew: cues are moved, trimmed or taken out, and every one that was not simply moved is listed;
    /// the exit code is 1 where one is too short or was parted.
    Conform(Box<Deferred<Conform>>),
    /// From a film to its reels, or from reels to the film.
    Reels(Box<Deferred<Reels>>),
    /// As a plan says that --plan has written.
    Apply(Deferred<Apply>),
}

/// Arguments of `tregua retime shift`.
#[derive(ClapArgs, Debug)]
pub(crate) struct Shift {
    /// How far: +3.7s, -250ms, 00:00:01,500, 12f@25.
    #[arg(long, value_name = "±TIME", allow_hyphen_values = true, value_parser = parse_signed)]
    pub(crate) by: Time,
    #[command(flatten)]
    pub(crate) files: RetimeFiles,
}

/// Arguments of `tregua retime rate`.
#[derive(ClapArgs, Debug)]
pub(crate) struct Rate {
    /// The frame rate the times were made for.
    #[arg(long, value_name = "RATE")]
    pub(crate) from: FrameRate,
    /// The frame rate they are wanted for.
    #[arg(long, value_name = "RATE")]
    pub(crate) to: FrameRate,
    #[command(flatten)]
    pub(crate) files: RetimeFiles,
}

/// Arguments of `tregua retime points`.
#[derive(ClapArgs, Debug)]
pub(crate) struct Points {
    /// A point, OLD=NEW: 00:01:00=00:01:02,500, or #12=00:01:02,500 for the in-time of cue 12.
    #[arg(long = "at", value_name = "OLD=NEW", required = true, num_args = 1, allow_hyphen_values = true)]
    pub(crate) points: Vec<String>,
    #[command(flatten)]
    pub(crate) files: RetimeFiles,
}

/// Arguments of `tregua retime apply`.
#[derive(ClapArgs, Debug)]
pub(crate) struct Apply {
    /// The plan (TOML).
    pub(crate) plan_file: PathBuf,
    /// Undo the plan instead.
    #[arg(long)]
    pub(crate) invert: bool,
    #[command(flatten)]
    pub(crate) files: RetimeFiles,
}

/// Arguments of `tregua retime align`.
#[derive(ClapArgs, Debug)]
pub(crate) struct Align {
    /// The track whose times are right, in any language and format, or the film itself, whose speech is listened to:
    /// film.mkv or a sound file; film.mkv#audio:1 for its second audio track, film.mkv#kk for a subtitle track.
    #[arg(long, value_name = "REFERENCE")]
    pub(crate) to: PathBuf,
    /// Refuse below this confidence, in percent.
    #[arg(long, value_name = "PERCENT", default_value_t = 90, value_parser = clap::value_parser!(u8).range(0..=99))]
    pub(crate) min_confidence: u8,
    /// The files agree with one another: find one map for all of them.
    #[arg(long)]
    pub(crate) joint: bool,
    /// Draw the alignment to this file (SVG): how far times move, what cues are out by then, and where the distance
    /// changes.
    #[arg(long, value_name = "FILE")]
    pub(crate) plot: Option<PathBuf>,
    /// The form of the report; as JSON it goes to standard output, and where no place is named for the tracks, none is
    /// written.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) files: Moving,
}

/// How a map is applied.
#[derive(ClapArgs, Debug)]
pub(crate) struct Moving {
    #[command(flatten)]
    pub(crate) to: Rewrite,
    /// Write the map to this file as an editable plan, and move nothing.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "in_place", "suffix", "output_dir"])]
    pub(crate) plan: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) edges: EdgeArgs,
}

/// How a map is applied to any number of files.
#[derive(ClapArgs, Debug)]
pub(crate) struct RetimeFiles {
    #[command(flatten)]
    pub(crate) how: Moving,
    #[command(flatten)]
    pub(crate) batch: Batch,
    #[command(flatten)]
    pub(crate) resume: ResumeArgs,
}

impl Deref for RetimeFiles {
    type Target = Moving;

    fn deref(&self) -> &Moving {
        &self.how
    }
}

/// What becomes of cues that cannot simply be moved.
#[derive(ClapArgs, Debug)]
pub(crate) struct EdgeArgs {
    /// Hold times before zero at zero.
    #[arg(long, conflicts_with = "drop_negative")]
    pub(crate) clamp: bool,
    /// Take out cues that would begin before zero.
    #[arg(long)]
    pub(crate) drop_negative: bool,
    /// Leave cues whose times cannot be read where they are; a file in which that would change others is refused.
    #[arg(long)]
    pub(crate) keep_unreadable: bool,
}

impl EdgeArgs {
    pub(crate) fn options(&self) -> Options {
        Options {
            below_zero: match (self.clamp, self.drop_negative) {
                (true, _) => BelowZero::Clamp,
                (false, true) => BelowZero::Drop,
                (false, false) => BelowZero::Refuse,
            },
            unreadable: if self.keep_unreadable { Unreadable::Keep } else { Unreadable::Refuse },
        }
    }
}

/// Files that are read, and where the changed ones go.
#[derive(ClapArgs, Clone, Debug)]
pub(crate) struct Rewrite {
    /// Subtitle files; `-` is standard input. Several are written all or none. shift, rate, points and apply also take any
    /// number of files, each written by itself: folders, patterns in quotes ('films/**/*.srt'), lists of names (@list, @-
    /// for standard input).
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Write to this file; standard output where nothing is said.
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["in_place", "suffix", "output_dir"])]
    pub(crate) output: Option<PathBuf>,
    /// Replace the files.
    #[arg(short, long, conflicts_with_all = ["suffix", "output_dir"])]
    pub(crate) in_place: bool,
    /// Write beside the files: with .new, film.srt becomes film.new.srt.
    #[arg(long, value_name = "SUFFIX", conflicts_with = "output_dir")]
    pub(crate) suffix: Option<String>,
    /// Write into this folder, under the files' own names. What was found in a folder keeps the way from there.
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Replace output files that exist.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Accept files without any cue.
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
