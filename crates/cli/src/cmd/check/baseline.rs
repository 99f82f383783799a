//! The baselines of a run: the one whose findings do not count, and the one that is written.

use super::aside::Put;
use crate::args::Check;
use crate::io::{self, Output, Target};
use crate::load::{self, name};
use crate::render::{self, tell};
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use tregua_qa::check::{Baseline, Held};

/// How a baseline begins, by which it is known again.
const HEAD: &str = "# Findings known when this was written";

/// A baseline with the folder that its paths begin at.
#[derive(Debug)]
struct Based {
    baseline: Baseline,
    folder: PathBuf,
}

/// What a run knows before, and what it writes.
#[derive(Debug)]
pub(super) struct Baselines {
    /// Its findings do not count.
    known: Option<Based>,
    /// What the file that is to be written has held so far, where it is not the same.
    old: Option<Based>,
}

impl Baselines {
    pub(super) fn new(args: &Check) -> Result<Self> {
        let known = args.baseline.as_ref().map(|path| Based::read(args, path)).transpose()?;
        let mut old = None;
        if let Some(path) = &args.write_baseline {
            let overwrite = args.reporting.overwrite;
            match io::head(path, HEAD.len() as u64) {
                Some(head) if head == HEAD.as_bytes() => match Based::read(args, path) {
                    Ok(based) => old = Some(based),
                    Err(_) if overwrite => {}
                    Err(error) => return Err(error),
                },
                Some(head) if !head.is_empty() && !overwrite => bail!(
                    "{}: exists already and is no baseline; name another file, or say --overwrite",
                    name(path)
                ),
                _ => {}
            }
            if args.baseline.as_ref().is_some_and(|known| io::same_file(known, path)) {
                old = None;
            }
        }
        Ok(Self { known, old })
    }

    /// What a file's findings are held against, where these rules have run on it.
    pub(super) fn held(&self, file: &Path, ran: &dyn Fn(&str) -> bool) -> Option<Held> {
        let Based { baseline, folder } = self.known.as_ref()?;
        Some(baseline.file(&path_from(folder, file), ran))
    }

    /// Says what was known, and writes the baseline that is asked for.
    pub(super) fn finish(&self, args: &Check, puts: &[&Put]) -> Result<()> {
        let (known, mended) =
            puts.iter().fold((0, 0), |(known, mended), put| (known + put.known, mended + put.mended));
        if known > 0 || mended > 0 {
            let gone = match mended {
                0 => String::new(),
                n => format!(", {}", tell!("gone", n = n)),
            };
            render::note(&format!("{}{gone}", tell!("known", n = known)));
        }
        self.mention_strange(args, puts);
        let Some(path) = &args.write_baseline else { return Ok(()) };
        let folder = folder_of(path);
        let looked_at: BTreeMap<String, &Put> = puts
            .iter()
            .filter(|put| !put.file.as_os_str().is_empty())
            .map(|put| (path_from(&folder, &put.file), *put))
            .collect();
        let mut baseline = Baseline::default();
        for (path, put) in &looked_at {
            baseline.add(path, put.keys.iter().copied());
        }
        let mut kept = 0;
        for other in self.known.iter().chain(&self.old) {
            let here = |path: &str| path_from(&folder, &joined(&other.folder, path));
            kept += baseline.carry(&other.baseline, &here, &|path, rule| {
                looked_at.get(path).is_some_and(|put| put.ran.contains(&rule))
            });
        }
        let text = baseline.write();
        let output = Output { target: Target::Create { path, overwrite: true }, bytes: text.as_bytes() };
        load::mention_left(&io::write_all(&[], &[output])?);
        let all: usize = puts.iter().map(|put| put.keys.len()).sum();
        let kept = match kept {
            0 => String::new(),
            n => format!("; {}", tell!("kept", n = n)),
        };
        render::note(&format!("{}{kept}", tell!("wrote", name = name(path), n = all)));
        Ok(())
    }

    /// Says where a baseline is about other files than those that have findings.
    fn mention_strange(&self, args: &Check, puts: &[&Put]) {
        let (Some(Based { baseline, folder }), Some(path)) = (&self.known, &args.baseline) else { return };
        let mut found = puts.iter().filter(|put| !put.keys.is_empty()).peekable();
        if baseline.is_empty() || found.peek().is_none() {
            return;
        }
        if !found.any(|put| baseline.knows(&path_from(folder, &put.file))) {
            render::warning(&tell!("knows-none", name = name(path)));
        }
    }
}

impl Based {
    fn read(args: &Check, path: &Path) -> Result<Self> {
        let input = io::read(path, load::max_bytes(&args.reading))?;
        let text = load::text(path, &input.bytes)?;
        let baseline = Baseline::parse(text).map_err(|e| anyhow!("{}: {e}", name(path)))?;
        Ok(Self { baseline, folder: folder_of(path) })
    }
}

/// The folder that a file is in, by its real name.
fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_path_buf())
}

/// A file's whole name: links to folders are followed, one that the file itself may be is not.
pub(super) fn whole(path: &Path) -> PathBuf {
    match path.file_name() {
        Some(file) if path != Path::new("-") && !io::is_remote(path) => folder_of(path).join(file),
        _ => path.to_path_buf(),
    }
}

/// A whole name as it is seen from a folder, with `/` between its parts, and as it stands where no way leads there.
fn path_from(folder: &Path, file: &Path) -> String {
    let (mut from, mut to) = (folder.components().peekable(), file.components().peekable());
    let mut common = 0;
    while let (Some(a), Some(b)) = (from.peek(), to.peek()) {
        if a != b {
            break;
        }
        common += 1;
        from.next();
        to.next();
    }
    if common == 0 {
        return file.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    }
    let up = from.map(|_| "..".to_owned());
    let down = to.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A baseline's path as a whole name.
fn joined(folder: &Path, path: &str) -> PathBuf {
    if path == "-" || io::is_remote(Path::new(path)) {
        return PathBuf::from(path);
    }
    let mut whole = folder.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    whole
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_from_a_folder_and_back() {
        let folder = Path::new("/films/known");
        for (file, path) in [
            ("/films/known/a.srt", "a.srt"),
            ("/films/known/es/a.srt", "es/a.srt"),
            ("/films/a.srt", "../a.srt"),
            ("/films/knownot/a.srt", "../knownot/a.srt"),
            ("/a.srt", "../../a.srt"),
            ("-", "-"),
            ("s3://films/a.srt", "s3://films/a.srt"),
        ] {
            assert_eq!(path_from(folder, Path::new(file)), path);
            assert_eq!(joined(folder, path), Path::new(file));
        }
        assert_eq!(joined(folder, "/x/a.srt"), Path::new("/x/a.srt"));
        assert_eq!(whole(Path::new("s3://films/a.srt")).as_os_str(), "s3://films/a.srt");
    }
}
