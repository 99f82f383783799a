//! A store of things that can be made again: keyed bytes in files that only grow, so that any number of runs can use it at
//! once and a killed one spoils nothing.
//!
//! Each run appends to a segment of its own and reads those of others. A record has a sum: one that was cut short, or is
//! damaged, is as if it were not there. When a store is too large, what was used last is written together and the rest is
//! removed.

use super::fault::reason;
use super::name::shown;
use rustix::fs::{FlockOperation, flock};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use twox_hash::{XxHash3_64, XxHash3_128};

/// How a segment begins. Another version is another store.
const HEAD: &[u8] = b"tregua store 1\n";
/// How its name ends.
const END: &str = "segment";
/// Bytes before each record: key, size, sum.
const RECORD: usize = 16 + 4 + 8;
/// Bytes that are gathered before they are appended.
const GATHERED: usize = 64 * 1024;
/// Segments that may lie beside one another.
const MANY: usize = 32;
/// A record larger than this is not kept.
const LARGEST: usize = 16 << 20;

/// What a record is found by.
pub type Key = u128;

/// The key of bytes, under what else decides what is made of them.
#[must_use]
pub fn key(bytes: &[u8], seed: u64) -> Key {
    XxHash3_128::oneshot_with_seed(seed, bytes)
}

/// A short key of settings.
#[must_use]
pub fn seed(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}

/// A store, open.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// How many bytes it may take.
    most: u64,
    segments: Vec<Segment>,
    places: HashMap<Key, Place>,
    own: Mutex<Own>,
}

#[derive(Debug)]
struct Segment {
    path: PathBuf,
    file: File,
    size: u64,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    segment: usize,
    offset: u64,
    size: u32,
    sum: u64,
}

/// What this run appends, and what it has used.
#[derive(Default, Debug)]
struct Own {
    file: Option<File>,
    path: PathBuf,
    waiting: Vec<u8>,
    written: u64,
    used: Vec<Key>,
    /// Something could not be written: nothing more is tried.
    failed: Option<String>,
}

impl Store {
    /// Opens the store in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// When there is no such folder and none can be made.
    pub fn open(folder: &Path, most: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)?.flatten() {
            let path = entry.path();
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_file() && path.extension().is_some_and(|end| end == END) {
                found.push((meta.modified().ok(), path));
            }
        }
        found.sort();
        let mut store = Self {
            folder: folder.to_path_buf(),
            most,
            segments: Vec::new(),
            places: HashMap::new(),
            own: Mutex::default(),
        };
        // The newest last: of two records the later one holds.
        for (_, path) in found {
            // Another run may have removed it by now.
            let Ok(file) = File::open(&path) else { continue };
            let nth = store.segments.len();
            if let Ok(size) = scan(&file, |key, place| {
                store.places.insert(key, Place { segment: nth, ..place });
            }) {
                store.segments.push(Segment { path, file, size });
            }
        }
        Ok(store)
    }

    /// What is kept under a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let place = self.places.get(&key)?;
        let bytes = self.read(*place)?;
        self.own.lock().unwrap_or_else(PoisonError::into_inner).used.push(key);
        Some(bytes)
    }

    fn read(&self, place: Place) -> Option<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(place.size).ok()?];
        self.segments.get(place.segment)?.file.read_exact_at(&mut bytes, place.offset).ok()?;
        (XxHash3_64::oneshot(&bytes) == place.sum).then_some(bytes)
    }

    /// Keeps bytes under a key. What cannot be kept is made again by the next run; [`Store::finish`] tells of it.
    pub fn put(&self, key: Key, bytes: &[u8]) {
        if bytes.len() > LARGEST {
            return;
        }
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        record(key, bytes, &mut own.waiting);
        if own.waiting.len() >= GATHERED {
            own.flush(&self.folder);
        }
    }

    /// Writes what waits, and keeps the store within its bounds. Says what went wrong, if something did: the store is
    /// whole all the same, and knows less.
    pub fn finish(self) -> Option<String> {
        let mut own = std::mem::take(&mut *self.own.lock().unwrap_or_else(PoisonError::into_inner));
        own.flush(&self.folder);
        let all: u64 = self.segments.iter().map(|it| it.size).sum::<u64>() + own.written;
        if own.failed.is_none() && (all > self.most || self.segments.len() >= MANY) {
            self.gather(&mut own);
        }
        own.failed
    }

    /// Appends what was used, then what is newest, to this run's segment up to half the bounds, and removes the others.
    /// Those that another run is writing to are left alone; one that only reads keeps what it has open.
    fn gather(&self, own: &mut Own) {
        let mut rest: Vec<(Key, Place)> = self.places.iter().map(|(key, place)| (*key, *place)).collect();
        rest.sort_by_key(|(_, place)| (std::cmp::Reverse(place.segment), place.offset));
        let used: Vec<(Key, Place)> =
            own.used.iter().filter_map(|key| Some((*key, *self.places.get(key)?))).collect();
        let mut kept: std::collections::HashSet<Key> = std::collections::HashSet::new();
        for (key, place) in used.into_iter().chain(rest) {
            if own.written + own.waiting.len() as u64 > self.most / 2 || own.failed.is_some() {
                break;
            }
            if kept.insert(key)
                && let Some(bytes) = self.read(place)
            {
                record(key, &bytes, &mut own.waiting);
                if own.waiting.len() >= GATHERED {
                    own.flush(&self.folder);
                }
            }
        }
        own.flush(&self.folder);
        if own.failed.is_some() {
            return;
        }
        for segment in &self.segments {
            if flock(&segment.file, FlockOperation::NonBlockingLockExclusive).is_ok() {
                // Another run may have been faster.
                let _ = fs::remove_file(&segment.path);
            }
        }
    }
}

