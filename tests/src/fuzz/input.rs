//! How an input is read. A law's settings come from the last bytes, so that any subtitle file is an input as it is.

use tregua_parse::format::{FORMATS, Format, Look, ReadOptions, Sniffed, sniff, sniff_bytes};
use tregua_parse::model::Track;
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;

/// Settings, a byte at a time from the end of the input; zero where it has no more.
pub(super) struct Dice<'a>(&'a [u8]);

impl<'a> Dice<'a> {
    pub(super) fn new(raw: &'a [u8]) -> Self {
        Self(&raw[raw.len().saturating_sub(12)..])
    }

    pub(super) fn byte(&mut self) -> u8 {
        let Some((last, rest)) = self.0.split_last() else { return 0 };
        self.0 = rest;
        *last
    }

    /// One of these.
    pub(super) fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::from(self.byte()) % list.len()]
    }

    pub(super) fn number(&mut self) -> i32 {
        i32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }
}

/// The format of these bytes, by what they hold; SubRip where nothing is known, as somebody may say so.
pub(super) fn format(raw: &[u8]) -> &'static Format {
    let sniffed = match sniff_bytes(raw, None) {
        Sniffed::Nothing => {
            let source = Source::open(raw, Some(Encoding::Utf8), None).unwrap();
            sniff(source.text(), None)
        }
        found => found,
    };
    match sniffed {
        Sniffed::Found(format, _) => format,
        Sniffed::Tie([a, _]) => a.0,
        Sniffed::Nothing => FORMATS[0],
    }
}

/// Reads bytes as a format. Text is taken for UTF-8: finding out what it is takes a hundred times as long, and is
/// the law `open`.
pub(super) fn parse<'a>(format: &Format, raw: &'a [u8]) -> Document<'a> {
    let encoding = match format.sniff {
        Look::Bytes(_) => Encoding::Bytes,
        Look::Text(_) | Look::Never => Encoding::Utf8,
    };
    let options = ReadOptions { rate: "25".parse().ok(), ..ReadOptions::default() };
    (format.parse)(Source::open(raw, Some(encoding), None).unwrap(), &options)
}

/// What a viewer reads of a cue, white space aside.
pub(super) fn letters(track: &Track<'_>, cue: usize) -> String {
    let runs = track.runs_of_cue(&track.cues[cue]).iter();
    runs.flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// The parts of an input that is several files, and is else one.
pub(super) fn parts(raw: &[u8]) -> Vec<&[u8]> {
    const BETWEEN: &[u8] = b"\n%%%%\n";
    let mut out = Vec::new();
    let mut rest = raw;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|it| it == BETWEEN) {
        out.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    out.push(rest);
    out
}
