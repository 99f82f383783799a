//! The GitLab template.

use crate::{Ran, plain, repository, run, yaml};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The job's shell, as one script: GitLab runs both parts in one.
fn script(job: &Value) -> String {
    let lines =
        |part: &str| job[part].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect::<Vec<_>>();
    [lines("before_script"), lines("script")].concat().join("\n")
}

fn ran(shell: &[&str], folder: &Path, variables: &[(&str, &str)]) -> Ran {
    let job = &yaml("ci/gitlab/tregua.yml")["tregua"];
    let mut env: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in job["variables"].as_object().unwrap() {
        env.insert(name.clone(), plain(value).replace("$CI_PROJECT_DIR", folder.to_str().unwrap()));
    }
    for (name, value) in variables {
        assert!(env.insert((*name).to_owned(), (*value).to_owned()).is_some(), "{name} is no variable");
    }
    run(shell, &script(job), folder, &env)
}

#[test]
fn findings_are_where_gitlab_looks_for_them() {
    // The runner takes bash where there is one, and sh elsewhere.
    for (n, shell) in [&["bash", "-e"][..], &["sh", "-e"]].into_iter().enumerate() {
        let folder = repository(&format!("gitlab-{n}"));
        let paths = ("TREGUA_PATHS", "subtitles/*.srt\nsubtitles/season 1/*.srt");
        let args = ("TREGUA_ARGS", "--select=text\n--profile=netflix/es-es");
        for _ in 0..2 {
            let Ran { code, stdout, stderr } = ran(shell, &folder, &[paths, args]);
            assert_eq!(code, 1, "{stdout}{stderr}");
            assert!(stdout.contains("bad film.es.srt:3:"), "{stdout}");
        }
        let job = &yaml("ci/gitlab/tregua.yml")["tregua"];
        for path in job["artifacts"]["paths"].as_array().unwrap() {
            assert!(folder.join(path.as_str().unwrap()).is_file(), "{path}");
        }
        let report = |name: &str| {
            let path = job["artifacts"]["reports"][name].as_str().unwrap();
            fs::read_to_string(folder.join(path)).unwrap()
        };
        let quality: Value = serde_json::from_str(&report("codequality")).unwrap();
        let [issue] = quality.as_array().unwrap().as_slice() else { panic!("{quality}") };
        assert_eq!(issue["location"]["path"], "subtitles/season 1/bad film.es.srt");
        assert!(issue["fingerprint"].is_string() && issue["check_name"].is_string());
        let junit = report("junit");
        let junit = roxmltree::Document::parse(&junit).unwrap();
        assert_eq!(junit.descendants().filter(|it| it.has_tag_name("failure")).count(), 1);
    }
}

#[test]
fn good_films_and_those_that_are_not_there() {
    let folder = repository("gitlab-rest");
    let good = ran(
        &["sh", "-e"],
        &folder,
        &[("TREGUA_PATHS", "subtitles/good.es.srt"), ("TREGUA_ARGS", "--select=text")],
    );
    assert_eq!(good.code, 0, "{}{}", good.stdout, good.stderr);
    let missing = ran(&["sh", "-e"], &folder, &[("TREGUA_PATHS", "nothing/*.srt")]);
    assert_eq!(missing.code, 2, "{}{}", missing.stdout, missing.stderr);
    let never = [("TREGUA_PATHS", "subtitles/season 1/*.srt"), ("TREGUA_FAIL_ON", "never")];
    assert_eq!(ran(&["bash", "-e"], &folder, &never).code, 0);
}
