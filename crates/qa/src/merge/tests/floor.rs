use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

/// Merged times in milliseconds with the groups, and the losses but for moved times.
fn merged(tracks: &[&[(i64, i64)]], options: &StackOptions) -> (Vec<(i64, i64, String)>, Vec<String>) {
    with(&texts(tracks), |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), options);
        let list = |l: &Vec<u32>| l.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let members = |c: &MergedCue<'_>| c.members.iter().map(list).collect::<Vec<_>>().join("=");
        let cue = |c: &MergedCue<'_>| (c.start.to_millis(), c.end.to_millis(), members(c));
        let moved = |l: &&Loss| matches!(l.kind, LossKind::Trimmed | LossKind::Delayed);
        let losses = merged.losses.iter().filter(|l| !moved(l)).map(ToString::to_string).collect();
        (merged.cues.iter().map(cue).collect(), losses)
    })
}

fn rows(rows: &[(i64, i64, &str)]) -> Vec<(i64, i64, String)> {
    rows.iter().map(|(a, b, c)| (*a, *b, (*c).to_owned())).collect()
}

#[test]
fn a_cue_squeezed_from_both_sides_goes_to_a_neighbour() {
    let plain = StackOptions::default();
    // As long with both: to the one that has no kk yet.
    let es = [(1000, 3600), (3683, 5320)];
    let (cues, losses) = merged(&[&es, &[(1192, 2653), (3140, 4143)]], &plain);
    assert_eq!(cues, rows(&[(1000, 3600, "0=0"), (3600, 5320, "1=1")]));
    assert_eq!(losses, [""; 0]);
    // Longer with the first.
    let (cues, _) = merged(&[&es, &[(1192, 2653), (3100, 4120)]], &plain);
    assert_eq!(cues, rows(&[(1000, 3683, "0=0,1"), (3683, 5320, "1=")]));
    // Half a second where one and a half are said is no flash, half a second of four is.
    let es = [(0, 3000), (3500, 6500)];
    assert_eq!(merged(&[&es, &[(2500, 4000)]], &plain).0.len(), 2);
    assert_eq!(merged(&[&es, &[(2750, 3700)]], &plain).0.len(), 3);
    assert_eq!(merged(&[&[(0, 5000), (5500, 11_000)], &[(3300, 7200)]], &plain).0.len(), 2);
    // Where the first language gives the times, nothing is squeezed that is not there on purpose.
    let first = StackOptions { timing: Timing::First, ..plain };
    let (cues, losses) = merged(&[&[(0, 400), (2000, 4000)], &[(0, 1900), (2000, 4000)]], &first);
    assert_eq!((cues, losses), (rows(&[(0, 400, "0=0"), (2000, 4000, "1=1")]), vec![]));
}

#[test]
fn what_cannot_be_given_away_is_reported() {
    let kk = [(3140, 4143), (4200, 4300), (4350, 4380), (4400, 4500)];
    with(&texts(&[&[(1000, 3600), (3683, 5320)], &kk]), |inputs| {
        let group =
            |members: [&[u32]; 2]| Group { members: members.map(<[u32]>::to_vec).to_vec(), times: None };
        let groups = [group([&[0], &[2]]), group([&[], &[0, 3]]), group([&[1], &[1]])];
        let merged = stack(inputs, &groups, &StackOptions::default());
        assert_eq!(
            merged.cues.iter().map(|c| &c.members).collect::<Vec<_>>(),
            groups.each_ref().map(|g| &g.members)
        );
        let flashed: Vec<_> = merged.losses.iter().filter(|l| l.kind == LossKind::Flashed).collect();
        assert_eq!(
            flashed.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["kk cue 1: on screen for only 83 ms of its 1003 ms"]
        );
        assert!(!LossKind::Flashed.is_notice());
    });
}

#[test]
fn cues_without_times_go_along() {
    let es = srt("es", &[(1000, 3600), (3683, 5320)]);
    let kk = "1\n00:00:01,192 --> 00:00:02,653\nБір\n\n2\n00:00:03,140 --> 00:00:04,143\nЕкі\n\n\
              3\n00:00:0x,000 --> 00:00:06,000\nҮш\n\n";
    with(&[es.as_str(), kk], |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), &StackOptions::default());
        let members: Vec<_> = merged.cues.iter().map(|c| c.members[1].clone()).collect();
        assert_eq!(members, [vec![0], vec![1, 2]]);
    });
}

#[test]
fn text_taken_for_a_counter_is_a_loss() {
    let es = "1\n00:00:01,000 --> 00:00:02,000\nHola\n\nAdios2\n00:00:03,000 --> 00:00:04,000\nQué\n\n1984\n";
    let kk = "\u{feff}#1\n00:00:01,000 --> 00:00:02,000\nСәлем\n\n";
    with(&[es, kk], |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), &StackOptions::default());
        let all: Vec<_> = merged.losses.iter().map(ToString::to_string).collect();
        let want = [
            "es the cue at place 2: \u{201c}Adios2\u{201d}, taken for a counter: not carried over",
            "es the cue at place 2: \u{201c}1984\u{201d}, taken for a counter: not carried over",
            "kk the cue at place 1: \u{201c}#1\u{201d}, taken for a counter: not carried over",
        ];
        assert_eq!(all, want);
        let number = LossKind::Source(tregua_parse::model::LossKind::Id);
        assert_eq!(merged.losses[0].kind, number);
        assert!(!number.is_notice());
    });
}

