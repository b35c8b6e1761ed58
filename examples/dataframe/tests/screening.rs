//! A column is screened in SQL.

use datafusion::{
    arrow::util::pretty::pretty_format_batches,
    prelude::{CsvReadOptions, SessionContext},
};
use xianshen::Screener;

#[tokio::test]
async fn a_column_is_screened() {
    let context = SessionContext::new();
    xianshen_dataframe::register(&context, &Screener::new());
    let query = "SELECT id, screen_verdict(text) AS verdict FROM (VALUES (1, '本科室祖传秘方，包治百病。'), (2, '周三上午有义诊。'), (3, NULL)) \
                 AS posts (id, text) ORDER BY id";
    let batches = context.sql(query).await.unwrap().collect().await.unwrap();
    let table = pretty_format_batches(&batches).unwrap().to_string();
    for row in ["| 1  | block   |", "| 2  | pass    |", "| 3  |         |"] {
        assert!(table.contains(row), "{table}");
    }
}

#[tokio::test]
async fn a_file_is_screened() {
    let context = SessionContext::new();
    xianshen_dataframe::register(&context, &Screener::new());
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/posts.csv");
    context.register_csv("posts", file, CsvReadOptions::default()).await.unwrap();
    let query = "SELECT id, screen_rules(text) AS rules FROM posts WHERE screen_verdict(text) = 'block' ORDER BY id";
    let batches = context.sql(query).await.unwrap().collect().await.unwrap();
    let table = pretty_format_batches(&batches).unwrap().to_string();
    assert!(
        table.contains("| 2  | medical-advertising/secret-recipe,") && table.contains("| 4  | privacy/"),
        "{table}"
    );
    assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 2);
}
