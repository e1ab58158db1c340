//! The table of Compare: who stands where, what the filters let through, what is one card.

use std::collections::BTreeMap;

use jiff::civil::date;
use readout::compare::{ColumnKey, RowKey, Who, table};
use readout::model::{ArticleId, Filters, Grouping, Kind, Party, Reason, Stance, StatementId, TopicId, View};
use readout::project::{Project, edits};

use crate::building::{Builder, party};

/// The table as text: "row | COLUMN: words; words".
fn show(project: &Project, view: &View) -> Vec<String> {
    let table = table(project, view);
    table
        .rows
        .iter()
        .flat_map(|row| {
            let cells = table.columns.iter().zip(row.cells.iter());
            let cells: Vec<String> = cells
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(column, cell)| {
                    let words: Vec<&str> = cell.cards().map(|card| card.words.as_str()).collect();
                    let party = column.party().map_or("nobody", Party::code);
                    format!("{} | {party}: {}", row.title, words.join("; "))
                })
                .collect();
            if cells.is_empty() {
                vec![format!("{} | nothing", row.title)]
            } else {
                cells
            }
        })
        .collect()
}

fn view(grouping: Grouping) -> View {
    View {
        grouping,
        ..View::default()
    }
}

fn filtered(change: impl FnOnce(&mut Filters)) -> View {
    let mut view = view(Grouping::Nothing);
    view.shows_no_party = true;
    change(&mut view.filters);
    view
}

fn two_articles() -> Project {
    Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &["RU | Orlov | We want talks.", "AM | Sarian | The road is ours."],
        )
        .article(
            "Evening",
            Some(date(2027, 3, 2)),
            &[
                "RU | Orlov | We still want talks.",
                " | Expert | Çelik is doubtful.",
            ],
        )
        .topic(1, "Talks", &[(1, 1), (2, 1)])
        .topic(2, "Road", &[(1, 2)])
        .topic(3, "Silence", &[])
        .build()
}

#[test]
fn rows_are_topics_days_articles_or_speakers() {
    let project = two_articles();
    let mut by_topic = view(Grouping::Topic);
    by_topic.shows_no_party = true;
    assert_eq!(
        show(&project, &by_topic),
        [
            "Talks | RU: We still want talks.; We want talks.",
            "Road | AM: The road is ours.",
            "Silence | nothing",
            "No topic | nobody: Çelik is doubtful.",
        ]
    );
    assert_eq!(
        show(&project, &view(Grouping::Day)),
        [
            "2 March 2027 | RU: We still want talks.",
            "1 March 2027 | RU: We want talks.",
            "1 March 2027 | AM: The road is ours.",
        ]
    );
    assert_eq!(
        show(&project, &view(Grouping::Article)),
        [
            "From Evening | RU: We still want talks.",
            "From Morning | RU: We want talks.",
            "From Morning | AM: The road is ours.",
        ]
    );
    assert_eq!(
        show(&project, &view(Grouping::Speaker)),
        [
            "Orlov | RU: We still want talks.; We want talks.",
            "Sarian | AM: The road is ours.",
        ]
    );
    let all = table(&project, &view(Grouping::Nothing));
    assert_eq!(all.rows.len(), 1);
    assert_eq!((all.n_statements, all.n_elsewhere, all.n_filtered_out), (3, 1, 0));
}

#[test]
fn columns_are_the_users_or_the_most_quoted() {
    let lines: Vec<String> = ["FR", "DE", "DE", "JP", "KR", "US", "CN", "IN", "DE", "JP"]
        .iter()
        .enumerate()
        .map(|(number, code)| format!("{code} | X | Sentence number {number}."))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let project = Builder::default().article("Morning", None, &lines).build();
    let codes = |view: &View| -> Vec<String> {
        let columns = table(&project, view).columns;
        columns
            .into_iter()
            .map(|column| column.party().map_or("nobody".to_owned(), ToString::to_string))
            .collect()
    };
    let mut view = View::default();
    let proposed = codes(&view);
    assert_eq!(proposed.get(..2), Some(&["DE".to_owned(), "JP".to_owned()][..]));
    assert_eq!(proposed.len(), 6);
    view.away.insert(party("DE"));
    assert!(!codes(&view).contains(&"DE".to_owned()));
    view.columns = vec![party("IN"), party("FR"), party("IN"), party("ZA")];
    view.shows_no_party = true;
    assert_eq!(codes(&view), ["IN", "FR", "ZA", "nobody"]);
    assert_eq!(
        table(&project, &view).facets.parties.first(),
        Some(&(party("DE"), 3)),
        "the picker offers the most quoted first"
    );
}

