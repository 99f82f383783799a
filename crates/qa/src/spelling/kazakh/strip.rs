//! Taking suffixes off, one by one, until a stem is left that the dictionary has.

use super::sounds::{Harmony, finals, harmony, is_vowel};
use super::suffixes::{ITS, MY, NOM, OUR, SUFFIXES, States, Suffix, VERB, WHOLE};

/// Looks a word up.
pub(super) type Has<'h> = &'h dyn Fn(&str) -> bool;

/// More suffixes than this no word has.
const DEEPEST: usize = 8;

/// Whether suffixes can be taken off a word, in small letters, so that a known stem is left.
pub(super) fn is_inflected(word: &str, has: Has<'_>) -> bool {
    // я and ю are never spelt so.
    if word.contains("йа") || word.contains("йу") {
        return false;
    }
    let spelt = unfold(word);
    let mut search = Search { has, steps: MOST_STEPS };
    search.strip(&spelt, WHOLE, DEEPEST)
}

/// Suffixes tried on one word. Words of dialogue, right and wrong, take thirteen at most.
const MOST_STEPS: u32 = 100;

/// Nouns, adjectives, pronouns and numerals of two letters that take suffixes.
const SHORT_NOUNS: [&str; 54] = [
    "аз", "ай", "ал", "ар", "ас", "ат", "ау", "аш", "аю", "ая", "ақ", "аң", "би", "бу", "ек", "ел", "ем",
    "ер", "ес", "ет", "ең", "ие", "ит", "ми", "не", "ой", "ол", "он", "ор", "от", "оқ", "оң", "ою", "су",
    "ту", "үй", "үн", "үш", "ұл", "ұн", "ұш", "ұя", "ық", "із", "ін", "іс", "іш", "өз", "өт", "өң", "әл",
    "ән", "әр", "әз",
];

/// Verb stems of two letters.
const SHORT_VERBS: [&str; 50] = [
    "аз", "ай", "ал", "ар", "ас", "ат", "ау", "аш", "ақ", "бу", "де", "ез", "ек", "ем", "ер", "ес", "ет",
    "жи", "жу", "же", "ки", "қи", "қу", "оз", "ой", "оп", "ор", "ос", "өш", "си", "су", "ти", "ту", "ұй",
    "ұр", "ұс", "ұт", "ұш", "үз", "үй", "үр", "ық", "іл", "ір", "іш", "өл", "өн", "өр", "өс", "өт",
];

struct Search<'h> {
    has: Has<'h>,
    /// What is left of the work one word may make.
    steps: u32,
}

impl Search<'_> {
    /// Whether `word` is a stem in one of the wanted states, or becomes one with suffixes taken off.
    fn strip(&mut self, word: &str, wanted: States, depth: usize) -> bool {
        if depth == 0 {
            return false;
        }
        for suffix in SUFFIXES {
            if suffix.to & wanted == 0 {
                continue;
            }
            let [back, front] = suffix.forms;
            let alike = back == front;
            for (harmonies, form, hidden) in
                [(Harmony::Back, back, suffix.hides[0]), (Harmony::Front, front, suffix.hides[1])]
            {
                if self.steps == 0 {
                    return false;
                }
                if alike && harmonies == Harmony::Front && hidden.is_empty() {
                    continue;
                }
                let Some(before) = word.strip_suffix(form) else { continue };
                if before.chars().nth(1).is_none() {
                    continue;
                }
                self.steps -= 1;
                let harmonies = if alike && hidden.is_empty() { None } else { Some(harmonies) };
                if self.before(before, hidden, suffix, form, harmonies, depth) {
                    return true;
                }
            }
        }
        false
    }

    /// Goes on with what stands before a suffix, in every spelling it may have without it.
    fn before(
        &mut self,
        before: &str,
        hidden: &str,
        suffix: &Suffix,
        form: &str,
        sound: Option<Harmony>,
        depth: usize,
    ) -> bool {
        let opens = hidden.is_empty() && form.starts_with(is_vowel);
        let mut variants = Vec::new();
        if !(opens && must_be_voiced(before)) {
            variants.push(format!("{before}{hidden}"));
        }
        if opens {
            variants.extend(voiceless(before, form, suffix.from));
            let short = suffix.to & (MY | ITS | OUR) != 0 && suffix.from & NOM != 0;
            if short
                && with_vowel(before, form)
                    .is_some_and(|stem| DROPPING.contains(&stem.as_str()) && self.has(&stem))
            {
                return true;
            }
        }
        variants.iter().any(|stem| {
            let fits = finals(stem) & suffix.after != 0
                && sound.is_none_or(|sound| {
                    let own = harmony(stem);
                    own == sound || own == Harmony::Either
                });
            fits && (self.is_stem(stem, suffix.from) || self.strip(stem, suffix.from, depth - 1))
        })
    }

    fn is_stem(&self, stem: &str, from: States) -> bool {
        from & NOM != 0 && self.has(stem)
            || from & VERB != 0 && self.is_verb(stem)
            // "Family" is two words, of which the second has a possessive; менікі is like "the one of mine".
            || from & ITS != 0 && (stem == "отбасы" || stem.ends_with("ікі") && self.has(stem))
    }

    fn has(&self, word: &str) -> bool {
        let word = fold(word);
        // Dictionaries are full of two letters that nobody says.
        match word.chars().count() {
            ..2 => false,
            2 => SHORT_NOUNS.contains(&word.as_str()),
            _ => !begins_double(&word) && (self.has)(&word),
        }
    }

    /// A verb stem is known by its verbal noun, as dictionaries list it.
    fn is_verb(&self, stem: &str) -> bool {
        if stem.chars().count() <= 2 {
            return SHORT_VERBS.contains(&stem);
        }
        let Some(last) = stem.chars().next_back() else { return false };
        let but_last = stem.get(..stem.len() - last.len_utf8()).unwrap_or_default();
        // болу is of бол; that it may be of болы takes a болы.
        if matches!(last, 'ы' | 'і') && (but_last.ends_with(is_vowel) || !self.has(stem)) {
            return false;
        }
        let noun = match last {
            'ы' | 'і' => format!("{but_last}у"),
            'п' => format!("{but_last}бу"),
            'қ' => format!("{but_last}ғу"),
            'к' => format!("{but_last}гу"),
            'и' => format!("{stem}йу"),
            _ => format!("{stem}у"),
        };
        // қорқып and қорықпа are of қорқу.
        if stem == "қорық"
            || matches!(last, 'қ' | 'к') && !but_last.ends_with(is_vowel) && self.has(&format!("{stem}у"))
        {
            return true;
        }
        // Of derived verbs some lists have the bare stem only.
        self.has(&noun) || is_made_verb(stem) && self.has(stem)
    }
}

