//! One language of a file as a track of its own.

use super::Split;
use std::collections::HashMap;
use std::hash::Hash;
use tregua_parse::model::{Colour, Cue, Details, Line, Loss, Run, Track, is_unseen};

/// So many of ten cues have the place that the layout gave them.
const MOST: usize = 6;

/// The cues of one language, and the places in the whole track they stand at.
///
/// What tells the language from the others in the whole file is taken off: the language's name, its layer, a place, a
/// colour or italics that nearly all of its lines have and another language's have not.
#[must_use]
pub fn track<'d>(whole: &Track<'d>, split: &Split, language: usize) -> (Track<'d>, Vec<u32>) {
    let marks = Marks::new(whole, split, language);
    let mut out = Track { title: whole.title.clone(), ..Track::default() };
    let mut places = Vec::new();
    for (place, cue) in (0u32..).zip(&whole.cues) {
        let first = count(out.lines.len());
        for line in own(whole, split, cue, language) {
            let from = count(out.runs.len());
            out.runs.extend(whole.runs_of(line).iter().map(|run| marks.off(run)));
            out.lines.push(Line { span: line.span, runs: from..count(out.runs.len()) });
        }
        let lines = first..count(out.lines.len());
        if lines.is_empty() {
            continue;
        }
        let details = cue.details.as_deref().cloned();
        let mut details = details.map(|it| Details { lang: None, layer: None, ..it }).unwrap_or_default();
        let mut align = cue.align;
        if marks.place.as_ref() == Some(&spot(cue)) {
            align = None;
            details.place = Default::default();
        }
        let details = (details != Details::default()).then(|| Box::new(details));
        out.cues.push(Cue { times: cue.times, lines, align, details });
        places.push(place);
    }
    for loss in &whole.losses {
        let cue = loss.cue.map(|cue| places.binary_search(&cue));
        match cue {
            Some(Err(_)) => {}
            at => out.losses.push(Loss { cue: at.and_then(Result::ok).map(count), ..loss.clone() }),
        }
    }
    (out, places)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A cue's lines in a language.
fn own<'t>(
    whole: &'t Track<'_>,
    split: &'t Split,
    cue: &Cue<'_>,
    language: usize,
) -> impl Iterator<Item = &'t Line> {
    let lines = whole.lines_of(cue).iter().zip(cue.lines.clone());
    lines
        .filter(move |(_, number)| {
            let owner = split.owners.get(*number as usize).copied().flatten();
            owner.is_some_and(|owner| usize::from(owner) == language)
        })
        .map(|(line, _)| line)
}

/// Where a cue stands, to be compared.
fn spot(cue: &Cue<'_>) -> String {
    let place = cue.details.as_deref().map(|it| &it.place).filter(|it| !it.is_plain());
    match place {
        Some(place) => format!("{} {place:?}", cue.align.unwrap_or(2)),
        None => cue.align.unwrap_or(2).to_string(),
    }
}

/// What the layout gave a language.
struct Marks {
    place: Option<String>,
    colour: Option<Colour>,
    italic: bool,
}

impl Marks {
    fn new(whole: &Track<'_>, split: &Split, language: usize) -> Self {
        let all: Vec<Usual> = (0..split.languages.len()).map(|at| Usual::new(whole, split, at)).collect();
        let others = || all.iter().enumerate().filter(|(at, _)| *at != language).map(|(_, it)| it);
        let Some(mine) = all.get(language) else { return Self { place: None, colour: None, italic: false } };
        Self {
            // Languages in cues of their own have places of their own; those that share cues share places.
            place: mine.place.clone().filter(|_| !split.shared),
            colour: mine.colour.flatten().filter(|own| others().any(|it| it.colour != Some(Some(*own)))),
            italic: mine.italic == Some(true) && others().any(|it| it.italic != Some(true)),
        }
    }

    fn off<'d>(&self, run: &Run<'d>) -> Run<'d> {
        let mut run = run.clone();
        if self.italic {
            run.style.italic = false;
        }
        if self.colour.is_some() && run.style.colour == self.colour {
            run.style.colour = None;
        }
        if let Some(details) = run.details.as_deref_mut() {
            details.lang = None;
        }
        run
    }
}

/// What nearly all of a language's lines have.
struct Usual {
    place: Option<String>,
    colour: Option<Option<Colour>>,
    italic: Option<bool>,
}

impl Usual {
    fn new(whole: &Track<'_>, split: &Split, language: usize) -> Self {
        let (mut places, mut colours, mut italics) = (HashMap::new(), HashMap::new(), HashMap::new());
        for cue in &whole.cues {
            let mut any = false;
            for line in own(whole, split, cue, language) {
                any = true;
                let shown = |run: &&Run<'_>| !run.text.trim_matches(is_unseen).is_empty();
                for run in whole.runs_of(line).iter().filter(shown) {
                    *colours.entry(run.style.colour).or_insert(0) += 1;
                    *italics.entry(run.style.italic).or_insert(0) += 1;
                }
            }
            if any {
                *places.entry(spot(cue)).or_insert(0) += 1;
            }
        }
        Self { place: usual(places, MOST), colour: usual(colours, MOST), italic: usual(italics, 10) }
    }
}

/// The value that at least so many of ten have.
fn usual<T: Hash + Eq>(counts: HashMap<T, usize>, most: usize) -> Option<T> {
    let all: usize = counts.values().sum();
    counts.into_iter().find(|(_, count)| count * 10 >= all * most && all > 0).map(|(value, _)| value)
}
