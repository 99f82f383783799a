use super::*;

const SPANISH: [&str; 12] = [
    "¿Dónde has dejado las llaves del coche?",
    "No quiero volver a esa casa.",
    "Mañana iremos al mercado con tu hermana.",
    "Nadie sabe lo que pasó aquella noche.",
    "Me duele la cabeza desde ayer.",
    "- ¿Quién llama?\n- Es para ti, mamá.",
    "Hace tres años que no llueve en el valle.",
    "Cierra la puerta, por favor.",
    "TODOS LOS NIÑOS TIENEN QUE SALIR",
    "Pon la mesa, que ya vienen los invitados.",
    "<i>El tren sale a las ocho y media.</i>",
    "El señor Smith trabaja para la CIA en New York.",
];

const KAZAKH: [&str; 14] = [
    "Кілтті қайда қойдың?",
    "Мен ол үйге қайтып бармаймын.",
    "Ертең базарға бірге барамыз.",
    "Не болғанын ешкім білмейді.",
    "- Кім келді?\n- Көршіміз ғой.",
    "Есікті жауып кетші.",
    "Балалар далада ойнап жүр.",
    "БАРЛЫҚ БАЛАЛАР ҮЙГЕ ҚАЙТСЫН",
    // None of the nine letters.
    "Полиция жолда келе жатыр.",
    "Сабыр ет, балам.",
    "Сен неге жылап отырсың?",
    "Мынау да сол адамдар ма?",
    "Сонда олар осында келе алмайды.",
    "Иван Петрович Соколов деген адам келді.",
];

const RUSSIAN: [&str; 12] = [
    "Куда ты положил ключи?",
    "Я не вернусь в этот дом.",
    "Завтра пойдём на рынок с твоей сестрой.",
    "Никто не знает, что случилось.",
    "- Кто пришёл?\n- Это наш сосед.",
    "Закрой, пожалуйста, дверь.",
    "Дети играют во дворе.",
    "ВСЕ ДЕТИ ДОЛЖНЫ ИДТИ ДОМОЙ",
    "Он давно живёт в Алматы вместе с братом.",
    "Мне снился длинный и странный сон.",
    "Айгерим, позови скорее доктора.",
    "{\\an8}Поезд отправляется через полчаса.",
];

const ENGLISH: [&str; 10] = [
    "Where did you leave the car keys?",
    "I'm not going back to that house.",
    "Nobody knows what happened that night.",
    "Close the door, please.",
    "It hasn't rained in the valley for three years.",
    "- Who is it?\n- It's for you, Mom.",
    "We'll go to the market with your sister.",
    "EVERYBODY HAS TO GET OUT OF HERE",
    "My head hurts since yesterday.",
    "You should have told me the truth.",
];

fn all() -> impl Iterator<Item = (Tongue, &'static str)> {
    let of = |tongue, cues: &'static [&'static str]| cues.iter().map(move |&cue| (tongue, cue));
    of(Tongue::Spanish, &SPANISH)
        .chain(of(Tongue::Kazakh, &KAZAKH))
        .chain(of(Tongue::Russian, &RUSSIAN))
        .chain(of(Tongue::English, &ENGLISH))
}

#[test]
fn cues_are_told() {
    for (tongue, cue) in all() {
        let verdict = identify(cue);
        assert_eq!(verdict.tongue, Some(tongue), "{cue} {} {}", verdict.confidence, verdict.evidence);
    }
}

#[test]
fn only_the_wrong_language_is_accused() {
    for (tongue, cue) in all() {
        assert!(wrong_language(cue, tongue.tag()).is_none(), "{cue}");
        assert!(wrong_language(cue, "fr").is_none(), "{cue}");
        for expected in ["es", "kk", "ru", "en"].into_iter().filter(|&tag| tag != tongue.tag()) {
            if let Some(found) = wrong_language(cue, expected) {
                assert_eq!(found.tongue, Some(tongue), "{cue}");
            }
        }
    }
    for cue in
        ["Я тебя не вижу.", "Где мой брат?", "Почему они молчат?", "Мы ждём только вас.", "Открой мне дверь."]
    {
        assert_eq!(wrong_language(cue, "kk").and_then(|v| v.tongue), Some(Tongue::Russian), "{cue}");
    }
    assert!(wrong_language("Сен мені естіп тұрсың ба?", "ru").is_some());
    assert!(wrong_language("We have to leave now.", "es").is_some());
    assert!(wrong_language("Tenemos que salir de aquí.", "kk").is_some());
}

