//! A column is screened in SQL.

use datafusion::{arrow::util::pretty::pretty_format_batches, prelude::SessionContext};
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
