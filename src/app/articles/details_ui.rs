//! What is known about the open article, and correcting it.

use egui::{CollapsingHeader, RichText, Ui};

use super::super::theme::{Tokens, semibold, text_size};
use super::super::view_context::ViewContext;
use super::Inspector;
use super::draft::{Draft, Target, noted_draft_ui};
use crate::model::{Article, ArticleId, Metadata, MetadataField, Provenance, PublicationDate};
use crate::project::edits;

const FIELDS: [(MetadataField, &str, &str); 7] = [
    (MetadataField::Headline, "Headline", ""),
    (MetadataField::Outlet, "Outlet", "Newspaper, agency or office"),
    (MetadataField::Author, "Author", ""),
    (MetadataField::Published, "Date", "2027-03-24"),
    (MetadataField::Url, "Address", "https://…"),
    (MetadataField::Language, "Language", "en"),
    (
        MetadataField::Dateline,
        "Dateline",
        "Place that the report comes from",
    ),
];

/// Draws the details, folded at first.
pub(super) fn details_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    id: ArticleId,
    article: &Article,
) {
    CollapsingHeader::new(RichText::new("Article details").font(semibold(text_size::BODY)))
        .id_salt("article details")
        .show_unindented(ui, |ui| {
            for (field, name, hint) in FIELDS {
                let value = value(&article.metadata, field);
                let target = Target::Metadata(id, field);
                let note = article
                    .metadata
                    .provenance
                    .get(&field)
                    .map_or("", |from| found_in(*from));
                let (_, words) = noted_draft_ui(ui, &mut inspector.draft, target, (name, note), &value, hint);
                if let Some(words) = words
                    && set(view, id, field, &words).is_err()
                {
                    // The words stay in the field so that they can be put right.
                    inspector.draft = Some(Draft { target, words });
                }
                let draft = inspector.draft.as_ref().filter(|draft| draft.target == target);
                let complaint = draft.and_then(|draft| complaint(field, &draft.words));
                if let Some(complaint) = complaint {
                    let color = Tokens::for_ui(ui).error;
                    ui.label(RichText::new(complaint).size(text_size::SMALL).color(color));
                }
            }
            origin_ui(ui, article);
        });
}

fn origin_ui(ui: &mut Ui, article: &Article) {
    if article.original.location.is_empty() {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    ui.label(
        RichText::new("Imported from")
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    let location = RichText::new(&article.original.location).size(text_size::SMALL);
    ui.add(egui::Label::new(location).selectable(true).wrap());
    let mut facts = Vec::new();
    if let Some(imported) = article.original.imported {
        facts.push(format!("imported {}", moment(imported)));
    }
    if let Some(digits) = article.original.fingerprint.get(..12) {
        facts.push(format!("SHA-256 {digits}…"));
    }
    if !facts.is_empty() {
        let words = RichText::new(facts.join(" · "))
            .size(text_size::SMALL)
            .color(tokens.text_weak);
        let response = ui.add(egui::Label::new(words).selectable(true).wrap());
        if !article.original.fingerprint.is_empty() {
            response.on_hover_text(&article.original.fingerprint);
        }
    }
}

/// "2027-03-24 10:11 +04".
fn moment(when: PublicationDate) -> String {
    when.time().map_or_else(
        || when.date().to_string(),
        |(local, offset)| format!("{} {offset}", local.strftime("%Y-%m-%d %H:%M")),
    )
}

/// Where a piece of metadata was found, in words.
fn found_in(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Text => "from the text",
        Provenance::Page => "from the page’s data",
        Provenance::Document => "from the document",
        Provenance::FileName => "from the file name",
        Provenance::Address => "from the address",
        Provenance::Recognised => "recognised",
        Provenance::Person => "typed",
    }
}

fn value(metadata: &Metadata, field: MetadataField) -> String {
    let words = match field {
        MetadataField::Headline => &metadata.headline,
        MetadataField::Outlet => &metadata.outlet,
        MetadataField::Author => &metadata.author,
        MetadataField::Url => &metadata.url,
        MetadataField::Language => &metadata.language,
        MetadataField::Dateline => &metadata.dateline,
        MetadataField::Published => {
            return metadata
                .published
                .map(|date| date.to_string())
                .unwrap_or_default();
        }
    };
    words.clone().unwrap_or_default()
}

/// What is wrong with words for a field.
fn complaint(field: MetadataField, words: &str) -> Option<&'static str> {
    let words = words.trim();
    let is_wrong =
        field == MetadataField::Published && !words.is_empty() && words.parse::<PublicationDate>().is_err();
    is_wrong.then_some("Write the date as year-month-day: 2027-03-24.")
}

/// Says what a person knows about an article; no words: nothing is known.
///
/// # Errors
/// The words are no date where a date is asked for; nothing is changed.
pub(super) fn set(
    view: &mut ViewContext<'_>,
    id: ArticleId,
    field: MetadataField,
    words: &str,
) -> Result<(), &'static str> {
    if let Some(complaint) = complaint(field, words) {
        return Err(complaint);
    }
    if let Some(entry) = view.project.entry(id) {
        let metadata = with(&entry.article.metadata, field, words.trim());
        let edit = edits::set_metadata(view.project, id, metadata);
        view.edit(edit);
    }
    Ok(())
}

fn with(metadata: &Metadata, field: MetadataField, words: &str) -> Metadata {
    let mut after = metadata.clone();
    let known = (!words.is_empty()).then(|| words.to_owned());
    if known.is_some() {
        after.provenance.insert(field, Provenance::Person);
    } else {
        after.provenance.remove(&field);
    }
    match field {
        MetadataField::Headline => after.headline = known,
        MetadataField::Outlet => after.outlet = known,
        MetadataField::Author => after.author = known,
        MetadataField::Url => after.url = known,
        MetadataField::Language => after.language = known,
        MetadataField::Dateline => after.dateline = known,
        MetadataField::Published => after.published = known.and_then(|words| words.parse().ok()),
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_known_from_a_person_and_can_be_taken_away() {
        let typed = with(&Metadata::default(), MetadataField::Published, "2027-03-24");
        assert_eq!(value(&typed, MetadataField::Published), "2027-03-24");
        assert_eq!(
            typed.provenance.get(&MetadataField::Published),
            Some(&Provenance::Person)
        );
        assert_eq!(with(&typed, MetadataField::Published, ""), Metadata::default());
    }

    #[test]
    fn nonsense_is_no_date() {
        assert!(complaint(MetadataField::Published, "yesterday").is_some());
        assert!(complaint(MetadataField::Published, "2027-02-30").is_some());
        assert!(complaint(MetadataField::Published, "").is_none());
        assert!(complaint(MetadataField::Headline, "yesterday").is_none());
    }
}
