//! The one place where work is spread over cores. Results come back in the order of the input, so the number of
//! threads never shows.

/// Lets at most so many items be worked on at once; as many as there are processors where nothing is said. It holds for
/// the whole process, and must come before the first work.
#[cfg(feature = "parallel")]
pub fn limit(threads: Option<std::num::NonZeroUsize>) {
    if let Some(threads) = threads {
        // Where threads are running already, they go on as they are: the number never shows.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    }
}

/// Nothing is done at once.
#[cfg(not(feature = "parallel"))]
pub fn limit(_: Option<std::num::NonZeroUsize>) {}

/// `f` of every item, side by side where the feature `parallel` is on.
#[cfg(feature = "parallel")]
pub fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    // Starting threads costs more than a file takes.
    if items.len() < 2 { items.iter().map(f).collect() } else { items.par_iter().map(f).collect() }
}

/// `f` of every item, one after another.
#[cfg(not(feature = "parallel"))]
pub fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.iter().map(f).collect()
}
