//! TTML in MP4 (`stpp`): each sample is a whole document, whose times are those of the track.
//!
//! Documents that differ in nothing but what stands in their bodies are joined into one; a paragraph with its own
//! times that stands in several, since it lasts over several samples, is kept once. Others cannot be joined without
//! changing what they say, and come out as files of their own.

use super::each;
use super::edits::Shown;
use crate::error::Result;
use crate::input::Input;
use crate::notes::Notes;
use std::collections::HashSet;
use std::io::{Read, Seek};
use tregua_parse::time::Time;

/// Whether a sample description names pictures among what samples may hold.
pub(super) fn has_pictures(body: &[u8]) -> bool {
    let texts = body.get(8..).unwrap_or_default();
    texts.split(|b| *b == 0).nth(2).is_some_and(|mimes| find(mimes, b"image/").is_some())
}

/// The document of the track, and further ones where they cannot be joined.
pub(super) fn documents<R: Read + Seek>(
    input: &mut Input<R>,
    shown: &[Shown],
    shift: Option<Time>,
    notes: &mut Notes,
) -> Result<(Vec<u8>, Vec<Vec<u8>>)> {
    let mut all: Vec<Vec<u8>> = Vec::new();
    each(input, shown, notes, |_, data, notes| {
        let document = whole(data, notes);
        if !document.is_empty() && all.last().map(Vec::as_slice) != Some(document) {
            all.push(document.to_vec());
        }
    })?;
    // Between cues there may be documents that show nothing.
    if all.iter().any(|document| Document::split(document).is_some_and(|d| !d.paragraphs().is_empty())) {
        all.retain(|document| Document::split(document).is_none_or(|d| !d.paragraphs().is_empty()));
    } else {
        all.truncate(1);
    }
    if all.len() > 1 {
        match join(&all, notes) {
            Ok(joined) => all = vec![joined],
            Err(why) => notes.say(format!("{} documents could not be joined without loss: {why}", all.len())),
        }
    }
    for document in &mut all {
        moved(document, shift, notes);
    }
    let mut all = all.into_iter();
    Ok((all.next().unwrap_or_default(), all.collect()))
}

/// The document without what may follow it in its sample: pictures and fonts.
fn whole<'a>(data: &'a [u8], notes: &mut Notes) -> &'a [u8] {
    let end = Document::root(data).and_then(|(prefix, _)| {
        let close = tag(prefix, "</", "tt");
        let at = rfind(data, &close)?;
        find(data.get(at..)?, b">").map(|len| at + len + 1)
    });
    let Some((document, rest)) = end.and_then(|end| data.split_at_checked(end)) else { return data };
    if rest.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return data;
    }
    notes.say("pictures or fonts that stand behind the document were left behind");
    document
}

/// A document in three parts.
struct Document<'a> {
    /// `tt:`, or nothing.
    prefix: &'a [u8],
    /// Up to the end of the body's tag.
    head: &'a [u8],
    body: &'a [u8],
    tail: &'a [u8],
}

impl<'a> Document<'a> {
    /// The root element's prefix with its colon, and where the element begins.
    fn root(data: &'a [u8]) -> Option<(&'a [u8], usize)> {
        let mut at = 0;
        loop {
            at += next_tag(data.get(at..)?)?;
            let name = data.get(at + 1..)?;
            if !matches!(name.first(), Some(b'?' | b'!')) {
                let len = name.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))?;
                return name.get(..len)?.strip_suffix(b"tt").map(|prefix| (prefix, at));
            }
            at += 1;
        }
    }

    fn split(data: &'a [u8]) -> Option<Self> {
        let (prefix, root) = Self::root(data)?;
        let open = root + element(data.get(root..)?, prefix, "body")?;
        let end = open + find(data.get(open..)?, b">")? + 1;
        let head = data.get(..end)?;
        if head.ends_with(b"/>") {
            return Some(Self { prefix, head, body: &[], tail: data.get(end..)? });
        }
        let close = rfind(data, &tag(prefix, "</", "body")).filter(|close| *close >= end)?;
        Some(Self { prefix, head, body: data.get(end..close)?, tail: data.get(close..)? })
    }

    /// The places of the paragraphs in the body.
    fn paragraphs(&self) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut at = 0;
        let close = [&tag(self.prefix, "</", "p")[..], b">"].concat();
        while let Some(open) = element(self.body.get(at..).unwrap_or_default(), self.prefix, "p") {
            let open = at + open;
            let rest = self.body.get(open..).unwrap_or_default();
            let Some(tag) = find(rest, b">") else { break };
            let empty = rest.get(..tag).is_some_and(|tag| tag.ends_with(b"/"));
            let len = if empty { Some(tag + 1) } else { find(rest, &close).map(|end| end + close.len()) };
            let Some(len) = len else { break };
            out.push((open, open + len));
            at = open + len;
        }
        out
    }

    /// Whether anything around the paragraphs moves their times.
    fn has_timed_divisions(&self) -> bool {
        let mut at = 0;
        while let Some(open) = element(self.body.get(at..).unwrap_or_default(), self.prefix, "div") {
            let rest = self.body.get(at + open..).unwrap_or_default();
            let len = find(rest, b">").unwrap_or(rest.len());
            if timed(rest.get(..len).unwrap_or_default()) {
                return true;
            }
            at += open + 1;
        }
        false
    }
}

