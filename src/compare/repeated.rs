//! Counting what several articles carry once.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::model::StatementId;

/// Which statements of a project repeat one another: those of one card, whatever a view hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeated {
    groups: HashMap<StatementId, u32>,
}

impl Repeated {
    /// The group of a statement; none if nothing repeats it.
    pub(super) fn group(&self, id: StatementId) -> Option<u32> {
        self.groups.get(&id).copied()
    }
}

/// From statements with the numbers of their groups.
impl FromIterator<(StatementId, u32)> for Repeated {
    fn from_iter<T: IntoIterator<Item = (StatementId, u32)>>(groups: T) -> Self {
        Self {
            groups: groups.into_iter().collect(),
        }
    }
}

/// Lets one of each group through under each key.
pub(super) struct OncePer<'a, K> {
    repeated: &'a Repeated,
    met: HashSet<(K, u32)>,
}

impl<'a, K: Eq + Hash> OncePer<'a, K> {
    pub(super) fn new(repeated: &'a Repeated) -> Self {
        Self {
            repeated,
            met: HashSet::new(),
        }
    }

    /// Whether the statement, or any that it repeats, comes under this key for the first time.
    pub(super) fn is_first(&mut self, key: K, id: StatementId) -> bool {
        let group = self.repeated.group(id);
        group.is_none_or(|group| self.met.insert((key, group)))
    }
}
