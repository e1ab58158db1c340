//! The tools over a block.

use egui::{Button, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::super::command::{ArticleCommand, BriefingCommand, Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, text_icon_button};
use super::block_ui::{Place, field_id};
use super::data::{self, block_name};
use super::editor_ui::additions;
use super::own_field_ui::set_cursor;
use super::{Field, excerpt_ui, markdown_tools};
use crate::model::{BlockId, BlockKind, Disclosure, ExcerptForm, Passage, SectionId};
use crate::project::edits;

/// Narrower than this the tools have no room for words.
const NARROW: f32 = 580.0;
/// Narrower than this they have no room for all of them.
const TIGHT: f32 = 420.0;

/// The line of tools over a block. It always takes its room, and is seen when the block is pointed at or
/// has the keyboard.
pub(super) fn tools_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    is_shown: bool,
) {
    let name = block_name(&place.block.kind);
    let mut has_focus = false;
    let is_narrow = ui.available_width() < NARROW;
    let is_tight = ui.available_width() < TIGHT;
    ui.scope(|ui| {
        if !is_shown {
            ui.set_opacity(0.0);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            insert_ui(ui, view, place);
            if let (BlockKind::Text(words), true) = (&place.block.kind, is_shown) {
                markdown_tools_ui(ui, view, session, place, words, &mut has_focus);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let is_closed = place.block.disclosure == Disclosure::NotToBeDisclosed;
                let (to_disclosure, disclosure_name) = if is_closed {
                    (Disclosure::Usable, format!("Mark {name} as usable"))
                } else {
                    (
                        Disclosure::NotToBeDisclosed,
                        format!("Mark {name} as not to be disclosed"),
                    )
                };
                let mut tool = |ui: &mut Ui, icon: &str, words: &str, is_enabled: bool| {
                    let response = ui
                        .add_enabled_ui(is_enabled, |ui| icon_button(ui, icon, words))
                        .inner;
                    has_focus |= response.has_focus();
                    response.clicked()
                };
                if tool(ui, "trash", &format!("Remove {name}"), true) {
                    view.send(Command::Briefing(BriefingCommand::RemoveBlock(place.id)));
                }
                if tool(ui, "shield", &disclosure_name, true) {
                    view.edit(edits::set_disclosure(place.project, place.id, to_disclosure));
                }
                if !is_tight && tool(ui, "topic", &format!("Marking of this {name}"), true) {
                    let is_open = session.briefing.marking == Some(place.id);
                    session.briefing.marking = (!is_open).then_some(place.id);
                }
                if !is_tight && tool(ui, "duplicate", &format!("Duplicate {name}"), true) {
                    view.send(Command::Briefing(BriefingCommand::DuplicateBlock(place.id)));
                }
                let below = data::place_below(place.project, place.section, place.at);
                if tool(ui, "arrow_down", &format!("Move {name} down"), below.is_some()) {
                    move_to(view, place.id, below);
                }
                let above = data::place_above(place.project, place.section, place.at);
                if tool(ui, "arrow_up", &format!("Move {name} up"), above.is_some()) {
                    move_to(view, place.id, above);
                }
                if let BlockKind::Excerpt(excerpt) = &place.block.kind {
                    if tool(ui, "reader", "Open in reader", true) {
                        view.send(match excerpt.passage {
                            Passage::Statement(id) => {
                                Command::Statements(vec![id], StatementCommand::OpenInReader)
                            }
                            Passage::Words { article, .. } => Command::Article(article, ArticleCommand::Open),
                        });
                    }
                    let is_open = session.briefing.records.contains(&place.id);
                    let words = if is_open {
                        "Hide source record"
                    } else {
                        "Show source record"
                    };
                    if !is_tight
                        && tool(ui, "info", words, true)
                        && !session.briefing.records.remove(&place.id)
                    {
                        session.briefing.records.insert(place.id);
                    }
                    let is_shortening = session
                        .briefing
                        .shortening
                        .as_ref()
                        .is_some_and(|it| it.block == place.id);
                    let words = if is_shortening {
                        "Stop shortening"
                    } else {
                        "Shorten excerpt"
                    };
                    if !is_tight && tool(ui, "minus", words, !excerpt.words.is_empty()) {
                        session.briefing.shortening =
                            (!is_shortening).then(|| excerpt_ui::Shortening::new(place.id));
                    }
                    if excerpt.comment.is_empty() && tool(ui, "pencil", "Add remark", true) {
                        session.briefing.remarks.insert(place.id);
                        session.briefing.focus = Some((place.id, Field::Remark));
                    }
                    if is_narrow {
                        let is_own = matches!(excerpt.form, ExcerptForm::Paraphrase(_));
                        let (icon, words) = if is_own {
                            ("quote", "As written")
                        } else {
                            ("paraphrase", "In my words")
                        };
                        if tool(ui, icon, words, true) {
                            set_own_words(view, session, place, &excerpt.form, !is_own);
                        }
                    } else {
                        ui.add_space(space::XS);
                        form_ui(ui, view, session, place, &excerpt.form);
                    }
                }
            });
        });
    });
    if has_focus {
        session.briefing.tools = Some(place.id);
    } else if session.briefing.tools == Some(place.id) {
        session.briefing.tools = None;
    }
}

