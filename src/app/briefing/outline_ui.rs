//! The sections as a list: make current, rename, reorder, nest.

use egui::{
    Align2, CornerRadius, CursorIcon, Frame, Key, Margin, Modifiers, Rect, Response, RichText, Role,
    ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use super::super::command::{BriefingCommand, Command};
use super::super::session::Session;
use super::super::theme::{Tokens, semibold, space, tabular, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field, submenu, text_icon_button};
use super::BriefingSession;
use super::data::{self, Landing, OutlineLine, Spot};
use super::drag::{self, Dragged, MOVE, Side};
use crate::model::{Gathers, SectionId};
use crate::project::edits;

const ROW: f32 = 28.0;
const INDENT: f32 = 14.0;

/// Draws the outline with its tools.
pub(super) fn outline_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let session = &mut session.briefing;
    let lines = data::outline(view.project);
    Frame::new()
        .inner_margin(Margin {
            left: 12,
            right: 6,
            top: 6,
            bottom: 2,
        })
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new("Outline").font(semibold(text_size::BODY)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    if icon_button(ui, "save", "Keep as a template…").clicked() {
                        view.send(Command::Briefing(BriefingCommand::NameTemplate));
                    }
                    if icon_button(ui, "sidebar", "Hide outline").clicked() {
                        session.hides_outline = true;
                    }
                });
            });
        });
    let tools_height = ROW + 2.0 * space::S;
    let list_height = (ui.available_height() - tools_height).max(ROW);
    ScrollArea::vertical()
        .id_salt("outline")
        .max_height(list_height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, line) in lines.iter().enumerate() {
                if data::is_hidden(&lines, at, &session.folded) {
                    continue;
                }
                row_ui(ui, view, session, &lines, line);
            }
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                ui.add_space(space::S);
                let add = text_icon_button(ui, "plus", "Add section");
                if add.clicked() {
                    view.send(Command::Briefing(after_current(session, &lines)));
                }
            });
            drag::scroll_at_edges(ui, ui.clip_rect());
        });
    Frame::new()
        .inner_margin(Margin::symmetric(8, 6))
        .show(ui, |ui| tools_ui(ui, view, session, &lines));
}

/// A section after the current one and those below it, on its level.
fn after_current(session: &BriefingSession, lines: &[OutlineLine]) -> BriefingCommand {
    let current = session
        .section
        .and_then(|id| lines.iter().position(|line| line.id == id));
    let Some((at, line)) = current.and_then(|at| Some((at, lines.get(at)?))) else {
        return BriefingCommand::AddSection {
            at: lines.len(),
            level: 0,
        };
    };
    let n_below = lines
        .iter()
        .skip(at + 1)
        .take_while(|below| below.level > line.level)
        .count();
    BriefingCommand::AddSection {
        at: at + 1 + n_below,
        level: line.level,
    }
}

fn row_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut BriefingSession,
    lines: &[OutlineLine],
    line: &OutlineLine,
) {
    let indent = space::XL + INDENT * f32::from(line.level);
    if session.renaming == Some(line.id) {
        rename_ui(ui, view, session, line, indent);
        return;
    }
    let is_current = session.section == Some(line.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click_and_drag());
    let title = if line.title.trim().is_empty() {
        "Untitled section"
    } else {
        line.title.as_str()
    };
    let name = format!("{title}, {}", data::counted(line.n_blocks, "block", "blocks"));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, &name));
    paint_row(ui, rect, &response, line, title, is_current, indent);
    fold_ui(ui, session, line, title, rect, indent);

    if response.clicked() {
        session.section = Some(line.id);
        session.jump = Some(Spot::Section(line.id));
        response.request_focus();
    }
    if response.double_clicked() {
        session.renaming = Some(line.id);
    }
    if response.has_focus() {
        keys_ui(ui, view, session, lines, line.id);
    }
    response.dnd_set_drag_payload(Dragged::Section(line.id));
    drop_ui(ui, view, lines, line, &response, rect);
    response.context_menu(|ui| menu_ui(ui, view, session, lines, line.id));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(format!(
            "{name}\nDouble-click to rename; drag or Ctrl+Shift with arrow keys to move"
        ));
}

