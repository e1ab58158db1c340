//! The words of a card: folded if they are many, the first place of what is looked for always among them; and the
//! sentence around them.

use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, Ui};

use super::super::session::Session;
use super::super::theme::{Tokens, reading, space, text_size};
use super::super::view_context::ViewContext;
use super::card_ui::FOLDED_LINES;
use super::marks::{CardMarks, MarkedGalley, MarkedText};
use crate::compare::{Card, surroundings};
use crate::text::Span;
use crate::text::span::slice;
use crate::text::unseen::masked;

/// A card never lays out more characters unless it is asked to: about a screen of words.
const MOST_FOLDED: usize = 900;
/// So many characters are shown before what is looked for, if the words do not begin with the first.
const LEAD: usize = 60;
/// So many characters fewer are thought to fit where lines break elsewhere.
const MARGIN: usize = 20;
/// Stands where words are left out.
const CUT: &str = "… ";
const SIZE: f32 = 15.0;
const LINE_HEIGHT: f32 = 21.0;

/// Draws the words.
pub(super) fn words_ui(
    ui: &mut Ui,
    view: &ViewContext<'_>,
    session: &mut Session,
    card: &Card,
    marks: &CardMarks,
) {
    let is_unfolded = session.compare.unfolded_cards.contains(&card.id);
    let mut shown = Shown::new(ui, card, &marks.words, 0, is_unfolded);
    if let Some(first) = marks.words.first().filter(|first| first.end() > shown.end) {
        let n_shown = slice(&card.words, 0, shown.end).chars().count();
        let start = start_before(&card.words, first.start(), n_shown);
        shown = Shown::new(ui, card, &marks.words, start, is_unfolded);
    }
    let is_cut = shown.start > 0 || shown.end < card.words.len();
    let n_below = marks
        .words
        .iter()
        .filter(|place| place.start() >= shown.end)
        .count();
    let response = shown.galley.ui(ui);
    if response.hovered() && (is_cut || has_more_around(view, card)) {
        response.on_hover_ui(|ui| sentence_ui(ui, view, card));
    }
    if is_cut || is_unfolded {
        let words = match (is_unfolded, n_below) {
            (true, _) => "Less".to_owned(),
            (false, 0) => "More".to_owned(),
            (false, 1) => "More, 1 match below".to_owned(),
            (false, n) => format!("More, {n} matches below"),
        };
        if ui.link(RichText::new(words).size(text_size::SMALL)).clicked() {
            if is_unfolded {
                session.compare.unfolded_cards.remove(&card.id);
            } else {
                session.compare.unfolded_cards.insert(card.id);
            }
        }
    }
}

/// What is shown of a card's words.
struct Shown {
    galley: MarkedGalley,
    /// The bytes of the words that can be seen.
    start: usize,
    end: usize,
}

impl Shown {
    fn new(ui: &Ui, card: &Card, places: &[Span], start: usize, is_unfolded: bool) -> Self {
        let tokens = Tokens::for_ui(ui);
        let (max_rows, most) = if is_unfolded {
            (usize::MAX, usize::MAX)
        } else {
            (FOLDED_LINES, MOST_FOLDED)
        };
        let format = TextFormat {
            font_id: reading::upright(SIZE),
            color: tokens.text,
            line_height: Some(LINE_HEIGHT),
            ..TextFormat::default()
        };
        let weak = TextFormat {
            color: tokens.text_weak,
            ..format.clone()
        };
        let mut text = MarkedText::new(ui.available_width(), max_rows);
        if let Some(cue) = &card.cue {
            text.append(&format!("{cue} "), 0.0, weak.clone());
        }
        if start > 0 {
            text.append(CUT, 0.0, weak);
        }
        let n_before = text.n_chars();
        let end = byte_after(&card.words, start, most);
        text.append_marked(&card.words, start..end, places, &format, tokens.text);
        let galley = text.lay_out(ui);
        let end = if galley.galley.elided {
            let n_shown = galley.n_shown().saturating_sub(n_before);
            byte_after(&card.words, start, n_shown)
        } else {
            end
        };
        Self { galley, start, end }
    }
}

