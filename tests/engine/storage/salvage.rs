//! From a damaged file everything that can be read is read.

use proptest::prelude::*;
use readout::model::Article;
use readout::project::{Entry, Project, edits};
use readout::storage::{Salvaged, decode, encode, salvage_bytes};

use super::random::steps;
use super::{apply, complete, written};

/// A project with several articles, each with statements and a text of several lines.
fn several() -> Project {
    let mut project = complete();
    let entry = |number: usize| {
        let text = format!("Առաջին {number}\n\n“We wait,” Ann Şahin said.\nВторая строка {number}.\n");
        let article = Article::from_text(&text);
        let statement = complete().statements().next().unwrap().1.clone();
        let mut statement = statement;
        statement.content = vec![super::span_of(&text, "“We wait,”")];
        statement.cue = Some(super::span_of(&text, "said"));
        statement.source = None;
        statement.why.reasons.clear();
        statement.topics.clear();
        Entry::new(article, vec![statement])
    };
    let edit = edits::add_articles(&project, (0..6).map(entry).collect());
    apply(&mut project, &edit);
    project
}

/// What was read, which must be valid.
fn salvaged(bytes: &[u8]) -> Option<Salvaged> {
    let salvaged = salvage_bytes(bytes)?;
    let saved = encode(&salvaged.project).unwrap();
    assert_eq!(decode(&saved).unwrap().value, salvaged.project);
    assert!(salvaged.lost.iter().all(|line| line.ends_with('.')));
    Some(salvaged)
}

#[test]
fn of_a_whole_file_nothing_is_lost() {
    let project = several();
    let salvaged = salvaged(written(&project).as_bytes()).unwrap();
    assert_eq!(salvaged.project, project);
    assert_eq!(salvaged.lost, Vec::<String>::new());
}

#[test]
fn wherever_it_is_cut_off_all_articles_before_the_cut_are_whole() {
    let project = several();
    let file = written(&project);
    // Where each article ends.
    let ends: Vec<usize> = file
        .match_indices("\n    ),\n")
        .map(|(at, words)| at + words.len())
        .filter(|&at| at > file.find("\n  articles: {").unwrap())
        .collect();
    assert_eq!(ends.len(), project.articles().len());
    for n_bytes in 0..file.len() {
        let n_whole = ends.iter().filter(|&&end| end <= n_bytes).count();
        let salvaged = salvaged(&file.as_bytes()[..n_bytes]);
        let articles = salvaged
            .map(|salvaged| salvaged.project.articles().clone())
            .unwrap_or_default();
        assert!(
            articles.len() >= n_whole,
            "{} of {n_whole} at {n_bytes}",
            articles.len()
        );
        for (id, entry) in articles.iter().take(n_whole) {
            let before = &project.articles()[id];
            assert_eq!(entry.article, before.article, "cut at {n_bytes}");
            assert_eq!(entry.statements.len(), before.statements.len());
        }
    }
}

#[test]
fn of_a_damaged_article_the_rest_is_read() {
    let project = several();
    let file = written(&project);
    let damaged = [
        ("kind: Direct", "kind: Dirct"),
        ("headline: Some(", "headline: Sme("),
        ("text: [", "tex: ["),
        ("(24, 94), (96, 150)", "(24, 94), (96, 1510)"),
        ("content: [(24, 48)]", "content: [(25, 48)]"),
        ("origin: Extracted", "origin: 7"),
        ("“We’ll", "\u{0}“We’ll"),
        ("outline: [1, 2]", "outline: [2, 2, 9]"),
        ("blocks: [5]", "blocks: [5, 6]"),
        ("level: 1", "level: 200"),
        ("1: Conditional", "7: Conditional"),
        ("name: \"Harbour talks\"", "name: Harbour talks\""),
    ];
    for (words, by) in damaged {
        assert!(file.contains(words), "{words}");
        let salvaged = salvaged(file.replacen(words, by, 1).as_bytes()).unwrap();
        assert!(!salvaged.lost.is_empty(), "{by}");
        let n_articles = salvaged.project.articles().len();
        assert!(n_articles + 1 >= project.articles().len(), "{by}: {n_articles}");
        let whole = project
            .articles()
            .iter()
            .filter(|(id, entry)| salvaged.project.articles().get(id) == Some(entry))
            .count();
        assert!(whole + 1 >= project.articles().len(), "{by}: {whole} whole");
    }
}

#[test]
fn damaged_text_keeps_the_statements_before_it() {
    let project = several();
    let file = written(&project);
    let salvaged = salvaged(file.replacen("She added", "She \\q added", 1).as_bytes()).unwrap();
    let (_, entry) = salvaged.project.articles().first_key_value().unwrap();
    let before = project.articles().first_key_value().unwrap().1;
    assert_eq!(entry.statements.len(), 1, "the second stands in the damaged line");
    assert_eq!(
        entry.statements[&1].words(&entry.article.text),
        before.statements[&1].words(&before.article.text)
    );
}

#[test]
fn both_sides_of_a_conflict_are_read() {
    let project = several();
    let file = written(&project);
    let at = file.find("\n    3: (").unwrap() + 1;
    let end = file.find("\n    4: (").unwrap() + 1;
    let (ours, theirs) = (&file[at..end], file[at..end].replace("We wait", "We want"));
    let conflict = format!(
        "{}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n{}",
        &file[..at],
        &file[end..]
    );
    let salvaged = salvaged(conflict.as_bytes()).unwrap();
    assert_eq!(salvaged.project.articles().len(), project.articles().len() + 1);
    let texts: String = salvaged
        .project
        .articles()
        .values()
        .map(|entry| entry.article.text.to_string())
        .collect();
    assert!(texts.contains("We want"));
}

#[test]
fn what_holds_nothing_gives_nothing() {
    for nothing in [
        "",
        "(",
        "(format: 1)",
        "hello",
        "\u{0}\u{0}",
        "{}",
        ":::::",
        "(format: 1, articles: {",
    ] {
        assert_eq!(salvage_bytes(nothing.as_bytes()), None, "{nothing}");
    }
    let deep = format!("(format: 1, articles: {}", "{1: (".repeat(100_000));
    assert_eq!(salvage_bytes(deep.as_bytes()), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_damaged_what_comes_out_is_valid(
        steps in steps(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let mut project = Project::default();
        for step in steps {
            if let Some(edit) = step.edit(&project) {
                project.apply(&edit).ok();
            }
        }
        let whole = encode(&project).unwrap();
        if let Some(salvaged) = salvaged(&whole) {
            prop_assert_eq!(&salvaged.project, &project);
        }
        let mut bytes = whole;
        for (at, byte, how) in damages {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => {
                    bytes.remove(at);
                }
                2 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(bytes.len() / 2)),
            }
        }
        salvaged(&bytes);
    }
}
