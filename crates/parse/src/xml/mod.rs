//! XML below the formats that are made of it (TTML, DCP): a tree of exact spans that any text has.
//!
//! Reading is in two steps. [`Xml::parse`] builds the tree with a scanner of our own: linear in the length of the
//! text, never failing, as deep as the file goes without recursion, and still finding the elements of a file that
//! is cut off or ill-formed. Then `roxmltree` judges whether the text is well-formed, piece by piece where it is
//! long; it is asked only within limits, as some of its checks are quadratic. Document types are never followed: a file that declares entities is
//! refused as a whole, and an entity that is not one of XML's five stays as it is written.

mod build;
mod declaration;
mod faults;
mod judge;
mod names;
mod pieces;
mod scan;
mod tree;

pub use declaration::declared_encoding;
pub(crate) use names::is_name;
pub(crate) use pieces::{Piece, decode, pieces};
pub(crate) use tree::{Attribute, Element, Node, Xml};

/// The namespace of the prefix `xml`.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// What stands for the namespace of a prefix that nothing binds.
pub(crate) const UNBOUND: &str = "urn:x-unbound";

#[cfg(test)]
mod tests;
