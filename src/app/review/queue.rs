//! The statements that are to be checked, in order, and how far one is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::compare::Table;
use crate::model::{ArticleId, Statement, StatementId};
use crate::project::{Entry, Project};

/// Statements to check, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    /// What is looked at one after the other.
    shown: Vec<StatementId>,
    /// By what is shown: all statements that it stands for, where these are several.
    groups: HashMap<StatementId, Vec<StatementId>>,
    /// All statements, with those that others stand for.
    ids: Arc<[StatementId]>,
    at: usize,
    /// What was counted last, and in which state of the project.
    counted: Option<(Arc<Project>, Progress)>,
    /// How many of each article there are, and in which state of the article: a correction changes one.
    by_article: BTreeMap<ArticleId, Counted>,
}

/// The statements of an article that are to be checked.
#[derive(Debug)]
struct Counted {
    numbers: Vec<u32>,
    of: Option<Arc<Entry>>,
    progress: Progress,
}

impl Counted {
    fn is_of(&self, entry: Option<&Arc<Entry>>) -> bool {
        match (&self.of, entry) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        }
    }

    fn count(&mut self, entry: Option<&Arc<Entry>>) {
        self.of = entry.cloned();
        self.progress = Progress::default();
        let statements = entry.map(|entry| &entry.statements);
        let numbers = self.numbers.iter();
        for statement in numbers.filter_map(|number| statements?.get(number)) {
            self.progress.n_all += 1;
            self.progress.n_open += usize::from(needs_checking(statement));
        }
    }
}

/// In which order statements are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// As they are shown.
    #[default]
    Shown,
    /// Those that the program is least sure of first; equally sure ones as they are shown.
    LeastSure,
}

/// How far one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "numbers of statements")]
pub(crate) struct Progress {
    /// Statements that a person has found right or put aside.
    pub n_done: usize,
    /// All that are still there.
    pub n_all: usize,
    /// Shown and not checked: what accepting all would check.
    pub n_open: usize,
}

impl Queue {
    /// These statements, each once, beginning with `first` if it is among them, else with the first that is not
    /// checked. Each comes with those that it stands for, itself first.
    pub(crate) fn new(project: &Project, groups: Vec<Vec<StatementId>>, first: Option<StatementId>) -> Self {
        let mut queue = Self::default();
        let mut ids = Vec::with_capacity(groups.len());
        let mut is_shown: HashMap<StatementId, bool> = HashMap::with_capacity(groups.len());
        for group in groups {
            for &id in &group {
                is_shown.entry(id).or_insert_with(|| {
                    ids.push(id);
                    false
                });
            }
            if let Some(&id) = group.first()
                && is_shown.insert(id, true) == Some(false)
            {
                queue.shown.push(id);
                if group.len() > 1 {
                    queue.groups.insert(id, group);
                }
            }
        }
        for id in &ids {
            let counted = queue.by_article.entry(id.article).or_insert_with(|| Counted {
                numbers: Vec::new(),
                of: None,
                progress: Progress::default(),
            });
            counted.numbers.push(id.number);
        }
        queue.ids = ids.into();
        queue.at = first
            .and_then(|first| queue.shown.iter().position(|id| *id == first))
            .or_else(|| queue.shown.iter().position(|id| queue.is_open(project, *id)))
            .unwrap_or_default();
        queue
    }

    /// The statements of an article that are shown, as they stand in the text.
    pub(crate) fn of_article(project: &Project, article: ArticleId) -> Vec<Vec<StatementId>> {
        let entry = project.entry(article);
        let statements = entry.map(|entry| entry.in_order()).unwrap_or_default();
        statements
            .into_iter()
            .filter(|(_, statement)| statement.is_visible)
            .map(|(number, _)| vec![StatementId::new(article, number)])
            .collect()
    }

    /// The statements of a table, row by row, each card with all articles that it stands for.
    pub(crate) fn of_table(table: &Table) -> Vec<Vec<StatementId>> {
        let cards = table.rows.iter().flat_map(|row| row.cells.cards());
        cards.map(|card| card.with_carriers()).collect()
    }

    /// Puts groups in order. What is looked at decides how sure the program is; groups that are checked come last.
    pub(crate) fn sort(project: &Project, groups: &mut [Vec<StatementId>], order: Order) {
        if order == Order::LeastSure {
            groups.sort_by_cached_key(|group| {
                let is_checked = !group.iter().any(|id| is_open(project, *id));
                let first = group.first().and_then(|id| project.statement(*id));
                (is_checked, first.map(|statement| statement.confidence))
            });
        }
    }

    /// The statement that is looked at.
    pub(crate) fn current(&self) -> Option<StatementId> {
        self.shown.get(self.at).copied()
    }

