//! What a SubRip file holds and a track does not.

use crate::base::Span;
use crate::model::{Colour, Cue, Line, Loss, LossKind, Track};
use crate::syntax::{Document, ProblemKind};

/// Everything of the file that is in no cue of the track. No cue but those `marked`, by their indices, holds markup.
#[cold]
pub(super) fn losses(document: &Document<'_>, track: &Track<'_>, marked: &[usize]) -> Vec<Loss> {
    let text = document.source.text();
    let mut out = Vec::new();
    let last = u32::try_from(document.cues.len()).ok().and_then(|n| n.checked_sub(1));
    for problem in &document.problems {
        // A counter that stands alone ends the file.
        let alone = problem.kind == ProblemKind::NumberAlone;
        let cue = problem.cue.or(last.filter(|_| alone));
        let what = shorten(problem.span.of(text));
        let (kind, what) = match problem.kind {
            ProblemKind::Coordinates => {
                (LossKind::Position, format!("the coordinates \u{201c}{what}\u{201d}"))
            }
            ProblemKind::Settings => (LossKind::Position, format!("the settings \u{201c}{what}\u{201d}")),
            ProblemKind::TimingRest if !cue.is_some_and(|cue| is_line(track, cue, problem.span)) => {
                (LossKind::Text, format!("\u{201c}{what}\u{201d} behind the times"))
            }
            ProblemKind::BlankInText => (LossKind::Lines, "blank lines inside the text".to_owned()),
            ProblemKind::NumberMalformed | ProblemKind::NumberAlone => {
                (LossKind::Id, format!("\u{201c}{what}\u{201d}, taken for a counter"))
            }
            ProblemKind::JunkBefore => {
                (LossKind::Comment, format!("\u{201c}{what}\u{201d}, which belongs to no cue"))
            }
            _ => continue,
        };
        out.push(Loss { cue, ..Loss::track(kind, what) });
    }
    for bad in document.source.malformed() {
        let at = document.cues.partition_point(|cue| cue.block().end <= bad.text.start);
        let inside = document.cues.get(at).filter(|cue| cue.text.start <= bad.text.start);
        if inside.is_some() {
            out.push(Loss::cue(LossKind::Text, at, "bytes that could not be read stand as \u{fffd}"));
        }
    }
    for (at, cue) in marked.iter().filter_map(|at| Some((*at, track.cues.get(*at)?))) {
        marks(track, cue, text, |dropped| {
            let what = format!("\u{201c}{}\u{201d}", shorten(dropped));
            out.push(Loss::cue(kind_of(dropped), at, what));
        });
    }
    out
}

/// What kind of thing a mark says that no run holds.
fn kind_of(mark: &str) -> LossKind {
    let code = mark.trim_start_matches(['{', '\\']);
    match mark.as_bytes().first() {
        Some(b'<') => LossKind::Font,
        _ if code.starts_with("pos") || code.starts_with("move") => LossKind::Position,
        _ if code.starts_with("fn") || code.starts_with("fs") => LossKind::Font,
        _ if code.starts_with("fad") => LossKind::Fade,
        _ if code.starts_with(['k', 'K']) => LossKind::InnerTimes,
        _ => LossKind::Effect,
    }
}

/// Whether what stands behind the times was read as a line of the cue. The blanks before the words are no part of the
/// line.
fn is_line(track: &Track<'_>, cue: u32, span: Span) -> bool {
    let inside = |line: &Line| span.start <= line.span.start && line.span.end <= span.end;
    track.cues.get(cue as usize).is_some_and(|cue| track.lines_of(cue).iter().any(inside))
}

/// Calls `dropped` for markup of a cue that says something a styled run does not hold. Markup is what stands
/// in a line between its runs.
fn marks<'t>(track: &Track<'_>, cue: &Cue<'_>, text: &'t str, mut dropped: impl FnMut(&'t str)) {
    for line in track.lines_of(cue) {
        let mut at = line.span.start;
        for run in track.runs_of(line) {
            gap(Span { start: at, end: run.span.start }.of(text), &mut dropped);
            at = run.span.end;
        }
        gap(Span { start: at, end: line.span.end }.of(text), &mut dropped);
    }
}

