//! Screening inside SQL: `screen_verdict(text)` and `screen_rules(text)` as scalar functions of Apache DataFusion.
//!
//! A function of DataFusion runs wherever its plans run, on distributed engines that are built on it as well: each worker registers it. The
//! screener is immutable and cheap to clone, so all partitions share one.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, StringArray, StringBuilder},
        compute::cast,
        datatypes::DataType,
    },
    error::Result,
    logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf},
    prelude::SessionContext,
};
use xianshen::{Screener, Screening};

/// Registers both functions.
pub fn register(context: &SessionContext, screener: &Screener) {
    context.register_udf(verdict(screener.clone()));
    context.register_udf(rules(screener.clone()));
}

/// `screen_verdict(text)`: `pass`, `review` or `block`; null for null.
pub fn verdict(screener: Screener) -> ScalarUDF {
    function("screen_verdict", screener, |screening, out| {
        out.push_str(screening.verdict().name())
    })
}

/// `screen_rules(text)`: the ids of the rules that found something, joined by commas; null for null.
pub fn rules(screener: Screener) -> ScalarUDF {
    function("screen_rules", screener, |screening, out| {
        let mut rules: Vec<&str> = screening.findings().iter().map(|finding| finding.rule().id()).collect();
        rules.dedup();
        out.push_str(&rules.join(","));
    })
}

fn function(name: &str, screener: Screener, say: fn(&Screening, &mut String)) -> ScalarUDF {
    let screen = move |arguments: &[ColumnarValue]| -> Result<ColumnarValue> {
        let column = ColumnarValue::values_to_arrays(arguments)?.remove(0);
        // Views and large strings are read as strings.
        let column = cast(&column, &DataType::Utf8)?;
        let texts = column.as_any().downcast_ref::<StringArray>().expect("it was just cast");
        let mut said = StringBuilder::with_capacity(texts.len(), texts.len() * 8);
        let mut answer = String::new();
        for text in texts.iter() {
            answer.clear();
            match text {
                Some(text) => {
                    say(&screener.screen(text), &mut answer);
                    said.append_value(&answer);
                }
                None => said.append_null(),
            }
        }
        let said: ArrayRef = Arc::new(said.finish());
        Ok(ColumnarValue::Array(said))
    };
    // The same text has the same answer as long as the rules stay.
    create_udf(
        name,
        vec![DataType::Utf8],
        DataType::Utf8,
        Volatility::Immutable,
        Arc::new(screen),
    )
}
