//! The program as git's merge driver and external diff, in real repositories. Passes with a word where git is missing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BIN: &str = env!("CARGO_BIN_EXE_tregua");

/// What docs/git.md tells to set: keys with their values, and the lines of `.gitattributes`.
fn told() -> (Vec<(String, String)>, String) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/git.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut settings = Vec::new();
    let mut attributes = String::new();
    for line in page.lines() {
        if let Some(rest) = line.strip_prefix("git config --global ") {
            let (key, value) = rest.split_once(' ').unwrap();
            let quoted = |sign: char| value.strip_prefix(sign).and_then(|it| it.strip_suffix(sign));
            let mut value = quoted('\'').or_else(|| quoted('"')).unwrap_or(value).to_owned();
            for command in ["merge", "diff", "convert"] {
                value = value.replace(&format!("tregua {command} "), &format!("'{BIN}' {command} "));
            }
            settings.push((key.to_owned(), value));
        } else if line.starts_with("*.") {
            attributes += &format!("{line}\n");
        }
    }
    (settings, attributes)
}

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
        let own = [
            ("user.name", "Test"),
            ("user.email", "test@example.org"),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
        ];
        let (settings, attributes) = told();
        assert!(settings.len() == 6 && attributes.lines().count() == 5, "{settings:?} {attributes}");
        let settings = settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        for (key, value) in own.into_iter().chain(settings) {
            it.git(&["config", key, value]);
        }
        it.write(".gitattributes", &attributes);
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
fn git_merge_of_a_file_that_both_put_in() {
    for (name, text, was, is) in TRACKS {
        let Some(repository) = Repository::new(&format!("both-{name}")) else { return };
        let at = |times: [&str; 2]| text.replace("{A}", times[0]).replace("{B}", times[1]);
        repository.write("readme", "A film.\n");
        repository.git(&["add", "-A"]);
        repository.git(&["commit", "-q", "-m", "No track"]);
        repository.git(&["branch", "other"]);
        let commit = |text: &str| {
            repository.write(name, text);
            repository.git(&["add", "-A"]);
            repository.git(&["commit", "-q", "-m", "A track"]);
        };
        commit(&at(was));
        repository.git(&["checkout", "-q", "other"]);
        commit(&at(is));
        repository.git(&["checkout", "-q", "main"]);
        assert!(!repository.run(&["merge", "-q", "other"]).status.success(), "{name}");
        // The cue that both have stands once, the other one in both versions.
        let merged = repository.read(name);
        assert_eq!(merged.matches("Біз қайда тұрмыз?").count(), 1, "{name}: {merged}");
        for part in ["<<<<<<< ours", was[0], is[0], ">>>>>>> theirs"] {
            assert!(merged.contains(part), "{name}: {part}: {merged}");
        }
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

/// What git prints.
fn shown(repository: &Repository, args: &[&str]) -> String {
    let run = repository.run(args);
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && said.is_empty(), "git {args:?}: {said}");
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn git_diff_shows_files_that_come_and_go() {
    let Some(repository) = Repository::new("come-and-go") else { return };
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-q", "-m", "Attributes"]);
    for (name, text, was, _) in TRACKS {
        repository.write(name, &text.replace("{A}", was[0]).replace("{B}", was[1]));
        repository.git(&["add", "-A"]);
        let come = shown(&repository, &["diff", "--cached"]);
        assert!(come.contains("--- /dev/null") && come.contains("{+Жолдың соңында.+}"), "{name}: {come}");
        assert!(come.contains("2 added"), "{name}: {come}");
        repository.git(&["commit", "-q", "-m", "A track"]);
        repository.git(&["rm", "-q", name]);
        let gone = shown(&repository, &["diff", "--cached"]);
        assert!(gone.contains("+++ /dev/null") && gone.contains("2 removed"), "{name}: {gone}");
        repository.git(&["commit", "-q", "-m", "No track"]);
    }
}

#[test]
fn git_diff_of_an_open_conflict_is_no_failure() {
    let Some(repository) = Repository::new("open-conflict") else { return };
    let (name, text, was, _) = TRACKS[0];
    let base = text.replace("{A}", was[0]).replace("{B}", was[1]);
    let [ours, theirs] = ["басында", "ортасында"].map(|it| base.replace("соңында", it));
    assert!(!repository.merge(name, [&base, &ours, &theirs]));
    let diff = shown(&repository, &["diff"]);
    // Git compares the open file with both versions itself, by what textconv gives.
    for part in ["diff --cc film.srt", "+ Жолдың ортасында.", " +Жолдың басында."]
    {
        assert!(diff.contains(part), "{part}: {diff}");
    }
}

#[test]
fn git_log_shows_cues_by_textconv() {
    let Some(repository) = Repository::new("textconv") else { return };
    let stl = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/stl/valid");
        std::fs::read(folder.join(name)).unwrap()
    };
    let commit = |message: &str| {
        repository.git(&["add", "-A"]);
        repository.git(&["commit", "-q", "-m", message]);
    };
    for (name, text, was, _) in TRACKS {
        repository.write(name, &text.replace("{A}", was[0]).replace("{B}", was[1]));
    }
    std::fs::write(repository.0.join("film.stl"), stl("ru.open.stl")).unwrap();
    repository.write("notes.srt", "not a track\n");
    commit("Before");
    for (name, text, _, is) in TRACKS {
        let text = text.replace("{A}", is[0]).replace("{B}", is[1]).replace("соңында", "басында");
        // A cue in front: every counter changes.
        let text =
            text.replacen("1\n00:00:01,000", "1\n00:00:00,100 --> 00:00:00,900\nТұр!\n\n2\n00:00:01,000", 1);
        repository.write(name, &text.replacen("\n2\n00:00:03", "\n3\n00:00:03", 1));
    }
    let moved = Command::new(BIN)
        .current_dir(&repository.0)
        .args(["retime", "shift", "--by", "2s", "--in-place", "--quiet", "film.stl"])
        .status();
    assert!(moved.unwrap().success());
    repository.write("notes.srt", "not a track at all\n");
    commit("After");
    for name in ["film.srt", "film.vtt", "film.ass", "film.ttml"] {
        let patch = shown(&repository, &["log", "-p", "-1", "--", name]);
        for line in [
            "-00:00:03.000 --> 00:00:04.000",
            "-Жолдың соңында.",
            "+00:00:03.250 --> 00:00:04.250",
            "+Жолдың басында.",
        ] {
            assert!(patch.lines().any(|it| it == line), "{name}: {line}\n{patch}");
        }
        // Two lines changed, and in SubRip a cue was put in; no counter shows.
        let changed = patch
            .lines()
            .filter(|it| it.starts_with(['+', '-']) && !it.starts_with("+++") && !it.starts_with("---"));
        assert_eq!(changed.count(), if name == "film.srt" { 7 } else { 4 }, "{name}: {patch}");
    }
    let binary = shown(&repository, &["show", "--format=", "HEAD", "--", "film.stl"]);
    assert!(binary.contains("-00:01:00.000 --> ") && binary.contains("+00:01:02.000 --> "), "{binary}");
    assert!(binary.contains(" Кто здесь говорит по-испански?"), "{binary}");
    let raw = shown(&repository, &["show", "--format=", "--no-textconv", "HEAD", "--", "film.stl"]);
    assert!(raw.contains("Binary files"), "{raw}");
    // What is no track is shown as it is.
    let notes = shown(&repository, &["show", "--format=", "HEAD", "--", "notes.srt"]);
    assert!(notes.contains("-not a track\n+not a track at all"), "{notes}");
    let found = shown(&repository, &["grep", "--textconv", "-h", "говорит по-испански", "--", "*.stl"]);
    assert_eq!(found.trim_end(), "Кто здесь говорит по-испански?");
    let words = shown(&repository, &["diff", "--no-ext-diff", "--word-diff", "HEAD~1", "--", "film.ttml"]);
    assert!(words.contains("Жолдың [-соңында.-]{+басында.+}"), "{words}");
    let hunk = shown(&repository, &["diff", "--no-ext-diff", "-U0", "HEAD~1", "--", "film.ass"]);
    assert!(hunk.contains("@@ 00:00:01.000 --> 00:00:02.000"), "{hunk}");
}
