//! Where reels lie, and what both of two reels carry.

use super::reels::{joined_with, split, times};
use super::*;
use crate::retime::Options;
use tregua_parse::time::Time;

const FOLD: Seams =
    Seams { fold: Some(Time::from_ticks(tregua_parse::time::TICKS_PER_SECOND / 2)), count: true };

fn time(text: &str) -> Time {
    tregua_parse::time::parse_signed(text).unwrap()
}

fn facts(start: Option<&str>, shown: [&str; 3]) -> ReelFacts {
    let [first, last, out] = shown.map(time);
    ReelFacts { start: start.map(time), shown: Some((first, last, out)) }
}

#[test]
fn reels_lie_by_their_lengths() {
    let own = || facts(None, ["2s", "9s", "9.5s"]);
    let (reels, placing) = place(FrameRate::F24, &[240, 480], &[own(), own()]).unwrap();
    assert_eq!((reels.all()[1].from, reels.all()[1].start, placing), (240, 0, Placing::Lengths));
    // The last one's length is as long as it shows something.
    let (reels, _) = place(FrameRate::F24, &[240], &[own(), own()]).unwrap();
    assert_eq!(reels.all()[1], Reel { from: 240, to: 468, start: 0 });
    // What a file says of its clock holds.
    let (reels, _) = place(
        FrameRate::F24,
        &[240],
        &[
            facts(Some("01:00:00"), ["01:00:02", "01:00:03", "01:00:04"]),
            facts(Some("02:00:00"), ["02:00:01", "02:00:01", "02:00:02"]),
        ],
    )
    .unwrap();
    assert_eq!(reels.all()[1], Reel { from: 240, to: 288, start: 172_800 });
}

#[test]
fn or_by_clocks_that_run_on() {
    let all = [
        facts(Some("10:00:00"), ["10:00:02", "10:18:00", "10:18:02"]),
        facts(Some("10:18:20"), ["10:18:21", "10:30:00", "10:30:01"]),
    ];
    let (reels, placing) = place(FrameRate::F25, &[], &all).unwrap();
    assert_eq!(placing, Placing::Clocks);
    assert_eq!((reels.all()[0].to, reels.all()[1].from, reels.all()[1].start), (27_500, 27_500, 927_500));
}

#[test]
fn what_cannot_be_known_is_refused() {
    let fail = |lengths: &[i64], all: &[ReelFacts]| place(FrameRate::F25, lengths, all).unwrap_err();
    let plain = || facts(None, ["1s", "2s", "3s"]);
    assert_eq!(fail(&[], &[plain(), plain()]), PlaceError::NoStart(1));
    assert_eq!(fail(&[1, 2, 3, 4], &[plain(), plain()]), PlaceError::Lengths { reels: 2, lengths: 4 });
    let zero = || facts(Some("0s"), ["1s", "2s", "3s"]);
    assert!(matches!(fail(&[], &[zero(), zero()]), PlaceError::NotOn { reel: 2, .. }));
    // An hour for each reel is its number.
    let hour = |n: u8| facts(Some(&format!("{n:02}:00:00")), ["01:00:01", "01:00:02", "01:00:03"]);
    let PlaceError::Hours(hours) = fail(&[], &[hour(1), hour(2), hour(4)]) else { panic!() };
    assert_eq!(hours.len(), 3);
    assert!(PlaceError::Hours(hours).wants_lengths());
    // Clocks that begin at an hour, which nobody said.
    let error = fail(&[2500, 2500], &[plain(), facts(None, ["02:00:01", "02:00:09", "02:00:10"])]);
    assert_eq!(
        error.to_string(),
        "reel 2 has a cue at 02:00:01,000, and its clock would show 00:00:00,000 to 00:01:40,000 while it runs"
    );
    // Nor of a last reel whose length nobody said either.
    let all = [plain(), facts(None, ["02:00:01", "02:00:09", "02:00:10"])];
    assert_eq!(fail(&[2500], &all), PlaceError::Late { reel: 2, cue: time("02:00:01") });
    // A cue far behind where the next reel begins.
    let all = [
        facts(Some("10:00:00"), ["10:00:02", "10:19:00", "10:19:02"]),
        facts(Some("10:18:20"), ["10:18:21", "10:30:00", "10:30:01"]),
    ];
    assert!(matches!(fail(&[], &all), PlaceError::Outside { reel: 1, .. }));
}

