//! Results of a handful of files that become new files, written together.

use crate::catalogue::FULL;
use crate::io::{self, Fault, One, Output, Target, Written};
use crate::load::Bytes;
use std::path::PathBuf;

/// A file's new bytes, on their way to another file, and what is to be told of it.
pub(super) struct Made<T> {
    pub(super) place: PathBuf,
    pub(super) input: Bytes,
    pub(super) bytes: Vec<u8>,
    pub(super) told: T,
}

/// What there is of a file.
pub(super) enum Ready<B, T> {
    /// What became of it.
    Became(B),
    /// New bytes, which are not written yet.
    Made(Box<Made<T>>),
}

/// Files that are worked on one after the other and written together.
pub(super) struct Packet<B, T, F> {
    overwrite: bool,
    tell: F,
    over: fn() -> bool,
    all: Vec<Ready<B, T>>,
}

impl<B, T, F: Fn(T, Result<Written, Fault>) -> B> Packet<B, T, F> {
    /// `tell` says what became of a file that was written, or could not be. `overwrite`: files that are there may be replaced.
    pub(super) fn new(overwrite: bool, tell: F) -> Self {
        Self { overwrite, tell, over: io::interrupted, all: Vec::new() }
    }

    /// Adds a file of so many bytes (those that go alone have [`FULL`] at the least), which `ready` works on; `undone` where a signal came before it was begun, as what has been
    /// begun is finished, and nothing more is.
    pub(super) fn add(&mut self, weight: u64, undone: B, ready: impl FnOnce() -> Ready<B, T>) {
        if !self.all.is_empty() && (self.over)() {
            self.all.push(Ready::Became(undone));
            return;
        }
        // Nothing waits for a large file, or for one that is far away.
        if weight >= FULL {
            self.write();
        }
        self.all.push(ready());
    }

    /// Writes what is made.
    fn write(&mut self) {
        let overwrite = self.overwrite;
        let outputs: Vec<One<'_>> = self.all.iter().filter_map(|ready| ready.output(overwrite)).collect();
        let mut written = io::write_each(&outputs).into_iter();
        let all = std::mem::take(&mut self.all).into_iter();
        let tell = &self.tell;
        let told = all.map(|ready| match ready {
            Ready::Made(made) => match written.next() {
                Some(written) => Ready::Became(tell(made.told, written)),
                None => Ready::Made(made),
            },
            became => became,
        });
        self.all = told.collect();
    }

    /// What became of each file, in their order.
    pub(super) fn finish(mut self) -> Vec<B> {
        self.write();
        let became = |ready| match ready {
            Ready::Became(became) => Some(became),
            Ready::Made(_) => None,
        };
        self.all.into_iter().filter_map(became).collect()
    }
}

impl<B, T> Ready<B, T> {
    fn output(&self, overwrite: bool) -> Option<One<'_>> {
        let Self::Made(made) = self else { return None };
        let target = Target::Create { path: &made.place, overwrite };
        Some((made.input.input().into_iter().collect(), Output { target, bytes: &made.bytes }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_come_in_their_order_and_none_is_begun_after_a_signal() {
        let dir = std::env::temp_dir().join(format!("tregua-packet-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let source = dir.join("source.srt");
        fs::write(&source, "old").unwrap();
        let tell = |n: u32, written: Result<Written, Fault>| format!("{n} {}", written.is_ok());
        let made = |n: u32| {
            let input = Bytes::File(io::read(&source, 100).unwrap());
            let place = dir.join(format!("{n}.srt"));
            Ready::Made(Box::new(Made { place, input, bytes: b"new".to_vec(), told: n }))
        };
        let mut all = Packet::new(false, tell);
        all.add(0, "undone".to_owned(), || made(1));
        all.add(0, "undone".to_owned(), || Ready::Became("passed".to_owned()));
        // A large file waits for nobody, and nobody for it.
        all.add(FULL + 1, "undone".to_owned(), || {
            assert!(dir.join("1.srt").exists());
            made(2)
        });
        all.add(0, "undone".to_owned(), || made(1));
        assert!(!dir.join("2.srt").exists());
        all.over = || true;
        all.add(0, "undone".to_owned(), || panic!("a signal has come"));
        assert_eq!(all.finish(), ["1 true", "passed", "2 true", "1 false", "undone"]);
        assert_eq!(fs::read(dir.join("2.srt")).unwrap(), b"new");
        // The first is begun in any case: it was taken when no signal had come.
        let mut all = Packet::new(false, tell);
        all.over = || true;
        all.add(0, "undone".to_owned(), || made(3));
        assert_eq!(all.finish(), ["3 true"]);
        fs::remove_dir_all(&dir).unwrap();
    }
}
