//! What was written is written again as the same bytes: reading takes nothing out of a file that writing put in, and
//! rounds nothing a second time. Every file of the fixtures in every format that is written.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::path::PathBuf;
use tregua_parse::base::Lang;
use tregua_parse::format::write::{Target, write};
use tregua_parse::format::{FORMATS, Format};
use tregua_parse::model::Track;
use tregua_qa::par;
use tregua_tests::corpus::root;
use tregua_tests::formats::{bytes, parse};

/// Larger files say nothing that small ones do not, and take long.
const MOST: u64 = 20_000;

fn files() -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![root().join("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let meta = entry.metadata().unwrap();
            if meta.is_dir() {
                folders.push(entry.path());
            } else if meta.len() <= MOST {
                out.push(entry.path());
            }
        }
    }
    out.sort();
    out
}

fn spell(track: &Track<'_>, format: &Format) -> Option<Vec<u8>> {
    let lang = Lang::parse("es").unwrap();
    let rate = match format.id {
        "scc" => "29.97",
        _ => "25",
    };
    let target = Target { lang: Some(&lang), rate: rate.parse().ok(), ..Target::default() };
    Some(bytes(&write(track, format.write?, &target).ok()?))
}

/// The first line that differs, in both.
fn difference(a: &[u8], b: &[u8]) -> String {
    let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
    let pair = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    pair.map_or_else(|| "one is longer".to_owned(), |(a, b)| format!("{a:?} became {b:?}"))
}

#[test]
fn what_was_written_is_written_again_as_it_is() {
    let files = files();
    let done = par::map(&files, |path| {
        let raw = fs::read(path).unwrap();
        let (mut told, mut written) = (Vec::new(), 0);
        for from in FORMATS.iter().filter(|from| {
            let name = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            from.extensions.contains(&name)
        }) {
            let document = parse(from, &raw);
            let track = (from.lower)(&document);
            for to in FORMATS.iter().filter(|to| to.write.is_some()) {
                let Some(first) = spell(&track, to) else { continue };
                let document = parse(to, &first);
                let back = (to.lower)(&document);
                // A file without cues is nothing that all formats know again.
                if back.cues.is_empty() {
                    continue;
                }
                written += 1;
                let again = spell(&back, to).unwrap_or_default();
                if again != first {
                    let difference = difference(&first, &again);
                    told.push(format!("{} ({}) as {}: {difference}", path.display(), from.id, to.id));
                }
            }
        }
        (told, written)
    });
    let written: usize = done.iter().map(|(_, written)| written).sum();
    let told: Vec<String> = done.into_iter().flat_map(|(told, _)| told).collect();
    eprintln!("{} files, {written} conversions", files.len());
    assert!(written > 1000, "{written}");
    assert!(told.is_empty(), "{}:\n{}", told.len(), told.join("\n"));
}
