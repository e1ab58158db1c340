//! What the library lists: the articles that match, in order.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Article, ArticleId, Party, PublicationDate, StoryId};
use crate::project::{Entry, Project};
use crate::text::fold::fold;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// By date, the newest first; without a date last.
    #[default]
    Newest,
    /// By date, the oldest first; without a date last.
    Oldest,
    /// By outlet, then the newest first.
    Outlet,
    /// By number of statements.
    MostStatements,
}

impl Sort {
    /// All of them, as the menu lists them.
    pub(super) const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Outlet, Self::MostStatements];

    /// Its words in the menu.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Newest => "Newest first",
            Self::Oldest => "Oldest first",
            Self::Outlet => "By outlet",
            Self::MostStatements => "Most statements",
        }
    }
}

/// The articles of the project, and which of them are listed.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// The words looked for.
    pub words: String,
    /// The order.
    pub sort: Sort,
    /// Whether only unread articles are listed (and the open one).
    pub only_unread: bool,
    /// Whether the open article should be scrolled into sight.
    pub wants_open_in_sight: bool,
    project: Option<Arc<Project>>,
    items: Vec<Item>,
    n_unread: usize,
    /// How many of the items are folded for certain.
    n_ready: usize,
    /// All items in the order of the list: a letter more or less does not sort them anew.
    in_order: Vec<usize>,
    ordered_by: Option<Sort>,
    listed: Vec<usize>,
    listed_for: Option<(String, Sort, bool, Option<ArticleId>)>,
}

/// An article in the list.
#[derive(Debug)]
pub(super) struct Item {
    /// Its name.
    pub id: ArticleId,
    /// The article with its statements.
    pub entry: Arc<Entry>,
    /// How many statements it shows.
    pub n_statements: usize,
    /// Where else the same story stands: outlets, or headlines of articles of which no outlet is known.
    pub also_in: Vec<String>,
    folded: OnceCell<String>,
}

impl Item {
    fn new(id: ArticleId, entry: &Arc<Entry>) -> Self {
        Self {
            id,
            entry: Arc::clone(entry),
            n_statements: entry
                .statements
                .values()
                .filter(|statement| statement.is_visible)
                .count(),
            also_in: Vec::new(),
            folded: OnceCell::new(),
        }
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let metadata = &self.entry.article.metadata;
            let known = [&metadata.outlet, &metadata.author].into_iter().flatten();
            let mut words = fold(self.entry.article.title());
            for more in known {
                words.push('\n');
                words.push_str(&fold(more));
            }
            words
        })
    }

    /// What a screen reader says for the whole row.
    pub(super) fn spoken(&self) -> String {
        let article = &self.entry.article;
        let n_statements = count(self.n_statements, "statement");
        let unread = if self.entry.is_read { "" } else { ", unread" };
        format!(
            "{}, {}, {n_statements}{unread}",
            article.title(),
            self.source_line()
        )
    }

    /// "Meridian · 3 Mar 2027 · also in Ledger".
    pub(super) fn source_line(&self) -> String {
        let source = source_line(&self.entry.article);
        match self.also_in.as_slice() {
            [] => source,
            [one] => format!("{source} · also in {one}"),
            [one, rest @ ..] => format!("{source} · also in {one} +{}", rest.len()),
        }
    }
}

