//! What spelling is checked by.

use super::value::lang;
use clap::Args as ClapArgs;
use std::path::PathBuf;
use tregua_parse::base::Lang;

/// Which dictionaries.
#[derive(ClapArgs, Debug)]
pub(crate) struct DictionaryArgs {
    /// The languages (es-ES, es-419, kk, ru …); those of the built-in profiles where none is named.
    #[arg(value_name = "TAG", value_parser = lang)]
    pub(crate) langs: Vec<Lang>,
    /// A Hunspell dictionary (a .dic file with its .aff beside it) or a folder of them, before those of the system.
    #[arg(long, value_name = "PATH")]
    pub(crate) dictionary: Vec<PathBuf>,
}

/// By what spelling is checked.
#[derive(ClapArgs, Debug)]
pub(crate) struct SpellingArgs {
    /// Check spelling with the Hunspell dictionaries of this machine (see `tregua dictionaries`); a [spelling] table in
    /// tregua.toml asks for it too.
    #[arg(long)]
    pub(crate) spelling: bool,
    /// Check spelling with this Hunspell dictionary (a .dic file with its .aff beside it) or folder of them before those
    /// of the machine.
    #[arg(long, value_name = "PATH")]
    pub(crate) dictionary: Vec<PathBuf>,
    /// Check spelling, with the words of this list (a word a line) taken for right.
    #[arg(long, value_name = "FILE")]
    pub(crate) words: Vec<PathBuf>,
}
