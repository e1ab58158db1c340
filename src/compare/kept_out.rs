//! What filters keep out of each cell: an empty cell is silence only if nothing was said.

use std::collections::HashMap;

use super::index::{Index, IndexedArticle, IndexedStatement};
use super::pick::Pick;
use super::rows::Period;
use super::table::{Row, RowKey};
use crate::model::{Grouping, PublicationDate};

/// Counts for each cell of `rows` the statements that are not among the picks. `columns_of_lists` tells for each of
/// the index's lists of parties the columns of its statements.
pub(super) fn count_kept_out(
    index: &Index,
    grouping: Grouping,
    picks: &[Pick<'_>],
    columns_of_lists: &[Vec<usize>],
    rows: &mut [Row],
) {
    if picks.len() == index.n_statements {
        return;
    }
    let places = Places::new(index, grouping, rows);
    let mut picks = picks.iter().peekable();
    let mut rows_of = Vec::new();
    for article in &index.articles {
        let row_of_article = places.of_article(article);
        for statement in &article.statements {
            // Picks come in the order of the index.
            if picks
                .next_if(|pick| std::ptr::eq(pick.statement, statement))
                .is_some()
            {
                continue;
            }
            rows_of.clear();
            match row_of_article {
                RowOfArticle::All(row_idx) => rows_of.extend(row_idx),
                RowOfArticle::ByStatement => places.of_statement(statement, &mut rows_of),
            }
            let columns = columns_of_lists.get(statement.party_list as usize);
            for &row_idx in &rows_of {
                for &column_idx in columns.into_iter().flatten() {
                    let row = rows.get_mut(row_idx);
                    if let Some(cell) = row.and_then(|row| row.cells.get_mut(column_idx)) {
                        cell.n_kept_out += 1;
                    }
                }
            }
        }
    }
}

/// Where the rows are.
struct Places {
    grouping: Grouping,
    by_key: HashMap<RowKey, usize>,
    /// By number of the speaker; the last is for statements without one.
    by_speaker: Vec<Option<usize>>,
}

/// Where the statements of an article stand.
enum RowOfArticle {
    /// All in this row, if there is such a row.
    All(Option<usize>),
    ByStatement,
}

impl Places {
    fn new(index: &Index, grouping: Grouping, rows: &[Row]) -> Self {
        let keys = rows.iter().map(|row| row.key.clone());
        let by_key: HashMap<RowKey, usize> = keys.zip(0..).collect();
        let by_speaker = if grouping == Grouping::Speaker {
            let names = index.speakers.all().iter().map(Some).chain([None]);
            names
                .map(|name| by_key.get(&RowKey::Speaker(name.cloned())).copied())
                .collect()
        } else {
            Vec::new()
        };
        Self {
            grouping,
            by_key,
            by_speaker,
        }
    }

    fn of_article(&self, article: &IndexedArticle) -> RowOfArticle {
        let by_date = |period: Period| {
            let published = article.entry.article.metadata.published;
            period.key(published.map(PublicationDate::date))
        };
        let key = match self.grouping {
            Grouping::Topic | Grouping::Speaker => return RowOfArticle::ByStatement,
            Grouping::Day => by_date(Period::Day),
            Grouping::Week => by_date(Period::Week),
            Grouping::Month => by_date(Period::Month),
            Grouping::Article => RowKey::Article(article.id),
            Grouping::Nothing => RowKey::All,
        };
        RowOfArticle::All(self.by_key.get(&key).copied())
    }

    fn of_statement(&self, statement: &IndexedStatement, rows: &mut Vec<usize>) {
        if self.grouping == Grouping::Speaker {
            let last = self.by_speaker.len().saturating_sub(1);
            let number = statement.speaker.map_or(last, |number| number as usize);
            rows.extend(self.by_speaker.get(number).copied().flatten());
        } else if statement.has_topics {
            let topics = statement.card.topics.iter();
            let keys = topics.map(|&(topic, _)| RowKey::Topic(Some(topic)));
            rows.extend(keys.filter_map(|key| self.by_key.get(&key).copied()));
        } else {
            rows.extend(self.by_key.get(&RowKey::Topic(None)).copied());
        }
    }
}
