use crate::language::{kazakh_twin, ungarble};
use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::{Applicability, Edit};

declare_rule! {
    /// A foreign letter stands for one of the nine Kazakh ones.
    ///
    /// ## What it does
    ///
    /// In Kazakh tracks, looks in Cyrillic words for letters Kazakh does not have that pass for ә ғ қ ң ө ұ ү һ і:
    /// the phonetic ə, the Bashkir ҡ, the Greek θ, the Ukrainian є and their kin. Where the whole line was read in a
    /// wrong encoding, `text/mojibake` says so.
    ///
    /// ## Why
    ///
    /// The word is misspelt, though it may look right: no search finds it and no dictionary knows it.
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Cəлем, балам!
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Сәлем, балам!
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Where the two letters look alike no viewer can tell: safe. Where they do not, the word looks different
    /// afterwards: unsafe.
    ///
    /// ## Sources
    ///
    /// Unicode confusables; the substitutes for each letter are listed with the project's language facts.
    "language/kazakh-letter", Error, fix: Some(Safe),
    params {},
    Track check
}

/// What the Kazakh bytes of KZ-1048 show when they are read as windows-1251, and what they are.
const MISREAD: [(char, char); 16] = [
    ('\u{404}', 'Ғ'),
    ('\u{454}', 'ғ'),
    ('\u{407}', 'Ү'),
    ('\u{457}', 'ү'),
    ('\u{40e}', 'Ұ'),
    ('\u{45e}', 'ұ'),
    ('\u{408}', 'Ә'),
    ('\u{458}', 'ә'),
    ('\u{490}', 'Ө'),
    ('\u{491}', 'ө'),
    ('\u{405}', 'Ң'),
    ('\u{455}', 'ң'),
    ('\u{40c}', 'Қ'),
    ('\u{45c}', 'қ'),
    ('\u{40b}', 'Һ'),
    ('\u{45b}', 'һ'),
];

/// Those of them that no Ukrainian word has.
const SURELY_MISREAD: [char; 6] = ['\u{408}', '\u{458}', '\u{405}', '\u{455}', '\u{40c}', '\u{45c}'];

/// Letters that no eye tells from the Kazakh one.
const ALIKE: &str = "əǝƏƟɵѲѳ";

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("kk") {
        return;
    }
    let misread = std::cell::OnceCell::new();
    // Kinds that neither a substitute nor a misread letter is of are left aside.
    let kinds = Traits::LATIN_SIGN
        | Traits::LATIN_1
        | Traits::LATIN_MORE
        | Traits::GREEK
        | Traits::CYRILLIC_MORE
        | Traits::OTHER;
    'cues: for (index, _, cue) in context.own_cues_with(kinds) {
        let mut looked = false;
        for run in context.track.runs_of_cue(cue) {
            for (at, c) in run.text.char_indices().filter(|(_, c)| !is_usual(*c)) {
                let wrong = MISREAD.iter().find(|(wrong, _)| *wrong == c);
                if wrong.is_none() && (c.is_ascii() || kazakh_twin(c).is_none()) {
                    continue;
                }
                // All of it was read in a wrong encoding: `text/mojibake` says so once.
                if !std::mem::replace(&mut looked, true)
                    && context.shown(cue).iter().any(|line| ungarble(&line.text, "kk").is_some())
                {
                    continue 'cues;
                }
                if let Some((_, right)) = wrong {
                    let misread = *misread.get_or_init(|| context.text().contains(SURELY_MISREAD));
                    let place = run.place(at..at + c.len_utf8());
                    let span = place.unwrap_or(run.span);
                    let message = say!("misread", letter = c, code = format!("U+{:04X}", u32::from(c)));
                    let finding = sink.cue(index, span, message).help(say!("convert-again"));
                    if misread && place.is_some() {
                        let edit = Edit::new(span, right.to_string());
                        finding.fix(Applicability::Unsafe, say!("fix-misread", letter = *right), vec![edit]);
                    }
                    continue;
                }
                let Some(twin) = kazakh_twin(c).filter(|_| !c.is_ascii()) else { continue };
                // In a word of another script the letter may be right.
                if !word_around(&run.text, at)
                    .chars()
                    .any(|c| matches!(c, '\u{410}'..='\u{44f}' | '\u{490}'..='\u{4ff}'))
                {
                    continue;
                }
                let place = run.place(at..at + c.len_utf8());
                let span = place.unwrap_or(run.span);
                let how = if ALIKE.contains(c) { Applicability::Safe } else { Applicability::Unsafe };
                let finding = sink.cue(
                    index,
                    span,
                    say!("twin", letter = c, code = format!("U+{:04X}", u32::from(c)), right = twin),
                );
                if let Some(place) = place {
                    let edit = Edit::new(place, twin.to_string());
                    finding.fix(how, say!("fix", letter = twin), vec![edit]);
                }
            }
        }
    }
}

/// The letters of Kazakh and Russian, and everything ASCII: nearly every character, told apart at a glance.
fn is_usual(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | '\u{410}'..='\u{44f}' | 'Ё' | 'ё' | 'І' | 'і' | '\u{492}' | '\u{493}' | '\u{49a}'
        | '\u{49b}' | '\u{4a2}' | '\u{4a3}' | '\u{4ae}'..='\u{4b1}' | '\u{4ba}' | '\u{4bb}' | '\u{4d8}' | '\u{4d9}'
        | '\u{4e8}' | '\u{4e9}' | '\u{2010}'..='\u{2026}')
}

/// The run of letters that the one at `at` stands in.
fn word_around(text: &str, at: usize) -> &str {
    const FAR: usize = 200;
    let (before, after) = text.split_at_checked(at).unwrap_or(("", text));
    let letter = |c: char| c.is_alphabetic() || c == '\u{a5}';
    let from = before.char_indices().rev().take(FAR).take_while(|(_, c)| letter(*c)).last();
    let to = after.char_indices().take(FAR).take_while(|(_, c)| letter(*c)).last();
    let start = from.map_or(at, |(i, _)| i);
    let end = to.map_or(at, |(i, c)| at + i + c.len_utf8());
    text.get(start..end).unwrap_or("")
}