    /// The statement that is looked at with those that it stands for.
    pub(crate) fn current_group(&self) -> Vec<StatementId> {
        let group = |id: StatementId| self.groups.get(&id).cloned().unwrap_or_else(|| vec![id]);
        self.current().map(group).unwrap_or_default()
    }

    fn is_open(&self, project: &Project, id: StatementId) -> bool {
        is_open(project, id)
            || self
                .groups
                .get(&id)
                .is_some_and(|group| group.iter().any(|id| is_open(project, *id)))
    }

    /// Looks at a statement, if it is among those to check.
    pub(crate) fn look_at(&mut self, id: StatementId) {
        if self.current() != Some(id)
            && let Some(at) = self.shown.iter().position(|other| *other == id)
        {
            self.at = at;
        }
    }

    /// Goes on to the next statement that is not checked, from the end to the beginning; stays where it is if
    /// none is left.
    pub(crate) fn go_on(&mut self, project: &Project) {
        let n = self.shown.len();
        let next = (1..=n).map(|step| (self.at + step) % n).find(|&at| {
            let id = self.shown.get(at);
            id.is_some_and(|id| self.is_open(project, *id))
        });
        self.at = next.unwrap_or(self.at);
    }

    /// Goes back to the statement before, checked or not.
    pub(crate) fn go_back(&mut self, project: &Project) {
        let before = (0..self.at).rev().find(|&at| {
            self.shown
                .get(at)
                .is_some_and(|id| project.statement(*id).is_some())
        });
        self.at = before.unwrap_or(self.at);
    }

    /// All of them.
    pub(crate) fn ids(&self) -> Arc<[StatementId]> {
        Arc::clone(&self.ids)
    }

    /// How far one is, as far as it is counted: where thousands of articles have changed at once, some in each call.
    pub(crate) fn progress(&mut self, project: &Arc<Project>) -> Progress {
        self.count(project, SOME)
    }

    /// Counts all of it.
    pub(crate) fn count_all(&mut self, project: &Arc<Project>) {
        self.count(project, usize::MAX);
    }

    /// Whether what was counted last is all of the project.
    pub(crate) fn is_counted(&self, project: &Arc<Project>) -> bool {
        let counted = self.counted.as_ref();
        counted.is_some_and(|(of, _)| Arc::ptr_eq(of, project))
    }

    /// Counts in at most so many articles that have changed.
    fn count(&mut self, project: &Arc<Project>, most: usize) -> Progress {
        if let Some((of, progress)) = &self.counted
            && Arc::ptr_eq(of, project)
        {
            return *progress;
        }
        let mut left = most;
        let mut progress = Progress::default();
        let mut is_all = true;
        for (&article, counted) in &mut self.by_article {
            let entry = project.entry(article);
            if !counted.is_of(entry) {
                if let Some(fewer) = left.checked_sub(1) {
                    left = fewer;
                    counted.count(entry);
                } else {
                    is_all = false;
                }
            }
            progress.n_all += counted.progress.n_all;
            progress.n_open += counted.progress.n_open;
        }
        progress.n_done = progress.n_all - progress.n_open;
        self.counted = is_all.then(|| (Arc::clone(project), progress));
        progress
    }
}

/// In so many changed articles statements are counted a frame.
const SOME: usize = 1_500;

/// Those of `ids` that are not checked.
pub(super) fn open(project: &Project, ids: &[StatementId]) -> Vec<StatementId> {
    let ids = ids.iter().copied();
    ids.filter(|id| is_open(project, *id)).collect()
}

fn is_open(project: &Project, id: StatementId) -> bool {
    project.statement(id).is_some_and(needs_checking)
}

