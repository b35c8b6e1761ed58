//! What a screening says, and the ways to show or redact it. One file a format.

#[cfg(feature = "hash")]
mod hash;
mod mask;
mod partial;
mod pseudonym;
mod redact;
mod screening;
mod text;

#[cfg(feature = "hash")]
pub use hash::HashKey;
pub use mask::Mask;
pub(crate) use pseudonym::bare;
pub use screening::Screening;
pub use text::TextReport;
