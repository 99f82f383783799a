use super::*;
use rustix::fs::{XattrFlags, getxattr, setxattr};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;

#[test]
fn a_set_is_replaced_and_made() {
    let dir = Folder::new();
    let a = read_for_rewrite(&dir.file("a.srt", b"old"), MAX).unwrap();
    let b = read(&dir.file("b.srt", b"same"), MAX).unwrap();
    let new = dir.at("c.srt");
    let null = Path::new("/dev/null");
    let written = write_all(
        &[&a, &b],
        &[replace(&a, b"new"), replace(&b, b"same"), create(&new, false, b"made"), create(null, false, b"x")],
    )
    .unwrap();
    assert_eq!(
        written.outcomes,
        [Outcome::Replaced, Outcome::Unchanged, Outcome::Created, Outcome::Streamed]
    );
    assert!(written.left.is_empty());
    assert_eq!(fs::read(&a.path).unwrap(), b"new");
    assert_eq!(fs::read(&new).unwrap(), b"made");
    assert_eq!(dir.temps(), 0);
}

#[test]
fn nothing_to_change_keeps_inode_and_time() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"same");
    let before = fs::metadata(&path).unwrap();
    let input = read_for_rewrite(&path, MAX).unwrap();
    let written = write_all(&[], &[replace(&input, b"same")]).unwrap();
    assert_eq!(written.outcomes, [Outcome::Unchanged]);
    let after = fs::metadata(&path).unwrap();
    assert_eq!(
        (before.ino(), before.mtime_nsec(), before.ctime_nsec()),
        (after.ino(), after.mtime_nsec(), after.ctime_nsec())
    );
}

#[test]
fn a_link_stays_and_the_file_behind_it_changes() {
    let dir = Folder::new();
    fs::create_dir(dir.at("real")).unwrap();
    let real = dir.file("real/x.srt", b"old");
    symlink("real/x.srt", dir.at("one")).unwrap();
    symlink("one", dir.at("two")).unwrap();
    let input = read_for_rewrite(&dir.at("two"), MAX).unwrap();
    assert_eq!(input.real(), Some(dir.at("real/x.srt").as_path()));
    let _ = write_all(&[], &[replace(&input, b"new")]).unwrap();
    assert_eq!(fs::read(real).unwrap(), b"new");
    assert!(fs::symlink_metadata(dir.at("one")).unwrap().is_symlink());
    assert!(fs::symlink_metadata(dir.at("two")).unwrap().is_symlink());
}

#[test]
fn mode_and_attributes_are_kept() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    // user::rw- user:4321:r-- group::r-- mask::r-- other::---
    let acl: Vec<u8> =
        [(1u16, 6u16, u32::MAX), (2, 4, 4321), (4, 4, u32::MAX), (16, 4, u32::MAX), (32, 0, u32::MAX)]
            .iter()
            .fold(2u32.to_le_bytes().to_vec(), |mut list, (tag, rights, id)| {
                list.extend(tag.to_le_bytes());
                list.extend(rights.to_le_bytes());
                list.extend(id.to_le_bytes());
                list
            });
    let mut kept = vec![("user.note", b"1".to_vec()), ("user.empty", Vec::new())];
    kept.push(("system.posix_acl_access", acl));
    // Not every file system takes them; those it takes must come through.
    kept.retain(|(name, value)| setxattr(&path, *name, value, XattrFlags::empty()).is_ok());
    let input = read_for_rewrite(&path, MAX).unwrap();
    let _ = write_all(&[], &[replace(&input, b"new")]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o640);
    for (name, value) in kept {
        let mut buffer = vec![0; 256];
        let n = getxattr(&path, name, buffer.as_mut_slice()).unwrap();
        assert_eq!(&buffer[..n], value, "{name}");
    }
}

#[test]
fn an_access_list_of_the_folder_does_not_open_a_private_file() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    let list = |other: u16| {
        let mut acl = 2u32.to_le_bytes().to_vec();
        for (tag, rights, id) in
            [(1u16, 6u16, u32::MAX), (2, 6, 4321), (4, 4, u32::MAX), (16, 6, u32::MAX), (32, other, u32::MAX)]
        {
            acl.extend(tag.to_le_bytes());
            acl.extend(rights.to_le_bytes());
            acl.extend(id.to_le_bytes());
        }
        acl
    };
    if setxattr(&dir.0, "system.posix_acl_default", &list(4), XattrFlags::empty()).is_err() {
        return;
    }
    let input = read_for_rewrite(&path, MAX).unwrap();
    let _ = write_all(&[], &[replace(&input, b"new")]).unwrap();
    assert!(getxattr(&path, "system.posix_acl_access", [0u8; 256].as_mut_slice()).is_err());
}

#[test]
fn the_second_run_starts_from_what_the_first_wrote() {
    let dir = Folder::new();
    let path = dir.file("count", b"0");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let input = read_for_rewrite(&path, MAX).unwrap();
                    let n: u32 = std::str::from_utf8(&input.bytes).unwrap().parse().unwrap();
                    let _ = write_all(&[], &[replace(&input, (n + 1).to_string().as_bytes())]).unwrap();
                }
            });
        }
    });
    assert_eq!(fs::read(&path).unwrap(), b"80");
    assert_eq!(dir.temps(), 0);
}

#[test]
fn a_name_of_255_bytes_is_no_obstacle() {
    let dir = Folder::new();
    let path = dir.file(&"n".repeat(255), b"old");
    let input = read_for_rewrite(&path, MAX).unwrap();
    let _ = write_all(&[], &[replace(&input, b"new")]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_new_file_gets_the_rights_the_umask_leaves() {
    let dir = Folder::new();
    let (ours, theirs) = (dir.at("ours"), dir.at("theirs"));
    let _ = write_all(&[], &[create(&ours, false, b"x")]).unwrap();
    // What any other program gives a new file here.
    let done = std::process::Command::new("touch").arg0("touch").arg(&theirs).status().unwrap();
    assert!(done.success());
    assert_eq!(fs::metadata(ours).unwrap().mode(), fs::metadata(theirs).unwrap().mode());
}
