//! Edits to articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{count, shorten};
use crate::model::{ArticleId, Metadata, Story, StoryId};
use crate::project::{Change, Edit, Entry, Project};
use crate::text::Span;

/// Two articles that carry the same story: one that is being added, and another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which of the articles that are added, counted from 0.
    pub added: usize,
    /// What it is a copy of.
    pub to: Linked,
}

/// What an article that is added is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// An article of the project.
    Project(ArticleId),
    /// Another one that is added, counted from 0; one before it.
    Added(usize),
}

/// Adds articles with their statements. Ids are drawn here, so that redo gives the same ones.
#[must_use]
pub fn add_articles(project: &Project, entries: Vec<Entry>) -> Edit {
    add_linked_articles(project, entries, &[])
}

/// The same, and says which of them carry the same story as others. What a person has set apart stays so.
#[must_use]
pub fn add_linked_articles(project: &Project, mut entries: Vec<Entry>, links: &[Link]) -> Edit {
    let mut stories = Stories {
        project,
        next: project.next_story_id(),
        changed: BTreeMap::new(),
    };
    for link in links {
        let shared = match link.to {
            Linked::Project(id) => stories.of(id),
            Linked::Added(idx) if idx < link.added => entries
                .get_mut(idx)
                .and_then(|entry| stories.shared(entry.story, |story| entry.story = story)),
            Linked::Added(_) => None,
        };
        if let (Some(shared), Some(entry)) = (shared, entries.get_mut(link.added)) {
            entry.story = Story::Shared(shared);
        }
    }
    let joined = stories.changed;
    let label = match entries.as_slice() {
        [entry] => format!("Import “{}”", shorten(entry.article.title())),
        entries => format!("Import {}", count(entries.len(), "article")),
    };
    let first = project.next_article_id().0;
    let changes = (first..)
        .zip(entries)
        .map(|(id, entry)| Change::Article(ArticleId(id), Some(Arc::new(entry))))
        .chain(joined.into_iter().map(|(id, story)| Change::Story(id, story)))
        .collect();
    Edit::new(label, changes)
}

/// Stories as they will be once articles are added.
struct Stories<'a> {
    project: &'a Project,
    next: StoryId,
    /// Articles of the project that did not share their story before.
    changed: BTreeMap<ArticleId, Story>,
}

impl Stories<'_> {
    fn of(&mut self, id: ArticleId) -> Option<StoryId> {
        let now = match self.changed.get(&id) {
            Some(&story) => story,
            None => self.project.entry(id)?.story,
        };
        let mut changed = None;
        let shared = self.shared(now, |story| changed = Some(story));
        self.changed.extend(changed.map(|story| (id, story)));
        shared
    }

    /// The story that an article shares; if it is its own, `set` makes it a shared one.
    fn shared(&mut self, story: Story, set: impl FnOnce(Story)) -> Option<StoryId> {
        match story {
            Story::Shared(id) => Some(id),
            Story::Apart => None,
            Story::Own => {
                let id = self.next;
                self.next = StoryId(id.0.saturating_add(1));
                set(Story::Shared(id));
                Some(id)
            }
        }
    }
}

/// Says that an article is a report of its own, whatever it resembles. It is not linked again by itself.
#[must_use]
pub fn separate(project: &Project, article: ArticleId) -> Option<Edit> {
    let entry = project.entry(article)?;
    entry.story.shared()?;
    Some(Edit::new(
        format!("Separate “{}” from its copies", shorten(entry.article.title())),
        vec![Change::Story(article, Story::Apart)],
    ))
}

/// Says that an article carries the same story as another one.
#[must_use]
pub fn rejoin(project: &Project, article: ArticleId, other: ArticleId) -> Option<Edit> {
    let entry = project.entry(article)?;
    let mut changes = Vec::new();
    let shared = match project.entry(other).filter(|_| other != article)?.story {
        Story::Shared(id) => id,
        Story::Own | Story::Apart => {
            let id = project.next_story_id();
            changes.push(Change::Story(other, Story::Shared(id)));
            id
        }
    };
    if entry.story == Story::Shared(shared) {
        return None;
    }
    changes.push(Change::Story(article, Story::Shared(shared)));
    Some(Edit::new(
        format!("Link “{}” with its copies", shorten(entry.article.title())),
        changes,
    ))
}

