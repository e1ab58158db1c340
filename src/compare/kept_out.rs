//! What filters keep out of each cell: an empty cell is silence only if nothing was said.

use std::collections::HashMap;

use super::index::{Index, IndexedArticle, IndexedStatement};
use super::parts::by_parts;
use super::pick::Pick;
use super::rows::{Period, rows_of_topic_lists};
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
    let n_columns = rows.first().map_or(0, |row| row.cells.len());
    let n_cells = rows.len() * n_columns;
    let counts = by_parts(&index.articles, FEWEST_ARTICLES, |articles| {
        let mut counts = vec![0_u32; n_cells];
        let mut picks = picks_of(articles, picks).iter().peekable();
        for article in articles {
            let row_of_article = places.of_article(article);
            for statement in &article.statements {
                // Picks come in the order of the index.
                if picks
                    .next_if(|pick| std::ptr::eq(pick.statement, statement))
                    .is_some()
                {
                    continue;
                }
                let rows_of = match &row_of_article {
                    RowOfArticle::All(rows_of) => rows_of,
                    RowOfArticle::ByStatement => places.of_statement(statement),
                };
                let columns = columns_of_lists.get(statement.party_list as usize);
                for &row_idx in rows_of {
                    for &column_idx in columns.into_iter().flatten() {
                        if let Some(n) = counts.get_mut(row_idx * n_columns + column_idx) {
                            *n += 1;
                        }
                    }
                }
            }
        }
        vec![counts]
    });
    for counts in counts {
        for (row, counts) in rows.iter_mut().zip(counts.chunks_exact(n_columns.max(1))) {
            for (column_idx, &n) in counts.iter().enumerate() {
                row.cells.keep_out(column_idx, n as usize);
            }
        }
    }
}

/// Articles that are counted at a time, at least.
const FEWEST_ARTICLES: usize = 2_048;

/// The picks from these articles, which follow one another in the index.
fn picks_of<'p, 'a>(articles: &[IndexedArticle], picks: &'p [Pick<'a>]) -> &'p [Pick<'a>] {
    let Some(first) = articles.first() else {
        return &[];
    };
    let start = picks.partition_point(|pick| pick.article.place < first.place);
    picks.get(start..).unwrap_or_default()
}

/// Where the rows are.
struct Places {
    grouping: Grouping,
    by_key: HashMap<RowKey, usize>,
    /// By list of topics.
    by_topics: Vec<Vec<usize>>,
    /// By number of the speaker; the last is for statements without one.
    by_speaker: Vec<Vec<usize>>,
}

/// Where the statements of an article stand.
enum RowOfArticle {
    /// All in this row, if there is such a row.
    All(Vec<usize>),
    ByStatement,
}

impl Places {
    fn new(index: &Index, grouping: Grouping, rows: &[Row]) -> Self {
        let keys = || rows.iter().map(|row| row.key.clone());
        let mut places = Self {
            grouping,
            by_key: HashMap::new(),
            by_topics: Vec::new(),
            by_speaker: Vec::new(),
        };
        match grouping {
            Grouping::Topic => places.by_topics = rows_of_topic_lists(index, keys()),
            Grouping::Speaker => {
                let by_key: HashMap<RowKey, usize> = keys().zip(0..).collect();
                let names = index.speakers.all().iter().map(Some).chain([None]);
                let rows_of = names.map(|name| by_key.get(&RowKey::Speaker(name.cloned())).copied());
                places.by_speaker = rows_of.map(|row| row.into_iter().collect()).collect();
            }
            _ => places.by_key = keys().zip(0..).collect(),
        }
        places
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
        RowOfArticle::All(self.by_key.get(&key).copied().into_iter().collect())
    }

    fn of_statement(&self, statement: &IndexedStatement) -> &[usize] {
        let rows = if self.grouping == Grouping::Speaker {
            let last = self.by_speaker.len().saturating_sub(1);
            let number = statement.speaker.map_or(last, |number| number as usize);
            self.by_speaker.get(number)
        } else {
            self.by_topics.get(statement.topic_list as usize)
        };
        rows.map_or(&[], Vec::as_slice)
    }
}
