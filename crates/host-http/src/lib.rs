//! A loopback host for the same operations as the window: browser tests and development.
//!
//! Listens on 127.0.0.1 only. A caller needs the random token of this start, which the page carries; `Host` and
//! `Origin` must be the host's own, so that a foreign page can neither call nor rebind a name to it.

#![cfg(debug_assertions)]

mod guard;
mod page;
mod routes;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clientele_app::{App, Caller};
use tokio::net::TcpListener;

/// A started host.
pub struct HttpHost {
    /// `http://127.0.0.1:<port>/`.
    pub url: String,
    /// What a caller sends as `x-clientele-token`.
    pub token: String,
    /// Ends when the host does.
    pub serving: tokio::task::JoinHandle<std::io::Result<()>>,
}

/// What every request sees.
pub(crate) struct State {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    pub(crate) token: String,
    pub(crate) address: SocketAddr,
    pub(crate) page_folder: PathBuf,
}

/// Starts the host on a free port (or `port`), serving the page from `page_folder`.
///
/// # Errors
/// When the port is taken or the system gives no randomness.
pub async fn start(app: App, caller: Caller, page_folder: PathBuf, port: u16) -> std::io::Result<HttpHost> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let address = listener.local_addr()?;
    let token = guard::random_token()?;
    let state = Arc::new(State { app, caller, token: token.clone(), address, page_folder });
    let router = routes::router(state);
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(HttpHost { url: format!("http://{address}/"), token, serving })
}