fn gap<'t>(mut rest: &'t str, dropped: &mut impl FnMut(&'t str)) {
    while let Some(close) = rest.as_bytes().first().map(|b| if *b == b'{' { '}' } else { '>' }) {
        let len = rest.find(close).map_or(rest.len(), |i| i + 1);
        let (mark, tail) = rest.split_at(len);
        if !is_held(mark) {
            dropped(mark);
        }
        rest = tail;
    }
}

/// Whether a style and a position hold all that a mark says.
fn is_held(mark: &str) -> bool {
    if let Some(inner) = mark.strip_prefix('{').and_then(|m| m.strip_suffix('}')) {
        if let Some(codes) = inner.strip_prefix('\\') {
            return codes.split('\\').all(|code| is_held_code(code.trim()));
        }
        let name = inner.as_bytes().first().map(u8::to_ascii_lowercase);
        return matches!(name, Some(b'y' | b'c'));
    }
    let Some(inner) = mark.strip_prefix('<').and_then(|m| m.strip_suffix('>')) else { return false };
    if inner.starts_with('/') || !inner.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("font")) {
        return true;
    }
    let attributes = inner.get(4..).unwrap_or_default().trim();
    let Some((name, value)) = attributes.split_once('=') else { return attributes.is_empty() };
    let value = value.trim();
    let bare = value.trim_matches(|c| c == '"' || c == '\'');
    name.trim().eq_ignore_ascii_case("color") && Colour::parse(bare).is_some()
}

/// One override code without its backslash.
fn is_held_code(code: &str) -> bool {
    let number = |names: &[&str]| {
        names
            .iter()
            .filter_map(|n| code.strip_prefix(n))
            .any(|v| v.trim().bytes().all(|b| b.is_ascii_digit()))
    };
    let colour = |names: &[&str]| {
        let hex = |v: &str| v.bytes().all(|b| b.is_ascii_hexdigit() || b"&Hh ".contains(&b));
        names.iter().filter_map(|n| code.strip_prefix(n)).any(hex)
    };
    code.is_empty() || code == "r" || number(&["an", "a", "i", "b", "u", "s"]) || colour(&["1c", "c"])
}

