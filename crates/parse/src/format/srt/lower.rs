//! From places to what a viewer reads.

use super::losses::losses;
use super::markup::{self, State};
use crate::base::Span;
use crate::model::{Cue, Line, Run, Style, Track};
use crate::syntax::{Document, ProblemKind, is_blank, scan};

/// Lowers a SubRip document.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    // Without these the line ends are all LF or all CR LF, and a look for LF finds every line.
    let odd_ends = |kind| matches!(kind, ProblemKind::LineEndsMixed | ProblemKind::LineEndsCr);
    track(document, !document.problems.iter().any(|p| odd_ends(p.kind)))
}

/// `shortcut` reads cues without markup in one look. What comes out is the same.
#[inline]
fn track<'d>(document: &'d Document<'_>, shortcut: bool) -> Track<'d> {
    let text = document.source.text();
    let mut track = Track {
        cues: Vec::with_capacity(document.cues.len()),
        lines: Vec::with_capacity(document.cues.len() * 2),
        runs: Vec::with_capacity(document.cues.len() * 2),
        ..Track::default()
    };
    let mut state = State::default();
    // The cues that were not read in one look: only they can hold markup.
    let mut marked = Vec::new();
    let mut rests = document.problems.iter().filter(|p| p.kind == ProblemKind::TimingRest).peekable();
    for (index, node) in document.cues.iter().enumerate() {
        let id = u32::try_from(index).unwrap_or(u32::MAX);
        let first = count(track.lines.len());
        while let Some(rest) = rests.next_if(|p| p.cue.is_some_and(|c| c <= id)) {
            // Words behind the out-time are text on the wrong line; signs and digits are a damaged stamp.
            let words = rest.span.of(text);
            if words.starts_with([' ', '\t']) && words.chars().any(char::is_alphabetic) {
                // The blank sets the words off from the stamp and is no part of them.
                let blanks = words.len() - words.trim_start_matches([' ', '\t']).len();
                let span = Span::new(rest.span.start as usize + blanks, rest.span.end as usize);
                line(text, span, id, &mut state, &mut track);
            }
        }
        // What a rest of the time line opens is in force in the text.
        let untouched = track.lines.len() == first as usize;
        if shortcut && untouched && plain(text, node.text, &mut track) {
            let lines = first..count(track.lines.len());
            track.cues.push(Cue { times: document.times(node), lines, align: None, details: None });
            continue;
        }
        marked.push(index);
        let body = node.text.of(text).as_bytes();
        scan(body, |l| {
            if !is_blank(&body[l.start..l.end]) {
                line(
                    text,
                    Span::new(l.start, l.end).offset(node.text.start as usize),
                    id,
                    &mut state,
                    &mut track,
                );
            }
        });
        let lines = first..count(track.lines.len());
        track.cues.push(Cue { times: document.times(node), lines, align: state.align, details: None });
        state.finish(&mut markup::reporter(&mut track.problems, id));
    }
    // A cue of millions of lines leaves room for as many more.
    if track.lines.capacity() - track.lines.len() > ROOM {
        track.lines.shrink_to_fit();
        track.runs.shrink_to_fit();
    }
    if !marked.is_empty() || !document.problems.is_empty() || !document.source.malformed().is_empty() {
        track.losses = losses(document, &track, &marked);
    }
    track
}

/// Lines that there may be room for in vain: what giving it back costs is more than that.
const ROOM: usize = 1 << 16;

/// Lowers a cue without markup, as most are: a run for each line, in the player's own style. `false`, with
/// nothing done, where a sign may begin some.
#[inline]
fn plain<'d>(text: &'d str, span: Span, track: &mut Track<'d>) -> bool {
    let body = span.of(text);
    let before = (track.lines.len(), track.runs.len());
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let len = match memchr::memchr3(b'\n', b'<', b'{', rest.as_bytes()) {
            Some(len) if rest.as_bytes().get(len) == Some(&b'\n') => len,
            None => rest.len(),
            Some(_) => {
                track.lines.truncate(before.0);
                track.runs.truncate(before.1);
                return false;
            }
        };
        let whole = rest.get(..len).map_or("", |line| line.strip_suffix('\r').unwrap_or(line));
        if !is_blank(whole.as_bytes()) {
            let span = Span::new(at, at + whole.len()).offset(span.start as usize);
            let run = count(track.runs.len());
            track.runs.push(Run::plain(whole, span, Style::default()));
            track.lines.push(Line { span, runs: run..count(track.runs.len()) });
        }
        at += len + 1;
    }
    true
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Lowers one line into runs.
fn line<'d>(text: &'d str, span: Span, cue: u32, state: &mut State, track: &mut Track<'d>) {
    let first = count(track.runs.len());
    let whole = span.of(text);
    let bytes = whole.as_bytes();
    let (mut from, mut look) = (0, 0);
    let mut style = state.style();
    while let Some(at) = memchr::memchr2(b'<', b'{', &bytes[look..]).map(|i| i + look) {
        let Some((mark, len)) = markup::mark(&whole[at..]) else {
            look = at + 1;
            continue;
        };
        let place = Span::new(at, at + len).offset(span.start as usize);
        state.apply(mark, place, &mut markup::reporter(&mut track.problems, cue));
        look = at + len;
        if mark == markup::Mark::Unknown {
            continue;
        }
        if at > from {
            let part = Span::new(from, at);
            track.runs.push(Run::plain(part.of(whole), part.offset(span.start as usize), style));
        }
        style = state.style();
        from = look;
    }
    if bytes.len() > from {
        let part = Span::new(from, bytes.len());
        track.runs.push(Run::plain(part.of(whole), part.offset(span.start as usize), style));
    }
    track.lines.push(Line { span, runs: first..count(track.runs.len()) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::srt::parse;
    use crate::source::Source;
    use proptest::prelude::*;

    const LINES: &[&str] = &[
        "A",
        "Дала кең, жол ұзақ",
        "",
        " ",
        "\u{a0}",
        "1984",
        "<i>A",
        "A</i> B",
        "{\\an8}{\\i1}A",
        "a < b { c",
        "<v x>",
        "7\n00:00:01,000 --> 00:00:02,000",
        "7\n00:00:01,000 --> 00:00:02,000 <i>words",
        "7\n00:00:01,000 --> 00:00:02,000 words",
    ];

    proptest! {
        #[test]
        fn the_shortcut_gives_the_same_track(
            lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 0..40),
            mixed in prop::sample::select(vec!["\n", "\n", "\r\n", "\r"]),
        ) {
            for end in ["\n", "\r\n", "\r", "\r\r\n"] {
                let text = lines.join("\n").replace('\n', end).replacen(end, mixed, 3);
                let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
                let (quick, slow) = (lower(&document), track(&document, false));
                prop_assert_eq!(quick.cues, slow.cues);
                prop_assert_eq!(quick.lines, slow.lines);
                prop_assert_eq!(quick.runs, slow.runs);
                prop_assert_eq!(quick.problems, slow.problems);
            }
        }
    }
}
