//! What those who take EBU STL look for in its header beyond what a reader needs: fields that should say what the file
//! is and what is in it. What a reader stumbles over is said elsewhere.

use super::header::{self, Field};
use super::layout::Layout;
use super::offsets::Offsets;
use crate::format::demands::Demands;
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use std::collections::BTreeSet;

/// The header's.
pub static DELIVERY: Demands =
    Demands { id: "ebu-stl", name: "EBU STL, for the header", formats: &["stl"], check };

static RATE: Fault =
    Fault::warning("stl-asked-rate", "EBU STL knows 25 and 30 frames a second; some readers refuse this one");
static GROUPS: Fault =
    Fault::warning("stl-asked-groups", "the header does not say how many groups the subtitles are in");
static ROW_LENGTH: Fault = Fault::warning(
    "stl-asked-row-length",
    "a row of the subtitles is longer than the header says that any is",
);
static ROWS: Fault = Fault::warning(
    "stl-asked-rows",
    "a subtitle stands on a row below the last that the header says there is",
);
static DISKS: Fault = Fault::warning(
    "stl-asked-disks",
    "the header does not say that this is disk 1 of 1; readers may wait for more",
);
static DATE: Fault = Fault::warning("stl-asked-date", "this is no date of the form YYMMDD");
static DATES: Fault = Fault::warning("stl-asked-dates", "the revision is older than the list itself");
static TITLE: Fault = Fault::info("stl-asked-title", "the header does not say which programme this is for");
static LANGUAGE: Fault = Fault::info("stl-asked-language", "the header does not say the language");
static COUNTRY: Fault = Fault::info("stl-asked-country", "the header does not say the country");

fn check(document: &Document<'_>) -> Vec<Problem> {
    let raw = document.source.raw();
    if raw.len() < header::LEN {
        return Vec::new();
    }
    let layout = Layout::read(raw);
    let mut found: Vec<(&'static Fault, Field)> = Vec::new();
    let mut check = |holds: bool, fault: &'static Fault, field: Field| {
        if !holds {
            found.push((fault, field));
        }
    };
    let is = |field: Field, text: &[u8]| field.of(raw) == text;
    check(is(header::DFC, b"STL25.01") || is(header::DFC, b"STL30.01"), &RATE, header::DFC);
    let blocks = || layout.subtitles.iter().flat_map(|subtitle| layout.blocks_of(subtitle));
    let groups: BTreeSet<u8> = blocks().map(|block| block.group()).collect();
    let said = |field: Field| field.number(raw).and_then(|n| usize::try_from(n).ok());
    // Groups are counted from one in some programs and from zero in others.
    check(said(header::TNG).is_none_or(|n| n >= groups.len()), &GROUPS, header::TNG);
    if let Some(most) = said(header::MNC).filter(|n| *n > 0) {
        let longest = blocks().flat_map(|block| block.text().split(|b| *b == 0x8a)).map(letters).max();
        check(longest.is_none_or(|n| n <= most), &ROW_LENGTH, header::MNC);
    }
    if let Some(rows) = said(header::MNR).filter(|n| *n > 0) {
        let lowest = blocks().map(|block| usize::from(block.row())).max();
        check(lowest.is_none_or(|n| n <= rows.max(usize::from(header::TELETEXT_ROWS))), &ROWS, header::MNR);
    }
    check(is(header::TND, b"1") && is(header::DSN, b"1"), &DISKS, header::TND);
    let [created, revised] = [header::CD, header::RD].map(|field| date(field, raw));
    for (read, field) in [(created, header::CD), (revised, header::RD)] {
        check(read.is_some() || field.is_blank(raw), &DATE, field);
    }
    // Where there is no revision its date is often filled with anything.
    let is_revised = said(header::RN).is_some_and(|n| n > 0);
    check(!is_revised || created.zip(revised).is_none_or(|(old, new)| old <= new), &DATES, header::RD);
    check(!header::OPT.is_blank(raw) || !header::TPT.is_blank(raw), &TITLE, header::OPT);
    check(!header::LC.is_blank(raw) && !is(header::LC, b"00"), &LANGUAGE, header::LC);
    check(!header::CO.is_blank(raw), &COUNTRY, header::CO);
    let offsets = Offsets::new(raw);
    let problem = |(fault, field): (&'static Fault, Field)| Problem {
        kind: ProblemKind::Own(fault),
        span: field.span(&offsets),
        cue: None,
    };
    found.into_iter().map(problem).collect()
}

/// The characters of a row, without control codes and without the accents that stand before their letters.
fn letters(row: &[u8]) -> usize {
    row.iter().filter(|b| matches!(b, 0x20..=0x7e | 0xa0..=0xbf | 0xd0..=0xff)).count()
}

/// A date as a number that grows: those of the last century come first.
fn date(field: Field, raw: &[u8]) -> Option<u32> {
    let digits = field.of(raw);
    let fits = digits.len() == 6 && digits.iter().all(|b| b.is_ascii_digit());
    let number: u32 = fits.then(|| std::str::from_utf8(digits).ok()?.parse().ok()).flatten()?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let good = (1..=12).contains(&month) && (1..=31).contains(&day);
    // The format is of 1991.
    good.then_some(if year < 80 { number + 1_000_000 } else { number })
}
