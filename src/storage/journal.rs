//! The recovery journal: what was done since the last save, on the disk within a moment.
//!
//! A journal is a file in the user's data folder, never the project file. It begins with what the work
//! set out from (nothing, a state of the project file, or a whole project) and then holds every edit
//! that was made. It is removed when its edits are in the project file. What remains when the program
//! starts is work that was cut off: [`unfinished::offers`] lists it.
//!
//! Each record carries its length and a checksum, so that one that was cut off is told from a whole one;
//! what stands before it counts.

mod record;
pub mod unfinished;

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, System, host_name, write_all};
use super::save::failed;
use super::{Fingerprint, Folders, StorageError};
use crate::project::{Edit, Project};

use record::Record;

/// The folder of journals in the user's data folder.
const FOLDER: &str = "recovery";

/// Ends the names of journals of work that was cut off or is under way.
const UNFINISHED: &str = "journal";

/// Ends the names of journals that the user did not want.
const DECLINED: &str = "declined";

/// What the work set out from.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// An empty project.
    Nothing,
    /// The project file in this state. A copy of it is to be found in the file itself or among the
    /// backups.
    File(Fingerprint),
    /// This project.
    Project(Arc<Project>),
}

/// Whose work it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The project file, absolute; `None` for a project that was never saved.
    pub project: Option<String>,
    /// What the project is called.
    pub title: String,
    /// When the work began.
    pub began: Timestamp,
}

/// An edit that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts the edits since the project was opened, from 1.
    pub number: u64,
    /// When it was made.
    pub at: Timestamp,
    /// The edit.
    pub edit: Arc<Edit>,
}

/// That the edits up to a number are in the project file, as soon as it has this fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The last edit that is in it.
    pub number: u64,
    /// The file's fingerprint.
    pub fingerprint: Fingerprint,
}

/// A journal that is being written. Locked for as long as it lives; left where it is when it is dropped.
#[derive(Debug)]
pub struct Journal {
    disk: Arc<dyn Disk>,
    file: File,
    path: PathBuf,
    /// Bytes that are whole records.
    n_good_bytes: u64,
}

impl Journal {
    /// Begins a journal; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`StorageError`] says what the system refused; then there is none.
    pub fn begin(folders: &Folders, header: &Header, base: &Base) -> Result<Self, StorageError> {
        Self::begin_on(Arc::new(System), folders, header, base)
    }

    pub(super) fn begin_on(
        disk: Arc<dyn Disk>,
        folders: &Folders,
        header: &Header,
        base: &Base,
    ) -> Result<Self, StorageError> {
        let folder = folder(folders)?;
        disk.make_folder(&folder)
            .map_err(failed("The folder for recovery could not be made"))?;
        let (file, path) = create(&*disk, &folder, header)?;
        // Where nothing can be locked the process's number tells whether it is still written.
        disk.try_lock(&file).ok();
        let mut journal = Self {
            disk,
            file,
            path,
            n_good_bytes: 0,
        };
        let begun = record::beginning(header, base)
            .and_then(|bytes| journal.write(&bytes))
            .and_then(|()| {
                let synced = journal.disk.sync_folder(&folder);
                synced.map_err(failed("The recovery journal could not be brought to the disk"))
            });
        match begun {
            Ok(()) => Ok(journal),
            Err(error) => {
                journal.remove().ok();
                Err(error)
            }
        }
    }

