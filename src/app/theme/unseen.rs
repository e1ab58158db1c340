//! Characters that cannot be seen but change what is read, made visible wherever text is drawn.
//!
//! egui gives marks of direction and spaces without width no width at all, and the typefaces have no letters
//! for control characters. Here each gets a lozenge, so that no view has to think of it: labels, menus, tooltips and
//! fields to type in show it alike. The characters themselves stay what they are.

use egui::{Color32, ColorImage, FontPriority, GlyphBitmap, GlyphRasterizer, RasterizedGlyph, vec2};

use crate::text::unseen::is_unseen;

/// What stands for bytes that could not be read as characters; the bundled typefaces have no letter for it.
const REPLACEMENT: char = '\u{fffd}';

/// Tags follow this flag in the flags of parts of countries.
const FLAG: char = '\u{1f3f4}';

/// Points along the side of a pixel that decide how dark it is.
const FINENESS: u16 = 4;

/// Draws what cannot be seen.
pub(super) fn marks() -> GlyphRasterizer {
    GlyphRasterizer::new("readout::unseen", |request| {
        kind(request.cluster).map(|is_filled| lozenge(request.font_size_px, is_filled))
    })
    .with_priority(FontPriority::Highest)
}

/// Whether a cluster of characters is shown as a lozenge, and whether as a filled one.
fn kind(cluster: &str) -> Option<bool> {
    let first = cluster.chars().next()?;
    if first == REPLACEMENT {
        return Some(true);
    }
    if cluster.len() == 1 && !first.is_ascii_control() {
        return None;
    }
    let is_hidden = |char: char| is_unseen(char) && !matches!(char, '\n' | '\r' | '\t');
    (cluster.contains(is_hidden) && first != FLAG).then_some(false)
}

/// A lozenge that stands on the line, for letters of this size in pixels.
fn lozenge(size: f32, is_filled: bool) -> RasterizedGlyph {
    let (width, height) = ((size * 0.5).max(4.0).round(), (size * 0.75).max(6.0).round());
    let stroke = 2.8 / width;
    let is_inside = |x: f32, y: f32| {
        let distance = (2.0 * x / width - 1.0).abs() + (2.0 * y / height - 1.0).abs();
        distance <= 1.0 && (is_filled || distance >= 1.0 - stroke)
    };
    let mut pixels = Vec::new();
    let mut y = 0.0;
    while y < height {
        let mut x = 0.0;
        while x < width {
            pixels.push(pixel(|dx, dy| is_inside(x + dx, y + dy)));
            x += 1.0;
        }
        y += 1.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few whole pixels"
    )]
    let image = ColorImage::new([width as usize, height as usize], pixels);
    RasterizedGlyph {
        bitmap: GlyphBitmap {
            image,
            offset_px: vec2((size * 0.05).round(), -height),
            is_color: false,
        },
        advance_px: width + (size * 0.1).round(),
    }
}

/// A pixel as dark as the share of it that is inside.
fn pixel(is_inside: impl Fn(f32, f32) -> bool) -> Color32 {
    let mut n_inside = 0_u16;
    for row in 0..FINENESS {
        for column in 0..FINENESS {
            let at = |idx: u16| (f32::from(idx) + 0.5) / f32::from(FINENESS);
            n_inside += u16::from(is_inside(at(column), at(row)));
        }
    }
    let share = u32::from(n_inside) * 255 / u32::from(FINENESS * FINENESS);
    Color32::from_white_alpha(u8::try_from(share).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_marked_and_what_is_written_is_not() {
        for cluster in [
            "\u{202e}",
            "\u{200b}",
            "\u{7}",
            "\u{9b}",
            "\u{feff}",
            "\u{2066}",
            "a\u{e0041}",
        ] {
            assert_eq!(kind(cluster), Some(false), "{cluster:?}");
        }
        assert_eq!(kind("\u{fffd}"), Some(true));
        for cluster in [
            "a",
            " ",
            "é",
            "\n",
            "\r\n",
            "\t",
            "👩\u{200d}🚀",
            "🏴\u{e0067}\u{e007f}",
            "می",
            "\u{a0}",
        ] {
            assert_eq!(kind(cluster), None, "{cluster:?}");
        }
    }

    #[test]
    fn a_lozenge_has_ink_and_room_at_every_size() {
        for size in [6.0, 13.0, 28.0, 120.0] {
            let glyph = lozenge(size, false);
            let ink = glyph
                .bitmap
                .image
                .pixels
                .iter()
                .filter(|pixel| pixel.a() > 100)
                .count();
            assert!(ink >= 6, "{ink} at {size}");
            assert!(glyph.advance_px >= 4.0);
            assert!(
                lozenge(size, true)
                    .bitmap
                    .image
                    .pixels
                    .iter()
                    .filter(|pixel| pixel.a() > 100)
                    .count()
                    >= ink
            );
        }
    }
}
