//! A colour for each party.

use std::collections::BTreeMap;

use super::tables::COLORS;

/// The colours chosen by hand, by code.
pub(super) fn chosen() -> BTreeMap<String, [u8; 3]> {
    ron::from_str::<BTreeMap<String, (u8, u8, u8)>>(COLORS)
        .unwrap_or_default()
        .into_iter()
        .map(|(code, (red, green, blue))| (code, [red, green, blue]))
        .collect()
}

/// A colour of middle lightness from the code alone: hue and saturation from its letters.
pub(super) fn from_code(code: &str) -> [u8; 3] {
    let hash = code.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let hash = hash ^ (hash >> 15);
    let hue = f64::from(hash % 360);
    let saturation = 0.42 + f64::from((hash / 360) % 24) / 100.0;
    let [red, green, blue] = hsl(hue, saturation, 0.46);
    // Yellow and green look lighter than blue at the same figures; bring the luminance to the middle.
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let factor = (0.40 / luminance.max(0.05)).clamp(0.7, 1.35);
    [red, green, blue].map(|channel| channel_byte(channel * factor))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=255 before"
)]
fn channel_byte(channel: f64) -> u8 {
    (channel * 255.0).round().clamp(0.0, 255.0) as u8
}

/// Hue in degrees, the rest 0 to 1; gives red, green, blue, 0 to 1.
fn hsl(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let place = (offset + hue / 30.0) % 12.0;
        lightness - reach * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0)
    })
}
