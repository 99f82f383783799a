//! The reports of `tregua check` over everything there is to check: each is valid by its own schema, and they all say the
//! same.

#![allow(clippy::unwrap_used, reason = "a test")]

use roxmltree::Document;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of this test's own, without anything in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

fn tregua(dir: &Path, args: &[&str]) -> Run {
    let out = Command::new(env!("CARGO_BIN_EXE_tregua"))
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .args(args)
        .output()
        .unwrap();
    Run {
        code: out.status.code().unwrap(),
        stdout: String::from_utf8(out.stdout).unwrap(),
        stderr: String::from_utf8(out.stderr).unwrap(),
    }
}

fn check(dir: &Path, form: &str, paths: &[&str]) -> Run {
    let mut args = vec!["check", "--fps", "24", "--format", form];
    args.extend(paths);
    tregua(dir, &args)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Every file below a folder, by its path from the repository.
fn below(folder: &str) -> Vec<String> {
    let root = root();
    let mut folders = vec![root.join(folder)];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => out.push(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    out.sort();
    out
}

/// Subtitles of every format, files that are none, and one that is not there.
fn everything() -> Vec<String> {
    let mut all = below("tests/cli");
    all.extend(below("fixtures"));
    all.push("no/such.srt".to_owned());
    assert!(all.len() > 150, "{} files", all.len());
    all
}

const OWN: &str = "docs/schema/check-report.schema.json";

fn own() -> Value {
    json(&fs::read_to_string(root().join(OWN)).unwrap())
}

/// The published schema of SARIF. Its pattern of languages has a bracket too many to be a regular expression.
fn sarif() -> Value {
    let mut schema = json(&fs::read_to_string(root().join("tests/schema/sarif-schema-2.1.0.json")).unwrap());
    for part in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][part]["properties"]["language"];
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    schema
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

fn valid(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let faults: Vec<String> =
        validator.iter_errors(value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

/// The reports over everything, and over the film with its set rules.
fn reports(form: &str) -> Vec<(String, Run)> {
    let all = everything();
    let paths: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut out = vec![("everything".to_owned(), check(&root(), form, &paths))];
    out.push(("the film".to_owned(), check(&root(), form, &["fixtures/feature/defects"])));
    out.push((
        "nothing wrong".to_owned(),
        check(&root(), form, &["--select", "text/markup", "fixtures/feature/tregua-feature.kk.srt"]),
    ));
    out
}

/// The same as JSON, read once.
fn whole() -> &'static [Value] {
    static WHOLE: OnceLock<Vec<Value>> = OnceLock::new();
    WHOLE.get_or_init(|| reports("json").iter().map(|(_, run)| json(&run.stdout)).collect())
}

#[test]
fn json_is_valid_and_every_key_is_in_the_schema() {
    let open = validator(&own());
    // The published schema lets new keys come; here each must be described.
    let mut closed = own();
    for part in closed["$defs"].as_object_mut().unwrap().values_mut().filter(|part| part["oneOf"].is_null()) {
        part["additionalProperties"] = Value::from(false);
    }
    let closed = validator(&closed);
    let mut kinds = BTreeSet::new();
    for report in whole() {
        valid(&open, report, "json");
        valid(&closed, report, "json, every key");
        for file in report["files"].as_array().unwrap() {
            kinds.insert(file["format"].as_str().unwrap_or("failed").to_owned());
        }
    }
    assert!(kinds.len() > 12, "{kinds:?}");
    let mut bad = json(&check(&root(), "json", &["tests/cli/check.in/film.kk.srt"]).stdout);
    bad["files"][0]["findings"][0]["severity"] = Value::from("grave");
    assert!(!open.is_valid(&bad), "the schema lets everything pass");
}

#[test]
fn every_line_of_jsonl_is_valid_and_says_what_json_says() {
    let mut schema = own();
    schema["$ref"] = Value::from("#/$defs/line");
    let line = validator(&schema);
    for ((what, run), whole) in reports("jsonl").into_iter().zip(whole()) {
        let mut lines: Vec<Value> = run.stdout.lines().map(json).collect();
        lines.iter().for_each(|value| valid(&line, value, &what));
        let mut summary = lines.pop().unwrap();
        assert_eq!(summary["type"].take(), "summary");
        for (key, value) in whole["summary"].as_object().unwrap() {
            assert_eq!(&summary[key], value, "{what}: {key}");
        }
        let mut files = Vec::new();
        let mut findings = Vec::new();
        for mut value in lines {
            let kind = value.as_object_mut().unwrap().remove("type").unwrap();
            if kind == "finding" {
                value.as_object_mut().unwrap().remove("path");
                findings.push(value);
            } else {
                assert_eq!(kind, "file");
                for key in ["errors", "warnings", "infos", "fixable"] {
                    value.as_object_mut().unwrap().remove(key);
                }
                value["findings"] = Value::from(std::mem::take(&mut findings));
                files.push(value);
            }
        }
        assert_eq!(Value::from(files), whole["files"], "{what}");
    }
}

/// A text with the places of its characters and lines, found the slow way. A byte order mark is no character.
struct Text {
    places: Vec<usize>,
    lines: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Self {
        let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let places: Vec<usize> =
            text[bom..].char_indices().map(|(at, _)| at + bom).chain([text.len()]).collect();
        let mut lines = vec![0];
        for (n, (at, c)) in text[bom..].char_indices().enumerate() {
            if c == '\n' || c == '\r' && !text[bom + at + 1..].starts_with('\n') {
                lines.push(n + 1);
            }
        }
        Self { places, lines }
    }

    /// The bytes of a region that is given in characters.
    fn by_characters(&self, region: &Value) -> (u64, u64) {
        let number = |key: &str| region[key].as_u64().unwrap() as usize;
        let (from, to) = (number("charOffset"), number("charOffset") + number("charLength"));
        (self.places[from] as u64, self.places[to] as u64)
    }

    /// The bytes of a region that is given in lines and columns.
    fn by_lines(&self, region: &Value) -> (u64, u64) {
        let number = |key: &str| region[key].as_u64().unwrap() as usize - 1;
        let place = |line: &str, column: &str| self.places[self.lines[number(line)] + number(column)] as u64;
        (place("startLine", "startColumn"), place("endLine", "endColumn"))
    }
}

#[test]
fn sarif_is_valid_and_its_places_agree() {
    let schema = validator(&sarif());
    let (mut checked, mut fixes) = (0, 0);
    let mut texts: BTreeMap<String, Option<Text>> = BTreeMap::new();
    for ((what, run), whole) in reports("sarif").into_iter().zip(whole()) {
        let log = json(&run.stdout);
        valid(&schema, &log, &what);
        let run = &log["runs"][0];
        let failed = whole["summary"]["failed"].as_u64().unwrap();
        assert_eq!(run["invocations"][0]["executionSuccessful"], failed == 0);
        let notes = run["invocations"][0]["toolExecutionNotifications"].as_array();
        assert_eq!(notes.map_or(0, Vec::len) as u64, failed, "{what}");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        let files = whole["files"].as_array().unwrap();
        let findings = files
            .iter()
            .flat_map(|file| file["findings"].as_array().unwrap().iter().map(move |finding| (file, finding)));
        assert_eq!(findings.clone().count(), results.len());
        for (result, (file, finding)) in results.iter().zip(findings) {
            assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
            assert_eq!(result["ruleId"], finding["rule"]);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let path = file["path"].as_str().unwrap();
            let text = texts.entry(path.to_owned()).or_insert_with(|| {
                let raw = fs::read(root().join(path)).ok().filter(|_| file["encoding"] == "UTF-8");
                raw.and_then(|raw| String::from_utf8(raw).ok()).map(|text| Text::new(&text))
            });
            let (Some(text), Some(start)) = (text, region["byteOffset"].as_u64()) else { continue };
            let want = (start, start + region["byteLength"].as_u64().unwrap());
            assert_eq!(text.by_characters(region), want, "{path}: {region}");
            assert_eq!(text.by_lines(region), want, "{path}: {region}");
            checked += 1;
            let Some(fix) = result["fixes"].get(0) else { continue };
            let replacements = fix["artifactChanges"][0]["replacements"].as_array().unwrap();
            for (replacement, edit) in replacements.iter().zip(finding["fix"]["edits"].as_array().unwrap()) {
                let place = text.by_characters(&replacement["deletedRegion"]);
                let want = (edit["byte_start"].as_u64().unwrap(), edit["byte_end"].as_u64().unwrap());
                assert_eq!(place, want, "{path}: {fix}");
                assert_eq!(replacement["insertedContent"]["text"], edit["text"]);
                fixes += 1;
            }
        }
    }
    assert!(
        checked > 300 && fixes > 50,
        "{checked} results and {fixes} replacements were held to their files"
    );
}

#[test]
fn junit_is_valid_by_jenkins_schema() {
    let xsd = fs::read_to_string(root().join("tests/schema/junit-10.xsd")).unwrap();
    let xsd = uppsala::parse(&xsd).unwrap();
    let schema = uppsala::XsdValidator::from_schema(&xsd).unwrap();
    let faults = |xml: &str| {
        let document = uppsala::parse(xml).unwrap();
        schema.validate(&document).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    for (what, run) in reports("junit") {
        let found = faults(&run.stdout);
        assert!(found.is_empty(), "{what}: {:?}", &found[..found.len().min(5)]);
        let tree = Document::parse(&run.stdout).unwrap();
        let count = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.descendants().filter(|node| node.has_tag_name(name)).count().to_string()
        };
        for node in tree.descendants().filter(|n| n.has_tag_name("testsuite") || n.has_tag_name("testsuites"))
        {
            for (attribute, name) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
                assert_eq!(node.attribute(attribute), Some(count(node, name).as_str()), "{what}");
            }
        }
        // The run fails where a case does.
        let fails = count(tree.root(), "failure") != "0" || count(tree.root(), "error") != "0";
        assert_eq!(fails, run.code != 0, "{what}");
    }
    let good = check(&root(), "junit", &["tests/cli/check.in/film.kk.srt"]).stdout;
    for (old, new) in [("<properties>", "<property>"), (" tests=", " test="), ("<failure", "<fail")] {
        let bad = good.replace(old, new).replace(&old.replace('<', "</"), &new.replace('<', "</"));
        let seen = uppsala::parse(&bad).map_or(1, |document| schema.validate(&document).len());
        assert!(seen > 0, "the schema lets {new} pass");
    }
}

#[test]
fn the_other_forms_have_every_finding() {
    let whole = whole();
    let total = |report: &Value| {
        let count = |key: &str| report["summary"][key].as_u64().unwrap();
        (count("errors") + count("warnings") + count("infos") + count("failed")) as usize
    };
    for ((what, run), whole) in reports("checkstyle").iter().zip(whole) {
        let tree = Document::parse(&run.stdout).unwrap();
        assert_eq!(tree.descendants().filter(|n| n.has_tag_name("error")).count(), total(whole), "{what}");
    }
    for ((what, run), whole) in reports("github").iter().zip(whole) {
        assert_eq!(run.stdout.lines().count(), total(whole), "{what}");
        assert!(run.stdout.lines().all(|line| line.starts_with("::")), "{what}");
    }
    for ((what, run), whole) in reports("csv").iter().zip(whole) {
        let rows = csv::Reader::from_reader(run.stdout.as_bytes()).records().map(Result::unwrap).count();
        assert_eq!(rows, total(whole), "{what}");
    }
    for ((what, run), whole) in reports("gitlab").iter().zip(whole) {
        let issues = json(&run.stdout);
        let issues = issues.as_array().unwrap();
        assert_eq!(issues.len(), total(whole), "{what}");
        let keys: BTreeSet<&str> = issues.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(keys.len(), issues.len(), "{what}: GitLab takes equal fingerprints for one finding");
        for issue in issues {
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
            assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
        }
    }
}

#[test]
fn a_fingerprint_stays_when_cues_move() {
    let dir = folder("fingerprints");
    let film = "1\n00:00:01,000 --> 00:00:02,000\n¡Ven  aquí!\n\n2\n00:00:10,000 --> 00:00:10,100\nMi padre cruzó esta estepa a pie, sin agua.\n\n3\n00:00:20,000 --> 00:00:22,000\n¡Ven  aquí!\n";
    let keys = |text: &str| -> BTreeSet<String> {
        fs::write(dir.join("film.es.srt"), text).unwrap();
        let report = json(&check(&dir, "json", &["./film.es.srt"]).stdout);
        let findings = report["files"][0]["findings"].as_array().unwrap();
        findings.iter().map(|f| f["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let old = keys(film);
    assert!(old.len() >= 4, "{old:?}");
    let later = "1\n00:00:00,100 --> 00:00:00,900\nHola.\n\n".to_owned()
        + &film.replace("00:00:", "00:05:").replace("\n2\n", "\n3\n");
    let new = keys(&later);
    assert!(old.is_subset(&new), "{old:?} {new:?}");
    assert!(keys(&film.replace("aquí", "allá")).is_disjoint(&old) || new != old);
}

#[test]
fn one_run_writes_every_form() {
    let dir = folder("files");
    let inputs = root().join("tests/cli/check.in");
    for name in ["film.kk.srt", "film.es-ES.srt"] {
        fs::copy(inputs.join(name), dir.join(name)).unwrap();
    }
    let paths = ["film.kk.srt", "film.es-ES.srt", "gone.srt"];
    let forms = ["human", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "csv"];
    let mut args = vec!["check", "--fps", "24", "--color", "always"];
    let reports: Vec<String> = forms.iter().map(|form| format!("{form}=report.{form}")).collect();
    for report in &reports {
        args.extend(["--report", report]);
    }
    args.extend(paths);
    // Twice: an earlier report of a program's form is replaced.
    for again in [false, true] {
        if again {
            let refused = tregua(&dir, &args);
            assert_eq!(refused.code, 2);
            assert!(refused.stderr.contains("report.human: exists already"), "{}", refused.stderr);
            fs::remove_file(dir.join("report.human")).unwrap();
        }
        let run = tregua(&dir, &args);
        assert_eq!(run.code, 2);
        assert!(run.stdout.contains("\u{1b}["), "the terminal has its colours");
        assert!(run.stderr.contains("gone.srt: no such file"));
        for form in forms {
            let alone = check(&dir, form, &paths);
            let file = fs::read_to_string(dir.join(format!("report.{form}"))).unwrap();
            assert_eq!(file, alone.stdout, "{form}");
        }
    }
    // And in the place of standard output.
    let run = check(&dir, "sarif", &["-o", "other.sarif", "film.kk.srt"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, "", ""));
    assert_eq!(
        fs::read_to_string(dir.join("other.sarif")).unwrap(),
        check(&dir, "sarif", &["film.kk.srt"]).stdout
    );
}

#[test]
fn a_report_never_takes_a_track_s_place() {
    let dir = folder("refusals");
    let film = fs::read(root().join("tests/cli/check.in/film.kk.srt")).unwrap();
    for name in ["film.kk.srt", "other.srt"] {
        fs::write(dir.join(name), &film).unwrap();
    }
    std::os::unix::fs::symlink("film.kk.srt", dir.join("link.srt")).unwrap();
    for (args, why) in [
        (["-o", "film.kk.srt", "--overwrite", "film.kk.srt"], "is one of the files to be read"),
        (["-o", "link.srt", "--overwrite", "film.kk.srt"], "is film.kk.srt by another name"),
        (["--report", "csv=./film.kk.srt", "--overwrite", "film.kk.srt"], "by another name"),
        (["--report", "csv=other.srt", "--no-such", "film.kk.srt"], "--no-such"),
        (["--report", "csv=other.srt", "--fail-on=never", "film.kk.srt"], "exists already"),
        (["--report", "pdf=a.pdf", "--fail-on=never", "film.kk.srt"], "there is no form"),
        (["--report", "csv", "--fail-on=never", "film.kk.srt"], "FORM=FILE"),
        (["--report", "csv=-", "--fail-on=never", "film.kk.srt"], "standard output has --format"),
        (
            ["--report=csv=a", "--report=sarif=a", "--fail-on=never", "film.kk.srt"],
            "another output of this run",
        ),
        (["--report=csv=no/a", "--report=sarif=b", "--fail-on=never", "film.kk.srt"], "no/a"),
        (["--fix", "-o", "a", "film.kk.srt"], "cannot be used with"),
    ] {
        let args: Vec<&str> = ["check"].into_iter().chain(args).collect();
        let run = tregua(&dir, &args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(why), "{args:?}: {}", run.stderr);
        for name in ["film.kk.srt", "other.srt"] {
            assert_eq!(fs::read(dir.join(name)).unwrap(), film, "{args:?}");
        }
        assert!(!dir.join("a").exists() && !dir.join("b").exists(), "{args:?}");
    }
    // Asked to, it replaces what is no input.
    let run = tregua(&dir, &["check", "--report", "csv=other.srt", "--overwrite", "film.kk.srt"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(fs::read_to_string(dir.join("other.srt")).unwrap().starts_with("\u{feff}path,"));
}
