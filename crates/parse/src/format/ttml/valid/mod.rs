//! What a document has against the standards, beyond its times: structure, names, values.

mod attributes;
mod imsc;
mod parameters;
mod references;
mod structure;
mod values;

use super::head::Counting;
use super::names::Tag;
use super::parse::Index;
use super::tree::Tree;
use crate::xml::Element;

/// Reports everything that is wrong with a document.
pub(super) fn check(tree: &Tree<'_>, counting: &Counting, index: &mut Index<'_>) {
    structure::check(tree, index);
    attributes::check(tree, index);
    imsc::check(tree, counting, index);
    references::check(tree, index);
}

/// Whether an element belongs to the TTML family, and is to be judged.
fn is_ours(tag: Tag) -> bool {
    !matches!(tag, Tag::Foreign | Tag::Smpte)
}

/// Reports what is wrong with a sequence of single pictures of a document, which is no document itself.
pub(super) fn check_isd(root: Element<'_, '_>, index: &mut Index<'_>) {
    parameters::isd(root, index);
}

#[cfg(test)]
mod tests;
