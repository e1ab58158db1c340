//! Progress, cancelling and warnings of slow or partial work.
//!
//! Knows no thread: whoever runs the work decides where, and hands a [`Progress`] in.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far a piece of work is, shared between the one who works and the one who watches.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    done: AtomicUsize,
    total: AtomicUsize,
    is_cancelled: AtomicBool,
    current: Mutex<String>,
}

impl Progress {
    /// Sets the number of steps that the work will have in all.
    pub fn set_total(&self, n_steps: usize) {
        self.shared.total.store(n_steps, Ordering::Relaxed);
    }

    /// Says what is being worked on now, for people: a file name, a headline.
    pub fn set_current(&self, what: &str) {
        if let Ok(mut current) = self.shared.current.lock() {
            what.clone_into(&mut current);
        }
    }

    /// Counts one step as done.
    pub fn step(&self) {
        self.shared.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Steps done so far and steps in all; `(0, 0)` before the total is known.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (
            self.shared.done.load(Ordering::Relaxed),
            self.shared.total.load(Ordering::Relaxed),
        )
    }

    /// What is being worked on now.
    #[must_use]
    pub fn current(&self) -> String {
        self.shared
            .current
            .lock()
            .map(|current| current.clone())
            .unwrap_or_default()
    }

    /// Asks the work to stop at the next step. What is done stays done.
    pub fn cancel(&self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked the work to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::Relaxed)
    }
}

/// A result that came out, with what was not quite right on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// One clear sentence each, for people.
    pub warnings: Vec<String>,
}

impl<T> Warned<T> {
    /// A result with nothing to complain about.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            warnings: Vec::new(),
        }
    }

    /// Turns the value into another and keeps the warnings.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Warned<U> {
        Warned {
            value: change(self.value),
            warnings: self.warnings,
        }
    }
}
