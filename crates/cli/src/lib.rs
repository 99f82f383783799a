//! The program `tregua`: arguments, files, rendering and exit codes around `tregua-qa`.

mod args;
mod catalogue;
mod cmd;
#[cfg(feature = "spell")]
mod dictionaries;
mod film;
mod foreign;
pub mod io;
mod large;
mod load;
mod open;
mod profile;
mod render;
mod timings;

use std::process::ExitCode;
use tregua_qa::message::MessageLanguage;

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(stopped));
    io::more_files();
    io::settle_memory();
    // Secrets in addresses go no further than this.
    let words = std::env::args_os().map(|word| io::veil(&word)).collect::<Result<Vec<_>, _>>();
    let words = match words {
        Ok(words) => words,
        Err(fault) => {
            render::message("error", &fault.to_string());
            return ExitCode::from(2);
        }
    };
    let args = match args::Args::read(words) {
        Ok(args) => args,
        Err(error) => return unread(&error),
    };
    args.color.write_global();
    render::speak(args.message_language.or_else(of_environment).unwrap_or_default());
    match cmd::run(args.command) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(error) => {
            render::message("error", &format!("{error:#}"));
            ExitCode::from(if io::is_interrupted(&error) { 130 } else { 2 })
        }
    }
}

/// What is said, and how the process ends, where the program or a library meets what must not be. Files are replaced whole, so
/// nothing is lost by it.
fn stopped(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map_or(String::new(), |at| {
        let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!(" ({file}:{})", at.line())
    });
    if std::env::var_os("RUST_BACKTRACE").is_some_and(|set| set != "0") {
        let trace = std::backtrace::Backtrace::force_capture();
        render::note(&format!("{panic}\n{trace}"));
    }
    render::message(
        "error",
        &format!(
            "Tregua has stopped by a fault of its own{place}. Every file is as it was or as it was to be, whole; please report \
             this with what you ran"
        ),
    );
    std::process::exit(2);
}

/// What is said where the arguments ask for help or cannot be read. They are quoted in it, so they are made harmless.
fn unread(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if !error.use_stderr() || render::plain(&text) == text {
        // With its colours, and to where it belongs.
        let _ = error.print();
    } else {
        render::note(text.trim_end());
    }
    ExitCode::from(u8::from(error.use_stderr()) * 2)
}

/// The language of the environment's locale, where messages are said in it.
fn of_environment() -> Option<MessageLanguage> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    set.and_then(|locale| MessageLanguage::of_locale(&locale))
}

/// How a command that did its work ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    /// Nothing to complain about: exit code 0.
    Clean,
    /// Findings at or above the bar: exit code 1.
    Findings,
    /// Some files could not be worked on: exit code 2.
    Failed,
    /// A signal ended the run before all files were done: exit code 130.
    Interrupted,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
            Self::Interrupted => 130,
        }
    }

    /// The graver of two.
    fn and(self, other: Self) -> Self {
        if other.code() > self.code() { other } else { self }
    }
}
