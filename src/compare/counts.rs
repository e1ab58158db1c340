//! How often each party speaks.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::model::Party;
use crate::project::Project;

/// The parties with visible statements and how many each has: most quoted first, then by name;
/// statements of nobody in particular (`None`) last. A joint statement counts for each of its parties.
#[must_use]
pub fn parties(project: &Project) -> Vec<(Option<Party>, usize)> {
    let mut counts: BTreeMap<Option<&Party>, usize> = BTreeMap::new();
    for (_, statement) in project.statements() {
        if !statement.is_visible {
            continue;
        }
        if statement.parties.is_empty() {
            *counts.entry(None).or_default() += 1;
        }
        for party in &statement.parties {
            *counts.entry(Some(party)).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(party, n)| {
        (
            party.is_none(),
            Reverse(n),
            party.map(|party| Atlas::get().name(party)),
        )
    });
    counts.into_iter().map(|(party, n)| (party.cloned(), n)).collect()
}
