//! When each party spoke: statements counted by day, week or month of publication. What several articles carry counts
//! once in each period, as it has one card in each row of dates.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use super::passing::passing;
use super::repeated::{OncePer, Repeated};
use crate::atlas::Atlas;
use crate::model::{Filters, Party, PublicationDate};
use crate::project::Project;

/// Parties with a row of their own; the others share one.
const MOST_PARTIES: usize = 8;
/// More periods than this are hard to tell apart.
const MOST_DAYS: i64 = 45;
/// A date far from the others must not make the picture endless.
const MOST_PERIODS: usize = 240;

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
}

/// Who a row of the timeline is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// A party.
    Party(Party),
    /// All parties without a row of their own.
    Others(BTreeSet<Party>),
    /// Statements of nobody in particular.
    NoParty,
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Whose statements are counted.
    pub whose: Whose,
    /// How many in each period.
    pub counts: Vec<usize>,
    /// How many in all periods; what is carried in several counts once.
    pub n: usize,
}

/// Statements by period and party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// How long a period is.
    pub step: Step,
    /// First and last day of each period, in order, without gaps.
    pub periods: Vec<(Date, Date)>,
    /// Rows, who speaks most first; others and no party last.
    pub series: Vec<Series>,
    /// Statements in articles of which the date is not known.
    pub n_undated: usize,
}

impl Timeline {
    /// The largest count.
    #[must_use]
    pub fn highest(&self) -> usize {
        let counts = self.series.iter().flat_map(|series| &series.counts);
        counts.copied().max().unwrap_or_default()
    }
}

/// The timeline of what the filters let through; those for dates and parties do not count, since these are what the
/// picture shows.
#[must_use]
pub fn timeline(project: &Project, filters: &Filters, repeated: &Repeated) -> Timeline {
    let filters = Filters {
        from: None,
        until: None,
        parties: BTreeSet::new(),
        no_party: false,
        ..filters.clone()
    };
    let passing = passing(project, &filters);
    let mut undated = OncePer::new(repeated);
    let dates = passing.iter().filter_map(|it| it.article.metadata.published);
    let dates = dates.map(PublicationDate::date);
    let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) else {
        return Timeline {
            n_undated: passing.iter().filter(|it| undated.is_first((), it.id)).count(),
            ..Timeline::default()
        };
    };
    let n_days = i64::from(first.until(last).map_or(0, |span| span.get_days())) + 1;
    let step = if n_days <= MOST_DAYS {
        Step::Day
    } else if n_days <= MOST_DAYS * 7 {
        Step::Week
    } else {
        Step::Month
    };
    let periods = periods(first, last, step);
    let mut counts: BTreeMap<Option<&Party>, Counts> = BTreeMap::new();
    let mut once_a_period = OncePer::new(repeated);
    let mut once = OncePer::new(repeated);
    let mut n_undated = 0;
    for it in &passing {
        let Some(published) = it.article.metadata.published else {
            n_undated += usize::from(undated.is_first((), it.id));
            continue;
        };
        let date = published.date();
        let at = periods.partition_point(|(_, until)| *until < date);
        let nobody = it.statement.parties.is_empty().then_some(None);
        for party in it.statement.parties.iter().map(Some).chain(nobody) {
            let row = counts.entry(party).or_insert_with(|| Counts {
                by_period: vec![0; periods.len()],
                n: 0,
            });
            row.n += usize::from(once.is_first(party, it.id));
            if let Some(n) = row.by_period.get_mut(at) {
                *n += usize::from(once_a_period.is_first((party, at), it.id));
            }
        }
    }
    Timeline {
        step,
        series: series(counts, periods.len()),
        periods,
        n_undated,
    }
}

/// Statements of a row.
#[derive(Default)]
struct Counts {
    by_period: Vec<usize>,
    n: usize,
}

fn series(mut counts: BTreeMap<Option<&Party>, Counts>, n_periods: usize) -> Vec<Series> {
    let row = |whose: Whose, counts: Counts| Series {
        whose,
        counts: counts.by_period,
        n: counts.n,
    };
    let nobody = counts.remove(&None);
    let mut parties: Vec<(&Party, Counts)> = counts
        .into_iter()
        .filter_map(|(party, counts)| Some((party?, counts)))
        .collect();
    parties.sort_by_key(|(party, counts)| (Reverse(counts.n), Atlas::get().name(party)));
    let rest = parties.split_off(parties.len().min(MOST_PARTIES));
    let mut all: Vec<Series> = parties
        .into_iter()
        .map(|(party, counts)| row(Whose::Party(party.clone()), counts))
        .collect();
    if !rest.is_empty() {
        let mut sums = Counts {
            by_period: vec![0; n_periods],
            n: 0,
        };
        let others = rest.iter().map(|(party, _)| Party::clone(party)).collect();
        for (_, counts) in rest {
            sums.n += counts.n;
            for (sum, n) in sums.by_period.iter_mut().zip(counts.by_period) {
                *sum += n;
            }
        }
        all.push(row(Whose::Others(others), sums));
    }
    all.extend(nobody.map(|counts| row(Whose::NoParty, counts)));
    all
}

