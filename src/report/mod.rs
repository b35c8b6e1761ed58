//! What a screening says, and the ways to show or redact it. One file a format.

#[cfg(feature = "hash")]
mod hash;
mod html;
mod marks;
mod mask;
mod partial;
mod pseudonym;
mod redact;
mod reviewed;
mod sarif;
mod screening;
mod text;
mod wording;
mod wrap;

#[cfg(feature = "hash")]
pub use hash::HashKey;
pub use html::HtmlReport;
pub use mask::Mask;
pub(crate) use pseudonym::bare;
pub use reviewed::Reviewed;
pub use sarif::SarifReport;
pub use screening::Screening;
pub use text::TextReport;
