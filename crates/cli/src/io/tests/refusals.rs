use super::*;
use rustix::fs::{CWD, FileType, IFlags, Mode, ioctl_getflags, ioctl_setflags, mknodat};
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::symlink;

#[test]
fn when_the_second_target_is_refused_the_first_is_as_it_was() {
    let dir = Folder::new();
    let a = read_for_rewrite(&dir.file("a.srt", b"old"), MAX).unwrap();
    let before = ino(&a.path);
    let bad = dir.at("none/b.srt");
    let fault = write_all(&[], &[replace(&a, b"new"), create(&bad, false, b"x")]).unwrap_err();
    assert_eq!((fault.kind(), fault.path()), (FaultKind::NotFound, bad.as_path()));
    assert!(fault.to_string().ends_with("no file of this set was written"), "{fault}");
    assert_eq!((ino(&a.path), fs::read(&a.path).unwrap()), (before, b"old".to_vec()));
    assert_eq!(dir.temps(), 0);
}

#[test]
fn when_the_last_swap_fails_the_earlier_are_taken_back() {
    let dir = Folder::new();
    let a = read_for_rewrite(&dir.file("a.srt", b"old a"), MAX).unwrap();
    let b = read_for_rewrite(&dir.file("b.srt", b"old b"), MAX).unwrap();
    let new = dir.at("c.srt");
    // A file that may only be appended to passes every look beforehand, and refuses the rename itself.
    let file = File::open(&b.path).unwrap();
    let append = |on| {
        let flags = ioctl_getflags(&file)?;
        ioctl_setflags(&file, if on { flags | IFlags::APPEND } else { flags - IFlags::APPEND })
    };
    if append(true).is_err() {
        return;
    }
    #[allow(irrefutable_let_patterns, reason = "a program without the cloud reads nothing but files")]
    let crate::io::read::Source::File(_, held) = b.source else { panic!("it is a file") };
    let source = crate::io::read::Source::File(Stamp::of(&file.metadata().unwrap()), held);
    let b = Input { source, ..b };
    let before = ino(&a.path);
    let result =
        write_all(&[], &[replace(&a, b"new a"), create(&new, false, b"made"), replace(&b, b"new b")]);
    append(false).unwrap();
    let fault = result.unwrap_err();
    assert_eq!((fault.kind(), fault.path()), (FaultKind::ReadOnly, b.path.as_path()));
    assert_eq!((ino(&a.path), fs::read(&a.path).unwrap()), (before, b"old a".to_vec()));
    assert_eq!(fs::read(&b.path).unwrap(), b"old b");
    assert!(!new.exists());
    assert_eq!(dir.temps(), 0);
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_lost() {
    let dir = Folder::new();
    for rewrite in [read, read_for_rewrite] {
        // Written to.
        let path = dir.file("a.srt", b"old");
        let input = rewrite(&path, MAX).unwrap();
        File::options().append(true).open(&path).unwrap().write_all(b" and more").unwrap();
        assert_eq!(kind(write_all(&[], &[replace(&input, b"new")])), FaultKind::Changed);
        assert_eq!(fs::read(&path).unwrap(), b"old and more");
        drop(input);
        // Replaced.
        let input = rewrite(&path, MAX).unwrap();
        fs::rename(dir.file("theirs", b"theirs"), &path).unwrap();
        assert_eq!(kind(write_all(&[], &[replace(&input, b"new")])), FaultKind::Changed);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        drop(input);
        // Removed.
        let input = rewrite(&path, MAX).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(write_all(&[], &[replace(&input, b"new")]).is_err());
        assert!(!path.exists());
    }
    assert_eq!(dir.temps(), 0);
}

#[test]
fn a_second_name_is_never_parted() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    let reader = read(&path, MAX).unwrap();
    fs::hard_link(&path, dir.at("two.srt")).unwrap();
    let fault = read_for_rewrite(&path, MAX).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::HardLinked);
    assert!(fault.to_string().contains("hard links"), "{fault}");
    assert!(write_all(&[], &[replace(&reader, b"new")]).is_err());
    assert_eq!(kind(write_all(&[], &[create(&path, true, b"new")])), FaultKind::HardLinked);
    assert_eq!(ino(&path), ino(&dir.at("two.srt")));
    // The second name a killed run left is told by name.
    fs::rename(dir.at("two.srt"), dir.at(".tregua-0123456789abcdef.tmp")).unwrap();
    let fault = read_for_rewrite(&path, MAX).unwrap_err().to_string();
    assert!(fault.contains(".tregua-0123456789abcdef.tmp, left by a run that was killed"), "{fault}");
}

#[test]
fn an_output_that_is_an_input_by_another_name_is_a_rewrite() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    symlink("a.srt", dir.at("link.srt")).unwrap();
    let link = dir.at("./link.srt");
    for rewrite in [read, read_for_rewrite] {
        fs::write(&path, b"old").unwrap();
        let input = rewrite(&path, MAX).unwrap();
        // Not without being asked.
        let fault = write_all(&[&input], &[create(&link, false, b"new")]).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Exists);
        assert!(fault.to_string().contains("by another name"), "{fault}");
        // The same bytes: not touched.
        let written = write_all(&[&input], &[create(&link, true, b"old")]).unwrap();
        assert_eq!(written.outcomes, [Outcome::Unchanged]);
        let written = write_all(&[&input], &[create(&link, true, b"new")]).unwrap();
        assert_eq!(written.outcomes, [Outcome::Replaced]);
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        // What was read is not there any more.
        assert!(write_all(&[&input], &[create(&path, true, b"newer")]).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}

#[test]
fn two_outputs_are_not_one_file() {
    let dir = Folder::new();
    let (new, again) = (dir.at("a.srt"), dir.at("./a.srt"));
    let result = write_all(&[], &[create(&new, true, b"1"), create(&again, true, b"2")]);
    assert_eq!(kind(result), FaultKind::Duplicate);
    let input = read_for_rewrite(&dir.file("b.srt", b"old"), MAX).unwrap();
    symlink("b.srt", dir.at("link")).unwrap();
    let result = write_all(&[], &[replace(&input, b"1"), create(&dir.at("link"), true, b"2")]);
    assert_eq!(kind(result), FaultKind::Duplicate);
    assert!(!new.exists());
    assert_eq!(fs::read(&input.path).unwrap(), b"old");
}

#[test]
fn a_new_file_takes_nothings_place() {
    let dir = Folder::new();
    let made = |name: &str, overwrite| write_all(&[], &[create(&dir.at(name), overwrite, b"new")]);
    dir.file("a.srt", b"old");
    assert_eq!(kind(made("a.srt", false)), FaultKind::Exists);
    assert_eq!(made("a.srt", true).unwrap().outcomes, [Outcome::Replaced]);
    symlink("gone", dir.at("link")).unwrap();
    assert_eq!(kind(made("link", true)), FaultKind::NotFound);
    assert!(!dir.at("gone").exists());
    fs::create_dir(dir.at("sub")).unwrap();
    assert_eq!(kind(made("sub", true)), FaultKind::NotRegular);
    assert_eq!(kind(made("new/", true)), FaultKind::NotRegular);
    mknodat(CWD, dir.at("fifo"), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    assert_eq!(kind(made("fifo", true)), FaultKind::NotRegular);
    assert_eq!(kind(made("a.srt/b.srt", true)), FaultKind::Io);
    if Path::new("/dev/full").exists() {
        assert_eq!(kind(write_all(&[], &[create(Path::new("/dev/full"), false, b"x")])), FaultKind::Io);
    }
    assert_eq!(dir.temps(), 0);
}
