//! What users do, as edits. Nothing here changes a project; [`Project::apply`](super::Project::apply) does.
