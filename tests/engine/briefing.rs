//! Briefings resolved into documents: what is cited, what is warned of, what templates begin with.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::civil::date;
use readout::briefing::document::own_text::parse;
use readout::briefing::document::{Citation, Content, Document, Manner, ParaphraseWords, Problem};
use readout::briefing::templates::{apply_template, first_briefing, templates};
use readout::briefing::{FindingKind, Resolved, resolve, resolve_speaking_copy};
use readout::model::{BlockId, BlockKind, Disclosure, Excerpt, ExcerptForm, Kind, Passage, Stance, TopicId};
use readout::project::{Project, edits};

use crate::building::{Builder, apply, begun, id, party, positions};

const ANSWER: &str = "“We will answer every such step in kind and without any delay.”";

fn articles() -> Builder {
    let answer = format!("RU | Orlov | {ANSWER}");
    Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &[
                answer.as_str(),
                "AM | Sarian | “The road is ours and will stay ours.”",
            ],
        )
        .article(
            "Evening",
            Some(date(2027, 3, 2)),
            &[
                answer.as_str(),
                "RU+AM | Ministers | They would meet again in the autumn, they said.",
            ],
        )
        .with(2, 2, |statement| statement.kind = Kind::Indirect)
}

fn contents(document: &Document) -> Vec<&Content> {
    document
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .map(|block| &block.content)
        .collect()
}

/// The findings in words, but for the marking that no test document has.
fn sentences(resolved: &Resolved) -> Vec<String> {
    let findings = resolved.findings.iter();
    let findings = findings.filter(|finding| finding.kind != FindingKind::NoMarking);
    findings.map(ToString::to_string).collect()
}

fn citation(document: &Document, number: usize) -> &Citation {
    document
        .citations
        .iter()
        .find(|citation| citation.number == number)
        .unwrap()
}

#[test]
fn excerpts_become_quotations_and_paraphrases_with_numbered_citations() {
    let (project, _) = begun(articles(), &[id(1, 2), id(2, 2), id(2, 1)]);
    let resolved = resolve(&project);
    assert_eq!(sentences(&resolved), Vec::<String>::new());
    let document = resolved.document.clone();
    let [
        Content::Quotation(road),
        Content::Paraphrase(meeting),
        Content::Quotation(answer),
    ] = contents(&document)[..]
    else {
        panic!("{:?}", document.sections);
    };
    assert_eq!(road.pieces, ["“The road is ours and will stay ours.”"]);
    assert_eq!(road.attribution.speaker.as_deref(), Some("Sarian"));
    assert_eq!(
        (
            road.attribution.citation,
            meeting.attribution.citation,
            answer.attribution.citation
        ),
        (1, 2, 3)
    );
    assert_eq!(
        meeting.words,
        ParaphraseWords::Article(vec!["They would meet again in the autumn, they said.".to_owned()])
    );
    assert_eq!(meeting.attribution.parties.len(), 2);
    assert_eq!(citation(&document, 2).manner, Manner::Paraphrased);
    let answer = citation(&document, 3);
    assert_eq!(answer.outlet.as_deref(), Some("Evening"));
    assert_eq!(answer.headline.as_deref(), Some("From Evening"));
    assert_eq!(
        answer.also_in,
        ["Morning"],
        "the same words stood in another paper"
    );
    let sources: Vec<(&str, &[usize])> = document
        .sources
        .iter()
        .map(|source| (source.headline.as_str(), source.citations.as_slice()))
        .collect();
    assert_eq!(sources, [("From Evening", &[2, 3][..]), ("From Morning", &[1])]);
    assert!(
        document.method_line.starts_with(
            "Statements cited: 3, of which 0 found automatically and 3 checked by a person. Articles cited: 2 of 2 \
             collected, of 2 outlets, published 1 March 2027 to 2 March 2027."
        ),
        "{}",
        document.method_line
    );
}