/// Whether a stem's last consonant cannot stay voiceless before a vowel: қ, к and п after a vowel. Loans with и keep
/// theirs: клипі, принципі.
fn must_be_voiced(stem: &str) -> bool {
    let mut chars = stem.chars().rev();
    let (last, before) = (chars.next(), chars.next());
    matches!(last, Some('қ' | 'к' | 'п')) && before.is_some_and(|c| is_vowel(c) && c != 'и')
}

/// No word begins with a letter twice.
fn begins_double(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next() == chars.next()
}

/// The final consonant that a vowel made voiced: кітабы is of кітап, аяғы of аяқ, жүрегі of жүрек; before -ып also
/// тауып of тап.
fn voiceless(before: &str, form: &str, from: States) -> Option<String> {
    let last = before.chars().next_back()?;
    let having = matches!(form, "ып" | "іп");
    let hard = match last {
        'б' if !having => 'п',
        'ғ' => 'қ',
        'г' => 'к',
        'у' if having && from & VERB != 0 => 'п',
        _ => return None,
    };
    Some(format!("{}{hard}", before.get(..before.len() - last.len_utf8())?))
}

/// Whether a stem ends as verbs do that are made of other words: қызар, жүгір, иіл, жүгін, кеңес, жетекте.
fn is_made_verb(stem: &str) -> bool {
    const ENDS: [&str; 16] =
        ["ар", "ер", "ыр", "ір", "ыл", "іл", "ын", "ін", "ыс", "іс", "ла", "ле", "да", "де", "та", "те"];
    stem.chars().nth(2).is_some() && ENDS.iter().any(|end| stem.ends_with(end))
}

/// Stems that drop their last vowel before a possessive.
const DROPPING: [&str; 24] = [
    "ауыз",
    "орын",
    "мұрын",
    "ерін",
    "қарын",
    "мойын",
    "қойын",
    "көрік",
    "бөрік",
    "ерік",
    "халық",
    "құлық",
    "парық",
    "нарық",
    "ғұрып",
    "дауыс",
    "ауыл",
    "көңіл",
    "мүлік",
    "ырық",
    "бүйір",
    "кейіп",
    "қалып",
    "әріп",
];

/// A stem that dropped its last vowel: аузы is of ауыз, орны of орын, халқы of халық.
fn with_vowel(before: &str, form: &str) -> Option<String> {
    let last = before.chars().next_back()?;
    let head = before.get(..before.len() - last.len_utf8())?;
    let second = head.chars().next_back()?;
    if is_vowel(last) || is_vowel(second) && second != 'у' {
        return None;
    }
    let vowel = if form.starts_with('ы') { 'ы' } else { 'і' };
    Some(format!("{head}{vowel}{last}"))
}

/// я and ю as the two sounds they are: қоя is қой-а.
fn unfold(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    for c in word.chars() {
        match c {
            'я' => out.push_str("йа"),
            'ю' => out.push_str("йу"),
            c => out.push(c),
        }
    }
    out
}

/// The way back.
fn fold(word: &str) -> String {
    word.replace("йа", "я").replace("йу", "ю")
}
