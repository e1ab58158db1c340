//! The recent projects, looked at in the background: a folder on a sleeping disk must not hold the window.

use std::path::PathBuf;

use super::App;
use super::event::Event;
use crate::storage::{Folders, Recent, recent};

/// A project that was open lately.
#[derive(Clone, Debug)]
pub(crate) struct RecentProject {
    /// Its file.
    pub path: PathBuf,
    /// Its briefing's title, else its file's name.
    pub title: String,
    /// Whether the file was there when the list was made.
    pub is_there: bool,
}

impl App {
    /// Reads the list.
    pub(super) fn read_recent(&mut self) {
        let folders = self.folders.clone();
        self.jobs
            .start_quietly("Recent", move |_progress| Event::RecentNoted(list(&folders)));
    }

    /// Puts a project first in the list.
    pub(super) fn note_recent(&mut self, path: PathBuf) {
        let folders = self.folders.clone();
        let title = self.host.project().briefing().head.title.clone();
        let at = jiff::Timestamp::now();
        self.jobs.start_quietly("Recent", move |_progress| {
            let path = std::path::absolute(&path).unwrap_or(path);
            // Without a folder for the list it is empty.
            recent::note(&folders, Recent { path, title, at }).ok();
            Event::RecentNoted(list(&folders))
        });
    }
}

fn list(folders: &Folders) -> Vec<RecentProject> {
    recent::load(folders)
        .into_iter()
        .map(|project| RecentProject {
            title: if project.title.is_empty() {
                let name = project.path.file_stem().unwrap_or_default();
                name.to_string_lossy().into_owned()
            } else {
                project.title
            },
            is_there: project.path.exists(),
            path: project.path,
        })
        .collect()
}
