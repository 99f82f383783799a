//! Runs over many files as real processes: the order and the number of threads do not show, what was kept changes nothing,
//! and a run that is killed again and again does every file once.

#![allow(clippy::unwrap_used, reason = "a test")]

mod together;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tregua-catalogue-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    /// A folder of small tracks, some with findings, one that is none.
    fn films(name: &str, files: usize) -> Self {
        let dir = Self::new(name);
        for n in 0..files {
            let folder = dir.0.join(format!("films/{:02}", n / 20));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("film{n:04}.kk.srt")), track(n)).unwrap();
        }
        dir
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tregua"));
        command.current_dir(&self.0).args(words.split(' '));
        command.env("TREGUA_CACHE_DIR", self.0.join("cache")).stdin(Stdio::null());
        command
    }

    fn run(&self, words: &str) -> Output {
        self.command(words).output().unwrap()
    }

    fn tracks(&self) -> Vec<PathBuf> {
        let mut all = Vec::new();
        let mut folders = vec![self.0.join("films")];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() { folders.push(path) } else { all.push(path) }
            }
        }
        all.sort();
        all
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn track(n: usize) -> String {
    let mut out = String::new();
    for cue in 0..n % 9 + 1 {
        // Every third line ends in a blank, and some cues are too brief for their words.
        let blank = if (n + cue).is_multiple_of(3) { " " } else { "" };
        let brief = if (n + cue).is_multiple_of(5) { 300 } else { 900 };
        out.push_str(&format!(
            "{}\n00:00:{:02},000 --> 00:00:{:02},{brief}\nДала кең, жол алыс, {n}-бекет.{blank}\n\n",
            cue + 1,
            cue * 3 + 1,
            cue * 3 + 2
        ));
    }
    out
}

const FORMS: [&str; 9] =
    ["human", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "csv"];

#[test]
fn neither_the_threads_nor_what_was_kept_show() {
    let dir = Dir::films("forms", 70);
    fs::write(dir.0.join("films/00/page.srt"), "<html>").unwrap();
    let named: Vec<String> =
        dir.tracks().iter().map(|it| it.strip_prefix(&dir.0).unwrap().display().to_string()).collect();
    for form in FORMS {
        let fresh = dir.run(&format!("check films --format {form} --no-cache --jobs 1"));
        assert_eq!(fresh.status.code(), Some(2), "one file is none");
        for jobs in [2, 8] {
            let again = dir.run(&format!("check films --format {form} --no-cache -j {jobs}"));
            assert_eq!(again.stdout, fresh.stdout, "{form}, {jobs} jobs");
            assert_eq!(again.stderr, fresh.stderr, "{form}, {jobs} jobs");
        }
        // The first fills what is kept, the second lives on it.
        for _ in 0..2 {
            let kept = dir.run(&format!("check films --format {form}"));
            assert!(kept.stdout == fresh.stdout && kept.status == fresh.status, "{form}, kept");
        }
        // For programs it makes no difference how the files were found.
        if form != "human" {
            let by_name = dir.run(&format!("check {} --format {form}", named.join(" ")));
            assert!(by_name.stdout == fresh.stdout, "{form}, by name");
            dir.run(&format!("check films --format {form} -o report"));
            assert!(fs::read(dir.0.join("report")).unwrap() == fresh.stdout, "{form}, to a file");
            fs::remove_file(dir.0.join("report")).unwrap();
        }
    }
}

