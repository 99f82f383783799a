//! The commands that `docs/shots.md` gives, run by a shell on a made clip whose cuts are known. Where there is no ffmpeg
//! the test says so and passes.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tregua_parse::source::Source;
use tregua_parse::time::FrameRate;
use tregua_qa::shots::{Told, read};
use tregua_tests::corpus::root;

/// The first frame of each shot but the first.
const CUTS: [i64; 5] = [37, 90, 131, 200, 310];
const LENGTH: i64 = 360;
/// What is seen in each shot.
const PICTURES: [&str; 6] =
    ["color=c=black", "testsrc2", "color=c=white", "smptebars", "color=c=gray", "testsrc2"];

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Makes `film.mp4`.
fn film(folder: &Path, rate: &str) {
    let starts = [0].into_iter().chain(CUTS);
    let lengths = CUTS.into_iter().chain([LENGTH]).zip(starts).map(|(end, start)| end - start);
    let mut command = Command::new("ffmpeg");
    command.current_dir(folder).args(["-v", "error", "-y"]);
    for (picture, frames) in PICTURES.iter().zip(lengths) {
        let sign = if picture.contains('=') { ":" } else { "=" };
        let shot =
            format!("{picture}{sign}s=160x90:r={rate},trim=end_frame={frames},format=yuv420p,setsar=1");
        command.args(["-f", "lavfi", "-i", &shot]);
    }
    let inputs: String = (0..PICTURES.len()).map(|n| format!("[{n}:v]")).collect();
    let join = format!("{inputs}concat=n={}:v=1[v]", PICTURES.len());
    command.args([
        "-filter_complex",
        &join,
        "-map",
        "[v]",
        "-r",
        rate,
        "-c:v",
        "mpeg4",
        "-q:v",
        "2",
        "film.mp4",
    ]);
    assert!(command.status().unwrap().success(), "no clip was made at {rate}");
}

/// The lines of the page's `sh` blocks.
fn commands(page: &str) -> Vec<&str> {
    let blocks = page.split("```sh\n").skip(1);
    blocks.flat_map(|block| block.split("```").next().unwrap_or("").lines()).collect()
}

#[test]
fn the_commands_of_the_manual_name_the_first_frames() {
    let there = |program: &str| Command::new(program).arg("-version").stdout(Stdio::null()).status().is_ok();
    if !there("ffmpeg") || !there("ffprobe") {
        eprintln!("no ffmpeg here: the commands of docs/shots.md were not run");
        return;
    }
    let page = fs::read_to_string(root().join("docs/shots.md")).unwrap();
    let commands = commands(&page);
    assert_eq!(commands.len(), 4, "{commands:?}");
    let folder = std::env::temp_dir().join(format!("tregua-shots-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let folder = Folder(folder);
    for (name, rate) in [("24", "24"), ("23.976", "24000/1001"), ("25", "25"), ("29.97", "30000/1001")] {
        film(&folder.0, rate);
        for command in &commands {
            let quiet = Command::new("sh")
                .args(["-c", command])
                .current_dir(&folder.0)
                .stderr(Stdio::null())
                .status();
            assert!(quiet.unwrap().success(), "{command}");
        }
        let told = Told { rate: name.parse::<FrameRate>().ok(), ..Told::default() };
        let mut seen = 0;
        for entry in fs::read_dir(&folder.0).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "mp4") {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let source = Source::open(&bytes, None, None).unwrap();
            let list = read(source.text(), &told).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let numbers = list.shots.frames().unwrap().numbers();
            assert_eq!(numbers, CUTS, "{} at {name}", path.display());
            assert!(list.problems.is_empty(), "{} at {name}: {:?}", path.display(), list.problems);
            fs::remove_file(&path).unwrap();
            seen += 1;
        }
        assert_eq!(seen, commands.len(), "lists at {name}");
        eprintln!("{seen} lists of a clip at {name}: all {} cuts right", CUTS.len());
    }
}
