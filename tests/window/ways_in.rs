//! The ways in: links, pasting, trying again, the same again, copies, furniture, choices.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::{Article, ArticleId, Grouping, View};

use super::journey::ARTICLE;
use super::support::{CTRL, Window, window};

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Harbour wall agreed</title>\
    <meta property='og:site_name' content='The Courier'></head><body><nav>Home World Sport</nav><article>\
    <h1>Harbour wall agreed</h1><p>By Mette Lindqvist</p>\
    <p>OSLO — Norwegian Foreign Minister Ingrid Solheim said on Tuesday that the wall would be raised by two metres.</p>\
    <p>“We have waited for this since my grandfather was a pilot here,” Solheim said after the talks in the customs house.</p>\
    <p>The works are to begin in the spring, according to a paper that was handed out to reporters.</p></article>\
    <aside><p>Read more: “I never resigned,” Danish Foreign Minister Karsten Holm said.</p></aside></body></html>";

/// Answers every request with [`PAGE`]; gives the address.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/2027/05/04/wall", listener.local_addr().unwrap());
    std::thread::Builder::new()
        .name("server".to_owned())
        .spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut request = [0; 4_096];
                // Whatever was asked for.
                if stream.read(&mut request).is_err() {
                    continue;
                }
                let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html";
                let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len());
                stream.write_all(answer.as_bytes()).ok();
            }
        })
        .unwrap();
    address
}

fn articles(window: &Window) -> Vec<Article> {
    let entries = window.harness.state().project().articles().values();
    entries.map(|entry| entry.article.clone()).collect()
}

fn paste(window: &mut Window, words: &str) {
    window.harness.event(Event::Paste(words.to_owned()));
    window.settle();
}

/// The first thing of a role whose name holds `words`.
fn click(window: &mut Window, role: Role, words: &str) {
    window
        .harness
        .query_all_by_label_contains(words)
        .find(|node| node.accesskit_node().role() == role)
        .unwrap_or_else(|| panic!("no {role:?} with {words:?} among {:#?}", window.labels()))
        .click();
    window.settle();
}

#[test]
fn a_link_is_fetched_once_private_addresses_are_allowed() {
    let address = server();
    let mut window = window(&[]);
    window.key(CTRL, Key::L);
    window.type_into("Web address", &address);
    window.click("Fetch");
    assert!(articles(&window).is_empty());
    assert!(window.shows("not of the web"), "{:#?}", window.labels());

    window.key(CTRL, Key::L);
    window.click("Allow addresses of this computer and its network");
    window.click("Cancel");
    window.click("Retry");
    let [article] = articles(&window).try_into().unwrap();
    assert_eq!(article.title(), "Harbour wall agreed");
    assert_eq!(article.original.location, address);
    assert!(article.original.imported.is_some());
    assert_eq!(article.original.fingerprint.len(), 64);
    assert!(!window.shows("not of the web"), "the notice went with the retry");
}

#[test]
fn a_link_that_is_pasted_anywhere_is_fetched() {
    let address = server();
    let mut window = window(&[]);
    window.key(CTRL, Key::L);
    window.click("Allow addresses of this computer and its network");
    window.click("Cancel");
    paste(&mut window, &format!(" {address}\n"));
    assert_eq!(articles(&window).len(), 1);
    paste(&mut window, &address);
    assert_eq!(articles(&window).len(), 1, "the same again");
    assert!(window.shows("in the project already"), "{:#?}", window.labels());
}

#[test]
fn text_that_is_pasted_anywhere_is_offered_for_import() {
    let mut window = window(&[]);
    paste(&mut window, ARTICLE);
    let field = window.control("Text of the article").value();
    assert!(field.is_some_and(|words| words.contains("gift to nobody")));
    assert!(articles(&window).is_empty(), "not before the user says so");
    window.click("Import");
    let [article] = articles(&window).try_into().unwrap();
    assert_eq!(article.title(), "Harbour talks end without a date");
    assert_eq!(article.original.location, "Pasted text");
    // In a field it is text like any other.
    window.type_into("Search articles", "x");
    paste(&mut window, "https://example.org/");
    assert_eq!(
        window.control("Search articles").value().as_deref(),
        Some("xhttps://example.org/")
    );
}

