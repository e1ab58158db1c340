//! Earlier versions of project files.
//!
//! After each save a copy is kept: of the last saves, and of the last save of each day. What stands in
//! a file that was changed by somebody else is kept before it is replaced. Copies are whole project
//! files, for their owner alone; a copy that cannot be kept never keeps a save from succeeding.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::disk::{Disk, System};
use super::save::{failed, folder_of, target, write_atomic_on};
use super::{Fingerprint, Folders, StorageError, lock};

/// Which copies are kept, and where. Part of the preferences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Keeping {
    /// How many of the last saves.
    pub n_saves: usize,
    /// For how many days the last save of the day.
    pub n_days: usize,
    /// Where.
    pub place: Place,
}

/// Where copies are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the user's data folder, out of the way of whoever shares the project's folder.
    #[default]
    DataFolder,
    /// In a folder beside the project.
    BesideProject,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            n_saves: 10,
            n_days: 30,
            place: Place::default(),
        }
    }
}

impl Keeping {
    /// The most saves, or days, that can be asked for.
    pub const MOST: usize = 365;
}

/// An earlier version of a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The copy: a project file.
    pub path: PathBuf,
    /// When it was saved.
    pub at: Timestamp,
    /// Its size in bytes.
    pub n_bytes: u64,
    /// Counts the versions of a project.
    number: u64,
    /// The first digits of its fingerprint.
    digits: String,
}

/// Where copies of some user's projects are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backups {
    /// The user's folders.
    pub folders: Folders,
    /// What the user prefers.
    pub keeping: Keeping,
}

impl Backups {
    /// Keeps a copy of `bytes`, which are or were the project file at `project`, unless its newest copy
    /// has the same bytes; then lets go of copies that are no longer to be kept.
    ///
    /// # Errors
    /// [`StorageError`] says what the system refused.
    pub fn keep(&self, project: &Path, bytes: &[u8], now: Timestamp) -> Result<(), StorageError> {
        self.keep_on(&System, project, bytes, now)
    }

    fn keep_on(
        &self,
        disk: &dyn Disk,
        project: &Path,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), StorageError> {
        if self.keeping.n_saves == 0 && self.keeping.n_days == 0 {
            return Ok(());
        }
        let folder = self.folder(project)?;
        disk.make_folder(&folder)
            .map_err(failed("The folder for copies could not be made"))?;
        self.note_where(disk, project, &folder);
        let _held = lock::hold(&folder.join("any"), || {});
        let versions = versions_in(&folder);
        let digits = Fingerprint::of(bytes).short();
        let newest = versions.first();
        if newest.is_some_and(|newest| newest.digits == digits) {
            return Ok(());
        }
        let number = newest.map_or(0, |newest| newest.number.saturating_add(1));
        let copy = folder.join(file_name(number, now, &digits));
        write_atomic_on(disk, &copy, bytes)?;
        for version in self.superfluous(&versions_in(&folder), now) {
            disk.remove(&version.path).ok();
        }
        Ok(())
    }

    /// Notes in the data folder whose copies these are. Without it they are kept for ever.
    fn note_where(&self, disk: &dyn Disk, project: &Path, folder: &Path) {
        let note = folder.join(WHERE);
        let path = absolute(project);
        if self.keeping.place == Place::DataFolder && !note.exists() {
            write_atomic_on(disk, &note, path.as_os_str().as_encoded_bytes()).ok();
        }
    }

    /// Lets go of copies in the data folder whose project has been gone for [`GONE_FOR`]: its folder is
    /// there and the file is not, and the newest copy is as old as that.
    pub fn forget_gone(&self, now: Timestamp) {
        let Some(data) = &self.folders.data else { return };
        for folder in System.list(&data.join(FOLDER)).unwrap_or_default() {
            if is_of_gone(&folder, now) {
                for version in versions_in(&folder) {
                    System.remove(&version.path).ok();
                }
                System.remove(&folder.join(WHERE)).ok();
                // Whatever else lies there stays, and the folder with it.
                std::fs::remove_dir(&folder).ok();
            }
        }
    }

    /// Whether there is a copy of the project at `project` in this state; makes one if the file itself
    /// is in it.
    #[must_use]
    pub fn keep_as_found(&self, project: &Path, state: Fingerprint, now: Timestamp) -> bool {
        if self.find(project, state).is_some() {
            return true;
        }
        let bytes = super::read::regular_file(project, super::MAX_BYTES).unwrap_or_default();
        Fingerprint::of(&bytes) == state
            && self.keep(project, &bytes, now).is_ok()
            && self.find(project, state).is_some()
    }

