//! Screens a column of a CSV file, with the feature `parquet` of a Parquet file as well: `cargo run -- FILE [COLUMN]`, from this
//! folder. The column is `text` if not said.

use std::process::ExitCode;

use datafusion::{
    error::Result,
    prelude::{CsvReadOptions, SessionContext},
};
use xianshen::Screener;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("usage: xianshen-dataframe FILE.csv|FILE.parquet [COLUMN]");
        return ExitCode::from(2);
    };
    match screen(&file, &arguments.next().unwrap_or_else(|| "text".to_owned())).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn screen(file: &str, column: &str) -> Result<()> {
    let context = SessionContext::new();
    xianshen_dataframe::register(&context, &Screener::new());
    match file.ends_with(".parquet") {
        true => parquet(&context, file).await?,
        false => context.register_csv("posts", file, CsvReadOptions::default()).await?,
    }
    let column = column.replace('"', "\"\"");
    let query = format!(
        r#"SELECT "{column}" AS text, screen_verdict("{column}") AS verdict, screen_rules("{column}") AS rules
           FROM posts WHERE screen_verdict("{column}") <> 'pass'"#
    );
    context.sql(&query).await?.show().await
}

#[cfg(feature = "parquet")]
async fn parquet(context: &SessionContext, file: &str) -> Result<()> {
    context.register_parquet("posts", file, Default::default()).await
}

#[cfg(not(feature = "parquet"))]
async fn parquet(_: &SessionContext, file: &str) -> Result<()> {
    Err(datafusion::error::DataFusionError::Configuration(format!(
        "{file}: built without the feature `parquet`"
    )))
}
