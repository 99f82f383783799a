//! The program as git's merge driver and external diff, in real repositories. Passes with a word where git is missing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BIN: &str = env!("CARGO_BIN_EXE_tregua");

/// A repository with the set-up that docs/git.md describes.
struct Repository(PathBuf);

impl Repository {
    /// `None` where there is no git.
    fn new(name: &str) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("git is not installed: nothing was tested");
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let it = Self(folder);
        it.git(&["init", "-q", "-b", "main"]);
        for (key, value) in [
            ("user.name", "Test"),
            ("user.email", "test@example.org"),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
            ("merge.tregua.name", "subtitle tracks, cue by cue"),
            ("merge.tregua.driver", &format!("'{BIN}' merge three-way --in-place %O %A %B")),
            ("diff.tregua.command", &format!("f() {{ '{BIN}' diff \"$2\" \"$5\" || true; }}; f")),
        ] {
            it.git(&["config", key, value]);
        }
        let kinds = ["srt", "vtt", "ass", "ttml"].map(|kind| format!("*.{kind} merge=tregua diff=tregua\n"));
        it.write(".gitattributes", &kinds.concat());
        Some(it)
    }

    fn run(&self, args: &[&str]) -> Output {
        let clean = [
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("NO_COLOR", "1"),
            ("LC_ALL", "C"),
        ];
        Command::new("git").current_dir(&self.0).envs(clean).args(args).output().unwrap()
    }

    fn git(&self, args: &[&str]) {
        let done = self.run(args);
        assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Base, ours on `main`, theirs on `other`; then the merge. Gives whether it went without conflict.
    fn merge(&self, name: &str, [base, ours, theirs]: [&str; 3]) -> bool {
        let commit = |text: &str| {
            self.write(name, text);
            self.git(&["add", "-A"]);
            self.git(&["commit", "-q", "-m", "A version"]);
        };
        self.git(&["checkout", "-q", "-B", "main"]);
        commit(base);
        self.git(&["checkout", "-q", "-B", "other"]);
        commit(theirs);
        self.git(&["checkout", "-q", "main"]);
        commit(ours);
        self.run(&["merge", "-q", "-m", "Both", "other"]).status.success()
    }
}

/// A small track in each format. `{A}` and `{B}` are in- and out-time of its second cue.
const TRACKS: [(&str, &str, [&str; 2], [&str; 2]); 4] = [
    (
        "film.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nБіз қайда тұрмыз?\n\n2\n{A} --> {B}\nЖолдың соңында.\n\n",
        ["00:00:03,000", "00:00:04,000"],
        ["00:00:03,250", "00:00:04,250"],
    ),
    (
        "film.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nБіз қайда тұрмыз?\n\n{A} --> {B}\nЖолдың соңында.\n",
        ["00:03.000", "00:04.000"],
        ["00:03.250", "00:04.250"],
    ),
    (
        "film.ass",
        "[Script Info]\nScriptType: v4.00+\n\n[Events]\n\
         Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
         Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Біз қайда тұрмыз?\n\
         Dialogue: 0,{A},{B},Default,,0,0,0,,Жолдың соңында.\n",
        ["0:00:03.00", "0:00:04.00"],
        ["0:00:03.25", "0:00:04.25"],
    ),
    (
        "film.ttml",
        "<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"kk\">\n <body>\n  <div>\n   \
         <p begin=\"1s\" end=\"2s\">Біз қайда тұрмыз?</p>\n   <p begin=\"{A}\" end=\"{B}\">Жолдың соңында.</p>\n  </div>\n </body>\n</tt>\n",
        ["3.00s", "4.00s"],
        ["3.25s", "4.25s"],
    ),
];

#[test]
fn git_merge_keeps_both_changes() {
    for (name, text, was, is) in TRACKS {
        let Some(repository) = Repository::new(&format!("merge-{name}")) else { return };
        let at = |times: [&str; 2]| text.replace("{A}", times[0]).replace("{B}", times[1]);
        let base = at(was);
        let theirs = base.replace("Жолдың соңында.", "Жол осы жерде бітеді.");
        // One line holds times and text in ASS and TTML: git's own merge would fail.
        assert!(repository.merge(name, [&base, &at(is), &theirs]), "{name}");
        assert_eq!(
            repository.read(name),
            at(is).replace("Жолдың соңында.", "Жол осы жерде бітеді."),
            "{name}"
        );
    }
}

#[test]
fn git_merge_stops_at_a_conflict_and_the_file_still_reads() {
    for (name, text, was, _) in TRACKS {
        let Some(repository) = Repository::new(&format!("conflict-{name}")) else { return };
        let base = text.replace("{A}", was[0]).replace("{B}", was[1]);
        let ours = base.replace("соңында", "басында");
        let theirs = base.replace("соңында", "ортасында");
        assert!(!repository.merge(name, [&base, &ours, &theirs]), "{name}");
        let state = String::from_utf8(repository.run(&["status", "--porcelain"]).stdout).unwrap();
        assert!(state.contains(&format!("UU {name}")), "{state}");
        let merged = repository.read(name);
        for part in ["<<<<<<< ours", "=======", ">>>>>>> theirs", "Жолдың басында.", "Жолдың ортасында."]
        {
            assert!(merged.contains(part), "{name}: {part}\n{merged}");
        }
        let info = Command::new(BIN)
            .args(["info", "--format", "json"])
            .arg(repository.0.join(name))
            .output()
            .unwrap();
        let facts = String::from_utf8(info.stdout).unwrap();
        assert!(facts.contains("\"cues\": 3"), "{facts}");
    }
}

#[test]
fn git_diff_shows_cues() {
    let Some(repository) = Repository::new("diff") else { return };
    let (name, text, was, is) = TRACKS[0];
    repository.write(name, &text.replace("{A}", was[0]).replace("{B}", was[1]));
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-q", "-m", "A version"]);
    repository.write(name, &text.replace("{A}", is[0]).replace("{B}", is[1]).replace("соңында", "басында"));
    let shown = String::from_utf8(repository.run(&["diff"]).stdout).unwrap();
    assert!(shown.contains("[-соңында-]{+басында+}") && shown.contains("0.25 s later"), "{shown}");
}
