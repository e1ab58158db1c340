//! Nothing is lost: crashes, discarded changes, two windows on one file, files that others change, damaged
//! files, earlier versions, and defects of the program.

use std::path::Path;

use egui::{Key, Modifiers};
use readout::project::{Project, edits};
use readout::storage;

use super::support::{CTRL, Window, window, window_in};

/// Runs a command by its words.
fn command(window: &mut Window, words: &str) {
    window.key(CTRL, Key::K);
    window.type_into("Command palette", words);
    window.key(Modifiers::NONE, Key::Enter);
}

fn project(window: &Window) -> Project {
    window.harness.state().project().clone()
}

/// The sample, saved as `project.ron`, which must be the first answer to a dialog.
fn saved_sample(window: &mut Window) {
    window.click("Open sample project");
    window.key(CTRL, Key::S);
    assert!(window.path("project.ron").exists());
}

fn in_file(path: &Path) -> Project {
    storage::load(path).unwrap().value
}

/// Another program changes the file: it has one article less.
fn change_on_disk(path: &Path) -> Project {
    let mut theirs = in_file(path);
    let first = *theirs.articles().keys().next().unwrap();
    let edit = edits::remove_articles(&theirs, &[first]);
    theirs.apply(&edit).unwrap();
    storage::save(&theirs, path).unwrap();
    theirs
}

#[test]
fn work_that_a_crash_cut_off_is_offered_and_comes_back() {
    let mut first = window(&["{}/article.txt"]);
    std::fs::write(first.path("article.txt"), super::journey::ARTICLE).unwrap();
    first.click("Import articles…");
    first.click("Compare");
    first.click("Rows: Speaker");
    let before = project(&first);

    let mut second = window_in(first.crash(), &["{}/back.ron"]);
    assert!(second.shows("Unsaved work was found"), "{:?}", second.labels());
    assert!(second.shows("It was never saved to a file."));
    assert!(second.shows("Articles added: 1"), "{:?}", second.labels());
    assert!(project(&second).is_empty(), "nothing is opened unasked");
    second.click("Open work");
    assert_eq!(project(&second), before);
    assert!(second.harness.state().has_unsaved_changes());
    // Once more: what was brought back is safe again.
    let mut third = window_in(second.crash(), &["{}/back.ron"]);
    third.click("Open work");
    assert_eq!(project(&third), before);
    third.key(CTRL, Key::S);
    assert_eq!(in_file(&third.path("back.ron")), before);
    let fourth = window_in(third.crash(), &[]);
    assert!(!fourth.shows("Unsaved work was found"), "{:?}", fourth.labels());
}

#[test]
fn a_crash_after_saving_loses_only_what_came_later_and_nothing_replaces_the_file() {
    let mut first = window(&["{}/project.ron"]);
    saved_sample(&mut first);
    first.click("Rows: Speaker");
    let before = project(&first);
    let path = first.path("project.ron");
    let theirs = change_on_disk(&path);
    let bytes = std::fs::read(&path).unwrap();

    let mut second = window_in(first.crash(), &[]);
    assert!(
        second.shows("was changed by somebody else meanwhile"),
        "{:?}",
        second.labels()
    );
    second.click("Open work");
    assert_eq!(project(&second), before);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_ne!(theirs, before);
}

#[test]
fn work_that_is_not_wanted_now_can_be_had_later() {
    let mut first = window(&[]);
    first.click("Open sample project");
    first.click("Rows: Speaker");
    let before = project(&first);
    let mut second = window_in(first.crash(), &[]);
    second.click("Not now");
    let mut third = window_in(second.crash(), &[]);
    assert!(!third.shows("Unsaved work was found"));
    command(&mut third, "Recover unsaved");
    assert!(third.shows("put aside before"), "{:?}", third.labels());
    third.click("Open work");
    assert_eq!(project(&third), before);
}

#[test]
fn discarded_changes_can_be_had_back() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.click("Rows: Speaker");
    let before = project(&window);
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(project(&window).is_empty());
    command(&mut window, "Recover unsaved");
    window.click("Open work");
    assert_eq!(project(&window), before);
}

