//! Text of our own, in every encoding that can hold it.

use super::super::{BAR, Detection, detect};
use crate::source::encode::encode;
use crate::source::{Encoding, decode};

const KAZAKH: [&str; 12] = [
    "Сәлеметсіз бе, жағдайыңыз қалай?",
    "Рақмет, бәрі жақсы.",
    "Мен кеше қаладан келдім.",
    "Сен мені түсінбейсің, солай ма?",
    "Анам ас үйде шай құйып отыр.",
    "Ертең таңертең жолға шығамыз.",
    "Бұл кітапты кім жазғанын білмеймін.",
    "Есікті жап, сыртта жел соғып тұр.",
    "Балалар аулада доп ойнап жүр.",
    "Оның айтқаны шын ба екен?",
    "Көп сөйлеме, уақытымыз аз қалды.",
    "Үйге қайтатын кез болды, жүр, кеттік.",
];

const RUSSIAN: [&str; 12] = [
    "Привет, как у тебя дела?",
    "Спасибо, всё хорошо.",
    "Я вчера вернулся из города.",
    "Ты меня не понимаешь, правда?",
    "Мама на кухне разливает чай.",
    "Завтра утром мы уезжаем.",
    "Не знаю, кто написал эту книгу.",
    "Закрой дверь, на улице ветер.",
    "Дети играют во дворе в мяч.",
    "Неужели он сказал правду?",
    "Поменьше говори, у нас мало времени.",
    "Пора домой, пойдём отсюда.",
];

const SPANISH: [&str; 12] = [
    "Hola, ¿cómo estás?",
    "Muy bien, gracias, señora.",
    "Ayer volví de la ciudad.",
    "Tú no me entiendes, ¿verdad?",
    "Mamá está en la cocina con el té.",
    "Mañana salimos muy temprano.",
    "No sé quién escribió este libro.",
    "Cierra la puerta, que hace frío.",
    "Los niños juegan en el jardín.",
    "¡No puede ser! ¿Eso te dijo él?",
    "Habla menos, que aún no se han ido.",
    "Es hora de volver a casa, vámonos.",
];

const UKRAINIAN: [&str; 7] = [
    "Привіт, як твої справи?",
    "Дякую, усе гаразд.",
    "Я вчора повернувся з міста.",
    "Ти мене не розумієш, чи не так?",
    "Мама розливає чай на кухні.",
    "Її брат їде до Києва наступного тижня.",
    "Ґанок біля хати ще стоїть.",
];

fn named(label: &str) -> Encoding {
    Encoding::from_label(label).unwrap()
}

fn srt(lines: &[&str]) -> String {
    let cue = |(i, line): (usize, &&str)| {
        let n = i + 1;
        format!("{n}\r\n00:00:{n:02},000 --> 00:00:{n:02},900\r\n<i>{line}</i>\r\n\r\n")
    };
    lines.iter().enumerate().map(cue).collect()
}

fn found(text: &str, encoding: &str, hint: Option<&str>) -> Detection {
    detect(&encode(text, named(encoding)).unwrap(), hint)
}

/// All lines, and each five in a row as subtitles, come out as `expected` (whose text must be the same).
fn all_found(lines: &[&str], written: &str, expected: &str) {
    let mut texts = vec![lines.join("\n"), srt(lines)];
    texts.extend(lines.windows(5).map(srt));
    for text in texts {
        for hint in [None, Some("kk"), Some("ru"), Some("es")] {
            let raw = encode(&text, named(written)).unwrap();
            let found = detect(&raw, hint);
            assert_eq!(found.encoding, named(expected), "{written}, {hint:?}: {found:?}\n{text}");
            assert!(found.confidence >= BAR);
            assert_eq!(decode::decode(&raw, found.encoding).text, text);
            let sorted = found.candidates.is_sorted_by_key(|c| std::cmp::Reverse(c.confidence));
            assert!(sorted, "{:?}", found.candidates);
        }
    }
}

#[test]
fn kazakh() {
    all_found(&KAZAKH, "kz-1048", "kz-1048");
    all_found(&KAZAKH, "ptcp154", "ptcp154");
}

#[test]
fn russian() {
    for encoding in ["windows-1251", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic"] {
        all_found(&RUSSIAN, encoding, encoding);
    }
    // The same bytes: the tie goes to windows-1251 and is no reason to be unsure.
    all_found(&RUSSIAN, "kz-1048", "windows-1251");
    all_found(&RUSSIAN, "ptcp154", "windows-1251");
    let found = found(&srt(&RUSSIAN), "windows-1251", None);
    assert!(found.confidence > 90);
    assert!(found.evidence.to_string().contains("also valid as KZ-1048, PTCP154"), "{}", found.evidence);
}

