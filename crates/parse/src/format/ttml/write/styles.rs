//! Shared styles: one for each property in use, named after what it does, and referred to in lists.
//!
//! A property each, so that references can be combined in any way: `style="italic c-ffff00"`.

use super::Names;
use crate::model::{Colour, Style};
use std::collections::BTreeMap;
use std::collections::HashSet;

/// The styles that were needed.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The attributes of each, by its id.
    used: BTreeMap<String, String>,
    /// Ids that a template has given away.
    taken: HashSet<String>,
}

/// The properties of one look, each the name of its style and its attributes.
type Property = (String, String);

impl Sheet {
    /// A sheet whose ids are none of these.
    pub(super) fn without(taken: HashSet<String>) -> Self {
        Self { used: BTreeMap::new(), taken }
    }

    /// A reference to a style of that name, made where there is none yet.
    pub(super) fn refer(&mut self, (name, attributes): Property) -> String {
        let mut id = name;
        while self.taken.contains(&id) {
            id.push_str("-x");
        }
        self.used.entry(id.clone()).or_insert(attributes);
        id
    }

    /// References to everything a look has.
    pub(super) fn look(&mut self, style: Style, names: &Names) -> Vec<String> {
        properties(style, names).into_iter().map(|property| self.refer(property)).collect()
    }

    /// The `style` elements.
    pub(super) fn spell(&self, names: &Names) -> String {
        use std::fmt::Write as _;
        let mut out = String::new();
        for (id, attributes) in &self.used {
            let _ = writeln!(out, "      <{}style xml:id=\"{id}\"{attributes}/>", names.tt);
        }
        out
    }
}

fn properties(style: Style, names: &Names) -> Vec<Property> {
    let tts = &names.tts;
    let mut out = Vec::new();
    let mut put = |name: &str, attribute: &str, value: &str| {
        out.push((name.to_owned(), format!(" {tts}{attribute}=\"{value}\"")));
    };
    if style.italic {
        put("italic", "fontStyle", "italic");
    }
    if style.bold {
        put("bold", "fontWeight", "bold");
    }
    // One property: two styles would cancel each other.
    match (style.underline, style.strike) {
        (true, true) => put("underline-strike", "textDecoration", "underline lineThrough"),
        (true, false) => put("underline", "textDecoration", "underline"),
        (false, true) => put("strike", "textDecoration", "lineThrough"),
        (false, false) => {}
    }
    let digits = |colour: Colour| colour.to_string().trim_start_matches('#').to_owned();
    if let Some(colour) = style.colour {
        put(&format!("c-{}", digits(colour)), "color", &colour.to_string());
    }
    if let Some(colour) = style.background {
        put(&format!("b-{}", digits(colour)), "backgroundColor", &colour.to_string());
    }
    out
}
