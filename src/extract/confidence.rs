//! How sure the program is of a statement as a whole.
//!
//! The scores of words and speaker are multiplied, and the product is read off a table that says how often
//! statements with such a product were right, end to end, in annotated articles that the weights had not
//! seen.

use std::sync::LazyLock;

use super::attribution::Attribution;
use super::speakers::Resolved;
use crate::model::Confidence;

const TABLE: &str = include_str!("../../assets/extraction/calibration.tsv");

/// One figure from the scores of the words and of the speaker: both must be right.
pub(crate) fn confidence(attribution: &Attribution, resolved: &Resolved) -> Confidence {
    static CALIBRATION: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| parse(TABLE));
    let product = attribution.score * (0.4 + 0.6 * resolved.score);
    Confidence::from_share(share(&CALIBRATION, product))
}

/// Rows of product and share, in rising order.
fn parse(table: &str) -> Vec<(f64, f64)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (product, share) = line.split_once('\t')?;
            Some((product.parse().ok()?, share.parse().ok()?))
        })
        .collect()
}

/// The share of a product: on the line between the rows around it.
fn share(rows: &[(f64, f64)], product: f64) -> f64 {
    let after = rows.partition_point(|row| row.0 <= product);
    match (
        after.checked_sub(1).and_then(|before| rows.get(before)),
        rows.get(after),
    ) {
        (Some(low), Some(high)) => low.1 + (high.1 - low.1) * (product - low.0) / (high.0 - low.0),
        (Some(row), None) | (None, Some(row)) => row.1,
        (None, None) => product,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_rises_and_stays_between_none_and_all() {
        let rows = parse(TABLE);
        assert!(rows.len() >= 2, "{rows:?}");
        assert!(rows.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{rows:?}");
        assert!(rows.iter().all(|row| (0.0..=1.0).contains(&row.1)), "{rows:?}");
    }

    #[test]
    fn between_rows_the_share_lies_on_a_line() {
        let rows = [(0.2, 0.1), (0.6, 0.5)];
        assert!((share(&rows, 0.4) - 0.3).abs() < 1e-9);
        assert!((share(&rows, 0.0) - 0.1).abs() < 1e-9);
        assert!((share(&rows, 0.9) - 0.5).abs() < 1e-9);
    }
}
