//! Who speaks for whom, in sentences of a table; and that an article's own facts, its headline and the project's
//! corrections reach the statement.

use readout::atlas::Atlas;
use readout::extract::{Knowledge, statements};
use readout::model::{Article, Corrections, Party, Statement};

const TABLE: &str = include_str!("../data/extract/speakers.tsv");

fn find(article: &Article) -> Vec<Statement> {
    statements(
        article,
        &Knowledge {
            atlas: Atlas::get(),
            corrections: &Corrections::default(),
        },
    )
}

fn shown(statements: &[Statement]) -> String {
    let parts: Vec<String> = statements
        .iter()
        .map(|statement| {
            let speaker = statement.speaker.as_ref();
            let codes: Vec<&str> = statement.parties.iter().map(Party::code).collect();
            format!(
                "{} / {} / {}",
                speaker.map_or("-", |speaker| &speaker.name),
                speaker.and_then(|speaker| speaker.role.as_deref()).unwrap_or("-"),
                if codes.is_empty() {
                    "-".to_owned()
                } else {
                    codes.join("+")
                },
            )
        })
        .collect();
    parts.join(" | ")
}

#[test]
fn every_sentence_of_the_table_has_its_speakers() {
    let mut wrong = Vec::new();
    let rows = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    for row in rows {
        let (text, expected) = row.split_once('\t').unwrap();
        let found = shown(&find(&Article::from_text(text)));
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_party_never_comes_without_its_reason() {
    for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let text = row.split('\t').next().unwrap_or_default();
        for statement in find(&Article::from_text(text)) {
            let told = |party: &Party| {
                statement.why.reasons.iter().any(|reason| {
                    reason.found.contains(party.code()) || reason.found.contains(Atlas::get().name(party))
                })
            };
            let is_joint = statement.parties.len() > 1;
            assert!(
                is_joint && !statement.why.reasons.is_empty() || statement.parties.iter().all(told),
                "{text}\n{:?}",
                statement.why
            );
        }
    }
}

#[test]
fn a_headline_tells_what_the_body_leaves_out() {
    let text = "Doreli said on Monday that the bridge would be rebuilt.";
    let mut article = Article::from_text(text);
    assert_eq!(shown(&find(&article)), "Doreli / - / -");
    article.metadata.headline = Some("Georgian foreign minister Levan Doreli promises bridge".to_owned());
    assert_eq!(shown(&find(&article)), "Doreli / Foreign Minister / GE");
    article.metadata.headline = Some("Two ministers named Doreli: Levan Doreli and Nino Doreli".to_owned());
    assert_eq!(shown(&find(&article)), "Doreli / - / -");
}

#[test]
fn a_ministry_without_a_country_is_that_of_dateline_or_outlet() {
    let mut article = Article::from_text("The foreign ministry said that the envoy was summoned.");
    assert_eq!(find(&article)[0].parties, []);
    article.metadata.dateline = Some("YEREVAN".to_owned());
    let found = find(&article);
    assert_eq!(shown(&found), "Armenian Foreign Ministry / - / AM");
    let named = find(&Article::from_text(
        "The Armenian foreign ministry said that the envoy was summoned.",
    ));
    assert!(
        found[0].confidence < named[0].confidence,
        "a guess is as sure as what is written: {:?}",
        found[0].confidence
    );
    article.metadata.dateline = None;
    article.metadata.outlet = Some("Xinhua".to_owned());
    assert_eq!(shown(&find(&article)), "Chinese Foreign Ministry / - / CN");
}

#[test]
fn a_pronoun_may_tell_the_gender_that_no_table_knows() {
    let text = "Foreign Minister Levan Doreli of Georgia came. Orzabel Quint met the press. She was late. \
                “It was a good day,” he said.";
    assert_eq!(
        shown(&find(&Article::from_text(text))),
        "Levan Doreli / Foreign Minister / GE"
    );
    let text = text.replace("he said", "she said");
    assert!(shown(&find(&Article::from_text(&text))).starts_with("Orzabel Quint / "));
}

#[test]
fn georgia_is_where_the_words_around_it_lie() {
    let text = "Voters in Fulton County, near Atlanta, queued. Georgia's governor said that every ballot would be counted.";
    assert_eq!(find(&Article::from_text(text))[0].parties[0].code(), "US");
    let text =
        "Crowds in Tbilisi and Batumi marched. Georgia's president said that every ballot would be counted.";
    assert_eq!(find(&Article::from_text(text))[0].parties[0].code(), "GE");
}
