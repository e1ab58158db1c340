//! What stands on each page, drawn; and the names under which the file knows it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::page::{Page as FilePage, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::layout::Run;

use super::flow::{Flow, Piece};
use super::pages::{Page, PlacedLine, Rule};
use super::paragraph::{Face, Paragraph, Role, Typesetter, Words, rise};
use super::sheet::{EDGE, GAP, LEFT, NUMBER_LINE, PAGE, Sheet, WIDTH};
use crate::briefing::document::fixed_words::FixedWords;

const NUMBER: Face = Face::sans(8.5, NUMBER_LINE).centred();
const SHORT_RULE: f32 = 110.0;

/// Red, green, blue.
type Colour = [u8; 3];

const INK: Colour = [0, 0, 0];
const LINK: Colour = [0x1f, 0x4e, 0x79];
const STRONG_RULE: Colour = [0x80, 0x80, 0x80];
const FAINT_RULE: Colour = [0xbf, 0xbf, 0xbf];

/// A piece of a paragraph in the file, with what it leads to.
pub(super) struct Leaf {
    pub content: Identifier,
    pub link: Option<Identifier>,
    pub role: Role,
}

/// Where everything is in the file.
#[derive(Default)]
pub(super) struct Drawn {
    /// The pieces of each paragraph, in order.
    pub leaves: BTreeMap<usize, Vec<Leaf>>,
    /// The pictures, by the number of their piece.
    pub pictures: BTreeMap<usize, Identifier>,
    /// Where each paragraph begins.
    pub beginnings: BTreeMap<usize, XyzDestination>,
}

/// A link that waits for the page to be drawn.
struct Waiting {
    paragraph: usize,
    leaf: usize,
    annotation: Annotation,
}

/// Draws all pages into `file`.
pub(super) fn draw(flow: &Flow, pages: &[Page], fixed: &FixedWords, file: &mut krilla::Document) -> Drawn {
    let sheet = flow.sheet;
    let mut drawn = Drawn {
        beginnings: beginnings(pages, sheet),
        ..Drawn::default()
    };
    let mut fonts = Fonts::default();
    let mut typesetter = Typesetter::new();
    for (page_idx, page) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).unwrap_or_default();
        let mut file_page = file.start_page_with(settings);
        let mut waiting = Vec::new();
        let mut surface = file_page.surface();
        let mut pen = Pen {
            flow,
            sheet,
            fixed,
            surface: &mut surface,
            fonts: &mut fonts,
            drawn: &mut drawn,
            waiting: &mut waiting,
        };
        pen.page(page);
        let number = format!("{} / {}", page_idx + 1, pages.len());
        let number = typesetter.set(Words::plain(&number), NUMBER, WIDTH);
        pen.furniture(&number);
        surface.finish();
        add_links(&mut file_page, waiting, &mut drawn);
        file_page.finish();
    }
    drawn
}

fn beginnings(pages: &[Page], sheet: Sheet) -> BTreeMap<usize, XyzDestination> {
    let mut beginnings = BTreeMap::new();
    for (page_idx, page) in pages.iter().enumerate() {
        for line in page.lines.iter().chain(&page.notes) {
            let point = Point::from_xy(LEFT + line.x, sheet.top + line.y);
            beginnings
                .entry(line.paragraph)
                .or_insert_with(|| XyzDestination::new(page_idx, point));
        }
    }
    beginnings
}

fn add_links(page: &mut FilePage<'_>, waiting: Vec<Waiting>, drawn: &mut Drawn) {
    for link in waiting {
        let leaves = drawn.leaves.get_mut(&link.paragraph);
        if let Some(leaf) = leaves.and_then(|leaves| leaves.get_mut(link.leaf)) {
            leaf.link = Some(page.add_tagged_annotation(link.annotation));
        }
    }
}

/// The typefaces in the file, by the numbers that they have while lines are set.
#[derive(Default)]
struct Fonts(HashMap<(u64, u32), Option<Font>>);

impl Fonts {
    fn of(&mut self, run: &Run<'_, Role>) -> Option<Font> {
        let font = run.font();
        let key = (font.data.id(), font.index);
        let known = self.0.entry(key).or_insert_with(|| {
            let (bytes, _) = font.data.clone().into_raw_parts();
            Font::new(bytes.into(), font.index)
        });
        known.clone()
    }
}

