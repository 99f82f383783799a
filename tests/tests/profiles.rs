//! The numbers of the built-in profiles are those of the project's facts, with their sources and confidence: every
//! number that both have is compared. The facts are in the second folder of the corpora; a clone without it compares none.

#![allow(clippy::unwrap_used, reason = "a test")]

use serde_json::Value;
use std::fs;
use tregua_qa::profile::{Basis, Profile};
use tregua_tests::corpus::shared;

/// A profile and what it is called among the facts.
const PROFILES: &[(&str, &str)] = &[
    ("netflix/base", "netflix-general"),
    ("netflix/es-es", "netflix-es-ES"),
    ("netflix/es-419", "netflix-es-419"),
    ("netflix/ru", "netflix-ru"),
    ("netflix/kk", "kk-derived"),
    ("amazon/es", "amazon-prime-es"),
    ("arte", "arte-de-en"),
    ("channel4", "channel4-foreign"),
    ("dcp/smpte", "dcp-smpte-bv21"),
    ("ted", "ted"),
    ("une-153010", "une-153010-2012"),
];

/// A fact, its unit, and the parameter that takes it.
const NUMBERS: &[(&str, &str, &str, &str)] = &[
    ("max_chars_per_line", "character", "text/line-too-long", "max"),
    ("chars_error", "character", "text/line-too-long", "max"),
    ("chars_warn", "character", "text/line-too-long", "warn_above"),
    ("max_lines", "line", "text/too-many-lines", "max"),
    ("cps_max", "character/second", "timing/reading-too-fast", "adults"),
    ("cps_adult", "character/second", "timing/reading-too-fast", "adults"),
    ("cps_children", "character/second", "timing/reading-too-fast", "children"),
    ("cps_sdh_adult", "character/second", "timing/reading-too-fast", "sdh_adults"),
    ("cps_sdh_children", "character/second", "timing/reading-too-fast", "sdh_children"),
    ("cps_adult_default", "character/second", "timing/reading-too-fast", "adults"),
    ("cps_children_default", "character/second", "timing/reading-too-fast", "children"),
    ("cps_sdh_adult_default", "character/second", "timing/reading-too-fast", "sdh_adults"),
    ("cps_sdh_children_default", "character/second", "timing/reading-too-fast", "sdh_children"),
    ("min_duration", "second", "timing/too-brief", "min_seconds"),
    ("min_duration", "frame", "timing/too-brief", "min_frames"),
    ("max_duration", "second", "timing/too-long", "max_seconds"),
    ("min_gap", "frame", "timing/gap-too-short", "min_frames"),
];

/// Where a profile is surer of a number, or less sure, than the facts are, and why.
const OTHERWISE: &[(&str, &str, &str)] = &[
    // The sources disagree about 39 to 42. That more than 42 is too much they all say.
    ("netflix/ru", "text/line-too-long", "max"),
];

fn sources(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

#[test]
fn the_numbers_are_those_of_the_facts() {
    let Some(path) = shared().map(|shared| shared.join("facts/profiles.json")).filter(|path| path.exists())
    else {
        return println!("0 files read: there are no facts to compare with");
    };
    let facts: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut compared = 0;
    for (name, fact) in PROFILES {
        let rules = &facts["profiles"][fact]["rules"];
        assert!(rules.is_object(), "{fact}");
        let profile = Profile::builtin(name).unwrap();
        for (key, unit, rule, param) in NUMBERS {
            let fact = &rules[key];
            if fact["unit"] != *unit || fact.is_null() {
                continue;
            }
            let whose = format!("{name}: {rule}: {param}");
            let setting = profile.rules.get(*rule).unwrap_or_else(|| panic!("{whose} is not set"));
            let value = setting.params.get(*param).unwrap_or_else(|| panic!("{whose} is not set"));
            let number = value.as_integer().map_or_else(|| value.as_str().unwrap().into(), Value::from);
            assert_eq!(number, fact["value"], "{whose}");
            compared += 1;
            let basis: &Basis = &setting.basis[*param];
            let told = sources(&fact["source"]);
            let one = basis.source.iter().any(|id| told.contains(&id.as_str()));
            assert!(one, "{whose}: {:?} of {told:?}", basis.source);
            if !OTHERWISE.contains(&(*name, *rule, *param)) {
                assert_eq!(basis.confidence.name(), fact["confidence"], "{whose}");
            }
        }
    }
    println!("1 file read, {compared} numbers compared");
    assert!(compared > 40, "{compared}");
}
