//! A block of a section with its tools.

use egui::text::{CCursor, CCursorRange};
use egui::{Button, CursorIcon, Frame, Id, Key, Margin, Rect, RichText, Role, Sense, TextEdit, Ui};
use egui::{WidgetInfo, vec2};

use super::super::command::{ArticleCommand, BriefingCommand, Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field, text_icon_button};
use super::data::{self, block_name};
use super::drag::{self, Dragged, Side};
use super::editor_ui::additions;
use super::{Field, excerpt_ui, finder, markdown_tools, picture_ui, points_ui, positions_ui};
use crate::briefing::markings;
use crate::model::{Block, BlockId, BlockKind, Disclosure, ExcerptForm, Passage, SectionId};
use crate::project::{Project, edits};

/// Left of a block: the handle to drag it by.
const GUTTER: f32 = 28.0;

/// Narrower than this the tools have no room for words.
const NARROW: f32 = 580.0;
/// Narrower than this they have no room for all of them.
const TIGHT: f32 = 420.0;

/// A block and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub project: &'a Project,
    pub id: BlockId,
    pub block: &'a Block,
    pub section: SectionId,
    pub section_title: &'a str,
    pub at: usize,
}

impl<'a> Place<'a> {
    pub(super) fn of(project: &'a Project, id: BlockId) -> Option<Self> {
        let (section, at) = super::super::actions::place_of_block(project, id)?;
        Some(Self {
            project,
            id,
            block: project.block(id)?,
            section,
            section_title: project.section(section)?.title.trim(),
            at,
        })
    }
}

/// The id of a text field of a block.
pub(super) fn field_id(block: BlockId, field: Field) -> egui::Id {
    egui::Id::unique(("briefing block", block, field))
}

/// Draws a block, `rect` being where it was drawn last; true while the keyboard is in one of its fields.
pub(super) fn block_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    rect: Rect,
) -> bool {
    let fields = [Field::Text, Field::Paraphrase, Field::Remark].map(|field| field_id(place.id, field));
    let has_keyboard = ui.memory(|memory| fields.iter().any(|&id| memory.has_focus(id)));
    let is_dragging = drag::is_dragging(ui);
    let is_hovered = !is_dragging && ui.rect_contains_pointer(rect);
    let shows_tools = is_hovered || has_keyboard || session.briefing.tools == Some(place.id);
    if has_keyboard {
        session.briefing.section = Some(place.section);
        keys_ui(ui, view, place);
    }

    let column = ui.available_rect_before_wrap();
    tools_ui(ui, view, session, place, shows_tools);
    handle_ui(ui, place, column, shows_tools);
    if session.briefing.marking == Some(place.id) {
        marking_field_ui(ui, view, session, place);
    }
    markings_ui(ui, place.block);
    match &place.block.kind {
        BlockKind::Text(words) => text_ui(ui, view, session, place, words),
        BlockKind::Excerpt(excerpt) => excerpt_ui::excerpt_ui(ui, view, session, place, excerpt),
        BlockKind::Points { purpose, points } => {
            points_ui::points_ui(ui, view, session, place, *purpose, points);
        }
        BlockKind::Picture(picture) => picture_ui::picture_editor_ui(ui, view, session, place, picture),
        BlockKind::Positions {
            parties,
            topics,
            cells,
            ..
        } => positions_ui::positions_ui(ui, view, session, place, (parties, topics, cells)),
        BlockKind::PageBreak => page_break_ui(ui),
    }
    if is_dragging {
        drop_ui(ui, view, place, rect);
    }
    has_keyboard
}

fn keys_ui(ui: &Ui, view: &mut ViewContext<'_>, place: &Place<'_>) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(drag::MOVE, key));
    if pressed(Key::ArrowUp) {
        move_to(
            view,
            place.id,
            data::place_above(place.project, place.section, place.at),
        );
    }
    if pressed(Key::ArrowDown) {
        move_to(
            view,
            place.id,
            data::place_below(place.project, place.section, place.at),
        );
    }
}

