//! What happens between the last look at a target and the swap, which no test from outside can time.

use super::super::plan::{Action, plan};
use super::super::publish::Step;
use super::*;

fn prepared<'a>(outputs: &[Output<'a>]) -> Step<'a> {
    match plan(&[], outputs).unwrap().pop() {
        Some(Action::File(job)) => Step::prepare(job).unwrap(),
        _ => panic!("a file was to be written"),
    }
}

#[test]
fn a_change_in_the_gap_before_the_swap_is_seen_after_it_and_put_back() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    for by_rename in [false, true] {
        let input = read_for_rewrite(&path, MAX).unwrap();
        let mut step = prepared(&[replace(&input, b"new")]);
        if by_rename {
            fs::rename(dir.file("theirs", b"theirs, by rename"), &path).unwrap();
        } else {
            fs::write(&path, b"theirs, in place").unwrap();
        }
        let theirs = fs::read(&path).unwrap();
        assert_eq!(kind(step.publish()), FaultKind::Changed);
        step.undo().unwrap();
        drop(step);
        assert_eq!(fs::read(&path).unwrap(), theirs);
        assert_eq!(dir.temps(), 0);
    }
}

#[test]
fn a_change_through_a_handle_open_during_the_swap_is_seen_before_the_old_version_goes() {
    use std::io::Write;
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    let mut editor = fs::File::options().append(true).open(&path).unwrap();
    let input = read_for_rewrite(&path, MAX).unwrap();
    let mut step = prepared(&[replace(&input, b"new")]);
    step.publish().unwrap();
    editor.write_all(b" and more").unwrap();
    assert_eq!(kind(step.displaced()), FaultKind::Changed);
    step.undo().unwrap();
    drop(step);
    assert_eq!(fs::read(&path).unwrap(), b"old and more");
}

#[test]
fn a_third_version_is_not_undone_and_the_old_one_is_kept_and_named() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    let input = read_for_rewrite(&path, MAX).unwrap();
    let mut step = prepared(&[replace(&input, b"new")]);
    step.publish().unwrap();
    fs::rename(dir.file("theirs", b"theirs"), &path).unwrap();
    let kept = step.undo().unwrap_err();
    drop(step);
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    let (_, name) = kept.split_once("kept as ").unwrap();
    assert_eq!(fs::read(name).unwrap(), b"old");
}

#[test]
fn a_file_that_appears_in_the_gap_is_not_replaced() {
    let dir = Folder::new();
    let path = dir.at("new.srt");
    for overwrite in [false, true] {
        let _ = fs::remove_file(&path);
        let mut step = prepared(&[create(&path, overwrite, b"new")]);
        fs::write(&path, b"theirs").unwrap();
        assert_eq!(kind(step.publish()), FaultKind::Exists);
        step.undo().unwrap();
        drop(step);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(dir.temps(), 0);
    }
}