#[test]
fn what_failed_is_listed_and_tried_again() {
    let mut window = window(&["{}/a.txt|{}/b.txt|{}/good.txt"]);
    std::fs::write(window.path("good.txt"), ARTICLE).unwrap();
    window.click("Import articles…");
    assert_eq!(articles(&window).len(), 1);
    assert!(window.shows("1 article was imported; 2 files could not be read."));
    std::fs::write(window.path("a.txt"), ARTICLE.replace("harbour", "airport")).unwrap();
    std::fs::write(
        window.path("b.txt"),
        "One more thing was said by nobody in particular.",
    )
    .unwrap();
    window.click("Show what failed (2)");
    assert!(window.shows("there is no such file"), "{:#?}", window.labels());
    let retry = format!("Retry {}", window.path("b.txt").display());
    window.click(&retry);
    assert_eq!(articles(&window).len(), 2);
    assert!(
        window.shows("Show what failed (1)") || window.shows("Retry"),
        "the other is left"
    );
    window.click("Retry");
    assert_eq!(articles(&window).len(), 3);
    assert!(!window.shows("could not be read"));
}

#[test]
fn the_same_file_again_is_left_out() {
    let mut window = window(&["{}/a.txt", "{}/a.txt|{}/b.txt|{}/c.txt"]);
    std::fs::write(window.path("a.txt"), ARTICLE).unwrap();
    std::fs::write(window.path("b.txt"), ARTICLE.replace('\n', "\r\n")).unwrap();
    std::fs::write(
        window.path("c.txt"),
        "Another matter was settled on Monday, the mayor said.",
    )
    .unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::I);
    assert_eq!(
        articles(&window).len(),
        2,
        "the same bytes and the same words came once"
    );
    assert!(window.shows("2 are in the project already and were left out"));
}

/// A report as an outlet has it.
fn report(outlet: &str, changed: &[(&str, &str)]) -> String {
    let text = "Harbour wall to be raised\n\n4 May 2027\n\nOSLO — Norwegian Foreign Minister Ingrid Solheim said on \
        Tuesday that the harbour wall would be raised by two metres before the winter storms set in.\n\n\
        The works will be paid for by the port authority, which has asked three banks for a loan and expects an \
        answer in the first week of October.\n\nFishermen from the northern quays had blocked the entrance for two \
        days because the plan leaves their berths outside of the new wall.\n\nA commission of engineers is to visit \
        the place next month and to report to both ministers in writing, according to a paper that was handed out.\n\n\
        “We will not open it for a photograph, and we will not close it for one,” Solheim said.\n";
    let changed = changed
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    format!("{changed}\n© 2027 {outlet}. All rights reserved.\n")
}

#[test]
fn copies_of_a_report_are_linked_counted_once_and_can_be_separated() {
    let mut window = window(&["{}/one.txt|{}/two.txt|{}/three.txt"]);
    std::fs::write(window.path("one.txt"), report("Northern Courier", &[])).unwrap();
    let other = report(
        "Harbour Ledger",
        &[
            ("on Tuesday ", ""),
            ("two metres before the winter", "several metres before winter"),
            ("three banks", "banks"),
        ],
    );
    std::fs::write(window.path("two.txt"), other).unwrap();
    std::fs::write(window.path("three.txt"), ARTICLE).unwrap();
    window.click("Import articles…");
    let carriers = |window: &Window| window.harness.state().project().carriers(ArticleId(1));
    assert_eq!(carriers(&window).len(), 1);
    assert!(window.shows("also in"), "{:#?}", window.labels());
    assert!(window.shows("Open the copy in"), "{:#?}", window.labels());
    let cards = |window: &Window| -> Vec<(String, usize)> {
        let project = window.harness.state().project();
        let view = View {
            grouping: Grouping::Nothing,
            ..project.view().clone()
        };
        let table = readout::compare::table(project, &view);
        let cards = table.rows.iter().flat_map(|row| row.cells.cards());
        let cards = cards.filter(|card| card.words.contains("metres"));
        cards
            .map(|card| (card.words.clone(), card.others().count()))
            .collect()
    };
    let [(_, n_carriers)] = cards(&window).try_into().unwrap();
    assert_eq!(n_carriers, 1, "one card, carried by the other");
    window.click("Separate from its copies");
    assert!(carriers(&window).is_empty());
    assert!(!window.shows("also in"));
    let apart = cards(&window);
    assert!(
        apart.len() == 2 && apart.iter().all(|(_, n_carriers)| *n_carriers == 0),
        "{apart:?}"
    );
    window.key(CTRL, Key::Z);
    assert_eq!(carriers(&window).len(), 1);
}

