//! Pictures: decoded within limits, since a picture's inside may be anything.

use std::io::Cursor;

use krilla::image::Image;

use crate::model::Png;

/// A decoded picture is not larger, in bytes.
const MOST_BYTES: usize = 100_000_000;
/// Points a pixel: pictures are drawn for screens of two pixels a point.
const PIXEL: f32 = 0.5;

/// A picture with its size on the page, in points.
pub(super) struct Shown {
    pub image: Image,
    pub width: f32,
    pub height: f32,
}

/// A picture as large as its pixels make it, at most `widest` by `highest` points; `None` if it is broken or
/// too large to be decoded.
pub(super) fn shown(png: &Png, widest: f32, highest: f32) -> Option<Shown> {
    let image = decoded(png.bytes())?;
    // A side has at most 20,000 pixels.
    let points = |side: u32| u16::try_from(side).map(|side| f32::from(side) * PIXEL).ok();
    let (width, height) = (points(png.width())?, points(png.height())?);
    let scale = (widest / width).min(highest / height).min(1.0);
    Some(Shown {
        image,
        width: width * scale,
        height: height * scale,
    })
}

fn decoded(bytes: &[u8]) -> Option<Image> {
    let limits = png::Limits { bytes: MOST_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let n_bytes = reader
        .output_buffer_size()
        .filter(|&n_bytes| n_bytes <= MOST_BYTES)?;
    let mut pixels = vec![0; n_bytes];
    let info = reader.next_frame(&mut pixels).ok()?;
    let rgba = match info.color_type.samples() {
        4 => pixels,
        2 => pixels
            .chunks_exact(2)
            .flat_map(|pixel| match *pixel {
                [grey, alpha] => [grey, grey, grey, alpha],
                _ => [0; 4],
            })
            .collect(),
        _ => return None,
    };
    let n_pixels = usize::try_from(info.width).ok()? * usize::try_from(info.height).ok()?;
    (rgba.len() == n_pixels * 4).then(|| Image::from_rgba8(rgba, info.width, info.height))
}
