//! The walls of the house (ARCHITECTURE.md): who may use whom, and what stands in one room only.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Every room with the rooms below it. What is not written here is not allowed.
const BELOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("query", &["domain"]),
    ("formats", &["domain"]),
    ("samples", &["domain"]),
    ("testkit", &[]),
    ("wire", &["domain"]),
    ("columns", &[]),
    ("store", &["domain", "query", "columns"]),
    ("app", &["domain", "query", "formats", "samples", "wire", "store"]),
    ("host-http", &["domain", "wire", "app"]),
    ("cli", &["domain", "samples", "wire", "app"]),
    ("desktop", &["domain", "wire", "app"]),
];

/// Rooms that the tests of any room may use besides: who reads and invents files, and the server.
const OF_TESTS: [&str; 3] = ["formats", "samples", "testkit"];

/// Libraries, by the beginning of their names, and the only room that may name them.
const ALONE: &[(&str, &str)] = &[
    ("tauri", "clientele-desktop"),
    ("sqlx", "clientele-store"),
    ("libsqlite3-sys", "clientele-store"),
    ("sea-query", "clientele-store"),
    ("axum", "clientele-host-http"),
    ("clap", "clientele-cli"),
    ("reqwest", "clientele-commerce"),
    ("keyring", "clientele-vault"),
];

/// Rooms whose results depend on their arguments alone, and words that would break that.
const PURE: [&str; 3] = ["domain", "query", "columns"];
const IMPURE: [&str; 7] =
    ["async fn", "std::fs", "std::net", "SystemTime", "Timestamp::now", "Zoned::now", "getrandom"];

struct Dependency {
    from: String,
    to: String,
    kind: Option<String>,
}

fn metadata(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Direct dependencies of the workspace's members.
fn dependencies() -> Vec<Dependency> {
    let metadata = metadata(&["--no-deps"]);
    let of_package = |package: &Value| {
        let from = text(&package["name"]);
        let dependency = move |dependency: &Value| Dependency {
            from: from.clone(),
            to: text(&dependency["name"]),
            kind: dependency["kind"].as_str().map(ToOwned::to_owned),
        };
        list(&package["dependencies"]).map(dependency).collect::<Vec<_>>()
    };
    list(&metadata["packages"]).flat_map(of_package).collect()
}

/// Packages that hold nothing but tests.
fn is_tests(package: &str) -> bool {
    ["clientele-tests", "clientele-store-tests"].contains(&package)
}

fn room(package: &str) -> Option<&str> {
    package.strip_prefix("clientele-")
}

#[test]
fn arrows_point_down_only() {
    for Dependency { from, to, kind } in dependencies() {
        let (Some(user), Some(used)) = (room(&from), room(&to)) else { continue };
        // Tests of several parts see everything.
        if is_tests(&from) || (kind.as_deref() == Some("dev") && OF_TESTS.contains(&used)) {
            continue;
        }
        let below = BELOW.iter().find(|(name, _)| *name == user).map(|(_, below)| *below);
        assert!(below.is_some_and(|below| below.contains(&used)), "{from} may not use {to}");
    }
}

#[test]
fn the_table_of_rooms_has_no_circle() {
    for (place, (room, below)) in BELOW.iter().enumerate() {
        let earlier: Vec<_> = BELOW[..place].iter().map(|(name, _)| *name).collect();
        assert!(below.iter().all(|used| earlier.contains(used)), "{room} uses a room that stands above it");
    }
}

#[test]
fn some_libraries_stand_in_one_room_only() {
    for Dependency { from, to, kind } in dependencies() {
        let Some((_, owner)) = ALONE.iter().find(|(library, _)| to.starts_with(library)) else { continue };
        let is_test = is_tests(&from) || kind.as_deref() == Some("dev");
        assert!(from == *owner || is_test, "{to} belongs in {owner}, and {from} uses it");
    }
}

#[test]
fn the_core_needs_no_web_view() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none", "--format", "{p}"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("cargo starts");
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(tree.contains("clientele-app "), "{}", String::from_utf8_lossy(&output.stderr));
    let heavy: Vec<_> =
        tree.lines().filter(|line| line.starts_with("wry ") || line.starts_with("tauri ")).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}

#[test]
fn the_rooms_of_rules_depend_on_their_arguments_alone() {
    for room in PURE {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(room).join("src");
        for (path, source) in sources_below(&sources) {
            let found = IMPURE.iter().find(|word| source.contains(**word));
            assert!(found.is_none(), "{path}: {}", found.unwrap_or(&""));
        }
    }
}

fn sources_below(folder: &Path) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the room is there").flatten() {
        if entry.path().is_dir() {
            sources.extend(sources_below(&entry.path()));
        } else {
            let source = std::fs::read_to_string(entry.path()).expect("sources are text");
            sources.push((entry.path().display().to_string(), source));
        }
    }
    sources
}