#[test]
fn a_joint_statement_stands_with_each_of_its_parties_and_a_hidden_one_nowhere() {
    let project = Builder::default()
        .article(
            "Morning",
            None,
            &["JP+KR | Ministers | We agree.", "JP | Sato | Secret."],
        )
        .with(1, 2, |statement| statement.is_visible = false)
        .build();
    assert_eq!(
        show(&project, &view(Grouping::Nothing)),
        ["All statements | JP: We agree.", "All statements | KR: We agree."]
    );
    let table = table(&project, &view(Grouping::Nothing));
    assert_eq!(table.n_statements, 1);
    let mut searched = view(Grouping::Nothing);
    searched.filters.words = "secret".to_owned();
    assert_eq!(show(&project, &searched), [""; 0]);
}

#[test]
fn who_stands_between_is_counted_and_told_on_the_card() {
    let passed_on = |rule: &str, found: &str| Reason {
        rule: rule.to_owned(),
        words: Vec::new(),
        found: found.to_owned(),
    };
    let project = Builder::default()
        .article(
            "Morning",
            None,
            &[
                "RU | Orlov | We want talks.",
                "RU | Petrova | Never mind.",
                "RU | Orlov | No.",
            ],
        )
        .with(1, 1, |statement| {
            let reason = passed_on(Reason::PASSED_ON, "Interfax");
            statement.why.reasons.push(reason);
        })
        .with(1, 2, |statement| {
            let reason = passed_on(Reason::REPORTS_ANOTHER, "Orlov had said");
            statement.why.reasons.push(reason);
        })
        .build();
    let table = table(&project, &view(Grouping::Nothing));
    assert_eq!(
        table.facets.go_betweens,
        [("Interfax".to_owned(), 1), ("Petrova".to_owned(), 1)]
    );
    let relays: Vec<Option<(Option<&str>, Option<&str>)>> = table.rows[0]
        .cells
        .get(0)
        .unwrap()
        .cards()
        .map(|card| {
            let relay = card.relay.as_ref()?;
            Some((relay.go_between.as_deref(), relay.report.as_deref()))
        })
        .collect();
    assert_eq!(
        relays,
        [
            Some((Some("Interfax"), None)),
            Some((Some("Petrova"), Some("Orlov had said"))),
            None
        ]
    );
}

#[test]
fn topics_stand_as_rows_in_the_order_of_the_project() {
    let mut project = Builder::default()
        .article("Morning", None, &["RU | Orlov | We want talks."])
        .topic(1, "Talks", &[(1, 1)])
        .topic(2, "Tolls", &[(1, 1)])
        .build();
    let titles = |project: &Project| -> Vec<String> {
        let rows = table(project, &view(Grouping::Topic)).rows.into_iter();
        rows.map(|row| row.title.to_string()).collect()
    };
    assert_eq!(titles(&project), ["Talks", "Tolls"]);
    let edit = edits::move_topic(&project, TopicId(2), Some(TopicId(1))).unwrap();
    project.apply(&edit).unwrap();
    assert_eq!(titles(&project), ["Tolls", "Talks"]);
}

