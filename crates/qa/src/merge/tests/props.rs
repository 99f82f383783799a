use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::HashSet;

/// Cues of a track: out-of-order, overlapping, of no length, reversed, some without readable times.
fn wild() -> impl Strategy<Value = Vec<Option<(i64, i64)>>> {
    let times = (0i64..120, -3i64..40).prop_map(|(a, d)| (a * 100, (a + d).max(0) * 100));
    vec(prop_oneof![9 => times.prop_map(Some), 1 => Just(None)], 0..14)
}

/// Cues one behind the other.
fn tidy() -> impl Strategy<Value = Vec<(i64, i64)>> {
    vec((0i64..12, 1i64..40), 0..14).prop_map(|steps| {
        let mut at = 0;
        let mut cue = |(gap, len): (i64, i64)| {
            let start = at + gap * 100;
            at = start + len * 100;
            (start, at)
        };
        steps.into_iter().map(&mut cue).collect()
    })
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zәқ ]{1,6}",
        "[0-9]{1,4}",
        Just("-->".to_owned()),
        Just("12:30".to_owned()),
        Just("00:00:01,000 --> 00:00:02,000".to_owned()),
        Just("10:20:30 >".to_owned()),
        "<[/]?(i|b|u|s|font|font color=red|c\\.x|em)>?",
        "\\{(\\\\an8|\\\\i1|\\\\r|\\\\k1|y:i|x|\\\\)\\}?",
        "[<>{}\\\\:\\-]",
        Just("\n".to_owned()),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn file(lang: &str, cues: &[Option<(i64, i64)>]) -> String {
    let stamp = |times: &Option<(i64, i64)>| match times {
        Some((a, b)) => format!("{} --> {}", ms(*a), ms(*b)),
        None => "00:0x:00,000 --> 00:00:01,000".to_owned(),
    };
    let cue = |(i, t)| format!("{}\n{}\n{lang}{i}\n\n", i + 1, stamp(t));
    cues.iter().enumerate().map(cue).collect()
}

fn files(tracks: &[Vec<Option<(i64, i64)>>]) -> Vec<String> {
    tracks.iter().zip(LANGS).map(|(cues, lang)| file(lang, cues)).collect()
}

fn timed(tracks: &[Vec<(i64, i64)>]) -> Vec<Vec<Option<(i64, i64)>>> {
    tracks.iter().map(|t| t.iter().copied().map(Some).collect()).collect()
}

fn options() -> impl Strategy<Value = GroupOptions> {
    (0i64..500, 0u8..=100).prop_map(|(t, share)| GroupOptions { tolerance: ms(t), share })
}

fn timing() -> impl Strategy<Value = Timing> {
    prop_oneof![
        Just(Timing::Union),
        Just(Timing::First),
        Just(Timing::Intersection),
        (0usize..4).prop_map(Timing::Of)
    ]
}

/// In- and out-time of a cue in ticks, reversed times put right.
fn shown(input: &Input<'_>, cue: u32) -> Option<(i64, i64)> {
    input.track.cues[cue as usize].times.map(|(a, b)| (a.ticks(), b.ticks().max(a.ticks())))
}

/// Every cue stands in one group.
fn check_cues(inputs: &[Input<'_>], groups: &[Group]) -> Result<(), TestCaseError> {
    for (i, input) in inputs.iter().enumerate() {
        let mut seen: Vec<u32> = groups.iter().flat_map(|g| g.members[i].iter().copied()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..input.track.cues.len() as u32).collect::<Vec<_>>());
    }
    Ok(())
}

