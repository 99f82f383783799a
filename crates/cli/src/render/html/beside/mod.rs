//! Tracks in columns: which cues answer one another, or how two versions differ. A page that is complete in itself and
//! has no script; what it hides it hides by its style.

mod compare;
mod diff;
mod table;

use super::clean::{option, text};
use super::shell::{self, Shell};
use super::words::{Word, Words};
use super::{BESIDE_POLICY, BESIDE_STYLE};
use maud::{Markup, html};
use tregua_qa::message::MessageLanguage;

/// So many rows are drawn, ten times as many as a film has: with more no browser opens a page. The others are counted.
pub(crate) const DRAWN: usize = 20_000;

/// So many characters of a cue are drawn, as many as a film has in five minutes.
const LONGEST: usize = 5_000;

/// Everything a page shows.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) what: What,
    /// From left to right.
    pub(crate) tracks: Vec<Column>,
    /// Those behind the first [`DRAWN`] need no cells.
    pub(crate) rows: Vec<Row>,
}

/// What stands side by side.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// Languages of a film.
    Compare {
        /// Groups that are less sure are marked, in per mille.
        bar: u16,
        /// How many groups there are of each kind.
        kinds: Vec<(String, usize)>,
    },
    /// Two versions of a track.
    Diff {
        /// Stretches that moved by one rule.
        rules: Vec<Rule>,
    },
}

/// A track.
#[derive(Clone, Default, Debug)]
pub(crate) struct Column {
    /// What it is called beside the others.
    pub(crate) label: String,
    pub(crate) path: String,
    /// Its language as a BCP 47 tag.
    pub(crate) language: Option<String>,
    pub(crate) cues: usize,
    /// How many of them nothing answers.
    pub(crate) alone: usize,
    /// How sure it is to be of the film, in per mille; nothing where nobody asked.
    pub(crate) related: Option<u16>,
    pub(crate) lie: Lie,
}

/// How a track's times lie against the others'. In milliseconds.
#[derive(Clone, Default, Debug)]
pub(crate) enum Lie {
    /// The others are laid to its times.
    #[default]
    Spine,
    /// From a time on it is so much later.
    Steps(Vec<(i64, i64)>),
    /// From so much later to so much later, in so many steps.
    Between(i64, i64, usize),
}

/// A stretch that moved by one rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// From this old time on, in milliseconds; nothing where it is all of the track.
    pub(crate) from: Option<i64>,
    /// Up to this one; nothing where it is the rest.
    pub(crate) to: Option<i64>,
    pub(crate) cues: usize,
    pub(crate) by: By,
}

/// How times moved, in milliseconds.
#[derive(Clone, Debug)]
pub(crate) enum By {
    Later(i64),
    /// Another speed; an old time and where it goes.
    Speed(String, i64, i64),
}

/// Cues that answer one another.
#[derive(Clone, Default, Debug)]
pub(crate) struct Row {
    /// What makes it worth a look, the gravest; nothing where there is nothing.
    pub(crate) sign: Option<Sign>,
    /// `1:2:0`, or nothing.
    pub(crate) kind: String,
    /// How sure it is, in per mille.
    pub(crate) sure: Option<u16>,
    /// That is less than is asked for.
    pub(crate) unsure: bool,
    pub(crate) notes: Vec<Note>,
    /// Every track has cues in it, and one has several.
    pub(crate) uneven: bool,
    /// For each track its cues.
    pub(crate) cells: Vec<Vec<Said>>,
}

/// What makes a row worth a look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Sign {
    Gap,
    Unsure,
    Uneven,
    Added,
    Removed,
    Changed,
}

impl Sign {
    /// Its class, its sign, and what it says.
    fn told(self) -> (&'static str, &'static str, Word) {
        match self {
            Self::Gap => ("gap", "!", Word::Gap),
            Self::Unsure => ("unsure", "?", Word::Unsure),
            Self::Uneven => ("uneven", "\u{2260}", Word::Uneven),
            Self::Added => ("added", "+", Word::Added),
            Self::Removed => ("removed", "\u{2212}", Word::Removed),
            Self::Changed => ("changed", "~", Word::Changed),
        }
    }
}

/// What is to be said of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Note {
    Split,
    Joined,
    Moved,
    ByItsRule,
    /// So many milliseconds later.
    In(i64),
    Out(i64),
    Reworded,
    Look(Look),
}

/// What of a cue looks otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Look {
    Letters,
    Place,
    Fade,
    Forced,
    Voice,
    Language,
}

/// A cue in a cell.
#[derive(Clone, Default, Debug)]
pub(crate) struct Said {
    pub(crate) number: String,
    /// In milliseconds.
    pub(crate) times: Option<(i64, i64)>,
    pub(crate) text: Vec<(Mark, String)>,
}

