//! What a file is that is too large to be held: counted window by window.

use super::tally::Tally;
use super::{Facts, Whole};
use crate::args::Info;
use crate::io;
use crate::large::{self, Next, Part, Times, Walk, is_earlier};
use crate::load;
use crate::open::{Known, texts};
use anyhow::Result;
use std::path::Path;
use tregua_parse::format::{Format, Sniff, Sniffed, sniff};
use tregua_parse::source::{Detection, Encoding, Source};
use tregua_parse::syntax::Window;
use tregua_qa::language::TrackTongue;

/// What is known about a large file; `None` for every other, and where the whole has to be seen: where it is no UTF-8, has no place to be
/// cut or a window without a cue, and where times go back.
///
/// # Errors
/// As reading the whole.
pub(super) fn look(path: &Path, args: &Info) -> Result<Option<Facts>> {
    let Some((begun, _)) = large::open(path, &args.reading, None, None, false)? else { return Ok(None) };
    if !begun.has_plain_places() {
        return Ok(None);
    }
    let named = load::lang_of(path);
    let known = Known::new(&args.reading, named.as_ref());
    let format = begun.format;
    let mut walk = Walk::new(path, begun, 0);
    let mut sums = Sums::default();
    loop {
        io::go_on(path)?;
        match walk.next()? {
            Next::Part(part) if sums.add(path, format, known, &part)? => {}
            Next::Part(_) | Next::Uncut => return Ok(None),
            Next::End => break,
        }
    }
    walk.end()?;
    let Sums { head: Some(Head { sniff, detection, .. }), bytes, tongue, tally, .. } = sums else {
        return Ok(None);
    };
    let whole = Whole {
        path,
        bytes,
        format,
        sniff: &sniff,
        detection: &detection,
        malformed: 0,
        named: named.as_ref(),
        verdict: tongue.verdict(),
    };
    Ok(Some(whole.with(tally)))
}

/// What the windows so far say.
#[derive(Default)]
struct Sums {
    head: Option<Head>,
    bytes: usize,
    tongue: TrackTongue,
    tally: Tally,
    times: Times,
}

/// What the first window says of the file.
struct Head {
    sniff: Sniff,
    detection: Detection,
    /// All windows so far are ASCII, so that a later one says more about the encoding.
    ascii: bool,
}

impl Sums {
    /// Adds the next window; false where it does not tell what the whole would.
    fn add(&mut self, path: &Path, format: &'static Format, known: Known<'_>, part: &Part) -> Result<bool> {
        let source = Source::open(&part.bytes, known.encoding, known.lang.map(|lang| lang.language()))?;
        if source.encoding() != Encoding::Utf8 || !source.malformed().is_empty() {
            return Ok(false);
        }
        let (detection, ascii) = (source.detection(), part.bytes.is_ascii());
        match &mut self.head {
            Some(head) if head.ascii && !ascii => (head.detection, head.ascii) = (detection.clone(), false),
            Some(_) => {}
            None => {
                let extension = load::extension(path);
                let sniff = match known.format {
                    Some(_) => Sniff::NAMED,
                    None => match sniff(source.text(), extension.as_deref()) {
                        Sniffed::Found(found, sniff) if found == format => sniff,
                        _ => return Ok(false),
                    },
                };
                self.head = Some(Head { sniff, detection: detection.clone(), ascii });
            }
        }
        let mut document = (format.parse)(source, &known.reading);
        let times = Times::of(&document, ..);
        if document.cues.is_empty() || is_earlier(times.first, self.times.latest) {
            return Ok(false);
        }
        self.times = self.times.and(times);
        document.window = Window { cues_before: self.tally.cues, goes_on: !part.last };
        let track = (format.lower)(&document);
        texts(&track).for_each(|text| self.tongue.add(&text));
        let counted = if self.tally.cues == 0 { 0 } else { part.head };
        self.tally.add_window(&document, &track, counted);
        self.bytes += part.core.len();
        Ok(true)
    }
}
