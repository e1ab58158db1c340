//! Who stands where on the topics, what is new since the analyst's line was written, and who has stood on both
//! sides. Filters do not matter here: a position does not change because a table hides it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::{IndexedArticle, IndexedStatement};
use crate::model::{Line, Party, PublicationDate, Stance, StatementId, TopicId};
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
    cells: BTreeMap<(TopicId, Party), Arc<Position>>,
}

impl Positions {
    /// What a party has said on a topic; `None` if nothing.
    #[must_use]
    pub fn of(&self, topic: TopicId, party: &Party) -> Option<&Position> {
        self.cells.get(&(topic, party.clone())).map(Arc::as_ref)
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
            .map(|((_, party), position)| (party, position.as_ref()))
    }
}

/// From what was said on each topic.
impl<'a> FromIterator<(TopicId, &'a OnTopic)> for Positions {
    fn from_iter<T: IntoIterator<Item = (TopicId, &'a OnTopic)>>(topics: T) -> Self {
        let positions = topics.into_iter().flat_map(|(topic, on_topic)| {
            let positions = on_topic.positions.iter();
            positions.map(move |(party, position)| ((topic, party.clone()), Arc::clone(position)))
        });
        Self {
            cells: positions.collect(),
        }
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

/// What was said on one topic.
#[derive(Clone, Debug, Default)]
pub(super) struct OnTopic {
    /// By party.
    pub positions: BTreeMap<Party, Arc<Position>>,
    /// By who has turned.
    pub turns: Vec<Turn>,
}

/// A statement that is filed under the topic.
#[derive(Clone, Copy)]
pub(super) struct Filed<'a> {
    pub article: &'a IndexedArticle,
    pub statement: &'a IndexedStatement,
}

impl Filed<'_> {
    pub(super) fn id(&self) -> StatementId {
        self.statement.card.id
    }

    fn stance_on(&self, topic: TopicId) -> Stance {
        let mut topics = self.statement.card.topics.iter();
        let own = topics.find(|(filed, _)| *filed == topic);
        own.map(|(_, stance)| *stance).unwrap_or_default()
    }
}

impl OnTopic {
    /// From the statements under the topic, by article and number.
    pub(super) fn of(project: &Project, topic: TopicId, filed: &[Filed<'_>]) -> Self {
        let mut cells: BTreeMap<&Party, Cell<'_>> = BTreeMap::new();
        for &filed in filed {
            for party in &filed.statement.card.parties {
                cells.entry(party).or_default().add(filed, filed.stance_on(topic));
            }
        }
        let mut turns: BTreeMap<Who, Vec<Said>> = BTreeMap::new();
        let mut positions = BTreeMap::new();
        for (party, cell) in cells {
            let line = project.lines().get(&(topic, party.clone()));
            positions.insert(party.clone(), Arc::new(cell.position(line)));
            for (who, said) in cell.turns(party) {
                // Whoever speaks for several parties has turned once.
                turns.entry(who).or_insert(said);
            }
        }
        let turns = turns.into_iter().map(|(who, said)| Turn { topic, who, said });
        Self {
            positions,
            turns: turns.collect(),
        }
    }
}

/// Statements that repeat one another: the first to be published stands for all.
struct Group<'a> {
    ids: Vec<StatementId>,
    stance: Stance,
    first: Filed<'a>,
}

impl Group<'_> {
    fn by_publication(&self) -> (u32, u32) {
        (self.first.article.nth_published, self.first.statement.number)
    }
}

#[derive(Default)]
struct Cell<'a> {
    repeats: Repeats,
    groups: Vec<Group<'a>>,
    /// By group: the statement that was met first, whose words others are held against.
    met: Vec<Filed<'a>>,
}

impl<'a> Cell<'a> {
    fn add(&mut self, filed: Filed<'a>, stance: Stance) {
        let met = &self.met;
        let number = self.repeats.add_sketched(
            &filed.statement.sketch,
            || filed.article.pieces(filed.statement),
            |first| match met.get(first) {
                Some(first) => first.article.pieces(first.statement),
                None => Vec::new(),
            },
        );
        if let Some(group) = self.groups.get_mut(number) {
            group.ids.push(filed.id());
            if group.stance == Stance::NoneStated {
                group.stance = stance;
            }
            if filed.article.nth_published < group.first.article.nth_published {
                group.first = filed;
            }
        } else {
            self.met.push(filed);
            self.groups.push(Group {
                ids: vec![filed.id()],
                stance,
                first: filed,
            });
        }
    }

    fn position(&self, line: Option<&Line>) -> Position {
        let mut position = Position {
            statements: self
                .groups
                .iter()
                .flat_map(|group| group.ids.iter().copied())
                .collect(),
            n_statements: self.groups.len(),
            n_new: line.map_or(0, |line| {
                line.n_new(self.groups.iter().map(|group| group.ids.as_slice()))
            }),
            ..Position::default()
        };
        position.statements.sort_unstable();
        for group in &self.groups {
            if group.stance != Stance::NoneStated {
                *position.stances.entry(group.stance).or_default() += 1;
            }
        }
        position
    }

    /// Speakers who have stood on both sides, and the party if different speakers of it have.
    fn turns(&self, party: &Party) -> Vec<(Who, Vec<Said>)> {
        let mut by_speaker: BTreeMap<Option<&str>, BTreeSet<Stance>> = BTreeMap::new();
        for group in &self.groups {
            by_speaker
                .entry(speaker(&group.first))
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
                let said = self.said(|filed| speaker(filed) == Some(name));
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

    fn said(&self, is_wanted: impl Fn(&Filed<'_>) -> bool) -> Vec<Said> {
        let mut groups: Vec<&Group<'_>> = self
            .groups
            .iter()
            .filter(|group| group.stance != Stance::NoneStated && is_wanted(&group.first))
            .collect();
        groups.sort_by_key(|group| group.by_publication());
        groups
            .into_iter()
            .map(|group| {
                let card = &group.first.statement.card;
                Said {
                    id: card.id,
                    stance: group.stance,
                    words: card.words.clone(),
                    speaker: card.speaker.clone(),
                    outlet: card.outlet.clone(),
                    date: card.date,
                }
            })
            .collect()
    }
}

fn speaker<'a>(filed: &Filed<'a>) -> Option<&'a str> {
    filed.statement.card.speaker.as_deref()
}
