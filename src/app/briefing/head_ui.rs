//! What stands above the document: title, addressee, date, marking.

use egui::{AtomExt as _, RichText, TextEdit, Ui};

use super::super::command::{BriefingCommand, Command};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, labelled_field, name_field};
use super::data;
use super::editor_ui::TitleField;
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::markings;
use crate::model::Head;
use crate::project::edits;

/// Fewer characters may become a date yet.
const LENGTH_OF_DATE: usize = 10;

/// Draws the head; true while the keyboard is or may be in it.
pub(super) fn head_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) -> bool {
    let tokens = Tokens::for_ui(ui);
    let head = view.project.briefing().head.clone();
    ui.add_space(space::L);
    let title_id = egui::Id::unique("briefing title");
    let title = TitleField {
        id: title_id,
        name: "Title of the briefing",
        hint: "Title of the briefing",
        size: 28.0,
    };
    let (response, title) = title.show(ui, &head.title);
    if let Some(title) = title {
        set(
            view,
            Head {
                title,
                ..head.clone()
            },
        );
    }
    let mut has_keyboard = response.has_focus();

    let summary = data::head_summary(&head);
    let shows_all = session.briefing.shows_head.unwrap_or(summary.is_empty());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let (icon, name) = if shows_all {
            ("chevron_down", "Hide details")
        } else {
            ("chevron_right", "Show details")
        };
        let words = if shows_all || summary.is_empty() {
            "Subject, addressee, date, marking".to_owned()
        } else {
            summary.clone()
        };
        let button = egui::Button::new((
            icon_text(icon, 14.0).color(tokens.text_weak),
            RichText::new(words).color(tokens.text_weak).atom_shrink(true),
        ))
        .frame_when_inactive(false)
        .truncate();
        let response = ui.add(button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        if response.on_hover_text(name).clicked() {
            session.briefing.shows_head = Some(!shows_all);
        }
    });
    if shows_all {
        fields_ui(ui, view, session, &head);
        // The keyboard may be in any of them.
        has_keyboard = true;
    }
    has_keyboard
}

fn set(view: &mut ViewContext<'_>, head: Head) {
    view.edit(edits::set_head(view.project, head));
}

/// All fields but the title.
fn fields_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, head: &Head) {
    ui.add_space(space::XS);
    ui.spacing_mut().item_spacing.y = 2.0;
    if let Some(subject) = labelled_field(ui, "Subject", &head.subject, "What it is about, in one line") {
        set(
            view,
            Head {
                subject,
                ..head.clone()
            },
        );
    }
    ui.add_space(space::S);
    ui.columns_const(|[left, right]| {
        if let Some(addressee) = labelled_field(left, "Addressee", &head.addressee, "For whom it is written")
        {
            set(
                view,
                Head {
                    addressee,
                    ..head.clone()
                },
            );
        }
        left.add_space(space::S);
        if let Some(occasion) =
            labelled_field(left, "Occasion", &head.occasion, "Meeting, visit, press review")
        {
            set(
                view,
                Head {
                    occasion,
                    ..head.clone()
                },
            );
        }
        if let Some(author) = labelled_field(right, "Author", &head.author, "Who wrote it") {
            set(
                view,
                Head {
                    author,
                    ..head.clone()
                },
            );
        }
        right.add_space(space::S);
        date_ui(right, view, session, head);
    });
    ui.add_space(space::S);
    ui.columns_const(|[left, right]| {
        if let Some(reference) = labelled_field(left, "Reference", &head.reference, "Number of the briefing")
        {
            set(
                view,
                Head {
                    reference,
                    ..head.clone()
                },
            );
        }
        extent_ui(right, view, head);
    });
    ui.add_space(space::S);
    marking_ui(ui, view, head);
}

