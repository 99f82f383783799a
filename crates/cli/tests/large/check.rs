//! A check in windows finds what a check of the whole does.

use super::{Dir, files, said, stamp, track};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What these rules find is what a file does nearly everywhere, or all of it at once: a window tells its own.
pub(super) const OF_THE_WINDOW: &str = "file/line-ends,language/russian-yo";

/// Files, and planted defects of the feature.
fn all() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> =
        files().into_iter().map(|(what, bytes)| (what.to_owned(), bytes)).collect();
    for language in ["es-ES", "kk", "ru"] {
        let path = format!("../../fixtures/feature/defects/tregua-feature.{language}.srt");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        all.push((format!("defects in {language}"), fs::read(path).unwrap()));
    }
    let part = track(300, true);
    all.push((
        "files put together, each with its mark".to_owned(),
        format!("\u{feff}{part}").repeat(3).into_bytes(),
    ));
    let (first, second) = (track(400, false), track(400, true));
    all.push(("a second track behind the first".to_owned(), format!("{first}{second}").into_bytes()));
    let kazakh =
        first.replace("Hola, ¿qué tal?", "Сәлем, қалың қалай?").replace("Отпусти меня.", "Мені жібер.");
    let solid = "800\n00:40:05,000 --> 00:40:07,000\nҚайдасың\n\n".repeat(900);
    all.push(("a long stretch without a place to cut".to_owned(), format!("{kazakh}{solid}").into_bytes()));
    all
}

/// A report without what windows cannot say: fixes of the whole file, and how often equal cues came before.
pub(super) fn findings(report: &[u8]) -> (Value, Vec<Value>, BTreeSet<String>) {
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
fn what_is_said_of_the_whole_track_is_told_once() {
    let dir = Dir::new("once");
    let spanish = |cues: usize, from: usize, text: &str| -> String {
        (from..from + cues)
            .map(|n| {
                format!("{}\n{} --> {}\n{text}\n\n", n + 1, stamp(5000 + n * 3000), stamp(7000 + n * 3000))
            })
            .collect()
    };
    let calm = spanish(1500, 0, "No sé dónde está la llave de la casa.");
    for (what, rule, late) in [
        (
            "line ends that turn",
            "file/line-ends",
            spanish(1500, 1500, "Ayer vino tu hermano.").replace('\n', "\r\n"),
        ),
        ("capitals at the end", "text/all-caps", spanish(1500, 1500, "VINO TU HERMANO Y NO DIJO NADA.")),
        (
            "another language at the end",
            "language/wrong-track",
            spanish(1500, 1500, "Я не знаю, где лежит ключ от дома."),
        ),
    ] {
        fs::write(dir.at("a.srt"), format!("{calm}{late}")).unwrap();
        let args = ["check", "--no-cache", "--lang", "es", "--select", rule, "--format", "json", "a.srt"];
        let (_, found, _) = findings(&said(&dir.run(&args, Some(8000))).1);
        assert_eq!(found.len(), 1, "{what}: {found:?}");
    }
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
    let one = track(4000, false).len() / 4000;
    let peak = |megabytes: usize| {
        fs::write(dir.at("a.srt"), track((megabytes << 20) / one, false)).unwrap();
        let args = ["check", "--no-cache", "--jobs", "1", "--select", "timing/too-brief", "a.srt"];
        dir.peak(&args)
    };
    let (small, large) = (peak(9), peak(27));
    assert!(small > 0 && large < small + 4096, "{small} KiB for 9 MB, {large} KiB for 27 MB");
}
