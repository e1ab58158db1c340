//! Copies of one report among reports on the same matter: how many are found, and how many of those found are
//! copies, on sets that the test makes.

use readout::text::Span;
use readout::text::copies::{Copies, Runs};
use std::collections::BTreeMap;

use reports::{Dice, Matter, sentence, touched_up};

mod reports;

const KINDS: [&str; 4] = [
    "every tenth word",
    "and cut by a third",
    "and in another order",
    "and under another head",
];

fn copy(kind: usize, report: &[String], dice: &mut Dice) -> Vec<String> {
    let mut copy = touched_up(report, dice);
    match kind {
        1 => copy.truncate((copy.len() * 2).div_ceil(3)),
        2 => dice.shuffle(&mut copy),
        3 => {
            copy.remove(0);
            copy.insert(
                0,
                format!("By our correspondent. {} {}", sentence(dice), sentence(dice)),
            );
        }
        _ => {}
    }
    copy
}

fn runs(paragraphs: &[String]) -> Runs {
    let text = paragraphs.join("\n\n");
    Runs::new(&text, Span::all(&text).as_slice())
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are the point")]
fn copies_are_found_and_reports_on_one_matter_are_told_apart() {
    let mut dice = Dice(11);
    let mut copies = Copies::default();
    // By text: the report that it is, the kind of copy, and the group that it was put in.
    let mut texts: Vec<(usize, Option<usize>, usize)> = Vec::new();
    let mut n_reports = 0;
    for _ in 0..40 {
        let matter = Matter::new(&mut dice);
        let reports: Vec<Vec<String>> = (0..10).map(|_| matter.report(&mut dice)).collect();
        let mut round: Vec<(usize, Option<usize>, Vec<String>)> = Vec::new();
        for (idx, report) in reports.iter().enumerate() {
            round.push((n_reports + idx, None, report.clone()));
            // Half of the reports are nobody's original.
            for kind in (0..KINDS.len()).filter(|_| idx % 2 == 0) {
                round.push((n_reports + idx, Some(kind), copy(kind, report, &mut dice)));
            }
        }
        n_reports += reports.len();
        dice.shuffle(&mut round);
        for (report, kind, paragraphs) in round {
            let (number, same) = copies.add(runs(&paragraphs));
            let group = same.map_or(number, |same| texts[same].2);
            texts.push((report, kind, group));
        }
    }
    let (mut n_true, mut n_found, mut n_right) = (0_u32, 0_u32, 0_u32);
    let mut by_kind: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for (idx, one) in texts.iter().enumerate() {
        for other in &texts[..idx] {
            let (is_true, is_found) = (one.0 == other.0, one.2 == other.2);
            n_true += u32::from(is_true);
            n_found += u32::from(is_found);
            n_right += u32::from(is_true && is_found);
            if let (true, Some(kind), None) | (true, None, Some(kind)) = (is_true, one.1, other.1) {
                let counts = by_kind.entry(KINDS[kind]).or_default();
                counts.0 += 1;
                counts.1 += u32::from(is_found);
            }
        }
    }
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole);
    println!(
        "{} texts, {n_reports} reports; pairs of copies: {n_true}, found: {n_found}, right: {n_right}",
        texts.len()
    );
    for (kind, (n, n_kind_found)) in &by_kind {
        println!("  original and copy, {kind}: {n_kind_found} of {n}");
    }
    let (recall, precision) = (share(n_right, n_true), share(n_right, n_found));
    println!("recall {recall:.3} precision {precision:.3}");
    assert!(recall >= 0.95, "recall {recall}");
    assert!(precision >= 0.98, "precision {precision}");
}
