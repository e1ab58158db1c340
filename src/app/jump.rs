//! Where an edit has changed something, so that the view goes there after undo and redo.

use super::App;
use super::session::Place;
use crate::model::{ArticleId, Block, BlockKind, Party, Passage, SectionId, StatementId, TopicId};
use crate::project::{Change, Edit, Project};

/// What of a project an edit has changed first.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Changed {
    /// A statement, or what the briefing has of it.
    Statement(StatementId),
    /// An article.
    Article(ArticleId),
    /// A section of the briefing, or something in it.
    Section(SectionId),
    /// The briefing as a whole.
    Briefing,
    /// A topic.
    Topic(TopicId),
    /// The line of a party on a topic, or its silence.
    Line(TopicId, Party),
    /// The table of Compare as a whole.
    Table,
}

impl App {
    /// Goes to what an edit that was undone or made again has changed: where the user is if it can be seen there,
    /// else to the place where it can.
    pub(super) fn jump_to(&mut self, edit: &Edit) {
        // What an edit has taken out of the briefing is known to the one that puts it back.
        let history = self.host.history();
        let back = [history.to_redo(), history.to_undo()];
        let back = back.iter().flatten().flat_map(|edit| &edit.changes);
        let back: Vec<&Change> = back
            .filter(|it| matches!(it, Change::Block(_, Some(_))))
            .collect();
        match changed(self.host.project(), edit, &back) {
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
            Some(Changed::Topic(topic)) => {
                self.session.place = Place::Compare;
                self.session.compare.show_topic(topic);
            }
            Some(Changed::Line(topic, party)) => {
                self.session.place = Place::Compare;
                self.session.compare.show_line(topic, party);
            }
            Some(Changed::Table) => self.session.place = Place::Compare,
            None => {}
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

/// What the edit has changed first; `back` is what would put blocks of the briefing back.
fn changed(project: &Project, edit: &Edit, back: &[&Change]) -> Option<Changed> {
    let mut first: Option<(u8, Changed)> = None;
    for changed in edit
        .changes
        .iter()
        .filter_map(|change| what(project, change, back))
    {
        let rank = match changed {
            Changed::Statement(_) => return Some(changed),
            Changed::Section(_) => 1,
            Changed::Article(_) => 2,
            Changed::Briefing => 3,
            Changed::Line(..) => 4,
            Changed::Topic(_) => 5,
            Changed::Table => 6,
        };
        if first.as_ref().is_none_or(|(before, _)| rank < *before) {
            first = Some((rank, changed));
        }
    }
    first.map(|(_, changed)| changed)
}

fn what(project: &Project, change: &Change, back: &[&Change]) -> Option<Changed> {
    let of_block = |block: &Block| match &block.kind {
        BlockKind::Excerpt(excerpt) => match excerpt.passage {
            Passage::Statement(id) if project.statement(id).is_some() => Changed::Statement(id),
            _ => Changed::Briefing,
        },
        _ => Changed::Briefing,
    };
    Some(match change {
        Change::Statement(id, _) if project.statement(*id).is_some() => Changed::Statement(*id),
        Change::Statement(id, _) => Changed::Article(project.entry(id.article).map(|_| id.article)?),
        Change::Article(id, Some(_))
        | Change::Metadata(id, _)
        | Change::Body(id, _)
        | Change::Story(id, _) => Changed::Article(*id),
        Change::Block(_, Some(block)) => of_block(block),
        Change::Block(id, None) => back
            .iter()
            .find_map(|change| match change {
                Change::Block(other, Some(block)) if other == id => Some(of_block(block)),
                _ => None,
            })
            .unwrap_or(Changed::Briefing),
        Change::Section(id, Some(_)) => Changed::Section(*id),
        Change::Section(_, None) | Change::Outline(_) | Change::Head(_) => Changed::Briefing,
        Change::Topic(id, Some(_)) => Changed::Topic(*id),
        Change::Line(topic, party, _) => Changed::Line(*topic, party.clone()),
        Change::Topic(_, None) | Change::View(_) => Changed::Table,
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
        let changed = |project: &Project, edit: &Edit| changed(project, edit, &[]);
        assert_eq!(changed(&project, &add), Some(Changed::Article(ArticleId(1))));
        assert_eq!(changed(&project, &undo_import), None, "it is gone");
        let id = StatementId::new(ArticleId(1), 1);
        let edit = edits::always_speaks_for(&project, "Nobody", &[]).unwrap();
        assert_eq!(changed(&project, &edit), None);
        let edit = edits::set_visible(&project, &[id], false).unwrap();
        assert_eq!(changed(&project, &edit), Some(Changed::Statement(id)));
        let (topic, edit) = edits::add_topic(&project, "Border");
        let without_topic = project.apply(&edit).unwrap();
        assert_eq!(changed(&project, &edit), Some(Changed::Topic(topic)));
        let party: Party = "AM".parse().unwrap();
        let line = edits::set_line(&project, topic, &party, "No.", &[]).unwrap();
        assert_eq!(changed(&project, &line), Some(Changed::Line(topic, party)));
        project.apply(&without_topic).unwrap();
        assert_eq!(changed(&project, &without_topic), Some(Changed::Table));
        let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
        project.apply(&edit).unwrap();
        assert_eq!(changed(&project, &edit), Some(Changed::Section(section)));
    }
}
