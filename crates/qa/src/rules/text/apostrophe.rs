use crate::rule::{Context, Shown, Sink, Traits};
use tregua_parse::base::{Applicability, Severity};

declare_rule! {
    /// Apostrophes are not alike, or another mark stands for one.
    ///
    /// ## What it does
    ///
    /// Looks at marks with letters on both sides: `'`, `’`, and the backtick, acute accent and opening quotation mark that
    /// are typed for them. Where a profile does not ask for one form, the one that most of the track has is right, and the
    /// others are a hint; the wrong marks are a fault in any case. Uzbek, which has letters of that form, is left alone.
    ///
    /// ## Why
    ///
    /// `d´Artagnan` is found by no search and known to no dictionary; mixed forms look careless side by side.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Me llamo Jeanne d´Arc.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Me llamo Jeanne d'Arc.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the right mark, which looks different: unsafe.
    ///
    /// ## Sources
    ///
    /// The project's own choice: no guide that was seen speaks of apostrophes.
    "text/apostrophe", Warning, fix: Some(Unsafe),
    params {
        /// the form: `consistent`, `straight` or `curly`
        style: Style,
    },
    Track check
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    Consistent,
    Straight,
    Curly,
}

const CURLY: char = '\u{2019}';

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() == Some("uz") {
        return;
    }
    let kinds = Traits::APOSTROPHE | Traits::CURLY | Traits::SIGN | Traits::LATIN_SIGN;
    let (mut straight, mut curly) = (0u32, 0u32);
    for (_, _, cue) in context.cues_with(Traits::APOSTROPHE | Traits::CURLY) {
        for (_, mark) in context.shown(cue).iter().flat_map(marks) {
            straight += u32::from(mark == '\'');
            curly += u32::from(mark == CURLY);
        }
    }
    let right = match params.style {
        Style::Straight => '\'',
        Style::Curly => CURLY,
        Style::Consistent if curly > straight => CURLY,
        Style::Consistent => '\'',
    };
    for (index, _, cue) in context.cues_with(kinds) {
        for line in context.shown(cue) {
            for (at, mark) in marks(line).filter(|(_, mark)| *mark != right) {
                let range = at..at + mark.len_utf8();
                let span = line.span(range.clone());
                let code = format!("U+{:04X}", u32::from(mark));
                let finding = match (matches!(mark, '\'' | CURLY), params.style) {
                    (false, _) => sink.cue(index, span, say!("wrong", mark = mark, code = code)),
                    (true, Style::Consistent) => sink
                        .cue(index, span, say!("unlike", mark = mark, code = code, right = right))
                        .at_most(Severity::Info),
                    (true, _) => {
                        sink.cue(index, span, say!("asked", mark = mark, code = code, right = right))
                    }
                };
                if let Some(edits) = line.replace(range, right.encode_utf8(&mut [0; 4])) {
                    finding.fix(Applicability::Unsafe, say!(common: "write", text = right), edits);
                }
            }
        }
    }
}

/// The apostrophes of a line, and what stands for one: with a letter on either side.
fn marks<'s>(line: &'s Shown<'_>) -> impl Iterator<Item = (usize, char)> + 's {
    let text = &*line.text;
    let each = text.match_indices(['\'', CURLY, '\u{2018}', '`', '\u{b4}']);
    each.filter_map(move |(at, mark)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let between = letter(text.get(..at)?.chars().next_back())
            && letter(text.get(at + mark.len()..)?.chars().next());
        between.then(|| Some((at, mark.chars().next()?))).flatten()
    })
}
