//! The one place where work is spread over cores. Results come back in the order of the input, so the number of
//! threads never shows.

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
