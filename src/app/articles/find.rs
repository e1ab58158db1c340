//! Words looked for in the reader, for now or always: where they stand in the open article, and how often in all.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{ArticleId, Term};
use crate::project::{Entry, Project};
use crate::text::Span;
use crate::text::find::{Finder, Needle, count};
use crate::text::fold::fold_into;

use super::page::Page;

/// A place at which something that is looked for stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The words.
    pub span: Span,
    /// Which of the project's terms; `None` for what is typed into the field.
    pub term: Option<usize>,
}

/// What is looked for.
#[derive(Debug, Default)]
pub(crate) struct Find {
    /// The words in the field.
    pub words: String,
    /// Whether the bar is shown.
    pub is_open: bool,
    /// Whether the keyboard should go to the field.
    pub wants_focus: bool,
    /// The hit that F3 has led to.
    at: Option<usize>,
    hits: Vec<Hit>,
    hits_of: Option<Sought>,
    /// A step that could not be made in the open article.
    pub leaves: Option<Step>,
}

/// What hits were found for.
#[derive(Debug)]
struct Sought {
    entry: Arc<Entry>,
    terms: Arc<[Term]>,
    words: String,
    n_paragraphs: usize,
}

/// Where F3 leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the next.
    On,
    /// To the one before.
    Back,
}

impl Find {
    /// Finds everything in the open article, if anything has changed.
    pub(super) fn refresh(&mut self, page: &Page, terms: &Arc<[Term]>) {
        let Some(entry) = page.entry() else {
            self.hits.clear();
            return;
        };
        let n_paragraphs = page.paragraphs().len();
        let is_same = self.hits_of.as_ref().is_some_and(|of| {
            Arc::ptr_eq(&of.entry.article.text, &entry.article.text)
                && of.terms == *terms
                && of.words == self.words
                && of.n_paragraphs == n_paragraphs
        });
        if is_same {
            return;
        }
        self.hits.clear();
        let typed = Needle::new(&self.words);
        if typed.is_some() || !terms.is_empty() {
            let text = &entry.article.text;
            let spans = page.paragraphs().iter().map(|paragraph| paragraph.span);
            let finder = Finder::new(text, spans);
            let needles = terms
                .iter()
                .enumerate()
                .map(|(idx, term)| (Some(idx), Needle::new(&term.words)));
            for (term, needle) in needles.chain(std::iter::once((None, typed))) {
                let Some(needle) = needle else { continue };
                let found = finder.find(text, &needle);
                self.hits.extend(found.into_iter().map(|span| Hit { span, term }));
            }
            self.hits
                .sort_by_key(|hit| (hit.span.start(), hit.term.is_none()));
        }
        self.at = None;
        self.hits_of = Some(Sought {
            entry: Arc::clone(entry),
            terms: Arc::clone(terms),
            words: self.words.clone(),
            n_paragraphs,
        });
    }

    /// All hits in the open article, in order.
    pub(super) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The hit that was gone to last.
    pub(super) fn current(&self) -> Option<Hit> {
        self.hits.get(self.at?).copied()
    }

    /// "3 of 41".
    pub(super) fn place(&self) -> String {
        match (self.at, self.hits.len()) {
            (_, 0) => "none here".to_owned(),
            (Some(at), n) => format!("{} of {n}", at + 1),
            (None, n) => format!("{n} here"),
        }
    }

    /// Goes to the next hit or the one before; false if the open article has none in this direction.
    pub(super) fn step(&mut self, step: Step) -> bool {
        let next = match (self.at, step) {
            (None, Step::On) => Some(0),
            (None, Step::Back) => self.hits.len().checked_sub(1),
            (Some(at), Step::On) => Some(at + 1),
            (Some(at), Step::Back) => at.checked_sub(1),
        };
        match next.filter(|next| *next < self.hits.len()) {
            Some(next) => {
                self.at = Some(next);
                true
            }
            None => false,
        }
    }
}

/// How often what is looked for stands in the bodies of all articles.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TermCounts {
    /// For each term, then for what is typed: in how many articles, and how often.
    pub by_term: Vec<(usize, usize)>,
    /// The articles that hold any of it, and how often.
    pub by_article: BTreeMap<ArticleId, usize>,
}

/// Counts terms and typed words in the whole project.
pub(crate) fn count_terms(project: &Project, terms: &[Term], words: &str) -> TermCounts {
    let needles: Vec<Option<Needle>> = terms
        .iter()
        .map(|term| Needle::new(&term.words))
        .chain(std::iter::once(Needle::new(words)))
        .collect();
    let mut counts = TermCounts {
        by_term: vec![(0, 0); needles.len()],
        by_article: BTreeMap::new(),
    };
    let mut folded = String::new();
    for (&id, entry) in project.articles() {
        folded.clear();
        for span in &entry.article.body {
            fold_into(span.of(&entry.article.text), &mut folded);
            folded.push('\n');
        }
        let mut n_all = 0;
        for (needle, (n_articles, n_hits)) in needles.iter().zip(&mut counts.by_term) {
            let n = needle.as_ref().map_or(0, |needle| count(&folded, needle));
            *n_articles += usize::from(n > 0);
            *n_hits += n;
            n_all += n;
        }
        if n_all > 0 {
            counts.by_article.insert(id, n_all);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::page::Shows;
    use super::*;
    use crate::model::Article;
    use crate::project::edits;

    fn project(texts: &[&str]) -> Project {
        let entries = texts
            .iter()
            .map(|text| Entry::new(Article::from_text(text), Vec::new()));
        let mut project = Project::default();
        let add = edits::add_articles(&project, entries.collect());
        project.apply(&add).unwrap();
        for words in ["gate", "train"] {
            let edit = edits::add_term(&project, words, 8).unwrap();
            project.apply(&edit).unwrap();
        }
        project
    }

    #[test]
    fn f3_goes_through_all_terms_in_order_and_says_where_it_is() {
        let project = project(&["The gate. Trains wait at the gate."]);
        let mut page = Page::default();
        page.refresh(project.entry(ArticleId(1)).unwrap(), Shows::default());
        let mut find = Find::default();
        find.refresh(&page, project.terms());
        assert_eq!(find.place(), "3 here");
        assert!(!find.step(Step::Back) || find.current().is_some());
        find.at = None;
        let mut terms = Vec::new();
        while find.step(Step::On) {
            terms.push((find.current().unwrap().term, find.place()));
        }
        let places = [
            (Some(0), "1 of 3".to_owned()),
            (Some(1), "2 of 3".to_owned()),
            (Some(0), "3 of 3".to_owned()),
        ];
        assert_eq!(terms, places);
        find.words = "wait".to_owned();
        find.refresh(&page, project.terms());
        assert_eq!(find.place(), "4 here");
    }

    #[test]
    fn terms_are_counted_by_article() {
        let project = project(&["The gate and the gates.", "A train.", "Nothing."]);
        let counts = count_terms(&project, project.terms(), "noth");
        assert_eq!(counts.by_term, [(1, 2), (1, 1), (1, 1)]);
        assert_eq!(counts.by_article.len(), 3);
        assert_eq!(counts.by_article[&ArticleId(1)], 2);
    }
}
