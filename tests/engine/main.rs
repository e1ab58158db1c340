//! The core, tested through its public face.

mod compare;
mod storage;
