//! The lines of a page in the order of reading.
//!
//! A stretch of rows with a strip of white that runs through all of them, with enough words on both sides, is
//! set in columns: what stands left of the strip is read first. What stands above and below is read before and
//! after, and looked at in the same way.

use super::Line;

/// The least rows that columns have.
const MIN_ROWS: usize = 4;
/// The least width of the strip between columns, in sizes of type.
const MIN_GUTTER: f64 = 0.75;
/// The least width of a column, in sizes of type.
const MIN_COLUMN: f64 = 7.0;
/// How deep columns are looked for in columns.
const MAX_DEPTH: usize = 12;

/// The regions of all pages, in the order of reading; each is a column with its lines from top to bottom.
///
/// Where a page has columns, the few rows at the end of a text on another page may be set in the same ones.
pub(super) fn in_order(pages: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut strips = Vec::new();
    for page in &pages {
        split(page.clone(), 0, &[], &mut Vec::new(), &mut strips);
    }
    let mut regions = Vec::new();
    for page in pages {
        split(page, 0, &strips, &mut regions, &mut Vec::new());
    }
    regions
}

/// Parts lines into regions. `known` are strips between columns elsewhere; those that are found go to
/// `strips`.
fn split(lines: Vec<Line>, depth: usize, known: &[f64], regions: &mut Vec<Vec<Line>>, strips: &mut Vec<f64>) {
    if lines.is_empty() {
        return;
    }
    let found = (depth < MAX_DEPTH).then(|| gutter(&lines, known)).flatten();
    let Some(Gutter { top, bottom, at }) = found else {
        regions.push(joined(lines));
        return;
    };
    if strips.len() < 1_000 {
        strips.push(at);
    }
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let place = if line.y < top {
            &mut above
        } else if line.y > bottom {
            &mut below
        } else if line.x < at {
            &mut left
        } else {
            &mut right
        };
        place.push(line);
    }
    for part in [above, left, right, below] {
        split(part, depth + 1, known, regions, strips);
    }
}

/// Lines of one column; pieces on the same height become one line.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if (line.y - row.y).abs() < 0.3 * row.size.min(line.size) && line.x >= row.x => {
                row.text.push(' ');
                row.text.push_str(&line.text);
                row.end = row.end.max(line.end);
            }
            _ => rows.push(line),
        }
    }
    rows
}

/// A strip of white between columns.
struct Gutter {
    /// Height of the first and of the last row beside it.
    top: f64,
    bottom: f64,
    /// Its middle.
    at: f64,
}

/// A row: the pieces on one height.
struct Row<'a> {
    y: f64,
    pieces: Vec<&'a Line>,
}

/// The strip that has the most rows beside it.
fn gutter(lines: &[Line], known: &[f64]) -> Option<Gutter> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if (line.y - row.y).abs() < 0.3 * line.size => row.pieces.push(line),
            _ => rows.push(Row {
                y: line.y,
                pieces: vec![line],
            }),
        }
    }
    let size = median(lines.iter().map(|line| line.size).collect())?;
    let mut best: Option<(usize, f64, Gutter)> = None;
    for at in places(lines, size) {
        let is_known = known.iter().any(|strip| (strip - at).abs() < size);
        let least = if is_known { 1 } else { MIN_ROWS };
        for run in runs(&rows, at, size, least) {
            let Some((n_rows, width, gutter)) = measured(run, at, size, is_known) else {
                continue;
            };
            let is_better = best
                .as_ref()
                .is_none_or(|(most, widest, _)| n_rows > *most || (n_rows == *most && width > *widest));
            if is_better {
                best = Some((n_rows, width, gutter));
            }
        }
    }
    best.map(|(_, _, gutter)| gutter)
}

/// Where a strip may be: left of where lines begin.
fn places(lines: &[Line], size: f64) -> Vec<f64> {
    let mut places: Vec<f64> = lines
        .iter()
        .map(|line| line.x - MIN_GUTTER * size / 2.0)
        .collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|one, other| (*one - *other).abs() < size / 4.0);
    // Columns begin at few places; a page of letters strewn about is no text.
    places.truncate(400);
    places
}

/// Stretches of rows none of which crosses the strip at `at`.
fn runs<'a, 'b>(rows: &'b [Row<'a>], at: f64, size: f64, least: usize) -> Vec<&'b [Row<'a>]> {
    let half = MIN_GUTTER * size / 2.0 - 0.01;
    rows.split(|row| {
        row.pieces
            .iter()
            .any(|piece| piece.x < at + half && piece.end > at - half)
    })
    .filter(|run| run.len() >= least)
    .collect()
}

