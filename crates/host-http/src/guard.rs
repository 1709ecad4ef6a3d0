//! Who may call: loopback, own `Host`, own `Origin`, this start's token.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::State;

/// The header that carries the token.
pub(crate) const TOKEN_HEADER: &str = "x-clientele-token";

/// 32 random bytes in hexadecimal.
pub(crate) fn random_token() -> std::io::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Refuses a request for another host name: a foreign page may point its own name at this address.
pub(crate) async fn own_host(
    Extract(state): Extract<Arc<State>>,
    request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let ours = own_names(&state);
    let host = text(request.headers(), header::HOST.as_str());
    let origin = text(request.headers(), header::ORIGIN.as_str());
    let known_host = host.is_some_and(|host| ours.iter().any(|name| name == host));
    let known_origin = origin.is_none_or(|origin| ours.iter().any(|name| format!("http://{name}") == origin));
    if known_host && known_origin { Ok(next.run(request).await) } else { Err(StatusCode::FORBIDDEN) }
}

/// Refuses a call without this start's token.
pub(crate) async fn token(
    Extract(state): Extract<Arc<State>>,
    request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let sent = text(request.headers(), TOKEN_HEADER).unwrap_or_default();
    if same(sent, &state.token) { Ok(next.run(request).await) } else { Err(StatusCode::UNAUTHORIZED) }
}

fn own_names(state: &State) -> [String; 2] {
    [state.address.to_string(), format!("localhost:{}", state.address.port())]
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Compares in a time that tells nothing about where two tokens differ.
fn same(left: &str, right: &str) -> bool {
    left.len() == right.len() && left.bytes().zip(right.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
