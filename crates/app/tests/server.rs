//! A team database as the window uses it, and that its password is seen nowhere.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use clientele_app::{App, Caller, Environment, JsonPreferences};
use clientele_testkit::{Cluster, Locale};
use clientele_wire::job::JobEvent;
use clientele_wire::workspace::{ConnectRequest, MoveRequest};
use clientele_wire::{ErrorCode, Failure};
use serde_json::{Value, json};

/// What no text may contain, and passwords that do.
const SECRET: &str = "S3cretPart";
const PASSWORD: &str = "S3cretPart /w@rd:%?#";
const ENCODED: &str = "S3cretPart%20%2Fw%40rd%3A%25%3F%23";
const WRONG: &str = "S3cretPart but wrong";

const CUSTOMERS: &str = "email,_website,firstname,lastname,group_id\nanna@example.com,base,Anna,Roux,1\n";

/// Everything that could be written to a log, at its most talkative.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Bench {
    app: App,
    folder: tempfile::TempDir,
    /// Requests as their programs would print them, and all that came back.
    seen: Mutex<String>,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let environment = Environment {
            data_folder: folder.path().join("data"),
            log_folder: folder.path().join("logs"),
            preferences: Arc::new(JsonPreferences::new(folder.path().join("preferences.json"))),
            ..Environment::of_system("test")
        };
        Self { app: App::new(environment), folder, seen: Mutex::default() }
    }

    fn see(&self, text: &str) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push_str(text);
    }

    /// Runs a job to its end.
    async fn run(&self, name: &str, request: Value) -> Result<Value, Failure> {
        let (send, mut receive) = tokio::sync::mpsc::unbounded_channel();
        let sink = Arc::new(move |event| drop(send.send(event)));
        self.app.start(Caller::owner("Ada"), name, request, sink);
        while let Some(event) = receive.recv().await {
            self.see(&format!("{event:?} {}\n", serde_json::to_string(&event).expect("JSON")));
            match event {
                JobEvent::Finished { result } => return Ok(result),
                JobEvent::Failed { failure } => {
                    self.see(&failure.to_string());
                    return Err(failure);
                }
                JobEvent::Cancelled => return Err(Failure::new(ErrorCode::Cancelled)),
                _ => {}
            }
        }
        panic!("{name} has no end")
    }

    async fn call(&self, name: &str, request: Value) -> Result<Value, Failure> {
        let answer = self.app.call(&Caller::owner("Ada"), name, request).await;
        self.see(&format!("{answer:?}\n"));
        answer
    }

    async fn connect(&self, url: &str, password: Option<&str>) -> Result<Value, Failure> {
        let request = ConnectRequest { url: url.to_owned(), password: password.map(ToOwned::to_owned) };
        self.see(&format!("{request:?}"));
        self.run("workspace.connect", json!(request)).await
    }

    async fn go(&self, to: &str, password: Option<&str>) -> Result<Value, Failure> {
        let request = MoveRequest { to: to.to_owned(), password: password.map(ToOwned::to_owned) };
        self.see(&format!("{request:?}"));
        self.run("workspace.move", json!(request)).await
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }
}

fn refused(result: Result<Value, Failure>, code: ErrorCode) {
    let failure = result.expect_err("it is refused");
    assert_eq!(failure.code, code, "{failure:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_in_no_list_preference_log_or_message() {
    let log = Log::default();
    let written = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || written.clone())
        .init();
    let Some(cluster) = Cluster::own() else { return };
    cluster.sql(
        "postgres",
        &format!("CREATE ROLE ada LOGIN CREATEDB PASSWORD '{PASSWORD}' IN ROLE with_password"),
    );
    let bench = Bench::new();
    let database = || {
        let url = cluster.database(Locale::C);
        let name = url.rsplit_once('/').expect("a database").1.to_owned();
        cluster.sql("postgres", &format!("GRANT CREATE ON DATABASE {name} TO ada"));
        (url.replace("postgres@", "ada@"), url.replace("postgres@", &format!("ada:{ENCODED}@")))
    };

    // Work, signed in by address and beside it.
    let (plain, with_password) = database();
    let opened = bench.connect(&with_password, None).await.expect("signed in");
    assert_eq!((&opened["path"], &opened["place"]), (&json!(plain), &json!("server")));
    let file = bench.path("customer.csv");
    std::fs::write(&file, CUSTOMERS).expect("written");
    bench.run("files.open", json!({ "paths": [file] })).await.expect("opened");
    let moved = bench.go(&bench.path("moved.clientele"), None).await.expect("moved to a file");
    assert_eq!((&moved["customers"], &moved["place"]), (&json!(1), &json!("file")));
    let (other, other_with_password) = database();
    let moved = bench.go(&other, Some(PASSWORD)).await.expect("moved to another database");
    assert_eq!((&moved["customers"], &moved["path"]), (&json!(1), &json!(other)));
    bench.run("workspace.save_copy", json!({ "path": bench.path("copy.clientele") })).await.expect("copied");
    bench.run("changes.undo", json!({ "change_set": null })).await.expect("taken back");
    bench.run("changes.check", Value::Null).await.expect("verified");

    // Whatever is refused.
    refused(bench.go(&with_password, None).await, ErrorCode::ServerRefused);
    refused(bench.go(&other_with_password, Some(WRONG)).await, ErrorCode::PasswordNeeded);
    refused(bench.connect(&plain, Some(WRONG)).await, ErrorCode::PasswordNeeded);
    refused(
        bench.connect(&plain.replace("ada@", &format!("ada:{WRONG}@")), None).await,
        ErrorCode::PasswordNeeded,
    );
    refused(bench.connect(&plain, None).await, ErrorCode::PasswordNeeded);
    for (end, code) in [
        ("?sslmode=require", ErrorCode::ServerRefused),
        ("nowhere", ErrorCode::ServerRefused),
        ("?passwd=S3cretPart", ErrorCode::ServerRefused),
        ("?password=S3cretPart&sslmode=require", ErrorCode::ServerRefused),
        ("#S3cretPart", ErrorCode::ServerRefused),
    ] {
        refused(bench.connect(&format!("{with_password}{end}"), None).await, code);
    }
    refused(
        bench.connect(&with_password.replace("127.0.0.1:", "127.0.0.1:x"), None).await,
        ErrorCode::ServerRefused,
    );
    cluster.stop();
    refused(bench.connect(&with_password, None).await, ErrorCode::ServerGone);
    refused(bench.go(&with_password, None).await, ErrorCode::ServerGone);
    refused(bench.run("changes.check", Value::Null).await, ErrorCode::ServerGone);
    cluster.start();
    bench.run("changes.check", Value::Null).await.expect("it is back");

    let recent = bench.call("workspace.recent", Value::Null).await.expect("listed");
    assert_eq!(recent[0]["path"], json!(other));
    bench
        .run("program.diagnostics", json!({ "path": bench.path("diagnostics.txt") }))
        .await
        .expect("written");
    let log = String::from_utf8_lossy(&log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    assert!(log.contains("DEBUG sqlx::query"), "the log was at its most talkative");
    let mut texts = vec![("the log", log), ("requests and answers", bench.seen.into_inner().expect("texts"))];
    for name in ["preferences.json", "diagnostics.txt"] {
        texts.push((name, std::fs::read_to_string(bench.folder.path().join(name)).expect("read")));
    }
    for (name, text) in texts {
        let found =
            text.find(SECRET).map(|at| text[at.saturating_sub(200)..].chars().take(400).collect::<String>());
        assert_eq!(found, None, "{name}");
    }
}
