use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::Applicability;

declare_rule! {
    /// A tab, or a blank of another width, stands where a plain one should.
    ///
    /// ## What it does
    ///
    /// Finds tabs between words, the blanks U+2000 to U+200A, U+202F, U+205F and U+3000, the separators of lines and
    /// paragraphs U+2028 and U+2029, and the no-break blank where the client's fonts do not have it. Tabs beside other blanks or at the ends of a line are those of another rule; Chinese,
    /// Japanese and Korean keep U+3000.
    ///
    /// ## Why
    ///
    /// Players give tabs any width or none, and show an empty box for a blank their font lacks. A line separator comes out
    /// of word processors; some players break the line there, most show a box.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Son las 10 h y cuarto.
    /// ```
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ven aquí.\u{2028}Ya es de noche.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Son las 10 h y cuarto.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A separator of lines becomes a plain blank, or nothing where a blank or the line's end is beside it. Else the fix writes a plain blank, or a no-break one where the odd one was and the client has it. Its width may differ:
    /// unsafe.
    ///
    /// ## Sources
    ///
    /// Measured on Netflix's glyph list: U+00A0 is on it; U+0009, U+2009, U+200A and U+202F are not.
    "text/odd-space", Warning, fix: Some(Unsafe),
    params {
        /// the blanks the client has, beside the plain one
        allowed: String,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let asian = matches!(context.language(), Some("ja" | "zh" | "yue" | "ko"));
    let no_break = if params.allowed.contains('\u{a0}') { Traits::NONE } else { Traits::NO_BREAK };
    for (index, _, cue) in context.cues_with(Traits::TAB | Traits::ODD_BLANK | no_break) {
        for line in context.shown(cue) {
            for (at, c) in line.text.char_indices().filter(|(_, c)| is_odd(*c)) {
                if params.allowed.contains(c)
                    || asian && c == '\u{3000}'
                    || c == '\t' && !between_words(line, at..at + 1)
                {
                    continue;
                }
                let range = at..at + c.len_utf8();
                let message = match c {
                    '\t' => say!("tab"),
                    _ if is_separator(c) => say!("separator", code = format!("U+{:04X}", u32::from(c))),
                    _ => say!("found", code = format!("U+{:04X}", u32::from(c))),
                };
                let keeps =
                    matches!(c, '\u{2007}' | '\u{202f}' | '\u{a0}') && params.allowed.contains('\u{a0}');
                let (plain, title) = match keeps {
                    true => ("\u{a0}", say!("fix-no-break")),
                    false if is_separator(c) && !between_words(line, range.clone()) => {
                        ("", say!(common: "take-away"))
                    }
                    false => (" ", say!("fix")),
                };
                let finding = sink.cue(index, line.span(range.clone()), message);
                if let Some(edits) = line.replace(range, plain) {
                    finding.fix(Applicability::Unsafe, title, edits);
                }
            }
        }
    }
}

fn is_odd(c: char) -> bool {
    matches!(c, '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
        || is_separator(c)
}

/// A separator of lines or paragraphs, which no format of subtitles has.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn between_words(line: &Shown<'_>, blank: Range<usize>) -> bool {
    let (before, behind) = (line.text.get(..blank.start), line.text.get(blank.end..));
    let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    word(before.and_then(|t| t.chars().next_back())) && word(behind.and_then(|t| t.chars().next()))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::said_of;

    #[test]
    fn separators_of_lines_are_blanks() {
        let found =
            said_of("netflix/base", "text/odd-space", &["Ven.\u{2028}Ya.", "Ven.\u{2029}", "Ven. Ya."]);
        assert_eq!(
            found,
            ["a separator of lines inside a line (U+2028)", "a separator of lines inside a line (U+2029)"]
        );
    }
}