/// What became of a stretch of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    Kept,
    Removed,
    Added,
}

/// The page in a language.
pub(crate) fn page(mut input: Input, language: MessageLanguage) -> String {
    clean(&mut input);
    let words = Words::of(language);
    let what = words.get(match input.what {
        What::Compare { .. } => Word::Comparison,
        What::Diff { .. } => Word::Differences,
    });
    let title = title(&input);
    let body = body(&input, words, &title, what);
    Shell { words, title: &title, what, policy: BESIDE_POLICY, style: BESIDE_STYLE, body }.page()
}

/// Every text made harmless, as on the page of a check.
fn clean(input: &mut Input) {
    match &mut input.what {
        What::Compare { bar: _, kinds } => kinds.iter_mut().for_each(|(kind, _)| text(kind)),
        What::Diff { rules } => {
            for rule in rules {
                if let By::Speed(speed, ..) = &mut rule.by {
                    text(speed);
                }
            }
        }
    }
    for Column { label, path, language, .. } in &mut input.tracks {
        [label, path].into_iter().for_each(text);
        option(language);
    }
    for Row { kind, cells, .. } in &mut input.rows {
        text(kind);
        for said in cells.iter_mut().flatten() {
            text(&mut said.number);
            shorten(&mut said.text);
            said.text.iter_mut().for_each(|(_, it)| text(it));
        }
    }
}

/// Cuts what a cue says to what is drawn of it.
fn shorten(said: &mut Vec<(Mark, String)>) {
    let mut left = LONGEST;
    for at in 0..said.len() {
        let Some((_, text)) = said.get_mut(at) else { return };
        if let Some((end, _)) = text.char_indices().nth(left) {
            text.truncate(end);
            text.push('\u{2026}');
            said.truncate(at + 1);
            return;
        }
        left -= text.chars().count();
    }
}

/// The files' names, without their folders.
fn title(input: &Input) -> String {
    let names = input.tracks.iter().map(|it| it.path.rsplit(['/', '\\']).next().unwrap_or(&it.path));
    names.collect::<Vec<_>>().join(match input.what {
        What::Compare { .. } => " \u{b7} ",
        What::Diff { .. } => " \u{2192} ",
    })
}

fn body(input: &Input, words: Words, title: &str, what: &str) -> Markup {
    html! {
        a .skip href="#side" { (words.get(Word::SkipToTable)) }
        header .head {
            div {
                p .brand { "Tregua" span .soft { " \u{b7} " (what) } }
                h1 dir="auto" { (title) }
            }
            (shell::theme(words))
        }
        main {
            section .card {
                h2 { (words.get(Word::Summary)) }
                @match &input.what {
                    What::Compare { bar, kinds } => (compare::summary(input, *bar, kinds, words)),
                    What::Diff { rules } => (diff::summary(input, rules, words)),
                }
            }
            (table::section(input, words))
        }
        (shell::foot(words))
    }
}

/// "2.5 s later".
fn later(ms: i64, words: Words) -> String {
    let n = super::scale::in_seconds(ms.saturating_abs(), words);
    match ms {
        0 => words.get(Word::NotApart).to_owned(),
        1.. => words.fill(Word::Later, &[("n", &n)]),
        _ => words.fill(Word::Earlier, &[("n", &n)]),
    }
}

/// A table that may be wider than the page.
fn scrolled(name: &str, table: &Markup) -> Markup {
    html! { div .scroll tabindex="0" role="region" aria-label=(name) { (table) } }
}

/// A number of rows that leads to the first of them.
fn tile(sign: Sign, says: &str, first: Option<usize>, count: usize) -> Markup {
    let (class, sign, _) = sign.told();
    html! {
        li .tile .zero[count == 0] {
            a href={ "#" @if let Some(row) = first { "g" (row) } @else { "side" } } {
                span .figure { span .badge .(class) aria-hidden="true" { (sign) } " " (count) }
                span .what { (says) }
            }
        }
    }
}

/// Names with how many rows they have, each leading to the first of them.
fn counts<'c>(each: impl Iterator<Item = (&'c str, usize, usize)>) -> Markup {
    html! {
        ul .counts {
            @for (name, n, first) in each {
                li { a href={ "#g" (first) } { b { (name) } " " span { (n) } } }
            }
        }
    }
}

/// How many rows have a sign, and the first that has it.
fn of_sign(input: &Input, is: impl Fn(&Row) -> bool) -> (Option<usize>, usize) {
    let first = input.rows.iter().take(DRAWN).position(&is).map(|at| at + 1);
    (first, input.rows.iter().filter(|row| is(row)).count())
}
