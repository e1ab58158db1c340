//! Letting go of what is large: freeing 150,000 cards or statements takes as long as drawing ten frames, so another
//! thread does it, as soon as nothing else holds them.

use std::any::Any;
use std::sync::Arc;

use super::event::Event;
use super::jobs::Jobs;

/// What is to be let go of.
#[derive(Debug, Default)]
pub(crate) struct LettingGo {
    held: Vec<Arc<dyn Any + Send + Sync>>,
}

impl LettingGo {
    /// Keeps `what` until it is held by nothing else.
    pub(crate) fn take(&mut self, what: Arc<impl Any + Send + Sync>) {
        self.held.push(what);
    }

    /// Frees what is held by nothing else any more, in the background.
    pub(crate) fn go_on(&mut self, jobs: &mut Jobs) {
        let is_free = |what: &mut Arc<dyn Any + Send + Sync>| Arc::strong_count(what) == 1;
        let free: Vec<_> = self.held.extract_if(.., is_free).collect();
        if !free.is_empty() {
            jobs.start_quietly("Letting go", move |_progress| {
                drop(free);
                Event::Done
            });
        }
    }
}
