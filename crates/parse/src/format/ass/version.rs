//! Whether a text is a script, and of which version: v4.00+ (ASS), or the v4 before it (SSA).
//!
//! The first of these decides: a section of styles, by its name; a `Format:` line with `Marked` or `Layer`; an event,
//! with `Marked=` or without. libass and Aegisub go by the styles, too. `ScriptType`, which libass passes over and
//! Aegisub lets the styles overrule, is asked only where an event or the end is reached without. So the beginning of a
//! script decides as the whole does.

use super::script::{self, Section};
use super::stamp;
use crate::base::Span;
use crate::format::Sniff;
use crate::syntax::{LineEnds, line_at};

/// One of the two formats that scripts are in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Version {
    /// v4.00+
    Ass,
    /// v4.00
    Ssa,
}

impl Version {
    /// The format's id.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Ass => super::FORMAT.id,
            Self::Ssa => super::SSA.id,
        }
    }
}

/// What the beginning of a text shows.
pub(super) struct Seen {
    /// How much it looks like a script.
    sniff: Sniff,
    /// Of which version, where anything says it.
    pub(super) version: Option<Version>,
}

impl Seen {
    /// How much it looks like a script of that version. One that does not say its version is read as v4.00+.
    pub(super) fn of_version(self, version: Version) -> Sniff {
        if self.version.unwrap_or(Version::Ass) == version { self.sniff } else { Sniff::NO }
    }
}

/// Looks at the beginning of a text.
///
/// `[Script Info]` at the head is certain. Other sections and lines with two times may be words in a file of another
/// kind, so a time line of that kind weighs more.
pub(super) fn look(text: &str) -> Seen {
    const HEAD: usize = 1 << 16;
    /// Below what the beginning alone is believed at: what follows may say the version.
    const OPEN: u8 = 79;
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = &body.as_bytes()[..body.len().min(HEAD)];
    let mut best = Sniff::NO;
    let (mut script_type, mut version) = (None, None);
    let (mut at, mut ends, mut first) = (0, LineEnds::default(), true);
    while best.score < 85 || version.is_none() {
        let Some(line) = line_at(head, at, &mut ends) else { break };
        at = line.next;
        let line = Span::new(line.start, line.end).of(body).trim();
        if line.is_empty() || line.starts_with(';') {
            continue;
        }
        let at_top = std::mem::replace(&mut first, false);
        let seen = match script::is_own_section(line) {
            Some(Section::Info) if at_top => Sniff { score: 100, reason: "[Script Info] at its head" },
            Some(Section::Info) => Sniff { score: 85, reason: "a section [Script Info]" },
            Some(Section::Events) => Sniff { score: 85, reason: "a section [Events]" },
            Some(Section::Styles { ssa }) => {
                version = version.or(Some(if ssa { Version::Ssa } else { Version::Ass }));
                Sniff { score: 85, reason: "a section of styles" }
            }
            Some(_) => continue,
            None => match said(line) {
                Some(Said::Type(said)) => {
                    script_type = script_type.or(Some(said));
                    continue;
                }
                Some(Said::Fields(said)) => {
                    version = version.or(Some(said));
                    continue;
                }
                Some(Said::Event { marked }) => {
                    let own = if marked { Version::Ssa } else { script_type.unwrap_or(Version::Ass) };
                    version = version.or(Some(own));
                    Sniff { score: 80, reason: "a Dialogue line with two times" }
                }
                None => continue,
            },
        };
        if seen.score > best.score {
            best = seen;
        }
    }
    if version.is_none() {
        best.score = best.score.min(OPEN);
    }
    Seen { sniff: best, version: version.or(script_type) }
}

/// What a line says of the version.
enum Said {
    Type(Version),
    Fields(Version),
    Event { marked: bool },
}

