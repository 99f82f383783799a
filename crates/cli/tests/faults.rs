//! Nothing is lost, whatever the system does: the short form of `cargo xtask faults`, for every run of the tests.
//!
//! Under strace every call that touches the files' folder is, in a run of its own, where the program is killed or what
//! fails. Where there is no strace that part is left out and said so.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TREGUA: &str = env!("CARGO_BIN_EXE_tregua");
const FILM: &str = "1\n00:00:01,000 --> 00:00:02,500\n¿Quién es?\n\n2\n00:00:03,000 --> 00:00:04,500\n¡Ven  aquí!\n\n3\n00:00:06,000 --> 00:00:08,000\nNadie nos espera.\n";

/// What is run, on which files: each is in the folder with the same text.
struct Job {
    words: &'static [&'static str],
    files: &'static [&'static str],
    /// The exit code where nothing fails.
    code: i32,
}

const RETIME: Job = Job { words: &["retime", "shift", "--by", "1s", "-i"], files: &["film.es.srt"], code: 0 };
const SET: Job = Job { words: RETIME.words, files: &["a.es.srt", "b.es.srt"], code: 0 };
const FIX: Job = Job { words: &["check", "--fix"], files: &["film.es.srt"], code: 0 };

type Files = BTreeMap<String, Vec<u8>>;

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn is_temp(name: &str) -> bool {
    let middle = name.strip_prefix(".tregua-").and_then(|name| name.strip_suffix(".tmp"));
    middle.is_some_and(|it| it.len() == 16 && it.bytes().all(|b| b.is_ascii_hexdigit()))
}

impl Job {
    /// The folder with the files as they were.
    fn reset(&self, dir: &Path) {
        fs::read_dir(dir).unwrap().for_each(|entry| fs::remove_file(entry.unwrap().path()).unwrap());
        self.files.iter().for_each(|file| fs::write(dir.join(file), FILM).unwrap());
    }

    fn command(&self, program: &mut Command, dir: &Path) -> Output {
        let files = self.files.iter().map(|file| dir.join(file));
        program
            .args(self.words)
            .args(files)
            .env("LC_ALL", "C")
            .env("NO_COLOR", "1")
            .env("RAYON_NUM_THREADS", "1");
        program.stdin(Stdio::null()).output().unwrap()
    }

    fn contents(dir: &Path) -> Files {
        let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
        entries.map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap())).collect()
    }

    /// What the files are after a run that nothing disturbs.
    fn made(&self, dir: &Path) -> Files {
        self.reset(dir);
        let out = self.command(&mut Command::new(TREGUA), dir);
        assert_eq!(out.status.code(), Some(self.code), "{out:?}");
        let new = Self::contents(dir);
        assert!(new.values().all(|bytes| bytes != FILM.as_bytes()));
        new
    }

    /// The calls that touch the folder, each with its number among those of its name.
    fn calls(&self, dir: &Path) -> Vec<(String, usize)> {
        let log = dir.with_extension("strace");
        self.reset(dir);
        self.command(Command::new("strace").args(["-f", "-y", "-o"]).arg(&log).arg(TREGUA), dir);
        let (mut counts, mut calls) = (BTreeMap::<(String, String), usize>::new(), Vec::new());
        for line in fs::read_to_string(log).unwrap().lines() {
            let Some((thread, rest)) = line.split_once(' ') else { continue };
            let Some((call, rest)) = rest.trim_start().split_once('(') else { continue };
            let count = counts.entry((thread.to_owned(), call.to_owned())).or_default();
            *count += 1;
            // What it was started with and what it says name the folder too.
            let aside = call == "execve" || call == "write" && rest.starts_with(['1', '2']);
            if !aside && rest.contains(dir.to_str().unwrap()) {
                calls.push((call.to_owned(), *count));
            }
        }
        assert!(calls.len() > 30, "only {} calls touch {}", calls.len(), dir.display());
        calls
    }

    /// A run in which one call has a fault; `None` where strace says that it struck nothing.
    fn strike(&self, dir: &Path, (call, nth): &(String, usize), fault: &str) -> Option<(Output, Files)> {
        let log = dir.with_extension("strace");
        self.reset(dir);
        let inject = format!("inject={call}:{fault}:when={nth}");
        let mut strace = Command::new("strace");
        strace.args(["-f", "-o"]).arg(&log).args(["-e", &format!("trace={call}"), "-e", &inject, TREGUA]);
        let out = self.command(&mut strace, dir);
        let log = fs::read_to_string(log).unwrap();
        let struck = log.contains("(INJECTED)") || log.contains("killed by SIGKILL");
        struck.then(|| (out, Self::contents(dir)))
    }

    /// Every fault at every call that `at` picks, each judged: the number of those that struck.
    fn sweep(&self, name: &str, faults: &[&str], at: fn(&str) -> bool, judge: Judge) -> usize {
        let dir = folder(name);
        let (new, mut struck) = (self.made(&dir), 0);
        for call in self.calls(&dir).iter().filter(|(call, _)| at(call)) {
            for fault in faults {
                if let Some((out, now)) = self.strike(&dir, call, fault) {
                    struck += 1;
                    let said = String::from_utf8_lossy(&out.stderr);
                    if let Err(why) = judge(self, &new, &now, out.status.code(), &said) {
                        panic!("{name}: {fault} at {} no. {}: {why}\n{said}", call.0, call.1);
                    }
                }
            }
        }
        struck
    }
}