/// Takes articles out with their statements. Excerpts in the briefing keep their words.
#[must_use]
pub fn remove_articles(project: &Project, articles: &[ArticleId]) -> Edit {
    let label = match articles {
        [id] => project.entry(*id).map_or_else(
            || "Remove article".to_owned(),
            |entry| format!("Remove “{}”", shorten(entry.article.title())),
        ),
        articles => format!("Remove {}", count(articles.len(), "article")),
    };
    Edit::new(
        label,
        articles.iter().map(|&id| Change::Article(id, None)).collect(),
    )
}

/// Says what is known about an article.
#[must_use]
pub fn set_metadata(project: &Project, article: ArticleId, metadata: Metadata) -> Option<Edit> {
    let before = &project.entry(article)?.article.metadata;
    (*before != metadata).then(|| {
        Edit::new(
            "Change article details",
            vec![Change::Metadata(article, metadata)],
        )
        .merging(format!("metadata {article}"))
    })
}

/// Says what of an article is body.
#[must_use]
pub fn set_body(project: &Project, article: ArticleId, body: Vec<Span>) -> Option<Edit> {
    let before = &project.entry(article)?.article.body;
    (*before != body).then(|| {
        Edit::new(
            "Change what belongs to the article",
            vec![Change::Body(article, body)],
        )
    })
}

/// Marks an article as read or unread.
#[must_use]
pub fn mark_read(project: &Project, article: ArticleId, is_read: bool) -> Option<Edit> {
    let label = if is_read { "Mark as read" } else { "Mark as unread" };
    (project.entry(article)?.is_read != is_read)
        .then(|| Edit::new(label, vec![Change::Read(article, is_read)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn entries(texts: &[&str]) -> Vec<Entry> {
        texts
            .iter()
            .map(|text| Entry::new(Article::from_text(text), Vec::new()))
            .collect()
    }

    fn stories(project: &Project) -> Vec<Option<u32>> {
        let stories = project.articles().values().map(|entry| entry.story.shared());
        stories.map(|story| story.map(|id| id.0)).collect()
    }

    #[test]
    fn copies_share_a_story_and_undo_takes_the_link_back() {
        let mut project = Project::default();
        project
            .apply(&add_articles(&project.clone(), entries(&["One.", "Two."])))
            .unwrap();
        let before = project.clone();
        let links = [
            Link {
                added: 0,
                to: Linked::Project(ArticleId(2)),
            },
            Link {
                added: 2,
                to: Linked::Added(1),
            },
            Link {
                added: 3,
                to: Linked::Project(ArticleId(2)),
            },
            Link {
                added: 4,
                to: Linked::Project(ArticleId(99)),
            },
        ];
        let new = entries(&["Two, a copy.", "Three.", "Three, a copy.", "Two again.", "Five."]);
        let undo = project.apply(&add_linked_articles(&before, new, &links)).unwrap();
        assert_eq!(
            stories(&project),
            [None, Some(1), Some(1), Some(2), Some(2), Some(1), None]
        );
        assert_eq!(project.carriers(ArticleId(2)), [ArticleId(3), ArticleId(6)]);
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn what_a_person_separated_stays_so() {
        let mut project = Project::default();
        let links = [Link {
            added: 1,
            to: Linked::Added(0),
        }];
        let add = add_linked_articles(&project, entries(&["One.", "One, a copy."]), &links);
        project.apply(&add).unwrap();
        project
            .apply(&separate(&project.clone(), ArticleId(2)).unwrap())
            .unwrap();
        assert!(project.carriers(ArticleId(1)).is_empty());
        let links = [Link {
            added: 0,
            to: Linked::Project(ArticleId(2)),
        }];
        project
            .apply(&add_linked_articles(
                &project.clone(),
                entries(&["One more."]),
                &links,
            ))
            .unwrap();
        assert_eq!(stories(&project), [Some(1), None, None]);
        project
            .apply(&rejoin(&project.clone(), ArticleId(2), ArticleId(1)).unwrap())
            .unwrap();
        assert_eq!(project.carriers(ArticleId(1)), [ArticleId(2)]);
    }
}
