//! What pictures need of the background: their data, and being drawn for a file or the briefing.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::App;
use super::super::derived::Stamp;
use super::super::dialogs::Purpose;
use super::super::event::Event;
use super::super::files::with_extension;
use super::{Chosen, Picture, PictureData, Sheet};
use crate::model::{self, BlockKind, Party, Png};
use crate::project::edits;
use crate::storage;

/// Names what a picture was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    of: Stamp,
    picture: Picture,
    chosen: Chosen,
    first: Option<Party>,
}

/// The data of the open picture, as new as the background has made it.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    data: Arc<PictureData>,
    key: Option<Key>,
}

impl Drawn {
    /// What the open picture shows.
    pub(crate) fn data(&self) -> &Arc<PictureData> {
        &self.data
    }
}

const PICTURE: &str = "Picture";

impl App {
    fn picture_key(&self) -> Key {
        let pictures = &self.session.pictures;
        let columns = &self.derived.table().columns;
        Key {
            of: self.derived.stamp(&self.host),
            picture: pictures.picture,
            chosen: pictures.chosen.clone(),
            first: columns.iter().find_map(|column| column.party().cloned()),
        }
    }

    /// Whether the open picture is of the project as it is now.
    pub(in super::super) fn has_current_picture(&self) -> bool {
        !self.session.pictures.is_open || self.pictures.key.as_ref() == Some(&self.picture_key())
    }

    /// Starts computing the open picture if it is out of date. The table knows what repeats what.
    pub(in super::super) fn refresh_pictures(&mut self) {
        let is_due = !self.has_current_picture() && self.derived.has_table_of(&self.host);
        if !is_due || self.jobs.is_running(PICTURE) {
            return;
        }
        let key = self.picture_key();
        let repeated = Arc::clone(&self.derived.table().repeated);
        let project = Arc::clone(self.host.project());
        self.jobs.start_quietly(PICTURE, move |_progress| {
            let data = PictureData::compute(&project, &repeated, key.picture, &key.chosen, key.first.clone());
            Event::PictureReady(Box::new(Drawn {
                data: Arc::new(data),
                key: Some(key),
            }))
        });
    }

    /// Takes the data of a picture; what is for another project or another picture is dropped.
    pub(in super::super) fn take_picture(&mut self, drawn: Drawn) {
        let now = self.picture_key();
        let fits = drawn
            .key
            .as_ref()
            .is_some_and(|key| key.of.generation == now.of.generation && key.picture == now.picture);
        if fits {
            self.pictures = drawn;
        }
    }

    /// Asks where to save a picture.
    pub(in super::super) fn ask_where_to_save_picture(&mut self, sheet: Sheet) {
        self.session.pictures.to_save = Some(sheet);
        self.ask(Purpose::SavePicture);
    }

    /// What to call the file of the picture that is being saved.
    pub(in super::super) fn picture_name(&self) -> String {
        let sheet = self.session.pictures.to_save.as_ref();
        sheet.map_or_else(|| "Picture".to_owned(), |sheet| sheet.title().to_owned())
    }

    /// Draws the picture that a place was chosen for, and saves it there.
    pub(in super::super) fn save_picture_to(&mut self, path: PathBuf) {
        let Some(sheet) = self.session.pictures.to_save.take() else {
            return;
        };
        let path = with_extension(path, "png");
        self.jobs.start("Drawing", move |_progress| {
            let outcome = sheet
                .png()
                .and_then(|bytes| storage::write_atomic(&path, &bytes).map_err(|error| error.to_string()));
            Event::PictureSaved { path, outcome }
        });
    }

    /// Draws a picture for the briefing.
    pub(in super::super) fn draw_for_briefing(&mut self, sheet: Sheet) {
        let of = self.derived.stamp(&self.host);
        self.jobs.start("Drawing", move |_progress| Event::PictureDrawn {
            of,
            outcome: sheet.png().map(|bytes| (Box::new(sheet), bytes)),
        });
    }

    /// Puts a picture that was drawn into the section of the briefing that is being worked on, else the last, else a
    /// new one.
    pub(in super::super) fn place_picture(&mut self, outcome: Result<(Box<Sheet>, Vec<u8>), String>) {
        let picture = outcome.and_then(|(sheet, bytes)| {
            let png = Png::new(bytes).map_err(|error| error.to_string())?;
            Ok(model::Picture {
                png,
                caption: sheet.caption(),
                alternative: sheet.alternative().to_owned(),
            })
        });
        let picture = match picture {
            Ok(picture) => picture,
            Err(why) => {
                self.session
                    .notice("The picture could not be drawn.", vec![why], true);
                return;
            }
        };
        let project = self.host.project().clone();
        let current = self
            .session
            .briefing
            .section
            .filter(|id| project.section(*id).is_some())
            .or_else(|| project.briefing().outline.last().copied());
        let kind = BlockKind::Picture(picture);
        let edit = if let Some(section) = current {
            edits::add_block(&project, section, usize::MAX, kind).map(|(_, edit)| edit)
        } else {
            let (section, add) = edits::add_section(&project, "Pictures", 0, 0);
            let mut after = crate::project::Project::clone(&project);
            let place = after
                .apply(&add)
                .ok()
                .and_then(|_| edits::add_block(&after, section, 0, kind));
            place.map(|(_, mut edit)| {
                edit.changes.splice(0..0, add.changes);
                edit
            })
        };
        if let Some(edit) = edit {
            self.apply(&edit);
            self.session.toast("Picture added to the briefing");
        }
    }
}
