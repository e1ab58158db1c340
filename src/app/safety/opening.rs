//! Opening projects: claimed for this window, shared with another, or damaged.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::App;
use super::super::event::Event;
use super::super::host::Host;
use super::super::shell::ModalState;
use super::{Damaged, SafetyDialog};
use crate::project::Project;
use crate::storage::lock::{self, Claim, Claimed, Holder};
use crate::storage::{self, FileStamp, Loaded, Salvaged, StorageError};

/// How a project is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// To work on it.
    Normal,
    /// To look at it while somebody else works on it.
    ReadOnly,
    /// As a new project of this name with the same content.
    Copy(String),
}

/// What came of opening a project.
#[derive(Debug)]
pub(crate) enum Opened {
    /// It was loaded.
    Loaded {
        loaded: Box<Loaded>,
        opening: Opening,
        claim: Option<Claim>,
        file_stamp: Option<FileStamp>,
    },
    /// Somebody else has it open.
    InUse(Holder),
    /// It is damaged, and this can still be read of it.
    Damaged(String, Box<Salvaged>),
    /// It could not be loaded.
    Failed(String),
}

impl App {
    pub(in crate::app) fn open_path(&mut self, path: PathBuf) {
        self.open_path_as(path, Opening::Normal);
    }

    /// Opens a project in this way.
    pub(in crate::app) fn open_path_as(&mut self, path: PathBuf, opening: Opening) {
        let of = self.derived.stamp(&self.host);
        let is_open_here = self.host.claim.is_some() && self.is_own_path(&path);
        let now = Timestamp::now();
        self.jobs.start("Opening", move |_progress| {
            let opened = open(&path, opening, is_open_here, now);
            Event::Opened(of, path, opened)
        });
    }

    /// Whether this is the path of the open project.
    pub(super) fn is_own_path(&self, path: &Path) -> bool {
        let own = self.host.path.as_deref();
        own.is_some_and(|own| super::absolute(own) == super::absolute(path))
    }

    /// Takes what came of opening a project.
    pub(in crate::app) fn opened(&mut self, path: PathBuf, opened: Opened) {
        match opened {
            Opened::Loaded {
                loaded,
                opening,
                claim,
                file_stamp,
            } => self.take_loaded(path, *loaded, opening, claim, file_stamp),
            Opened::InUse(holder) => {
                self.session.modal = Some(ModalState::Safety(SafetyDialog::InUse(path, holder)));
            }
            Opened::Damaged(why, salvaged) => {
                self.session.modal = Some(ModalState::Safety(SafetyDialog::Damaged(Damaged {
                    path,
                    why,
                    salvaged,
                })));
            }
            Opened::Failed(why) => self.session.notice(
                format!("{} could not be opened.", path.display()),
                vec![why],
                true,
            ),
        }
    }

    fn take_loaded(
        &mut self,
        path: PathBuf,
        loaded: Loaded,
        opening: Opening,
        claim: Option<Claim>,
        file_stamp: Option<FileStamp>,
    ) {
        let host = match opening {
            Opening::Copy(title) => {
                self.open_unsaved(loaded.project, title);
                self.warn_of(loaded.warnings);
                return;
            }
            Opening::Normal | Opening::ReadOnly => {
                let is_same = self.is_own_path(&path);
                let mut host = Host::opened(loaded.project, Some(path.clone()));
                host.claim = claim.or_else(|| self.host.claim.take().filter(|_| is_same));
                host.fingerprint = Some(loaded.fingerprint);
                host.file_stamp = file_stamp;
                host.is_read_only = opening == Opening::ReadOnly;
                host
            }
        };
        self.replace_project(host);
        self.note_recent(path);
        self.warn_of(loaded.warnings);
    }

    fn warn_of(&mut self, warnings: Vec<String>) {
        if !warnings.is_empty() {
            self.session.notice(
                "The project was opened, with something to look at.",
                warnings,
                false,
            );
        }
    }

    /// Opens what could be read of a damaged project.
    pub(super) fn open_salvaged(&mut self, path: &Path, salvaged: Salvaged) {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        self.open_unsaved(salvaged.project, format!("{name} (salvaged)"));
        self.session.notice(
            format!(
                "What could be read of {} is open as a new project. Look it through and save it; the damaged \
                 file is as it was.",
                path.display()
            ),
            salvaged.lost,
            false,
        );
    }

    /// Opens a project that is in no file.
    pub(super) fn open_unsaved(&mut self, project: Project, title: String) {
        self.replace_project(Host::unsaved(project, title));
    }
}

fn open(path: &Path, opening: Opening, is_open_here: bool, now: Timestamp) -> Opened {
    let mut claim = None;
    if opening == Opening::Normal && !is_open_here && path.exists() {
        match lock::claim(path, now) {
            Claimed::Ours(ours) => claim = Some(ours),
            Claimed::Others(holder) => return Opened::InUse(holder),
            // A folder that is not ours to write in, a drive without locks: work goes on without.
            Claimed::Unclaimed(_why) => {}
        }
    }
    let file_stamp = FileStamp::of_file(path);
    match storage::open(path) {
        Ok(loaded) => Opened::Loaded {
            loaded: Box::new(loaded),
            opening,
            claim,
            file_stamp,
        },
        Err(error) => {
            let why = error.to_string();
            let salvaged = match error {
                StorageError::Malformed(_) => storage::salvage(path).ok().flatten(),
                _ => None,
            };
            match salvaged {
                Some(salvaged) => Opened::Damaged(why, Box::new(salvaged)),
                None => Opened::Failed(why),
            }
        }
    }
}
