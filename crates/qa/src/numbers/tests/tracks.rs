//! Numbers of whole tracks.

use super::super::*;
use crate::pairs::pair;
use crate::programme::{Kind as TrackKind, Programme};
use crate::rule::Context;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_parse::time::Time;

const FILES: [(&str, Tongue); 3] = [
    (include_str!("../../../../../fixtures/feature/tregua-feature.es-ES.srt"), Tongue::Spanish),
    (include_str!("../../../../../fixtures/feature/tregua-feature.kk.srt"), Tongue::Kazakh),
    (include_str!("../../../../../fixtures/feature/tregua-feature.ru.srt"), Tongue::Russian),
];

/// Cue and values of every difference, the first track's number first.
fn found(texts: [(&str, Tongue); 2]) -> Vec<String> {
    let programme = Programme::default();
    let documents = texts.map(|(text, _)| srt::parse(Source::open(text.as_bytes(), None, None).unwrap()));
    let tracks = documents.each_ref().map(srt::lower);
    let timed = [0, 1].map(|n: usize| {
        let context = Context::new(&documents[n], &tracks[n], None, TrackKind::Full, &programme);
        context.by_time().to_vec()
    });
    let pairs = pair(&timed[0], &timed[1], Time::from_millis(200).unwrap());
    let counted = [0, 1].map(|n: usize| Counted::of(&tracks[n], texts[n].1));
    let all = between((&tracks[0], &counted[0]), (&tracks[1], &counted[1]), &pairs);
    let value = |n: Option<Number>| n.map_or_else(|| "-".to_owned(), |n| n.value.to_string());
    let show = |d: &GroupDifferences| {
        let cues = pairs.iter().nth(d.group).unwrap().a.to_vec();
        let each = d.differences.iter().map(|d| format!("{} {}", value(d.a), value(d.b)));
        format!("{cues:?} {}", each.collect::<Vec<_>>().join(", "))
    };
    all.iter().map(show).collect()
}

#[test]
fn the_feature_has_no_difference() {
    for (a, b) in [(0, 1), (0, 2), (1, 2), (2, 0)] {
        assert_eq!(found([FILES[a], FILES[b]]), [""; 0], "{a} {b}");
    }
}

#[test]
fn what_is_changed_is_found_and_nothing_else() {
    let (ru, _) = FILES[2];
    for (from, to, want) in [
        ("Двадцать три. Я считал", "Двадцать два. Я считал", "23 22"),
        ("9 мая 1945", "9 мая 1944", "1945 1944"),
        ("тысячи верст", "сотни верст", "2000 200"),
    ] {
        assert!(ru.contains(from), "{from}");
        let wrong = ru.replacen(from, to, 1);
        let all = found([FILES[0], (&wrong, Tongue::Russian)]);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].contains(want), "{all:?}");
    }
}

/// A track of these cues, one every four seconds.
fn track(cues: &[&str]) -> String {
    let cue = |(n, text): (usize, &&str)| {
        format!("{}\n00:00:{:02},000 --> 00:00:{:02},000\n{text}\n\n", n + 1, n * 4, n * 4 + 3)
    };
    cues.iter().enumerate().map(cue).collect()
}

#[test]
fn numbers_run_over_lines_and_move_to_neighbours() {
    let run =
        |es: &[&str], ru: &[&str]| found([(&track(es), Tongue::Spanish), (&track(ru), Tongue::Russian)]);
    assert_eq!(run(&["Hay <i>treinta</i>\ny cinco."], &["Здесь тридцать\nпять."]), [""; 0]);
    assert_eq!(run(&["Hay treinta\ny cinco."], &["Здесь тридцать\nшесть."]), ["[0] 35 36"]);
    assert_eq!(run(&["Son cinco.", "Nada más."], &["Их мало.", "Всего пятеро."]), [""; 0]);
    assert_eq!(
        run(&["Son cinco.", "Nada.", "No."], &["Их мало.", "Ничего.", "Пятеро."]),
        ["[0] 5 -", "[2] - 5"]
    );
}

#[test]
fn every_cue_has_its_numbers() {
    let text = track(&["Son cinco.", "Nada.", "<b>dos</b>\n<b>mil</b>", "3 y 4"]);
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let counted = Counted::of(&track, Tongue::Spanish);
    let values = |cue| counted.of_cue(cue).iter().map(|n| n.value.to_string()).collect::<Vec<_>>();
    assert_eq!(
        [values(0), values(1), values(2), values(3)],
        [vec!["5"], vec![], vec!["2000"], vec!["3", "4"]]
    );
    assert!(values(9).is_empty());
}

#[test]
fn what_is_no_dialogue_is_left_alone() {
    let es = "dos mil, ".repeat(3000);
    let ru = "три, ".repeat(3000);
    assert_eq!(found([(&track(&[&es]), Tongue::Spanish), (&track(&[&ru]), Tongue::Russian)]), [""; 0]);
    let said = |text, tongue| Said { text, tongue };
    assert!(differences(said(&es, Tongue::Spanish), said(&ru, Tongue::Russian)).is_empty());
}
