use super::*;
use std::fmt::Write as _;
use tregua_parse::format::{srt, vtt};
use tregua_parse::source::Source;

/// `(in, out, text)` in milliseconds.
type Line<'t> = (i64, i64, &'t str);

fn srt_of(lines: &[Line<'_>]) -> String {
    let mut out = String::new();
    let time = |ms: i64| Time::from_millis(ms).unwrap();
    for (n, (start, end, text)) in lines.iter().enumerate() {
        let _ = write!(out, "{}\n{} --> {}\n{text}\n\n", n + 1, time(*start), time(*end));
    }
    out
}

fn between(old: &str, new: &str) -> Diff {
    let open = |text| srt::parse(Source::open(text, None, None).unwrap());
    diff(&open(old.as_bytes()), &open(new.as_bytes()))
}

fn kinds(diff: &Diff) -> Vec<(Kind, Range<u32>, Range<u32>)> {
    diff.changes
        .iter()
        .filter(|it| !it.is_same())
        .map(|it| (it.kind, it.old.clone(), it.new.clone()))
        .collect()
}

const FILM: &[Line<'_>] = &[
    (1000, 2500, "Buenos días, señora Vidal."),
    (3000, 4500, "¿Ha visto usted a mi hermano?"),
    (5000, 6000, "No."),
    (6500, 8000, "Se fue al puerto esta mañana."),
    (9000, 11000, "No vuelva por aquí. Se lo ruego."),
    (12000, 13000, "No."),
    (14000, 16000, "Entonces iré a buscarlo yo mismo."),
];

fn film(change: impl FnOnce(&mut Vec<Line<'static>>)) -> String {
    let mut lines = FILM.to_vec();
    change(&mut lines);
    srt_of(&lines)
}

#[test]
fn the_same_is_the_same_whatever_counters_and_spacing() {
    let old = film(|_| {});
    let new = old.replace("2\n00", "17\n00").replace("\n\n", "\n\n\n");
    assert!(between(&old, &new).is_same());
}

#[test]
fn one_cue_of_each_kind_is_named() {
    let old = film(|_| {});
    let split = film(|lines| {
        lines[4] = (9000, 10000, "No vuelva por aquí.");
        lines.insert(5, (10080, 11000, "Se lo ruego."));
    });
    assert_eq!(kinds(&between(&old, &split)), [(Kind::Split, 4..5, 4..6)]);
    assert!(between(&old, &split).changes[4].text.is_none(), "no word changed");
    assert_eq!(kinds(&between(&split, &old)), [(Kind::Merged, 4..6, 4..5)]);
    let removed = film(|lines| {
        lines.remove(2);
    });
    assert_eq!(kinds(&between(&old, &removed)), [(Kind::Removed, 2..3, 0..0)]);
    assert_eq!(kinds(&between(&removed, &old)), [(Kind::Added, 0..0, 2..3)]);
    let rewritten = film(|lines| lines[3].2 = "Salió para Santander.");
    assert_eq!(
        kinds(&between(&old, &rewritten)),
        [(Kind::Kept, 3..4, 3..4)],
        "its time says that it is the same cue"
    );
    let moved = film(|lines| {
        let line = lines.remove(1);
        lines.insert(4, (8200, 8800, line.2));
    });
    let diff = between(&old, &moved);
    assert_eq!(kinds(&diff), [(Kind::Kept, 1..2, 4..5)]);
    assert!(diff.changes.iter().any(|it| it.moved));
}

#[test]
fn words_are_told_from_one_another() {
    let new = film(|lines| lines[1].2 = "¿Ha visto usted a mi primo?");
    let diff = between(&film(|_| {}), &new);
    let text = diff.changes[1].text.clone().unwrap();
    let of = |op| text.iter().filter(|it| it.op == op).map(|it| it.text.as_str()).collect::<Vec<_>>();
    assert_eq!((of(Op::Removed), of(Op::Added)), (vec!["hermano"], vec!["primo"]));
    assert_eq!(of(Op::Kept), ["¿Ha visto usted a mi ", "?"]);
}

#[test]
fn a_shift_is_one_rule_and_a_cue_that_moved_otherwise_is_none_of_it() {
    let late = |from: usize, by: i64| {
        film(|lines| lines[from..].iter_mut().for_each(|it| (it.0, it.1) = (it.0 + by, it.1 + by)))
    };
    let old = film(|_| {});
    let diff = between(&old, &late(0, 2500));
    assert!(diff.is_one_map());
    assert_eq!(diff.runs[0].by(), Time::from_millis(2500));
    let diff = between(&old, &late(3, 2500));
    let runs: Vec<_> =
        diff.runs.iter().map(|run| (run.from.to_millis(), run.by().unwrap().to_millis())).collect();
    assert_eq!(runs, [(1000, 0), (6500, 2500)]);
    assert!(diff.changes.iter().all(|it| !it.is_retimed()));
    let mut lines = FILM.to_vec();
    lines.iter_mut().for_each(|it| (it.0, it.1) = (it.0 + 2500, it.1 + 2500));
    lines[3].1 += 200;
    let diff = between(&old, &srt_of(&lines));
    assert_eq!(diff.runs.len(), 1);
    assert_eq!(diff.changes.iter().filter(|it| it.is_retimed()).count(), 1);
}

#[test]
fn another_speed_is_found_within_what_is_rounded() {
    let mut lines: Vec<(i64, i64, String)> = Vec::new();
    for n in 0..400 {
        lines.push((n * 7013 + 500, n * 7013 + 2350, format!("Сөйлем нөмірі {n}.")));
    }
    let spell = |scale: fn(i64) -> i64| {
        let lines: Vec<Line<'_>> =
            lines.iter().map(|(a, b, text)| (scale(*a), scale(*b), text.as_str())).collect();
        srt_of(&lines)
    };
    let diff = between(&spell(|ms| ms), &spell(|ms| (ms * 1001 + 480) / 960));
    assert!(diff.is_one_map(), "{:?}", diff.runs);
    assert_eq!(diff.runs[0].piece.speed, Speed::new(1001, 960).unwrap());
    assert!(diff.changes.iter().all(|it| it.explained));
}

use crate::retime::Speed;

/// What becomes of a cue's times where each time is scaled so.
type Scaled = fn(&dyn Fn(i64) -> i64, (i64, i64)) -> (i64, i64);

#[test]
fn a_speed_that_somebody_chose_is_one_rule() {
    let mut lines: Vec<(i64, i64, String)> = Vec::new();
    for n in 0..1500 {
        let start = n * 5839 + n % 13 * 83 + 500;
        lines.push((start, start + 1291 + n % 7 * 201, format!("Реплика {n}.")));
    }
    let spell = |scale: &dyn Fn((i64, i64)) -> (i64, i64)| {
        let lines: Vec<_> = lines.iter().map(|(a, b, text)| (scale((*a, *b)), text.as_str())).collect();
        srt_of(&lines.into_iter().map(|((a, b), text)| (a, b, text)).collect::<Vec<Line<'_>>>())
    };
    let old = spell(&|times| times);
    for (num, den, by) in
        [(10_007, 10_000, 0), (99_931, 100_000, 700), (100_002, 100_000, 0), (501, 500, 370)]
    {
        let round = |ms: i64| (ms * num * 2 + den) / (den * 2);
        let cut = |ms: i64| ms * num / den;
        let each = |of: Scaled, scale: &dyn Fn(i64) -> i64| {
            let new = spell(&|times| {
                let (a, b) = of(scale, times);
                (a + by, b + by)
            });
            let diff = between(&old, &new);
            let speeds: Vec<String> = diff.runs.iter().map(|run| run.piece.speed.to_string()).collect();
            assert!(diff.is_one_map(), "{num}/{den}: {speeds:?}");
            assert!(diff.changes.iter().all(|it| it.explained || it.is_same()), "{num}/{den}: {speeds:?}");
        };
        each(|scale, (a, b)| (scale(a), scale(b)), &round);
        each(|scale, (a, b)| (scale(a), scale(b)), &cut);
        // The duration by itself.
        each(|scale, (a, b)| (scale(a), scale(a) + scale(b - a)), &round);
    }
    // A scene that was taken out is another rule, and no third one.
    let new = spell(&|(a, b)| {
        let cut = if a > 4_000_000 { 30_000 } else { 0 };
        (a * 10_007 / 10_000 - cut, b * 10_007 / 10_000 - cut)
    });
    let diff = between(&old, &new);
    assert_eq!(diff.runs.len(), 2, "{:?}", diff.runs);
}

#[test]
fn formats_are_no_difference_and_styles_are_one() {
    let old = "1\n00:00:01,000 --> 00:00:02,000\n<i>Тоқта!</i>\n\n";
    let new = "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Тоқта!</i>\n";
    let (a, b) = (
        Source::open(old.as_bytes(), None, None).unwrap(),
        Source::open(new.as_bytes(), None, None).unwrap(),
    );
    assert!(diff(&srt::parse(a), &vtt::parse(b)).is_same());
    let plain = between(old, &old.replace("<i>", "").replace("</i>", ""));
    assert_eq!(plain.changes[0].look, [Look::Letters]);
    assert!(plain.changes[0].text.is_none());
}

#[test]
fn large_tracks_without_a_common_word_are_compared_by_time() {
    let lines = |word: &str| {
        let texts: Vec<String> = (0..3000).map(|n| format!("{word}{n}")).collect();
        let lines: Vec<Line<'_>> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| (n as i64 * 3000, n as i64 * 3000 + 2000, text.as_str()))
            .collect();
        srt_of(&lines)
    };
    let diff = between(&lines("a"), &lines("b"));
    assert!(diff.changes.iter().all(|it| it.kind == Kind::Kept && it.text.is_some()));
}

proptest::proptest! {
    #[test]
    fn every_cue_is_told_once(old in proptest::collection::vec((0i64..60, 0usize..6), 0..14), new in proptest::collection::vec((0i64..60, 0usize..6), 0..14)) {
        let words = ["Sí.", "No.", "¿Quién es?", "Vamos a casa.", "Vamos a casa ahora.", "Nada."];
        let spell = |list: &[(i64, usize)]| {
            let lines: Vec<Line<'_>> = list.iter().map(|(at, word)| (at * 500, at * 500 + 900, words[*word])).collect();
            srt_of(&lines)
        };
        let diff = between(&spell(&old), &spell(&new));
        let (mut seen_old, mut seen_new) = (vec![0; old.len()], vec![0; new.len()]);
        for change in &diff.changes {
            change.old.clone().for_each(|i| seen_old[i as usize] += 1);
            change.new.clone().for_each(|i| seen_new[i as usize] += 1);
        }
        proptest::prop_assert!(seen_old.iter().chain(&seen_new).all(|n| *n == 1));
        proptest::prop_assert!(between(&spell(&old), &spell(&old)).is_same());
    }
}
