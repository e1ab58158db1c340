//! Newer versions of what a project has: the same address or file again, with words that have changed.
//!
//! The newer text takes the place of the older one, and what a person did goes along with its words
//! ([`edits::renew_article`]). Where that cannot be, both are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{Intake, Taken, one_line};
use crate::model::{Article, ArticleId};
use crate::project::edits;
use crate::project::{Edit, Project};
use crate::text::fold::fold;

/// Of the lines of the shorter text at least this share stands in the other one: an address may show another
/// article every day.
const SHARED: f64 = 0.3;

/// What was taken in as a newer version of an article.
#[derive(Debug)]
pub struct Newer {
    /// The article in the project.
    pub of: ArticleId,
    /// The newer version.
    pub taken: Taken,
}

/// Takes newer versions of the project's articles out of what was taken in.
pub(super) fn take_out(taken: &mut Vec<Taken>, project: &Project) -> Vec<Newer> {
    if taken.is_empty() {
        return Vec::new();
    }
    let mut by_place: BTreeMap<&str, Option<ArticleId>> = BTreeMap::new();
    for (&id, entry) in project.articles() {
        for place in places(&entry.article) {
            // What stands for several articles names none.
            by_place
                .entry(place)
                .and_modify(|known| *known = known.filter(|other| *other == id))
                .or_insert(Some(id));
        }
    }
    let mut newer: Vec<Newer> = Vec::new();
    let mut kept = Vec::with_capacity(taken.len());
    for taken in std::mem::take(taken) {
        let article = &taken.entry.article;
        let of = places(article)
            .find_map(|place| by_place.get(place).copied().flatten())
            .filter(|id| newer.iter().all(|other| other.of != *id))
            .filter(|id| {
                let before = project.entry(*id);
                before.is_some_and(|before| is_alike(&before.article, article))
            });
        match of {
            Some(of) => newer.push(Newer { of, taken }),
            None => kept.push(taken),
        }
    }
    *taken = kept;
    newer
}

/// What tells where an article comes from.
fn places(article: &Article) -> impl Iterator<Item = &str> {
    let location = article.original.location.as_str();
    // Pasted text and the like come from nowhere.
    let location = location.contains(['/', '\\']).then_some(location);
    article.metadata.url.as_deref().into_iter().chain(location)
}

fn is_alike(one: &Article, other: &Article) -> bool {
    let (one, other) = (sentences(one), sentences(other));
    let n_shared = one.intersection(&other).count();
    let n_shorter = one.len().min(other.len());
    #[expect(clippy::cast_precision_loss, reason = "numbers of sentences")]
    let share = n_shared as f64 / n_shorter.max(1) as f64;
    n_shorter > 0 && share >= SHARED
}

fn sentences(article: &Article) -> BTreeSet<String> {
    let lines = article
        .body
        .iter()
        .flat_map(|span| span.of(&article.text).split(['\n', '.', '?', '!']));
    let folded = lines.map(|line| fold(line).trim().to_owned());
    folded.filter(|line| line.len() > 12).collect()
}

