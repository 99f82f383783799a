//! New files of a run are written by the handful. It must not show, but in the time that it takes.

use crate::{Dir, moved};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// Every file below a folder, by its way from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut all, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    all
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn files_that_are_written_together_are_what_each_would_be_alone() {
    let dir = Dir::films("together", 150);
    fs::write(dir.0.join("films/01/page.srt"), "<html>").unwrap();
    // One result is there already, and one is in the way of a folder.
    let mine = |out: &str| {
        fs::create_dir_all(dir.0.join(out).join("03")).unwrap();
        fs::write(dir.0.join(out).join("03/film0065.kk.srt"), "mine").unwrap();
        fs::write(dir.0.join(out).join("03/film0066.kk.vtt"), "mine").unwrap();
        fs::write(dir.0.join(out).join("05"), "a file").unwrap();
    };
    for words in ["retime shift --by 1s films", "convert films --to vtt"] {
        let mut first: Option<(BTreeMap<PathBuf, Vec<u8>>, String)> = None;
        for jobs in [1, 2, 8] {
            let out = format!("{}-{jobs}", words.split(' ').next().unwrap());
            mine(&out);
            let run = dir.run(&format!("{words} --output-dir {out} -j {jobs}"));
            assert_eq!(run.status.code(), Some(2), "{}", said(&run));
            let now = (files(&dir.0.join(&out)), said(&run).replace(&out, "OUT"));
            assert!(now.1.contains("exists already") && now.1.contains("OUT/05"), "{}", now.1);
            assert_eq!(
                now.1.matches("error").count(),
                22,
                "one there, one no track, a folder of 20: {}",
                now.1
            );
            if let Some(first) = &first {
                assert!(first == &now, "{words} with {jobs} jobs: {}", now.1);
            }
            first.get_or_insert(now);
        }
        let (results, _) = first.unwrap();
        for path in dir.tracks().iter().filter(|path| !path.ends_with("page.srt")) {
            let way = path.strip_prefix(dir.0.join("films")).unwrap();
            if way.starts_with("05") {
                continue;
            }
            let alone = format!("{words} -").replace("films", &path.display().to_string());
            let alone = dir.run(alone.trim_end_matches(" -")).stdout;
            let result = way.with_extension(if words.starts_with("convert") { "vtt" } else { "srt" });
            let found = results.get(&result).map(Vec::as_slice);
            let expected = if found == Some(b"mine") { b"mine".as_slice() } else { &alone };
            assert!(found == Some(expected), "{}", result.display());
        }
        assert_eq!(results.values().filter(|bytes| *bytes == b"mine").count(), 2, "they stay as they were");
    }
}

#[test]
fn a_run_that_may_open_few_files_writes_all_the_same() {
    let dir = Dir::films("few", 200);
    for (most, jobs) in [(14, 1), (20, 2), (90, 4)] {
        let script = format!("ulimit -n {most}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_tregua")]).current_dir(&dir.0);
        let words = format!("retime shift --by 1s films --output-dir out{most} -j {jobs}");
        let run = command.args(words.split(' ')).output().unwrap();
        assert!(run.status.success(), "{most} files, {jobs} jobs: {}", said(&run));
        assert_eq!(files(&dir.0.join(format!("out{most}"))).len(), 200);
    }
}

#[test]
fn whole_files_are_there_whenever_a_run_is_killed() {
    let dir = Dir::films("cut", 400);
    let words = "retime shift --by 1s films --output-dir out -j 2 --resume run.log";
    let (mut kills, mut wait) = (0, 10);
    loop {
        let mut child = dir.command(words).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        if child.try_wait().unwrap().is_some() {
            assert!(child.wait().unwrap().success());
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        wait += 7;
        for (way, bytes) in files(&dir.0.join("out")) {
            if way.extension().is_some_and(|end| end == "srt") {
                let before = fs::read_to_string(dir.0.join("films").join(&way)).unwrap();
                assert_eq!(String::from_utf8(bytes).unwrap(), moved(&before), "{}", way.display());
            }
        }
    }
    assert!(kills > 0, "it was too fast to be killed");
    let all = files(&dir.0.join("out"));
    let whole = all.keys().filter(|way| way.extension().is_some_and(|end| end == "srt")).count();
    assert_eq!(whole, 400);
    assert!(all.len() - whole <= kills * 2 * 32, "{} temporary files after {kills} kills", all.len() - whole);
}

#[test]
fn a_signal_lets_what_is_in_hand_be_written_and_counts_the_rest() {
    let dir = Dir::films("stopped", 600);
    let films = files(&dir.0.join("films"));
    // New files, files that take the place of others, and the files themselves.
    for (how, to) in [("--output-dir out", "out"), ("--output-dir out --overwrite", "out"), ("-i", "films")] {
        let mut stopped = false;
        for wait in [20, 8, 40, 80, 160, 4, 1] {
            for (way, bytes) in &films {
                fs::write(dir.0.join("films").join(way), bytes).unwrap();
            }
            let out = dir.0.join("out");
            let _ = fs::remove_dir_all(&out);
            if how.contains("overwrite") {
                assert!(dir.run("retime shift --by 2s films --output-dir out").status.success());
            }
            let before = files(&dir.0.join(to));
            let words = format!("retime shift --by 1s films {how} -j 2");
            let mut child = dir.command(&words).stderr(Stdio::piped()).spawn().unwrap();
            let begun = std::time::Instant::now();
            while files(&out).is_empty() && to == "out" && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(wait));
            Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
            let ended = child.wait_with_output().unwrap();
            let text = said(&ended);
            if ended.status.code() != Some(130) {
                continue;
            }
            let count = |word: &str| -> usize {
                let before = text.split(word).next().unwrap();
                before.trim_end().rsplit(' ').next().unwrap().parse().unwrap()
            };
            assert_eq!(
                count(" files moved, ") + count(" not begun"),
                600,
                "{how}, {:?}: {text}",
                begun.elapsed()
            );
            assert!(!text.contains("the run was interrupted"), "{how}: {text}");
            let mut new = 0;
            for (way, bytes) in files(&dir.0.join(to)) {
                if before.get(&way) != Some(&bytes) {
                    let was = String::from_utf8(films[&way].clone()).unwrap();
                    assert_eq!(String::from_utf8(bytes).unwrap(), moved(&was), "{how}: {}", way.display());
                    new += 1;
                }
            }
            assert_eq!(new, count(" files moved, "), "{how}: {text}");
            stopped = true;
            break;
        }
        assert!(stopped, "{how}: no signal came at the right time");
    }
}