#[test]
fn furniture_of_a_page_is_shown_and_put_back_with_what_was_said_in_it() {
    let mut window = window(&["{}/page.html"]);
    std::fs::write(window.path("page.html"), PAGE).unwrap();
    window.click("Import articles…");
    let n_statements = |window: &Window| window.harness.state().project().statements().count();
    let before = n_statements(&window);
    assert!(!window.shows("Karsten Holm"));
    click(&mut window, Role::Button, "furniture (");
    assert!(window.shows("Home World Sport"), "{:#?}", window.labels());
    click(&mut window, Role::Button, "Put back: Read more");
    assert_eq!(n_statements(&window), before + 1, "{:#?}", window.labels());
    window.key(CTRL, Key::Z);
    assert_eq!(n_statements(&window), before);
    assert!(window.shows("Put back: Read more"));
}

#[test]
fn details_say_where_they_come_from() {
    let mut window = window(&["{}/2027-05-04-page.html"]);
    std::fs::write(window.path("2027-05-04-page.html"), PAGE).unwrap();
    window.click("Import articles…");
    window.click("Article details");
    for from in [
        "from the page’s data",
        "from the text",
        "from the file name",
        "SHA-256",
    ] {
        assert!(window.shows(from), "{from} among {:#?}", window.labels());
    }
    window.type_into("Author", " and others");
    window.key(Modifiers::NONE, Key::Tab);
    assert!(window.shows("typed"), "{:#?}", window.labels());
}

#[test]
fn columns_of_a_table_are_chosen() {
    let mut window = window(&["{}/archive.csv"]);
    let row = |headline: &str| {
        format!(
            "{headline},2027-05-04,\"The minister said on Tuesday that the wall would be raised by two metres.\"\n"
        )
    };
    let table = format!(
        "first,second,third\n{}{}",
        row("Wall agreed"),
        row("Wall agreed again").replace("two", "three")
    );
    std::fs::write(window.path("archive.csv"), table).unwrap();
    window.click("Import articles…");
    assert!(window.shows("Columns of archive.csv"), "{:#?}", window.labels());
    assert!(articles(&window).is_empty());
    click(&mut window, Role::ComboBox, "Headline column");
    window.click("first");
    window.click("Import");
    let titles: Vec<String> = articles(&window)
        .iter()
        .map(|article| article.title().to_owned())
        .collect();
    assert_eq!(titles, ["Wall agreed", "Wall agreed again"]);
    let texts = articles(&window);
    assert!(
        texts
            .iter()
            .all(|article| article.text.contains("would be raised by")),
        "the longest column is taken for the text: {texts:?}"
    );
}

#[test]
fn attachments_of_a_message_are_offered() {
    let mut window = window(&["{}/letter.eml"]);
    let message = "From: Courier <news@courier.example>\r\nSubject: Harbour wall agreed\r\nDate: Tue, 4 May 2027 10:00:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
        The minister said on Tuesday that the wall would be raised by two metres.\r\n--b\r\nContent-Type: text/plain; name=statement.txt\r\n\
        Content-Disposition: attachment; filename=statement.txt\r\n\r\nThe mayor said on Monday that nobody had asked the pilots about it.\r\n--b--\r\n";
    std::fs::write(window.path("letter.eml"), message).unwrap();
    window.click("Import articles…");
    assert!(
        window.shows("Documents attached to letter.eml"),
        "{:#?}",
        window.labels()
    );
    click(&mut window, Role::CheckBox, "statement.txt");
    window.click("Import");
    assert_eq!(articles(&window).len(), 1, "the message without what is attached");
}
