//! The same again: what the project has already, and copies of what it has.
//!
//! A document is the same again if its bytes are, or if its words are and nothing says that they were published
//! elsewhere. Nearly the same words under another outlet's name are a copy ([`crate::text::copies`]): it comes
//! in, linked with what it is a copy of.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest as _, Sha256};

use super::{Intake, Taken, one_line};
use crate::model::{Article, ArticleId, Story};
use crate::project::Project;
use crate::project::edits::{Link, Linked};
use crate::text::copies::{Copies, Runs};
use crate::text::fold::fold;

/// What two articles with the same words share. White space and furniture do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey([u8; 32]);

/// The key of an article's body.
#[must_use]
pub fn text_key(article: &Article) -> TextKey {
    let mut digest = Sha256::new();
    for span in &article.body {
        for word in span.of(&article.text).split_whitespace() {
            digest.update(word.as_bytes());
            digest.update(b" ");
        }
    }
    TextKey(digest.finalize().into())
}

/// What makes a document the same again.
#[derive(Debug, Default)]
struct Known {
    /// What to call the article of which these are the bytes.
    by_bytes: HashMap<String, String>,
    /// Articles with these words: who published each, and what to call it.
    by_words: BTreeMap<TextKey, Vec<(Option<String>, String)>>,
}

impl Known {
    /// What to call the article that this one is again; else notes it.
    fn again(&mut self, article: &Article, name: &str) -> Option<String> {
        let fingerprint = &article.original.fingerprint;
        if let Some(before) = self.by_bytes.get(fingerprint) {
            return Some(before.clone());
        }
        let publisher = article.metadata.outlet.as_deref().map(fold);
        let same_words = self.by_words.entry(text_key(article)).or_default();
        let before = same_words
            .iter()
            .find(|(other, _)| publisher.is_none() || other.is_none() || *other == publisher);
        if let Some((_, before)) = before {
            return Some(before.clone());
        }
        same_words.push((publisher, name.to_owned()));
        if !fingerprint.is_empty() {
            self.by_bytes.insert(fingerprint.clone(), name.to_owned());
        }
        None
    }
}

impl Intake {
    /// Compares what was taken in with a project: what that has already moves to [`Intake::known`], newer versions
    /// of what it has to [`Intake::newer`], copies of what it has, and of one another, are linked.
    ///
    /// Takes about a second for ten thousand articles.
    pub fn meet(&mut self, project: &Project) {
        let mut known = Known::default();
        for entry in project.articles().values() {
            known.again(&entry.article, &format!("“{}”", entry.article.title()));
        }
        let mut taken = std::mem::take(&mut self.taken);
        taken.extend(
            std::mem::take(&mut self.newer)
                .into_iter()
                .map(|newer| newer.taken),
        );
        for taken in taken {
            let name = one_line(&taken.name());
            let shown = if name.is_empty() {
                format!("“{}”", taken.entry.article.title())
            } else {
                name.clone()
            };
            match known.again(&taken.entry.article, &shown) {
                Some(before) => self
                    .known
                    .push(format!("{shown}: the same as {}", one_line(&before))),
                None => self.taken.push(taken),
            }
        }
        self.newer = super::newer::take_out(&mut self.taken, project);
        self.links = links(project, &self.taken);
    }

    /// One sentence for each article whose words came before in the same intake.
    #[must_use]
    pub fn repeats(&self) -> Vec<String> {
        let mut first: BTreeMap<TextKey, &Taken> = BTreeMap::new();
        let mut repeats = Vec::new();
        for taken in &self.taken {
            let key = text_key(&taken.entry.article);
            if let Some(earlier) = first.get(&key) {
                repeats.push(format!(
                    "{}: the same text as {}",
                    one_line(&taken.name()),
                    one_line(&earlier.name())
                ));
            } else {
                first.insert(key, taken);
            }
        }
        repeats
    }
}

fn links(project: &Project, taken: &[Taken]) -> Vec<Link> {
    let mut copies = Copies::default();
    let mut ids: Vec<ArticleId> = Vec::new();
    for (&id, entry) in project.articles() {
        if entry.story != Story::Apart {
            copies.add(runs(&entry.article));
            ids.push(id);
        }
    }
    let mut links = Vec::new();
    for (added, taken) in taken.iter().enumerate() {
        if let (_, Some(text)) = copies.add(runs(&taken.entry.article)) {
            let to = match ids.get(text) {
                Some(&id) => Linked::Project(id),
                None => Linked::Added(text - ids.len()),
            };
            links.push(Link { added, to });
        }
    }
    links
}

fn runs(article: &Article) -> Runs {
    Runs::new(&article.text, &article.body)
}
