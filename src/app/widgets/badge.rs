//! Parties and kinds, as people see them: letters and colour together, so that colour is never the only
//! sign.

use egui::{Align2, CornerRadius, Response, RichText, Role, Sense, Ui, Vec2, WidgetInfo};

use super::super::actions::party_name;
use super::super::theme::{Tokens, semibold, space, text_size};
use crate::model::{Kind, Party};

/// A party's letters on its tint: "RU". Hovering gives its name.
pub(crate) fn party_badge(ui: &mut Ui, party: Option<&Party>) -> Response {
    let tokens = Tokens::for_ui(ui);
    let colors = tokens.party(party);
    let letters = party.map_or("–", Party::short);
    let galley =
        ui.painter()
            .layout_no_wrap(letters.to_owned(), semibold(text_size::SMALL - 1.0), colors.text);
    let size = Vec2::new((galley.size().x + 10.0).max(26.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), colors.tint);
    let at = Align2::CENTER_CENTER
        .anchor_size(rect.center(), galley.size())
        .min;
    ui.painter().galley(at, galley, colors.text);
    let name = party_name(party);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    response.on_hover_text(name)
}

/// Badge and name: "RU Russia".
pub(crate) fn party_label(ui: &mut Ui, party: Option<&Party>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        party_badge(ui, party);
        ui.label(RichText::new(party_name(party)).font(semibold(text_size::BODY)));
    });
}

/// "Quotation", "Partly quoted", "Paraphrase".
pub(crate) fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "Quotation",
        Kind::Mixed => "Partly quoted",
        Kind::Indirect => "Paraphrase",
    }
}
