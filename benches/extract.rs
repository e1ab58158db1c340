//! How fast articles become statements, on one core and without reading files. Run by
//! `cargo bench --bench extract -- FOLDER`; a person reads the figure.

#![expect(clippy::print_stdout, reason = "the figure is read by a person")]

use std::path::PathBuf;
use std::time::Instant;

use readout::atlas::Atlas;
use readout::extract::{Knowledge, statements};
use readout::import::{self, Hint};
use readout::model::Corrections;

const ROUNDS: usize = 5;

fn main() {
    let Some(folder) = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
    else {
        println!("usage: cargo bench --bench extract -- FOLDER");
        return;
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|item| Some(item.ok()?.path()))
        .collect();
    paths.sort();
    let texts: Vec<Vec<u8>> = paths.iter().filter_map(|path| std::fs::read(path).ok()).collect();
    let n_bytes: usize = texts.iter().map(Vec::len).sum();
    let knowledge = Knowledge {
        atlas: Atlas::get(),
        corrections: &Corrections::default(),
    };
    for round in 1..=ROUNDS {
        let started = Instant::now();
        let n_statements: usize = texts
            .iter()
            .filter_map(|bytes| import::read(bytes, Hint::default()).ok())
            .map(|read| statements(&read.value, &knowledge).len())
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
        let speed = n_bytes as f64 / 1e6 / started.elapsed().as_secs_f64();
        println!(
            "round {round}: {} texts, {n_statements} statements, {speed:.1} MB/s",
            texts.len()
        );
    }
}
