//! What may be opened and what may be replaced: the refusals, each with its way out.

use super::fault::{Fault, FaultKind};
use super::folder::names_in;
use super::name::{is_own_temp, shown};
use super::stamp;
use rustix::fs::{Access, AtFlags, CWD, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};
use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

/// As many as Linux itself follows.
const MAX_LINKS: usize = 40;

/// The folder a file lies in.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Follows the links at the end of `path` to the file behind them, so that the link stays and the file is replaced.
///
/// The folders on the way are left to the kernel: making the path absolute could push it over the length limit.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut real = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        if !fs::symlink_metadata(&real)?.file_type().is_symlink() {
            return Ok(real);
        }
        let to = fs::read_link(&real)?;
        real = parent(&real).join(to);
    }
    Err(Errno::LOOP.into())
}

/// Opens a regular file for reading. Anything else is refused unopened: opening a FIFO blocks, a device may act.
///
/// Returns also how it was when opened. The name is first looked at, then opened without blocking and looked at again,
/// since it may lead elsewhere by then.
pub(super) fn open_regular(path: &Path, named: &Path) -> Result<(File, Metadata), Fault> {
    let fail = |e: io::Error| unreadable(named, &e);
    let meta = fs::metadata(path).map_err(fail)?;
    regular(&meta, named)?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let fd = retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty())).map_err(|e| fail(e.into()))?;
    let file = File::from(fd);
    let meta = file.metadata().map_err(fail)?;
    regular(&meta, named)?;
    Ok((file, meta))
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink()) {
        return dangling(path);
    }
    Fault::reading(path, error)
}

pub(super) fn dangling(path: &Path) -> Fault {
    let to = fs::read_link(path).unwrap_or_default();
    let text =
        format!("is a link to {}, which does not exist; mend the link or name the file itself", shown(&to));
    Fault::about(FaultKind::NotFound, path, text)
}

/// Refuses all but regular files.
pub(super) fn regular(meta: &Metadata, path: &Path) -> Result<(), Fault> {
    if meta.is_file() {
        return Ok(());
    }
    let text = format!("is {}; name a subtitle file", what(meta.file_type()));
    Err(Fault::about(FaultKind::NotRegular, path, text))
}

pub(super) fn what(kind: FileType) -> &'static str {
    if kind.is_dir() {
        "a directory"
    } else if kind.is_fifo() {
        "a FIFO (named pipe)"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_char_device() || kind.is_block_device() {
        "a device"
    } else {
        "not a regular file"
    }
}

/// Whether the file behind `real` may be replaced: one name only, writable, in a folder that is writable.
///
/// The rename itself would succeed on a file that is read-only or has two names; that is why it is asked here.
pub(super) fn replaceable(path: &Path, real: &Path, meta: &Metadata) -> Result<(), Fault> {
    if meta.nlink() > 1 {
        return Err(hard_linked(path, real, meta));
    }
    if let Err(e) = may(real, Access::WRITE_OK) {
        let way_out = "allow writing (chmod u+w) and run again, or write to another file";
        return Err(match e {
            Errno::ROFS => Fault::writing(path, true, &e.into()),
            Errno::ACCESS | Errno::PERM => {
                Fault::about(FaultKind::ReadOnly, path, format_args!("is read-only; {way_out}"))
            }
            e => Fault::writing(path, true, &e.into()),
        });
    }
    writable_dir(path, real, true)
}

/// Whether a file may be made in the folder of `real`: without that there is no safe way to replace a file in it.
pub(super) fn writable_dir(path: &Path, real: &Path, existed: bool) -> Result<(), Fault> {
    let dir = parent(real);
    match may(dir, Access::WRITE_OK | Access::EXEC_OK) {
        Ok(()) => Ok(()),
        Err(Errno::NOENT) => {
            let text = format!("its folder {} does not exist; make it first", shown(dir));
            Err(Fault::untouched(FaultKind::NotFound, path, existed, text))
        }
        Err(Errno::ACCESS | Errno::PERM) => {
            let text = format!(
                "its folder {} may not be written, and a file is only replaced by a finished new one beside it; \
                 allow writing there (chmod u+w) or write to another folder",
                shown(dir)
            );
            Err(Fault::untouched(FaultKind::ReadOnly, path, existed, text))
        }
        Err(e) => Err(Fault::writing(path, existed, &e.into())),
    }
}

fn may(path: &Path, access: Access) -> rustix::io::Result<()> {
    // As the user this process acts as; an old kernel only knows the question for the user who started it.
    match rustix::fs::accessat(CWD, path, access, AtFlags::EACCESS) {
        Err(Errno::NOSYS | Errno::INVAL) => rustix::fs::access(path, access),
        answer => answer,
    }
}

fn hard_linked(path: &Path, real: &Path, meta: &Metadata) -> Fault {
    let names = meta.nlink();
    // A run killed on a file system without atomic exchange leaves the second name itself: then say so.
    let dir = parent(real);
    let mut temps = names_in(dir, is_own_temp).into_iter().map(|name| dir.join(name));
    let own = temps.find(|temp| fs::symlink_metadata(temp).is_ok_and(|m| stamp::id(&m) == stamp::id(meta)));
    let text = match own {
        Some(own) => format!(
            "has {names} names; one is {}, left by a run that was killed: remove that one and run again",
            shown(&own)
        ),
        None => format!(
            "has {names} names (hard links), which a rewrite would part; write to another file, or first make it a \
             file of its own (cp it to a new name, then mv that over it)"
        ),
    };
    Fault::about(FaultKind::HardLinked, path, text)
}
