//! The hidden command by which this program reads foreign documents in a process of its own.
//!
//! Before the first document the process gives up what it does not need: descriptors that it inherited,
//! memory beyond [`MAX_MEMORY`], files that it could write. Before each document it gets [`MAX_SECONDS`]
//! of computing time.

use std::io::{self, BufWriter, IsTerminal as _};
use std::process::ExitCode;

use super::output::Trouble;
use super::{Outcome, output};
use crate::intake;

/// The address space that a worker may have, in bytes.
#[cfg(unix)]
const MAX_MEMORY: u64 = 1_200_000_000;
/// The computing time that a document may take, in seconds.
#[cfg(unix)]
const MAX_SECONDS: i64 = 10;
/// How often a worker looks whether the program that started it is still there.
#[cfg(unix)]
const LOOK: std::time::Duration = std::time::Duration::from_millis(200);
/// How much stack the parsers have.
const STACK_BYTES: usize = 128 << 20;

/// Reads documents until standard input ends.
pub(super) fn run() -> Outcome {
    if io::stdin().is_terminal() || io::stdout().is_terminal() {
        return Err(Trouble::Usage(
            "this command is there for Readout itself, which starts it to read documents".to_owned(),
        ));
    }
    confine();
    end_with_parent();
    let served = std::thread::Builder::new()
        .name("reader".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(|| {
            let mut answers = BufWriter::with_capacity(1 << 16, io::stdout());
            intake::serve_documents(&mut io::stdin().lock(), &mut answers, &mut limit_time)
        })?
        .join();
    Ok(match served {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => output::status(1),
    })
}

#[cfg(not(unix))]
fn confine() {}

#[cfg(not(unix))]
fn limit_time() {}

#[cfg(not(unix))]
fn end_with_parent() {}

/// Gives up what no document needs. What a system does not grant is done without.
#[cfg(unix)]
fn confine() {
    use nix::sys::resource::{Resource, setrlimit};
    close_inherited();
    setrlimit(Resource::RLIMIT_AS, MAX_MEMORY, MAX_MEMORY).ok();
    setrlimit(Resource::RLIMIT_FSIZE, 0, 0).ok();
    setrlimit(Resource::RLIMIT_CORE, 0, 0).ok();
    setrlimit(Resource::RLIMIT_NOFILE, 16, 16).ok();
}

/// Ends this process soon after the one that started it, whatever it is doing: a reader that goes round in
/// circles does not see that nobody waits for its answer.
#[cfg(unix)]
fn end_with_parent() {
    use std::os::unix::process::parent_id;
    let parent = parent_id();
    let watching = std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || {
            while parent_id() == parent {
                std::thread::sleep(LOOK);
            }
            std::process::exit(1);
        });
    // Without the thread the limit on computing time ends it.
    watching.ok();
}

/// Closes what whoever started the program left open.
#[cfg(unix)]
fn close_inherited() {
    let open: Vec<i32> = std::fs::read_dir("/proc/self/fd")
        .or_else(|_no_proc| std::fs::read_dir("/dev/fd"))
        .map(|inside| {
            inside
                .filter_map(|item| item.ok()?.file_name().to_str()?.parse().ok())
                .filter(|descriptor| *descriptor > 2)
                .collect()
        })
        .unwrap_or_default();
    for descriptor in open {
        nix::unistd::close(descriptor).ok();
    }
}

/// Gives the next document its computing time.
#[cfg(unix)]
fn limit_time() {
    use nix::sys::resource::{RLIM_INFINITY, Resource, UsageWho, getrusage, setrlimit};
    if let Ok(usage) = getrusage(UsageWho::RUSAGE_SELF) {
        let used = usage.user_time().tv_sec() + usage.system_time().tv_sec();
        let limit = u64::try_from(used + MAX_SECONDS).unwrap_or(u64::MAX);
        setrlimit(Resource::RLIMIT_CPU, limit, RLIM_INFINITY).ok();
    }
}
