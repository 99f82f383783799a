use crate::rule::{Context, Sink, said};
use tregua_parse::base::{Applicability, Edit, Span};
use tregua_parse::syntax::ProblemKind;

declare_rule! {
    /// The counters do not run 1, 2, 3 …
    ///
    /// ## What it does
    ///
    /// Reports a counter that is missing, is not a plain number, or does not follow the one before it. After a gap
    /// it goes on from the number found, so one lost cue is one finding.
    ///
    /// ## Why
    ///
    /// Review notes point at cues by number, and strict readers refuse a cue without one.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 3
    /// 00:00:03,000 --> 00:00:04,000
    /// Dos.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 2
    /// 00:00:03,000 --> 00:00:04,000
    /// Dos.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Every cue gets its place in the file as its number; no viewer can tell: safe. Where a counter is no plain number
    /// it may be a lost word: unsafe.
    ///
    /// ## Sources
    ///
    /// Measured on 210 real files: 13 % are not numbered in sequence, 2 % begin at 0.
    "file/numbering", Warning, fix: Some(Safe),
    params {},
    Track check
}

/// A number of nothing but digits.
fn value(written: &str) -> Option<u64> {
    let digit = |n: u64, b: u8| {
        let digit = b.is_ascii_digit().then(|| u64::from(b - b'0'))?;
        n.checked_mul(10)?.checked_add(digit)
    };
    written.bytes().try_fold(0, digit).filter(|_| !written.is_empty())
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if !context.document.numbered {
        return;
    }
    let text = context.text();
    let newline = std::cell::OnceCell::new();
    let right = |index: u32| (u64::from(index) + 1).to_string();
    let renumber = |index: u32, number: Span, timing: Span| {
        let written = number.of(text).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if number.is_empty() {
            let at = Span { start: timing.start, end: timing.start };
            return Some(Edit::new(
                at,
                format!("{}{}", right(index), newline.get_or_init(|| context.newline())),
            ));
        }
        (written != right(index)).then(|| Edit::new(number, right(index)))
    };
    let mut all: Option<Vec<Edit>> = None;
    let value = |number: Span| {
        let written = number.of(text);
        value(written).or_else(|| value(written.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')))
    };
    // A part of a file goes on from any number.
    let first = context.document.cues.first().filter(|_| context.document.window.cues_before > 0);
    let mut expected = first.and_then(|node| value(node.number)).unwrap_or(1);
    for (index, node, _) in context.cues() {
        let message = match value(node.number) {
            Some(n) if n == expected => {
                expected = expected.saturating_add(1);
                continue;
            }
            Some(n) => {
                let was = expected;
                expected = n.saturating_add(1);
                say!("unexpected", number = n.to_string(), expected = was.to_string())
            }
            None if node.number.is_empty() => {
                expected = expected.saturating_add(1);
                said(ProblemKind::NumberMissing)
            }
            None => {
                expected = expected.saturating_add(1);
                said(ProblemKind::NumberMalformed)
            }
        };
        let span = if node.number.is_empty() { node.timing } else { node.number };
        // One fix settles them all; it hangs on the first finding.
        let first = all.is_none();
        let edits = all.get_or_insert_with(|| {
            context.cues().filter_map(|(i, n, _)| renumber(i, n.number, n.timing)).collect()
        });
        let edits = first.then(|| edits.clone());
        let finding = sink.cue(index, span, message);
        if let Some(edits) = edits.filter(|e| !e.is_empty()) {
            // What was taken for a counter may be a word that somebody says.
            let odd = context.document.problems.iter().any(|p| p.kind == ProblemKind::NumberMalformed);
            let how = if odd { Applicability::Unsafe } else { Applicability::Safe };
            finding.fix(how, say!("fix"), edits);
        }
    }
}
