//! Archives of a re-cut as files: TOML that says what was done, and holds what is needed to undo it.

use super::inverse::{Back, Inverse};
use super::recut::{FAR, Recut, Stretch};
use super::track::Summary;
use crate::retime::PlanError;
use serde::Deserialize;
use std::fmt::Write as _;
use tregua_parse::time::FrameRate;

/// What a plan keeps of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Archive {
    /// The file's name, for people.
    pub name: String,
    /// The way back.
    pub inverse: Inverse,
}

/// A plan: the re-cut, and the way back for each file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// What was done.
    pub recut: Recut,
    /// The files.
    pub files: Vec<Archive>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    kind: String,
    rate: String,
    stretch: Vec<FileStretch>,
    #[serde(default)]
    file: Vec<FileArchive>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileStretch {
    from: Option<i64>,
    to: Option<i64>,
    at: Option<i64>,
    moved: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileArchive {
    name: String,
    times: usize,
    #[serde(default)]
    #[expect(dead_code, reason = "for people; the way back is in `undo`")]
    cue: Vec<toml::Value>,
    undo: Vec<(usize, i64, String, String)>,
}

const HEX: &str = "hex:";
const TEXT: &str = "text:";

/// Bytes as a TOML string: text as it is, anything else as hexadecimal digits.
fn spell(bytes: &[u8], out: &mut String) {
    out.push('"');
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if text.starts_with(HEX) || text.starts_with(TEXT) {
                out.push_str(TEXT);
            }
            escape(text, out);
        }
        Err(_) => {
            out.push_str(HEX);
            // Writing to a String cannot fail.
            bytes.iter().for_each(|b| write!(out, "{b:02x}").unwrap_or_default());
        }
    }
    out.push('"');
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Signs that are not seen, or turn a line round, are written out.
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                write!(out, "\\u{:04x}", u32::from(c)).unwrap_or_default();
            }
            c => out.push(c),
        }
    }
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let Some(hex) = text.strip_prefix(HEX) else {
        return Some(text.strip_prefix(TEXT).unwrap_or(text).as_bytes().to_vec());
    };
    let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? * 16 + digit(low)?),
        _ => None,
    };
    hex.as_bytes().chunks(2).map(pair).collect()
}

/// Writes a plan. `summaries` say what became of each file's cues, in the order of its files.
#[must_use]
pub fn write_plan(plan: &Plan, summaries: &[&Summary]) -> String {
    let mut out = String::from(
        "# A re-cut that Tregua has done. Each `stretch` of the old picture, frames `from` up to and without `to`,\n\
         # begins at the frame `at` of the new one; frames are counted from each picture's first. What no stretch holds\n\
         # was removed. `cue` lists what was not simply moved; `undo` holds, by the number of the time it is near and\n\
         # the distance from it, the bytes that stand there now and those that stood there.\n\
         version = 1\nkind = \"conform\"\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "rate = \"{}\"", plan.recut.rate());
    for s in plan.recut.stretches() {
        out.push_str("\n[[stretch]]\n");
        match s.from <= -FAR {
            true => writeln!(out, "moved = {}", s.shift()).unwrap_or_default(),
            false => writeln!(out, "from = {}\nat = {}", s.from, s.at).unwrap_or_default(),
        }
        if s.to < FAR {
            let _ = writeln!(out, "to = {}", s.to);
        }
    }
    for (at, file) in plan.files.iter().enumerate() {
        out.push_str("\n[[file]]\nname = ");
        spell(file.name.as_bytes(), &mut out);
        let _ = writeln!(out, "\ntimes = {}", file.inverse.slots);
        let entries = summaries.get(at).map_or(&[][..], |summary| &summary.entries);
        if !entries.is_empty() {
            out.push_str("cue = [\n");
            for entry in entries {
                let _ = write!(out, "  {{ what = \"{}\", name = ", entry.what.name());
                spell(entry.name.as_bytes(), &mut out);
                let _ = write!(out, ", was = [\"{}\", \"{}\"], now = [", entry.old.0, entry.old.1);
                for (n, (start, end)) in entry.new.iter().enumerate() {
                    let _ = write!(out, "{}[\"{start}\", \"{end}\"]", if n > 0 { ", " } else { "" });
                }
                out.push_str("] },\n");
            }
            out.push_str("]\n");
        }
        out.push_str("undo = [\n");
        for back in &file.inverse.back {
            let _ = write!(out, "  [{}, {}, ", back.slot, back.off);
            spell(&back.now, &mut out);
            out.push_str(", ");
            spell(&back.was, &mut out);
            out.push_str("],\n");
        }
        out.push_str("]\n");
    }
    out
}

/// Reads a plan.
///
/// # Errors
/// [`PlanError`]: what is wrong, with line and column where TOML itself cannot be read.
pub fn read_plan(text: &str) -> Result<Plan, PlanError> {
    let file: File = toml::from_str(text).map_err(|e| PlanError(e.to_string().trim_end().to_owned()))?;
    let fail = |why: String| PlanError(why);
    if file.version != 1 || file.kind != "conform" {
        return Err(fail("no plan of a re-cut in version 1, the one that this program reads".to_owned()));
    }
    let rate: FrameRate = file.rate.parse().map_err(|e| fail(format!("its rate: {e}")))?;
    let mut stretches = Vec::with_capacity(file.stretch.len());
    for (n, s) in file.stretch.iter().enumerate() {
        let from = s.from.unwrap_or(-FAR);
        let at = s.at.or_else(|| from.checked_add(s.moved.unwrap_or(0)));
        let at = at.ok_or_else(|| fail(format!("stretch {} is out of range", n + 1)))?;
        stretches.push(Stretch { from, to: s.to.unwrap_or(FAR), at });
    }
    let recut = Recut::new(rate, stretches).map_err(|e| fail(e.to_string()))?;
    let mut files = Vec::with_capacity(file.file.len());
    for one in file.file {
        let mut back = Vec::with_capacity(one.undo.len());
        for (n, (slot, off, now, was)) in one.undo.into_iter().enumerate() {
            let bytes = bytes_of(&now).zip(bytes_of(&was));
            let (now, was) =
                bytes.ok_or_else(|| fail(format!("{}: place {} is not hexadecimal", one.name, n + 1)))?;
            back.push(Back { slot, off, now, was });
        }
        files.push(Archive { name: one.name, inverse: Inverse { slots: one.times, back } });
    }
    Ok(Plan { recut, files })
}
