//! The GitHub Action.

use crate::expression::{Names, filled, holds};
use crate::{BAD, GOOD, Ran, plain, repository, root, run, text, yaml};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ACTION: &str = "ci/github/action.yml";
/// As the runner starts it for `shell: bash`.
const BASH: &[&str] = &["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"];

/// What a use of the action came to.
struct Used {
    /// The first step that failed, else 0.
    code: i32,
    names: Names,
    log: String,
    summary: String,
    /// The actions of others that would have run.
    others: Vec<String>,
}

impl Used {
    fn output(&self, name: &str) -> String {
        let action = yaml(ACTION);
        filled(action["outputs"][name]["value"].as_str().unwrap(), &self.names)
    }
}

/// Runs the steps of the action as a runner does.
fn used(folder: &Path, with: &[(&str, &str)]) -> Used {
    let action = yaml(ACTION);
    let mut names = Names::new();
    for (name, input) in action["inputs"].as_object().unwrap() {
        let given = with.iter().find(|(it, _)| it == name).map(|(_, value)| (*value).to_owned());
        names.insert(format!("inputs.{name}"), given.unwrap_or_else(|| plain(&input["default"])));
    }
    for (name, _) in with {
        assert!(names.contains_key(&format!("inputs.{name}")), "{name} is no input");
    }
    let temp = folder.join(".runner temp");
    fs::create_dir_all(&temp).unwrap();
    for (name, value) in [
        ("runner.temp", temp.to_str().unwrap()),
        ("runner.os", "Linux"),
        ("runner.arch", "X64"),
        ("github.action_ref", "v1"),
        ("github.sha", "0123"),
    ] {
        names.insert(name.to_owned(), value.to_owned());
    }
    let summary = temp.join("summary");
    let mut used = Used { code: 0, names, log: String::new(), summary: String::new(), others: Vec::new() };
    for step in action["runs"]["steps"].as_array().unwrap() {
        if used.code != 0 || step["if"].as_str().is_some_and(|it| !holds(it, &used.names)) {
            continue;
        }
        let Some(script) = step["run"].as_str() else {
            used.others.push(step["uses"].as_str().unwrap().to_owned());
            continue;
        };
        let output = temp.join("output");
        fs::write(&output, "").unwrap();
        let mut env = BTreeMap::new();
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            env.insert(name.clone(), filled(&plain(value), &used.names));
        }
        let own = |name: &str, path: &Path| (name.to_owned(), path.to_str().unwrap().to_owned());
        env.extend([
            own("GITHUB_OUTPUT", &output),
            own("GITHUB_STEP_SUMMARY", &summary),
            own("RUNNER_TEMP", &temp),
            own("GITHUB_ACTION_PATH", &root().join("ci/github")),
        ]);
        let Ran { code, stdout, stderr } = run(BASH, script, folder, &env);
        used.code = code;
        used.log += &(stdout + &stderr);
        for line in fs::read_to_string(&output).unwrap().lines() {
            let (name, value) = line.split_once('=').unwrap();
            let id = step["id"].as_str().unwrap();
            used.names.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
        }
    }
    used.summary = fs::read_to_string(&summary).unwrap_or_default();
    used
}