#[test]
fn every_filter_works() {
    let project = Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &["RU | Orlov | We want talks.", "AM | Şarıan | The road is ours."],
        )
        .article(
            "Evening",
            None,
            &["RU | Petrova | Never mind.", " | Expert | Nobody knows."],
        )
        .topic(1, "Talks", &[(1, 1)])
        .with(2, 1, |statement| {
            statement.kind = Kind::Indirect;
            statement.why.reasons.push(Reason {
                rule: "reports-another".to_owned(),
                words: Vec::new(),
                found: "Interfax said".to_owned(),
            });
        })
        .with(2, 2, |statement| {
            statement.confidence = 40.into();
            statement.is_checked = false;
        })
        .build();
    let words = |view: &View| -> Vec<String> {
        let mut words: Vec<String> = table(&project, view)
            .rows
            .iter()
            .flat_map(|row| row.cells.cards())
            .map(|card| card.words.clone())
            .collect();
        words.sort();
        words
    };
    let check = |change: &dyn Fn(&mut Filters), expected: &[&str]| {
        let view = filtered(change);
        assert_eq!(words(&view), expected, "{:?}", view.filters);
        assert_eq!(table(&project, &view).n_filtered_out, 4 - expected.len());
    };
    check(
        &|_| {},
        &[
            "Never mind.",
            "Nobody knows.",
            "The road is ours.",
            "We want talks.",
        ],
    );
    check(
        &|filters| assert!(filters.parties.insert(party("AM"))),
        &["The road is ours."],
    );
    check(&|filters| filters.no_party = true, &["Nobody knows."]);
    check(
        &|filters| assert!(filters.speakers.insert("Orlov".to_owned())),
        &["We want talks."],
    );
    check(
        &|filters| assert!(filters.outlets.insert("Evening".to_owned())),
        &["Never mind.", "Nobody knows."],
    );
    check(
        &|filters| assert!(filters.kinds.insert(Kind::Indirect)),
        &["Never mind."],
    );
    check(
        &|filters| assert!(filters.topics.insert(TopicId(1))),
        &["We want talks."],
    );
    check(
        &|filters| assert!(filters.roles.insert("Minister of nothing".to_owned())),
        &[],
    );
    check(
        &|filters| assert!(filters.stances.insert(Stance::Supports)),
        &["We want talks."],
    );
    check(
        &|filters| filters.most_confidence = Some(49.into()),
        &["Nobody knows."],
    );
    check(
        &|filters| filters.least_confidence = Some(50.into()),
        &["Never mind.", "The road is ours.", "We want talks."],
    );
    check(&|filters| filters.is_checked = Some(false), &["Nobody knows."]);
    check(&|filters| filters.only_relayed = true, &["Never mind."]);
    check(
        &|filters| assert!(filters.go_betweens.insert("Petrova".to_owned())),
        &["Never mind."],
    );
    check(
        &|filters| assert!(filters.go_betweens.insert("Orlov".to_owned())),
        &[],
    );
    check(&|filters| filters.only_used = true, &[]);
    check(
        &|filters| filters.from = Some(date(2027, 3, 1)),
        &["The road is ours.", "We want talks."],
    );
    check(&|filters| filters.until = Some(date(2027, 2, 28)), &[]);
    check(
        &|filters| filters.words = "sarian ROAD".to_owned(),
        &["The road is ours."],
    );
    check(
        &|filters| filters.words = "evening never".to_owned(),
        &["Never mind."],
    );
    check(&|filters| filters.words = "road talks".to_owned(), &[]);
    check(
        &|filters| filters.words = "şARIAN".to_owned(),
        &["The road is ours."],
    );
}

#[test]
fn what_the_briefing_holds_can_be_left_out_with_its_carriers() {
    let words = "RU | Orlov | We will answer every such step in kind and without delay.";
    let mut project = Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &[words, "RU | Orlov | Something else."],
        )
        .article("Evening", Some(date(2027, 3, 2)), &[words])
        .build();
    let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
    project.apply(&edit).unwrap();
    let placed = StatementId::new(ArticleId(2), 1);
    let edit = edits::add_excerpts(&project, section, 0, &[placed]).unwrap();
    project.apply(&edit).unwrap();

    let all = table(&project, &view(Grouping::Nothing));
    let cards: Vec<bool> = all.rows[0]
        .cells
        .get(0)
        .unwrap()
        .cards()
        .map(|card| card.is_in_briefing)
        .collect();
    assert_eq!(cards, [true, false], "its carrier counts as in the briefing");
    assert_eq!(
        show(&project, &filtered(|filters| filters.only_unused = true)),
        ["All statements | RU: Something else."]
    );
}

