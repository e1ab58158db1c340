//! The finder behind `@`: statements and articles to cite, found while they are typed.

use std::cmp::Reverse;
use std::ops::Range;

use egui::{
    Area, CornerRadius, EventFilter, Frame, Id, Key, Modifiers, Order, Pos2, RichText, Role, ScrollArea, Ui,
};

use jiff::civil::Date;

use super::super::theme::{Tokens, reading, space, text_size};
use super::data;
use crate::model::{ArticleId, Mark, PublicationDate, StatementId};
use crate::project::{Entry, Project};
use crate::text::fold::fold;
use crate::text::offsets::Offsets;
use crate::text::span::slice;

const MOST_HITS: usize = 8;
/// How many statements are looked at in a frame; what is left waits for the next one.
const STATEMENTS_A_FRAME: usize = 4_000;
/// What is typed after `@` is no longer a search beyond so many characters.
const LONGEST_QUERY: usize = 40;

/// The finder while it is open in a field.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    /// The field.
    field: Id,
    /// Where the `@` stands, as a character offset.
    at: usize,
    query: String,
    words: Vec<String>,
    /// The best of what was found so far, best first.
    hits: Vec<Hit>,
    n_found: usize,
    chosen: usize,
    /// The article that is looked at next; nothing once all were.
    next: Option<ArticleId>,
}

/// Something that can be cited.
#[derive(Clone, Debug)]
struct Hit {
    rank: Rank,
    mark: Mark,
    /// Who said it, and where and when it is written.
    title: String,
    words: String,
}

/// How well something fits what is looked for; the least fits best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Whether the words that are looked for stand apart.
    is_apart: bool,
    /// Where each of them stands: at the beginning of a name best, in the name of the outlet worst.
    places: usize,
    is_article: bool,
    day: Reverse<Option<Date>>,
    is_unchecked: bool,
    article: ArticleId,
    number: u32,
}

/// What is looked through of something that can be cited, folded: who, what, where.
struct Fields {
    who: String,
    what: String,
    outlet: String,
}

impl Fields {
    fn new(who: &str, what: &str, outlet: &str) -> Self {
        Self {
            who: fold(who),
            what: fold(what),
            outlet: fold(outlet),
        }
    }

    /// How far from the best place a word stands; `None` if it stands nowhere.
    fn place(&self, word: &str) -> Option<usize> {
        let begins = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric())
                .any(|other| other.starts_with(word))
        };
        let places = [
            begins(&self.who),
            begins(&self.what),
            self.who.contains(word),
            self.what.contains(word),
            self.outlet.contains(word),
        ];
        places.iter().position(|&is_there| is_there)
    }
}

/// Where an `@` with its query stands before the cursor: the character offset of the `@`, and the query.
pub(super) fn query_at(text: &str, cursor: usize) -> Option<(usize, String)> {
    let offsets = Offsets::new(text);
    let before = slice(text, 0, offsets.byte_from_char(text, cursor));
    let (front, query) = before.rsplit_once('@')?;
    let is_word_before = front.chars().next_back().is_some_and(char::is_alphanumeric);
    // "[@a1.2]" is a mark already.
    let is_mark = front.ends_with('[');
    let is_too_long = query.chars().count() > LONGEST_QUERY || query.contains('\n');
    (!is_word_before && !is_mark && !is_too_long).then(|| (front.chars().count(), query.to_owned()))
}

/// `text` with the `@` and the query after it replaced by the mark; and the cursor after it.
fn with_mark(text: &str, at: usize, query: &str, mark: Mark) -> (String, usize) {
    let offsets = Offsets::new(text);
    let start = offsets.byte_from_char(text, at);
    let end = offsets.byte_from_char(text, at + 1 + query.chars().count());
    let mark = mark.to_string();
    let words = format!("{}{mark}{}", slice(text, 0, start), slice(text, end, text.len()));
    (words, at + mark.chars().count())
}

impl Finder {
    fn new(field: Id, at: usize, query: String, project: &Project) -> Self {
        Self {
            words: fold(&query).split_whitespace().map(str::to_owned).collect(),
            field,
            at,
            query,
            hits: Vec::new(),
            n_found: 0,
            chosen: 0,
            next: project.articles().keys().next().copied(),
        }
    }

