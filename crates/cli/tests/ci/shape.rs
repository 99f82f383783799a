//! The shapes that hosts want, as far as these files use them.

use serde_json::{Value, json};

fn valid(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// A composite action: what GitHub's page on the metadata of actions allows.
fn action() -> Value {
    let said = json!({ "type": "string", "minLength": 1 });
    let words =
        json!({ "type": "object", "additionalProperties": { "type": ["string", "number", "boolean"] } });
    json!({
        "type": "object",
        "required": ["name", "description", "runs"],
        "additionalProperties": false,
        "properties": {
            "name": said,
            "author": said,
            // The marketplace takes no longer one.
            "description": { "type": "string", "minLength": 1, "maxLength": 125 },
            "branding": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "icon": said,
                    "color": { "enum": ["white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark"] },
                },
            },
            "inputs": {
                "type": "object",
                "propertyNames": { "pattern": "^[a-zA-Z_][a-zA-Z0-9_-]*$" },
                "additionalProperties": {
                    "type": "object",
                    "required": ["description"],
                    "additionalProperties": false,
                    "properties": {
                        "description": said,
                        "required": { "type": "boolean" },
                        "default": { "type": "string" },
                        "deprecationMessage": said,
                    },
                },
            },
            "outputs": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "required": ["description", "value"],
                    "additionalProperties": false,
                    "properties": { "description": said, "value": said },
                },
            },
            "runs": {
                "type": "object",
                "required": ["using", "steps"],
                "additionalProperties": false,
                "properties": {
                    "using": { "const": "composite" },
                    "steps": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "additionalProperties": false,
                            "properties": {
                                "name": said, "id": said, "if": said, "env": words, "with": words,
                                "run": said, "shell": said, "uses": said,
                                "working-directory": said, "continue-on-error": { "type": "boolean" },
                            },
                            // A composite action has no shell of its own.
                            "oneOf": [
                                { "required": ["run", "shell"], "not": { "required": ["uses"] } },
                                { "required": ["uses"], "not": { "anyOf": [{ "required": ["run"] }, { "required": ["shell"] }] } },
                            ],
                        },
                    },
                },
            },
        },
    })
}

/// A pipeline of jobs.
fn pipeline() -> Value {
    let lines = json!({ "type": "array", "minItems": 1, "items": { "type": "string" } });
    json!({
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "type": "object",
            "required": ["script"],
            "additionalProperties": false,
            "properties": {
                "stage": { "type": "string" },
                "image": { "type": "string", "pattern": ":[0-9]+\\.[0-9]+" },
                "variables": { "type": "object", "additionalProperties": { "type": ["string", "integer"] } },
                "cache": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": { "key": { "type": "string" }, "paths": lines },
                },
                "before_script": lines,
                "script": lines,
                "artifacts": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                        "when": { "enum": ["on_success", "on_failure", "always"] },
                        "expire_in": { "type": "string" },
                        "expose_as": { "type": "string", "maxLength": 100 },
                        "paths": lines,
                        "reports": {
                            "type": "object",
                            "additionalProperties": false,
                            "properties": { "codequality": { "type": "string" }, "junit": { "type": "string" } },
                        },
                    },
                },
                "rules": { "type": "array", "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": { "if": { "type": "string" }, "when": { "type": "string" } },
                } },
            },
        },
    })
}

/// The hooks of a repository.
fn hooks() -> Value {
    json!({
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["id", "name", "entry", "language"],
            "additionalProperties": false,
            "properties": {
                "id": { "type": "string", "pattern": "^[a-z-]+$" },
                "name": { "type": "string" },
                "description": { "type": "string" },
                "entry": { "type": "string", "pattern": "^tregua " },
                "language": { "enum": ["system", "rust"] },
                "files": { "type": "string" },
                "require_serial": { "type": "boolean" },
                "pass_filenames": { "type": "boolean" },
            },
        },
    })
}

#[test]
fn every_file_has_the_shape_its_host_wants() {
    for (path, schema) in [
        ("ci/github/action.yml", action()),
        ("ci/gitlab/tregua.yml", pipeline()),
        (".pre-commit-hooks.yaml", hooks()),
    ] {
        assert_eq!(valid(&schema, &crate::yaml(path)), Vec::<String>::new(), "{path}");
    }
    // And the shapes let not everything pass.
    let mut bad = crate::yaml("ci/github/action.yml");
    bad["runs"]["steps"][0].as_object_mut().unwrap().remove("shell");
    assert!(!valid(&action(), &bad).is_empty());
}
