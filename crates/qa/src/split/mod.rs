//! A file in which several languages stand, taken apart into them: the way back from [`merge`](crate::merge).
//!
//! What is given to a language is a line where the languages stand one above the other in a cue, and a cue where each has
//! cues of its own (`units`). For each of them evidence is added up (`score`): its script, the words and letters of its
//! text as [`language`](crate::language) knows them, the language the file names, the style, place and look it has, and
//! the letters of what is certain already in this very file. In a cue the languages stand in an order, and each once;
//! the best way through a cue's lines is found by dynamic programming (`path`). What the certain lines show of styles,
//! order and letters is learnt, and everything judged again with it.
//!
//! No line is lost and none is given twice. A line that might as well be of another language is named with its margin;
//! where too many are, or only one language is found, there is a [`Refusal`].

#![deny(clippy::float_arithmetic)]

mod balance;
mod evidence;
mod learn;
mod letters;
mod log;
mod look;
mod path;
mod score;
mod track;
mod units;

pub use evidence::{Doubt, Evidence, Refusal};
pub use track::track;

use learn::Learnt;
use path::Way;
use std::borrow::Cow;
use tregua_parse::base::Lang;
use tregua_parse::model::Track;
use units::Mode;

/// A margin from which a line is a teacher for others, in hundredths of a nat: nine to one.
const SURE: i32 = 210;
/// A margin under which it is doubted.
const DOUBTFUL: i32 = 150;
/// How many lines in a thousand may be doubted, besides one.
const DOUBTS: usize = 50;
/// Languages that one file is taken apart into at most.
pub const LANGUAGES: usize = 4;

/// How a file is taken apart.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The languages in it; found out where none is named.
    pub languages: Vec<Lang>,
    /// Give an answer however uncertain it is.
    pub insist: bool,
}

/// Which line of a track is in which language.
#[derive(Clone, Debug)]
pub struct Split {
    /// The languages: in the order in which they stand in cues, where they do.
    pub languages: Vec<Lang>,
    /// For each line of the track the language it is in; none for a line between languages and for lines of no cue.
    pub owners: Vec<Option<u8>>,
    /// Whether the languages share cues.
    pub shared: bool,
    /// Lines that might be in another language, the least certain first.
    pub doubts: Vec<Doubt>,
    /// What speaks for it.
    pub evidence: Evidence,
}

impl Split {
    /// The cues that no language has a line of: empty ones, and those of nothing but a line between languages.
    #[must_use]
    pub fn homeless(&self, track: &Track<'_>) -> Vec<u32> {
        let owned = |line: u32| self.owners.get(line as usize).is_some_and(Option::is_some);
        let cues = (0u32..).zip(&track.cues);
        cues.filter(|(_, cue)| !cue.lines.clone().any(owned)).map(|(at, _)| at).collect()
    }
}

/// Takes a track apart.
///
/// `parts` names for each cue what the file tells its cues apart by, such as an ASS style; cues beyond its end have
/// nothing.
///
/// # Errors
///
/// A [`Refusal`] where fewer than two or more than [`LANGUAGES`] languages are found or named, a named one is not in the
/// file, or one line in twenty might as well be in another language and nobody insists.
///
/// ```
/// use tregua_parse::{format::srt, source::Source};
/// use tregua_qa::split::{Options, split};
/// let both = "1\n00:00:01,000 --> 00:00:04,000\nNo siento los pies.\nЯ ног не чувствую.\n\n\
///             2\n00:00:05,000 --> 00:00:06,000\nHemos parado.\nМы стоим.\n";
/// let document = srt::parse(Source::open(both.as_bytes(), None, None).unwrap());
/// let found = split(&srt::lower(&document), &[], &Options::default()).unwrap();
/// assert_eq!(found.languages.iter().map(|lang| lang.as_str()).collect::<Vec<_>>(), ["es", "ru"]);
/// assert_eq!(found.owners, [Some(0), Some(1), Some(0), Some(1)]);
/// ```
pub fn split(track: &Track<'_>, parts: &[Option<Cow<'_, str>>], options: &Options) -> Result<Split, Refusal> {
    let shown = units::lines(track, parts);
    let named = options.languages.len();
    let languages = match named {
        0 => evidence::languages(&shown),
        _ => options.languages.clone(),
    };
    if languages.len() < 2 {
        return Err(Refusal::one(&shown, languages.first()));
    }
    if languages.len() > LANGUAGES {
        return Err(Refusal::many(&languages));
    }
    let first = score::firsts(&shown, &languages);
    let mode = units::mode(&shown, &first);
    let (units, between) = units::units(&shown, mode);
    let mut scores = score::firsts(&units, &languages);
    let mut ways = path::alone(&scores);
    let mut order: Vec<usize> = (0..languages.len()).collect();
    for _ in 0..3 {
        let learnt = Learnt::new(&units, &ways, languages.len(), mode);
        order.clone_from(&learnt.order);
        scores = score::all(&units, &languages, &learnt);
        ways = path::through(&units, &scores, &learnt);
    }
    if let Some(missing) = missing(&ways, languages.len(), named > 0) {
        let lang = languages.get(missing);
        return Err(lang.map_or_else(|| Refusal::one(&shown, None), Refusal::absent));
    }
    let rank = |language: usize| order.iter().position(|it| *it == language).unwrap_or(language);
    let sorted: Vec<Lang> = order.iter().filter_map(|at| languages.get(*at).cloned()).collect();
    let doubts = evidence::doubts(&units, &ways, &languages, DOUBTFUL);
    let evidence = Evidence::new(&units, &ways, &order, mode, between.len());
    if !options.insist && doubts.len() > 1 + units.len() * DOUBTS / 1000 {
        return Err(Refusal::doubtful(&doubts, units.len()));
    }
    let mut owners: Vec<Option<u8>> = vec![None; track.lines.len()];
    for (unit, way) in units.iter().zip(&ways) {
        let owner = u8::try_from(rank(way.language)).ok();
        for slot in owners.get_mut(unit.lines.start as usize..unit.lines.end as usize).unwrap_or_default() {
            *slot = owner;
        }
    }
    for line in between {
        if let Some(slot) = owners.get_mut(line as usize) {
            *slot = None;
        }
    }
    Ok(Split { languages: sorted, owners, shared: mode == Mode::Stacked, doubts, evidence })
}

/// A language that no line is in; where they were named, one that no line is certainly in.
fn missing(ways: &[Way], languages: usize, named: bool) -> Option<usize> {
    let has = |language: usize| {
        ways.iter().any(|way| way.language == language && (!named || way.margin >= DOUBTFUL))
    };
    (0..languages).find(|language| !has(*language))
}

#[cfg(test)]
mod tests;
