//! What the place shows, as plain data.

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Block, BlockId, BlockKind, Excerpt, ExcerptForm, Head, Kind, Party, Passage, SectionId, TopicId,
};
use crate::project::Project;

/// Columns of a positions table that is new.
const MOST_PARTIES: usize = 5;

/// A place in the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Spot {
    Head,
    Section(SectionId),
    Block(BlockId),
    End(SectionId),
    NewSection,
}

/// "1 word", "1,240 words".
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// One line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OutlineLine {
    pub id: SectionId,
    pub title: String,
    pub level: u8,
    pub n_blocks: usize,
    /// How many deeper sections follow it.
    pub n_below: usize,
}

/// Whether a section is folded away with one of those around it.
pub(super) fn is_hidden(lines: &[OutlineLine], at: usize, folded: &BTreeSet<SectionId>) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let mut level = line.level;
    let above = lines.get(..at).unwrap_or_default();
    above.iter().rev().any(|other| {
        let is_around = other.level < level;
        level = level.min(other.level);
        is_around && folded.contains(&other.id)
    })
}

/// The sections in order.
pub(super) fn outline(project: &Project) -> Vec<OutlineLine> {
    let lines = project.briefing().outline.iter().filter_map(|&id| {
        let section = project.section(id)?;
        Some(OutlineLine {
            id,
            title: section.title.clone(),
            level: section.level,
            n_blocks: section.blocks.len(),
            n_below: 0,
        })
    });
    let mut lines: Vec<OutlineLine> = lines.collect();
    for at in 0..lines.len() {
        let Some(level) = lines.get(at).map(|line| line.level) else {
            continue;
        };
        let below = lines.iter().skip(at + 1);
        let n_below = below.take_while(|line| line.level > level).count();
        if let Some(line) = lines.get_mut(at) {
            line.n_below = n_below;
        }
    }
    lines
}

/// Where `id` and those below it would stand one place further up.
pub(super) fn upper(lines: &[OutlineLine], id: SectionId) -> Option<Landing> {
    let at = lines.iter().position(|line| line.id == id)?;
    let level = lines.get(at)?.level;
    let above = lines.get(..at)?;
    above
        .iter()
        .rev()
        .find(|line| line.level <= level)
        .map(|line| Landing::Before(line.id))
}

/// Where in the outline a section can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Landing {
    Before(SectionId),
    AtEnd,
}

impl Landing {
    /// The section that it comes to stand before.
    pub(super) fn before(self) -> Option<SectionId> {
        match self {
            Self::Before(id) => Some(id),
            Self::AtEnd => None,
        }
    }
}

/// Where `id` and those below it would stand one place further down.
pub(super) fn lower(lines: &[OutlineLine], id: SectionId) -> Option<Landing> {
    let at = lines.iter().position(|line| line.id == id)?;
    let level = lines.get(at)?.level;
    let below = lines.get(at + 1..)?;
    let mut rest = below.iter().skip_while(|line| line.level > level);
    rest.next()?;
    let mut after = rest.skip_while(|line| line.level > level);
    Some(
        after
            .next()
            .map_or(Landing::AtEnd, |line| Landing::Before(line.id)),
    )
}

/// Where a block goes one place further up: in its section, else at the end of the one above.
pub(super) fn place_above(project: &Project, section: SectionId, at: usize) -> Option<(SectionId, usize)> {
    if let Some(above) = at.checked_sub(1) {
        return Some((section, above));
    }
    let outline = &project.briefing().outline;
    let section_idx = outline.iter().position(|&other| other == section)?;
    let above = *outline.get(section_idx.checked_sub(1)?)?;
    Some((above, project.section(above)?.blocks.len()))
}

/// Where a block goes one place further down: in its section, else at the beginning of the one below.
pub(super) fn place_below(project: &Project, section: SectionId, at: usize) -> Option<(SectionId, usize)> {
    if at + 1 < project.section(section)?.blocks.len() {
        return Some((section, at + 1));
    }
    let outline = &project.briefing().outline;
    let section_idx = outline.iter().position(|&other| other == section)?;
    Some((*outline.get(section_idx + 1)?, 0))
}

/// What a block is called: "text", "excerpt".
pub(super) fn block_name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Text(_) => "text",
        BlockKind::Excerpt(_) => "excerpt",
        BlockKind::Positions { .. } => "positions table",
        BlockKind::Points { .. } => "talking points",
        BlockKind::Picture(_) => "picture",
        BlockKind::PageBreak => "page break",
    }
}

/// The first words of a block.
pub(super) fn gist(project: &Project, block: &Block) -> String {
    match &block.kind {
        BlockKind::Text(words) if !words.trim().is_empty() => words.trim().to_owned(),
        BlockKind::Excerpt(excerpt) => words_of(project, excerpt),
        kind => {
            let mut name = block_name(kind).to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            name
        }
    }
}

/// `words` on one line, cut after `longest` characters.
pub(super) fn shortened(words: &str, longest: usize) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    if words.chars().count() <= longest {
        return words;
    }
    let mut short: String = words.chars().take(longest).collect();
    short.push('…');
    short
}

/// `words` cut in the middle, so that what tells them from others at their end stays.
pub(super) fn shortened_within(words: &str, longest: usize) -> String {
    let n = words.chars().count();
    if n <= longest {
        return words.to_owned();
    }
    let n_front = longest / 3;
    let front: String = words.chars().take(n_front).collect();
    let n_back = longest.saturating_sub(n_front + 1);
    let back: String = words.chars().skip(n - n_back).collect();
    format!("{}…{back}", front.trim_end())
}

