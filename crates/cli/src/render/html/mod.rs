//! The report as one page that a client can open: it holds everything it shows, loads nothing and sends nothing.
//!
//! All plots are drawn here, so that the page is whole without its script; the script zooms, filters and finds.
//! Templates are `maud`'s: they are checked by the compiler and escape every text, so no text of a film can become
//! markup by being forgotten. The only unescaped pieces are our own style and script and the JSON of [`data`].

pub(crate) mod alignment;
pub(crate) mod beside;
mod clean;
mod data;
mod drift;
mod extremes;
mod film;
mod findings;
mod frame;
mod heat;
mod histogram;
mod icons;
pub(crate) mod model;
mod scale;
mod shell;
mod spread;
mod summary;
mod timeline;
mod words;

#[cfg(test)]
mod tests;

use film::Film;
use maud::{Markup, PreEscaped, html};
use model::Input;
use shell::Shell;
use tregua_qa::message::MessageLanguage;
use words::{Word, Words};

/// A style: the colours and what all pages share, and what one has besides. The dark colours hold where the system asks
/// for them and the switch does not say otherwise, or where it is set so. On paper there are the light ones.
macro_rules! style {
    ($($more:literal),+) => {
        concat!(
            ":root{",
            include_str!("assets/light.css"),
            "}@media screen and (prefers-color-scheme:dark){:root:not(:has(#theme-light:checked)){",
            include_str!("assets/dark.css"),
            "}}@media screen{:root:has(#theme-dark:checked){",
            include_str!("assets/dark.css"),
            "}}",
            include_str!("assets/page.css"),
            $(include_str!($more),)+
            include_str!("assets/print.css"),
        )
    };
}
const STYLE: &str = style!("assets/plots.css");
const BESIDE_STYLE: &str = style!("assets/beside.css");
const SCRIPT: &str = concat!(
    "'use strict';{",
    include_str!("assets/data.js"),
    include_str!("assets/timeline.js"),
    include_str!("assets/detail.js"),
    include_str!("assets/findings.js"),
    include_str!("assets/start.js"),
    "}",
);

/// What a browser may do with the page: nothing but this style and this script, known by their digests. A test holds
/// the digests to the files.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; \
    style-src 'sha256-xLGz2NbO20GppnJIWrtmgQlA5JhK2dGQyTWiRvKd5Mo='; script-src 'sha256-ws3F2Lozkf5b4ezau63Wu+l7tFGJycT/wTCbzZEDq/Q='";

/// The same for a page that has no script.
const BESIDE_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; \
    style-src 'sha256-TCCqzA7DUOG0c2hXx3dY8Ps13fpLQzZiMEuWNy8XN18='";

/// The report as an HTML page in a language. What rules are about is told in English, like their pages.
pub(crate) fn page(input: &Input, language: MessageLanguage) -> String {
    let input = clean::clean(input);
    let film = Film::new(&input);
    let words = Words::of(language);
    let title = summary::title(&film, words);
    let what = words.get(Word::Report);
    Shell { words, title, what, policy: POLICY, style: STYLE, body: body(&film, words) }.page()
}

fn body(film: &Film<'_>, words: Words) -> Markup {
    html! {
        (icons::sprite())
        a .skip href="#findings" { (words.get(Word::SkipToFindings)) }
        (summary::head(film, words))
        nav .contents aria-label=(words.get(Word::Contents)) {
            a href="#summary" { (words.get(Word::Summary)) }
            @if !film.tracks.is_empty() {
                a href="#timeline" { (words.get(Word::Timeline)) }
                a href="#speed" { (words.get(Word::ReadingSpeed)) }
                a href="#spread" { (words.get(Word::Spread)) }
                a href="#drift" { (words.get(Word::Drift)) }
                a href="#extremes" { (words.get(Word::Extremes)) }
            }
            a href="#findings" { (words.get(Word::Findings)) }
        }
        main {
            (summary::section(film, words))
            @if !film.tracks.is_empty() {
                (timeline::section(film, words))
                (heat::section(film, words))
                (histogram::section(film, words))
                (drift::section(film, words))
                (extremes::section(film, words))
            }
            (findings::section(film, words))
        }
        (shell::foot(words))
        div #tip .tip role="tooltip" hidden {}
        script #data type="application/json" { (PreEscaped(data::json(film, words))) }
        script { (PreEscaped(SCRIPT)) }
    }
}
