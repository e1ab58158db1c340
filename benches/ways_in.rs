//! How long it takes to compare ten thousand reports with one another, and what a frame of the window costs while
//! a thousand articles come in.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that it imports")]

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use readout::app::{Answer, App, Dialogs, Options};
use readout::storage::Folders;
use readout::text::Span;
use readout::text::copies::{Copies, Runs};

use reports::{Dice, Matter};

#[path = "../tests/engine/copies/reports.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod reports;

fn main() {
    compare();
    import();
}

fn reports(n_matters: usize, n_each: usize) -> Vec<String> {
    let mut dice = Dice(5);
    let mut reports = Vec::new();
    for _ in 0..n_matters {
        let matter = Matter::new(&mut dice);
        for _ in 0..n_each {
            let both = [matter.report(&mut dice), matter.report(&mut dice)].concat();
            reports.push(both.join("\n\n"));
        }
    }
    reports
}

fn compare() {
    let texts = reports(500, 20);
    let n_bytes: usize = texts.iter().map(String::len).sum();
    let start = Instant::now();
    let all: Vec<Runs> = texts
        .iter()
        .map(|text| Runs::new(text, Span::all(text).as_slice()))
        .collect();
    let read = start.elapsed();
    let mut copies = Copies::default();
    let n_copies = all.into_iter().filter_map(|runs| copies.add(runs).1).count();
    println!(
        "{} reports, {n_bytes} bytes: read in {read:?}, compared in {:?}; {n_copies} copies",
        texts.len(),
        start.elapsed().saturating_sub(read)
    );
}

fn import() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    for (idx, report) in reports(100, 10).iter().enumerate() {
        let head =
            format!("Report {idx} on the harbour and the line\n\nBy Our Correspondent\n4 May 2027\n\n");
        std::fs::write(inbox.join(format!("{idx:04}.txt")), head + report).unwrap();
    }
    let options = Options {
        folders: Folders {
            config: Some(folder.path().join("config")),
            data: Some(folder.path().join("data")),
        },
        dialogs: Dialogs::Scripted(VecDeque::from([Answer::Chosen(vec![inbox])])),
        ..Options::default()
    };
    let builder = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_max_steps(64);
    let mut harness = builder.build_eframe(|context| App::new(&context.egui_ctx, options));
    harness.run_steps(3);
    harness
        .get_all_by_label("Import articles…")
        .next()
        .unwrap()
        .click();
    let mut frames = Vec::new();
    let start = Instant::now();
    let mut n_idle = 0;
    while n_idle < 30 {
        let before = cpu_time();
        harness.step();
        frames.push(cpu_time().saturating_sub(before));
        n_idle = if harness.state().is_busy() { 0 } else { n_idle + 1 };
        std::thread::sleep(Duration::from_millis(4));
    }
    frames.sort_unstable();
    println!(
        "{} articles imported in {:?}: {} frames of {:?} CPU in the middle, {:?} at most",
        harness.state().project().articles().len(),
        start.elapsed(),
        frames.len(),
        frames[frames.len() / 2],
        frames[frames.len() - 1]
    );
}

/// CPU time that this thread has used; on systems that do not say, time that has passed.
fn cpu_time() -> Duration {
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|words| words.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || {
            static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
            START.get_or_init(Instant::now).elapsed()
        },
        Duration::from_nanos,
    )
}