    /// Adds edits; they are on the disk when this returns.
    ///
    /// # Errors
    /// [`StorageError`] says what the system refused. The journal is then as it was before, and the
    /// same edits can be added later.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), StorageError> {
        let mut bytes = Vec::new();
        for entry in entries {
            Record::Edit(entry).write(&mut bytes)?;
        }
        self.write(&bytes)
    }

    /// Notes that the project file is about to get this state.
    ///
    /// # Errors
    /// [`StorageError`] as for [`Journal::append`].
    pub fn mark(&mut self, mark: Mark) -> Result<(), StorageError> {
        let mut bytes = Vec::new();
        Record::Mark(mark).write(&mut bytes)?;
        self.write(&bytes)
    }

    /// Removes it: everything in it is in the project file, or there was nothing in it.
    ///
    /// # Errors
    /// [`StorageError`] if the system refuses; then it will be offered as unfinished work.
    pub fn remove(self) -> Result<(), StorageError> {
        self.disk
            .remove(&self.path)
            .map_err(failed("The recovery journal could not be removed"))
    }

    /// Puts it aside: the user did not want to keep the changes. It can be brought back for a while.
    ///
    /// # Errors
    /// [`StorageError`] if the system refuses; then it will be offered as unfinished work.
    pub fn decline(self) -> Result<(), StorageError> {
        put_aside(&*self.disk, &self.path)
    }

    /// Its size in bytes.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.n_good_bytes
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        let written = self
            .cut_off_torn()
            .and_then(|()| write_all(&*self.disk, &self.file, bytes))
            .and_then(|()| self.disk.sync(&self.file));
        match written {
            Ok(()) => {
                self.n_good_bytes += bytes.len() as u64;
                Ok(())
            }
            Err(error) => {
                // Room for others; what cannot be cut off now is cut off before the next record.
                self.cut_off_torn().ok();
                Err(failed("The recovery journal could not be written")(error))
            }
        }
    }

    fn cut_off_torn(&self) -> std::io::Result<()> {
        if self.file.metadata()?.len() == self.n_good_bytes {
            return Ok(());
        }
        self.disk.set_len(&self.file, self.n_good_bytes)
    }
}

/// Of edits that follow one another only those that still count: typing in one field is one edit.
#[must_use]
pub fn merged(entries: Vec<Entry>) -> Vec<Entry> {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        match kept.last_mut() {
            Some(last) if last.edit.is_overwritten_by(&entry.edit) => *last = entry,
            _ => kept.push(entry),
        }
    }
    kept
}

fn folder(folders: &Folders) -> Result<PathBuf, StorageError> {
    let data = folders.data.as_deref().ok_or(StorageError::NoFolder)?;
    Ok(data.join(FOLDER))
}

fn create(disk: &dyn Disk, folder: &Path, header: &Header) -> Result<(File, PathBuf), StorageError> {
    static N_BEGUN: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = N_BEGUN.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(
            "{}-{}-{number}.{UNFINISHED}",
            header.began.as_millisecond(),
            std::process::id()
        ));
        match disk.create_new(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed("The recovery journal could not be begun")(error)),
        }
    }
}

fn put_aside(disk: &dyn Disk, path: &Path) -> Result<(), StorageError> {
    disk.rename(path, &path.with_extension(DECLINED))
        .map_err(failed("The recovery journal could not be put aside"))
}