#[test]
fn the_second_window_is_told_who_has_the_project_open() {
    let mut first = window(&["{}/project.ron"]);
    saved_sample(&mut first);
    let path = first.path("project.ron").display().to_string();
    let mut second = window(&[&path, &path, "{}/mine.ron"]);
    second.click("Open project…");
    assert!(
        second.shows("This project is open elsewhere"),
        "{:?}",
        second.labels()
    );
    second.click("Open read-only");
    assert_eq!(project(&second), project(&first));
    assert!(second.shows("read-only"));
    second.click("Compare");
    second.click("Rows: Speaker");
    // The same file is refused, another one taken.
    second.key(CTRL, Key::S);
    assert!(
        second.shows("It is open in another window"),
        "{:?}",
        second.labels()
    );
    second.click("Put away");
    second.key(CTRL, Key::S);
    assert_eq!(in_file(&second.path("mine.ron")), project(&second));
    assert!(!second.shows("read-only"));
    assert_eq!(in_file(Path::new(&path)), project(&first));
    // Once the first is gone, the file is free.
    let folder = first.crash();
    let mut third = window_in(folder, &["{}/project.ron"]);
    third.click("Open project…");
    assert!(!third.shows("open elsewhere"), "{:?}", third.labels());
    assert_eq!(project(&third).articles().len(), 12);
}

#[test]
fn a_copy_can_be_opened_of_what_somebody_else_has_open() {
    let mut first = window(&["{}/project.ron"]);
    saved_sample(&mut first);
    let path = first.path("project.ron").display().to_string();
    let mut second = window(&[&path]);
    second.click("Open project…");
    second.click("Open a copy");
    assert_eq!(project(&second), project(&first));
    assert!(second.harness.state().has_unsaved_changes());
}

#[test]
fn a_file_that_was_changed_meanwhile_is_not_overwritten_unasked() {
    let mut window = window(&["{}/project.ron", "{}/mine.ron"]);
    saved_sample(&mut window);
    let path = window.path("project.ron");
    let theirs = change_on_disk(&path);
    window.click("Rows: Speaker");
    let mine = project(&window);
    window.key(CTRL, Key::S);
    assert!(
        window.shows("Another program has changed the file"),
        "{:?}",
        window.labels()
    );
    assert!(window.shows("Articles removed: 1"), "{:?}", window.labels());
    assert_eq!(in_file(&path), theirs);
    window.click("Save mine as…");
    assert_eq!(in_file(&window.path("mine.ron")), mine);
    assert_eq!(in_file(&path), theirs);
}

#[test]
fn the_version_in_the_file_can_be_taken_and_undone() {
    let mut window = window(&["{}/project.ron"]);
    saved_sample(&mut window);
    let path = window.path("project.ron");
    let theirs = change_on_disk(&path);
    window.click("Rows: Speaker");
    let mine = project(&window);
    window.key(CTRL, Key::S);
    window.click("Take theirs");
    assert_eq!(project(&window), theirs);
    assert!(!window.harness.state().has_unsaved_changes());
    window.key(CTRL, Key::Z);
    assert_eq!(project(&window), mine);
    window.key(CTRL, Key::S);
    assert_eq!(
        in_file(&path),
        mine,
        "it is the one that was read, so it is replaced"
    );
}

#[test]
fn what_is_overwritten_is_among_the_earlier_versions() {
    let mut window = window(&["{}/project.ron"]);
    saved_sample(&mut window);
    let path = window.path("project.ron");
    let theirs = change_on_disk(&path);
    window.click("Rows: Speaker");
    let mine = project(&window);
    window.key(CTRL, Key::S);
    window.click("Overwrite theirs");
    assert_eq!(in_file(&path), mine);
    command(&mut window, "Restore an earlier");
    assert!(window.shows("(last save)"), "{:?}", window.labels());
    assert!(window.shows("No differences."), "{:?}", window.labels());
    let copies = storage::Backups {
        folders: storage::Folders {
            config: None,
            data: Some(window.path("data")),
        },
        ..storage::Backups::default()
    };
    let versions = copies.versions(&path);
    let theirs_is_kept = versions.iter().any(|version| in_file(&version.path) == theirs);
    assert!(theirs_is_kept, "{versions:?}");
}

