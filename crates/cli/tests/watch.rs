//! `tregua check --watch`: files really change, and the new result is seen.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Far longer than anything here takes, as a busy machine may.
const DEADLINE: Duration = Duration::from_secs(60);

const GOOD: &str = "1\n00:00:01,000 --> 00:00:03,000\nHasta mañana.\n";
const BAD: &str = "1\n00:00:01,000 --> 00:00:03,000\nHasta  mañana.\n";
const WATCHING: &str = "Ctrl-C ends it";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A running watch, whose output is read line by line.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    /// Lines since the last check that was seen, and all of them.
    seen: Vec<String>,
    all: Vec<String>,
}

impl Watch {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tregua"))
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C")
            .args(["check", "--watch"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let mut watch = Self { child, lines, seen: Vec::new(), all: Vec::new() };
        watch.wait(WATCHING);
        watch.seen.clear();
        watch
    }

    /// Reads on until a line has this in it, or has had since the last check that was seen.
    fn wait(&mut self, what: &str) {
        let until = Instant::now() + DEADLINE;
        while !self.seen.iter().any(|line| line.contains(what)) {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("no line with {what:?}; there were:\n{}", self.seen.join("\n"));
            };
            self.all.push(line.clone());
            self.seen.push(line);
        }
    }

    /// Waits for another whole check, and for what it says: of the two streams either may come first.
    fn sees(&mut self, what: &str) {
        self.wait(WATCHING);
        self.wait(what);
        self.seen.clear();
    }

    /// Ends it as Ctrl-C does; its exit code.
    fn end(mut self) -> i32 {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
        let until = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            assert!(Instant::now() < until, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_file_that_changes_goes_and_comes_back() {
    let folder = folder("file");
    let file = folder.join("film.es.srt");
    fs::write(&file, GOOD).unwrap();
    let mut watch = Watch::start(&folder, &["--select", "text", "film.es.srt"]);
    fs::write(&file, BAD).unwrap();
    watch.wait("check 2: film.es.srt changed");
    watch.sees("1 warning");
    // As editors do it: the new version beside the old one, and then in its place.
    let new = folder.join(".film.es.srt.swp");
    fs::write(&new, GOOD).unwrap();
    fs::rename(&new, &file).unwrap();
    watch.sees("film.es.srt: clean");
    fs::remove_file(&file).unwrap();
    watch.sees("no such file");
    fs::write(&file, BAD).unwrap();
    watch.sees("1 warning");
    assert_eq!(watch.end(), 1, "the exit code is that of the last check");
}

#[test]
fn the_project_its_profile_and_a_track_that_is_not_there_yet() {
    let folder = folder("project");
    let project = |profile: &str| {
        format!("[[track]]\nlang = \"es-ES\"\nfile = \"subs/film.srt\"\nprofile = \"{profile}\"\n")
    };
    let profile = |level: &str| {
        format!(
            "title = \"t\"\nextends = \"structure\"\nsource = \"s\"\ndate = \"2026-11\"\n[rules.\"text/stray-space\"]\nlevel = \"{level}\"\nbecause = \"A test.\"\n"
        )
    };
    fs::write(folder.join("tregua.toml"), project("structure")).unwrap();
    fs::write(folder.join("own.toml"), profile("off")).unwrap();
    let mut watch = Watch::start(&folder, &[]);
    // The folder of the track comes first, and then the track.
    fs::create_dir(folder.join("subs")).unwrap();
    fs::write(folder.join("subs/film.srt"), BAD).unwrap();
    watch.sees("profile structure");
    fs::write(folder.join("tregua.toml"), "[[track]]\nlang = 7\n").unwrap();
    watch.sees("tregua.toml");
    fs::write(folder.join("tregua.toml"), project("own.toml")).unwrap();
    watch.sees("clean");
    fs::write(folder.join("own.toml"), profile("error")).unwrap();
    watch.sees("1 error");
    fs::write(folder.join("own.toml"), profile("info")).unwrap();
    watch.sees("1 note");
    assert_eq!(watch.end(), 0);
}

#[test]
fn a_report_in_a_watched_folder_is_no_change() {
    let folder = folder("report");
    fs::write(folder.join("film.es.srt"), GOOD).unwrap();
    let args = ["--select", "text", "--format", "json", "-o", "report.json", "film.es.srt"];
    let mut watch = Watch::start(&folder, &args);
    let findings = || -> usize {
        let report = fs::read(folder.join("report.json")).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        report["files"][0]["findings"].as_array().unwrap().len()
    };
    assert_eq!(findings(), 0);
    fs::write(folder.join("film.es.srt"), BAD).unwrap();
    watch.sees("check 2");
    assert_eq!(findings(), 1);
    fs::write(folder.join("film.es.srt"), GOOD).unwrap();
    watch.sees("check 3");
    assert_eq!(findings(), 0);
    assert!(!watch.all.iter().any(|line| line.contains("report.json changed")), "{:?}", watch.all);
    assert_eq!(watch.end(), 0);
}

#[test]
fn what_makes_no_sense_again_and_again_is_refused_with_the_reason() {
    let folder = folder("refused");
    fs::write(folder.join("film.es.srt"), GOOD).unwrap();
    for (args, why) in [
        (&["-"][..], "can be read only once"),
        (&["--fix", "film.es.srt"], "somebody is at work on"),
        (&["--diff", "film.es.srt"], "by itself"),
        (&["--write-baseline", "known.toml", "film.es.srt"], "before anybody saw it"),
        (&["--format", "json", "film.es.srt"], "name a file with -o"),
        (&["--format", "sarif", "-o", "-", "film.es.srt"], "name a file with -o"),
        (&["--report", "human=page.txt", "film.es.srt"], "say --overwrite"),
        (&["--select", "no/such", "film.es.srt"], "no rule or group"),
    ] {
        let out = Command::new(env!("CARGO_BIN_EXE_tregua"))
            .current_dir(&folder)
            .args(["check", "--watch"])
            .args(args)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(why), "{args:?}: {said}");
    }
}
