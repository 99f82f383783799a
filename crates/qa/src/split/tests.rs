use super::*;
use tregua_parse::format::{self, srt};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;

fn open(text: &str) -> Document<'static> {
    srt::parse(Source::open(text.as_bytes().to_vec().leak(), None, None).unwrap())
}

/// A file whose cues stand at these seconds.
fn file(cues: &[(i64, &[&str])]) -> String {
    let cue = |(n, (at, lines)): (usize, &(i64, &[&str]))| {
        format!("{}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{}\n\n", n + 1, lines.join("\n"))
    };
    cues.iter().enumerate().map(cue).collect()
}

fn langs(tags: &[&str]) -> Vec<Lang> {
    tags.iter().map(|tag| Lang::parse(tag).unwrap()).collect()
}

/// Each language with its lines.
type Lines = Vec<(String, Vec<String>)>;

/// The lines of each language, and how many are doubted.
fn parted(text: &str, tags: &[&str]) -> Result<(Lines, usize), String> {
    let document = open(text);
    let whole = format::lower(&document);
    let options = Options { languages: langs(tags), insist: false };
    let found = split(&whole, &[], &options).map_err(|refusal| refusal.to_string())?;
    let each = found.languages.iter().enumerate().map(|(at, lang)| {
        let (own, places) = track(&whole, &found, at);
        assert_eq!(own.cues.len(), places.len());
        for (cue, place) in own.cues.iter().zip(&places) {
            assert_eq!(cue.times, whole.cues[*place as usize].times);
        }
        (lang.as_str().to_owned(), own.lines.iter().map(|line| own.text_of(line)).collect())
    });
    Ok((each.collect(), found.doubts.len()))
}

const STACKED: &[(i64, &[&str])] = &[
    (
        1,
        &[
            "Llegamos de noche, en vagones de ganado.",
            "Біз түнде мал таситын вагонмен жеттік.",
            "Мы приехали ночью, в телячьих вагонах.",
        ],
    ),
    (
        2,
        &[
            "Nadie nos dijo el nombre.",
            "Атын бізге ешкім айтқан жоқ.",
            "Никто не сказал нам, что это за место.",
        ],
    ),
    (
        3,
        &[
            "- ¿Dónde estamos?",
            "- Donde se acaban las vías.",
            "- Біз қайдамыз?",
            "- Рельс біткен жерде.",
            "- Где мы?",
            "- Там, где кончаются рельсы.",
        ],
    ),
    (4, &["¡Vicente!", "Висенте!", "Висенте!"]),
    (5, &["No siento los pies.", "Аяғымды сезбей қалдым.", "Я ног не чувствую."]),
    (6, &["1942", "1942", "1942"]),
    (7, &["Vicente, despierta. Hemos parado.", "Висенте, оян. Тоқтадық.", "Висенте, проснись. Мы стоим."]),
];

#[test]
fn three_languages_in_each_cue() {
    let (found, doubts) = parted(&file(STACKED), &[]).unwrap();
    for (at, (lang, lines)) in found.iter().enumerate() {
        assert_eq!(lang, ["es", "kk", "ru"][at]);
        let want: Vec<&str> = STACKED
            .iter()
            .flat_map(|(_, lines)| lines.chunks(lines.len() / 3).nth(at).unwrap().iter().copied())
            .collect();
        assert_eq!(*lines, want, "{doubts} doubts");
    }
}

#[test]
fn a_line_between_languages_is_none() {
    let cues: Vec<(i64, Vec<&str>)> =
        STACKED[..3].iter().map(|(at, lines)| (*at, vec![lines[0], "—", lines[lines.len() - 1]])).collect();
    let cues: Vec<(i64, &[&str])> = cues.iter().map(|(at, lines)| (*at, lines.as_slice())).collect();
    let (found, _) = parted(&file(&cues), &[]).unwrap();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|(_, lines)| lines.len() == 3 && !lines.contains(&"—".to_owned())), "{found:?}");
}

/// A lesson of counting in Spanish, told in Kazakh and in Russian: by their words the first two lines might be of either.
const LESSON: &[(i64, &[&str], &[&str])] = &[
    (1, &["«Теңіз». Мен оны көрмегенмін."], &["«Теңіз» – это море. Я его не видела."]),
    (3, &["Мен суретін салып берейін."], &["Я тебе нарисую."]),
    (
        5,
        &["- Уно, дос, трес. Қайталаңдар.", "- Уно, дос, трес!"],
        &["- Уно, дос, трес. Повторите.", "- Уно, дос, трес!"],
    ),
    (7, &["Қазақша «дос» – «амиго» деген сөз."], &["По-казахски «дос» – это «амиго»."]),
    (9, &["Мұнда қандай тыныш!"], &["Как здесь тихо!"]),
];

