//! Long work on all processors.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Parts for each processor: one that has been given other work meanwhile takes fewer of them.
const PARTS_EACH: usize = 6;

/// What `work` makes of `items`, in their order: of a part of them at a time, on all processors. Parts have at least
/// `fewest` items; fewer are not worth a thread.
pub(super) fn by_parts<'a, T: Sync, R: Send>(
    items: &'a [T],
    fewest: usize,
    work: impl Fn(&'a [T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let n_processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    if n_processors == 1 || items.len() <= fewest {
        return work(items);
    }
    let n_of_part = items.len().div_ceil(n_processors * PARTS_EACH).max(fewest);
    let parts: Vec<&[T]> = items.chunks(n_of_part).collect();
    let next = AtomicUsize::new(0);
    let take_parts = || {
        let mut made: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(number) else {
                return made;
            };
            made.push((number, work(part)));
        }
    };
    let mut made = std::thread::scope(|scope| {
        let others = 1..n_processors.min(parts.len());
        let others: Vec<_> = others.map(|_| scope.spawn(take_parts)).collect();
        let mut made = take_parts();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(number, _)| *number);
    let mut all = Vec::with_capacity(made.iter().map(|(_, made)| made.len()).sum());
    for (_, part) in made {
        all.extend(part);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_order() {
        for n in [0, 1, 100, 1_000, 10_007] {
            for fewest in [1, 256] {
                let numbers: Vec<usize> = (0..n).collect();
                let doubled = by_parts(&numbers, fewest, |part| {
                    part.iter().map(|number| 2 * number).collect()
                });
                assert!(doubled.into_iter().eq((0..n).map(|number| 2 * number)));
            }
        }
    }
}
