//! From bytes to documents: encoding, format, language, and refusing what is no subtitle.

use crate::args::Reading;
use crate::foreign;
use crate::load::{self, name};
use crate::timings::part;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::{
    Format, Look, ReadOptions, Sniff, Sniffed, by_name, declared_encoding, sniff, sniff_bytes,
};
use tregua_parse::model::Track;
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::{Document, ProblemKind, RATE_UNKNOWN};
use tregua_qa::check::Meter;
use tregua_qa::language::{Verdict, identify_track};

/// What is known about a file before it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'k> {
    /// Its encoding.
    pub(crate) encoding: Option<Encoding>,
    /// Its format.
    pub(crate) format: Option<&'static Format>,
    /// Its language.
    pub(crate) lang: Option<&'k Lang>,
    /// What the reader is told.
    pub(crate) reading: ReadOptions,
}

impl<'k> Known<'k> {
    /// What the command line says.
    pub(crate) fn new(args: &Reading, lang: Option<&'k Lang>) -> Self {
        let reading = ReadOptions { rate: args.more.fps, start: args.more.start };
        Self { encoding: args.encoding, format: args.more.input_format, lang, reading }
    }
}

/// Why a file is no subtitle file.
#[derive(Debug)]
pub(crate) struct NoSubtitle(String);

impl std::fmt::Display for NoSubtitle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoSubtitle {}

/// A file, read.
pub(crate) struct Opened<'a> {
    pub(crate) document: Document<'a>,
    pub(crate) format: &'static Format,
    /// How its format was found.
    pub(crate) sniff: Sniff,
}

/// Decodes a file, finds its format and indexes it; `Err` says why it is no subtitle.
pub(crate) fn open<'a>(path: &Path, bytes: &'a [u8], known: Known<'_>) -> Result<Opened<'a>> {
    open_metered(path, bytes, known, &())
}

/// As [`open`], with each step measured.
pub(crate) fn open_metered<'a>(
    path: &Path,
    bytes: &'a [u8],
    known: Known<'_>,
    meter: &impl Meter,
) -> Result<Opened<'a>> {
    let fail = |why: String| anyhow!("{}: {why}", name(path));
    // A stored archive or a film may hold subtitle text; taken for a subtitle it would be damaged.
    if let Some(kind) = foreign::by_first_bytes(bytes) {
        return Err(NoSubtitle(format!("{}: this is {kind}", name(path))).into());
    }
    let extension = load::extension(path);
    let extension = extension.as_deref();
    let found = match known.format {
        Some(format) => Some((format, Sniff::NAMED)),
        None => one(path, meter.measure(part::FORMAT, || sniff_bytes(bytes, extension)))?,
    };
    let binary = found.as_ref().is_some_and(|(format, _)| matches!(format.sniff, Look::Bytes(_)));
    let declared = || declared(bytes);
    let encoding = if binary { Some(Encoding::Bytes) } else { known.encoding.or_else(declared) };
    let lang = known.lang.map(Lang::language);
    let source = meter
        .measure(part::DECODING, || Source::open(bytes, encoding, lang))
        .map_err(|e| fail(e.to_string()))?;
    let found = match found {
        Some(found) => Some(found),
        None => one(path, meter.measure(part::FORMAT, || sniff(source.text(), extension)))?,
    };
    let Some((format, sniff)) = found else {
        return Err(NoSubtitle(format!("{}: {}", name(path), foreign::what_is(bytes, extension))).into());
    };
    let document = meter.measure(part::PARSING, || (format.parse)(source, &known.reading));
    if document.problems.iter().any(|p| p.kind == ProblemKind::Own(&RATE_UNKNOWN)) {
        return Err(fail(format!("{}; {}", RATE_UNKNOWN.message, RATE_UNKNOWN.help)));
    }
    Ok(Opened { document, format, sniff })
}

/// A version without a cue, of another's format: what git compares with where there was no file.
pub(crate) fn nothing<'a>(other: &Document<'_>, args: &Reading) -> Result<Document<'a>> {
    let source = Source::open(&[], Some(other.source.encoding()), None)?;
    let format = by_name(other.format).ok_or_else(|| anyhow!("{}: no format is called so", other.format))?;
    Ok((format.parse)(source, &Known::new(args, None).reading))
}

/// The encoding that an XML file names itself. Bytes that are UTF-8 or UTF-16 are believed over what is written in them.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let named = declared_encoding(bytes).and_then(Encoding::from_label)?;
    (named != Encoding::Utf8 && std::str::from_utf8(bytes).is_err()).then_some(named)
}

/// The format that was found; a tie is nobody's guess.
fn one(path: &Path, sniffed: Sniffed) -> Result<Option<(&'static Format, Sniff)>> {
    match sniffed {
        Sniffed::Found(format, sniff) => Ok(Some((format, sniff))),
        Sniffed::Nothing => Ok(None),
        Sniffed::Tie([a, b]) => bail!(
            "{}: it could be {} ({}) or {} ({}); name one with --input-format {} or {}",
            name(path),
            a.0.name,
            a.1.reason,
            b.0.name,
            b.1.reason,
            a.0.id,
            b.0.id
        ),
    }
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

/// Bytes of a cue's text that are put together with those of other tracks; the text of a whole film has a tenth of them.
const LONGEST: usize = 1 << 20;

/// Refuses a file with a cue that is no subtitle by its size: every reader takes it, but what is made of it and of others would be of
/// no use, and take gigabytes.
pub(crate) fn bearable(path: &Path, document: &Document<'_>) -> Result<()> {
    let Some(at) = document.cues.iter().position(|cue| cue.text.len() > LONGEST) else { return Ok(()) };
    let megabytes = document.cues.get(at).map_or(0, |cue| cue.text.len() / 1_000_000);
    bail!(
        "{}: {} has {megabytes} MB of text, as the file is damaged there; `tregua check` says what is wrong with it",
        name(path),
        document.cue_name(at)
    )
}

/// Lines of a cue that tell its language; a damaged file may have millions of them in one.
const LINES: usize = 64;

/// The language of a track's text.
pub(crate) fn language_of(track: &Track<'_>) -> Verdict {
    identify_track(texts(track))
}

/// The texts that tell a track's language, one after another: all at once would take as much memory as the file.
pub(crate) fn texts(track: &Track<'_>) -> impl Iterator<Item = String> {
    track.cues.iter().map(|cue| {
        let lines = track.lines_of(cue).iter().take(LINES).map(|line| track.text_of(line));
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// The language a file names itself.
pub(crate) fn language_in(track: &Track<'_>) -> Option<Lang> {
    track.lang.as_deref().and_then(|tag| Lang::parse(tag).ok()).filter(|lang| lang.language() != "und")
}

/// The language a verdict is sure of.
pub(crate) fn told(verdict: &Verdict) -> Option<Lang> {
    verdict.tongue.and_then(|tongue| Lang::parse(tongue.tag()).ok()).filter(|lang| lang.language() != "und")
}
