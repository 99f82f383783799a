use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::Applicability;

declare_rule! {
    /// A Spanish mark stands beside another, or where Spanish or the client has none.
    ///
    /// ## What it does
    ///
    /// Finds a full stop behind a closing ? or !, a comma between *pero* and a question or exclamation and, where the
    /// client forbids them, ? and ! together, stacked opening marks, and semicolons. Dots of an ellipsis behind a
    /// closing mark are right, and `(?).` is.
    ///
    /// ## Why
    ///
    /// A closing ? or ! has its own full stop; a second one is a spelling fault.
    ///
    /// ```srt,bad lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién te ha dado esa carta?.
    /// ```
    ///
    /// ```srt,bad lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Pero, ¿adónde vas a estas horas?
    /// ```
    ///
    /// ```srt,bad lang=es profile=netflix/es-es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¡¿Que se ha casado con mi hermana?!
    /// ```
    ///
    /// ```srt,good lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Pero ¿adónde vas? ¿Y los niños?...
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The surplus full stop or comma is taken away; a viewer sees that: unsafe. Which of two marks is meant, and what
    /// stands for a semicolon, is for a person to say.
    ///
    /// ## Sources
    ///
    /// Real Academia Española, *Ortografía* (2010); a university's reading of the Netflix guide for ? with ! and for
    /// semicolons, which the Academy allows.
    "language/spanish-punctuation", Warning, fix: Some(Unsafe),
    params {
        /// whether ? and ! may stand together, and opening marks be stacked
        combined_marks: bool,
        /// whether semicolons are allowed
        semicolons: bool,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("es") || context.wrong_track().is_some() {
        return;
    }
    let semicolons = if params.semicolons { Traits::NONE } else { Traits::SEMICOLON };
    let kinds = Traits::QUESTION | Traits::EXCLAMATION | Traits::INVERTED | semicolons;
    for (index, _, cue) in context.own_cues_with(kinds) {
        let lines = context.shown(cue);
        // Two marks at the end tell enough of two at the start.
        let mut told = false;
        for line in lines {
            let text = line.text.as_bytes();
            for at in memchr::memchr2_iter(b'?', b'!', text) {
                if at > 0 && matches!(text.get(at - 1), Some(b'?' | b'!')) {
                    continue;
                }
                let len = text.iter().skip(at).take_while(|b| matches!(b, b'?' | b'!')).count();
                told |= closing(params, index, line, at..at + len, sink);
            }
            if semicolons != Traits::NONE {
                // A face (;-) is none.
                let faces = |at: &usize| !matches!(text.get(at + 1), Some(b')' | b'-'));
                for at in memchr::memchr_iter(b';', text).filter(faces) {
                    sink.cue(index, line.span(at..at + 1), say!("semicolon")).help(say!("help-semicolon"));
                }
            }
        }
        if context.traits(index).any(Traits::INVERTED) {
            for line in lines {
                opening(params, index, line, told, sink);
            }
        }
    }
}

/// Whether ? and ! were found together.
fn closing(params: &Params, cue: u32, line: &Shown<'_>, range: Range<usize>, sink: &mut Sink<'_>) -> bool {
    let marks = line.text.get(range.clone()).unwrap_or("");
    let after = line.text.get(range.end..).unwrap_or("");
    if after.starts_with('.') && !after.starts_with("..") {
        let stop = range.end..range.end + 1;
        let mark = marks.get(marks.len() - 1..).unwrap_or("");
        let finding =
            sink.cue(cue, line.span(stop.clone()), say!("stop", mark = mark)).help(say!("help-stop"));
        if let Some(edits) = line.replace(stop, "") {
            finding.fix(Applicability::Unsafe, say!(common: "take-away"), edits);
        }
    }
    let both = marks.contains('?') && marks.contains('!');
    if both && !params.combined_marks {
        sink.cue(cue, line.span(range), say!("combined", marks = marks)).help(say!("help-combined"));
    }
    both
}

fn opening(params: &Params, cue: u32, line: &Shown<'_>, told: bool, sink: &mut Sink<'_>) {
    let text = &line.text;
    let mut end = 0;
    for (at, _) in text.match_indices(['¿', '¡']) {
        if at < end {
            continue;
        }
        let before = text.get(..at).unwrap_or("").trim_end();
        let rest = text.get(at..).unwrap_or("");
        let len = rest.len() - rest.trim_start_matches(['¿', '¡']).len();
        end = at + len;
        if len > '¿'.len_utf8() && !params.combined_marks && !told {
            let marks = rest.get(..len).unwrap_or("");
            sink.cue(cue, line.span(at..end), say!("combined", marks = marks)).help(say!("help-combined"));
        }
        let Some(word) = before.strip_suffix(',') else { continue };
        let alone = |head: &str| !head.ends_with(|c: char| c.is_alphanumeric());
        if ["pero", "Pero", "PERO"].iter().any(|pero| word.strip_suffix(pero).is_some_and(alone)) {
            let comma = word.len()..before.len();
            let mark = rest.get(..'¿'.len_utf8()).unwrap_or("");
            let finding =
                sink.cue(cue, line.span(comma.clone()), say!("comma", mark = mark)).help(say!("help-comma"));
            if let Some(edits) = line.replace(comma, "") {
                finding.fix(Applicability::Unsafe, say!(common: "take-away"), edits);
            }
        }
    }
}
