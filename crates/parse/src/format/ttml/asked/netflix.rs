//! What Netflix asks of TTML: its general requirements and what its inspection of TTML files looks for. What TTML itself
//! forbids as well (names given twice or beginning with a digit, attributes it does not have) is said elsewhere.

use super::super::head::positive;
use super::super::names::{Space, Tag, attribute, space};
use super::super::tree::Tree;
use super::{Found, is_no_percentage, look};
use crate::base::Lang;
use crate::format::demands::Demands;
use crate::syntax::Fault;
use crate::xml::{Attribute, Element};

/// Netflix's.
pub static NETFLIX: Demands = Demands {
    id: "netflix-ttml",
    name: "Netflix, for TTML files",
    formats: &["ttml"],
    check: |document| look(document, root, one),
};

static LANG: Fault =
    Fault::error("ttml-netflix-lang", "Netflix wants the language here, as a tag with hyphens (pt-BR)");
static FOREIGN: Fault =
    Fault::error("ttml-netflix-foreign", "Netflix does not take attributes that TTML does not have");
static UNIT: Fault = Fault::error("ttml-netflix-unit", "Netflix wants sizes and places in percent only")
    .help("write percentages of the picture");
static FONT_SIZE: Fault = Fault::error("ttml-netflix-font-size", "Netflix wants a font size of 100%");
static MOVES: Fault = Fault::error(
    "ttml-netflix-moves",
    "Netflix wants regions to stay where they are and as large as they are",
);
fn root(tt: Element<'_, '_>, found: &mut Found) {
    // TTML itself wants the attribute, be it empty.
    if let Some(lang) = attribute(tt, Space::Xml, "lang") {
        let value = lang.value();
        if value.contains('_') || Lang::parse(&value).is_err() {
            found.report(&LANG, lang.value_span());
        }
    }
}

fn one(_: &Tree<'_>, element: Element<'_, '_>, tag: Tag, found: &mut Found) {
    for it in element.attributes() {
        if space(it.namespace()) == Space::Foreign {
            found.report(&FOREIGN, it.name_span());
        } else if is_no_percentage(it) {
            found.report(&UNIT, it.value_span());
        } else if is_style(it, "fontSize") && !is_whole(&it.value()) {
            found.report(&FONT_SIZE, it.value_span());
        } else if matches!(tag, Tag::Set | Tag::Animate) && (is_style(it, "origin") || is_style(it, "extent"))
        {
            found.report(&MOVES, it.span());
        }
    }
}

fn is_style(it: Attribute<'_, '_>, name: &str) -> bool {
    it.name() == name && space(it.namespace()) == Space::Style
}

/// `100%`, once or for both directions.
fn is_whole(value: &str) -> bool {
    value
        .split_ascii_whitespace()
        .all(|part| part.strip_suffix('%').is_some_and(|n| positive(n) == Some(100)))
}
