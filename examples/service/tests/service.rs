//! The service, without a network.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use serde_json::{Value, json};
use tower::ServiceExt;
use xianshen_service::{Service, rules};

async fn call(router: &Router, method: &str, path: &str, body: String) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
        .body(Body::from(body))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn text(text: &str) -> String {
    json!({"text": text}).to_string()
}

#[tokio::test]
async fn texts_are_screened_and_counted() {
    let router = Service::new(rules::load(None).unwrap()).router(1000);
    let (status, report) = call(&router, "POST", "/screen", text("本科室祖传秘方，包治百病。")).await;
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((status, &report["verdict"]), (StatusCode::OK, &json!("block")));
    let (_, masked) = call(&router, "POST", "/redact", text("电话13800138000")).await;
    assert!(masked.contains("138****8000"), "{masked}");
    let (_, metrics) = call(&router, "GET", "/metrics", String::new()).await;
    assert!(metrics.contains("xianshen_screen_seconds_count 2"), "{metrics}");
    assert!(metrics.contains("bucket{le=\"+Inf\"} 2"));

    for (body, status) in [
        (text(&"好".repeat(1000)), StatusCode::PAYLOAD_TOO_LARGE),
        ("{\"text\":".to_owned(), StatusCode::BAD_REQUEST),
        ("{\"body\": \"好\"}".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let (got, answer) = call(&router, "POST", "/screen", body).await;
        assert_eq!(got, status);
        assert!(serde_json::from_str::<Value>(&answer).unwrap()["error"].is_string());
    }
}

#[tokio::test]
async fn rules_change_while_it_runs() {
    let folder = std::env::temp_dir().join(format!("xianshen-service-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let service = Service::new(rules::load(Some(&folder)).unwrap());
    let before = rules::stamp(&folder).unwrap();
    let router = service.clone().router(1000);
    let verdict = async || call(&router, "POST", "/screen", text("扫码领取内部价")).await.1;
    assert!(verdict().await.contains("\"pass\""));
    let pack = "schema = 1\nid = \"house\"\ncategory = \"house\"\ntitle = \"院内\"\n[[rule]]\nid = \"price\"\ntopic = \"price\"\nseverity = \"review\"\n\
                title = \"题\"\nmessage = \"因\"\nadvice = \"改\"\nterms = [\"内部价\"]\n";
    std::fs::write(folder.join("house.toml"), pack).unwrap();
    assert_ne!(rules::stamp(&folder).unwrap(), before);
    service.screener.store(rules::load(Some(&folder)).unwrap().into());
    assert!(verdict().await.contains("\"review\""));
    // A mistake: nothing is taken over.
    std::fs::write(folder.join("house.toml"), pack.replace("review", "bad")).unwrap();
    assert!(rules::load(Some(&folder)).unwrap_err().to_string().contains("X005"));
    std::fs::remove_dir_all(&folder).unwrap();
}
