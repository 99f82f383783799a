//! A film's reels, and the film again.

use super::*;
use crate::retime::Options;
use tregua_parse::time::Time;

pub(super) fn split(raw: &str, format: &str, reels: &Reels) -> Vec<Option<String>> {
    let document = open(raw.as_bytes(), format);
    let settings = Settings { keep_short: true, minimum: 20, ..Settings::default() };
    let one = |reel: &Reel| {
        let done = conform(&document, &reels.recut(*reel).unwrap(), &settings).unwrap();
        let out = done.summary.entries.iter().filter(|entry| entry.what.is_out()).count();
        let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
        (out < document.cues.len()).then_some(new)
    };
    reels.all().iter().map(one).collect()
}

fn joined(tracks: &[Option<String>], format: &str, reels: &Reels) -> (String, Joined) {
    joined_with(tracks, format, reels, Seams::default())
}

pub(super) fn joined_with(
    tracks: &[Option<String>],
    format: &str,
    reels: &Reels,
    seams: Seams,
) -> (String, Joined) {
    let open: Vec<Option<Document<'_>>> =
        tracks.iter().map(|track| track.as_ref().map(|text| open(text.as_bytes(), format))).collect();
    let all: Vec<Option<&Document<'_>>> = open.iter().map(Option::as_ref).collect();
    let done = join_with(reels, &all, Options::default(), seams).unwrap();
    let into = tracks[done.into].as_ref().unwrap();
    (String::from_utf8(splice(into.as_bytes(), &done.edits).unwrap()).unwrap(), done)
}

pub(super) fn times(raw: &str, format: &str) -> Vec<(i64, i64)> {
    let document = open(raw.as_bytes(), format);
    let one = |cue| document.times(cue).map(|(a, b): (Time, Time)| (a.to_millis(), b.to_millis())).unwrap();
    document.cues.iter().map(one).collect()
}

#[test]
fn a_cue_over_a_change_is_in_both_and_one_again() {
    let raw = srt(&[(1_000, 2_000), (9_000, 12_000), (30_500, 31_000)]);
    let reels = Reels::new(FrameRate::F24, &[240, 480, 240], &[]).unwrap();
    let parts = split(&raw, "srt", &reels);
    assert!(parts[0].as_ref().unwrap().ends_with("2\n00:00:09,000 --> 00:00:10,000\nЛиния 1\n\n"));
    assert_eq!(parts[1].as_deref(), Some("2\n00:00:00,000 --> 00:00:02,000\nЛиния 1\n\n"));
    assert_eq!(parts[2].as_deref(), Some("3\n00:00:00,500 --> 00:00:01,000\nЛиния 2\n\n"));
    let (film, done) = joined(&parts, "srt", &reels);
    assert_eq!(
        (film.as_str(), done.cues, done.healed.as_slice()),
        (raw.as_str(), 3, &["cue 2".to_owned()][..])
    );
    // What was translated anew in one reel stays two cues.
    let mut other = parts.clone();
    other[1] = other[1].as_ref().map(|text| text.replace("Линия", "Строка"));
    let (film, done) = joined(&other, "srt", &reels);
    assert_eq!((done.cues, done.healed.len()), (4, 0), "{film}");
    // Renumbered reels are joined all the same.
    other[1] = parts[1].as_ref().map(|text| text.replacen('2', "1", 1));
    assert_eq!(joined(&other, "srt", &reels).1.cues, 3);
}

#[test]
fn a_cue_over_two_changes() {
    let raw = srt(&[(1_000, 25_000)]);
    let reels = Reels::new(FrameRate::F24, &[240, 240, 240], &[86_400, 172_800, 259_200]).unwrap();
    let parts = split(&raw, "srt", &reels);
    assert_eq!(parts[1].as_deref(), Some("1\n02:00:00,000 --> 02:00:10,000\nЛиния 0\n\n"));
    assert_eq!(joined(&parts, "srt", &reels).0, raw);
}

#[test]
fn times_inside_of_a_cue_come_back() {
    let raw =
        "WEBVTT\n\n00:00:09.000 --> 00:00:24.000\n<00:00:09.500>Uno <00:00:11.000>dos <00:00:22.000>tres\n";
    let reels = Reels::new(FrameRate::F24, &[240, 240, 240], &[]).unwrap();
    let parts = split(raw, "vtt", &reels);
    assert!(
        parts[0].as_ref().unwrap().contains("<00:00:09.500>Uno <00:00:10.000>dos <00:00:10.000>tres"),
        "{parts:?}"
    );
    assert_eq!(joined(&parts, "vtt", &reels).0, raw);
    let returns = srt(&[(1_000, 2_000), (9_000, 12_000), (15_000, 16_000)]).replace('\n', "\r");
    assert_eq!(joined(&split(&returns, "srt", &reels), "srt", &reels).0, returns);
}

#[test]
fn two_cues_that_say_the_same_stay_two() {
    let raw = srt(&[(9_000, 10_000), (10_000, 11_000)]).replace("Линия 1", "Линия 0");
    let reels = Reels::new(FrameRate::F24, &[240, 240], &[]).unwrap();
    let (film, done) = joined(&split(&raw, "srt", &reels), "srt", &reels);
    assert_eq!((film, done.healed.len()), (raw, 0));
}

