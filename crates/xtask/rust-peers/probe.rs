//! The least a program can do: SubRip is shifted (`probe shift IN OUT MS`), or made WebVTT (`probe vtt IN OUT`). Only stamps
//! in the strict spelling are seen. Nothing is decoded, checked, kept, synced or read back, and a mistake ends it.

use memchr::memmem;
use std::env::args;
use std::fs::{read, write};

const ARROW: &[u8] = b" --> ";
const STAMP: usize = "00:00:00,000".len();

/// Milliseconds of a stamp.
fn time(stamp: &[u8]) -> u64 {
    let digit = |at: usize| u64::from(stamp[at] - b'0');
    let pair = |at: usize| digit(at) * 10 + digit(at + 1);
    (pair(0) * 3600 + pair(3) * 60 + pair(6)) * 1000 + digit(9) * 100 + pair(10)
}

fn spell(ms: u64, stamp: &mut [u8]) {
    let mut put = |at: usize, n: u64| stamp[at] = b'0' + (n % 10) as u8;
    let seconds = ms / 1000;
    for (at, n) in [(0, seconds / 3600), (3, seconds / 60 % 60), (6, seconds % 60)] {
        put(at, n / 10);
        put(at + 1, n);
    }
    for (at, n) in [(9, ms / 100), (10, ms / 10), (11, ms)] {
        put(at, n);
    }
}

fn main() {
    let args: Vec<String> = args().skip(1).collect();
    let (job, from, to) = (&args[0], &args[1], &args[2]);
    let text = read(from).unwrap();
    let arrows: Vec<usize> = memmem::find_iter(&text, ARROW).collect();
    let mut out = if job == "vtt" { b"WEBVTT\n\n".to_vec() } else { Vec::new() };
    let head = out.len();
    out.extend_from_slice(&text);
    for arrow in arrows {
        for at in [arrow - STAMP, arrow + ARROW.len()].map(|at| head + at) {
            let stamp = &mut out[at..at + STAMP];
            match job.as_str() {
                "vtt" => stamp[8] = b'.',
                _ => spell(time(stamp) + args[3].parse::<u64>().unwrap(), stamp),
            }
        }
    }
    write(to, out).unwrap();
}
