use super::*;
use proptest::prelude::*;

fn cues(times: &[(i64, i64)]) -> Vec<TimedCue> {
    let ms = |n| Time::from_millis(n).unwrap();
    let mut out: Vec<TimedCue> = (0u32..)
        .zip(times)
        .map(|(index, (start, len))| TimedCue { start: ms(*start), index, end: ms(start + len) })
        .collect();
    out.sort_unstable();
    out
}

/// The search over the whole tracks at once.
fn whole(a: &[TimedCue], b: &[TimedCue], tolerance: Time) -> Vec<(Vec<u32>, Vec<u32>)> {
    let times = |cues: &[TimedCue]| cues.iter().map(|cue| Some((cue.start, cue.end))).collect();
    let tracks: [Vec<Times>; 2] = [times(a), times(b)];
    let options = GroupOptions { tolerance, ..GroupOptions::default() };
    let name = |cues: &[TimedCue], list: &[u32]| list.iter().map(|at| cues[*at as usize].index).collect();
    let groups = group_times(&tracks, &options);
    groups.iter().map(|g| (name(a, &g.members[0]), name(b, &g.members[1]))).collect()
}

fn groups(pairs: &Pairs) -> Vec<(Vec<u32>, Vec<u32>)> {
    pairs.iter().map(|g| (g.a.to_vec(), g.b.to_vec())).collect()
}

#[test]
fn cues_without_an_answer_stand_alone() {
    let a = cues(&[(0, 1000), (5000, 1000)]);
    let b = cues(&[(2000, 1000), (5100, 1000)]);
    let pairs = pair(&a, &b, Time::from_millis(200).unwrap());
    assert_eq!(groups(&pairs), [(vec![0], vec![]), (vec![], vec![0]), (vec![1], vec![1])]);
    assert!(pair(&[], &[], Time::ZERO).is_empty());
}

/// Cues of a made-up track: gaps and lengths in milliseconds, some of them zero.
fn track() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let step =
        (prop_oneof![Just(0i64), 1i64..400, 0i64..3000], prop_oneof![Just(0i64), 1i64..300, 500i64..4000]);
    proptest::collection::vec((step, any::<bool>()), 0..40).prop_map(|steps| {
        let mut at = 0;
        let mut out = Vec::new();
        for ((gap, len), overlap) in steps {
            out.push((at + gap, len));
            at += gap + if overlap { len / 2 } else { len };
        }
        out
    })
}

proptest! {
    // Cutting the film into stretches changes nothing but the time it takes.
    #[test]
    fn stretches_give_what_the_whole_gives(a in track(), b in track(), tolerance in 0i64..400) {
        let (a, b) = (cues(&a), cues(&b));
        let tolerance = Time::from_millis(tolerance).unwrap();
        let pairs = pair(&a, &b, tolerance);
        prop_assert_eq!(groups(&pairs), whole(&a, &b, tolerance));
        let mut seen: Vec<u32> = pairs.iter().flat_map(|g| g.a.to_vec()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..u32::try_from(a.len()).unwrap()).collect::<Vec<_>>());
    }

    // Two tracks made from one: edges moved a little, and some cues of the second cut in two.
    #[test]
    fn a_track_meets_its_translation(a in track(), jolt in proptest::collection::vec((-180i64..180, 0i64..10), 40)) {
        let mut b = Vec::new();
        for ((start, len), (by, cut)) in a.iter().zip(&jolt) {
            let (start, len) = ((start + by).max(0), *len);
            if *cut == 0 && len > 1000 {
                b.extend([(start, len / 2), (start + len / 2 + 83, len / 2 - 83)]);
            } else {
                b.push((start, len));
            }
        }
        let (a, b) = (cues(&a), cues(&b));
        let tolerance = Time::from_millis(200).unwrap();
        prop_assert_eq!(groups(&pair(&a, &b, tolerance)), whole(&a, &b, tolerance));
    }

    // Rows of two tracks are their groups; of three, every cue stands in one row and in no other.
    #[test]
    fn rows_hold_every_cue_once(a in track(), b in track(), c in track()) {
        let tolerance = Time::from_millis(200).unwrap();
        let (a, b, c) = (cues(&a), cues(&b), cues(&c));
        let two = rows(&[&a, &b], tolerance).pairs(0, 1);
        let mut wanted = groups(&pair(&a, &b, tolerance));
        let mut found = groups(&two);
        wanted.sort();
        found.sort();
        prop_assert_eq!(found, wanted);
        let three = rows(&[&a, &b, &c], tolerance);
        for (side, track) in [&a, &b, &c].into_iter().enumerate() {
            let mut seen: Vec<u32> = (0..three.len()).flat_map(|row| three.of(side, row).to_vec()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..u32::try_from(track.len()).unwrap()).collect::<Vec<_>>());
        }
    }
}
