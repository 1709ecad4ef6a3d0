//! Quick checks of the repository's texts. They run as a test of this crate, too.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::repository::{self, root};

/// Written apart, here and below, so that this file passes its own check.
const UNFINISHED: [&str; 7] = [
    concat!("FIX", "ME"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ign", "ore"),
    concat!("it.", "skip("),
    concat!("test.", "skip("),
    concat!("describe.", "skip("),
];
const MACHINES: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/tm", "p/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

const TEXTS: [&str; 13] =
    ["rs", "toml", "md", "ts", "tsx", "js", "mjs", "css", "html", "json", "yml", "sql", "svg"];

/// Fails with the list of everything that is not as it should be.
pub fn run() -> Result<()> {
    let mut found = Vec::new();
    for path in repository::files(root()) {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !is_text(&path) || name.ends_with("package-lock.json") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        found.extend(lines(&text).into_iter().map(|(line, fault)| format!("{name}:{line}: {fault}")));
        if path.extension().is_some_and(|extension| extension == "md") {
            found.extend(broken_links(&path, &text).into_iter().map(|link| format!("{name}: no {link}")));
        }
    }
    found.extend(members_without_purpose(&fs::read_to_string(root().join("Cargo.toml"))?));
    if found.is_empty() { Ok(()) } else { bail!("Not tidy:\n{}", found.join("\n")) }
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|extension| TEXTS.iter().any(|known| extension == *known))
        || path.ends_with(".ci/run")
}

/// Faults by line number.
fn lines(text: &str) -> Vec<(usize, &'static str)> {
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let contains = |words: &[&str]| words.iter().any(|word| line.contains(word));
        if line.ends_with([' ', '\t']) {
            faults.push((index + 1, "ends in blanks"));
        }
        if contains(&UNFINISHED) {
            faults.push((index + 1, "unfinished, or a test switched off"));
        }
        if names_a_machine(line) {
            faults.push((index + 1, "a path of one machine"));
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        faults.push((text.lines().count(), "the last line does not end"));
    }
    faults
}

/// An absolute path: what stands before it is no part of a longer path or address.
fn names_a_machine(line: &str) -> bool {
    let starts_path = |at: usize| {
        line[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric() && !"./-_}~$>".contains(before))
    };
    MACHINES.iter().any(|machine| line.match_indices(machine).any(|(at, _)| starts_path(at)))
}

/// Links of a page to files that are not there. The samples beside the checkout are no part of it.
fn broken_links(page: &Path, text: &str) -> Vec<String> {
    let folder = page.parent().unwrap_or(root());
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let inside = targets.filter(|target| {
        !target.contains("://") && !target.starts_with(['#', '<']) && !target.starts_with("mailto:")
    });
    let file = |target: &str| target.split('#').next().unwrap_or_default().to_owned();
    inside.map(file).filter(|target| !folder.join(target).exists()).collect()
}

/// Members of the workspace that do not say what they are for.
fn members_without_purpose(manifest: &str) -> Vec<String> {
    let (_, rest) = manifest.split_once("members = [").unwrap_or_default();
    let members =
        rest.lines().take_while(|line| *line != "]").map(str::trim).filter(|line| line.starts_with('"'));
    let silent = members.filter(|line| !line.contains("# "));
    silent.map(|line| format!("Cargo.toml: what is {line} for?")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        if let Err(faults) = run() {
            panic!("{faults}");
        }
    }

    #[test]
    fn lines_are_checked() {
        let check = |text: &str, expected: &[(usize, &str)]| assert_eq!(lines(text), expected, "{text:?}");
        check("one\ntwo\n", &[]);
        check("one \ntwo", &[(1, "ends in blanks"), (2, "the last line does not end")]);
        check(&format!("a\n{}\n", UNFINISHED[0]), &[(2, "unfinished, or a test switched off")]);
        check(&format!("see {}x\n", MACHINES[0]), &[(1, "a path of one machine")]);
        check("https://example.com/home/page\n", &[]);
        check("ui/home/page.ts\n", &[]);
    }

    #[test]
    fn links_lead_somewhere() {
        let page = root().join("README.md");
        let check = |text: &str, expected: &[&str]| assert_eq!(broken_links(&page, text), expected, "{text}");
        check("[a](Cargo.toml) [b](https://example.com/x) [c](#part) [d](Cargo.toml#top)", &[]);
        check("[a](no-such-file.md) ![b](docs/none.png)", &["no-such-file.md", "docs/none.png"]);
    }

    #[test]
    fn members_say_what_they_are_for() {
        let check = |line: &str, missing: usize| {
            assert_eq!(
                members_without_purpose(&format!("members = [\n{line}\n]\n")).len(),
                missing,
                "{line}"
            );
        };
        check("    \"a\",   # nouns", 0);
        check("    \"a\",", 1);
    }
}
