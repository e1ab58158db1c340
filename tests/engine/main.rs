//! The core, tested through its public face.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::format_collect,
    reason = "a test that meets what it did not expect fails there and then"
)]

mod architecture;
mod briefing;
mod building;
mod checks;
mod cli;
mod compare;
mod copies;
#[cfg(target_os = "linux")]
mod ending;
mod export;
mod extract;
mod findings;
mod formats;
mod goldens;
mod hostile;
mod import;
mod index;
#[cfg(feature = "links")]
mod link;
mod quoting;
mod readers;
mod renewing;
#[cfg(unix)]
mod safety;
mod speakers;
mod storage;
mod tables;
