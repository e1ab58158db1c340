//! Letters to lines.

use super::{Glyph, Line, Page};

/// A gap between letters of this share of their size parts words.
const WORD_GAP: f64 = 0.16;
/// A gap of this share of the size parts a line: what follows may belong to another column.
const LINE_GAP: f64 = 1.4;
/// Letters this share of their size above or below the line stand on it still: notes' numbers.
const SAME_LINE: f64 = 0.4;

/// The lines of a page, from top to bottom and left to right, without artifacts.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| !glyph.is_artifact).collect();
    // A page that calls everything an artifact does not know what it says.
    if !glyphs.iter().any(|glyph| !glyph.text.trim().is_empty()) {
        glyphs = page.glyphs.iter().collect();
    }
    let mut pieces: Vec<Line> = Vec::new();
    let mut rows = rows(glyphs);
    for row in &mut rows {
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
        pieces.extend(pieces_of(row));
    }
    pieces
}

/// Letters on the same height.
fn rows(mut glyphs: Vec<&Glyph>) -> Vec<Vec<&Glyph>> {
    glyphs.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if is_on(row, glyph) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows
}

/// Whether a letter stands on the row of the letters before it.
fn is_on(row: &[&Glyph], glyph: &Glyph) -> bool {
    row.last().is_some_and(|last| {
        let from_first = row.first().map_or(0.0, |first| glyph.y - first.y);
        glyph.y - last.y <= SAME_LINE * last.size.min(glyph.size)
            && from_first <= SAME_LINE * last.size.max(glyph.size)
    })
}

fn pieces_of(row: &[&Glyph]) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    for glyph in row {
        let is_space = glyph.text.trim().is_empty();
        match pieces.last_mut() {
            Some(line) if glyph.x - line.end < LINE_GAP * line.size.max(glyph.size) => {
                if is_space {
                    if !line.text.ends_with(' ') {
                        line.text.push(' ');
                    }
                    // Spaces may be stretched over the gap between columns; their width says nothing.
                    continue;
                }
                let gap = glyph.x - line.end;
                if gap > WORD_GAP * glyph.size.min(line.size) && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.end = line.end.max(glyph.end);
                line.y = line.y.max(glyph.y);
                if glyph.size > line.size {
                    line.size = glyph.size;
                }
            }
            _ if is_space => {}
            _ => pieces.push(Line {
                text: glyph.text.clone(),
                x: glyph.x,
                end: glyph.end,
                y: glyph.y,
                size: glyph.size,
            }),
        }
    }
    for line in &mut pieces {
        line.text.truncate(line.text.trim_end().len());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f64, y: f64) -> Glyph {
        Glyph {
            text: text.to_owned(),
            x,
            end: x + 5.0,
            y,
            size: 10.0,
            is_artifact: false,
        }
    }

    #[test]
    fn gaps_part_words_and_columns() {
        let page = Page {
            height: 800.0,
            glyphs: vec![
                glyph("b", 5.0, 20.0),
                glyph("a", 0.0, 20.0),
                glyph("c", 13.0, 20.5),
                glyph("d", 60.0, 20.0),
                glyph("x", 0.0, 32.0),
            ],
        };
        let texts: Vec<String> = lines(&page).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["ab c", "d", "x"]);
    }

    #[test]
    fn artifacts_are_left_out_unless_all_are() {
        let mut page = Page {
            height: 800.0,
            glyphs: vec![glyph("a", 0.0, 20.0), glyph("b", 0.0, 40.0)],
        };
        page.glyphs[0].is_artifact = true;
        assert_eq!(lines(&page).len(), 1);
        page.glyphs[1].is_artifact = true;
        assert_eq!(lines(&page).len(), 2);
    }
}
