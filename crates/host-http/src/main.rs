//! `clientele-host-http [--port N] [FILES...]`: serves the built page and the operations on 127.0.0.1.

#[cfg(debug_assertions)]
use clientele_app::{App, Caller, Environment};

#[cfg(not(debug_assertions))]
fn main() {
    eprintln!("The loopback host is for development and tests; it is in no release build.");
    std::process::exit(2);
}

#[cfg(debug_assertions)]
#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    let port = match arguments.next_if_eq("--port") {
        Some(_) => arguments.next().and_then(|port| port.parse().ok()).unwrap_or(0),
        None => 0,
    };
    let mut environment = Environment::of_system("http");
    environment.open_at_start = arguments.collect();
    let page_folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    let host =
        clientele_host_http::start(App::new(environment), Caller::owner("owner"), page_folder, port).await?;
    println!("{}", host.url);
    host.serving.await?
}