#[test]
fn spanish() {
    all_found(&SPANISH, "windows-1252", "windows-1252");
    all_found(&SPANISH, "iso-8859-15", "windows-1252");
    let found = found(&srt(&SPANISH), "windows-1252", None);
    assert!(found.evidence.to_string().contains("also valid as ISO-8859-15"), "{}", found.evidence);
    // The euro sign is what tells them apart.
    let paid: Vec<String> = SPANISH.iter().map(|l| l.replace(['.', '?'], " por 20 €.")).collect();
    let paid: Vec<&str> = paid.iter().map(String::as_str).collect();
    all_found(&paid, "iso-8859-15", "iso-8859-15");
    all_found(&paid, "windows-1252", "windows-1252");
}

#[test]
fn kazakh_evidence_names_the_letters() {
    let found = found(&srt(&KAZAKH), "kz-1048", None);
    assert!(found.evidence.to_string().contains("Kazakh letters in KZ-1048 ("), "{}", found.evidence);
    assert!(
        found.evidence.to_string().contains('қ')
            && found.evidence.to_string().ends_with("Kazakh letters fit")
    );
    assert!(found.candidates.iter().any(|c| c.encoding == Encoding::Ptcp154 && c.confidence < 10));
}

#[test]
fn typography_changes_nothing() {
    let dress = |lines: &[&str]| -> Vec<String> {
        lines.iter().map(|l| format!("— «{}» … №5, 20 °C", l.replace(',', " —"))).collect()
    };
    for (lines, encodings) in
        [(KAZAKH, &["kz-1048", "ptcp154"][..]), (RUSSIAN, &["windows-1251", "x-mac-cyrillic"])]
    {
        let dressed = dress(&lines);
        let dressed: Vec<&str> = dressed.iter().map(String::as_str).collect();
        for encoding in encodings {
            let text = srt(&dressed).replace("°C", if *encoding == "ptcp154" { "градусов" } else { "°C" });
            assert_eq!(found(&text, encoding, None).encoding, named(encoding));
        }
    }
}

#[test]
fn two_languages_in_one_file() {
    let both: Vec<&str> = RUSSIAN.into_iter().zip(KAZAKH).flat_map(<[&str; 2]>::from).collect();
    for encoding in ["kz-1048", "ptcp154"] {
        assert_eq!(found(&srt(&both), encoding, None).encoding, named(encoding));
    }
}

#[test]
fn signs_of_windows_1251_are_no_kazakh_letters() {
    let text = format!("{}13\n20 ± 5 ‰, 100 µ, ‡ и †", srt(&RUSSIAN));
    assert_eq!(found(&text, "windows-1251", None).encoding, named("windows-1251"));
}

#[test]
fn ukrainian_is_not_kazakh() {
    for encoding in ["windows-1251", "koi8-u"] {
        for lines in UKRAINIAN.windows(5) {
            let found = found(&srt(lines), encoding, None);
            assert_eq!(found.encoding, named(encoding), "{found:?}");
            assert!(found.evidence.to_string().contains("Ukrainian"), "{}", found.evidence);
        }
        let one = found(UKRAINIAN[6], encoding, Some("kk"));
        assert!(one.encoding == named(encoding) || one.encoding == Encoding::Unknown, "{one:?}");
    }
}

#[test]
fn a_single_accent_decides_nothing() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\nMeet me at the café tonight.\n";
    let weak = found(text, "windows-1252", None);
    assert_eq!(weak.encoding, Encoding::Unknown);
    assert!(weak.confidence < BAR);
    assert_eq!(weak.candidates[0].encoding, named("windows-1252"));
    assert_eq!(found(text, "windows-1252", Some("es")).encoding, named("windows-1252"));
    let spanish = "1\n00:00:01,000 --> 00:00:02,000\nLa casa de la que te hablé está en la montaña.\n";
    assert_eq!(found(spanish, "windows-1252", None).encoding, named("windows-1252"));
}

#[test]
fn a_few_accents_in_a_language_nobody_named_decide_nothing() {
    let text = srt(&["Señor Muñoz said the jalapeño was hot."]);
    for hint in [None, Some("kk")] {
        let found = found(&text, "windows-1252", hint);
        assert!(found.encoding == Encoding::Unknown && found.confidence < BAR, "{hint:?}: {found:?}");
    }
    assert_eq!(found(&text, "windows-1252", Some("es")).encoding, named("windows-1252"));
}

