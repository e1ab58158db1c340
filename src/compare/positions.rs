//! Who stands where on the topics, what is new since the analyst's line was written, and who has stood on both
//! sides. Filters do not matter here: a position does not change because a table hides it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Article, Party, PublicationDate, Stance, Statement, StatementId, TopicId};
use crate::project::Project;
use crate::text::repeats::Repeats;

/// What a party has said on a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// All its visible statements, repeats included, by article and number.
    pub statements: Vec<StatementId>,
    /// How many statements that are, repeats counted once.
    pub n_statements: usize,
    /// How many of them take each stance.
    pub stances: BTreeMap<Stance, usize>,
    /// How many are newer than the analyst's line; 0 where there is none.
    pub n_new: usize,
}

/// The positions of all parties on all topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    cells: BTreeMap<(TopicId, Party), Position>,
}

impl Positions {
    /// What a party has said on a topic; `None` if nothing.
    #[must_use]
    pub fn of(&self, topic: TopicId, party: &Party) -> Option<&Position> {
        self.cells.get(&(topic, party.clone()))
    }

    /// The parties that take each stance on a topic, in the order supports, opposes, conditional, and how many
    /// statements each has for it. A party that takes several stands in several.
    #[must_use]
    pub fn stances(&self, topic: TopicId) -> Vec<(Stance, Vec<(&Party, usize)>)> {
        [Stance::Supports, Stance::Opposes, Stance::Conditional]
            .into_iter()
            .filter_map(|stance| {
                let parties: Vec<(&Party, usize)> = self
                    .on(topic)
                    .filter_map(|(party, position)| Some((party, *position.stances.get(&stance)?)))
                    .collect();
                (!parties.is_empty()).then_some((stance, parties))
            })
            .collect()
    }

    /// The parties that have said something on a topic, by code.
    pub fn on(&self, topic: TopicId) -> impl Iterator<Item = (&Party, &Position)> {
        self.cells
            .iter()
            .filter(move |((of, _), _)| *of == topic)
            .map(|((_, party), position)| (party, position))
    }
}

/// Whoever has stood on both sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// One person or body.
    Speaker(String),
    /// A party by the mouths of several speakers.
    Party(Party),
}

/// Somebody has supported something and opposed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What.
    pub topic: TopicId,
    /// Who.
    pub who: Who,
    /// The statements with a stance, by date of publication; undated ones last. Repeats are left out.
    pub said: Vec<Said>,
}

/// A statement with a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The statement.
    pub id: StatementId,
    /// Its stance on the topic.
    pub stance: Stance,
    /// Its words.
    pub words: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// Who published it.
    pub outlet: Option<Arc<str>>,
    /// When it was published.
    pub date: Option<PublicationDate>,
}

/// Statements that repeat one another: the first to be published stands for all.
struct Group<'a> {
    ids: Vec<StatementId>,
    stance: Stance,
    id: StatementId,
    statement: &'a Statement,
    article: &'a Article,
}

/// The positions, and the turns by topic and date of the first.
pub(super) fn positions(project: &Project) -> (Positions, Vec<Turn>) {
    let mut positions = Positions::default();
    let mut turns = Vec::new();
    if project.topics().is_empty() {
        return (positions, turns);
    }
    let mut cells: BTreeMap<(TopicId, &Party), Cell<'_>> = BTreeMap::new();
    for (&article_id, entry) in project.articles() {
        for (&number, statement) in &entry.statements {
            if !statement.is_visible || statement.topics.is_empty() {
                continue;
            }
            let id = StatementId::new(article_id, number);
            for (&topic, &stance) in &statement.topics {
                for party in &statement.parties {
                    let cell = cells.entry((topic, party)).or_default();
                    cell.add(id, statement, &entry.article, stance);
                }
            }
        }
    }
    for (&(topic, party), cell) in &cells {
        let line = project.lines().get(&(topic, party.clone()));
        let mut position = Position {
            statements: cell
                .groups
                .iter()
                .flat_map(|group| group.ids.iter().copied())
                .collect(),
            n_statements: cell.groups.len(),
            n_new: line.map_or(0, |line| {
                line.n_new(cell.groups.iter().map(|group| group.ids.as_slice()))
            }),
            ..Position::default()
        };
        position.statements.sort_unstable();
        for group in &cell.groups {
            if group.stance != Stance::NoneStated {
                *position.stances.entry(group.stance).or_default() += 1;
            }
        }
        positions.cells.insert((topic, party.clone()), position);
    }
    let mut topic_turns: BTreeMap<(TopicId, Who), Vec<Said>> = BTreeMap::new();
    for (&(topic, party), cell) in &cells {
        for (who, said) in cell.turns(party) {
            // Whoever speaks for several parties has turned once.
            topic_turns.entry((topic, who)).or_insert(said);
        }
    }
    turns.extend(
        topic_turns
            .into_iter()
            .map(|((topic, who), said)| Turn { topic, who, said }),
    );
    (positions, turns)
}

