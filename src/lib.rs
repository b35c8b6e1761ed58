//! `xianshen` 先审 screens Chinese text before an organisation publishes it.
#![doc = include_str!("../README.md")]
#![doc = include_str!("../docs/tour.md")]
//!
//! # Features
//!
//! None is on by default.
//!
//! | feature | what it adds | what it brings along |
//! | --- | --- | --- |
//! | `hash` | `Mask::Hash` and `HashKey`: pseudonyms that are the same in all texts of one key | `hmac`, `sha2` |
//! | `simd` | the scan with vector instructions, 1.3 to 1.8 times as fast, on x86-64 processors that have AVX2; the same findings | the crate's only `unsafe` code, in one module |

#![cfg_attr(not(feature = "simd"), forbid(unsafe_code))]

mod category;
mod detect;
mod error;
mod finding;
mod pack;
mod report;
mod rule;
mod scan;
mod screener;
mod severity;
mod span;
mod spelling;
mod text;
mod verify;

pub use category::Category;
pub use detect::{Anchors, Detector, Hits, Passage};
pub use error::Error;
pub use finding::{Dropped, Evidence, Finding, Reason};
pub use pack::{Diagnostic, PackErrors, Source};
#[cfg(feature = "hash")]
pub use report::HashKey;
pub use report::{HtmlReport, Mask, Reviewed, SarifReport, Screening, TextReport};
pub use rule::{Citation, Rule};
pub use screener::{ExampleFailure, ScreenOptions, Screener, ScreenerBuilder};
pub use severity::{Severity, UnknownSeverity, Verdict};
pub use span::Span;
