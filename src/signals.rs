//! Being told to end: by Ctrl+C, a closed terminal, whoever logs out or shuts the computer down.
//!
//! Knows nothing of what is to be put in order then.

#[cfg(unix)]
use nix::sys::signal::{SigSet, Signal};

/// What tells a program to end, held back until somebody listens with [`Endings::when_told`].
#[derive(Debug)]
pub struct Endings {
    #[cfg(unix)]
    signals: SigSet,
}

/// Holds back what tells the program to end. To be called before there are other threads: those of before
/// are ended as ever, and the program with them. What whoever started the program has it ignore (`nohup`)
/// stays ignored.
#[must_use]
pub fn hold_back() -> Endings {
    #[cfg(unix)]
    {
        let mut signals = SigSet::empty();
        for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGHUP] {
            if !is_ignored(signal) {
                signals.add(signal);
            }
        }
        signals.thread_block().ok();
        Endings { signals }
    }
    #[cfg(not(unix))]
    Endings {}
}

impl Endings {
    /// Calls `put_in_order` on a thread of its own when the program is told to end, with the status to end
    /// with. It must end the program.
    pub fn when_told(self, put_in_order: impl FnOnce(u8) + Send + 'static) {
        #[cfg(unix)]
        {
            let signals = self.signals;
            let waits = std::thread::Builder::new()
                .name("ending".to_owned())
                .spawn(move || {
                    if let Ok(signal) = signals.wait() {
                        // As shells count: 143 for SIGTERM.
                        put_in_order(u8::try_from(128 + signal as i32).unwrap_or(u8::MAX));
                    }
                });
            if waits.is_err() {
                signals.thread_unblock().ok();
            }
        }
        #[cfg(not(unix))]
        drop(put_in_order);
    }
}

/// Has the program killed if it still runs after so long: what runs of other people's code at the end (a
/// graphics driver's tidying) may wait for ever.
pub fn kill_after(patience: std::time::Duration) {
    #[cfg(unix)]
    std::thread::Builder::new()
        .name("end".to_owned())
        .spawn(move || {
            std::thread::sleep(patience);
            nix::sys::signal::raise(Signal::SIGKILL).ok();
        })
        .ok();
    #[cfg(not(unix))]
    let _unused = patience;
}

/// Whether the program was started with this signal ignored. Where that cannot be known, no.
#[cfg(unix)]
fn is_ignored(signal: Signal) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|digits| u64::from_str_radix(digits.trim(), 16).ok())
        .unwrap_or_default();
    ignored >> (signal as i32 - 1) & 1 == 1
}
