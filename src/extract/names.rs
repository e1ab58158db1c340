//! The people of an article: mentions of one person joined, with the office and party that the article gives them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

mod offices;
mod spelling;

use offices::title_gender;
use spelling::{are_same, name_words};
pub(super) use spelling::{capitalised, plain, title_case};

use super::mentions::Scan;
use super::prepare::Prepared;
use crate::atlas::{Atlas, Gender, Named, RoleWord};
use crate::model::Article;

/// Someone with a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    /// The longest name in the article.
    pub name: String,
    /// Its words, folded, without particles.
    words: Vec<String>,
    /// By title or given name.
    pub gender: Option<Gender>,
    /// The office, its tokens, and the phrase around it.
    pub role: Option<(RoleWord, Range<usize>)>,
    /// The words of the office for people.
    pub role_text: Option<String>,
    /// For whom, the tokens that say so and the rule.
    pub party: Option<(Named, Range<usize>, &'static str)>,
    /// Someone else whose office it is: "Trump's lawyer"; a person.
    pub owner: Option<usize>,
    /// The body that the office is of, where it has no name there: "the movement's spokesman".
    pub of_body: Option<Range<usize>>,
    /// How often the name stands in the article.
    pub n_mentions: usize,
    /// Whether the article calls the person an expert, a resident and the like.
    pub is_private: bool,
    /// Whether the only office that the article gives is over.
    pub is_former: bool,
    /// The age that the article gives: "Orbeli, 52,".
    pub age: Option<u16>,
    /// Whether this is surely a person: a full name, a title, an office.
    pub is_credible: bool,
    /// The token of the mention that gave role or party, else of the first mention.
    pub token: usize,
}

impl Person {
    /// Whether the article says neither what the person is nor for whom.
    fn lacks_office(&self) -> bool {
        self.role.is_none() && self.party.is_none() && !self.is_private
    }
}

/// The people and who each name is.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) persons: Vec<Person>,
    /// By index into [`Scan::names`].
    of_name: Vec<usize>,
    /// Persons by each folded word of their names, the latest mentioned last.
    by_word: HashMap<String, Vec<usize>>,
}

impl People {
    pub(super) fn new(scan: &Scan<'_>) -> Self {
        let mut people = Self::default();
        for tokens in &scan.names {
            let idx = people.join(scan, tokens.clone());
            people.of_name.push(idx);
        }
        for (name_idx, tokens) in scan.names.iter().enumerate() {
            let Some(&idx) = people.of_name.get(name_idx) else {
                continue;
            };
            people.describe_mention(scan, idx, tokens);
        }
        people.learn_genders(scan);
        people
    }

    /// Offices and parties that only the headline or the lines under it give: "French minister Duval rejects plan".
    pub(super) fn learn_from_headline(&mut self, article: &Article, atlas: &Atlas) {
        let needs_more = self.persons.iter().any(Person::lacks_office);
        let mut lines: Vec<&str> = article.metadata.headline.as_deref().into_iter().collect();
        lines.extend(article.display.iter().take(6).map(|span| span.of(&article.text)));
        if !needs_more || lines.is_empty() {
            return;
        }
        let headline = Article::from_text(&lines.join("\n\n"));
        let prepared = Prepared::new(&headline);
        let scan = Scan::new(&prepared, atlas);
        let named = Self::new(&scan);
        for person in named.persons {
            if person.role.is_none() && person.party.is_none() {
                continue;
            }
            let fits: Vec<usize> = (0..self.persons.len())
                .filter(|&idx| {
                    self.persons.get(idx).is_some_and(|own| {
                        own.lacks_office()
                            && own.words.last() == person.words.last()
                            && (own.words.len() == 1
                                || person.words.len() == 1
                                || are_same(&own.words, &person.words))
                    })
                })
                .collect();
            // Places in the headline are none in the body: the reason names the words instead.
            if let &[idx] = fits.as_slice()
                && let Some(own) = self.persons.get_mut(idx)
            {
                own.role = person.role.map(|(word, _)| (word, 0..0));
                own.role_text = person.role_text;
                own.party = person
                    .party
                    .map(|(named, _, _)| (named, 0..0, "party-in-headline"));
                own.is_private = person.is_private;
                own.is_former = person.is_former;
                own.is_credible = true;
            }
        }
    }

