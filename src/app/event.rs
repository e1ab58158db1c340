//! All that can come back from jobs and dialogs.

use std::path::PathBuf;
use std::sync::Arc;

use super::derived::Stamp;
use super::dialogs::{Answer, Purpose};
use super::recent::RecentProject;
use crate::briefing::Document;
use crate::compare::Table;
use crate::intake::Intake;
use crate::progress::Warned;
use crate::project::{Entry, Project};

/// What to do once a save has succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AfterSave {
    /// Nothing more.
    Stay,
    /// Close the window.
    Quit,
    /// Start a new project.
    New,
    /// Choose a project to open.
    Open,
    /// Open this project.
    OpenPath(PathBuf),
    /// Open the sample.
    OpenSample,
}

/// Something that a job or dialog has finished.
#[derive(Debug)]
pub(crate) enum Event {
    /// The user answered a native dialog, or there was none.
    Answered(Purpose, Answer),
    /// Files were read.
    Imported(Stamp, Intake),
    /// Text from the clipboard was read.
    Pasted(Stamp, Result<Box<Entry>, String>),
    /// A project was loaded, to take the place of the one that is open in this state.
    Loaded(Stamp, PathBuf, Result<Box<Warned<Project>>, String>),
    /// The sample was made.
    SampleMade(Stamp, Box<Project>),
    /// The project of this revision was saved.
    Saved {
        of: Stamp,
        path: PathBuf,
        revision: u64,
        after: AfterSave,
        outcome: Result<(), String>,
    },
    /// The briefing was exported.
    Exported {
        path: PathBuf,
        outcome: Result<(), String>,
    },
    /// The table of this revision is ready.
    TableReady { of: Stamp, table: Arc<Table> },
    /// The document of this revision is ready.
    DocumentReady {
        of: Stamp,
        document: Arc<Warned<Document>>,
    },
    /// The list of recent projects has changed.
    RecentNoted(Vec<RecentProject>),
    /// Something done in passing is done.
    Done,
    /// A job ended without a result: it was cancelled, or its thread failed.
    Failed(String),
}
