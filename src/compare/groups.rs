//! Which statements repeat one another: the same words for the same parties, and in copies of one report nearly the
//! same words for whomever.
//!
//! Groups are of the whole project, whatever a view hides: no cards part or merge while a word is typed.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::index::{IndexedArticle, IndexedStatement};
use super::repeated::Repeated;
use super::table::Carrier;
use crate::model::{ArticleId, StatementId};
use crate::text::repeats::{Repeats, Sketch, shared};

/// A group of several statements that repeat one another.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// How many statements it has.
    pub size: usize,
    /// All of them as a card lists them; made when a table first wants them.
    pub carriers: OnceLock<Arc<[Carrier]>>,
}

/// Lets the first of each group through, so that repeats count once.
pub(super) struct Once {
    is_met: Vec<bool>,
}

impl Once {
    pub(super) fn new(groups: &[Group]) -> Self {
        Self {
            is_met: vec![false; groups.len()],
        }
    }

    /// Whether a statement of this group, or of none, is the first.
    pub(super) fn is_first(&mut self, group: Option<u32>) -> bool {
        let is_met = group.and_then(|group| self.is_met.get_mut(group as usize));
        is_met.is_none_or(|is_met| !std::mem::replace(is_met, true))
    }
}

/// Gives each statement that repeats another, or is repeated, the number of its group. Returns the groups.
///
/// Articles come newest first: what is newest in a group is what others are held against.
pub(super) fn number_groups(articles: &mut [IndexedArticle]) -> Vec<Group> {
    let may_repeat = shared(statements(articles).map(|(_, statement)| &statement.sketch));
    let mut found = Found::default();
    found
        .by_words
        .repeats
        .reserve(may_repeat.iter().filter(|it| **it).count());
    let groups: Vec<Option<usize>> = statements(articles)
        .zip(may_repeat)
        .map(|((article, statement), may_repeat)| {
            let is_candidate = may_repeat || article.entry.story.shared().is_some();
            is_candidate.then(|| found.group_of(article, statement))
        })
        .collect();
    let (numbers, sizes) = without_singles(&groups, found.n_groups);
    let statements = articles.iter_mut().flat_map(|article| &mut article.statements);
    for (statement, group) in statements.zip(groups) {
        statement.group = group.and_then(|group| numbers.get(group).copied().flatten());
        statement.with_carriers.take();
    }
    let group = |size| Group {
        size,
        carriers: OnceLock::new(),
    };
    sizes.into_iter().map(group).collect()
}

/// Which statements have a group.
pub(super) fn repeated(articles: &[IndexedArticle]) -> Repeated {
    statements(articles)
        .filter_map(|(article, statement)| {
            Some((StatementId::new(article.id, statement.number), statement.group?))
        })
        .collect()
}

/// Forgets how these groups' carriers and the cards that list them look: an article has changed.
pub(super) fn forget_carriers(
    changed: &BTreeSet<u32>,
    groups: &mut [Group],
    articles: &mut [IndexedArticle],
) {
    if changed.is_empty() {
        return;
    }
    for &group in changed {
        if let Some(group) = groups.get_mut(group as usize) {
            group.carriers.take();
        }
    }
    let statements = articles.iter_mut().flat_map(|article| &mut article.statements);
    for statement in statements {
        if statement.group.is_some_and(|group| changed.contains(&group)) {
            statement.with_carriers.take();
        }
    }
}

/// Whether all that decides on the groups is the same in two states of an article.
pub(super) fn are_alike(before: &IndexedArticle, after: &IndexedArticle) -> bool {
    let sketches = |article: &IndexedArticle| -> Vec<Sketch> {
        let statements = article.statements.iter();
        statements.map(|statement| statement.sketch).collect()
    };
    before.entry.story == after.entry.story && sketches(before) == sketches(after)
}

fn statements(articles: &[IndexedArticle]) -> impl Iterator<Item = (&IndexedArticle, &IndexedStatement)> {
    articles.iter().flat_map(|article| {
        article
            .statements
            .iter()
            .map(move |statement| (article, statement))
    })
}

/// New numbers for those groups that have several members, and how many members these have.
fn without_singles(groups: &[Option<usize>], n_groups: usize) -> (Vec<Option<u32>>, Vec<usize>) {
    let mut sizes = vec![0_usize; n_groups];
    for &group in groups.iter().flatten() {
        if let Some(size) = sizes.get_mut(group) {
            *size += 1;
        }
    }
    let mut unused = 0_u32..;
    let numbers = sizes
        .iter()
        .map(|&size| if size > 1 { unused.next() } else { None })
        .collect();
    sizes.retain(|&size| size > 1);
    (numbers, sizes)
}

/// The groups found so far, also those of one statement.
#[derive(Default)]
struct Found<'a> {
    by_words: Met,
    /// By number of the repeats by words: the first statement.
    firsts: Vec<(&'a IndexedArticle, &'a IndexedStatement)>,
    in_copies: Option<Met>,
    n_groups: usize,
}

/// What has been met on one of the two ways to tell a repeat.
#[derive(Default)]
struct Met {
    repeats: Repeats,
    /// By number of the repeats: the group, and the last article that was met in it.
    groups: Vec<(usize, ArticleId)>,
}

impl Met {
    /// The group of the repeats with this number, if this article has not been met in it: the second of two
    /// repeats in one article is a group of its own.
    fn group(&self, repeat: usize, article: ArticleId) -> Result<Option<usize>, SecondInArticle> {
        match self.groups.get(repeat) {
            Some(&(_, last)) if last == article => Err(SecondInArticle),
            Some(&(group, _)) => Ok(Some(group)),
            None => Ok(None),
        }
    }

    fn note(&mut self, repeat: usize, group: usize, article: ArticleId) {
        match self.groups.get_mut(repeat) {
            Some(slot) => slot.1 = article,
            None => self.groups.push((group, article)),
        }
    }
}

/// An article repeats itself.
struct SecondInArticle;

impl<'a> Found<'a> {
    fn group_of(&mut self, article: &'a IndexedArticle, statement: &'a IndexedStatement) -> usize {
        let firsts = &self.firsts;
        let repeat = self.by_words.repeats.add_sketched(
            &statement.sketch,
            || article.pieces(statement),
            |first| match firsts.get(first) {
                Some((article, statement)) => article.pieces(statement),
                None => Vec::new(),
            },
        );
        if repeat == self.firsts.len() {
            self.firsts.push((article, statement));
        }
        let in_copies = article.entry.story.shared().map(|story| {
            let met = self.in_copies.get_or_insert_with(|| Met {
                repeats: Repeats::in_copies(),
                groups: Vec::new(),
            });
            met.repeats.add(&story, &(), article.pieces(statement))
        });
        let by_words = self.by_words.group(repeat, article.id);
        let by_story = match (in_copies, &self.in_copies) {
            (Some(repeat), Some(met)) => met.group(repeat, article.id),
            _ => Ok(None),
        };
        let group = match (by_words, by_story) {
            (Err(SecondInArticle), _) | (_, Err(SecondInArticle)) => None,
            (Ok(by_words), Ok(by_story)) => by_story.or(by_words),
        };
        let group = group.unwrap_or_else(|| {
            self.n_groups += 1;
            self.n_groups - 1
        });
        self.by_words.note(repeat, group, article.id);
        if let (Some(repeat), Some(met)) = (in_copies, &mut self.in_copies) {
            met.note(repeat, group, article.id);
        }
        group
    }
}