    /// The gender of people whom neither title nor given name tells, by the "he" or "she" after the only name of a
    /// sentence.
    fn learn_genders(&mut self, scan: &Scan<'_>) {
        let prepared = scan.prepared;
        let mut votes: BTreeMap<usize, i32> = BTreeMap::new();
        let mut name_idx = 0;
        let mut before: Option<(usize, usize)> = None;
        for (sentence_idx, sentence) in prepared.sentences.iter().enumerate() {
            let mut only = None;
            let mut is_only = true;
            while let Some(tokens) = scan
                .names
                .get(name_idx)
                .filter(|name| name.start < sentence.tokens.end)
            {
                let person = self.of_name(name_idx);
                is_only &= only.is_none() || only == person;
                only = person;
                name_idx += 1;
                debug_assert!(tokens.start >= sentence.tokens.start);
            }
            let unique = only.filter(|_| is_only);
            // A pronoun that opens the sentence after one with a single name, or follows that name in its own.
            let opener = scan.word(sentence.tokens.start);
            let sign = |word: &str| match word {
                "He" | "he" | "His" | "his" => 1,
                "She" | "she" | "Her" | "her" => -1,
                _ => 0,
            };
            let by_opener = sign(opener);
            if by_opener != 0
                && let Some((place, person)) = before
                && place + 1 == sentence_idx
            {
                *votes.entry(person).or_insert(0) += by_opener;
            }
            if let Some(person) = unique
                && by_opener == 0
            {
                let in_sentence = sentence
                    .tokens
                    .clone()
                    .skip(1)
                    .filter(|&idx| !scan.is_quoted(idx))
                    .map(|idx| sign(scan.word(idx)))
                    .find(|&sign| sign != 0);
                *votes.entry(person).or_insert(0) += in_sentence.unwrap_or(0);
            }
            before = unique.map(|person| (sentence_idx, person));
        }
        for (person, vote) in votes {
            if let Some(person) = self.persons.get_mut(person)
                && person.gender.is_none()
            {
                person.gender = match vote {
                    1.. => Some(Gender::Male),
                    ..=-1 => Some(Gender::Female),
                    0 => None,
                };
            }
        }
    }

    /// The person that a name stands for.
    pub(super) fn of_name(&self, name_idx: usize) -> Option<usize> {
        self.of_name.get(name_idx).copied()
    }

    pub(super) fn get(&self, person_idx: usize) -> Option<&Person> {
        self.persons.get(person_idx)
    }

    fn join(&mut self, scan: &Scan<'_>, tokens: Range<usize>) -> usize {
        let words: Vec<String> = tokens
            .clone()
            .map(|idx| scan.word(idx))
            .filter(|word| *word != ".")
            .flat_map(name_words)
            .collect();
        let given = scan.atlas.given_name(scan.word(tokens.start));
        let titled = title_gender(scan, tokens.start);
        let idx = self.known(&words, titled).unwrap_or_else(|| {
            self.persons.push(Person {
                token: tokens.start,
                ..Person::default()
            });
            self.persons.len() - 1
        });
        if let Some(person) = self.persons.get_mut(idx) {
            person.n_mentions += 1;
            if words.len() > person.words.len() {
                person.name = scan
                    .prepared
                    .span(tokens.clone())
                    .map(|span| plain(span.of(scan.prepared.text)))
                    .unwrap_or_default();
                person.words.clone_from(&words);
            }
            person.gender = titled.or(person.gender);
            person.is_credible |= words.len() > 1;
            if words.len() > 1 {
                person.gender = person.gender.or(given.flatten());
            }
        }
        for word in words {
            let persons = self.by_word.entry(word).or_default();
            if persons.last() != Some(&idx) {
                persons.push(idx);
            }
        }
        idx
    }

    /// The person that these words name, among those met so far.
    /// A title's gender tells Mr Doreli from Mrs Doreli.
    fn known(&self, words: &[String], titled: Option<Gender>) -> Option<usize> {
        let last = words.last()?;
        let candidates = |word: &String| {
            self.by_word
                .get(word)
                .into_iter()
                .flat_map(|persons| persons.iter().rev().take(12))
                .copied()
                .filter(|&idx| {
                    let own = self.persons.get(idx).and_then(|person| person.gender);
                    titled.is_none() || own.is_none() || own == titled
                })
        };
        if words.len() == 1 {
            let is = |place: fn(&[String]) -> Option<&String>| {
                candidates(last).find(|&idx| {
                    self.persons
                        .get(idx)
                        .is_some_and(|person| place(&person.words) == Some(last))
                })
            };
            return is(<[String]>::last)
                .or_else(|| is(<[String]>::first))
                .or_else(|| candidates(last).next());
        }
        let first = words.first()?;
        candidates(last).chain(candidates(first)).find(|&idx| {
            self.persons
                .get(idx)
                .is_some_and(|person| are_same(&person.words, words))
        })
    }
}
