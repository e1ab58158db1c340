//! An excerpt in the editor: the source's words or a paraphrase, who said it, where, and a remark.

use egui::{CornerRadius, Label, Rect, RichText, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::party_badge;
use super::Field;
use super::block_ui::{OwnField, Place, own_field_ui};
use super::data;
use crate::model::{Article, Excerpt, ExcerptForm, Kind, Party, Passage, Statement};
use crate::project::{Project, edits};
use crate::text::unseen::masked;

const INDENT: f32 = 16.0;
const MOST_BADGES: usize = 3;

/// Draws an excerpt.
pub(super) fn excerpt_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    excerpt: &Excerpt,
) {
    let tokens = Tokens::for_ui(ui);
    let source = Source::of(place.project, excerpt);
    let is_quoted = data::is_quoted(place.project, excerpt);
    let words = data::words_of(place.project, excerpt);
    let top = ui.cursor().top();
    let left = ui.cursor().left();
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            if let ExcerptForm::Paraphrase(own) = &excerpt.form {
                own_words_ui(ui, view, session, place, own);
                let words = format!("The source’s words: {words}");
                let words = RichText::new(words)
                    .font(reading::italic(text_size::BODY))
                    .color(tokens.text_weak);
                ui.add(Label::new(words).selectable(true).wrap());
            } else {
                let words = RichText::new(words).font(reading::upright(text_size::READING));
                ui.add(Label::new(words.color(tokens.text)).selectable(true).wrap());
            }
            attribution_ui(ui, &source, excerpt);
            if let Some(problem) = session.briefing.facts.problem(place.id) {
                problem_ui(ui, problem);
            }
            remark_ui(ui, view, session, place, &excerpt.comment);
        });
    });
    if is_quoted {
        let party = source.statement.and_then(|statement| statement.parties.first());
        let rule = Rect::from_min_size(
            egui::pos2(left, top),
            vec2(space::PARTY_RULE, ui.min_rect().bottom() - top),
        );
        ui.painter().rect_filled(
            rect_snapped(rule),
            CornerRadius::same(1),
            tokens.party(party).rule,
        );
    }
}

fn rect_snapped(rect: Rect) -> Rect {
    Rect::from_min_max(rect.min.round(), rect.max.round())
}

fn own_words_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    own: &str,
) {
    let name = format!("Paraphrase in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Paraphrase,
        name: &name,
        hint: "Say it in your own words",
        size: text_size::READING,
    };
    if let Some(words) = own_field_ui(ui, session, place.id, own, &field) {
        view.edit(edits::set_form(
            place.project,
            place.id,
            ExcerptForm::Paraphrase(words),
        ));
    }
}

/// The statement and article that an excerpt was taken from, as far as they are still there.
struct Source<'a> {
    statement: Option<&'a Statement>,
    article: Option<&'a Article>,
}

impl<'a> Source<'a> {
    fn of(project: &'a Project, excerpt: &Excerpt) -> Self {
        match &excerpt.passage {
            Passage::Statement(id) => Self {
                statement: project.statement(*id),
                article: project.entry(id.article).map(|entry| &entry.article),
            },
            Passage::Words { article, .. } => Self {
                statement: None,
                article: project.entry(*article).map(|entry| &entry.article),
            },
        }
    }

    /// "Meridian, 3 March 2027".
    fn place(&self) -> String {
        let Some(article) = self.article else {
            return String::new();
        };
        let metadata = &article.metadata;
        let mut parts = vec![
            metadata
                .outlet
                .clone()
                .unwrap_or_else(|| data::shortened(article.title(), 48)),
        ];
        let day = metadata.published.map(crate::model::PublicationDate::date);
        parts.extend(day.map(crate::export::words::long_date));
        parts.join(", ")
    }
}

fn attribution_ui(ui: &mut Ui, source: &Source<'_>, excerpt: &Excerpt) {
    let tokens = Tokens::for_ui(ui);
    let weak = |words: &str| {
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = 20.0;
        let parties: &[Party] = source.statement.map_or(&[], |statement| &statement.parties);
        for party in parties.iter().take(MOST_BADGES) {
            party_badge(ui, Some(party));
        }
        if parties.len() > MOST_BADGES {
            ui.label(weak(&format!("and {} more", parties.len() - MOST_BADGES)));
        }
        let kind = match (&excerpt.form, source.statement.map(|statement| statement.kind)) {
            (ExcerptForm::Paraphrase(_), _) | (ExcerptForm::AsWritten, Some(Kind::Indirect)) => "paraphrase",
            (ExcerptForm::AsWritten, Some(Kind::Mixed)) => "partly quoted",
            (ExcerptForm::AsWritten, _) => "",
        };
        let place = source.place();
        // A dot stands at the end of what it follows, so that no line begins with one.
        let dotted = |words: &str, is_last: bool| {
            if is_last {
                words.to_owned()
            } else {
                format!("{words} ·")
            }
        };
        let is_last = place.is_empty() && kind.is_empty();
        let speaker = source.statement.and_then(|statement| statement.speaker.as_ref());
        if let Some(speaker) = speaker {
            ui.label(RichText::new(masked(&speaker.name)).font(semibold(text_size::SMALL)));
            let role = speaker.role.as_deref().unwrap_or_default();
            ui.label(weak(dotted(role, is_last).trim_start()));
        } else {
            let words = match excerpt.passage {
                Passage::Statement(_) => "Speaker not named",
                Passage::Words { .. } => "Passage",
            };
            ui.label(weak(&dotted(words, is_last)));
        }
        if !place.is_empty() {
            ui.label(weak(&dotted(&place, kind.is_empty())));
        }
        if !kind.is_empty() {
            let kind = RichText::new(kind).font(reading::italic(text_size::BODY));
            ui.label(kind.color(tokens.text_weak));
        }
    });
}

fn problem_ui(ui: &mut Ui, problem: &str) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.label(icon_text("warning", 14.0).color(tokens.error));
        ui.label(RichText::new(problem).size(text_size::SMALL).color(tokens.error));
    });
}

fn remark_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    remark: &str,
) {
    if remark.is_empty() && !session.briefing.remarks.contains(&place.id) {
        return;
    }
    let name = format!("Remark in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Remark,
        name: &name,
        hint: "Your remark, printed under the excerpt",
        size: text_size::BODY + 1.5,
    };
    if let Some(words) = own_field_ui(ui, session, place.id, remark, &field) {
        view.edit(edits::set_comment(place.project, place.id, &words));
    }
}
