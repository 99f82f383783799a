//! Every form with hostile and with arbitrary text: what comes out is well-formed and is read back.

use super::report::{Edit, FileReport, Finding, Fix, Label, Location, Place, Summary, Whence};
use super::stream::{End, Part, Stream};
use super::{is_dangerous, plain};
use crate::args::ReportForm;
use proptest::prelude::*;
use std::sync::Arc;
use tregua_parse::base::{Applicability, Severity};

/// What a cue may hold to break out of a report.
const HOSTILE: &str = "]]>\"'<b>&amp;</b>\n::error::owned\r\n%0A,:\u{1b}[31m\u{9b}2J\u{202e}=cmd|' /C calc'!A0\t-->{0}[x](javascript:1)\u{0}\u{ffff}";

/// What a run found.
#[derive(Clone)]
pub(super) struct Report {
    pub(super) files: Vec<FileReport>,
    pub(super) bar: Option<Severity>,
}

impl Report {
    pub(super) fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for file in &self.files {
            summary.count(file.failed.is_some(), Summary::of(&file.findings));
        }
        summary
    }
}

/// A report in which every text is one of these, taken in turn.
pub(super) fn sample(texts: &[&str], findings: usize) -> Report {
    let mut next = texts.iter().cycle();
    let mut text = || next.next().copied().unwrap_or_default().to_owned();
    let place = Place { line: 3, column: 1, end_line: 3, end_column: 5, ..Place::default() };
    let mut finding = |n: usize| Finding {
        rule: "timing/overlap",
        severity: [Severity::Error, Severity::Warning, Severity::Info][n % 3],
        message: text(),
        place,
        cue: Some(1),
        cue_name: Some("cue 1".to_owned()),
        in_time: Some("00:00:01.000".to_owned()),
        help: Some(text()),
        labels: vec![Label { message: text(), place }],
        fix: Some(Fix {
            title: text(),
            applicability: Applicability::Safe,
            edits: vec![Edit { place, text: text() }],
        }),
        fingerprint: format!("{n:032x}").parse().unwrap(),
        key: format!("{n:032x}").parse().unwrap(),
    };
    let findings = (0..findings).map(&mut finding).collect();
    let location = |path: String| Location { uri: "film.srt".to_owned(), path, ..Location::default() };
    let (path, gone, why) = (text(), text(), text());
    let good = FileReport {
        location: location(path.clone()),
        path,
        format: Some("srt"),
        encoding: Some("UTF-8"),
        language: Some(text()),
        profile: Some(text()),
        bytes: 100,
        cues: 1,
        findings,
        is_text: true,
        ran: vec!["text/markup", "timing/overlap"],
        ..FileReport::default()
    };
    let bad = FileReport {
        location: location(gone.clone()),
        path: gone,
        failed: Some(why),
        ..FileReport::default()
    };
    Report { files: vec![good, bad], bar: Some(Severity::Warning) }
}

fn write(form: ReportForm, report: &Report) -> String {
    let mut stream = Stream::new(form).unwrap();
    let mut text = stream.head().to_owned();
    for file in &report.files {
        let part = Part::new(form, &Arc::new(file.clone()), report.bar).unwrap().unwrap();
        text.push_str(&stream.add(part));
    }
    text + &stream.foot(&End { summary: report.summary(), timings: None }).unwrap()
}

