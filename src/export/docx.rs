//! Word: a package of XML parts with real footnotes, headings, lists, and the marking on every page.
//!
//! Written part by part: the crates that write Word documents bring picture decoders along and put the time
//! of day into the package, which would give other bytes each time.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::EncodeError;
use super::docx_text::{Part, Style, paragraph, run, table};
use super::escape::xml;
use super::own_text::{self, Node};
use super::words::{self, PositionsText};
use crate::briefing::document::{
    Content, Document, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
};
use crate::model::Disclosure;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document as a Word package.
pub(super) fn encode(document: &Document) -> Result<Vec<u8>, EncodeError> {
    let mut body = Part::default();
    write_body(document, &mut body);
    let mut notes = Part::default();
    write_notes(document, &mut notes);
    let marking = &document.head.marking;

    let mut links = vec![
        relationship("styles", "styles.xml", "styles", false),
        relationship("numbering", "numbering.xml", "numbering", false),
        relationship("footnotes", "footnotes.xml", "footnotes", false),
        relationship("settings", "settings.xml", "settings", false),
        relationship("header", "header1.xml", "header", false),
        relationship("footer", "footer1.xml", "footer", false),
    ];
    links.extend(body.hyperlinks());
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1304\" w:right=\"1304\" w:bottom=\"1304\" \
         w:left=\"1304\" w:header=\"624\" w:footer=\"624\" w:gutter=\"0\"/></w:sectPr>";

    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        (
            "_rels/.rels",
            relationships(&[
                relationship("document", "word/document.xml", "officeDocument", false),
                format!(
                    "<Relationship Id=\"core\" Type=\"{}\" Target=\"docProps/core.xml\"/>",
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                ),
            ]),
        ),
        ("docProps/core.xml", core_properties(document)),
        ("word/_rels/document.xml.rels", relationships(&links)),
        (
            "word/_rels/footnotes.xml.rels",
            relationships(&notes.hyperlinks()),
        ),
        (
            "word/document.xml",
            format!(
                "{XML}<w:document {NAMESPACES}><w:body>{}{section}</w:body></w:document>",
                body.xml
            ),
        ),
        (
            "word/footnotes.xml",
            format!("{XML}<w:footnotes {NAMESPACES}>{}</w:footnotes>", notes.xml),
        ),
        ("word/numbering.xml", body.numbering(XML, NAMESPACES)),
        ("word/settings.xml", settings()),
        (
            "word/styles.xml",
            format!("{XML}{}", super::docx_text::styles(NAMESPACES)),
        ),
        (
            "word/header1.xml",
            format!(
                "{XML}<w:hdr {NAMESPACES}>{}</w:hdr>",
                paragraph(Style::Marking, &run(marking, ""))
            ),
        ),
        (
            "word/footer1.xml",
            format!(
                "{XML}<w:ftr {NAMESPACES}>{}{}</w:ftr>",
                paragraph(Style::Marking, &run(marking, "")),
                paragraph(
                    Style::Page,
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
                )
            ),
        ),
    ];
    package(&parts)
}

fn package(parts: &[(&str, String)]) -> Result<Vec<u8>, EncodeError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let failed = |error: &dyn std::fmt::Display| EncodeError::Package(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        writer
            .start_file(*name, options)
            .map_err(|error| failed(&error))?;
        writer.write_all(xml.as_bytes()).map_err(|error| failed(&error))?;
    }
    let package = writer.finish().map_err(|error| failed(&error))?;
    Ok(package.into_inner())
}

fn write_body(document: &Document, body: &mut Part) {
    let head = &document.head;
    body.push(&paragraph(Style::Title, &run(&head.title, "")));
    for (name, value) in words::head_lines(head) {
        let runs = run(&format!("{name}: "), "<w:b/>") + &run(&value, "");
        body.push(&paragraph(Style::Head, &runs));
    }
    for section in &document.sections {
        let level = section.level.saturating_add(1);
        if !section.title.trim().is_empty() {
            body.push(&paragraph(Style::Heading(level), &run(&section.title, "")));
        }
        for block in &section.blocks {
            self::block(block, level, body);
        }
    }
    if !document.sources.is_empty() {
        body.push(&paragraph(Style::Heading(1), &run("Sources", "")));
        let list = body.numbered_list(1, 0);
        for entry in &document.sources {
            let line = words::source_line(
                entry.outlet.as_deref(),
                Some(&entry.headline),
                entry.author.as_deref(),
                entry.published,
            );
            let mut runs = run(&line, "");
            runs.push_str(&body.address(entry.url.as_deref()));
            runs.push_str(&run(&format!("; {}.", words::notes(&entry.citations)), ""));
            body.push(&paragraph(Style::Item { list, level: 0 }, &runs));
        }
    }
    if !document.method_line.is_empty() {
        body.push(&paragraph(Style::Body, &run(&document.method_line, "<w:i/>")));
    }
}