#[test]
fn the_same_words_in_several_outlets_are_one_card() {
    let project = Builder::default()
        .article(
            "Evening",
            Some(date(2027, 3, 2)),
            &["RU | Orlov | “We will answer every such step in kind, and without any delay,”"],
        )
        .article(
            "Agency",
            Some(date(2027, 3, 1)),
            &["RU | Ministry | We will answer every such step in kind and without any delay"],
        )
        .article(
            "Weekly",
            None,
            &[
                "RU | Orlov | We will answer every such step in kind and without any delay.",
                "AM | Sarian | We will answer every such step in kind and without any delay.",
                "RU | Orlov | We will not answer every such step in kind and without any delay.",
            ],
        )
        .build();
    let all = table(&project, &view(Grouping::Nothing));
    let cells: BTreeMap<String, Vec<(StatementId, Vec<String>)>> = all
        .columns
        .iter()
        .zip(all.rows[0].cells.iter())
        .map(|(column, cell)| {
            let cards = cell.cards().map(|card| {
                let outlets = card.others();
                let outlets = outlets.map(|carrier| carrier.outlet.as_deref().unwrap_or_default().to_owned());
                (card.id, outlets.collect())
            });
            (column.party().unwrap().to_string(), cards.collect())
        })
        .collect();
    let id = |article, number| StatementId::new(ArticleId(article), number);
    assert_eq!(
        cells["RU"],
        [
            (id(2, 1), vec!["Evening".to_owned(), "Weekly".to_owned()]),
            (id(3, 3), Vec::new()),
        ],
        "the agency was first; the denial is another statement"
    );
    assert_eq!(cells["AM"], [(id(3, 2), Vec::new())]);
    assert_eq!(all.n_statements, 5, "carriers count as statements");

    let by_day = table(&project, &view(Grouping::Day));
    let keys: Vec<&RowKey> = by_day.rows.iter().map(|row| &row.key).collect();
    assert_eq!(
        keys,
        [
            &RowKey::Day(Some(date(2027, 3, 2))),
            &RowKey::Day(Some(date(2027, 3, 1))),
            &RowKey::Day(None)
        ]
    );
    let n_carriers: Vec<usize> = by_day
        .rows
        .iter()
        .map(|row| row.cells.cards().next().unwrap().others().count())
        .collect();
    assert_eq!(n_carriers, [2, 2, 2], "each day shows what was said there");
}

#[test]
fn a_story_in_many_papers_is_one_card_for_all_of_them() {
    let words = "RU | Orlov | “We will answer every such step in kind and without any delay.”";
    let mut builder = Builder::default();
    for number in 0..20 {
        builder = builder.article(&format!("Paper {number}"), Some(date(2027, 3, 1)), &[words]);
    }
    let table = table(&builder.build(), &view(Grouping::Article));
    assert_eq!(table.rows.len(), 20, "each article keeps its row");
    for row in &table.rows {
        let card = row.cells.cards().next().unwrap();
        assert_eq!(card.others().count(), 19);
        assert_eq!(card.with_carriers().len(), 20, "a correction reaches every paper");
    }
}

