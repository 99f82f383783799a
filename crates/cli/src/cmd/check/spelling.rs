//! Spelling, where it is asked for: the dictionaries, the project's words, and the names of the film's other tracks.

use super::job::Plan;
use crate::args::Check;
use crate::dictionaries::Dictionaries;
use crate::load;
use crate::{io, render};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tregua_parse::base::Lang;
use tregua_parse::model::Track;
use tregua_qa::language::Tongue;
use tregua_qa::names::{names, same_name};
use tregua_qa::spelling::{Spelling, WordList};

/// The rule that spelling is told by; naming it asks for it.
pub(super) const RULE: &str = "language/spelling";

/// What a run checks spelling by.
pub(super) struct Speller {
    dictionaries: Dictionaries,
    words: WordList,
    /// Languages that have no dictionary, which is said once.
    missing: Mutex<BTreeSet<String>>,
}

impl Speller {
    /// `None` where nobody asks for spelling: the command line, or the project by a table of that name.
    pub(super) fn new(args: &Check, plan: &Plan) -> Result<Option<Self>> {
        let own = &args.spelling;
        let asked = own.spelling || !own.dictionary.is_empty() || !own.words.is_empty();
        if !asked && plan.spelling.is_none() && !args.select.iter().any(|id| id == RULE) {
            return Ok(None);
        }
        let of_project = plan.spelling.clone().unwrap_or_default();
        let from =
            |file: String| if plan.base.as_os_str() == "." { file.into() } else { plan.base.join(file) };
        let add = |own: &[PathBuf], more: Vec<String>| -> Vec<PathBuf> {
            own.iter().cloned().chain(more.into_iter().map(from)).collect()
        };
        let dictionaries = Dictionaries::new(&add(&own.dictionary, of_project.dictionaries))?;
        let mut words = WordList::default();
        for path in add(&own.words, of_project.words) {
            let input = io::read(&path, load::max_bytes(&args.reading))?;
            words.extend(&WordList::parse(load::text(&path, &input.bytes)?));
        }
        Ok(Some(Self { dictionaries, words, missing: Mutex::default() }))
    }

    /// Appends what decides which words are known: the lists, and the dictionaries as they are on the disk.
    pub(super) fn identify(&self, to: &mut String) {
        use std::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(to, "{:?} {:?}", self.words, self.dictionaries.versions());
    }

    /// Whether there is a dictionary for a language.
    pub(super) fn speaks(&self, lang: Option<&Lang>) -> bool {
        lang.is_some_and(|lang| self.dictionaries.find(lang).is_some())
    }

    /// The tracks of one film, which lend one another their names.
    pub(super) fn film(&self, tracks: &[Track<'_>], langs: &[Option<&Lang>]) -> Film<'_> {
        langs.iter().for_each(|lang| self.mention(*lang));
        let names = tracks.iter().zip(langs).map(|(track, lang)| {
            let Some(tongue) = lang.map(|lang| Tongue::of_tag(lang.language())) else { return Vec::new() };
            let found = names(track, tongue);
            let parts = found.list.iter().flat_map(|name| name.text.split_whitespace());
            parts.map(|part| (part.to_owned(), tongue)).collect()
        });
        // Nobody lends a lone track anything.
        let names = if tracks.len() > 1 { names.collect() } else { names.map(|_| Vec::new()).collect() };
        Film {
            speller: self,
            names,
            tongues: langs.iter().map(|lang| lang.map(|lang| Tongue::of_tag(lang.language()))).collect(),
        }
    }

    /// Says, once, that a language has no dictionary.
    fn mention(&self, lang: Option<&Lang>) {
        let Some(lang) = lang.filter(|lang| self.dictionaries.find(lang).is_none()) else { return };
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if missing.insert(lang.language().to_owned()) {
            let tag = lang.language();
            render::message(
                "warning",
                &format!(
                    "no Hunspell dictionary for {tag}: its spelling is not checked; install one (hunspell-{tag} on \
                     Debian) or name one with --dictionary"
                ),
            );
        }
    }
}

/// What the tracks of a film know of its names.
pub(super) struct Film<'s> {
    speller: &'s Speller,
    names: Vec<Vec<(String, Tongue)>>,
    tongues: Vec<Option<Tongue>>,
}

impl Film<'_> {
    /// Whether another track has a name that this word spells in its own letters.
    pub(super) fn lends(&self, track: usize, word: &str) -> bool {
        if !word.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        let Some(own) = self.tongues.get(track).copied().flatten() else { return false };
        let others =
            self.names.iter().enumerate().filter(|(nth, _)| *nth != track).flat_map(|(_, names)| names);
        others.into_iter().any(|(name, tongue)| same_name(word, own, name, *tongue).is_same())
    }

    /// What a track is held against.
    pub(super) fn spelling<'f>(&'f self, known: &'f (dyn Fn(&str) -> bool + Sync)) -> Spelling<'f> {
        Spelling::new(&self.speller.dictionaries, &self.speller.words).with_known(known)
    }
}
