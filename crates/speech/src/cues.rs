//! Cues out of a SubRip file of our own.

/// One sentence and its time, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When it begins.
    pub start: u64,
    /// When it ends.
    pub end: u64,
    /// What is said, without tags and dialogue dashes.
    pub text: String,
}

/// The cues of a clean SubRip file, in the order of time.
#[must_use]
pub fn from_srt(text: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((start, end)) = line.split_once("-->") else { continue };
        let (Some(start), Some(end)) = (millis(start.trim()), millis(end.trim())) else { continue };
        let said: Vec<String> =
            lines.by_ref().take_while(|line| !line.trim().is_empty()).map(plain).collect();
        cues.push(Cue { start, end, text: said.join(" ") });
    }
    cues.sort_by_key(|cue| cue.start);
    cues
}

fn millis(time: &str) -> Option<u64> {
    let mut sum = 0;
    let (whole, rest) = time.split_once([',', '.'])?;
    for part in whole.split(':') {
        sum = sum * 60 + part.parse::<u64>().ok()?;
    }
    Some(sum * 1000 + rest.parse::<u64>().ok()?)
}

/// A line as it is spoken.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for sign in line.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            '♪' | '♫' | '[' | ']' | '#' => {}
            _ if !inside => out.push(sign),
            _ => {}
        }
    }
    out.trim().trim_start_matches(['-', '–', '—', ' ']).to_owned()
}