#[test]
fn little_or_foreign_text_is_not_accused() {
    let short = [
        "",
        "♪ ♪",
        "1941",
        "Иә.",
        "Да.",
        "Нет!",
        "Vale.",
        "No.",
        "Ah!",
        "OK",
        "Айгерим!",
        "CIA",
        "Не?",
        "А?",
        "Жумабек Болатов",
        "www.example.org",
        "Help!",
        "Real Madrid",
        "- Не.\n- Да.",
        "<i></i>",
        "...",
        "№ 7",
    ];
    // Borrowed and quoted: Spanish in Cyrillic letters, a Russian quotation in Kazakh and the other way round.
    let borrowed = [
        ("Уно, дос, трес. Қайталаңдар.", "kk"),
        ("«Буэнос диас» деп айтады.", "kk"),
        ("Ол маған «я тебя очень люблю» деді.", "kk"),
        ("«Мен сені сүйемін» значит «я тебя люблю».", "ru"),
        ("Скажи ему «рақмет».", "ru"),
        ("“The show must go on”, dijo mi padre.", "es"),
        ("Москва. Сталинград. Ленинград.", "kk"),
        ("Наташа Ивановна!", "kk"),
        ("TV-да NASA туралы айтып жатыр.", "kk"),
    ];
    let short = short.into_iter().flat_map(|cue| ["es", "kk", "ru", "en"].map(|tag| (cue, tag)));
    for (cue, expected) in short.chain(borrowed) {
        let verdict = wrong_language(cue, expected);
        assert!(verdict.is_none(), "{cue} in {expected}: {}", verdict.unwrap().evidence);
    }
    for cue in ["Да.", "Не?", "No.", "Ah!", "1941", ""] {
        let verdict = identify(cue);
        assert_eq!((verdict.tongue, verdict.confidence), (None, 0), "{cue}");
    }
}

#[test]
fn neighbours_are_other() {
    let other = [
        "Він дуже добре знає її брата.",
        "Я ще не знаю, що це таке.",
        "Мен үйгө бара жатам, күнү бою жүрөм, көөнөргөн сөөк.",
        "Җәй көне урамда җылы.",
        "Она је овде са својом мајком, њен љубимац.",
        "Ich habe das nicht gewusst, und sie auch nicht.",
        "Não sei o que você está fazendo, é muito tarde.",
        "Je ne sais pas où il est, c'est très bizarre.",
        "Ben bu akşam seninle gelmeyeceğim, çok yorgunum.",
        "Δεν ξέρω πού είναι.",
        "我不知道他在哪里",
    ];
    for cue in other {
        let verdict = identify(cue);
        assert_eq!(verdict.tongue, Some(Tongue::Other), "{cue} {} {}", verdict.confidence, verdict.evidence);
    }
    // Kazakh in Latin letters is not Spanish because of its ñ.
    let latin =
        identify("Meniñ atym Bolat, men Qazaqstanda tūramyn, siz qaidan keldiñiz, dostar? Öte jaqsy.");
    assert_eq!(latin.tongue, Some(Tongue::Kazakh), "{}", latin.evidence);
}

#[test]
fn letters_of_other_makes_do_not_mislead() {
    // Latin i and schwa for the Kazakh letters; decomposed й and ñ.
    assert_eq!(identify("Бiз ертең кетемiз, əже.").tongue, Some(Tongue::Kazakh));
    assert_eq!(identify("Давай пои\u{306}дём скорее домои\u{306}!").tongue, Some(Tongue::Russian));
    assert_eq!(identify("El nin\u{303}o suen\u{303}a.").tongue, Some(Tongue::Spanish));
}

#[test]
fn tracks_survive_songs() {
    let song = ["♪ Ой, мороз, мороз ♪", "♪ Не морозь меня ♪", "♪ Моего коня ♪", "Help!"];
    let cues = KAZAKH.iter().chain(&KAZAKH).chain(&song).chain(&KAZAKH).copied();
    let verdict = identify_track(cues);
    assert_eq!(verdict.tongue, Some(Tongue::Kazakh));
    assert!(verdict.confidence >= CERTAIN, "{}", verdict.evidence);
    assert!(verdict.evidence.to_string().contains("stretches"));
    // Half and half is neither.
    let halves = KAZAKH.iter().take(12).chain(&RUSSIAN).copied();
    assert_eq!(identify_track(halves).tongue, None);
    assert_eq!(identify_track(std::iter::empty::<&str>()).tongue, None);
    assert_eq!(identify_track(["Жоқ.", "Иә, мен келдім."].into_iter()).tongue, Some(Tongue::Kazakh));
    for (tongue, cues) in
        [(Tongue::Spanish, &SPANISH[..]), (Tongue::English, &ENGLISH), (Tongue::Russian, &RUSSIAN)]
    {
        assert_eq!(identify_track(cues.iter().copied()).tongue, Some(tongue));
    }
}

#[test]
fn evidence_reads_well() {
    let evidence = |text| identify(text).evidence.to_string();
    assert_eq!(evidence("♪"), "no letters");
    assert!(evidence(KAZAKH[0]).starts_with("of 3 words 3 with letters only Kazakh has"));
    assert!(evidence(RUSSIAN[0]).contains("usual in Russian"));
    assert!(evidence(SPANISH[0]).contains("usual in Spanish"));
    assert!(evidence("我不知道他在哪里").contains("neither Latin nor Cyrillic"));
}