struct Pen<'a, 'b> {
    flow: &'a Flow,
    sheet: Sheet,
    fixed: &'a FixedWords,
    surface: &'a mut Surface<'b>,
    fonts: &'a mut Fonts,
    drawn: &'a mut Drawn,
    waiting: &'a mut Vec<Waiting>,
}

impl Pen<'_, '_> {
    fn page(&mut self, page: &Page) {
        for rule in &page.rules {
            self.rule(rule);
        }
        for &(number, y) in &page.pictures {
            self.picture(number, y);
        }
        for line in &page.lines {
            self.line(line);
        }
        if let Some(y) = page.note_rule {
            self.rule(&Rule {
                x: 0.0,
                y,
                width: SHORT_RULE,
                height: 0.5,
                is_strong: true,
            });
        }
        for line in &page.notes {
            self.line(line);
        }
    }

    /// The marking at head and foot, and the number of the page.
    fn furniture(&mut self, number: &Paragraph) {
        if let Some(marking) = &self.flow.marking {
            let mut y = self.sheet.top - GAP;
            let mut foot = PAGE.1 - EDGE - NUMBER_LINE;
            for line in (0..self.sheet.n_marking_lines).rev() {
                y -= marking.line;
                foot -= marking.line;
                self.artifact(ArtifactType::Header, marking, line, y);
                self.artifact(ArtifactType::Footer, marking, line, foot);
            }
        }
        self.artifact(ArtifactType::PageNumber, number, 0, PAGE.1 - EDGE - NUMBER_LINE);
    }

    /// A line that belongs to the page, not to the document. `y` counts from the paper's edge.
    fn artifact(&mut self, kind: ArtifactType, paragraph: &Paragraph, line: usize, y: f32) {
        self.surface
            .start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        each_piece(paragraph, line, &mut |run, piece| {
            let at = Point::from_xy(LEFT + piece.x, y + piece.baseline);
            self.glyphs(run, &piece, paragraph, at);
        });
        self.surface.end_tagged();
    }

    fn rule(&mut self, rule: &Rule) {
        let colour = if rule.is_strong { STRONG_RULE } else { FAINT_RULE };
        let (x, y) = (LEFT + rule.x, self.sheet.top + rule.y);
        self.surface
            .start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.rectangle(x, y, rule.width, rule.height, colour);
        self.surface.end_tagged();
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.surface.set_fill(Some(fill(colour)));
            self.surface.draw_path(&path);
        }
    }

    fn picture(&mut self, number: usize, y: f32) {
        let Some(Piece::Picture { shown, .. }) = self.flow.pieces.get(number) else {
            return;
        };
        let Some(size) = Size::from_wh(shown.width, shown.height) else {
            return;
        };
        let content = self.surface.start_tagged(ContentTag::Other);
        self.surface
            .push_transform(&Transform::from_translate(LEFT, self.sheet.top + y));
        self.surface.draw_image(shown.image.clone(), size);
        self.surface.pop();
        self.surface.end_tagged();
        self.drawn.pictures.insert(number, content);
    }

    fn line(&mut self, placed: &PlacedLine) {
        let flow = self.flow;
        let Some(paragraph) = flow.paragraph(placed.paragraph) else {
            return;
        };
        let top = self.sheet.top + placed.y;
        let is_note = flow.notes.binary_search(&placed.paragraph).is_ok();
        each_piece(paragraph, placed.line, &mut |run, piece| {
            let x = LEFT + placed.x + piece.x;
            let at = Point::from_xy(x, top + piece.baseline);
            if placed.is_repeated {
                let artifact = Artifact::with_kind(ArtifactType::PaginationOther);
                self.surface.start_tagged(ContentTag::Artifact(artifact));
                self.glyphs(run, &piece, paragraph, at);
                self.surface.end_tagged();
                return;
            }
            let content = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            self.glyphs(run, &piece, paragraph, at);
            self.surface.end_tagged();
            let leaves = self.drawn.leaves.entry(placed.paragraph).or_default();
            leaves.push(Leaf {
                content,
                link: None,
                role: piece.role,
            });
            let leaf = leaves.len() - 1;
            // The number at the beginning of a note leads nowhere: it is there.
            let leads_on = !(is_note && matches!(piece.role, Role::Mark(_)));
            let area = Rect::from_xywh(x, top, piece.width, paragraph.line).filter(|_| leads_on);
            let annotation = area.and_then(|area| self.link(piece.role, paragraph, area));
            self.waiting.extend(annotation.map(|annotation| Waiting {
                paragraph: placed.paragraph,
                leaf,
                annotation,
            }));
        });
    }

    fn link(&self, role: Role, paragraph: &Paragraph, area: Rect) -> Option<Annotation> {
        let (target, words) = match role {
            Role::Words => return None,
            Role::Mark(number) => {
                let note = self.drawn.beginnings.get(&self.flow.note(number)?)?;
                let target = Target::Destination(Destination::Xyz(note.clone()));
                (target, format!("{} {number}", self.fixed.get("note")))
            }
            Role::Link(number) => {
                let address = paragraph.addresses.get(number)?;
                let target = Target::Action(Action::Link(LinkAction::new(address.clone())));
                (target, address.clone())
            }
        };
        Some(Annotation::new_link(
            LinkAnnotation::new(area, target),
            Some(words),
        ))
    }

    fn glyphs(&mut self, run: &Run<'_, Role>, piece: &LinePiece, paragraph: &Paragraph, at: Point) {
        let Some(font) = self.fonts.of(run) else {
            return;
        };
        let colour = if matches!(piece.role, Role::Link(_)) {
            LINK
        } else {
            INK
        };
        let at = Point::from_xy(at.x, at.y - rise(piece.role, paragraph.size));
        self.surface.set_fill(Some(fill(colour)));
        self.surface
            .draw_glyphs(at, &piece.glyphs, font, &paragraph.text, run.font_size(), false);
        if piece.is_struck {
            let metrics = run.metrics();
            let y = at.y - metrics.strikethrough_offset;
            self.rectangle(at.x, y, piece.width, metrics.strikethrough_size.max(0.4), colour);
        }
    }
}

