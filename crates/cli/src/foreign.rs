//! Files that are no subtitles this program reads, and what they are.

/// What a file is by its first bytes, where they are those of pictures, films, archives or formats that hold no text.
pub(crate) fn by_first_bytes(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("a PNG picture"),
        [0xff, 0xd8, 0xff, ..] => Some("a JPEG picture"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some("a ZIP archive; unpack it first"),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => {
            Some("a Matroska film; name it as a file, and a track of it as film.mkv#kk or film.mkv#1")
        }
        [0x1f, 0x8b, ..] => Some("a gzip archive; unpack it first"),
        [b'R', b'a', b'r', b'!', ..] => Some("a RAR archive; unpack it first"),
        [b'7', b'z', 0xbc, 0xaf, ..] => Some("a 7z archive; unpack it first"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("a PDF document"),
        [0, 0, _, _, b'f', b't', b'y', b'p', ..] => {
            Some("an MP4 film; name it as a file, and a track of it as film.mp4#kk or film.mp4#1")
        }
        [0, 0, 1, 0xba, ..] => Some("VobSub pictures, which hold no text"),
        [b'P', b'G', 0, ..] => Some("PGS (Blu-ray) pictures, which hold no text"),
        [0x06, 0x0e, 0x2b, 0x34, ..] => Some("an MXF file; take the subtitle XML out of it first"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("an old Office document"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some("an RTF document; save it as a subtitle format first"),
        _ => None,
    }
}

/// What is said of a format by its usual extension.
const BY_EXTENSION: &[(&str, &str)] = &[
    ("pac", "PAC (Screen Electronics), which this version does not read; export it as EBU STL or TTML"),
    ("fpc", "FPC (unicode PAC), which this version does not read; export it as EBU STL or TTML"),
    ("cap", "Cheetah CAP, which this version does not read; export it as SCC or TTML"),
    ("ezt", "EZTitles, which this version does not read; export it as TTML or EBU STL"),
    ("890", "Cavena 890, which this version does not read; export it as EBU STL or TTML"),
    ("idx", "a VobSub index; its subtitles are pictures and hold no text"),
    ("sup", "PGS (Blu-ray) pictures, which hold no text"),
    ("usf", "Universal Subtitle Format, which this version does not read"),
    ("mcc", "MCC (CEA-708), which this version does not read; export it as SCC"),
    ("rt", "RealText, which this version does not read"),
    ("ttxt", "GPAC timed text, which this version does not read"),
];

/// Whether an extension is that of subtitles as text, in a format that is not read: who searches a folder shall hear of
/// such a file.
pub(crate) fn is_unread(extension: &str) -> bool {
    let is_text = |what: &str| !what.ends_with("hold no text");
    BY_EXTENSION.iter().any(|(name, what)| *name == extension && is_text(what))
}

/// Why bytes are no subtitle this program reads, as far as they and the name tell.
pub(crate) fn what_is(bytes: &[u8], extension: Option<&str>) -> String {
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
        h if h.starts_with("# vobsub index") => "a VobSub index; its subtitles are pictures and hold no text",
        h if h.starts_with("file format=macaption_mcc") => {
            "MCC (CEA-708), which this version does not read; export it as SCC"
        }
        h if h.starts_with("<window") => "RealText, which this version does not read",
        h if h.starts_with("<?xml") => "an XML file of no subtitle format",
        _ => match extension.and_then(|e| BY_EXTENSION.iter().find(|(name, _)| *name == e)) {
            Some((_, kind)) => kind,
            _ => return "no subtitle was found in it; `tregua formats` lists what can be read".to_owned(),
        },
    };
    format!("this is {kind}")
}
