//! Projects on disk: what is saved comes back, what is broken is refused with a place, and a save that
//! is cut off leaves the old file.

use readout::model::Article;
use readout::project::{Entry, Project, edits};
use readout::storage;

#[test]
fn a_project_comes_back_as_it_was_saved() {
    let mut project = Project::default();
    let article = Article::from_text("“We’ll try again,” said Ann Example.\r\nAnd left.\n");
    let edit = edits::add_articles(&project, vec![Entry::new(article, Vec::new())]);
    project.apply(&edit).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.ron");
    storage::save(&project, &path).unwrap();
    let loaded = storage::load(&path).unwrap();
    assert!(loaded.warnings.is_empty());
    assert_eq!(loaded.value, project);
}
