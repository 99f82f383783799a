//! The feature's three tracks: nobody is accused, and names that are changed are found.

use super::super::*;
use crate::language::Tongue;
use crate::pairs::{Pairs, pair};
use crate::programme::{Kind, Programme};
use crate::rule::Context;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_parse::time::Time;

const FILES: [(&str, Tongue); 3] = [
    (include_str!("../../../../../fixtures/feature/tregua-feature.es-ES.srt"), Tongue::Spanish),
    (include_str!("../../../../../fixtures/feature/tregua-feature.kk.srt"), Tongue::Kazakh),
    (include_str!("../../../../../fixtures/feature/tregua-feature.ru.srt"), Tongue::Russian),
];

/// Runs `check` on the names of two texts, their pairs and their table.
pub(super) fn with<R>(
    texts: [(&str, Tongue); 2],
    check: impl FnOnce(&Names<'_>, &Names<'_>, &Pairs, &NameTable) -> R,
) -> R {
    let programme = Programme::default();
    let documents = texts.map(|(text, _)| srt::parse(Source::open(text.as_bytes(), None, None).unwrap()));
    let tracks = documents.each_ref().map(srt::lower);
    let timed = [0, 1].map(|n: usize| {
        let context = Context::new(&documents[n], &tracks[n], None, Kind::Full, &programme);
        context.by_time().to_vec()
    });
    let pairs = pair(&timed[0], &timed[1], Time::from_millis(200).unwrap());
    let (a, b) = (names(&tracks[0], texts[0].1), names(&tracks[1], texts[1].1));
    let table = NameTable::learn(&a, &b, &pairs);
    check(&a, &b, &pairs, &table)
}

/// What the second track calls a name of the first.
fn answer(a: &Names<'_>, b: &Names<'_>, table: &NameTable, name: &str) -> String {
    let place = a.list.iter().position(|n| n.text == name).unwrap_or_else(|| panic!("{name}"));
    table.answer(place).map_or_else(String::new, |answer| b.list[answer.name].text.to_owned())
}

#[test]
fn names_are_found_with_their_counterparts() {
    with([FILES[0], FILES[2]], |es, ru, _, table| {
        for (name, want) in [
            ("Vicente", "Висенте"),
            ("Aigerim", "Айгерим"),
            ("Bolat", "Болат"),
            ("Zhumabek", "Жумабек"),
            ("Kunsulu", "Кунсулу"),
            ("Orlov", "Орлов"),
            ("Moscú", "Москва"),
            // Learnt from where they stand: they do not sound alike.
            ("Dios", "Бог"),
            ("Vicente Soler", "Висенте Солер"),
        ] {
            assert_eq!(answer(es, ru, table, name), want);
        }
        let vicente = es.list.iter().find(|name| name.text == "Vicente").unwrap();
        assert!(vicente.count() > 20 && vicente.places.iter().all(|place| place.span.is_some()));
        // A sentence's first word is no name by itself.
        assert!(es.list.iter().all(|name| !["Nadie", "Ayudad", "Esto"].contains(&name.text)));
    });
    with([FILES[0], FILES[1]], |es, kk, _, table| {
        for (name, want) in
            [("Aigerim", "Айгерім"), ("Bolat", "Болат"), ("Dios", "Құдай"), ("Moscú", "Мәскеу")]
        {
            assert_eq!(answer(es, kk, table, name), want);
        }
    });
}

#[test]
fn nobody_is_accused() {
    for (a, b) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
        with([FILES[a], FILES[b]], |x, y, pairs, table| {
            let found = misfits(x, y, pairs, table);
            let show: Vec<_> = found.iter().map(|m| (m.a.form, m.b.form, m.kind)).collect();
            assert!(show.is_empty(), "{a} {b}: {show:?}");
        });
    }
}

/// Places of a name in a text as whole words.
fn places(text: &str, name: &str) -> Vec<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let whole = |at: &usize| {
        !letter(text[..*at].chars().next_back()) && !letter(text[at + name.len()..].chars().next())
    };
    text.match_indices(name).map(|(at, _)| at).filter(whole).collect()
}

/// Changes single places of one track, and counts how many are found against another.
fn recall(file: usize, other: usize, changes: &[(&str, &str)], kind: MisfitKind) -> (usize, usize) {
    let (text, tongue) = FILES[file];
    let (mut made, mut seen) = (0, 0);
    for (from, to) in changes {
        for at in places(text, from) {
            // Where the other language says "he", nothing can be found.
            let cue = text[..at].matches("-->").count() - 1;
            let wrong = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
            with([FILES[other], (&wrong, tongue)], |a, b, pairs, table| {
                let group =
                    pairs.iter().find(|group| group.b.contains(&u32::try_from(cue).unwrap())).unwrap();
                if !group.a.iter().any(|cue| a.of_cue(*cue).next().is_some()) {
                    return;
                }
                made += 1;
                let found = misfits(a, b, pairs, table);
                let hit = |m: &Misfit<'_>| m.b.cue as usize == cue && m.b.form == *to && m.kind == kind;
                seen += usize::from(found.iter().any(hit));
                // Nobody else comes under suspicion.
                assert!(found.iter().all(|m| m.b.cue as usize == cue), "{from} {to}: {found:?}");
            });
        }
    }
    (seen, made)
}

#[test]
fn a_name_of_somebody_else_is_found() {
    // What is missed stands beside the other person's own name: "Yo soy Lena, Pilar."
    let russian = [("Болат", "Андрес"), ("Висенте", "Агустин"), ("Лена", "Пилар"), ("Айгерим", "Лена")];
    let (seen, made) = recall(2, 0, &russian, MisfitKind::Other);
    assert!(made >= 30 && seen * 100 >= made * 85, "{seen} of {made}");
    let kazakh = [("Болат", "Жұмабек"), ("Пилар", "Айгерім"), ("Андрес", "Орлов")];
    let (seen, made) = recall(1, 0, &kazakh, MisfitKind::Other);
    assert!(made >= 20 && seen * 100 >= made * 80, "{seen} of {made}");
}

#[test]
fn a_name_that_is_spelt_otherwise_is_found() {
    let russian = [("Висенте", "Винсенте"), ("Айгерим", "Айгирим"), ("Агустин", "Августин")];
    let (seen, made) = recall(2, 0, &russian, MisfitKind::Spelling);
    assert!(made >= 30 && seen * 100 >= made * 90, "{seen} of {made}");
    let kazakh = [("Айгерім", "Айгерим"), ("Висенте", "Виценте"), ("Агустин", "Агустын")];
    let (seen, made) = recall(1, 2, &kazakh, MisfitKind::Spelling);
    assert!(made >= 30 && seen * 100 >= made * 90, "{seen} of {made}");
}