/// The switch between the source's words and a paraphrase in the analyst's.
fn form_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    form: &ExcerptForm,
) {
    let is_own = matches!(form, ExcerptForm::Paraphrase(_));
    let words = |words: &str| RichText::new(words).size(text_size::SMALL);
    // From right to left.
    let own = ui.selectable_label(is_own, words("In my words"));
    let as_written = ui.selectable_label(!is_own, words("As written"));
    if own.clicked() && !is_own || as_written.clicked() && is_own {
        set_own_words(view, session, place, form, !is_own);
    }
}

/// Sets an excerpt in the analyst's words or in the source's; a paraphrase put aside comes back.
fn set_own_words(
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    form: &ExcerptForm,
    is_own: bool,
) {
    let form = if is_own {
        session.briefing.focus = Some((place.id, Field::Paraphrase));
        ExcerptForm::Paraphrase(session.briefing.paraphrases.remove(&place.id).unwrap_or_default())
    } else {
        if let ExcerptForm::Paraphrase(kept) = form {
            session.briefing.paraphrases.insert(place.id, kept.clone());
        }
        ExcerptForm::AsWritten
    };
    view.edit(edits::set_form(place.project, place.id, form));
}

/// Moves a block to a section and the place in it, if there is one.
pub(super) fn move_to(view: &mut ViewContext<'_>, block: BlockId, to: Option<(SectionId, usize)>) {
    if let Some((section, at)) = to {
        view.send(Command::Briefing(BriefingCommand::MoveBlock {
            block,
            section,
            at,
        }));
    }
}

/// A button that offers what can be put above a block.
fn insert_ui(ui: &mut Ui, view: &mut ViewContext<'_>, place: &Place<'_>) {
    let tokens = Tokens::for_ui(ui);
    let name = format!("Add above this {}", block_name(&place.block.kind));
    let button = Button::new(icon_text("plus", 14.0).color(tokens.text_weak))
        .frame_when_inactive(false)
        .min_size(vec2(space::CONTROL, space::CONTROL));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for (icon, words, command) in additions(place.section, place.at) {
            if text_icon_button(ui, icon, words).clicked() {
                view.send(Command::Briefing(command));
                ui.close();
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.on_hover_text(&name);
}

/// The buttons for bold, lists and so on over own text.
fn markdown_tools_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    words: &str,
    has_focus: &mut bool,
) {
    let id = field_id(place.id, Field::Text);
    for tool in markdown_tools::Tool::ALL {
        let (icon, name) = tool.face();
        let response = icon_button(ui, icon, name);
        *has_focus |= response.has_focus();
        if !response.clicked() {
            continue;
        }
        let state = TextEdit::load_state(ui.ctx(), id);
        let marked = state.and_then(|state| state.cursor.char_range());
        let end = words.chars().count();
        let marked = marked.map_or(end..end, |range| {
            let range = range.as_sorted_char_range();
            range.start.0..range.end.0
        });
        let (words, marked) = markdown_tools::apply(tool, words, marked);
        view.edit(edits::set_text(place.project, place.id, &words));
        set_cursor(ui, id, marked.start, marked.end);
        session.briefing.focus = Some((place.id, Field::Text));
    }
}
