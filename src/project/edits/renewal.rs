//! An article that is read anew: its statements found again, or its text in a newer version. What a person
//! touched is carried over.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{count, shorten};
use crate::model::{Article, ArticleId, Reason, Statement};
use crate::project::{Change, Edit, Entry, Project};
use crate::text::Span;
use crate::text::span::slice;

/// The statements of an article after it was read anew: what the program found now, except where a
/// person's work stands. Statements that a person touched are kept as they are; a new find that
/// overlaps one of them is left out. What is found with the same words as before keeps its number, so that the
/// briefing goes on quoting it.
#[must_use]
pub fn carry_over(entry: &Entry, found: Vec<Statement>) -> Entry {
    let mut after = entry.clone();
    after.statements.retain(|_, statement| !statement.is_untouched());
    let numbers = entry
        .statements
        .iter()
        .filter(|(_, statement)| statement.is_untouched())
        .map(|(&number, statement)| (statement.content.clone(), number))
        .collect();
    add_found(&mut after, found, numbers, entry.next_number());
    after
}

/// Adds what was found where nothing is kept. `numbers` of statements that were found with these places before.
fn add_found(
    after: &mut Entry,
    found: Vec<Statement>,
    mut numbers: BTreeMap<Vec<Span>, u32>,
    first_new: u32,
) {
    let kept: Vec<Span> = after
        .statements
        .values()
        .flat_map(|kept| kept.content.iter().copied())
        .collect();
    let mut next = first_new;
    for statement in found {
        let is_taken = statement
            .content
            .iter()
            .any(|one| kept.iter().any(|other| one.overlaps(*other)));
        if is_taken {
            continue;
        }
        let number = numbers.remove(&statement.content).unwrap_or_else(|| {
            next = next.saturating_add(1);
            next - 1
        });
        after.statements.insert(number, statement);
    }
}

/// Finds the statements of an article again: see [`carry_over`].
#[must_use]
pub fn find_anew(project: &Project, article: ArticleId, found: Vec<Statement>) -> Option<Edit> {
    let entry = project.entry(article)?;
    let after = carry_over(entry, found);
    (after.statements != entry.statements).then(|| {
        let n_kept = entry
            .statements
            .values()
            .filter(|statement| !statement.is_untouched())
            .count();
        let title = shorten(entry.article.title());
        let kept = match n_kept {
            0 => String::new(),
            n => format!(", keep {n} by hand"),
        };
        Edit::new(
            format!("Find statements in “{title}” again{kept}"),
            vec![Change::Article(article, Some(Arc::new(after)))],
        )
    })
}

/// Puts a newer version of an article's text in the place of the one that is there, with the statements `found`
/// in it. Statements that a person touched, or that the briefing quotes, go to the same words in the new text.
///
/// # Errors
/// How many of them have no place in the new text: nothing is changed then, so that nothing is lost.
pub fn renew_article(
    project: &Project,
    id: ArticleId,
    mut article: Article,
    found: Vec<Statement>,
) -> Result<Edit, usize> {
    let Some(before) = project.entry(id) else {
        return Err(0);
    };
    let quoted = project.statements_in_briefing();
    let (old, new) = (Arc::clone(&before.article.text), Arc::clone(&article.text));
    let mut after = Entry {
        statements: BTreeMap::new(),
        ..Entry::clone(before)
    };
    let mut numbers: BTreeMap<Vec<Span>, u32> = BTreeMap::new();
    let mut n_lost = 0;
    for (&number, statement) in &before.statements {
        let is_quoted = quoted.contains(&crate::model::StatementId::new(id, number));
        let moved = moved(statement, &old, &new);
        match moved {
            Some(moved) if !statement.is_untouched() => {
                after.statements.insert(number, moved);
            }
            Some(moved) => {
                numbers.insert(moved.content, number);
            }
            None => n_lost += usize::from(!statement.is_untouched() || is_quoted),
        }
    }
    if n_lost > 0 {
        return Err(n_lost);
    }
    keep_what_was_typed(&before.article, &mut article);
    after.article = article;
    add_found(&mut after, found, numbers, before.next_number());
    let n_kept = after.statements.values().filter(|it| !it.is_untouched()).count();
    let title = shorten(after.article.title());
    let kept = match n_kept {
        0 => String::new(),
        n => format!(" ({} by hand kept)", count(n, "statement")),
    };
    Ok(Edit::new(
        format!("Update “{title}” to its newer version{kept}"),
        vec![Change::Article(id, Some(Arc::new(after)))],
    ))
}

