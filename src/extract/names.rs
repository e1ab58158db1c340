//! The people of an article: mentions of one person joined, with the office and party that the article gives them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::descriptions::{Description, apposition, before_name, describe};
use super::lexicon::Classes;
use super::mentions::Scan;
use super::prepare::Prepared;
use crate::atlas::{Atlas, Gender, Named, Naming, RoleKind, RoleWord};
use crate::model::Article;
use crate::text::TokenKind;
use crate::text::fold::fold;

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

    fn describe_mention(&mut self, scan: &Scan<'_>, idx: usize, tokens: &Range<usize>) {
        let prepared = scan.prepared;
        let sentence = prepared.sentences.get(prepared.sentence_of(tokens.start));
        let (floor, limit) = sentence.map_or((tokens.start, tokens.end), |sentence| {
            (sentence.tokens.start, sentence.tokens.end)
        });
        let mut start = before_name(scan, tokens.start, floor);
        // "head of French President X's office": the office directly before the name is the person's.
        if let Some((role_tokens, _, role)) = tokens.start.checked_sub(1).and_then(|before| scan.role(before))
        {
            if matches!(
                role.kind,
                RoleKind::StateOffice | RoleKind::Office | RoleKind::Title
            ) && let Some(link) = (start..role_tokens.start)
                .rev()
                .find(|&token| is_link(scan, token))
            {
                start = link + 1;
            }
            if let Some(person) = self.persons.get_mut(idx) {
                person.gender = role.gender.or(person.gender);
                person.is_credible = true;
            }
        }
        if let Some(dotted) = tokens.start.checked_sub(2)
            && scan.word(dotted + 1) == "."
            && let Some((_, _, role)) = scan.role(dotted)
            && let Some(person) = self.persons.get_mut(idx)
        {
            person.gender = role.gender.or(person.gender);
            person.is_credible = true;
        }
        if start < tokens.start {
            let description = describe(scan, start..tokens.start);
            if description.role.is_some() {
                self.learn(scan, idx, &description, tokens.start);
            } else if let Some(genitive) = tokens.start.checked_sub(1)
                && scan.is_genitive(genitive)
                && let Some((party_tokens, named)) = scan.named(genitive - 1)
                && matches!(named.naming, Naming::Name | Naming::Institution | Naming::Seat)
                && let Some(person) = self.persons.get_mut(idx)
            {
                // "Ukraine's Olha Stefan".
                person
                    .party
                    .get_or_insert((named, party_tokens, "genitive-before-name"));
            }
        }
        self.after_name(scan, idx, tokens, limit);
        self.before_comma(scan, idx, tokens, floor, limit);
    }

    /// "Sergei Lavrov, Russia's foreign minister,"; "President Putin of Russia".
    fn after_name(&mut self, scan: &Scan<'_>, idx: usize, tokens: &Range<usize>, limit: usize) {
        let mut mark = tokens.end;
        let word = scan.word(mark);
        if matches!(word, "of" | "from") && mark + 1 < limit {
            let mut next = mark + 1;
            if scan.word(next) == "the" {
                next += 1;
            }
            if let Some((party_tokens, named)) = scan.named(next)
                && let Some(person) = self.persons.get_mut(idx)
            {
                person
                    .party
                    .get_or_insert((named, party_tokens, "party-after-name"));
            } else if scan.is_capital(next)
                && let Some(person) = self.persons.get_mut(idx)
                && person.role.is_none()
            {
                let description = describe(scan, mark + 1..limit.min(mark + 8));
                person.is_private |= description.is_private;
            }
            return;
        }
        if word == "(" {
            mark = (mark..limit.min(mark + 8))
                .find(|&token| scan.word(token) == ")")
                .map_or(mark, |close| close + 1);
        }
        // An age: "X, 45, a farmer".
        if scan.word(mark) == ","
            && scan.kind(mark + 1) == TokenKind::Number
            && matches!(scan.word(mark + 2), "," | "." | ")")
        {
            if let Some(person) = self.persons.get_mut(idx) {
                person.age = person.age.or(scan.word(mark + 1).parse().ok());
            }
            mark += 2;
        }
        // "X is the foreign minister of Georgia", "X, 52, is the foreign minister".
        if scan.word(mark) == "," && matches!(scan.word(mark + 1), "is" | "was" | "became" | "remains") {
            mark += 1;
        }
        if matches!(scan.word(mark), "is" | "was" | "became" | "remains")
            && scan.classes(mark + 1).any(Classes::DETERMINER)
            && let Some(range) = apposition(scan, mark, limit)
            && let Some(person) = self.persons.get(idx)
            && person.role.is_none()
        {
            let description = describe(scan, range);
            if description.role.as_ref().is_some_and(|(role, _)| !role.is_plural) {
                self.learn(scan, idx, &description, tokens.start);
            }
            return;
        }
        if !matches!(scan.word(mark), "," | "–" | "—" | "--" | "-") || mark >= limit {
            return;
        }
        if let Some(range) = apposition(scan, mark, limit) {
            let description = describe(scan, range.clone());
            // The office opens the phrase: before its first preposition, with nothing but its own words around.
            if description.role.is_some() {
                self.learn(scan, idx, &description, tokens.start);
            }
        }
    }

    /// "Russia's foreign minister, Sergei Lavrov, said".
    fn before_comma(
        &mut self,
        scan: &Scan<'_>,
        idx: usize,
        tokens: &Range<usize>,
        floor: usize,
        limit: usize,
    ) {
        let Some(comma) = tokens
            .start
            .checked_sub(1)
            .filter(|&comma| comma > floor && scan.word(comma) == ",")
        else {
            return;
        };
        let is_closed = tokens.end >= limit || matches!(scan.word(tokens.end), "," | "." | ")" | "–" | "—");
        if !is_closed {
            return;
        }
        let start = before_name(scan, comma, floor);
        if start >= comma {
            return;
        }
        let description = describe(scan, start..comma);
        let ends_with_role = description
            .role
            .as_ref()
            .is_some_and(|(_, role)| role.end == comma || description.party.is_some());
        let is_plural = description.role.as_ref().is_some_and(|(word, _)| word.is_plural);
        let is_spokesman = description
            .role
            .as_ref()
            .and_then(|(word, _)| scan.atlas.role(word.role_idx))
            .is_some_and(|role| role.head.starts_with("spokes"));
        // "The mayor of Marsk": a place that no table knows.
        let is_of_place = description.role.as_ref().is_some_and(|(_, role)| {
            scan.word(role.end) == "of" && (role.end + 1..comma).all(|place| scan.is_capital(place))
        });
        if (ends_with_role || is_of_place) && !is_plural && (description.is_definite || is_spokesman) {
            self.learn(scan, idx, &description, tokens.start);
        }
    }

    fn learn(&mut self, scan: &Scan<'_>, idx: usize, description: &Description, token: usize) {
        let owner = description
            .owner
            .and_then(|name| self.of_name(name))
            .filter(|&owner| owner != idx);
        let Some(person) = self.persons.get_mut(idx) else {
            return;
        };
        person.is_credible = true;
        let Some((word, role_tokens)) = &description.role else {
            return;
        };
        let Some(role) = scan.atlas.role(word.role_idx) else {
            return;
        };
        if role.words == "counterpart" {
            let same = counterpart(scan, role_tokens.start);
            if person.role.is_none()
                && let Some((word, tokens)) = same
            {
                person.role_text = scan
                    .prepared
                    .span(tokens.clone())
                    .map(|span| title_case(&plain(span.of(scan.prepared.text))));
                person.role = Some((word, tokens));
                person.token = token;
            }
            if person.party.is_none() {
                person.party.clone_from(&description.party);
            }
            return;
        }
        if matches!(
            role.kind,
            RoleKind::StateBody | RoleKind::Body | RoleKind::Collective | RoleKind::Title
        ) && description.party.is_none()
        {
            return;
        }
        person.gender = person.gender.or(role.gender);
        let was_in_office = person.role.is_some() && !person.is_former;
        if description.is_former && was_in_office {
            return;
        }
        let is_again = person.is_former && !description.is_former;
        person.is_former = description.is_former;
        let is_vague = |word: &RoleWord| {
            scan.atlas.role(word.role_idx).is_none_or(|role| {
                matches!(
                    role.words,
                    "counterpart"
                        | "leader"
                        | "official"
                        | "ally"
                        | "politician"
                        | "figure"
                        | "member"
                        | "prince"
                        | "princess"
                        | "sheikh"
                        | "ayatollah"
                        | "grand ayatollah"
                        | "cardinal"
                        | "general"
                        | "admiral"
                ) || matches!(
                    role.kind,
                    RoleKind::StateBody | RoleKind::Body | RoleKind::Title | RoleKind::Collective
                )
            })
        };
        if person
            .role
            .as_ref()
            .is_none_or(|(old, _)| is_again || is_vague(old) && !is_vague(word))
        {
            person.role = Some((*word, role_tokens.clone()));
            person.role_text = role_text(scan, description, role_tokens);
            person.token = token;
        }
        if person.party.is_none() && !description.is_private && !description.is_former {
            person.party.clone_from(&description.party);
            if person.party.is_none() && role.kind != RoleKind::Private {
                person.owner = person.owner.or(owner);
                if person.of_body.is_none() {
                    person.of_body.clone_from(&description.of_body);
                }
            }
        }
        person.is_private |= description.is_private || role.kind == RoleKind::Private;
        if description.party.is_some() && !description.is_private && role.kind != RoleKind::Private {
            person.is_private = false;
        }
    }
}

