//! Names, folders and what is no ordinary file.

use std::path::Path;
use std::process::Command;

use super::texts::ARTICLE;
use super::{LONGEST, faults, refusals, run};

fn put(folder: &Path, name: &str) {
    readout::storage::write_atomic(&folder.join(name), ARTICLE.as_bytes()).unwrap();
}

#[test]
fn names_of_all_kinds_are_read_and_shown_without_harm() {
    let folder = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let names = [
        "line\nbreak.txt".to_owned(),
        "😀 emoji.txt".to_owned(),
        "\u{202e}txt.right-to-left".to_owned(),
        "\u{1b}[31mred\u{7}.txt".to_owned(),
        format!("{}.txt", "long".repeat(60)),
        "-- option.txt".to_owned(),
        " spaces .txt".to_owned(),
        "no extension".to_owned(),
        "quote\"'$(x)`;&|.txt".to_owned(),
    ];
    for name in &names {
        put(folder.path(), name);
    }
    let done = run(work.path(), &[folder.path()], LONGEST);
    assert!(faults(&done, LONGEST).is_empty(), "{done:?}");
    assert_eq!(done.out.lines().count(), names.len(), "{}", done.err);
    let missing = folder.path().join("x".repeat(300));
    let done = run(work.path(), &[&missing], LONGEST);
    assert_eq!(refusals(&done.err).len(), 1, "{done:?}");
    assert!(done.err.contains("cannot be the name of a file"), "{done:?}");
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused_at_once() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("folder.txt")).unwrap();
    symlink(folder.path(), path("loop")).unwrap();
    symlink("self", path("self")).unwrap();
    symlink("nowhere", path("dangling.txt")).unwrap();
    let made = Command::new("mkfifo").arg(path("fifo.txt")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(path("socket.txt")).unwrap();
    put(folder.path(), "good.txt");
    let sparse = std::fs::OpenOptions::new()
        .create_new(true)
        .write(true)
        .open(path("huge.txt"))
        .unwrap();
    sparse.set_len(500_000_000_000).unwrap();
    let done = run(work.path(), &[folder.path()], LONGEST);
    assert!(faults(&done, LONGEST).is_empty(), "{done:?}");
    assert_eq!(done.out.lines().count(), 1);
    for (name, reason) in [
        ("self", "leads back to itself"),
        ("dangling.txt", "no such file"),
        ("fifo.txt", "a pipe"),
        ("socket.txt", "a socket"),
        ("huge.txt", "longer than"),
    ] {
        let is_refused = refusals(&done.err)
            .iter()
            .any(|line| line.contains(name) && line.contains(reason));
        assert!(is_refused, "{name}: {}", done.err);
    }
    for (name, reason) in [
        ("/dev/zero", "a device"),
        ("/dev/null", "a device"),
        ("/proc/self/environ", "running system"),
        ("/proc/kmsg", "running system"),
    ] {
        let done = run(work.path(), &[Path::new(name)], LONGEST);
        assert!(done.err.contains(reason), "{name}: {done:?}");
        assert!(done.out.is_empty());
    }
    let done = run(work.path(), &[&path("folder.txt")], LONGEST);
    assert!(done.err.contains("no file in this folder"), "{done:?}");
}

#[test]
fn files_that_grow_while_they_are_read_do_not_hang() {
    use std::io::Write as _;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    put(folder.path(), "grows.txt");
    let path = folder.path().join("grows.txt");
    let is_over = Arc::new(AtomicBool::new(false));
    let writer = {
        let (path, is_over) = (path.clone(), Arc::clone(&is_over));
        std::thread::Builder::new()
            .spawn(move || {
                let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
                while !is_over.load(Ordering::Relaxed) {
                    file.write_all(ARTICLE.as_bytes()).unwrap();
                    std::thread::sleep(std::time::Duration::from_micros(200));
                }
            })
            .unwrap()
    };
    let done = run(work.path(), &[&path], LONGEST);
    is_over.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    assert!(faults(&done, LONGEST).is_empty(), "{done:?}");
}