impl Own {
    fn flush(&mut self, folder: &Path) {
        if self.waiting.is_empty() || self.failed.is_some() {
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        match self.file(folder).and_then(|mut file| file.write_all(&waiting)) {
            Ok(()) => self.written += waiting.len() as u64,
            Err(error) => self.failed = Some(format!("{}: {}", shown(folder), reason(&error))),
        }
    }

    /// This run's segment, made when the first record comes.
    fn file(&mut self, folder: &Path) -> io::Result<&File> {
        if self.file.is_none() {
            let mut nth = 0_u32;
            let (path, mut file) = loop {
                let path = folder.join(format!("{}-{nth}.{END}", std::process::id()));
                match OpenOptions::new().append(true).create_new(true).open(&path) {
                    Ok(file) => break (path, file),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => nth = nth.saturating_add(1),
                    Err(error) => return Err(error),
                }
            };
            // While it is held nobody removes it.
            let _ = flock(&file, FlockOperation::NonBlockingLockExclusive);
            file.write_all(HEAD)?;
            self.path = path;
            self.file = Some(file);
        }
        self.file.as_ref().ok_or_else(|| io::Error::other("no segment"))
    }
}

fn record(key: Key, bytes: &[u8], to: &mut Vec<u8>) {
    to.extend(key.to_le_bytes());
    to.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    to.extend(XxHash3_64::oneshot(bytes).to_le_bytes());
    to.extend(bytes);
}

/// Tells of every record of a segment that is there in full; gives its size up to the last one.
fn scan(file: &File, mut each: impl FnMut(Key, Place)) -> io::Result<u64> {
    let whole = file.metadata()?.len();
    let mut reader = BufReader::with_capacity(64 * 1024, file);
    let mut head = [0; HEAD.len()];
    reader.read_exact(&mut head)?;
    if head != HEAD {
        return Err(io::Error::other("not a segment"));
    }
    let mut at = HEAD.len() as u64;
    let mut record = [0; RECORD];
    loop {
        let start = at + RECORD as u64;
        if start > whole || reader.read_exact(&mut record).is_err() {
            return Ok(at);
        }
        let (Some((key, rest)), Some(sum)) = (record.split_first_chunk::<16>(), record.last_chunk::<8>())
        else {
            return Ok(at);
        };
        let Some((size, _)) = rest.split_first_chunk::<4>() else { return Ok(at) };
        let size = u32::from_le_bytes(*size);
        let end = start + u64::from(size);
        if end > whole {
            return Ok(at);
        }
        each(
            Key::from_le_bytes(*key),
            Place { segment: 0, offset: start, size, sum: u64::from_le_bytes(*sum) },
        );
        reader.seek_relative(i64::from(size))?;
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Dir(PathBuf);

    impl Dir {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("tregua-store-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&dir);
            Self(dir)
        }

        fn open(&self, most: u64) -> Store {
            Store::open(&self.0, most).unwrap()
        }

        fn size(&self) -> u64 {
            fs::read_dir(&self.0).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum()
        }
    }

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn value(n: u128) -> Vec<u8> {
        (0..n % 300).map(|i| (n * 7 + i) as u8).collect()
    }

    #[test]
    fn what_was_kept_is_found_by_later_runs_and_by_runs_beside_them() {
        let dir = Dir::new("kept");
        let first = dir.open(1 << 20);
        let second = dir.open(1 << 20);
        (0..500).for_each(|n| first.put(n, &value(n)));
        (500..900).for_each(|n| second.put(n, &value(n)));
        assert_eq!((first.finish(), second.finish()), (None, None));
        let third = dir.open(1 << 20);
        for n in 0..900 {
            assert_eq!(third.get(n).unwrap(), value(n), "{n}");
        }
        assert_eq!(third.get(900), None);
    }

    #[test]
    fn a_store_cut_anywhere_or_damaged_gives_what_is_whole_and_nothing_else() {
        let dir = Dir::new("cut");
        let store = dir.open(1 << 20);
        (0..40).for_each(|n| store.put(n, &value(n)));
        store.finish();
        let path = fs::read_dir(&dir.0).unwrap().next().unwrap().unwrap().path();
        let whole = fs::read(&path).unwrap();
        for cut in (0..whole.len()).step_by(7) {
            fs::write(&path, &whole[..cut]).unwrap();
            let store = dir.open(1 << 20);
            for n in 0..40 {
                assert!(store.get(n).is_none_or(|found| found == value(n)), "cut at {cut}");
            }
        }
        for at in (0..whole.len()).step_by(5) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            fs::write(&path, &bytes).unwrap();
            let store = dir.open(1 << 20);
            for n in 0..40 {
                // Under a key that was changed there is a value nobody asks for.
                assert!(store.get(n).is_none_or(|found| found == value(n)), "damaged at {at}");
            }
        }
    }

    #[test]
    fn a_store_stays_within_its_bounds_and_keeps_what_is_used() {
        let dir = Dir::new("bounds");
        let most = 40_000;
        for run in 0..60_u128 {
            let store = dir.open(most);
            // These are asked for in every run, and made again where they are not there.
            for n in 0..20 {
                if store.get(n).is_none() {
                    assert_eq!(run, 0, "{n} was lost");
                    store.put(n, &value(n + 100));
                }
            }
            (0..50).for_each(|n| store.put(1000 + run * 50 + n, &value(n + 100)));
            assert_eq!(store.finish(), None);
            assert!(dir.size() < most * 2, "{}", dir.size());
        }
        assert!(fs::read_dir(&dir.0).unwrap().count() <= MANY + 1);
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_is_told_and_nothing_is_lost() {
        let dir = Dir::new("gone");
        let store = dir.open(1 << 20);
        fs::remove_dir_all(&dir.0).unwrap();
        store.put(1, b"a");
        assert!(store.finish().unwrap().contains("tregua-store"));
        assert!(Store::open(Path::new("/dev/null/none"), 1).is_err());
    }
}
