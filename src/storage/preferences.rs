//! What the user prefers, in every project: a small RON file in the user's configuration folder.
//!
//! Never in the way: what is absent, broken or out of range is the default.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::backups::Keeping;
use super::{Folders, StorageError, read};

/// How the window looks and reads for this user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// Magnification of everything; 1 is the size that the system asks for.
    pub zoom: f32,
    /// Whether nothing moves on screen, whatever the system asks for.
    pub reduce_motion: bool,
    /// Size of an article's text in the reader, in points.
    pub reader_text_size: f32,
    /// Which earlier versions of projects are kept.
    pub backups: Keeping,
    /// Whether links may lead to this computer and the network around it.
    pub lets_private_addresses: bool,
    /// Where the briefing was exported last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_export: Option<PathBuf>,
    /// Where the briefing of each project was exported last, the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exports: Vec<ExportPlace>,
}

/// Where an edition of the briefing of a project was exported last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportPlace {
    /// The file of the project.
    pub project: PathBuf,
    /// What tells the edition from others of the same project.
    pub edition: String,
    /// The file that was written.
    pub path: PathBuf,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            zoom: 1.0,
            reduce_motion: false,
            reader_text_size: 17.0,
            backups: Keeping::default(),
            lets_private_addresses: false,
            last_export: None,
            exports: Vec::new(),
        }
    }
}

impl Preferences {
    /// The range of [`Preferences::zoom`].
    pub const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;
    /// The range of [`Preferences::reader_text_size`], in points.
    pub const READER_TEXT_SIZE: std::ops::RangeInclusive<f32> = 10.0..=40.0;

    /// Of so many editions it is remembered where they were exported.
    const MOST_EXPORTS: usize = 60;
    const FILE: &str = "preferences.ron";
    const MAX_BYTES: u64 = 1_000_000;

    /// What was saved, or the defaults.
    #[must_use]
    pub fn load(folders: &Folders) -> Self {
        folders
            .config
            .as_deref()
            .and_then(|folder| Self::read(&folder.join(Self::FILE)))
            .unwrap_or_default()
            .in_range()
    }

    fn read(path: &Path) -> Option<Self> {
        let bytes = read::regular_file(path, Self::MAX_BYTES).ok()?;
        ron::de::from_bytes(&bytes).ok()
    }

    /// Saves them; makes the folder if it is not there.
    ///
    /// # Errors
    /// [`StorageError`] says what the system refused; the preferences then hold until the program ends.
    pub fn save(&self, folders: &Folders) -> Result<(), StorageError> {
        let folder = folders.config.as_deref().ok_or(StorageError::NoFolder)?;
        super::save::write_own(&folder.join(Self::FILE), self)
    }

    /// Where an edition of the briefing of a project was exported last.
    #[must_use]
    pub fn export_place(&self, project: &Path, edition: &str) -> Option<&Path> {
        let mut places = self.exports.iter();
        let is_it = |place: &&ExportPlace| place.project == project && place.edition == edition;
        places.find(is_it).map(|place| place.path.as_path())
    }

    /// Notes where an edition of the briefing of a project was exported; a project without a file has none. What
    /// was exported to the same file before is there no more.
    pub fn note_export(&mut self, project: Option<&Path>, edition: &str, path: &Path) {
        self.last_export = Some(path.to_owned());
        let is_replaced = |place: &ExportPlace| {
            place.path == path || Some(place.project.as_path()) == project && place.edition == edition
        };
        self.exports.retain(|place| !is_replaced(place));
        if let Some(project) = project {
            let place = ExportPlace {
                project: project.to_owned(),
                edition: edition.to_owned(),
                path: path.to_owned(),
            };
            self.exports.insert(0, place);
            self.exports.truncate(Self::MOST_EXPORTS);
        }
    }

    fn in_range(mut self) -> Self {
        let default = Self::default();
        if !Self::ZOOM.contains(&self.zoom) {
            self.zoom = default.zoom;
        }
        if !Self::READER_TEXT_SIZE.contains(&self.reader_text_size) {
            self.reader_text_size = default.reader_text_size;
        }
        self.backups.n_saves = self.backups.n_saves.min(Keeping::MOST);
        self.backups.n_days = self.backups.n_days.min(Keeping::MOST);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(folder: &Path) -> Folders {
        Folders {
            config: Some(folder.join("new").join("readout")),
            data: None,
        }
    }

    #[test]
    fn what_was_saved_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let folders = folders(folder.path());
        assert_eq!(Preferences::load(&folders), Preferences::default());
        let preferences = Preferences {
            theme: Theme::Dark,
            zoom: 1.25,
            reduce_motion: true,
            reader_text_size: 20.0,
            backups: Keeping {
                n_saves: 3,
                ..Keeping::default()
            },
            lets_private_addresses: true,
            last_export: Some("/reports/Margara.docx".into()),
            exports: vec![ExportPlace {
                project: "/projects/margara.ron".into(),
                edition: String::new(),
                path: "/reports/Margara.docx".into(),
            }],
        };
        preferences.save(&folders).unwrap();
        assert_eq!(Preferences::load(&folders), preferences);
    }

    #[test]
    fn a_file_is_that_of_one_edition_of_one_project() {
        let mut preferences = Preferences::default();
        let (mine, other) = (Path::new("/mine.ron"), Path::new("/other.ron"));
        let (whole, copy) = (Path::new("/out/Visit.docx"), Path::new("/out/Visit, spoken.docx"));
        preferences.note_export(Some(mine), "", whole);
        preferences.note_export(Some(mine), " (speaking copy)", copy);
        assert_eq!(preferences.export_place(mine, ""), Some(whole));
        assert_eq!(preferences.export_place(mine, " (speaking copy)"), Some(copy));
        assert_eq!(preferences.export_place(other, ""), None);
        preferences.note_export(Some(other), "", copy);
        assert_eq!(
            preferences.export_place(mine, " (speaking copy)"),
            None,
            "replaced"
        );
        preferences.note_export(None, "", whole);
        assert_eq!(preferences.export_place(mine, ""), None, "replaced");
        assert_eq!(preferences.last_export.as_deref(), Some(whole));
    }

    #[test]
    fn broken_ones_are_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let folders = folders(folder.path());
        Preferences::default().save(&folders).unwrap();
        let path = folder.path().join("new/readout/preferences.ron");
        for text in [
            "",
            "(",
            "\0\0",
            "(theme: Pink)",
            "(zoom: NaN)",
            "(zoom: 1e9, reader_text_size: -1)",
        ] {
            super::super::write_atomic(&path, text.as_bytes()).unwrap();
            assert_eq!(Preferences::load(&folders), Preferences::default(), "{text}");
        }
        super::super::write_atomic(&path, b"(theme: Light, of_a_later_version: 3)").unwrap();
        assert_eq!(Preferences::load(&folders).theme, Theme::Light);
    }

    #[test]
    fn without_a_home_nothing_is_kept_and_nothing_fails() {
        let homeless = Folders::default();
        assert_eq!(Preferences::load(&homeless), Preferences::default());
        assert!(matches!(
            Preferences::default().save(&homeless),
            Err(StorageError::NoFolder)
        ));
    }
}