fn two(a: &str, b: &str) -> (String, Joined) {
    let reels = Reels::new(FrameRate::F24, &[240, 240], &[]).unwrap();
    joined_with(&[Some(a.to_owned()), Some(b.to_owned())], "srt", &reels, FOLD)
}

fn one(n: usize, (a, b): (i64, i64), text: &str) -> String {
    let clock = |n: i64| Time::from_millis(n).unwrap().to_string();
    format!("{n}\n{} --> {}\n{text}\n\n", clock(a), clock(b))
}

#[test]
fn a_cue_that_both_reels_carry_is_shown_once() {
    // The whole of it in both; the second one runs a little before its reel begins.
    let a = one(1, (1_000, 2_000), "Ya viene.") + &one(2, (9_400, 11_500), "¿Quién\nva?");
    let b = one(1, (0, 1_400), "¿Quién va?") + &one(2, (3_000, 4_000), "Nadie.");
    let (film, done) = two(&a, &b);
    assert_eq!(times(&film, "srt"), [(1_000, 2_000), (9_400, 11_500), (13_000, 14_000)]);
    // Both had a cue 2.
    assert_eq!((done.cues, done.folded.len(), done.reaching.len(), done.counted), (3, 1, 0, true));
    let folded = &done.folded[0];
    assert_eq!(
        (folded.reel, folded.kept.as_str(), folded.gone.as_str(), folded.otherwise),
        (1, "cue 2", "cue 1", true)
    );
    // Cut at the change in the first reel only: the second one's out-time holds.
    let a = one(1, (9_400, 10_000), "¿Quién va?");
    let b = one(1, (0, 1_400), "<i>¿Quién va?</i>");
    let (film, done) = two(&a, &b);
    assert_eq!((times(&film, "srt"), done.folded[0].otherwise), (vec![(9_400, 11_400)], true));
}

#[test]
fn what_is_not_the_same_stays_and_is_told() {
    let a = one(1, (9_400, 11_500), "¿Quién va?");
    let b = one(1, (0, 1_400), "¿Quién es?");
    let (film, done) = two(&a, &b);
    assert_eq!((done.cues, done.folded.len()), (2, 0));
    assert_eq!(
        done.reaching,
        [Reaching { reel: 1, cue: "cue 1".into(), next: "cue 1".into(), by: time("1.4s") }]
    );
    assert_eq!(done.beyond, [(1, "cue 1".to_owned())]);
    // Each reel had counted its own.
    assert!(done.counted);
    assert!(film.starts_with("1\n") && film.contains("\n\n2\n00:00:10,000"), "{film}");
    // The same words again, later: two cues.
    let (_, done) = two(&one(1, (9_000, 9_900), "¡No!"), &one(1, (600, 1_400), "¡No!"));
    assert_eq!((done.cues, done.folded.len(), done.reaching.len()), (2, 0, 0));
}

/// At 24 fps a reel of 388 frames ends between two milliseconds.
#[test]
fn what_rounding_alone_puts_together_is_no_overlap() {
    let reels = Reels::new(FrameRate::F24, &[388, 120], &[]).unwrap();
    let overlaps = |out: i64| {
        let parts = [Some(one(1, (14_125, out), "¡No!")), Some(one(2, (0, 250), "Sí."))];
        joined_with(&parts, "srt", &reels, FOLD).1.reaching.len()
    };
    assert_eq!([16_167, 16_168, 16_200].map(overlaps), [0, 1, 1]);
}

