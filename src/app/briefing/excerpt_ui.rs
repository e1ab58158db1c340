//! An excerpt in the editor: the source's words or a paraphrase, who said it, where, and a remark.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Label, Rect, RichText, Stroke, TextBuffer, TextEdit, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{name_field, party_badge, text_icon_button};
use super::block_ui::Place;
use super::data;
use super::own_field_ui::{OwnField, own_field_ui};
use super::{Field, finder};
use crate::model::{Article, BlockId, Cut, Excerpt, ExcerptForm, Kind, Party, Passage, Statement};
use crate::project::{Project, edits};
use crate::text::Span;
use crate::text::unseen::masked;

/// An excerpt that is being shortened.
#[derive(Clone, Debug)]
pub(super) struct Shortening {
    pub block: BlockId,
    /// The piece of its words in which characters are marked, and which.
    marked: Option<(u32, Range<usize>)>,
}

impl Shortening {
    pub(super) fn new(block: BlockId) -> Self {
        Self { block, marked: None }
    }
}

const INDENT: f32 = 16.0;
const MOST_BADGES: usize = 3;

/// Draws an excerpt.
pub(super) fn excerpt_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    excerpt: &Excerpt,
) {
    let tokens = Tokens::for_ui(ui);
    let source = Source::of(place.project, excerpt);
    let is_quoted = data::is_quoted(place.project, excerpt);
    let words = data::words_of(place.project, excerpt);
    let top = ui.cursor().top();
    let left = ui.cursor().left();
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            if session
                .briefing
                .shortening
                .as_ref()
                .is_some_and(|it| it.block == place.id)
            {
                shortening_ui(ui, view, session, place, excerpt);
            } else if let ExcerptForm::Paraphrase(own) = &excerpt.form {
                own_words_ui(ui, view, session, place, own);
                let words = format!("The source’s words: {words}");
                let words = RichText::new(words)
                    .font(reading::italic(text_size::BODY))
                    .color(tokens.text_weak);
                ui.add(Label::new(words).selectable(true).wrap());
            } else {
                let words = RichText::new(words).font(reading::upright(text_size::READING));
                ui.add(Label::new(words.color(tokens.text)).selectable(true).wrap());
            }
            attribution_ui(ui, &source, excerpt);
            if session.briefing.records.contains(&place.id) {
                record_ui(ui, view, session, place, &source, excerpt);
            }
            if let Some(problem) = session.briefing.facts.problem(place.id) {
                problem_ui(ui, problem);
            }
            remark_ui(ui, view, session, place, &excerpt.comment);
        });
    });
    if is_quoted {
        let party = source.statement.and_then(|statement| statement.parties.first());
        let rule = Rect::from_min_size(
            egui::pos2(left, top),
            vec2(space::PARTY_RULE, ui.min_rect().bottom() - top),
        );
        ui.painter().rect_filled(
            rect_snapped(rule),
            CornerRadius::same(1),
            tokens.party(party).rule,
        );
    }
}