/// Whether a tag has a time, or changes what times mean.
fn timed(tag: &[u8]) -> bool {
    [&b"begin"[..], b"end", b"dur", b"timeContainer"].iter().any(|name| attribute(tag, name).is_some())
}

/// The place of an attribute's name in a tag, with a blank before and a sign of equality behind.
fn attribute(tag: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + find(tag.get(at..)?, name)?;
        let before = found.checked_sub(1).and_then(|n| tag.get(n)).is_some_and(u8::is_ascii_whitespace);
        let behind = tag.get(found + name.len()..)?.trim_ascii_start().starts_with(b"=");
        if before && behind {
            return Some(found);
        }
        at = found + 1;
    }
}

/// One document out of many, or why not.
fn join(all: &[Vec<u8>], notes: &mut Notes) -> std::result::Result<Vec<u8>, &'static str> {
    let parts: Option<Vec<Document<'_>>> = all.iter().map(|document| Document::split(document)).collect();
    let parts = parts.ok_or("one of them cannot be taken apart")?;
    let [first, rest @ ..] = parts.as_slice() else { return Err("there is none") };
    if first.head.ends_with(b"/>") || rest.iter().any(|other| other.head != first.head) {
        return Err("they differ in what stands before their texts");
    }
    if rest.iter().any(|other| other.tail.trim_ascii() != first.tail.trim_ascii()) {
        return Err("they differ in what stands behind their texts");
    }
    let keep_all = parts.iter().any(Document::has_timed_divisions);
    let mut seen: HashSet<&[u8]> = HashSet::new();
    let mut out = first.head.to_vec();
    let (mut repeated, mut ids) = (0usize, HashSet::new());
    if !new_ids(first.head, &mut ids) {
        return Err("names (xml:id) stand twice");
    }
    for part in &parts {
        let mut body = Vec::with_capacity(part.body.len());
        let mut at = 0;
        let mut here = Vec::new();
        for (open, close) in part.paragraphs() {
            let paragraph = part.body.get(open..close).unwrap_or_default();
            let tag = find(paragraph, b">").and_then(|end| paragraph.get(..end)).unwrap_or_default();
            body.extend_from_slice(part.body.get(at..open).unwrap_or_default());
            at = close;
            if !keep_all && attribute(tag, b"begin").is_some() && seen.contains(paragraph) {
                repeated += 1;
                continue;
            }
            here.push(paragraph);
            body.extend_from_slice(paragraph);
        }
        body.extend_from_slice(part.body.get(at..).unwrap_or_default());
        seen.extend(here);
        if !new_ids(&body, &mut ids) {
            return Err("names (xml:id) stand in several of them");
        }
        out.extend_from_slice(&body);
    }
    out.extend_from_slice(first.tail);
    notes.say(format!("{} documents joined into one", all.len()));
    if repeated > 0 {
        notes.say(format!("{repeated} paragraphs that stand in several documents kept once"));
    }
    Ok(out)
}

/// Notes the names that a text gives; false where one was given before.
fn new_ids(text: &[u8], ids: &mut HashSet<Vec<u8>>) -> bool {
    let mut at = 0;
    while let Some(found) = find(text.get(at..).unwrap_or_default(), b"xml:id") {
        at += found + 6;
        let rest = text.get(at..).unwrap_or_default().trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=").map(<[u8]>::trim_ascii_start) else { continue };
        let Some((quote, rest)) = rest.split_first() else { continue };
        let id = rest.split(|b| b == quote).next().unwrap_or_default();
        if !ids.insert(id.to_vec()) {
            return false;
        }
    }
    true
}

/// Follows an edit list that moves the whole track: the body begins later. Where that cannot be written, a note says
/// by how much the times are off.
fn moved(document: &mut Vec<u8>, shift: Option<Time>, notes: &mut Notes) {
    let Some(shift) = shift else {
        notes.say("the edit list cuts the track; the times in the document were left as they are");
        return;
    };
    if shift == Time::ZERO {
        return;
    }
    let parts = Document::split(document);
    let place = parts.filter(|_| !shift.is_negative()).and_then(|parts| {
        let open = Document::root(document).map(|(_, root)| root)?;
        let open = open + element(document.get(open..)?, parts.prefix, "body")?;
        let tag = document.get(open..parts.head.len())?;
        let media = [&b"\"smpte\""[..], b"'smpte'", b"\"clock\"", b"'clock'"];
        let foreign = media.iter().any(|base| find(parts.head, base).is_some());
        (!timed(tag) && !foreign).then_some(open + 1 + parts.prefix.len() + 4)
    });
    let micros = shift.to_unit(1_000_000);
    match place {
        Some(at) => {
            let begin = format!(" begin=\"{}.{:06}s\"", micros / 1_000_000, micros % 1_000_000);
            document.splice(at..at, begin.into_bytes());
            notes.say(format!("the edit list moves the track by {shift}: written as the body's begin"));
        }
        None => notes.say(format!(
            "the edit list moves the track by {shift}; the times in the document were left as they are"
        )),
    }
}

