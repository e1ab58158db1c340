//! Fields whose words become an edit when they are left: what was typed is a draft until then.

use egui::{Align, Key, Layout, Response, RichText, TextEdit, Ui};

use super::super::theme::{Tokens, text_size};
use super::super::widgets::name_field;
use crate::model::{ArticleId, MetadataField, StatementId};

/// What a draft is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// The name of a statement's speaker.
    SpeakerName(StatementId),
    /// The role of a statement's speaker.
    SpeakerRole(StatementId),
    /// What is known about an article.
    Metadata(ArticleId, MetadataField),
}

/// Words typed into a field that is not left yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// What they are for.
    pub target: Target,
    /// The words.
    pub words: String,
}

/// A small label above a one-line field for `target`. Returns the words when the field is left with other
/// words in it than `value`; Escape gives the draft up.
pub(super) fn draft_ui(
    ui: &mut Ui,
    draft: &mut Option<Draft>,
    target: Target,
    name: &str,
    value: &str,
    hint: &str,
) -> (Response, Option<String>) {
    noted_draft_ui(ui, draft, target, (name, ""), value, hint)
}

/// The same with a note beside the label: where the value comes from.
pub(super) fn noted_draft_ui(
    ui: &mut Ui,
    draft: &mut Option<Draft>,
    target: Target,
    (name, note): (&str, &str),
    value: &str,
    hint: &str,
) -> (Response, Option<String>) {
    let tokens = Tokens::for_ui(ui);
    let small = |words: &str| {
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    if note.is_empty() {
        ui.label(small(name));
    } else {
        ui.scope(|ui| {
            ui.spacing_mut().interact_size.y = text_size::SMALL;
            ui.horizontal(|ui| {
                ui.label(small(name));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(small(note).italics())
                });
            });
        });
    }
    let kept = draft.as_ref().filter(|draft| draft.target == target);
    let mut words = kept.map_or(value, |draft| draft.words.as_str()).to_owned();
    let field = TextEdit::singleline(&mut words)
        .id(ui.make_persistent_id(target))
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    name_field(&response, name, &words);
    if response.changed() {
        *draft = Some(Draft { target, words });
    }
    let is_here = draft.as_ref().is_some_and(|draft| draft.target == target);
    if !response.lost_focus() || !is_here {
        return (response, None);
    }
    let words = draft.take().map(|draft| draft.words.trim().to_owned());
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    let words = words.filter(|words| !is_given_up && words != value);
    (response, words)
}
