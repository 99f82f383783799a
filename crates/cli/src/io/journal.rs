//! The record of a run over many files: which file had which bytes before and after. A run that was stopped, however it
//! was, goes on where it stopped: no file is worked on twice, and none is left out.

use super::fault::{Fault, FaultKind};
use super::remote::is_remote;
use super::store::key;
use rustix::fs::{FlockOperation, flock};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// How a record begins; what was asked for stands behind it.
const HEAD: &str = "tregua run 1 ";

/// Sums of a file's bytes.
type Sum = u128;

/// A record, open, and kept from other runs.
#[derive(Debug)]
pub struct Journal {
    /// By the file's name: its bytes before, and after.
    known: HashMap<u128, (Sum, Sum)>,
    file: Mutex<File>,
}

/// What a record knows of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// It was not begun, or nothing came of it.
    Open,
    /// It has the bytes it was to have.
    Done,
    /// It has neither the bytes it had nor those it was to have: somebody else has changed it.
    Changed,
}

impl Journal {
    /// Opens a record, or begins one. `seed` tells what is asked for: the record of another request is not gone on with.
    ///
    /// # Errors
    /// When the file is something else or of another request, another run is using it, or it cannot be written to.
    pub fn open(path: &Path, seed: u64) -> Result<Self, Fault> {
        let fail = |e: io::Error| Fault::writing(path, true, &e);
        let about = |kind, text: &str| Fault::about(kind, path, text);
        if is_remote(path) {
            return Err(about(FaultKind::NotRegular, "is no file; a record must be a file of this machine"));
        }
        if path.exists() && !path.is_file() {
            return Err(about(FaultKind::NotRegular, "is no file; name a file for the record"));
        }
        let mut options = OpenOptions::new();
        let mut file = options.read(true).append(true).create(true).open(path).map_err(fail)?;
        if !locked(&file) {
            return Err(about(
                FaultKind::Changed,
                "is in use by another run; wait for it, or name another record",
            ));
        }
        let head = format!("{HEAD}{seed:016x}\n");
        let mut known = HashMap::new();
        let mut reader = BufReader::new(&file);
        let mut line = Vec::new();
        let mut whole = 0_u64;
        while reader.read_until(b'\n', &mut line).map_err(fail)? > 0 && line.last() == Some(&b'\n') {
            if whole == 0 {
                if !line.starts_with(HEAD.as_bytes()) {
                    return Err(about(
                        FaultKind::Exists,
                        "is no record of a run; name another file for the record",
                    ));
                }
                if line != head.as_bytes() {
                    let text = "is the record of another request; finish that one, or name another record";
                    return Err(about(FaultKind::Exists, text));
                }
            } else if let Some((name, sums)) = entry(&line) {
                known.insert(name, sums);
            }
            whole += line.len() as u64;
            line.clear();
        }
        // The last line of a run that was killed may be a part of one; a file that has no line is something else.
        if whole == 0 && !head.as_bytes().starts_with(&line) {
            return Err(about(FaultKind::Exists, "is no record of a run; name another file for the record"));
        }
        file.set_len(whole).and_then(|()| file.seek(io::SeekFrom::End(0))).map_err(fail)?;
        if whole == 0 {
            file.write_all(head.as_bytes()).and_then(|()| file.sync_data()).map_err(fail)?;
        }
        Ok(Self { known, file: Mutex::new(file) })
    }

    /// How far a file is that was read and is rewritten in its place.
    #[must_use]
    pub fn in_place(&self, path: &Path, bytes: &[u8]) -> Progress {
        let Some((before, after)) = self.known.get(&name(path)) else { return Progress::Open };
        match key(bytes, 0) {
            sum if sum == *after => Progress::Done,
            sum if sum == *before => Progress::Open,
            _ => Progress::Changed,
        }
    }

    /// How far a file is whose result goes elsewhere; `result` is what is there now.
    #[must_use]
    pub fn elsewhere(&self, path: &Path, bytes: &[u8], result: Option<&[u8]>) -> Progress {
        let known = self.known.get(&name(path)).zip(result);
        match known {
            Some(((before, after), result)) if key(bytes, 0) == *before && key(result, 0) == *after => {
                Progress::Done
            }
            _ => Progress::Open,
        }
    }