fn move_to(view: &mut ViewContext<'_>, block: BlockId, to: Option<(SectionId, usize)>) {
    if let Some((section, at)) = to {
        view.send(Command::Briefing(BriefingCommand::MoveBlock {
            block,
            section,
            at,
        }));
    }
}

/// The line of tools over a block. It always takes its room, and is seen when the block is pointed at or
/// has the keyboard.
fn tools_ui(
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

fn handle_ui(ui: &Ui, place: &Place<'_>, column: Rect, is_shown: bool) {
    let tokens = Tokens::for_ui(ui);
    let rect = Rect::from_min_size(
        egui::pos2(column.left() - GUTTER - space::S, column.top()),
        vec2(GUTTER, space::CONTROL),
    );
    let response = ui.interact(rect, ui.scope_id().with(("handle", place.id)), Sense::drag());
    let name = format!("Drag {}", block_name(&place.block.kind));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.dnd_set_drag_payload(Dragged::Block(place.id));
    if is_shown || response.hovered() || response.has_focus() {
        let icon = icon_text("drag", 16.0).color(tokens.text_weak);
        let galley = egui::WidgetText::from(icon).into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body);
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, tokens.text_weak);
    }
    response.on_hover_cursor(CursorIcon::Grab).on_hover_text(name);
}

/// That a block must not be disclosed, and its own marking.
fn markings_ui(ui: &mut Ui, block: &Block) {
    let tokens = Tokens::for_ui(ui);
    let is_closed = block.disclosure == Disclosure::NotToBeDisclosed;
    let marking = block.marking.trim();
    if !is_closed && marking.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if !marking.is_empty() {
            ui.label(RichText::new(marking).font(semibold(text_size::SMALL)));
        }
        if is_closed {
            ui.label(icon_text("shield", 14.0).color(tokens.warning));
            ui.label(
                RichText::new("Not to be disclosed")
                    .font(semibold(text_size::SMALL))
                    .color(tokens.warning),
            );
        }
    });
    ui.add_space(space::XS);
}

/// A field for the marking of a block alone, with common ones to choose.
fn marking_field_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, place: &Place<'_>) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        let label = RichText::new("Marking of this block alone").size(text_size::SMALL);
        ui.label(label.color(tokens.text_weak));
        let mut marking = place.block.marking.clone();
        let field = TextEdit::singleline(&mut marking)
            .hint_text("None")
            .desired_width(160.0);
        let response = ui.add(field);
        name_field(&response, "Marking of the block", &marking);
        if response.changed() {
            view.edit(edits::set_marking(place.project, place.id, &marking));
        }
        ui.menu_button("Common…", |ui| {
            for words in std::iter::once("None").chain(markings::offered()) {
                let marking = if words == "None" { "" } else { words };
                if ui
                    .selectable_label(place.block.marking == marking, words)
                    .clicked()
                {
                    view.edit(edits::set_marking(place.project, place.id, marking));
                    ui.close();
                }
            }
        });
        if icon_button(ui, "close", "Done marking").clicked() {
            session.briefing.marking = None;
        }
    });
    ui.add_space(space::XS);
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

/// Marks characters of a text field.
fn set_cursor(ui: &Ui, id: Id, start: usize, end: usize) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(start), CCursor::new(end));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// A text field in the serif that grows with its words.
pub(super) struct OwnField<'a> {
    pub field: Field,
    pub name: &'a str,
    pub hint: &'a str,
    pub size: f32,
}

