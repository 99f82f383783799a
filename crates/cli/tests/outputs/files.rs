//! The files that the commands are run over, each alone in a folder of its own, so that no two results have one name.

use std::fs;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};
use twox_hash::XxHash3_64;

/// Larger files take a debug build too long.
const LARGEST: usize = 512 << 10;

pub(crate) struct File {
    /// What the lists know it by.
    pub(crate) key: String,
    /// Where it stands in the folder of a run.
    pub(crate) place: String,
    raw: Vec<u8>,
}

/// The files below some folders, in the order of their names; of files that one key stands for, the first.
pub(crate) fn below(root: &Path, folders: &[&str], key: impl Fn(&str, &[u8]) -> String) -> Vec<File> {
    let mut out: Vec<File> = Vec::new();
    let mut keys = std::collections::HashSet::new();
    for path in folders.iter().flat_map(|folder| walk(&root.join(folder))) {
        let raw = fs::read(&path).unwrap();
        let Some(shown) = path.strip_prefix(root).unwrap().to_str() else { continue };
        let key = key(shown, &raw);
        // A name with such signs is no line of a list.
        if raw.len() > LARGEST || shown.contains(['\t', '\n', '\r']) || !keys.insert(key.clone()) {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        out.push(File { place: format!("in/{key}/{name}"), key, raw });
    }
    out
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(folder).into_iter().flatten().map(|it| it.unwrap()).collect();
    all.sort_by_key(fs::DirEntry::file_name);
    let paths = all.into_iter().map(|it| (it.file_type().unwrap(), it.path()));
    paths
        .flat_map(|(kind, path)| match () {
            () if kind.is_dir() => walk(&path),
            () if kind.is_file() => vec![path],
            () => Vec::new(),
        })
        .collect()
}

/// A few digits that stand for some bytes.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = XxHash3_64::new();
    for part in parts {
        hasher.write(part);
        hasher.write(&[0]);
    }
    format!("{:016x}", hasher.finish())
}

/// A folder with all files of a run, and a list of them; it goes when the run is over.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn with(name: &str, files: &[File]) -> Self {
        let folder = std::env::temp_dir().join(format!("tregua-outputs-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        for file in files {
            let path = folder.join(&file.place);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.raw).unwrap();
        }
        let places: Vec<&str> = files.iter().map(|file| file.place.as_str()).collect();
        fs::write(folder.join("list"), places.join("\n")).unwrap();
        Self(folder)
    }

    /// What a run made of a file.
    pub(crate) fn results(&self, run: &str, file: &File) -> Vec<Vec<u8>> {
        let place = self.0.join(run).join(Path::new(&file.place).parent().unwrap());
        walk(&place).into_iter().map(|path| fs::read(path).unwrap()).collect()
    }

    /// What a file is now.
    pub(crate) fn now(&self, file: &File) -> Vec<u8> {
        fs::read(self.0.join(&file.place)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
