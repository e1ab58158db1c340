//! Articles on their way in: files, folders, text, links; what came of them, and trying again.
//!
//! Whatever the way, an [`Intake`] comes back that has been compared with the project in the background: what
//! is there already is left out and said, copies of one report are linked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::command::Command;
use super::event::Event;
use super::session::Notice;
use super::shell::ModalState;
use crate::fetch::{Limits, Reach, bare_address};
use crate::import::{Choices, Preview};
use crate::intake::{self, Failure, Intake};
use crate::model::{Corrections, PublicationDate};
use crate::progress::Progress;
use crate::project::{Entry, Project, edits};

/// The names of the jobs, and of what pasted text comes from.
const IMPORTING: &str = "Importing";
const COMPARING: &str = "Comparing";
pub(super) const PASTED: &str = "Pasted text";

/// Files of which something can be chosen before they are read.
const WITH_CHOICES: [&str; 6] = ["csv", "tsv", "jsonl", "ndjson", "json", "eml"];
/// Of more files than this nothing is asked: nobody answers twenty dialogs.
const MOST_ASKED: usize = 8;

impl App {
    /// Imports files and folders; asks first where there is something to choose.
    pub(super) fn import(&mut self, paths: Vec<PathBuf>) {
        let asks = |path: &PathBuf| {
            path.extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| WITH_CHOICES.contains(&extension.to_ascii_lowercase().as_str()))
        };
        let (asked, rest): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(asks);
        if asked.is_empty() || asked.len() > MOST_ASKED {
            self.import_chosen(asked.into_iter().chain(rest).collect(), Choices::default());
            return;
        }
        if !rest.is_empty() {
            self.import_chosen(rest, Choices::default());
        }
        let of = self.derived.stamp(&self.host);
        self.jobs.start("Looking into files", move |progress| {
            progress.set_total(asked.len());
            let previews = asked.into_iter().map(|path| {
                progress.set_current(&path.display().to_string());
                // What cannot be looked into says why when it is read.
                let preview = intake::preview(&path).unwrap_or(Preview::Whole);
                progress.step();
                (path, preview)
            });
            Event::Previewed(of, previews.collect())
        });
    }

    /// Takes what there is to choose in files: asks, and reads those where there is nothing.
    pub(super) fn previewed(&mut self, previews: Vec<(PathBuf, Preview)>) {
        let (whole, choices): (Vec<_>, Vec<_>) = previews
            .into_iter()
            .partition(|(_, preview)| *preview == Preview::Whole);
        if !whole.is_empty() {
            self.import_chosen(
                whole.into_iter().map(|(path, _)| path).collect(),
                Choices::default(),
            );
        }
        self.session.choices.extend(choices);
        self.ask_next_choice();
    }

    /// Opens the dialog for the next file of which something can be chosen.
    pub(super) fn ask_next_choice(&mut self) {
        if self.session.modal.is_none()
            && let Some((path, preview)) = self.session.choices.pop_front()
        {
            match ModalState::choices(path, preview) {
                Ok(modal) => self.session.modal = Some(modal),
                Err(path) => self.import_chosen(vec![path], Choices::default()),
            }
        }
    }

    /// Imports files and folders as chosen.
    pub(super) fn import_chosen(&mut self, paths: Vec<PathBuf>, choices: Choices) {
        self.start_import(move |corrections, imported, progress| {
            intake::take_in_chosen(&paths, &choices, corrections, Some(imported), progress)
        });
    }

    /// Imports text; an address alone is a link.
    pub(super) fn import_text(&mut self, text: String) {
        if let Some(address) = bare_address(&text) {
            self.import_link(address);
            return;
        }
        self.start_import(move |corrections, imported, progress| {
            let bytes = text.into_bytes();
            intake::take_in_bytes(bytes, None, PASTED, corrections, Some(imported), progress)
        });
    }

    /// Fetches an address in the background and imports what comes.
    pub(super) fn import_link(&mut self, address: String) {
        let limits = Limits {
            reach: if self.preferences.lets_private_addresses {
                Reach::Everything
            } else {
                Reach::Public
            },
            ..Limits::default()
        };
        self.start_import(move |corrections, imported, progress| {
            intake::take_in_link(&address, &limits, corrections, Some(imported), progress)
        });
    }

    /// Tries again what gave no article.
    pub(super) fn retry(&mut self, failures: &[Failure]) {
        let mut paths: Vec<PathBuf> = Vec::new();
        for failure in failures {
            match failure.path.to_str().and_then(bare_address) {
                Some(address) => self.import_link(address),
                // Several parts of one file fail together and are tried together.
                None if !paths.contains(&failure.path) => paths.push(failure.path.clone()),
                None => {}
            }
        }
        if !paths.is_empty() {
            self.import_chosen(paths, Choices::default());
        }
    }

    fn start_import(
        &mut self,
        take_in: impl FnOnce(&Corrections, PublicationDate, &Progress) -> Intake + Send + 'static,
    ) {
        let project = Arc::clone(self.host.project());
        let imported = self.moment();
        let of = self.derived.stamp(&self.host);
        self.jobs.start(IMPORTING, move |progress| {
            let mut intake = take_in(project.corrections(), imported, progress);
            intake.meet(&project);
            Event::Imported(of, intake, project)
        });
    }

    /// Now, to the second, with the offset of this machine; the day alone where a test says which it is.
    pub(super) fn moment(&self) -> PublicationDate {
        if let Some(today) = self.fixed_today {
            return PublicationDate::day(today);
        }
        let now = jiff::ZonedDateTime::now();
        let to_the_second = now.with().subsec_nanosecond(0).build().unwrap_or(now);
        PublicationDate::moment(to_the_second.datetime(), to_the_second.offset())
    }

    /// Takes what came of an import that was compared with the project as it was when `met`.
    pub(super) fn imported(&mut self, mut intake: Intake, met: &Project) {
        let project = Arc::clone(self.host.project());
        if !met.articles().keys().eq(project.articles().keys()) {
            // Another import has ended meanwhile.
            let of = self.derived.stamp(&self.host);
            self.jobs.start_quietly(COMPARING, move |_progress| {
                intake.meet(&project);
                Event::Imported(of, intake, project)
            });
            return;
        }
        let renewal = intake.renewals(&project);
        let was_renewed = renewal.is_some();
        if let Some(edit) = renewal {
            self.jump_to(&edit);
            self.apply_and_say(Some(edit));
        }
        let Intake {
            taken,
            failures,
            warnings,
            known,
            links,
            newer: _,
        } = intake;
        let n_taken = taken.len();
        let was_pasted = failures.iter().all(|failure| failure.path == Path::new(PASTED));
        if n_taken > 0 {
            let entries: Vec<Entry> = taken.into_iter().map(|taken| taken.entry).collect();
            self.add_entries(entries, &links);
        }
        let news = match (failures.as_slice(), n_taken) {
            ([failure], 0) if was_pasted => {
                let words = format!("The pasted text was not imported: {}.", failure.reason);
                self.session.notice(words, warnings, true);
                return;
            }
            ([failure], 0) if failure.part.is_none() && known.is_empty() => Some((
                format!("{} was not imported: {}.", failure.path.display(), failure.reason),
                true,
            )),
            ([_, ..], _) => Some((
                format!(
                    "{}; {}.",
                    were_imported(n_taken),
                    could_not_be_read(failures.len())
                ),
                true,
            )),
            ([], 0) if known.is_empty() && warnings.is_empty() && !was_renewed => Some((
                "There were no articles to import: the folder holds no file that can be read.".to_owned(),
                true,
            )),
            ([], _) if !known.is_empty() => Some((
                format!("{}; {}.", were_imported(n_taken), were_there(known.len())),
                false,
            )),
            ([], _) if !warnings.is_empty() => {
                Some(("Imported, with something to look at.".to_owned(), false))
            }
            ([], _) => None,
        };
        if let Some((words, is_error)) = news {
            self.session.notices.push(Notice {
                words,
                details: warnings.into_iter().chain(known).collect(),
                failures,
                is_error,
            });
        }
    }

    fn add_entries(&mut self, entries: Vec<Entry>, links: &[edits::Link]) {
        let n_statements: usize = entries.iter().map(|entry| entry.statements.len()).sum();
        let n_articles = entries.len();
        let first = self.host.project().next_article_id();
        let edit = edits::add_linked_articles(self.host.project(), entries, links);
        self.apply(&edit);
        self.session.has_left_welcome = true;
        self.session.articles.open(first);
        let copies = match links.len() {
            0 => String::new(),
            1 => "; 1 is a copy of another report".to_owned(),
            n => format!("; {n} are copies of other reports"),
        };
        let articles = count(n_articles, "article");
        let statements = count(n_statements, "statement");
        self.session
            .toast(format!("Imported {articles} with {statements}{copies}"));
    }

    /// Takes what was pasted where no field wanted it: an address is fetched, other text is offered for import.
    pub(super) fn take_pasted(&mut self, ctx: &egui::Context) {
        if self.session.modal.is_some() || ctx.egui_wants_keyboard_input() {
            return;
        }
        let pasted = ctx.input_mut(|input| {
            let at = input
                .events
                .iter()
                .position(|event| matches!(event, egui::Event::Paste(_)))?;
            match input.events.remove(at) {
                egui::Event::Paste(words) => Some(words),
                _ => None,
            }
        });
        let Some(words) = pasted.filter(|words| !words.trim().is_empty()) else {
            return;
        };
        match bare_address(&words) {
            Some(address) => {
                self.session.toast(format!("Fetching {address}"));
                self.outbox.send(Command::ImportLink(address));
            }
            None => self.session.modal = Some(ModalState::Paste { words }),
        }
    }
}

/// "1 article", "3 articles".
fn count(n: usize, singular: &str) -> String {
    if n == 1 {
        format!("1 {singular}")
    } else {
        format!("{n} {singular}s")
    }
}

fn were_imported(n_taken: usize) -> String {
    match n_taken {
        0 => "Nothing was imported".to_owned(),
        1 => "1 article was imported".to_owned(),
        n => format!("{n} articles were imported"),
    }
}

fn could_not_be_read(n_failed: usize) -> String {
    match n_failed {
        1 => "1 file could not be read".to_owned(),
        n => format!("{n} files could not be read"),
    }
}

fn were_there(n_known: usize) -> String {
    match n_known {
        1 => "1 is in the project already and was left out".to_owned(),
        n => format!("{n} are in the project already and were left out"),
    }
}
