//! Paragraphs, runs, lists and tables of a Word document, and the styles that they name.

use std::fmt::Write as _;

use super::docx::{footnote, relationship};
use super::escape::{code_lines, web_address, xml_piece};
use super::words::NotePart;
use crate::briefing::document::own_text::{Inline, Node};
use crate::model::Picture;

const DEEPEST_HEADING: u8 = 6;
const DEEPEST_LIST: usize = 8;
/// The one bulleted list; numbered lists are counted after it.
const BULLETS: usize = 1;

/// How a paragraph looks.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Body,
    Title,
    Head,
    /// Heading of level 1 to 6.
    Heading(u8),
    Quote,
    Cell,
    Code,
    Note,
    Marking,
    Page,
    /// A line that belongs to what follows.
    Label,
    /// An item of a list.
    Item {
        list: usize,
        level: usize,
    },
}

/// One part of the package while it is written.
#[derive(Default)]
pub(super) struct Part {
    pub xml: String,
    /// Web addresses, in the order of their ids.
    addresses: Vec<String>,
    /// First numbers and levels of the numbered lists.
    lists: Vec<(u64, usize)>,
    /// The pictures, in the order of their numbers.
    pub media: Vec<Picture>,
}

impl Part {
    pub(super) fn push(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }

    /// A new numbered list; returns its number.
    pub(super) fn numbered_list(&mut self, start: u64, level: usize) -> usize {
        self.lists.push((start, level));
        BULLETS + self.lists.len()
    }

    /// The relationships of the web addresses that the part links to.
    pub(super) fn hyperlinks(&self) -> Vec<String> {
        (1..)
            .zip(&self.addresses)
            .map(|(number, address)| relationship(&format!("web{number}"), address, "hyperlink", true))
            .collect()
    }

    /// The words of a note or a source.
    pub(super) fn note(&mut self, parts: &[NotePart]) -> String {
        let mut runs = String::new();
        for part in parts {
            match part {
                NotePart::Text(words) => runs.push_str(&run(words, "")),
                NotePart::Address { before, address } => {
                    if let Some(address) = web_address(address) {
                        let words = run(&address, LINK);
                        runs.push_str(&run(before, ""));
                        runs.push_str(&self.link(address, &words));
                    }
                }
            }
        }
        runs
    }

    /// An item of the bulleted list.
    pub(super) fn bullet(&mut self, inlines: &[Inline]) {
        let runs = self.own_inlines(inlines, "");
        let (list, level) = (BULLETS, 0);
        self.push(&paragraph(Style::Item { list, level }, &runs));
    }

    /// Takes a picture along; returns its number, from 1.
    pub(super) fn picture(&mut self, picture: &Picture) -> usize {
        self.media.push(picture.clone());
        self.media.len()
    }

    /// The relationships of the pictures.
    pub(super) fn pictures(&self) -> Vec<String> {
        (1..=self.media.len())
            .map(|number| {
                let target = format!("media/picture{number}.png");
                relationship(&format!("picture{number}"), &target, "image", false)
            })
            .collect()
    }

    fn link(&mut self, address: String, runs: &str) -> String {
        self.addresses.push(address);
        format!(
            "<w:hyperlink r:id=\"web{}\">{runs}</w:hyperlink>",
            self.addresses.len()
        )
    }

    /// The part that describes the lists of this one.
    pub(super) fn numbering(&self, declaration: &str, namespaces: &str) -> String {
        let mut levels = [String::new(), String::new()];
        for level in 0..=DEEPEST_LIST {
            let indent = 360 * (level + 1);
            for (xml, (format, text)) in levels.iter_mut().zip([
                ("bullet", "•".to_owned()),
                ("decimal", format!("%{}.", level + 1)),
            ]) {
                write!(
                    xml,
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                     <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{indent}\" \
                     w:hanging=\"360\"/></w:pPr></w:lvl>"
                )
                .ok();
            }
        }
        let [bullets, numbers] = levels;
        let mut xml = format!(
            "{declaration}<w:numbering {namespaces}><w:abstractNum w:abstractNumId=\"0\">{bullets}</w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"1\">{numbers}</w:abstractNum>\
             <w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>"
        );
        for (id, (start, level)) in (BULLETS + 1..).zip(&self.lists) {
            write!(
                xml,
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
                 <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>"
            )
            .ok();
        }
        xml.push_str("</w:numbering>");
        xml
    }

    /// Blocks of the analyst's; headings stand below `heading_level`.
    pub(super) fn own_nodes(&mut self, nodes: &[Node], heading_level: u8) {
        self.nodes(nodes, heading_level, Style::Body, 0);
    }