fn check_groups(inputs: &[Input<'_>], groups: &[Group]) -> Result<(), TestCaseError> {
    check_cues(inputs, groups)?;
    let mut starts: Vec<Time> = Vec::new();
    for g in groups {
        starts.extend(g.times.map(|t| t.0));
        prop_assert!(g.members.iter().any(|m| !m.is_empty()));
        for (input, list) in inputs.iter().zip(&g.members) {
            let times: Vec<_> = list.iter().filter_map(|c| Some((shown(input, *c)?.0, *c))).collect();
            prop_assert!(times.is_sorted(), "{:?}", list);
        }
    }
    prop_assert!(starts.is_sorted());
    Ok(())
}

fn check_merged(inputs: &[Input<'_>], merged: &Merged<'_>) -> Result<(), TestCaseError> {
    prop_assert!(merged.cues.is_sorted_by_key(|c| c.start));
    for (n, cue) in merged.cues.iter().enumerate() {
        prop_assert!(cue.start <= cue.end);
        let lines: Vec<_> = cue.lines.iter().map(|l| l.input).collect();
        prop_assert!(lines.is_sorted());
        for (input, list) in inputs.iter().zip(&cue.members) {
            for id in list {
                for line in input.track.lines_of(&input.track.cues[*id as usize]) {
                    let text = input.track.text_of(line);
                    let found = cue
                        .lines
                        .iter()
                        .any(|l| l.runs.iter().map(|r| r.text.as_ref()).collect::<String>() == text);
                    prop_assert!(found || text.trim().is_empty(), "{} is missing", text);
                }
            }
        }
        for later in &merged.cues[n + 1..] {
            if cue.end.min(later.end) <= cue.start.max(later.start) {
                continue;
            }
            let had = inputs.iter().enumerate().any(|(i, input)| {
                cue.members[i].iter().any(|a| {
                    later.members[i].iter().any(|b| match (shown(input, *a), shown(input, *b)) {
                        (Some(a), Some(b)) => {
                            a.1.min(b.1) > a.0.max(b.0) || a.0 == b.0 || b.0 < a.1 && a.0 < b.1
                        }
                        _ => false,
                    })
                })
            });
            prop_assert!(had, "{:?} and {:?}", cue, later);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_cue_once_and_no_new_overlap(tracks in vec(wild(), 1..4), options in options(), timing in timing(), gap in 0i64..400) {
        with(&files(&tracks), |inputs| {
            let groups = group(inputs, &options);
            check_groups(inputs, &groups)?;
            let merged = stack(inputs, &groups, &StackOptions { timing, min_gap: ms(gap), ..StackOptions::default() });
            let ids: HashSet<_> = merged.cues.iter().flat_map(|c| c.lines.iter().map(|l| (l.input, l.cue))).collect();
            prop_assert_eq!(ids.len(), tracks.iter().map(Vec::len).sum::<usize>());
            check_merged(inputs, &merged)?;
            Ok(())
        })?;
    }

    #[test]
    fn what_pairing_finds_is_kept_too(tracks in vec(wild(), 1..4), timing in timing(), leader in 0usize..3, gap in 0i64..400) {
        with(&files(&tracks), |inputs| {
            let found = answers(inputs, &AnswerOptions { leader, ..AnswerOptions::default() });
            check_cues(inputs, &found.groups)?;
            // Each track in the order of its in-times, whatever the policy.
            let options = StackOptions { timing, min_gap: ms(gap), times: found.times.clone(), ..StackOptions::default() };
            let merged = stack(inputs, &found.groups, &options);
            let ids: HashSet<_> = merged.cues.iter().flat_map(|c| c.lines.iter().map(|l| (l.input, l.cue))).collect();
            prop_assert_eq!(ids.len(), tracks.iter().map(Vec::len).sum::<usize>());
            prop_assert!(merged.cues.is_sorted_by_key(|c| c.start));
            prop_assert!(merged.cues.iter().all(|c| c.start <= c.end));
            Ok(())
        })?;
    }

    #[test]
    fn tidy_tracks_are_read_in_order(tracks in vec(tidy(), 2..4), shift in 0i64..5000, timing in timing()) {
        let mut tracks = timed(&tracks);
        for cue in tracks.iter_mut().skip(1).take(1).flat_map(|track| track.iter_mut().skip(4)) {
            *cue = cue.map(|(a, b)| (a + shift, b + shift));
        }
        with(&files(&tracks), |inputs| {
            let found = answers(inputs, &AnswerOptions::default());
            let options = StackOptions { timing, times: found.times.clone(), ..StackOptions::default() };
            let merged = stack(inputs, &found.groups, &options);
            for (i, input) in inputs.iter().enumerate() {
                let order: Vec<_> = merged.cues.iter().flat_map(|c| c.members[i].iter().copied()).collect();
                prop_assert!(order.iter().copied().eq(0..input.track.cues.len() as u32), "{order:?}");
            }
            for pair in merged.cues.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start, "{pair:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn tidy_tracks_stay_tidy(tracks in vec(tidy(), 2..4), options in options()) {
        with(&files(&timed(&tracks)), |inputs| {
            let groups = group(inputs, &options);
            let merged = stack(inputs, &groups, &StackOptions::default());
            check_merged(inputs, &merged)?;
            for pair in merged.cues.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            // The words of each language come in their order from the first cue to the last.
            for i in 0..inputs.len() {
                let order: Vec<_> = merged.cues.iter().flat_map(|c| c.members[i].iter().copied()).collect();
                prop_assert!(order.is_sorted(), "{:?}", order);
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_track_with_itself(track in wild(), options in options()) {
        let tracks = vec![track; 3];
        with(&files(&tracks), |inputs| {
            let groups = group(inputs, &options);
            for g in groups.iter().filter(|g| g.times.is_some()) {
                prop_assert_eq!(&g.members[0], &g.members[1]);
                prop_assert_eq!(&g.members[0], &g.members[2]);
                let timed = g.members[0].iter().filter(|c| inputs[0].track.cues[**c as usize].times.is_some());
                prop_assert_eq!(timed.count(), 1);
            }
            let merged = stack(inputs, &groups, &StackOptions::default());
            let mut times: Vec<_> = (0..inputs[0].track.cues.len() as u32).filter_map(|c| shown(&inputs[0], c)).collect();
            times.sort_by_key(|t| t.0);
            let got: Vec<_> = merged.cues.iter().map(|c| (c.start.ticks(), c.end.ticks())).collect();
            prop_assert!(got == times || times.is_empty());
            Ok(())
        })?;
    }

    #[test]
    fn what_is_written_is_read_again(texts in vec(text(), 1..7), italic in any::<bool>()) {
        let all: Vec<String> = texts.iter().map(|t| format!("1\n00:00:01,000 --> 00:00:02,000\n{t}\n\n2\n00:00:03,000 --> 00:00:04,000\n{t}{t}\n\n")).collect();
        with(&all[..all.len().min(3)], |inputs| {
            let decorations = vec![Decoration { italic, colour: None }; 2];
            let merged = stack(inputs, &group(inputs, &GroupOptions::default()), &StackOptions { decorations, ..StackOptions::default() });
            // The text may bring a time line of its own.
            if merged.losses.iter().any(|l| l.kind == LossKind::BeforeZero) {
                return Ok(());
            }
            let text = to_srt(&merged);
            with(&[&text], |again| {
                let (document, track) = (again[0].document, again[0].track);
                prop_assert!(document.problems.is_empty(), "{:?} in {}", document.problems, text);
                prop_assert_eq!(track.cues.len(), merged.cues.len(), "{}", text);
                for (cue, want) in track.cues.iter().zip(&merged.cues) {
                    prop_assert_eq!(cue.times, Some((ms(want.start.to_millis()), ms(want.end.to_millis()))));
                    if !want.lines.is_empty() {
                        prop_assert_eq!(cue.align, want.align);
                    }
                    let styled = |runs: Vec<(String, Style)>| runs.into_iter().filter(|r| !r.0.is_empty()).flat_map(|(t, s)| t.chars().map(move |c| (c, s)).collect::<Vec<_>>()).collect::<Vec<_>>();
                    let got: Vec<_> = track.lines_of(cue).iter().map(|l| styled(track.runs_of(l).iter().map(|r| (r.text.clone().into_owned(), r.style)).collect())).collect();
                    let lines: Vec<_> = want.lines.iter().map(|l| styled(l.runs.iter().map(|r| (r.text.to_string(), r.style)).collect())).collect();
                    prop_assert_eq!(got, lines, "{}", text);
                }
                let bad = track.problems.iter().any(|p| matches!(p.kind, ProblemKind::TagUnbalanced | ProblemKind::TagCrossed));
                prop_assert!(!bad, "{}", text);
                Ok(())
            })
        })?;
    }
}
