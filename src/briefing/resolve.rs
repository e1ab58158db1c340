//! From the analyst's blocks to a document.

use super::Document;
use crate::progress::Warned;
use crate::project::Project;

/// The briefing of `project` as a document. Each warning is one sentence that says what and where.
#[must_use]
pub fn resolve(project: &Project) -> Warned<Document> {
    Warned::clean(Document {
        head: project.briefing().head.clone(),
        ..Document::default()
    })
}