#[test]
fn an_empty_cell_tells_silence_from_what_filters_keep_out() {
    let lines = [
        "RU | Orlov | We want talks.",
        "RU | Orlov | The road is ours.",
        "AM | Sarian | Nobody has asked us.",
    ];
    let project = Builder::default()
        .article("Morning", Some(date(2027, 3, 1)), &lines)
        .article(
            "Evening",
            Some(date(2027, 3, 2)),
            &["AM | Sarian | The road is closed."],
        )
        .build();
    for grouping in [
        Grouping::Topic,
        Grouping::Day,
        Grouping::Week,
        Grouping::Month,
        Grouping::Article,
        Grouping::Speaker,
        Grouping::Nothing,
    ] {
        let mut view = view(grouping);
        let kept_out = |view: &View| -> Vec<usize> {
            let table = table(&project, view);
            let russia = table
                .columns
                .iter()
                .position(|column| column.party().is_some_and(|party| party.to_string() == "RU"));
            let cells = table
                .rows
                .iter()
                .map(|row| row.cells.get(russia.unwrap()).unwrap());
            cells.map(|cell| cell.n_kept_out).collect()
        };
        assert!(kept_out(&view).iter().all(|&n| n == 0), "{grouping:?}");
        view.filters.words = "closed".to_owned();
        let none = kept_out(&view);
        // The evening's article has nothing of Russia, whatever is searched for.
        let has_russia = matches!(
            grouping,
            Grouping::Topic | Grouping::Week | Grouping::Month | Grouping::Nothing
        );
        assert_eq!(
            none.iter().sum::<usize>(),
            if has_russia { 2 } else { 0 },
            "{grouping:?}"
        );
        view.filters.words = "road".to_owned();
        let some = kept_out(&view);
        assert_eq!(some.iter().sum::<usize>(), 1, "{grouping:?}");
    }
}

#[test]
fn weeks_begin_on_monday_and_months_hold_them() {
    let project = Builder::default()
        .article("Monday", Some(date(2027, 3, 1)), &["RU | Orlov | We want talks."])
        .article(
            "Sunday",
            Some(date(2027, 3, 7)),
            &["RU | Orlov | The week was long."],
        )
        .article(
            "After",
            Some(date(2027, 3, 29)),
            &["RU | Orlov | Another week begins."],
        )
        .article("Undated", None, &["RU | Orlov | Some day."])
        .build();
    assert_eq!(
        show(&project, &view(Grouping::Week)),
        [
            "29 March – 4 April 2027 | RU: Another week begins.",
            "1–7 March 2027 | RU: The week was long.; We want talks.",
            "No date | RU: Some day.",
        ]
    );
    assert_eq!(
        show(&project, &view(Grouping::Month)),
        [
            "March 2027 | RU: Another week begins.; The week was long.; We want talks.",
            "No date | RU: Some day.",
        ]
    );
    let weeks = table(&project, &view(Grouping::Week));
    let searched: Vec<usize> = weeks.rows.iter().map(|row| row.n_articles).collect();
    assert_eq!(searched, [1, 2, 1], "articles in which was searched");
}

#[test]
fn pinned_columns_come_first_and_the_others_share_one() {
    let lines = [
        "RU | Orlov | One.",
        "RU | Orlov | Two.",
        "AM+FR | Ministers | Three.",
        "TR | Kaya | Four.",
        " | Expert | Five.",
    ];
    let project = Builder::default().article("Morning", None, &lines).build();
    let view = View {
        columns: vec![party("RU"), party("AM")],
        pinned: [party("AM")].into(),
        shows_others: true,
        shows_no_party: true,
        ..view(Grouping::Nothing)
    };
    let table = table(&project, &view);
    let keys: Vec<&ColumnKey> = table.columns.iter().map(|column| &column.key).collect();
    assert_eq!(
        keys,
        [
            &ColumnKey::Party(party("AM")),
            &ColumnKey::Party(party("RU")),
            &ColumnKey::Others,
            &ColumnKey::Nobody,
        ]
    );
    let cards: Vec<Vec<&str>> = table.rows[0]
        .cells
        .iter()
        .map(|cell| cell.cards().map(|card| card.words.as_str()).collect())
        .collect();
    assert_eq!(
        cards,
        [
            vec!["Three."],
            vec!["One.", "Two."],
            vec!["Three.", "Four."],
            vec!["Five."]
        ]
    );
    let counts: Vec<usize> = table.columns.iter().map(|column| column.n_shown).collect();
    assert_eq!(counts, [1, 2, 2, 1]);
    assert_eq!(table.n_elsewhere, 0);
}