impl Library {
    /// Brings the list up to date with the project and with what is asked for.
    pub(super) fn refresh(&mut self, project: &Arc<Project>, open: Option<ArticleId>) {
        let is_same = self
            .project
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, project));
        if !is_same {
            let mut before = std::mem::take(&mut self.items).into_iter().peekable();
            for (&id, entry) in project.articles() {
                while before.next_if(|item| item.id < id).is_some() {}
                let kept = before.next_if(|item| item.id == id && Arc::ptr_eq(&item.entry, entry));
                self.items.push(kept.unwrap_or_else(|| Item::new(id, entry)));
            }
            self.n_unread = self.items.iter().filter(|item| !item.entry.is_read).count();
            self.project = Some(Arc::clone(project));
            self.n_ready = 0;
            self.note_copies();
        }
        let kept = if self.only_unread { open } else { None };
        let is_listed = self
            .listed_for
            .as_ref()
            .is_some_and(|(words, sort, only_unread, open)| {
                *words == self.words
                    && *sort == self.sort
                    && *only_unread == self.only_unread
                    && *open == kept
            });
        let is_in_order = is_same && self.ordered_by == Some(self.sort);
        if !is_in_order {
            self.order();
            self.ordered_by = Some(self.sort);
        }
        if !is_in_order || !is_listed {
            self.list(kept);
            self.listed_for = Some((self.words.clone(), self.sort, self.only_unread, kept));
        }
    }

    fn note_copies(&mut self) {
        let mut carriers: BTreeMap<StoryId, Vec<(ArticleId, String)>> = BTreeMap::new();
        for item in &self.items {
            if let Some(story) = item.entry.story.shared() {
                let name = publisher(&item.entry.article);
                carriers.entry(story).or_default().push((item.id, name));
            }
        }
        for item in &mut self.items {
            let carriers = item.entry.story.shared().and_then(|story| carriers.get(&story));
            let others = carriers.into_iter().flatten().filter(|(id, _)| *id != item.id);
            item.also_in = others.map(|(_, name)| name.clone()).collect();
        }
    }

    fn list(&mut self, kept: Option<ArticleId>) {
        let words = fold(&self.words);
        let wanted: Vec<&str> = words.split_whitespace().collect();
        let items = &self.items;
        let in_order = self.in_order.iter().copied();
        self.listed = in_order
            .filter(|&idx| {
                items.get(idx).is_some_and(|item| {
                    (!self.only_unread || !item.entry.is_read || kept == Some(item.id))
                        && (wanted.is_empty() || wanted.iter().all(|word| item.folded().contains(word)))
                })
            })
            .collect();
    }

    fn order(&mut self) {
        let items = &self.items;
        let in_order = &mut self.in_order;
        in_order.clear();
        in_order.extend(0..items.len());
        let date = |idx: usize| {
            items
                .get(idx)?
                .entry
                .article
                .metadata
                .published
                .map(PublicationDate::date)
        };
        let newest = |idx: usize| (date(idx).is_none(), Reverse(date(idx)));
        match self.sort {
            Sort::Newest => in_order.sort_by_cached_key(|&idx| newest(idx)),
            Sort::Oldest => in_order.sort_by_cached_key(|&idx| (date(idx).is_none(), date(idx))),
            Sort::Outlet => in_order.sort_by_cached_key(|&idx| {
                let outlet = items
                    .get(idx)
                    .and_then(|item| item.entry.article.metadata.outlet.as_deref());
                (outlet.is_none(), outlet.map(fold), newest(idx))
            }),
            Sort::MostStatements => {
                in_order.sort_by_key(|&idx| Reverse(items.get(idx).map(|item| item.n_statements)));
            }
        }
    }

    /// Folds some more articles, so that the first letter of a search finds all of them ready.
    pub(super) fn get_ready(&mut self) {
        const A_FRAME: usize = 200;
        let end = (self.n_ready + A_FRAME).min(self.items.len());
        for item in self.items.get(self.n_ready..end).unwrap_or_default() {
            item.folded();
        }
        self.n_ready = end;
    }

    /// How many articles are listed.
    pub(super) fn n_listed(&self) -> usize {
        self.listed.len()
    }

    /// How many articles there are.
    pub(super) fn n_articles(&self) -> usize {
        self.items.len()
    }

    /// How many articles nobody has read.
    pub(super) fn n_unread(&self) -> usize {
        self.n_unread
    }

    /// The article at `place` in the list.
    pub(super) fn at(&self, place: usize) -> Option<&Item> {
        self.items.get(*self.listed.get(place)?)
    }

    /// Where an article stands in the list.
    pub(super) fn place_of(&self, id: ArticleId) -> Option<usize> {
        (0..self.listed.len()).find(|&place| self.at(place).is_some_and(|item| item.id == id))
    }

    /// The first article of the list, else of the project.
    pub(super) fn first(&self) -> Option<ArticleId> {
        self.at(0).or_else(|| self.items.first()).map(|item| item.id)
    }
}

/// The parties that an article's statements speak for, the most quoted first.
pub(super) fn parties_of(entry: &Entry) -> Vec<&Party> {
    let mut counts: BTreeMap<&Party, usize> = BTreeMap::new();
    for statement in entry.statements.values().filter(|statement| statement.is_visible) {
        for party in &statement.parties {
            *counts.entry(party).or_default() += 1;
        }
    }
    let mut parties: Vec<_> = counts.into_iter().collect();
    parties.sort_by_key(|&(_, n)| Reverse(n));
    parties.into_iter().map(|(party, _)| party).collect()
}

/// Who published an article: the outlet, else its headline in quotation marks.
pub(super) fn publisher(article: &Article) -> String {
    let outlet = article.metadata.outlet.clone();
    outlet.unwrap_or_else(|| format!("“{}”", article.title()))
}

