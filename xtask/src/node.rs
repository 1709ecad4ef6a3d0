//! The window's page: Node, its packages, and the built page in `ui/dist`.

use anyhow::{Context as _, Result, bail};

use crate::command::{npm, program};
use crate::repository::{changed, root};

/// What Vite asks for.
const OLDEST: (u32, u32) = (20, 19);

/// Checks Node and installs the packages of the lock file where they are older than it.
pub fn provide_packages() -> Result<()> {
    check_node()?;
    let ui = root().join("ui");
    // npm writes this file last, so a broken-off installation is seen too.
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed < changed(&ui.join("package-lock.json")) {
        eprintln!("Installing the page's npm packages.");
        npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).run()?;
    }
    Ok(())
}

/// Builds the page where its sources are newer than `ui/dist`.
pub fn provide_page() -> Result<()> {
    let ui = root().join("ui");
    // Not ui/dist itself: the desktop's build script puts a placeholder there.
    let built = changed(&ui.join("dist/assets"));
    let sources =
        ["src", "public", "build", "index.html", "vite.config.ts", "tsconfig.json", "package-lock.json"];
    if sources.iter().any(|source| changed(&ui.join(source)) > built) {
        eprintln!("Building the page.");
        npm(["run", "--silent", "build", "--", "--logLevel", "warn"]).run()?;
    }
    Ok(())
}

fn check_node() -> Result<()> {
    let text = program("node", ["--version"])
        .output()
        .context("Node 20.19 or newer is needed: https://nodejs.org")?;
    match version(&text) {
        Some(found) if found >= OLDEST => Ok(()),
        _ => bail!("Node 20.19 or newer is needed; this is {}", text.trim()),
    }
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn node_versions_are_ordered_by_number() {
        let check = |text, enough| {
            assert_eq!(super::version(text).is_some_and(|found| found >= super::OLDEST), enough, "{text}");
        };
        check("v20.19.0\n", true);
        check("v22.3.1\n", true);
        check("v20.9.0\n", false);
        check("v9.99.0\n", false);
        check("nonsense", false);
    }
}
