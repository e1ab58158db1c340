//! How statements find their cells.
//!
//! One pass over the articles, newest first, picks the statements that pass the filters and groups
//! repeats; a second pass drops each pick into its rows and columns. Articles and their statements come
//! in the order of the cards, so that nothing is sorted afterwards.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::about::names_any;
use super::filter::{Query, has_words, lets_article, lets_statement};
use super::positions;
use super::rows::{self, Period, RowOfStatement};
use super::stance::suggested_stance;
use super::table::{Card, Carrier, Cell, Column, ColumnKey, Facets, MAX_CARRIERS, Row, RowKey, Table};
use crate::atlas::Atlas;
use crate::model::{
    Article, ArticleId, Grouping, Party, PublicationDate, Stance, Statement, StatementId, Story, View,
};
use crate::project::{Entry, Project};
use crate::text::repeats::Repeats;

/// How many parties are proposed as columns while the user has chosen none.
const MOST_PROPOSED: usize = 6;

/// The statements of `project` laid out as `view` asks.
///
/// Statements that a person put aside never show. The same words for the same parties in several articles
/// are one card with carriers: in each row the card of the article published first.
#[must_use]
pub fn table(project: &Project, view: &View) -> Table {
    let picked = pick(project, view);
    let columns = columns(view, &picked);
    let column_by_key: HashMap<ColumnKey, usize> = columns
        .iter()
        .enumerate()
        .map(|(column_idx, column)| (column.key.clone(), column_idx))
        .collect();
    let column_by_party: HashMap<&Party, usize> = columns
        .iter()
        .enumerate()
        .filter_map(|(column_idx, column)| Some((column.party()?, column_idx)))
        .collect();
    let (others, nobody) = (
        column_by_key.get(&ColumnKey::Others).copied(),
        column_by_key.get(&ColumnKey::Nobody).copied(),
    );

    let rows = rows::rows(project, view, picked.picks.iter().map(Pick::for_rows));
    let mut in_columns: Vec<usize> = Vec::new();
    let mut n_statements = 0;
    let mut n_elsewhere = 0;
    let columns_of: Vec<std::ops::Range<usize>> = picked
        .picks
        .iter()
        .map(|pick| {
            let start = in_columns.len();
            let parties = &pick.statement.parties;
            in_columns.extend(parties.iter().filter_map(|party| column_by_party.get(party)));
            if parties.is_empty() {
                in_columns.extend(nobody);
            } else if parties.iter().any(|party| !column_by_party.contains_key(party)) {
                in_columns.extend(others);
            }
            if start == in_columns.len() {
                n_elsewhere += 1;
            } else {
                n_statements += 1;
            }
            start..in_columns.len()
        })
        .collect();

    let groups = Groups::new(&picked.picks);
    let rows = rows
        .into_iter()
        .filter_map(|draft| {
            let mut cells = vec![Cell::default(); columns.len()];
            let mut n_statements = 0;
            let leaders = groups.leaders(&picked.picks, &draft.picks);
            for &pick_idx in &draft.picks {
                let columns_here = columns_of
                    .get(pick_idx)
                    .and_then(|range| in_columns.get(range.clone()))
                    .unwrap_or_default();
                let Some(pick) = picked.picks.get(pick_idx) else {
                    continue;
                };
                n_statements += usize::from(!columns_here.is_empty());
                let is_repeat = leaders.get(&pick.group).is_some_and(|&leader| leader != pick_idx);
                if is_repeat {
                    continue;
                }
                let [first, rest @ ..] = columns_here else {
                    continue;
                };
                let card = card(pick, &groups, &picked);
                for &column_idx in rest {
                    if let Some(cell) = cells.get_mut(column_idx) {
                        cell.cards.push(card.clone());
                    }
                }
                if let Some(cell) = cells.get_mut(*first) {
                    cell.cards.push(card);
                }
            }
            let n_articles = match &draft.key {
                RowKey::Article(_) => 1,
                key @ (RowKey::Day(_) | RowKey::Week(_) | RowKey::Month(_)) => {
                    picked.articles_by_date.get(key).copied().unwrap_or_default()
                }
                _ => picked.n_articles,
            };
            (n_statements > 0 || draft.stays_empty).then_some(Row {
                key: draft.key,
                title: draft.title,
                subtitle: draft.subtitle,
                cells,
                n_statements,
                n_articles,
            })
        })
        .collect();
    let (positions, turns) = positions::positions(project);
    Table {
        columns,
        rows,
        n_statements,
        n_filtered_out: picked.n_filtered_out,
        n_elsewhere,
        n_articles: picked.n_articles,
        facets: picked.facets(),
        positions,
        turns,
    }
}

