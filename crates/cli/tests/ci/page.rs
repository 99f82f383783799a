//! docs/ci.md: its examples are YAML, and name what there is.

use crate::{text, yaml};
use serde_json::Value;

/// The YAML of the page, each piece with the host that stands in its first line.
fn examples() -> Vec<(String, Value)> {
    let page = text("docs/ci.md");
    let blocks = page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let host = |block: &str| block.lines().next().unwrap().trim_start_matches("# ").to_owned();
    blocks
        .map(|block| {
            let value = serde_yaml_ng::from_str(block).unwrap_or_else(|error| panic!("{error}:\n{block}"));
            (host(block), value)
        })
        .collect()
}

#[test]
fn what_the_examples_name_is_there() {
    let action = yaml("ci/github/action.yml");
    let (template, hooks) = (yaml("ci/gitlab/tregua.yml"), yaml(".pre-commit-hooks.yaml"));
    let (mut uses, mut includes, mut ids) = (0, 0, 0);
    for (host, value) in examples() {
        if host.starts_with(".github/") {
            for job in value["jobs"].as_object().unwrap().values() {
                for step in job["steps"].as_array().unwrap() {
                    let Some(("owner/tregua/ci/github", _)) =
                        step["uses"].as_str().and_then(|it| it.split_once('@'))
                    else {
                        continue;
                    };
                    uses += 1;
                    for input in step["with"].as_object().unwrap().keys() {
                        assert!(!action["inputs"][input].is_null(), "{input} is no input");
                    }
                    if step["with"]["upload-sarif"] == true {
                        assert_eq!(job["permissions"]["security-events"], "write");
                    }
                }
            }
        } else if host.starts_with(".gitlab") {
            includes += 1;
            assert_eq!(value["include"][0]["file"], "ci/gitlab/tregua.yml");
            for variable in value["tregua"]["variables"].as_object().unwrap().keys() {
                assert!(!template["tregua"]["variables"][variable].is_null(), "{variable} is no variable");
            }
        } else {
            assert!(host.starts_with(".pre-commit"), "{host}");
            for hook in value["repos"][0]["hooks"].as_array().unwrap() {
                ids += 1;
                assert!(hooks.as_array().unwrap().iter().any(|it| it["id"] == hook["id"]), "{hook}");
            }
        }
    }
    assert!(uses >= 2 && includes >= 1 && ids >= 2, "{uses} {includes} {ids}");
}

#[test]
fn every_input_and_variable_is_on_the_page() {
    let page = text("docs/ci.md");
    let action = yaml("ci/github/action.yml");
    let template = yaml("ci/gitlab/tregua.yml");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let mut all = keys(&action["inputs"]);
    all.extend(keys(&action["outputs"]));
    all.extend(keys(&template["tregua"]["variables"]).into_iter().filter(|it| it.starts_with("TREGUA_")));
    for name in all {
        assert!(page.contains(&format!("`{name}`")), "{name} is not on the page");
    }
}
