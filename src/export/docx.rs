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
use super::words::{self, PositionsText};
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::Node;
use crate::briefing::document::{
    Content, Document, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
};
use crate::model::Picture;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
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
    links.extend(body.pictures());
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
            format!(
                "{XML}{}",
                super::docx_text::styles(NAMESPACES, document.fixed_words().tag())
            ),
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
    let parts = parts.iter().map(|(name, xml)| (*name, xml.as_bytes()));
    let names: Vec<String> = (1..=body.media.len()).map(picture_part).collect();
    let media = names.iter().zip(&body.media);
    let media = media.map(|(name, picture)| (name.as_str(), picture.png.bytes().as_ref()));
    package(parts.chain(media))
}

/// The name of the part of a picture, counted from 1.
fn picture_part(number: usize) -> String {
    format!("word/media/picture{number}.png")
}

fn package<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, EncodeError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let failed = |error: &dyn std::fmt::Display| EncodeError::Package(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, options).map_err(|error| failed(&error))?;
        writer.write_all(bytes).map_err(|error| failed(&error))?;
    }
    let package = writer.finish().map_err(|error| failed(&error))?;
    Ok(package.into_inner())
}

fn write_body(document: &Document, body: &mut Part) {
    let head = &document.head;
    let fixed = document.fixed_words();
    body.push(&paragraph(Style::Title, &run(&head.title, "")));
    for (name, value) in words::head_lines(document) {
        let runs = run(&format!("{name}: "), "<w:b/>") + &run(&value, "");
        body.push(&paragraph(Style::Head, &runs));
    }
    for section in &document.sections {
        let level = section.level.saturating_add(1);
        if !section.title.trim().is_empty() {
            body.push(&paragraph(Style::Heading(level), &run(&section.title, "")));
        }
        for block in &section.blocks {
            self::block(block, level, fixed, body);
        }
    }
    if !document.sources.is_empty() {
        body.push(&paragraph(Style::Heading(1), &run(fixed.get("sources"), "")));
        let list = body.numbered_list(1, 0);
        for entry in &document.sources {
            let runs = body.note(&words::source(entry, fixed));
            body.push(&paragraph(Style::Item { list, level: 0 }, &runs));
        }
    }
    if !document.method_line.is_empty() {
        body.push(&paragraph(Style::Body, &run(&document.method_line, "<w:i/>")));
    }
    annex(document, body);
}

/// The texts of the sources as they were imported, where they are wanted.
fn annex(document: &Document, body: &mut Part) {
    let fixed = document.fixed_words();
    let mut entries = (1..)
        .zip(&document.sources)
        .filter(|(_, entry)| !entry.text.is_empty())
        .peekable();
    if entries.peek().is_some() {
        body.push(&paragraph(Style::Heading(1), &run(fixed.get("annex"), "")));
    }
    for (number, entry) in entries {
        let heading = run(&format!("{number}. {}", entry.headline), "");
        body.push(&paragraph(Style::Heading(2), &heading));
        let record = body.note(&words::source(entry, fixed));
        body.push(&paragraph(Style::Head, &record));
        for text in &entry.text {
            body.push(&paragraph(Style::Body, &run(text, "")));
        }
    }
}

fn block(block: &DocumentBlock, heading_level: u8, fixed: &FixedWords, body: &mut Part) {
    if let Some(label) = words::block_label(block, fixed) {
        body.push(&paragraph(Style::Label, &run(&label, "<w:b/>")));
    }
    match &block.content {
        Content::Text(nodes) => body.own_nodes(nodes, heading_level),
        Content::Points(purpose, points) => {
            if let Some(label) = words::points_label(*purpose, points, fixed) {
                body.push(&paragraph(Style::Label, &run(label, "<w:i/>")));
            }
            for point in points {
                body.bullet(point);
            }
        }
        Content::Picture(picture) => self::picture(picture, fixed, body),
        Content::Quotation(quotation) => self::quotation(quotation, heading_level, fixed, body),
        Content::Paraphrase(paraphrase) => self::paraphrase(paraphrase, heading_level, fixed, body),
        Content::Positions(table) => positions(table, fixed, body),
        Content::PageBreak => body.push(&paragraph(Style::Body, "<w:r><w:br w:type=\"page\"/></w:r>")),
    }
    body.own_nodes(&block.changes, heading_level);
}

