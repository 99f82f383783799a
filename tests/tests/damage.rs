//! Damaged files of every format: each is read, understood, moved and written in other formats, and nothing panics.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use tregua_parse::base::{Lang, splice};
use tregua_parse::format::FORMATS;
use tregua_parse::format::write::{Target, write};
use tregua_parse::time::Time;
use tregua_qa::par;
use tregua_qa::retime::{BelowZero, Options, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{AnyFile, of_any_format};

/// Larger files say nothing that these do not.
const SMALL: usize = 4096;
/// Damaged copies of each file.
const COPIES: u64 = 40;

/// A small generator of numbers, so that every run damages alike.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// One to four of: a byte changed, bytes taken out, a piece doubled, the rest cut off.
fn damaged(raw: &[u8], dice: &mut Dice) -> Vec<u8> {
    const SIGNS: &[u8] = b"\0\n\r<>{}&;:,.[]()\"'=-/\\019 \xff\xd2\x8a\x0d\x20";
    let mut out = raw.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(out.len());
        let to = (at + dice.roll(24)).min(out.len());
        match dice.roll(5) {
            0 | 1 => {
                if let Some(byte) = out.get_mut(at) {
                    *byte = SIGNS[dice.roll(SIGNS.len())];
                }
            }
            2 => drop(out.drain(at..to)),
            3 => {
                let piece = out[at..to].to_vec();
                out.splice(at..at, piece);
            }
            _ => out.truncate(at),
        }
    }
    out
}

fn survive(file: &AnyFile, raw: &[u8], dice: &mut Dice) -> Result<(), String> {
    let document = file.parse(raw);
    let track = (file.format.lower)(&document);
    if track.cues.len() != document.cues.len() {
        return Err("cues lost on the way up".to_owned());
    }
    let text = document.source.text();
    let nowhere = |span: tregua_parse::base::Span| text.get(span.range()).is_none();
    if let Some(problem) = document.problems.iter().chain(&track.problems).find(|p| nowhere(p.span)) {
        return Err(format!("{problem:?} is nowhere"));
    }
    if let Some(run) = track.runs.iter().find(|run| nowhere(run.span)) {
        return Err(format!("{run:?} is nowhere"));
    }
    for below_zero in [BelowZero::Refuse, BelowZero::Clamp, BelowZero::Drop] {
        let options = Options { below_zero, unreadable: Unreadable::Keep };
        let by = Time::from_millis(i64::try_from(dice.roll(20_000)).unwrap() - 10_000).unwrap();
        if let Ok(done) = retime(&document, &TimeMap::shift(by), options) {
            splice(raw, &done.edits).map_err(|e| format!("{below_zero:?} by {by}: {e}"))?;
        }
    }
    let lang = Lang::parse("es").unwrap();
    let target = Target { lang: Some(&lang), rate: "25".parse().ok(), ..Target::default() };
    let writers: Vec<_> = FORMATS.iter().filter_map(|format| format.write).collect();
    // A refusal is an answer too.
    let _ = write(&track, writers[dice.roll(writers.len())], &target);
    Ok(())
}

#[test]
fn damaged_files_survive_everything() {
    let mut files = of_any_format("damage");
    files.retain(|file| file.name.starts_with("fixtures") && file.raw.len() < SMALL);
    let told = par::map(&files, |file| {
        let seed = file.name.bytes().fold(7u64, |n, b| n.wrapping_mul(31).wrapping_add(b.into()));
        (0..COPIES).find_map(|n| {
            let mut dice = Dice(seed.wrapping_add(n.wrapping_mul(0x9e37_79b9)));
            let raw = damaged(&file.raw, &mut dice);
            let done = catch_unwind(AssertUnwindSafe(|| survive(file, &raw, &mut dice)));
            let why = done.unwrap_or_else(|_| Err("panicked".to_owned())).err()?;
            Some(format!("{} copy {n}: {why}", file.name))
        })
    });
    let told: Vec<String> = told.into_iter().flatten().collect();
    eprintln!("damage: {} copies of {} files", files.len() * usize::try_from(COPIES).unwrap(), files.len());
    assert!(told.is_empty(), "{} of {} files:\n{}", told.len(), files.len(), told.join("\n"));
}