    /// Whether it is open in this field.
    pub(super) fn is_in(&self, field: Id) -> bool {
        self.field == field
    }

    /// Goes on looking through the project for a frame; true while something is left to look at.
    fn search(&mut self, project: &Project) -> bool {
        let mut n_left = STATEMENTS_A_FRAME;
        while let Some(id) = self.next {
            if n_left == 0 {
                return true;
            }
            if let Some(entry) = project.entry(id) {
                n_left = n_left.saturating_sub(entry.statements.len().max(1));
                self.search_article(id, entry);
            }
            let after = (std::ops::Bound::Excluded(id), std::ops::Bound::Unbounded);
            self.next = project.articles().range(after).next().map(|(&id, _)| id);
        }
        false
    }

    fn search_article(&mut self, id: ArticleId, entry: &Entry) {
        let metadata = &entry.article.metadata;
        let title = entry.article.title();
        let outlet = metadata.outlet.as_deref().unwrap_or_default();
        let day = metadata.published.map(PublicationDate::date);
        let from = from(outlet, day);
        let rank = Rank {
            is_apart: false,
            places: 0,
            is_article: true,
            day: Reverse(day),
            is_unchecked: false,
            article: id,
            number: 0,
        };
        if let Some(rank) = self.rank(rank, &Fields::new("", title, outlet)) {
            self.add(rank, Mark::Article(id), || (from.clone(), title.to_owned()));
        }
        for (number, statement) in entry.in_order() {
            if !statement.is_visible {
                continue;
            }
            let name = statement.speaker_name().unwrap_or_default();
            let words = statement.words(&entry.article.text);
            let rank = Rank {
                is_article: false,
                is_unchecked: !statement.is_checked,
                number,
                ..rank
            };
            if let Some(rank) = self.rank(rank, &Fields::new(name, &words, outlet)) {
                let name = if name.is_empty() {
                    "Speaker not named"
                } else {
                    name
                };
                let mark = Mark::Statement(StatementId::new(id, number));
                self.add(rank, mark, || (joined(name, &from), words));
            }
        }
    }

    /// `rank` with how well what is looked for stands in `fields`; `None` if not all of it does.
    fn rank(&self, rank: Rank, fields: &Fields) -> Option<Rank> {
        let places: Option<Vec<usize>> = self.words.iter().map(|word| fields.place(word)).collect();
        let phrase = self.words.join(" ");
        let stands_together = |text: &String| text.contains(&phrase);
        let fields = [&fields.who, &fields.what, &fields.outlet];
        Some(Rank {
            is_apart: !fields.into_iter().any(stands_together),
            places: places?.into_iter().sum(),
            ..rank
        })
    }

    /// Counts something that fits, and keeps it if it is among the best.
    fn add(&mut self, rank: Rank, mark: Mark, title_and_words: impl FnOnce() -> (String, String)) {
        self.n_found += 1;
        let at = self.hits.partition_point(|other| other.rank < rank);
        if at >= MOST_HITS {
            return;
        }
        let (title, words) = title_and_words();
        let words = data::shortened(&words, 90);
        let hit = Hit {
            rank,
            mark,
            title,
            words,
        };
        self.hits.insert(at, hit);
        self.hits.truncate(MOST_HITS);
        // What the arrows have gone to stays chosen while better ones are found.
        if self.chosen > 0 && at <= self.chosen {
            self.chosen = (self.chosen + 1).min(self.hits.len() - 1);
        }
    }

    /// What the line below the hits says.
    fn about(&self) -> String {
        let n_more = self.n_found - self.hits.len();
        if self.next.is_some() {
            "Still looking… Enter cites, Esc closes".to_owned()
        } else if n_more > 0 {
            format!("{n_more} more. Type on to narrow it down. Enter cites, Esc closes")
        } else {
            "Enter cites, Esc closes".to_owned()
        }
    }
}

/// "Courier, 5 Mar 2027": where and when something is written, as far as it is known.
fn from(outlet: &str, day: Option<Date>) -> String {
    let day = day.map(|day| day.strftime("%-d %b %Y").to_string());
    joined(outlet, &day.unwrap_or_default())
}