#[test]
fn a_film_with_its_project_is_checked_as_one() {
    let dir = Dir::films("projects", 25);
    let cue = |n: u32, text: &str| {
        format!("{n}\n00:00:{:02},000 --> 00:00:{:02},500\n{text}\n\n", n * 3, n * 3 + 1)
    };
    let track = |words: &str| (1..=12).map(|n| cue(n, &format!("{words} {}.", n * 7))).collect::<String>();
    let mut projects = Vec::new();
    for (film, number) in [("00/dala", "84"), ("zhol", "85")] {
        let folder = dir.0.join("films").join(film);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("f.kk.srt"), track("Барактың нөмірі")).unwrap();
        // One number is another one: only who holds the tracks against each other sees it.
        fs::write(folder.join("f.ru.srt"), track("Номер барака").replace("84.", &format!("{number}.")))
            .unwrap();
        let tracks =
            "[[track]]\nlang = \"kk\"\nfile = \"f.kk.srt\"\n[[track]]\nlang = \"ru\"\nfile = \"f.ru.srt\"\n";
        let rules = "[[waiver]]\nrule = \"text/stray-space\"\nreason = \"none is there\"\n";
        fs::write(folder.join("tregua.toml"), format!("{tracks}{rules}")).unwrap();
        projects.push(format!("films/{film}"));
    }
    let found = |out: &Output| -> Vec<String> {
        let text = String::from_utf8(out.stdout.clone()).unwrap();
        text.lines().filter(|line| !line.contains("\"type\":\"summary\"")).map(str::to_owned).collect()
    };
    for jobs in [1, 4] {
        let all = dir.run(&format!("check films --format jsonl -j {jobs}"));
        let lines = found(&all);
        for project in &projects {
            let own = found(&dir.run(&format!("check {project} --format jsonl")));
            assert!(lines.windows(own.len()).any(|part| part == own), "{project}: {own:#?}");
        }
        let numbers = lines.iter().filter(|line| line.contains("set/number")).count();
        assert!(numbers >= 1, "{lines:#?}");
        let said = String::from_utf8(all.stderr).unwrap();
        assert_eq!(said.matches("none is there").count(), 2, "{said}");
        // Its tracks are not looked at once more by themselves.
        assert_eq!(lines.iter().filter(|line| line.contains("\"type\":\"file\"")).count(), 25 + 4);
    }
    let fixed = dir.run("check films --fix");
    assert!(String::from_utf8(fixed.stderr).unwrap().contains("films/zhol/f.ru.srt: applied"));
}

fn segments(dir: &Dir) -> usize {
    fs::read_dir(dir.0.join("cache/check")).map_or(0, |entries| entries.count())
}

#[test]
fn a_file_that_changed_is_looked_at_again_and_no_other() {
    let dir = Dir::films("kept", 30);
    let first = dir.run("check films --format jsonl");
    assert_eq!(segments(&dir), 1);
    assert_eq!(dir.run("check films --format jsonl").stdout, first.stdout);
    assert_eq!(segments(&dir), 1, "nothing was new");
    let path = &dir.tracks()[7];
    fs::write(path, track(8)).unwrap();
    let changed = dir.run("check films --format jsonl");
    assert_ne!(changed.stdout, first.stdout);
    assert_eq!(changed.stdout, dir.run("check films --format jsonl --no-cache").stdout);
    assert_eq!(segments(&dir), 2);
    // Other rules are another question.
    let select = dir.run("check films --format jsonl --select text/stray-space");
    assert_eq!(
        select.stdout,
        dir.run("check films --format jsonl --select text/stray-space --no-cache").stdout
    );
    let spoken = dir.run("check films --format jsonl --message-language kk");
    assert_eq!(spoken.stdout, dir.run("check films --format jsonl --message-language kk --no-cache").stdout);
    assert_ne!(spoken.stdout, changed.stdout);
    // A store that is damaged, or cannot be written, changes nothing.
    for entry in fs::read_dir(dir.0.join("cache/check")).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        bytes.iter_mut().skip(100).step_by(50).for_each(|b| *b ^= 0x11);
        fs::write(&path, bytes).unwrap();
    }
    assert_eq!(dir.run("check films --format jsonl").stdout, changed.stdout);
}

