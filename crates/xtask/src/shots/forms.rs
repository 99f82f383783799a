//! Lists that people and editing programs write.

use super::REEL;
use crate::feature::FPS;
use std::fmt::Write as _;

/// What the scenes are called in the decision list.
const CLIPS: [&str; 6] =
    ["ESTEPA AL ALBA", "PUERTO VIEJO", "CASA DE AIGUL", "TREN NOCTURNO", "MERCADO", "ORILLA DEL MAR"];
/// Frames from 00:00:00:00 to the first frame of the programme: ten hours.
const START: i64 = 10 * 3600 * FPS;

/// A number on each line.
pub(super) fn frames(cuts: &[i64]) -> String {
    let head = "# La estepa y el mar: first frame of each shot, 24 frames a second\n\n".to_owned();
    cuts.iter().fold(head, |out, cut| out + &format!("{cut}\n"))
}

/// Seconds as .NET writes a double, and Rust does: the fewest digits that tell it from all others. No line end behind
/// the last.
pub(super) fn seconds(cuts: &[i64]) -> String {
    let lines: Vec<String> = cuts.iter().map(|cut| format!("{}", *cut as f64 / FPS as f64)).collect();
    lines.join("\n")
}

/// Timecodes that begin at zero.
pub(super) fn labels(cuts: &[i64]) -> String {
    cuts.iter().map(|cut| label(*cut) + "\n").collect()
}

/// Clock times that begin at zero, as SubRip has them.
pub(super) fn clock(cuts: &[i64]) -> String {
    let head = "# reel 1\n".to_owned();
    cuts.iter().fold(head, |out, cut| out + &stamp(*cut, ',') + "\n")
}

pub(super) fn stamp(frame: i64, point: char) -> String {
    let ms = (frame * 1000 + FPS / 2) / FPS;
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02}{point}{ms:03}", s / 3600, s / 60 % 60, s % 60)
}

fn label(frame: i64) -> String {
    let (s, f) = (frame / FPS, frame % FPS);
    format!("{:02}:{:02}:{:02}:{f:02}", s / 3600, s / 60 % 60, s % 60)
}

/// An event for each shot, with dissolves, wipes, slow motion, music, a title laid over and a fade from black.
pub(super) fn edl(cuts: &[i64]) -> String {
    let mut out = String::from("TITLE: LA ESTEPA Y EL MAR, REEL 1\nFCM: NON-DROP FRAME\n\n");
    let starts: Vec<i64> = [0].into_iter().chain(cuts.iter().copied()).collect();
    let ends = starts.iter().skip(1).copied().chain([REEL]);
    let mut line = |number: usize, reel: &str, channel: &str, kind: &str, source: i64, from: i64, to: i64| {
        let codes = [source, source + to - from, START + from, START + to].map(label).join(" ");
        let _ = writeln!(out, "{number:03}  {reel:<8} {channel:<5} {kind:<8} {codes}");
    };
    let mut notes: Vec<(usize, String)> = Vec::new();
    for (index, (from, to)) in starts.iter().zip(ends).enumerate() {
        let (number, take) = (index + 1, index % 7);
        let reel = format!("A{:03}", 1 + index % 23);
        let source = (3600 + i64::try_from(index).unwrap_or(0) * 97) * FPS;
        let long = to - from > 30;
        match index {
            // The old shot ends where the new one begins to show.
            _ if index % 19 == 7 && long => {
                line(number, "A001", "V", "C", source, *from, *from);
                line(number, &reel, "V", "D    024", source, *from, to);
            }
            _ if index % 53 == 11 && long => {
                line(number, "A001", "V", "C", source, *from, *from);
                line(number, &reel, "V", "W001 012", source, *from, to);
            }
            0 => line(number, "BL", "AA/V", "C", 0, *from, to),
            _ if index % 5 == 3 => line(number, &reel, "B", "C", source, *from, to),
            _ => line(number, &reel, "V", "C", source, *from, to),
        }
        if index % 31 == 4 {
            line(number, "M001", "A2", "C", source, *from + 5, to);
        }
        if index % 47 == 20 && long {
            line(number, "T001", "V", "K    012", source, *from + 9, to - 9);
        }
        let clip = CLIPS[(index / 9) % CLIPS.len()];
        notes.push((number, format!("* FROM CLIP NAME:  {clip} {take}")));
        if index % 29 == 13 {
            notes.push((number, format!("M2   {reel}       012.0                {}", label(source))));
        }
    }
    with_notes(&out, &notes)
}

/// Puts the notes of each event below its last line.
fn with_notes(events: &str, notes: &[(usize, String)]) -> String {
    let number = |line: &str| line.get(..3).and_then(|n| n.parse::<usize>().ok());
    let lines: Vec<&str> = events.lines().collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let _ = writeln!(out, "{line}");
        let this = number(line);
        if this.is_some() && lines.get(index + 1).and_then(|next| number(next)) != this {
            for (_, note) in notes.iter().filter(|(number, _)| Some(*number) == this) {
                let _ = writeln!(out, "{note}");
            }
        }
    }
    out
}

/// PySceneDetect's table. Its frames count from 1.
pub(super) fn scenes(cuts: &[i64]) -> String {
    let mut out = String::from("Timecode List:");
    cuts.iter().for_each(|cut| out.push_str(&format!(",{}", stamp(*cut, '.'))));
    out.push_str(
        "\nScene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,End Time (seconds),\
         Length (frames),Length (timecode),Length (seconds)\n",
    );
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([REEL]);
    for (index, (from, to)) in starts.zip(ends).enumerate() {
        let of = |frame: i64| {
            let ms = (frame * 1000 + FPS / 2) / FPS;
            format!("{},{}.{:03}", stamp(frame, '.'), ms / 1000, ms % 1000)
        };
        let _ = writeln!(
            out,
            "{},{},{},{to},{},{},{}",
            index + 1,
            from + 1,
            of(from),
            of(to),
            to - from,
            of(to - from)
        );
    }
    out
}
