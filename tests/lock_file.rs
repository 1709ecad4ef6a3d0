//! The page's lock file serves every system, not only the one on which it was written.

use std::path::Path;

use serde_json::Value;

/// npm leaves a package of another system out where it cannot fetch it; `npm ci` then refuses the whole file.
#[test]
fn the_lock_file_names_the_packages_of_every_system() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/package-lock.json");
    let text = std::fs::read_to_string(path).expect("the page has a lock file");
    let lock: Value = serde_json::from_str(&text).expect("a lock file is JSON");
    let packages = lock["packages"].as_object().expect("a lock file lists packages");
    let mut absent = Vec::new();
    for (place, package) in packages {
        let optional = package["optionalDependencies"].as_object();
        let names = optional.into_iter().flat_map(|names| names.keys());
        absent.extend(names.filter(|name| !is_locked(packages, place, name)));
    }
    assert!(absent.is_empty(), "not locked: {absent:?}");
}

/// Beside or below what asks for it.
fn is_locked(packages: &serde_json::Map<String, Value>, place: &str, name: &str) -> bool {
    let below = format!("{place}/node_modules/{name}");
    packages.contains_key(&below) || packages.contains_key(&format!("node_modules/{name}"))
}
