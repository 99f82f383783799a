//! Baselines and waivers: what a run puts aside, and what it never writes over.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of this test's own with nothing in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The exit code and what is said on standard error.
fn check(dir: &Path, args: &str) -> (i32, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_tregua"))
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .arg("check")
        .args(args.split_whitespace())
        .output()
        .unwrap();
    (out.status.code().unwrap(), String::from_utf8(out.stderr).unwrap())
}

/// One finding of each of `text/stray-space`, `text/markup` and `timing/gap-too-short`.
const FILM: &str = "1\n00:00:01,000 --> 00:00:02,500\n¿Quién es?\n\n2\n00:00:02,542 --> 00:00:04,000\n¡Ven  aquí!\n\n3\n00:00:06,000 --> 00:00:08,000\n<i>Nadie nos espera.\n";

const PROJECT: &str =
    "[programme]\nframe_rate = \"24\"\n\n[[track]]\nlang = \"es-ES\"\nfile = \"film.es.srt\"\n";

#[test]
fn nothing_that_is_read_is_written_over() {
    let dir = folder("aside-paths");
    let known = dir.join("known.toml");
    for (name, text) in [
        ("x.es.srt", FILM),
        ("wb.txt", "Quién\n"),
        ("es_ES.dic", "1\nhola\n"),
        ("es_ES.aff", "SET UTF-8\n"),
        (
            "own.toml",
            "title = \"Own\"\nextends = \"netflix/es-es\"\nsource = \"ours\"\ndate = \"2026-01-01\"\n",
        ),
        ("cuts.txt", "10\n20\n"),
    ] {
        fs::write(dir.join(name), text).unwrap();
    }
    fs::create_dir(dir.join("p5")).unwrap();
    fs::write(dir.join("p5/tregua.toml"), PROJECT).unwrap();
    fs::write(dir.join("p5/film.es.srt"), FILM).unwrap();
    assert_eq!(check(&dir, "--write-baseline known.toml x.es.srt").0, 0);
    assert!(known.is_file());
    let before = all(&dir);
    for (args, file) in [
        ("--write-baseline x.es.srt --overwrite x.es.srt", "x.es.srt"),
        ("--baseline known.toml --write-baseline x.es.srt --overwrite x.es.srt", "x.es.srt"),
        ("--report json=known.toml --baseline ./known.toml --overwrite x.es.srt", "known.toml"),
        ("--report json=p5/tregua.toml --overwrite p5", "p5/tregua.toml"),
        ("--write-baseline p5/tregua.toml --overwrite p5", "p5/tregua.toml"),
        ("--write-baseline p5/film.es.srt --overwrite p5", "p5/film.es.srt"),
        ("--profile own.toml --report csv=own.toml --overwrite x.es.srt", "own.toml"),
        ("--fps 24 --shots cuts.txt --write-baseline cuts.txt --overwrite x.es.srt", "cuts.txt"),
        ("--write-baseline k8.toml -o k8.toml --overwrite x.es.srt", "k8.toml"),
        ("--write-baseline k8.toml --report csv=p5/../k8.toml --overwrite x.es.srt", "k8.toml"),
        (
            "--baseline known.toml --write-baseline known.toml -o known.toml --overwrite x.es.srt",
            "known.toml",
        ),
        #[cfg(feature = "spell")]
        ("--report csv=wb.txt --words wb.txt --overwrite x.es.srt", "wb.txt"),
        #[cfg(feature = "spell")]
        ("--report csv=es_ES.aff --dictionary es_ES.dic --overwrite x.es.srt", "es_ES.aff"),
        #[cfg(feature = "spell")]
        ("--report csv=es_ES.dic --dictionary . --overwrite x.es.srt", "es_ES.dic"),
    ] {
        let (code, said) = check(&dir, args);
        assert!(code == 2 && said.contains(file) && said.contains("another"), "{args}: {code}: {said}");
        assert!(all(&dir) == before, "{args} wrote something");
    }
    // To renew a baseline is what it is for.
    let (code, said) = check(&dir, "--baseline known.toml --write-baseline ./known.toml x.es.srt");
    assert_eq!(code, 0, "{said}");
    assert!(all(&dir) == before);
}

/// Every file of a folder and the folders in it, with its bytes.
fn all(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(all(&path));
        } else {
            out.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    out.sort();
    out
}
