use crate::rule::{Context, Sink};
use crate::spelling::{Guess, Loss, Unknown};
use tregua_parse::base::Severity;

declare_rule! {
    /// A word is in no dictionary.
    ///
    /// ## What it does
    ///
    /// Where a check has dictionaries (`--spelling`, `--dictionary`, or `[spelling]` in the project file), holds each word
    /// of a track against that of its language, against the project's word list, and against the names of the film: those
    /// the track itself shows to be names, and those of its other tracks, whatever their script. A word is told once, at
    /// its first place, with its count. Where a profile makes more than a hint of it, a word that is written with a capital
    /// inside a sentence, and may be a name, stays one; so does every Kazakh word, as Kazakh dictionaries are old and know
    /// few suffixes: suffixes are taken off before they are asked.
    ///
    /// Numbers, addresses, words in another script, words broken off and cues in another language are left out.
    ///
    /// ## Why
    ///
    /// A misspelling in a cinema is four metres wide.
    ///
    /// ```srt,bad lang=ru words=она,пела,пол,моет
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Она пелла и мыла пол.
    /// ```
    ///
    /// ```srt,good lang=ru words=она,пела,и,мыла,пол
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Она пела и мыла пол.
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured in `docs/spelling.md`: of planted misspellings that make no other word 99.8 % are found in Spanish, 100 % in
    /// Russian, 95.5 % in Kazakh; and in `docs/false-positives.md`: what a dictionary lacks is as often a rare word.
    "language/spelling", Info, fix: None,
    params {
        /// whether words that may be names are told
        names: bool,
    },
    Track check
}

/// Places that are shown beside the first.
const MORE: usize = 3;

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(look) = context.words() else { return };
    let kazakh = context.language() == Some("kk");
    for unknown in &look.unknown {
        let Some(first) = unknown.first() else { continue };
        let (word, count) = (unknown.word.as_str(), unknown.count());
        let (message, most) = match &unknown.guess {
            Guess::Misspelt => (say!("unknown", word = word, count = count), Severity::Error),
            Guess::Name if params.names => (say!("name", word = word, count = count), Severity::Info),
            Guess::Name => continue,
            // `language/kazakh-stripped` speaks of these.
            Guess::Stripped(_) if look.loss > Loss::Words => continue,
            Guess::Stripped(right) => {
                (say!("stripped", word = word, right = right.as_str(), count = count), Severity::Error)
            }
        };
        let finding = sink.cue(first.cue, first.span, message);
        let mut finding = finding.at_most(if kazakh { Severity::Info } else { most }).help(help(unknown));
        for place in unknown.places.iter().skip(1).take(MORE) {
            finding = finding.label(place.span, say!("more"));
        }
    }
}

fn help(unknown: &Unknown) -> tregua_parse::base::Message {
    match (&unknown.guess, unknown.suggestions.as_slice()) {
        (Guess::Stripped(_), _) | (_, []) => say!("help"),
        (_, words) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("\u{201c}{word}\u{201d}")).collect();
            say!("help-meant", words = quoted.join(", "))
        }
    }
}