/// Metadata that a person typed stays.
fn keep_what_was_typed(before: &Article, after: &mut Article) {
    use crate::model::{MetadataField, Provenance};
    let typed = before.metadata.provenance.iter();
    for (&field, &from) in typed.filter(|(_, from)| **from == Provenance::Person) {
        let (old, new) = (&before.metadata, &mut after.metadata);
        match field {
            MetadataField::Headline => new.headline.clone_from(&old.headline),
            MetadataField::Outlet => new.outlet.clone_from(&old.outlet),
            MetadataField::Author => new.author.clone_from(&old.author),
            MetadataField::Published => new.published = old.published,
            MetadataField::Url => new.url.clone_from(&old.url),
            MetadataField::Language => new.language.clone_from(&old.language),
            MetadataField::Dateline => new.dateline.clone_from(&old.dateline),
        }
        new.provenance.insert(field, from);
    }
}

/// The statement at the same words in a newer text; `None` if they do not all stand there in the same order.
fn moved(statement: &Statement, old: &str, new: &str) -> Option<Statement> {
    let mut from = 0;
    let mut content = Vec::with_capacity(statement.content.len());
    for span in &statement.content {
        let place = nearest(span.of(old), new, from, shifted(span.start(), old, new))?;
        from = place.end();
        content.push(place);
    }
    let near = |span: Span| nearest(span.of(old), new, 0, shifted(span.start(), old, new));
    Some(Statement {
        cue: statement.cue.and_then(near),
        source: statement.source.and_then(near),
        why: crate::model::Why {
            reasons: statement
                .why
                .reasons
                .iter()
                .map(|reason| Reason {
                    words: reason.words.iter().copied().filter_map(near).collect(),
                    ..reason.clone()
                })
                .collect(),
        },
        content,
        ..statement.clone()
    })
}

/// About where a byte of the old text stands in the new one, if text was added before or after it evenly.
fn shifted(byte_offset: usize, old: &str, new: &str) -> usize {
    byte_offset.saturating_mul(new.len()) / old.len().max(1)
}

