//! What TTML 2, IMSC 1.1 and EBU-TT-D allow and forbid, rule by rule.

mod attributes;
mod imsc;
mod parameters;
mod structure;
mod values;

use crate::base::Span;
use crate::format::ReadOptions;
use crate::source::Source;
use crate::syntax::{Fault, ProblemKind};

/// The faults of a text that are TTML's own, and where they are.
fn faults_of(text: &str) -> Vec<(&'static Fault, Span)> {
    let source = Source::open(text.as_bytes(), None, None).unwrap();
    let document = super::super::parse(source, &ReadOptions::default());
    let own = |it: &crate::syntax::Problem| match it.kind {
        ProblemKind::Own(fault) if fault.id.starts_with("ttml-") => Some((fault, it.span)),
        _ => None,
    };
    document.problems.iter().filter_map(own).collect()
}

/// A document around some parts of it.
fn tt(root: &str, head: &str, body: &str) -> String {
    format!(
        "<tt xml:lang='kk' xmlns='http://www.w3.org/ns/ttml' xmlns:t='http://www.w3.org/ns/ttml' \
         xmlns:ttp='http://www.w3.org/ns/ttml#parameter' xmlns:tts='http://www.w3.org/ns/ttml#styling' \
         xmlns:ttm='http://www.w3.org/ns/ttml#metadata' xmlns:tta='http://www.w3.org/ns/ttml#audio' \
         xmlns:itts='http://www.w3.org/ns/ttml/profile/imsc1#styling' \
         xmlns:ittp='http://www.w3.org/ns/ttml/profile/imsc1#parameter' xmlns:ebutts='urn:ebu:tt:style' \
         xmlns:smpte='http://www.smpte-ra.org/schemas/2052-1/2010/smpte-tt' \
         xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:f='urn:f' {root}><head>{head}</head><body>{body}</body></tt>"
    )
}

/// The names of a document's faults, without `ttml-`.
fn told(root: &str, head: &str, body: &str) -> Vec<&'static str> {
    let all = faults_of(&tt(root, head, body));
    all.iter().map(|(fault, _)| fault.id.trim_start_matches("ttml-")).collect()
}

/// What a body alone has against it.
fn body(text: &str) -> Vec<&'static str> {
    told("", "", text)
}

/// What a head alone has against it.
fn head(text: &str) -> Vec<&'static str> {
    told("", text, "")
}
