use super::*;
use std::fs;
use std::os::unix::fs::symlink;

struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tregua-find-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, name).unwrap();
        path
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// What is found, by the way from the folder.
    fn find(&self, names: &[PathBuf], follow: bool) -> (Vec<String>, Passed, Vec<String>) {
        let mut found = Named::of(names, follow).unwrap().expect("not only files").find();
        let (mut all, mut faults) = (Vec::new(), Vec::new());
        for item in found.by_ref() {
            match item {
                Ok(item) => all.push(item.path.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned()),
                Err(Unfound { why, .. }) => faults.push(why),
            }
        }
        (all, found.passed(), faults)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_gives_its_subtitle_files_in_the_order_of_names_and_counts_the_others() {
    let dir = Dir::new("folder");
    for name in ["b/2.vtt", "b/1.srt", "a.SRT", "c/x.ass", "film.mkv", "notes.md", "b/old.pac", ".git/x.srt"]
    {
        dir.file(name);
    }
    // As a run that was killed leaves one behind.
    dir.file("b/.tregua-0123456789abcdef.tmp");
    dir.file("d/.treguaignore");
    fs::write(dir.at("d/.treguaignore"), "old*\n").unwrap();
    dir.file("d/old.srt");
    dir.file("d/new.srt");
    let (found, passed, faults) = dir.find(std::slice::from_ref(&dir.0), false);
    assert_eq!(found, ["a.SRT", "b/1.srt", "b/2.vtt", "b/old.pac", "c/x.ass", "d/new.srt"]);
    assert_eq!((passed.others, faults), (2, Vec::<String>::new()), "a film and notes");
    assert_eq!(passed.leftovers, 1);
}

#[test]
fn links_are_followed_when_that_is_asked_and_no_file_comes_twice() {
    let dir = Dir::new("links");
    dir.file("a/1.srt");
    dir.file("b/2.srt");
    symlink(dir.at("a"), dir.at("b/again")).unwrap();
    symlink(dir.at("b"), dir.at("b/loop")).unwrap();
    symlink(dir.at("a/1.srt"), dir.at("c.srt")).unwrap();
    symlink(dir.at("none"), dir.at("dead.srt")).unwrap();
    let (found, passed, _) = dir.find(std::slice::from_ref(&dir.0), false);
    assert_eq!((found, passed.links), (vec!["a/1.srt".to_owned(), "b/2.srt".to_owned()], 4));
    let (found, passed, faults) = dir.find(std::slice::from_ref(&dir.0), true);
    assert_eq!(found, ["a/1.srt", "b/2.srt"]);
    assert_eq!(passed.repeated, 2, "by the folder and by the file");
    assert!(faults.iter().any(|it| it.contains("dead.srt")), "{faults:?}");
    let (found, passed, _) = dir.find(&[dir.at("a"), dir.at("a/1.srt")], false);
    assert_eq!((found.len(), passed.repeated), (1, 1));
}

#[test]
fn a_pattern_matches_below_its_folder_and_says_when_it_matches_nothing() {
    let dir = Dir::new("pattern");
    for name in ["x/es/1.srt", "x/es/2.vtt", "x/kk/1.srt", "x/1.txt"] {
        dir.file(name);
    }
    let (found, ..) = dir.find(&[dir.at("x/**/*.srt")], false);
    assert_eq!(found, ["x/es/1.srt", "x/kk/1.srt"]);
    let (found, ..) = dir.find(&[dir.at("x/{es,ru}/*")], false);
    assert_eq!(found, ["x/es/1.srt", "x/es/2.vtt"]);
    let (found, ..) = dir.find(&[dir.at("x/*.txt")], false);
    assert_eq!(found, ["x/1.txt"], "a star does not go into folders");
    let (found, _, faults) = dir.find(&[dir.at("x/*.ass")], false);
    assert!(found.is_empty() && faults[0].contains("matches no file"), "{faults:?}");
    assert!(Named::of(&[dir.at("x/[")], false).unwrap_err().to_string().contains("is no pattern"));
    // A file that has such a name is that file.
    let odd = dir.file("x/[1].srt");
    assert!(Named::of(&[odd], false).unwrap().is_none());
}

#[test]
fn a_list_has_a_name_a_line_or_names_between_zeros() {
    let dir = Dir::new("list");
    let (a, b) = (dir.file("a.srt"), dir.file("b\nc.srt"));
    let list = dir.at("list");
    let named = [PathBuf::from(format!("@{}", list.display()))];
    fs::write(&list, format!("{}\r\n\n{}", a.display(), dir.at("gone.srt").display())).unwrap();
    let (found, ..) = dir.find(&named, false);
    assert_eq!(found, ["a.srt", "gone.srt"], "what is not there is told when it is read");
    fs::write(&list, format!("{}\0{}\0", a.display(), b.display())).unwrap();
    let (found, ..) = dir.find(&named, false);
    assert_eq!(found, ["a.srt", "b\nc.srt"]);
    // A result stands below its folder as the list has it.
    let first = Named::of(&named, false).unwrap().unwrap().find().next();
    assert!(first.is_some_and(|item| item.is_ok_and(|item| item.under.as_os_str().is_empty())));
    fs::write(&list, vec![b'x'; 100_000]).unwrap();
    let (_, _, faults) = dir.find(&named, false);
    assert!(faults[0].contains("too long"), "{faults:?}");
    fs::remove_file(&list).unwrap();
    let (_, _, faults) = dir.find(&named, false);
    assert!(faults[0].contains("list"), "{faults:?}");
}

#[test]
fn a_folder_without_subtitles_says_so() {
    let dir = Dir::new("none");
    dir.file("notes.md");
    let (found, _, faults) = dir.find(std::slice::from_ref(&dir.0), false);
    assert!(found.is_empty() && faults[0].contains("holds no subtitle files"), "{faults:?}");
}
