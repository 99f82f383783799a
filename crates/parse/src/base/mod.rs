//! The small types everything else is written in: spans, edits, diagnostics, language tags.

mod diagnostic;
mod edit;
mod lang;
mod message;
mod span;

pub use diagnostic::{Applicability, Diagnostic, Fix, Label, Severity};
pub use edit::{Edit, SpliceError, splice, splice_into};
pub use lang::{Lang, LangError, Script};
pub use message::{Message, Value};
pub use span::Span;
