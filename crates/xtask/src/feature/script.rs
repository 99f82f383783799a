//! `script.tsv`: the dialogue, one row a line, in three languages side by side.

use super::{BRIEFEST, FPS, READ};
use anyhow::{Result, bail, ensure};
use tregua_parse::model::{Counting, count};

/// The whole dialogue.
#[derive(Debug)]
pub struct Script {
    /// In story order.
    pub scenes: Vec<Scene>,
}

/// Rows between two `#` lines.
#[derive(Debug)]
pub struct Scene {
    /// What the `#` line says.
    pub title: String,
    /// Its dialogue.
    pub rows: Vec<Row>,
}

/// One line of dialogue.
#[derive(Debug)]
pub struct Row {
    /// How it is heard: `say`, `dash`, `song`, `voice` or `radio`.
    pub kind: String,
    /// The lines of its cue, language by language.
    pub lines: [Vec<String>; 3],
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// Names the first line that is not as it should be.
    pub fn parse(text: &str) -> Result<Self> {
        let mut scenes: Vec<Scene> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(title) = line.strip_prefix('#') {
                scenes.push(Scene { title: title.trim().to_owned(), rows: Vec::new() });
                continue;
            }
            if line.is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let [kind, es, kk, ru] = fields.as_slice() else {
                bail!("script.tsv, line {number}: {} columns, not kind and three languages", fields.len());
            };
            ensure!(
                ["say", "dash", "song", "voice", "radio"].contains(kind),
                "script.tsv, line {number}: no such kind: {kind}"
            );
            let split = |text: &str| text.split('|').map(str::to_owned).collect();
            let row = Row { kind: (*kind).to_owned(), lines: [split(es), split(kk), split(ru)] };
            match scenes.last_mut() {
                Some(scene) => scene.rows.push(row),
                None => bail!("script.tsv, line {number}: stands before the first scene"),
            }
        }
        // The line that says what the file is marks no scene.
        scenes.retain(|scene| !scene.rows.is_empty());
        ensure!(!scenes.is_empty(), "script.tsv holds no dialogue");
        Ok(Self { scenes })
    }

    /// Every row, in story order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.scenes.iter().flat_map(|scene| &scene.rows)
    }
}

impl Row {
    /// Whether it is heard and not seen spoken: set in italics.
    #[must_use]
    pub fn italic(&self) -> bool {
        ["voice", "radio", "song"].contains(&self.kind.as_str())
    }

    /// Two lines that one person says.
    #[must_use]
    pub fn can_split(&self, track: usize) -> bool {
        self.kind != "dash" && self.lines[track].len() == 2
    }
}

/// Characters of lines as a style guide counts them; a line break counts nothing.
pub(super) fn characters(lines: &[String]) -> i64 {
    lines.iter().map(|line| i64::from(count(line, Counting::default()))).sum()
}

/// Frames that lines need on the screen: the reading speed, with a frame to spare for the rounding of times to
/// milliseconds, and never less than the shortest.
pub(super) fn need(lines: &[String]) -> i64 {
    ((characters(lines) * FPS + READ - 1) / READ + 1).max(BRIEFEST)
}
