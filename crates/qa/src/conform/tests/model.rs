//! Every cue's new times against a model that knows frames only: it walks over the new picture, frame by frame.

use super::*;
use std::collections::BTreeMap;

/// The old frame that each frame of the new picture shows.
fn picture(stretches: &[Stretch]) -> BTreeMap<i64, i64> {
    stretches.iter().flat_map(|s| (s.from..s.to).map(|old| (s.at + old - s.from, old))).collect()
}

/// Where a cue is seen: runs of new frames over which its old ones go on. `true` begins where it is seen again.
fn runs(picture: &BTreeMap<i64, i64>, (start, end): (i64, i64)) -> Vec<(i64, i64, bool)> {
    let mut out: Vec<(i64, i64, bool)> = Vec::new();
    let mut before: Option<i64> = None;
    for (new, old) in picture {
        if !(start..end).contains(old) {
            continue;
        }
        let goes_on = before.is_some_and(|before| *old > before);
        match out.last_mut() {
            Some(run) if run.1 == *new && goes_on => run.1 = new + 1,
            _ => out.push((*new, new + 1, !goes_on)),
        }
        before = Some(*old);
    }
    out
}

/// The longest run of each take, the first of several; of all takes where `whole`.
fn longest(runs: &[(i64, i64, bool)], whole: bool) -> Vec<(i64, i64)> {
    let mut out: Vec<(i64, i64)> = Vec::new();
    for (start, end, again) in runs {
        match out.last_mut().filter(|_| whole || !again) {
            Some(best) if best.1 - best.0 >= end - start => {}
            Some(best) => *best = (*start, *end),
            None => out.push((*start, *end)),
        }
    }
    out
}

fn model(stretches: &[Stretch], cue: (i64, i64), settings: &Settings) -> Vec<(i64, i64)> {
    let runs = runs(&picture(stretches), cue);
    let mut shown: Vec<(i64, i64)> = if settings.split {
        runs.iter().map(|(start, end, _)| (*start, *end)).collect()
    } else {
        longest(&runs, !settings.reuse)
    };
    let whole = cue.1 - cue.0;
    if !settings.keep_short {
        shown.retain(|(start, end)| end - start == whole || end - start >= settings.minimum);
    }
    shown
}

/// What a file shows, by the number in the text.
fn shown(text: &str) -> BTreeMap<usize, Vec<(i64, i64)>> {
    let document = open(text.as_bytes(), "srt");
    let mut out: BTreeMap<usize, Vec<(i64, i64)>> = BTreeMap::new();
    for cue in &document.cues {
        let block = cue.block().of(text);
        let number = block.lines().find_map(|line| line.strip_prefix("Линия ")).unwrap();
        let (start, end) = document.times(cue).unwrap();
        let times = (start.to_millis() / 40, end.to_millis() / 40);
        assert_eq!((start.to_millis() % 40, end.to_millis() % 40), (0, 0), "off the grid: {block}");
        out.entry(number.trim().parse().unwrap()).or_default().push(times);
    }
    out.values_mut().for_each(|all| all.sort_unstable());
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn every_time_is_the_models(
        stretches in film(),
        cues in proptest::collection::vec((0i64..600, 1i64..120), 1..12),
        split: bool, reuse: bool, keep_short: bool, minimum in 0i64..30,
    ) {
        let mut cues: Vec<(i64, i64)> = cues.into_iter().map(|(at, long)| (at, at + long)).collect();
        cues.sort_unstable();
        let raw = srt(&cues.iter().map(|(a, b)| (a * 40, b * 40)).collect::<Vec<_>>());
        let recut = Recut::new(FrameRate::F25, stretches.clone()).unwrap();
        let document = open(raw.as_bytes(), "srt");
        let settings = Settings { minimum, keep_short, split, reuse, ..Settings::default() };
        let again = |cue: &(i64, i64)| {
            let seen: Vec<i64> = picture(&stretches).into_values().filter(|old| (cue.0..cue.1).contains(old)).collect();
            let mut once = seen.clone();
            once.sort_unstable();
            once.dedup();
            once.len() != seen.len()
        };
        let done = match conform(&document, &recut, &settings) {
            Ok(done) => done,
            Err(error) => {
                prop_assert!(!reuse && cues.iter().any(again), "{}", error);
                return Ok(());
            }
        };
        prop_assert!(reuse || !cues.iter().any(again));
        let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
        let mut want: BTreeMap<usize, Vec<(i64, i64)>> = BTreeMap::new();
        for (n, cue) in cues.iter().enumerate() {
            let mut times = model(&stretches, *cue, &settings);
            times.sort_unstable();
            if !times.is_empty() {
                want.insert(n, times);
            }
        }
        prop_assert_eq!(shown(&new), want);
    }
}
