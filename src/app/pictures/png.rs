//! Pictures as PNG files: drawn as on screen, in a context of their own without a window, and filled pixel by pixel.
//!
//! egui gives triangles with colours and a texture of letters; filling them takes no graphics card, gives the same
//! bytes on every machine that finds the same fonts, and can be done on any thread.

use std::sync::{Arc, LazyLock};

use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, TextureId, Vertex};
use egui::{Color32, ColorImage, Context, Frame, Pos2, RawInput, Rect, Theme, Ui, Vec2, ViewportId};
use egui_system_font_provider::SystemFontProvider;

use super::super::theme::{self, Tokens};

/// Pixels for each point: sharp in print.
const SCALE: f32 = 2.0;

/// The fonts of the system, behind the bundled ones as in the window: for names in other scripts.
static SYSTEM_FONTS: LazyLock<Arc<SystemFontProvider>> = LazyLock::new(Arc::default);

/// A PNG file of what `draw` draws in a theme on a sheet of `size` points.
///
/// # Errors
/// One sentence: the file cannot be encoded.
pub(super) fn encode(size: Vec2, paper: Theme, mut draw: impl FnMut(&mut Ui)) -> Result<Vec<u8>, String> {
    let context = Context::default();
    theme::apply(&context);
    context.add_font_provider(SYSTEM_FONTS.clone());
    context.set_theme(paper);
    let mut letters = Texture::default();
    let mut triangles = Vec::new();
    // Fonts arrive with the second pass.
    for _ in 0..2 {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            ..RawInput::default()
        };
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.native_pixels_per_point = Some(SCALE);
        let mut output = context.run_ui(input, |ui| {
            // The sheet has its colour already.
            egui::CentralPanel::default()
                .frame(Frame::NONE)
                .show(ui, &mut draw);
        });
        for delta in output
            .textures_delta
            .set
            .get(&TextureId::default())
            .into_iter()
            .flatten()
        {
            let ImageData::Color(image) = &delta.image;
            letters.take(image, delta.pos);
        }
        output.textures_delta.clear();
        triangles = context.tessellate(output.shapes, output.pixels_per_point);
    }
    let mut canvas = Canvas::new(size * SCALE, Tokens::of(paper).background);
    for ClippedPrimitive { clip_rect, primitive } in triangles {
        if let Primitive::Mesh(mesh) = primitive {
            canvas.fill(&mesh, clip_rect * SCALE, &letters);
        }
    }
    canvas.into_png().map_err(|error| error.to_string())
}

/// The letters.
#[derive(Default)]
struct Texture {
    width: usize,
    pixels: Vec<Color32>,
}

impl Texture {
    fn take(&mut self, image: &ColorImage, at: Option<[usize; 2]>) {
        let Some([left, top]) = at else {
            self.width = image.size[0];
            self.pixels.clone_from(&image.pixels);
            return;
        };
        for (row, pixels) in image.pixels.chunks(image.size[0].max(1)).enumerate() {
            let start = (top + row) * self.width + left;
            if let Some(slot) = self.pixels.get_mut(start..start + pixels.len()) {
                slot.copy_from_slice(pixels);
            }
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a place in a texture of a few thousand pixels"
    )]
    fn at(&self, u: f32, v: f32) -> [f32; 4] {
        let height = self.pixels.len() / self.width.max(1);
        let x = ((u * self.width as f32).max(0.0) as usize).min(self.width.saturating_sub(1));
        let y = ((v * height as f32).max(0.0) as usize).min(height.saturating_sub(1));
        let pixel = self.pixels.get(y * self.width + x).copied();
        shares(pixel.unwrap_or(Color32::WHITE))
    }
}

/// The sheet, one pixel after the other.
struct Canvas {
    width: usize,
    height: usize,
    /// Red, green and blue.
    pixels: Vec<[f32; 3]>,
}