/// The mark before a section that folds it and what is below it away.
fn fold_ui(ui: &Ui, session: &mut BriefingSession, line: &OutlineLine, title: &str, rect: Rect, indent: f32) {
    if line.n_below == 0 && line.n_blocks == 0 {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let is_folded = session.folded.contains(&line.id);
    let (icon, verb) = if is_folded {
        ("chevron_right", "Unfold")
    } else {
        ("chevron_down", "Fold")
    };
    let zone = Rect::from_center_size(
        egui::pos2(rect.left() + indent - space::S, rect.center().y),
        vec2(14.0, ROW),
    );
    let response = ui.interact(zone, ui.scope_id().with(("fold", line.id)), Sense::click());
    let name = format!("{verb} {title}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let icon = super::super::theme::icon_text(icon, 10.0).color(tokens.text_weak);
    let galley = egui::WidgetText::from(icon).into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body);
    ui.painter()
        .galley(zone.center() - galley.size() / 2.0, galley, tokens.text_weak);
    if response.on_hover_text(name).clicked() {
        if is_folded {
            session.folded.remove(&line.id);
        } else {
            session.folded.insert(line.id);
        }
    }
}

fn paint_row(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    line: &OutlineLine,
    title: &str,
    is_current: bool,
    indent: f32,
) {
    let tokens = Tokens::for_ui(ui);
    let inside = rect.shrink2(vec2(space::XS, 1.0));
    let corner = CornerRadius::same(space::RADIUS);
    if is_current {
        ui.painter().rect_filled(inside, corner, tokens.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(inside, corner, tokens.hover);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(inside, corner, stroke, egui::StrokeKind::Inside);
    }
    let count = ui.painter().layout_no_wrap(
        line.n_blocks.to_string(),
        tabular(text_size::SMALL),
        tokens.text_weak,
    );
    let right = rect.right() - space::M;
    let at = Align2::RIGHT_CENTER
        .anchor_size(egui::pos2(right, rect.center().y), count.size())
        .min;
    let room = at.x - space::S - rect.left() - indent;
    ui.painter().galley(at, count, tokens.text_weak);
    let font = if line.level == 0 {
        semibold(text_size::BODY)
    } else {
        egui::FontId::proportional(text_size::BODY)
    };
    let color = if line.title.trim().is_empty() {
        tokens.text_weak
    } else {
        tokens.text
    };
    let mut job = egui::text::LayoutJob::simple_singleline(title.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(8.0));
    let galley = ui.painter().layout_job(job);
    let at = Align2::LEFT_CENTER
        .anchor_size(egui::pos2(rect.left() + indent, rect.center().y), galley.size())
        .min;
    ui.painter().galley(at, galley, color);
}

fn rename_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut BriefingSession,
    line: &OutlineLine,
    indent: f32,
) {
    let mut title = line.title.clone();
    ui.horizontal(|ui| {
        ui.add_space(indent - space::S);
        let id = ui.make_persistent_id(("rename", line.id));
        let is_new = !ui.memory(|memory| memory.had_focus_last_frame(id) || memory.has_focus(id));
        let field = TextEdit::singleline(&mut title)
            .id(id)
            .desired_width((ui.available_width() - space::S).max(60.0));
        let response = ui.add(field);
        name_field(&response, "Name of section", &title);
        if response.changed() {
            view.edit(edits::rename_section(view.project, line.id, &title));
        }
        let is_left = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Escape));
        if response.lost_focus() || is_left {
            session.renaming = None;
        } else if is_new {
            response.request_focus();
            select_all(ui, id, &title);
        }
    });
}

/// Selects everything in a text field.
pub(super) fn select_all(ui: &Ui, id: egui::Id, words: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = egui::text::CCursorRange::select_all_str(words);
    state.cursor.set_char_range(Some(all));
    TextEdit::store_state(ui.ctx(), id, state);
}

fn keys_ui(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    session: &mut BriefingSession,
    lines: &[OutlineLine],
    id: SectionId,
) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(MOVE, Key::ArrowUp) {
        move_to(view, id, data::upper(lines, id));
    }
    if pressed(MOVE, Key::ArrowDown) {
        move_to(view, id, data::lower(lines, id));
    }
    for (key, is_deeper) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
        if pressed(MOVE, key) {
            view.send(Command::Briefing(BriefingCommand::NestSection {
                section: id,
                is_deeper,
            }));
        }
    }
    if pressed(Modifiers::NONE, Key::F2) {
        session.renaming = Some(id);
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        view.send(Command::Briefing(BriefingCommand::RemoveSection(id)));
    }
}

fn move_to(view: &mut ViewContext<'_>, section: SectionId, landing: Option<Landing>) {
    if let Some(landing) = landing {
        let before = landing.before();
        view.send(Command::Briefing(BriefingCommand::MoveSection {
            section,
            before,
        }));
    }
}

