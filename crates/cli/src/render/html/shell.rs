//! What every page has around what it shows: the head with its policy, the switch of colours, the foot.

use super::words::{Word, Words};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page that is complete in itself.
pub(super) struct Shell<'s> {
    pub(super) words: Words,
    pub(super) title: &'s str,
    /// What the page is, behind its title.
    pub(super) what: &'s str,
    /// What a browser may do with the page.
    pub(super) policy: &'s str,
    pub(super) style: &'s str,
    pub(super) body: Markup,
}

impl Shell<'_> {
    pub(super) fn page(self) -> String {
        let Self { words, title, what, policy, style, body } = self;
        let page = html! {
            (DOCTYPE)
            html lang=(words.lang) {
                head {
                    meta charset="utf-8";
                    // Among the first bytes: it is what a page of an earlier run is known by.
                    meta name="generator" content={ "Tregua " (env!("CARGO_PKG_VERSION")) };
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (title) @if title != what { " \u{b7} " (what) } }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(style)) }
                }
                body { (body) }
            }
        };
        page.into_string()
    }
}

/// The switch between light and dark; it works without a script.
pub(super) fn theme(words: Words) -> Markup {
    html! {
        fieldset .theme {
            legend .vh { (words.get(Word::Theme)) }
            @for (n, (id, word)) in [("auto", Word::ThemeAuto), ("light", Word::ThemeLight), ("dark", Word::ThemeDark)].iter().enumerate() {
                input #{ "theme-" (id) } type="radio" name="theme" checked[n == 0];
                label for={ "theme-" (id) } { (words.get(*word)) }
            }
        }
    }
}

/// Who made the page.
pub(super) fn foot(words: Words) -> Markup {
    html! { footer { p { (words.fill(Word::MadeBy, &[("version", &env!("CARGO_PKG_VERSION"))])) } } }
}