#[test]
fn a_paraphrase_begins_with_the_word_that_reports_it() {
    let text = "AM | Ministers | Ministers rejected on Monday a toll of ten francs for every wagon.";
    let span = |words: &str| {
        let at = text.find(words).unwrap();
        readout::text::Span::new(text, at, at + words.len()).unwrap()
    };
    let builder = articles().article("Late", Some(date(2027, 3, 3)), &[text]);
    let builder = builder.with(3, 1, |statement| {
        statement.kind = Kind::Indirect;
        statement.cue = Some(span("rejected"));
        statement.content = vec![span("a toll of ten francs for every wagon")];
    });
    let (project, _) = begun(builder, &[id(3, 1)]);
    let resolved = resolve(&project);
    let paraphrased: Vec<_> = contents(&resolved.document)
        .into_iter()
        .filter_map(|content| match content {
            Content::Paraphrase(paraphrase) => Some(&paraphrase.words),
            _ => None,
        })
        .collect();
    let words = "rejected on Monday a toll of ten francs for every wagon".to_owned();
    assert_eq!(paraphrased, [&ParaphraseWords::Article(vec![words])]);
    assert!(
        !sentences(&resolved)
            .iter()
            .any(|sentence| sentence.contains("differ")),
        "{:?}",
        sentences(&resolved)
    );
}

#[test]
fn what_does_not_agree_with_its_source_is_said() {
    let (mut project, section) = begun(articles(), &[id(1, 1), id(1, 2), id(2, 2), id(1, 2)]);
    let edit = edits::remove_statement(&project, id(2, 2)).unwrap();
    apply(&mut project, &edit);
    let misquoted = BlockKind::Excerpt(Excerpt {
        passage: Passage::Statement(id(2, 1)),
        words: vec![ANSWER.replace("kind", "time")],
        form: ExcerptForm::AsWritten,
        comment: String::new(),
        cuts: Vec::new(),
    });
    let (_, edit) = edits::add_block(&project, section, 9, misquoted).unwrap();
    apply(&mut project, &edit);
    let resolved = resolve(&project);
    assert_eq!(
        sentences(&resolved),
        [
            "In “Positions”: the excerpt “We will answer every such step in time and without any delay…”: its words \
             differ from the source.",
            "In “Positions”: the excerpt “They would meet again in the autumn, they said.”: the statement it was \
             taken from is gone; the article still has the words.",
            "In “Positions”: the excerpt “The road is ours and will stay ours.” stands there twice.",
            "In “Positions”: the excerpt “We will answer every such step in time and without any delay…” stands there \
             twice, out of two articles with the same words.",
        ]
    );
    let document = resolved.document.clone();
    assert_eq!(citation(&document, 4).same_as, Some(2));
    assert_eq!(
        citation(&document, 5).problem,
        Some(Problem::WordsDiffer),
        "the document says so as well"
    );
    let gone = citation(&document, 3);
    assert_eq!(
        (gone.speaker.as_deref(), gone.outlet.as_deref()),
        (None, Some("Evening"))
    );
}

#[test]
fn unknown_origins_and_unchecked_statements_are_counted() {
    let mut builder = articles()
        .with(1, 1, |statement| {
            statement.is_checked = false;
            statement.confidence = 40.into();
        })
        .with(1, 2, |statement| statement.is_checked = false);
    for entry in builder.parts.articles.values_mut() {
        std::sync::Arc::make_mut(entry).article.metadata.outlet = None;
    }
    let (project, _) = begun(builder, &[id(1, 1), id(1, 2), id(2, 2)]);
    assert_eq!(
        sentences(&resolve(&project)),
        [
            "In “Positions”: “We will answer every such step in kind and without any delay…” was not checked by a \
             person, and the program is only 40 % sure.",
            "In “Positions”: “The road is ours and will stay ours.” was not checked by a person.",
            "The cited article “From Morning” has no outlet.",
            "The cited article “From Evening” has no outlet.",
        ]
    );
}

#[test]
fn the_analysts_paraphrase_and_remark_stay_apart_from_the_articles_words() {
    let (mut project, _) = begun(articles(), &[id(1, 1)]);
    let block = BlockId(1);
    let edit = edits::set_comment(&project, block, "Not new.").unwrap();
    apply(&mut project, &edit);
    let form = ExcerptForm::Paraphrase("Moscow *will* retaliate.".to_owned());
    let edit = edits::set_form(&project, block, form).unwrap();
    apply(&mut project, &edit);
    let document = resolve(&project).document;
    let [Content::Paraphrase(paraphrase)] = contents(&document)[..] else {
        panic!("{:?}", document.sections);
    };
    assert_eq!(
        paraphrase.words,
        ParaphraseWords::Own {
            words: parse("Moscow *will* retaliate."),
            original: vec![ANSWER.to_owned()],
        }
    );
    assert_eq!(paraphrase.attribution.comment, parse("Not new."));
    assert_eq!(citation(&document, 1).manner, Manner::Paraphrased);
}

