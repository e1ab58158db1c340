//! Work that was cut off is offered when the program starts.

use std::path::Path;

use jiff::Timestamp;

use super::super::App;
use super::super::event::{AfterSave, Event};
use super::super::shell::ModalState;
use super::SafetyDialog;
use crate::storage;
use crate::storage::journal::unfinished::{self, FileState, Offer, Recovered};

/// Work that can be brought back.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// What there is.
    pub offer: Offer,
    /// What it has that the file has not, or has otherwise; `None` until that is known.
    pub differences: Option<Vec<String>>,
}

impl App {
    /// Looks for work that was cut off. `asks_always`: the user wants to see what there is, also what was
    /// declined before, and that there is nothing.
    pub(in crate::app) fn look_for_work(&mut self, asks_always: bool) {
        let folders = self.folders.clone();
        let now = Timestamp::now();
        let backups = self.backups();
        let journal = self.recorder.marker();
        self.jobs.start_quietly("Recovery", move |_progress| {
            // What was discarded a moment ago is to be found too.
            journal.wait();
            backups.forget_gone(now);
            Event::WorkFound(unfinished::offers(&folders, now), asks_always)
        });
    }

    /// Offers what was found.
    pub(in crate::app) fn work_found(&mut self, offers: Vec<Offer>, asks_always: bool) {
        let found: Vec<Found> = offers
            .into_iter()
            .filter(|offer| asks_always || !offer.is_declined)
            .map(|offer| Found {
                offer,
                differences: None,
            })
            .collect();
        if found.is_empty() {
            if asks_always {
                self.session.toast("There is no unsaved work to recover");
            }
            return;
        }
        for found in &found {
            self.compare_with_file(found.offer.clone());
        }
        self.session.modal = Some(ModalState::Safety(SafetyDialog::Recovery(found)));
    }

    fn compare_with_file(&mut self, offer: Offer) {
        let backups = self.backups();
        self.jobs.start_quietly("Comparing", move |_progress| {
            let lines = differences(&offer, &backups);
            Event::WorkCompared(offer.journal, lines)
        });
    }

    pub(in crate::app) fn work_compared(&mut self, journal: &Path, lines: Vec<String>) {
        if let Some(ModalState::Safety(SafetyDialog::Recovery(found))) = &mut self.session.modal
            && let Some(found) = found.iter_mut().find(|found| found.offer.journal == journal)
        {
            found.differences = Some(lines);
        }
    }

    /// Brings work back, once nothing else would be lost.
    pub(super) fn recover(&mut self, offer: Offer) {
        self.leave_project(AfterSave::Recover(Box::new(offer)));
    }

    pub(in crate::app) fn recover_now(&mut self, offer: Offer) {
        let backups = self.backups();
        self.jobs.start("Recovering", move |_progress| {
            let outcome = unfinished::recover(&offer, &backups).map_err(|error| error.to_string());
            Event::Recovered(Box::new(offer), outcome.map(Box::new))
        });
    }

    /// Opens what was brought back as a project that is in no file.
    pub(in crate::app) fn recovered(&mut self, offer: Offer, outcome: Result<Box<Recovered>, String>) {
        match outcome {
            Ok(recovered) => {
                self.open_unsaved(recovered.project, format!("{} (recovered)", offer.title));
                // Only once the work is in the new journal the old one is put aside.
                self.recorder.then(move || {
                    unfinished::decline(&offer).ok();
                });
                self.session.notice(
                    "Your work is back, as a project that is not saved to a file yet. Save it where you want it.",
                    recovered.warnings,
                    false,
                );
            }
            Err(why) => self.session.notice(
                format!("“{}” could not be recovered.", offer.title),
                vec![why],
                true,
            ),
        }
    }

    /// Puts the work aside; it is kept for a while.
    pub(super) fn decline_work(&mut self, offers: Vec<Offer>) {
        self.jobs.start_quietly("Recovery", move |_progress| {
            let failed: Vec<String> = offers
                .iter()
                .filter_map(|offer| unfinished::decline(offer).err())
                .map(|error| error.to_string())
                .collect();
            match failed.into_iter().next() {
                Some(why) => Event::Failed(why),
                None => Event::Done,
            }
        });
    }

    /// Removes work for good.
    pub(super) fn forget_work(&mut self, offer: Offer) {
        self.jobs
            .start_quietly("Recovery", move |_progress| match unfinished::forget(&offer) {
                Ok(()) => Event::Done,
                Err(error) => Event::Failed(error.to_string()),
            });
    }
}

/// What the work has that the file has not, or has otherwise.
fn differences(offer: &Offer, backups: &storage::Backups) -> Vec<String> {
    let recovered = match unfinished::recover(offer, backups) {
        Ok(recovered) => recovered.project,
        Err(error) => return vec![error.to_string()],
    };
    let in_file = offer
        .project
        .as_deref()
        .and_then(|path| storage::load(path).ok())
        .map(|loaded| loaded.value)
        .unwrap_or_default();
    recovered.differences_from(&in_file)
}

/// How the project file stands to the work, in a sentence.
pub(super) fn file_words(offer: &Offer) -> String {
    let path = offer.project.as_deref().unwrap_or(Path::new(""));
    match offer.file {
        FileState::NeverSaved => "It was never saved to a file.".to_owned(),
        FileState::Unchanged => format!("{} is as it was when the work began.", path.display()),
        FileState::Changed => format!(
            "{} was changed by somebody else meanwhile; it is not touched.",
            path.display()
        ),
        FileState::Gone => format!("{} is no longer there.", path.display()),
    }
}