#[test]
fn a_run_that_is_killed_again_and_again_moves_every_file_once() {
    let dir = Dir::films("killed", 120);
    let before: Vec<String> = dir.tracks().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let words = "retime shift --by 1s films --in-place --resume run.log -j 2";
    let (mut kills, mut wait) = (0, 20);
    let last = loop {
        let mut child = dir.command(words).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        if child.try_wait().unwrap().is_some() {
            break child.wait_with_output().unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        // Longer each time, so that a slow machine gets through.
        wait += 7;
    };
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert!(kills > 0, "it was too fast to be killed");
    let tracks = dir.tracks();
    let left = tracks.iter().filter(|path| path.extension().is_none_or(|end| end != "srt")).count();
    assert!(left <= kills * 2, "{left} temporary files after {kills} kills");
    let tracks = tracks.iter().filter(|path| path.extension().is_some_and(|end| end == "srt"));
    for (path, before) in tracks.zip(&before) {
        let after = fs::read_to_string(path).unwrap();
        assert_eq!(after, moved(before), "{}", path.display());
    }
    // What was done is done.
    let again = dir.run(words);
    assert!(String::from_utf8_lossy(&again.stderr).contains("120 files done by an earlier run"));
}

/// A track one second later.
fn moved(track: &str) -> String {
    let later = |line: &str| {
        let Some((from, to)) = line.split_once(" --> ") else { return line.to_owned() };
        let later =
            |time: &str| format!("{}{:02}{}", &time[..6], time[6..8].parse::<u32>().unwrap() + 1, &time[8..]);
        format!("{} --> {}", later(from), later(to))
    };
    track.split('\n').map(later).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_signal_ends_a_run_after_the_files_in_hand_and_another_run_goes_on() {
    let dir = Dir::films("signal", 400);
    let words = "check films --format json -o report.json -j 2";
    let mut interrupted = None;
    for wait in [30, 5, 60, 120, 240, 500] {
        let _ = fs::remove_dir_all(dir.0.join("cache"));
        let mut child = dir.command(words).stderr(Stdio::piped()).spawn().unwrap();
        // The store is opened just before the first file.
        while !dir.0.join("cache/check").is_dir() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(wait));
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        if ended.status.code() == Some(130) && said.contains("interrupted: ") {
            interrupted = Some(said);
            break;
        }
        let _ = fs::remove_file(dir.0.join("report.json"));
    }
    let said = interrupted.expect("no signal came at the right time");
    assert!(said.contains("not begun; no report file was written; run it again"), "{said}");
    assert!(!dir.0.join("report.json").exists());
    let count = |word: &str| -> usize {
        let before = said.split(word).next().unwrap();
        before.trim_end().rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert_eq!(count(" files checked") + count(" not begun"), 400, "{said}");
    let whole = dir.run(words);
    assert_eq!(whole.status.code(), Some(1));
    let report = fs::read(dir.0.join("report.json")).unwrap();
    assert!(report == dir.run("check films --format json --no-cache").stdout);
}

#[test]
fn a_file_that_takes_too_long_is_given_up_and_the_others_are_not() {
    let dir = Dir::films("late", 3);
    let mut long = String::new();
    for n in 0..150_000_u32 {
        let (h, m, s) = (n / 1200, n / 20 % 60, n % 20 * 3);
        long.push_str(&format!(
            "{}\n{h:02}:{m:02}:{s:02},000 --> {h:02}:{m:02}:{s:02},900\nЖел тұрды, {n}.\n\n",
            n + 1
        ));
    }
    fs::write(dir.0.join("films/00/a-long.kk.srt"), long).unwrap();
    let run = dir.run("check films --timeout 1 --format jsonl --no-cache");
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("a-long.kk.srt: given up after 1 second"), "{said}");
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(String::from_utf8(run.stdout).unwrap().matches("\"type\":\"file\"").count(), 4);
}

#[test]
fn of_two_files_that_would_become_one_the_first_is_converted() {
    let dir = Dir::new("twins");
    fs::create_dir(dir.0.join("films")).unwrap();
    fs::write(dir.0.join("films/a.srt"), track(1)).unwrap();
    fs::write(dir.0.join("films/a.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nСәлем!\n").unwrap();
    for jobs in [1, 4] {
        let run = dir.run(&format!("convert films --to imsc --output-dir out --overwrite -j {jobs}"));
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(
            said.contains("films/a.vtt: out/a.ttml is the result of an earlier file of this run"),
            "{said}"
        );
        assert_eq!(run.status.code(), Some(2));
        let out = fs::read_to_string(dir.0.join("out/a.ttml")).unwrap();
        assert!(out.contains("Дала") && !out.contains("Сәлем"));
    }
}

#[test]
fn a_report_never_takes_the_place_of_a_track() {
    let dir = Dir::films("place", 3);
    let track = dir.tracks()[1].clone();
    let before = fs::read(&track).unwrap();
    let name = track.strip_prefix(&dir.0).unwrap().display().to_string();
    let run = dir.run(&format!("check films --report json={name} --overwrite"));
    assert_eq!(run.status.code(), Some(2), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(fs::read(&track).unwrap(), before);
    // A report in the folder is no track of the next run.
    for _ in 0..2 {
        let run = dir.run("check films --report json=films/report.json --format jsonl");
        assert_eq!(String::from_utf8(run.stdout).unwrap().matches("\"type\":\"file\"").count(), 3);
    }
}

#[test]
fn the_memory_of_a_run_does_not_grow_with_the_number_of_files() {
    let peak = |files: usize| -> u64 {
        let dir = Dir::films(&format!("memory{files}"), files);
        let child = dir.command("check films --format jsonl -j 2 --no-cache").stdout(Stdio::null()).spawn();
        peak_of(child.unwrap())
    };
    let (few, many) = (peak(60), peak(1200));
    assert!(many < few + 6 * 1024, "{few} KiB for 60 files, {many} KiB for 1200");
}

/// The most memory that a process had, in KiB.
fn peak_of(mut child: std::process::Child) -> u64 {
    let path = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(high_water(&path).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

fn high_water(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}