    /// The copies of the project at `project`, newest first.
    #[must_use]
    pub fn versions(&self, project: &Path) -> Vec<Version> {
        let mut versions: Vec<Version> = self
            .places(project)
            .iter()
            .flat_map(|folder| versions_in(folder))
            .collect();
        versions.sort_by_key(|version| std::cmp::Reverse((version.at, version.number)));
        versions
    }

    /// The copy with this fingerprint, wherever copies were kept.
    #[must_use]
    pub fn find(&self, project: &Path, fingerprint: Fingerprint) -> Option<Vec<u8>> {
        let digits = fingerprint.short();
        self.versions(project)
            .into_iter()
            .filter(|version| version.digits == digits)
            .filter_map(|version| super::read::regular_file(&version.path, super::MAX_BYTES).ok())
            .find(|bytes| Fingerprint::of(bytes) == fingerprint)
    }

    /// The folder for copies of the project at `project`.
    fn folder(&self, project: &Path) -> Result<PathBuf, StorageError> {
        let places = self.places(project);
        let wanted = match self.keeping.place {
            Place::DataFolder if self.folders.data.is_none() => None,
            Place::DataFolder => places.first(),
            Place::BesideProject => places.last(),
        };
        wanted.cloned().ok_or(StorageError::NoFolder)
    }

    /// The folders in which there may be copies: that in the data folder, if there is one, and that
    /// beside the project.
    fn places(&self, project: &Path) -> Vec<PathBuf> {
        let absolute = absolute(project);
        let stem: String = absolute
            .file_stem()
            .map(|name| name.to_string_lossy().chars().take(40).collect())
            .unwrap_or_default();
        let digits: String = Fingerprint::of(absolute.as_os_str().as_encoded_bytes())
            .short()
            .chars()
            .take(12)
            .collect();
        let mut places: Vec<PathBuf> = Vec::new();
        places.extend(
            self.folders
                .data
                .as_ref()
                .map(|data| data.join(FOLDER).join(format!("{stem}-{digits}"))),
        );
        places.push(folder_of(&absolute).join(format!("{stem} (earlier versions)")));
        places
    }

    /// Which of these, newest first, are no longer to be kept. The newest always is.
    fn superfluous(&self, versions: &[Version], now: Timestamp) -> Vec<Version> {
        let day_of = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
        let n_days = i64::try_from(self.keeping.n_days.min(Keeping::MOST)).unwrap_or_default();
        let first_day = day_of(now).checked_sub(n_days.days()).unwrap_or(day_of(now));
        let mut days = BTreeSet::new();
        let mut superfluous = Vec::new();
        for (idx, version) in versions.iter().enumerate() {
            let is_of_last = idx < self.keeping.n_saves.max(1);
            let day = day_of(version.at);
            let is_of_day = days.insert(day) && day > first_day;
            if !is_of_last && !is_of_day {
                superfluous.push(version.clone());
            }
        }
        superfluous
    }
}

/// The folder of copies in the data folder.
const FOLDER: &str = "backups";

/// The file that says whose copies are in its folder.
const WHERE: &str = "project";

/// How long copies of a project are kept that is no longer there.
pub const GONE_FOR: Duration = Duration::from_hours(90 * 24);

/// The file that a project is saved to, absolute.
fn absolute(project: &Path) -> PathBuf {
    let absolute = std::path::absolute(project).unwrap_or_else(|_nameless| project.to_owned());
    target(&absolute).unwrap_or(absolute)
}

/// Whether the copies in this folder are of a project that has been gone for long. A project whose folder is
/// not there either may be on a disk that is not at hand.
fn is_of_gone(folder: &Path, now: Timestamp) -> bool {
    const LONGEST: u64 = 100_000;
    let note = super::read::regular_file(&folder.join(WHERE), LONGEST).ok();
    let Some(project) = note
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map(PathBuf::from)
    else {
        return false;
    };
    let is_gone = folder_of(&project).is_dir()
        && std::fs::symlink_metadata(&project).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    let newest = versions_in(folder).iter().map(|version| version.at).max();
    is_gone
        && newest.is_some_and(|newest| now > newest && now.duration_since(newest).unsigned_abs() > GONE_FOR)
}

/// The form of the time in a copy's name.
const TIME: &str = "%Y-%m-%dT%H-%M-%S";

