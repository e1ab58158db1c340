//! The sample project: invented articles from `assets/sample`, taken in as files would be.

use jiff::civil::Date;

use crate::model::{Corrections, PublicationDate};
use crate::progress::Progress;
use crate::project::{Project, edits};

macro_rules! sample {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/sample/articles/", $name)))),*]
    };
}

/// File names and texts of the sample's articles, by date.
pub const ARTICLES: &[(&str, &str)] = sample![
    "2027-03-03-meridian-tbilisi-talks.txt",
    "2027-03-04-bna-karaosman.txt",
    "2027-03-05-ararat-tribune-sarukhanyan.txt",
    "2027-03-08-russian-mfa-comment.txt",
    "2027-03-10-northern-courier-gyumri.txt",
    "2027-03-12-un-us-reaction.txt",
    "2027-03-15-kura-review-interview.txt",
    "2027-03-16-alborz-iran-scanners.txt",
    "2027-03-18-meridian-joint-statement-straits-ledger.txt",
    "2027-03-19-baltic-standard-meridian.txt",
    "2027-03-19-khazar-today-baku.txt",
    "2027-03-23-continental-review-analysis.txt",
];

/// The sample as a project: the articles with their statements, as found today.
#[must_use]
pub fn project(today: Date, progress: &Progress) -> Project {
    progress.set_total(ARTICLES.len());
    let mut all = super::Intake::default();
    for (name, text) in ARTICLES {
        progress.set_current(name);
        let intake = super::take_in_bytes(
            text.as_bytes().to_vec(),
            Some(name),
            name,
            &Corrections::default(),
            Some(PublicationDate::day(today)),
            &Progress::default(),
        );
        all.taken.extend(intake.taken);
        progress.step();
    }
    let mut project = Project::default();
    all.meet(&project);
    let entries = all.taken.into_iter().map(|taken| taken.entry).collect();
    let edit = edits::add_linked_articles(&project, entries, &all.links);
    // Fresh entries with fresh ids are always accepted.
    project.apply(&edit).ok();
    project
}
