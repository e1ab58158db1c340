//! Checking statements one after the other by single keys: accept, fix, skip, hide.
//!
//! What is to be checked is what is shown: the article in the reader, the articles that are listed, or the table
//! of Compare as it is filtered. The queue stays as it was when it was made, so that nothing jumps while one
//! works; another filter or another order makes another queue.

mod bar_ui;
mod queue;

pub(super) use bar_ui::bar_ui;
pub(crate) use queue::{Order, Queue};

use std::collections::BTreeMap;
use std::sync::Arc;

use super::App;
use super::command::{Command, StatementCommand};
use super::event::Event;
use super::large_steps::Telling;
use super::session::Place;
use crate::model::{ArticleId, Statement, StatementId, View};
use crate::project::edits;

/// What is to be checked of so many statements is found in the background.
const MANY: usize = 2_000;

/// What is to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The statements of an article.
    Article(ArticleId),
    /// Those of all articles that the library lists.
    Listed,
    /// What Compare shows.
    Table,
}

/// Something to do while statements are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReviewCommand {
    /// The statement is right: check it and go on.
    Accept,
    /// Something is wrong: to the field in which it is put right.
    Fix,
    /// Leave it as it is for now and go on.
    Skip,
    /// To the one before.
    Back,
    /// It is no statement: put it aside and go on.
    Hide,
    /// All that is shown and not checked is right.
    AcceptAll,
    /// Check these from now on.
    Begin(Scope),
    /// Check them in the other order.
    ChangeOrder,
    /// Enough for now.
    End,
}

/// Statements being checked.
#[derive(Debug)]
pub(crate) struct Review {
    scope: Scope,
    /// What is to be checked; what was to be checked before while another is being made.
    queue: Queue,
    /// The queue that is being made in the background.
    awaits: Option<u64>,
    /// How Compare was laid out when the queue was made.
    layout: View,
    /// Where the user was when a statement was to be put right.
    came_from: Option<Place>,
    /// Statements as they were before something was put right in them.
    before_fixing: BTreeMap<StatementId, Statement>,
}

impl App {
    /// Begins to check what is shown here, or stops if that is under way.
    pub(super) fn toggle_review(&mut self) {
        if self.session.review.take().is_some() {
            return;
        }
        let scope = match (self.session.place, self.session.articles.open_article()) {
            (Place::Articles, Some(article)) => Scope::Article(article),
            _ => Scope::Table,
        };
        self.run_review(ReviewCommand::Begin(scope));
    }

    /// Carries out a command of the review.
    pub(super) fn run_review(&mut self, command: ReviewCommand) {
        match command {
            ReviewCommand::Begin(scope) => self.begin_review(scope),
            ReviewCommand::End => self.session.review = None,
            ReviewCommand::ChangeOrder => self.change_review_order(),
            ReviewCommand::AcceptAll => {
                let Some(review) = &self.session.review else {
                    return;
                };
                let ids = review.queue.ids();
                self.make_edit(ids.len(), Telling::WhatWasDone, move |project| {
                    edits::set_checked(project, &queue::open(project, &ids), true)
                });
            }
            ReviewCommand::Fix => {
                let Some(id) = self.reviewed() else { return };
                let place = self.session.place;
                let before = self.host.project().statement(id).cloned();
                if let Some(review) = &mut self.session.review {
                    review.came_from = (place != Place::Articles).then_some(place);
                    if let Some(before) = before {
                        review.before_fixing.entry(id).or_insert(before);
                    }
                }
                self.session.show_statement(id);
                self.session.articles.fix();
            }
            ReviewCommand::Accept => self.run_on_reviewed(StatementCommand::SetChecked(true)),
            ReviewCommand::Hide => self.run_on_reviewed(StatementCommand::SetVisible(false)),
            ReviewCommand::Skip => self.go_on_reviewing(),
            ReviewCommand::Back => {
                if let Some(review) = &mut self.session.review {
                    review.queue.go_back(self.host.project());
                }
                self.show_reviewed();
            }
        }
    }

    fn begin_review(&mut self, scope: Scope) {
        let project = self.host.project();
        let selected = self.session.selected.filter(|id| {
            let statement = project.statement(*id);
            self.session.review_order == Order::Shown
                && statement.is_some_and(|statement| !statement.is_checked)
        });
        self.session.review = Some(Review {
            scope,
            queue: Queue::default(),
            awaits: None,
            layout: project.view().clone(),
            came_from: None,
            before_fixing: BTreeMap::new(),
        });
        self.make_queue(scope, selected);
        match scope {
            Scope::Table => self.go(Place::Compare),
            Scope::Article(_) | Scope::Listed => self.go(Place::Articles),
        }
        self.show_reviewed();
    }