/// The words with what is left out struck through; what is marked in them can be left out too.
fn shortening_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    excerpt: &Excerpt,
) {
    let tokens = Tokens::for_ui(ui);
    let Some(shortening) = &mut session.briefing.shortening else {
        return;
    };
    for (at, piece) in (0_u32..).zip(&excerpt.words) {
        let cuts: Vec<Span> = excerpt
            .cuts
            .iter()
            .filter(|cut| cut.piece == at)
            .map(|cut| cut.span)
            .collect();
        let mut words = piece.as_str();
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| -> Arc<egui::Galley> {
            let job = struck_out(text.as_str(), &cuts, width, tokens);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let output = TextEdit::multiline(&mut words)
            .id(egui::Id::unique(("shorten", place.id, at)))
            .frame(Frame::NONE)
            .desired_rows(1)
            .desired_width(ui.available_width())
            .layouter(&mut layouter)
            .show(ui);
        name_field(
            &output.response.response,
            &format!("Words to shorten, part {}", at + 1),
            piece,
        );
        if let Some(range) = output.cursor_range.filter(|range| !range.is_empty()) {
            let range = range.as_sorted_char_range();
            shortening.marked = Some((at, range.start.0..range.end.0));
        }
    }
    let marked = shortening.marked.clone();
    ui.horizontal_wrapped(|ui| {
        let leaves = ui
            .add_enabled_ui(marked.is_some(), |ui| {
                text_icon_button(ui, "minus", "Leave out the marked words")
            })
            .inner
            .on_disabled_hover_text("Mark words above with the mouse, or with Shift and the arrow keys.");
        if leaves.clicked()
            && let Some((piece, characters)) = marked
        {
            session.briefing.shortening = Some(Shortening::new(place.id));
            view.edit(edits::set_cuts(
                place.project,
                place.id,
                with_cut(excerpt, piece, &characters),
            ));
        }
        let puts_back = ui.add_enabled_ui(!excerpt.cuts.is_empty(), |ui| {
            text_icon_button(ui, "restore", "Put everything back")
        });
        if puts_back.inner.clicked() {
            view.edit(edits::set_cuts(place.project, place.id, Vec::new()));
        }
        if text_icon_button(ui, "check", "Done").clicked() {
            session.briefing.shortening = None;
        }
    });
}

fn struck_out(text: &str, cuts: &[Span], width: f32, tokens: &Tokens) -> LayoutJob {
    let plain = TextFormat::simple(reading::upright(text_size::READING), tokens.text);
    let mut out = TextFormat::simple(reading::upright(text_size::READING), tokens.text_weak);
    out.strikethrough = Stroke::new(1.0, tokens.text_weak);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut start = 0;
    for cut in cuts {
        job.append(
            text.get(start..cut.start()).unwrap_or_default(),
            0.0,
            plain.clone(),
        );
        job.append(cut.of(text), 0.0, out.clone());
        start = cut.end();
    }
    job.append(text.get(start..).unwrap_or_default(), 0.0, plain);
    job
}

/// The cuts of an excerpt with one more, joined with those that it meets.
fn with_cut(excerpt: &Excerpt, piece: u32, characters: &Range<usize>) -> Vec<Cut> {
    let words = usize::try_from(piece).ok().and_then(|at| excerpt.words.get(at));
    let bytes = words.map(|words| (words, finder::bytes_of(words, characters)));
    let span = bytes.and_then(|(words, bytes)| Span::new(words, bytes.start, bytes.end)?.trimmed(words));
    let Some(mut span) = span else {
        return excerpt.cuts.clone();
    };
    let mut cuts = Vec::with_capacity(excerpt.cuts.len() + 1);
    for cut in &excerpt.cuts {
        let touches = cut.span.start() <= span.end() && span.start() <= cut.span.end();
        if cut.piece == piece && touches {
            span = span.union(cut.span);
        } else {
            cuts.push(*cut);
        }
    }
    cuts.push(Cut { piece, span });
    cuts.sort();
    cuts
}

/// What is kept of the source, with fields for the day on which it was said and an archived copy.
fn record_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    source: &Source<'_>,
    excerpt: &Excerpt,
) {
    let tokens = Tokens::for_ui(ui);
    let Some(article) = source.article else { return };
    let weak = |ui: &mut Ui, words: &str| {
        ui.label(
            RichText::new(words)
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    };
    let day = |date: Option<crate::model::PublicationDate>| {
        date.map_or_else(
            || "not known".to_owned(),
            |date| crate::export::words::long_date(date.date()),
        )
    };
    let original = &article.original;
    ui.horizontal_wrapped(|ui| {
        let published = day(article.metadata.published);
        weak(
            ui,
            &format!("Published {published} · accessed {}", day(original.imported)),
        );
        if !original.fingerprint.is_empty() {
            let short: String = original.fingerprint.chars().take(16).collect();
            ui.label(
                RichText::new(format!("SHA-256 {short}…"))
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            )
            .on_hover_text(&original.fingerprint);
        }
    });
    ui.horizontal_wrapped(|ui| {
        if let (Passage::Statement(id), Some(statement)) = (&excerpt.passage, source.statement) {
            weak(ui, "Said on");
            let draft = &mut session.briefing.said_draft;
            let known = statement.said.map(|day| day.to_string()).unwrap_or_default();
            let mut words = match draft {
                Some((block, words)) if *block == place.id => words.clone(),
                _ => known,
            };
            let field = TextEdit::singleline(&mut words)
                .hint_text("2027-03-19")
                .desired_width(92.0);
            let response = ui.add(field);
            name_field(&response, "Said on", &words);
            let day = data::date_from_words(&words);
            if response.changed() {
                if let Ok(day) = day {
                    view.edit(edits::set_said(place.project, *id, day));
                }
                *draft = Some((place.id, words));
            } else if !response.has_focus()
                && day.is_ok()
                && draft.as_ref().is_some_and(|it| it.0 == place.id)
            {
                *draft = None;
            } else if let (Err(why), false) = (day, response.has_focus()) {
                ui.label(RichText::new(why).size(text_size::SMALL).color(tokens.error));
            }
        }
        weak(ui, "Archived copy");
        let mut address = article.metadata.archived.clone().unwrap_or_default();
        let field = TextEdit::singleline(&mut address)
            .hint_text("https://web.archive.org/…")
            .desired_width(ui.available_width().clamp(120.0, 280.0));
        let response = ui.add(field);
        name_field(&response, "Archived copy", &address);
        if response.changed() {
            let article = match &excerpt.passage {
                Passage::Statement(id) => id.article,
                Passage::Words { article, .. } => *article,
            };
            view.edit(edits::set_archived(place.project, article, &address));
        }
    });
}

fn rect_snapped(rect: Rect) -> Rect {
    Rect::from_min_max(rect.min.round(), rect.max.round())
}

fn own_words_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    own: &str,
) {
    let name = format!("Paraphrase in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Paraphrase,
        name: &name,
        hint: "Say it in your own words",
        size: text_size::READING,
    };
    if let Some(words) = own_field_ui(ui, session, place, own, &field) {
        view.edit(edits::set_form(
            place.project,
            place.id,
            ExcerptForm::Paraphrase(words),
        ));
    }
}

