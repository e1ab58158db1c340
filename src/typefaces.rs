//! The bundled typefaces: a serif for reading, a sans for headings and controls, and the serifs of scripts
//! that neither has. Where they come from stands in `assets/fonts/README.md`.

macro_rules! typeface {
    ($file:literal) => {
        include_bytes!(concat!("../assets/fonts/", $file))
    };
}

/// Source Serif, upright: Latin, Greek, Cyrillic.
pub static SERIF: &[u8] = typeface!("SourceSerif4-Regular.ttf");
/// Source Serif, italic.
pub static SERIF_ITALIC: &[u8] = typeface!("SourceSerif4-Italic.ttf");
/// Source Serif, semibold.
pub static SERIF_SEMIBOLD: &[u8] = typeface!("SourceSerif4-SemiBold.ttf");
/// Inter, upright: Latin, Greek, Cyrillic.
pub static SANS: &[u8] = typeface!("Inter-Regular.otf");
/// Inter, semibold.
pub static SANS_SEMIBOLD: &[u8] = typeface!("Inter-SemiBold.otf");
/// Noto Serif Armenian, upright.
pub static ARMENIAN: &[u8] = typeface!("NotoSerifArmenian-Regular.ttf");
/// Noto Serif Armenian, bold.
pub static ARMENIAN_BOLD: &[u8] = typeface!("NotoSerifArmenian-Bold.ttf");
/// Noto Serif Georgian, upright.
pub static GEORGIAN: &[u8] = typeface!("NotoSerifGeorgian-Regular.ttf");
/// Noto Serif Georgian, bold.
pub static GEORGIAN_BOLD: &[u8] = typeface!("NotoSerifGeorgian-Bold.ttf");