fn periods(first: Date, last: Date, step: Step) -> Vec<(Date, Date)> {
    let (mut from, length): (Date, Span) = match step {
        Step::Day => (first, 1.day()),
        Step::Week => {
            let since_monday = i64::from(first.weekday().since(Weekday::Monday));
            (first.saturating_sub(since_monday.days()), 1.week())
        }
        Step::Month => (first.first_of_month(), 1.month()),
    };
    let mut periods = Vec::new();
    while from <= last && periods.len() < MOST_PERIODS {
        let next = from.saturating_add(length);
        periods.push((from, next.saturating_sub(1.day())));
        if next <= from {
            break;
        }
        from = next;
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Statement};
    use crate::project::{Entry, edits};
    use crate::text::Span as Place;

    fn project(articles: &[(&str, &[&str])]) -> Project {
        let text = "No.";
        let entries = articles.iter().map(|(date, parties)| {
            let mut article = Article::from_text(text);
            article.metadata.published = date.parse().ok();
            let statements = parties.iter().map(|party| Statement {
                parties: party.parse().ok().into_iter().collect(),
                ..Statement::by_hand(vec![Place::all(text).unwrap()], Kind::Direct)
            });
            Entry::new(article, statements.collect())
        });
        let mut project = Project::default();
        let add = edits::add_articles(&project, entries.collect());
        project.apply(&add).unwrap();
        project
    }

    #[test]
    fn days_without_statements_are_there_and_undated_ones_are_counted() {
        let project = project(&[
            ("2027-03-01", &["RU", "RU", "AM"]),
            ("2027-03-03", &["AM", ""]),
            ("", &["RU"]),
        ]);
        let timeline = timeline(&project, &Filters::default(), &Repeated::default());
        assert_eq!(timeline.step, Step::Day);
        assert_eq!(timeline.periods.len(), 3);
        let rows: Vec<(&Whose, &[usize])> = timeline
            .series
            .iter()
            .map(|row| (&row.whose, row.counts.as_slice()))
            .collect();
        let party = |code: &str| Whose::Party(code.parse().unwrap());
        assert_eq!(
            rows,
            [
                (&party("AM"), &[1, 0, 1][..]),
                (&party("RU"), &[2, 0, 0][..]),
                (&Whose::NoParty, &[0, 0, 1][..])
            ]
        );
        assert_eq!((timeline.n_undated, timeline.highest()), (1, 2));
    }

    #[test]
    fn what_several_papers_carry_counts_once_in_each_period() {
        let days = ["2027-03-01", "2027-03-01", "2027-03-02", "", ""];
        let project = project(&days.map(|day| (day, &["AM"][..])));
        let ids = project.statements().map(|(id, _)| (id, 7));
        let timeline = timeline(&project, &Filters::default(), &ids.collect());
        let [armenia] = &timeline.series[..] else {
            panic!("{timeline:?}");
        };
        assert_eq!((&armenia.counts[..], armenia.n), (&[1, 1][..], 1));
        assert_eq!(timeline.n_undated, 1);
    }

    #[test]
    fn long_times_are_counted_by_week_and_month() {
        let weeks = project(&[("2027-03-03", &["RU"]), ("2027-06-01", &["RU"])]);
        let weeks = timeline(&weeks, &Filters::default(), &Repeated::default());
        assert_eq!(weeks.step, Step::Week);
        assert_eq!(weeks.periods[0].0.to_string(), "2027-03-01", "a Monday");
        assert_eq!(weeks.series[0].n, 2);
        let months = project(&[("2020-02-29", &["RU"]), ("2027-06-01", &["RU"])]);
        let months = timeline(&months, &Filters::default(), &Repeated::default());
        assert_eq!(months.step, Step::Month);
        assert_eq!(months.periods[0].1.to_string(), "2020-02-29");
        assert_eq!(months.series[0].n, 2);
        let far = project(&[("0001-01-01", &["RU"]), ("9999-12-31", &["RU"])]);
        assert!(
            timeline(&far, &Filters::default(), &Repeated::default())
                .periods
                .len()
                <= MOST_PERIODS
        );
        assert_eq!(
            timeline(&Project::default(), &Filters::default(), &Repeated::default()),
            Timeline::default()
        );
    }
}
