//! The briefing resolved into a document whose words were checked against their sources.
//!
//! [`resolve`] turns what the analyst built (`model::briefing`) into a [`Document`]: excerpts with
//! speaker, role, party and a numbered citation, positions tables filled, and a [`Finding`] for everything
//! that a reader could hold against it. Knows nothing of formats; `export` sees only the document.

mod checks;
mod citations;
pub mod document;
mod findings;
pub mod issues;
mod judgements;
pub mod markings;
mod passages;
mod positions;
pub mod records;
pub mod refresh;
mod resolve;
mod source;
pub mod templates;

pub use document::Document;
pub use findings::{Finding, FindingKind, Place};
pub use passages::excerpt_line;
pub use positions::{CellStatements, cell_statements};
pub use resolve::{Edition, Resolved, resolve, resolve_edition, resolve_speaking_copy};