impl Intake {
    /// The edit that puts newer versions in the place of older ones. A version in which some of a person's
    /// work has no place goes back to what was taken in, to stand beside the older one, with a warning.
    pub fn renewals(&mut self, project: &Project) -> Option<Edit> {
        let mut edits = Vec::new();
        for newer in std::mem::take(&mut self.newer) {
            let entry = &newer.taken.entry;
            let found = entry.in_order().into_iter().map(|(_, found)| found.clone());
            match edits::renew_article(project, newer.of, entry.article.clone(), found.collect()) {
                Ok(edit) => edits.push(edit),
                Err(n_lost) => {
                    let statements = if n_lost == 1 {
                        "1 statement that was worked on or quoted has"
                    } else {
                        "some statements that were worked on or quoted have"
                    };
                    self.warnings.push(format!(
                        "“{}” has changed since it was imported, and {statements} no place in the newer text: \
                         both versions are kept",
                        one_line(entry.article.title())
                    ));
                    self.taken.push(newer.taken);
                }
            }
        }
        let label = match edits.as_slice() {
            [] => return None,
            [one] => one.label.clone(),
            several => format!("Update {} articles to newer versions", several.len()),
        };
        Some(Edit::new(
            label,
            edits.into_iter().flat_map(|edit| edit.changes).collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::model::{Kind, Speaker, Statement, StatementId};
    use crate::project::Entry;
    use crate::text::Span;

    const OLD: &str = "The ferry will sail on Monday, the minister said. The harbour is ready.";
    const NEW: &str =
        "Updated at noon. The ferry will sail on Tuesday, the minister said. The harbour is ready.";

    fn entry(text: &str, words: &str, url: &str) -> Entry {
        let start = text.find(words).unwrap();
        let mut article = Article::from_text(text);
        article.metadata.url = Some(url.to_owned());
        let place = Span::new(text, start, start + words.len()).unwrap();
        Entry::new(
            article,
            vec![Statement {
                origin: crate::model::Origin::Extracted,
                is_checked: false,
                ..Statement::by_hand(vec![place], Kind::Indirect)
            }],
        )
    }

    fn project(words: &str) -> Project {
        let mut project = Project::default();
        let add = edits::add_articles(&project, vec![entry(OLD, words, "https://a.example/1")]);
        project.apply(&add).unwrap();
        let speaker = Speaker {
            name: "Olma Sarvin".to_owned(),
            role: None,
        };
        let id = StatementId::new(ArticleId(1), 1);
        let edit = edits::set_speaker(&project, &[id], Some(&speaker)).unwrap();
        project.apply(&edit).unwrap();
        project
    }

    fn intake(text: &str, words: &str, url: &str) -> Intake {
        Intake {
            taken: vec![Taken {
                path: PathBuf::from("x"),
                part: None,
                entry: entry(text, words, url),
            }],
            ..Intake::default()
        }
    }

    #[test]
    fn a_changed_article_takes_the_place_of_the_older_one_and_corrections_stay() {
        let mut project = project("The harbour is ready");
        let mut intake = intake(NEW, "The harbour", "https://a.example/1");
        intake.meet(&project);
        let edit = intake.renewals(&project).unwrap();
        assert!(edit.label.starts_with("Update “"), "{}", edit.label);
        project.apply(&edit).unwrap();
        assert!(intake.taken.is_empty());
        assert_eq!(project.articles().len(), 1);
        let entry = project.entry(ArticleId(1)).unwrap();
        assert!(entry.article.text.starts_with("Updated"));
        let words: Vec<_> = entry
            .statements
            .values()
            .map(|statement| (statement.words(NEW), statement.speaker_name()))
            .collect();
        assert_eq!(words, [("The harbour is ready".to_owned(), Some("Olma Sarvin"))]);
    }

    #[test]
    fn both_versions_stay_if_a_correction_has_no_place_in_the_newer_one() {
        let project = project("on Monday");
        let mut intake = intake(NEW, "on Tuesday", "https://a.example/1");
        intake.meet(&project);
        assert_eq!(intake.renewals(&project), None);
        assert_eq!(intake.taken.len(), 1);
        assert!(
            intake.warnings[0].contains("both versions are kept"),
            "{:?}",
            intake.warnings
        );
    }

    #[test]
    fn another_article_at_the_same_address_is_an_article_of_its_own() {
        let project = project("on Monday");
        let other = "Bread was dear in autumn. Nobody knows why that was so.";
        for (text, words, url) in [
            (other, "Bread", "https://a.example/1"),
            (NEW, "noon", "https://a.example/2"),
        ] {
            let mut intake = intake(text, words, url);
            intake.meet(&project);
            assert_eq!((intake.taken.len(), intake.newer.len()), (1, 0), "{url}");
        }
    }
}
