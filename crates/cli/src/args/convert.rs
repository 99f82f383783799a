//! The arguments of `tregua convert`.

use super::value::{To, encoding, lang, to};
use super::{Batch, Form, Reading, ReadingMore, ResumeArgs};
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;
use tregua_parse::base::Lang;
use tregua_parse::source::Encoding;
use tregua_parse::time::Time;
use tregua_qa::programme::Programme;

#[derive(ClapArgs, Debug)]
pub(crate) struct Convert {
    /// Subtitle files; `-` is standard input. Or any number of them, with --output-dir: folders, patterns in quotes
    /// ('films/**/*.srt'), lists of names (@list, @- for standard input).
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Write to this file; its extension says the format where --to does not. Standard output where nothing is said.
    #[arg(short, long, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// The format (see `tregua formats`), and for Kazakh the alphabet: kk-Latn, kk-Latn-2018.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = to)]
    pub(crate) to: Vec<To>,
    /// Write into this folder, each file under its own name with the format's extension. What was found in a folder keeps
    /// the way from there.
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// The encoding of the results (utf-8 where nothing is said). That of the inputs is --input-encoding.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
    /// The line ends of the results (lf where nothing is said).
    #[arg(long, value_enum)]
    pub(crate) line_ending: Option<LineEnding>,
    /// Begin the results with a byte order mark.
    #[arg(long)]
    pub(crate) bom: bool,
    /// The tracks' language, where neither file nor name says it.
    #[arg(long, value_name = "TAG", value_parser = lang)]
    pub(crate) lang: Option<Lang>,
    /// The film's title, for formats that name it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Where the programme starts on the results' clock (10:00:00:00), for formats that have one.
    #[arg(long, value_name = "TIME", value_parser = Programme::read_start)]
    pub(crate) target_start: Option<Time>,
    /// A file whose head the results are to have: TTML head, ASS or SSA styles.
    #[arg(long, value_name = "FILE")]
    pub(crate) template: Option<PathBuf>,
    /// Write nothing where anything is lost.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Replace output files that exist.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// The form in which losses are reported.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) reading: ConvertReading,
    #[command(flatten)]
    pub(crate) batch: Batch,
    #[command(flatten)]
    pub(crate) resume: ResumeArgs,
}

/// How a conversion reads its inputs: as [`Reading`], with the other name of the encoding.
#[derive(ClapArgs, Clone, Debug)]
pub(crate) struct ConvertReading {
    /// The inputs' encoding, where it should not be found out (windows-1251, kz-1048, utf-16le …).
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) input_encoding: Option<Encoding>,
    #[command(flatten)]
    pub(crate) more: ReadingMore,
}

impl ConvertReading {
    /// The same as all commands read.
    pub(crate) fn general(&self) -> Reading {
        Reading { encoding: self.input_encoding, more: self.more.clone() }
    }
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum LineEnding {
    /// LF.
    Lf,
    /// CR LF.
    Crlf,
}
