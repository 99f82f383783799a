//! Carries mode, owner and extended attributes (access control lists are among them) from a file to its new version.

use super::fault::{Fault, FaultKind, reason};
use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

/// All permission bits, with set-uid, set-gid and sticky.
const MODE: u32 = 0o7777;

/// Makes `to` belong to whom `from` belongs to and readable by whom it is. What cannot be kept stops the write: a file
/// that comes back with other rights is not the file that was there.
pub(super) fn copy(from: &File, to: &File, path: &Path) -> Result<(), Fault> {
    let fail = |what: &str, error: &io::Error| {
        let text = format!("its {what} could not be kept: {}; or write to another file", reason(error));
        Fault::untouched(FaultKind::Metadata, path, true, text)
    };
    let old = from.metadata().map_err(|e| Fault::writing(path, true, &e))?;
    let new = to.metadata().map_err(|e| Fault::writing(path, true, &e))?;
    // The owner first: changing it clears set-uid bits and capabilities.
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        let owner = format!("owner {}:{}", old.uid(), old.gid());
        fchown(to, Some(old.uid()), Some(old.gid())).map_err(|e| fail(&owner, &e))?;
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    xattr::copy(from, to)
        .map_err(|(name, e)| fail(&format!("extended attribute {}", super::shown(Path::new(&name))), &e))?;
    // The mode last. With an access list its group bits are the list's mask, which the old mode gives back as it was.
    let mode = old.mode() & MODE;
    let what = format!("mode {mode:04o}");
    to.set_permissions(Permissions::from_mode(mode)).map_err(|e| fail(&what, &e))?;
    // Some file systems say yes and do nothing; set-gid is dropped without a word for who is not in the group.
    let new = to.metadata().map_err(|e| Fault::writing(path, true, &e))?;
    if (new.mode() & MODE, new.uid(), new.gid()) != (mode, old.uid(), old.gid()) {
        return Err(fail(&what, &rustix::io::Errno::PERM.into()));
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod xattr {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;
    use std::ffi::{OsStr, OsString};
    use std::fs::File;
    use std::io;
    use std::os::unix::ffi::OsStrExt;

    /// No attribute or list of names is larger on Linux.
    const MAX: usize = 64 * 1024;
    /// What is tried before.
    const FEW: usize = 256;

    type Failure = (OsString, io::Error);

    pub(super) fn copy(from: &File, to: &File) -> Result<(), Failure> {
        let (wanted, present) = (names(from)?, names(to)?);
        for name in wanted.iter().filter(|n| !of_the_content(n)) {
            let failed = |e: Errno| (name.clone(), e.into());
            let value = value(from, name).map_err(failed)?;
            // A label that is there already (SELinux gives one by folder) needs no right to set it.
            if !present.contains(name) || self::value(to, name).map_err(failed)? != value {
                fsetxattr(to, name.as_os_str(), &value, XattrFlags::empty()).map_err(failed)?;
            }
        }
        // What the folder gave the new file and the old one lacks: an inherited access list would open it to others.
        // security.* is the kernel's own and stays.
        for name in present.iter().filter(|n| !wanted.contains(n) && !n.as_bytes().starts_with(b"security."))
        {
            fremovexattr(to, name.as_os_str()).map_err(|e| (name.clone(), e.into()))?;
        }
        Ok(())
    }

    /// Signatures and digests of the old bytes; true of the new ones never.
    fn of_the_content(name: &OsStr) -> bool {
        matches!(name.as_bytes(), b"security.ima" | b"security.evm")
    }

    fn names(file: &File) -> Result<Vec<OsString>, Failure> {
        let list = filled(|buffer| flistxattr(file, buffer));
        let list = match list {
            // No attributes here at all.
            Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(Vec::new()),
            list => list.map_err(|e| (OsString::from("list"), e.into()))?,
        };
        Ok(list
            .split(|b| *b == 0)
            .filter(|n| !n.is_empty())
            .map(|n| OsStr::from_bytes(n).to_owned())
            .collect())
    }

    fn value(file: &File, name: &OsStr) -> rustix::io::Result<Vec<u8>> {
        filled(|buffer| fgetxattr(file, name, buffer))
    }

    fn filled(get: impl Fn(&mut [u8]) -> rustix::io::Result<usize>) -> rustix::io::Result<Vec<u8>> {
        // Nearly every file has none, or a few short ones. Where they do not fit, the largest buffer comes next: asking for the size
        // would be a race.
        let mut few = [0; FEW];
        match get(&mut few) {
            Err(Errno::RANGE) => {}
            few_of => return few_of.map(|n| few.get(..n).unwrap_or_default().to_vec()),
        }
        let mut buffer = vec![0; MAX];
        let n = get(&mut buffer)?;
        buffer.truncate(n);
        Ok(buffer)
    }
}
