//! Work that was cut off: what there is, and bringing it back.
//!
//! Nothing here changes a project file: what is brought back is a project in memory.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use super::super::backups::Backups;
use super::super::disk::{Disk, System, read_all};
use super::super::{Fingerprint, Folders, MAX_BYTES, StorageError, decode};
use super::record::{self, ReadBase, Recording};
use super::{DECLINED, Entry, UNFINISHED, folder, is_left, put_aside};
use crate::project::Project;

/// How long journals are kept that the user did not want.
pub const KEPT: Duration = Duration::from_hours(30 * 24);

/// How many edits are named.
const MAX_LABELS: usize = 8;

/// Work that was cut off, or that the user did not want to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The journal.
    pub journal: PathBuf,
    /// The project file; `None` for a project that was never saved.
    pub project: Option<PathBuf>,
    /// What the project was called.
    pub title: String,
    /// When the newest edit in it was made.
    pub last: Timestamp,
    /// How many edits are in it that are not in the project file.
    pub n_edits: usize,
    /// What the newest of them did, newest first, each once.
    pub labels: Vec<String>,
    /// Whether the project file is still as it was when the work began or was last saved.
    pub file: FileState,
    /// Whether the user has declined it before.
    pub is_declined: bool,
}

/// How the project file stands to work that was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// There never was one.
    NeverSaved,
    /// It is the one that the work set out from.
    Unchanged,
    /// It was changed meanwhile.
    Changed,
    /// It is not there, or cannot be read.
    Gone,
}

/// What was brought back.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The project with all edits that could be made again.
    pub project: Project,
    /// How many could.
    pub n_edits: usize,
    /// What was not brought back, one sentence each.
    pub warnings: Vec<String>,
}

/// The work that can be brought back, newest first. Journals that some process still writes are left
/// alone; those that hold nothing, and those that were declined long ago, are removed.
#[must_use]
pub fn offers(folders: &Folders, now: Timestamp) -> Vec<Offer> {
    let Ok(folder) = folder(folders) else {
        return Vec::new();
    };
    let mut offers: Vec<Offer> = System
        .list(&folder)
        .unwrap_or_default()
        .iter()
        .filter_map(|path| offer(path, now))
        .collect();
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.last));
    offers
}

fn offer(path: &Path, now: Timestamp) -> Option<Offer> {
    let extension = path.extension()?.to_str()?;
    let is_declined = match extension {
        UNFINISHED => false,
        DECLINED => true,
        _ => return None,
    };
    if !std::fs::symlink_metadata(path).ok()?.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let bytes = read_all(&file, MAX_BYTES).ok()?;
    let writer = record::writer(&bytes);
    if let Some(writer) = &writer
        && !is_left(&System, &file, writer)
    {
        return None;
    }
    let Some(recording) = record::read(&bytes) else {
        // Cut off before anything was in it. One that has no writer yet may be begun at this moment.
        if writer.is_some() {
            System.remove(path).ok();
        }
        return None;
    };
    let project = recording.header.project.as_ref().map(PathBuf::from);
    let on_disk = project
        .as_deref()
        .and_then(|path| Fingerprint::of_file(path).ok().flatten());
    let entries = recording.since(recording.newest_state(on_disk));
    let last = entries.last().map_or(recording.header.began, |entry| entry.at);
    let is_old = is_declined && now.duration_since(last).unsigned_abs() > KEPT && now > last;
    let holds_nothing = entries.is_empty() && !matches!(recording.base, ReadBase::Project(_));
    if is_old || holds_nothing {
        System.remove(path).ok();
        return None;
    }
    Some(Offer {
        journal: path.to_owned(),
        file: match (&project, on_disk) {
            (None, _) => FileState::NeverSaved,
            (Some(_), None) => FileState::Gone,
            (Some(_), Some(on_disk)) if recording.has_set_out_from(on_disk) => FileState::Unchanged,
            (Some(_), Some(_)) => FileState::Changed,
        },
        title: recording.header.title.clone(),
        last,
        n_edits: entries.len(),
        labels: labels(entries),
        project,
        is_declined,
    })
}

