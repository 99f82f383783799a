//! Parsing never fails and never panics: every beginning of a file and every damaged byte is read, understood
//! and checked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::{Encoding, Source};
use tregua_qa::check::{Context, check};
use tregua_qa::profile::RuleSet;
use tregua_qa::programme::Kind;
use tregua_tests::corpus::{RuleBook, Sample, fixtures, hold, programme, rules, say};

/// Larger files say nothing that these do not.
const SMALL: usize = 2048;

fn small(test: &str) -> Vec<Sample> {
    let samples: Vec<Sample> = fixtures().into_iter().filter(|s| s.raw.len() < SMALL).collect();
    say(test, samples.len(), 0);
    samples
}

/// Telling encoding and language apart costs a hundred times what the rest does, so only one case in so many does
/// it; all others are read in the file's own encoding, by the rules that need no language.
const THOROUGH: usize = 32;

struct Book {
    all: RuleBook,
    structure: RuleSet,
}

impl Book {
    fn new(samples: &[Sample]) -> Self {
        Self { all: RuleBook::new(samples), structure: rules("structure") }
    }

    /// Reads and checks `raw`; every finding must point into the text.
    fn survive(&self, sample: &Sample, own: Encoding, raw: &[u8], n: usize) -> Result<(), String> {
        let thorough = n.is_multiple_of(THOROUGH);
        let lang = sample.lang.as_ref().filter(|_| thorough);
        let (rules, encoding) =
            if thorough { (self.all.of(sample), None) } else { (&self.structure, Some(own)) };
        let look = || -> Result<(), String> {
            let source = Source::open(raw, encoding, lang.map(Lang::language)).map_err(|e| e.to_string())?;
            let document = srt::parse(source);
            let track = srt::lower(&document);
            let programme = programme();
            let found = check(&Context::new(&document, &track, lang, Kind::Full, &programme), rules);
            let text = document.source.text();
            match found.iter().find(|d| text.get(d.span.range()).is_none()) {
                Some(d) => Err(format!("{} points at {:?}, which is no place in the text", d.rule, d.span)),
                None if track.cues.len() != document.cues.len() => Err("cues lost on the way up".to_owned()),
                None => Ok(()),
            }
        };
        catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| Err("panicked".to_owned()))
    }
}

#[test]
fn every_beginning_of_a_file() {
    let samples = small("beginnings");
    let book = Book::new(&samples);
    hold(&samples, |sample| {
        let own = sample.document().source.encoding();
        (0..sample.raw.len()).try_for_each(|len| {
            let done = book.survive(sample, own, &sample.raw[..len], len);
            done.map_err(|why| format!("the first {len} bytes: {why}"))
        })
    });
}

#[test]
fn any_byte_damaged() {
    /// A prime, so that it falls into step with no line length.
    const STRIDE: usize = 7;
    let samples = small("damaged bytes");
    let book = Book::new(&samples);
    hold(&samples, |sample| {
        let own = sample.document().source.encoding();
        let mut raw = sample.raw.clone();
        let mut n = 0;
        for at in (0..raw.len()).step_by(STRIDE) {
            let was = raw[at];
            for now in [0, b'\n', b'\r', b'0', b'>', 0xff, was ^ 0x20] {
                raw[at] = now;
                let done = book.survive(sample, own, &raw, n);
                done.map_err(|why| format!("byte {at} as {now:#04x}: {why}"))?;
                n += 1;
            }
            raw[at] = was;
        }
        Ok(())
    });
}
