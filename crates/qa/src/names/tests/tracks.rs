//! Names in single tracks and small pairs of tracks.

use super::super::*;
use super::feature::with;
use crate::language::Tongue;
use proptest::prelude::*;
use tregua_parse::format::srt;
use tregua_parse::source::Source;

/// A track of these cues, one every four seconds.
fn track(cues: &[&str]) -> String {
    let cue = |(n, text): (usize, &&str)| {
        let at = n * 4;
        format!(
            "{}\n00:{:02}:{:02},000 --> 00:{:02}:{:02},000\n{text}\n\n",
            n + 1,
            at / 60,
            at % 60,
            (at + 3) / 60,
            (at + 3) % 60
        )
    };
    cues.iter().enumerate().map(cue).collect()
}

fn found(cues: &[&str], tongue: Tongue) -> Vec<String> {
    let text = track(cues);
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let names = names(&track, tongue);
    names.list.iter().map(|name| format!("{}×{}", name.text, name.count())).collect()
}

#[test]
fn capitals_inside_a_sentence() {
    for (cues, tongue, want) in [
        (&["Vino Carlos. Nadie lo vio."][..], Tongue::Spanish, &["Carlos×1"][..]),
        (&["Nadie lo vio. Carlos no vino."], Tongue::Spanish, &[]),
        (&["Llama a Carlos.", "Carlos no vino."], Tongue::Spanish, &["Carlos×2"]),
        (&["Soy Vicente Soler, de Cádiz."], Tongue::Spanish, &["Cádiz×1", "Vicente Soler×1"]),
        (&["- ¿Cómo? - Mira.\n- ¡Vete!"], Tongue::Spanish, &[]),
        (&["Es “Crimea”.", "♪ Ven, luna ♪", "EL FIN DE Todo"], Tongue::Spanish, &["Todo×1"]),
        (&["Это Карлос.", "Карлоса нет.", "Дай Карлосу хлеба."], Tongue::Russian, &["Карлос×3"]),
        (&["Вот Лена.", "Лены нет. Позови Лену!"], Tongue::Russian, &["Лена×3"]),
        (
            &["Бұл – біздің Болат.", "Болаттың аты.", "Болатқа бер, Болатпен кет."],
            Tongue::Kazakh,
            &["Болат×4"],
        ),
        (&["Біз Валенсияданбыз.", "Валенсия алыс."], Tongue::Kazakh, &["Валенсия×2"]),
        (
            &["Ал Лена Болатпен кетті.", "Қара, Болат келді. Ол Лена ғой."],
            Tongue::Kazakh,
            &["Болат×2", "Лена×2"],
        ),
        (&["Сіз, Ұлпан Әлиқызы, отырыңыз."], Tongue::Kazakh, &["Ұлпан Әлиқызы×1"]),
        (&["<i>Dice que</i> Pilar <i>vino</i>."], Tongue::Spanish, &["Pilar×1"]),
    ] {
        assert_eq!(found(cues, tongue), want, "{cues:?}");
    }
}

#[test]
fn places_point_at_the_bytes() {
    let text = track(&["Llama a <b>Carlos</b>, Ana.", "Vino Carlos."]);
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let lowered = srt::lower(&document);
    let names = names(&lowered, Tongue::Spanish);
    for name in &names.list {
        for place in &name.places {
            assert_eq!(place.span.unwrap().of(&text), place.form);
        }
    }
    assert_eq!(names.of_cue(0).count(), 2);
    assert_eq!(names.of_cue(1).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_pronoun_and_a_stranger_accuse_nobody() {
    let es = track(&[
        "Es Carlos.",
        "Llama a Carlos.",
        "No veo a Carlos.",
        "Sí.",
        "Di, Carlos.",
        "Mira, Ana.",
        "Y tú, Ana.",
        "Vete, Ana.",
    ]);
    let run = |third: &str, fifth: &str, sixth: &str| {
        let ru = track(&[
            "Это Карлос.",
            "Позови Карлоса.",
            third,
            "Да.",
            fifth,
            sixth,
            "А ты, Анна.",
            "Уходи, Анна.",
        ]);
        with([(&es, Tongue::Spanish), (&ru, Tongue::Russian)], |a, b, pairs, table| {
            misfits(a, b, pairs, table).iter().map(|m| (m.b.form.to_owned(), m.kind)).collect::<Vec<_>>()
        })
    };
    let (third, fifth, sixth) = ("Не вижу Карлоса.", "Скажи, Карлос.", "Смотри, Анна.");
    assert_eq!(run(third, fifth, sixth), []);
    assert_eq!(run("Не вижу его.", "Скажи.", "Смотри."), []);
    assert_eq!(run(third, "Скажи, Шеф.", sixth), []);
    // Two cues have changed places.
    assert_eq!(run(third, sixth, fifth), []);
    assert_eq!(run("Не вижу Анну.", fifth, sixth), [("Анну".to_owned(), MisfitKind::Other)]);
    assert_eq!(run("Карлеса не вижу.", fifth, sixth), [("Карлеса".to_owned(), MisfitKind::Spelling)]);
}

#[test]
fn a_cue_full_of_names_does_no_harm() {
    let name =
        |n: usize| format!("Ba{}o{}", ["r", "l", "n", "k", "t"][n % 5], ["s", "m", "d", "p"][n / 5 % 4]);
    let es: String = (0..4000).map(|n| format!("y {}x{}, ", name(n), "a".repeat(n % 17))).collect();
    let text = track(&[&es]);
    with([(&text, Tongue::Spanish), (&text, Tongue::Russian)], |a, b, pairs, table| {
        assert!(a.list.len() > 100);
        let _ = misfits(a, b, pairs, table);
    });
}

proptest! {
    #[test]
    fn any_two_words_are_compared_without_harm(a in "\\PC{0,30}", b in "\\PC{0,30}") {
        for x in [Tongue::Spanish, Tongue::Kazakh, Tongue::Russian, Tongue::English, Tongue::Other] {
            for y in [Tongue::Spanish, Tongue::Kazakh, Tongue::Russian] {
                let (one, other) = (same_name(&a, x, &b, y), same_name(&b, y, &a, x));
                prop_assert!(one.score <= 1000);
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn a_name_is_itself(name in "[A-ZÁÉÑ][a-zñáéíóú]{2,12}|[А-ЯӘҚҰІ][а-яәғқңөұүһі]{2,12}") {
        for x in [Tongue::Spanish, Tongue::Kazakh, Tongue::Russian] {
            prop_assert_eq!(same_name(&name, x, &name, x).score, 1000);
        }
    }

    #[test]
    fn any_text_is_read_without_harm(cues in proptest::collection::vec("[A-ZА-Яa-zа-яҚқ «».,!?–\\-]{0,40}", 0..8)) {
        let texts: Vec<&str> = cues.iter().map(String::as_str).collect();
        let text = track(&texts);
        with([(&text, Tongue::Kazakh), (&text, Tongue::Russian)], |a, b, pairs, table| {
            let _ = misfits(a, b, pairs, table);
        });
    }
}
