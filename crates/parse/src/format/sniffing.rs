//! Finding a format by what a file holds.

use super::{FORMATS, Format, Look, srt};

/// How much a file looks like a format: 0 (not at all) to 100, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sniff {
    /// 0 to 100.
    pub score: u8,
    /// What was seen.
    pub reason: &'static str,
}

impl Sniff {
    /// Not this format.
    pub const NO: Self = Self { score: 0, reason: "" };

    /// Nothing was asked: the user says so.
    pub const NAMED: Self = Self { score: 100, reason: "named by the user" };
}

/// What was found out about a file's format.
#[derive(Debug)]
pub enum Sniffed {
    /// One format fits best.
    Found(&'static Format, Sniff),
    /// Two fit equally well, and the file's extension is neither's.
    Tie([(&'static Format, Sniff); 2]),
    /// Nothing fits.
    Nothing,
}

/// Finds the format of a text by its content. The extension, lower case and without the dot, breaks ties only.
///
/// The beginning is asked first, as it decides nearly always; where it is no clear answer, the whole is asked.
#[must_use]
pub fn sniff(text: &str, extension: Option<&str>) -> Sniffed {
    if extension == Some("srt") && begins_as_subrip(text) {
        return Sniffed::Found(&srt::FORMAT, srt::SEEN);
    }
    ask(text, extension)
}

/// Whether a text begins as a SubRip file does that is well made, and no other format could be found in it: most files are such, and
/// to ask every format about each takes longer than to read a small one.
///
/// Of what scores as much as a time line of SubRip, a tie is the extension's. More have a signature at the head, where
/// the counter stands; a root element, `<SAMI>` and the header of SCC, of which nothing may be there; or, as SubViewer, two times
/// with a comma between them, which would have the whole text asked, too.
fn begins_as_subrip(text: &str) -> bool {
    let head = head(text).unwrap_or(text);
    let (bytes, strict) = (head.as_bytes(), srt::begins_strictly(head));
    let is_style = |at: usize| {
        bytes.get(at + 1).is_some_and(|b| matches!(b.to_ascii_lowercase(), b'i' | b'b' | b'u' | b'f' | b'/'))
    };
    // `00:00:01.00,00:00:02.00`, as other formats have it.
    let is_joined = |at: usize| match bytes.get(at + 1..) {
        Some([a, b':', ..]) => a.is_ascii_digit(),
        Some([a, b, b':', ..]) => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    };
    strict
        && memchr::memchr_iter(b'<', bytes).all(is_style)
        && !memchr::memchr_iter(b',', bytes).any(is_joined)
        && !head.to_ascii_lowercase().contains("scenarist")
}

fn ask(text: &str, extension: Option<&str>) -> Sniffed {
    match sniff_beginning(text) {
        Some((format, sniff)) => Sniffed::Found(format, sniff),
        None => sniff_text(text, extension),
    }
}

/// What [`sniff`] finds by the beginning of a text alone, whatever follows; `None` where it has to ask the whole.
#[must_use]
pub fn sniff_beginning(text: &str) -> Option<(&'static Format, Sniff)> {
    /// The score at which the beginning alone is believed.
    const CLEAR: u8 = 80;
    match sniff_text(head(text)?, None) {
        Sniffed::Found(format, sniff) if sniff.score >= CLEAR => Some((format, sniff)),
        _ => None,
    }
}

/// The first lines of a long text; `None` where it is short, or its first line is not.
fn head(text: &str) -> Option<&str> {
    const LEN: usize = 2048;
    let bytes = text.as_bytes().get(..LEN)?;
    let end = memchr::memrchr(b'\n', bytes)?;
    text.get(..=end)
}

fn sniff_text(text: &str, extension: Option<&str>) -> Sniffed {
    best(extension, |look| match look {
        Look::Text(sniff) => sniff(text),
        Look::Bytes(_) | Look::Never => Sniff::NO,
    })
}

/// Finds a format that is no text by its bytes. To be asked before a file is decoded.
#[must_use]
pub fn sniff_bytes(raw: &[u8], extension: Option<&str>) -> Sniffed {
    best(extension, |look| match look {
        Look::Bytes(sniff) => sniff(raw),
        Look::Text(_) | Look::Never => Sniff::NO,
    })
}

fn best(extension: Option<&str>, score: impl Fn(Look) -> Sniff) -> Sniffed {
    let mut fits: Vec<(&'static Format, Sniff)> =
        FORMATS.iter().map(|format| (*format, score(format.sniff))).filter(|(_, s)| s.score > 0).collect();
    let named = |format: &Format| extension.is_some_and(|e| format.extensions.contains(&e));
    fits.sort_by_key(|(format, sniff)| std::cmp::Reverse((sniff.score, named(format))));
    let mut fits = fits.into_iter();
    match (fits.next(), fits.next()) {
        (None, _) => Sniffed::Nothing,
        (Some(a), Some(b)) if a.1.score == b.1.score && named(a.0) == named(b.0) => Sniffed::Tie([a, b]),
        (Some((format, sniff)), _) => Sniffed::Found(format, sniff),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the fixtures are read")]
mod tests {
    use super::*;
    use std::path::Path;

    fn found(sniffed: &Sniffed) -> Option<(&'static str, Sniff)> {
        match sniffed {
            Sniffed::Found(format, sniff) => Some((format.id, sniff.clone())),
            Sniffed::Tie(_) | Sniffed::Nothing => None,
        }
    }

    /// Every file below a folder.
    fn below(folder: &Path, out: &mut Vec<Vec<u8>>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { below(&path, out) } else { out.extend(std::fs::read(path)) }
        }
    }

    #[test]
    fn what_begins_as_subrip_is_what_all_formats_leave_to_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut all = Vec::new();
        ["fixtures", "fuzz/corpus", "fuzz/regressions"].iter().for_each(|it| below(&root.join(it), &mut all));
        let start = "1\n00:00:01,000 --> 00:00:02,000\n";
        let more = [
            "<SYNC Start=1><SAMI>",
            "[INFORMATION]\n00:00:01.00,00:00:02.00\nx",
            "<tt xmlns=\"http://www.w3.org/ns/ttml\">",
            "\n[INFORMATION]\n00:00:01.00,00:00:02.00\nx",
            "Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420",
            "0:00:01.000,0:00:02.000\nx",
            "scenarist_scc v1.0",
            "x\n [INFORMATION]\n00:00:01.00,00:00:02.00\ny",
            "x\r[INFORMATION]\n00:00:01.00,00:00:02.00\ny",
            "{1}{2}a\n{3}{4}b\n{5}{6}c",
            "[1][2]a\n[3][4]b\n[5][6]c",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nx",
        ];
        let late = format!(
            "{start}00:00:01.00,00:00:02.00\nx\n\n{}[INFORMATION]\n00:00:01.00,00:00:02.00\n",
            "y\n".repeat(2000)
        );
        all.push(late.into_bytes());
        for more in more {
            all.push(format!("{start}{more}\n").into_bytes());
            all.push(format!("{start}x\n\n{more}\n{}", "y\n".repeat(2000)).into_bytes());
        }
        let (mut clear, count) = (0, all.len());
        for bytes in all {
            let text = String::from_utf8_lossy(&bytes);
            if begins_as_subrip(&text) {
                clear += 1;
                assert_eq!(
                    found(&sniff(&text, Some("srt"))),
                    found(&ask(&text, Some("srt"))),
                    "{:.200}",
                    text
                );
            }
        }
        assert!(clear > 20 && count > 500, "{clear} of {count}");
    }

    /// A file is its format's where most of its lines are; a few of them among others are a guess.
    #[test]
    fn most_lines_make_a_format_and_a_few_a_guess() {
        let prose = "Дала кең еді.\n".repeat(6);
        for (id, lines) in [
            ("microdvd", "{1}{20}Тоқта!\n{30}{50}Кім бұл?\n"),
            ("mpl2", "[10][20]Тоқта!\n[30][50]Кім бұл?\n"),
            ("lrc", "[00:01.00]Тоқта!\n[00:02.50]Кім бұл?\n"),
            ("subviewer1", "[00:00:01]\nТоқта!\n[00:00:03]\n\n[00:00:05]\nКім бұл?\n[00:00:06]\n"),
        ] {
            let (format, clear) = found(&sniff(lines, None)).unwrap();
            assert_eq!(format, id);
            assert!(clear.score >= 80, "{id}: {clear:?}");
            let (format, few) = found(&sniff(&format!("{}{lines}{prose}", prose.repeat(3)), None)).unwrap();
            assert_eq!(format, id);
            assert!(few.score < 80 && few.reason.starts_with("a few"), "{id}: {few:?}");
        }
        assert!(matches!(sniff(&prose, None), Sniffed::Nothing));
    }
}
