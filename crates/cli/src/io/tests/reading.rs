use super::super::name::temps_older_than;
use super::*;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::time::{Duration, SystemTime};

#[test]
fn only_regular_files_are_read() {
    let dir = Folder::new();
    mknodat(CWD, dir.at("fifo"), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    let _socket = UnixListener::bind(dir.at("socket")).unwrap();
    symlink("/dev/zero", dir.at("zero")).unwrap();
    for (path, what) in [
        (dir.0.clone(), "is a directory"),
        (dir.at("fifo"), "is a FIFO"),
        (dir.at("socket"), "is a socket"),
        (dir.at("zero"), "is a device"),
    ] {
        for result in [read(&path, MAX), read_for_rewrite(&path, MAX)] {
            let fault = result.unwrap_err();
            assert_eq!(fault.kind(), FaultKind::NotRegular);
            assert_eq!(fault.path(), path);
            assert!(fault.to_string().contains(what), "{fault}");
        }
    }
}

#[test]
fn what_is_missing_is_named_as_missing() {
    let dir = Folder::new();
    assert_eq!(kind(read(&dir.at("none.srt"), MAX)), FaultKind::NotFound);
    symlink("gone.srt", dir.at("link.srt")).unwrap();
    for result in [read(&dir.at("link.srt"), MAX), read_for_rewrite(&dir.at("link.srt"), MAX)] {
        let fault = result.unwrap_err();
        assert_eq!(fault.kind(), FaultKind::NotFound);
        assert!(fault.to_string().contains("is a link to gone.srt"), "{fault}");
    }
    symlink("loop", dir.at("loop")).unwrap();
    assert_eq!(kind(read_for_rewrite(&dir.at("loop"), MAX)), FaultKind::Io);
    let file = dir.file("a.srt", b"x");
    assert!(read(&file.join("b.srt"), MAX).unwrap_err().to_string().contains("not a folder"));
}

#[test]
fn the_size_limit_is_the_last_size_read() {
    let dir = Folder::new();
    let file = dir.file("a.srt", b"12345");
    assert_eq!(read(&file, 5).unwrap().bytes, b"12345");
    assert_eq!(read(&file, 5).unwrap().stamp().unwrap().size(), 5);
    assert_eq!(kind(read(&file, 4)), FaultKind::TooLarge);
    assert_eq!(kind(read_for_rewrite(&file, 4)), FaultKind::TooLarge);
    assert_eq!(read(&dir.file("empty.srt", b""), 0).unwrap().bytes, b"");
}

#[test]
fn a_file_of_no_fixed_size_is_reported_not_cut() {
    // procfs says size 0 and gives bytes: the same case as a file that grows while it is read.
    if Path::new("/proc/self/stat").exists() {
        assert_eq!(kind(read(Path::new("/proc/self/stat"), MAX)), FaultKind::Changed);
    }
}

#[test]
fn a_set_keeps_its_order_and_names_a_file_once() {
    let dir = Folder::new();
    let (a, b) = (dir.file("a.srt", b"a"), dir.file("b.srt", b"b"));
    let set = read_set_for_rewrite(&[&b, &a], MAX).unwrap();
    assert_eq!(set.iter().map(|i| i.bytes.clone()).collect::<Vec<_>>(), [b"b", b"a"]);
    drop(set);
    let again = dir.at("./a.srt");
    let fault = read_set_for_rewrite(&[&a, &b, &again], MAX).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Duplicate);
    assert_eq!(fault.path(), again);
    assert_eq!(kind(read_set_for_rewrite(&[&a, &dir.at("c.srt")], MAX)), FaultKind::NotFound);
}

#[test]
fn names_are_shown_without_what_a_terminal_obeys() {
    for (name, wanted) in [
        (&b"film.kk.srt"[..], "film.kk.srt"),
        ("\u{49b}азақ ñ.srt".as_bytes(), "\u{49b}азақ ñ.srt"),
        (b"a\nb\r\tc", "a\\nb\\r\\tc"),
        (b"\x1b[31mred", "\\u{1b}[31mred"),
        (b"\x7f\xc2\x9b", "\\u{7f}\\u{9b}"),
        ("r\u{202e}trs.exe\u{2066}".as_bytes(), "r\\u{202e}trs.exe\\u{2066}"),
        (b"bad\xff\xfe.srt", "bad\\xff\\xfe.srt"),
        (b"a\\n", "a\\\\n"),
        (b"", "\"\""),
    ] {
        assert_eq!(shown(Path::new(OsStr::from_bytes(name))), wanted);
    }
    let fault = read(Path::new("/nowhere/\x1b[31m\n.srt"), MAX).unwrap_err().to_string();
    assert!(!fault.contains(char::is_control), "{fault}");
}

#[test]
fn own_temporary_files_are_known_by_name_and_age() {
    for (name, own) in [
        (".tregua-0123456789abcdef.tmp", true),
        (".tregua-0123456789ABCDEF.tmp", false),
        (".tregua-0123456789abcde.tmp", false),
        (".tregua-0123456789abcdefg.tmp", false),
        ("tregua-0123456789abcdef.tmp", false),
        (".tregua-.tmp", false),
        (".tregua-0123456789abcdef.srt", false),
    ] {
        assert_eq!(is_own_temp(OsStr::new(name)), own, "{name}");
    }
    assert!(is_own_temp(&super::super::name::temp_name()));
    let dir = Folder::new();
    let temp = dir.file(".tregua-0123456789abcdef.tmp", b"");
    fs::create_dir(dir.at(".tregua-0123456789abcde0.tmp")).unwrap();
    dir.file("a.srt", b"");
    assert!(stale_temps(&dir.0).is_empty(), "it may belong to a living run");
    let (hour, later) = (Duration::from_secs(3600), SystemTime::now() + Duration::from_secs(3605));
    assert_eq!(temps_older_than(&dir.0, hour, later), [temp]);
    assert!(stale_temps(&dir.at("none")).is_empty());
}
