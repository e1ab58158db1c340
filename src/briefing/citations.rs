//! Footnotes: numbered by appearance, and the list of the articles that they lead to.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::document::{Citation, Manner, Problem, SourceEntry, Via};
use super::resolve::party_names;
use crate::model::{Article, ArticleId, Mark, Party, Passage, PublicationDate, Statement, StatementId};
use crate::project::Project;
use crate::text::Span;
use crate::text::repeats::Repeats;

/// The citations of a document while it is resolved.
pub(super) struct Citations<'a> {
    project: &'a Project,
    list: Vec<Citation>,
    /// What each footnote of the list cites.
    keys: Vec<Key>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Statement(StatementId),
    Words(ArticleId, Vec<Span>),
}

impl<'a> Citations<'a> {
    pub(super) fn new(project: &'a Project) -> Self {
        Self {
            project,
            list: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// A new footnote for the passage; returns its number.
    pub(super) fn cite(&mut self, passage: &Passage, manner: Manner) -> usize {
        let number = self.list.len() + 1;
        let (key, article_id, statement_id) = match passage {
            Passage::Statement(id) => (Key::Statement(*id), id.article, Some(*id)),
            Passage::Words { article, spans } => (Key::Words(*article, spans.clone()), *article, None),
        };
        self.keys.push(key);
        let article = self.project.entry(article_id).map(|entry| &entry.article);
        let statement = statement_id.and_then(|id| self.project.statement(id));
        let speaker = statement.and_then(|statement| statement.speaker.as_ref());
        let metadata = article.map(|article| &article.metadata);
        self.list.push(Citation {
            number,
            same_as: None,
            manner,
            speaker: speaker.map(|speaker| speaker.name.clone()),
            role: speaker.and_then(|speaker| speaker.role.clone()),
            parties: statement
                .map(|statement| party_names(self.project, &statement.parties))
                .unwrap_or_default(),
            via: statement.and_then(Via::of),
            outlet: metadata.and_then(|metadata| metadata.outlet.clone()),
            headline: article.and_then(headline),
            author: metadata.and_then(|metadata| metadata.author.clone()),
            language: metadata.and_then(|metadata| metadata.language.clone()),
            said: statement.and_then(|statement| statement.said),
            published: metadata.and_then(|metadata| metadata.published),
            accessed: article.and_then(|article| article.original.imported),
            url: metadata.and_then(|metadata| metadata.url.clone()),
            archived: metadata.and_then(|metadata| metadata.archived.clone()),
            original: None,
            also_in: Vec::new(),
            article: article.map(|_| article_id),
            statement: statement.and(statement_id),
            problem: None,
        });
        number
    }

    /// A new footnote for what own words cite; returns its number.
    pub(super) fn cite_mark(&mut self, mark: Mark) -> usize {
        let (passage, is_there) = match mark {
            Mark::Statement(id) => (Passage::Statement(id), self.project.statement(id).is_some()),
            Mark::Article(article) => {
                let spans = Vec::new();
                (
                    Passage::Words { article, spans },
                    self.project.entry(article).is_some(),
                )
            }
        };
        let number = self.cite(&passage, Manner::Seen);
        let problem = if self.project.entry(mark.article()).is_some() {
            Problem::StatementGone
        } else {
            Problem::ArticleGone
        };
        self.note_problem((!is_there).then_some(problem));
        number
    }

    /// Says what is wrong with the source of the newest footnote.
    pub(super) fn note_problem(&mut self, problem: Option<Problem>) {
        if let Some(citation) = self.list.last_mut() {
            citation.problem = problem;
        }
    }

    /// Attaches the words of the source to a footnote of a paraphrase.
    pub(super) fn note_original(&mut self, number: usize, words: String) {
        let mut newest_first = self.list.iter_mut().rev();
        if let Some(citation) = newest_first.find(|citation| citation.number == number) {
            citation.original = Some(words).filter(|words| !words.is_empty());
        }
    }

    /// Lets footnotes lead to an earlier one for the same words. Neither may have anything wrong with it.
    fn find_same(&mut self) {
        let mut first_by_key: BTreeMap<&Key, usize> = BTreeMap::new();
        for (citation, key) in self.list.iter_mut().zip(&self.keys) {
            if citation.problem.is_none() {
                let first = *first_by_key.entry(key).or_insert(citation.number);
                citation.same_as = (first != citation.number).then_some(first);
            }
        }
    }

    /// The citations and the articles that they lead to.
    pub(super) fn finish(mut self) -> (Vec<Citation>, Vec<SourceEntry>) {
        self.find_same();
        self.find_carriers();
        let mut by_article: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
        for citation in &self.list {
            if let Some(article) = citation.article {
                by_article.entry(article).or_default().push(citation.number);
            }
        }
        let mut sources: Vec<SourceEntry> = by_article
            .into_iter()
            .filter_map(|(id, citations)| {
                let article = &self.project.entry(id)?.article;
                let metadata = &article.metadata;
                Some(SourceEntry {
                    article: id,
                    outlet: metadata.outlet.clone(),
                    headline: article.title().to_owned(),
                    author: metadata.author.clone(),
                    published: metadata.published,
                    accessed: article.original.imported,
                    url: metadata.url.clone(),
                    archived: metadata.archived.clone(),
                    fingerprint: article.original.fingerprint.clone(),
                    language: metadata.language.clone(),
                    text: Vec::new(),
                    citations,
                })
            })
            .collect();
        sources.sort_by(|left, right| {
            let key = |source: &SourceEntry| {
                (
                    source.outlet.is_none(),
                    source.outlet.clone(),
                    source.published.is_none(),
                    source.published.map(PublicationDate::date),
                    source.headline.clone(),
                    source.article,
                )
            };
            key(left).cmp(&key(right))
        });
        (self.list, sources)
    }

    /// Says of each cited statement which other outlets carried it.
    fn find_carriers(&mut self) {
        let mut repeats = Repeats::default();
        let mut add = |statement: &Statement, article: &Article| {
            repeats.add(
                &statement.parties,
                &statement.speaker_name(),
                statement.content.iter().map(|span| span.of(&article.text)),
            )
        };
        let cited: HashSet<StatementId> = self
            .list
            .iter()
            .filter_map(|citation| citation.statement)
            .collect();
        if cited.is_empty() {
            return;
        }
        let mut group_of: HashMap<StatementId, usize> = HashMap::new();
        let mut parties: HashSet<&[Party]> = HashSet::new();
        for id in self.list.iter().filter_map(|citation| citation.statement) {
            if let Some((statement, article)) = self.project.statement_in_article(id) {
                group_of.entry(id).or_insert_with(|| add(statement, article));
                parties.insert(&statement.parties);
            }
        }
        let n_cited_groups = group_of.values().max().map_or(0, |&highest| highest + 1);
        let mut carriers: Vec<Vec<(Option<PublicationDate>, &str, ArticleId)>> =
            vec![Vec::new(); n_cited_groups];
        for (&article_id, entry) in self.project.articles() {
            for (&number, statement) in &entry.statements {
                if !statement.is_visible || !parties.contains(statement.parties.as_slice()) {
                    continue;
                }
                let id = StatementId::new(article_id, number);
                let group = match group_of.get(&id) {
                    Some(&group) => group,
                    None => add(statement, &entry.article),
                };
                if let (Some(carriers), Some(outlet)) =
                    (carriers.get_mut(group), entry.article.metadata.outlet.as_deref())
                {
                    carriers.push((entry.article.metadata.published, outlet, article_id));
                }
            }
        }
        for carriers in &mut carriers {
            carriers.sort_by_key(|&(published, outlet, id)| {
                (
                    published.is_none(),
                    published.map(PublicationDate::date),
                    outlet,
                    id,
                )
            });
        }
        for citation in &mut self.list {
            let Some(carriers) = citation
                .statement
                .and_then(|id| group_of.get(&id))
                .and_then(|&group| carriers.get(group))
            else {
                continue;
            };
            for &(_, outlet, _) in carriers {
                let is_own = citation.outlet.as_deref() == Some(outlet);
                if !is_own && !citation.also_in.iter().any(|other| other == outlet) {
                    citation.also_in.push(outlet.to_owned());
                }
            }
        }
    }
}

/// The headline, else the article's first words.
fn headline(article: &Article) -> Option<String> {
    let title = article.title().trim();
    (!title.is_empty()).then(|| title.to_owned())
}
