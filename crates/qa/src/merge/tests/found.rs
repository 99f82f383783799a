use super::*;

/// Merges by what pairing finds: times in milliseconds with the texts, and the losses.
fn merged(texts: &[&str], timing: Timing) -> (Vec<String>, Vec<String>) {
    with(texts, |inputs| {
        let leader = if let Timing::Of(leader) = timing { leader } else { 0 };
        let found = answers(inputs, &AnswerOptions { leader, ..AnswerOptions::default() });
        let options = StackOptions { timing, times: found.times.clone(), ..StackOptions::default() };
        let merged = stack(inputs, &found.groups, &options);
        let cue = |c: &MergedCue<'_>| {
            let lines: Vec<String> =
                c.lines.iter().map(|l| l.runs.iter().map(|r| r.text.as_ref()).collect()).collect();
            format!("{}-{} {}", c.start.to_millis(), c.end.to_millis(), lines.join("/"))
        };
        let losses = found.losses.iter().chain(&merged.losses).map(ToString::to_string).collect();
        (merged.cues.iter().map(cue).collect(), losses)
    })
}

fn track(cues: &[(i64, i64, &str)]) -> String {
    let cue = |(i, (a, b, text)): (usize, &(i64, i64, &str))| {
        format!("{}\n{} --> {}\n{text}\n\n", i + 1, ms(*a), ms(*b))
    };
    cues.iter().enumerate().map(cue).collect()
}

#[test]
fn the_policy_gives_the_times() {
    let es = track(&[(1000, 4000, "Buenos días. ¿Qué tal?"), (6000, 7000, "Bien.")]);
    let kk = track(&[(1200, 2400, "Қайырлы таң."), (2500, 4500, "Қалайсың?"), (5800, 7400, "Жақсы.")]);
    let of = |timing| merged(&[&es, &kk], timing).0;
    let texts = ["Buenos días. ¿Qué tal?/Қайырлы таң./Қалайсың?", "Bien./Жақсы."];
    let want =
        |times: [&str; 2]| times.iter().zip(texts).map(|(t, x)| format!("{t} {x}")).collect::<Vec<_>>();
    assert_eq!(of(Timing::Union), want(["1000-4500", "5800-7400"]));
    assert_eq!(of(Timing::First), want(["1000-4000", "6000-7000"]));
    assert_eq!(of(Timing::Intersection), want(["1200-4000", "6000-7000"]));
    assert_eq!(of(Timing::Of(1)), want(["1200-4500", "5800-7400"]));
    assert_eq!(of(Timing::Of(0)), of(Timing::First));
    // A number of no track: the first.
    assert_eq!(of(Timing::Of(9)), of(Timing::First));
    // What all show is over at once: the first language's time.
    let kk = track(&[(3900, 6000, "Қайырлы таң. Қалайсың?")]);
    let (cues, _) = merged(&[&track(&[(1000, 4000, "Buenos días. ¿Qué tal?")]), &kk], Timing::Intersection);
    assert!(cues[0].starts_with("1000-4000 "), "{cues:?}");
}

/// Twenty lines, each with a number that both languages have.
fn numbered(line: &str, from: usize, late: impl Fn(usize) -> i64) -> String {
    let mut cues = Vec::new();
    let mut at = 0;
    for i in 0..from {
        // In no rhythm, so that one place alone fits.
        at += 3000 + (i as i64 * 7919) % 2600;
        cues.push((
            at + late(i),
            at + 1500 + (i as i64 * 337) % 1200 + late(i),
            format!("{line} {}", 100 + i),
        ));
    }
    let cues: Vec<_> = cues.iter().map(|(a, b, text)| (*a, *b, text.as_str())).collect();
    track(&cues)
}

