//! Long work on all processors.

use std::num::NonZero;
use std::panic::resume_unwind;

/// Fewer items are not worth the threads.
const FEW: usize = 256;

/// What `work` makes of `items`, in their order: of a part of them on each processor.
pub(super) fn by_parts<'a, T: Sync, R: Send>(
    items: &'a [T],
    work: impl Fn(&'a [T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let n_processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    if n_processors == 1 || items.len() < FEW {
        return work(items);
    }
    let mut parts = items.chunks(items.len().div_ceil(n_processors));
    let own = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let mut made = work(own);
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    })
}

/// The same for items that the work uses up.
pub(super) fn by_owned_parts<T: Send, R: Send>(
    mut items: Vec<T>,
    work: impl Fn(Vec<T>) -> Vec<R> + Sync,
) -> Vec<R> {
    let n_processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    if n_processors == 1 || items.len() < FEW {
        return work(items);
    }
    let n_of_part = items.len().div_ceil(n_processors);
    let mut others: Vec<Vec<T>> = Vec::with_capacity(n_processors);
    while items.len() > n_of_part {
        others.push(items.split_off(items.len() - n_of_part));
    }
    std::thread::scope(|scope| {
        let work = &work;
        let others = others.into_iter().rev();
        let others: Vec<_> = others.map(|part| scope.spawn(move || work(part))).collect();
        let mut made = work(items);
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_order() {
        for n in [0, 1, FEW, 10 * FEW + 7] {
            let numbers: Vec<usize> = (0..n).collect();
            let doubled = by_parts(&numbers, |part| part.iter().map(|number| 2 * number).collect());
            assert!(doubled.into_iter().eq((0..n).map(|number| 2 * number)));
            let doubled = by_owned_parts(numbers, |part| {
                part.into_iter().map(|number| 2 * number).collect()
            });
            assert!(doubled.into_iter().eq((0..n).map(|number| 2 * number)));
        }
    }
}
