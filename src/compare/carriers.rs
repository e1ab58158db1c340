//! The cards of picks that repeat one another: which pick stands for its group, and what its card lists.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::index::Index;
use super::pick::Pick;
use super::table::{Card, Carrier};

/// The picks that repeat one another.
pub(super) struct Carriers<'a> {
    index: &'a Index,
    picks: &'a [Pick<'a>],
    /// By group of repeats: how many of it are picked.
    n_picked: Vec<usize>,
    /// Only a card that the index does not have needs it.
    picked: OnceLock<ByGroup>,
    /// By group of repeats: what is listed where only a part of it is picked. Empty where all groups are whole.
    of_parts: Vec<OnceLock<Arc<[Carrier]>>>,
}

impl<'a> Carriers<'a> {
    pub(super) fn new(index: &'a Index, picks: &'a [Pick<'a>]) -> Self {
        let mut n_picked = vec![0; index.groups.len()];
        for pick in picks {
            if let Some(n) = pick.group().and_then(|group| n_picked.get_mut(group)) {
                *n += 1;
            }
        }
        let has_parts = picks.len() < index.n_statements;
        let n_of_parts = if has_parts { index.groups.len() } else { 0 };
        Self {
            index,
            picks,
            n_picked,
            picked: OnceLock::new(),
            of_parts: (0..n_of_parts).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The card of a pick; one that the index has, if nothing of what stands on it depends on the view.
    pub(super) fn card(&self, pick: &Pick<'_>, is_in_briefing: bool) -> Arc<Card> {
        let n_picked = pick.group().and_then(|group| self.n_picked.get(group));
        let has_carriers = n_picked.is_some_and(|&n| n > 1);
        if !has_carriers && !is_in_briefing {
            return Arc::clone(&pick.statement.card);
        }
        let make = || {
            let carriers = pick
                .group()
                .filter(|_| has_carriers)
                .map(|group| self.list(group));
            Arc::new(Card {
                carriers: carriers.unwrap_or_default(),
                is_in_briefing,
                ..Card::clone(&pick.statement.card)
            })
        };
        let group = pick.group().and_then(|group| self.index.groups.get(group));
        let is_whole = group.is_some_and(|group| n_picked == Some(&group.size));
        if is_whole && !is_in_briefing {
            Arc::clone(pick.statement.with_carriers.get_or_init(make))
        } else {
            make()
        }
    }

    /// What the cards of a group list.
    fn list(&self, number: usize) -> Arc<[Carrier]> {
        let make = || {
            let picked = self
                .picked
                .get_or_init(|| ByGroup::new(self.picks, &self.n_picked));
            let picks = picked.of(number).iter().filter_map(|&pick| self.picks.get(pick));
            picks.map(Pick::carrier).collect::<Arc<[Carrier]>>()
        };
        let group = self.index.groups.get(number);
        let whole = group.filter(|group| self.n_picked.get(number) == Some(&group.size));
        let slot = whole.map_or_else(|| self.of_parts.get(number), |whole| Some(&whole.carriers));
        slot.map_or_else(make, |slot| Arc::clone(slot.get_or_init(make)))
    }
}

/// The numbers of the picks by group, by publication within it.
struct ByGroup {
    numbers: Vec<usize>,
    groups: Vec<Range<usize>>,
}

impl ByGroup {
    fn new(picks: &[Pick<'_>], n_picked: &[usize]) -> Self {
        let mut end = 0;
        let mut groups: Vec<Range<usize>> = Vec::with_capacity(n_picked.len());
        for n in n_picked {
            groups.push(end..end);
            end += n;
        }
        let mut numbers = vec![0; end];
        for (number, pick) in picks.iter().enumerate() {
            let group = pick.group().and_then(|group| groups.get_mut(group));
            if let Some(group) = group
                && let Some(slot) = numbers.get_mut(group.end)
            {
                *slot = number;
                group.end += 1;
            }
        }
        let published = |number: &usize| picks.get(*number).map(Pick::by_publication);
        for group in &groups {
            if let Some(numbers) = numbers.get_mut(group.clone()) {
                numbers.sort_unstable_by_key(published);
            }
        }
        Self { numbers, groups }
    }

    fn of(&self, group: usize) -> &[usize] {
        let range = self.groups.get(group).cloned().unwrap_or_default();
        self.numbers.get(range).unwrap_or_default()
    }
}

/// Which pick of each group stands for it in a row: the one published first.
pub(super) struct Leaders {
    /// By group of repeats: the row for which it was elected last, and the pick's place in publication.
    elected: Vec<(usize, (u32, u32))>,
    n_rows: usize,
}

impl Leaders {
    pub(super) fn new(n_groups: usize) -> Self {
        Self {
            elected: vec![(0, (0, 0)); n_groups],
            n_rows: 0,
        }
    }

    /// Goes on to the next row.
    pub(super) fn elect<'p, 'a: 'p>(&mut self, row: impl Iterator<Item = &'p Pick<'a>>) {
        self.n_rows += 1;
        for pick in row {
            let Some(leader) = pick.group().and_then(|group| self.elected.get_mut(group)) else {
                continue;
            };
            let own = (self.n_rows, pick.by_publication());
            if leader.0 != self.n_rows || own < *leader {
                *leader = own;
            }
        }
    }

    /// Whether the pick stands for its group in the row of the last election.
    pub(super) fn leads(&self, pick: &Pick<'_>) -> bool {
        let leader = pick.group().and_then(|group| self.elected.get(group));
        leader.is_none_or(|&(_, leader)| leader == pick.by_publication())
    }
}