/// A picture as large as the page allows, with its words under it.
fn picture(picture: &Picture, fixed: &FixedWords, body: &mut Part) {
    /// Lengths in English Metric Units, 914,400 an inch.
    const PIXEL: u64 = 914_400 / 144;
    const WIDEST: u64 = 5_900_000;
    const HIGHEST: u64 = 7_300_000;
    let (width, height) = (u64::from(picture.png.width()), u64::from(picture.png.height()));
    let (mut shown_width, mut shown_height) = (width * PIXEL, height * PIXEL);
    if shown_width > WIDEST {
        (shown_width, shown_height) = (WIDEST, WIDEST * height / width);
    }
    if shown_height > HIGHEST {
        (shown_width, shown_height) = (HIGHEST * width / height, HIGHEST);
    }
    let alternative = [&picture.alternative, &picture.caption]
        .into_iter()
        .find(|words| !words.trim().is_empty())
        .map_or(fixed.get("picture"), String::as_str);
    let number = body.picture(picture);
    let alternative = xml(alternative);
    body.push(&paragraph(
        Style::Body,
        &format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{shown_width}\" cy=\"{shown_height}\"/>\
             <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alternative}\"/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Picture {number}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"picture{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{shown_width}\" cy=\"{shown_height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        ),
    ));
    if !picture.caption.trim().is_empty() {
        body.push(&paragraph(Style::Head, &run(&picture.caption, "<w:i/>")));
    }
}

/// One paragraph, so that no reader parts the heading above it, the words and who said them: `LibreOffice` does where
/// only the last of several paragraphs that keep together has room with its note on the next page alone.
fn quotation(quotation: &Quotation, heading_level: u8, fixed: &FixedWords, body: &mut Part) {
    const BREAK: &str = "<w:r><w:br/></w:r>";
    const SMALL: &str = "<w:rStyle w:val=\"Attribution\"/>";
    let by = &quotation.attribution;
    let mut runs = run(&words::quoted(&quotation.pieces, quotation.kind), "");
    if let Some(who) = words::quotation_line(quotation, fixed) {
        runs.push_str(BREAK);
        runs.push_str(&run(&who, SMALL));
    }
    runs.push_str(&footnote(by.citation));
    if let Some(problem) = words::problem_line(by, fixed) {
        runs.push_str(BREAK);
        runs.push_str(&run(&problem, &format!("{SMALL}<w:b/>")));
    }
    body.push(&paragraph(Style::Quote, &runs));
    body.own_nodes(&by.comment, heading_level);
}

fn paraphrase(paraphrase: &Paraphrase, heading_level: u8, fixed: &FixedWords, body: &mut Part) {
    let by = &paraphrase.attribution;
    let label = run(fixed.get(words::PARAPHRASE), "<w:i/>");
    let label = label + &run(&format!(" {} ", words::paraphrased(by, fixed)), "");
    let mark = footnote(by.citation);
    match &paraphrase.words {
        ParaphraseWords::Article(pieces) => {
            let words = run(&words::joined(pieces), "");
            body.push(&self::paragraph(Style::Body, &(label + &words + &mark)));
        }
        ParaphraseWords::Own { words, .. } => match words.as_slice() {
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
    // What is wrong with the source stands right under it.
    if let Some(problem) = words::problem_line(by, fixed) {
        body.push(&self::paragraph(Style::Body, &run(&problem, "<w:b/>")));
    }
    body.own_nodes(&by.comment, heading_level);
}

fn positions(positions: &PositionsTable, fixed: &FixedWords, body: &mut Part) {
    for rows in words::positions(positions, fixed) {
        positions_rows(&rows, fixed, body);
    }
}

fn positions_rows(rows: &words::Rows, fixed: &FixedWords, body: &mut Part) {
    let first = words::first_column(rows);
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    PositionsText::Heading(text) => paragraph(Style::Cell, &run(text, "<w:b/>")),
                    PositionsText::Nothing => {
                        paragraph(Style::Cell, &run(fixed.get("nothing_found"), "<w:i/>"))
                    }
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
    body.push(&table(&rows, Some((first, words::LETTERS))));
}

/// Word keeps the footnotes −1 and 0 for the lines above them.
pub(super) fn footnote(number: usize) -> String {
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
        let note = words::note(citation, document.fixed_words());
        let mut runs =
            String::from("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
        runs.push_str(&run(" ", ""));
        runs.push_str(&notes.note(&note));
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
<Default Extension=\"png\" ContentType=\"image/png\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\
<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
</Types>";
