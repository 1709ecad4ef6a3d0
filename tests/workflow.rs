//! The workflows of the continuous integration, read as far as their form can be known without running them.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

/// Keys that GitHub knows, by place (docs.github.com, "Workflow syntax for GitHub Actions").
const WORKFLOW_KEYS: [&str; 7] = ["name", "on", "permissions", "env", "defaults", "concurrency", "jobs"];
const JOB_KEYS: [&str; 11] = [
    "name",
    "needs",
    "if",
    "runs-on",
    "strategy",
    "timeout-minutes",
    "env",
    "steps",
    "permissions",
    "outputs",
    "continue-on-error",
];
const STEP_KEYS: [&str; 10] =
    ["name", "id", "if", "uses", "with", "run", "env", "shell", "working-directory", "timeout-minutes"];

fn workflows() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let files = std::fs::read_dir(&folder).expect("there are workflows").flatten();
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("a workflow is text");
        let value = serde_saphyr::from_str(&text);
        (path.display().to_string(), value.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    };
    files.map(|entry| read(&entry.path())).collect()
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("not a mapping: {value}"))
}

fn only(value: &Value, known: &[&str]) {
    let unknown: Vec<_> = object(value).keys().filter(|key| !known.contains(&key.as_str())).collect();
    assert!(unknown.is_empty(), "GitHub knows no {unknown:?} here: {value}");
}

#[test]
fn workflows_have_the_form_that_github_reads() {
    let workflows = workflows();
    assert!(!workflows.is_empty());
    for (path, workflow) in workflows {
        only(&workflow, &WORKFLOW_KEYS);
        assert!(workflow["on"].is_object(), "{path} says when it runs");
        assert_eq!(
            workflow["permissions"],
            serde_json::json!({ "contents": "read" }),
            "{path} may only read"
        );
        for (name, job) in object(&workflow["jobs"]) {
            only(job, &JOB_KEYS);
            assert!(job["timeout-minutes"].is_u64(), "{path}: {name} ends by itself");
            check_expressions(job);
            job["steps"].as_array().expect("a job has steps").iter().for_each(check_step);
        }
    }
}

fn check_step(step: &Value) {
    only(step, &STEP_KEYS);
    match (step["uses"].as_str(), step["run"].as_str()) {
        (Some(action), None) => {
            let (_, version) = action.split_once('@').unwrap_or_default();
            // A tag can be moved to other code, a commit cannot.
            assert!(version.len() == 40, "an action is named by its commit: {action}");
        }
        (None, Some(command)) => assert!(!command.trim().is_empty(), "a step does something"),
        _ => panic!("a step either uses an action or runs a command: {step}"),
    }
}

/// Every `matrix.x` that a job names is a dimension of its matrix.
fn check_expressions(job: &Value) {
    let text = job.to_string();
    let named: BTreeSet<_> = text.split("matrix.").skip(1).map(word).collect();
    let matrix = &job["strategy"]["matrix"];
    let unknown: Vec<_> = named.iter().filter(|name| matrix.get(**name).is_none()).collect();
    assert!(unknown.is_empty(), "the matrix has no {unknown:?}");
}

fn word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphanumeric() && character != '_' && character != '-')
        .next()
        .unwrap_or_default()
}