    /// Checks in the other order from now on. Back in that in which they are shown, one stays where one is.
    fn change_review_order(&mut self) {
        let (order, first) = match self.session.review_order {
            Order::Shown => (Order::LeastSure, None),
            Order::LeastSure => (Order::Shown, self.reviewed()),
        };
        self.session.review_order = order;
        if let Some(review) = &self.session.review {
            self.make_queue(review.scope, first);
        }
    }

    /// Makes the queue of what is to be checked, in the background if that is much.
    fn make_queue(&mut self, scope: Scope, first: Option<StatementId>) {
        let project = Arc::clone(self.host.project());
        let table = Arc::clone(self.derived.table());
        let articles = match scope {
            Scope::Article(article) => vec![article],
            Scope::Listed => self.session.articles.listed(),
            Scope::Table => Vec::new(),
        };
        let is_much = scope == Scope::Table && table.n_statements >= MANY || articles.len() >= MANY / 10;
        let order = self.session.review_order;
        let make = move || {
            let mut groups: Vec<_> = if scope == Scope::Table {
                Queue::of_table(&table)
            } else {
                let of_article = |article| Queue::of_article(&project, article);
                articles.into_iter().flat_map(of_article).collect()
            };
            Queue::sort(&project, &mut groups, order);
            let mut queue = Queue::new(&project, groups, first);
            queue.count_all(&project);
            queue
        };
        let wish = self.session.n_queues + 1;
        self.session.n_queues = wish;
        if let Some(review) = &mut self.session.review {
            review.awaits = Some(wish);
        }
        if is_much {
            let of = self.derived.stamp(&self.host);
            self.jobs.start_quietly("Review", move |_progress| {
                Event::QueueMade(of, wish, Box::new(make()))
            });
        } else {
            self.take_queue(wish, make());
        }
    }

    /// Takes what is to be checked, if nothing else is wanted by now.
    pub(super) fn take_queue(&mut self, wish: u64, queue: Queue) {
        match &mut self.session.review {
            Some(review) if review.awaits == Some(wish) => {
                review.awaits = None;
                let before = std::mem::replace(&mut review.queue, queue);
                self.letting_go.take(Arc::new(before));
                self.show_reviewed();
            }
            _ => self.letting_go.take(Arc::new(queue)),
        }
    }

    /// The statement that is looked at.
    fn reviewed(&self) -> Option<StatementId> {
        let review = self.session.review.as_ref()?;
        let id = review.queue.current()?;
        self.host.project().statement(id).map(|_| id)
    }

    /// Carries out a command on the statement that is looked at and those that it stands for, and goes on. These get
    /// what was put right in it meanwhile.
    fn run_on_reviewed(&mut self, command: StatementCommand) {
        let Some(id) = self.reviewed() else { return };
        let Some(review) = &mut self.session.review else {
            return;
        };
        let ids = review.queue.current_group();
        let before = review.before_fixing.remove(&id);
        if let Some(before) = before.filter(|_| ids.len() > 1) {
            let ids = ids.clone();
            self.make_edit(ids.len(), Telling::WhatWasDone, move |project| {
                edits::correct_alike(project, id, &before, &ids)
            });
        }
        self.run(Command::Statements(ids, command));
        self.go_on_reviewing();
    }

    fn go_on_reviewing(&mut self) {
        if let Some(review) = &mut self.session.review {
            review.queue.go_on(self.host.project());
            if let Some(place) = review.came_from.take() {
                self.session.place = place;
            }
        }
        self.show_reviewed();
    }

    fn show_reviewed(&mut self) {
        if let Some(id) = self.reviewed() {
            self.session.select_in_place(id);
        }
    }

    /// Follows what the user selects, and another filter.
    pub(super) fn follow_review(&mut self) {
        let Some(review) = &mut self.session.review else {
            return;
        };
        if let Some(id) = self.session.selected {
            review.queue.look_at(id);
        }
        let layout = self.host.project().view();
        let is_ready = review.scope == Scope::Table && self.derived.has_table_of(&self.host);
        if is_ready && review.layout != *layout {
            review.layout = layout.clone();
            self.make_queue(Scope::Table, self.session.selected);
        }
    }
}
