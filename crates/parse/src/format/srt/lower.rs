//! From places to what a viewer reads.

use super::markup::{self, State};
use crate::base::Span;
use crate::model::{Cue, Line, Run, Track};
use crate::syntax::{Document, ProblemKind, is_blank, scan};

/// Lowers a SubRip document.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut track = Track {
        cues: Vec::with_capacity(document.cues.len()),
        lines: Vec::with_capacity(document.cues.len() * 2),
        runs: Vec::with_capacity(document.cues.len() * 2),
        problems: Vec::new(),
    };
    let mut state = State::default();
    let mut rests = document.problems.iter().filter(|p| p.kind == ProblemKind::TimingRest).peekable();
    for (index, node) in document.cues.iter().enumerate() {
        let id = u32::try_from(index).unwrap_or(u32::MAX);
        let first = count(track.lines.len());
        while let Some(rest) = rests.next_if(|p| p.cue.is_some_and(|c| c <= id)) {
            // Words behind the out-time are text on the wrong line; signs and digits are a damaged stamp.
            let words = rest.span.of(text);
            if words.starts_with([' ', '\t']) && words.chars().any(char::is_alphabetic) {
                line(text, rest.span, id, &mut state, &mut track);
            }
        }
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
        track.cues.push(Cue { times: document.times(node), lines, align: state.align });
        state.finish(&mut markup::reporter(&mut track.problems, id));
    }
    track
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
            track.runs.push(Run { text: part.of(whole), span: part.offset(span.start as usize), style });
        }
        style = state.style();
        from = look;
    }
    if bytes.len() > from {
        let part = Span::new(from, bytes.len());
        track.runs.push(Run { text: part.of(whole), span: part.offset(span.start as usize), style });
    }
    track.lines.push(Line { span, runs: first..count(track.runs.len()) });
}
