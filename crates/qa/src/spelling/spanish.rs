//! Spanish forms that dictionaries leave out: verbs with pronouns at their end, diminutives and superlatives.

mod stress;

use stress::Syllables;

/// Pronouns that lean on a verb, alone and in pairs.
const CLITICS: [&str; 11] = ["me", "te", "se", "nos", "os", "lo", "la", "le", "los", "las", "les"];

/// Whether a word, in small letters, is made of one that `has` knows.
pub(super) fn makes(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    with_pronouns(word, has) || small_or_great(word, has)
}

/// muévelos is mueve + los, llévenselo is lleven + se + lo; the accent must be where the whole word wants it.
fn with_pronouns(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    CLITICS.iter().any(|last| {
        let Some(rest) = word.strip_suffix(last) else { return false };
        if leans(word, rest, last, has) {
            return true;
        }
        // Of two, the second is of the third person, or the first is se.
        let third = last.starts_with('l');
        CLITICS.iter().filter(|first| **first != *last && !first.starts_with('l')).any(|first| {
            (third || *first == "se" || *first == "te" && *last == "me")
                && rest.strip_suffix(first).is_some_and(|verb| leans(word, verb, first, has))
        })
    })
}

/// Whether `word` is the verb that begins it with pronouns, the first of which is `clitic`.
fn leans(word: &str, verb: &str, clitic: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let bare = stress::without_accents(verb);
    let tail = word.get(verb.len()..).unwrap_or_default();
    // An accent of the verb itself, as in está, oír, dé; vamos and sentad lose their last letter before some.
    let lost = match clitic {
        "nos" | "se" if bare.ends_with("mo") => "s",
        "os" if bare.ends_with(['a', 'e', 'i']) => "d",
        _ => "",
    };
    let hosts = |host: String| std::iter::once(host.clone()).chain(stress::with_an_accent(&host));
    let shortened = (!lost.is_empty()).then(|| format!("{bare}{lost}"));
    let whole =
        hosts(bare).map(|host| (host, 0)).chain(shortened.into_iter().flat_map(hosts).map(|host| (host, 1)));
    let mut whole = whole.map(|(host, cut)| {
        let kept = stress::with_hiatus_only(host.get(..host.len() - cut).unwrap_or_default());
        (format!("{kept}{tail}"), host)
    });
    whole.any(|(whole, host)| {
        let stressed = Syllables::of(&host).and_then(|syllables| syllables.stressed_from_start());
        let spelt = stressed.and_then(|nth| Syllables::of(&whole).map(|syllables| syllables.spelt(nth)));
        spelt.as_deref() == Some(word) && is_like_a_verb(&host) && has(&host)
    })
}

/// Whether a word has the look of a verb that pronouns lean on: an infinitive, a gerund, an imperative.
fn is_like_a_verb(host: &str) -> bool {
    const SHORT: [&str; 26] = [
        "da", "dé", "di", "ve", "va", "sé", "id", "ir", "dar", "ver", "ser", "oír", "oíd", "reír", "den",
        "dad", "pon", "ten", "ven", "sal", "haz", "ved", "sed", "irse", "dan", "van",
    ];
    let ends = ["r", "ndo", "a", "e", "á", "é", "í", "n", "d", "mos"];
    SHORT.contains(&host) || host.chars().nth(3).is_some() && ends.iter().any(|end| host.ends_with(end))
}

/// Spellings of the last consonant before -o or -a and before -i.
const BEFORE_I: [(&str, &str); 4] = [("qu", "c"), ("gü", "gu"), ("gu", "g"), ("c", "z")];

/// cosita, poquito, ratoncito, comodísimo.
fn small_or_great(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let Some(stem) = ["itos", "itas", "ito", "ita"].iter().find_map(|end| word.strip_suffix(end)) else {
        let great = ["ísimos", "ísimas", "ísimo", "ísima"].iter().find_map(|end| word.strip_suffix(end));
        return great.is_some_and(|stem| base(stem, true, has));
    };
    let mut longer = ["ec", "c"].iter().filter_map(|link| stem.strip_suffix(link));
    base(stem, false, has) || longer.any(|stem| base(stem, false, has))
}

/// Whether a stem is that of a known word.
fn base(stem: &str, accents: bool, has: &dyn Fn(&str) -> bool) -> bool {
    // z is not written before i.
    if stem.chars().count() < 3 || stem.ends_with('z') {
        return false;
    }
    let mut stems = vec![stem.to_owned()];
    for (soft, hard) in BEFORE_I {
        stems.extend(stem.strip_suffix(soft).map(|head| format!("{head}{hard}")));
    }
    stems.iter().enumerate().any(|(nth, stem)| {
        let first = nth == 0;
        // Before o and a the same c would be another sound.
        let ends: &[&str] =
            if first && stem.ends_with('c') { &["e", ""] } else { &["o", "a", "e", "", "os", "as"] };
        ends.iter().any(|end| {
            let word = format!("{stem}{end}");
            // The accent of the base is lost: ratón, cómodo.
            has(&word)
                || (accents || end.is_empty()) && stress::with_an_accent(&word).iter().any(|word| has(word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_lean_on_verbs() {
        let verbs = "mueve lleven vamos queda guarda mire dad pon comprender oír está dé sentad diciendo \
            permita di reír reíd guía reclinando hagamos casa";
        let has = |word: &str| verbs.split(' ').any(|verb| verb == word);
        for word in "muévelos llévenselo vámonos quédatelo guárdame míreme dadle ponme comprenderlo oírlo \
            estate deme sentaos diciéndome permítanos dime dímelo reclinándola hagámoslo hagámoselo \
            cásate reírme reíos guíame"
            .split_whitespace()
        {
            assert!(makes(word, &has), "{word}");
        }
        for word in "muevelos llevenselo vamonos quedatelo miréme dádle dimelo casate oirlo comprénderlo \
            mueveles guardáme me selo"
            .split_whitespace()
        {
            assert!(!makes(word, &has), "{word}");
        }
    }

    #[test]
    fn diminutives_and_superlatives() {
        let words = ["cosa", "poco", "ratón", "pedazo", "amigo", "cómodo", "grande", "café", "ancho"];
        let has = |word: &str| words.contains(&word);
        for word in "cosita poquito ratoncito pedacito amiguitos comodísima cafecito anchito".split(' ') {
            assert!(makes(word, &has), "{word}");
        }
        for word in "cozita pocito ratonzito comodisima mesita".split_whitespace() {
            assert!(!makes(word, &has), "{word}");
        }
    }
}