#[test]
fn a_separator_parts_what_no_word_does() {
    let whole =
        |(at, kk, ru): &(i64, &[&'static str], &[&'static str])| (*at, [kk, &["~~~"][..], ru].concat());
    let cues: Vec<(i64, Vec<&str>)> = LESSON.iter().map(whole).collect();
    let cues: Vec<(i64, &[&str])> = cues.iter().map(|(at, lines)| (*at, lines.as_slice())).collect();
    let (found, _) = parted(&file(&cues), &[]).unwrap();
    let want = |lines: Vec<&[&'static str]>| lines.concat();
    assert_eq!(
        found[0],
        (
            "kk".to_owned(),
            want(LESSON.iter().map(|it| it.1).collect()).iter().map(ToString::to_string).collect()
        )
    );
    assert_eq!(
        found[1],
        (
            "ru".to_owned(),
            want(LESSON.iter().map(|it| it.2).collect()).iter().map(ToString::to_string).collect()
        )
    );
}

#[test]
fn letters_that_russian_lacks_are_not_given_to_it() {
    // Timed apart, so that nothing but the text says whose a cue is.
    let cues: Vec<(i64, &[&str])> =
        LESSON.iter().flat_map(|(at, kk, ru)| [(*at, *kk), (*at + 1, *ru)]).collect();
    let (found, _) = parted(&file(&cues), &["kk", "ru"]).unwrap();
    assert_eq!(found[0].1.len(), 6, "{found:?}");
    assert!(found[0].1.contains(&"- Уно, дос, трес. Қайталаңдар.".to_owned()), "{found:?}");
}

#[test]
fn one_cue_behind_the_other() {
    let cues: Vec<(i64, &[&str])> = STACKED
        .iter()
        .filter(|(_, lines)| lines.len() == 3)
        .flat_map(|(at, lines)| lines.chunks(1).map(move |one| (*at, one)))
        .collect();
    let (found, _) = parted(&file(&cues), &["kk", "ru", "es"]).unwrap();
    let of = |tag: &str| &found.iter().find(|(lang, _)| lang == tag).unwrap().1;
    let want =
        |at: usize| STACKED.iter().filter(|(_, l)| l.len() == 3).map(|(_, l)| l[at]).collect::<Vec<_>>();
    for (tag, at) in [("es", 0), ("kk", 1), ("ru", 2)] {
        // Which of two equal texts is whose nobody can tell.
        assert_eq!(*of(tag), want(at), "{tag}");
    }
}

#[test]
fn refusals_say_what_to_do() {
    let spanish: Vec<(i64, &[&str])> = STACKED.iter().map(|(at, lines)| (*at, &lines[..1])).collect();
    let refused = parted(&file(&spanish), &[]).unwrap_err();
    assert!(refused.contains("name the languages"), "{refused}");
    let refused = parted(&file(&spanish), &["es", "kk"]).unwrap_err();
    assert!(refused.starts_with("no line of it is certainly in kk"), "{refused}");
    let five = parted(&file(STACKED), &["es", "kk", "ru", "en", "fr"]).unwrap_err();
    assert!(five.contains("more than 4 languages"), "{five}");
    assert!(parted("", &[]).is_err());
    // Names alone say nothing of their language.
    let names: Vec<(i64, &[&str])> = vec![
        (1, &["Висенте"]),
        (1, &["Висенте"]),
        (2, &["Аян"]),
        (2, &["Аян"]),
        (3, &["Берик"]),
        (3, &["Берик"]),
    ];
    let refused = parted(&file(&names), &["kk", "ru"]);
    assert!(refused.is_err(), "{refused:?}");
}

#[test]
fn nobody_is_asked_twice() {
    // A cue of very many lines.
    let long = format!(
        "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n",
        "No siento los pies.\nЯ ног не чувствую.\n".repeat(8_000)
    );
    let (found, _) = parted(&long, &[]).unwrap();
    assert!(found.iter().all(|(_, lines)| lines.len() == 8_000));
}