/// `000012 2026-11-24T23-24-46 0123456789abcdef.ron`, in universal time.
fn file_name(number: u64, at: Timestamp, digits: &str) -> String {
    let time = TimeZone::UTC.to_datetime(at).strftime(TIME).to_string();
    format!("{number:06} {time} {digits}.ron")
}

/// The copies in a folder, newest first: by number, since clocks go wrong.
fn versions_in(folder: &Path) -> Vec<Version> {
    let mut versions: Vec<Version> = System
        .list(folder)
        .unwrap_or_default()
        .into_iter()
        .filter_map(version)
        .collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.number));
    versions
}

fn version(path: PathBuf) -> Option<Version> {
    let name = path.file_name()?.to_str()?.strip_suffix(".ron")?;
    let mut parts = name.split(' ');
    let (number, time, digits) = (parts.next()?, parts.next()?, parts.next()?);
    let metadata = std::fs::symlink_metadata(&path).ok()?;
    if parts.next().is_some() || !metadata.is_file() {
        return None;
    }
    let at = DateTime::strptime(TIME, time).ok()?;
    Some(Version {
        number: number.parse().ok()?,
        at: TimeZone::UTC.to_timestamp(at).ok()?,
        digits: digits.to_owned(),
        n_bytes: metadata.len(),
        path,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::disk::faulty::{Fault, Faulty};
    use super::*;

    fn backups(folder: &Path) -> Backups {
        Backups {
            folders: Folders {
                config: None,
                data: Some(folder.join("data")),
            },
            keeping: Keeping::default(),
        }
    }

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    #[test]
    fn the_last_ten_and_one_a_day_for_thirty_days_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(folder.path());
        let project = folder.path().join("project.ron");
        let start = at("2026-01-01T08:00:00Z");
        // 60 saves over 40 days, three on every second day.
        let mut now = start;
        for number in 0..60 {
            let day = i64::from(number / 3 * 2);
            now = start + (day * 24).hours() + i64::from(number % 3).minutes();
            backups
                .keep(&project, format!("state {number}").as_bytes(), now)
                .unwrap();
        }
        let versions = backups.versions(&project);
        let states: Vec<String> = versions
            .iter()
            .map(|version| std::fs::read_to_string(&version.path).unwrap())
            .collect();
        let last: Vec<String> = (50..60).rev().map(|number| format!("state {number}")).collect();
        assert_eq!(states.get(..10), Some(last.as_slice()));
        // The day before the tenth has its last save among the ten; then one for each day with saves.
        let days: Vec<String> = (0..50)
            .filter(|number| number % 3 == 2)
            .filter(|number| start + i64::from(number / 3 * 48).hours() > now - (30 * 24).hours())
            .rev()
            .map(|number| format!("state {number}"))
            .collect();
        assert_eq!(states.get(10..), Some(days.as_slice()));
        assert!(days.len() >= 10, "{days:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn whenever_is_saved_the_last_ten_and_the_last_of_each_day_are_kept(
            gaps in prop::collection::vec(prop_oneof![1_i64..90, 60_i64..3_000, 1_000_i64..9_000], 1..60)
        ) {
            let folder = tempfile::tempdir().unwrap();
            let backups = backups(folder.path());
            let project = folder.path().join("project.ron");
            let mut now = at("2026-01-01T08:00:00Z");
            let mut saves: Vec<Timestamp> = Vec::new();
            for minutes in gaps {
                now += minutes.minutes();
                backups.keep(&project, saves.len().to_string().as_bytes(), now).unwrap();
                saves.push(now);
            }
            let kept: BTreeSet<usize> = backups
                .versions(&project)
                .iter()
                .map(|version| std::fs::read_to_string(&version.path).unwrap().parse().unwrap())
                .collect();
            let day = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
            let first_day = day(now).checked_sub(30.days()).unwrap();
            for (number, &at) in saves.iter().enumerate() {
                let is_of_last = number + 10 >= saves.len();
                let is_last_of_day = saves.get(number + 1).is_none_or(|&next| day(next) != day(at));
                let must_stay = is_of_last || is_last_of_day && day(at) > first_day;
                // A save of a day that was not the last when the next ten came has gone.
                prop_assert!(kept.contains(&number) || !must_stay, "save {} of {:?}", number, saves);
                prop_assert!(!kept.contains(&number) || must_stay, "save {} of {:?} is still there", number, saves);
            }
        }
    }

    #[test]
    fn copies_of_a_project_that_is_gone_go_after_ninety_days() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(folder.path());
        let now = at("2026-01-01T08:00:00Z");
        let here = folder.path().join("here.ron");
        let gone = folder.path().join("gone.ron");
        let elsewhere = folder.path().join("a disk/elsewhere.ron");
        std::fs::create_dir(folder.path().join("a disk")).unwrap();
        for project in [&here, &gone, &elsewhere] {
            super::super::write_atomic(project, b"one").unwrap();
            backups.keep(project, b"one", now).unwrap();
        }
        std::fs::remove_file(&gone).unwrap();
        std::fs::remove_dir_all(folder.path().join("a disk")).unwrap();
        backups.forget_gone(now + (89 * 24).hours());
        assert_eq!(backups.versions(&gone).len(), 1);
        backups.forget_gone(now + (91 * 24).hours());
        assert_eq!(backups.versions(&gone), []);
        assert_eq!(backups.versions(&here).len(), 1);
        assert_eq!(
            backups.versions(&elsewhere).len(),
            1,
            "its disk may not be at hand"
        );
        let left = System.list(&folder.path().join("data/backups")).unwrap();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn the_same_bytes_are_kept_once_and_found_by_their_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(folder.path());
        let project = folder.path().join("project.ron");
        let now = at("2026-01-01T08:00:00Z");
        backups.keep(&project, b"one", now).unwrap();
        backups.keep(&project, b"one", now).unwrap();
        backups.keep(&project, b"two", now).unwrap();
        assert_eq!(backups.versions(&project).len(), 2);
        assert_eq!(
            backups.find(&project, Fingerprint::of(b"one")),
            Some(b"one".to_vec())
        );
        assert_eq!(backups.find(&project, Fingerprint::of(b"three")), None);
        assert_eq!(backups.versions(&folder.path().join("other.ron")), []);
        let beside = Backups {
            keeping: Keeping {
                place: Place::BesideProject,
                ..Keeping::default()
            },
            ..backups.clone()
        };
        beside.keep(&project, b"three", now).unwrap();
        assert!(folder.path().join("project (earlier versions)").is_dir());
        assert_eq!(backups.versions(&project).len(), 3, "wherever they were kept");
    }

    #[test]
    fn a_clock_that_goes_back_loses_nothing_new() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(folder.path());
        let project = folder.path().join("project.ron");
        for number in 0..20 {
            let now = at("2026-06-01T08:00:00Z") - (i64::from(number) * 24 * 60).hours();
            backups
                .keep(&project, format!("{number}").as_bytes(), now)
                .unwrap();
        }
        let states: Vec<String> = backups
            .versions(&project)
            .iter()
            .map(|version| std::fs::read_to_string(&version.path).unwrap())
            .collect();
        for number in 10..20 {
            assert!(states.contains(&number.to_string()), "{states:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn copies_are_for_their_owner_alone() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(folder.path());
        let project = folder.path().join("project.ron");
        backups
            .keep(&project, b"one", at("2026-01-01T08:00:00Z"))
            .unwrap();
        let copy = &backups.versions(&project)[0].path;
        assert_eq!(std::fs::metadata(copy).unwrap().mode() & 0o777, 0o600);
        for inner in copy.ancestors().skip(1).take(3) {
            assert_eq!(
                std::fs::metadata(inner).unwrap().mode() & 0o777,
                0o700,
                "{}",
                inner.display()
            );
        }
    }

    #[test]
    #[expect(
        clippy::print_stdout,
        reason = "the counts are collected from what tests print"
    )]
    fn whichever_call_fails_the_other_copies_stay() {
        let mut n_faults = 0;
        for fault in [
            Fault::Once(ErrorKind::StorageFull),
            Fault::FromThenOn(ErrorKind::StorageFull),
        ] {
            for fails_at in 0.. {
                let folder = tempfile::tempdir().unwrap();
                let backups = backups(folder.path());
                let project = folder.path().join("project.ron");
                let now = at("2026-01-01T08:00:00Z");
                backups.keep(&project, b"one", now).unwrap();
                let disk = Faulty::new(fault, fails_at);
                let outcome = backups.keep_on(&disk, &project, b"two", now);
                assert!(backups.find(&project, Fingerprint::of(b"one")).is_some());
                if outcome.is_ok() {
                    assert!(backups.find(&project, Fingerprint::of(b"two")).is_some());
                }
                if !disk.has_failed() {
                    break;
                }
                n_faults += 1;
            }
        }
        println!("counted: faults {n_faults} injected into backups, failures 0");
    }
}
