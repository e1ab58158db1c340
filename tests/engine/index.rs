//! An index that is kept shows and finds what one that is made anew does, whatever was done to the project.

use std::collections::BTreeSet;

use proptest::prelude::*;
use readout::compare::{Index, table};
use readout::model::{Filters, Grouping, StatementId, View};
use readout::project::{Project, edits};
use readout::text::fold::fold;

use crate::building::Builder;
use crate::storage::random::steps;

/// Searching as one would write it down: every word in some part of the statement or of what is said about it.
fn plain_search(project: &Project, words: &str) -> BTreeSet<StatementId> {
    let words = fold(words);
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut found = BTreeSet::new();
    for (&id, entry) in project.articles() {
        let article = &entry.article;
        for (number, statement) in entry.in_order() {
            let speaker = statement.speaker.as_ref();
            let mut parts: Vec<&str> = statement
                .content
                .iter()
                .map(|span| span.of(&article.text))
                .collect();
            parts.push(article.title());
            parts.extend(article.metadata.outlet.as_deref());
            parts.extend(speaker.map(|speaker| speaker.name.as_str()));
            parts.extend(speaker.and_then(|speaker| speaker.role.as_deref()));
            let parts: Vec<String> = parts.into_iter().map(fold).collect();
            let has = |word: &&str| parts.iter().any(|part| part.contains(*word));
            if statement.is_visible && !words.is_empty() && words.iter().all(has) {
                found.insert(StatementId::new(id, number));
            }
        }
    }
    found
}

/// The statements that the table shows by `words`: repeats within one article are cards of their own.
fn search(index: &mut Index, project: &Project, words: &str) -> BTreeSet<StatementId> {
    if fold(words).trim().is_empty() {
        return BTreeSet::new();
    }
    let view = View {
        grouping: Grouping::Article,
        shows_others: true,
        shows_no_party: true,
        filters: Filters {
            words: words.to_owned(),
            ..Filters::default()
        },
        ..View::default()
    };
    let table = index.table(project, &view);
    let cards = table.rows.iter().flat_map(|row| row.cells.cards());
    cards.map(|card| card.id).collect()
}

const SEARCHES: [&str; 6] = ["", "e", "Ann", "said words", "ß 日", "\u{a8}"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_kept_index_is_as_good_as_a_new_one(steps in steps(), searches in prop::collection::vec(0..SEARCHES.len(), 60)) {
        let mut project = Project::default();
        let mut index = Index::default();
        for (step, nth) in steps.iter().zip(searches) {
            if let Some(edit) = step.edit(&project) {
                project.apply(&edit).ok();
            }
            let words = SEARCHES[nth];
            let mut view = project.view().clone();
            view.filters.words = words.to_owned();
            prop_assert_eq!(index.table(&project, &view), table(&project, &view));
            prop_assert_eq!(search(&mut index, &project, words), plain_search(&project, words));
        }
    }

    #[test]
    fn random_words_are_found_where_they_stand(
        lines in prop::collection::vec("RU \\| [A-Cşöβ ]{1,4} \\| [a-cé  ’ßД]{1,12}", 1..12),
        words in "[a-cşeB ß'д]{0,5}",
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let project = Builder::default().article("Élan", None, &lines).article("B", None, &lines).build();
        prop_assert_eq!(search(&mut Index::default(), &project, &words), plain_search(&project, &words));
    }
}

#[test]
fn repeats_are_one_card_as_they_come_and_go() {
    let wire = "RU | Orlov | The line through the pass will be open to lorries before the snow.";
    let other = "RU | Orlov | Nobody has asked the carriers about tolls.";
    let mut project = Builder::default()
        .article("Morning", None, &[wire])
        .article("Evening", None, &[other])
        .build();
    let view = View {
        grouping: Grouping::Nothing,
        ..View::default()
    };
    let mut index = Index::default();
    let n_cards = |index: &mut Index, project: &Project| {
        let table = index.table(project, &view);
        assert_eq!(table, readout::compare::table(project, &view));
        table.rows[0].cells.get(0).unwrap().n_cards()
    };
    assert_eq!(n_cards(&mut index, &project), 2);
    // A third article repeats the first: what nothing could repeat before can be repeated now.
    let entry = Builder::default().article("Night", None, &[wire, other]).build();
    let entry = entry.articles().values().next().unwrap();
    let add = edits::add_articles(&project, vec![entry.as_ref().clone()]);
    let remove = project.apply(&add).unwrap();
    assert_eq!(n_cards(&mut index, &project), 2);
    let statements = index.table(&project, &view).n_statements;
    assert_eq!(statements, 4);
    project.apply(&remove).unwrap();
    assert_eq!(n_cards(&mut index, &project), 2);
    let filtered = View {
        filters: Filters {
            words: "NIGHT".to_owned(),
            ..Filters::default()
        },
        ..view.clone()
    };
    assert_eq!(index.table(&project, &filtered).n_statements, 0);
}
