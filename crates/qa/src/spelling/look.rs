//! Looking through a track: every word that nobody knows, once, with all its places.

use super::dictionary::{Dictionary, Shelf, Speech};
use super::forms::{Form, Forms, Place};
use super::judge::Judge;
use super::list::WordList;
use super::names;
use super::stripped::{Loss, losses};
use super::suggest::{Budget, Suggester};
use crate::language::identify;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tregua_parse::base::{Lang, Script};
use tregua_parse::model::Track;

/// What tracks are held against.
///
/// ```
/// use tregua_qa::spelling::{NoShelf, Spelling, WordList};
/// # let track = tregua_parse::model::Track::default();
/// let words = WordList::parse("Айгерим\n");
/// let spelling = Spelling::new(&NoShelf, &words);
/// // Without a dictionary of the language nothing is said.
/// let lang = tregua_parse::base::Lang::parse("ru").unwrap();
/// assert!(spelling.look(&track, &lang).is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Spelling<'s> {
    shelf: &'s dyn Shelf,
    words: &'s WordList,
    known: &'s (dyn Fn(&str) -> bool + Sync),
    budget: Budget,
}

impl std::fmt::Debug for Spelling<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Spelling")
            .field("words", &self.words.len())
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

/// What a track's words turned out to be.
#[derive(Clone, Default, Debug)]
pub struct Look {
    /// Words nobody knows, in the order in which they first appear.
    pub unknown: Vec<Unknown>,
    /// Names learnt from the track that no dictionary has, sorted.
    pub names: Vec<String>,
    /// What became of a Kazakh track's own letters.
    pub loss: Loss,
    /// How many words of the track were looked up, and how many different ones.
    pub words: usize,
    /// How many different words.
    pub different: usize,
}

/// A word nobody knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unknown {
    /// As it is written first; in small letters where it is anywhere.
    pub word: String,
    /// Where it stands, at least once.
    pub places: Vec<Place>,
    /// What it seems to be.
    pub guess: Guess,
    /// What may have been meant, the likeliest first.
    pub suggestions: Vec<String>,
}

impl Unknown {
    /// How often it stands in the track.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Its first place.
    #[must_use]
    pub fn first(&self) -> Option<Place> {
        self.places.first().copied()
    }
}

/// What an unknown word seems to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Guess {
    /// A misspelling.
    Misspelt,
    /// A name: it stands with a capital inside a sentence, though once only.
    Name,
    /// A Kazakh word that lost its own letters, with the word that it was: [`Spelling::stripped`] has it too.
    Stripped(String),
}

impl<'s> Spelling<'s> {
    /// With a shelf of dictionaries and the project's words.
    #[must_use]
    pub fn new(shelf: &'s dyn Shelf, words: &'s WordList) -> Self {
        Self { shelf, words, known: &|_| false, budget: Budget::default() }
    }

    /// With words known from elsewhere, such as names of the film's other tracks.
    #[must_use]
    pub fn with_known(self, known: &'s (dyn Fn(&str) -> bool + Sync)) -> Self {
        Self { known, ..self }
    }

    /// With another budget for suggestions.
    #[must_use]
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }

    /// Looks through a track. `None` where there is no dictionary of its language.
    #[must_use]
    pub fn look(&self, track: &Track<'_>, lang: &Lang) -> Option<Look> {
        let speech = Speech::of(lang);
        // Kazakh dictionaries are Cyrillic.
        if speech == Speech::Kazakh && lang.script() != Script::Cyrillic {
            return None;
        }
        let dictionary = self.shelf.dictionary(lang)?;
        let judge = self.judge(speech, dictionary.as_ref());
        let forms = Forms::of(track, lang);
        let unknown = unknown_forms(&forms, &judge, track, lang);
        let names = names::learn(&forms, &unknown.keys().copied().collect::<Vec<_>>(), speech);
        let lost = (speech == Speech::Kazakh).then(|| losses(&forms, &judge, &unknown, &names));
        let mut out = Look {
            words: forms.list.iter().map(|form| form.places.len()).sum(),
            different: forms.list.len(),
            names: name_list(&forms, &names),
            loss: lost.as_ref().map_or(Loss::Words, |lost| lost.loss),
            unknown: grouped(&forms, unknown, &names),
        };
        let lost = lost.into_iter().flat_map(|lost| lost.words);
        let lost = lost.map(|word| (word.word.to_lowercase(), word.restored)).collect();
        self.explain(&mut out, &forms, &judge, &lost);
        Some(out)
    }

    pub(super) fn judge<'j>(&'j self, speech: Speech, dictionary: &'j dyn Dictionary) -> Judge<'j> {
        Judge { speech, dictionary, words: self.words, known: self.known }
    }

    pub(super) fn shelf(&self) -> &'s dyn Shelf {
        self.shelf
    }

    /// Finds what the unknown words may have been.
    fn explain(&self, look: &mut Look, forms: &Forms, judge: &Judge<'_>, lost: &BTreeMap<String, String>) {
        let names: BTreeSet<&str> = look.names.iter().map(String::as_str).collect();
        let is_name = |word: &str| names.contains(word);
        let mut suggester = Suggester { judge, forms, names: &is_name, left: self.budget };
        for unknown in &mut look.unknown {
            match lost.get(&unknown.word.to_lowercase()) {
                Some(restored) => {
                    unknown.guess = Guess::Stripped(restored.clone());
                    unknown.suggestions = vec![restored.clone()];
                }
                None => unknown.suggestions = suggester.suggest(&unknown.word),
            }
        }
    }
}

