//! `tregua check --timings`: every rule that ran is in the table, in every form, and without the flag there is none.

#![allow(clippy::unwrap_used, reason = "a test")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

fn check(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tregua"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .arg("check")
        .args(args)
        .output()
        .unwrap()
}

/// The parts of a report with their runs.
fn parts(report: &Value) -> Vec<(String, u64)> {
    let parts = report["timings"]["parts"].as_array().unwrap().iter();
    parts.map(|it| (it["part"].as_str().unwrap().to_owned(), it["runs"].as_u64().unwrap())).collect()
}

#[test]
fn every_rule_that_ran_has_its_share() {
    let out = check(&["--timings", "--format", "json"]);
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert!(out.stderr.is_empty(), "JSON says it all: {}", String::from_utf8_lossy(&out.stderr));
    let schema = include_str!("../../../docs/schema/check-report.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &report), "{}", report["timings"]);
    let runs = |part: &str| parts(&report).into_iter().find(|(it, _)| it == part).map(|(_, runs)| runs);
    for part in ["reading", "decoding", "parsing", "lowering", "text", "language", "reporting"] {
        assert_eq!(runs(part), Some(3), "{part}");
    }
    // A rule of one track ran for each, one of sets once.
    for (rule, times) in [("timing/overlap", 3), ("set/drift", 1)] {
        assert_eq!(runs(rule), Some(times), "{rule}");
    }
    let costs: Vec<u64> = report["timings"]["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["cpu_ns"].as_u64().unwrap())
        .collect();
    assert!(costs.is_sorted_by(|a, b| a >= b), "{costs:?}");
    let all: u64 = costs.iter().sum();
    let whole = report["timings"]["cpu_ns"].as_u64().unwrap();
    assert!(all <= whole && whole < 60_000_000_000, "{all} of {whole}");
}

#[test]
fn people_get_a_table_on_standard_error_alone() {
    let track = "fixtures/feature/tregua-feature.kk.srt";
    let plain = check(&["--fps", "24", track]);
    let timed = check(&["--fps", "24", "--timings", track]);
    assert_eq!(plain.stdout, timed.stdout, "the report does not change");
    assert!(plain.stderr.is_empty());
    let table = String::from_utf8(timed.stderr).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    let names: BTreeSet<&str> = rows.iter().filter_map(|row| row.last().copied()).collect();
    for part in ["start", "profiles", "parsing", "timing/overlap", "text/line-too-long", "process"] {
        assert!(names.contains(part), "{part} in\n{table}");
    }
    assert!(table.ends_with(" processor time of the whole process\n"), "{table}");
}

#[test]
fn many_files_and_files_that_fail_are_added_up() {
    let track = "fixtures/feature/tregua-feature.ru.srt";
    let mut args = vec!["--timings", "--format", "jsonl", "--fps", "24", "no/such.srt"];
    args.extend([track; 9]);
    let out = check(&args);
    let lines = String::from_utf8(out.stdout).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let row = |part: &str| lines.iter().find(|it| it["type"] == "timing" && it["part"] == part).unwrap();
    assert_eq!(row("reading")["runs"], 10);
    assert_eq!(row("timing/overlap")["runs"], 9);
}

#[test]
fn without_the_flag_there_is_none() {
    let out = check(&["--format", "json", "--fps", "24", "fixtures/feature/tregua-feature.ru.srt"]);
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert!(report.get("timings").is_none());
    let out = check(&["--timings", "--fix", "fixtures/feature/tregua-feature.ru.srt"]);
    assert_eq!(out.status.code(), Some(2));
}
