//! How long Compare takes with 150,000 statements in 10,000 articles. Run by `cargo bench`; a person
//! reads the figures.

#![expect(clippy::print_stdout, reason = "the figures are read by a person")]

#[path = "support/crowded.rs"]
mod crowded;

use std::time::{Duration, Instant};

use readout::compare::{Index, matrix, speakers, timeline};
use readout::model::{Filters, Grouping, StatementId, View};
use readout::project::{Project, edits, people};

/// How often the same is searched for: others use the machine as well.
const N_SEARCHES: usize = 40;

/// Makes the table of a search again and again.
fn search(index: &mut Index, project: &Project, grouping: Grouping, words: &str) {
    let view = View {
        grouping,
        filters: Filters {
            words: words.to_owned(),
            ..Filters::default()
        },
        ..View::default()
    };
    let mut n_found = 0;
    let mut spent: Vec<Duration> = (0..N_SEARCHES)
        .map(|_| {
            let start = Instant::now();
            let table = index.table(project, &view);
            let spent = start.elapsed();
            n_found = table.n_statements;
            spent
        })
        .collect();
    spent.sort_unstable();
    let at = |place: usize| spent.get(place).copied().unwrap_or_default();
    println!(
        "by {grouping:?}, “{words}”: {:?}, least {:?}, most {:?}, {n_found} found",
        at(N_SEARCHES / 2),
        at(0),
        at(N_SEARCHES - 1)
    );
}

fn main() {
    let project = crowded::project(10_000);
    println!("{} statements", project.statements().count());
    let start = Instant::now();
    let mut index = Index::default();
    let n_cards = index.table(&project, &View::default()).n_statements;
    println!("the first table: {:?}, {n_cards} cards", start.elapsed());
    for grouping in [
        Grouping::Topic,
        Grouping::Day,
        Grouping::Article,
        Grouping::Speaker,
        Grouping::Nothing,
    ] {
        let view = View {
            grouping,
            ..View::default()
        };
        let start = Instant::now();
        let table = index.table(&project, &view);
        println!(
            "table by {grouping:?}: {:?}, {} rows",
            start.elapsed(),
            table.rows.len()
        );
    }
    for grouping in [Grouping::Topic, Grouping::Article, Grouping::Speaker] {
        for words in ["", "w", "word17", "word17 word5", "speaker 77", "nowhere"] {
            search(&mut index, &project, grouping, words);
        }
    }
    let ids: Vec<StatementId> = project.statements().map(|(id, _)| id).collect();
    for (what, ids) in [("one statement", &ids[..1]), ("all statements", &ids[..])] {
        let start = Instant::now();
        let Some(edit) = edits::set_checked(&project, ids, true) else {
            continue;
        };
        let mut after = project.clone();
        let is_made = after.apply(&edit).is_ok();
        println!("checking {what}: {:?}, {is_made}", start.elapsed());
        let start = Instant::now();
        let n_cards = index.table(&after, &View::default()).n_statements;
        println!("table after it: {:?}, {n_cards} cards", start.elapsed());
    }
    let filters = Filters::default();
    let repeated = index.table(&project, &View::default()).repeated;
    let start = Instant::now();
    let n_periods = timeline(&project, &filters, &repeated).periods.len();
    println!("timeline: {:?}, {n_periods} periods", start.elapsed());
    let start = Instant::now();
    let n_rows = matrix(&project, &filters, &repeated).speaking.len();
    println!("who speaks about whom: {:?}, {n_rows} rows", start.elapsed());
    let start = Instant::now();
    let n_parties = speakers(&project, &filters, &repeated).len();
    println!("speakers: {:?}, {n_parties} parties", start.elapsed());
    let start = Instant::now();
    let n_people = people::people(&project).len();
    println!("people: {:?}, {n_people} found", start.elapsed());
}
