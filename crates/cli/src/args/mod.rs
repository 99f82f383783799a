//! The command line.

mod batch;
mod compare;
mod conform;
mod convert;
mod deferred;
mod fit;
mod layout;
mod manual;
mod report;
mod retime;
#[cfg(feature = "spell")]
mod spelling;
mod value;

pub(crate) use batch::{Batch, CacheArgs, ResumeArgs};
pub(crate) use compare::{Compare, DiffTracks, MergeCommand, SideForm, SideReport, ThreeWay};
pub(crate) use conform::{Conform, Reels, ShortArgs};
pub(crate) use convert::{Convert, LineEnding};
pub(crate) use deferred::whole;
pub(crate) use fit::{FilmArgs, Fit, Snap};
pub(crate) use layout::{ByArg, Forced, Layout, Merge, MergeReels, Split, TimingArg};
pub(crate) use manual::{Diff, Explain, PageForm, Profiles, ProfilesCommand, Rules, Show, ShowForm};
pub(crate) use report::{ReportForm, Reporting};
pub(crate) use retime::{Align, EdgeArgs, Moving, Retime, RetimeFiles, Rewrite};
#[cfg(feature = "spell")]
pub(crate) use spelling::{DictionaryArgs, SpellingArgs};
pub(crate) use value::To;

use clap::{Args as ClapArgs, CommandFactory, Error, FromArgMatches, Parser, Subcommand, ValueEnum};
use deferred::Deferred;
use std::ffi::OsString;
use std::path::PathBuf;
use tregua_parse::base::{Lang, Severity};
use tregua_parse::format::Format;
use tregua_parse::source::Encoding;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::message::MessageLanguage;
use tregua_qa::programme::Programme;
use tregua_qa::shots::{Moment, Reader};
use value::{encoding, format, lang, message_language, shot_form};

/// Checks, retimes and merges subtitle tracks, and never changes a byte it was not asked to change.
#[derive(Parser, Debug)]
#[command(name = "tregua", version, max_term_width = 100)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours (auto, always, never); NO_COLOR is honoured.
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, hide_possible_values = true, display_order = 998)]
    pub(crate) color: Color,
    /// The language findings are told in (en, es, ru, kk); that of the environment where nothing is said.
    #[arg(long, value_name = "LANG", global = true, value_parser = message_language, display_order = 998)]
    pub(crate) message_language: Option<MessageLanguage>,
}

impl Args {
    /// Reads what stands on the command line, the program's name before it.
    ///
    /// # Errors
    /// What clap says of it, help and version too.
    pub(crate) fn read(words: Vec<OsString>) -> Result<Self, Error> {
        let mut command = <Self as CommandFactory>::command();
        let matches = command.try_get_matches_from_mut(words);
        let args = matches
            .and_then(|mut found| Self::from_arg_matches_mut(&mut found).map_err(|e| e.format(&mut command)));
        // Thousands of small pieces, which the end of the process gives back at once.
        std::mem::forget(command);
        args
    }
}

/// When to use colours.
#[derive(Clone, Copy, ValueEnum, Debug)]
pub(crate) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes it the choice for all output.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Find what is wrong with tracks, and mend what can be mended.
    Check(Box<Deferred<Check>>),
    /// Move times, and nothing else.
    #[command(subcommand)]
    Retime(Deferred<Retime>),
    /// Write tracks in another format, and name everything they do not have there.
    Convert(Box<Deferred<Convert>>),
    /// Put several languages into one track, or the reels of a film (`merge reels`); or merge two people's changes of one (`merge three-way`).
    Merge(Box<Deferred<Merge>>),
    /// Take a track in which several languages stand apart into them.
    Split(Box<Deferred<Split>>),
    /// Say which cues of two or more languages answer one another, and which are alone.
    ///
    /// One to one, one to several, several to several, or none. The tracks may be apart by up to a minute as a whole
    /// (--search), and by another distance from scene to scene. Without --all the table has what deserves a look: groups
    /// that are not one to one, cues that nothing answers, and groups that are not sure; the last lines count all of them.
    ///
    /// Exit code 0 where the tracks could be compared, whatever was found; 2 where one cannot be read, or does not seem to
    /// be of this film.
    Compare(Box<Deferred<Compare>>),
    /// Say how two versions of a track differ, cue by cue; exit code 1 where they do.
    ///
    /// What was added, removed, split, merged, moved, retimed, reworded (word by word) or set otherwise; counters, spacing
    /// and the format itself are no differences. Where one rule explains how times moved, the rule is told instead of every
    /// cue. `git diff` can call it, see docs/git.md.
    ///
    /// Exit code 0 where both show the same at the same times, 1 where they differ, 2 where one cannot be read.
    Diff(Box<Deferred<DiffTracks>>),
    /// Say what a file is: format, encoding, language, cues, speed.
    Info(Deferred<Info>),
    /// The formats that are read and written.
    Formats,
    /// The rules, each in a line.
    Rules(Deferred<Rules>),
    /// A rule's page of the manual, with the numbers that the profiles give it.
    Explain(Deferred<Explain>),
    /// The profiles and their numbers.
    Profiles(Deferred<Profiles>),
    /// The spelling dictionaries found on this machine.
    #[cfg(feature = "spell")]
    Dictionaries(Deferred<DictionaryArgs>),
    /// Print the completions for a shell.
    Completions {
        /// bash, zsh, fish, elvish or powershell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff); of a command where one is named: `tregua man retime shift`.
    Man {
        /// The command.
        command: Vec<String>,
    },
}

