//! How long a large briefing takes: 200 pages with 2,000 citations, resolved and written.
//!
//! `cargo bench --no-default-features --bench export` prints the best of three runs each, in milliseconds, and
//! how they grow when the briefing is twice as long. Nothing here fails: figures are for reading.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the figures are read by a person"
)]

use std::time::Instant;

use readout::briefing::{issues, resolve};
use readout::export::{DataFormat, Format, encode, encode_data};
use readout::model::{
    Article, Block, BlockKind, Kind, Party, PublicationDate, Speaker, Statement, StatementId,
};
use readout::project::edits::NewSection;
use readout::project::{Entry, Project, edits};
use readout::text::Span;

const CITATIONS: usize = 2_000;
const STATEMENTS_OF_ARTICLE: usize = 10;
const CITATIONS_OF_SECTION: usize = 20;

fn main() {
    let whole = measure(CITATIONS);
    let half = measure(CITATIONS / 2);
    println!(
        "{:<24} {:>10} {:>10} {:>8}",
        "", "half (ms)", "whole (ms)", "ratio"
    );
    for ((name, half), (_, whole)) in half.iter().zip(&whole) {
        println!("{name:<24} {half:>10.1} {whole:>10.1} {:>8.2}", whole / half);
    }
}

/// Times in milliseconds, each with what was timed.
fn measure(n_citations: usize) -> Vec<(&'static str, f64)> {
    let project = project(n_citations);
    let mut times = Vec::new();
    let (resolved, time) = timed(|| resolve(&project));
    times.push(("resolve", time));
    let document = resolved.document;
    assert_eq!(document.citations.len(), n_citations);
    for format in Format::ALL {
        let (bytes, time) = timed(|| encode(&document, format).unwrap_or_default());
        assert!(bytes.len() > n_citations);
        times.push((format.name(), time));
    }
    let (records, time) = timed(|| readout::briefing::records::records(&project));
    times.push(("records", time));
    for format in DataFormat::ALL {
        times.push((format.name(), timed(|| encode_data(&records, format)).1));
    }
    let n_words = issues::count_words(&document);
    eprintln!(
        "{n_citations} citations, {n_words} words, {} findings",
        resolved.findings.len()
    );
    times
}

/// The value with the shortest time of three: what else the machine does only adds.
fn timed<T>(work: impl Fn() -> T) -> (T, f64) {
    let run = || {
        let start = Instant::now();
        let value = work();
        (value, start.elapsed().as_secs_f64() * 1_000.0)
    };
    let (value, first) = run();
    (value, first.min(run().1).min(run().1))
}

/// A project whose briefing quotes `n_citations` statements, with own text between them: about ten a page.
fn project(n_citations: usize) -> Project {
    let mut project = Project::default();
    let entries = (0..n_citations / STATEMENTS_OF_ARTICLE).map(article).collect();
    let add = edits::add_articles(&project, entries);
    apply(&mut project, &add);
    let ids: Vec<StatementId> = project.statements().map(|(id, _)| id).collect();
    let sections = ids.chunks(CITATIONS_OF_SECTION).enumerate().map(|(number, ids)| {
        let own = "What follows is what they *said*, in the order in which it was said. ".repeat(8);
        let excerpts = ids.iter().filter_map(|&id| edits::excerpt_of(&project, id));
        NewSection {
            title: format!("Part {number}"),
            blocks: std::iter::once(BlockKind::Text(own))
                .chain(excerpts.map(BlockKind::Excerpt))
                .map(Block::new)
                .collect(),
            ..NewSection::default()
        }
    });
    let sections = sections.collect();
    let head = project.briefing().head.clone();
    let edit = edits::replace_briefing(&project, "Begin", head, sections);
    apply(&mut project, &edit);
    project
}

fn apply(project: &mut Project, edit: &readout::project::Edit) {
    if let Err(refused) = project.apply(edit) {
        eprintln!("{refused}");
    }
}

fn article(number: usize) -> Entry {
    let lines: Vec<String> = (0..STATEMENTS_OF_ARTICLE)
        .map(|line| {
            format!(
                "“In case {number} and point {line} we have said clearly what we want from the talks about the road, \
                 and nobody who listened can have understood anything else by it,” the minister said."
            )
        })
        .collect();
    let text = lines.join("\n");
    let mut article = Article::from_text(&text);
    article.metadata.outlet = Some(format!("Outlet {}", number % 23));
    article.metadata.headline = Some(format!("Talks, day {number}"));
    article.metadata.url = Some(format!("https://example.org/{number}"));
    article.metadata.published = "2027-03-05".parse::<PublicationDate>().ok();
    let parties: [Option<Party>; 4] = ["AM", "RU", "TR", "GE"].map(|code| code.parse().ok());
    let mut start = 0;
    let statements = lines.iter().enumerate().filter_map(|(line, words)| {
        let end = start + words.rfind('”').unwrap_or_default() + '”'.len_utf8();
        let span = Span::new(&text, start, end);
        start += words.len() + 1;
        let mut statement = Statement::by_hand(vec![span?], Kind::Direct);
        statement.speaker = Some(Speaker {
            name: format!("Minister {}", (number + line) % 40),
            role: Some("Foreign Minister".to_owned()),
        });
        statement
            .parties
            .extend(parties.get((number + line) % 4).cloned().flatten());
        Some(statement)
    });
    Entry::new(article, statements.collect())
}
