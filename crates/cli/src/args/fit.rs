//! Arguments of `tregua retime fit` and `tregua retime snap`.

use super::value::{lang, shot_form};
use super::{Form, KindArg, Rewrite};
use clap::Args as ClapArgs;
use std::path::PathBuf;
use tregua_parse::base::Lang;
use tregua_parse::time::{Time, parse_signed};
use tregua_qa::shots::{Moment, Reader};

#[derive(ClapArgs, Debug)]
pub(crate) struct Fit {
    #[command(flatten)]
    pub(crate) film: FilmArgs,
    /// Only these rules or groups of the profile (timing/too-brief …).
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// None of these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
}

#[derive(ClapArgs, Debug)]
#[group(id = "parts", required = true, multiple = true, args = ["to_grid", "to_shots", "chain"])]
pub(crate) struct Snap {
    /// Every time onto its nearest frame.
    #[arg(long)]
    pub(crate) to_grid: bool,
    /// Times beside a cut onto it, or half a second away.
    #[arg(long)]
    pub(crate) to_shots: bool,
    /// Gaps in the chaining zone closed, too small ones opened.
    #[arg(long)]
    pub(crate) chain: bool,
    #[command(flatten)]
    pub(crate) film: FilmArgs,
}

/// Files, and what is known of them and of their film.
#[derive(ClapArgs, Debug)]
pub(crate) struct FilmArgs {
    /// Files, or the one folder of a project with its tregua.toml; where they go.
    #[command(flatten)]
    pub(crate) to: Rewrite,
    /// No time moves farther (250ms, 6f@24); half a second where nothing is said.
    #[arg(long, value_name = "TIME", value_parser = parse_signed)]
    pub(crate) max_move: Option<Time>,
    /// The tracks' language (es-ES, es-419, kk, ru …), whatever their names and the project say.
    #[arg(long, value_name = "TAG", value_parser = lang)]
    pub(crate) lang: Option<Lang>,
    /// A profile by name (see `tregua profiles`) or as a TOML file; by the language otherwise.
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) profile: Option<String>,
    /// What the tracks carry.
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// Use the reading speeds for children.
    #[arg(long)]
    pub(crate) children: bool,
    /// Where the film's shots change: a list in any form that `tregua check --shots` reads.
    #[arg(long, value_name = "FILE")]
    pub(crate) shots: Option<PathBuf>,
    /// The form of that list, where it should not be found out.
    #[arg(long, value_name = "NAME", value_parser = shot_form)]
    pub(crate) shots_format: Option<&'static Reader>,
    /// Where that list starts on its own clock, where that is not the programme's start.
    #[arg(long, value_name = "TIME", value_parser = Moment::parse)]
    pub(crate) shots_start: Option<Moment>,
    /// How long the programme runs: no time goes beyond.
    #[arg(long, value_name = "TIME", value_parser = parse_signed)]
    pub(crate) programme_length: Option<Time>,
    /// The form of the report; as JSON it goes to standard output, so the tracks must go to files.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
}