#[test]
fn an_earlier_version_can_be_restored_and_that_undone() {
    let mut window = window(&["{}/project.ron"]);
    saved_sample(&mut window);
    let first = project(&window);
    window.click("Rows: Speaker");
    window.key(CTRL, Key::S);
    let second = project(&window);
    command(&mut window, "Restore an earlier");
    let older = window
        .labels()
        .into_iter()
        .find(|label| label.contains(" kB") && !label.contains("last save"))
        .unwrap();
    window.click(&older);
    assert!(
        window.shows("Layout of Compare: changed"),
        "{:?}",
        window.labels()
    );
    window.click("Restore");
    assert_eq!(project(&window), first);
    assert_eq!(in_file(&window.path("project.ron")), second, "until it is saved");
    window.key(CTRL, Key::Z);
    assert_eq!(project(&window), second);
}

#[test]
fn of_a_damaged_project_what_can_be_read_is_offered() {
    let mut window = window(&["{}/project.ron", "{}/project.ron"]);
    saved_sample(&mut window);
    let path = window.path("project.ron");
    let bytes = std::fs::read(&path).unwrap();
    let cut = &bytes[..bytes.len() * 2 / 3];
    std::fs::write(&path, cut).unwrap();
    window.key(CTRL, Key::O);
    assert!(window.shows("This project is damaged"), "{:?}", window.labels());
    assert!(window.shows("Line "), "where: {:?}", window.labels());
    window.click("Open what can be read");
    assert!(project(&window).articles().len() > 5);
    assert!(window.harness.state().has_unsaved_changes());
    assert_eq!(std::fs::read(&path).unwrap(), cut);
}

