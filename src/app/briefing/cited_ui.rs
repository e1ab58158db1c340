//! Which statements a cell of a positions table cites: chosen beside the cell, and on cards of Compare.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, PopupCloseBehavior, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::super::actions::party_name;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{framed, submenu};
use super::data;
use crate::briefing::{CellStatements, cell_statements};
use crate::compare::Card;
use crate::model::{BlockId, BlockKind, Party, StatementId, TopicId};
use crate::project::{Project, edits};

const WIDTH: f32 = 380.0;
const LONGEST: usize = 110;

/// The statements of the cells whose menus are open, for one state of the project: finding them goes through
/// all articles.
#[derive(Debug, Default)]
pub(crate) struct OpenCells {
    of: Option<Arc<Project>>,
    cells: BTreeMap<(BlockId, TopicId, Party), CellStatements>,
}

impl OpenCells {
    fn get(&mut self, project: &Arc<Project>, block: BlockId, key: &(TopicId, Party)) -> &CellStatements {
        if self
            .of
            .as_ref()
            .is_none_or(|before| !Arc::ptr_eq(before, project))
        {
            self.of = Some(Arc::clone(project));
            self.cells.clear();
        }
        let (topic, party) = key;
        let cell = self.cells.entry((block, *topic, party.clone()));
        cell.or_insert_with(|| cell_statements(project, block, key))
    }
}

/// A button with how many statements a cell cites, and a menu to choose them.
pub(super) fn cited_button(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    open: &mut OpenCells,
    (block, key): (BlockId, &(TopicId, Party)),
    n_cited: usize,
    names: &str,
) {
    let tokens = Tokens::for_ui(ui);
    let button = Button::new((
        icon_text("quote", 14.0).color(tokens.text_weak),
        RichText::new(n_cited.to_string())
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    ))
    .frame_when_inactive(false);
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        choice_ui(ui, view, open, block, key);
    });
    let name = format!("Choose what is cited: {names}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.on_hover_text(name);
}

fn choice_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    open: &mut OpenCells,
    block: BlockId,
    key: &(TopicId, Party),
) {
    let tokens = Tokens::for_ui(ui);
    let project = Arc::clone(view.project);
    let cell = open.get(&project, block, key);
    let target = (key.0, &key.1);
    let weak = |words: &str| {
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    ui.set_width(WIDTH);
    if cell.offered.is_empty() {
        ui.label(weak(
            "No statement is filed here. File some under the topic in Compare.",
        ));
        return;
    }
    ui.label(weak("What the cell cites, in this order"));
    ui.add_space(space::XS);
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        for &id in &cell.offered {
            let mut is_cited = cell.cited.contains(&id);
            let words = described(&project, id);
            let response = framed(ui, |ui| {
                let words = RichText::new(&words).size(text_size::SMALL);
                ui.add(egui::Checkbox::new(&mut is_cited, words))
            });
            if response.changed() {
                let chosen = with(&cell.cited, &[id], is_cited);
                view.edit(edits::set_cited(&project, block, target, Some(chosen)));
            }
        }
    });
    if cell.is_chosen {
        ui.separator();
        if ui.button("Let the program choose again").clicked() {
            view.edit(edits::set_cited(&project, block, target, None));
        }
    }
}

/// The places of a card in the positions tables of the briefing: cited there or not. Nothing where there are
/// none.
pub(crate) fn cite_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, open: &mut OpenCells, card: &Card) {
    let project = Arc::clone(view.project);
    let cells = cells_of(&project, card);
    if cells.is_empty() {
        return;
    }
    let copies = card.with_carriers();
    submenu(ui, "table", "Cite in the positions table", |ui| {
        for (block, key) in &cells {
            let cell = open.get(&project, *block, key);
            let mut is_cited = copies.iter().any(|id| cell.cited.contains(id));
            let topic = project
                .topics()
                .get(&key.0)
                .map_or("", |topic| topic.name.as_str());
            let words = format!("{} on “{}”", party_name(Some(&key.1)), data::shortened(topic, 40));
            if framed(ui, |ui| ui.checkbox(&mut is_cited, words)).changed() {
                let chosen = with(&cell.cited, &copies, is_cited);
                let target = (key.0, &key.1);
                view.edit(edits::set_cited(&project, *block, target, Some(chosen)));
            }
        }
    });
}

/// The cells of the positions tables that a card belongs to.
fn cells_of(project: &Project, card: &Card) -> Vec<(BlockId, (TopicId, Party))> {
    let mut cells = Vec::new();
    for (&block, about) in &project.briefing().blocks {
        let BlockKind::Positions { parties, topics, .. } = &about.kind else {
            continue;
        };
        for &(topic, _) in card.topics.iter().filter(|(topic, _)| topics.contains(topic)) {
            let parties = card.parties.iter().filter(|party| parties.contains(party));
            cells.extend(parties.map(|party| (block, (topic, party.clone()))));
        }
    }
    cells
}

/// What is cited with the first of `copies` at the end, or without any of them.
fn with(cited: &[StatementId], copies: &[StatementId], is_cited: bool) -> Vec<StatementId> {
    let others = cited.iter().filter(|id| !copies.contains(id));
    let added = copies.first().filter(|_| is_cited);
    others.chain(added).copied().collect()
}

/// "Anna Sarian: The road is ours…".
fn described(project: &Project, id: StatementId) -> String {
    let Some((statement, article)) = project.statement_in_article(id) else {
        return format!("{id} is no longer in the project");
    };
    let words = statement.words(&article.text);
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = data::shortened(&words.join(" "), LONGEST);
    match statement.speaker_name() {
        Some(name) => format!("{name}: {words}"),
        None => words,
    }
}
