//! Topics suggested from the statements themselves: terms that several parties speak of.
//!
//! A term is one to three words in a row without function words, names of people or of parties, that mostly follow
//! a word that announces a noun ("the", "of", "new"). It weighs more the more parties use it. Terms that stand in
//! mostly the same statements are one suggestion. English only; other languages give nothing. Only statements
//! that are under no topic yet are looked at, of these the newest [`MOST_STATEMENTS`]. Nothing is filed here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::atlas::Atlas;
use crate::model::{Party, PublicationDate, Statement, StatementId};
use crate::project::Project;
use crate::text::fold::fold;

/// How many statements are looked at.
const MOST_STATEMENTS: usize = 20_000;
/// How many topics are suggested.
const MOST_SUGGESTED: usize = 10;
/// A term stands in so many statements at least.
const LEAST_STATEMENTS: usize = 3;
/// A term has so many words at most.
const LONGEST: usize = 3;

/// A topic that the statements speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSuggestion {
    /// What to call it: "Transit tolls".
    pub name: String,
    /// The term as the statements have it.
    pub term: String,
    /// How many parties use it.
    pub n_parties: usize,
    /// The statements in which it stands.
    pub statements: Vec<StatementId>,
}

/// The words that no term holds, and of these the ones that announce a noun.
struct FunctionWords {
    all: HashSet<&'static str>,
    announce: HashSet<&'static str>,
}

static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(|| {
    let mut words = FunctionWords {
        all: HashSet::new(),
        announce: HashSet::new(),
    };
    for line in include_str!("../../assets/lexicon/words.tsv").lines() {
        let Some((class, list)) = line.split_once('\t').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        if class == "noun" {
            continue;
        }
        words.all.extend(list.split(' '));
        if matches!(class, "determiner" | "possessive" | "preposition") {
            words.announce.extend(list.split(' '));
        }
    }
    for line in include_str!("../../assets/compare/common.tsv").lines() {
        if !line.starts_with('#') {
            words.all.extend(line.split(' '));
        }
    }
    words
});

/// A statement's words, folded.
struct Read<'a> {
    id: StatementId,
    parties: &'a [Party],
    words: Vec<String>,
}

#[derive(Default)]
struct Term {
    words: Vec<String>,
    n_occurrences: usize,
    /// How often it follows a word that announces a noun.
    n_announced: usize,
    parties: BTreeSet<Party>,
    statements: Vec<StatementId>,
}

impl Term {
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn weight(&self) -> f64 {
        let by_length = match self.words.len() {
            1 => 1.0,
            2 => 2.2,
            _ => 2.6,
        };
        self.parties.len().clamp(1, 6) as f64 * (self.statements.len() as f64).sqrt() * by_length
    }
}

/// Topics for the statements that are under none yet, best first.
#[must_use]
pub fn suggested_topics(project: &Project) -> Vec<TopicSuggestion> {
    let read = read(project);
    let names = names(project);
    let mut n_statements_of: HashMap<&str, usize> = HashMap::new();
    for statement in &read {
        let words: BTreeSet<&str> = statement.words.iter().map(|word| singular(word)).collect();
        for word in words {
            *n_statements_of.entry(word).or_default() += 1;
        }
    }
    let can_be_in_term = |word: &str| {
        word.chars().count() > 2
            && word.chars().all(char::is_alphabetic)
            && n_statements_of
                .get(singular(word))
                .is_some_and(|&n| n >= LEAST_STATEMENTS)
            && !FUNCTION_WORDS.all.contains(word)
            && !names.contains(word)
    };
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    for statement in &read {
        let is_part: Vec<bool> = statement.words.iter().map(|word| can_be_in_term(word)).collect();
        for start in 0..statement.words.len() {
            let is_announced = start
                .checked_sub(1)
                .and_then(|before| statement.words.get(before))
                .is_some_and(|before| FUNCTION_WORDS.announce.contains(before.as_str()));
            for n_words in 1..=LONGEST {
                let inside = is_part.iter().skip(start).take(n_words);
                if inside.len() < n_words || !inside.into_iter().all(|&is_part| is_part) {
                    break;
                }
                let words = statement.words.iter().skip(start).take(n_words);
                let key: Vec<&str> = words.clone().map(|word| singular(word)).collect();
                let term = terms.entry(key.join(" ")).or_insert_with(|| Term {
                    words: words.cloned().collect(),
                    ..Term::default()
                });
                term.n_occurrences += 1;
                term.n_announced += usize::from(is_announced);
                term.parties.extend(statement.parties.iter().cloned());
                if term.statements.last() != Some(&statement.id) {
                    term.statements.push(statement.id);
                }
            }
        }
    }
    let is_taken = |term: &str| {
        let topics = project.topics().values();
        topics
            .map(|topic| fold(&topic.name))
            .any(|name| name.contains(term) || term.contains(&name))
    };
    let mut terms: Vec<Term> = terms
        .into_values()
        .filter(|term| {
            let words = term.words.join(" ");
            term.statements.len() >= LEAST_STATEMENTS
                && term.statements.len() * 5 <= read.len().max(15) * 2
                && term.n_announced * 3 >= term.n_occurrences
                && Atlas::get().named(&words).is_none()
                && !is_taken(&words)
        })
        .collect();
    terms.sort_by(|left, right| {
        right
            .weight()
            .total_cmp(&left.weight())
            .then_with(|| left.words.cmp(&right.words))
    });
    let mut chosen: Vec<Term> = Vec::new();
    for term in terms {
        if chosen.len() == MOST_SUGGESTED {
            break;
        }
        if !chosen.iter().any(|other| is_same_matter(&term, other)) {
            chosen.push(term);
        }
    }
    chosen.into_iter().map(suggestion).collect()
}