/// How to read the files.
#[derive(ClapArgs, Clone, Debug)]
pub(crate) struct Reading {
    /// The files' encoding, where it should not be found out (windows-1251, kz-1048, utf-16le …).
    #[arg(long, visible_alias = "input-encoding", value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
    #[command(flatten)]
    pub(crate) more: ReadingMore,
}

/// What all commands are told of the files they read.
#[derive(ClapArgs, Clone, Debug)]
pub(crate) struct ReadingMore {
    /// The files' format, where it should not be found out (see `tregua formats`).
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) input_format: Option<&'static Format>,
    /// The film's frame rate (24, 23.976, 25, 29.97df …): what formats that count frames are read by.
    #[arg(long, value_name = "RATE")]
    pub(crate) fps: Option<FrameRate>,
    /// Where the programme starts on the files' own clock (10:00:00:00 in broadcasting): taken off all times.
    #[arg(long, value_name = "TIME", value_parser = Programme::read_start)]
    pub(crate) start: Option<Time>,
    /// Refuse files larger than this many MiB.
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub(crate) max_size: u64,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Check {
    /// Subtitle files; or a folder with a tregua.toml, that at hand where nothing is named. Or any number of files: folders,
    /// patterns in quotes ('films/**/*.srt'), lists of names (@list, @- for standard input).
    pub(crate) paths: Vec<PathBuf>,
    /// The tracks' language (es-ES, es-419, kk, ru …), whatever their names and the project say.
    #[arg(long, value_name = "TAG", value_parser = lang)]
    pub(crate) lang: Option<Lang>,
    /// A profile by name (see `tregua profiles`) or as a TOML file; by the language otherwise. With .children, .sdh or
    /// .sdh.children behind it, it is asked for such viewers.
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) profile: Option<String>,
    /// What the tracks carry.
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// Where the film's shots change: frames or times, one a line; an edit decision list; what ffmpeg, ffprobe,
    /// PySceneDetect or Subtitle Edit wrote.
    #[arg(long, value_name = "FILE")]
    pub(crate) shots: Option<PathBuf>,
    /// The form of that list, where it should not be found out (list, shotchanges, ffmpeg, ffprobe, edl, pyscenedetect).
    #[arg(long, value_name = "NAME", value_parser = shot_form)]
    pub(crate) shots_format: Option<&'static Reader>,
    /// Where that list starts on its own clock (10:00:00:00), where that is not the programme's start: taken off all of it.
    #[arg(long, value_name = "TIME", value_parser = Moment::parse)]
    pub(crate) shots_start: Option<Moment>,
    /// Use the reading speeds for children.
    #[arg(long)]
    pub(crate) children: bool,
    #[cfg(feature = "spell")]
    #[command(flatten)]
    pub(crate) spelling: SpellingArgs,
    /// Only these rules or groups (timing, text/markup …).
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// None of these rules or groups.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Leave out the findings that this file knows, and mend none of them; it is written by --write-baseline.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings of this run into this file, to be known from now on; what --baseline or the file itself knows of
    /// what the run does not look at is kept.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub(crate) write_baseline: Option<PathBuf>,
    /// The lowest level that makes the exit code 1.
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    pub(crate) fail_on: FailOn,
    /// Apply the fixes no viewer could tell.
    #[arg(long)]
    pub(crate) fix: bool,
    /// Apply also the fixes that change what is seen, or when.
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Show what the fixes would change instead of writing it.
    #[arg(long)]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) batch: Batch,
    #[command(flatten)]
    pub(crate) cache: CacheArgs,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// For people.
    Human,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
pub(crate) enum KindArg {
    /// All dialogue.
    Full,
    /// Forced narratives only.
    Forced,
    /// For the deaf and hard of hearing.
    Sdh,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Everything.
    Info,
    /// Nothing: exit code 0 whatever is found.
    Never,
}

impl FailOn {
    /// The lowest severity that counts.
    pub(crate) fn bar(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Info {
    /// Subtitle files.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
