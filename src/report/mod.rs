//! What a screening says, and the ways to show or redact it. One file a format.

mod redact;
mod screening;
mod text;

pub use redact::Mask;
pub use screening::Screening;
pub use text::TextReport;
