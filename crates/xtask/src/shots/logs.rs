//! What ffmpeg 5.1 and ffprobe print of the same cuts.

use crate::feature::FPS;

/// Time stamps a second of the film as it is delivered, and so many a frame.
const STAMPS: i64 = 12_288;
const PER_FRAME: i64 = STAMPS / FPS;

pub(super) fn show_info(cuts: &[i64]) -> String {
    let filter = "[Parsed_showinfo_1 @ 0x55caf5b76b40]";
    let mut out = format!(
        "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'reel1.mp4':\n  Duration: 00:20:00.00, start: 0.000000, bitrate: 6 kb/s\n\
         {filter} config in time_base: 1/{STAMPS}, frame_rate: {FPS}/1\n{filter} config out time_base: 0/0, frame_rate: 0/0\n"
    );
    for (n, cut) in cuts.iter().enumerate() {
        // The line of progress is written over, so what comes next stands behind it.
        if n % 50 == 49 {
            let time = &super::forms::stamp(*cut, '.')[..11];
            out.push_str(&format!(
                "frame={n:5} fps=0.0 q=-0.0 size=N/A time={time} bitrate=N/A speed= 577x    \r"
            ));
        }
        out.push_str(&format!(
            "{filter} n:{n:4} pts:{:7} pts_time:{:<7} pos:{:9} fmt:yuv420p sar:1/1 s:160x90 i:P iskey:1 type:I\n",
            cut * PER_FRAME,
            six_digits(*cut),
            2518 + n * 656
        ));
    }
    out
}

pub(super) fn metadata(cuts: &[i64]) -> String {
    let frame = |(n, cut): (usize, &i64)| {
        format!(
            "frame:{n:<4} pts:{:<7} pts_time:{}\nlavfi.scene_score=0.{:06}\n",
            cut * PER_FRAME,
            six_digits(*cut),
            400_000 + cut % 600_000
        )
    };
    cuts.iter().enumerate().map(frame).collect()
}

pub(super) fn scdet(cuts: &[i64]) -> String {
    let line = |cut: &i64| {
        format!(
            "[scdet @ 0x55def8d58f40] lavfi.scd.score: {}.{:03}, lavfi.scd.time: {}\n",
            10 + cut % 80,
            cut % 1000,
            six_digits(*cut)
        )
    };
    cuts.iter().map(line).collect()
}

pub(super) fn csv(cuts: &[i64]) -> String {
    cuts.iter().map(|cut| format!("frame,{}\n", micros(*cut))).collect()
}

pub(super) fn json(cuts: &[i64]) -> String {
    let frame = |cut: &i64| {
        let time = micros(*cut);
        format!(
            "        {{\n            \"pts_time\": \"{time}\",\n            \"best_effort_timestamp_time\": \"{time}\",\n            \
             \"tags\": {{\n                \"lavfi.scene_score\": \"0.{:06}\"\n            }}\n        }}",
            400_000 + cut % 600_000
        )
    };
    let frames: Vec<String> = cuts.iter().map(frame).collect();
    format!("{{\n    \"frames\": [\n{}\n    ]\n}}\n", frames.join(",\n"))
}

pub(super) fn flat(cuts: &[i64]) -> String {
    let line = |(n, cut): (usize, &i64)| {
        format!("frames.frame.{n}.best_effort_timestamp_time=\"{}\"\n", micros(*cut))
    };
    cuts.iter().enumerate().map(line).collect()
}

/// Seconds with six digits behind the point.
fn micros(frame: i64) -> String {
    let micros = (frame * 1_000_000 + FPS / 2) / FPS;
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

/// Seconds with six digits in all, as C's `%.6g` writes them.
fn six_digits(frame: i64) -> String {
    let whole = (frame / FPS).to_string();
    let places = u32::try_from(6usize.saturating_sub(whole.len())).unwrap_or(0);
    let scale = 10i64.pow(places);
    let units = (frame * scale + FPS / 2) / FPS;
    let text = format!("{}.{:0w$}", units / scale, units % scale, w = places as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
