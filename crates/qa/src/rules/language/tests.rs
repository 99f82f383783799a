//! What the pages' examples do not show.

use crate::check::check;
use crate::profile::{Profile, RuleSet, Selection};
use crate::programme::{Kind, Programme};
use crate::rule::Context;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tregua_parse::base::{Lang, splice};
use tregua_parse::format::{ReadOptions, by_name};
use tregua_parse::source::Source;

/// The texts of the cues as a file.
fn file(cues: &[&str]) -> String {
    let mut text = String::new();
    for (n, cue) in cues.iter().enumerate() {
        let _ = write!(text, "{}\n00:{n:02}:00,000 --> 00:{n:02}:03,000\n{cue}\n\n", n + 1);
    }
    text
}

/// What one rule finds, as `cue:part`, and the texts of the cues with its fixes.
fn found(rule: &str, profile: &str, lang: &str, cues: &[&str]) -> (Vec<String>, Vec<String>) {
    let text = file(cues);
    let format = by_name("srt").unwrap();
    let source = Source::open(text.as_bytes(), None, None).unwrap();
    let document = (format.parse)(source, &ReadOptions::default());
    let track = (format.lower)(&document);
    let (lang, programme) = (Lang::parse(lang).unwrap(), Programme::default());
    let context = Context::new(&document, &track, Some(&lang), Kind::Full, &programme);
    let profile = Profile::builtin(profile).unwrap();
    let rules = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap();
    let mut said = Vec::new();
    let mut edits = Vec::new();
    for it in check(&context, &rules).into_iter().filter(|it| it.rule == rule) {
        said.push(format!("{}:{}", it.cue.map_or(0, |cue| cue + 1), it.message.part));
        edits.extend(it.fix.into_iter().flat_map(|fix| fix.edits));
    }
    let fixed = String::from_utf8(splice(text.as_bytes(), &edits).unwrap()).unwrap();
    let fixed = (format.parse)(Source::open(fixed.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let texts = fixed.cues.iter().map(|cue| cue.text.of(fixed.source.text()).to_owned()).collect();
    (said, texts)
}

fn clean(rule: &str, profile: &str, lang: &str, cues: &[&str]) {
    let (said, _) = found(rule, profile, lang, cues);
    assert!(said.is_empty(), "{said:?} in {cues:?}");
}

#[test]
fn spanish_marks_in_pairs_are_left_alone() {
    let clean = |cues: &[&str]| clean("language/spanish-opening-mark", "structure", "es", cues);
    clean(&["¿Sabes qué me dijo", "aquella noche en el puerto?"]);
    clean(&["- Raquel, ¿vienes?\n- Sí, pero ¿adónde vamos?"]);
    clean(&["¿Dijo «¡fuera de aquí!» y se marchó?"]);
    clean(&["¿¡Cómo!? ¡¿Que se ha ido?! ¿Qué ¡demonios!? ¡Qué dices, Pedro?"]);
    clean(&["Un genio (?) que no sabe sumar (!)."]);
    clean(&["Mira www.ejemplo.es/buscar?q=mar y dime."]);
    clean(&["¡¡¡Corre!!!", "¿Y el Sr. Robles? ¿Y EE. UU.?"]);
    clean(&["<i>Where are you going?</i>", "<i>Merci!</i>", "What did you say to her?"]);
    clean(&["¿Qué pasa...?", "¿Y si... no viene?", "¡Alto. Policía!", "..?", "?!"]);
    clean(&["¿Cuándo", "me lo", "vas a", "decir?"]);
    // Of an English track named as Spanish another rule speaks, of a Portuguese one none.
    let english = ["Much better!", "Where are you going?", "I told you to wait for me.", "Great!"];
    clean(&english.into_iter().cycle().take(12).collect::<Vec<_>>());
    let portuguese = ["Bem melhor!", "Onde você estava ontem à noite?", "Eu não sei o que ele fez.", "Viu?"];
    clean(&portuguese.into_iter().cycle().take(12).collect::<Vec<_>>());
}

#[test]
fn spanish_marks_are_put_where_that_is_certain() {
    let check = |cue: &str, said: &[&str], fixed: &str| {
        let all = found("language/spanish-opening-mark", "structure", "es", &[cue]);
        assert_eq!(all, (said.iter().map(|s| format!("1:{s}")).collect(), vec![fixed.to_owned()]));
    };
    check("No lo sé. Dónde estás?", &["not-opened"], "No lo sé. ¿Dónde estás?");
    check("- Quién es?\n- Yo.", &["not-opened"], "- ¿Quién es?\n- Yo.");
    check("No has vuelto\na verla?", &["not-opened"], "¿No has vuelto\na verla?");
    check("Es tu hermano, verdad?", &["not-opened"], "Es tu hermano, ¿verdad?");
    check("Corre!!", &["not-opened"], "¡¡Corre!!");
    check("Raquel, vienes a casa?", &["not-opened"], "Raquel, vienes a casa?");
    check("Me preguntas: dónde está?", &["not-opened"], "Me preguntas: dónde está?");
    check("que vienes mañana?", &["not-opened"], "que vienes mañana?");
    check("?Dónde está mi hijo?", &["turned"], "¿Dónde está mi hijo?");
    check("¿Dónde está mi hijo¿", &["turned"], "¿Dónde está mi hijo?");
    check("¿Dónde está mi hijo.", &["not-closed"], "¿Dónde está mi hijo?");
    check("¿Dónde está mi hijo. ¿Y mi hija?", &["not-closed"], "¿Dónde está mi hijo? ¿Y mi hija?");
}

#[test]
fn spanish_stops_and_commas_are_taken_away() {
    let check = |profile: &str, cue: &str, said: &[&str], fixed: &str| {
        let all = found("language/spanish-punctuation", profile, "es-ES", &[cue]);
        assert_eq!(all, (said.iter().map(|s| format!("1:{s}")).collect(), vec![fixed.to_owned()]));
    };
    check("structure", "¡Vete!. Ya.", &["stop"], "¡Vete! Ya.");
    check("structure", "¿Y bien?... Un genio (?).", &[], "¿Y bien?... Un genio (?).");
    check("structure", "Pero, ¡qué dices!", &["comma"], "Pero ¡qué dices!");
    check("structure", "Espero, ¿qué dices?; ¿¡no!?", &[], "Espero, ¿qué dices?; ¿¡no!?");
    check("netflix/es-es", "Vete; ¿¡no!? ¡¿Qué?", &["semicolon", "combined"], "Vete; ¿¡no!? ¡¿Qué?");
}

#[test]
fn spanish_abbreviations() {
    let check = |cue: &str, said: &[&str], fixed: &str| {
        let all = found("language/spanish-abbreviation", "netflix/es-es", "es-ES", &[cue]);
        assert_eq!(all, (said.iter().map(|s| format!("1:{s}")).collect(), vec![fixed.to_owned()]));
    };
    check("El Sr. y la Sra. Robles, la Dra.\nVega.", &[], "El Sr. y la Sra. Robles, la Dra.\nVega.");
    check("Sí, Sr.", &["title"], "Sí, señor.");
    check("Sr., venga. El Dr. no está.", &["title", "title"], "Señor, venga. El doctor no está.");
    check("¿Ud. lo sabe?", &["title"], "¿Usted lo sabe?");
    check("El Dr House", &["no-stop"], "El Dr. House");
    check("En EEUU. En EE.UU. En EE UU, no.", &["states"; 3], "En EE. UU. En EE. UU. En EE. UU., no.");
    check("A 5 km. de aquí, 20kms más. Son 3 km.", &["unit"; 2], "A 5 km de aquí, 20km más. Son 3 km.");
    check("La O.N.U. calla.", &["acronym"], "La ONU calla.");
    check(
        "Lee a J.R.R. Tolkien. R.I.P. Son las 5 a. m.",
        &[],
        "Lee a J.R.R. Tolkien. R.I.P. Son las 5 a. m.",
    );
}

#[test]
fn spanish_variants() {
    let variant = |lang: &str, cues: &[&str]| found("language/spanish-variant", "structure", lang, cues).0;
    let both = ["Vosotros sabéis que os quiero.", "¿Vais a casa?", "Ustedes, ustedes, Ustedes y ustedes."];
    assert_eq!(variant("es-MX", &both), ["1:foreign"]);
    assert_eq!(variant("es", &both), ["1:both"]);
    assert!(variant("es-ES", &both).is_empty());
    assert!(
        variant("es-419", &["Dieciséis, veintiséis y el país.", "Uds. saben más que los osos."]).is_empty()
    );
}

#[test]
fn russian_dashes() {
    let check = |cue: &str, said: &[&str], fixed: &str| {
        let all = found("language/russian-dash", "structure", "ru", &[cue]);
        assert_eq!(all, (said.iter().map(|s| format!("1:{s}")).collect(), vec![fixed.to_owned()]));
    };
    for clean in [
        "- Да. - Нет.\n-Кто там?",
        "Одно- и двухместные номера, кто-то, 5 - 3, 1941–1945.",
        "Поезд Москва–Алматы – наш.",
        "I mean - yes. So--no.",
    ] {
        check(clean, &[], clean);
    }
    check("«Кто там?» - спросил он.", &["hyphen"], "«Кто там?» — спросил он.");
    check("Кто -то пришёл, Москва -столица.", &["apart", "apart"], "Кто-то пришёл, Москва -столица.");
    check("Я не знаю--правда -- где он.", &["double", "double"], "Я не знаю — правда — где он.");
    check("Ночь—день прошёл, по–русски.", &["tight", "in-word"], "Ночь — день прошёл, по-русски.");
    check("Это –\nмой дом - старый.", &["hyphen"], "Это –\nмой дом — старый.");
}

#[test]
fn russian_yo_once_a_word() {
    let yo = |cues: &[&str]| found("language/russian-yo", "structure", "ru", cues);
    let (said, texts) = yo(&["Ещё ЕЩЕ еще.", "Пётр и Петр. Всё, все, нём, нем.", "В белье, бельё."]);
    assert_eq!(said, ["1:found", "2:found"]);
    assert_eq!(texts, ["Еще ЕЩЕ еще.", "Пётр и Пётр. Всё, все, нём, нем.", "В белье, бельё."]);
}

#[test]
fn kazakh_words_get_their_letters_back() {
    let (said, texts) = found(
        "language/kazakh-stripped",
        "structure",
        "kk",
        &["УШИН коп кыз келди. Казак жаксы адам. Ешкашан ондай болган емес. Балалар далада ойнап журеди."],
    );
    assert!(said.contains(&"1:track".to_owned()) && said.len() == 9, "{said:?}");
    assert_eq!(
        texts,
        ["ҮШІН көп қыз келді. Қазақ жақсы адам. Ешқашан ондай болған емес. Балалар далада ойнап журеди."]
    );
    // One word in a track of usual letters is the spelling checker's.
    clean(
        "language/kazakh-stripped",
        "structure",
        "kk",
        &["Қыз бен жігіт үйге келді, коп күтті, бірақ ешкім жоқ."],
    );
}

#[test]
fn a_track_in_another_language_is_told_once() {
    let russian = ["Ты давно вернулся домой?", "Никто меня не встретил.", "Я всё это время ждал письма."];
    let cues: Vec<&str> = russian.into_iter().cycle().take(12).collect();
    assert_eq!(found("language/wrong-track", "structure", "kk", &cues).0, ["1:found"]);
    clean("language/wrong-language", "structure", "kk", &cues);
    clean("language/kazakh-harmony", "structure", "kk", &cues);
    clean("language/wrong-track", "structure", "ru", &cues);
    // Kazakh that lost its letters is not Russian.
    let bare = ["- Не деди?\n- Асыгындар деди.", "Али-ак корисемиз.", "Бугин уйге кыздар келди."];
    let cues: Vec<&str> = bare.into_iter().cycle().take(12).collect();
    clean("language/wrong-track", "structure", "kk", &cues);
    clean("language/wrong-language", "structure", "kk", &cues);
}
