//! Values that thousands of statements share, by number.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Values, each once, numbered in the order in which they were met.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    all: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Eq + Hash + Clone> Numbered<T> {
    /// The number of a value, a new one if it was not met before.
    pub(super) fn number<Q>(&mut self, value: &Q) -> u32
    where
        Q: Eq + Hash + ToOwned<Owned = T> + ?Sized,
        T: Borrow<Q>,
    {
        if let Some(&number) = self.numbers.get(value) {
            return number;
        }
        // There are no more statements than that in any project that can be opened.
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(value.to_owned());
        self.numbers.insert(value.to_owned(), number);
        number
    }

    /// The values in the order of their numbers.
    pub(super) fn all(&self) -> &[T] {
        &self.all
    }

    /// How often each number occurs.
    pub(super) fn counts(&self, numbers: impl Iterator<Item = u32>) -> Vec<usize> {
        let mut counts = vec![0; self.all.len()];
        for number in numbers {
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
        }
        counts
    }
}
