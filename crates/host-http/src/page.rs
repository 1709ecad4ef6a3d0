//! The built page, under the same content policy as in the window.

use std::path::{Component, Path};
use std::sync::Arc;

use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::State;

/// As strict as the window's: nothing inline, nothing from elsewhere.
pub(crate) const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// A file of the page; every path that is none shows the page itself, which routes on its own.
pub(crate) async fn serve(Extract(state): Extract<Arc<State>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let file = state.page_folder.join(path);
    if inside && !path.is_empty() && path != "index.html" && file.is_file() {
        return match tokio::fs::read(&file).await {
            Ok(bytes) => ([(header::CONTENT_TYPE, content_type(&file))], bytes).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        };
    }
    index(&state).await
}

async fn index(state: &State) -> Response {
    let Ok(html) = tokio::fs::read_to_string(state.page_folder.join("index.html")).await else {
        return (StatusCode::NOT_FOUND, "The page is not built: run `npm run build` in ui.").into_response();
    };
    // A nonce of this answer alone lets the one style element of the components through.
    let nonce = state.token.chars().rev().take(32).collect::<String>();
    let html = html
        .replace("__TAURI_STYLE_NONCE__", &nonce)
        .replace("</head>", &format!("<meta name=\"clientele-token\" content=\"{}\"></head>", state.token));
    let policy = format!("{CONTENT_POLICY}; style-src 'self' 'nonce-{nonce}'");
    let mut headers = HeaderMap::new();
    if let Ok(policy) = policy.parse() {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    (headers, html).into_response()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
