//! A PostgreSQL cluster in a temporary folder, one for each program of tests, gone when that program ends.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Longer than a cluster takes to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// The name of the superuser, who needs no password.
const USER: &str = "postgres";
/// Members of the role `with_password` sign in with one, everyone else without.
const WHO: &str = "host all +with_password 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\nlocal all all trust\n";
/// Ends the server when this program does, however it ends: then the pipe closes that `read` waits for.
const WATCH: &str = r#"folder=$1; shift; "$@" >"$folder/log" 2>&1 & server=$!; read -r end; kill -INT $server; wait $server; [ -n "$end" ] || rm -rf "$folder""#;

/// How a database compares and folds text by itself, which a workspace must not depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// By bytes.
    C,
    /// As Turkish does, where the small letter of I has no dot.
    Turkish,
    /// In an encoding that is not UTF-8.
    Latin1,
}

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    server: Mutex<Option<Child>>,
    port: u16,
}

/// The cluster of this program of tests, started when it is first asked for. None on systems where none may be installed;
/// then the test says that it was skipped.
///
/// # Panics
/// On Linux, where every distribution has the server, when it is not installed: nothing untried shall pass for tried.
pub fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(|| found().map(Cluster::make)).as_ref()
}

fn found() -> Option<PathBuf> {
    let programs = programs();
    if programs.is_none() {
        if cfg!(target_os = "linux") {
            panic!("install the package `postgresql`, as `cargo xtask test` does");
        }
        // Past the capture of what a test prints, which shows only that of tests that fail.
        let _ = writeln!(std::io::stderr(), "skipped on a server: no PostgreSQL is installed");
    }
    programs
}

/// The newest server's programs: Debian keeps them off the path.
fn programs() -> Option<PathBuf> {
    let version = |programs: &PathBuf| {
        let name = programs.parent().and_then(Path::file_name).map(OsStr::to_string_lossy);
        name.and_then(|name| name.parse::<u32>().ok())
    };
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|programs| programs.join("initdb").exists())
        .collect();
    versions.sort_by_key(version);
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&on_path).find(|folder| folder.join("initdb").exists());
    versions.pop().or(on_path)
}

impl Cluster {
    /// A cluster for one test alone, which may stop it; gone when it is dropped. None where [`cluster`] is none.
    #[must_use]
    pub fn own() -> Option<Self> {
        found().map(Self::make)
    }

    fn make(programs: PathBuf) -> Self {
        let folder = tempfile::Builder::new().prefix("pg").tempdir().expect("a temporary folder").keep();
        let cluster = Self { folder, programs, server: Mutex::default(), port: free_port() };
        if is_root() {
            // A server refuses to run as root.
            run(Command::new("chown").arg(USER).arg(&cluster.folder));
        }
        let data = cluster.folder.join("data");
        let mut init = cluster.program("initdb");
        init.args(["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "--username", USER]);
        run(init.arg("--pgdata").arg(&data));
        std::fs::write(data.join("pg_hba.conf"), WHO).expect("it can be written");
        cluster.start();
        cluster.sql(USER, "CREATE ROLE with_password");
        cluster
    }

    /// Starts the server again after [`Self::stop`].
    pub fn start(&self) {
        let server = self.program("postgres");
        let mut watch = Command::new("sh");
        watch.args(["-c", WATCH, "sh"]).arg(&self.folder).arg(server.get_program()).args(server.get_args());
        watch.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder);
        let port = self.port.to_string();
        watch.args(["-p", &port, "-h", "127.0.0.1", "-F", "-c", "max_connections=200"]);
        let child = watch.stdin(Stdio::piped()).spawn().expect("the server starts");
        *self.lock() = Some(child);
        let start = Instant::now();
        while !self.psql("postgres", "SELECT 1").status.success() {
            assert!(start.elapsed() < PATIENCE, "the server does not start: {}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops the server at once, as when its machine loses power for those connected.
    pub fn stop(&self) {
        let Some(mut child) = self.lock().take() else { return };
        if let Some(mut pipe) = child.stdin.take() {
            let _ = pipe.write_all(b"stop\n");
        }
        let _ = child.wait();
    }

    /// A new database's URL.
    #[must_use]
    pub fn database(&self, locale: Locale) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("shop{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let kind = match locale {
            Locale::C => "",
            Locale::Turkish => " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'",
            Locale::Latin1 => " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'",
        };
        self.sql("postgres", &format!("CREATE DATABASE {name}{kind}"));
        self.url(&name)
    }

    /// The folder of its socket.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The URL of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }

    /// The server's port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Runs statements as a stranger would, and returns what is printed, a line each row.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let output = self.psql(database, sql);
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn psql(&self, database: &str, sql: &str) -> std::process::Output {
        let port = self.port.to_string();
        Command::new(self.programs.join("psql"))
            .args([
                "-X",
                "-A",
                "-t",
                "-q",
                "-h",
                "127.0.0.1",
                "-p",
                &port,
                "-U",
                USER,
                "-d",
                database,
                "-c",
                sql,
            ])
            .output()
            .expect("psql runs")
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        if !is_root() {
            return Command::new(program);
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid", USER, "--regid", USER, "--clear-groups", "--"]).arg(program);
        command
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("an address").port()
}

fn run(command: &mut Command) {
    let output = command.output().expect("it runs");
    let name: &OsStr = command.get_program();
    assert!(
        output.status.success(),
        "{}: {}",
        Path::new(name).display(),
        String::from_utf8_lossy(&output.stderr)
    );
}
