//! The list of licences that the About page shows is that of the lock files.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// `cargo xtask codegen` sets `CLIENTELE_CODEGEN`, which writes the list instead of comparing it.
#[test]
fn licences_of_everything_inside_are_listed() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let list = root.join("crates/app/licences.json");
    let inside: BTreeSet<(String, String, String)> =
        crates(&root).into_iter().chain(packages(&root)).collect();
    let fresh: Vec<Value> = inside
        .iter()
        .map(|(name, version, licence)| json!({ "name": name, "version": version, "licence": licence }))
        .collect();
    let mut text = serde_json::to_string_pretty(&fresh).expect("json");
    text.push('\n');
    if std::env::var_os("CLIENTELE_CODEGEN").is_some() {
        std::fs::write(&list, &text).expect("written");
    }
    assert!(
        inside.len() > 100 && inside.iter().all(|(_, _, licence)| !licence.is_empty()),
        "every library tells its licence"
    );
    let kept = std::fs::read_to_string(list).expect("the list is there");
    assert!(kept == text, "run `cargo xtask codegen` and commit crates/app/licences.json");
}

/// Crates that the window is made of, on every system.
fn crates(root: &Path) -> Vec<(String, String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let nodes: HashMap<&str, &Value> =
        array(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let packages: HashMap<&str, &Value> =
        array(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let desktop =
        packages.iter().find(|(_, package)| package["name"] == "clientele-desktop").map(|(id, _)| *id);
    let mut waiting: Vec<&str> = desktop.into_iter().collect();
    let mut seen = HashSet::new();
    let mut inside = Vec::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let normal = |dependency: &&Value| array(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
        waiting.extend(array(&nodes[id]["deps"]).filter(normal).map(|dependency| text(&dependency["pkg"])));
        let package = packages[id];
        // Our own have no source.
        if !package["source"].is_null() {
            let licence = package["license"].as_str().unwrap_or("see its licence file");
            inside.push((
                text(&package["name"]).to_owned(),
                text(&package["version"]).to_owned(),
                licence.to_owned(),
            ));
        }
    }
    inside
}

/// Packages of the page that are not for building it.
fn packages(root: &Path) -> Vec<(String, String, String)> {
    let lock = std::fs::read_to_string(root.join("ui/package-lock.json")).expect("the lock file is there");
    let lock: Value = serde_json::from_str(&lock).expect("the lock file is JSON");
    let packages = lock["packages"].as_object().into_iter().flatten();
    packages
        .filter(|(path, package)| {
            !path.is_empty() && package["dev"] != json!(true) && package["optional"] != json!(true)
        })
        .map(|(path, package)| {
            let name = path.rsplit("node_modules/").next().unwrap_or(path).to_owned();
            let licence = package["license"].as_str().unwrap_or("see its licence file").to_owned();
            (name, text(&package["version"]).to_owned(), licence)
        })
        .collect()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