#[test]
fn a_defect_in_a_view_loses_nothing_and_says_what_to_do() {
    let mut first = window(&["{}/article.txt"]);
    std::fs::write(first.path("article.txt"), super::journey::ARTICLE).unwrap();
    first.click("Import articles…");
    let before = project(&first);
    let defect = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    first.key(defect, Key::F12);
    assert!(first.shows("A defect in Readout"), "{:?}", first.labels());
    first.click("Go on");
    assert!(!first.shows("A defect in Readout"));
    assert_eq!(project(&first), before);
    first.click("Compare");
    assert!(first.shows("a gift to nobody"), "{:?}", first.labels());

    first.key(defect, Key::F12);
    first.click("Close Readout");
    let reports: Vec<_> = std::fs::read_dir(first.path("data/crashes")).unwrap().collect();
    for report in reports {
        let path = report.unwrap().path();
        let words = std::fs::read_to_string(&path).unwrap();
        assert!(words.contains("Readout") && !words.contains("harbour"), "{words}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        }
    }
    let mut second = window_in(first.crash(), &[]);
    assert!(second.shows("Unsaved work was found"), "{:?}", second.labels());
    second.click("Open work");
    assert_eq!(project(&second), before);
}

#[test]
fn no_project_file_is_replaced_unasked() {
    // The system's dialog has asked about "notes", not about "notes.ron"; where paths are typed nobody has.
    let mut window = window(&["{}/notes", "none"]);
    let path = window.path("notes.ron");
    std::fs::write(&path, "somebody's").unwrap();
    window.click("Open sample project");
    window.key(CTRL, Key::S);
    assert!(window.shows("Replace the file?"), "{:?}", window.labels());
    window.click("Cancel");
    assert_eq!(std::fs::read(&path).unwrap(), b"somebody's");
    window.key(CTRL, Key::S);
    window.type_into("Path", &path.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Replace the file?"), "{:?}", window.labels());
    assert_eq!(std::fs::read(&path).unwrap(), b"somebody's");
    window.click("Replace");
    assert_eq!(in_file(&path), project(&window));
}

/// Saves fail in this window: each way is told with what to do, and the work stays.
#[cfg(unix)]
#[test]
fn whatever_keeps_a_save_from_succeeding_is_told_and_the_work_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    type Harm = fn(&Path);
    let harms: [(&str, Harm, &str); 4] = [
        (
            "the folder is gone",
            |path| std::fs::remove_dir_all(path.parent().unwrap()).unwrap(),
            "there is no such file or folder",
        ),
        (
            "a file is in the place of the folder",
            |path| {
                std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path.parent().unwrap(), "").unwrap();
            },
            "a part of the path is not a folder",
        ),
        (
            "a folder is in the place of the file",
            |path| {
                std::fs::remove_file(path).unwrap();
                std::fs::create_dir(path).unwrap();
            },
            "This is a folder, not a file",
        ),
        (
            "the file is write-protected",
            |path| std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o400)).unwrap(),
            "write-protected",
        ),
    ];
    for (name, harm, words) in harms {
        let mut window = window(&["{}/desk/project.ron", "{}/elsewhere.ron"]);
        std::fs::create_dir(window.path("desk")).unwrap();
        let path = window.path("desk/project.ron");
        window.click("Open sample project");
        window.key(CTRL, Key::S);
        window.click("Rows: Speaker");
        let before = project(&window);
        harm(&path);
        window.key(CTRL, Key::S);
        assert!(window.shows("was not saved"), "{name}: {:?}", window.labels());
        assert!(window.shows(words), "{name}: {:?}", window.labels());
        assert!(window.shows("Save it elsewhere with “Save as…”"), "{name}");
        assert!(window.harness.state().has_unsaved_changes(), "{name}");
        assert_eq!(project(&window), before, "{name}");
        // It can be saved elsewhere, and would come back after a crash.
        command(&mut window, "Save as");
        assert_eq!(in_file(&window.path("elsewhere.ron")), before, "{name}");
        assert!(!window.harness.state().has_unsaved_changes(), "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs the right to mount a disk"]
fn on_a_full_disk_and_on_one_that_is_read_only_the_work_stays() {
    struct Mounted(std::path::PathBuf);
    impl Drop for Mounted {
        fn drop(&mut self) {
            // Twice: it is bound to itself.
            for _ in 0..2 {
                let mut command = std::process::Command::new("umount");
                command.arg("-l").arg(&self.0).status().ok();
            }
        }
    }
    let mount = |options: &[&str], at: &Path| {
        let mut command = std::process::Command::new("mount");
        command.args(options).arg(at);
        assert!(command.status().unwrap().success(), "{command:?}");
    };
    let mut first = window(&["{}/disk/project.ron"]);
    let at = first.path("disk");
    std::fs::create_dir(&at).unwrap();
    mount(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"], &at);
    let disk = Mounted(at);
    let path = disk.0.join("project.ron");
    first.click("Open sample project");
    first.key(CTRL, Key::S);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(disk.0.join("filler"), vec![b'x'; 1_000_000]).ok();
    first.click("Rows: Speaker");
    let before = project(&first);
    first.key(CTRL, Key::S);
    assert!(first.shows("there is no space left"), "{:?}", first.labels());
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    first.click("Put away");
    let itself = disk.0.display().to_string();
    mount(&["--bind", &itself], &disk.0);
    mount(&["-o", "remount,ro,bind"], &disk.0);
    first.key(CTRL, Key::S);
    assert!(
        first.shows("nothing can be written on this disk"),
        "{:?}",
        first.labels()
    );
    assert!(first.harness.state().has_unsaved_changes());
    let mut second = window_in(first.crash(), &[]);
    second.click("Open work");
    assert_eq!(project(&second), before);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_data_folder_that_cannot_be_written_is_told_and_saving_still_works() {
    let mut window = window(&["{}/project.ron"]);
    std::fs::remove_dir_all(window.path("data")).ok();
    std::fs::write(window.path("data"), "in the way").unwrap();
    window.click("Open sample project");
    window.click("Rows: Speaker");
    // The journal is written in the background.
    std::thread::sleep(std::time::Duration::from_millis(600));
    window.settle();
    assert!(
        window.shows("not being kept for recovery"),
        "{:?}",
        window.labels()
    );
    window.key(CTRL, Key::S);
    assert_eq!(in_file(&window.path("project.ron")), project(&window));
    assert!(
        window.shows("No copy of this version was kept"),
        "{:?}",
        window.labels()
    );
}

#[test]
fn everything_of_the_users_own_is_for_the_user_alone() {
    let mut window = window(&["{}/project.ron"]);
    saved_sample(&mut window);
    window.click("Rows: Speaker");
    window.key(CTRL, Key::S);
    window.click("Rows: Date");
    let folder = window.crash();
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mut folders = vec![folder.path().join("data")];
        let mut n_files = 0;
        while let Some(next) = folders.pop() {
            let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o777;
            assert_eq!(mode(&next), 0o700, "{}", next.display());
            for item in std::fs::read_dir(&next).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    n_files += 1;
                    assert_eq!(mode(&path), 0o600, "{}", path.display());
                }
            }
        }
        assert!(n_files >= 4, "recent projects, two copies, a journal: {n_files}");
    }
}