/// The statement and article that an excerpt was taken from, as far as they are still there.
struct Source<'a> {
    statement: Option<&'a Statement>,
    article: Option<&'a Article>,
}

impl<'a> Source<'a> {
    fn of(project: &'a Project, excerpt: &Excerpt) -> Self {
        match &excerpt.passage {
            Passage::Statement(id) => Self {
                statement: project.statement(*id),
                article: project.entry(id.article).map(|entry| &entry.article),
            },
            Passage::Words { article, .. } => Self {
                statement: None,
                article: project.entry(*article).map(|entry| &entry.article),
            },
        }
    }

    /// "Meridian, 3 March 2027".
    fn place(&self) -> String {
        let Some(article) = self.article else {
            return String::new();
        };
        let metadata = &article.metadata;
        let mut parts = vec![
            metadata
                .outlet
                .clone()
                .unwrap_or_else(|| data::shortened(article.title(), 48)),
        ];
        let day = metadata.published.map(crate::model::PublicationDate::date);
        parts.extend(day.map(crate::export::words::long_date));
        parts.join(", ")
    }
}

fn attribution_ui(ui: &mut Ui, source: &Source<'_>, excerpt: &Excerpt) {
    let tokens = Tokens::for_ui(ui);
    let weak = |words: &str| {
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = 20.0;
        let parties: &[Party] = source.statement.map_or(&[], |statement| &statement.parties);
        for party in parties.iter().take(MOST_BADGES) {
            party_badge(ui, Some(party));
        }
        if parties.len() > MOST_BADGES {
            ui.label(weak(&format!("and {} more", parties.len() - MOST_BADGES)));
        }
        let kind = match (&excerpt.form, source.statement.map(|statement| statement.kind)) {
            (ExcerptForm::Paraphrase(_), _) | (ExcerptForm::AsWritten, Some(Kind::Indirect)) => "paraphrase",
            (ExcerptForm::AsWritten, Some(Kind::Mixed)) => "partly quoted",
            (ExcerptForm::AsWritten, _) => "",
        };
        let place = source.place();
        // A dot stands at the end of what it follows, so that no line begins with one.
        let dotted = |words: &str, is_last: bool| {
            if is_last {
                words.to_owned()
            } else {
                format!("{words} ·")
            }
        };
        let is_last = place.is_empty() && kind.is_empty();
        let speaker = source.statement.and_then(|statement| statement.speaker.as_ref());
        if let Some(speaker) = speaker {
            ui.label(RichText::new(masked(&speaker.name)).font(semibold(text_size::SMALL)));
            let role = speaker.role.as_deref().unwrap_or_default();
            ui.label(weak(dotted(role, is_last).trim_start()));
        } else {
            let words = match excerpt.passage {
                Passage::Statement(_) => "Speaker not named",
                Passage::Words { .. } => "Passage",
            };
            ui.label(weak(&dotted(words, is_last)));
        }
        if !place.is_empty() {
            ui.label(weak(&dotted(&place, kind.is_empty())));
        }
        if !kind.is_empty() {
            let kind = RichText::new(kind).font(reading::italic(text_size::BODY));
            ui.label(kind.color(tokens.text_weak));
        }
    });
}

fn problem_ui(ui: &mut Ui, problem: &str) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.label(icon_text("warning", 14.0).color(tokens.error));
        ui.label(RichText::new(problem).size(text_size::SMALL).color(tokens.error));
    });
}

fn remark_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    remark: &str,
) {
    if remark.is_empty() && !session.briefing.remarks.contains(&place.id) {
        return;
    }
    let name = format!("Remark in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Remark,
        name: &name,
        hint: "Your remark, printed under the excerpt",
        size: text_size::BODY + 1.5,
    };
    if let Some(words) = own_field_ui(ui, session, place, remark, &field) {
        view.edit(edits::set_comment(place.project, place.id, &words));
    }
}