/// A statement that passes the filters.
struct Pick<'a> {
    id: StatementId,
    statement: &'a Statement,
    article: &'a Article,
    outlet: Option<Arc<str>>,
    headline: Arc<str>,
    group: usize,
}

impl<'a> Pick<'a> {
    fn for_rows(&self) -> RowOfStatement<'a> {
        RowOfStatement {
            article_id: self.id.article,
            article: self.article,
            statement: self.statement,
        }
    }

    /// Orders carriers: the one published first, undated ones last.
    fn by_publication(&self) -> impl Ord + use<> {
        let published = self.article.metadata.published;
        (
            published.is_none(),
            published.map(PublicationDate::date),
            published.and_then(PublicationDate::time).map(|(local, _)| local),
            self.id,
        )
    }
}

struct Picked<'a> {
    picks: Vec<Pick<'a>>,
    /// Visible statements by party, filtered or not.
    totals: BTreeMap<Option<&'a Party>, usize>,
    used_groups: BTreeSet<usize>,
    n_filtered_out: usize,
    /// Articles that pass.
    n_articles: usize,
    articles_by_date: HashMap<RowKey, usize>,
    speakers: HashMap<&'a str, usize>,
    roles: HashMap<&'a str, usize>,
    outlets: HashMap<&'a str, usize>,
    go_betweens: HashMap<&'a str, usize>,
    days: Option<(Date, Date)>,
}

impl Picked<'_> {
    fn facets(&self) -> Facets {
        let mut parties: Vec<(Party, usize)> = self
            .totals
            .iter()
            .filter_map(|(party, &n)| Some(((*party)?.clone(), n)))
            .collect();
        parties.sort_by_key(|(party, n)| (Reverse(*n), Atlas::get().name(party).to_owned()));
        Facets {
            parties,
            speakers: most_first(&self.speakers),
            roles: most_first(&self.roles),
            outlets: most_first(&self.outlets),
            go_betweens: most_first(&self.go_betweens),
            days: self.days,
        }
    }
}

#[expect(clippy::iter_over_hash_type, reason = "sorted before it is seen")]
fn most_first(counts: &HashMap<&str, usize>) -> Vec<(String, usize)> {
    let mut list: Vec<(String, usize)> = Vec::with_capacity(counts.len());
    for (&name, &n) in counts {
        list.push((name.to_owned(), n));
    }
    list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    list
}

