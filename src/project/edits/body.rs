//! Edits to what of an article's text is body: furniture taken back, body taken out.

use super::shorten;
use crate::model::{ArticleId, Statement, StatementId};
use crate::project::{Change, Edit, Entry, Project};
use crate::text::Span;
use crate::text::span::slice;

/// The places of a body and one more, in order, not overlapping; places that touch are one.
#[must_use]
pub fn body_with(body: &[Span], part: Span) -> Vec<Span> {
    let mut whole = part;
    let mut after: Vec<Span> = Vec::with_capacity(body.len() + 1);
    for &span in body {
        if span.end() < whole.start() || span.start() > whole.end() {
            after.push(span);
        } else {
            whole = whole.union(span);
        }
    }
    let at = after.partition_point(|span| span.start() < whole.start());
    after.insert(at, whole);
    after
}

/// The places of a body in `text` without one part of it, without white space at the cuts.
#[must_use]
pub fn body_without(text: &str, body: &[Span], part: Span) -> Vec<Span> {
    let piece = |start: usize, end: usize| Span::new(text, start, end)?.trimmed(text);
    body.iter()
        .flat_map(|span| {
            if span.overlaps(part) {
                [
                    (span.start() < part.start())
                        .then(|| piece(span.start(), part.start()))
                        .flatten(),
                    (part.end() < span.end())
                        .then(|| piece(part.end(), span.end()))
                        .flatten(),
                ]
            } else {
                [Some(*span), None]
            }
        })
        .flatten()
        .collect()
}

/// Takes a part of the text back into the article. Of the statements that were `found` in the article with it,
/// those come in that stand in the part and overlap nothing that is there already.
#[must_use]
pub fn put_back(project: &Project, article: ArticleId, part: Span, found: Vec<Statement>) -> Option<Edit> {
    let entry = project.entry(article)?;
    let text = &entry.article.text;
    let part = Span::new(text, part.start(), part.end())?;
    let body = body_with(&entry.article.body, part);
    if body == entry.article.body {
        return None;
    }
    let mut changes = vec![Change::Body(article, body)];
    let mut number = entry.next_number();
    for statement in found {
        let stands_in_part = statement.content.iter().any(|span| span.overlaps(part));
        if stands_in_part && !overlaps_any(entry, &statement) {
            changes.push(Change::Statement(
                StatementId::new(article, number),
                Some(statement),
            ));
            number = number.saturating_add(1);
        }
    }
    let label = format!("Put “{}” back into the article", beginning(text, part));
    Some(Edit::new(label, changes))
}

/// Says that a part of the text does not belong to the article. Statements that stand in it alone go with it,
/// except those that a person touched and those that the briefing quotes.
#[must_use]
pub fn take_out(project: &Project, article: ArticleId, part: Span) -> Option<Edit> {
    let entry = project.entry(article)?;
    let text = &entry.article.text;
    let body = body_without(text, &entry.article.body, part);
    if body == entry.article.body {
        return None;
    }
    let quoted = project.statements_in_briefing();
    let mut changes = vec![Change::Body(article, body)];
    for (&number, statement) in &entry.statements {
        let id = StatementId::new(article, number);
        let goes = statement.content.iter().all(|span| part.contains(*span));
        if goes && statement.is_untouched() && !quoted.contains(&id) {
            changes.push(Change::Statement(id, None));
        }
    }
    let label = format!("Take “{}” out of the article", beginning(text, part));
    Some(Edit::new(label, changes))
}

fn overlaps_any(entry: &Entry, statement: &Statement) -> bool {
    entry.statements.values().any(|kept| {
        kept.content
            .iter()
            .any(|one| statement.content.iter().any(|other| one.overlaps(*other)))
    })
}

/// The first words of a part, for the menu.
fn beginning(text: &str, part: Span) -> String {
    let words = slice(text, part.start(), part.end());
    let line = words.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    shorten(&line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind};
    use crate::project::edits::add_articles;

    const TEXT: &str = "Menu\n\nHe said no.\n\nShare this\n\nShe said yes.\n\nFooter";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(TEXT, start, start + words.len()).unwrap()
    }

    fn project() -> Project {
        let mut article = Article::from_text(TEXT);
        article.body = vec![span("He said no."), span("She said yes.")];
        let statements = vec![Statement::by_hand(vec![span("no")], Kind::Indirect)];
        let mut project = Project::default();
        let add = add_articles(&project, vec![Entry::new(article, statements)]);
        project.apply(&add).unwrap();
        project
    }

    fn extracted(words: &str) -> Statement {
        Statement {
            origin: crate::model::Origin::Extracted,
            is_checked: false,
            ..Statement::by_hand(vec![span(words)], Kind::Indirect)
        }
    }

    #[test]
    fn what_is_put_back_brings_its_statements_and_undo_takes_them_away() {
        let mut project = project();
        let before = project.clone();
        let id = ArticleId(1);
        let found = vec![extracted("no"), extracted("Share"), extracted("yes")];
        let edit = put_back(&project, id, span("Share this"), found).unwrap();
        let undo = project.apply(&edit).unwrap();
        let entry = project.entry(id).unwrap();
        assert_eq!(entry.article.body.len(), 3);
        let words: Vec<String> = entry
            .statements
            .values()
            .map(|statement| statement.words(TEXT))
            .collect();
        assert_eq!(words, ["no", "Share"], "only what stands in the part");
        assert_eq!(
            put_back(&project, id, span("Share this"), Vec::new()),
            None,
            "it is there"
        );
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn what_is_taken_out_takes_untouched_statements_along() {
        let mut project = project();
        let id = ArticleId(1);
        let found = vec![extracted("Share")];
        project
            .apply(&put_back(&project.clone(), id, span("Share this"), found).unwrap())
            .unwrap();
        let before = project.clone();
        let undo = project
            .apply(&take_out(&before, id, span("Share this")).unwrap())
            .unwrap();
        assert_eq!(project.entry(id).unwrap().statements.len(), 1);
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
        // Made by hand: it stays.
        project
            .apply(&take_out(&before, id, span("He said no.")).unwrap())
            .unwrap();
        assert_eq!(project.entry(id).unwrap().statements.len(), 2);
        assert_eq!(take_out(&project, id, span("Menu")), None);
    }

    #[test]
    fn bodies_are_cut_and_joined_at_any_place() {
        let all = Span::all(TEXT).unwrap();
        let without = body_without(TEXT, &[all], span("Share this"));
        let words: Vec<&str> = without.iter().map(|span| span.of(TEXT)).collect();
        assert_eq!(words, ["Menu\n\nHe said no.", "She said yes.\n\nFooter"]);
        let joined = body_with(
            &without,
            Span::new(TEXT, without[0].end(), without[1].start()).unwrap(),
        );
        assert_eq!(joined, [all]);
        assert_eq!(body_with(&[], span("Menu")), [span("Menu")]);
        assert_eq!(body_without(TEXT, &[span("Menu")], all), []);
    }
}
