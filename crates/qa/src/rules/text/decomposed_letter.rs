use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::Applicability;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

declare_rule! {
    /// A letter is written as two characters, the letter and its mark.
    ///
    /// ## What it does
    ///
    /// Finds letters whose mark is a character of its own though there is one character for both: и and U+0306 for й,
    /// n and U+0303 for ñ. Stress marks on Russian vowels, for which there is none, are left alone.
    ///
    /// ## Why
    ///
    /// Searches and dictionaries do not find the word, and many fonts set the mark beside the letter.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Man\u{303}ana nos vamos.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Mañana nos vamos.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the one character; Unicode calls the two spellings equal and no viewer can tell: safe.
    ///
    /// ## Sources
    ///
    /// Unicode normalisation form C.
    "text/decomposed-letter", Warning, fix: Some(Safe),
    params {
        /// letters that stay as they are, as the client's list of characters lacks the single ones
        except: Option<String>,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let except = params.except.as_deref().unwrap_or_default();
    for (index, _, cue) in context.cues_with(Traits::COMBINING) {
        for line in context.shown(cue) {
            let mut from: Option<(usize, usize)> = None;
            for (at, c) in line.text.char_indices() {
                let end = at + c.len_utf8();
                if !is_combining_mark(c) {
                    from = Some((at, end));
                    continue;
                }
                let Some((start, _)) = from else { continue };
                let written = line.text.get(start..end).unwrap_or_default();
                let mut composed = written.nfc();
                let (Some(one), None) = (composed.next(), composed.next()) else { continue };
                if except.contains(one) {
                    continue;
                }
                let finding =
                    sink.cue(index, line.span(start..end), say!("found", letter = one, code = code(c)));
                if let Some(edits) = line.replace(start..end, one.encode_utf8(&mut [0; 4])) {
                    finding.fix(Applicability::Safe, say!("fix", letter = one), edits);
                }
                from = None;
            }
        }
    }
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
