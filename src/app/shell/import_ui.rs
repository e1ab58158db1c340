//! The dialogs of importing: an address, the columns of a table, the attachments of a message.

use std::path::{Path, PathBuf};

use egui::{Checkbox, ComboBox, Grid, RichText, ScrollArea, Sides, TextEdit, Ui, WidgetInfo};

use super::super::App;
use super::super::command::Command;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::widgets::{name_field, primary_button};
use super::modals::{ModalState, title_ui};
use crate::import::{Choices, Columns, Preview, Table};

/// What the user chooses about a file before it is read.
#[derive(Clone, Debug)]
pub(crate) enum Choosing {
    /// Which column of a table holds what.
    Columns(Box<(Table, Columns)>),
    /// Which of the documents attached to a message come in, too.
    Attachments { names: Vec<(String, bool)> },
}

impl ModalState {
    /// The dialog for an address.
    pub(crate) fn link() -> Self {
        Self::Link { words: String::new() }
    }

    /// The dialog for what there is to choose in a file; the file if there is nothing.
    pub(crate) fn choices(path: PathBuf, preview: Preview) -> Result<Self, PathBuf> {
        let choosing = match preview {
            Preview::Whole => return Err(path),
            Preview::Table(table) => {
                let columns = table.found.clone().unwrap_or_else(|| Columns {
                    text: longest(&table).unwrap_or_default(),
                    ..Columns::default()
                });
                Choosing::Columns(Box::new((table, columns)))
            }
            Preview::Attachments(names) => Choosing::Attachments {
                names: names.into_iter().map(|name| (name, true)).collect(),
            },
        };
        Ok(Self::Choose { path, choosing })
    }
}

/// The column with the most words in the first rows: the text, most likely.
fn longest(table: &Table) -> Option<String> {
    let length = |idx: usize| -> usize {
        table
            .rows
            .iter()
            .filter_map(|row| row.get(idx))
            .map(String::len)
            .sum()
    };
    let idx = (0..table.columns.len()).rev().max_by_key(|idx| length(*idx))?;
    table.columns.get(idx).cloned()
}

/// Asks for an address. True when done.
pub(super) fn link_ui(app: &mut App, ui: &mut Ui, words: &mut String) -> bool {
    let weak = Tokens::for_ui(ui).text_weak;
    ui.set_width(560.0);
    title_ui(ui, "Import from a link");
    ui.label(
        RichText::new(
            "The page is fetched once, now; nothing else is. Cookies and passwords are never sent, so pages behind \
             a login have to be pasted.",
        )
        .color(weak),
    );
    ui.add_space(space::S);
    let field = TextEdit::singleline(words)
        .hint_text("https://example.org/article")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    name_field(&response, "Web address", words);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.add_space(space::S);
    let mut lets = app.preferences.lets_private_addresses;
    let toggled = ui
        .add(Checkbox::new(
            &mut lets,
            "Allow addresses of this computer and its network",
        ))
        .on_hover_text(
            "For pages of an intranet. Leave it off otherwise: a link from elsewhere could reach them too.",
        )
        .changed();
    if toggled {
        app.let_private_addresses(lets);
    }
    if !enter && !toggled && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    ui.add_space(space::L);
    let mut is_done = false;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            let has_words = !words.trim().is_empty();
            let button = ui.add_enabled_ui(has_words, |ui| primary_button(ui, "Fetch"));
            if has_words && (button.inner.clicked() || enter) {
                app.outbox.send(Command::ImportLink(words.trim().to_owned()));
                is_done = true;
            }
            is_done |= ui.button("Cancel").clicked();
        },
    );
    is_done
}

