//! From lines with codes to what a viewer reads.

use super::codes::{Effect, code};
use crate::base::Span;
use crate::format::common::Builder;
use crate::model::{LossKind, Style, Track};
use crate::syntax::{Document, Fault, ProblemKind, is_blank, scan};

static CODE_INSIDE: Fault =
    Fault::warning("microdvd-code-inside", "a code inside a line; many players show it");

/// The styles and the place in force.
#[derive(Default)]
struct State {
    all: Style,
    line: Style,
    align: Option<u8>,
}

pub(super) fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut builder = Builder::new(document);
    for node in &document.cues {
        let mut state = State::default();
        let body = node.text.of(text);
        scan(body.as_bytes(), |l| {
            let mut at = l.start;
            for part in body.get(l.start..l.end).unwrap_or_default().split('|') {
                let span = Span::new(at, at + part.len()).offset(node.text.start as usize);
                at += part.len() + 1;
                state.line = state.all;
                line(text, span, &mut state, &mut builder);
                // A blank part of the first line is a line the author set; blank lines of the file are none.
                if is_blank(part.as_bytes()) && l.start > 0 {
                    continue;
                }
                builder.end_line(span);
            }
        });
        builder.end_cue(node, state.align, None);
    }
    builder.track
}

fn line(text: &str, span: Span, state: &mut State, builder: &mut Builder<'_>) {
    let whole = span.of(text);
    let base = span.start as usize;
    let (mut from, mut look) = (0, 0);
    let mut begun = false;
    // A slash before the text says italic, as in MPL2.
    let slash = |from: usize, begun: &mut bool, state: &mut State| {
        let is = !*begun && whole.as_bytes().get(from) == Some(&b'/') && whole.len() > from + 1;
        *begun = true;
        state.line.italic |= is;
        from + usize::from(is)
    };
    while let Some(at) =
        memchr::memchr(b'{', whole.as_bytes().get(look..).unwrap_or_default()).map(|i| i + look)
    {
        let Some(code) = whole.get(at..).and_then(code) else {
            look = at + 1;
            continue;
        };
        let place = Span::new(base + at, base + at + code.len);
        if at > from {
            from = slash(from, &mut begun, state);
            builder.verbatim(Span::new(base + from, base + at), state.line);
        }
        if begun {
            builder.report(ProblemKind::Own(&CODE_INSIDE), place);
        }
        let mut style = state.line;
        match code.apply(&mut style) {
            Effect::Styled if code.for_all() => {
                let _ = code.apply(&mut state.all);
            }
            Effect::Styled => {}
            Effect::Align(align) => state.align = Some(align),
            Effect::Font => builder.lose(LossKind::Font, format!("{{{}}}", inner(whole, at, code.len))),
            Effect::Position => {
                builder.lose(LossKind::Position, format!("{{{}}}", inner(whole, at, code.len)))
            }
            Effect::Unreadable => builder.report(ProblemKind::TagUnknown, place),
        }
        state.line = style;
        look = at + code.len;
        from = look;
    }
    if whole.len() > from {
        from = slash(from, &mut begun, state);
        builder.verbatim(Span::new(base + from, base + whole.len()), state.line);
    }
}

/// What stands between the braces.
fn inner(line: &str, at: usize, len: usize) -> &str {
    line.get(at + 1..at + len - 1).unwrap_or_default()
}
