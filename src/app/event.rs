//! All that can come back from jobs and dialogs.

use std::path::PathBuf;
use std::sync::Arc;

use super::articles::TermCounts;
use super::derived::{Stamp, TermsKey};
use super::dialogs::{Answer, Purpose};
use super::large_steps::Prepared;
use super::pictures::{Drawn, Sheet};
use super::recent::RecentProject;
use super::review::Queue;
use super::safety::{Opened, ReadVersion, SaveFailure, SavedProject, Theirs};
use crate::briefing::templates::Template;
use crate::briefing::{Edition, Resolved};
use crate::compare::{Index, Table, TopicSuggestion};
use crate::import::Preview;
use crate::intake::Intake;
use crate::model::{ArticleId, Png, SectionId, Statement};
use crate::project::{KnownPerson, Project};
use crate::storage::FileStamp;
use crate::storage::backups::Version;
use crate::storage::journal::unfinished::{Offer, Recovered};
use crate::text::Span;

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
    /// Open this project as a new one of this name.
    OpenCopy(PathBuf, String),
    /// Bring this work back.
    Recover(Box<Offer>),
}

/// Something that a job or dialog has finished.
#[derive(Debug)]
pub(crate) enum Event {
    /// The user answered a native dialog, or there was none.
    Answered(Purpose, Answer),
    /// Files, text or a link were read, and compared with this project.
    Imported(Stamp, Intake, Arc<Project>),
    /// Files were looked into: what there is to choose in each.
    Previewed(Stamp, Vec<(PathBuf, Preview)>),
    /// An article was read with a part of its text taken back: the statements that are in it then.
    BodyRead {
        of: Stamp,
        article: ArticleId,
        part: Span,
        found: Vec<Statement>,
    },
    /// The statements of an article were found again.
    FoundAnew {
        of: Stamp,
        article: ArticleId,
        found: Vec<Statement>,
    },
    /// A project was opened, or not, to take the place of the one that is open in this state.
    Opened(Stamp, PathBuf, Opened),
    /// The sample was made.
    SampleMade(Stamp, Box<Project>),
    /// The project was saved, or not.
    Saved {
        of: Stamp,
        path: PathBuf,
        after: AfterSave,
        outcome: Result<Box<SavedProject>, SaveFailure>,
    },
    /// What another program has left in the file of the project was read.
    TheirsRead(Stamp, Result<Theirs, String>),
    /// Another program has changed the file of the project.
    ChangeNoticed(Stamp, Option<FileStamp>),
    /// The recovery journal cannot be written, for this reason.
    JournalFailed(String),
    /// Work that was cut off, and whether the user has asked for it.
    WorkFound(Vec<Offer>, bool),
    /// What the work in this journal has that its file has not.
    WorkCompared(PathBuf, Vec<String>),
    /// Work was brought back, or not.
    Recovered(Box<Offer>, Result<Box<Recovered>, String>),
    /// The earlier versions of the project.
    VersionsFound(Vec<Version>),
    /// An earlier version was read.
    VersionRead(PathBuf, Result<ReadVersion, String>),
    /// The briefing was exported.
    Exported {
        /// The file of the project, if it has one.
        of: Option<PathBuf>,
        /// What tells the edition from others of the project.
        key: String,
        path: PathBuf,
        outcome: Result<(), String>,
    },
    /// A picture to add to the briefing was read, or not.
    PictureRead {
        of: Stamp,
        section: SectionId,
        at: usize,
        outcome: Result<Png, String>,
    },
    /// The user's own templates were read, with their files.
    TemplatesRead(Vec<(PathBuf, Template)>),
    /// A step with many changes was prepared on a copy of the project in this state.
    StepPrepared(Stamp, Prepared),
    /// The table of this revision is ready; the index is for the next.
    TableReady {
        of: Stamp,
        table: Arc<Table>,
        index: Box<Index>,
    },
    /// What is to be checked of the table is known; the number says for which wish.
    QueueMade(Stamp, u64, Box<Queue>),
    /// Topics that the statements of the project in this state suggest.
    TopicsSuggested(Stamp, Vec<TopicSuggestion>),
    /// The document of this revision is ready.
    DocumentReady {
        of: Stamp,
        edition: Edition,
        document: Arc<Resolved>,
    },
    /// The people of this revision are counted.
    PeopleCounted { of: Stamp, people: Arc<[KnownPerson]> },
    /// What is looked for in the reader is counted in all articles.
    TermsCounted {
        generation: u64,
        of: TermsKey,
        counts: Arc<TermCounts>,
    },
    /// What a picture shows is computed.
    PictureReady(Box<Drawn>),
    /// A picture was saved, or not.
    PictureSaved {
        path: PathBuf,
        outcome: Result<(), String>,
    },
    /// A picture was drawn for the briefing, or not.
    PictureDrawn {
        of: Stamp,
        outcome: Result<(Box<Sheet>, Vec<u8>), String>,
    },
    /// The list of recent projects has changed.
    RecentNoted(Vec<RecentProject>),
    /// Something done in passing is done.
    Done,
    /// A job ended without a result: it was cancelled, or its thread failed.
    Failed(String),
}
