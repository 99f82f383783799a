//! The report as one page that a client can open: it holds everything it shows, loads nothing and sends nothing.
//!
//! All plots are drawn here, so that the page is whole without its script; the script zooms, filters and finds.
//! Templates are `maud`'s: they are checked by the compiler and escape every text, so no text of a film can become
//! markup by being forgotten. The only unescaped pieces are our own style and script and the JSON of [`data`].

pub(crate) mod alignment;
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
mod spread;
mod summary;
mod timeline;
mod words;

#[cfg(test)]
mod tests;

use film::Film;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use model::Input;
use tregua_qa::message::MessageLanguage;
use words::{Word, Words};

/// The dark colours hold where the system asks for them and the switch does not say otherwise, or where it is set so.
/// On paper there are the light ones.
const STYLE: &str = concat!(
    ":root{",
    include_str!("assets/light.css"),
    "}@media screen and (prefers-color-scheme:dark){:root:not(:has(#theme-light:checked)){",
    include_str!("assets/dark.css"),
    "}}@media screen{:root:has(#theme-dark:checked){",
    include_str!("assets/dark.css"),
    "}}",
    include_str!("assets/page.css"),
    include_str!("assets/plots.css"),
    include_str!("assets/print.css"),
);
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
    style-src 'sha256-77GohIM6WMMBUD1mEPKbdKJByRJjz5voV8lbCowVvfA='; script-src 'sha256-ws3F2Lozkf5b4ezau63Wu+l7tFGJycT/wTCbzZEDq/Q='";

/// The report as an HTML page in a language. What rules are about is told in English, like their pages.
pub(crate) fn page(input: &Input, language: MessageLanguage) -> String {
    let input = clean::clean(input);
    let film = Film::new(&input);
    let words = Words::of(language);
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang) {
            head {
                meta charset="utf-8";
                // Among the first bytes: it is what a page of an earlier run is known by.
                meta name="generator" content={ "Tregua " (env!("CARGO_PKG_VERSION")) };
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                @let title = summary::title(&film, words);
                title { (title) @if title != words.get(Word::Report) { " \u{b7} " (words.get(Word::Report)) } }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body { (body(&film, words)) }
        }
    };
    page.into_string()
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
        footer { p { (words.fill(Word::MadeBy, &[("version", &env!("CARGO_PKG_VERSION"))])) } }
        div #tip .tip role="tooltip" hidden {}
        script #data type="application/json" { (PreEscaped(data::json(film, words))) }
        script { (PreEscaped(SCRIPT)) }
    }
}
