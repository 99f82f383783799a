use crate::language::capitalised;
use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::Applicability;

declare_rule! {
    /// A small number is in digits where the client has words.
    ///
    /// ## What it does
    ///
    /// In Spanish, finds numbers from 2 to the profile's limit before a noun in the plural. Times, dates, measures, money
    /// and whatever a number merely names (capítulo 3) are left alone, and so is 1, whose word depends on the noun.
    ///
    /// ## Why
    ///
    /// A word is read in the flow of the sentence; digits stand out. Where words fit, guides want words.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Vinieron 5 hombres a caballo.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Vinieron cinco hombres a las 8.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the word. Viewers see it: unsafe.
    ///
    /// ## Sources
    ///
    /// From memory: Netflix's guides write one to ten in words. The pages that were read say nothing of it, and no other
    /// client's do.
    "text/number-in-words", Info, fix: Some(Unsafe),
    params {
        /// largest number in words; no more than 10
        max: usize,
    },
    Track check
}

const WORDS: [&str; 11] =
    ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"];

/// What is measured, paid or counted by the clock.
const UNITS: [&str; 26] = [
    "bytes",
    "centavos",
    "centímetros",
    "cuadros",
    "céntimos",
    "dólares",
    "euros",
    "fotogramas",
    "frames",
    "grados",
    "gramos",
    "horas",
    "kilogramos",
    "kilos",
    "kilómetros",
    "libras",
    "litros",
    "metros",
    "millas",
    "milímetros",
    "minutos",
    "pesetas",
    "pesos",
    "puntos",
    "segundos",
    "toneladas",
];

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("es") {
        return;
    }
    for (index, _, cue) in context.cues_with(Traits::DIGIT) {
        for line in context.shown(cue) {
            for (range, n) in counts(&line.text).filter(|(_, n)| (2..=params.max).contains(n)) {
                report(index, line, range, n, sink);
            }
        }
    }
}

fn report(cue: u32, line: &Shown<'_>, range: Range<usize>, n: usize, sink: &mut Sink<'_>) {
    let Some(word) = WORDS.get(n) else { return };
    // At the beginning of a sentence the word has a capital.
    let before = line.text.get(..range.start).unwrap_or("").trim_end();
    let opens =
        before.is_empty() || before.ends_with(['.', '?', '!', '-', '–', '—', '¿', '¡', '“', '«', '♪']);
    let word = if opens { capitalised(word) } else { (*word).to_owned() };
    let finding = sink.cue(cue, line.span(range.clone()), say!("found", number = n, word = word.as_str()));
    if let Some(edits) = line.replace(range, &word) {
        finding.fix(Applicability::Unsafe, say!(common: "write", text = word), edits);
    }
}

/// The numbers of one or two digits that count a noun behind them.
fn counts(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = text.get(at..) {
            let start = at + rest.find(|c: char| c.is_ascii_digit())?;
            let tail = text.get(start..)?;
            let len = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
            at = start + len;
            let number = tail.get(..len)?;
            if len <= 2 && counts_a_noun(text.get(..start)?, text.get(at..)?) {
                return Some((start..at, number.parse().ok()?));
            }
        }
        None
    })
}

fn counts_a_noun(head: &str, tail: &str) -> bool {
    let Some(behind) = tail.strip_prefix([' ', '\u{a0}']) else { return false };
    let noun = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let plural = noun.len() > 3 && noun.ends_with('s') && noun.chars().all(char::is_lowercase);
    // Glued to what is before it, it is part of a larger number; behind a name or a noun it is the name of one thing.
    let free = head
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, ' ' | '\u{a0}' | '¿' | '¡' | '“' | '«' | '"' | '('));
    let before = head.trim_end().rsplit(' ').next().unwrap_or("");
    let names = before.starts_with(char::is_uppercase) && head.trim_end().len() > before.len()
        || ["artículo", "capítulo", "número", "página", "parte", "sala", "versión"].contains(&before);
    plural && free && !names && !UNITS.contains(&noun)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::said_in;

    #[test]
    fn what_is_no_count_is_left_alone() {
        let found = |text| said_in("netflix/es-es", "text/number-in-words", Some("es"), &[text]);
        for text in [
            "Nos vemos a las 8 en punto.",
            "Faltan 5 kilómetros, 3 horas y 10 euros.",
            "Abrid el libro por el capítulo 3 vosotros, los demás esperad.",
            "El Apolo 8 despegues no tuvo.",
            "Quedaron 2-3 veces. Son 15 hombres y 1 perro. Otras 1,5 veces.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert_eq!(
            found("3 mujeres y 7 niños."),
            ["3 in digits; the client has “Tres”", "7 in digits; the client has “siete”"]
        );
    }
}
