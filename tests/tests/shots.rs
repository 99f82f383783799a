//! Lists of shot changes: the feature's, in every form; hostile ones; and what they ask of the feature's tracks.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::panic, reason = "a test")]

use std::fs;
use std::time::{Duration, Instant};
use tregua_parse::format::{Sniffed, sniff, srt};
use tregua_parse::source::Source;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::shots::{Frames, Listed, READERS, Stance, Told, Zones, in_time, out_time, read, zone};
use tregua_tests::corpus::{files, root};
use xtask::shots::{FOLDER, REEL, stale};

fn told() -> Told {
    let ten_hours = Time::from_millis(36_000_000);
    Told { rate: Some(FrameRate::F24), start: ten_hours, ..Told::default() }
}

fn list(name: &str, told: &Told) -> Listed {
    let bytes = fs::read(root().join(FOLDER).join(name)).unwrap();
    let source = Source::open(&bytes, None, None).unwrap();
    read(source.text(), told).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn frames(list: &Listed) -> &Frames {
    list.shots.frames().unwrap()
}

#[test]
fn what_is_on_disk_is_what_the_chore_writes() {
    let stale = stale(&root()).unwrap();
    assert!(stale.is_empty(), "run `cargo xtask shots`; not up to date: {stale:?}");
}

#[test]
fn every_form_says_the_same() {
    let film = list("film.frames.txt", &told());
    let all = frames(&film).numbers();
    let reel: Vec<i64> = all.iter().copied().filter(|n| *n < REEL).collect();
    assert!(all.len() > 1500 && reel.len() > 200, "{} and {} cuts", all.len(), reel.len());
    let mut seen = 0;
    for path in files(&root().join(FOLDER)) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let id = match name.as_str() {
            "README.md" => continue,
            "film.shotchanges" | "reel1.comma.txt" => "shotchanges",
            "reel1.edl" => "edl",
            "reel1-Scenes.csv" => "pyscenedetect",
            _ if name.contains("ffprobe") => "ffprobe",
            _ if name.ends_with(".log") || name.contains("metadata") => "ffmpeg",
            _ => "list",
        };
        // Timecodes that begin at zero are no programme that starts at ten hours.
        let zero = ["reel1.labels.txt", "reel1.clock.txt"].contains(&name.as_str());
        let told = Told { start: told().start.filter(|_| !zero), ..told() };
        let found = list(&name, &told);
        assert_eq!(found.reader.id, id, "{name}");
        assert!(found.problems.is_empty(), "{name}: {:?}", found.problems);
        let want = if name.starts_with("film") { all } else { &reel };
        assert_eq!(frames(&found).numbers(), want, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 13);
}

/// Reading a list needs no frame rate where it holds times.
#[test]
fn times_need_no_rate() {
    let bare = Told::default();
    let want = list("reel1.ffprobe.csv", &told());
    for name in ["reel1.ffprobe.csv", "reel1-Scenes.csv", "reel1.showinfo.log", "reel1.clock.txt"] {
        assert_eq!(frames(&want), &list(name, &bare).shots.at(FrameRate::F24), "{name}");
    }
}

#[test]
fn the_feature_breaks_no_demand() {
    let list = list("film.shotchanges", &told());
    let shots = frames(&list);
    let zones = Zones { half: zone(FrameRate::F24), gap: 2, snap: 8 };
    for lang in ["es-ES", "kk", "ru"] {
        let raw = fs::read(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
        let document = srt::parse(Source::open(&raw, None, None).unwrap());
        let (mut on_cuts, mut chained) = (0, 0);
        for (start, end) in srt::lower(&document).cues.iter().filter_map(|cue| cue.times) {
            let stances = [
                in_time(FrameRate::F24.nearest_frame(start), shots, zones),
                out_time(FrameRate::F24.nearest_frame(end), shots, zones),
            ];
            assert!(stances.iter().all(|stance| stance.breach().is_none()), "{lang}, {start}: {stances:?}");
            on_cuts += usize::from(matches!(stances[0], Stance::InStep(_)));
            chained += usize::from(matches!(stances[1], Stance::InStep(_)));
        }
        eprintln!("{lang}: {on_cuts} in-times on a cut, {chained} out-times in step with one");
        assert!(on_cuts > 400 && chained > 100, "{lang}: {on_cuts}, {chained}");
        // The test sees something: a frame later, an in-time on a cut is beside it.
        let cut = shots.numbers()[100];
        assert!(in_time(cut + 1, shots, zones).breach().is_some());
    }
}

/// No list is taken for subtitles.
#[test]
fn no_subtitle_format_claims_a_list() {
    for path in files(&root().join(FOLDER)) {
        let bytes = fs::read(&path).unwrap();
        let source = Source::open(&bytes, None, None).unwrap();
        let sniffed = sniff(source.text(), None);
        assert!(matches!(sniffed, Sniffed::Nothing), "{}: {sniffed:?}", path.display());
    }
}

/// A lot of each kind of trouble, in a time that a quadratic reader would not keep by far.
#[test]
fn hostile_lists_are_read_in_linear_time() {
    let size = 50_000;
    let fill = |piece: &str| piece.repeat(size / piece.len());
    let counting: String = (0..40_000).map(|n| format!("{n}.5\n")).collect();
    let packed: String = (0..10_000).map(|n| format!("frame:0 pts:{n} pts_time:{n}.1\n")).collect();
    for (name, text) in [
        ("junk", fill("\u{fffd}\u{0}x")),
        ("one line of digits", fill("1")),
        ("one line of colons", fill("1:")),
        ("one line of dots", fill("1.")),
        ("line ends", fill("\n\r")),
        ("NaN", fill("NaN\n")),
        ("huge", fill("1e308\n")),
        ("small", fill("1e-308\n3.75\n")),
        ("frames beyond range", fill("9223372036854775807\n")),
        ("the same frame", fill("90\n91\n")),
        ("seconds", counting),
        ("frames of ffmpeg", packed),
        ("stamps", fill("frame:1 pts:9223372036854775807 pts_time:1e9\n")),
        ("marks", fill("pts_time:")),
        ("no values", fill("pts_time=")),
        ("names", fill("best_effort_timestamp_time=\"")),
        ("one line of scenes", fill("lavfi.scd.time: ")),
        ("events", fill("1 A V C 0:0:0:0 0:0:0:0 9999:59:59:23 0:0:0:0\n")),
        ("words", fill("1 ")),
        ("a table", String::from("Scene Number,Start Time (seconds)\n") + &fill("1,")),
        ("rows", fill("frame,1.000000\n")),
        ("columns", fill("1.000000,")),
    ] {
        let each = READERS.into_iter().map(Some).chain([None]);
        for reader in each {
            let start = Instant::now();
            let list = read(&text, &Told { reader, ..told() });
            let took = start.elapsed();
            if let Ok(list) = list {
                assert!(list.shots.times().is_sorted() && !list.shots.is_empty(), "{name}");
            }
            assert!(took < Duration::from_secs(5), "{name}, {:?}: {took:?}", reader.map(|r| r.id));
        }
    }
}