fn fill([red, green, blue]: Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

/// Neighbouring letters of a line that look alike and lead to the same place. Lengths are in points.
struct LinePiece {
    role: Role,
    is_struck: bool,
    glyphs: Vec<KrillaGlyph>,
    /// From the left edge of the paragraph.
    x: f32,
    /// From the upper edge of the line.
    baseline: f32,
    width: f32,
}

/// Calls `take` with each piece of a line, from left to right.
fn each_piece(paragraph: &Paragraph, line: usize, take: &mut dyn FnMut(&Run<'_, Role>, LinePiece)) {
    let Some(line) = paragraph.layout.get(line) else {
        return;
    };
    let metrics = line.metrics();
    let baseline = metrics.baseline - metrics.block_min_coord;
    let mut x = metrics.offset;
    for run in line.runs() {
        let size = run.font_size();
        let mut piece: Option<LinePiece> = None;
        for cluster in run.visual_clusters() {
            let look = cluster.first_style();
            let (role, is_struck) = (look.brush, look.strikethrough.is_some());
            let is_other = |before: &LinePiece| before.role != role || before.is_struck != is_struck;
            if piece.as_ref().is_some_and(is_other)
                && let Some(finished) = piece.take()
            {
                take(&run, finished);
            }
            let piece = piece.get_or_insert_with(|| LinePiece {
                role,
                is_struck,
                glyphs: Vec::new(),
                x,
                baseline,
                width: 0.0,
            });
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = piece.glyphs.last_mut() {
                    let range = on_boundaries(&paragraph.text, cluster.text_range());
                    glyph.text_range.start = glyph.text_range.start.min(range.start);
                    glyph.text_range.end = glyph.text_range.end.max(range.end);
                }
                continue;
            }
            for glyph in cluster.glyphs() {
                piece.glyphs.push(KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.x / size,
                    glyph.y / size,
                    0.0,
                    on_boundaries(&paragraph.text, cluster.text_range()),
                    None,
                ));
                x += glyph.advance;
                piece.width += glyph.advance;
            }
        }
        if let Some(finished) = piece {
            take(&run, finished);
        }
    }
}

/// The same with whole characters: where a joiner follows a letter of another typeface, shaping ends a cluster within a
/// character, and the file's writer cannot go on then.
fn on_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text.ceil_char_boundary(range.end);
    text.floor_char_boundary(range.start).min(end)..end
}
