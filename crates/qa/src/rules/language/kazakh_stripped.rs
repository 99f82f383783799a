use crate::language::cyrillic_words;
use crate::language::kazakh::{bare, own_letters};
use crate::rule::{Context, Shown, Sink, Traits};
use tregua_parse::base::Applicability;

declare_rule! {
    /// A Kazakh track is written without its own letters.
    ///
    /// ## What it does
    ///
    /// Counts how many letters of a Kazakh track are ә ғ қ ң ө ұ ү һ і. Where too few are, and words such as `коп`, `кыз`,
    /// `ушин` stand more often in the track than көп, қыз, үшін, the track is told once, and each of these words is.
    ///
    /// ## Why
    ///
    /// The text was typed on a Russian keyboard, or lost its letters in a conversion. Every second word is misspelt, and
    /// some are two at once: `кол` may be қол, the hand, or көл, the lake.
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Ешкашан олай айткан жокпын. Сен ушин коп жумыс истедим.
    ///
    /// 2
    /// 00:00:05,000 --> 00:00:08,000
    /// Бугин уйге ешким келген жок, бирак ертен келеди.
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Ешқашан олай айтқан жоқпын. Сен үшін көп жұмыс істедім.
    ///
    /// 2
    /// 00:00:05,000 --> 00:00:08,000
    /// Бүгін үйге ешкім келген жоқ, бірақ ертең келеді.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Words of a short list, whose right form is certain, get their letters back; a viewer sees that: unsafe. The other
    /// words need a person, or the source of the text.
    ///
    /// ## Sources
    ///
    /// Measured on Kazakh web and news text: 13.6 % of the letters are one of the nine; in this project's own film and in
    /// 3 000 free sentences 17 %.
    "language/kazakh-stripped", Error, fix: Some(Unsafe),
    params {
        /// fewer of a thousand letters than this are too few
        min_per_mille: u32,
        /// how many of a thousand there are in usual text, for the message
        usual_per_mille: u32,
        /// letters from which a track is judged
        min_letters: u32,
        /// words without their letters from which it is certain
        min_words: usize,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("kk") {
        return;
    }
    let (mut all, mut own) = (0_u32, 0_u32);
    for (_, _, cue) in context.cues_with(Traits::ANY_CYRILLIC) {
        for run in context.track.runs_of_cue(cue) {
            let (letters, kazakh) = own_letters(&run.text);
            all += letters;
            own += kazakh;
        }
    }
    let share = u64::from(own) * 1000 / u64::from(all.max(1));
    if all < params.min_letters || share >= u64::from(params.min_per_mille) {
        return;
    }
    let (found, right) = words(context);
    if found.len() < params.min_words || found.len() <= right {
        return;
    }
    if let Some((index, node, _)) = context.cues_with(Traits::ANY_CYRILLIC).next() {
        let (share, usual) = (percent(share), percent(u64::from(params.usual_per_mille)));
        sink.cue(index, node.text, say!("track", share = share, usual = usual, words = found.len()))
            .help(say!("help-track"));
    }
    for Found { cue, line, word, right } in found {
        let Some(range) = line.range_of(word) else { continue };
        let right = in_the_case_of(word, right);
        let finding =
            sink.cue(cue, line.span(range.clone()), say!("word", word = word, right = right.as_str()));
        if let Some(edits) = line.replace(range, &right) {
            finding.fix(Applicability::Unsafe, say!(common: "write", text = right), edits);
        }
    }
}

struct Found<'w, 'c> {
    cue: u32,
    line: &'w Shown<'c>,
    word: &'w str,
    right: &'static str,
}

/// The words of the list without their letters, and how often one stands as it should.
fn words<'w, 'c>(context: &'w Context<'c>) -> (Vec<Found<'w, 'c>>, usize) {
    let (mut found, mut proper) = (Vec::new(), 0);
    for (cue, _, shown) in context.cues_with(Traits::ANY_CYRILLIC) {
        for line in context.shown(shown) {
            for word in cyrillic_words(&line.text) {
                match bare(word) {
                    Some((right, false)) => found.push(Found { cue, line, word, right }),
                    Some((_, true)) => proper += 1,
                    None => {}
                }
            }
        }
    }
    (found, proper)
}

/// `13.6`, without floating point.
fn percent(per_mille: u64) -> String {
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

/// The right word in capitals, or with a capital, as the word it stands for.
fn in_the_case_of(word: &str, right: &str) -> String {
    let mut capitals = word.chars().map(char::is_uppercase);
    match (capitals.next(), capitals.next()) {
        (Some(true), Some(true)) => right.to_uppercase(),
        (Some(true), _) => {
            let mut chars = right.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        }
        _ => right.to_owned(),
    }
}
