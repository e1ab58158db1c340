//! What a party said on a topic, in the order of time, so that a change of line is seen. What several articles carry
//! stands once, where it was published first.

use std::collections::HashMap;

use super::passing::passing;
use super::repeated::Repeated;
use crate::model::{Filters, Party, PublicationDate, Speaker, Stance, StatementId, TopicId};
use crate::project::Project;

/// A statement at its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The statement.
    pub id: StatementId,
    /// When it was published.
    pub date: Option<PublicationDate>,
    /// The reported words.
    pub words: String,
    /// Who said it.
    pub speaker: Option<Speaker>,
    /// Who published it.
    pub outlet: Option<String>,
    /// In how many other articles it stands as well.
    pub n_others: usize,
    /// How it stands to the topic; none stated where no topic is asked for.
    pub stance: Stance,
}

/// The statements of a party, on a topic if one is given: the oldest first, undated ones last. Filters for parties,
/// topics and dates do not count.
#[must_use]
pub fn over_time(
    project: &Project,
    filters: &Filters,
    repeated: &Repeated,
    party: &Party,
    topic: Option<TopicId>,
) -> Vec<Moment> {
    let filters = Filters {
        parties: [party.clone()].into(),
        no_party: false,
        topics: topic.into_iter().collect(),
        from: None,
        until: None,
        ..filters.clone()
    };
    let mut moments: Vec<Moment> = passing(project, &filters)
        .into_iter()
        .map(|it| Moment {
            id: it.id,
            date: it.article.metadata.published,
            words: it.statement.words(&it.article.text),
            speaker: it.statement.speaker.clone(),
            outlet: it.article.metadata.outlet.clone(),
            n_others: 0,
            stance: topic
                .and_then(|topic| it.statement.topics.get(&topic))
                .copied()
                .unwrap_or_default(),
        })
        .collect();
    moments.sort_by_key(|moment| {
        (
            moment.date.is_none(),
            moment.date.map(PublicationDate::date),
            moment
                .date
                .and_then(PublicationDate::time)
                .map(|(local, _)| local),
            moment.id,
        )
    });
    once(moments, repeated)
}

/// The first of each group, with the number of the others.
fn once(moments: Vec<Moment>, repeated: &Repeated) -> Vec<Moment> {
    let mut first_by_group: HashMap<u32, usize> = HashMap::new();
    let mut firsts: Vec<Moment> = Vec::new();
    for moment in moments {
        let group = repeated.group(moment.id);
        let first = group.and_then(|group| first_by_group.get(&group).copied());
        if let Some(first) = first.and_then(|first| firsts.get_mut(first)) {
            first.n_others += 1;
        } else {
            first_by_group.extend(group.map(|group| (group, firsts.len())));
            firsts.push(moment);
        }
    }
    firsts
}

/// The moments at which the party takes another stance than the last one that it took, as places in `moments`.
#[must_use]
pub fn turns(moments: &[Moment]) -> Vec<usize> {
    let mut last = Stance::NoneStated;
    let mut turns = Vec::new();
    for (idx, moment) in moments.iter().enumerate() {
        if moment.stance == Stance::NoneStated {
            continue;
        }
        if last != Stance::NoneStated && last != moment.stance {
            turns.push(idx);
        }
        last = moment.stance;
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, ArticleId, Kind, Statement};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    #[test]
    fn statements_of_a_party_on_a_topic_stand_by_date_and_turns_are_seen() {
        let text = "No.";
        let entries = ["2027-03-05", "2027-03-01", "", "2027-03-03"].map(|date| {
            let mut article = Article::from_text(text);
            article.metadata.published = date.parse().ok();
            let statement = Statement {
                parties: vec!["TR".parse().unwrap()],
                ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
            };
            Entry::new(article, vec![statement])
        });
        let mut project = Project::default();
        let add = edits::add_articles(&project, entries.into());
        project.apply(&add).unwrap();
        let (topic, edit) = edits::add_topic(&project, "Border");
        project.apply(&edit).unwrap();
        for (article, stance) in [
            (1, Stance::Supports),
            (2, Stance::Opposes),
            (3, Stance::Supports),
            (4, Stance::NoneStated),
        ] {
            let id = StatementId::new(ArticleId(article), 1);
            let edit = edits::set_stance(&project, &[id], topic, stance).unwrap();
            project.apply(&edit).unwrap();
        }
        let party = "TR".parse().unwrap();
        let (all, none) = (Filters::default(), Repeated::default());
        let moments = over_time(&project, &all, &none, &party, Some(topic));
        let articles: Vec<u32> = moments.iter().map(|moment| moment.id.article.0).collect();
        assert_eq!(articles, [2, 4, 1, 3]);
        assert_eq!(turns(&moments), [2], "from opposing to supporting");
        let nobody = "RU".parse().unwrap();
        assert!(over_time(&project, &all, &none, &nobody, None).is_empty());
        let repeated =
            [(1, 0), (2, 0), (4, 0)].map(|(article, group)| (StatementId::new(ArticleId(article), 1), group));
        let once = over_time(
            &project,
            &all,
            &repeated.into_iter().collect(),
            &party,
            Some(topic),
        );
        let places: Vec<(u32, usize)> = once.iter().map(|it| (it.id.article.0, it.n_others)).collect();
        assert_eq!(places, [(2, 2), (3, 0)], "where it was published first");
    }
}