    /// Notes what is about to be done to a file, down to the disk: when the file has its new bytes, that is known.
    ///
    /// # Errors
    /// When it cannot be noted; then the file must not be changed.
    pub fn intend(&self, path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
        let line = format!("{:032x} {:032x} {:032x}\n", name(path), key(before, 0), key(after, 0));
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes())?;
        file.sync_data()
    }
}

/// Whether the record is this run's now; one that is just ending is waited for.
fn locked(file: &File) -> bool {
    (0..20).any(|turn| {
        if turn > 0 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        flock(file, FlockOperation::NonBlockingLockExclusive).is_ok()
    })
}

/// A file's name, wherever the run begins.
fn name(path: &Path) -> u128 {
    if is_remote(path) {
        return key(path.as_os_str().as_encoded_bytes(), 0);
    }
    let whole = path.canonicalize().or_else(|_| std::path::absolute(path));
    key(whole.as_deref().unwrap_or(path).as_os_str().as_encoded_bytes(), 0)
}

fn entry(line: &[u8]) -> Option<(u128, (Sum, Sum))> {
    let mut parts = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
    let mut part =
        || parts.next().filter(|it| it.len() == 32).and_then(|it| u128::from_str_radix(it, 16).ok());
    Some((part()?, (part()?, part()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    struct Dir(std::path::PathBuf);

    impl Dir {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("tregua-journal-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&dir);
            fs::create_dir_all(&dir).unwrap();
            Self(dir)
        }
    }

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_run_goes_on_wherever_it_was_cut_off() {
        let dir = Dir::new("cut");
        let path = dir.0.join("run");
        let file = |n: usize| dir.0.join(format!("{n}.srt"));
        let (before, after) = (|n: usize| vec![b'a'; n], |n: usize| vec![b'b'; n]);
        let journal = Journal::open(&path, 7).unwrap();
        for n in 0..5 {
            journal.intend(&file(n), &before(n), &after(n)).unwrap();
        }
        drop(journal);
        let whole = fs::read(&path).unwrap();
        let lines = whole.iter().filter(|b| **b == b'\n').count();
        assert_eq!(lines, 6);
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let journal = Journal::open(&path, 7).unwrap();
            let noted = whole[..cut].iter().filter(|b| **b == b'\n').count().saturating_sub(1);
            for n in 0..5 {
                let want = if n < noted { Progress::Done } else { Progress::Open };
                assert_eq!(journal.in_place(&file(n), &after(n)), want, "cut at {cut}, file {n}");
                if n > 0 {
                    assert_eq!(journal.in_place(&file(n), &before(n)), Progress::Open);
                    let other = if n < noted { Progress::Changed } else { Progress::Open };
                    assert_eq!(journal.in_place(&file(n), b"c"), other);
                    let there = journal.elsewhere(&file(n), &before(n), Some(&after(n)));
                    assert_eq!(there, want);
                    assert_eq!(journal.elsewhere(&file(n), &before(n), None), Progress::Open);
                    assert_eq!(journal.elsewhere(&file(n), b"c", Some(&after(n))), Progress::Open);
                }
            }
            // What is noted now stands on a line of its own.
            journal.intend(&file(9), &before(9), &after(9)).unwrap();
            drop(journal);
            let again = Journal::open(&path, 7).unwrap();
            assert_eq!(again.in_place(&file(9), &after(9)), Progress::Done, "cut at {cut}");
        }
    }

    #[test]
    fn what_is_no_record_of_this_request_is_not_written_to() {
        let dir = Dir::new("other");
        let path = dir.0.join("a.srt");
        for text in
            ["1\n00:00:01,000 --> 00:00:02,000\nHola\n", "no line end", "tregua run 1 0000000000000008\n"]
        {
            fs::write(&path, text).unwrap();
            assert!(Journal::open(&path, 7).is_err(), "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert!(Journal::open(&dir.0, 7).is_err());
        let path = dir.0.join("run");
        let first = Journal::open(&path, 7).unwrap();
        let second = Journal::open(&path, 7).unwrap_err().to_string();
        assert!(second.contains("another run"), "{second}");
        drop(first);
    }
}
