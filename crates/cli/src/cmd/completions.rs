//! `tregua completions SHELL` and `tregua man`: what shells and manuals are told of the command line.

use crate::Outcome;
use crate::args;
use crate::render;
use anyhow::Result;
use clap_complete::Shell;

/// The completions of a shell. Drawn into memory first: a reader that has gone must not be a panic.
pub(crate) fn completions(shell: Shell) -> Result<Outcome> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut args::whole(), "tregua", &mut bytes);
    render::stdout(&String::from_utf8_lossy(&bytes))
}

/// The manual page in roff: that of the program, or of one of its commands.
pub(crate) fn man(path: &[String]) -> Result<Outcome> {
    let mut command = args::whole();
    command.build();
    for word in path {
        let found = command.find_subcommand(word).cloned();
        command = found.ok_or_else(|| {
            anyhow::anyhow!(
                "there is no command \u{201c}{}\u{201d}; `tregua --help` lists them",
                word.escape_debug()
            )
        })?;
    }
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command).render(&mut bytes)?;
    render::stdout(&String::from_utf8_lossy(&bytes))
}