#[test]
fn a_bad_film_is_annotated_reported_and_fails() {
    let folder = repository("github-bad");
    let used = used(
        &folder,
        &[
            ("paths", "subtitles/*.srt\n\nsubtitles/season 1/*.srt\r\n"),
            ("args", "--select=text\n--profile=netflix/es-es\n"),
            ("html", "true"),
            ("upload-sarif", "true"),
        ],
    );
    assert_eq!(used.code, 1, "{}", used.log);
    let errors: usize = used.output("errors").parse().unwrap();
    let warnings: usize = used.output("warnings").parse().unwrap();
    assert_eq!((used.output("exit-code"), errors + warnings), ("1".to_owned(), 1), "{}", used.log);
    let annotation = used.log.lines().find(|line| line.starts_with("::")).unwrap();
    assert!(annotation.contains("file=subtitles/season 1/bad film.es.srt,line=3"), "{annotation}");
    let read = |name: &str| fs::read_to_string(PathBuf::from(used.output(name))).unwrap();
    let sarif: Value = serde_json::from_str(&read("sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 1);
    let junit = read("junit");
    assert_eq!(roxmltree::Document::parse(&junit).unwrap().root_element().attribute("failures"), Some("1"));
    assert!(read("html").starts_with("<!DOCTYPE html>"));
    assert!(used.summary.contains(&format!("| {errors} | {warnings} | 0 |")), "{}", used.summary);
    // The program is there, so nothing is built or taken from a cache.
    assert_eq!(used.others.len(), 1, "{:?}", used.others);
    assert!(used.others[0].starts_with("github/codeql-action/upload-sarif@"));
}

#[test]
fn a_good_film_passes_and_twice_too() {
    let folder = repository("github-good");
    for _ in 0..2 {
        let used = used(&folder, &[("paths", "subtitles/good.es.srt"), ("args", "--select=text")]);
        assert_eq!(
            (used.code, used.output("exit-code"), used.output("html")),
            (0, "0".to_owned(), String::new())
        );
        assert!(used.others.is_empty(), "{:?}", used.others);
    }
}

#[test]
fn the_bar_the_project_and_what_cannot_be_used() {
    let folder = repository("github-rest");
    let paths = "subtitles/season 1/bad film.es.srt";
    let never = used(&folder, &[("paths", paths), ("fail-on", "never"), ("args", "--select=text")]);
    assert_eq!((never.code, never.output("exit-code")), (0, "0".to_owned()), "{}", never.log);
    let missing = used(&folder, &[("paths", "subtitles/good.es.srt\nnothing/*.srt")]);
    assert_eq!(missing.code, 2);
    assert!(missing.log.contains("::error title=tregua::no file is called nothing/*.srt"), "{}", missing.log);
    let wrong = used(&folder, &[("paths", paths), ("args", "--no-such-argument")]);
    assert_eq!(
        (wrong.code, wrong.output("exit-code"), wrong.output("sarif")),
        (2, "2".to_owned(), String::new())
    );
    let none = used(&folder, &[("program", "no-such-program")]);
    assert_eq!(none.code, 2);
    assert!(none.log.contains("no-such-program, which is no program"), "{}", none.log);
    let project = "[[track]]\nlang = \"es-ES\"\nfile = \"subtitles/season 1/bad film.es.srt\"\n";
    fs::write(folder.join("tregua.toml"), project).unwrap();
    let project = used(&folder, &[("args", "--select=text")]);
    assert_eq!(project.code, 1, "{}", project.log);
    // A value is never taken for shell.
    let shell =
        used(&folder, &[("paths", "$(touch harm)\n`touch harm`\n\"; touch harm; \""), ("fail-on", "never")]);
    assert_eq!(shell.code, 2);
    assert!(!folder.join("harm").exists());
    assert!(BAD != GOOD && !folder.join("subtitles/harm").exists());
}

#[test]
fn other_actions_are_pinned_and_inputs_stand_in_no_script() {
    let action = yaml(ACTION);
    let source = text(ACTION);
    for step in action["runs"]["steps"].as_array().unwrap() {
        if let Some(uses) = step["uses"].as_str() {
            let (_, commit) = uses.split_once('@').unwrap();
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{uses}");
            assert!(source.contains(&format!("{uses} # v")), "{uses}: which version is it?");
        }
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "a value would be taken for shell:\n{script}");
    }
    let steps = action["runs"]["steps"].as_array().unwrap();
    for name in source.split("steps.").skip(1).filter(|it| it.contains(".outputs.")) {
        let id = name.split(".outputs.").next().unwrap();
        if !id.bytes().all(|b| b.is_ascii_lowercase()) {
            continue;
        }
        assert!(steps.iter().any(|step| step["id"] == id), "there is no step {id}");
    }
    // What is built is in the tree the action comes with.
    assert!(source.contains("\"$GITHUB_ACTION_PATH/../../crates/cli\""));
    assert!(root().join("ci/github/../../crates/cli/Cargo.toml").is_file());
}
