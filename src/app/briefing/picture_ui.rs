//! Pictures on screen. What cannot be decoded is said; nothing is loaded from anywhere.

use std::collections::BTreeMap;

use egui::{ColorImage, Id, Image, RichText, TextureHandle, TextureOptions, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, reading, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::labelled_field;
use super::block_ui::Place;
use crate::model::{Picture, Png};
use crate::project::edits;

/// Larger pictures are drawn from fewer of their pixels.
const LONGEST_SIDE: usize = 2_048;
/// Pictures that need more memory than this to be decoded are not drawn.
const MOST_BYTES: usize = 200_000_000;

/// Draws a picture with its words, as wide as there is room.
pub(super) fn picture_ui(ui: &mut Ui, picture: &Picture) {
    let tokens = Tokens::for_ui(ui);
    if let Some(texture) = texture(ui, &picture.png) {
        let size = texture.size_vec2();
        let width = ui.available_width().min(size.x);
        let image = Image::new((texture.id(), vec2(width, size.y * width / size.x.max(1.0))));
        let words = [&picture.alternative, &picture.caption].into_iter();
        let name = words
            .map(|words| words.trim())
            .find(|words| !words.is_empty())
            .unwrap_or("Picture");
        ui.add(image.alt_text(name));
    } else {
        let words = format!(
            "Picture of {} by {} pixels, which cannot be drawn here.",
            picture.png.width(),
            picture.png.height()
        );
        ui.label(RichText::new(words).color(tokens.text_weak));
    }
    if !picture.caption.trim().is_empty() {
        ui.add_space(space::XS);
        let caption = RichText::new(picture.caption.trim()).font(reading::italic(text_size::BODY + 1.0));
        ui.label(caption.color(tokens.text_weak));
    }
}

/// Draws a picture with fields for its words.
pub(super) fn picture_editor_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    _session: &mut Session,
    place: &Place<'_>,
    picture: &Picture,
) {
    let shown = Picture {
        caption: String::new(),
        ..picture.clone()
    };
    picture_ui(ui, &shown);
    ui.add_space(space::S);
    let set = |caption: &str, alternative: &str| {
        edits::set_picture_words(place.project, place.id, caption, alternative)
    };
    if let Some(caption) = labelled_field(ui, "Caption", &picture.caption, "What stands under the picture") {
        view.edit(set(&caption, &picture.alternative));
    }
    let hint = "What it shows, for those who cannot see it";
    if let Some(alternative) = labelled_field(ui, "Description", &picture.alternative, hint) {
        view.edit(set(&picture.caption, &alternative));
    }
}

/// The decoded picture; kept from frame to frame.
fn texture(ui: &Ui, png: &Png) -> Option<TextureHandle> {
    #[derive(Clone, Default)]
    struct Textures(BTreeMap<usize, (Png, Option<TextureHandle>)>);

    let cache = Id::unique("pictures of the briefing");
    let key = png.bytes().as_ptr().addr();
    let known = ui.data_mut(|data| {
        let textures = data.get_temp_mut_or_default::<Textures>(cache);
        textures.0.get(&key).map(|(_, texture)| texture.clone())
    });
    if let Some(known) = known {
        return known;
    }
    let texture =
        decoded(png.bytes()).map(|image| ui.ctx().load_texture("picture", image, TextureOptions::LINEAR));
    ui.data_mut(|data| {
        let textures = data.get_temp_mut_or_default::<Textures>(cache);
        // The picture is kept with its texture, so that its address stays its own.
        textures.0.insert(key, (png.clone(), texture.clone()));
    });
    texture
}

fn decoded(bytes: &[u8]) -> Option<ColorImage> {
    let mut decoder =
        png::Decoder::new_with_limits(std::io::Cursor::new(bytes), png::Limits { bytes: MOST_BYTES });
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![
        0;
        reader
            .output_buffer_size()
            .filter(|&n_bytes| n_bytes <= MOST_BYTES)?
    ];
    let info = reader.next_frame(&mut pixels).ok()?;
    let (width, height) = (
        usize::try_from(info.width).ok()?,
        usize::try_from(info.height).ok()?,
    );
    let n_channels = info.color_type.samples();
    let step = width.max(height).div_ceil(LONGEST_SIDE).max(1);
    let mut rgba = Vec::new();
    for row in pixels.chunks_exact(info.line_size).take(height).step_by(step) {
        for pixel in row.chunks_exact(n_channels).take(width).step_by(step) {
            match *pixel {
                [grey, alpha] => rgba.extend([grey, grey, grey, alpha]),
                [red, green, blue, alpha] => rgba.extend([red, green, blue, alpha]),
                _ => return None,
            }
        }
    }
    let size = [width.div_ceil(step), height.div_ceil(step)];
    (rgba.len() == size[0] * size[1] * 4).then(|| ColorImage::from_rgba_unmultiplied(size, &rgba))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_pictures_are_not_drawn() {
        assert!(decoded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x02inside").is_none());
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 3, 2);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[9; 18]).unwrap();
        writer.finish().unwrap();
        assert_eq!(decoded(&bytes).unwrap().size, [3, 2]);
    }
}