/// What can be done to a section: words, icon, whether it can be done now.
struct Tool {
    words: &'static str,
    icon: &'static str,
    can: bool,
    run: fn(&mut ViewContext<'_>, &mut BriefingSession, &[OutlineLine], SectionId),
}

fn tools(view: &ViewContext<'_>, lines: &[OutlineLine], id: SectionId) -> [Tool; 8] {
    [
        Tool {
            words: "Move section up",
            icon: "arrow_up",
            can: data::upper(lines, id).is_some(),
            run: |view, _, lines, id| move_to(view, id, data::upper(lines, id)),
        },
        Tool {
            words: "Move section down",
            icon: "arrow_down",
            can: data::lower(lines, id).is_some(),
            run: |view, _, lines, id| move_to(view, id, data::lower(lines, id)),
        },
        Tool {
            words: "Nest section less deep",
            icon: "arrow_left",
            can: edits::nest_branch(view.project, id, false).is_some(),
            run: |view, _, _, section| {
                let is_deeper = false;
                view.send(Command::Briefing(BriefingCommand::NestSection {
                    section,
                    is_deeper,
                }));
            },
        },
        Tool {
            words: "Nest section deeper",
            icon: "arrow_right",
            can: edits::nest_branch(view.project, id, true).is_some(),
            run: |view, _, _, section| {
                let is_deeper = true;
                view.send(Command::Briefing(BriefingCommand::NestSection {
                    section,
                    is_deeper,
                }));
            },
        },
        Tool {
            words: "Rename section",
            icon: "pencil",
            can: true,
            run: |_, session, _, id| session.renaming = Some(id),
        },
        Tool {
            words: "Duplicate section",
            icon: "duplicate",
            can: true,
            run: |view, _, _, id| view.send(Command::Briefing(BriefingCommand::DuplicateSection(id))),
        },
        Tool {
            words: "Bring section up to date…",
            icon: "refresh",
            can: true,
            run: |view, _, _, id| view.send(Command::Briefing(BriefingCommand::RefreshSection(id))),
        },
        Tool {
            words: "Remove section",
            icon: "trash",
            can: true,
            run: |view, _, _, id| view.send(Command::Briefing(BriefingCommand::RemoveSection(id))),
        },
    ]
}

fn menu_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut BriefingSession,
    lines: &[OutlineLine],
    id: SectionId,
) {
    for tool in tools(view, lines, id) {
        let button = ui.add_enabled_ui(tool.can, |ui| text_icon_button(ui, tool.icon, tool.words));
        if button.inner.clicked() {
            (tool.run)(view, session, lines, id);
            ui.close();
        }
    }
    gathers_ui(ui, view, id);
}

/// Which statements a section gathers, to be chosen.
fn gathers_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: SectionId) {
    let project = std::sync::Arc::clone(view.project);
    let Some(section) = project.section(id) else {
        return;
    };
    submenu(ui, "filter", "Gathers statements of…", |ui| {
        let mut choose = |ui: &mut Ui, words: &str, gathers: Option<Gathers>| {
            if ui.selectable_label(section.gathers == gathers, words).clicked() {
                view.edit(edits::set_gathers(&project, id, gathers));
                ui.close();
            }
        };
        choose(ui, "None", None);
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for party in data::parties_by_count(&project).into_iter().take(24) {
                let words = super::super::actions::party_name(Some(&party)).to_owned();
                choose(ui, &words, Some(Gathers::Party(party)));
            }
            for (topic, named) in project.topics_in_order() {
                choose(ui, &format!("Topic: {}", named.name), Some(Gathers::Topic(topic)));
            }
        });
    });
}

fn tools_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut BriefingSession, lines: &[OutlineLine]) {
    let current = session
        .section
        .filter(|&id| lines.iter().any(|line| line.id == id));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 5.0;
        let Some(id) = current else {
            let tokens = Tokens::for_ui(ui);
            ui.label(
                RichText::new("Click a section to work on it.")
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
            return;
        };
        for tool in tools(view, lines, id) {
            let button = ui.add_enabled_ui(tool.can, |ui| icon_button(ui, tool.icon, tool.words));
            if button.inner.clicked() {
                (tool.run)(view, session, lines, id);
            }
        }
    });
}

fn drop_ui(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    lines: &[OutlineLine],
    line: &OutlineLine,
    response: &Response,
    rect: Rect,
) {
    let Some((dragged, side, is_released)) = drag::over(ui, response) else {
        return;
    };
    match dragged {
        Dragged::Section(section) => {
            if section == line.id {
                return;
            }
            let (y, before) = match side {
                Side::Before => (rect.top(), Some(line.id)),
                Side::After => {
                    let next = lines.iter().skip_while(|other| other.id != line.id).nth(1);
                    (rect.bottom(), next.map(|next| next.id))
                }
            };
            drag::line_ui(ui, rect.shrink2(vec2(space::S, 0.0)), y);
            if is_released {
                view.send(Command::Briefing(BriefingCommand::MoveSection {
                    section,
                    before,
                }));
            }
        }
        Dragged::Block(block) => {
            let tokens = Tokens::for_ui(ui);
            ui.painter().rect_stroke(
                rect.shrink2(vec2(space::XS, 1.0)),
                CornerRadius::same(space::RADIUS),
                egui::Stroke::new(2.0, tokens.accent),
                egui::StrokeKind::Inside,
            );
            if is_released {
                view.send(Command::Briefing(BriefingCommand::MoveBlock {
                    block,
                    section: line.id,
                    at: usize::MAX,
                }));
            }
        }
    }
}