/// The language of the words that the program adds, and how long the document should be.
fn extent_ui(ui: &mut Ui, view: &mut ViewContext<'_>, head: &Head) {
    let tokens = Tokens::for_ui(ui);
    let label = RichText::new("Language of headings and notes; most words").size(text_size::SMALL);
    ui.label(label.color(tokens.text_weak));
    ui.horizontal(|ui| {
        let current = FixedWords::of(&head.language);
        let menu = ui.menu_button(current.get("name"), |ui| {
            for (tag, name) in FixedWords::languages() {
                if ui.selectable_label(tag == current.tag(), name).clicked() {
                    let language = if tag == "en" {
                        String::new()
                    } else {
                        tag.to_owned()
                    };
                    set(
                        view,
                        Head {
                            language,
                            ..head.clone()
                        },
                    );
                    ui.close();
                }
            }
        });
        let name = format!("Language: {}", current.get("name"));
        menu.response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        let mut words = head.most_words.map(|n| n.to_string()).unwrap_or_default();
        let field = TextEdit::singleline(&mut words)
            .hint_text("No limit")
            .desired_width(72.0);
        let response = ui.add(field);
        name_field(&response, "Most words", &words);
        if response.changed() {
            let digits: String = words.chars().filter(char::is_ascii_digit).take(6).collect();
            let most_words = digits.parse().ok().filter(|&n: &u32| n > 0);
            set(
                view,
                Head {
                    most_words,
                    ..head.clone()
                },
            );
        }
    });
}

fn date_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, head: &Head) {
    let tokens = Tokens::for_ui(ui);
    let draft_id = egui::Id::unique("briefing date");
    ui.label(
        RichText::new("Date")
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    let draft = &mut session.briefing.date_draft;
    let mut words = draft
        .clone()
        .unwrap_or_else(|| head.date.map(|date| date.to_string()).unwrap_or_default());
    let mut is_today = false;
    let response = ui
        .horizontal(|ui| {
            let room = ui.available_width() - space::CONTROL - space::S;
            let field = TextEdit::singleline(&mut words)
                .id(draft_id)
                .hint_text("2027-03-19")
                .desired_width(room.max(60.0));
            let response = ui.add(field);
            is_today = icon_button(ui, "calendar", "Today").clicked();
            response
        })
        .inner;
    name_field(&response, "Date", &words);
    if is_today {
        *draft = None;
        view.send(Command::Briefing(BriefingCommand::DateToday));
        return;
    }
    let date = data::date_from_words(&words);
    if response.changed() {
        if let Ok(date) = date {
            set(view, Head { date, ..head.clone() });
        }
        *draft = Some(words.clone());
    } else if !response.has_focus() && date.is_ok() {
        *draft = None;
    }
    if let Err(complaint) = date
        && (!response.has_focus() || words.trim().len() >= LENGTH_OF_DATE)
    {
        ui.label(
            RichText::new(complaint)
                .size(text_size::SMALL)
                .color(tokens.error),
        );
    }
}

fn marking_ui(ui: &mut Ui, view: &mut ViewContext<'_>, head: &Head) {
    let tokens = Tokens::for_ui(ui);
    ui.label(
        RichText::new("Marking, above and below the document")
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    let mut marking = head.marking.clone();
    ui.horizontal(|ui| {
        let room = ui.available_width() - 100.0 - space::S;
        let field = TextEdit::singleline(&mut marking)
            .hint_text("None")
            .desired_width(room.max(80.0));
        let response = ui.add(field);
        name_field(&response, "Marking", &marking);
        if response.changed() {
            set(
                view,
                Head {
                    marking,
                    ..head.clone()
                },
            );
        }
        ui.menu_button("Common…", |ui| {
            for (words, marking) in
                std::iter::once(("None", "")).chain(markings::offered().map(|marking| (marking, marking)))
            {
                let is_chosen = head.marking == marking;
                if ui.selectable_label(is_chosen, words).clicked() {
                    let marking = marking.to_owned();
                    set(
                        view,
                        Head {
                            marking,
                            ..head.clone()
                        },
                    );
                    ui.close();
                }
            }
        });
    });
}