#[test]
fn times_between_milliseconds_are_noticed() {
    let es = "1\n00:00:01,0004 --> 00:00:02,0006\na\n\n2\n00:00:03,000 --> 00:00:04,0001\nb\n\n\
              3\n00:00:05,0004 --> 00:00:06,000\nc\n\n";
    // Stamps that are no edge of a merged cue are not rounded.
    let kk = "1\n00:00:01,5004 --> 00:00:01,9006\na\n\n2\n00:00:03,0001 --> 00:00:04,000\nb\n\n";
    with(&[es, kk], |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), &StackOptions::default());
        let all: Vec<_> = merged.losses.iter().map(ToString::to_string).collect();
        let want = [
            "es cue 1: its times were rounded to 00:00:01,000 and 00:00:02,001: SubRip holds whole milliseconds",
            "es cue 2: its out-time was rounded to 00:00:04,000: SubRip holds whole milliseconds",
            "es cue 3: its in-time was rounded to 00:00:05,000: SubRip holds whole milliseconds",
        ];
        assert_eq!(all, want);
        assert!(merged.losses.iter().all(|l| l.kind == LossKind::Rounded && l.kind.is_notice()));
    });
}

/// Cues that any publisher takes: 0.8 to 4 s, two frames apart or more.
fn clean() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let gap = prop_oneof![Just(83i64), 83i64..600, 83i64..3000];
    (0i64..2000, vec((gap, 800i64..4000), 0..30)).prop_map(|(mut at, steps)| {
        let mut cue = |(gap, len): (i64, i64)| {
            let start = at + gap;
            at = start + len;
            (start, at)
        };
        steps.into_iter().map(&mut cue).collect()
    })
}

/// The cues of inputs that are on the screen for less than 5/6 s and less than half of what they were.
fn flashes(inputs: &[Input<'_>], merged: &Merged<'_>) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for cue in &merged.cues {
        let shown = cue.end.ticks() - cue.start.ticks();
        for (i, list) in cue.members.iter().enumerate() {
            found.extend(list.iter().filter_map(|id| {
                let (start, end) = inputs[i].track.cues[*id as usize].times?;
                let own = (end.ticks() - start.ticks()).max(0);
                (shown < ms(2500).ticks() / 3 && shown * 2 < own).then_some((i, *id))
            }));
        }
    }
    found.sort_unstable();
    found
}

fn reported(merged: &Merged<'_>) -> Vec<(usize, u32)> {
    merged.losses.iter().filter(|l| l.kind == LossKind::Flashed).map(|l| (l.input, l.cue)).collect()
}

proptest! {
    #[test]
    fn clean_tracks_never_flash(tracks in vec(clean(), 2..4)) {
        let slices: Vec<_> = tracks.iter().map(Vec::as_slice).collect();
        with(&texts(&slices), |inputs| {
            let merged = stack(inputs, &group(inputs, &GroupOptions::default()), &StackOptions::default());
            prop_assert_eq!(flashes(inputs, &merged), reported(&merged));
            // None is left to report, though the rounds are bounded.
            prop_assert_eq!(reported(&merged), []);
            for pair in merged.cues.windows(2) {
                prop_assert!(pair[0].start <= pair[1].start && pair[0].end <= pair[1].start);
            }
            for (i, track) in tracks.iter().enumerate() {
                let order: Vec<_> = merged.cues.iter().flat_map(|c| c.members[i].iter().copied()).collect();
                prop_assert!(order.into_iter().eq(0..u32::try_from(track.len()).unwrap()));
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_flash_of_wild_tracks_is_reported(tracks in vec(vec((0i64..90, 0i64..40), 0..20), 2..4)) {
        let tracks: Vec<Vec<_>> = tracks.iter().map(|t| t.iter().map(|(a, d)| (a * 100, (a + d) * 100)).collect()).collect();
        let slices: Vec<_> = tracks.iter().map(Vec::as_slice).collect();
        with(&texts(&slices), |inputs| {
            let groups = group(inputs, &GroupOptions::default());
            let merged = stack(inputs, &groups, &StackOptions::default());
            prop_assert_eq!(flashes(inputs, &merged), reported(&merged));
            for (i, input) in inputs.iter().enumerate() {
                // The order of the groups is kept where groups were joined.
                let after: Vec<_> = merged.cues.iter().flat_map(|c| c.members[i].iter().copied()).collect();
                let before: Vec<_> = groups.iter().flat_map(|g| g.members[i].iter().copied()).collect();
                prop_assert_eq!(after.len(), input.track.cues.len());
                prop_assert_eq!(after, before);
            }
            Ok(())
        })?;
    }
}
