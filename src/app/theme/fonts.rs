//! The bundled typefaces: a sans for the controls, a serif for reading, icons.
//!
//! Behind them stand the system's fonts for other scripts (the window sees to that).

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::typefaces;

const SEMIBOLD: &str = "semibold";
const READING: &str = "reading";
const READING_ITALIC: &str = "reading-italic";
const READING_BOLD: &str = "reading-bold";
const TABULAR: &str = "tabular";
pub(super) const ICONS: &str = "icons";

const TABULAR_FIGURES: &[u8] = include_bytes!("../../../assets/fonts/InterTabularFigures-Regular.otf");
const PHOSPHOR: &[u8] = include_bytes!("../../../assets/icons/phosphor.ttf");

/// All fonts and families of the window.
pub(crate) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let system: Vec<String> = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (name, bytes) in [
        ("inter", typefaces::SANS),
        ("inter-semibold", typefaces::SANS_SEMIBOLD),
        ("inter-tabular", TABULAR_FIGURES),
        ("source-serif", typefaces::SERIF),
        ("source-serif-italic", typefaces::SERIF_ITALIC),
        ("source-serif-semibold", typefaces::SERIF_SEMIBOLD),
        ("phosphor", PHOSPHOR),
    ] {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let mut family = |family: FontFamily, first: &[&str]| {
        let names = first.iter().map(|name| (*name).to_owned());
        fonts
            .families
            .insert(family, names.chain(system.iter().cloned()).collect());
    };
    family(FontFamily::Proportional, &["inter"]);
    family(FontFamily::Name(SEMIBOLD.into()), &["inter-semibold", "inter"]);
    family(FontFamily::Name(TABULAR.into()), &["inter-tabular", "inter"]);
    family(FontFamily::Name(READING.into()), &["source-serif", "inter"]);
    family(
        FontFamily::Name(READING_ITALIC.into()),
        &["source-serif-italic", "inter"],
    );
    family(
        FontFamily::Name(READING_BOLD.into()),
        &["source-serif-semibold", "inter-semibold"],
    );
    family(FontFamily::Name(ICONS.into()), &["phosphor"]);
    fonts
}

/// The face for headings and emphasis among controls.
pub(crate) fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// The face for numbers in columns.
pub(crate) fn tabular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(TABULAR.into()))
}

/// The faces for reading: upright, italic, bold.
pub(crate) mod reading {
    use super::{FontFamily, FontId, READING, READING_BOLD, READING_ITALIC};

    /// For words of articles and statements.
    pub(crate) fn upright(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(READING.into()))
    }

    /// For paraphrase and notes.
    pub(crate) fn italic(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(READING_ITALIC.into()))
    }

    /// For headlines and emphasis.
    pub(crate) fn bold(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(READING_BOLD.into()))
    }
}