fn pick<'a>(project: &'a Project, view: &View) -> Picked<'a> {
    let filters = &view.filters;
    let query = Query::new(&filters.words);
    let in_briefing = project.statements_in_briefing();
    let mut buffer = String::new();
    let mut groups = GroupNumbers::default();
    let mut picked = Picked {
        picks: Vec::new(),
        totals: BTreeMap::new(),
        used_groups: BTreeSet::new(),
        n_filtered_out: 0,
        n_articles: 0,
        articles_by_date: HashMap::new(),
        speakers: HashMap::new(),
        roles: HashMap::new(),
        outlets: HashMap::new(),
        go_betweens: HashMap::new(),
        days: None,
    };
    let period = match view.grouping {
        Grouping::Day => Some(Period::Day),
        Grouping::Week => Some(Period::Week),
        Grouping::Month => Some(Period::Month),
        _ => None,
    };
    for (article_id, entry) in newest_first(project) {
        let article = &entry.article;
        let article_passes = lets_article(filters, article);
        if article_passes {
            picked.n_articles += 1;
            if let Some(period) = period {
                let day = article.metadata.published.map(PublicationDate::date);
                *picked.articles_by_date.entry(period.key(day)).or_default() += 1;
            }
        }
        if let Some(day) = article.metadata.published.map(PublicationDate::date) {
            let (first, last) = picked.days.unwrap_or((day, day));
            picked.days = Some((first.min(day), last.max(day)));
        }
        let words = query.left_by(article);
        let mut n_visible = 0;
        let outlet: Option<Arc<str>> = article.metadata.outlet.as_deref().map(Arc::from);
        let headline: Arc<str> = Arc::from(article.title());
        for (number, statement) in entry.in_order() {
            if !statement.is_visible {
                continue;
            }
            n_visible += 1;
            if let Some(speaker) = &statement.speaker {
                *picked.speakers.entry(&speaker.name).or_default() += 1;
                if let Some(role) = &speaker.role {
                    *picked.roles.entry(role).or_default() += 1;
                }
            }
            if let Some(name) = statement.relay().and_then(|relay| relay.go_between) {
                *picked.go_betweens.entry(name).or_default() += 1;
            }
            if statement.parties.is_empty() {
                *picked.totals.entry(None).or_default() += 1;
            }
            for party in &statement.parties {
                *picked.totals.entry(Some(party)).or_default() += 1;
            }
            let passes = article_passes
                && lets_statement(filters, statement)
                && has_words(&words, statement, &article.text, &mut buffer)
                && names_any(&filters.about, statement, &article.text);
            if !passes {
                picked.n_filtered_out += 1;
                continue;
            }
            let id = StatementId::new(article_id, number);
            let group = groups.group_of(id, entry.story, statement, &article.text);
            if in_briefing.contains(&id) {
                picked.used_groups.insert(group);
            }
            picked.picks.push(Pick {
                id,
                statement,
                article,
                outlet: outlet.clone(),
                headline: Arc::clone(&headline),
                group,
            });
        }
        if let Some(outlet) = article.metadata.outlet.as_deref().filter(|_| n_visible > 0) {
            *picked.outlets.entry(outlet).or_default() += n_visible;
        }
    }
    if filters.only_unused || filters.only_used {
        let n_before = picked.picks.len();
        picked.picks.retain(|pick| {
            let is_used = picked.used_groups.contains(&pick.group);
            !(is_used && filters.only_unused) && (is_used || !filters.only_used)
        });
        picked.n_filtered_out += n_before - picked.picks.len();
    }
    picked
}

/// Numbers the groups of repeats: the same words for the same parties, and in copies of one report nearly the
/// same words for whomever.
#[derive(Default)]
struct GroupNumbers {
    repeats: Sides,
    in_copies: Option<Sides>,
    n_groups: usize,
}

/// What has been met on one of the two ways to tell a repeat.
#[derive(Default)]
struct Sides {
    repeats: Repeats,
    /// By number of the repeats: the group, and the last article that was met in it.
    groups: Vec<(usize, ArticleId)>,
}

