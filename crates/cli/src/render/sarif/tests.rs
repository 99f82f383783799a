use super::super::tests::{Report, sample};
use super::*;

fn value(report: &Report, most: usize) -> serde_json::Value {
    let mut all = Collected::of(most);
    report.files.iter().for_each(|file| all.add(file));
    serde_json::to_value(all.log(report.summary().failed == 0)).unwrap()
}

#[test]
fn too_many_results_lose_the_mildest_and_say_so() {
    // Errors, warnings and infos in turn: 4, 4 and 3.
    let report = sample(&["a"], 11);
    for (most, want) in [(11, [4, 4, 3]), (9, [4, 4, 1]), (8, [4, 4, 0]), (5, [4, 1, 0]), (2, [2, 0, 0])] {
        let value = value(&report, most);
        let run = &value["runs"][0];
        let results = run["results"].as_array().unwrap();
        let count = |level: &str| results.iter().filter(|r| r["level"] == level).count();
        assert_eq!([count("error"), count("warning"), count("note")], want, "{most}");
        let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
        let said =
            notes.iter().find_map(|n| n["message"]["text"].as_str().filter(|t| t.contains("left out")));
        match 11 - most {
            0 => assert_eq!(said, None),
            n => assert!(said.unwrap().starts_with(&format!("{n} further findings")), "{said:?}"),
        }
    }
}

#[test]
fn a_file_is_named_once() {
    let mut report = sample(&["a"], 1);
    report.files.truncate(1);
    let twice = sample(&["a"], 1).files.remove(0);
    report.files.push(twice);
    let value = value(&report, 10);
    let run = &value["runs"][0];
    assert_eq!(run["artifacts"].as_array().unwrap().len(), 1);
    for result in run["results"].as_array().unwrap() {
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["index"], 0);
    }
}

#[test]
fn what_cannot_be_opened_has_no_lines_and_no_fix() {
    let mut report = sample(&["a"], 1);
    report.files[0].is_text = false;
    let binary = value(&report, 10);
    let result = &binary["runs"][0]["results"][0];
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert!(region.get("startLine").is_none() && region["byteOffset"] == 0, "{region}");
    assert!(result.get("fixes").is_none() && binary["runs"][0]["artifacts"][0].get("encoding").is_none());

    report.files[0].is_text = true;
    report.files[0].location.whence = Whence::Film;
    let film = value(&report, 10);
    let result = &film["runs"][0]["results"][0];
    assert!(result["locations"][0]["physicalLocation"].get("region").is_none());
    assert!(result.get("fixes").is_none());
    assert!(result["message"]["text"].as_str().unwrap().contains("(line 3)"));
}