#[test]
fn reels_of_any_format_are_joined_as_what_is_shown() {
    let vtt = |text: &str| format!("WEBVTT\n\n{}", text.replace(',', "."));
    let a = one(1, (1_000, 2_000), "Ya viene.") + &one(2, (9_400, 10_000), "<i>¿Quién va?</i>");
    let b = vtt(&(one(1, (0, 1_400), "<i>¿Quién va?</i>") + &one(2, (3_000, 4_000), "Nadie.")));
    let (a, b) = (open(a.as_bytes(), "srt"), open(b.as_bytes(), "vtt"));
    let reels = Reels::new(FrameRate::F24, &[240, 240], &[]).unwrap();
    assert!(matches!(join(&reels, &[Some(&a), Some(&b)], Options::default()), Err(ReelError::Other { .. })));
    let (film, done) = join_track(&reels, &[Some(&a), Some(&b)], FOLD).unwrap();
    let ms =
        |cue: &tregua_parse::model::Cue<'_>| cue.times.map(|(a, b)| (a.to_millis(), b.to_millis())).unwrap();
    let all: Vec<(i64, i64)> = film.cues.iter().map(ms).collect();
    assert_eq!(all, [(1_000, 2_000), (9_400, 11_400), (13_000, 14_000)]);
    assert_eq!((done.cues, done.healed.len() + done.folded.len()), (3, 1));
    assert!(film.runs_of_cue(&film.cues[1]).iter().all(|run| run.style.italic));
    let early = Reels::new(FrameRate::F24, &[240, 240], &[48, 0]).unwrap();
    assert!(matches!(
        join_track(&early, &[Some(&a), None], FOLD),
        Err(ReelError::BeforeZero { reel: 1, .. })
    ));
}

proptest! {
    /// Every cue of every reel is in the film or told as folded or put together, whatever the reels carry of one another.
    #[test]
    fn every_cue_is_accounted_for(
        cues in proptest::collection::vec((0i64..200, 1i64..90, 0usize..4), 1..16),
        lengths in proptest::collection::vec(60i64..500, 1..5),
        handle in 0i64..50, jitter in -3i64..=3, bytes: bool,
    ) {
        let reels = Reels::new(FrameRate::F24, &lengths, &[]).unwrap();
        let ms = |frame: i64| FrameRate::F24.time_of(frame).unwrap().to_millis();
        let words = ["¡No!", "Sí.", "Vámonos.", "¿Oyes eso?"];
        let mut at = 0;
        let mut film = Vec::new();
        for (gap, long, word) in cues {
            film.push((at + gap, at + gap + long, words[word]));
            at += gap + long;
        }
        // Each reel carries what is shown while it runs, and a handle before and behind.
        let mut parts = Vec::new();
        let mut all = 0;
        for reel in reels.all() {
            let here = film.iter().filter(|(a, b, _)| *a < reel.to + handle && *b > reel.from.max(1) - handle);
            let here: Vec<String> = here
                .filter(|(a, ..)| *a >= reel.from)
                .enumerate()
                .map(|(n, (a, b, word))| one(n + 1, (ms(a - reel.from), ms(b - reel.from) + jitter.max(0)), word))
                .collect();
            all += here.len();
            parts.push((!here.is_empty()).then(|| here.concat()));
        }
        prop_assume!(all > 0);
        let (cues, done) = if bytes {
            let (film, done) = joined_with(&parts, "srt", &reels, FOLD);
            (times(&film, "srt").len(), done)
        } else {
            let open: Vec<Option<Document<'_>>> =
                parts.iter().map(|part| part.as_ref().map(|text| open(text.as_bytes(), "srt"))).collect();
            let open: Vec<Option<&Document<'_>>> = open.iter().map(Option::as_ref).collect();
            let (film, done) = join_track(&reels, &open, FOLD).unwrap();
            (film.cues.len(), done)
        };
        prop_assert_eq!(cues, done.cues);
        prop_assert_eq!(all, done.cues + done.healed.len() + done.folded.len());
    }

    /// Folding takes nothing from reels that were one film.
    #[test]
    fn a_film_that_was_split_is_joined_to_itself(
        cues in proptest::collection::vec((0i64..120, 6i64..90), 1..14),
        lengths in proptest::collection::vec(120i64..700, 1..6),
    ) {
        let reels = Reels::new(FrameRate::F24, &lengths, &[]).unwrap();
        let ms = |frame: i64| FrameRate::F24.time_of(frame).unwrap().to_millis();
        let (mut at, mut all) = (0, Vec::new());
        for (gap, long) in cues {
            if at + gap < lengths.iter().sum() {
                all.push((ms(at + gap), ms((at + gap + long).min(lengths.iter().sum()))));
            }
            at += gap + long;
        }
        prop_assume!(!all.is_empty());
        let raw = srt(&all);
        let parts = split(&raw, "srt", &reels);
        let (film, done) = joined_with(&parts, "srt", &reels, FOLD);
        prop_assert_eq!(&film, &raw);
        prop_assert!(done.reaching.is_empty() && done.beyond.is_empty() && !done.counted);
    }
}
