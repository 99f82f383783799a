//! Arguments that are not made before their command is asked for: there are hundreds of them, and a run wants one
//! command's.

use clap::builder::Resettable;
use clap::{ArgMatches, Args, Command, CommandFactory, Error, FromArgMatches, Subcommand};
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};

/// The arguments, or subcommands, of a command. clap builds them when the command line names it, or asks for help.
#[derive(Debug)]
pub(crate) struct Deferred<T>(T);

impl<T> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Nothing is deferred: completions name what stands below `tregua help`, too, which is copied before a command is named.
static WHOLE: AtomicBool = AtomicBool::new(false);

/// The command line with all its arguments.
pub(crate) fn whole() -> Command {
    WHOLE.store(true, Ordering::Relaxed);
    super::Args::command()
}

/// `augment` now or, in most runs, once the command is named.
fn deferred(command: Command, augment: fn(Command) -> Command) -> Command {
    if WHOLE.load(Ordering::Relaxed) { augment(command) } else { command.defer(augment) }
}

/// What a command is about is said already; the arguments are not to say it again.
fn keeping_about(command: Command, augment: fn(Command) -> Command) -> Command {
    let about = Resettable::from(command.get_about().cloned());
    let long = Resettable::from(command.get_long_about().cloned());
    augment(command).about(about).long_about(long)
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }

    fn update_from_arg_matches_mut(&mut self, matches: &mut ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches_mut(matches)
    }
}

impl<T: Args> Args for Deferred<T> {
    fn augment_args(command: Command) -> Command {
        deferred(command, |command| keeping_about(command, T::augment_args))
    }

    fn augment_args_for_update(command: Command) -> Command {
        deferred(command, |command| keeping_about(command, T::augment_args_for_update))
    }
}

impl<T: Subcommand> Subcommand for Deferred<T> {
    fn augment_subcommands(command: Command) -> Command {
        deferred(command, |command| keeping_about(command, T::augment_subcommands))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        deferred(command, |command| keeping_about(command, T::augment_subcommands_for_update))
    }

    fn has_subcommand(name: &str) -> bool {
        T::has_subcommand(name)
    }
}
