//! Whether a text is well-formed, asked of `roxmltree` within limits.

use super::build::Extent;
use super::faults;
use super::tree::Xml;
use crate::base::Span;
use crate::syntax::Fault;
use roxmltree::{Error, ParsingOptions, TextPos};

/// Beyond these the judge is not asked: its checks for attributes given twice and for namespaces are quadratic, and
/// no subtitle file comes near.
const DEEPEST: u32 = 256;
const MOST_ATTRIBUTES: usize = 256;
const MOST_NAMESPACES: usize = 4096;

/// Adds what is wrong with the text beyond what the scanner had to recover from.
pub(super) fn judge(xml: &mut Xml<'_>, extent: Extent) {
    let beyond =
        extent.depth > DEEPEST || extent.attributes > MOST_ATTRIBUTES || extent.namespaces > MOST_NAMESPACES;
    if beyond {
        xml.faults.push((Span::empty(0), &faults::BEYOND));
        return;
    }
    if extent.doctype || xml.elements.is_empty() {
        return;
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let text = xml.text.strip_prefix('\u{feff}').unwrap_or(xml.text);
    let skipped = xml.text.len() - text.len();
    let Err(error) = roxmltree::Document::parse_with_options(text, options) else { return };
    let at = offset(text, error.pos()) + skipped;
    let fault = name(&error);
    // The judge stops at the first fault. Where the scanner named it, or one before it, nothing is to be added.
    let said = xml.faults.iter().any(|(span, known)| {
        let ours = known.level == crate::base::Severity::Error;
        ours && (std::ptr::eq(*known, fault) || span.start as usize <= at + 1)
    });
    if !said {
        let end =
            text.get(at - skipped..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
        xml.faults.push((Span::new(at, end), fault));
    }
}

fn name(error: &Error) -> &'static Fault {
    match error {
        Error::DuplicatedAttribute(..) => &faults::TWICE,
        Error::NonXmlChar(..) => &faults::CHARACTER,
        Error::InvalidName(_) => &faults::NAME,
        Error::UnknownNamespace(..) => &faults::UNBOUND,
        Error::InvalidXmlPrefixUri(_)
        | Error::UnexpectedXmlUri(_)
        | Error::UnexpectedXmlnsUri(_)
        | Error::InvalidElementNamePrefix(_)
        | Error::DuplicatedNamespace(..) => &faults::NAMESPACE,
        Error::InvalidComment(_) => &faults::COMMENT,
        Error::UnexpectedDeclaration(_) => &faults::DECLARATION,
        Error::UnexpectedCloseTag(..) | Error::UnclosedRootNode => &faults::UNCLOSED,
        Error::UnknownEntityReference(..) => &faults::UNKNOWN_ENTITY,
        Error::MalformedEntityReference(_) => &faults::BAD_REFERENCE,
        _ => &faults::ILL_FORMED,
    }
}

/// The byte at a row and column; the judge counts both from 1, columns in characters.
fn offset(text: &str, at: TextPos) -> usize {
    let row = usize::try_from(at.row).unwrap_or(1).saturating_sub(1);
    let start = match row {
        0 => 0,
        _ => memchr::memchr_iter(b'\n', text.as_bytes()).nth(row - 1).map_or(text.len(), |lf| lf + 1),
    };
    let line = text.get(start..).unwrap_or_default();
    let column = usize::try_from(at.col).unwrap_or(1).saturating_sub(1);
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}
