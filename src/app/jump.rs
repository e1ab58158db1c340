//! Where an edit has changed something, so that the view goes there after undo and redo.

use super::App;
use super::session::Place;
use crate::model::{ArticleId, BlockKind, Passage, SectionId, StatementId};
use crate::project::{Change, Edit, Project};

/// What of a project an edit has changed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changed {
    /// A statement, or what the briefing has of it.
    Statement(StatementId),
    /// An article.
    Article(ArticleId),
    /// A section of the briefing, or something in it.
    Section(SectionId),
    /// The briefing as a whole.
    Briefing,
    /// The table of Compare, or what stands beside its rows.
    Table,
}

impl App {
    /// Goes to what an edit that was undone or made again has changed: where the user is if it can be seen there,
    /// else to the place where it can.
    pub(super) fn jump_to(&mut self, edit: &Edit) {
        match changed(self.host.project(), edit) {
            Some(Changed::Statement(id)) => {
                if self.session.place == Place::Briefing && !is_of_briefing(edit) {
                    self.session.place = Place::Articles;
                }
                self.session.select_in_place(id);
            }
            Some(Changed::Article(id)) => {
                if self.session.place == Place::Briefing {
                    self.session.place = Place::Articles;
                }
                self.session.articles.open(id);
            }
            Some(Changed::Section(id)) => {
                self.session.place = Place::Briefing;
                self.session.briefing.section = Some(id);
            }
            Some(Changed::Briefing) => self.session.place = Place::Briefing,
            Some(Changed::Table) if self.session.place == Place::Briefing => {
                self.session.place = Place::Compare;
            }
            Some(Changed::Table) | None => {}
        }
    }
}

fn is_of_briefing(edit: &Edit) -> bool {
    let is_of = |change: &Change| {
        matches!(
            change,
            Change::Block(..) | Change::Section(..) | Change::Outline(_) | Change::Head(_)
        )
    };
    edit.changes.iter().any(is_of)
}

fn changed(project: &Project, edit: &Edit) -> Option<Changed> {
    let mut first: Option<(u8, Changed)> = None;
    for changed in edit.changes.iter().filter_map(|change| what(project, change)) {
        let rank = match changed {
            Changed::Statement(_) => return Some(changed),
            Changed::Section(_) => 1,
            Changed::Article(_) => 2,
            Changed::Briefing => 3,
            Changed::Table => 4,
        };
        if first.is_none_or(|(before, _)| rank < before) {
            first = Some((rank, changed));
        }
    }
    first.map(|(_, changed)| changed)
}

fn what(project: &Project, change: &Change) -> Option<Changed> {
    Some(match change {
        Change::Statement(id, _) if project.statement(*id).is_some() => Changed::Statement(*id),
        Change::Statement(id, _) => Changed::Article(project.entry(id.article).map(|_| id.article)?),
        Change::Article(id, Some(_))
        | Change::Metadata(id, _)
        | Change::Body(id, _)
        | Change::Story(id, _) => Changed::Article(*id),
        Change::Block(_, Some(block)) => match &block.kind {
            BlockKind::Excerpt(excerpt) => match excerpt.passage {
                Passage::Statement(id) if project.statement(id).is_some() => Changed::Statement(id),
                _ => Changed::Briefing,
            },
            _ => Changed::Briefing,
        },
        Change::Section(id, Some(_)) => Changed::Section(*id),
        Change::Block(_, None) | Change::Section(_, None) | Change::Outline(_) | Change::Head(_) => {
            Changed::Briefing
        }
        Change::Topic(..) | Change::Line(..) | Change::View(_) => Changed::Table,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Statement};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    #[test]
    fn a_statement_comes_before_what_surrounds_it() {
        let text = "No.";
        let statement = Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct);
        let mut project = Project::default();
        let add = edits::add_articles(
            &project,
            vec![Entry::new(Article::from_text(text), vec![statement])],
        );
        let undo_import = project.apply(&add).unwrap();
        assert_eq!(changed(&project, &add), Some(Changed::Article(ArticleId(1))));
        assert_eq!(changed(&project, &undo_import), None, "it is gone");
        let id = StatementId::new(ArticleId(1), 1);
        let edit = edits::always_speaks_for(&project, "Nobody", &[]).unwrap();
        assert_eq!(changed(&project, &edit), None);
        let edit = edits::set_visible(&project, &[id], false).unwrap();
        assert_eq!(changed(&project, &edit), Some(Changed::Statement(id)));
        let (_, edit) = edits::add_topic(&project, "Border");
        assert_eq!(changed(&project, &edit), Some(Changed::Table));
        let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
        project.apply(&edit).unwrap();
        assert_eq!(changed(&project, &edit), Some(Changed::Section(section)));
    }
}
