//! What the rows are, how they are called and in which order they stand.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::index::Index;
use super::pick::Pick;
use super::table::{Card, RowKey};
use crate::atlas::Atlas;
use crate::model::{Article, Grouping, PublicationDate, TopicId, View};
use crate::project::Project;

/// A row before its cells are filled.
pub(super) struct Draft {
    pub key: RowKey,
    pub title: Arc<str>,
    pub subtitle: Arc<str>,
    pub picks: PicksOfRow,
    /// Whether it is shown without statements: nothing said is news as well.
    pub stays_empty: bool,
}

/// Which picks stand in a row.
pub(super) enum PicksOfRow {
    /// These, which follow one another.
    From(Range<usize>),
    /// Those at these places, ascending.
    Some(Vec<usize>),
}

impl PicksOfRow {
    /// Their places among all picks.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        let (range, some) = match self {
            Self::From(range) => (range.clone(), &[][..]),
            Self::Some(numbers) => (0..0, numbers.as_slice()),
        };
        range.chain(some.iter().copied())
    }

    fn push(&mut self, number: usize) {
        match self {
            Self::From(range) if range.end == number => range.end += 1,
            Self::From(range) => {
                let numbers = range.clone().chain([number]).collect();
                *self = Self::Some(numbers);
            }
            Self::Some(numbers) => numbers.push(number),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::From(range) => range.len(),
            Self::Some(numbers) => numbers.len(),
        }
    }
}

