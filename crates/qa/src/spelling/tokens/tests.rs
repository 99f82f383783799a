use super::*;
use tregua_parse::format::srt;
use tregua_parse::source::Source;

/// The words of a cue with this text in SubRip, and what is written at their places.
fn words(text: &str, lang: &str) -> Vec<(String, String, Traits)> {
    let file = format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n");
    let document = srt::parse(Source::open(file.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let lang = Lang::parse(lang).unwrap();
    let mut out = Vec::new();
    Reader::default().read(&track, &track.cues[0], &lang, &mut |token| {
        out.push((token.text.to_string(), token.span.of(&file).to_owned(), token.traits));
    });
    out
}

fn plain(text: &str, lang: &str) -> Vec<String> {
    words(text, lang).into_iter().map(|(word, ..)| word).collect()
}

#[test]
fn places_are_exact_over_tags_and_lines() {
    let found = words("- <i>Сло<b>во</b></i> и кто-\nнибудь &amp; здо\u{301}рово", "ru");
    let found: Vec<(&str, &str)> =
        found.iter().map(|(word, place, _)| (word.as_str(), place.as_str())).collect();
    assert_eq!(found, [("Слово", "Сло<b>во"), ("кто-нибудь", "кто-\nнибудь"), ("здорово", "здо\u{301}рово")]);
}

#[test]
fn what_is_no_word_is_left_out() {
    for (text, lang, left) in [
        ("Mira https://site.example/a?b=c ya, o www.cine.example", "es", vec!["Mira", "ya"]),
        ("Пиши на film@mail.example, см. «Титры.srt»", "ru", vec!["Пиши", "на", "см", "Титры"]),
        ("5-летний мальчик, T-34, 25-ші күн, COVID-19", "ru", vec!["мальчик"]),
        ("МВД и НКВД, А. С. Пушкин", "ru", vec!["Пушкин"]),
        ("АҚШ-тың TV-да айтқаны", "kk", vec!["айтқаны"]),
        ("Hola, Иван; Mосква", "es", vec!["Hola"]),
        ("#cine @actor adiós", "es", vec!["adiós"]),
        ("Да, Rafael, идём", "ru", vec!["Да", "идём"]),
    ] {
        assert_eq!(plain(text, lang), left, "{text}");
    }
    // Where all is in capitals they say nothing.
    assert_eq!(plain("СТОЙ, КТО ИДЁТ?", "ru"), ["СТОЙ", "КТО", "ИДЁТ"]);
}

#[test]
fn hyphens_dashes_and_apostrophes() {
    assert_eq!(plain("-Ven.\n-¿Y tú?", "es"), ["Ven", "tú"]);
    assert_eq!(plain("Don't—I can’t 'go'", "en"), ["Don't", "can't", "go"]);
    assert_eq!(plain("кто-нибудь\u{2011}то", "ru"), ["кто-нибудь-то"]);
    // Two speakers, no word over two lines.
    assert_eq!(
        plain("Не знаю, где бра-\nТвой брат здесь", "ru"),
        ["Не", "знаю", "где", "бра", "Твой", "брат", "здесь"]
    );
    let traits = |text: &str, nth: usize| words(text, "es")[nth].2;
    assert!(traits("Ven pa' aquí", 1).elided && !traits("el 'pan'", 1).elided);
    assert!(traits("No es ver-", 2).cut && traits("No es verd--", 2).cut && !traits("No es ver.", 2).cut);
    assert!(traits("Hola, Sr. Paz", 1).stop && !traits("Hola, Sr...", 1).stop && !traits("No, Sr.", 1).stop);
}

#[test]
fn sentences_begin() {
    let first: Vec<bool> =
        words("- Вот Айгерим. Она «Наша»: да\n- Иди, Болат!", "ru").iter().map(|word| word.2.first).collect();
    assert_eq!(first, [true, false, true, true, true, true, false]);
}

#[test]
fn odd_text_has_no_odd_end() {
    for text in [
        "",
        "-",
        "\u{301}",
        "'",
        "а\u{301}\u{301}-\n-",
        "ab\u{200d}",
        "a@",
        "a.b.",
        "ы-\n",
        "«-»",
        "\u{ad}слово",
    ] {
        let _ = plain(text, "ru");
        let _ = plain(text, "es");
    }
}
