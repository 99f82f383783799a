//! A film's sound as the reference of `tregua retime align`, as people use it.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]
#![cfg(feature = "audio")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tregua_speech::{Background, Scene, Speaker, from_srt, is_there, write};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of this test's own with nothing in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The exit code, what is written, and what is said.
fn align(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_tregua"))
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .args(["retime", "align", "--to"])
        .args(args)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

/// The beginning of the feature's track, moved.
fn track(dir: &Path, lang: &str, until: u64, by: i64) {
    let text =
        fs::read_to_string(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
    let stamp = |ms: u64| {
        format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
    };
    let mut out = String::new();
    for (n, cue) in from_srt(&text).iter().filter(|cue| cue.end < until).enumerate() {
        let time = |ms: u64| stamp(ms.saturating_add_signed(by));
        out.push_str(&format!("{}\n{} --> {}\n{}\n\n", n + 1, time(cue.start), time(cue.end), cue.text));
    }
    fs::write(dir.join(format!("film.{lang}.srt")), out).unwrap();
}

#[test]
fn a_late_track_is_put_where_its_film_speaks() {
    if !is_there() {
        eprintln!("skipped: espeak-ng is not installed");
        return;
    }
    let dir = folder("sound");
    let text = fs::read_to_string(root().join("fixtures/feature/tregua-feature.ru.srt")).unwrap();
    let mut cues = from_srt(&text);
    cues.retain(|cue| cue.end < 150_000);
    let scene = Scene { background: Background::Film, snr: 6.0, seed: 3 };
    write(fs::File::create(dir.join("film.wav")).unwrap(), &cues, &Speaker::new("ru"), scene).unwrap();
    // Another language's track of the same film.
    track(&dir, "kk", 150_000, 3700);
    let (code, out, said) = align(&dir, &["film.wav", "film.kk.srt"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("film.wav: ") && said.contains(" in 2 min of audio track 0 (PCM)"), "{said}");
    assert!(said.contains("one distance, speed 1;"), "{said}");
    let found: Vec<i64> = from_srt(&out).iter().map(|cue| cue.start as i64).collect();
    track(&dir, "kk", 150_000, 0);
    let truth = from_srt(&fs::read_to_string(dir.join("film.kk.srt")).unwrap());
    assert_eq!(found.len(), truth.len());
    for (found, truth) in found.iter().zip(&truth) {
        assert!((found - truth.start as i64).abs() <= 100, "{found} ms, spoken at {} ms", truth.start);
    }
    // Nobody listens for a track that is not there.
    let (code, _, said) = align(&dir, &["film.wav", "none.kk.srt"]);
    assert!(code == 2 && said.contains("none.kk.srt: no such file") && !said.contains("heard"), "{said}");
    // In sync already: not a byte is changed. `--quiet` says nothing.
    fs::write(dir.join("again.kk.srt"), &out).unwrap();
    let (code, again, said) = align(&dir, &["film.wav", "--quiet", "again.kk.srt"]);
    assert_eq!((code, again.as_str(), said.as_str()), (0, out.as_str(), ""));
    // All of the film is not held against a part of it.
    track(&dir, "kk", 600_000, 0);
    let (code, _, said) = align(&dir, &["film.wav", "film.kk.srt"]);
    assert!(code == 2 && said.contains("a part of a film is no reference for all of it"), "{code}: {said}");
}

#[test]
fn what_cannot_be_heard_is_told_with_what_helps() {
    let dir = folder("sound-errors");
    track(&dir, "kk", 60_000, 0);
    let sounds = root().join("fixtures/sound");
    for name in ["two.mkv", "opus.webm", "plain.wav"] {
        fs::copy(sounds.join(name), dir.join(name)).unwrap();
    }
    fs::copy(sounds.join("two.mkv"), dir.join("a film.mkv")).unwrap();
    fs::write(dir.join("old.avi"), b"RIFF\x10\0\0\0AVI LIST\0\0\0\0").unwrap();
    fs::write(dir.join("film.mkv.srt"), "1\n00:00:01,000 --> 00:00:02,000\nСәлем!\n").unwrap();
    for (to, needles) in [
        (
            "a film.mkv",
            &[
                "audio track 0 is AC-3",
                "`ffmpeg -i 'a film.mkv' -map 0:a:0 ",
                "or take a film.mkv#audio:1 (AAC, spa)",
            ] as &[&str],
        ),
        ("opus.webm", &["is Opus", "ffmpeg -i opus.webm"]),
        ("two.mkv#audio:5", &["no audio track 5", "two.mkv#audio:1"]),
        ("two.mkv#kk", &["no text track"]),
        ("old.avi", &["`ffmpeg -i old.avi -map"]),
        ("gone.wav", &["no such file"]),
        // Two seconds of it.
        ("two.mkv#audio:1", &["a part of a film is no reference"]),
        // Text, whatever it is called.
        ("film.mkv.srt", &["too little to go by"]),
    ] {
        let (code, out, said) = align(&dir, &[to, "film.kk.srt"]);
        assert_eq!((code, out.as_str()), (2, ""), "{to}: {said}");
        for needle in needles {
            assert!(said.contains(needle), "{to}: no “{needle}” in {said}");
        }
    }
}
