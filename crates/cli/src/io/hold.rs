//! Files held: open, locked against other runs of ours, and surely the ones their names lead to.

use super::access::{open_regular, resolve};
use super::fault::{Fault, FaultKind};
use super::stamp;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long to wait for another run. A limit, since two runs that hold each other's file would wait for ever.
const WAIT: Duration = Duration::from_secs(30);

/// A regular file, open for reading and locked against other runs of ours until this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    /// The file behind the links of the name.
    pub(super) real: PathBuf,
    /// Open for reading; the lock lives as long as this handle or a duplicate of it.
    pub(super) file: File,
}

/// Opens and locks the file `path` leads to, waiting for another run that has it.
///
/// The lock is on the inode, and a run that had it may have put another inode under the name. So the name is looked
/// up again once the lock is there, and if it leads elsewhere the work starts over.
pub(super) fn hold(path: &Path) -> Result<(Held, Metadata), Fault> {
    let until = Instant::now() + WAIT;
    loop {
        let real = resolve(path).map_err(|e| match open_regular(path, path) {
            Err(better) => better,
            Ok(_) => Fault::reading(path, &e),
        })?;
        let (file, opened) = open_regular(&real, path)?;
        lock(&file, path, until)?;
        if fs::metadata(path).is_ok_and(|now| stamp::id(&now) == stamp::id(&opened)) {
            // The lock may have been waited for while the holder wrote: what counts is how the file is now.
            let meta = file.metadata().map_err(|e| Fault::reading(path, &e))?;
            return Ok((Held { real, file }, meta));
        }
        if Instant::now() >= until {
            let text = "is replaced by another program again and again; run again when that has ended";
            return Err(Fault::about(FaultKind::Busy, path, text));
        }
    }
}

fn lock(file: &File, path: &Path, until: Instant) -> Result<(), Fault> {
    let mut pause = Duration::from_millis(1);
    loop {
        match flock(file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(Errno::WOULDBLOCK) if Instant::now() >= until => {
                let text = format!(
                    "another run has held it for {} seconds; run again when that has ended",
                    WAIT.as_secs()
                );
                return Err(Fault::about(FaultKind::Busy, path, text));
            }
            Err(Errno::WOULDBLOCK) => {
                sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(50));
            }
            // The file system has no locks (or, over NFS, none for a file open for reading). The stamps compared
            // before and after the swap still catch another run.
            Err(_) => return Ok(()),
        }
    }
}

/// Locks a file of our own making before its name becomes the target's, so that no run starts on it until ours has ended.
pub(super) fn lock_new(file: &File) {
    // Nobody else knows the file, so this waits for nobody; and where there are no locks there is nothing to hold.
    let _ = flock(file, FlockOperation::NonBlockingLockExclusive);
}
