//! A check in windows finds what a check of the whole does.

use super::{Dir, files, most_memory, said, track};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// What these rules find is what a file does nearly everywhere, or all of it at once: a window tells its own.
const OF_THE_WINDOW: &str = "file/line-ends,language/russian-yo";

/// Files, and planted defects of the feature.
fn all() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> =
        files().into_iter().map(|(what, bytes)| (what.to_owned(), bytes)).collect();
    for language in ["es-ES", "kk", "ru"] {
        let path = format!("../../fixtures/feature/defects/tregua-feature.{language}.srt");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        all.push((format!("defects in {language}"), fs::read(path).unwrap()));
    }
    all
}

/// A report without what windows cannot say: fixes of the whole file, and how often equal cues came before.
fn findings(report: &[u8]) -> (Value, Vec<Value>, BTreeSet<String>) {
    let mut report: Value = serde_json::from_slice(report).unwrap();
    let mut found = Vec::new();
    let mut keys = BTreeSet::new();
    for mut one in report["files"][0]["findings"].take().as_array().cloned().unwrap_or_default() {
        let one = one.as_object_mut().unwrap();
        keys.insert(one.remove("fingerprint").unwrap().to_string());
        if one["rule"].as_str().unwrap().starts_with("file/") {
            one.remove("fix");
        }
        found.push(Value::Object(one.clone()));
    }
    report["summary"].take();
    (report, found, keys)
}

#[test]
fn windows_find_what_the_whole_has() {
    let dir = Dir::new("found");
    let mut told = 0;
    for (nth, (what, bytes)) in all().into_iter().enumerate() {
        fs::write(dir.at("a.srt"), &bytes).unwrap();
        let lang = ["es", "ru"].into_iter().find(|it| what.contains(&format!(" in {it}"))).unwrap_or("kk");
        for (window, lang) in [(1500, Some(lang)), (20_000, None)] {
            let mut args = vec!["check", "--no-cache", "--ignore", OF_THE_WINDOW, "a.srt", "--format"];
            if let Some(lang) = lang {
                args.splice(1..1, ["--lang", lang]);
            }
            let run = |form: &'static str, window| {
                let mut args = args.clone();
                args.push(form);
                said(&dir.run(&args, window))
            };
            let (whole, windows) = (run("json", None), run("json", Some(window)));
            assert_eq!(windows.2, whole.2, "{what}, windows of {window}");
            assert_eq!(windows.0, whole.0, "{what}, windows of {window}");
            let (whole, windows) = (findings(&whole.1), findings(&windows.1));
            assert_eq!(windows.0, whole.0, "{what}, windows of {window}");
            for (ours, theirs) in windows.1.iter().zip(&whole.1) {
                assert_eq!(ours, theirs, "{what}, windows of {window}");
            }
            assert_eq!(windows.1.len(), whole.1.len(), "{what}, windows of {window}");
            assert_eq!(windows.2.len(), whole.2.len(), "{what}, windows of {window}: keys");
            told += windows.1.len();
        }
        if nth % 3 == 0 {
            let drawn = |window| {
                let mut args = vec![
                    "check",
                    "--no-cache",
                    "--ignore",
                    "file,language/russian-yo",
                    "a.srt",
                    "--lang",
                    lang,
                ];
                args.extend(["--max-shown", "7"]);
                let (code, out, err) = said(&dir.run(&args, window));
                (code, String::from_utf8(out).unwrap(), err)
            };
            assert_eq!(drawn(Some(3001)), drawn(None), "{what}");
        }
    }
    assert!(told > 2000, "{told}");
}

#[test]
fn threads_do_not_show() {
    let dir = Dir::new("threads");
    fs::write(dir.at("a.srt"), track(3000, true)).unwrap();
    for form in ["json", "human", "csv", "sarif"] {
        let run = |jobs: &'static str| {
            let args = ["check", "--no-cache", "--lang", "kk", "--jobs", jobs, "a.srt", "--format", form];
            said(&dir.run(&args, Some(4000)))
        };
        assert_eq!(run("1"), run("3"), "{form}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_file() {
    let dir = Dir::new("check-memory");
    let block = track(4000, false);
    let peak = |megabytes: usize| {
        let times = (megabytes << 20) / block.len() + 1;
        let mut file = fs::File::create(dir.at("a.srt")).unwrap();
        (0..times).for_each(|_| file.write_all(block.as_bytes()).unwrap());
        drop(file);
        let args = ["check", "--no-cache", "--jobs", "1", "--select", "timing/too-brief", "a.srt"];
        let mut child = dir.command(&args, None).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut most = 0;
        while child.try_wait().unwrap().is_none() {
            most = most_memory(child.id()).unwrap_or(most);
            std::thread::sleep(Duration::from_millis(2));
        }
        most
    };
    let (small, large) = (peak(9), peak(27));
    assert!(small > 0 && large < small + 4096, "{small} KiB for 9 MB, {large} KiB for 27 MB");
}
