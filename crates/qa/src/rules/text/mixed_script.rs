use crate::language::{kazakh_twin, latin_twins, mixed_words};
use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::{Applicability, Edit, Lang, Script};

declare_rule! {
    /// A word mixes Latin and Cyrillic letters.
    ///
    /// ## What it does
    ///
    /// Looks at each word by itself; a hyphen parts words, so `TV-да` and `NASA-ға` are clean.
    ///
    /// ## Why
    ///
    /// The letters look the same and are not: search does not find the word, spelling checkers refuse it, and some
    /// fonts show the odd letter in another shape.
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Мен қaзақпын.
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Мен қазақпын.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Each odd letter becomes its twin in the script of the track's language; no viewer can tell: safe. Where the
    /// language is not known the word's other letters decide: unsafe. Words with a letter that has no twin are left to
    /// a person.
    ///
    /// ## Sources
    ///
    /// Seen in real files: a Latin M in a Russian word. The pairs are those of Unicode's confusables.
    "text/mixed-script", Error, fix: Some(Safe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let kazakh = context.language() == Some("kk");
    let cyrillic = |b: &u8| matches!(b, 0xd0..=0xd4);
    // Letters of ASCII, and bytes that begin others.
    let other = |b: &u8| b.is_ascii_alphabetic() || matches!(b, 0xc2..=0xcf);
    // Greek and Georgian letters among them, and whatever else may begin with such a byte.
    let latin = Traits::UPPER
        | Traits::LOWER
        | Traits::CONTROL
        | Traits::INVERTED
        | Traits::GUILLEMET
        | Traits::NO_BREAK
        | Traits::LATIN_SIGN
        | Traits::LATIN_1
        | Traits::LATIN_MORE
        | Traits::COMBINING
        | Traits::GREEK
        | Traits::UNSEEN
        | Traits::OTHER;
    for (index, _, cue) in context.cues_with(Traits::ANY_CYRILLIC | Traits::OTHER) {
        if !context.traits(index).any(latin) {
            continue;
        }
        for run in context.track.runs_of_cue(cue) {
            // A word of both scripts needs letters of both.
            let bytes = run.text.as_bytes();
            if !any(bytes, other) || !any(bytes, cyrillic) {
                continue;
            }
            for word in mixed_words(&run.text, kazakh) {
                // A phonetic or Greek letter for one of the nine is the Kazakh rule's.
                let foreign = |(_, c): &(usize, char)| !c.is_ascii() && kazakh_twin(*c).is_some();
                if kazakh && word.odd.iter().all(foreign) {
                    continue;
                }
                let place = run.place(word.range.clone());
                let span = place.unwrap_or(run.span);
                let written = run.text.get(word.range.clone()).unwrap_or("");
                let odd: Vec<String> =
                    word.odd.iter().map(|(_, c)| format!("{c} (U+{:04X})", u32::from(*c))).collect();
                let finding = sink.cue(index, span, say!("found", word = written, letters = odd.join(", ")));
                // The track's language says which script was meant; the word alone may not.
                let fixed = match context.lang.map(Lang::script) {
                    Some(Script::Cyrillic) => in_cyrillic(written, kazakh).map(|f| (f, Applicability::Safe)),
                    Some(Script::Latin) => word
                        .fixed
                        .filter(|f| !f.bytes().any(|b| cyrillic(&b)))
                        .map(|f| (f, Applicability::Safe)),
                    _ => word.fixed.map(|f| (f, Applicability::Unsafe)),
                };
                if let Some((fixed, how)) = fixed.filter(|_| place.is_some()) {
                    let title = say!("fix", word = fixed.as_str());
                    finding.fix(how, title, vec![Edit::new(span, fixed)]);
                }
            }
        }
    }
}

/// Whether any byte is such a one. Stopping at the first would take longer than looking at all: they are looked at many
/// at once.
fn any(bytes: &[u8], is: impl Fn(&u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | is(byte))
}

/// The word with every Latin letter replaced by its Cyrillic twin; `None` where one has none.
fn in_cyrillic(word: &str, kazakh: bool) -> Option<String> {
    let twin = |c: char| match c.is_alphabetic() && !matches!(c, '\u{400}'..='\u{52f}') {
        true => latin_twins(c, kazakh).first().copied().or_else(|| kazakh_twin(c).filter(|_| kazakh)),
        false => Some(c),
    };
    word.chars().map(twin).collect()
}
