use crate::language::kazakh::{bare, own_letters};
use crate::language::{cyrillic_words, in_capitals_of};
use crate::rule::{Context, Sink, Traits, tenths};
use crate::spelling::{Guess, Look, Loss};
use std::collections::BTreeMap;
use tregua_parse::base::{Applicability, Edit, Span};

declare_rule! {
    /// A Kazakh track is written without its own letters.
    ///
    /// ## What it does
    ///
    /// Counts how many letters of a Kazakh track are ә ғ қ ң ө ұ ү һ і. Where too few are, and words such as `коп`, `кыз`,
    /// `ушин` stand more often in the track than көп, қыз, үшін, the track is told once, and so is each of these words,
    /// with its count. Where a Kazakh dictionary is at hand (see `language/spelling`), words that it has with their
    /// letters only are told too, and a track that lost some of the nine letters throughout is found as well.
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
    /// Words of a short list, whose right form is certain, get their letters back in all their places; a viewer sees that:
    /// unsafe. What a dictionary adds is a guess that a person must confirm. The other words need the source of the text.
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
    let known = context.words().filter(|look| look.loss > Loss::Words);
    if known.is_none() && has_its_letters(context, params.min_per_mille) {
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
    let few = all >= params.min_letters && share < u64::from(params.min_per_mille);
    if known.is_none() && !few {
        return;
    }
    let mut words = listed(context);
    let bare: usize = words.all.values().map(|word| word.places.len()).sum();
    if known.is_none() && (bare < params.min_words || bare <= words.right) {
        return;
    }
    if let Some((index, node, _)) = context.cues_with(Traits::ANY_CYRILLIC).next() {
        let (share, usual) = (tenths(share), tenths(params.usual_per_mille));
        sink.cue(index, node.text, say!("track", share = share, usual = usual, words = bare))
            .help(say!("help-track"));
    }
    if let Some(look) = known {
        words.add(look);
    }
    let mut words: Vec<(&str, &Word)> =
        words.all.iter().map(|(word, found)| (word.as_str(), found)).collect();
    words.sort_by_key(|(_, found)| found.places.first().map(|place| (place.cue, place.span)));
    for (word, found) in words {
        let Some(first) = found.places.first() else { continue };
        let (right, count) = (found.right.as_str(), found.places.len());
        let finding =
            sink.cue(first.cue, first.span, say!("word", word = word, right = right, count = count));
        let edits: Option<Vec<Edit>> = found.places.iter().map(|place| place.edit.clone()).collect();
        if let Some(edits) = edits {
            let title = say!(common: "write", text = right);
            let trust = if found.sure { Applicability::Unsafe } else { Applicability::Display };
            finding.fix(trust, title, edits);
        }
    }
}

/// Whether so many of the first letters are a Kazakh text's own that the share of all cannot be less, whatever follows.
fn has_its_letters(context: &Context<'_>, min_per_mille: u32) -> bool {
    let cues = || context.cues_with(Traits::ANY_CYRILLIC).map(|(_, _, cue)| context.track.runs_of_cue(cue));
    // A letter is two bytes.
    let most: usize = cues().flatten().map(|run| run.text.len() / 2).sum();
    let enough = (most as u64).saturating_mul(u64::from(min_per_mille));
    let mut own = 0_u64;
    cues().flatten().any(|run| {
        // Those beside і begin with one of two bytes, and are counted many at a time.
        let letters =
            run.text.bytes().map(|byte| u32::from(matches!(byte, 0xd2 | 0xd3))).fold(0, u32::wrapping_add);
        own += u64::from(letters);
        own * 1000 >= enough
    })
}

/// Words without their letters, as they are written.
struct Words<'c> {
    text: &'c str,
    all: BTreeMap<String, Word>,
    /// How often a word of the list stands as it should.
    right: usize,
}

struct Word {
    right: String,
    /// It is nothing else.
    sure: bool,
    places: Vec<Place>,
}

struct Place {
    cue: u32,
    span: Span,
    /// `None` where markup stands inside the word, or a letter is written by an escape.
    edit: Option<Edit>,
}

/// The words of the list.
fn listed<'c>(context: &Context<'c>) -> Words<'c> {
    let mut out = Words { text: context.text(), all: BTreeMap::new(), right: 0 };
    for (cue, _, shown) in context.cues_with(Traits::ANY_CYRILLIC) {
        for line in context.shown(shown) {
            for word in cyrillic_words(&line.text) {
                match bare(word) {
                    Some((right, false)) => {
                        let Some(range) = line.range_of(word) else { continue };
                        let span = line.span(range.clone());
                        out.put(word, right, true, cue, span, line.verbatim(range).is_some());
                    }
                    Some((_, true)) => out.right += 1,
                    None => {}
                }
            }
        }
    }
    out
}

impl Words<'_> {
    /// Adds what a dictionary knows with its letters only.
    fn add(&mut self, look: &Look) {
        for unknown in look.unknown.iter().filter(|unknown| bare(&unknown.word).is_none()) {
            let Guess::Stripped(right) = &unknown.guess else { continue };
            for place in &unknown.places {
                let written = place.span.of(self.text);
                let verbatim = written.to_lowercase() == unknown.word.to_lowercase();
                let word = if verbatim { written } else { unknown.word.as_str() };
                self.put(word, right, false, place.cue, place.span, verbatim);
            }
        }
    }

    fn put(&mut self, word: &str, right: &str, sure: bool, cue: u32, span: Span, verbatim: bool) {
        let new = || Word { right: in_capitals_of(word, right), sure, places: Vec::new() };
        let found = self.all.entry(word.to_owned()).or_insert_with(new);
        let edit = verbatim.then(|| Edit::new(span, found.right.as_str()));
        found.places.push(Place { cue, span, edit });
    }
}
