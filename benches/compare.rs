//! How long Compare takes with 150,000 statements in 10,000 articles. Run by `cargo bench`; a person
//! reads the figures.

#![expect(clippy::print_stdout, reason = "the figures are read by a person")]

#[path = "support/crowded.rs"]
mod crowded;

use std::time::Instant;

use readout::compare::{matrix, search, speakers, table, timeline};
use readout::model::{Filters, Grouping, View};
use readout::project::people;

fn main() {
    let project = crowded::project(10_000);
    println!("{} statements", project.statements().count());
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
        let table = table(&project, &view);
        println!(
            "table by {grouping:?}: {:?}, {} rows",
            start.elapsed(),
            table.rows.len()
        );
    }
    let view = View {
        filters: Filters {
            words: "word17 word5".to_owned(),
            ..Filters::default()
        },
        ..View::default()
    };
    let start = Instant::now();
    let n_found = table(&project, &view).n_statements;
    println!("table filtered by words: {:?}, {n_found} found", start.elapsed());
    let start = Instant::now();
    let n_found = search(&project, "word17 word5").len();
    println!("search: {:?}, {n_found} found", start.elapsed());
    let filters = Filters::default();
    let start = Instant::now();
    let n_periods = timeline(&project, &filters).periods.len();
    println!("timeline: {:?}, {n_periods} periods", start.elapsed());
    let start = Instant::now();
    let n_rows = matrix(&project, &filters).speaking.len();
    println!("who speaks about whom: {:?}, {n_rows} rows", start.elapsed());
    let start = Instant::now();
    let n_parties = speakers(&project, &filters).len();
    println!("speakers: {:?}, {n_parties} parties", start.elapsed());
    let start = Instant::now();
    let n_people = people::people(&project).len();
    println!("people: {:?}, {n_people} found", start.elapsed());
}
