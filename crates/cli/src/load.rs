//! From names to sources: reading, and refusing what is no subtitle.

use crate::args::Reading;
use crate::io::{self, Input, shown};
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeSet;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::{Format, Sniffed, sniff};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_qa::language::{Verdict, identify_track};
use tregua_qa::project::lang_of_file_name;

/// The limit of `--max-size` in bytes.
pub(crate) fn max_bytes(reading: &Reading) -> u64 {
    reading.max_size.saturating_mul(1 << 20)
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &Path, reading: &Reading) -> Result<Bytes> {
    if path == Path::new("-") {
        use std::io::Read;
        let limit = max_bytes(reading);
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            bail!("standard input is larger than {} MiB; raise the limit with --max-size", reading.max_size);
        }
        return Ok(Bytes::Stdin(bytes));
    }
    foreign(path)?;
    Ok(Bytes::File(io::read(path, max_bytes(reading))?))
}

/// Refuses temporary files of this program, which a killed run may have left behind.
pub(crate) fn foreign(path: &Path) -> Result<()> {
    if path.file_name().is_some_and(io::is_own_temp) {
        bail!("{}: a temporary file that an interrupted run left behind; remove it", name(path));
    }
    Ok(())
}

/// Mentions temporary files of interrupted runs in the folders of these files, once a folder.
pub(crate) fn mention_leftovers<'p>(paths: impl Iterator<Item = &'p Path>) {
    let folders: BTreeSet<&Path> = paths.filter_map(Path::parent).collect();
    for folder in folders {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let stale = io::stale_temps(folder);
        if let Some(first) = stale.first() {
            let others = match stale.len() - 1 {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            crate::render::message(
                "warning",
                &format!("an interrupted run left {}{others} behind; it can be removed", shown(first)),
            );
        }
    }
}

/// A file of settings as text.
pub(crate) fn text<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|_| anyhow!("{}: not UTF-8", name(path)))
}

/// Mentions old versions that lie about under temporary names.
pub(crate) fn mention_left(written: &io::Written) {
    for path in &written.left {
        crate::render::message("warning", &format!("the old version could not be removed: {}", shown(path)));
    }
}

/// What was read.
#[derive(Debug)]
pub(crate) enum Bytes {
    Stdin(Vec<u8>),
    File(Input),
}

impl Bytes {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Stdin(bytes) => bytes,
            Self::File(input) => &input.bytes,
        }
    }

    pub(crate) fn input(&self) -> Option<&Input> {
        match self {
            Self::Stdin(_) => None,
            Self::File(input) => Some(input),
        }
    }
}

/// How a path is called in messages.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { shown(path) }
}

/// The language a file's name tells.
pub(crate) fn lang_of(path: &Path) -> Option<Lang> {
    path.file_name().and_then(|n| n.to_str()).and_then(lang_of_file_name)
}

/// Decodes a file and finds its format; `Err` says why it is no subtitle.
pub(crate) fn open<'a>(
    path: &Path,
    bytes: &'a [u8],
    encoding: Option<Encoding>,
    lang: Option<&Lang>,
) -> Result<(Source<'a>, &'static Format)> {
    // A stored archive or a film may hold subtitle text; taken for a subtitle it would be damaged.
    if let Some(kind) = container(bytes) {
        bail!("{}: this is {kind}", name(path));
    }
    let source = Source::open(bytes, encoding, lang.map(Lang::language))
        .map_err(|e| anyhow!("{}: {e}", name(path)))?;
    match sniff(source.text()) {
        Sniffed::Found(format, _) => Ok((source, format)),
        Sniffed::Nothing => bail!("{}: {}", name(path), what_is(bytes)),
    }
}

/// What a file is by its first bytes, where they are those of pictures, films or archives.
fn container(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("a PNG picture"),
        [0xff, 0xd8, 0xff, ..] => Some("a JPEG picture"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some("a ZIP archive; unpack it first"),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some("a Matroska film; its tracks must be extracted first"),
        [0x1f, 0x8b, ..] => Some("a gzip archive; unpack it first"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("a PDF document"),
        [0, 0, _, _, b'f', b't', b'y', b'p', ..] => Some("an MP4 film; its tracks must be extracted first"),
        [0, 0, 1, 0xba, ..] => Some("VobSub pictures, which hold no text"),
        [b'P', b'G', 0, ..] => Some("PGS pictures, which hold no text"),
        _ => None,
    }
}

/// Why bytes are no subtitle this program reads, as far as they tell.
fn what_is(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "the file is empty".to_owned();
    }
    let visible = bytes.iter().any(|b| !matches!(b, 0 | b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf));
    if !visible {
        return "the file holds nothing but blank lines".to_owned();
    }
    let head: String = String::from_utf8_lossy(bytes.get(..512).unwrap_or(bytes)).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r']);
    let kind = match head {
        h if h.starts_with("<!doctype html") || h.starts_with("<html") => "an HTML page, not a subtitle file",
        h if h.starts_with("webvtt") => "a WebVTT file without a readable cue",
        h if h.contains("[script info]") => "an ASS or SSA file, which this version does not read",
        h if h.starts_with("<?xml") || h.starts_with("<tt") => {
            "an XML file; TTML is not read by this version"
        }
        h if h.starts_with("scenarist_scc") => "an SCC file, which this version does not read",
        _ => return "no subtitle was found in it; this version reads SubRip (.srt)".to_owned(),
    };
    format!("this is {kind}")
}

/// Refuses a source whose encoding is not certain, with the candidates.
pub(crate) fn decided(path: &Path, source: &Source<'_>) -> Result<()> {
    if source.is_decided() {
        return Ok(());
    }
    let detection = source.detection();
    let list: Vec<String> =
        detection.candidates.iter().take(5).map(|c| format!("{} ({} %)", c.encoding, c.confidence)).collect();
    let list = if list.is_empty() { "none fits".to_owned() } else { list.join(", ") };
    bail!(
        "{}: its encoding is not certain: {}. Candidates: {list}. Name it with --encoding",
        name(path),
        detection.evidence
    )
}

/// The language of a document's text.
pub(crate) fn language_of(document: &Document<'_>) -> Verdict {
    let text = document.source.text();
    identify_track(document.cues.iter().map(|cue| cue.text.of(text)))
}