/// "Meridian · 3 Mar 2027".
pub(super) fn source_line(article: &Article) -> String {
    let outlet = article.metadata.outlet.as_deref().unwrap_or("unknown outlet");
    format!("{outlet} · {}", date_line(article))
}

/// "3 Mar 2027", or that there is none.
pub(super) fn date_line(article: &Article) -> String {
    article.metadata.published.map_or_else(
        || "no date".to_owned(),
        |date| date.date().strftime("%-d %b %Y").to_string(),
    )
}

/// "1 article", "3 articles".
pub(super) fn count(n: usize, singular: &str) -> String {
    if n == 1 {
        format!("1 {singular}")
    } else {
        format!("{n} {singular}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::edits;

    fn project(articles: &[(&str, &str, Option<&str>)]) -> Arc<Project> {
        let entries = articles
            .iter()
            .map(|(headline, outlet, date)| {
                let mut article = Article::from_text("Words.");
                article.metadata.headline = Some((*headline).to_owned());
                article.metadata.outlet = Some((*outlet).to_owned());
                article.metadata.published = date.and_then(|date| date.parse().ok());
                Entry::new(article, Vec::new())
            })
            .collect();
        let mut project = Project::default();
        project
            .apply(&edits::add_articles(&project.clone(), entries))
            .unwrap();
        Arc::new(project)
    }

    fn listed(library: &Library) -> Vec<String> {
        (0..library.n_listed())
            .filter_map(|place| Some(library.at(place)?.entry.article.title().to_owned()))
            .collect()
    }

    #[test]
    fn articles_without_a_date_come_last_in_both_orders() {
        let project = project(&[
            ("Undated", "A", None),
            ("Old", "B", Some("2027-01-01")),
            ("New", "A", Some("2027-02-01")),
        ]);
        let mut library = Library::default();
        library.refresh(&project, None);
        assert_eq!(listed(&library), ["New", "Old", "Undated"]);
        library.sort = Sort::Oldest;
        library.refresh(&project, None);
        assert_eq!(listed(&library), ["Old", "New", "Undated"]);
        library.sort = Sort::Outlet;
        library.refresh(&project, None);
        assert_eq!(listed(&library), ["New", "Undated", "Old"]);
    }

    #[test]
    fn words_are_found_without_accents_and_in_the_outlet() {
        let project = project(&[
            ("Doğukapı gate opens", "Kura Review", None),
            ("Other", "Ledger", None),
        ]);
        let mut library = Library {
            words: "dogukapi KURA".to_owned(),
            ..Library::default()
        };
        library.refresh(&project, None);
        assert_eq!(listed(&library), ["Doğukapı gate opens"]);
        library.words = "nothing".to_owned();
        library.refresh(&project, None);
        assert_eq!(library.n_listed(), 0);
        assert_eq!(library.n_articles(), 2);
    }

    #[test]
    fn copies_name_where_else_the_story_stands() {
        let mut project = (*project(&[
            ("One", "Courier", None),
            ("One too", "Ledger", None),
            ("Two", "Ledger", None),
        ]))
        .clone();
        let ids: Vec<ArticleId> = project.articles().keys().copied().collect();
        project
            .apply(&edits::rejoin(&project.clone(), ids[0], ids[1]).unwrap())
            .unwrap();
        let mut library = Library::default();
        library.refresh(&Arc::new(project.clone()), None);
        let lines = |library: &Library| -> Vec<String> {
            (0..3)
                .map(|place| library.at(place).unwrap().source_line())
                .collect()
        };
        assert_eq!(
            lines(&library),
            [
                "Courier · no date · also in Ledger",
                "Ledger · no date · also in Courier",
                "Ledger · no date"
            ]
        );
        project
            .apply(&edits::separate(&project.clone(), ids[1]).unwrap())
            .unwrap();
        library.refresh(&Arc::new(project), None);
        assert!(lines(&library).iter().all(|line| !line.contains("also in")));
    }

    #[test]
    fn the_open_article_stays_listed_when_it_has_been_read() {
        let before = project(&[("One", "A", None), ("Two", "A", None)]);
        let id = *before.articles().keys().next().unwrap();
        let mut after = (*before).clone();
        after
            .apply(&edits::mark_read(&before, id, true).unwrap())
            .unwrap();
        let after = Arc::new(after);
        let mut library = Library {
            only_unread: true,
            ..Library::default()
        };
        library.refresh(&before, Some(id));
        library.refresh(&after, Some(id));
        assert_eq!(listed(&library), ["One", "Two"]);
        library.refresh(&after, None);
        assert_eq!(listed(&library), ["Two"]);
    }
}
