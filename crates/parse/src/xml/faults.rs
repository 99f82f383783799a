//! What is wrong with a text as XML.

use crate::syntax::Fault;

pub(super) static ENTITIES: Fault =
    Fault::error("xml-entities", "this file declares XML entities, so it is not read")
        .help("subtitle formats need none; take the document type out");
pub(super) static DOCTYPE: Fault =
    Fault::error("xml-doctype", "a document type; subtitle formats have none, and it is not followed");
pub(super) static CUT: Fault = Fault::error("xml-cut", "the file ends inside this tag");
pub(super) static CUT_COMMENT: Fault =
    Fault::error("xml-cut-comment", "this comment, section or instruction is never closed");
pub(super) static TAG_OPEN: Fault = Fault::error("xml-tag-open", "this tag has no closing angle bracket");
pub(super) static LONE_ANGLE: Fault =
    Fault::error("xml-lone-angle", "an angle bracket that opens no tag must be written &lt;");
pub(super) static LONE_AMPERSAND: Fault =
    Fault::error("xml-lone-ampersand", "an ampersand that opens no reference must be written &amp;");
pub(super) static UNKNOWN_ENTITY: Fault =
    Fault::error("xml-unknown-entity", "XML does not know this entity; it is read as it is written")
        .help("write the letter itself");
pub(super) static BAD_REFERENCE: Fault =
    Fault::error("xml-bad-reference", "this reference names no character that XML allows");
pub(super) static UNCLOSED: Fault = Fault::error("xml-unclosed", "this element is never closed");
pub(super) static CLOSES_NOTHING: Fault =
    Fault::error("xml-closes-nothing", "this tag closes nothing that is open");
pub(super) static QUOTES: Fault = Fault::error("xml-quotes", "an attribute's value must stand in quotes");
pub(super) static ATTRIBUTE: Fault = Fault::error("xml-attribute", "this is no attribute");
pub(super) static NO_ROOT: Fault = Fault::error("xml-no-root", "there is no XML element in this file");
pub(super) static OUTSIDE: Fault = Fault::error("xml-outside", "this stands outside the root element");
pub(super) static UNBOUND: Fault = Fault::error("xml-unbound", "this prefix is bound to no namespace");
pub(super) static TWICE: Fault = Fault::error("xml-twice", "this attribute is given twice");
pub(super) static CHARACTER: Fault = Fault::error("xml-character", "a character that XML does not allow");
pub(super) static NAME: Fault = Fault::error("xml-name", "this is no XML name");
pub(super) static NAMESPACE: Fault =
    Fault::error("xml-namespace", "this namespace declaration is not allowed");
pub(super) static COMMENT: Fault =
    Fault::error("xml-comment", "a comment may not hold two hyphens, nor end with one");
pub(super) static DECLARATION: Fault =
    Fault::error("xml-declaration", "the XML declaration must be the very first thing in the file");
pub(super) static ILL_FORMED: Fault = Fault::error("xml-ill-formed", "the XML is not well-formed here");
pub(super) static BEYOND: Fault = Fault::warning(
    "xml-beyond",
    "nested too deep, or with too many attributes, for most readers; whether the XML is well-formed was not checked in full",
);