/// Whether no process writes the journal any more.
fn is_left(disk: &dyn Disk, file: &File, writer: &record::Writer) -> bool {
    match disk.try_lock(file) {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => writer.host != host_name() || !super::disk::is_running(writer.pid),
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::path::Path;

    use super::super::backups::Backups;
    use super::super::disk::faulty::{Fault, Faulty};
    use super::super::{Saving, encode, save_over, write_atomic};
    use super::unfinished::{FileState, Offer, decline, forget, offers, recover};
    use super::*;
    use crate::model::Head;
    use crate::project::edits;

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    /// A data folder, a project file beside it, and what is done.
    struct Desk {
        folder: tempfile::TempDir,
        backups: Backups,
        project: Project,
        number: u64,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let folders = Folders {
                config: None,
                data: Some(folder.path().join("data/readout")),
            };
            Self {
                backups: Backups {
                    folders,
                    ..Backups::default()
                },
                folder,
                project: Project::default(),
                number: 0,
            }
        }

        fn folders(&self) -> &Folders {
            &self.backups.folders
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("project.ron")
        }

        fn header(&self) -> Header {
            Header {
                project: Some(self.path().display().to_string()),
                title: "project".to_owned(),
                began: now(),
            }
        }

        fn begin(&self, base: &Base) -> Journal {
            Journal::begin(self.folders(), &self.header(), base).unwrap()
        }

        fn entry(&mut self, title: &str) -> Entry {
            let head = Head {
                title: title.to_owned(),
                ..Head::default()
            };
            let edit = edits::set_head(&self.project, head).unwrap();
            self.project.apply(&edit).unwrap();
            self.number += 1;
            Entry {
                number: self.number,
                at: now(),
                edit: Arc::new(edit),
            }
        }

        fn save(&self, journal: &mut Journal) -> Fingerprint {
            let saving = Saving {
                backups: &self.backups,
                now: now(),
                expected: None,
                held: &super::super::lock::hold(&self.path(), || {}),
            };
            let number = self.number;
            let saved = save_over(&self.project, &self.path(), &saving, |fingerprint| {
                journal.mark(Mark { number, fingerprint }).unwrap();
            });
            saved.unwrap().fingerprint
        }

        fn offers(&self) -> Vec<Offer> {
            offers(self.folders(), now())
        }

        fn only_offer(&self) -> Offer {
            let [offer] = self.offers().try_into().unwrap();
            offer
        }

        fn recovered(&self) -> Project {
            let recovered = recover(&self.only_offer(), &self.backups).unwrap();
            assert_eq!(recovered.warnings, Vec::<String>::new());
            recovered.project
        }
    }

    #[test]
    fn work_on_a_project_that_was_never_saved_comes_back() {
        let mut desk = Desk::new();
        let mut journal = desk.begin(&Base::Nothing);
        for title in ["a", "b", "c"] {
            let entry = desk.entry(title);
            journal.append(&[entry]).unwrap();
        }
        assert_eq!(desk.offers(), [], "it is still written");
        drop(journal);
        let offer = desk.only_offer();
        assert_eq!((offer.n_edits, offer.labels.len()), (3, 1));
        assert_eq!(offer.file, FileState::Gone);
        assert_eq!(desk.recovered(), desk.project);
        decline(&offer).unwrap();
        assert!(desk.only_offer().is_declined);
        assert_eq!(desk.recovered(), desk.project);
        let later = now() + jiff::Span::new().hours(29 * 24);
        assert_eq!(offers(desk.folders(), later).len(), 1);
        let much_later = now() + jiff::Span::new().hours(31 * 24);
        assert_eq!(offers(desk.folders(), much_later), []);
        assert_eq!(desk.offers(), [], "it is gone for good");
    }

    #[test]
    fn what_the_file_has_is_not_done_again() {
        let mut desk = Desk::new();
        let first = desk.entry("first");
        let mut journal = desk.begin(&Base::Nothing);
        journal.append(&[first]).unwrap();
        desk.save(&mut journal);
        drop(journal);
        assert_eq!(desk.offers(), [], "all of it is in the file");

        let base = Fingerprint::of(&encode(&desk.project).unwrap());
        let mut journal = desk.begin(&Base::File(base));
        let second = desk.entry("second");
        journal.append(&[second]).unwrap();
        desk.save(&mut journal);
        let third = desk.entry("third");
        journal.append(&[third]).unwrap();
        drop(journal);
        let offer = desk.only_offer();
        assert_eq!((offer.n_edits, offer.file), (1, FileState::Unchanged));
        assert_eq!(desk.recovered(), desk.project);
    }

    #[test]
    fn a_file_that_was_changed_or_lost_meanwhile_is_told_and_the_work_comes_back_from_the_copy() {
        let mut desk = Desk::new();
        let first = desk.entry("first");
        let mut journal = desk.begin(&Base::Nothing);
        journal.append(&[first]).unwrap();
        desk.save(&mut journal);
        let second = desk.entry("second");
        journal.append(&[second]).unwrap();
        drop(journal);
        write_atomic(&desk.path(), b"somebody else's").unwrap();
        assert_eq!(desk.only_offer().file, FileState::Changed);
        assert_eq!(desk.recovered(), desk.project);
        assert_eq!(std::fs::read(desk.path()).unwrap(), b"somebody else's");
        std::fs::remove_file(desk.path()).unwrap();
        assert_eq!(desk.only_offer().file, FileState::Gone);
        assert_eq!(desk.recovered(), desk.project);
    }

    #[test]
    fn a_journal_cut_off_at_any_byte_gives_what_is_whole() {
        let mut desk = Desk::new();
        desk.entry("before");
        let mut journal = desk.begin(&Base::Project(Arc::new(desk.project.clone())));
        let mut states = vec![desk.project.clone()];
        for title in ["a", "b", "c"] {
            let entry = desk.entry(title);
            journal.append(&[entry]).unwrap();
            states.push(desk.project.clone());
        }
        let path = journal.path().to_owned();
        drop(journal);
        let bytes = std::fs::read(&path).unwrap();
        let mut n_most = 0;
        for n_bytes in 0..=bytes.len() {
            write_atomic(&path, &bytes[..n_bytes]).unwrap();
            match desk.offers().as_slice() {
                [] => assert_eq!(n_most, 0, "cut at {n_bytes}"),
                [offer] => {
                    let recovered = recover(offer, &desk.backups).unwrap();
                    assert!(recovered.n_edits >= n_most);
                    n_most = recovered.n_edits;
                    assert_eq!(recovered.project, states[n_most]);
                }
                more => panic!("{more:?}"),
            }
        }
        assert_eq!(n_most, 3);
        // A bit that flips ends it there.
        let mut flipped = bytes.clone();
        let at = flipped.len() - 20;
        flipped[at] ^= 4;
        write_atomic(&path, &flipped).unwrap();
        let recovered = recover(&desk.only_offer(), &desk.backups).unwrap();
        assert_eq!((recovered.n_edits, recovered.warnings.len()), (2, 1));
        forget(&desk.only_offer()).unwrap();
        assert_eq!(desk.offers(), []);
    }

    #[test]
    #[expect(
        clippy::print_stdout,
        reason = "the counts are collected from what tests print"
    )]
    fn whichever_call_fails_nothing_that_was_written_is_lost() {
        let mut n_faults = 0;
        for fault in [
            Fault::Once(ErrorKind::StorageFull),
            Fault::FromThenOn(ErrorKind::StorageFull),
        ] {
            for fails_at in 0.. {
                let mut desk = Desk::new();
                let faulty = Arc::new(Faulty::new(fault, fails_at));
                let begun = Journal::begin_on(faulty.clone(), desk.folders(), &desk.header(), &Base::Nothing);
                let mut states = vec![Project::default()];
                let mut n_written = 0;
                let mut pending = Vec::new();
                if let Ok(mut journal) = begun {
                    for title in ["a", "b", "c"] {
                        pending.push(desk.entry(title));
                        states.push(desk.project.clone());
                        if journal.append(&pending).is_ok() {
                            pending.clear();
                            n_written = states.len() - 1;
                        }
                    }
                }
                // What could not be taken back after a failure may be there too.
                let offers = desk.offers();
                let recovered = offers.first().map(|offer| recover(offer, &desk.backups).unwrap());
                let n_back = recovered.as_ref().map_or(0, |recovered| recovered.n_edits);
                assert!(n_back >= n_written, "call {fails_at}: {n_back} of {n_written}");
                if let Some(recovered) = recovered {
                    assert_eq!(recovered.project, states[n_back], "call {fails_at}");
                }
                if !faulty.has_failed() {
                    break;
                }
                n_faults += 1;
            }
        }
        assert!(n_faults > 12, "{n_faults}");
        println!("counted: faults {n_faults} injected into journals, failures 0");
    }

    #[test]
    fn typing_is_one_edit() {
        let mut desk = Desk::new();
        let entries: Vec<Entry> = (0..50).map(|number| desk.entry(&number.to_string())).collect();
        let merged = merged(entries);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].number, 50);
        let mut project = Project::default();
        project.apply(&merged[0].edit).unwrap();
        assert_eq!(project, desk.project);
    }

    #[cfg(unix)]
    #[test]
    fn journals_are_for_their_owner_alone() {
        use std::os::unix::fs::MetadataExt;
        let desk = Desk::new();
        let journal = desk.begin(&Base::Nothing);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!(mode(journal.path()), 0o600);
        for folder in journal.path().ancestors().skip(1).take(2) {
            assert_eq!(mode(folder), 0o700);
        }
    }

    #[test]
    fn without_a_home_there_is_no_journal_and_nothing_fails() {
        let desk = Desk::new();
        let homeless = Folders::default();
        assert!(matches!(
            Journal::begin(&homeless, &desk.header(), &Base::Nothing),
            Err(StorageError::NoFolder)
        ));
        assert_eq!(offers(&homeless, now()), []);
    }
}
