//! The hooks of pre-commit.

use crate::{repository, run, yaml};
use std::collections::BTreeMap;
use std::fs;

#[test]
fn every_hook_runs_and_fails_where_it_should() {
    let folder = repository("hooks");
    let project = "[[track]]\nlang = \"es-ES\"\nfile = \"subtitles/season 1/bad film.es.srt\"\n";
    fs::write(folder.join("tregua.toml"), project).unwrap();
    let bad = folder.join("subtitles/season 1/bad film.es.srt");
    let before = fs::read(&bad).unwrap();
    for hook in yaml(".pre-commit-hooks.yaml").as_array().unwrap() {
        let entry = hook["entry"].as_str().unwrap();
        let names = hook["pass_filenames"] != false;
        let with = |file: &str| if names { format!("{entry} '{file}'\n") } else { format!("{entry}\n") };
        let ran = run(&["sh", "-e"], &with("subtitles/season 1/bad film.es.srt"), &folder, &BTreeMap::new());
        let fixes = hook["id"] == "tregua-fix";
        // pre-commit itself fails where a hook has changed a file.
        let changed = fs::read(&bad).unwrap() != before;
        assert_eq!((ran.code == 1 || changed, changed), (true, fixes), "{}{}", ran.stdout, ran.stderr);
        fs::write(&bad, &before).unwrap();
        if names {
            let ran = run(&["sh", "-e"], &with("subtitles/good.es.srt"), &folder, &BTreeMap::new());
            assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        }
    }
}

#[test]
fn they_know_the_files_of_every_format() {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_tregua")).arg("formats").output().unwrap();
    let formats = String::from_utf8(out.stdout).unwrap();
    assert!(formats.lines().count() > 10, "{formats}");
    for hook in yaml(".pre-commit-hooks.yaml").as_array().unwrap() {
        let files = hook["files"].as_str().unwrap();
        let known: Vec<&str> = files.split(['(', ')', '|']).collect();
        for extension in
            ["srt", "vtt", "ass", "ssa", "ttml", "dfxp", "itt", "stl", "scc", "sub", "sbv", "smi", "lrc"]
        {
            assert!(known.contains(&extension), "{extension} in {files}");
        }
    }
}
