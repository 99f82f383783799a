//! Whether a text is well-formed, asked of `roxmltree` within limits.

use super::build::Extent;
use super::faults;
use super::tree::{Element, Xml};
use crate::base::Span;
use crate::syntax::Fault;
use roxmltree::{Document, Error, TextPos};
use std::ops::Range;

/// Beyond these the judge is not asked: its checks for attributes given twice and for namespaces are quadratic, and
/// no subtitle file comes near.
const DEEPEST: u32 = 256;
const MOST_ATTRIBUTES: usize = 256;
const MOST_NAMESPACES: usize = 4096;

/// A piece of a long text is at least so long: the tree of one fits into memory that a process has already.
const PIECE: usize = 24 << 10;
/// A piece stands in so many elements at most.
const DEEP: usize = 16;
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
    let Some((at, error)) = first_error(xml, PIECE) else { return };
    let fault = name(&error);
    // The judge stops at the first fault. Where the scanner named it, or one before it, nothing is to be added.
    let said = xml.faults.iter().any(|(span, known)| {
        let ours = known.level == crate::base::Severity::Error;
        ours && (std::ptr::eq(*known, fault) || span.start as usize <= at + 1)
    });
    if !said {
        let letter = xml.text.get(at..).and_then(|rest| rest.chars().next());
        xml.faults.push((Span::new(at, letter.map_or(at, |c| at + c.len_utf8())), fault));
    }
}

/// Where the judge finds the first fault. A long text is put to it in pieces of at least `least` bytes: its tree takes several times the
/// memory of the text, and twice the time where that memory must be fetched from the system first.
///
/// A piece ends before an element inside others. It is put into the start tags of what is open where it begins, and the end tags of what is open
/// where it ends. If all pieces are well-formed, so is the text: what one leaves open the next begins in. If the text is well-formed,
/// the elements are where the scanner saw them, and so are all pieces.
fn first_error(xml: &Xml<'_>, least: usize) -> Option<(usize, Error)> {
    let mut judged = String::new();
    // What is open where the piece begins, innermost last.
    let mut within: Vec<Element<'_, '_>> = Vec::new();
    let start = if xml.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut from = start;
    for next in xml.elements() {
        let at = next.start_tag().start as usize;
        if at.saturating_sub(from) < least {
            continue;
        }
        let mut around: Vec<_> =
            std::iter::successors(next.parent(), |it| it.parent()).take(DEEP + 1).collect();
        let tags: usize = around.iter().map(|it| it.start_tag().len()).sum();
        if around.is_empty() || around.len() > DEEP || tags > least {
            continue;
        }
        around.reverse();
        if let Some((at, error)) = error_in(xml, &within, from..at, &around, &mut judged) {
            return Some((at.unwrap_or(start), error));
        }
        (from, within) = (at, around);
    }
    if within.is_empty() {
        let text = xml.text.get(start..)?;
        let error = Document::parse(text).err()?;
        return Some((offset(text, error.pos()) + start, error));
    }
    let (at, error) = error_in(xml, &within, from..xml.text.len(), &[], &mut judged)?;
    Some((at.unwrap_or(start), error))
}

/// What the judge says of a piece that stands in some elements and leaves others open, and where; some errors have no place.
fn error_in(
    xml: &Xml<'_>,
    within: &[Element<'_, '_>],
    piece: Range<usize>,
    open: &[Element<'_, '_>],
    judged: &mut String,
) -> Option<(Option<usize>, Error)> {
    judged.clear();
    judged.extend(within.iter().map(|it| it.start_tag().of(xml.text)));
    let before = judged.len();
    judged.push_str(xml.text.get(piece.clone())?);
    for it in open.iter().rev() {
        judged.push_str("</");
        judged.push_str(it.name_span().of(xml.text));
        judged.push('>');
    }
    let error = Document::parse(judged).err()?;
    // What has no place is told of the first letter. What only the end of the piece brings to light is told there.
    let at = offset(judged, error.pos()).checked_sub(before);
    Some((at.map(|at| (piece.start + at).min(piece.end)), error))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str, least: usize) -> Option<(usize, String)> {
        let xml = Xml::parse(text);
        first_error(&xml, least).map(|(at, error)| (at, format!("{:?}", std::mem::discriminant(&error))))
    }

    #[test]
    fn a_long_text_is_judged_in_pieces() {
        let line = "<p a='1'>x<br/>y</p>\n";
        let text =
            format!("<?xml version='1.0'?><tt xmlns:a='b'><c>{}</c><c>{0}</c></tt>\n", line.repeat(4000));
        assert!(text.len() > 6 * PIECE);
        assert_eq!(told(&text, PIECE), None);
        for (bad, at) in
            [("<p>", 0), ("</c>", 0), ("<p b='&'/>", 6), ("<p a:x='' a:x=''/>", 10), ("<x:p/>", 0)]
        {
            // In the last piece, and in one before it.
            for place in [text.rfind("<p").unwrap(), text.find("<c>").unwrap() + 3 + 1500 * line.len()] {
                let mut text = text.clone();
                text.insert_str(place, bad);
                let (whole, pieces) = (told(&text, usize::MAX), told(&text, PIECE));
                assert!(whole.as_ref().is_some_and(|(told, _)| *told >= place + at), "{bad} {whole:?}");
                assert_eq!(pieces, whole, "{bad}");
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_are_judged_as_the_whole(
            text in "\u{feff}?(<a( b='[&;a<>]{0,3}')?>|</a>|<c/>|<x:c y:d=\"\" xmlns:x='1' xmlns:y='1'>|</x:c>|<x:c>|<y:e x:f=\"\"/>|[a&;< >/'=!\\-\\[\n]|&amp;|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?b|\\?>){0,24}",
            least in 0usize..40,
        ) {
            for text in [text.clone(), format!("<r>{text}</r>"), format!("<r xmlns:x='1' xmlns:y='2'><s>{text}</s></r>")] {
                prop_assert_eq!(told(&text, least), told(&text, usize::MAX), "{:?}", text);
            }
        }
    }
}
