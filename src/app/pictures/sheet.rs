//! A picture on paper: title, the picture itself, and what it was made from.

use std::sync::Arc;

use egui::{Align2, FontId, Theme, Ui, Vec2, pos2, vec2};

use super::super::actions::party_name;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::{Picture, PictureData, PicturesSession, matrix_ui, over_time_ui, png, speakers_ui, timeline_ui};
use crate::compare::Step;
use crate::model::Filters;
use crate::project::Project;

const WIDTH: f32 = 900.0;
const HEAD: f32 = 40.0;
const FOOT: f32 = 30.0;
const MARGIN: f32 = 24.0;
const TIMELINE_HEIGHT: f32 = 360.0;

/// A picture with its words, ready to be drawn on any thread.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    picture: Picture,
    data: Arc<PictureData>,
    title: String,
    /// What it was made from: the scope, and what is left out.
    foot: String,
    /// What it shows, for those who cannot see it.
    alternative: String,
    /// The theme that it is drawn in.
    paper: Theme,
}

impl Sheet {
    /// The open picture of a project.
    pub(super) fn new(project: &Project, pictures: &PicturesSession, data: &Arc<PictureData>) -> Self {
        let PicturesSession { picture, chosen, .. } = pictures;
        let picture = *picture;
        let topic = chosen
            .topic
            .and_then(|topic| project.topics().get(&topic))
            .map(|topic| topic.name.clone());
        let title = match picture {
            Picture::Timeline => "Statements by party and date".to_owned(),
            Picture::Matrix => "Who speaks about whom".to_owned(),
            Picture::Speakers => "Who speaks for each party".to_owned(),
            Picture::OverTime => {
                let party = party_name(data.party.as_ref());
                match topic {
                    Some(topic) => format!("{party} on “{topic}” over time"),
                    None => format!("{party} over time"),
                }
            }
        };
        Self {
            picture,
            foot: foot(project, picture, data),
            alternative: alternative(picture, data),
            data: Arc::clone(data),
            title,
            paper: pictures.paper(),
        }
    }

    /// What the picture is called.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// What to write under it.
    pub(crate) fn caption(&self) -> String {
        format!("{}. {}", self.title, self.foot)
    }

    /// What it shows, in words.
    pub(crate) fn alternative(&self) -> &str {
        &self.alternative
    }

    fn size(&self) -> Vec2 {
        match self.picture {
            Picture::Timeline => timeline_ui::size(&self.data.timeline, WIDTH, TIMELINE_HEIGHT),
            Picture::Matrix => matrix_ui::size(&self.data.matrix, WIDTH),
            Picture::Speakers => speakers_ui::size(&self.data.speakers, WIDTH),
            Picture::OverTime => {
                over_time_ui::size(self.data.moments.len().min(over_time_ui::MOST_IN_PICTURE), WIDTH)
            }
        }
    }

    /// The picture as a PNG file.
    ///
    /// # Errors
    /// One sentence for people.
    pub(crate) fn png(&self) -> Result<Vec<u8>, String> {
        let size = self.size();
        let sheet = size + vec2(2.0 * MARGIN, HEAD + FOOT + 2.0 * MARGIN);
        png::encode(sheet, self.paper, |ui| self.draw(ui, size))
    }

    fn draw(&self, ui: &mut Ui, size: Vec2) {
        let tokens = Tokens::for_ui(ui);
        let area = ui.max_rect();
        ui.painter().text(
            area.left_top() + vec2(MARGIN, MARGIN),
            Align2::LEFT_TOP,
            &self.title,
            semibold(text_size::HEADING),
            tokens.text,
        );
        super::words(
            ui,
            &self.foot,
            FontId::proportional(text_size::SMALL),
            tokens.text_weak,
            pos2(area.left() + MARGIN, area.bottom() - MARGIN + space::XS),
            area.width() - 2.0 * MARGIN,
        );
        let place = egui::Rect::from_min_size(area.left_top() + vec2(MARGIN, MARGIN + HEAD), size);
        let filters = Filters::default();
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            match self.picture {
                Picture::Timeline => timeline_ui::timeline_ui(ui, &self.data.timeline, &filters, size),
                Picture::Matrix => matrix_ui::matrix_ui(ui, &self.data.matrix, &filters, size),
                Picture::Speakers => speakers_ui::speakers_ui(ui, &self.data.speakers, &filters, size),
                Picture::OverTime => {
                    let n = self.data.moments.len().min(over_time_ui::MOST_IN_PICTURE);
                    over_time_ui::over_time_ui(ui, &self.data.moments, 0..n, None)
                }
            }
        });
    }
}