fn is_link(scan: &Scan<'_>, token: usize) -> bool {
    matches!(scan.word(token), "of" | "for" | "to" | "at" | "in" | "from") && scan.hit(token).is_none()
}

/// The office in words: "Foreign Minister", "Head of the State Duma's Foreign Affairs Committee".
pub(super) fn role_text(
    scan: &Scan<'_>,
    description: &Description,
    role_tokens: &Range<usize>,
) -> Option<String> {
    // From the first word that is no party and no genitive of one.
    let mut start = description.tokens.start;
    while start < role_tokens.start {
        if let Some((tokens, named)) = scan.named(start) {
            if matches!(named.naming, crate::atlas::Naming::Institution) {
                break;
            }
            start = tokens.end;
        } else if scan.is_genitive(start) {
            start += 1;
        } else if scan.name(start).is_some() {
            start = scan.name(start).map_or(start + 1, |(_, tokens)| tokens.end);
        } else {
            break;
        }
    }
    let end = if matches!(scan.word(role_tokens.end), "of" | "to" | "for" | "at") {
        description.tokens.end
    } else {
        role_tokens.end
    };
    let words = plain(scan.prepared.span(start..end)?.of(scan.prepared.text));
    let role = scan.role(role_tokens.start).map(|(_, _, role)| role);
    let is_office = role.is_some_and(|role| {
        role.kind == RoleKind::StateOffice && fold(&words) == role.words && !role.words.contains('-')
    });
    Some(if is_office {
        title_case(&words)
    } else {
        capitalised(&words)
    })
}