/// Asks what of a file to import, and as what. True when done.
pub(super) fn choose_ui(app: &mut App, ui: &mut Ui, path: &Path, choosing: &mut Choosing) -> bool {
    ui.set_width(760.0_f32.min(ui.ctx().content_rect().width() - 96.0));
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.display().to_string());
    let choices = match choosing {
        Choosing::Columns(chosen) => {
            let (table, columns) = &mut **chosen;
            title_ui(ui, &format!("Columns of {name}"));
            columns_ui(ui, table, columns);
            Choices {
                columns: Some(columns.clone()),
                ..Choices::default()
            }
        }
        Choosing::Attachments { names } => {
            title_ui(ui, &format!("Documents attached to {name}"));
            attachments_ui(ui, names);
            let unwanted = names.iter().filter(|(_, is_wanted)| !is_wanted);
            Choices {
                without_attachments: unwanted.map(|(name, _)| name.clone()).collect(),
                ..Choices::default()
            }
        }
    };
    ui.add_space(space::L);
    let mut is_done = false;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            if primary_button(ui, "Import").clicked() {
                app.outbox
                    .send(Command::ImportChosen(vec![path.to_path_buf()], choices));
                is_done = true;
            }
            is_done |= ui.button("Leave out").clicked();
        },
    );
    is_done
}

fn columns_ui(ui: &mut Ui, table: &Table, columns: &mut Columns) {
    let weak = Tokens::for_ui(ui).text_weak;
    ui.label(RichText::new("Each row is an article. Say which column holds what.").color(weak));
    ui.add_space(space::S);
    Grid::new("columns")
        .num_columns(4)
        .spacing([space::M, space::S])
        .show(ui, |ui| {
            let mut text = Some(columns.text.clone());
            column_ui(ui, "Text", table, &mut text, false);
            columns.text = text.unwrap_or_default();
            column_ui(ui, "Headline", table, &mut columns.headline, true);
            ui.end_row();
            column_ui(ui, "Outlet", table, &mut columns.outlet, true);
            column_ui(ui, "Author", table, &mut columns.author, true);
            ui.end_row();
            column_ui(ui, "Date", table, &mut columns.published, true);
            column_ui(ui, "Address", table, &mut columns.url, true);
            ui.end_row();
            column_ui(ui, "Language", table, &mut columns.language, true);
            ui.end_row();
        });
    ui.add_space(space::M);
    ui.label(RichText::new("The first rows").size(text_size::SMALL).color(weak));
    ScrollArea::both()
        .max_height(220.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("rows")
                .striped(true)
                .max_col_width(220.0)
                .show(ui, |ui| {
                    for column in &table.columns {
                        ui.add(
                            egui::Label::new(RichText::new(column).font(semibold(text_size::SMALL)))
                                .truncate(),
                        );
                    }
                    ui.end_row();
                    for row in &table.rows {
                        for cell in row {
                            ui.add(egui::Label::new(RichText::new(cell).size(text_size::SMALL)).truncate());
                        }
                        ui.end_row();
                    }
                });
        });
}

/// A choice of a column; `None` is none.
fn column_ui(ui: &mut Ui, name: &str, table: &Table, chosen: &mut Option<String>, may_be_none: bool) {
    ui.label(name);
    let shown = chosen.clone().unwrap_or_else(|| "none".to_owned());
    let response = ComboBox::from_id_salt(("column", name))
        .selected_text(&shown)
        .width(220.0)
        .truncate()
        .show_ui(ui, |ui| {
            if may_be_none {
                ui.selectable_value(chosen, None, "none");
            }
            for column in &table.columns {
                ui.selectable_value(chosen, Some(column.clone()), column);
            }
        })
        .response;
    response
        .widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name} column: {shown}")));
}

fn attachments_ui(ui: &mut Ui, names: &mut [(String, bool)]) {
    let weak = Tokens::for_ui(ui).text_weak;
    ui.label(
        RichText::new("The message itself is imported. Which documents are to come in, too?").color(weak),
    );
    ui.add_space(space::S);
    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        for (name, is_wanted) in names {
            ui.add(Checkbox::new(is_wanted, name.as_str()));
        }
    });
}