    fn nodes(&mut self, nodes: &[Node], heading_level: u8, style: Style, list_level: usize) {
        for node in nodes {
            match node {
                Node::Paragraph(inlines) => {
                    let runs = self.own_inlines(inlines, "");
                    self.push(&paragraph(style, &runs));
                }
                Node::Heading(level, inlines) => {
                    let level = heading_level.saturating_add(*level);
                    let runs = self.own_inlines(inlines, "");
                    self.push(&paragraph(Style::Heading(level), &runs));
                }
                Node::List { start, items } => {
                    let level = list_level.min(DEEPEST_LIST);
                    let list = match start {
                        Some(start) => self.numbered_list(*start, level),
                        None => BULLETS,
                    };
                    for item in items {
                        self.nodes(item, heading_level, Style::Item { list, level }, list_level + 1);
                    }
                }
                Node::Quote(nodes) => self.nodes(nodes, heading_level, Style::Quote, list_level),
                Node::Code(code) => {
                    for line in code_lines(code) {
                        self.push(&paragraph(Style::Code, &run(&line, "")));
                    }
                }
                Node::Rule => self.push(&paragraph(style, &run("* * *", ""))),
                Node::Table(rows) => {
                    let rows: Vec<Vec<String>> = rows
                        .iter()
                        .enumerate()
                        .map(|(row_idx, row)| {
                            let look = if row_idx == 0 { "<w:b/>" } else { "" };
                            row.iter()
                                .map(|cell| paragraph(Style::Cell, &self.own_inlines(cell, look)))
                                .collect()
                        })
                        .collect();
                    self.push(&table(&rows, None));
                }
            }
        }
    }

    /// Runs of the analyst's words; `look` are run properties around them.
    pub(super) fn own_inlines(&mut self, inlines: &[Inline], look: &str) -> String {
        let mut runs = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => runs.push_str(&run(text, look)),
                Inline::Emphasis(words) => runs.push_str(&self.own_inlines(words, &with(look, "<w:i/>"))),
                Inline::Strong(words) => runs.push_str(&self.own_inlines(words, &with(look, "<w:b/>"))),
                Inline::Strikethrough(words) => {
                    runs.push_str(&self.own_inlines(words, &with(look, "<w:strike/>")));
                }
                Inline::Code(code) => {
                    let look = with(
                        look,
                        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/>",
                    );
                    runs.push_str(&run(code, &look));
                }
                Inline::Link { address, words } => match web_address(address) {
                    Some(address) => {
                        let words = self.own_inlines(words, &with(look, LINK));
                        runs.push_str(&self.link(address, &words));
                    }
                    None => runs.push_str(&self.own_inlines(words, look)),
                },
                Inline::Note(number) => runs.push_str(&footnote(*number)),
                Inline::Break => runs.push_str("<w:r><w:br/></w:r>"),
            }
        }
        runs
    }
}

const LINK: &str = "<w:color w:val=\"1F4E79\"/><w:u w:val=\"single\"/>";

/// Run properties with one more, each once and in the order that Word asks for.
fn with(look: &str, property: &str) -> String {
    const ORDER: [&str; 5] = [
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/>",
        "<w:b/>",
        "<w:i/>",
        "<w:strike/>",
        LINK,
    ];
    ORDER
        .into_iter()
        .filter(|&known| look.contains(known) || known == property)
        .collect()
}

/// A run of text; `look` are its properties.
pub(super) fn run(text: &str, look: &str) -> String {
    let text = xml_piece(text);
    if text.is_empty() {
        return text;
    }
    let properties = if look.is_empty() {
        String::new()
    } else {
        format!("<w:rPr>{look}</w:rPr>")
    };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of runs.
pub(super) fn paragraph(style: Style, runs: &str) -> String {
    let heading;
    let name = match style {
        Style::Body => "Normal",
        Style::Title => "Title",
        Style::Head => "DocumentHead",
        Style::Heading(level) => {
            heading = format!("Heading{}", level.clamp(1, DEEPEST_HEADING));
            &heading
        }
        Style::Quote => "Quote",
        Style::Cell => "TableText",
        Style::Code => "Code",
        Style::Note => "FootnoteText",
        Style::Marking => "Marking",
        Style::Page => "PageNumber",
        Style::Label => "Label",
        Style::Item { .. } => "ListParagraph",
    };
    let numbering = match style {
        Style::Item { list, level } => {
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
        }
        _ => String::new(),
    };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{name}\"/>{numbering}</w:pPr>{runs}</w:p>")
}

