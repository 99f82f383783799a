use super::*;
use std::fs;

/// A folder that is gone with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tregua-dictionaries-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn dictionary(&self, name: &str, words: &str) -> PathBuf {
        let path = self.0.join(format!("{name}.dic"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path.with_extension("aff"), "SET UTF-8\n").unwrap();
        fs::write(&path, format!("{}\n{}\n", words.split(' ').count(), words.replace(' ', "\n"))).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

fn found(dictionaries: &Dictionaries, tag: &str) -> Option<String> {
    let path = dictionaries.find(&lang(tag))?;
    path.file_name().and_then(|name| name.to_str()).map(str::to_owned)
}

#[test]
fn regions() {
    let folder = Folder::new("regions");
    for name in ["es_AR", "es_ES", "es_MX", "ru_RU", "kk_KZ", "en_GB", "hyph_es"] {
        folder.dictionary(name, "uno dos");
    }
    fs::write(folder.0.join("es_CL.dic"), "1\nsolo\n").unwrap();
    let it = Dictionaries::with(std::slice::from_ref(&folder.0), &|_| None).unwrap();
    for (tag, name) in [
        ("es-ES", Some("es_ES.dic")),
        ("es", Some("es_ES.dic")),
        ("es-419", Some("es_MX.dic")),
        ("es-AR", Some("es_AR.dic")),
        // es_CL has no .aff.
        ("es-CL", Some("es_ES.dic")),
        ("ru", Some("ru_RU.dic")),
        ("kk", Some("kk_KZ.dic")),
        ("en-US", Some("en_GB.dic")),
        ("tt", None),
    ] {
        if name.is_some() || tag == "tt" {
            assert_eq!(found(&it, tag).as_deref(), name, "{tag}");
        }
    }
}

#[test]
fn what_is_named_comes_first_and_then_dicpath() {
    let (one, two) = (Folder::new("first"), Folder::new("second"));
    let named = one.dictionary("es_AR", "vos");
    let beside = two.dictionary("es_ES", "vosotros");
    let path = two.0.clone().into_os_string();
    let variable = |name: &str| (name == "DICPATH").then(|| path.clone());
    let it = Dictionaries::with(std::slice::from_ref(&named), &variable).unwrap();
    assert_eq!(it.find(&lang("es-ES")), Some(named));
    let it = Dictionaries::with(&[], &variable).unwrap();
    assert_eq!(it.find(&lang("es-ES")), Some(beside));
}

#[test]
fn places_of_the_systems() {
    let folder = Folder::new("places");
    folder.dictionary("hunspell/xx_XX", "a b");
    folder.dictionary("LibreOffice/share/extensions/dict-yy/yy_YY", "a b");
    let path = folder.0.clone().into_os_string();
    let variable = |name: &str| ["XDG_DATA_HOME", "ProgramFiles"].contains(&name).then(|| path.clone());
    let it = Dictionaries::with(&[], &variable).unwrap();
    assert_eq!(found(&it, "xx").as_deref(), Some("xx_XX.dic"));
    assert_eq!(found(&it, "yy").as_deref(), Some("yy_YY.dic"));
}

#[test]
fn what_cannot_be_a_dictionary_is_refused() {
    let folder = Folder::new("refused");
    let good = folder.dictionary("es_ES", "uno");
    let nameless = folder.dictionary("my words", "uno");
    let lonely = folder.0.join("ru_RU.dic");
    fs::write(&lonely, "1\nдом\n").unwrap();
    assert!(Dictionaries::with(std::slice::from_ref(&good), &|_| None).is_ok());
    for bad in [nameless, lonely, folder.0.join("none.dic"), good.with_extension("aff")] {
        assert!(Dictionaries::with(std::slice::from_ref(&bad), &|_| None).is_err(), "{}", bad.display());
    }
}

#[test]
fn a_dictionary_is_read_once_and_shared() {
    let folder = Folder::new("once");
    let path = folder.dictionary("es_ES", "noche");
    let it = Dictionaries::with(std::slice::from_ref(&path), &|_| None).unwrap();
    let all: Vec<_> = std::thread::scope(|scope| {
        let one = || it.dictionary(&lang("es")).unwrap();
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(all.iter().all(|other| Arc::ptr_eq(other, &all[0])));
    fs::remove_file(&path).unwrap();
    assert!(all[0].has("noche") && !all[0].has("día"));
    // What is broken is said once and left out.
    let broken = folder.dictionary("ru_RU", "дом");
    fs::write(broken.with_extension("aff"), "SET no-such-encoding\n").unwrap();
    let it = Dictionaries::with(&[broken], &|_| None).unwrap();
    assert!(it.dictionary(&lang("ru")).is_none() && it.dictionary(&lang("ru")).is_none());
}
