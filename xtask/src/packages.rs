//! What the system must have. Debian and Ubuntu are served; elsewhere we say what to install.

use anyhow::{Context as _, Result, bail};

use crate::command::{on_path, program};

/// What something is needed for; each need includes those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Compiling the window.
    Build,
    /// Showing it without a display.
    Headless,
    /// Testing everything.
    Test,
    /// Measuring beside DuckDB.
    Bench,
}

struct Package {
    need: Need,
    name: &'static str,
    why: &'static str,
    /// Programs from elsewhere that do as well.
    or: &'static [&'static str],
}

const fn package(need: Need, name: &'static str, why: &'static str) -> Package {
    Package { need, name, why, or: &[] }
}

/// The server. Tests start it themselves.
const SERVER: &str = "postgresql";
/// Keeps the server's package from starting a database of its own, as pg_createcluster(1) tells.
const NO_CLUSTER: (&str, &str) =
    ("/etc/postgresql-common/createcluster.d/no-main-cluster.conf", "create_main_cluster = false");

const PACKAGES: &[Package] = &[
    package(Need::Build, "gcc", "links, and compiles SQLite"),
    package(Need::Build, "libc6-dev", "headers of the C library"),
    package(Need::Build, "pkg-config", "finds the libraries below"),
    package(Need::Build, "libwebkit2gtk-4.1-dev", "the web view of the window"),
    package(Need::Headless, "xvfb", "a display in memory"),
    package(Need::Headless, "dbus", "a session bus: a second start finds the first"),
    package(Need::Headless, "fonts-dejavu-core", "letters where no font is installed"),
    package(Need::Headless, "imagemagick", "takes the picture of the display"),
    package(Need::Test, "webkit2gtk-driver", "drives the real window"),
    package(Need::Test, "xdotool", "moves the pointer in that window"),
    package(Need::Test, "python3-gi", "a program to drag files from"),
    package(Need::Test, "gir1.2-gtk-3.0", "the window of that program"),
    package(Need::Test, "locales", "the window in French"),
    package(Need::Test, "gnome-keyring", "a keyring for tests"),
    package(Need::Test, "sqlite3", "reads workspaces as a stranger would"),
    package(Need::Test, SERVER, "team databases, in folders of the tests' own"),
    Package {
        need: Need::Test,
        name: "chromium",
        why: "the page in a browser, with accessibility checks",
        or: &["google-chrome", "chromium-browser"],
    },
    Package { need: Need::Test, name: "chromium-driver", why: "drives that browser", or: &["chromedriver"] },
    package(Need::Bench, "python3-venv", "DuckDB, a baseline of the bench"),
];

/// Installs what is missing, or says what to install.
pub fn provide(need: Need) -> Result<()> {
    if cfg!(target_os = "linux") {
        return if is_debian() { install_missing(need) } else { tell_other_linux(need) };
    }
    if cfg!(target_os = "macos") && !program("xcrun", ["--find", "cc"]).works() {
        bail!("The compiler is missing: run `xcode-select --install`, then start again.");
    }
    // Windows: Rust already needs the Microsoft build tools, and WebView2 is part of the system.
    Ok(())
}

fn is_debian() -> bool {
    std::path::Path::new("/etc/debian_version").exists() && on_path("dpkg-query") && on_path("apt-get")
}

fn tell_other_linux(need: Need) -> Result<()> {
    if program("pkg-config", ["--exists", "webkit2gtk-4.1"]).works() {
        return Ok(());
    }
    eprintln!("This is neither Debian nor Ubuntu: install what these packages hold, then start again.");
    PACKAGES.iter().filter(|package| package.need <= need).for_each(tell);
    bail!("WebKitGTK 4.1 was not found by pkg-config.");
}

fn install_missing(need: Need) -> Result<()> {
    let missing = missing(need)?;
    if !missing.is_empty() {
        eprintln!("Installing Debian packages:");
        missing.iter().copied().for_each(tell);
        let names: Vec<_> = missing.iter().map(|package| package.name).collect();
        if names.contains(&SERVER) {
            let (file, line) = NO_CLUSTER;
            let write = format!("mkdir -p \"$(dirname {file})\" && [ -e {file} ] || echo '{line}' > {file}");
            as_root(&["sh", "-c", &write])?;
        }
        let install = [&["apt-get", "install", "--yes", "--no-install-recommends"], &names[..]].concat();
        // Package lists that were never fetched, or are too old, show as a failure.
        if as_root(&install).is_err() {
            eprintln!("Fetching the package lists first.");
            as_root(&["apt-get", "update"])?;
            as_root(&install)?;
        }
    }
    if need >= Need::Test { provide_french() } else { Ok(()) }
}

fn tell(package: &Package) {
    eprintln!("  {:<24}{}", package.name, package.why);
}

fn missing(need: Need) -> Result<Vec<&'static Package>> {
    let output =
        program("dpkg-query", ["--show", "--showformat", "${Package} ${db:Status-Status}\n"]).output()?;
    let there: Vec<_> = output.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    let is_missing = |package: &&Package| {
        package.need <= need && !there.contains(&package.name) && !package.or.iter().any(|name| on_path(name))
    };
    Ok(PACKAGES.iter().filter(is_missing).collect())
}

fn provide_french() -> Result<()> {
    let there = program("locale", ["--all-locales"]).output()?;
    for language in ["en_GB", "fr_FR"] {
        if !there.lines().any(|line| line == format!("{language}.utf8")) {
            eprintln!("Making the language {language}.");
            as_root(&["localedef", "-i", language, "-f", "UTF-8", &format!("{language}.UTF-8")])?;
        }
    }
    Ok(())
}

fn as_root(command: &[&str]) -> Result<()> {
    let quiet = ["env", "DEBIAN_FRONTEND=noninteractive"];
    let is_root = program("id", ["-u"]).output()?.trim() == "0";
    if is_root {
        program("env", quiet[1..].iter().chain(command)).run()
    } else if on_path("sudo") {
        eprintln!("  sudo {}", command.join(" "));
        program("sudo", quiet.iter().chain(command)).run()
    } else {
        bail!("This needs the administrator, and there is no sudo: {}", command.join(" "))
    }
    .with_context(|| format!("The system refused: {}", command.join(" ")))
}
