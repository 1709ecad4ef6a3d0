//! Who may call the loopback host, and what it answers.

use clientele_app::{App, Caller, Environment};
use clientele_host_http::HttpHost;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

struct Host {
    host: HttpHost,
    address: String,
    _folder: tempfile::TempDir,
}

async fn start() -> Host {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("index.html"), "<html><head></head></html>").expect("written");
    std::fs::write(folder.path().join("page.js"), "1").expect("written");
    let environment = Environment { data_folder: folder.path().join("data"), ..Environment::of_terminal() };
    let page = folder.path().to_owned();
    let host = clientele_host_http::start(App::new(environment), Caller::owner("Ada"), page, 0)
        .await
        .expect("a port");
    let address = host.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    Host { host, address, _folder: folder }
}

impl Host {
    /// Status and the whole answer.
    async fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut text =
            format!("{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("\r\n{body}"));
        let mut stream = TcpStream::connect(&self.address).await.expect("it listens");
        stream.write_all(text.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("answered");
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, answer)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_own_page_may_call() {
    let host = start().await;
    let (own, token) = (host.address.as_str(), host.host.token.as_str());
    assert!(own.starts_with("127.0.0.1:"));
    let foreign = format!("http://{own}.example");
    let origin = format!("http://{own}");
    let call = "POST /api/call/workspace.recent";
    let cases: [(&[(&str, &str)], u16); 6] = [
        (&[("Host", own), ("x-clientele-token", token)], 200),
        (&[("Host", own), ("Origin", &origin), ("x-clientele-token", token)], 200),
        (&[("Host", own)], 401),
        (&[("Host", own), ("x-clientele-token", "0")], 401),
        (&[("Host", "evil.example"), ("x-clientele-token", token)], 403),
        (&[("Host", own), ("Origin", &foreign), ("x-clientele-token", token)], 403),
    ];
    for (headers, expected) in cases {
        let (status, answer) = host.ask(call, headers, "").await;
        assert_eq!(status, expected, "{headers:?}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_carries_the_token_under_a_strict_policy_and_files_stay_inside() {
    let host = start().await;
    let headers = [("Host", host.address.as_str())];
    let (status, page) = host.ask("GET /customers", &headers, "").await;
    assert_eq!(status, 200);
    assert!(
        page.contains(&host.host.token)
            && page.contains("default-src 'self'")
            && !page.contains("unsafe-inline"),
        "{page}"
    );
    assert!(host.ask("GET /page.js", &headers, "").await.1.contains("text/javascript"));
    let (_, outside) = host.ask("GET /../../../../etc/hostname", &headers, "").await;
    assert!(outside.contains(&host.host.token), "a path outside shows the page: {outside}");
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_have_codes_and_jobs_tell_their_events() {
    let host = start().await;
    let headers = [("Host", host.address.as_str()), ("x-clientele-token", host.host.token.as_str())];
    let (status, answer) = host.ask("POST /api/call/customers.columns", &headers, "null").await;
    assert_eq!(status, 422);
    assert!(answer.contains("no_workspace"), "{answer}");
    assert!(host.ask("POST /api/call/no.such", &headers, "null").await.1.contains("bad_request"));
    let (status, events) = host.ask("POST /api/job/files.samples", &headers, "{\"customers\":50}").await;
    assert_eq!(status, 200);
    for event in ["\"event\":\"started\"", "\"event\":\"finished\"", "\"created\":50"] {
        assert!(events.contains(event), "{events}");
    }
}