/// An opening or closing tag's beginning: `<tt:body`.
fn tag(prefix: &[u8], open: &str, name: &str) -> Vec<u8> {
    [open.as_bytes(), prefix, name.as_bytes()].concat()
}

/// Where an element of a name begins.
fn element(text: &[u8], prefix: &[u8], name: &str) -> Option<usize> {
    let open = tag(prefix, "<", name);
    let mut at = 0;
    loop {
        let found = at + next_tag(text.get(at..)?)?;
        let next = text.get(found..)?.strip_prefix(open.as_slice()).and_then(<[u8]>::first);
        if next.is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/')) {
            return Some(found);
        }
        at = found + 1;
    }
}

/// Where the next tag begins that is in no comment.
fn next_tag(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += find(text.get(at..)?, b"<")?;
        if !text.get(at..)?.starts_with(b"<!--") {
            return Some(at);
        }
        at += find(text.get(at..)?, b"-->")?;
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    let first = what.first()?;
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|b| b == first)?;
        if text.get(at..)?.starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(text: &[u8], what: &[u8]) -> Option<usize> {
    (0..=text.len().checked_sub(what.len())?)
        .rev()
        .find(|at| text.get(*at..).is_some_and(|t| t.starts_with(what)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: &str) -> Vec<u8> {
        let ns = "http://www.w3.org/ns/ttml";
        format!("<?xml version=\"1.0\"?>\n<!-- <body> -->\n<tt xmlns=\"{ns}\" xml:lang=\"kk\"><head/><body><div>{body}</div></body></tt>\n").into_bytes()
    }

    fn p(begin: u32, end: u32, text: &str) -> String {
        format!("<p begin=\"{begin}s\" end=\"{end}s\">{text}</p>")
    }

    #[test]
    fn documents_are_joined_and_repeats_kept_once() {
        let long = p(8, 12, "Қайда?");
        let all = [
            document(&[p(1, 2, "Тоқта!"), long.clone()].concat()),
            document(&[long.clone(), p(13, 14, "Үйге.")].concat()),
        ];
        let mut notes = Notes::default();
        let out = String::from_utf8(join(&all, &mut notes).unwrap()).unwrap();
        assert_eq!(out.matches("Қайда?").count(), 1);
        assert!(out.contains("Тоқта!") && out.contains("Үйге.") && out.ends_with("</div></body></tt>\n"));
        assert_eq!(out.matches("<body>").count(), 2, "the comment and the body: {out}");
        assert_eq!(notes.finish().len(), 2);
    }

    #[test]
    fn documents_that_differ_stay_apart() {
        let one = document(&p(1, 2, "а"));
        let other =
            String::from_utf8(document(&p(3, 4, "б"))).unwrap().replace("\"kk\"", "\"ru\"").into_bytes();
        assert!(join(&[one, other], &mut Notes::default()).is_err());
        let named = |n| document(&format!("<p xml:id=\"a\" begin=\"{n}s\" end=\"9s\">а</p>"));
        assert!(join(&[named(1), named(2)], &mut Notes::default()).is_err());
        assert!(join(&[b"x".to_vec(), b"y".to_vec()], &mut Notes::default()).is_err());
    }

    #[test]
    fn a_delay_is_written_where_it_can_be() {
        let mut notes = Notes::default();
        let mut out = document(&p(1, 2, "а"));
        moved(&mut out, Time::from_millis(1500), &mut notes);
        assert!(String::from_utf8(out).unwrap().contains("<body begin=\"1.500000s\"><div>"));
        let mut out = document(&p(1, 2, "а"));
        let before = out.clone();
        moved(&mut out, Time::from_millis(-10), &mut notes);
        moved(&mut out, None, &mut notes);
        assert_eq!(out, before);
        assert_eq!(notes.finish().len(), 3);
    }

    #[test]
    fn what_follows_the_document_is_left_behind() {
        let plain = document("");
        let mut notes = Notes::default();
        assert_eq!(whole(&plain, &mut notes), plain);
        let with = [&plain[..], b"\x89PNG\r\n"].concat();
        assert_eq!(whole(&with, &mut notes), plain.trim_ascii_end());
        assert_eq!(whole(b"no xml", &mut notes), b"no xml");
        assert!(
            has_pictures(b"\0\0\0\0\0\0\0\x01ns\0\0image/png\0")
                && !has_pictures(b"\0\0\0\0\0\0\0\x01ns\0\0\0")
        );
    }
}