#[test]
fn a_speaking_copy_holds_nothing_that_must_not_be_disclosed() {
    let (mut project, _) = begun(articles(), &[id(1, 1), id(1, 2)]);
    let edit = edits::set_disclosure(&project, BlockId(1), Disclosure::NotToBeDisclosed).unwrap();
    apply(&mut project, &edit);
    assert_eq!(resolve(&project).document.citations.len(), 2);
    let copy = resolve_speaking_copy(&project).document;
    assert_eq!(contents(&copy).len(), 1);
    let speakers: Vec<_> = copy
        .citations
        .iter()
        .map(|citation| citation.speaker.as_deref())
        .collect();
    assert_eq!(speakers, [Some("Sarian")]);
}

#[test]
fn a_positions_table_gives_line_stance_words_and_silence() {
    let builder = articles()
        .topic(1, "Road", &[(1, 1), (1, 2)])
        .with(1, 2, |statement| {
            statement.topics.insert(TopicId(1), Stance::Opposes);
        });
    let mut project = builder.build();
    let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
    apply(&mut project, &edit);
    let edit = edits::set_line(&project, TopicId(1), &party("RU"), "Threatens.", &[]).unwrap();
    apply(&mut project, &edit);
    let table = positions(&["RU", "AM", "FR"], [1, 9]);
    let (_, edit) = edits::add_block(&project, section, 0, table).unwrap();
    apply(&mut project, &edit);
    let resolved = resolve(&project);
    let document = resolved.document.clone();
    let [Content::Positions(table)] = contents(&document)[..] else {
        panic!("{:?}", document.sections);
    };
    let [row] = &table.rows[..] else {
        panic!("{:?}", table.rows);
    };
    assert_eq!(row.topic, "Road");
    let [ru, am, fr] = &row.cells[..] else {
        panic!("{:?}", row.cells);
    };
    assert_eq!(
        (ru.line.as_str(), ru.statements[0].words.as_str()),
        ("Threatens.", "")
    );
    assert_eq!(am.stances, [Stance::Opposes]);
    assert_eq!(am.statements[0].words, "“The road is ours and will stay ours.”");
    assert_eq!(am.statements[0].citation, 2);
    assert_eq!((fr.n_statements, fr.statements.len()), (0, 0));
    let warnings = sentences(&resolved).join("\n");
    for expected in ["t9", "newer than your line", "has no statement of"] {
        assert!(warnings.contains(expected), "{expected}: {warnings}");
    }
}

#[test]
fn a_first_briefing_places_each_partys_clearest_statements_once() {
    let mut project = articles()
        .with(1, 2, |statement| statement.confidence = 60.into())
        .build();
    let before = project.clone();
    let edit = first_briefing(&project, date(2027, 3, 24));
    let undo = apply(&mut project, &edit);
    let document = resolve(&project).document;
    assert_eq!(document.head.title, "Positions by country");
    assert_eq!(document.head.date, Some(date(2027, 3, 24)));
    assert_eq!(document.head.marking, "", "a marking is never proposed");
    let outline: Vec<(u8, usize)> = document
        .sections
        .iter()
        .map(|section| (section.level, section.blocks.len()))
        .collect();
    // Bottom line, background, positions, Russia (the answer once, the joint statement), Armenia (what is
    // not placed yet), open questions.
    assert_eq!(outline, [(0, 1), (0, 1), (0, 0), (1, 2), (1, 1), (0, 1)]);
    assert_eq!(document.citations.len(), 3);
    let again = apply(&mut project, &undo);
    assert_eq!(project, before, "one step to undo");
    apply(&mut project, &again);

    let edit = first_briefing(&project, date(2027, 4, 1));
    apply(&mut project, &edit);
    assert_eq!(
        project.briefing().head.date,
        Some(date(2027, 3, 24)),
        "what was filled in stays"
    );
    assert_eq!(resolve(&project).document.citations, document.citations);
}

#[test]
fn every_template_begins_a_valid_briefing_even_of_nothing() {
    for template in templates() {
        for mut project in [Project::default(), articles().topic(1, "Road", &[(1, 1)]).build()] {
            let edit = apply_template(&project, template, date(2027, 3, 24));
            apply(&mut project, &edit);
            let document = resolve(&project).document;
            assert!(!document.sections.is_empty(), "{}", template.name);
            let problems: Vec<_> = document
                .citations
                .iter()
                .filter_map(|citation| citation.problem)
                .collect();
            assert_eq!(problems, Vec::new(), "{}", template.name);
        }
    }
}
