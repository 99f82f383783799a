use super::*;
use rustix::fs::{XattrFlags, getxattr, setxattr};
use std::os::unix::fs::symlink;

fn one<'a>(inputs: &[&'a Input], output: Output<'a>) -> One<'a> {
    (inputs.to_vec(), output)
}

#[test]
fn what_stops_one_file_stops_no_other() {
    let dir = Folder::new();
    fs::create_dir(dir.at("sub")).unwrap();
    let input = read(&dir.file("in.srt", b"old"), MAX).unwrap();
    let there = dir.file("there.srt", b"mine");
    let over = dir.file("over.srt", b"old");
    let same = dir.file("same.srt", b"same");
    let (a, b, c) = (dir.at("a.srt"), dir.at("sub/b.srt"), dir.at("none/c.srt"));
    let folder = dir.at("sub");
    symlink(dir.at("nowhere"), dir.at("dangling")).unwrap();
    let dangling = dir.at("dangling");
    let all = [
        one(&[&input], create(&a, false, b"A")),
        one(&[], create(&there, false, b"x")),
        one(&[], create(&b, false, b"B")),
        one(&[], create(&c, false, b"C")),
        one(&[], create(&over, true, b"new")),
        one(&[], create(&same, true, b"same")),
        one(&[], create(&folder, true, b"x")),
        // The same file once more: the first has it.
        one(&[], create(&a, false, b"again")),
        one(&[], create(Path::new("/dev/null"), false, b"x")),
        one(&[], create(&dangling, false, b"x")),
        // What was read is not written over by its own name.
        one(&[&input], create(&input.path, false, b"x")),
    ];
    let done = write_each(&all);
    let told: Vec<_> =
        done.iter().map(|it| it.as_ref().map(|it| it.outcomes.clone()).map_err(Fault::kind)).collect();
    assert_eq!(
        told,
        [
            Ok(vec![Outcome::Created]),
            Err(FaultKind::Exists),
            Ok(vec![Outcome::Created]),
            Err(FaultKind::NotFound),
            Ok(vec![Outcome::Replaced]),
            Ok(vec![Outcome::Replaced]),
            Err(FaultKind::NotRegular),
            Err(FaultKind::Exists),
            Ok(vec![Outcome::Streamed]),
            Err(kind_alone(&dangling)),
            Err(FaultKind::Exists),
        ]
    );
    // What is said is what is said of a file that is written alone.
    for ((inputs, output), told) in all.iter().zip(&done) {
        if let Err(fault) = told {
            let alone = write_all(inputs, &[*output]).unwrap_err();
            assert_eq!(fault.to_string(), alone.to_string());
        }
    }
    assert_eq!((fs::read(a).unwrap(), fs::read(b).unwrap()), (b"A".to_vec(), b"B".to_vec()));
    assert_eq!((fs::read(there).unwrap(), fs::read(over).unwrap()), (b"mine".to_vec(), b"new".to_vec()));
    assert_eq!(fs::read(&input.path).unwrap(), b"old");
    assert_eq!(dir.temps(), 0);
}

fn kind_alone(path: &Path) -> FaultKind {
    kind(write_all(&[], &[create(path, false, b"x")]))
}

#[test]
fn many_files_are_written_as_one_is() {
    let dir = Folder::new();
    let files: Vec<(PathBuf, Vec<u8>)> =
        (0..60).map(|n| (dir.at(&format!("{n}.srt")), vec![b'a' + n % 26; usize::from(n) * 2000])).collect();
    let all: Vec<One<'_>> = files.iter().map(|(path, bytes)| one(&[], create(path, false, bytes))).collect();
    for (done, (path, bytes)) in write_each(&all).into_iter().zip(&files) {
        assert_eq!(done.unwrap(), Written { outcomes: vec![Outcome::Created], left: Vec::new() });
        assert_eq!(&fs::read(path).unwrap(), bytes);
    }
    assert_eq!(dir.temps(), 0);
    let alone = dir.at("alone.srt");
    let _ = write_all(&[], &[create(&alone, false, b"x")]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().mode();
    assert!(files.iter().all(|(path, _)| mode(path) == mode(&alone)));
    assert!(write_each(&[]).is_empty());
}

#[test]
fn many_attributes_and_long_ones_are_kept() {
    let dir = Folder::new();
    let path = dir.file("a.srt", b"old");
    let mut kept: Vec<(String, Vec<u8>)> = (0..30)
        .map(|n| (format!("user.a-name-of-some-length-{n}"), vec![b'0' + n; usize::from(n)]))
        .collect();
    kept.push(("user.long".to_owned(), vec![b'x'; 1500]));
    // Not every file system takes them; those it takes must come through.
    kept.retain(|(name, value)| setxattr(&path, name.as_str(), value, XattrFlags::empty()).is_ok());
    let input = read_for_rewrite(&path, MAX).unwrap();
    let _ = write_all(&[], &[replace(&input, b"new")]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    for (name, value) in kept {
        let mut buffer = vec![0; 4096];
        let n = getxattr(&path, name.as_str(), buffer.as_mut_slice()).unwrap();
        assert_eq!(&buffer[..n], value, "{name}");
    }
}
