//! The thread that writes the recovery journal.
//!
//! The window hands edits over and goes on; they are on the disk within about a fifth of a second. The
//! journal of a project is begun with its first edit and removed when everything is in its file. A
//! journal that cannot be written is tried again with the next edits, and the user is told once.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::super::event::Event;
use crate::project::Project;
use crate::storage::journal::{self, Base, Entry, Header, Journal, Mark};
use crate::storage::{Backups, Fingerprint, StorageError};

/// Edits are collected for so long before they are brought to the disk together.
const BATCH: Duration = Duration::from_millis(200);

/// Collecting takes longer in a large journal, so that it grows slowly: long texts that are typed in for
/// hours are written anew each time. Never longer than what a crash may cost.
fn batch(n_bytes: u64) -> Duration {
    match n_bytes {
        0..8_000_000 => BATCH,
        8_000_000..64_000_000 => Duration::from_secs(1),
        _ => Duration::from_secs(3),
    }
}

/// After a failure the next try comes no sooner.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// How long is waited for the thread where there is no going on without it.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a journal is begun with.
#[derive(Debug)]
pub(crate) struct Work {
    /// Whose work it is.
    pub header: Header,
    /// The state of the project file; `None` for a project without one.
    pub file: Option<Fingerprint>,
    /// The project that the work sets out from.
    pub project: Arc<Project>,
    /// Where copies of the project file are found.
    pub backups: Backups,
    /// Whether the project itself must not be lost, before there are any edits: it is in no file.
    pub is_urgent: bool,
}

/// What becomes of the journal of a project that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nothing would be lost.
    Remove,
    /// The user did not want to keep the changes.
    Decline,
}

enum Message {
    Begin(Box<Work>),
    Edit(Box<Entry>),
    Mark(Mark),
    Saved(Box<Work>, u64),
    End(Fate),
    Do(Box<dyn FnOnce() + Send>),
    Stop,
}

/// The thread, as the window sees it. Dropping it waits until everything is on the disk.
#[derive(Debug)]
pub(crate) struct Recorder {
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
}

/// Hands over to the thread from others.
#[derive(Clone)]
pub(crate) struct Marker {
    sender: Option<Sender<Message>>,
}

impl Recorder {
    /// Starts the thread. It reports what cannot be written with `tell`.
    pub(crate) fn new(tell: impl Fn(Event) + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        let thread = std::thread::Builder::new()
            .name("Journal".to_owned())
            .spawn(move || Writer::new(tell).run(&receiver));
        Self {
            sender: thread.is_ok().then_some(sender),
            thread: thread.ok(),
        }
    }

    fn send(&self, message: Message) {
        if let Some(sender) = &self.sender {
            // A thread that has ended has said why.
            sender.send(message).ok();
        }
    }

    /// Another project is open from now on.
    pub(crate) fn begin(&self, work: Work) {
        self.send(Message::Begin(Box::new(work)));
    }

    /// An edit was made.
    pub(crate) fn edit(&self, entry: Entry) {
        self.send(Message::Edit(Box::new(entry)));
    }

    /// The edits up to `number` are in the file; what comes is work on `work`.
    pub(crate) fn saved(&self, work: Work, number: u64) {
        self.send(Message::Saved(Box::new(work), number));
    }

    /// The project is closed.
    pub(crate) fn end(&self, fate: Fate) {
        self.send(Message::End(fate));
    }

    /// Does something once all that was handed over before is on the disk.
    pub(crate) fn then(&self, what: impl FnOnce() + Send + 'static) {
        self.send(Message::Do(Box::new(what)));
    }

    /// Waits until all that was handed over is on the disk, but not for ever.
    pub(crate) fn flush(&self) {
        self.marker().wait();
    }

    /// For the thread that saves.
    pub(crate) fn marker(&self) -> Marker {
        Marker {
            sender: self.sender.clone(),
        }
    }
}

impl Marker {
    /// Notes, and waits until it is noted, that the file is about to get this state.
    pub(crate) fn mark(&self, mark: Mark) {
        if let Some(sender) = &self.sender
            && sender.send(Message::Mark(mark)).is_ok()
        {
            self.wait();
        }
    }

    /// Waits until all that was handed over is on the disk, but not for ever.
    pub(crate) fn wait(&self) {
        self.wait_at_most(PATIENCE);
    }

