//! The arguments of `tregua rules`, `tregua explain` and `tregua profiles`.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

#[derive(ClapArgs, Debug)]
pub(crate) struct Rules {
    /// Only this group (timing, text …), or a rule whose page is wanted, as `tregua explain` prints it.
    pub(crate) id: Option<String>,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Explain {
    /// The rule: timing/too-brief, or too-brief where no other is called so.
    #[arg(value_name = "RULE")]
    pub(crate) id: String,
}

#[derive(ClapArgs, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Profiles {
    #[command(subcommand)]
    pub(crate) what: Option<ProfilesCommand>,
    /// A profile to show (as `tregua profiles show`); a list of all where none is named.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) name: Option<String>,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = PageForm::Human)]
    pub(crate) format: PageForm,
}

#[derive(Subcommand, Debug)]
pub(crate) enum ProfilesCommand {
    /// What a profile says, with reasons and sources.
    Show(Show),
    /// The rules that differ between two profiles; exit code 1 where any does.
    Diff(Diff),
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Show {
    /// The profile: netflix/ru, netflix/ru.sdh.children, house.toml.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) name: String,
    /// All rules that run, those of the profiles it extends included, and where each number was set.
    #[arg(long)]
    pub(crate) resolved: bool,
    /// The form of the page; toml is the profile's own text, to be copied and edited.
    #[arg(long, value_enum, default_value_t = ShowForm::Human)]
    pub(crate) format: ShowForm,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Diff {
    /// A profile.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) left: String,
    /// Another.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) right: String,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageForm::Human)]
    pub(crate) format: PageForm,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum PageForm {
    /// For people.
    Human,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum ShowForm {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// The profile's own text.
    Toml,
}