type Judge = fn(&Job, &Files, &Files, Option<i32>, &str) -> Result<(), String>;

/// Each file is the old one or the new one, whole, and what is left besides is known for what it is.
fn whole(new: &Files, now: &Files) -> Result<(), String> {
    for (file, bytes) in new {
        let held = now.get(file).ok_or_else(|| format!("{file} is gone"))?;
        if held != bytes && held != FILM.as_bytes() {
            return Err(format!("{file} is neither the old nor the new one: {} bytes", held.len()));
        }
    }
    match now.keys().find(|name| !new.contains_key(*name) && !is_temp(name)) {
        Some(stray) => Err(format!("{stray} was left")),
        None => Ok(()),
    }
}

/// All files are new and the exit code says so, or all are old and it says so, with the file and the reason.
fn told(job: &Job, new: &Files, now: &Files, code: Option<i32>, said: &str) -> Result<(), String> {
    whole(new, now)?;
    if said.contains("panicked") || said.contains("os error") {
        return Err("says what only programmers read".to_owned());
    }
    for stray in now.keys().filter(|name| !new.contains_key(*name)) {
        if !said.contains(stray.as_str()) {
            return Err(format!("{stray} was left and is not named"));
        }
    }
    match new.iter().filter(|(file, bytes)| now.get(*file) == Some(bytes)).count() {
        0 if code == Some(2) && job.files.iter().any(|file| said.contains(file)) => Ok(()),
        0 => Err(format!("nothing is written, and the exit code is {code:?}")),
        n if n == new.len() && code == Some(job.code) => Ok(()),
        n => Err(format!("{n} of {} files are written, and the exit code is {code:?}", new.len())),
    }
}

/// Whether there is an strace that works here.
fn strace() -> bool {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output()
        .is_ok_and(|out| out.status.success());
    if !works {
        println!("no strace here: no system call was failed");
    }
    works
}

#[test]
fn killed_at_any_call_leaves_each_file_old_or_new() {
    if !strace() {
        return;
    }
    let judge: Judge = |_, new, now, _, _| whole(new, now);
    for (name, job) in [("kill-retime", RETIME), ("kill-set", SET), ("kill-fix", FIX)] {
        let points = job.sweep(name, &["signal=KILL"], |_| true, judge);
        println!("{name}: killed at {points} calls");
        assert!(points > 30);
    }
}

#[test]
fn a_full_disk_at_any_write_leaves_all_files_as_they_were_and_says_so() {
    if !strace() {
        return;
    }
    for (name, job) in [("full-retime", RETIME), ("full-set", SET), ("full-fix", FIX)] {
        let judge: Judge = |job, new, now, code, said| {
            told(job, new, now, code, said)?;
            let clear = said.contains("is as it was: no space left on device; free some space");
            if clear { Ok(()) } else { Err("does not say what to do".to_owned()) }
        };
        let points = job.sweep(name, &["error=ENOSPC"], |call| call == "write" || call == "fsync", judge);
        println!("{name}: no space at {points} calls");
        assert!(points > job.files.len());
    }
}

#[test]
fn whatever_call_fails_the_files_and_the_exit_code_agree_and_the_reason_is_in_words() {
    if !strace() {
        return;
    }
    let points = RETIME.sweep("fail-retime", &["error=EIO"], |_| true, told)
        + SET.sweep("fail-set", &["error=EACCES"], |call| !call.contains("stat"), told);
    println!("{points} calls failed");
    assert!(points > 90);
}

#[test]
fn a_deleted_folder_at_hand_is_no_obstacle() {
    let (dir, gone) = (folder("gone"), folder("gone-here"));
    for job in [RETIME, SET, FIX] {
        let new = job.made(&dir);
        job.reset(&dir);
        fs::create_dir_all(&gone).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", "rmdir \"$PWD\" && exec \"$0\" \"$@\"", TREGUA]).current_dir(&gone);
        let out = job.command(&mut shell, &dir);
        assert_eq!(out.status.code(), Some(job.code), "{out:?}");
        assert_eq!(Job::contents(&dir), new);
    }
}

#[test]
fn a_full_standard_output_is_a_failure_and_says_what_failed() {
    let dir = folder("stdout");
    RETIME.reset(&dir);
    let film = dir.join(RETIME.files[0]);
    let film = film.to_str().unwrap();
    for words in [
        &["retime", "shift", "--by", "1s", film][..],
        &["convert", "--to", "vtt", film],
        &["check", film],
        &["check", "--format", "json", film],
        &["check", "--fix", "--diff", film],
        &["info", film],
        &["formats"],
        &["explain", "timing/overlap"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let out = Command::new(TREGUA).args(words).env("LC_ALL", "C").stdout(full).output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{words:?}: {said}");
        let clear =
            "error: standard output: could not be written in full: no space left on device; free some space";
        assert!(said.contains(clear), "{words:?}: {said}");
        assert_eq!(fs::read(film).unwrap(), FILM.as_bytes());
    }
}

#[test]
fn standard_input_that_cannot_be_read_is_named() {
    let folder = fs::File::open(env!("CARGO_MANIFEST_DIR")).unwrap();
    let mut run = Command::new(TREGUA);
    let out = run.args(["retime", "shift", "--by", "1s", "-"]).stdin(folder).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("error: standard input: could not be read: is a directory"), "{said}");
}