impl Canvas {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size of a few thousand pixels"
    )]
    fn new(size: Vec2, paper: Color32) -> Self {
        let (width, height) = (size.x.round().max(1.0) as usize, size.y.round().max(1.0) as usize);
        let [red, green, blue, _] = shares(paper);
        Self {
            width,
            height,
            pixels: vec![[red, green, blue]; width * height],
        }
    }

    fn fill(&mut self, mesh: &Mesh, clip: Rect, letters: &Texture) {
        let corner = |idx: u32| mesh.vertices.get(usize::try_from(idx).ok()?);
        for triangle in mesh.indices.chunks_exact(3) {
            if let [a, b, c] = triangle
                && let (Some(a), Some(b), Some(c)) = (corner(*a), corner(*b), corner(*c))
            {
                self.fill_triangle([a, b, c], clip, letters);
            }
        }
    }

    /// Fills the pixels whose middles lie in the triangle; on an edge that two triangles share, for one of them.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "places on a sheet of a few thousand pixels"
    )]
    fn fill_triangle(&mut self, corners: [&Vertex; 3], clip: Rect, letters: &Texture) {
        let [mut a, b, mut c] = corners;
        let at = |vertex: &Vertex| vertex.pos.to_vec2() * SCALE;
        let mut area = cross(at(b) - at(a), at(c) - at(a));
        if area < 0.0 {
            std::mem::swap(&mut a, &mut c);
            area = -area;
        }
        if area < f32::EPSILON {
            return;
        }
        let (pa, pb, pc) = (at(a), at(b), at(c));
        let low = pa.min(pb).min(pc);
        let high = pa.max(pb).max(pc);
        let left = low.x.max(clip.left()).floor().max(0.0) as usize;
        let right = (high.x.min(clip.right()).ceil().max(0.0) as usize).min(self.width);
        let top = low.y.max(clip.top()).floor().max(0.0) as usize;
        let bottom = (high.y.min(clip.bottom()).ceil().max(0.0) as usize).min(self.height);
        let edges = [(pb, pc), (pc, pa), (pa, pb)];
        let takes_edge = edges.map(|(from, to)| is_top_left(to - from));
        // By how much each weight grows from one pixel to the next.
        let [step_a, step_b, step_c] = edges.map(|(from, to)| from.y - to.y);
        let first_x = (left as f32 + 0.5).max(clip.left());
        for y in top..bottom {
            let start = Vec2::new(left as f32 + 0.5, y as f32 + 0.5);
            if start.y < clip.top() || start.y > clip.bottom() {
                continue;
            }
            let [mut wa, mut wb, mut wc] = edges.map(|(from, to)| cross(to - from, start - from));
            for x in left..right {
                let is_in = (wa > 0.0 || wa == 0.0 && takes_edge[0])
                    && (wb > 0.0 || wb == 0.0 && takes_edge[1])
                    && (wc > 0.0 || wc == 0.0 && takes_edge[2]);
                let middle = x as f32 + 0.5;
                if is_in && middle >= first_x && middle <= clip.right() {
                    let weights = [wa / area, wb / area, wc / area];
                    self.ink([a, b, c], weights, y * self.width + x, letters);
                }
                wa += step_a;
                wb += step_b;
                wc += step_c;
            }
        }
    }

    /// Colours a pixel by what the corners say.
    fn ink(&mut self, corners: [&Vertex; 3], [wa, wb, wc]: [f32; 3], pixel_idx: usize, letters: &Texture) {
        let [a, b, c] = corners;
        let texel = letters.at(
            wa * a.uv.x + wb * b.uv.x + wc * c.uv.x,
            wa * a.uv.y + wb * b.uv.y + wc * c.uv.y,
        );
        let color = if a.color == b.color && b.color == c.color {
            shares(a.color)
        } else {
            let [ca, cb, cc] = [shares(a.color), shares(b.color), shares(c.color)];
            std::array::from_fn(|channel| {
                let of = |color: &[f32; 4]| color.get(channel).copied().unwrap_or_default();
                wa * of(&ca) + wb * of(&cb) + wc * of(&cc)
            })
        };
        let [red, green, blue, alpha] = color;
        let [texel_red, texel_green, texel_blue, texel_alpha] = texel;
        let rest = 1.0 - alpha * texel_alpha;
        if let Some([under_red, under_green, under_blue]) = self.pixels.get_mut(pixel_idx) {
            *under_red = red * texel_red + *under_red * rest;
            *under_green = green * texel_green + *under_green * rest;
            *under_blue = blue * texel_blue + *under_blue * rest;
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a byte before"
    )]
    fn into_png(self) -> Result<Vec<u8>, png::EncodingError> {
        let bytes: Vec<u8> = self
            .pixels
            .iter()
            .flatten()
            .map(|share| (share * 255.0).round().clamp(0.0, 255.0) as u8)
            .collect();
        let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, side(self.width), side(self.height));
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&bytes)?;
        writer.finish()?;
        Ok(file)
    }
}

fn cross(one: Vec2, other: Vec2) -> f32 {
    one.x * other.y - one.y * other.x
}

/// Whether an edge of a triangle that turns with the clock is at its top or left.
fn is_top_left(edge: Vec2) -> bool {
    edge.y < 0.0 || edge.y == 0.0 && edge.x > 0.0
}

/// Red, green, blue and opacity between 0 and 1.
fn shares(color: Color32) -> [f32; 4] {
    color.to_array().map(|byte| f32::from(byte) / 255.0)
}

#[cfg(test)]
mod tests {
    use egui::{Align2, FontId, vec2};

    use super::*;

    fn decoded(file: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        (info.width, info.height, bytes)
    }

    #[test]
    fn a_square_is_where_it_was_drawn_and_the_rest_is_paper() {
        for paper in [Theme::Light, Theme::Dark] {
            let tokens = Tokens::of(paper);
            let file = encode(vec2(40.0, 20.0), paper, |ui| {
                let square = Rect::from_min_size(egui::pos2(10.0, 5.0), vec2(10.0, 10.0));
                ui.painter().rect_filled(square, 0.0, Tokens::for_ui(ui).accent);
            })
            .unwrap();
            let (width, height, bytes) = decoded(&file);
            assert_eq!((width, height), (80, 40));
            let pixel = |x: usize, y: usize| &bytes[(y * 80 + x) * 3..][..3];
            assert_eq!(pixel(30, 20), &tokens.accent.to_array()[..3]);
            assert_eq!(pixel(5, 5), &tokens.background.to_array()[..3]);
            assert_eq!(pixel(60, 20), &tokens.background.to_array()[..3]);
        }
    }

    #[test]
    fn letters_leave_ink_and_the_same_picture_gives_the_same_bytes() {
        let draw = || {
            encode(vec2(120.0, 30.0), Theme::Light, |ui| {
                let tokens = Tokens::for_ui(ui);
                ui.painter().text(
                    egui::pos2(8.0, 15.0),
                    Align2::LEFT_CENTER,
                    "Türkiye 34",
                    FontId::proportional(16.0),
                    tokens.text,
                );
            })
            .unwrap()
        };
        let file = draw();
        let (_, _, bytes) = decoded(&file);
        let n_dark = bytes.chunks(3).filter(|pixel| pixel[0] < 100).count();
        assert!((100..2_000).contains(&n_dark), "{n_dark} dark pixels");
        assert_eq!(file, draw());
    }
}
