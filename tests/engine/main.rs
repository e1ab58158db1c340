//! The core, tested through its public face.

mod architecture;
mod cli;
mod compare;
mod import;
mod storage;
