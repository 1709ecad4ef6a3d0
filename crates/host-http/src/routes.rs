//! `POST /api/call/<name>`, `/api/job/<name>` (events as JSON lines), `/api/cancel/<id>`; else the page.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use clientele_wire::job::JobEvent;
use clientele_wire::{ErrorCode, Failure};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::UnboundedReceiverStream;

use crate::{State, guard, page};

pub(crate) fn router(state: Arc<State>) -> Router {
    let api = Router::new()
        .route("/call/{name}", post(call))
        .route("/job/{name}", post(job))
        .route("/cancel/{id}", post(cancel))
        .layer(from_fn_with_state(Arc::clone(&state), guard::token));
    Router::new()
        .nest("/api", api)
        .fallback(page::serve)
        .layer(from_fn_with_state(Arc::clone(&state), guard::own_host))
        .layer(from_fn(no_sniffing))
        .with_state(state)
}

async fn no_sniffing(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    response
}

async fn call(Extract(state): Extract<Arc<State>>, Path(name): Path<String>, body: Bytes) -> Response {
    let result = match request(&body) {
        Ok(request) => state.app.call(&state.caller, &name, request).await,
        Err(failure) => Err(failure),
    };
    match result {
        Ok(response) => Json(response).into_response(),
        Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response(),
    }
}

async fn job(Extract(state): Extract<Arc<State>>, Path(name): Path<String>, body: Bytes) -> Response {
    let request = match request(&body) {
        Ok(request) => request,
        Err(failure) => return (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response(),
    };
    let (send, receive) = mpsc::unbounded_channel::<JobEvent>();
    let sink = Arc::new(move |event| drop(send.send(event)));
    state.app.start(state.caller.clone(), &name, request, sink);
    let lines = UnboundedReceiverStream::new(receive).map(|event| {
        let mut line = serde_json::to_vec(&event).unwrap_or_default();
        line.push(b'\n');
        Ok::<_, Infallible>(line)
    });
    ([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(lines)).into_response()
}

async fn cancel(Extract(state): Extract<Arc<State>>, Path(id): Path<u32>) -> StatusCode {
    state.app.jobs().cancel(id);
    StatusCode::NO_CONTENT
}

/// An empty body is the request of an operation that takes none.
fn request(body: &[u8]) -> Result<Value, Failure> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| Failure::new(ErrorCode::BadRequest).with("reason", &error))
}
