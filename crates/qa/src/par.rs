//! The one place where work is spread over cores. Results come back in the order of the input, so the number of
//! threads never shows.

use std::num::NonZeroUsize;

/// What a thread takes for three tracks of a feature.
#[cfg(feature = "parallel")]
const ROOM: usize = 3 << 20;

/// Lets at most so many items be worked on at once; as many as there are processors where nothing is said. It holds for
/// the whole process, and must come before the first work.
#[cfg(feature = "parallel")]
pub fn limit(threads: Option<NonZeroUsize>) {
    if let Some(threads) = threads {
        // Where threads are running already, they go on as they are: the number never shows.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    }
}

/// As [`limit`], for a run whose work is all handed out by the thread that calls this: it does its share, and none but
/// itself may hand out work from now on, as nobody else might be there to do it. Not to be called by a thread of another
/// pool.
///
/// That is a thread less to start, and nobody who only waits for others to wake up.
#[cfg(feature = "parallel")]
pub fn share(threads: Option<NonZeroUsize>) {
    // A thread's memory grows page by page, and each time the other threads are held up; this much it has at once. None
    // of it is touched, so none of it is there before it is wanted.
    let room = |_| {
        let mut list = Vec::<u8>::new();
        // Where there is no room, it is done without.
        let _ = list.try_reserve_exact(ROOM);
        drop(std::hint::black_box(list));
    };
    let pool = rayon::ThreadPoolBuilder::new().use_current_thread().start_handler(room);
    let _ = pool.num_threads(threads.map_or(0, NonZeroUsize::get)).build_global();
}

/// Nothing is done at once.
#[cfg(not(feature = "parallel"))]
pub fn limit(_: Option<NonZeroUsize>) {}

/// Nothing is done at once.
#[cfg(not(feature = "parallel"))]
pub fn share(_: Option<NonZeroUsize>) {}

/// How many items are worked on at once.
#[cfg(feature = "parallel")]
#[must_use]
pub fn threads() -> usize {
    rayon::current_num_threads()
}

/// How many items are worked on at once.
#[cfg(not(feature = "parallel"))]
#[must_use]
pub fn threads() -> usize {
    1
}

/// `f` of every item, side by side where the feature `parallel` is on.
#[cfg(feature = "parallel")]
pub fn map<'i, T: Sync, R: Send>(items: &'i [T], f: impl Fn(&'i T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    // Starting threads costs more than a file takes.
    if items.len() < 2 { items.iter().map(f).collect() } else { items.par_iter().map(f).collect() }
}

/// `f` of every item, one after another.
#[cfg(not(feature = "parallel"))]
pub fn map<'i, T: Sync, R: Send>(items: &'i [T], f: impl Fn(&'i T) -> R + Sync + Send) -> Vec<R> {
    items.iter().map(f).collect()
}