/// The byte of ’ in windows-1252 is í on a Macintosh.
#[test]
fn an_apostrophe_in_a_word_is_no_letter() {
    for line in [
        "Qu’est-ce qu’il t’a dit ?",
        "L’homme qu’on n’a pas vu.",
        "Aujourd’hui c’est l’anniversaire d’Hélène.",
    ] {
        let text = srt(&[line]);
        let raw = encode(&text, named("windows-1252")).unwrap();
        for hint in [None, Some("fr"), Some("es")] {
            let found = detect(&raw, hint);
            let right = decode::decode(&raw, found.encoding).text == text;
            assert!(right || found.encoding == Encoding::Unknown, "{hint:?}: {found:?} {line}");
        }
    }
}

#[test]
fn to_expect_kazakh_changes_nothing_where_all_bytes_are_shared() {
    let verdict = |line: &str, encoding: &str, hint: Option<&str>| {
        let found = found(line, encoding, hint);
        (found.encoding, found.confidence)
    };
    for line in RUSSIAN {
        assert_eq!(verdict(line, "windows-1251", Some("kk")), verdict(line, "windows-1251", None), "{line}");
    }
    // Its own letters are believed the sooner.
    let (line, encoding) = ("Мен кеше қаладан келдім.", "kz-1048");
    assert!(verdict(line, encoding, Some("kk")).1 > verdict(line, encoding, None).1);
}

#[test]
fn short_words_are_not_decided() {
    for text in ["Да.", "Нет!", "Жоқ."] {
        for encoding in ["windows-1251", "koi8-r", "kz-1048"] {
            let Ok(raw) = encode(text, named(encoding)) else { continue };
            let found = detect(&raw, None);
            assert!(
                !(found.confidence >= BAR && decode::decode(&raw, found.encoding).text != text),
                "{found:?}"
            );
        }
    }
}

/// Languages that nobody measured: right or not decided, never wrong.
#[test]
fn other_languages_are_right_or_not_decided() {
    let all = [
        (
            "windows-1251",
            "Здравей, как си днес?|Благодаря, всичко е наред.|Вчера се върнах от града.|Затвори вратата, \
          че духа силен вятър.|Тя щеше да дойде по-късно.",
        ),
        (
            "windows-1251",
            "Здраво, како си данас?|Хвала, све је у реду.|Јуче сам се вратио из града.|Затвори врата, \
          напољу дува јак вјетар.|Деца се играју лоптом у дворишту.",
        ),
        (
            "windows-1251",
            "Прывітанне, як твае справы?|Дзякуй, усё добра.|Учора я вярнуўся з горада.|Зачыні дзверы, \
          на вуліцы вецер.|Ён сказаў праўду.",
        ),
        (
            "windows-1250",
            "Ahoj, jak se máš?|Děkuji, všechno je v pořádku.|Včera jsem se vrátil z města.|Zavři dveře, \
          venku fouká.|Zítra ráno odjíždíme.",
        ),
        (
            "windows-1250",
            "Szia, hogy vagy?|Köszönöm, minden rendben.|Tegnap jöttem vissza a városból.|Csukd be az \
          ajtót, fúj a szél.|Holnap reggel indulunk, ő is jön.",
        ),
        (
            "windows-1250",
            "Cześć, jak się masz?|Dziękuję, wszystko w porządku.|Wczoraj wróciłem z miasta.|Zamknij \
          drzwi, na zewnątrz wieje.|Jutro wyjeżdżamy wcześnie rano, więc śpij.",
        ),
        (
            "windows-1254",
            "Merhaba, nasılsın?|Teşekkürler, her şey yolunda.|Dün şehirden döndüm.|Kapıyı kapat, \
          dışarıda rüzgâr var.|Yarın sabah yola çıkıyoruz, çocuğum.",
        ),
        ("windows-1255", "שלום, מה שלומך?|תודה, הכול בסדר.|אתמול חזרתי מהעיר.|סגור את הדלת, יש רוח בחוץ."),
        (
            "windows-1256",
            "مرحبا، كيف حالك؟|شكرا، كل شيء على ما يرام.|عدت أمس من المدينة.|أغلق الباب من فضلك.",
        ),
        (
            "windows-1253",
            "Γεια σου, τι κάνεις;|Ευχαριστώ, όλα καλά.|Χθες γύρισα από την πόλη.|Κλείσε την πόρτα.",
        ),
        (
            "windows-1257",
            "Labas, kaip sekasi?|Ačiū, viskas gerai.|Vakar grįžau iš miesto.|Uždaryk duris, lauke \
          pučia vėjas.|Rytoj išvažiuojame anksti, eik miegoti, mažyli.",
        ),
        ("windows-874", "สวัสดี สบายดีไหม|ขอบคุณ ทุกอย่างเรียบร้อย|เมื่อวานฉันกลับมาจากในเมือง|ช่วยปิดประตูด้วย"),
        (
            "windows-1252",
            "Hallo, wie geht’s dir?|Danke, alles ist schön ruhig.|Ich bin gestern zurückgekommen.|\
          Schließ die Tür, draußen ist es kühl.|Wir fahren morgen früh, müde Kinder.",
        ),
    ];
    for (encoding, lines) in all {
        let lines: Vec<&str> = lines.split('|').map(str::trim).collect();
        for count in 1..=lines.len() {
            for some in lines.windows(count) {
                let text = srt(some);
                let raw = encode(&text, named(encoding)).unwrap();
                let found = detect(&raw, None);
                let right = decode::decode(&raw, found.encoding).text == text;
                assert!(right || found.encoding == Encoding::Unknown, "{encoding}: {found:?} {text}");
            }
        }
    }
}