/// Draws a field for own words; the new words when they were changed. `@` opens the finder in it.
pub(super) fn own_field_ui(
    ui: &mut Ui,
    session: &mut Session,
    place: &Place<'_>,
    words: &str,
    field: &OwnField<'_>,
) -> Option<String> {
    let tokens = Tokens::for_ui(ui);
    let id = place.id;
    let widget_id = field_id(id, field.field);
    if session.briefing.focus == Some((id, field.field)) {
        session.briefing.focus = None;
        ui.memory_mut(|memory| memory.request_focus(widget_id));
    }
    let has_focus = ui.memory(|memory| memory.has_focus(widget_id));
    let finder = &mut session.briefing.finder;
    let mut choice = if has_focus {
        finder::keys(ui, finder, widget_id, words)
    } else {
        None
    };
    let mut words = words.to_owned();
    let frame = Frame::new()
        .fill(if has_focus {
            tokens.panel
        } else {
            egui::Color32::TRANSPARENT
        })
        .corner_radius(space::RADIUS)
        .inner_margin(Margin::symmetric(8, 4))
        .outer_margin(Margin::symmetric(-8, 0));
    let output = TextEdit::multiline(&mut words)
        .id(widget_id)
        .font(reading::upright(field.size))
        .frame(frame)
        .desired_rows(1)
        .desired_width(ui.available_width())
        .hint_text(field.hint)
        .show(ui);
    let response = output.response.response;
    name_field(&response, field.name, &words);
    let cursor = output.cursor_range.map(|range| range.primary);
    let below = cursor.map_or(response.rect.left_bottom(), |cursor| {
        output.galley_pos + output.galley.pos_from_cursor(cursor).left_bottom().to_vec2()
    });
    let below = below + vec2(0.0, space::XS);
    let typed_at = cursor
        .filter(|_| response.has_focus())
        .map(|cursor| cursor.index.0);
    finder::hold_keys(ui, finder, widget_id, response.has_focus());
    if choice.is_none() {
        choice = finder::finder_ui(ui, finder, place.project, widget_id, &words, typed_at, below);
    }
    if let Some(choice) = choice {
        set_cursor(ui, widget_id, choice.cursor, choice.cursor);
        session.briefing.focus = Some((id, field.field));
        return Some(choice.words);
    }
    response.changed().then_some(words)
}

fn text_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, place: &Place<'_>, words: &str) {
    let name = format!("Text in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Text,
        name: &name,
        hint: "Write here. *Italic*, **bold**, “- ” for a list, @ to cite a statement.",
        size: text_size::READING,
    };
    if let Some(words) = own_field_ui(ui, session, place, words, &field) {
        view.edit(edits::set_text(place.project, place.id, &words));
    }
}

fn page_break_ui(ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Page break"));
    let galley = ui.painter().layout_no_wrap(
        "Page break".to_owned(),
        egui::FontId::proportional(text_size::SMALL),
        tokens.text_weak,
    );
    let half = galley.size().x / 2.0 + space::S;
    let middle = rect.center();
    let dashes = |from: f32, to: f32| {
        egui::Shape::dashed_line(
            &[egui::pos2(from, middle.y), egui::pos2(to, middle.y)],
            egui::Stroke::new(1.0, tokens.hairline),
            4.0,
            4.0,
        )
    };
    ui.painter().extend(dashes(rect.left(), middle.x - half));
    ui.painter().extend(dashes(middle.x + half, rect.right()));
    ui.painter()
        .galley(middle - galley.size() / 2.0, galley, tokens.text_weak);
}

fn drop_ui(ui: &Ui, view: &mut ViewContext<'_>, place: &Place<'_>, rect: Rect) {
    let zone = ui.interact(rect, ui.scope_id().with(("drop", place.id)), Sense::hover());
    let Some((Dragged::Block(block), side, is_released)) = drag::over(ui, &zone) else {
        return;
    };
    let line = Rect::from_x_y_ranges(ui.max_rect().x_range(), rect.y_range());
    let y = match side {
        Side::Before => rect.top() + space::S,
        Side::After => rect.bottom() + space::S,
    };
    drag::line_ui(ui, line, y);
    if !is_released || block == place.id {
        return;
    }
    let mut at = match side {
        Side::Before => place.at,
        Side::After => place.at + 1,
    };
    // Places count without the block that is moved.
    let from = super::super::actions::place_of_block(place.project, block);
    if from.is_some_and(|(section, from)| section == place.section && from < at) {
        at -= 1;
    }
    view.send(Command::Briefing(BriefingCommand::MoveBlock {
        block,
        section: place.section,
        at,
    }));
}
