use crate::language::ungarble;
use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::Applicability;

declare_rule! {
    /// The text was read in the wrong encoding and written down so.
    ///
    /// ## What it does
    ///
    /// Finds lines whose letters, put back into the bytes they came from, are text of the track's language in another
    /// encoding: UTF-8 that was read as windows-1252 or windows-1251, and windows-1251 that was read as windows-1252.
    /// KZ-1048 that was read as windows-1251 is found by `language/kazakh-letter`.
    ///
    /// ## Why
    ///
    /// Viewers read «MaÃ±ana». Other rules would find ten faults in the line, and each would be the wrong one.
    ///
    /// ```srt,bad lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// MaÃ±ana nos vamos.
    /// ```
    ///
    /// ```srt,good lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Mañana nos vamos.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the line as it was meant, which is seen: unsafe. Where the source is at hand, converting that again
    /// is better.
    ///
    /// ## Sources
    ///
    /// The tables of the encodings; a line is reported only where all of it fits.
    "text/mojibake", Error, fix: Some(Unsafe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(language) = context.language() else { return };
    // Every way of it leaves letters of one of these kinds behind.
    let kinds = match language {
        "es" => Traits::FIRST_HALF | Traits::CYRILLIC,
        "ru" | "kk" => {
            Traits::LATIN_1 | Traits::CYRILLIC_MORE | Traits::LATIN_SIGN | Traits::CURLY | Traits::OTHER
        }
        _ => return,
    };
    for (index, _, cue) in context.cues_with(kinds) {
        for line in context.shown(cue) {
            let Some((right, wrong)) = ungarble(&line.text, language) else { continue };
            let finding = sink
                .cue(index, line.line.span, say!("found", encoding = wrong.name(), text = right.as_str()))
                .help(say!("help"));
            if let Some(edits) = line.replace(0..line.text.len(), &right) {
                finding.fix(Applicability::Unsafe, say!(common: "write", text = right.as_str()), edits);
            }
        }
    }
}