#[test]
fn dos_code_pages_are_not_decided() {
    let text = srt(&SPANISH);
    let table = super::classes::dos_latin();
    let byte = |c: char| match table.iter().position(|own| *own == Some(c)) {
        Some(at) => u8::try_from(at + 0x80).unwrap(),
        None => u8::try_from(c).unwrap_or(b'?'),
    };
    let raw: Vec<u8> = text.chars().map(byte).collect();
    let found = detect(&raw, Some("es"));
    assert_eq!(found.encoding, Encoding::Unknown, "{found:?}");
    assert!(found.candidates[0].evidence.to_string().contains("DOS"), "{found:?}");
}

#[test]
fn noise_is_not_decided() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u8::try_from(state >> 56).unwrap()
    };
    for len in [12, 40, 200, 1000, 9000] {
        for _ in 0..40 {
            let raw: Vec<u8> = (0..len).map(|_| next()).collect();
            let high: Vec<u8> = raw.iter().map(|b| b | 0x80).collect();
            let words: Vec<u8> = raw.iter().map(|b| if *b < 40 { b' ' } else { b | 0x80 }).collect();
            let cues = [b"1\n00:00:01,000 --> 00:00:02,000\n".as_slice(), &words].concat();
            for raw in [raw, high, words, cues] {
                let best = super::weigh(&raw, None).into_iter().next();
                assert!(best.as_ref().is_none_or(|c| c.confidence < BAR), "{best:?} {raw:x?}");
            }
        }
    }
}

#[test]
fn other_encodings() {
    let japanese = [
        "こんにちは、元気ですか。",
        "はい、ありがとうございます。",
        "昨日、町から戻りました。",
        "ドアを閉めてください。",
    ];
    for encoding in ["shift_jis", "euc-jp"] {
        assert_eq!(found(&srt(&japanese), encoding, None).encoding, named(encoding));
    }
    let korean =
        ["안녕하세요, 잘 지내세요?", "네, 감사합니다.", "어제 도시에서 돌아왔어요.", "문을 닫아 주세요."];
    assert_eq!(found(&srt(&korean), "euc-kr", None).encoding, named("euc-kr"));
    let chinese =
        ["你好，你怎么样？", "谢谢，一切都很好。", "我昨天从城里回来。", "请把门关上，外面风很大。"];
    assert_eq!(found(&srt(&chinese), "gbk", None).encoding, named("gbk"));
    let greek = [
        "Γεια σου, τι κάνεις;",
        "Ευχαριστώ, όλα καλά.",
        "Χθες γύρισα από την πόλη.",
        "Κλείσε την πόρτα, φυσάει.",
    ];
    let few = found(&srt(&greek), "windows-1253", None);
    let more = found(&srt(&[greek, greek].concat()), "windows-1253", None);
    assert_eq!((few.encoding, more.encoding), (named("windows-1253"), named("windows-1253")));
    // The more letters, the surer.
    assert!(few.confidence < more.confidence, "{few:?} {more:?}");
    let polish = [
        "Cześć, jak się masz?",
        "Dziękuję, wszystko w porządku.",
        "Wczoraj wróciłem z miasta, było późno.",
        "Zamknij drzwi, na zewnątrz wieje.",
        "Jutro wyjeżdżamy wcześnie rano, więc śpij.",
    ];
    let polish = found(&srt(&polish), "windows-1250", Some("pl"));
    assert!([named("windows-1250"), Encoding::Unknown].contains(&polish.encoding), "{polish:?}");
    let french = [
        "Ça va très bien, merci à vous.",
        "Où êtes-vous allés hier soir ?",
        "Fermez la fenêtre, il fait déjà froid.",
    ];
    assert_eq!(found(&srt(&french), "windows-1252", None).encoding, named("windows-1252"));
}
