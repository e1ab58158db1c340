//! Icons by name, from `assets/icons/icons.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use egui::{FontFamily, FontId, RichText};

use super::fonts::ICONS;

static TABLE: LazyLock<BTreeMap<&'static str, char>> = LazyLock::new(|| {
    include_str!("../../../assets/icons/icons.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let name = cells.next()?;
            let code = u32::from_str_radix(cells.next()?, 16).ok()?;
            Some((name, char::from_u32(code)?))
        })
        .collect()
});

/// The character of an icon in the icon font; a question mark's icon for an unknown name.
pub(crate) fn icon(name: &str) -> char {
    let known = TABLE.get(name).copied();
    debug_assert!(known.is_some(), "no icon is called {name}");
    known.or_else(|| TABLE.get("question").copied()).unwrap_or('?')
}

/// An icon as text of `size` points.
pub(crate) fn icon_text(name: &str, size: f32) -> RichText {
    RichText::new(icon(name)).font(FontId::new(size, FontFamily::Name(ICONS.into())))
}

/// How an icon is set among words.
pub(crate) fn icon_format(size: f32, color: egui::Color32) -> egui::text::TextFormat {
    egui::text::TextFormat {
        font_id: FontId::new(size, FontFamily::Name(ICONS.into())),
        color,
        valign: egui::Align::Center,
        ..egui::text::TextFormat::default()
    }
}
