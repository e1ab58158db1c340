//! The core, tested through its public face.

mod architecture;
mod briefing;
mod building;
mod cli;
mod compare;
mod export;
mod import;
mod storage;