fn joined(first: &str, second: &str) -> String {
    let parts = [first, second].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<&str>>().join(", ")
}

/// What came of the keys and clicks of a frame.
pub(super) struct Choice {
    pub words: String,
    /// The cursor, as a character offset.
    pub cursor: usize,
}

/// Takes the keys that mean something to an open finder, before the field sees them.
pub(super) fn keys(ui: &Ui, finder: &mut Option<Finder>, field: Id, text: &str) -> Option<Choice> {
    let open = finder.as_mut().filter(|finder| finder.is_in(field))?;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        // Until another `@` is typed.
        "\n".clone_into(&mut open.query);
        open.hits.clear();
        open.next = None;
        return None;
    }
    if open.hits.is_empty() {
        return None;
    }
    if pressed(Key::ArrowDown) {
        open.chosen = (open.chosen + 1).min(open.hits.len() - 1);
    }
    if pressed(Key::ArrowUp) {
        open.chosen = open.chosen.saturating_sub(1);
    }
    if pressed(Key::Enter) || pressed(Key::Tab) {
        let hit = open.hits.get(open.chosen)?;
        let (words, cursor) = with_mark(text, open.at, &open.query, hit.mark);
        *finder = None;
        return Some(Choice { words, cursor });
    }
    None
}

/// Keeps Escape, Tab and arrows for a finder that is open in the field, and puts it away once the field has lost the
/// keyboard to something else than the finder.
pub(super) fn hold_keys(ui: &Ui, finder: &mut Option<Finder>, field: Id, has_focus: bool) {
    let is_shown = |finder: &Finder| finder.is_in(field) && !finder.hits.is_empty();
    if !finder.as_ref().is_some_and(is_shown) {
        return;
    }
    if has_focus {
        let filter = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field, filter));
        return;
    }
    let area = ui.memory(|memory| memory.area_rect(area_id()));
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let is_on_it = area
        .zip(pointer)
        .is_some_and(|(area, pointer)| area.contains(pointer));
    if !is_on_it {
        *finder = None;
    }
}

fn area_id() -> Id {
    Id::unique("citation finder")
}

/// Opens, moves on or closes the finder by what stands before the cursor, and draws it below `below`.
pub(super) fn finder_ui(
    ui: &Ui,
    finder: &mut Option<Finder>,
    project: &Project,
    field: Id,
    text: &str,
    cursor: Option<usize>,
    below: Pos2,
) -> Option<Choice> {
    if let Some(cursor) = cursor {
        match query_at(text, cursor) {
            Some((at, query)) => {
                let known = finder
                    .as_ref()
                    .filter(|finder| finder.is_in(field) && finder.at == at);
                let is_put_away = known.is_some_and(|finder| finder.query == "\n");
                if !is_put_away && known.is_none_or(|finder| finder.query != query) {
                    *finder = Some(Finder::new(field, at, query, project));
                }
            }
            None if finder.as_ref().is_some_and(|finder| finder.is_in(field)) => *finder = None,
            None => {}
        }
    }
    let open = finder.as_mut().filter(|finder| finder.is_in(field))?;
    if open.search(project) {
        ui.ctx().request_repaint();
    }
    if open.hits.is_empty() {
        return None;
    }
    let clicked = hits_ui(ui, open, below)?;
    let hit = open.hits.get(clicked)?;
    let (words, cursor) = with_mark(text, open.at, &open.query, hit.mark);
    *finder = None;
    Some(Choice { words, cursor })
}

