//! Damage, by chance and on purpose: no crash, no wait, no memory that the file does not pay for.

use super::build::{Mp4, boxed, cluster, description, element, entry, group, matroska, number, words};
use crate::{extract, list};
use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The longest that one damaged file of a few kilobytes may take, in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(2);

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/containers");
    let mut out: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|end| end != "md"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    out.sort();
    assert!(out.len() >= 8, "only {} films", out.len());
    out
}

/// Everything that can be asked of a file; how many tracks came out.
fn ask(file: &[u8]) -> usize {
    let start = Instant::now();
    let mut out = 0;
    if let Ok(tracks) = list(Cursor::new(file)) {
        for track in &tracks {
            if let Ok(found) = extract(Cursor::new(file), track.index) {
                assert!(
                    found.bytes.len() < (file.len() + 1000) * 1100,
                    "{} bytes of {}",
                    found.bytes.len(),
                    file.len()
                );
                out += 1;
            }
        }
    }
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    out
}

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

#[test]
fn damaged_films_give_an_answer() {
    let mut dice = Dice(0x7265_6775_6121);
    let mut asked = 0;
    for (name, film) in fixtures() {
        assert!(ask(&film) > 0, "{name}");
        for round in 0..800 {
            let mut film = film.clone();
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(film.len());
                // Bytes of all bits and none do most harm to sizes.
                film[at] = [0, 0xff, 0x7f, film[at] ^ 1 << dice.roll(8), dice.roll(256) as u8][dice.roll(5)];
            }
            if round % 4 == 0 {
                film.truncate(dice.roll(film.len()));
            }
            if round % 5 == 0 && film.len() > 64 {
                // A piece in the wrong place.
                let (from, to) = (dice.roll(film.len() - 32), dice.roll(film.len() - 32));
                film.copy_within(from..from + 32, to);
            }
            ask(&film);
            asked += 1;
        }
    }
    assert!(asked >= 6000, "only {asked}");
}

#[test]
fn every_beginning_of_a_film_gives_an_answer() {
    for (_, film) in fixtures() {
        for len in (0..film.len()).step_by(7) {
            ask(&film[..len]);
        }
    }
}

#[test]
fn headers_that_name_themselves_do_not_hold_the_reader() {
    let seek = |id: &[u8], to: u64| element(0x4dbb, &[element(0x53ab, id), number(0x53ac, to)].concat());
    let own = [0x11, 0x4d, 0x9b, 0x74];
    for seeks in [seek(&own, 0), [seek(&own, 0), seek(&own, 0)].concat(), seek(&own, u64::MAX)] {
        let mut file = matroska(&[entry(1, "S_TEXT/UTF8", &[])], &[element(0x114d_9b74, &seeks)]);
        file.extend(cluster(0, &[]));
        ask(&file);
    }
}

#[test]
fn numbers_at_their_ends_overflow_nothing() {
    for time in [0, u64::MAX, u64::MAX >> 1] {
        for scale in [1, u64::MAX, 1_000_000] {
            let blocks =
                [group(1, i16::MIN, u64::MAX, "а".as_bytes()), group(1, i16::MAX, 1, "б".as_bytes())];
            let info = element(0x1549_a966, &number(0x2a_d7b1, scale));
            let tracks = element(0x1654_ae6b, &entry(1, "S_TEXT/ASS", &[]));
            let segment = element(0x1853_8067, &[info, tracks, cluster(time, &blocks)].concat());
            ask(&[element(0x1a45_dfa3, b""), segment].concat());
        }
    }
    for n in [0, 1, u32::MAX, u32::MAX >> 1] {
        for kind in [b"tx3g", b"wvtt", b"stpp"] {
            let film = Mp4 {
                handler: b"sbtl",
                description: description(kind, &[0; 40]),
                scale: n,
                samples: vec![(n, b"\0\x02ab".to_vec()); 3],
                edits: vec![(n, i32::MIN), (n, i32::MAX), (n, 0), (0, 0)],
                more: boxed(b"udta", b""),
            };
            ask(&film.build());
        }
    }
}

/// Tables that claim more than the file holds, one field after another.
#[test]
fn counts_are_held_against_the_file() {
    let film = Mp4 {
        handler: b"sbtl",
        description: description(b"tx3g", &[0; 40]),
        scale: 1000,
        samples: vec![(1000, b"\0\x02ab".to_vec()); 4],
        edits: Vec::new(),
        more: Vec::new(),
    };
    let film = film.build();
    let moov = film.windows(4).position(|four| four == b"moov").unwrap();
    for at in moov..film.len() - 4 {
        for word in [u32::MAX, 0x7fff_ffff, 0x00ff_ffff, 0] {
            let mut film = film.clone();
            film[at..at + 4].copy_from_slice(&word.to_be_bytes());
            ask(&film);
        }
    }
}

#[test]
fn work_is_held_against_the_file() {
    // One sample with as many styles as fit, each over the whole text.
    let record = [0u8, 0, 0xff, 0xff, 0, 1, 1, 18, 1, 2, 3, 255];
    let styles = boxed(b"styl", &[&[0xff, 0xff][..], &record.repeat(65_535)].concat());
    let sample = [&[0xff, 0xff][..], &vec![b'a'; 65_535], &styles, &styles].concat();
    let build = |kind: &[u8; 4], samples| Mp4 {
        handler: b"sbtl",
        description: description(kind, &[0; 40]),
        scale: 1000,
        samples,
        edits: Vec::new(),
        more: Vec::new(),
    };
    assert_eq!(ask(&build(b"tx3g", vec![(1000, sample)]).build()), 1);
    // As many cues in one sample as fit.
    let cues = boxed(b"vttc", b"").repeat(100_000);
    assert_eq!(ask(&build(b"wvtt", vec![(1, cues.clone()), (1, cues)]).build()), 1);
    // Samples that all stand in one place: a size for all, and a count.
    let mut film = build(b"tx3g", vec![(1, vec![0; 100_000])]).build();
    let stsz = film.windows(4).position(|four| four == b"stsz").unwrap();
    film[stsz + 8..stsz + 16].copy_from_slice(&words(&[100_000, u32::MAX]));
    assert_eq!(ask(&film), 0);
}