fn needs_checking(statement: &Statement) -> bool {
    statement.is_visible && !statement.is_checked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Origin};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    fn project(n_statements: usize) -> Arc<Project> {
        let text = "No.";
        let statement = Statement {
            origin: Origin::Extracted,
            is_checked: false,
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        };
        let mut project = Project::default();
        let entry = Entry::new(Article::from_text(text), vec![statement; n_statements]);
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        Arc::new(project)
    }

    fn id(number: u32) -> StatementId {
        StatementId::new(ArticleId(1), number)
    }

    fn check(project: &mut Arc<Project>, number: u32) {
        let edit = edits::set_checked(project, &[id(number)], true).unwrap();
        Arc::make_mut(project).apply(&edit).unwrap();
    }

    #[test]
    fn what_was_skipped_comes_again_and_at_last_nothing_is_left() {
        let mut project = project(3);
        let mut queue = Queue::new(&project, Queue::of_article(&project, ArticleId(1)), None);
        queue.go_on(&project);
        assert_eq!(queue.current(), Some(id(2)), "the first was skipped");
        check(&mut project, 2);
        queue.go_on(&project);
        check(&mut project, 3);
        queue.go_on(&project);
        assert_eq!(queue.current(), Some(id(1)));
        let progress = queue.progress(&project);
        assert_eq!((progress.n_done, progress.n_all, progress.n_open), (2, 3, 1));
        check(&mut project, 1);
        queue.go_on(&project);
        assert_eq!(queue.current(), Some(id(1)));
        assert_eq!(queue.progress(&project).n_done, 3);
        assert!(open(&project, &queue.ids()).is_empty());
        queue.look_at(id(3));
        queue.go_back(&project);
        assert_eq!(queue.current(), Some(id(2)));
    }

    #[test]
    fn a_queue_begins_where_one_is_else_at_the_first_that_is_open() {
        let mut project = project(3);
        check(&mut project, 1);
        let ids: Vec<_> = [1, 2, 2, 3].into_iter().map(|number| vec![id(number)]).collect();
        let queue = Queue::new(&project, ids.clone(), None);
        assert_eq!(queue.current(), Some(id(2)));
        let mut queue = Queue::new(&project, ids, Some(id(3)));
        assert_eq!(queue.current(), Some(id(3)));
        assert_eq!(queue.progress(&project).n_all, 3, "each once");
        assert_eq!(Queue::new(&project, Vec::new(), None).current(), None);
    }

    #[test]
    fn the_least_sure_come_first_and_checked_ones_last() {
        let mut project = project(5);
        let sure = [80, 40, 90, 40, 10];
        let entry = Arc::make_mut(&mut project).entry(ArticleId(1)).unwrap();
        let mut entry = Entry::clone(entry);
        for (statement, percent) in entry.statements.values_mut().zip(sure) {
            statement.confidence = crate::model::Confidence::from(percent);
        }
        let mut parts = crate::project::Parts::default();
        parts.articles.insert(ArticleId(1), Arc::new(entry));
        let mut project = Arc::new(Project::from_parts(parts).unwrap());
        check(&mut project, 5);
        let mut groups = vec![
            vec![id(1)],
            vec![id(2)],
            vec![id(3), id(5)],
            vec![id(4)],
            vec![id(5)],
        ];
        Queue::sort(&project, &mut groups, Order::Shown);
        assert_eq!(groups[0], [id(1)]);
        Queue::sort(&project, &mut groups, Order::LeastSure);
        let first: Vec<_> = groups.iter().map(|group| group[0].number).collect();
        assert_eq!(first, [2, 4, 1, 3, 5]);
    }

    #[test]
    fn what_stands_for_others_is_open_until_all_of_them_are_checked() {
        let mut project = project(4);
        let groups = vec![vec![id(1), id(3), id(4)], vec![id(2)]];
        let mut queue = Queue::new(&project, groups, None);
        assert_eq!(queue.current_group(), [id(1), id(3), id(4)]);
        assert_eq!(queue.progress(&project).n_open, 4);
        check(&mut project, 1);
        check(&mut project, 2);
        queue.go_on(&project);
        assert_eq!(queue.current(), Some(id(1)), "others that it stands for are open");
        check(&mut project, 3);
        check(&mut project, 4);
        assert_eq!(queue.progress(&project).n_open, 0);
        queue.go_back(&project);
        assert_eq!(queue.current(), Some(id(1)));
    }

    #[test]
    fn what_has_changed_in_thousands_of_articles_is_counted_bit_by_bit() {
        let text = "No.";
        let statement = Statement {
            is_checked: false,
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        };
        let entry = Entry::new(Article::from_text(text), vec![statement]);
        let mut project = Project::default();
        let n_articles = 2 * SOME + 10;
        let add = edits::add_articles(&project, vec![entry; n_articles]);
        project.apply(&add).unwrap();
        let ids: Vec<StatementId> = project.statements().map(|(id, _)| id).collect();
        let mut project = Arc::new(project);
        let mut queue = Queue::new(&project, ids.iter().map(|id| vec![*id]).collect(), None);
        queue.count_all(&project);
        assert_eq!(queue.progress(&project).n_open, n_articles);
        let check = edits::set_checked(&project, &ids, true).unwrap();
        Arc::make_mut(&mut project).apply(&check).unwrap();
        let counted: Vec<usize> = std::iter::from_fn(|| {
            let is_left = !queue.is_counted(&project);
            is_left.then(|| queue.progress(&project).n_done)
        })
        .collect();
        assert_eq!(counted, [SOME, 2 * SOME, n_articles]);
    }
}
