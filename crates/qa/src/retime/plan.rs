//! Maps as files: TOML that people can read, change and turn round.

use super::{MapError, Piece, Speed, TimeMap};
use serde::Deserialize;
use std::fmt;
use std::fmt::Write as _;
use toml::Spanned;
use tregua_parse::time::{Time, parse_signed};

/// A plan that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanError(pub(crate) String);

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlanError {}

impl From<MapError> for PlanError {
    fn from(error: MapError) -> Self {
        Self(error.to_string())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    piece: Vec<FilePiece>,
    /// How the pieces were found; nothing of it is applied.
    #[serde(default, rename = "evidence")]
    _evidence: serde::de::IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePiece {
    from: Option<Spanned<String>>,
    at: Spanned<String>,
    to: Spanned<String>,
    speed: Option<Spanned<String>>,
}

const UNITS: &str = "/705600000s";

/// A time as a clock where milliseconds hold it exactly, else as a count of units.
fn spell(time: Time) -> String {
    match Time::from_millis(time.to_millis()) == Some(time) {
        true => time.to_string(),
        false => format!("{}{UNITS}", time.ticks()),
    }
}

fn read(text: &str) -> Result<Time, PlanError> {
    match text.strip_suffix(UNITS) {
        Some(ticks) => {
            let ticks = ticks.trim().parse();
            ticks
                .map(Time::from_ticks)
                .map_err(|_| PlanError(format!("\u{201c}{text}\u{201d} is not a time")))
        }
        None => parse_signed(text).map_err(|e| PlanError(e.to_string())),
    }
}

/// Writes a map as a plan.
#[must_use]
pub fn write_plan(map: &TimeMap) -> String {
    let mut out = String::from(
        "# A retiming plan of Tregua. In each piece the old time `at` goes to `to`, and the others follow at\n\
         # `speed` (new seconds for one old second, an exact fraction). A piece holds from `from` on; the first\n\
         # holds for everything before it too.\n\
         version = 1\n",
    );
    for (i, piece) in map.pieces().iter().enumerate() {
        out.push_str("\n[[piece]]\n");
        // Writing to a String cannot fail.
        if i > 0 {
            let _ = writeln!(out, "from = \"{}\"", spell(piece.from));
        }
        let _ = writeln!(out, "at = \"{}\"", spell(piece.at));
        let _ = writeln!(out, "to = \"{}\"", spell(piece.to));
        let _ = writeln!(out, "speed = \"{}\"", piece.speed);
    }
    out
}

/// Reads a plan.
///
/// # Errors
/// [`PlanError`] with line and column where the text is not a plan.
pub fn read_plan(text: &str) -> Result<TimeMap, PlanError> {
    let file: File = toml::from_str(text).map_err(|e| PlanError(e.to_string().trim_end().to_owned()))?;
    if file.version != 1 {
        return Err(PlanError(format!(
            "plan version {} is not known; this program reads version 1",
            file.version
        )));
    }
    // Every value is named with its place.
    let at = |value: &Spanned<String>, why: String| {
        let before = text.get(..value.span().start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        PlanError(format!("line {line}, column {column}: {why}"))
    };
    let time = |value: &Spanned<String>| read(value.get_ref()).map_err(|e| at(value, e.to_string()));
    let mut pieces: Vec<Piece> = Vec::with_capacity(file.piece.len());
    for piece in &file.piece {
        let (old, to) = (time(&piece.at)?, time(&piece.to)?);
        let from = piece.from.as_ref().map_or(Ok(old), time)?;
        let speed = match &piece.speed {
            Some(speed) => speed.get_ref().parse().map_err(|e: MapError| at(speed, e.to_string()))?,
            None => Speed::ONE,
        };
        if pieces.last().is_some_and(|before| before.from >= from) {
            let place = piece.from.as_ref().unwrap_or(&piece.at);
            return Err(at(place, "this piece does not begin after the one above it".to_owned()));
        }
        pieces.push(Piece { from, at: old, to, speed });
    }
    Ok(TimeMap::from_pieces(pieces)?)
}