/// What the newest edits did.
fn labels(entries: &[Entry]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for entry in entries.iter().rev() {
        if labels.len() < MAX_LABELS && !labels.contains(&entry.edit.label) {
            labels.push(entry.edit.label.clone());
        }
    }
    labels
}

/// Brings work back: makes its edits again in what it set out from.
///
/// # Errors
/// [`StorageError`] if the journal cannot be read, or what it set out from is nowhere to be found.
pub fn recover(offer: &Offer, backups: &Backups) -> Result<Recovered, StorageError> {
    let bytes = super::super::read::regular_file(&offer.journal, MAX_BYTES)?;
    let recording = record::read(&bytes)
        .ok_or_else(|| StorageError::Malformed("The recovery journal is damaged.".to_owned()))?;
    let (mut project, from) = recording.base(offer.project.as_deref(), backups)?;
    let mut n_edits = 0;
    let mut warnings = Vec::new();
    for entry in recording.since(from) {
        match project.apply(&entry.edit) {
            Ok(_inverse) => n_edits += 1,
            Err(refused) => {
                warnings.push(format!(
                    "“{}” and what came after it could not be done again: {refused}.",
                    entry.edit.label
                ));
                break;
            }
        }
    }
    if recording.is_torn {
        warnings.push("The last change was cut off while it was written down.".to_owned());
    }
    Ok(Recovered {
        project,
        n_edits,
        warnings,
    })
}

/// Puts work aside that the user does not want now; it is kept for [`KEPT`].
///
/// # Errors
/// [`StorageError`] if the system refuses; it will be offered again.
pub fn decline(offer: &Offer) -> Result<(), StorageError> {
    if offer.is_declined {
        return Ok(());
    }
    put_aside(&System, &offer.journal)
}

/// Removes work for good.
///
/// # Errors
/// [`StorageError`] if the system refuses.
pub fn forget(offer: &Offer) -> Result<(), StorageError> {
    System.remove(&offer.journal).map_err(super::super::save::failed(
        "The recovery journal could not be removed",
    ))
}

impl Recording {
    /// How many edits are in the file of this fingerprint; 0 if the journal does not know it.
    fn newest_state(&self, on_disk: Option<Fingerprint>) -> u64 {
        self.marks
            .iter()
            .rev()
            .find(|mark| Some(mark.fingerprint) == on_disk)
            .map_or(0, |mark| mark.number)
    }

    fn has_set_out_from(&self, on_disk: Fingerprint) -> bool {
        self.base == ReadBase::File(on_disk) || self.marks.iter().any(|mark| mark.fingerprint == on_disk)
    }

    /// The edits after that of this number.
    fn since(&self, number: u64) -> &[Entry] {
        let n_before = self
            .entries
            .iter()
            .take_while(|entry| entry.number <= number)
            .count();
        self.entries.get(n_before..).unwrap_or_default()
    }

    /// The newest state of the project that can be found, and how many edits are in it.
    fn base(&self, path: Option<&Path>, backups: &Backups) -> Result<(Project, u64), StorageError> {
        let begun = match &self.base {
            ReadBase::File(fingerprint) => Some((*fingerprint, 0)),
            _ => None,
        };
        let marks = self
            .marks
            .iter()
            .rev()
            .map(|mark| (mark.fingerprint, mark.number));
        if let Some(path) = path {
            let in_place = super::super::read::regular_file(path, MAX_BYTES).ok();
            let in_place = in_place.map(|bytes| (Fingerprint::of(&bytes), bytes));
            for (fingerprint, number) in marks.chain(begun) {
                let bytes = in_place
                    .as_ref()
                    .filter(|(of, _)| *of == fingerprint)
                    .map(|(_, bytes)| bytes.clone())
                    .or_else(|| backups.find(path, fingerprint));
                if let Some(bytes) = bytes
                    && let Ok(loaded) = decode(&bytes)
                {
                    return Ok((loaded.value, number));
                }
            }
        }
        match &self.base {
            ReadBase::Nothing => Ok((Project::default(), 0)),
            ReadBase::Project(bytes) => Ok((decode(bytes)?.value, 0)),
            ReadBase::File(_) => Err(StorageError::Malformed(
                "The state of the project that these changes were made to is no longer to be found, neither in \
                 its file nor among the earlier versions."
                    .to_owned(),
            )),
        }
    }
}
