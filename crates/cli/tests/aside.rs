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

/// How many lines of a baseline hold a finding.
fn known_in(file: &Path) -> usize {
    fs::read_to_string(file).unwrap().lines().filter(|line| line.starts_with("  \"")).count()
}

#[test]
fn what_a_run_does_not_look_at_stays_in_the_baseline() {
    let dir = folder("aside-kept");
    fs::write(dir.join("a.es.srt"), FILM).unwrap();
    fs::write(dir.join("b.es.srt"), FILM).unwrap();
    let known = dir.join("known.toml");
    assert_eq!(check(&dir, "--fps 24 --write-baseline known.toml a.es.srt b.es.srt").0, 0);
    let whole = fs::read_to_string(&known).unwrap();
    assert_eq!(known_in(&known), 6, "{whole}");
    // Rules that did not run miss nothing, and a renewed baseline keeps what they knew; so with files not named.
    let (code, said) = check(&dir, "--fps 24 --select timing --baseline known.toml a.es.srt b.es.srt");
    assert!(code == 0 && !said.contains("gone"), "{said}");
    for renew in [
        "--select timing --baseline known.toml a.es.srt b.es.srt",
        "--ignore text/markup --baseline known.toml a.es.srt",
        "--baseline known.toml b.es.srt",
        "--select text a.es.srt",
        "--baseline known.toml a.es.srt none.es.srt",
    ] {
        let (code, said) = check(&dir, &format!("--fps 24 --write-baseline known.toml {renew}"));
        let failed = renew.contains("none");
        assert!(code == if failed { 2 } else { 0 } && said.contains("kept"), "{renew}: {code}: {said}");
        assert_eq!(fs::read_to_string(&known).unwrap(), whole, "{renew}");
    }
    // A file that cannot be read keeps what is known of it, and what is mended goes.
    fs::rename(dir.join("b.es.srt"), dir.join("c.es.srt")).unwrap();
    fs::write(dir.join("a.es.srt"), FILM.replace("<i>", "")).unwrap();
    let (code, said) =
        check(&dir, "--fps 24 --baseline known.toml --write-baseline known.toml a.es.srt b.es.srt");
    assert!(code == 2 && said.contains("1 of it gone") && said.contains("kept 3"), "{code}: {said}");
    assert_eq!(known_in(&known), 5);
}

#[test]
fn a_baseline_knows_its_files_from_every_folder() {
    let dir = folder("aside-folders");
    let (sub, other) = (dir.join("sub"), dir.join("other"));
    fs::create_dir(&sub).unwrap();
    fs::create_dir(&other).unwrap();
    fs::write(sub.join("w.es.srt"), FILM).unwrap();
    fs::write(dir.join("above.es.srt"), FILM).unwrap();
    assert_eq!(check(&dir, "--fps 24 --write-baseline known.toml sub/w.es.srt").0, 0);
    for (folder, args) in [
        (&sub, "--baseline ../known.toml w.es.srt"),
        (&sub, "--baseline ../known.toml ../sub/../sub/w.es.srt"),
        (&dir, "--baseline sub/../known.toml sub/w.es.srt"),
    ] {
        let (code, said) = check(folder, &format!("--fps 24 {args}"));
        assert!(code == 0 && said.contains("3 findings known"), "{args}: {said}");
    }
    // What is above a baseline's folder is named from there, and another baseline names it from its own.
    assert_eq!(check(&dir, "--fps 24 --write-baseline sub/up.toml above.es.srt").0, 0);
    assert!(fs::read_to_string(sub.join("up.toml")).unwrap().contains("\"../above.es.srt\" = ["));
    let (code, said) = check(
        &other,
        "--fps 24 --baseline ../sub/up.toml --write-baseline far.toml --select file ../above.es.srt",
    );
    assert!(code == 0 && said.contains("kept 3"), "{said}");
    assert!(fs::read_to_string(other.join("far.toml")).unwrap().contains("\"../above.es.srt\" = ["));
    let (code, said) = check(&dir, "--fps 24 --baseline known.toml above.es.srt");
    assert!(code == 1 && said.contains("known.toml knows none of the files"), "{said}");
}

#[test]
fn a_waiver_is_called_useless_only_where_its_rule_ran() {
    let dir = folder("aside-waivers");
    let waiver = |rule: &str, track: &str| {
        format!("\n[[waiver]]\nrule = \"{rule}\"\ntrack = \"{track}\"\nreason = \"songs\"\n")
    };
    let russian = "\n[[track]]\nlang = \"ru\"\nfile = \"film.ru.srt\"\n";
    let waivers =
        [waiver("timing/overlap", "es-ES"), waiver("text", "film.es.srt"), waiver("timing/overlap", "ru")];
    fs::write(dir.join("tregua.toml"), format!("{PROJECT}{russian}{}", waivers.concat())).unwrap();
    fs::write(dir.join("film.es.srt"), FILM.replace("  ", " ").replace("<i>", "")).unwrap();
    let russian = "1\n00:00:01,000 --> 00:00:02,500\nКто это?\n";
    fs::write(dir.join("film.ru.srt"), russian).unwrap();
    let useless = |args: &str| -> Vec<usize> {
        let (_, said) = check(&dir, args);
        let said: Vec<&str> = said.lines().filter(|line| line.contains("waives nothing")).collect();
        (1..=3).filter(|n| said.iter().any(|line| line.contains(&format!("waiver {n} ")))).collect()
    };
    assert_eq!(useless(""), [1, 2, 3]);
    assert_eq!(useless("--select text"), [2]);
    assert_eq!(useless("--select text/markup"), [0; 0]);
    assert_eq!(useless("--ignore timing/overlap,text/markup"), [0; 0]);
    assert_eq!(useless("--select timing"), [1, 3]);
    fs::remove_file(dir.join("film.ru.srt")).unwrap();
    assert_eq!(useless(""), [1, 2]);
}
