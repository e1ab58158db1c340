//! Slow work on named threads. Each job ends in exactly one [`Event`].
//!
//! The window never waits for a job. Results for an older revision are dropped by whoever receives
//! them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::event::Event;
use crate::progress::Progress;

/// The jobs under way and the channel on which they report.
#[derive(Debug)]
pub(crate) struct Jobs {
    sender: Sender<Event>,
    receiver: Receiver<Event>,
    running: Vec<Running>,
    next_number: u64,
    finished: Receiver<u64>,
    finish: Sender<u64>,
    ctx: egui::Context,
}

/// A job under way.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    number: u64,
    /// What it does, for people: "Importing".
    pub name: &'static str,
    /// How far it is.
    pub progress: Progress,
    /// Whether people are told about it and can cancel it.
    pub is_shown: bool,
}

impl Jobs {
    /// No jobs yet; `ctx` is woken up whenever one reports.
    pub(crate) fn new(ctx: &egui::Context) -> Self {
        let (sender, receiver) = channel();
        let (finish, finished) = channel();
        Self {
            sender,
            receiver,
            running: Vec::new(),
            next_number: 0,
            finished,
            finish,
            ctx: ctx.clone(),
        }
    }

    /// Starts work that people are told about.
    pub(crate) fn start(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Event + Send + 'static,
    ) {
        self.spawn(name, true, work);
    }

    /// Starts work that nobody needs to know about.
    pub(crate) fn start_quietly(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Event + Send + 'static,
    ) {
        self.spawn(name, false, work);
    }

    fn spawn(
        &mut self,
        name: &'static str,
        is_shown: bool,
        work: impl FnOnce(&Progress) -> Event + Send + 'static,
    ) {
        let progress = Progress::default();
        let number = self.next_number;
        self.next_number += 1;
        let (sender, finish, ctx) = (self.sender.clone(), self.finish.clone(), self.ctx.clone());
        let shared = progress.clone();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let event = catch_unwind(AssertUnwindSafe(|| work(&shared))).unwrap_or_else(|_panic| {
                Event::Failed(format!("{name} failed because of a defect in Readout."))
            });
            // The window may be gone; then nobody waits for the answer.
            sender.send(event).ok();
            finish.send(number).ok();
            ctx.request_repaint();
        });
        match thread {
            Ok(_handle) => self.running.push(Running {
                number,
                name,
                progress,
                is_shown,
            }),
            Err(error) => {
                let words = format!("{name} could not be started: {error}.");
                self.sender.send(Event::Failed(words)).ok();
            }
        }
    }

    /// Reports from a thread that is no job.
    pub(crate) fn teller(&self) -> impl Fn(Event) + Send + use<> {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        move |event| {
            // The window may be gone; then nobody listens.
            sender.send(event).ok();
            ctx.request_repaint();
        }
    }

    /// What has come back since the last call.
    pub(crate) fn events(&mut self) -> Vec<Event> {
        while let Ok(number) = self.finished.try_recv() {
            self.running.retain(|job| job.number != number);
        }
        self.receiver.try_iter().collect()
    }

    /// The jobs under way that people are told about.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Running> {
        self.running.iter().filter(|job| job.is_shown)
    }

    /// Whether a job of this name is under way.
    pub(crate) fn is_running(&self, name: &str) -> bool {
        self.running.iter().any(|job| job.name == name)
    }

    /// Asks all jobs to stop and waits for those that people are told about, but not for ever.
    pub(crate) fn wind_up(&mut self, patience: Duration) {
        for job in &self.running {
            job.progress.cancel();
        }
        let start = Instant::now();
        while self.shown().next().is_some()
            && let Some(rest) = patience.checked_sub(start.elapsed())
            && let Ok(number) = self.finished.recv_timeout(rest)
        {
            self.running.retain(|job| job.number != number);
        }
    }

    /// Whether anything is under way.
    pub(crate) fn is_busy(&self) -> bool {
        !self.running.is_empty()
    }
}
