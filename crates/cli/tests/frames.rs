//! What `tregua merge --layout styled` looks like: frames drawn by libass through ffmpeg, where there is one.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tregua_parse::format::srt;
use tregua_parse::source::Source;

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
/// The languages from the top down, and the colour in which each is drawn: one of the three that a screen has.
const LANGUAGES: [(&str, &str); 3] = [("es-ES", "#FF0000"), ("kk", "#00FF00"), ("ru", "#0000FF")];

fn feature(lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../fixtures/feature/tregua-feature.{lang}.srt"))
}

/// Whether there is an ffmpeg that draws subtitles.
fn draws() -> bool {
    let filters = Command::new("ffmpeg").args(["-hide_banner", "-filters"]).output();
    filters.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).contains(" ass "))
}

/// In-time, out-time (milliseconds) and number of lines of every cue.
fn cues(lang: &str) -> Vec<(i64, i64, usize)> {
    let bytes = fs::read(feature(lang)).unwrap();
    let document = srt::parse(Source::open(&bytes, None, None).unwrap());
    let track = srt::lower(&document);
    let cues = track.cues.iter().filter_map(|cue| {
        let (start, end) = cue.times?;
        Some((start.to_millis(), end.to_millis(), cue.lines.len()))
    });
    cues.collect()
}

/// Moments at which every language shows two lines: the fullest that the picture gets. One in each third of the film.
fn moments() -> Vec<i64> {
    let tracks = LANGUAGES.map(|(lang, _)| cues(lang));
    let full = |at: i64| {
        tracks.iter().all(|cues| {
            cues.iter().any(|(start, end, lines)| (start + 50..end - 50).contains(&at) && *lines == 2)
        })
    };
    let length = tracks[0].last().unwrap().1;
    let third = |n: i64| n * length / 3;
    (0..3).filter_map(|n| (third(n)..third(n + 1)).step_by(100).find(|at| full(*at))).collect()
}

/// The box of what is drawn in a colour: left, top, right, bottom, the last two not in it.
fn drawn(frame: &[u8], colour: usize) -> Option<[usize; 4]> {
    let mut found: Option<[usize; 4]> = None;
    for (at, pixel) in frame.chunks_exact(3).enumerate() {
        let is_in = (0..3).all(|it| if it == colour { pixel[it] > 90 } else { pixel[it] < 60 });
        if is_in {
            let (x, y) = (at % WIDTH, at / WIDTH);
            let all = found.get_or_insert([x, y, x + 1, y + 1]);
            *all = [all[0].min(x), all[1].min(y), all[2].max(x + 1), all[3].max(y + 1)];
        }
    }
    found
}

#[test]
fn languages_stand_inside_the_picture_and_apart() {
    if !draws() {
        eprintln!("no ffmpeg with libass: no frame was looked at");
        return;
    }
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("frames");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let mut merge = Command::new(env!("CARGO_BIN_EXE_tregua"));
    merge.arg("merge").args(LANGUAGES.map(|(lang, _)| feature(lang)));
    for (lang, colour) in LANGUAGES {
        merge.arg("--colour").arg(format!("{lang}={colour}"));
    }
    let out = merge.args(["--layout", "styled", "-o"]).arg(dir.join("three.ass")).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));

    let moments = moments();
    assert_eq!(moments.len(), 3, "in each third of the film there is a moment to look at");
    for at in moments {
        let black = format!(
            "color=c=black:s={WIDTH}x{HEIGHT}:r=24,setpts=PTS+{}.{:03}/TB,ass=three.ass",
            at / 1000,
            at % 1000
        );
        let out = Command::new("ffmpeg")
            .current_dir(&dir)
            .args(["-v", "error", "-f", "lavfi", "-i", &black, "-frames:v", "1"])
            .args(["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"])
            .output()
            .unwrap();
        assert_eq!(out.stdout.len(), WIDTH * HEIGHT * 3, "{}", String::from_utf8_lossy(&out.stderr));
        let boxes: Vec<[usize; 4]> = (0..3).filter_map(|colour| drawn(&out.stdout, colour)).collect();
        assert_eq!(boxes.len(), 3, "at {at} ms every language is drawn");
        for ([left, top, right, bottom], (lang, _)) in boxes.iter().zip(LANGUAGES) {
            // Inside the title-safe area of SMPTE ST 2046-1: 90 % of the width and the height.
            let is_inside = *left >= WIDTH / 20
                && *right <= WIDTH - WIDTH / 20
                && *top >= HEIGHT / 20
                && *bottom <= HEIGHT - HEIGHT / 20;
            assert!(is_inside, "{lang} at {at} ms: {left}, {top} to {right}, {bottom}");
            // Two lines of 60 of 1080 pixels.
            assert!((60..110).contains(&(bottom - top)), "{lang} at {at} ms is {} high", bottom - top);
        }
        for pair in boxes.windows(2) {
            assert!(pair[0][3] < pair[1][1], "at {at} ms one stands in the other: {pair:?}");
        }
        // The first on top, the others at the bottom.
        assert!(boxes[0][3] < HEIGHT / 3 && boxes[1][1] > HEIGHT / 2, "at {at} ms: {boxes:?}");
    }
}