/// The words of an excerpt as they were when it was placed, with what is cut from them.
pub(super) fn words_of(project: &Project, excerpt: &Excerpt) -> String {
    crate::briefing::excerpt_line(project, excerpt)
}

/// Whether an excerpt stands in the document as words of the speaker, and how much of it is.
pub(super) fn kind_of(project: &Project, excerpt: &Excerpt) -> Option<Kind> {
    match excerpt.passage {
        Passage::Statement(id) => project.statement(id).map(|statement| statement.kind),
        Passage::Words { .. } => None,
    }
}

/// Whether an excerpt wears the rule of a quotation.
pub(super) fn is_quoted(project: &Project, excerpt: &Excerpt) -> bool {
    excerpt.form == ExcerptForm::AsWritten && kind_of(project, excerpt) != Some(Kind::Indirect)
}

/// Parties for a new positions table: the most quoted on any topic, else the most quoted; and all topics.
pub(crate) fn first_positions(project: &Project) -> (Vec<Party>, Vec<TopicId>) {
    let parties = parties_by_count(project).into_iter().take(MOST_PARTIES).collect();
    let topics = project.topics_in_order().into_iter().map(|(id, _)| id);
    (parties, topics.collect())
}

/// The parties of all visible statements, first those that have most on topics, then the most quoted.
pub(super) fn parties_by_count(project: &Project) -> Vec<Party> {
    let mut counts: BTreeMap<&Party, (usize, usize)> = BTreeMap::new();
    for (_, statement) in project.statements().filter(|(_, statement)| statement.is_visible) {
        for party in &statement.parties {
            let count = counts.entry(party).or_default();
            count.0 += usize::from(!statement.topics.is_empty());
            count.1 += 1;
        }
    }
    let mut parties: Vec<_> = counts.into_iter().collect();
    parties.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    parties.into_iter().map(|(party, _)| party.clone()).collect()
}

/// A date as typed; nothing typed is no date.
///
/// # Errors
/// A sentence that says how a date is written.
pub(super) fn date_from_words(words: &str) -> Result<Option<Date>, String> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    let is_iso = words.len() == 10 && words.bytes().filter(|&byte| byte == b'-').count() == 2;
    match words.parse() {
        Ok(date) if is_iso => Ok(Some(date)),
        _ => Err(format!(
            "“{}” is no date. Write it as year, month, day: 2027-03-19.",
            shortened(words, 24)
        )),
    }
}

/// Names and values of what is filled in besides title and marking, in English.
fn head_lines(head: &Head) -> Vec<(&'static str, String)> {
    let document = crate::briefing::Document {
        head: Head {
            language: String::new(),
            ..head.clone()
        },
        ..crate::briefing::Document::default()
    };
    crate::export::words::head_lines(&document)
}

/// The head in one line: what is filled in besides the title.
pub(super) fn head_summary(head: &Head) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !head.marking.trim().is_empty() {
        parts.push(head.marking.trim().to_owned());
    }
    parts.extend(head_lines(head).into_iter().map(|(name, value)| match name {
        "To" => format!("to {value}"),
        "From" => format!("from {value}"),
        _ => value,
    }));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::edits;

    fn project(levels: &[u8]) -> (Project, Vec<SectionId>) {
        let mut project = Project::default();
        let mut ids = Vec::new();
        for (idx, &level) in levels.iter().enumerate() {
            let (id, edit) = edits::add_section(&project, &format!("Part {idx}"), level, idx);
            project.apply(&edit).unwrap();
            ids.push(id);
        }
        (project, ids)
    }

    #[test]
    fn sections_move_past_their_neighbours_with_all_below_them() {
        let (project, ids) = project(&[0, 1, 1, 0, 1]);
        let lines = outline(&project);
        assert_eq!(upper(&lines, ids[3]), Some(Landing::Before(ids[0])));
        assert_eq!(upper(&lines, ids[0]), None);
        assert_eq!(lower(&lines, ids[0]), Some(Landing::AtEnd));
        assert_eq!(lower(&lines, ids[1]), Some(Landing::Before(ids[3])));
        assert_eq!(lower(&lines, ids[3]), None);
    }

    #[test]
    fn blocks_move_across_sections() {
        let (mut project, ids) = project(&[0, 0]);
        let (_, edit) = edits::add_block(&project, ids[0], 0, BlockKind::PageBreak).unwrap();
        project.apply(&edit).unwrap();
        assert_eq!(place_below(&project, ids[0], 0), Some((ids[1], 0)));
        assert_eq!(place_above(&project, ids[1], 0), Some((ids[0], 1)));
        assert_eq!(place_above(&project, ids[0], 0), None);
    }

    #[test]
    fn only_dates_are_dates() {
        assert_eq!(date_from_words("  "), Ok(None));
        assert_eq!(
            date_from_words("2027-03-19").map(|date| date.map(|date| date.to_string())),
            Ok(Some("2027-03-19".to_owned()))
        );
        for words in ["19 March", "2027-13-01", "tomorrow", "20270319"] {
            assert!(date_from_words(words).is_err(), "{words}");
        }
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(counted(1, "word", "words"), "1 word");
        assert_eq!(counted(1_234_567, "word", "words"), "1,234,567 words");
        assert_eq!(counted(120, "word", "words"), "120 words");
    }
}
