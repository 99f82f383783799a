//! Work over a stream of items on several threads, with the results in the order of the items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Files whose results may wait for an earlier one, for each thread. A slow file holds up no other until this many are done.
const AHEAD: usize = 16;

/// What the threads share.
struct Shared<I, R> {
    items: I,
    /// Items taken.
    taken: usize,
    /// Results handed on.
    handed: usize,
    /// Files of the items that were taken, and whose results were not handed on.
    ahead: usize,
    /// Results, and of how many files.
    done: BTreeMap<usize, (usize, R)>,
    /// No more items are to be taken: there are none, or nobody wants them.
    over: bool,
    working: usize,
}

/// Does `work` on every item, up to `jobs` at once, and hands the results to `sink` in the order of the items, on this
/// thread. `files` tells how many files an item is of. At most a few results per thread are held, so a stream of any length fits. When `sink` breaks, what is in hand
/// is finished, handed on, and nothing more is begun.
pub(crate) fn ordered<I, R>(
    items: I,
    files: impl Fn(&I::Item) -> usize + Sync,
    jobs: usize,
    work: impl Fn(I::Item) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) where
    I: Iterator + Send,
    R: Send,
{
    if jobs < 2 {
        for item in items {
            if sink(work(item)).is_break() {
                break;
            }
        }
        return;
    }
    let window = jobs.saturating_mul(AHEAD);
    let shared = Mutex::new(Shared {
        items,
        taken: 0,
        handed: 0,
        ahead: 0,
        done: BTreeMap::new(),
        over: false,
        working: 0,
    });
    let (room, news) = (Condvar::new(), Condvar::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((nth, size, item)) = take(&shared, &room, window, &files) {
                    let result = work(item);
                    let mut all = lock(&shared);
                    all.done.insert(nth, (size, result));
                    all.working -= 1;
                    drop(all);
                    news.notify_one();
                }
                news.notify_one();
            });
        }
        hand_on(&shared, &room, &news, &mut sink);
    });
}

/// The next item, as soon as there is room for its result.
fn take<I: Iterator, R>(
    shared: &Mutex<Shared<I, R>>,
    room: &Condvar,
    window: usize,
    files: &impl Fn(&I::Item) -> usize,
) -> Option<(usize, usize, I::Item)> {
    let mut all = lock(shared);
    while !all.over && all.ahead >= window {
        all = room.wait(all).unwrap_or_else(PoisonError::into_inner);
    }
    if all.over {
        return None;
    }
    let Some(item) = all.items.next() else {
        all.over = true;
        room.notify_all();
        return None;
    };
    let (nth, size) = (all.taken, files(&item));
    all.taken += 1;
    all.ahead += size;
    all.working += 1;
    Some((nth, size, item))
}

fn hand_on<I: Iterator, R>(
    shared: &Mutex<Shared<I, R>>,
    room: &Condvar,
    news: &Condvar,
    sink: &mut impl FnMut(R) -> ControlFlow<()>,
) {
    let mut all = lock(shared);
    loop {
        let next = all.handed;
        if let Some((size, result)) = all.done.remove(&next) {
            all.handed += 1;
            all.ahead -= size;
            drop(all);
            room.notify_one();
            let ended = sink(result).is_break();
            all = lock(shared);
            if ended {
                all.over = true;
                room.notify_all();
            }
        } else if all.over && all.working == 0 {
            return;
        } else {
            all = news.wait(all).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items_and_few_are_held() {
        for jobs in [1, 2, 3, 16] {
            let (begun, most, handed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
            let mut all = Vec::new();
            let work = |n: usize| {
                let ahead = begun.fetch_add(1, Ordering::SeqCst) - handed.load(Ordering::SeqCst);
                most.fetch_max(ahead, Ordering::SeqCst);
                // The first takes long: all others would like to run ahead of it.
                std::thread::sleep(Duration::from_micros(if n == 0 { 20_000 } else { 3 * (n as u64 % 7) }));
                n * 2
            };
            ordered(
                0..500,
                |_| 1,
                jobs,
                work,
                |n| {
                    handed.fetch_add(1, Ordering::SeqCst);
                    all.push(n);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(all, (0..500).map(|n| n * 2).collect::<Vec<_>>(), "{jobs} jobs");
            assert!(most.load(Ordering::SeqCst) <= jobs * AHEAD, "{jobs} jobs held {most:?}");
        }
    }

    #[test]
    fn what_is_in_hand_is_finished_when_the_end_is_asked_for() {
        for jobs in [1, 2, 8] {
            let begun = AtomicUsize::new(0);
            let mut all = Vec::new();
            let work = |n: usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                n
            };
            ordered(
                0..,
                |_| 1,
                jobs,
                work,
                |n| {
                    all.push(n);
                    if n >= 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            let begun = begun.load(Ordering::SeqCst);
            assert_eq!(all, (0..begun).collect::<Vec<_>>(), "{jobs} jobs: all that was begun is handed on");
            assert!(begun <= 11 + jobs * AHEAD, "{jobs} jobs");
        }
    }

    #[test]
    fn no_item_no_result() {
        ordered(std::iter::empty::<u8>(), |_| 1, 4, |n| n, |_| panic!("there is none"));
    }
}