/// "198 statements in 12 articles, 3 – 23 March 2027."
fn foot(project: &Project, picture: Picture, data: &PictureData) -> String {
    let n_articles = project.articles().len();
    let articles = if n_articles == 1 {
        "1 article".to_owned()
    } else {
        format!("{n_articles} articles")
    };
    let mut foot = match picture {
        Picture::Timeline => {
            let n: usize = data.timeline.series.iter().map(|series| series.n).sum();
            let mut words = format!("{} in {articles}", super::n_statements(n));
            if let (Some((from, _)), Some((_, until))) =
                (data.timeline.periods.first(), data.timeline.periods.last())
            {
                let span = timeline_ui::period(*from, *until, Step::Week);
                words = format!("{words}, {span}");
            }
            if data.timeline.n_undated > 0 {
                words = format!("{words}; {} more without a date", data.timeline.n_undated);
            }
            words
        }
        Picture::Matrix => {
            let mut words = format!(
                "Statements in {articles} whose words name a party; one that names two counts for both"
            );
            if data.matrix.n_left_out > 0 {
                words = format!("{words}; {} more parties not shown", data.matrix.n_left_out);
            }
            words
        }
        Picture::Speakers => {
            let n: usize = data.speakers.iter().map(|party| party.n).sum();
            format!("{} in {articles}", super::n_statements(n))
        }
        Picture::OverTime => {
            let n = data.moments.len();
            let mut words = format!("{} in {articles}", super::n_statements(n));
            if n > over_time_ui::MOST_IN_PICTURE {
                words = format!("{words}; the first {} are shown", over_time_ui::MOST_IN_PICTURE);
            }
            words
        }
    };
    if !project.view().filters.is_empty() {
        foot.push_str("; filtered");
    }
    foot.push('.');
    foot
}

fn alternative(picture: Picture, data: &PictureData) -> String {
    const MOST: usize = 12;
    let lines: Vec<String> = match picture {
        Picture::Timeline => data
            .timeline
            .series
            .iter()
            .map(|series| format!("{} {}", timeline_ui::name(series), series.n))
            .collect(),
        Picture::Matrix => {
            let rows = data.matrix.speaking.iter().zip(&data.matrix.counts);
            let mut pairs: Vec<(usize, String)> = rows
                .flat_map(|(speaking, counts)| {
                    data.matrix.named.iter().zip(counts).map(|(about, n)| {
                        let words = format!(
                            "{} about {} {n}",
                            party_name(Some(speaking)),
                            party_name(Some(about))
                        );
                        (*n, words)
                    })
                })
                .filter(|(n, _)| *n > 0)
                .collect();
            pairs.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
            pairs.into_iter().map(|(_, words)| words).collect()
        }
        Picture::Speakers => data
            .speakers
            .iter()
            .map(|party| {
                let names: Vec<String> = party
                    .speakers
                    .iter()
                    .map(|(name, n)| format!("{name} {n}"))
                    .collect();
                format!("{}: {}", party_name(Some(&party.party)), names.join(", "))
            })
            .collect(),
        Picture::OverTime => data
            .moments
            .iter()
            .map(|moment| {
                let when = moment
                    .date
                    .map_or_else(|| "no date".to_owned(), |date| date.date().to_string());
                let words: String = moment.words.chars().take(80).collect();
                format!("{when}: {words}")
            })
            .collect(),
    };
    let mut words = lines.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
    if lines.len() > MOST {
        words = format!("{words}; and {} more", lines.len() - MOST);
    }
    words.push('.');
    words
}