/// The rows of a view; picks come in the order of the cards, newest first.
pub(super) fn rows(index: &Index, project: &Project, view: &View, picks: &[Pick<'_>]) -> Vec<Draft> {
    match view.grouping {
        Grouping::Topic => by_topic(index, project, view, picks),
        Grouping::Day => by_date(picks, Period::Day),
        Grouping::Week => by_date(picks, Period::Week),
        Grouping::Month => by_date(picks, Period::Month),
        Grouping::Article => by_article(picks),
        Grouping::Speaker => by_speaker(index, picks),
        Grouping::Nothing => vec![Draft {
            key: RowKey::All,
            title: "All statements".into(),
            subtitle: Arc::default(),
            picks: PicksOfRow::From(0..picks.len()),
            stays_empty: false,
        }],
    }
}

fn by_topic(index: &Index, project: &Project, view: &View, picks: &[Pick<'_>]) -> Vec<Draft> {
    let wanted = &view.filters.topics;
    let mut drafts: Vec<Draft> = project
        .topics_in_order()
        .into_iter()
        .filter(|(id, _)| wanted.is_empty() || wanted.contains(id))
        .map(|(id, topic)| Draft {
            key: RowKey::Topic(Some(id)),
            title: topic.name.as_str().into(),
            subtitle: Arc::default(),
            picks: PicksOfRow::Some(Vec::new()),
            stays_empty: view.filters.is_empty(),
        })
        .collect();
    drafts.push(Draft {
        key: RowKey::Topic(None),
        title: "No topic".into(),
        subtitle: Arc::default(),
        picks: PicksOfRow::Some(Vec::new()),
        stays_empty: false,
    });
    let keys = drafts.iter().map(|draft| draft.key.clone());
    let rows_of_lists = rows_of_topic_lists(index, keys);
    for (idx, pick) in picks.iter().enumerate() {
        for &row_idx in rows_of_lists.get(pick.topic_list as usize).into_iter().flatten() {
            if let Some(draft) = drafts.get_mut(row_idx) {
                draft.picks.push(idx);
            }
        }
    }
    drafts
}

/// For each of the index's lists of topics the rows that its statements stand in, if the rows have these keys.
pub(super) fn rows_of_topic_lists(index: &Index, keys: impl Iterator<Item = RowKey>) -> Vec<Vec<usize>> {
    let by_key: HashMap<RowKey, usize> = keys.zip(0..).collect();
    let rows_of = |topics: &Vec<TopicId>| {
        let none = topics.is_empty().then_some(RowKey::Topic(None));
        let keys = topics.iter().map(|&topic| RowKey::Topic(Some(topic))).chain(none);
        keys.filter_map(|key| by_key.get(&key).copied()).collect()
    };
    index.topic_lists.all().iter().map(rows_of).collect()
}

/// How long a row of dates is.
#[derive(Clone, Copy)]
pub(super) enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    /// The row that a day of publication falls into.
    pub(super) fn key(self, day: Option<Date>) -> RowKey {
        let Some(day) = day else {
            return RowKey::Day(None);
        };
        match self {
            Self::Day => RowKey::Day(Some(day)),
            Self::Week => {
                let n_days = i64::from(day.weekday().to_monday_zero_offset());
                let monday = day.checked_sub(jiff::Span::new().days(n_days));
                RowKey::Week(monday.unwrap_or(day))
            }
            Self::Month => RowKey::Month(day.first_of_month()),
        }
    }
}

fn by_date(picks: &[Pick<'_>], period: Period) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (idx, pick) in picks.iter().enumerate() {
        let published = pick.article.entry.article.metadata.published;
        let key = period.key(published.map(PublicationDate::date));
        // Newest first: statements of one day, week or month follow one another.
        match drafts.last_mut() {
            Some(last) if last.key == key => last.picks.push(idx),
            _ => drafts.push(Draft {
                title: title_of_dates(&key).into(),
                key,
                subtitle: Arc::default(),
                picks: PicksOfRow::From(idx..idx + 1),
                stays_empty: false,
            }),
        }
    }
    drafts
}

/// "24 November 2026", "23–29 November 2026", "November 2026".
fn title_of_dates(key: &RowKey) -> String {
    match key {
        RowKey::Day(Some(day)) => long_date(*day),
        RowKey::Week(monday) => {
            let sunday = monday.checked_add(jiff::Span::new().days(6)).unwrap_or(*monday);
            if monday.month() == sunday.month() {
                format!("{}–{}", monday.day(), long_date(sunday))
            } else if monday.year() == sunday.year() {
                format!("{} – {}", monday.strftime("%-d %B"), long_date(sunday))
            } else {
                format!("{} – {}", long_date(*monday), long_date(sunday))
            }
        }
        RowKey::Month(first) => first.strftime("%B %Y").to_string(),
        _ => "No date".to_owned(),
    }
}

fn by_article(picks: &[Pick<'_>]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (idx, pick) in picks.iter().enumerate() {
        let key = RowKey::Article(pick.article.id);
        match drafts.last_mut() {
            Some(last) if last.key == key => last.picks.push(idx),
            _ => drafts.push(Draft {
                key,
                title: Arc::clone(&pick.statement.card.headline),
                subtitle: Arc::clone(&pick.article.source),
                picks: PicksOfRow::From(idx..idx + 1),
                stays_empty: false,
            }),
        }
    }
    drafts
}

fn by_speaker(index: &Index, picks: &[Pick<'_>]) -> Vec<Draft> {
    let names = index.speakers.all();
    let mut drafts: Vec<Draft> = Vec::new();
    // The last is for statements without a speaker.
    let mut row_by_number: Vec<Option<usize>> = vec![None; names.len() + 1];
    for (idx, pick) in picks.iter().enumerate() {
        let number = pick
            .statement
            .speaker
            .map_or(names.len(), |number| number as usize);
        let name = names.get(number);
        let Some(row) = row_by_number.get_mut(number) else {
            continue;
        };
        let row_idx = *row.get_or_insert_with(|| {
            drafts.push(Draft {
                key: RowKey::Speaker(name.cloned()),
                title: name.map_or("No speaker named", String::as_str).into(),
                subtitle: Arc::default(),
                picks: PicksOfRow::Some(Vec::new()),
                stays_empty: false,
            });
            drafts.len() - 1
        });
        if let Some(draft) = drafts.get_mut(row_idx) {
            draft.picks.push(idx);
            if draft.subtitle.is_empty() && name.is_some() {
                draft.subtitle = role_and_parties(&pick.statement.card).into();
            }
        }
    }
    drafts.sort_by(|left, right| {
        let by = |draft: &Draft| (draft.key == RowKey::Speaker(None), Reverse(draft.picks.len()));
        by(left)
            .cmp(&by(right))
            .then_with(|| left.title.cmp(&right.title))
    });
    drafts
}

fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "Meridian · 24 November 2026".
pub(super) fn outlet_and_date(article: &Article) -> String {
    let outlet = article.metadata.outlet.clone();
    let date = article
        .metadata
        .published
        .map(|published| long_date(published.date()));
    [outlet, date]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn role_and_parties(card: &Card) -> String {
    let parties = card.parties.iter().map(|party| Atlas::get().name(party));
    let words = card.role.as_deref().into_iter().chain(parties);
    words.collect::<Vec<_>>().join(" · ")
}
