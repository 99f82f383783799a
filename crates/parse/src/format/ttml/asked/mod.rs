//! What is asked of TTML files by those who take them, beyond TTML itself.

mod ebu_tt_d;
mod netflix;

pub use ebu_tt_d::EBU_TT_D;
pub use netflix::NETFLIX;

use super::length::{Length, Unit};
use super::names::{Space, Tag, space};
use super::tree::Tree;
use crate::base::Span;
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use crate::xml::{Attribute, Element};

/// What is found in a document.
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn report(&mut self, fault: &'static Fault, span: Span) {
        self.problems.push(Problem { kind: ProblemKind::Own(fault), span, cue: None });
    }
}

/// Looks at every element of TTML's own in a document whose root is `tt`, and at the root first.
fn look(
    document: &Document<'_>,
    root: impl Fn(Element<'_, '_>, &mut Found),
    one: impl Fn(&Tree<'_>, Element<'_, '_>, Tag, &mut Found),
) -> Vec<Problem> {
    let tree = Tree::read(document.source.text());
    let mut found = Found { problems: Vec::new() };
    let (Some(tt), Some(_)) = (tree.xml.root(), tree.edition) else { return found.problems };
    root(tt, &mut found);
    for element in tree.xml.elements() {
        let tag = tree.tag(element);
        if !matches!(tag, Tag::Foreign | Tag::Smpte | Tag::Meta | Tag::Unknown) {
            one(&tree, element, tag, &mut found);
        }
    }
    found.problems
}

/// The styles that are lengths of the picture, with those that may be in cells left out.
const LENGTHS: [&str; 6] = ["origin", "extent", "position", "padding", "fontSize", "lineHeight"];

/// Whether a style is a length that is not written in percent.
fn is_no_percentage(it: Attribute<'_, '_>) -> bool {
    let other = |part: &str| Length::parse(part).is_some_and(|length| length.unit != Unit::Percent);
    space(it.namespace()) == Space::Style
        && LENGTHS.contains(&it.name())
        && it.value().split_ascii_whitespace().any(other)
}