#[test]
fn a_track_that_is_late_is_brought_over() {
    let es = numbered("Hace frío, sección", 60, |_| 0);
    let kk = numbered("Суық, бөлім", 60, |i| if i < 30 { 0 } else { 2000 });
    with(&[es.as_str(), &kk], |inputs| {
        let found = answers(inputs, &AnswerOptions::default());
        assert!(found.strangers().next().is_none(), "{:?}", found.related);
        assert!(found.groups.iter().all(|g| g.members[0] == g.members[1]), "{}", spelt(&found.groups));
        // Within a tenth, and only where it was late.
        for (own, moved) in found.times[0].iter().zip(&found.times[1]) {
            assert!((own.unwrap().0.to_millis() - moved.unwrap().0.to_millis()).abs() <= 100);
        }
        assert_eq!(found.losses.len(), 1, "{:?}", found.losses);
        assert!(found.losses[0].name == "kk cue 31", "{:?}", found.losses);
        assert_eq!(found.losses[0].kind, LossKind::Shifted);
        // By the other's line it is the first that moves.
        let found = answers(inputs, &AnswerOptions { leader: 1, ..AnswerOptions::default() });
        assert!(found.losses.iter().all(|loss| loss.input == 0), "{:?}", found.losses);
        assert_eq!(found.times[1][40], inputs[1].track.cues[40].times);
    });
    let (cues, losses) = merged(&[&es, &kk], Timing::Union);
    assert_eq!(cues.len(), 60, "{cues:?}");
    assert!(losses.iter().all(|loss| loss.contains("to meet the leading track")), "{losses:?}");
}

#[test]
fn what_would_begin_before_the_film_begins_with_it() {
    let es = numbered("Hace frío, sección", 60, |_| 0);
    let late = numbered("Суық, бөлім", 60, |_| 20_000);
    for (from, stands, losses) in [(19_000, 0, 2), (5_000, -15_000, 1)] {
        let credit = format!("1\n{} --> {}\nАударған Айгүл Серікқызы\n\n", ms(from), ms(from + 2000));
        with(&[es.as_str(), &format!("{credit}{late}")], |inputs| {
            let found = answers(inputs, &AnswerOptions::default());
            assert!(
                (found.times[1][0].unwrap().0.to_millis() - stands).abs() < 100,
                "{:?}",
                found.times[1][0]
            );
            assert_eq!(found.losses.len(), losses, "{:?}", found.losses);
            let delayed = found.losses.iter().filter(|loss| loss.kind == LossKind::Delayed);
            assert!(delayed.map(|loss| loss.name.as_str()).eq(["kk cue 1"; 2][..losses - 1].iter().copied()));
        });
    }
}

#[test]
fn a_track_that_may_be_a_strangers_is_not_moved() {
    let found = Answers { related: vec![1000, 799, 800, 499], ..Answers::default() };
    assert_eq!(found.doubtful().collect::<Vec<_>>(), [1]);
    assert_eq!(found.strangers().collect::<Vec<_>>(), [3]);
}

#[test]
fn a_track_of_another_film_is_a_stranger() {
    let es = numbered("Hace frío, sección", 300, |_| 0);
    let other = numbered("Здесь тепло, дом", 300, |i| (i as i64 * 104_729) % 300_007);
    with(&[es.as_str(), &other], |inputs| {
        let found = answers(inputs, &AnswerOptions::default());
        assert_eq!(found.strangers().collect::<Vec<_>>(), [1], "{:?}", found.related);
    });
}

#[test]
fn lines_and_separator() {
    let es = track(&[(1000, 4000, "Hemos parado.\nNo siento los pies.")]);
    let kk = track(&[(1000, 4000, "Тоқтадық.\nАяғымды сезбей қалдым.")]);
    with(&[es, kk], |inputs| {
        let found = answers(inputs, &AnswerOptions::default());
        let budget = Budget { lines: 1, width: 30 };
        let options = StackOptions {
            budgets: vec![Some(budget)],
            separator: Some("—".to_owned()),
            ..StackOptions::default()
        };
        let merged = stack(inputs, &found.groups, &options);
        let want = "1\n00:00:01,000 --> 00:00:04,000\nHemos parado. No siento los pies.\n—\nТоқтадық.\n\
                    Аяғымды сезбей қалдым.\n\n";
        assert_eq!(to_srt(&merged), want);
        let said: Vec<_> = merged.losses.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["es cue 1: in one line the longest has 33 characters, 30 are wanted"]);
        assert!(merged.losses[0].kind.is_notice());
    });
}