/// A table of cells that hold paragraphs, the header first; `first` is the part of the width that the first column
/// takes, as a fraction.
pub(super) fn table(rows: &[Vec<String>], first: Option<(usize, usize)>) -> String {
    const WIDTH: usize = 9_298;
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    if n_columns == 0 {
        return String::new();
    }
    let first = match first {
        Some((part, whole)) if n_columns > 1 => WIDTH * part / whole,
        _ => WIDTH / n_columns,
    };
    let others = (WIDTH - first) / (n_columns - 1).max(1);
    let width = |column_idx: usize| if column_idx == 0 { first } else { others };
    let mut xml = String::from(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Positions\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>",
    );
    for column_idx in 0..n_columns {
        write!(xml, "<w:gridCol w:w=\"{}\"/>", width(column_idx)).ok();
    }
    xml.push_str("</w:tblGrid>");
    for (row_idx, row) in rows.iter().enumerate() {
        // A row that fits on a page does not go over to the next.
        let repeats = if row_idx == 0 { "<w:tblHeader/>" } else { "" };
        write!(xml, "<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>").ok();
        for column_idx in 0..n_columns {
            let empty = || paragraph(Style::Cell, "");
            let cell = row.get(column_idx).filter(|cell| !cell.is_empty());
            write!(
                xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                width(column_idx),
                cell.cloned().unwrap_or_else(empty)
            )
            .ok();
        }
        xml.push_str("</w:tr>");
    }
    // Two tables in a row would become one without a paragraph between them.
    xml.push_str("</w:tbl>");
    xml.push_str(&paragraph(Style::Body, ""));
    xml
}

/// The part with the styles, without its declaration.
pub(super) fn styles(namespaces: &str, language: &str) -> String {
    let mut xml = format!(
        "<w:styles {namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" \
         w:hAnsi=\"Georgia\" w:cs=\"Georgia\"/><w:sz w:val=\"22\"/><w:lang w:val=\"{language}\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    );
    let sans = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>";
    let mut style = |id: &str, name: &str, paragraph: &str, run: &str| {
        let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
        let based_on = if id == "Normal" {
            ""
        } else {
            "<w:basedOn w:val=\"Normal\"/>"
        };
        write!(
            xml,
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based_on}<w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
        .ok();
    };
    style("Normal", "Normal", "", "");
    style(
        "Title",
        "Title",
        "<w:keepNext/><w:keepLines/><w:spacing w:after=\"160\"/>",
        &format!("{sans}<w:b/><w:sz w:val=\"36\"/>"),
    );
    style(
        "DocumentHead",
        "Document Head",
        "<w:spacing w:after=\"20\"/>",
        &format!("{sans}<w:sz w:val=\"19\"/>"),
    );
    for (level, size) in (1..=DEEPEST_HEADING).zip([28, 24, 22, 21, 20, 20]) {
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/>",
                level - 1
            ),
            &format!("{sans}<w:b/><w:sz w:val=\"{size}\"/>"),
        );
    }
    style(
        "Quote",
        "Quote",
        "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"8\" w:space=\"8\" w:color=\"808080\"/></w:pBdr>\
         <w:spacing w:after=\"160\"/><w:ind w:left=\"340\"/>",
        "",
    );
    style(
        "TableText",
        "Table Text",
        "<w:spacing w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/>",
        &format!("{sans}<w:sz w:val=\"18\"/>"),
    );
    style(
        "Code",
        "Code",
        "<w:spacing w:after=\"0\"/>",
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/><w:sz w:val=\"19\"/>",
    );
    style(
        "ListParagraph",
        "List Paragraph",
        "<w:spacing w:after=\"60\"/>",
        "",
    );
    style(
        "FootnoteText",
        "footnote text",
        "<w:spacing w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"18\"/>",
    );
    style(
        "Marking",
        "Marking",
        "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>",
        &format!("{sans}<w:b/><w:sz w:val=\"18\"/>"),
    );
    style("Label", "Label", "<w:keepNext/><w:spacing w:after=\"40\"/>", "");
    style(
        "PageNumber",
        "Page Number",
        "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>",
        &format!("{sans}<w:sz w:val=\"17\"/>"),
    );
    write!(
        xml,
        "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Attribution\"><w:name w:val=\"Attribution\"/>\
         <w:rPr>{sans}<w:sz w:val=\"19\"/></w:rPr></w:style>"
    )
    .ok();
    xml.push_str(
        "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr>\
         <w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"Positions\"><w:name w:val=\"Positions\"/><w:tblPr><w:tblBorders>\
         <w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"808080\"/>\
         <w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"808080\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/></w:tblBorders></w:tblPr></w:style>\
         </w:styles>",
    );
    xml
}