/// The byte after `n_chars` characters from `start` on, at most the end.
fn byte_after(words: &str, start: usize, n_chars: usize) -> usize {
    let rest = slice(words, start, words.len());
    let after = rest.char_indices().nth(n_chars);
    after.map_or(words.len(), |(at, _)| start + at)
}

/// The byte before the last `n_chars` characters until `end`, at least the beginning.
fn byte_before(words: &str, end: usize, n_chars: usize) -> usize {
    let before = slice(words, 0, end);
    let last = before.char_indices().rev().take(n_chars).last();
    last.map_or(end, |(at, _)| at)
}

/// Where words begin that show what stands at byte `hit` with some words before it. They are no fewer than `n_shown`
/// characters, so that a card stays as tall.
fn start_before(words: &str, hit: usize, n_shown: usize) -> usize {
    let tail = byte_before(words, words.len(), n_shown.saturating_sub(MARGIN));
    let start = byte_before(words, hit, LEAD).min(tail);
    // With a whole word.
    let skipped = slice(words, start, hit).find(char::is_whitespace);
    skipped.map_or(start, |n_bytes| {
        let gap = slice(words, start + n_bytes, hit);
        start + n_bytes + (gap.len() - gap.trim_start().len())
    })
}

/// The first words for those who hear them, among them the first place of what is looked for.
pub(super) fn first_words(card: &Card, marks: &CardMarks) -> String {
    const SPOKEN: usize = 120;
    let end = byte_after(&card.words, 0, SPOKEN);
    match marks.words.first() {
        Some(first) if first.end() > end => {
            let start = start_before(&card.words, first.start(), SPOKEN);
            let end = byte_after(&card.words, start, SPOKEN);
            format!("{CUT}{}", slice(&card.words, start, end))
        }
        _ => slice(&card.words, 0, end).to_owned(),
    }
}

/// Whether the sentence says more than the card.
fn has_more_around(view: &ViewContext<'_>, card: &Card) -> bool {
    view.project
        .statement_in_article(card.id)
        .is_some_and(|(statement, article)| {
            let n_bytes: usize = statement.content.iter().map(|span| span.len()).sum();
            surroundings(statement, article).is_some_and(|around| around.len() > n_bytes + 8)
        })
}

/// The sentence around a statement, its words on the party's tint.
pub(super) fn sentence_ui(ui: &mut Ui, view: &ViewContext<'_>, card: &Card) {
    let tokens = Tokens::for_ui(ui);
    let Some((statement, article)) = view.project.statement_in_article(card.id) else {
        return;
    };
    let Some(around) = surroundings(statement, article) else {
        return;
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width().min(space::MEASURE);
    let format = TextFormat {
        font_id: reading::upright(SIZE),
        color: tokens.text_weak,
        line_height: Some(20.0),
        ..TextFormat::default()
    };
    let said = TextFormat {
        color: tokens.text,
        background: tokens.party(card.parties.first()).tint,
        ..format.clone()
    };
    let mut at = around.start();
    for span in &statement.content {
        job.append(
            &masked(slice(&article.text, at, span.start())),
            0.0,
            format.clone(),
        );
        job.append(&masked(span.of(&article.text)), 0.0, said.clone());
        at = span.end();
    }
    job.append(&masked(slice(&article.text, at, around.end())), 0.0, format);
    ui.label(job);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_far_below_is_shown_after_some_whole_words() {
        let words = "ä word ".repeat(100);
        let words = format!("{words}the lighthouse{}", " and more".repeat(100));
        let hit = words.find("light").unwrap();
        let start = start_before(&words, hit, 300);
        let shown = slice(&words, start, words.len());
        assert!(
            shown.starts_with("ä word") || shown.starts_with("word"),
            "{shown}"
        );
        assert!((30..=LEAD + 20).contains(&(hit - start)), "{}", hit - start);
    }

    #[test]
    fn near_the_end_as_much_is_shown_as_otherwise() {
        let words = format!("{}the lighthouse", "some word ".repeat(100));
        let hit = words.find("light").unwrap();
        let n_shown = words.len() - start_before(&words, hit, 300);
        assert!((270..=300).contains(&n_shown), "{n_shown}");
        let long = "w".repeat(1_000);
        assert_eq!(
            start_before(&long, 900, 300),
            720,
            "no white space to begin after"
        );
        assert_eq!(start_before("lighthouse", 0, 300), 0);
    }
}