/// Everything about one report that must hold whatever its texts are.
fn holds(report: &Report) -> Result<(), TestCaseError> {
    let found = &report.files[0].findings;
    let n = found.len();
    let text = |form| write(form, report);
    let steers = |text: &str| text.contains(|c| c != '\n' && is_dangerous(c));

    let json = text(ReportForm::Json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    prop_assert!(!steers(&json));
    for (i, finding) in found.iter().enumerate() {
        prop_assert_eq!(value["files"][0]["findings"][i]["message"].as_str(), Some(finding.message.as_str()));
    }

    let jsonl = text(ReportForm::Jsonl);
    prop_assert!(!steers(&jsonl));
    let lines: Vec<serde_json::Value> = jsonl.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    prop_assert_eq!(lines.len(), n + 2 + 1);
    prop_assert_eq!(lines[n]["path"].as_str(), Some(report.files[0].path.as_str()));

    let sarif = text(ReportForm::Sarif);
    let value: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    prop_assert!(!steers(&sarif));
    for result in value["runs"][0]["results"].as_array().unwrap() {
        let said = result["message"]["text"].as_str().unwrap();
        // No placeholder and no link is left.
        let bare = said.replace("{{", "").replace("}}", "");
        prop_assert!(!bare.contains(['{', '}']) && !said.contains("]("), "{}", said);
    }

    let gitlab = text(ReportForm::Gitlab);
    let value: serde_json::Value = serde_json::from_str(&gitlab).unwrap();
    prop_assert!(!steers(&gitlab));
    prop_assert_eq!(value.as_array().unwrap().len(), n + 1);

    let junit = text(ReportForm::Junit);
    prop_assert!(!steers(&junit));
    let tree = roxmltree::Document::parse(&junit).unwrap();
    let count = |name: &str| tree.descendants().filter(|node| node.has_tag_name(name)).count();
    prop_assert_eq!((count("testsuite"), count("testcase"), count("error")), (2, 3, 1));
    let name = tree.descendants().find(|node| node.has_tag_name("testsuite")).unwrap().attribute("name");
    prop_assert_eq!(
        name.unwrap().replace("\\u{ffff}", "\u{ffff}").replace("\\u{fffe}", "\u{fffe}"),
        plain(&report.files[0].path)
    );

    let checkstyle = text(ReportForm::Checkstyle);
    prop_assert!(!steers(&checkstyle));
    let tree = roxmltree::Document::parse(&checkstyle).unwrap();
    prop_assert_eq!(tree.descendants().filter(|node| node.has_tag_name("error")).count(), n + 1);

    let csv = text(ReportForm::Csv);
    let rows = csv.strip_prefix('\u{feff}').unwrap();
    let steered = steers(&rows.replace("\r\n", "\n"));
    prop_assert!(!steered);
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    prop_assert_eq!(rows.len(), n + 1);
    for (row, finding) in rows.iter().zip(found) {
        prop_assert_eq!(row[9].replace('\'', ""), plain(&finding.message).replace('\'', ""));
        for cell in row {
            let first = cell.trim_start().chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{}", cell);
        }
    }

    let github = text(ReportForm::Github);
    prop_assert!(!steers(&github));
    prop_assert_eq!(github.lines().count(), n + 1);
    for line in github.lines() {
        let known = ["::error file=", "::warning file=", "::notice file="];
        prop_assert!(known.iter().any(|begin| line.starts_with(begin)), "{}", line);
        let (head, _) = line[2..].split_once("::").unwrap();
        prop_assert!(head.contains("title="), "{}", line);
    }
    Ok(())
}

#[test]
fn hostile_text_stays_text() {
    holds(&sample(&[HOSTILE], 5)).unwrap();
}

proptest! {
    #[test]
    fn any_text_gives_a_report_that_is_read_back(
        texts in proptest::collection::vec(".{0,20}|[\\x00-\\x20<>&\"'\\]=+,;:%#{}()\u{85}\u{ffff}\u{feff}@-]{0,20}", 1..8),
        findings in 0usize..5,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        holds(&sample(&texts, findings))?;
    }
}

#[test]
fn a_report_knows_an_earlier_one_of_its_form() {
    use clap::ValueEnum;
    for report in [sample(&["a"], 3), Report { files: Vec::new(), bar: None }] {
        // The page, and what people read, are made of more than the report.
        let machines = |form: &&ReportForm| !matches!(form, ReportForm::Human | ReportForm::Html);
        for form in ReportForm::value_variants().iter().filter(machines) {
            let text = write(*form, &report);
            assert!(super::is_earlier(*form, text.as_bytes()), "{form:?}: {text}");
            for other in ReportForm::value_variants().iter().filter(|other| *other != form) {
                let clash = super::is_earlier(*other, text.as_bytes()) && !text.is_empty();
                assert!(!clash, "{form:?} is taken for {other:?}");
            }
        }
    }
    for subtitle in [
        "1\n00:00:01,000 --> 00:00:02,000\nHola\n",
        "WEBVTT\n",
        "{\n  \"format\": \"tregua-track\"",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tt ",
    ] {
        let taken =
            ReportForm::value_variants().iter().any(|form| super::is_earlier(*form, subtitle.as_bytes()));
        assert!(!taken, "{subtitle}");
    }
}

#[test]
fn what_fails_the_run_fails_the_test() {
    let failures = |bar| {
        let mut report = sample(&["a"], 3);
        report.bar = bar;
        let xml = write(ReportForm::Junit, &report);
        let tree = roxmltree::Document::parse(&xml).unwrap();
        let count = |name: &str| tree.descendants().filter(|node| node.has_tag_name(name)).count();
        let text = |name: &str| {
            let node = tree.descendants().find(|node| node.has_tag_name(name));
            node.and_then(|node| node.text()).unwrap_or("").matches("cue 1: a").count()
        };
        (count("failure"), text("failure"), text("system-out"))
    };
    assert_eq!(failures(Some(Severity::Error)), (1, 1, 2));
    assert_eq!(failures(Some(Severity::Info)), (1, 3, 0));
    assert_eq!(failures(None), (0, 0, 3));
}

#[test]
fn a_place_that_a_form_cannot_give_is_in_the_message() {
    let mut report = sample(&["a"], 1);
    let mut said = |whence, is_text| {
        report.files[0].location.whence = whence;
        report.files[0].is_text = is_text;
        let github = write(ReportForm::Github, &report);
        github.lines().next().unwrap().to_owned()
    };
    assert_eq!(
        said(Whence::File, true),
        "::error file=a,line=3,endLine=3,col=1,endColumn=5,title=timing/overlap::cue 1: a%0Aa"
    );
    assert_eq!(said(Whence::File, false), "::error file=a,title=timing/overlap::cue 1: a (byte 0)%0Aa");
    assert_eq!(said(Whence::Film, true), "::error file=a,title=timing/overlap::a: cue 1: a (line 3)%0Aa");
    assert_eq!(said(Whence::Stdin, true), "::error title=timing/overlap::cue 1: a (line 3)%0Aa");
}

/// The parts of an entry of a catalogue.
fn parts(catalogue: &str, entry: &str) -> std::collections::BTreeSet<String> {
    let own = catalogue.split_once(&format!("\n{entry} =\n")).unwrap().1;
    let own = own.split("\n\n").next().unwrap();
    let names = own.lines().filter_map(|line| line.trim_start().strip_prefix('.')?.split_once(" ="));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn the_reports_own_texts_stand_in_the_catalogue_and_are_told() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut told = std::collections::BTreeSet::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            let calls = code.split("tell!(").skip(1).filter_map(|it| it.trim_start().strip_prefix('"'));
            told.extend(calls.filter_map(|it| it.split('"').next()).map(str::to_owned));
        }
    }
    let english = std::fs::read_to_string(root.join("../qa/messages/en.ftl")).unwrap();
    // This file splits at the macro's name, too.
    told.retain(|part| part.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    assert_eq!(parts(&english, "report"), told);
}
