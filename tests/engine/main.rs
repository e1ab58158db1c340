//! The core, tested through its public face.

mod storage;