impl Sides {
    /// The group of the repeats with this number, if this article has not been met in it: the second of two
    /// repeats in one article is a group of its own.
    fn group(&self, repeat: usize, article: ArticleId) -> Result<Option<usize>, usize> {
        match self.groups.get(repeat) {
            Some(&(_, last)) if last == article => Err(repeat),
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

impl GroupNumbers {
    fn group_of(&mut self, id: StatementId, story: Story, statement: &Statement, text: &str) -> usize {
        let content = || statement.content.iter().map(|span| span.of(text));
        let repeat = self
            .repeats
            .repeats
            .add(&statement.parties, &statement.speaker_name(), content());
        let in_copies = story.shared().map(|story| {
            let sides = self.in_copies.get_or_insert_with(|| Sides {
                repeats: Repeats::in_copies(),
                groups: Vec::new(),
            });
            sides.repeats.add(&story, &(), content())
        });
        let by_words = self.repeats.group(repeat, id.article);
        let by_story = match (in_copies, &self.in_copies) {
            (Some(repeat), Some(sides)) => sides.group(repeat, id.article),
            _ => Ok(None),
        };
        let group = match (by_words, by_story) {
            (Err(_), _) | (_, Err(_)) => None,
            (Ok(by_words), Ok(by_story)) => by_story.or(by_words),
        };
        let group = group.unwrap_or_else(|| {
            self.n_groups += 1;
            self.n_groups - 1
        });
        self.repeats.note(repeat, group, id.article);
        if let (Some(repeat), Some(sides)) = (in_copies, &mut self.in_copies) {
            sides.note(repeat, group, id.article);
        }
        group
    }
}

/// Articles by date of publication, newest first, undated ones last; of one moment by number.
fn newest_first(project: &Project) -> Vec<(ArticleId, &Entry)> {
    let mut articles: Vec<(ArticleId, &Entry)> = project
        .articles()
        .iter()
        .map(|(&id, entry)| (id, entry.as_ref()))
        .collect();
    articles.sort_by_key(|&(id, entry)| {
        let published = entry.article.metadata.published;
        (
            Reverse(published.map(PublicationDate::date)),
            Reverse(published.and_then(PublicationDate::time).map(|(local, _)| local)),
            id,
        )
    });
    articles
}

fn columns(view: &View, picked: &Picked<'_>) -> Vec<Column> {
    let mut seen = BTreeSet::new();
    let chosen: Vec<&Party> = if view.columns.is_empty() {
        proposed(view, &picked.totals)
    } else {
        view.columns.iter().collect()
    };
    let mut parties: Vec<&Party> = view
        .pinned
        .iter()
        .filter(|party| !chosen.contains(party))
        .chain(chosen.iter().copied())
        .filter(|party| !view.away.contains(*party) && seen.insert(*party))
        .collect();
    parties.sort_by_key(|party| !view.pinned.contains(*party));
    let mut shown: BTreeMap<Option<&Party>, usize> = BTreeMap::new();
    let (mut n_others, mut n_others_shown) = (0, 0);
    for pick in &picked.picks {
        if pick.statement.parties.is_empty() {
            *shown.entry(None).or_default() += 1;
        }
        for party in &pick.statement.parties {
            *shown.entry(Some(party)).or_default() += 1;
        }
        n_others_shown += usize::from(pick.statement.parties.iter().any(|party| !seen.contains(party)));
    }
    for (party, n) in &picked.totals {
        if party.is_some_and(|party| !seen.contains(party)) {
            n_others += n;
        }
    }
    let mut columns: Vec<Column> = parties
        .into_iter()
        .map(|party| Column {
            key: ColumnKey::Party(party.clone()),
            is_pinned: view.pinned.contains(party),
            n_statements: picked.totals.get(&Some(party)).copied().unwrap_or_default(),
            n_shown: shown.get(&Some(party)).copied().unwrap_or_default(),
        })
        .collect();
    let unpinned = |key, n_statements, n_shown| Column {
        key,
        is_pinned: false,
        n_statements,
        n_shown,
    };
    if view.shows_others {
        columns.push(unpinned(ColumnKey::Others, n_others, n_others_shown));
    }
    if view.shows_no_party {
        let count = |counts: &BTreeMap<Option<&Party>, usize>| counts.get(&None).copied().unwrap_or_default();
        columns.push(unpinned(ColumnKey::Nobody, count(&picked.totals), count(&shown)));
    }
    columns
}

/// The most quoted parties, whatever the filters hide, so that columns do not jump while a word is typed;
/// only a filter for parties narrows them.
fn proposed<'a>(view: &View, totals: &BTreeMap<Option<&'a Party>, usize>) -> Vec<&'a Party> {
    let mut parties: Vec<(&Party, usize)> = totals
        .iter()
        .filter_map(|(&party, &n)| Some((party?, n)))
        .filter(|(party, _)| {
            !view.away.contains(*party)
                && (view.filters.parties.is_empty() || view.filters.parties.contains(*party))
        })
        .collect();
    parties.sort_by_key(|&(party, n)| (Reverse(n), Atlas::get().name(party)));
    parties.truncate(MOST_PROPOSED);
    parties.into_iter().map(|(party, _)| party).collect()
}

/// The picks of each group that has more than one.
struct Groups {
    /// By publication.
    members: HashMap<usize, Vec<usize>>,
}

impl Groups {
    fn new(picks: &[Pick<'_>]) -> Self {
        let n_groups = picks.iter().map(|pick| pick.group + 1).max().unwrap_or_default();
        let mut first_of_group: Vec<Option<usize>> = vec![None; n_groups];
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        for (pick_idx, pick) in picks.iter().enumerate() {
            match first_of_group.get_mut(pick.group) {
                Some(Some(first)) => members
                    .entry(pick.group)
                    .or_insert_with(|| vec![*first])
                    .push(pick_idx),
                Some(slot) => *slot = Some(pick_idx),
                None => {}
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for members in members.values_mut() {
            members.sort_by_key(|&member| picks.get(member).map(Pick::by_publication));
        }
        Self { members }
    }

    /// For each group of which the row holds something: the pick that stands for it there.
    fn leaders(&self, picks: &[Pick<'_>], row: &[usize]) -> HashMap<usize, usize> {
        let mut leaders: HashMap<usize, usize> = HashMap::new();
        for &pick_idx in row {
            let Some(pick) = picks.get(pick_idx) else {
                continue;
            };
            if !self.members.contains_key(&pick.group) {
                continue;
            }
            let leader = leaders.entry(pick.group).or_insert(pick_idx);
            let is_earlier = picks
                .get(*leader)
                .is_some_and(|current| pick.by_publication() < current.by_publication());
            if is_earlier {
                *leader = pick_idx;
            }
        }
        leaders
    }
}

fn card(pick: &Pick<'_>, groups: &Groups, picked: &Picked<'_>) -> Card {
    let members = groups.members.get(&pick.group).map_or(&[][..], Vec::as_slice);
    let others = members
        .iter()
        .filter_map(|&member| picked.picks.get(member))
        .filter(|member| member.id != pick.id);
    let speaker = pick.statement.speaker.as_ref();
    Card {
        id: pick.id,
        n_carriers: members.len().saturating_sub(1),
        carriers: others
            .take(MAX_CARRIERS)
            .map(|other| Carrier {
                id: other.id,
                outlet: other.outlet.clone(),
                headline: Arc::clone(&other.headline),
                date: other.article.metadata.published,
            })
            .collect(),
        words: pick.statement.words(&pick.article.text),
        kind: pick.statement.kind,
        speaker: speaker.map(|speaker| speaker.name.clone()),
        role: speaker.and_then(|speaker| speaker.role.clone()),
        parties: pick.statement.parties.clone(),
        outlet: pick.outlet.clone(),
        headline: Arc::clone(&pick.headline),
        date: pick.article.metadata.published,
        confidence: pick.statement.confidence,
        is_checked: pick.statement.is_checked,
        origin: pick.statement.origin,
        is_in_briefing: picked.used_groups.contains(&pick.group),
        topics: pick
            .statement
            .topics
            .iter()
            .map(|(&topic, &stance)| (topic, stance))
            .collect(),
        suggestion: pick
            .statement
            .topics
            .values()
            .any(|&stance| stance == Stance::NoneStated)
            .then(|| suggested_stance(pick.statement, &pick.article.text))
            .flatten(),
        relay: pick.statement.relay().map(Into::into),
    }
}
