//! Text that was read in the wrong encoding and written down so: `MaÃ±ana`, `РџСЂРёРІРµС‚`, `Ïðèâåò`.

use crate::rule::Traits;
use tregua_parse::source::{Encoding, Source, encode};

/// The encodings it was read in by mistake, and those it is in.
const MISTAKES: [(Encoding, Encoding); 3] = [
    (Encoding::WINDOWS_1252, Encoding::Utf8),
    (Encoding::WINDOWS_1251, Encoding::Utf8),
    (Encoding::WINDOWS_1252, Encoding::WINDOWS_1251),
];

/// What a line says in truth: the text, and the encoding it was read in by mistake.
///
/// An answer is sure: the bytes of the line in the one encoding are text in the other without a fault, and all of its
/// letters are those of `language`.
#[must_use]
pub fn ungarble(text: &str, language: &str) -> Option<(String, Encoding)> {
    let traits = Traits::of(text);
    let latin = traits.any(Traits::LATIN_1 | Traits::LATIN_SIGN | Traits::INVERTED);
    let cyrillic = traits.any(Traits::CYRILLIC);
    MISTAKES.into_iter().find_map(|(wrong, right)| {
        let may = match (wrong == Encoding::WINDOWS_1251, right == Encoding::Utf8) {
            (true, _) => cyrillic && of_pairs(text),
            (false, true) => latin && text.contains(['Ã', 'Â', 'Ð', 'Ñ', 'â', 'Ò', 'Ó']),
            // À to ÿ in long runs: Russian or Kazakh words.
            (false, false) => latin && !cyrillic && language != "es" && language != "en" && in_runs(text),
        };
        if !may {
            return None;
        }
        let bytes = encode(text, wrong).ok()?;
        let source = Source::open(&bytes, Some(right), None).ok()?;
        let fits = source.malformed().is_empty() && source.text() != text && is_of(source.text(), language);
        fits.then(|| (source.text().to_owned(), wrong))
    })
}

/// Half of it is the first byte of a Cyrillic letter in UTF-8.
fn of_pairs(text: &str) -> bool {
    let firsts = text.chars().filter(|c| matches!(c, 'Р' | 'С' | 'Т' | 'У' | 'В' | 'Г')).count();
    let others = text.chars().filter(|c| !c.is_ascii()).count();
    firsts >= 2 && firsts * 5 >= others * 2
}

/// At least three letters of U+00C0 to U+00FF in a row.
fn in_runs(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if matches!(c, '\u{c0}'..='\u{ff}') { run + 1 } else { 0 };
        run >= 3
    })
}

/// Whether a text is made of the language's letters and of signs that every language has, with a letter among them
/// that is not ASCII.
fn is_of(text: &str, language: &str) -> bool {
    let letters = match language {
        "es" => Traits::LATIN_1 | Traits::INVERTED,
        "ru" => Traits::CYRILLIC,
        "kk" => Traits::CYRILLIC | Traits::KAZAKH,
        _ => return false,
    };
    let signs = Traits::CURLY
        | Traits::DASH
        | Traits::ELLIPSIS
        | Traits::GUILLEMET
        | Traits::NO_BREAK
        | Traits::NUMERO
        | Traits::NOTE
        | Traits::LATIN_SIGN;
    let fits = |c: char| {
        let kind = Traits::of(c.encode_utf8(&mut [0; 4]));
        c.is_ascii() && !c.is_control() || kind.any(signs) || (kind.any(letters) && !foreign(c, language))
    };
    text.chars().all(fits)
        && text.chars().any(|c| {
            c.is_alphabetic() && !c.is_ascii()
                || matches!(c, '¿' | '¡' | '«' | '»' | '“' | '”' | '…' | '–' | '—' | '’')
        })
}

/// A letter of the same block that the language lacks.
fn foreign(c: char, language: &str) -> bool {
    language == "es" && c.is_alphabetic() && !"áéíóúüñÁÉÍÓÚÜÑçÇàèòïÀÈÒÏ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_wrongly_is_read_again() {
        for (wrong, language, right) in [
            ("MaÃ±ana nos vamos, Â¿verdad?", "es", "Mañana nos vamos, ¿verdad?"),
            ("Ïðèâåò, äðóçüÿ!", "ru", "Привет, друзья!"),
            ("РџСЂРёРІРµС‚, РґСЂСѓР·СЊСЏ!", "ru", "Привет, друзья!"),
        ] {
            let found = ungarble(wrong, language).map(|(text, _)| text);
            assert_eq!(found.as_deref(), Some(right), "{wrong}");
        }
    }

    #[test]
    fn every_letter_comes_back() {
        for (text, language) in [
            ("¿Cuántos años tenías? ¡Ay, Ángel, qué vergüenza!", "es"),
            ("Съешь ещё этих мягких французских булок, да выпей чаю.", "ru"),
            ("Әже, ғарыш қайда? Ол – жоғарыда. Үй іші өте жылы, һәм ұзақ түн.", "kk"),
        ] {
            for wrong in [Encoding::WINDOWS_1252, Encoding::WINDOWS_1251] {
                let bytes = text.as_bytes();
                let source = Source::open(bytes, Some(wrong), None).unwrap();
                // Some bytes mean nothing in the wrong encoding; then the text cannot be had again from the letters.
                if !source.malformed().is_empty() || encode(source.text(), wrong).is_err() {
                    continue;
                }
                let back = ungarble(source.text(), language).map(|(text, _)| text);
                assert_eq!(back.as_deref(), Some(text), "{}", source.text());
            }
        }
    }

    #[test]
    fn plain_text_is_left_alone() {
        for (text, language) in [
            ("Así es, señor Ñandú: «Ángel» —dijo.", "es"),
            ("À la carte, garçon. Ça va?", "es"),
            ("Ёлка, ёжик. «Ещё» – слово. СССР, РСФСР, ССР.", "ru"),
            ("ЁЁ ЕЁ", "ru"),
            ("Ұлы дала – біздің үйіміз. Әр тас сөйлейді.", "kk"),
            ("Ñoño, ¡Ñu!", "es"),
        ] {
            assert!(ungarble(text, language).is_none(), "{text}: {:?}", ungarble(text, language));
        }
    }
}
