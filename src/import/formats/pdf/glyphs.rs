//! The letters of each page, as a PDF interpreter would draw them.

use std::collections::BTreeSet;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::{LoadPdfError, Pdf};
use kurbo::{Affine, BezPath, Point, Rect};

use super::{Glyph, Page};
use crate::import::ImportError;

const WHAT: &str = "PDF";

/// Most pages that are read.
const MAX_PAGES: usize = 2_000;
/// Most letters that are read.
const MAX_GLYPHS: usize = 3_000_000;
/// The smallest size of type that is read, in points: what is smaller is there to be found, not read.
const MIN_SIZE: f64 = 2.0;

/// What was drawn.
#[derive(Debug, Default)]
pub(super) struct DrawnPdf {
    /// The pages with their letters, in the order in which they were drawn.
    pub pages: Vec<Page>,
    /// How many letters a typeface did not tell.
    pub n_unknown: usize,
    /// Whether the end of the file is missing.
    pub breaks_off: bool,
    /// Whether it was too long to be read to its end.
    pub is_cut: bool,
    /// The title in its properties.
    pub title: Option<String>,
    /// The author in its properties.
    pub author: Option<String>,
}

/// Draws all pages.
///
/// # Errors
/// [`ImportError`] if it is encrypted or no PDF can be made out of it.
pub(super) fn read(bytes: &[u8]) -> Result<DrawnPdf, ImportError> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ImportError::Encrypted { what: WHAT },
        LoadPdfError::Invalid => ImportError::Damaged {
            what: WHAT,
            why: "no pages can be found in it".to_owned(),
        },
    })?;
    let tail = bytes.get(bytes.len().saturating_sub(2_048)..).unwrap_or(bytes);
    let metadata = pdf.metadata();
    let mut drawn = DrawnPdf {
        breaks_off: !tail.windows(5).any(|window| window == b"%%EOF"),
        title: metadata.title.as_deref().and_then(property),
        author: metadata.author.as_deref().and_then(property),
        ..DrawnPdf::default()
    };
    let cache = InterpreterCache::new();
    let mut n_glyphs = 0_usize;
    for page in pdf.pages().iter() {
        if drawn.pages.len() >= MAX_PAGES || n_glyphs >= MAX_GLYPHS {
            drawn.is_cut = true;
            break;
        }
        let transform = page.initial_transform(true);
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings::default();
        let mut context = Context::new(affine(transform), bounds, &cache, pdf.xref(), settings);
        let mut device = Letters {
            left: MAX_GLYPHS.saturating_sub(n_glyphs),
            bounds,
            ..Letters::default()
        };
        interpret_page(page, &mut context, &mut device);
        drawn.n_unknown += device.n_unknown;
        let page = device.page();
        n_glyphs += page.glyphs.len();
        drawn.pages.push(page);
    }
    if drawn.pages.is_empty() {
        return Err(ImportError::Damaged {
            what: WHAT,
            why: "no pages can be found in it".to_owned(),
        });
    }
    Ok(drawn)
}

fn affine(transform: hayro_syntax::transform::Transform) -> Affine {
    Affine::new(transform.as_coeffs())
}

/// A property's text: UTF-16 with a mark, UTF-8, or else nearly Latin-1.
fn property(bytes: &[u8]) -> Option<String> {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
        },
    };
    crate::import::properties::one_line(&text)
}

/// Notes letters instead of drawing them.
#[derive(Debug, Default)]
struct Letters {
    /// By the direction in which they run: to the right, down, to the left, up. Places are those on the page
    /// turned so that they run to the right.
    glyphs: [Vec<Glyph>; 4],
    bounds: Rect,
    n_unknown: usize,
    left: usize,
    /// Whether each open piece of marked content is an artifact.
    marks: Vec<bool>,
    /// What stands where, in half points: letters drawn twice make them bold.
    seen: BTreeSet<(i64, i64, String)>,
}

impl Device<'_> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.left == 0 {
                return;
            }
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let to_page = props.transform * glyph.transform();
            let text = match glyph.as_unicode() {
                Some(BfString::Char(character)) => character.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.n_unknown += 1;
                    continue;
                }
            };
            self.note(&text, to_page, f64::from(advance.unwrap_or(500.0)));
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        if self.marks.len() < 10_000 {
            self.marks.push(tag == b"Artifact");
        }
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Letters {
    /// The letters that run in the direction in which most do: stamps across a page are not read.
    fn page(self) -> Page {
        let (width, height) = (self.bounds.width(), self.bounds.height());
        let most = self.glyphs.iter().map(Vec::len).max().unwrap_or(0);
        let chosen = self
            .glyphs
            .into_iter()
            .enumerate()
            .find(|(_, glyphs)| glyphs.len() == most);
        let (direction, glyphs) = chosen.unwrap_or_default();
        Page {
            height: if direction % 2 == 0 { height } else { width },
            glyphs,
        }
    }

    fn note(&mut self, text: &str, to_page: Affine, advance: f64) {
        let start = to_page * Point::ZERO;
        let end = to_page * Point::new(advance, 0.0);
        let top = to_page * Point::new(0.0, 1_000.0);
        let size = (top - start).hypot();
        let is_on_page = self.bounds.inflate(2.0, 2.0).contains(start);
        let (width, height) = (self.bounds.width(), self.bounds.height());
        let up = start - top;
        // The page is turned until the letters stand upright.
        let turned = |point: Point| -> [Point; 4] {
            [
                point,
                Point::new(point.y, width - point.x),
                Point::new(width - point.x, height - point.y),
                Point::new(height - point.y, point.x),
            ]
        };
        let direction = if up.y > up.x.abs() * 5.0 {
            0
        } else if up.x < 0.0 && -up.x > up.y.abs() * 5.0 {
            1
        } else if up.y < 0.0 && -up.y > up.x.abs() * 5.0 {
            2
        } else if up.x > up.y.abs() * 5.0 {
            3
        } else {
            return;
        };
        let (Some(start), Some(end)) = (
            turned(start).get(direction).copied(),
            turned(end).get(direction).copied(),
        ) else {
            return;
        };
        // What runs askew or backwards, or lies beside the page, is not read.
        let run = end - start;
        let is_straight = run.x >= 0.0 && run.y.abs() <= 0.1 * run.x.abs().max(0.01);
        if !is_straight || !is_on_page || size < MIN_SIZE || !size.is_finite() || size > 1_000.0 {
            return;
        }
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "places on a page are far below 2^63"
        )]
        let place = |at: f64| (at * 2.0).round() as i64;
        let is_word = !text.trim().is_empty();
        let Some(glyphs) = self.glyphs.get_mut(direction) else {
            return;
        };
        if is_word && !self.seen.insert((place(start.x), place(start.y), text.clone())) {
            return;
        }
        self.left -= 1;
        glyphs.push(Glyph {
            text,
            x: start.x,
            end: end.x,
            y: start.y,
            size,
            is_artifact: self.marks.contains(&true),
        });
    }
}

/// Joined letters parted; what stands for no letter left out.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            '\u{a0}' | '\t' | '\n' | '\r' => plain.push(' '),
            '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{feff}' | '\u{200b}' => {}
            character if character.is_control() => {}
            character => plain.push(character),
        }
    }
    plain
}
