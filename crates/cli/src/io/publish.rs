//! From a finished temporary file to its real name, with the way back.

use super::fault::{Fault, FaultKind};
use super::plan::{Job, Old};
use super::stamp::{self, Stamp};
use super::temp::Temp;
use rustix::io::Errno;
use std::fs;
use std::io;
use std::path::PathBuf;

/// One file of a set, from its finished temporary file to its real name, with the way back.
pub(super) struct Step<'a> {
    pub(super) job: Job<'a>,
    temp: Temp,
    done: Done,
}

/// How the new file got its name, which tells how to take it back.
enum Done {
    /// Not yet.
    No,
    /// The two files changed names: the old one lies under the temporary name.
    Exchanged,
    /// The old one (or a copy) has this temporary name besides.
    Backed(Temp),
    /// There was none before.
    Created,
}

impl<'a> Step<'a> {
    /// Writes the temporary file. The target is not touched.
    pub(super) fn prepare(job: Job<'a>) -> Result<Self, Fault> {
        let like = job.old.as_ref().map(|o| &o.file);
        let temp = Temp::write(job.path, &job.real, job.bytes, like)?;
        Ok(Self { job, temp, done: Done::No })
    }

    /// With a temporary file that is finished already.
    pub(super) fn finished(job: Job<'a>, temp: Temp) -> Self {
        Self { job, temp, done: Done::No }
    }

    /// Gives the new file its name. On failure the target is as it was.
    pub(super) fn publish(&mut self) -> Result<(), Fault> {
        match &self.job.old {
            None => self.create(),
            Some(old) => match exchange(self.temp.path(), &self.job.real) {
                Ok(()) => {
                    self.done = Done::Exchanged;
                    // Only now is it certain which version was displaced: closes the gap after the last look.
                    self.displaced()
                }
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                    let stamp = old.stamp;
                    self.replace(stamp)?;
                    self.displaced()
                }
                Err(e) => Err(self.job.failed(&e.into())),
            },
        }
    }

    /// Checks that the version taken away is the one that was read, also when somebody had it open while it was swapped.
    pub(super) fn displaced(&self) -> Result<(), Fault> {
        let kept = match &self.done {
            Done::Exchanged => self.temp.path(),
            Done::Backed(backup) => backup.path(),
            Done::No | Done::Created => return Ok(()),
        };
        let Some(old) = &self.job.old else { return Ok(()) };
        match fs::symlink_metadata(kept).map(|m| Stamp::of(&m)) {
            Ok(now) if now.same_content(&old.stamp) => Ok(()),
            // A copy has an identity of its own.
            Ok(now) if now.id() != old.stamp.id() && matches!(self.done, Done::Backed(_)) => Ok(()),
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(self.job.failed(&e)),
            _ => Err(self.job.changed()),
        }
    }

    /// Where the two names cannot be exchanged (old NFS, SMB, exFAT, many FUSE): keep the old version, then rename over it.
    fn replace(&mut self, stamp: Stamp) -> Result<(), Fault> {
        let failed = |e: io::Error| self.job.failed(&e);
        let backup = match Temp::link(&self.job.real) {
            Ok(link) if link.id() == stamp.id() => link,
            Ok(_) => return Err(self.job.changed()),
            Err(e) if links_unknown(&e) => self.copy_of_old()?,
            Err(e) => return Err(failed(e)),
        };
        fs::rename(self.temp.path(), &self.job.real).map_err(failed)?;
        self.temp.disarm();
        self.done = Done::Backed(backup);
        Ok(())
    }

    fn copy_of_old(&self) -> Result<Temp, Fault> {
        let Some(Old { file, stamp }) = &self.job.old else { return Err(self.job.changed()) };
        let input = super::read::again(file, self.job.path, *stamp)?;
        Temp::write(self.job.path, &self.job.real, &input, Some(file))
    }

    fn create(&mut self) -> Result<(), Fault> {
        let appeared = || {
            let text = "it appeared while this run was at work; look at it, then ask for overwriting or name another";
            Fault::untouched(FaultKind::Exists, self.job.path, false, text)
        };
        // All three ways refuse to take the place of a file that somebody made meanwhile; the last one nearly.
        let made = match rename_new(self.temp.path(), &self.job.real) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                match fs::hard_link(self.temp.path(), &self.job.real) {
                    Err(e) if links_unknown(&e) => match fs::symlink_metadata(&self.job.real) {
                        Err(e) if e.kind() == io::ErrorKind::NotFound => {
                            fs::rename(self.temp.path(), &self.job.real).map(|()| true)
                        }
                        Err(e) => Err(e),
                        Ok(_) => return Err(appeared()),
                    },
                    linked => linked.map(|()| false),
                }
            }
            renamed => renamed.map(|()| true).map_err(Into::into),
        };
        let moved = match made {
            Ok(moved) => moved,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(appeared()),
            Err(e) => return Err(self.job.failed(&e)),
        };
        if moved {
            self.temp.disarm();
        }
        self.done = Done::Created;
        Ok(())
    }

    /// Takes the new file back. When that cannot be done, says where the old version lies, which is then kept.
    pub(super) fn undo(&mut self) -> Result<(), String> {
        let real = &self.job.real;
        // If somebody has put a third version there, it is theirs and stays.
        let ours = fs::symlink_metadata(real).is_ok_and(|m| stamp::id(&m) == self.temp.id());
        match std::mem::replace(&mut self.done, Done::No) {
            Done::No => Ok(()),
            Done::Exchanged => {
                if ours && exchange(self.temp.path(), real).is_ok() {
                    return Ok(());
                }
                self.temp.disarm();
                Err(format!("its old version is kept as {}", super::shown(self.temp.path())))
            }
            Done::Backed(mut backup) => {
                let back = ours && fs::rename(backup.path(), real).is_ok();
                backup.disarm();
                if back {
                    return Ok(());
                }
                Err(format!("its old version is kept as {}", super::shown(backup.path())))
            }
            Done::Created if ours && fs::remove_file(real).is_ok() => Ok(()),
            Done::Created => Err("it was made new and is still there".to_owned()),
        }
    }

    /// The set is complete: removes the old version. Gives its temporary name when that fails.
    pub(super) fn commit(mut self) -> Option<PathBuf> {
        match &mut self.done {
            Done::Backed(backup) => backup.remove(),
            _ => self.temp.remove(),
        }
    }
}

fn links_unknown(error: &io::Error) -> bool {
    matches!(Errno::from_io_error(error), Some(Errno::PERM | Errno::NOTSUP | Errno::NOSYS | Errno::MLINK))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &std::path::Path, b: &std::path::Path) -> rustix::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_new(from: &std::path::Path, to: &std::path::Path) -> rustix::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &std::path::Path, _: &std::path::Path) -> rustix::io::Result<()> {
    Err(Errno::NOSYS)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_new(_: &std::path::Path, _: &std::path::Path) -> rustix::io::Result<()> {
    Err(Errno::NOSYS)
}