/// The places where words stand that are not right, by the words' numbers.
pub(super) fn unknown_forms(
    forms: &Forms,
    judge: &Judge<'_>,
    track: &Track<'_>,
    lang: &Lang,
) -> BTreeMap<usize, Vec<Place>> {
    let mut foreign = Foreign { track, lang, cues: HashMap::new() };
    let mut out = BTreeMap::new();
    for (nth, form) in forms.list.iter().enumerate() {
        if judge.is_right(&form.text) {
            continue;
        }
        let wrong = form.places.iter().filter(|(_, traits)| !judge.excuses(&form.text, *traits));
        let places: Vec<Place> =
            wrong.map(|(place, _)| *place).filter(|place| !foreign.is(place.cue)).collect();
        if !places.is_empty() {
            out.insert(nth, places);
        }
    }
    out
}

/// From this confidence on, in percent, a cue's words are another language's.
const SURELY_ANOTHER: u8 = 90;

/// Cues in another language; asked only where something in them is unknown.
struct Foreign<'f> {
    track: &'f Track<'f>,
    lang: &'f Lang,
    cues: HashMap<u32, bool>,
}

impl Foreign<'_> {
    fn is(&mut self, cue: u32) -> bool {
        let (track, lang) = (self.track, self.lang);
        *self.cues.entry(cue).or_insert_with(|| {
            let Some(cue) = track.cues.get(cue as usize) else { return false };
            let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
            let verdict = identify(&lines.join("\n"));
            let other = verdict.tongue.is_some_and(|tongue| tongue.tag() != lang.language());
            other && verdict.confidence >= SURELY_ANOTHER
        })
    }
}

fn name_list(forms: &Forms, names: &BTreeSet<usize>) -> Vec<String> {
    let all = names.iter().filter_map(|nth| forms.list.get(*nth)).map(|form| form.text.clone());
    all.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Unknown words that differ in their capitals only become one.
fn grouped(forms: &Forms, unknown: BTreeMap<usize, Vec<Place>>, names: &BTreeSet<usize>) -> Vec<Unknown> {
    struct Group<'f> {
        forms: Vec<&'f Form>,
        places: Vec<Place>,
    }
    let named: BTreeSet<String> =
        names.iter().filter_map(|nth| forms.list.get(*nth)).map(|form| form.text.to_lowercase()).collect();
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for (nth, places) in unknown {
        let Some(form) = forms.list.get(nth) else { continue };
        let small = form.text.to_lowercase();
        if named.contains(&small) {
            continue;
        }
        let group = groups.entry(small).or_insert(Group { forms: Vec::new(), places: Vec::new() });
        group.forms.push(form);
        group.places.extend(places);
    }
    let mut out: Vec<Unknown> = groups
        .into_iter()
        .filter_map(|(small, mut group)| {
            group.places.sort_unstable_by_key(|place| (place.cue, place.span));
            let in_small = group.forms.iter().any(|form| form.text == small);
            let name = !in_small && group.forms.iter().any(|form| form.is_capital_inside());
            let word = if in_small { small } else { group.forms.first()?.text.clone() };
            let guess = if name { Guess::Name } else { Guess::Misspelt };
            Some(Unknown { word, places: group.places, guess, suggestions: Vec::new() })
        })
        .collect();
    out.sort_by_key(|unknown| unknown.first().map(|place| (place.cue, place.span)));
    out
}

#[cfg(test)]
pub(crate) mod tests;
