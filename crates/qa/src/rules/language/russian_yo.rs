use crate::language::cyrillic_words;
use crate::rule::{Context, Shown, Sink, Traits};
use std::collections::BTreeMap;
use tregua_parse::base::{Applicability, Edit};

declare_rule! {
    /// A Russian word is written with ё and without it in one track.
    ///
    /// ## What it does
    ///
    /// Looks only at words that stand both ways in the track, and tells each once, where it is written the rarer way.
    /// Pairs that are two words (все and всё, небо and нёбо, осел and осёл), and forms such as `в белье`, are left alone.
    ///
    /// ## Why
    ///
    /// Both are right, but not both in one film: a track is written with ё or without. Where two people worked on it the
    /// words show the seam.
    ///
    /// ```srt,bad lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ещё раз опоздаешь – уволю.
    ///
    /// 2
    /// 00:00:03,500 --> 00:00:05,000
    /// Я еще не опаздывал.
    /// ```
    ///
    /// ```srt,good lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ещё раз опоздаешь – уволю.
    ///
    /// 2
    /// 00:00:03,500 --> 00:00:05,000
    /// Все здесь? Тогда это всё.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rarer way is made the other, in the whole track; where both are as frequent, ё is written. A viewer sees that:
    /// unsafe.
    ///
    /// ## Sources
    ///
    /// The project's own choice. ё is usually not written (0.02 % of letters in web and news text), and no client's guide
    /// that was read asks for it.
    "language/russian-yo", Info, fix: Some(Unsafe),
    params {},
    Track check
}

/// Words that are others with ё, by how they are written without it; sorted.
const PAIRS: [&str; 65] = [
    "берет",
    "бревна",
    "ведра",
    "версты",
    "весел",
    "весла",
    "весны",
    "вести",
    "видение",
    "все",
    "всем",
    "гнезда",
    "десны",
    "жены",
    "заем",
    "звезды",
    "зерна",
    "истекшая",
    "истекшее",
    "истекшие",
    "истекший",
    "колеса",
    "крестный",
    "лет",
    "мел",
    "метлы",
    "метры",
    "моем",
    "небо",
    "небом",
    "нем",
    "озера",
    "осел",
    "падеж",
    "передохнем",
    "поем",
    "пчелы",
    "ребра",
    "сведения",
    "седла",
    "села",
    "селах",
    "сестры",
    "слез",
    "слезы",
    "смел",
    "совершенная",
    "совершенно",
    "совершенного",
    "совершенное",
    "совершенной",
    "совершенные",
    "совершенный",
    "совершенным",
    "совершенных",
    "стекла",
    "тем",
    "узнаем",
    "узнает",
    "узнаете",
    "узнают",
    "чем",
    "четки",
    "шлем",
    "щеки",
];

/// A word in the track.
#[derive(Clone, Copy)]
struct Place<'w, 'c> {
    cue: u32,
    line: &'w Shown<'c>,
    word: &'w str,
}

/// The places of one word, with ё and without it.
#[derive(Default)]
struct Both<'w, 'c> {
    /// In small letters, with ё.
    word: String,
    with: Vec<Place<'w, 'c>>,
    without: Vec<Place<'w, 'c>>,
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("ru") || !has_yo(context.text()) {
        return;
    }
    let mut words: BTreeMap<String, Both<'_, '_>> = BTreeMap::new();
    // Lengths of the words with ё: most others are of none of them, or have no е.
    let mut lengths = 0_u128;
    for place in places(context, true).filter(|place| has_yo(place.word)) {
        let word = place.word.to_lowercase();
        let key = word.replace('ё', "е");
        if PAIRS.binary_search(&key.as_str()).is_ok() || key.ends_with("ье") || key.ends_with("ие") {
            continue;
        }
        lengths |= 1_u128.checked_shl(word.len() as u32).unwrap_or(0);
        let both = words.entry(key).or_insert_with(|| Both { word, ..Both::default() });
        both.with.push(place);
    }
    let mut key = String::new();
    for place in places(context, false) {
        let length = 1_u128.checked_shl(place.word.len() as u32).unwrap_or(0);
        if lengths & length == 0 || !place.word.contains(['е', 'Е']) || has_yo(place.word) {
            continue;
        }
        key.clear();
        key.extend(place.word.chars().flat_map(char::to_lowercase));
        if let Some(both) = words.get_mut(&key) {
            both.without.push(place);
        }
    }
    for both in words.values().filter(|both| !both.without.is_empty()) {
        tell(both, sink);
    }
}

/// Whether there is an ё or Ё.
fn has_yo(text: &str) -> bool {
    text.contains('ё') || text.contains('Ё')
}

/// The words of the track, or of its lines with ё only.
fn places<'w, 'c>(context: &'w Context<'c>, only_yo: bool) -> impl Iterator<Item = Place<'w, 'c>> {
    context.own_cues_with(Traits::CYRILLIC).flat_map(move |(cue, _, shown)| {
        let lines = context.shown(shown).iter().filter(move |line| !only_yo || has_yo(&line.text));
        lines.flat_map(move |line| cyrillic_words(&line.text).map(move |word| Place { cue, line, word }))
    })
}

fn tell(both: &Both<'_, '_>, sink: &mut Sink<'_>) {
    let more = both.with.len() >= both.without.len();
    let (rare, usual) = if more { (&both.without, &both.with) } else { (&both.with, &both.without) };
    let (Some(first), Some(other)) = (rare.first(), usual.first()) else { return };
    let Some(range) = first.line.range_of(first.word) else { return };
    let Some(there) = other.line.range_of(other.word) else { return };
    let message =
        say!("found", word = both.word.as_str(), with = both.with.len(), without = both.without.len());
    let finding = sink
        .cue(first.cue, first.line.span(range), message)
        .label(other.line.span(there), say!("other"))
        .help(say!("help"));
    let edits: Option<Vec<Edit>> = rare.iter().map(|place| respell(place, &both.word, more)).collect();
    if let Some(edits) = edits {
        finding.fix(Applicability::Unsafe, if more { say!("fix-with") } else { say!("fix-without") }, edits);
    }
}

/// The letter exchanged.
fn respell(place: &Place<'_, '_>, with: &str, yo: bool) -> Option<Edit> {
    let at = with.chars().position(|c| c == 'ё')?;
    let (offset, letter) = place.word.char_indices().nth(at)?;
    let start = place.line.range_of(place.word)?.start + offset;
    let span = place.line.verbatim(start..start + letter.len_utf8())?;
    let new = match (yo, letter.is_uppercase()) {
        (true, true) => "Ё",
        (true, false) => "ё",
        (false, true) => "Е",
        (false, false) => "е",
    };
    Some(Edit::new(span, new))
}
