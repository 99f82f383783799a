//! Parsing throughput: the full lossless document from bytes.

use divan::counter::BytesCount;
use tregua_parse::{format::srt, source::Source};

fn main() {
    divan::main();
}

/// A made-up track in two-byte letters, the size of a 2.5-hour feature's.
fn track() -> Vec<u8> {
    let clock = |t: usize| {
        format!("{:02}:{:02}:{:02},{:03}", t / 3_600_000, t / 60_000 % 60, t / 1000 % 60, t % 1000)
    };
    let cue = |i: usize| {
        let at = i * 4700;
        let line = "Дала кең, жол ұзақ, бауырым";
        format!("{}\n{} --> {}\n{line}\n{line}\n\n", i + 1, clock(at), clock(at + 2400))
    };
    (0..1900).map(cue).collect::<String>().into_bytes()
}

#[divan::bench]
fn document(bencher: divan::Bencher<'_, '_>) {
    let raw = track();
    bencher
        .counter(BytesCount::of_slice(&raw))
        .bench(|| Source::open(divan::black_box(&raw), None, None).map(srt::parse).map(|d| d.cues.len()));
}

#[divan::bench]
fn document_and_track(bencher: divan::Bencher<'_, '_>) {
    let raw = track();
    bencher.counter(BytesCount::of_slice(&raw)).bench(|| {
        let document = Source::open(divan::black_box(&raw), None, None).map(srt::parse).ok();
        document.map(|d| srt::lower(&d).runs.len())
    });
}