#[derive(Default)]
struct Cell<'a> {
    repeats: Repeats,
    groups: Vec<Group<'a>>,
}

impl<'a> Cell<'a> {
    fn add(&mut self, id: StatementId, statement: &'a Statement, article: &'a Article, stance: Stance) {
        let pieces = statement.content.iter().map(|span| span.of(&article.text));
        let number = self
            .repeats
            .add(&statement.parties, &statement.speaker_name(), pieces);
        match self.groups.get_mut(number) {
            Some(group) => {
                group.ids.push(id);
                if group.stance == Stance::NoneStated {
                    group.stance = stance;
                }
                if key(article) < key(group.article) {
                    group.id = id;
                    group.statement = statement;
                    group.article = article;
                }
            }
            None => self.groups.push(Group {
                ids: vec![id],
                stance,
                id,
                statement,
                article,
            }),
        }
    }

    /// Speakers who have stood on both sides, and the party if different speakers of it have.
    fn turns(&self, party: &Party) -> Vec<(Who, Vec<Said>)> {
        let mut by_speaker: BTreeMap<Option<&str>, BTreeSet<Stance>> = BTreeMap::new();
        for group in &self.groups {
            by_speaker
                .entry(group.statement.speaker_name())
                .or_default()
                .insert(group.stance);
        }
        let is_both = |stances: &BTreeSet<Stance>| {
            stances.contains(&Stance::Supports) && stances.contains(&Stance::Opposes)
        };
        let mut turns: Vec<(Who, Vec<Said>)> = by_speaker
            .iter()
            .filter_map(|(name, stances)| Some(((*name)?, stances)))
            .filter(|(_, stances)| is_both(stances))
            .map(|(name, _)| {
                let said = self.said(|statement| statement.speaker_name() == Some(name));
                (Who::Speaker(name.to_owned()), said)
            })
            .collect();
        // A side that only people take who take the other as well is theirs, not the party's.
        let of_others: BTreeSet<Stance> = by_speaker
            .iter()
            .filter(|(name, stances)| name.is_none() || !is_both(stances))
            .flat_map(|(_, stances)| stances.iter().copied())
            .collect();
        if is_both(&of_others) {
            turns.push((Who::Party(party.clone()), self.said(|_| true)));
        }
        turns
    }

    fn said(&self, is_wanted: impl Fn(&Statement) -> bool) -> Vec<Said> {
        let mut groups: Vec<&Group<'_>> = self
            .groups
            .iter()
            .filter(|group| group.stance != Stance::NoneStated && is_wanted(group.statement))
            .collect();
        groups.sort_by_key(|group| (key(group.article), group.id));
        groups
            .into_iter()
            .map(|group| Said {
                id: group.id,
                stance: group.stance,
                words: group.statement.words(&group.article.text),
                speaker: group.statement.speaker_name().map(str::to_owned),
                outlet: group.article.metadata.outlet.as_deref().map(Arc::from),
                date: group.article.metadata.published,
            })
            .collect()
    }
}

/// Orders by publication, undated ones last.
fn key(article: &Article) -> impl Ord + use<> {
    let published = article.metadata.published;
    (
        published.is_none(),
        published.map(PublicationDate::date),
        published.and_then(PublicationDate::time).map(|(local, _)| local),
    )
}
