//! Files that are read in windows come out as files that are read whole: bytes, messages, exit codes, and what becomes of
//! the file that was there. `TREGUA_LARGE` makes small files large.

#![allow(clippy::unwrap_used, reason = "a test")]

mod check;
mod convert;
mod far;
mod formats;
mod info;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tregua_parse::source::Encoding;

struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tregua-large-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn command(&self, words: &[&str], window: Option<u32>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tregua"));
        command.current_dir(&self.0).args(words).stdin(Stdio::null());
        match window {
            Some(bytes) => command.env("TREGUA_LARGE", bytes.to_string()),
            None => command.env_remove("TREGUA_LARGE"),
        };
        command
    }

    fn run(&self, words: &[&str], window: Option<u32>) -> Output {
        self.command(words, window).output().unwrap()
    }

    /// The most memory that a run has, in KiB, looked at again and again while it works.
    #[cfg(target_os = "linux")]
    fn peak(&self, words: &[&str]) -> u64 {
        let mut child =
            self.command(words, None).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut most = 0;
        while child.try_wait().unwrap().is_none() {
            most = most_memory(child.id()).unwrap_or(most);
            std::thread::sleep(Duration::from_millis(2));
        }
        most
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// No temporary file is left.
    fn is_tidy(&self) -> bool {
        fs::read_dir(&self.0)
            .unwrap()
            .all(|entry| !entry.unwrap().file_name().to_string_lossy().starts_with(".tregua"))
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn stamp(ms: usize) -> String {
    format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

/// A track of so many cues, with oddities here and there where `odd` is.
fn track(cues: usize, odd: bool) -> String {
    let mut out = String::new();
    for n in 0..cues {
        let (from, to) = (stamp(5000 + n * 3000), stamp(7000 + n * 3000));
        let text = ["Hola, ¿qué tal?", "- Сәлем!\n- Қайдасың?", "Отпусти меня."][n % 3];
        match n % 97 {
            13 if odd => out.push_str(&format!("{from} --> {to}\n{text}\n\n")),
            29 if odd => out.push_str(&format!("{n}\r\n{from} --> {to}\r\n{text}\r\n\r\n")),
            41 if odd => out.push_str(&format!("{n}\n{from} --> {to}\n{text}\n\n1984\n\n")),
            67 if odd => out.push_str(&format!("{n}\n{from} -> {to}\n{text}\n \n\n")),
            _ => out.push_str(&format!("{n}\n{from} --> {to}\n{text}\n\n")),
        }
    }
    out
}

/// Files, each with what it is for.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let odd = track(800, true);
    let cyrillic = odd.replace(['¿', 'é'], "").replace(['ә', 'Қ', 'ң'], "к");
    let windows_1251 = tregua_parse::source::encode(&cyrillic, Encoding::WINDOWS_1251).unwrap();
    let mut damaged = odd.clone().into_bytes();
    damaged[30_000] = 0xff;
    let mut late = track(800, false);
    late.push_str("900\n00:00:00,500 --> 00:00:01,500\ntarde.\n\n");
    let mut cut = track(800, false);
    cut.push_str("900\n00:00:1O,000 --> 00:00:01,500\nmal.\n\n901\n00:00:0");
    vec![
        ("clean", track(800, false).into_bytes()),
        ("odd", odd.clone().into_bytes()),
        ("marked", format!("\u{feff}{odd}").into_bytes()),
        ("old line ends", odd.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes()),
        ("windows-1251", windows_1251),
        ("damaged UTF-8", damaged),
        ("UTF-16", odd.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("an early time at its end", late.into_bytes()),
        ("an unreadable one", cut.into_bytes()),
        ("another format", format!("WEBVTT\n\n{}", track(800, false).replace(',', ".")).into_bytes()),
        ("no blank lines", track(800, false).replace("\n\n", "\n").into_bytes()),
        ("no subtitle", vec![b'x'; 50_000]),
        ("a film by its first bytes", [&[0x1a, 0x45, 0xdf, 0xa3][..], &[0; 50_000]].concat()),
    ]
}

const MOVES: &[&[&str]] = &[
    &["shift", "--by", "3.7s"],
    &["shift", "--by", "0s"],
    &["shift", "--by", "-1s"],
    &["shift", "--by", "-1s", "--clamp", "--keep-unreadable"],
    &["shift", "--by", "-6s", "--drop-negative", "--keep-unreadable"],
    &["shift", "--by", "-9h", "--drop-negative"],
    &["rate", "--from", "25", "--to", "23.976", "--keep-unreadable"],
    &["points", "--at", "#7=00:00:30,000", "--at", "00:20:00,000=00:20:01,500", "--keep-unreadable"],
    &["points", "--at", "#777777=00:00:30,000"],
    &["apply", "plan.toml", "--keep-unreadable"],
    &["apply", "none.toml"],
    &["shift", "--by", "1s", "--encoding", "windows-1251"],
    &["shift", "--by", "1s", "--start", "00:00:01:00", "--fps", "25"],
];

fn said(output: &Output) -> (Option<i32>, Vec<u8>, String) {
    (output.status.code(), output.stdout.clone(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn windows_do_not_show() {
    let dir = Dir::new("same");
    let plan = ["retime", "rate", "--from", "24", "--to", "25", "a.srt", "--plan", "plan.toml"];
    fs::write(dir.at("a.srt"), track(3, false)).unwrap();
    assert!(dir.run(&plan, None).status.success());
    let mut moved = 0;
    for (what, bytes) in files() {
        for args in MOVES {
            let window = [1500, 20_000, 3001][moved % 3];
            let mut all = vec!["retime"];
            all.extend(args.iter());
            let way: &[&str] = match (moved / 2) % 4 {
                0 => &["a.srt"],
                1 => &["a.srt", "-o", "b.srt"],
                2 => &["a.srt", "--suffix", ".new"],
                _ => &["a.srt", "--in-place"],
            };
            all.extend(way);
            let run = |window| {
                for name in ["b.srt", "a.new.srt"] {
                    let _ = fs::remove_file(dir.at(name));
                }
                fs::write(dir.at("a.srt"), &bytes).unwrap();
                let before = fs::metadata(dir.at("a.srt")).unwrap().ino();
                let output = said(&dir.run(&all, window));
                let files = ["a.srt", "b.srt", "a.new.srt"].map(|name| fs::read(dir.at(name)).ok());
                let same = fs::metadata(dir.at("a.srt")).unwrap().ino() == before;
                assert!(dir.is_tidy(), "{what}: {all:?}");
                (output, files, same)
            };
            let (whole, windows) = (run(None), run(Some(window as u32)));
            assert_eq!(windows.0.2, whole.0.2, "{what}: {all:?}, windows of {window}");
            assert!(windows == whole, "{what}: {all:?}, windows of {window}: other bytes");
            moved += 1;
        }
    }
    assert!(moved > 150, "{moved}");
}

#[test]
fn the_file_that_was_there_is_replaced_as_a_small_one_is() {
    let dir = Dir::new("meta");
    let (real, link) = (dir.at("real.srt"), dir.at("link.srt"));
    fs::write(&real, track(500, false)).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.srt", &link).unwrap();
    let done = dir.run(&["retime", "shift", "--by", "1s", "link.srt", "--in-place"], Some(3000));
    assert!(done.status.success(), "{done:?}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().mode() & 0o7777, 0o640);
    assert!(fs::read_to_string(&real).unwrap().starts_with("0\n00:00:06,000 --> 00:00:08,000"));

    // What is there is not replaced unasked, and a refusal of the move is told before that.
    let before = fs::read(&real).unwrap();
    fs::write(dir.at("there.srt"), "x").unwrap();
    let args = ["retime", "shift", "--by", "1s", "real.srt", "-o", "there.srt"];
    let done = dir.run(&args, Some(3000));
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--overwrite"), "{done:?}");
    let args = ["retime", "shift", "--by", "-1h", "real.srt", "-o", "there.srt"];
    let done = dir.run(&args, Some(3000));
    assert!(String::from_utf8_lossy(&done.stderr).contains("would be before zero"), "{done:?}");
    assert_eq!((fs::read(&real).unwrap(), fs::read(dir.at("there.srt")).unwrap()), (before, b"x".to_vec()));

    // The input by another name is the input.
    let args = ["retime", "shift", "--by", "0s", "real.srt", "-o", "link.srt", "--overwrite"];
    let inode = fs::metadata(&real).unwrap().ino();
    assert!(dir.run(&args, Some(3000)).status.success());
    assert_eq!(fs::metadata(&real).unwrap().ino(), inode);
    // A catalogue goes the same way.
    let done = dir.run(&["retime", "shift", "--by", "1s", ".", "--in-place"], Some(3000));
    assert!(done.status.code().is_some(), "{done:?}");
    assert!(fs::read_to_string(&real).unwrap().starts_with("0\n00:00:07,000 --> 00:00:09,000"));
    assert!(dir.is_tidy());
}

/// The most memory that a process has had, in KiB; nothing of one that has ended.
#[cfg(target_os = "linux")]
fn most_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_file() {
    use std::io::Read as _;

    let dir = Dir::new("memory");
    let block = track(4000, false);
    let peak = |megabytes: usize| {
        let times = (megabytes << 20) / block.len() + 1;
        let mut file = fs::File::create(dir.at("a.srt")).unwrap();
        (0..times).for_each(|_| file.write_all(block.as_bytes()).unwrap());
        drop(file);
        let args = ["retime", "shift", "--by", "3.7s", "a.srt", "--quiet"];
        let mut child = dir.command(&args, None).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        // It waits for its last half megabyte to be read, and can be looked at by then.
        let mut moved = vec![0; times * block.len() - (1 << 19)];
        stdout.read_exact(&mut moved).unwrap();
        let most = most_memory(child.id()).unwrap();
        stdout.read_to_end(&mut moved).unwrap();
        assert!(child.wait().unwrap().success());
        assert_eq!(moved.len(), times * block.len());
        assert!(
            moved.ends_with(track(4000, false).rsplit_once(" --> ").unwrap().1.as_bytes().split_at(12).1)
        );
        most
    };
    let (small, large) = (peak(9), peak(27));
    assert!(large < small + 4096, "{small} KiB for 9 MB, {large} KiB for 27 MB");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = Dir::new("pipe");
    fs::write(dir.at("a.srt"), track(3000, false)).unwrap();
    let args = ["retime", "shift", "--by", "1s", "a.srt"];
    let mut child = dir.command(&args, Some(3000)).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
    let done = dir.run(&["retime", "shift", "--by", "1s", "a.srt", "-o", "/dev/null"], Some(3000));
    assert!(done.status.success() && Path::new("/dev/null").exists(), "{done:?}");
}