    /// Waits until all that was handed over is on the disk, but not longer than this.
    pub(crate) fn wait_at_most(&self, patience: Duration) {
        let Some(sender) = &self.sender else { return };
        let (done, is_done) = channel();
        let ring = Box::new(move || {
            done.send(()).ok();
        });
        if sender.send(Message::Do(ring)).is_ok() {
            is_done.recv_timeout(patience).ok();
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.send(Message::Stop);
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

struct Writer<F> {
    tell: F,
    work: Option<Box<Work>>,
    journal: Option<Journal>,
    pending: Vec<Entry>,
    /// The newest edit that was handed over.
    last_number: u64,
    /// When what is pending is to be written.
    due: Option<Instant>,
    has_told: bool,
}

impl<F: Fn(Event)> Writer<F> {
    fn new(tell: F) -> Self {
        Self {
            tell,
            work: None,
            journal: None,
            pending: Vec::new(),
            last_number: 0,
            due: None,
            has_told: false,
        }
    }

    fn run(mut self, receiver: &Receiver<Message>) {
        loop {
            let message = match self.due {
                None => receiver.recv().map_err(|_closed| RecvTimeoutError::Disconnected),
                Some(due) => receiver.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match message {
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    self.write();
                    return;
                }
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) => self.write(),
            }
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Begin(work) => {
                self.end(Fate::Remove);
                self.last_number = 0;
                let is_urgent = work.is_urgent;
                self.work = Some(work);
                if is_urgent {
                    self.write();
                }
            }
            Message::Edit(entry) => {
                self.last_number = entry.number;
                self.pending.push(*entry);
                let n_bytes = self.journal.as_ref().map_or(0, Journal::n_bytes);
                self.due.get_or_insert_with(|| Instant::now() + batch(n_bytes));
            }
            Message::Mark(mark) => {
                self.write();
                if let Some(journal) = &mut self.journal
                    && let Err(error) = journal.mark(mark)
                {
                    self.complain(&error);
                }
            }
            Message::Saved(work, number) => {
                self.pending.retain(|entry| entry.number > number);
                if self.last_number <= number {
                    self.end(Fate::Remove);
                    self.work = Some(work);
                } else if self.journal.is_none() {
                    // What is pending came after the save.
                    self.work = Some(work);
                }
            }
            Message::End(fate) => self.end(fate),
            Message::Stop => {}
            Message::Do(what) => {
                if self.due.is_some() {
                    self.write();
                }
                what();
            }
        }
    }

    fn end(&mut self, fate: Fate) {
        if fate == Fate::Decline && !self.pending.is_empty() {
            self.write();
        }
        self.pending.clear();
        self.due = None;
        self.work = None;
        if let Some(journal) = self.journal.take() {
            let ended = match fate {
                Fate::Remove => journal.remove(),
                Fate::Decline => journal.decline(),
            };
            if let Err(error) = ended {
                self.complain(&error);
            }
        }
    }

    /// Brings what is pending to the disk.
    fn write(&mut self) {
        self.due = None;
        self.pending = journal::merged(std::mem::take(&mut self.pending));
        let outcome = self.begin_if_needed().and_then(|()| match &mut self.journal {
            Some(journal) if !self.pending.is_empty() => journal.append(&self.pending),
            _ => Ok(()),
        });
        match outcome {
            Ok(()) => {
                self.pending.clear();
                self.has_told = false;
            }
            // Without a home nothing is kept.
            Err(StorageError::NoFolder) => self.pending.clear(),
            Err(error) => {
                self.complain(&error);
                self.due = Some(Instant::now() + AFTER_FAILURE);
            }
        }
    }

    fn begin_if_needed(&mut self) -> Result<(), StorageError> {
        let Some(work) = &mut self.work else {
            return Ok(());
        };
        if self.journal.is_some() || self.pending.is_empty() && !work.is_urgent {
            return Ok(());
        }
        let journal = Journal::begin(&work.backups.folders, &work.header, &base(work))?;
        self.journal = Some(journal);
        // It is in the journal now, or in a file.
        work.project = Arc::default();
        Ok(())
    }

    fn complain(&mut self, error: &StorageError) {
        if !std::mem::replace(&mut self.has_told, true) {
            (self.tell)(Event::JournalFailed(error.to_string()));
        }
    }
}

/// What the work sets out from: a state of the file of which a copy is sure to be found, else the project.
fn base(work: &Work) -> Base {
    if let (Some(fingerprint), Some(path)) = (work.file, &work.header.project)
        && work
            .backups
            .keep_as_found(path.as_ref(), fingerprint, work.header.began)
    {
        return Base::File(fingerprint);
    }
    if work.project.is_empty() {
        Base::Nothing
    } else {
        Base::Project(Arc::clone(&work.project))
    }
}