fn said(line: &str) -> Option<Said> {
    // Nearly every line of other files ends here.
    match line.as_bytes().first()? {
        b'D' => {
            let fields = line.strip_prefix("Dialogue:")?;
            let times =
                fields.split(',').take(16).filter(|field| stamp::read(field.trim()).is_some()).count();
            (times >= 2).then(|| Said::Event { marked: fields.trim_start().starts_with("Marked=") })
        }
        b'S' | b's' => {
            let (key, value) = line.split_once(':')?;
            let value = value.trim().to_ascii_lowercase();
            let version = match value.strip_prefix("v4.00")? {
                "" => Version::Ssa,
                behind if behind.bytes().all(|b| b == b'+') => Version::Ass,
                _ => return None,
            };
            key.trim_end().eq_ignore_ascii_case("ScriptType").then_some(Said::Type(version))
        }
        b'F' | b'f' => {
            let (key, fields) = line.split_once(':')?;
            let version = fields.split(',').find_map(|field| match field.trim() {
                field if field.eq_ignore_ascii_case("Marked") => Some(Version::Ssa),
                field if field.eq_ignore_ascii_case("Layer") => Some(Version::Ass),
                _ => None,
            })?;
            key.eq_ignore_ascii_case("Format").then_some(Said::Fields(version))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "0:00:01.00,0:00:02.00,Default,,0,0,0,,a\n";

    #[test]
    fn the_first_that_says_the_version_decides() {
        use Version::{Ass, Ssa};
        let marked = format!("Dialogue: Marked=0,{EVENT}");
        let plain = format!("Dialogue: 0,{EVENT}");
        for (text, want) in [
            ("[Script Info]\nScriptType: v4.00\n".to_owned(), Some(Ssa)),
            ("[Script Info]\nscripttype : V4.00+\n".to_owned(), Some(Ass)),
            ("[Script Info]\nScriptType: v4.00++\n".to_owned(), Some(Ass)),
            ("[Script Info]\nScriptType: v3.00\n".to_owned(), None),
            ("[Script Info]\nScriptType: v4.00\n\n[V4+ Styles]\n".to_owned(), Some(Ass)),
            ("[Script Info]\nScriptType: v4.00+\n\n[V4 Styles]\n".to_owned(), Some(Ssa)),
            ("[v4 styles]\n[V4+ Styles]\n".to_owned(), Some(Ssa)),
            ("[Events]\nFormat: Marked, Start, End, Text\n".to_owned(), Some(Ssa)),
            ("[Events]\nFormat: Start, End, layer, Text\n".to_owned(), Some(Ass)),
            (format!("[Events]\nFormat: Start, End, Text\n{marked}"), Some(Ssa)),
            (format!("[Events]\n{plain}[V4 Styles]\n"), Some(Ass)),
            (format!("ScriptType: v4.00\n[Events]\n{plain}"), Some(Ssa)),
            (format!("ScriptType: v4.00+\n[Events]\n{marked}"), Some(Ssa)),
            ("[Script Info]\nTitle: Marked\n".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(look(&text).version, want, "{text}");
        }
    }

    #[test]
    fn a_text_is_a_script_of_one_version() {
        for (text, ass, ssa) in [
            ("[Script Info]\nScriptType: v4.00\n[V4 Styles]\n", 0, 100),
            ("[Script Info]\nScriptType: v4.00+\n[V4+ Styles]\n", 100, 0),
            // What follows may say otherwise.
            ("[Script Info]\nScriptType: v4.00\n", 0, 79),
            ("[Script Info]\nTitle: La estepa\n", 79, 0),
            ("[V4 Styles]\n", 0, 85),
            ("Dialogue: Marked=0,0:00:01.00,0:00:02.00,,,,,,,a\n", 0, 80),
            ("Dialogue: Marked=0, hola\n", 0, 0),
        ] {
            let score = |version| look(text).of_version(version).score;
            assert_eq!((score(Version::Ass), score(Version::Ssa)), (ass, ssa), "{text}");
        }
    }
}
