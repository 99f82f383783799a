//! Bounds for one file among many: memory for the files in hand, and time.

use crate::load::name;
use crate::render;
use anyhow::{Result, bail};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many bytes of files may be in hand at once. A file larger than that is worked on alone.
pub(crate) struct Room {
    most: u64,
    held: Mutex<u64>,
    freed: Condvar,
}

/// A file's place in the room; leaving it makes the room free for others.
pub(crate) struct Seat<'r> {
    room: &'r Room,
    size: u64,
}

impl Room {
    pub(crate) fn new(most: u64) -> Self {
        Self { most, held: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until a file of this size finds a place.
    pub(crate) fn enter(&self, size: u64) -> Seat<'_> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        while *held > 0 && held.saturating_add(size) > self.most {
            held = self.freed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        *held = held.saturating_add(size);
        Seat { room: self, size }
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut held = self.room.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = held.saturating_sub(self.size);
        drop(held);
        self.room.freed.notify_all();
    }
}

/// The time that one file may take.
pub(crate) struct Clock {
    limit: Duration,
    end: Option<Instant>,
    /// It was asked when the time was over.
    late: AtomicBool,
}

impl Clock {
    /// Begins to run.
    pub(crate) fn start(limit: Option<Duration>) -> Self {
        let end = limit.and_then(|limit| Instant::now().checked_add(limit));
        Self { limit: limit.unwrap_or_default(), end, late: AtomicBool::new(false) }
    }

    /// What is said of a file whose time was over; `Ok` where it was not.
    pub(crate) fn in_time(&self, path: &Path) -> Result<()> {
        if self.is_over() {
            let seconds = usize::try_from(self.limit.as_secs()).unwrap_or(usize::MAX);
            bail!("{}: given up after {} (--timeout)", name(path), render::count(seconds, "second"));
        }
        Ok(())
    }

    /// Whether the time is over.
    pub(crate) fn is_over(&self) -> bool {
        let over = self.late.load(Ordering::Relaxed) || self.end.is_some_and(|end| Instant::now() >= end);
        self.late.store(over, Ordering::Relaxed);
        over
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    #[test]
    fn the_room_is_never_overfull_and_lets_a_giant_in_alone() {
        let room = Room::new(100);
        let (held, most, alone) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for thread in 0..8_u64 {
                let (room, held, most, alone) = (&room, &held, &most, &alone);
                scope.spawn(move || {
                    for n in 0..50 {
                        let size = if (n + thread) % 10 == 0 { 1000 } else { 30 };
                        let seat = room.enter(size);
                        let now = held.fetch_add(size, Ordering::SeqCst) + size;
                        if size == 1000 {
                            alone.fetch_max(now, Ordering::SeqCst);
                        } else {
                            most.fetch_max(now, Ordering::SeqCst);
                        }
                        std::thread::yield_now();
                        held.fetch_sub(size, Ordering::SeqCst);
                        drop(seat);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 100);
        assert_eq!(alone.load(Ordering::SeqCst), 1000);
    }

    #[test]
    fn a_clock_that_was_late_stays_so() {
        let clock = Clock::start(Some(Duration::ZERO));
        assert!(clock.is_over() && clock.is_over());
        assert!(!Clock::start(None).is_over());
        assert!(!Clock::start(Some(Duration::from_secs(3600))).is_over());
    }
}