fn hits_ui(ui: &Ui, finder: &Finder, below: Pos2) -> Option<usize> {
    let tokens = Tokens::for_ui(ui);
    let mut clicked = None;
    Area::new(area_id())
        .order(Order::Foreground)
        .fixed_pos(below)
        .constrain(true)
        .show(ui.ctx(), |ui| {
            Frame::popup(&ui.ctx().global_style()).show(ui, |ui| {
                ui.set_width(420.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    for (idx, hit) in finder.hits.iter().enumerate() {
                        let rect = ui
                            .scope(|ui| {
                                ui.set_width(ui.available_width());
                                Frame::new().inner_margin(space::S).show(ui, |ui| {
                                    ui.set_width(ui.available_width());
                                    ui.label(
                                        RichText::new(&hit.title)
                                            .size(text_size::SMALL)
                                            .color(tokens.text_weak),
                                    );
                                    ui.label(
                                        RichText::new(&hit.words).font(reading::upright(text_size::BODY)),
                                    );
                                });
                            })
                            .response
                            .rect;
                        let response =
                            ui.interact(rect, ui.scope_id().with(("hit", idx)), egui::Sense::click());
                        let name = format!("Cite {}: {}", hit.title, hit.words);
                        response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &name));
                        if idx == finder.chosen || response.hovered() {
                            let weak = tokens.accent.gamma_multiply(0.12);
                            ui.painter()
                                .rect_filled(rect, CornerRadius::same(space::RADIUS), weak);
                        }
                        if response.clicked() {
                            clicked = Some(idx);
                        }
                    }
                });
                ui.label(
                    RichText::new(finder.about())
                        .size(text_size::SMALL)
                        .color(tokens.text_weak),
                );
            });
        });
    clicked
}

/// A range of characters as bytes of `text`.
pub(super) fn bytes_of(text: &str, characters: &Range<usize>) -> Range<usize> {
    let offsets = Offsets::new(text);
    offsets.byte_from_char(text, characters.start)..offsets.byte_from_char(text, characters.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_at_sign_begins_a_search_where_no_word_stands_before_it() {
        assert_eq!(query_at("Né @sar", 7), Some((3, "sar".to_owned())));
        assert_eq!(query_at("@", 1), Some((0, String::new())));
        assert_eq!(query_at("mail a@b", 8), None);
        assert_eq!(query_at("it is [@a1.2]", 12), None);
        assert_eq!(query_at("@one\ntwo", 8), None);
        let (words, cursor) = with_mark("Né @sar, so", 3, "sar", Mark::Article(ArticleId(4)));
        assert_eq!((words.as_str(), cursor), ("Né [@a4], so", 8));
    }

    fn ranked(words: &str, fields: &Fields) -> Option<Rank> {
        let finder = Finder::new(Id::NULL, 0, words.to_owned(), &Project::default());
        let rank = Rank {
            is_apart: false,
            places: 0,
            is_article: false,
            day: Reverse(None),
            is_unchecked: false,
            article: ArticleId(1),
            number: 1,
        };
        finder.rank(rank, fields)
    }

    #[test]
    fn who_said_it_comes_before_what_is_said_and_a_phrase_before_its_words() {
        let by_her = Fields::new("Nino Kvari", "We want the road.", "Courier");
        let about_her = Fields::new("Anna Sarian", "Kvari wants no road.", "Courier");
        let outlet_alone = Fields::new("Anna Sarian", "We want it.", "The Kvari Post");
        assert!(ranked("kvari", &by_her) < ranked("kvari", &about_her));
        assert!(ranked("kvari", &about_her) < ranked("kvari", &outlet_alone));
        assert_eq!(ranked("kvari ferry", &by_her), None);
        let apart = Fields::new("Nino Kvari", "The road that we want.", "Courier");
        assert!(ranked("want the road", &by_her) < ranked("want the road", &apart));
        let inside = Fields::new("Nino Kvari", "A broad one.", "Courier");
        assert!(ranked("road", &by_her) < ranked("road", &inside));
    }

    #[test]
    fn the_best_are_kept_and_the_others_counted() {
        let mut finder = Finder::new(Id::NULL, 0, String::new(), &Project::default());
        let fields = Fields::new("", "", "");
        let rank = finder.rank(ranked("", &fields).unwrap(), &fields).unwrap();
        for number in (1..=20).rev() {
            let rank = Rank { number, ..rank };
            let mark = Mark::Statement(StatementId::new(ArticleId(1), number));
            finder.add(rank, mark, || (from("Courier", None), number.to_string()));
        }
        let words: Vec<&str> = finder.hits.iter().map(|hit| hit.words.as_str()).collect();
        assert_eq!(words, ["1", "2", "3", "4", "5", "6", "7", "8"]);
        assert_eq!(
            finder.about(),
            "12 more. Type on to narrow it down. Enter cites, Esc closes"
        );
    }
}