/// The start of a piece of text, on one line: losses are read in a list.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.trim_start_matches('\u{feff}').trim();
    let mut short: String =
        line.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().nth(LONGEST).is_some() {
        short.push('\u{2026}');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::super::{lower, parse};
    use super::LossKind::{self, *};
    use crate::source::{Encoding, Source};

    fn lost(raw: &[u8]) -> Vec<(LossKind, Option<u32>, String)> {
        let document = parse(Source::open(raw, Some(Encoding::Utf8), None).unwrap());
        let all = lower(&document).losses;
        all.iter().map(|loss| (loss.kind, loss.cue, loss.what.to_string())).collect()
    }

    /// Of a cue with this text.
    fn of(text: &str) -> Vec<(LossKind, Option<u32>, String)> {
        lost(format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n").as_bytes())
    }

    #[test]
    fn what_a_style_and_a_place_hold_is_not_lost() {
        for text in [
            "<i>a</i>",
            "<B>a</B>\n<u>b</u>",
            "<s>a</s><em>b</em><strong>c</strong>",
            "<font>a</font>",
            "<font color=\"#ff0000\">a</font>",
            "<FONT COLOR = '#f00'>a</FONT>",
            "<font color=red>a</font>",
            "{\\an8}a",
            "{\\a6}a",
            "{\\i1}a{\\i0}",
            "{\\an8\\b1\\u1\\s1}a{\\r}b",
            "{\\c&H0000FF&}a{\\c}b",
            "{\\1c&HFF&}a",
            "{y:i}a",
            "{Y:b}{c:$0000FF}a",
            // No markup, and shown as it is.
            "<font color=red",
            "a < b { c } d",
            "<v Ana>a",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn what_no_run_holds_is_said_by_kind() {
        for (mark, kind) in [
            ("<font face=\"Arial\">", Font),
            ("<font size=20>", Font),
            ("<font color=\"#f00\" face=\"Arial\">", Font),
            ("<font color=\"reddish\">", Font),
            ("<font red>", Font),
            ("{\\pos(1,2)}", Position),
            ("{\\move(1,2,3,4)}", Position),
            ("{\\fnArial}", Font),
            ("{\\fs20}", Font),
            ("{\\fad(200,0)}", Fade),
            ("{\\k20}", InnerTimes),
            ("{\\K20}", InnerTimes),
            ("{\\blur2}", Effect),
            ("{\\alpha&H80&}", Effect),
            ("{\\clip(1,2,3,4)}", Effect),
        ] {
            let end = if mark.starts_with('<') { "</font>" } else { "" };
            for text in [format!("{mark}a{end}"), format!("a\n<i>{mark}b{end}</i>"), format!("a{mark}{end}")]
            {
                assert_eq!(of(&text), [(kind, Some(0), format!("\u{201c}{mark}\u{201d}"))], "{text}");
            }
        }
    }

    #[test]
    fn what_stands_around_the_text_is_said_with_its_cue() {
        let two = |a: &str, b: &str| {
            let text =
                format!("{a}1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000{b}");
            lost(text.as_bytes())
        };
        let what = |kind, cue, what: &str| vec![(kind, cue, what.to_owned())];
        assert_eq!(two("", "\nB\n\n"), []);
        for (behind, kind, said) in [
            (" X1:1 X2:2 Y1:3 Y2:4\nB\n\n", Position, "the coordinates “X1:1 X2:2 Y1:3 Y2:4”"),
            (" align:start\nB\n\n", Position, "the settings “align:start”"),
            (" 12\nB\n\n", Text, "“12” behind the times"),
            (";\nB\n\n", Text, "“;” behind the times"),
            ("\nB\n\nC\n\n", Lines, "blank lines inside the text"),
            ("\nB\n\n3\n\n", Id, "“3”, taken for a counter"),
        ] {
            assert_eq!(two("", behind), what(kind, Some(1), said), "{behind}");
        }
        // Words there are read as a line.
        assert_eq!(two("", " Hola\nB\n\n"), []);
        assert_eq!(two("#", "\nB\n\n"), what(Id, Some(0), "“#1”, taken for a counter"));
        assert_eq!(two("\u{feff}a\tb\n\n", "\nB\n\n"), what(Comment, None, "“a b”, which belongs to no cue"));
        let long = "а".repeat(40);
        for (more, said) in [("", ""), ("b", "\u{2026}")] {
            let said = format!("“{long}{said}”, which belongs to no cue");
            assert_eq!(two(&format!("{long}{more}\n\n"), "\nB\n\n"), what(Comment, None, &said));
        }
    }

    #[test]
    fn bytes_that_cannot_be_read_are_lost_where_they_are_text() {
        let raw = |a: &[u8], b: &[u8]| {
            let raw = [
                &b"\xd0\xb4"[..],
                a,
                b"\n\n1\n00:00:01,000 --> 00:00:02,000\n\xd0\xb4\n\n2\n00:00:03,000 --> 00:00:04,000\n\xd0\xb4",
                b,
                b"\n\n",
            ];
            lost(&raw.concat()).into_iter().filter(|(kind, ..)| *kind == Text).collect::<Vec<_>>()
        };
        assert_eq!(raw(b"", b""), []);
        assert_eq!(raw(b"\xd0", b""), []);
        let said = "bytes that could not be read stand as \u{fffd}".to_owned();
        assert_eq!(raw(b"", b"\xd0"), [(Text, Some(1), said)]);
    }
}
