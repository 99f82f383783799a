//! The thread that speaks to the network, and how long anybody waits for it.

use super::super::interrupt;
use std::future::{Future, pending};
use std::pin::pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Handle};

/// How often it is asked whether a signal has come.
const LOOK: Duration = Duration::from_millis(100);
/// What is in hand when a signal comes has this long to be finished.
const GRACE: Duration = Duration::from_secs(5);

static LIMIT: Mutex<Option<Duration>> = Mutex::new(None);

/// Why an answer was not waited for.
#[derive(Clone, Debug)]
pub(super) enum Hurry {
    /// It took longer than it may, in seconds.
    Late(u64),
    Interrupted,
    /// There is no line.
    None(String),
}

/// Nothing takes longer from now on.
pub(in crate::io) fn limit(time: Option<Duration>) {
    *LIMIT.lock().unwrap_or_else(PoisonError::into_inner) = time;
}

/// How long something may take.
pub(super) fn limited() -> Option<Duration> {
    *LIMIT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits on this thread until the work is done.
pub(super) fn wait<T>(work: impl Future<Output = T>) -> Result<T, Hurry> {
    let line = line().map_err(Hurry::None)?;
    let begun = Instant::now();
    let mut signal: Option<Instant> = None;
    line.block_on(async {
        let mut work = pin!(work);
        loop {
            if let Ok(done) = tokio::time::timeout(LOOK, work.as_mut()).await {
                return Ok(done);
            }
            if let Some(limit) = limited().filter(|limit| begun.elapsed() >= *limit) {
                return Err(Hurry::Late(limit.as_secs()));
            }
            if interrupt::came() && signal.get_or_insert_with(Instant::now).elapsed() >= GRACE {
                return Err(Hurry::Interrupted);
            }
        }
    })
}

fn line() -> Result<&'static Handle, String> {
    static LINE: OnceLock<Result<Handle, String>> = OnceLock::new();
    let begin = || {
        let runtime = Builder::new_current_thread().enable_io().enable_time().build();
        let runtime = runtime.map_err(|e| super::super::reason(&e))?;
        let handle = runtime.handle().clone();
        // Those who wait cannot drive the network themselves; this thread does, as long as the program runs.
        let thread = std::thread::Builder::new().name("network".to_owned());
        let begun = thread.spawn(move || runtime.block_on(pending::<()>()));
        begun.map(|_| handle).map_err(|e| super::super::reason(&e))
    };
    LINE.get_or_init(begin).as_ref().map_err(Clone::clone)
}