/// The place of `words` from byte `from` on that is nearest to byte `wanted`.
fn nearest(words: &str, text: &str, from: usize, wanted: usize) -> Option<Span> {
    let rest = slice(text, from, text.len());
    rest.match_indices(words)
        .map(|(at, _)| from + at)
        .min_by_key(|at| at.abs_diff(wanted))
        .and_then(|at| Span::new(text, at, at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Origin, Passage, Speaker, StatementId};
    use crate::project::edits;

    const OLD: &str = "He said no. She said yes. They said maybe.";
    const NEW: &str = "Updated. He said no. In the evening she went home. She said yes. They said perhaps.";

    fn place(text: &str, words: &str) -> Vec<Span> {
        let start = text.find(words).unwrap();
        vec![Span::new(text, start, start + words.len()).unwrap()]
    }

    fn found(text: &str, words: &str) -> Statement {
        Statement {
            origin: Origin::Extracted,
            is_checked: false,
            ..Statement::by_hand(place(text, words), Kind::Indirect)
        }
    }

    fn project(statements: Vec<Statement>) -> Project {
        let mut project = Project::default();
        let entry = Entry::new(Article::from_text(OLD), statements);
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        project
    }

    fn id(number: u32) -> StatementId {
        StatementId::new(ArticleId(1), number)
    }

    fn corrected(project: &mut Project, number: u32) {
        let speaker = Speaker {
            name: "Olma Sarvin".to_owned(),
            role: None,
        };
        let edit = edits::set_speaker(project, &[id(number)], Some(&speaker)).unwrap();
        project.apply(&edit).unwrap();
    }

    #[test]
    fn corrected_checked_hidden_and_made_statements_survive_finding_again() {
        let words = ["no", "She", "yes", "maybe"];
        let mut project = project(words.iter().map(|words| found(OLD, words)).collect());
        corrected(&mut project, 1);
        for edit in [
            edits::set_checked(&project, &[id(2)], true),
            edits::set_visible(&project, &[id(3)], false),
            edits::make_statement(&project, ArticleId(1), place(OLD, "They")).map(|(_, edit)| edit),
        ] {
            project.apply(&edit.unwrap()).unwrap();
        }
        let before = project.clone();
        // The finder now finds everything longer, and the last as before.
        let anew = vec![
            found(OLD, "said no"),
            found(OLD, "She said"),
            found(OLD, "said yes"),
            found(OLD, "They said"),
            found(OLD, "maybe"),
        ];
        let edit = find_anew(&project, ArticleId(1), anew);
        assert_eq!(edit, None, "all of it is a person's work or as before");
        let edit = find_anew(&project, ArticleId(1), vec![found(OLD, "He")]).unwrap();
        assert_eq!(
            edit.label,
            "Find statements in “He said no. She said yes. They said mayb…” again, keep 4 by hand"
        );
        project.apply(&edit).unwrap();
        for number in [1, 2, 3, 5] {
            assert_eq!(project.statement(id(number)), before.statement(id(number)));
        }
        assert_eq!(project.statement(id(4)), None, "found no more");
        assert_eq!(project.statement(id(6)).unwrap().words(OLD), "He");
    }

    #[test]
    fn a_newer_version_takes_corrections_along_to_their_words() {
        let mut project = project(vec![found(OLD, "no"), found(OLD, "yes"), found(OLD, "maybe")]);
        corrected(&mut project, 2);
        let anew = vec![found(NEW, "no"), found(NEW, "said yes"), found(NEW, "perhaps")];
        let edit = renew_article(&project, ArticleId(1), Article::from_text(NEW), anew).unwrap();
        assert!(
            edit.label.ends_with("(1 statement by hand kept)"),
            "{}",
            edit.label
        );
        let before = project.clone();
        let undo = project.apply(&edit).unwrap();
        let entry = project.entry(ArticleId(1)).unwrap();
        let words: Vec<(u32, String)> = entry
            .in_order()
            .into_iter()
            .map(|(number, statement)| (number, statement.words(NEW)))
            .collect();
        assert_eq!(
            words,
            [
                (1, "no".to_owned()),
                (2, "yes".to_owned()),
                (4, "perhaps".to_owned())
            ]
        );
        assert_eq!(
            project.statement(id(2)).unwrap().speaker_name(),
            Some("Olma Sarvin")
        );
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn nothing_is_changed_if_a_correction_or_a_quoted_statement_would_be_lost() {
        let mut project = project(vec![found(OLD, "maybe"), found(OLD, "no")]);
        let renew = |project: &Project| {
            renew_article(project, ArticleId(1), Article::from_text(NEW), Vec::new()).map(|_| ())
        };
        assert_eq!(renew(&project), Ok(()));
        let mut quoting = project.clone();
        let (section, add) = edits::add_section(&quoting, "Positions", 0, 0);
        quoting.apply(&add).unwrap();
        let edit = edits::add_excerpts(&quoting, section, 0, &[id(1)]).unwrap();
        quoting.apply(&edit).unwrap();
        let is_quoted = quoting.briefing().blocks.values().any(|block| {
            matches!(&block.kind, crate::model::BlockKind::Excerpt(excerpt)
                if excerpt.passage == Passage::Statement(id(1)))
        });
        assert!(is_quoted);
        assert_eq!(renew(&quoting), Err(1));
        corrected(&mut project, 1);
        assert_eq!(renew(&project), Err(1));
    }
}
