//! `tregua dictionaries`: which dictionary serves which language here.

use crate::Outcome;
use crate::args::DictionaryArgs;
use crate::dictionaries::{Dictionaries, load};
use crate::io::shown;
use crate::render;
use anyhow::Result;
use std::fmt::Write as _;
use tregua_parse::base::Lang;

pub(crate) fn run(args: &DictionaryArgs) -> Result<Outcome> {
    let dictionaries = Dictionaries::new(&args.dictionary)?;
    let usual = ["es-ES", "es-419", "kk", "ru", "en"];
    let langs = match args.langs.as_slice() {
        [] => usual.iter().filter_map(|tag| Lang::parse(tag).ok()).collect(),
        langs => langs.to_vec(),
    };
    let width = langs.iter().map(|lang| lang.as_str().len()).max().unwrap_or(0);
    let mut out = String::new();
    let mut outcome = Outcome::Clean;
    for lang in &langs {
        let _ = write!(out, "{:width$}  ", lang.as_str());
        match dictionaries.find(lang) {
            None => {
                let name = lang.language();
                let _ = writeln!(
                    out,
                    "none: install one (hunspell-{name} on Debian) or name one with --dictionary"
                );
            }
            Some(path) => match load(&path, lang) {
                Ok(_) => {
                    let _ = writeln!(out, "{}", shown(&path));
                }
                Err(error) => {
                    outcome = Outcome::Failed;
                    let _ = writeln!(out, "{}", render::plain(&format!("{error:#}")));
                }
            },
        }
    }
    render::stdout(&out)?;
    Ok(outcome)
}
