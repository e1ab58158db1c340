//! Tables that are looked into for every word.

use std::collections::HashMap;

/// A map whose keys come from tables that are compiled in, so that nobody can choose them to collide. Hashes
/// faster than the standard one, and always alike.
pub(crate) type Table<K, V> = HashMap<K, V, foldhash::fast::FixedState>;