fn block(block: &DocumentBlock, heading_level: u8, body: &mut Part) {
    if block.disclosure == Disclosure::NotToBeDisclosed && block.content != Content::PageBreak {
        body.push(&paragraph(
            Style::Body,
            &run(words::NOT_TO_BE_DISCLOSED, "<w:b/>"),
        ));
    }
    match &block.content {
        Content::Text(text) => body.own_nodes(&own_text::parse(text), heading_level),
        Content::Quotation(quotation) => self::quotation(quotation, heading_level, body),
        Content::Paraphrase(paraphrase) => self::paraphrase(paraphrase, heading_level, body),
        Content::Positions(table) => positions(table, body),
        Content::PageBreak => body.push(&paragraph(Style::Body, "<w:r><w:br w:type=\"page\"/></w:r>")),
    }
}

fn quotation(quotation: &Quotation, heading_level: u8, body: &mut Part) {
    let by = &quotation.attribution;
    let words = run(&words::quoted(&quotation.pieces, quotation.kind), "");
    let mark = footnote(by.citation);
    match words::quotation_line(quotation) {
        Some(who) => {
            body.push(&paragraph(Style::Quote, &words));
            let who = run(&who, "") + &mark;
            body.push(&paragraph(Style::Attribution, &who));
        }
        None => body.push(&paragraph(Style::Quote, &(words + &mark))),
    }
    body.own_nodes(&own_text::parse(&by.comment), heading_level);
}

fn paraphrase(paraphrase: &Paraphrase, heading_level: u8, body: &mut Part) {
    let by = &paraphrase.attribution;
    let label = run(words::PARAPHRASE, "<w:i/>") + &run(&format!(" {} ", words::paraphrased(by)), "");
    let mark = footnote(by.citation);
    match &paraphrase.words {
        ParaphraseWords::Article(pieces) => {
            let words = run(&words::joined(pieces), "");
            body.push(&self::paragraph(Style::Body, &(label + &words + &mark)));
        }
        ParaphraseWords::Own(text) => match own_text::parse(text).as_slice() {
            [Node::Paragraph(inlines)] => {
                let words = body.own_inlines(inlines, "");
                body.push(&self::paragraph(Style::Body, &(label + &words + &mark)));
            }
            nodes => {
                body.push(&self::paragraph(Style::Body, &(label + &mark)));
                body.own_nodes(nodes, heading_level);
            }
        },
    }
    body.own_nodes(&own_text::parse(&by.comment), heading_level);
}

fn positions(positions: &PositionsTable, body: &mut Part) {
    let rows: Vec<Vec<String>> = words::positions(positions)
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    PositionsText::Heading(text) => paragraph(Style::Cell, &run(text, "<w:b/>")),
                    PositionsText::Nothing => paragraph(Style::Cell, &run(words::NOTHING_FOUND, "<w:i/>")),
                    PositionsText::Pieces(pieces) => pieces
                        .iter()
                        .map(|(text, citations)| {
                            let marks: Vec<String> =
                                citations.iter().map(|&number| footnote(number)).collect();
                            paragraph(Style::Cell, &(run(text, "") + &marks.join(&run(" ", ""))))
                        })
                        .collect(),
                })
                .collect()
        })
        .collect();
    body.push(&table(&rows));
}

/// Word keeps the footnotes −1 and 0 for the lines above them.
fn footnote(number: usize) -> String {
    format!(
        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
    )
}

fn write_notes(document: &Document, notes: &mut Part) {
    notes.push(
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p>\
         </w:footnote>",
    );
    for citation in &document.citations {
        let note = words::note(citation);
        let mut runs =
            String::from("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
        runs.push_str(&run(&format!(" {}", note.before_address), ""));
        runs.push_str(&notes.address(note.address.as_deref()));
        runs.push_str(&run(&note.after, ""));
        notes.push(&format!(
            "<w:footnote w:id=\"{}\">{}</w:footnote>",
            citation.number,
            paragraph(Style::Note, &runs)
        ));
    }
}

fn relationships(items: &[String]) -> String {
    format!(
        "{XML}<Relationships xmlns=\"{RELATIONSHIPS}\">{}</Relationships>",
        items.concat()
    )
}

/// A relationship of one of the office types; `is_web` for an address outside of the package.
pub(super) fn relationship(id: &str, target: &str, kind: &str, is_web: bool) -> String {
    let mode = if is_web { " TargetMode=\"External\"" } else { "" };
    format!(
        "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{}\"{mode}/>",
        xml(target)
    )
}

fn core_properties(document: &Document) -> String {
    let head = &document.head;
    let created = head.date.map_or_else(String::new, |date| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>")
    });
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator>{created}</cp:coreProperties>",
        xml(&head.title),
        xml(&head.subject),
        xml(&head.author)
    )
}

fn settings() -> String {
    format!(
        "{XML}<w:settings {NAMESPACES}><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>\
         </w:footnotePr></w:settings>"
    )
}

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\
<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
</Types>";
