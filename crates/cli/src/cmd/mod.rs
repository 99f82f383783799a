//! The commands, one a file.

mod beside;
mod check;
mod compare;
mod completions;
mod convert;
#[cfg(feature = "spell")]
mod dictionaries;
mod diff;
mod explain;
mod formats;
mod info;
mod merge;
mod one_of;
mod packet;
mod profiles;
mod result;
mod retime;
mod rules;
mod split;

use crate::Outcome;
use crate::args::Command;
use anyhow::Result;

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Check(args) => check::run(&args),
        Command::Retime(args) => retime::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Split(args) => split::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Formats => formats::run(),
        Command::Info(args) => info::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Completions { shell } => completions::completions(shell),
        Command::Man { command } => completions::man(&command),
        Command::Explain(args) => explain::run(&args),
        Command::Profiles(args) => profiles::run(&args),
        #[cfg(feature = "spell")]
        Command::Dictionaries(args) => dictionaries::run(&args),
    }
}
