//! Lists are sorted, and words that stand by themselves part nothing.

use super::*;

const ALL: [(&str, &Phrases); 4] =
    [("es", &es::PHRASES), ("en", &en::PHRASES), ("ru", &ru::PHRASES), ("kk", &kk::PHRASES)];

#[test]
fn lists_are_sorted_and_in_lower_case() {
    for (language, phrases) in ALL {
        let groups = phrases.ends.iter().chain(phrases.starts).map(|group| group.words);
        for list in groups.chain([phrases.opens]) {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{language}: {} before {}", pair[0], pair[1]);
            }
            for word in list {
                assert!(word.len() <= LONGEST && *word == word.to_lowercase(), "{language}: {word}");
                assert_eq!(first_word(word), *word, "{language}");
            }
        }
        assert!(phrases.titles.is_sorted(), "{language}");
    }
}

fn broken(language: &str, left: &str, right: &str) -> Option<(Part, String)> {
    of(Some(language)).unwrap().broken(left, right).map(|it| {
        let line = if it.part == Part::Start { right } else { left };
        (it.part, line[it.word].to_owned())
    })
}

#[test]
fn what_a_break_parts() {
    for (language, left, right, word) in [
        ("es", "Te lo digo por", "última vez", "por"),
        ("es", "No lo sé. Y", "tú tampoco", "Y"),
        ("es", "Ya se lo he", "explicado todo", "he"),
        ("es", "Tu padre está", "durmiendo la siesta", "está"),
        ("es", "Busco a la Dra.", "Herrero", "Dra."),
        ("es", "Lo firmó John F.", "Kennedy", "F."),
        ("es", "Pesa 40", "kg y medio", "40"),
        ("es", "Vivían 12", "000 personas", "12"),
        ("en", "I left it in the", "car", "the"),
        ("en", "I know that you're", "tired", "you're"),
        ("ru", "Он ушел из", "дома", "из"),
        ("ru", "Я знаю, что", "он придет", "что"),
        ("ru", "Передайте это г-н", "Петрову", "г-н"),
        ("kk", "Менің ең", "жақын досым", "ең"),
    ] {
        assert_eq!(broken(language, left, right).map(|it| it.1).as_deref(), Some(word), "{left} / {right}");
    }
    for (language, left, right, word) in [
        ("ru", "Я бы так", "бы и сказал", "бы"),
        ("kk", "Ол бізбен ауылға", "дейін келді", "дейін"),
        ("kk", "Балалар хат жазып", "отыр екен", "отыр"),
        ("kk", "Мен сен", "үшін келдім", "үшін"),
    ] {
        assert_eq!(broken(language, left, right), Some((Part::Start, word.to_owned())), "{left} / {right}");
    }
}

#[test]
fn what_a_break_does_not_part() {
    for (language, left, right) in [
        ("es", "No puedo más.", "Me voy"),
        ("es", "Dijo que no", "y se marchó"),
        ("es", "Abre el sobre", "y léela"),
        ("es", "Una de tantas, una", "de las que sobran"),
        ("es", "Todo lo que había", "era polvo"),
        ("es", "Ese coche no para", "en los pueblos"),
        ("es", "Vive en LA", "con su hermana"),
        ("es", "Probemos el plan B.", "Rápido"),
        ("es", "Eso pasó en 1936", "300 días antes"),
        ("en", "Is this what you came for", "or not?"),
        ("ru", "Скажи мне что", "хочешь"),
        ("ru", "Я был там в 1990", "с друзьями"),
        ("ru", "До города еще 40", "км пешком"),
        ("ru", "Я за дом, ты против", "и это понятно"),
        ("kk", "Біз кешке", "кейін кездесеміз"),
        ("kk", "Сен кеткенде", "мен жылап қалдым"),
        ("kk", "Алматыда", "тұр деп естідім"),
        ("kk", "Оның қасында", "отыр"),
    ] {
        assert_eq!(broken(language, left, right), None, "{left} / {right}");
    }
    assert!(of(Some("pl")).is_none() && of(None).is_none());
}

#[test]
fn layouts_keep_the_limit_and_start_no_line_with_a_dash() {
    let text = "Aquello era – nadie lo dudaba – el fin de todo";
    let all: Vec<Layout> = layouts(of(Some("es")), text, 32).collect();
    assert!(!all.is_empty() && all.iter().all(|it| it.first <= 32 && it.second <= 32));
    assert!(all.iter().all(|it| !text[it.at + 1..].starts_with('–')));
    let best = all.iter().max_by_key(|it| it.score(Shape::Either)).unwrap();
    assert_eq!(&text[..best.at], "Aquello era – nadie lo dudaba –");
}