#[test]
fn what_is_no_film() {
    let fail = |lengths: &[i64], starts: &[i64]| {
        Reels::new(FrameRate::F24, lengths, starts).unwrap_err().to_string()
    };
    assert!(fail(&[], &[]).contains("1 to 200 reels"));
    assert!(fail(&[240, 0], &[]).contains("reel 2"));
    assert!(fail(&[240, 240], &[0]).contains("2 reels need as many starts"));
    assert!(fail(&[i64::MAX, i64::MAX], &[]).contains("reel 1"));
    let reels = Reels::new(FrameRate::F24, &[240, 240], &[]).unwrap();
    let (a, b) = (srt(&[(0, 500)]), format!("WEBVTT\n\n{}", srt(&[(0, 500)]).replace(',', ".")));
    let (a, b) = (open(a.as_bytes(), "srt"), open(b.as_bytes(), "vtt"));
    let error =
        |tracks: &[Option<&Document<'_>>]| join(&reels, tracks, Options::default()).unwrap_err().to_string();
    assert!(error(&[Some(&a)]).contains("named: 1"));
    assert!(error(&[Some(&a), Some(&b)]).contains("reel 2 is vtt"));
    assert!(error(&[None, None]).contains("none of the reels"));
    let long = srt(&[(0, 11_000)]);
    let long = open(long.as_bytes(), "srt");
    assert_eq!(
        join(&reels, &[Some(&long), Some(&a)], Options::default()).unwrap().beyond,
        [(1, "cue 1".to_owned())]
    );
}

#[test]
fn what_is_left_behind_is_named() {
    let ass = |style: &str| {
        format!(
            "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: {style},Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:00.00,{style},,0,0,0,,nota\nDialogue: 0,0:00:01.00,0:00:02.00,{style},,0,0,0,,Hola\n"
        )
    };
    let reels = Reels::new(FrameRate::F24, &[240, 240], &[]).unwrap();
    let one = |a: &str, b: &str| joined(&[Some(ass(a)), Some(ass(b))], "ass", &reels);
    assert!(one("Default", "Default").1.left.is_empty());
    let (film, done) = one("Default", "Grito");
    assert_eq!((done.left, film.matches("Style: ").count()), (vec![2], 1));
}

#[test]
fn a_time_a_little_before_its_reel_begins_with_it() {
    // 240 frames at 23.976 are 10.01 s; the in-time was cut off to milliseconds of another grid.
    let raw = srt(&[(1_000, 2_000), (10_003, 12_000)]);
    let reels = Reels::new("23.976".parse().unwrap(), &[240, 240], &[]).unwrap();
    let parts = split(&raw, "srt", &reels);
    assert!(parts[1].as_ref().unwrap().starts_with("2\n00:00:00,000 --> 00:00:01,990"), "{parts:?}");
}

proptest! {
    #[test]
    fn joined_reels_have_the_old_times(
        cues in proptest::collection::vec((0i64..120, 1i64..90, -1i64..=1), 1..14),
        lengths in proptest::collection::vec(30i64..700, 1..6),
        hours: bool, rate in 0usize..4, which in 0usize..4,
    ) {
        let rate: FrameRate = ["24", "25", "23.976", "29.97df"][rate].parse().unwrap();
        let ms = |frame: i64| rate.time_of(frame).unwrap().to_millis();
        let film: i64 = lengths.iter().sum();
        let mut at = 0;
        let mut all = Vec::new();
        for (gap, long, off) in cues {
            let (start, end) = (at + gap, at + gap + long);
            at = end;
            if start < film {
                // Written with a millisecond's error, as files are.
                all.push(((ms(start) + off).max(0), ms(end.min(film))));
            }
        }
        all.retain(|(start, end)| start < end);
        prop_assume!(!all.is_empty());
        let format = ["srt", "vtt", "sbv", "ass"][which];
        let stamp = |n: i64| format!("0:{:02}:{:02}.{:03}", n / 60_000, n / 1000 % 60, n % 1000);
        let raw = match format {
            "srt" => srt(&all),
            "vtt" => format!("WEBVTT\n\n{}", srt(&all).replace(',', ".")),
            "sbv" => all.iter().enumerate().map(|(n, (a, b))| format!("{},{}\nLínea {n}\n\n", stamp(*a), stamp(*b))).collect(),
            _ => {
                // Hundredths of a second hold no millisecond.
                let stamp = |n: i64| stamp(n / 10 * 10).trim_end_matches('0').to_owned() + "00";
                let cut = |n: i64| stamp(n).chars().take(10).collect::<String>();
                let line = |(n, (a, b)): (usize, &(i64, i64))| format!("Dialogue: 0,{},{},Default,,0,0,0,,Línea {n}\n", cut(*a), cut(*b));
                let lines: String = all.iter().enumerate().map(line).collect();
                format!("[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n{lines}")
            }
        };
        let starts: Vec<i64> = if hours {
            (1..=lengths.len()).map(|n| n as i64 * 3600 * i64::from(rate.timebase())).collect()
        } else {
            Vec::new()
        };
        let reels = Reels::new(rate, &lengths, &starts).unwrap();
        let parts = split(&raw, format, &reels);
        let (film, done) = joined(&parts, format, &reels);
        let (old, new) = (times(&raw, format), times(&film, format));
        prop_assert_eq!(old.len(), new.len(), "{}", film);
        prop_assert!(done.beyond.is_empty() && done.left.is_empty());
        let near = if format == "ass" { 11 } else { 1 };
        for (old, new) in old.iter().zip(&new) {
            prop_assert!((old.0 - new.0).abs() <= near && (old.1 - new.1).abs() <= near, "{:?} {:?}", old, new);
        }
        if format == "srt" && new == old {
            prop_assert_eq!(film, raw);
        }
    }
}
