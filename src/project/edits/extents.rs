//! Edits to how far statements reach: one cut in two, two joined.

use super::count;
use crate::model::{Origin, Statement, StatementId};
use crate::project::{Change, Edit, Project};
use crate::text::Span;
use crate::text::span::slice;

/// Cuts a statement in two at a byte of the article's text inside of its content. Both are of the same speaker,
/// parties and topics; returns the id that the second one will have.
#[must_use]
pub fn split_statement(
    project: &Project,
    id: StatementId,
    byte_offset: usize,
) -> Option<(StatementId, Edit)> {
    let (before, article) = project.statement_in_article(id)?;
    let text = &article.text;
    let part = |from: usize, to: usize| -> Vec<Span> {
        let spans = before.content.iter();
        let pieces = spans.filter_map(|span| Span::new(text, span.start().max(from), span.end().min(to)));
        pieces.filter_map(|span| span.trimmed(text)).collect()
    };
    let (first, second) = (part(0, byte_offset), part(byte_offset, text.len()));
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let with = |content: Vec<Span>| Statement {
        content,
        origin: corrected(before.origin),
        ..before.clone()
    };
    let new = StatementId::new(id.article, project.entry(id.article)?.next_number());
    let edit = Edit::new(
        "Split statement",
        vec![
            Change::Statement(id, Some(with(first))),
            Change::Statement(new, Some(with(second))),
        ],
    );
    Some((new, edit))
}

/// Joins statements of one article: the first one gets the words and topics of all, and what is not known of it
/// from the others, which go.
#[must_use]
pub fn merge_statements(project: &Project, ids: &[StatementId]) -> Option<Edit> {
    let &first = ids.first()?;
    let (mut after, article) = project
        .statement_in_article(first)
        .map(|(statement, article)| (statement.clone(), article))?;
    let mut changes = Vec::new();
    for &id in ids.iter().skip(1) {
        if id.article != first.article || id == first {
            return None;
        }
        let other = project.statement(id)?;
        after.content.extend(&other.content);
        after.cue = after.cue.or(other.cue);
        after.source = after.source.or(other.source);
        after.speaker = after.speaker.or_else(|| other.speaker.clone());
        if after.parties.is_empty() {
            after.parties.clone_from(&other.parties);
        }
        if after.kind != other.kind {
            after.kind = crate::model::Kind::Mixed;
        }
        for (&topic, &stance) in &other.topics {
            after.topics.entry(topic).or_insert(stance);
        }
        changes.push(Change::Statement(id, None));
    }
    if changes.is_empty() {
        return None;
    }
    after.content = joined(&article.text, after.content);
    after.origin = corrected(after.origin);
    changes.push(Change::Statement(first, Some(after)));
    Some(Edit::new(
        format!("Merge {}", count(ids.len(), "statement")),
        changes,
    ))
}

/// Places in order; those that overlap, or between which nothing but white space stands, are one.
fn joined(text: &str, mut places: Vec<Span>) -> Vec<Span> {
    places.sort_unstable();
    let mut after: Vec<Span> = Vec::with_capacity(places.len());
    for span in places {
        match after.last_mut() {
            Some(last)
                if last.end() >= span.start() || slice(text, last.end(), span.start()).trim().is_empty() =>
            {
                *last = last.union(span);
            }
            _ => after.push(span),
        }
    }
    after
}

fn corrected(origin: Origin) -> Origin {
    match origin {
        Origin::Extracted => Origin::Corrected,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, ArticleId, Kind, Speaker};
    use crate::project::{Entry, edits};

    const TEXT: &str = "“The track is ready. The trains are not”, she said. “Nobody waits.”";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(TEXT, start, start + words.len()).unwrap()
    }

    fn project(contents: &[&[&str]]) -> Project {
        let statements = contents.iter().map(|places| Statement {
            origin: Origin::Extracted,
            is_checked: false,
            ..Statement::by_hand(places.iter().map(|words| span(words)).collect(), Kind::Direct)
        });
        let mut project = Project::default();
        let entry = Entry::new(Article::from_text(TEXT), statements.collect());
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        project
    }

    fn id(number: u32) -> StatementId {
        StatementId::new(ArticleId(1), number)
    }

    fn words(project: &Project) -> Vec<String> {
        let statements = project.statements();
        statements.map(|(_, statement)| statement.words(TEXT)).collect()
    }

    #[test]
    fn a_statement_is_cut_between_two_sentences_and_undo_joins_it() {
        let whole: &[&str] = &["“The track is ready. The trains are not”"];
        let mut project = project(&[whole]);
        let before = project.clone();
        let at = TEXT.find("The trains").unwrap();
        let (new, edit) = split_statement(&project, id(1), at).unwrap();
        assert_eq!(new, id(2));
        let undo = project.apply(&edit).unwrap();
        assert_eq!(words(&project), ["“The track is ready.", "The trains are not”"]);
        assert!(project.statements().all(|(_, it)| it.origin == Origin::Corrected));
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
        for outside in [0, TEXT.len()] {
            assert_eq!(split_statement(&project, id(1), outside), None);
        }
    }

    #[test]
    fn a_statement_of_two_places_is_cut_between_them() {
        let mut project = project(&[&["“The track is ready. The trains are not”", "“Nobody waits.”"]]);
        let at = TEXT.find("she said").unwrap();
        let (_, edit) = split_statement(&project, id(1), at).unwrap();
        project.apply(&edit).unwrap();
        assert_eq!(
            words(&project),
            ["“The track is ready. The trains are not”", "“Nobody waits.”"]
        );
    }

    #[test]
    fn statements_are_joined_with_what_is_known_of_each() {
        let mut project = project(&[
            &["“Nobody waits.”"],
            &["“The track is ready. The trains are not”"],
        ]);
        let speaker = Speaker {
            name: "Olma Sarvin".to_owned(),
            role: None,
        };
        let edit = edits::set_speaker(&project, &[id(2)], Some(&speaker)).unwrap();
        project.apply(&edit).unwrap();
        let edit = merge_statements(&project, &[id(1), id(2)]).unwrap();
        assert_eq!(edit.label, "Merge 2 statements");
        project.apply(&edit).unwrap();
        assert_eq!(
            words(&project),
            ["“The track is ready. The trains are not” … “Nobody waits.”"]
        );
        assert_eq!(project.statement(id(1)).unwrap().speaker, Some(speaker));
        assert_eq!(merge_statements(&project, &[id(1)]), None);
    }

    #[test]
    fn neighbours_without_words_between_them_become_one_place() {
        let mut project = project(&[&["“The track is ready."], &["The trains are not”"]]);
        let edit = merge_statements(&project, &[id(1), id(2)]).unwrap();
        project.apply(&edit).unwrap();
        assert_eq!(words(&project), ["“The track is ready. The trains are not”"]);
    }
}