/// One line, one blank between words.
pub(super) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first letter as a capital.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Each word but the small ones with a capital.
pub(super) fn title_case(words: &str) -> String {
    words
        .split(' ')
        .map(|word| {
            if matches!(word, "of" | "the" | "and" | "for" | "to" | "in") {
                word.to_owned()
            } else {
                capitalised(word)
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The office that a counterpart holds too: the last one named before it in its sentence.
fn counterpart(scan: &Scan<'_>, before: usize) -> Option<(RoleWord, Range<usize>)> {
    let sentence = scan.prepared.sentence_of(before);
    let end = scan.hits.partition_point(|hit| hit.tokens.start < before);
    scan.hits
        .get(end.saturating_sub(12)..end)?
        .iter()
        .rev()
        .take_while(|hit| scan.prepared.sentence_of(hit.tokens.start) == sentence)
        .find_map(|hit| {
            let (tokens, word, role) = scan.role(hit.tokens.start)?;
            let is_office = role.kind == RoleKind::StateOffice && !word.is_plural;
            is_office.then_some((word, tokens))
        })
}

/// The gender that a title before the name at `start` tells: "Mrs. Doreli".
fn title_gender(scan: &Scan<'_>, start: usize) -> Option<Gender> {
    let mut before = start.checked_sub(1)?;
    if scan.word(before) == "." {
        before = before.checked_sub(1)?;
    }
    let (_, _, role) = scan.role(before)?;
    role.gender.filter(|_| role.kind == RoleKind::Title)
}

/// The words of a part of a name, folded: "Tae-min" is "Tae Min".
fn name_words(word: &str) -> Vec<String> {
    name_word(word).split('-').map(str::to_owned).collect()
}

/// A word of a name, folded, without "al-".
fn name_word(word: &str) -> String {
    let folded = fold(word);
    for particle in ["al-", "el-", "ul-"] {
        if let Some(rest) = folded.strip_prefix(particle)
            && rest.len() > 2
        {
            return rest.to_owned();
        }
    }
    folded
}

/// Whether two names of several words can be one person's: the shorter's words all stand in the longer in order,
/// initials standing for words, or first and last agree.
fn are_same(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut places = long.iter();
    let fits = |word: &String, other: &String| {
        word == other
            || (word.chars().count() == 1 || other.chars().count() == 1)
                && word.chars().next() == other.chars().next()
    };
    short.iter().all(|word| places.any(|other| fits(word, other)))
        || short.len() > 1 && short.first() == long.first() && short.last() == long.last()
}