#[test]
fn positions_say_who_stands_where_what_is_new_and_who_has_turned() {
    let stance = |stance| {
        move |statement: &mut readout::model::Statement| {
            statement.topics.insert(TopicId(1), stance);
        }
    };
    let mut project = Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &[
                "RU | Orlov | The tunnel is good for both of us and it should be dug soon.",
                "AM | Sarian | Dig it.",
                "AM | Aram | Never dig it.",
            ],
        )
        .article(
            "Evening",
            Some(date(2027, 3, 2)),
            &[
                "RU | Orlov | We never wanted a tunnel.",
                "RU | Orlov | The tunnel is good for both of us and it should be dug soon.",
            ],
        )
        .topic(1, "Tunnel", &[(1, 1), (2, 2)])
        .with(1, 2, stance(Stance::Supports))
        .with(1, 3, stance(Stance::Opposes))
        .with(2, 1, stance(Stance::Opposes))
        .build();
    let russia = party("RU");
    let seen = [StatementId::new(ArticleId(1), 1)];
    let edit = edits::set_line(&project, TopicId(1), &russia, "For it.", &seen).unwrap();
    project.apply(&edit).unwrap();
    let table = table(
        &project,
        &filtered(|filters| filters.words = "nothing".to_owned()),
    );
    let position = table.positions.of(TopicId(1), &russia).unwrap();
    assert_eq!((position.statements.len(), position.n_statements), (3, 2));
    assert_eq!(position.n_new, 1, "the repeat is nothing new, the denial is");
    let strip: Vec<(Stance, Vec<String>)> = table
        .positions
        .stances(TopicId(1))
        .into_iter()
        .map(|(stance, parties)| {
            (
                stance,
                parties.iter().map(|(party, n)| format!("{party} {n}")).collect(),
            )
        })
        .collect();
    let both = vec!["AM 1".to_owned(), "RU 1".to_owned()];
    assert_eq!(strip, [(Stance::Supports, both.clone()), (Stance::Opposes, both)]);
    let turns: Vec<(&Who, Vec<Stance>)> = table
        .turns
        .iter()
        .map(|turn| (&turn.who, turn.said.iter().map(|said| said.stance).collect()))
        .collect();
    assert_eq!(
        turns,
        [
            (
                &Who::Speaker("Orlov".to_owned()),
                vec![Stance::Supports, Stance::Opposes]
            ),
            (&Who::Party(party("AM")), vec![Stance::Supports, Stance::Opposes]),
        ]
    );
}

#[test]
fn no_column_is_proposed_where_the_last_was_taken_away() {
    let project = Builder::default()
        .article("Morning", None, &["AM | Mirzoyan | The road is ours."])
        .build();
    let mut chosen = View::default();
    assert_eq!(table(&project, &chosen).columns.len(), 1);
    chosen.choose_columns(Vec::new());
    let bare = table(&project, &chosen);
    assert_eq!((bare.columns.len(), bare.n_elsewhere), (0, 1));
    chosen.choose_columns(vec![party("AM")]);
    assert!(!chosen.has_no_columns);
    assert_eq!(table(&project, &chosen).n_statements, 1);
}

#[test]
fn statements_of_no_party_are_filtered_for_alone_or_beside_those_of_parties() {
    let lines = ["AM | Mirzoyan | Ours.", "TR | Kaya | No.", " | Expert | Perhaps."];
    let project = Builder::default().article("Morning", None, &lines).build();
    let n_of = |change: &dyn Fn(&mut Filters)| {
        let table = table(&project, &filtered(change));
        let keys = table.columns.into_iter().map(|column| column.key);
        (table.n_statements, keys.collect::<Vec<_>>())
    };
    let nobody = n_of(&|filters| filters.no_party = true);
    assert_eq!(nobody, (1, vec![ColumnKey::Nobody]));
    let both = n_of(&|filters| {
        filters.no_party = true;
        filters.parties.insert(party("AM"));
    });
    assert_eq!(both.0, 2);
}