fn suggestion(term: Term) -> TopicSuggestion {
    let words = term.words.join(" ");
    let mut letters = words.chars();
    let name = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default();
    TopicSuggestion {
        name,
        term: words,
        n_parties: term.parties.len(),
        statements: term.statements,
    }
}

/// Whether most of the rarer term's statements hold the other as well, or both share a word.
fn is_same_matter(one: &Term, other: &Term) -> bool {
    let shares_word = one.words.iter().any(|word| {
        other
            .words
            .iter()
            .any(|theirs| singular(theirs) == singular(word))
    });
    let theirs: HashSet<StatementId> = other.statements.iter().copied().collect();
    let n_shared = one.statements.iter().filter(|id| theirs.contains(id)).count();
    let n_fewer = one.statements.len().min(other.statements.len());
    shares_word || n_shared * 5 > n_fewer * 3
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 4 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// The statements that are under no topic, newest first, the same words only once.
fn read(project: &Project) -> Vec<Read<'_>> {
    let mut articles: Vec<_> = project.articles().iter().collect();
    articles.sort_by_key(|(id, entry)| {
        let day = entry.article.metadata.published.map(PublicationDate::date);
        (std::cmp::Reverse(day), **id)
    });
    let is_open = |statement: &Statement| statement.is_visible && statement.topics.is_empty();
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    let mut read = Vec::new();
    for (&id, entry) in articles {
        for (number, statement) in entry.in_order() {
            if !is_open(statement) || read.len() == MOST_STATEMENTS {
                continue;
            }
            let folded = fold(&statement.words(&entry.article.text));
            let words: Vec<String> = folded
                .split(|character: char| !(character.is_alphanumeric() || character == '\''))
                .map(|word| word.trim_end_matches("'s").trim_matches('\''))
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect();
            if seen.insert(words.clone()) {
                read.push(Read {
                    id: StatementId::new(id, number),
                    parties: &statement.parties,
                    words,
                });
            }
        }
    }
    read
}

/// Words of the names of people and parties, folded.
fn names(project: &Project) -> HashSet<String> {
    let atlas = Atlas::get();
    let mut names = HashSet::new();
    for (_, statement) in project.statements() {
        let parties = statement.parties.iter();
        let of_parties = parties.flat_map(|party| [atlas.name(party), atlas.adjective(party)]);
        for name in of_parties.chain(statement.speaker_name()) {
            if !names.contains(name) {
                let words = fold(name);
                names.extend(words.split([' ', '-']).map(str::to_owned));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Speaker};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    fn project(lines: &[(&str, &str)]) -> Project {
        let mut project = Project::default();
        let text: Vec<&str> = lines.iter().map(|(_, words)| *words).collect();
        let text = text.join("\n");
        let mut start = 0;
        let statements = lines.iter().map(|(code, words)| {
            let span = Span::new(&text, start, start + words.len()).unwrap();
            start += words.len() + 1;
            let mut statement = Statement::by_hand(vec![span], Kind::Direct);
            statement.parties = vec![code.parse().unwrap()];
            statement.speaker = Some(Speaker {
                name: "Ann Orlov".to_owned(),
                role: None,
            });
            statement
        });
        let entry = Entry::new(Article::from_text(&text), statements.collect());
        let edit = edits::add_articles(&project, vec![entry]);
        project.apply(&edit).unwrap();
        project
    }

    #[test]
    fn what_several_parties_speak_of_is_suggested_and_names_are_not() {
        let lines = [
            ("RU", "The transit tolls are too high, and Orlov knows it."),
            ("AM", "Nobody will pay the transit tolls of Russia."),
            ("TR", "We can speak of a transit toll, not of borders."),
            ("RU", "Trains must run by spring."),
            ("AM", "Orlov has promised trains."),
            ("TR", "Orlov was in Ankara."),
            ("RU", "It rains."),
            ("AM", "Snow fell."),
            ("TR", "Wind rose."),
            ("RU", "A bridge was built."),
        ];
        let project = project(&lines);
        let suggested = suggested_topics(&project);
        let [tolls] = &suggested[..] else {
            panic!("{suggested:#?}");
        };
        assert_eq!(tolls.name, "Transit tolls");
        assert_eq!((tolls.n_parties, tolls.statements.len()), (3, 3));

        let (_, edit) = edits::add_topic_with(&project, &tolls.name, &tolls.statements);
        let mut after = project;
        after.apply(&edit).unwrap();
        assert!(suggested_topics(&after).is_empty(), "it is a topic now");
    }
}
