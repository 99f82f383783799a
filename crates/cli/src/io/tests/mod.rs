//! The promises of this module, each against a real folder.

mod each;
mod gaps;
mod reading;
mod refusals;
mod writing;

use super::*;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const MAX: u64 = 1 << 20;

/// An empty folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("tregua-io-{}-{nth}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.at(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn temps(&self) -> usize {
        fs::read_dir(&self.0).unwrap().filter(|e| is_own_temp(&e.as_ref().unwrap().file_name())).count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn replace<'a>(input: &'a Input, bytes: &'a [u8]) -> Output<'a> {
    Output { target: Target::Replace(input), bytes }
}

fn create<'a>(path: &'a Path, overwrite: bool, bytes: &'a [u8]) -> Output<'a> {
    Output { target: Target::Create { path, overwrite }, bytes }
}

fn kind<T: std::fmt::Debug>(result: Result<T, Fault>) -> FaultKind {
    result.unwrap_err().kind()
}

fn ino(path: &Path) -> u64 {
    fs::metadata(path).unwrap().ino()
}
