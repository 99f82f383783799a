//! Onsets that are found, for WAV files with their truth beside them (see docs/audio.md): `speech_table FILE.wav …`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::ops::ControlFlow;
use std::time::Instant;

fn main() {
    println!(
        "| file | found | truth | recall 50/100/200 ms | precision 50/100/200 | median, end | prominence | s |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for file in std::env::args().skip(1) {
        let begun = Instant::now();
        let open = std::fs::File::open(&file).unwrap();
        let speech = match tregua_audio::listen(open, None, &mut |_| ControlFlow::Continue(())) {
            Ok(speech) => speech,
            Err(error) => {
                println!("| {file} | {error} |");
                continue;
            }
        };
        let took = begun.elapsed().as_secs_f32();
        let table =
            std::fs::read_to_string(std::path::Path::new(&file).with_extension("tsv")).unwrap_or_default();
        let truth: Vec<(i64, i64)> = table
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(start, end)| (start.parse().unwrap(), end.parse().unwrap()))
            .collect();
        let found: Vec<(i64, i64)> =
            speech.intervals.iter().map(|one| (one.start_ms as i64, one.end_ms as i64)).collect();
        let near = |from: &[(i64, i64)], to: &[(i64, i64)], within: i64| {
            let hits = from.iter().filter(|one| to.iter().any(|two| (one.0 - two.0).abs() <= within)).count();
            hits as f32 * 100.0 / from.len().max(1) as f32
        };
        let mut apart = Vec::new();
        let mut ends = Vec::new();
        for one in &truth {
            if let Some(two) =
                found.iter().min_by_key(|two| (one.0 - two.0).abs()).filter(|two| (one.0 - two.0).abs() < 200)
            {
                apart.push(two.0 - one.0);
            }
            if let Some(two) =
                found.iter().min_by_key(|two| (one.1 - two.1).abs()).filter(|two| (one.1 - two.1).abs() < 400)
            {
                ends.push(two.1 - one.1);
            }
        }
        apart.sort_unstable();
        ends.sort_unstable();
        let row = |from: &[(i64, i64)], to: &[(i64, i64)]| {
            [50, 100, 200].map(|within| format!("{:.0}", near(from, to, within))).join("/")
        };
        println!(
            "| {} | {} | {} | {} | {} | {:?}, {:?} | {} | {took:.2} |",
            file,
            found.len(),
            truth.len(),
            row(&truth, &found),
            row(&found, &truth),
            apart.get(apart.len() / 2),
            ends.get(ends.len() / 2),
            speech.prominence
        );
    }
}
