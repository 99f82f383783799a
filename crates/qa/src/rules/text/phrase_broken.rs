use crate::chars::{is_lowercase, trim_start};
use crate::language::phrase::{self, Broken, Layout, Part, Phrases, Shape, layouts};
use crate::rule::{Context, Shown, Sink, Traits, line_dash, move_break};
use tregua_parse::base::{Applicability, Message, Severity};

declare_rule! {
    /// A line break parts words that belong together.
    ///
    /// ## What it does
    ///
    /// Looks at the words on either side of each line break for those that must not end a line (articles, prepositions,
    /// conjunctions, possessives, unstressed pronouns, auxiliaries) or must not start one (postpositions and particles), for
    /// titles and initials before a name, and for numbers before their unit. A word that closes a sentence or has a comma
    /// behind it parts nothing. Words that can also stand by themselves only hint, and so do all words of languages for which
    /// nobody has published a list. Where a sentence goes on in the next cue, the end of the cue is looked at too and hints.
    ///
    /// Spanish, English, Russian and Kazakh have lists; dialogues, songs and signs in capitals are left alone. Russian
    /// initials, № and units are another rule's, and so are two lines that fit into one.
    ///
    /// ## Why
    ///
    /// The eye reads line by line. A line that ends with an article makes the reader wait for the noun, and reading takes
    /// longer than the time the cue has.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Te he dicho que no vuelvas nunca a la
    /// casa de tu padre.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Te he dicho que no vuelvas nunca
    /// a la casa de tu padre.
    /// ```
    ///
    /// ```srt,bad profile=kk lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Мен бұл хатты қызымның болашағы
    /// үшін жазып отырмын, балам.
    /// ```
    ///
    /// ```srt,bad profile=netflix/ru lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Я никогда больше не вернусь в
    /// этот холодный дом.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix moves the break to the best blank of the two lines: behind punctuation, before a conjunction or preposition,
    /// the lines as equal as can be. The viewer sees other lines: unsafe. Where no break is better within the limit, none is
    /// offered.
    ///
    /// ## Sources
    ///
    /// Netflix General Requirements: never part noun and article, noun and adjective, first and last name, verb and subject
    /// pronoun, verb and auxiliary, reflexive pronoun or negation. BBC: article and noun, preposition and phrase, conjunction
    /// and clause, the parts of a complex verb. The Spanish words are those of two public segmentation modules, one of them
    /// after UNE 153010; the Kazakh ones apertium-kaz's; the Russian ones are from memory.
    "text/phrase-broken", Warning, fix: Some(Unsafe),
    params {
        /// most characters a line may have once the break is moved
        max: u32,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(phrases) = phrase::of(context.language()) else { return };
    let mut open: Option<(u32, &Shown<'_>)> = None;
    for (index, _, cue) in context.cues() {
        let lines = context.shown(cue);
        let verse = context.traits(index).any(Traits::NOTE);
        let before = open.take();
        if verse || lines.is_empty() {
            continue;
        }
        if let Some(((at, last), first)) = before.zip(lines.first()) {
            between_cues(phrases, at, last, first, sink);
        }
        for pair in lines.windows(2) {
            if let [first, second] = pair {
                between_lines(params, phrases, context, index, (first, second), lines.len() == 2, sink);
            }
        }
        open = lines.last().map(|last| (index, last));
    }
}

fn between_lines(
    params: &Params,
    phrases: &Phrases,
    context: &Context<'_>,
    cue: u32,
    (first, second): (&Shown<'_>, &Shown<'_>),
    alone: bool,
    sink: &mut Sink<'_>,
) {
    if line_dash(&second.text).is_some() || !has_small_letter(&second.text) {
        return;
    }
    let Some(broken) = phrases.broken(&first.text, &second.text) else { return };
    let now = Layout::of(Some(phrases), &first.text, &second.text);
    if alone && now.fits_one_line(params.max) {
        return;
    }
    let finding = report(cue, &broken, first, second, sink);
    let finding = if broken.sure { finding } else { finding.at_most(Severity::Info) };
    if !alone {
        return;
    }
    let text = format!("{} {}", first.text, second.text);
    let now = now.score(Shape::Bottom);
    let all = layouts(Some(phrases), &text, params.max).filter(|it| it.sense >= 0);
    let Some(best) = all.max_by_key(|it| it.score(Shape::Bottom)).filter(|it| it.score(Shape::Bottom) > now)
    else {
        return;
    };
    let before = text.get(..best.at).unwrap_or("");
    let word = before.rsplit(' ').next().unwrap_or("");
    let title = say!("fix", word = word);
    if let Some(edits) = move_break(context.text(), first, second, best.at) {
        finding.fix(Applicability::Unsafe, title, edits);
    } else {
        finding.help(title);
    }
}

/// The end of a cue whose sentence goes on in the next.
fn between_cues(phrases: &Phrases, cue: u32, last: &Shown<'_>, first: &Shown<'_>, sink: &mut Sink<'_>) {
    if !trim_start(&first.text).starts_with(is_lowercase) {
        return;
    }
    // Cues of a word each break nothing.
    let found = phrases.broken(&last.text, &first.text);
    if let Some(broken) = found.filter(|it| it.part == Part::End && it.word.start > 0) {
        let word = last.text.trim_end().get(broken.word.clone()).unwrap_or("");
        sink.cue(cue, last.span(broken.word), say!("cue-ends", word = word)).at_most(Severity::Info);
    }
}

fn report<'f>(
    cue: u32,
    broken: &Broken,
    first: &Shown<'_>,
    second: &Shown<'_>,
    sink: &'f mut Sink<'_>,
) -> crate::rule::Finding<'f> {
    let line = if broken.part == Part::Start { second } else { first };
    // Places count from the first character that is no blank.
    let skipped = match broken.part {
        Part::Start => second.text.len() - second.text.trim_start().len(),
        _ => 0,
    };
    let range = broken.word.start + skipped..broken.word.end + skipped;
    let word = line.text.get(range.clone()).unwrap_or("");
    let message: Message = match broken.part {
        Part::End => say!("ends", word = word),
        Part::Start => say!("starts", word = word),
        Part::Name => say!("name", word = word),
        Part::Number => say!("number", word = word),
    };
    sink.cue(cue, line.span(range), message)
}

/// Signs in capitals have their lines on purpose.
fn has_small_letter(text: &str) -> bool {
    text.chars().any(is_lowercase)
}