/// The rows beside the strip, without those at its ends that have words on one side only.
fn measured(run: &[Row<'_>], at: f64, size: f64, is_known: bool) -> Option<(usize, f64, Gutter)> {
    let is_both = |row: &Row<'_>| {
        row.pieces.iter().any(|piece| piece.x < at) && row.pieces.iter().any(|piece| piece.x > at)
    };
    let n_both = run.iter().filter(|row| is_both(row)).count();
    let pieces = || run.iter().flat_map(|row| row.pieces.iter());
    let left: Vec<&&Line> = pieces().filter(|piece| piece.x < at).collect();
    let right: Vec<&&Line> = pieces().filter(|piece| piece.x > at).collect();
    let n_left = run
        .iter()
        .filter(|row| row.pieces.iter().any(|piece| piece.x < at))
        .count();
    let n_right = run
        .iter()
        .filter(|row| row.pieces.iter().any(|piece| piece.x > at))
        .count();
    let width = |side: &[&&Line]| {
        let widths = side.iter().map(|piece| piece.end - piece.x).collect();
        median(widths).unwrap_or(0.0)
    };
    let is_column = |side: &[&&Line]| width(side) >= MIN_COLUMN * size;
    // Lines of neighbouring columns need not stand on the same height.
    let lies_beside = n_both >= 2 || (is_known && n_both == 1) || overlap(&left, &right) > 3.0 * size;
    let least = if is_known { 1 } else { MIN_ROWS.min(3) };
    if n_left < least || n_right < least || !lies_beside {
        return None;
    }
    if !is_known && (!is_column(&left) || !is_column(&right)) {
        return None;
    }
    // Lines of another size above the columns are headlines.
    let is_usual = |piece: &&&&Line| (piece.size - size).abs() <= 0.2 * size;
    let first_usual = |side: &[&&Line]| {
        let usual: Vec<&&Line> = side.iter().filter(is_usual).copied().collect();
        if usual.is_empty() {
            first(side)
        } else {
            first(&usual)
        }
    };
    let (first_left, first_right) = (first_usual(&left), first_usual(&right));
    let top = first_left.max(first_right);
    let bottom = last(&left).max(last(&right));
    // A line that stands alone over one of the columns belongs to it if it is set like the rest.
    let top = if (first_left - first_right).abs() < 3.0 * size {
        first_left.min(first_right)
    } else {
        top
    };
    let end = left.iter().map(|piece| piece.end).fold(f64::MIN, f64::max);
    let start = right.iter().map(|piece| piece.x).fold(f64::MAX, f64::min);
    Some((n_left.min(n_right), start - end, Gutter { top, bottom, at }))
}

fn first(side: &[&&Line]) -> f64 {
    side.iter().map(|piece| piece.y).fold(f64::MAX, f64::min)
}

fn last(side: &[&&Line]) -> f64 {
    side.iter().map(|piece| piece.y).fold(f64::MIN, f64::max)
}

/// How much of their height two sides share.
fn overlap(left: &[&&Line], right: &[&&Line]) -> f64 {
    last(left).min(last(right)) - first(left).max(first(right))
}

pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f64, end: f64, y: f64) -> Line {
        Line {
            text: text.to_owned(),
            x,
            end,
            y,
            size: 10.0,
        }
    }

    #[test]
    fn columns_under_a_headline_are_read_one_after_the_other() {
        let mut lines = vec![line("headline over both", 50.0, 500.0, 40.0)];
        for row in 0..6 {
            let y = 80.0 + 12.0 * f64::from(row);
            lines.push(line(&format!("left {row}"), 50.0, 260.0, y));
            lines.push(line(&format!("right {row}"), 290.0, 500.0, y));
        }
        lines.push(line("foot over both columns", 50.0, 500.0, 180.0));
        let order: Vec<String> = in_order(vec![lines])
            .into_iter()
            .flatten()
            .map(|line| line.text)
            .collect();
        assert_eq!(order.len(), 14);
        assert_eq!(order[0], "headline over both");
        assert!(
            order[1..7].iter().all(|line| line.starts_with("left")),
            "{order:?}"
        );
        assert!(
            order[7..13].iter().all(|line| line.starts_with("right")),
            "{order:?}"
        );
    }

    #[test]
    fn numbers_before_a_list_are_no_column() {
        let mut lines = Vec::new();
        for row in 0..8 {
            let y = 80.0 + 12.0 * f64::from(row);
            lines.push(line(&format!("{row}."), 50.0, 58.0, y));
            lines.push(line("an entry that is long", 80.0, 400.0, y));
        }
        let regions = in_order(vec![lines]);
        assert_eq!(regions.len(), 1);
        assert_eq!(regions[0][0].text, "0. an entry that is long");
    }
}
