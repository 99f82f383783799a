//! What a document has against the standards, beyond its times.

use super::head::Counting;
use super::parse::Index;
use super::tree::Tree;

/// Reports everything that is wrong with a document.
pub(super) fn check(_tree: &Tree<'_>, _counting: &Counting, _index: &mut Index) {}
