//! The JSON of `tregua compare`, `tregua diff` and `tregua retime align`: valid by its schema, every key described, every cue told once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What the program prints, with its exit code.
fn run(args: &[&str]) -> (Value, Option<i32>) {
    let run = Command::new(env!("CARGO_BIN_EXE_tregua")).current_dir(root()).args(args).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    (
        serde_json::from_slice(&run.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}: {said}")),
        run.status.code(),
    )
}

/// The schema that lets new keys come, and the one in which each must be described.
fn schemas(name: &str) -> [jsonschema::Validator; 2] {
    let text = std::fs::read_to_string(root().join("docs/schema").join(name)).unwrap();
    let open: Value = serde_json::from_str(&text).unwrap();
    let mut closed = open.clone();
    for part in closed["$defs"].as_object_mut().unwrap().values_mut().filter(|it| it["type"] == "object") {
        part["additionalProperties"] = Value::from(false);
    }
    [open, closed].map(|it| jsonschema::options().build(&it).unwrap())
}

fn valid(schemas: &[jsonschema::Validator; 2], value: &Value, what: &str) {
    for schema in schemas {
        let faults: Vec<String> =
            schema.iter_errors(value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
    }
}

const FEATURE: [&str; 3] = [
    "fixtures/feature/defects/tregua-feature.es-ES.srt",
    "fixtures/feature/defects/tregua-feature.kk.srt",
    "fixtures/feature/defects/tregua-feature.ru.srt",
];

#[test]
fn a_comparison_is_valid_and_has_every_cue_once() {
    let schemas = schemas("compare.schema.json");
    let [es, kk, ru] = FEATURE;
    for tracks in [&[es, kk, ru][..], &[ru, es][..], &["tests/cli/merge.in/film.es.srt", kk][..]] {
        let mut args = vec!["compare", "--format", "json", "--insist"];
        args.extend(tracks);
        if !tracks.iter().all(|it| root().join(it).is_file()) {
            continue;
        }
        let (found, code) = run(&args);
        assert_eq!(code, Some(0));
        valid(&schemas, &found, &format!("{tracks:?}"));
        for (at, track) in found["tracks"].as_array().unwrap().iter().enumerate() {
            let groups = found["groups"].as_array().unwrap();
            let mut cues: Vec<u64> = groups
                .iter()
                .flat_map(|group| group["cues"][at].as_array().unwrap())
                .map(|cue| cue["cue"].as_u64().unwrap())
                .collect();
            cues.sort_unstable();
            assert_eq!(cues, (1..=track["cues"].as_u64().unwrap()).collect::<Vec<_>>());
        }
        let kinds = found["summary"]["kinds"].as_array().unwrap();
        let sum: u64 = kinds.iter().map(|kind| kind["groups"].as_u64().unwrap()).sum();
        assert_eq!(sum, found["summary"]["groups"].as_u64().unwrap());
    }
    let (mut bad, _) = run(&["compare", "--format", "json", es, kk]);
    bad["groups"][0]["confidence"] = Value::from(1001);
    assert!(!schemas[0].is_valid(&bad), "the schema lets everything pass");
}

#[test]
fn a_difference_is_valid() {
    let schemas = schemas("diff.schema.json");
    for (old, new) in [
        ("tests/cli/diff.in/old.srt", "tests/cli/diff.in/new.srt"),
        ("tests/cli/diff.in/old.srt", "tests/cli/diff.in/late.vtt"),
        ("fixtures/feature/tregua-feature.kk.srt", FEATURE[1]),
        (FEATURE[0], FEATURE[2]),
    ] {
        let (found, code) = run(&["diff", "--format", "json", old, new]);
        assert_eq!(code, Some(1), "{old} {new}");
        valid(&schemas, &found, &format!("{old} {new}"));
    }
    let (same, code) = run(&["diff", "--format", "json", FEATURE[0], FEATURE[0]]);
    assert_eq!((code, &same["same"]), (Some(0), &Value::from(true)));
    valid(&schemas, &same, "the same");
}

#[test]
fn an_alignment_and_a_refusal_are_valid() {
    let schemas = schemas("align.schema.json");
    let [own, film, other] =
        ["film.kk.srt", "film.es-ES.srt", "other.ru.srt"].map(|it| format!("tests/cli/align.in/{it}"));
    let align = |args: &[&str]| {
        let mut all = vec!["retime", "align", "--format", "json", "--to"];
        all.extend(args);
        let (found, code) = run(&all);
        valid(&schemas, &found, &format!("{args:?}"));
        (found, code)
    };
    let (found, code) = align(&[&film, &own, &film]);
    assert_eq!((code, &found["written"]), (Some(0), &Value::from(false)));
    let results: Vec<_> = found["files"].as_array().unwrap().iter().map(|file| &file["result"]).collect();
    assert_eq!(results, ["aligned", "in-sync"]);
    let place = &found["files"][0]["alignment"];
    assert_eq!(place["pieces"][0]["to"], "-00:00:03.700");
    let explained = place["residuals"].as_array().unwrap().len() as u64;
    assert_eq!(Some(explained * 1000 / 60), place["explained"].as_u64());
    // The track goes where it is sent.
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("aligned.srt");
    let (found, _) = align(&[&film, &own, "--overwrite", "-o", new.to_str().unwrap()]);
    assert_eq!(found["written"], Value::from(true));
    assert!(std::fs::read_to_string(new).unwrap().contains("00:00:12,000 -->"));
    // A refusal is an answer, and the others have theirs.
    let (found, code) = align(&[&film, &other, &own]);
    assert_eq!((code, &found["files"][0]["refusal"]["why"]), (Some(2), &Value::from("nothing")));
    assert_eq!(found["files"][1]["result"], "aligned");
    let (found, code) = align(&[&film, "--joint", &own, &other]);
    assert_eq!((code, &found["files"][1]["refusal"]["why"]), (Some(2), &Value::from("apart")));
    #[cfg(feature = "audio")]
    {
        let (found, _) = align(&["fixtures/sound/plain.m4a", &own]);
        assert_eq!(found["files"][0]["refusal"]["why"], "too-long");
        assert_eq!(found["reference"]["sound"]["codec"], "AAC");
    }
    let (mut bad, _) = align(&[&film, &own]);
    bad["files"][0]["alignment"]["speed"] = Value::from("0");
    assert!(!schemas[0].is_valid(&bad), "the schema lets everything pass");
}