#[test]
fn twins() {
    for (c, kazakh, twin) in [
        ('a', true, Some('а')),
        ('B', false, Some('В')),
        ('h', true, Some('һ')),
        ('h', false, Some('н')),
        ('i', true, Some('і')),
        ('i', false, None),
        ('ə', true, Some('ә')),
        ('ə', false, None),
        ('Ҡ', true, Some('Қ')),
        ('θ', true, Some('ө')),
        ('¥', true, Some('Ұ')),
        ('ҳ', true, Some('һ')),
        ('3', true, None),
        ('ж', true, None),
        ('w', true, None),
    ] {
        assert_eq!(look_alike(c, kazakh), twin, "{c}");
    }
    for c in "ӘәҒғҚқҢңӨөҰұҮүҺһІі".chars() {
        assert_eq!((kazakh_twin(c), look_alike(c, true)), (None, None), "{c}");
    }
}

#[test]
fn mixed_words_are_found_and_mended() {
    for (text, kazakh, fixed) in [
        ("Cветa", false, Some("Света")),
        ("ceйчac", false, Some("сейчас")),
        ("pоlvo", false, Some("polvo")),
        ("señоr", false, Some("señor")),
        ("ХIV", true, Some("XIV")),
        ("бiз", true, Some("біз")),
        ("мир i", false, None),
        ("мiр", false, None),
        ("əже", true, Some("әже")),
        ("Yлкен", true, Some("Үлкен")),
        ("тay", true, Some("тау")),
        ("кyндep", true, Some("күндер")),
        ("көpy", true, Some("көру")),
        // күн or құн: not to be told.
        ("kyн", true, None),
        ("kyдa", false, Some("куда")),
        ("¥лы", true, Some("Ұлы")),
        ("б¥л", true, Some("бұл")),
        ("кγн", true, Some("күн")),
        ("gahаrmаn", true, Some("gaharman")),
        ("Гayhap", true, Some("Гауһар")),
        ("мau\u{301}", false, None),
        ("PDFка", false, None),
        ("oо", false, None),
    ] {
        let word = mixed_words(text, kazakh).next();
        assert_eq!(word.as_ref().and_then(|word| word.fixed.as_deref()), fixed, "{text}: {word:?}");
    }
    let clean = "TV-да NASA-ға iPhone «OK», 5G-ді, SMS’ті. Полиция жолда, señor; don't! й и\u{306} 3D";
    assert_eq!(mixed_words(&clean.replace("SMS’ті", ""), true).count(), 0);
    let words: Vec<_> = mixed_words("Ой, мaмa тoже PDFка.", false).collect();
    assert_eq!(words.len(), 3);
    assert_eq!(words[0].range, 6..12);
    assert_eq!(words[0].odd, [(8, 'a'), (11, 'a')]);
    assert_eq!((words[2].fixed.as_ref(), words[2].odd.len()), (None, 2));
}

#[test]
fn odd_input_does_no_harm() {
    let hostile = ["<a".repeat(200_000), format!("д{}", "y".repeat(200_000)), "ұ ".repeat(200_000)];
    for text in &hostile {
        assert_eq!(mixed_words(text, true).filter(|word| word.fixed.is_some()).count(), 0);
        assert!(!identify(text).evidence.to_string().is_empty());
    }
    let long = "ы".repeat(5000) + &"w".repeat(5000) + "<" + "{\\" + &"ñ ".repeat(300);
    for text in [
        long.as_str(),
        "\u{301}\u{303}",
        "<b",
        "{\\an8",
        "'’'",
        "q",
        "\u{10ffff}",
        "a\u{301}".repeat(99).as_str(),
    ] {
        let _ = (identify(text), mixed_words(text, true).count(), identify_track([text].into_iter()));
        assert!(!identify(text).evidence.to_string().is_empty());
    }
}

/// A word of the other language in each stretch makes nobody doubt of the whole.
#[test]
fn a_track_in_another_language_is_known_in_spite_of_a_word() {
    let russian = [
        "Я не знаю, где он сейчас, әке.",
        "Мы пошли домой, потому что уже поздно.",
        "Почему ты ничего не сказал мне раньше?",
    ];
    let twelve = || russian.iter().cycle().take(12).copied().collect::<Vec<_>>().into_iter();
    assert_eq!(wrong_track(twelve(), "kk").and_then(|it| it.tongue), Some(Tongue::Russian));
    assert!(wrong_track(twelve(), "ru").is_none());
    let bare = ["Мен болган жерде бол балам", "Ол барды да айтты", "Кел осында отыр"];
    let many = || bare.iter().cycle().take(30).copied().collect::<Vec<_>>().into_iter();
    let whole = identify_track(many());
    assert_eq!((whole.tongue, whole.confidence >= CERTAIN), (Some(Tongue::Kazakh), true));
    assert_eq!(wrong_track(many(), "ru").and_then(|it| it.tongue), Some(Tongue::Kazakh));
}

mod shortcuts;
