use super::*;
use std::time::Instant;

const MANY: i64 = 40_000;

/// Merges three tracks with these times and gives the number of cues of the result.
fn merged(tracks: [Vec<(i64, i64)>; 3]) -> (usize, String) {
    let texts: Vec<_> = tracks.iter().map(|t| srt("x", t)).collect();
    with(&texts, |inputs| {
        #[allow(clippy::disallowed_methods)] // A test may look at the clock.
        let clock = Instant::now();
        let groups = group(inputs, &GroupOptions::default());
        let grouped = clock.elapsed();
        let merged = stack(inputs, &groups, &StackOptions::default());
        let stacked = clock.elapsed();
        let text = to_srt(&merged);
        let took = clock.elapsed();
        eprintln!("group {grouped:?}, stack {stacked:?}, write {took:?}, {} groups", groups.len());
        // Alone on a core it is 0.6 s with optimisation. The limit is for a busy machine without; one
        // quadratic step would take minutes.
        assert!(took.as_secs() < 120, "{took:?}");
        let cues: usize = groups.iter().flat_map(|g| &g.members).map(Vec::len).sum();
        assert_eq!(cues, inputs.iter().map(|i| i.track.cues.len()).sum::<usize>());
        (groups.len(), text)
    })
}

fn all(each: impl Fn(i64) -> (i64, i64)) -> Vec<(i64, i64)> {
    (0..MANY).map(each).collect()
}

/// Enough to show a quadratic step, few enough for a build without optimisation.
const SOME: i64 = 8_000;

fn some(each: impl Fn(i64) -> (i64, i64)) -> Vec<(i64, i64)> {
    (0..SOME).map(each).collect()
}

#[test]
fn all_cues_at_the_same_time() {
    let same = || all(|_| (1000, 2000));
    assert_eq!(merged([same(), same(), same()]).0, MANY as usize);
    let part = || some(|_| (1000, 2000));
    assert_eq!(merged([part(), some(|_| (900, 2000)), some(|_| (1100, 2100))]).0, SOME as usize);
    merged([part(), some(|_| (1000, 1000)), part().into_iter().take(3).collect()]);
}

#[test]
fn nested_and_staggered() {
    let nested = || some(|i| (i, 4 * SOME - i));
    assert_eq!(merged([nested(), nested(), nested()]).0, SOME as usize);
    merged([nested(), some(|i| (i * 2, 4 * SOME - i)), some(|i| (SOME - i, 3 * SOME + i))]);
    merged([some(|i| (i, i + 5000)), some(|i| (i + 3, i + 5100)), some(|i| (2 * i, 2 * i + 700))]);
    merged([vec![(0, 4 * SOME)], some(|i| (i * 4, i * 4 + 3)), some(|i| (i * 4 + 1, i * 4 + 5))]);
    merged([some(|i| (SOME - i, SOME - i - 500)), nested(), some(|i| (i % 7, i % 5))]);
}

#[test]
fn everything_flashes() {
    // Each cue of one track straddles a gap of another, and all of them again and again.
    let long = |at: i64| some(move |i| (i * 1000 + at, i * 1000 + at + 980));
    let short = |at: i64| some(move |i| (i * 1000 + at, i * 1000 + at + 400));
    merged([long(0), short(790), short(795)]);
    merged([long(0), long(490), short(250)]);
    let ladder = |step: i64| some(move |i| (i * step, i * step + 3000));
    merged([ladder(10), ladder(11), ladder(7)]);
    merged([some(|i| (i, i + 1)), ladder(1), vec![(0, 4 * SOME)]]);
    merged([some(|i| (i / 2 * 50, i / 2 * 50 + 40)), ladder(25), all(|_| (1000, 2000))]);
}

#[test]
fn no_cue_has_times() {
    let broken = "1\n00:0x:00,000 --> 00:00:01,000\nlead\n\n".repeat(MANY as usize);
    with(&[&broken, &broken], |inputs| {
        let groups = group(inputs, &GroupOptions::default());
        let merged = stack(inputs, &groups, &StackOptions::default());
        assert_eq!((groups.len(), merged.cues.len(), merged.losses.len()), (2, 1, 2 * MANY as usize));
    });
}

#[test]
fn times_at_the_ends_of_the_range() {
    let far = |h: i64| {
        format!("1\n{h}:00:00,000 --> {}:00:00,000\na\n\n2\n-{h}:00:00,000 --> {h}:00:00,000\nb\n\n", h + 1)
    };
    let texts = [far(3_600_000), far(3_000_000), far(1)];
    with(&texts, |inputs| {
        let wide = GroupOptions { tolerance: Time::from_ticks(i64::MAX), share: 255 };
        for options in
            [GroupOptions::default(), wide, GroupOptions { tolerance: Time::from_ticks(i64::MIN), share: 0 }]
        {
            let groups = group(inputs, &options);
            for min_gap in [i64::MIN, 0, i64::MAX].map(Time::from_ticks) {
                let _ = to_srt(&stack(inputs, &groups, &StackOptions { min_gap, ..StackOptions::default() }));
            }
        }
    });
}
