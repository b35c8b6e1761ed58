//! An HTTP service around a [`Screener`]: `POST /screen` with `{"text": "…"}` answers with the JSON report.
//!
//! The screener stands behind an `ArcSwap`: requests in flight finish with the rules that they began with, and a folder of rules that has a
//! mistake leaves the old rules in force.

pub mod latency;
pub mod rules;

use std::{sync::Arc, time::Instant};

use arc_swap::ArcSwap;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use latency::Latency;
use serde::Deserialize;
use serde_json::json;
use xianshen::{Mask, Screener};

/// The most bytes of a request, unless said otherwise.
pub const LIMIT: usize = 1 << 20;

/// What all requests share.
#[derive(Clone)]
pub struct Service {
    /// The rules in force.
    pub screener: Arc<ArcSwap<Screener>>,
    latency: Arc<Latency>,
}

impl Service {
    /// A service with these rules.
    pub fn new(screener: Screener) -> Service {
        Service {
            screener: Arc::new(ArcSwap::from_pointee(screener)),
            latency: Arc::new(Latency::default()),
        }
    }

    /// The routes. A body of more than `limit` bytes is refused before it is read whole.
    pub fn router(self, limit: usize) -> Router {
        Router::new()
            .route("/screen", post(screen))
            .route("/redact", post(redact))
            .route("/health", get(|| async { "ok" }))
            .route("/metrics", get(metrics))
            .layer(DefaultBodyLimit::max(limit))
            .with_state(self)
    }
}

#[derive(Deserialize)]
struct Request {
    text: String,
}

async fn screen(State(service): State<Service>, body: Result<Json<Request>, JsonRejection>) -> Response {
    answer(service, body, |screener, text| json!(screener.screen(&text))).await
}

async fn redact(State(service): State<Service>, body: Result<Json<Request>, JsonRejection>) -> Response {
    answer(
        service,
        body,
        |screener, text| json!({"text": screener.redact(&text, &Mask::Partial)}),
    )
    .await
}

/// Screening takes the processor and never waits: it runs on the threads for such work, so that a long text holds up no other request.
async fn answer(
    service: Service,
    body: Result<Json<Request>, JsonRejection>,
    work: impl FnOnce(&Screener, String) -> serde_json::Value + Send + 'static,
) -> Response {
    let Json(Request { text }) = match body {
        Ok(request) => request,
        Err(rejection) => return trouble(rejection.status(), &rejection.body_text()),
    };
    let start = Instant::now();
    let screener = service.screener.load_full();
    match tokio::task::spawn_blocking(move || work(&screener, text)).await {
        Ok(report) => {
            service.latency.add(start.elapsed());
            Json(report).into_response()
        }
        Err(error) => trouble(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn trouble(status: StatusCode, what: &str) -> Response {
    (status, Json(json!({"error": what}))).into_response()
}

/// In the text format that Prometheus reads.
async fn metrics(State(service): State<Service>) -> String {
    let rules = service.screener.load().rules().len();
    format!("{}# TYPE xianshen_rules gauge\nxianshen_rules {rules}\n", service.latency)
}
