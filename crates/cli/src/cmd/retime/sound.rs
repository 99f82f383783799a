//! A film's own sound as the reference: where it speaks, cues should stand.

use super::align::Unfit;
use crate::film::base;
use crate::io;
use std::path::{Path, PathBuf};
use tregua_containers::{is_container, split_selector};
use tregua_parse::time::Time;
use tregua_qa::align::Line;

/// Names of sound and film files, for those that their first bytes do not tell.
const NAMES: [&str; 36] = [
    "3gp", "aac", "ac3", "aif", "aiff", "amr", "asf", "avi", "caf", "dts", "eac3", "flac", "flv", "m2ts",
    "m4a", "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "mts", "mxf", "oga", "ogg",
    "opus", "thd", "ts", "vob", "wav", "webm", "wma", "wmv",
];
/// The selector of a film's sound: `film.mkv#audio` and `film.mkv#audio:1`.
const SELECTOR: &str = "audio";

/// A file whose sound is meant.
pub(super) struct Sound {
    path: PathBuf,
    /// Which audio track, counted from 0; `None` is the default one.
    #[cfg_attr(not(feature = "audio"), allow(dead_code, reason = "nothing is heard then"))]
    track: Option<usize>,
}

/// What was heard in it.
pub(super) struct Heard {
    /// A line for each stretch of speech, without words.
    pub(super) lines: Vec<Line>,
    /// How long it is.
    pub(super) length: Time,
    /// What else is known, for programs.
    pub(super) facts: Facts,
}

/// What is known of a sound that was heard.
pub(super) struct Facts {
    /// Which audio track it is, counted from 0.
    pub(super) track: usize,
    pub(super) codec: String,
    pub(super) language: Option<String>,
    /// How much of it is speech, and how well that stands out, per mille.
    pub(super) coverage: u16,
    pub(super) prominence: u16,
    /// Its packets, those that were left out as others tell enough, and those that could not be decoded.
    pub(super) packets: u64,
    pub(super) left_out: u64,
    pub(super) undecodable: u64,
    pub(super) is_cut_short: bool,
}

impl Heard {
    /// Refuses what is much longer than the sound: of a part of a film, most cues have no place in it, and the search
    /// would find one for each of them by chance.
    ///
    /// # Errors
    /// Where cues last a fourth longer than the sound; any speed that is looked for changes less.
    pub(super) fn covers(&self, own: &[Line]) -> Result<(), Unfit> {
        let first = own.iter().map(|line| line.start).min().unwrap_or(Time::ZERO);
        let last = own.iter().map(|line| line.start).max().unwrap_or(Time::ZERO);
        let span = last.saturating_sub(first);
        if span.to_millis() / 5 > self.length.to_millis() / 4 {
            return Err(Unfit::TooLong { span, length: self.length });
        }
        Ok(())
    }
}

impl Sound {
    /// The sound that a path means; `None` where it means text. A film without a selector is its sound, and with one a
    /// text track: `film.mkv#kk`.
    pub(super) fn of(path: &Path) -> Option<Self> {
        if path.is_file() {
            return is_sound(path).then(|| Self { path: path.to_owned(), track: None });
        }
        let (_, selector) = split_selector(path);
        let rest = selector.as_deref()?.strip_prefix(SELECTOR)?;
        let track = match rest.strip_prefix(':') {
            Some(number) => Some(number.parse().ok()?),
            None if rest.is_empty() => None,
            None => return None,
        };
        Some(Self { path: base(path), track })
    }
}

/// By content, then by name.
fn is_sound(path: &Path) -> bool {
    let head = io::head(path, 16).unwrap_or_default();
    if is_sound_head(&head) {
        return true;
    }
    // Text stays text whatever its name is.
    let is_text = head.iter().all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7E | 0x80..));
    let extension = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    !is_text && extension.is_some_and(|it| NAMES.contains(&it.as_str()))
}

fn is_sound_head(head: &[u8]) -> bool {
    let starts: [&[u8]; 6] = [b"RIFF", b"RF64", b"fLaC", b"OggS", b"ID3", b"\x0B\x77"];
    is_container(head).is_some()
        || starts.iter().any(|start| head.starts_with(start))
        // MPEG layers II and III, and AAC in ADTS; FF FE and FF FF are none of them, the first is a text's mark.
        || matches!(head, [0xFF, second, ..] if second & 0xE0 == 0xE0 && (second & 0x06 == 0x02 || second & 0x06 == 0x04)
            || matches!(head, [0xFF, 0xF0 | 0xF1 | 0xF8 | 0xF9, ..]))
}

#[cfg(not(feature = "audio"))]
mod heard {
    use super::{Heard, Sound};
    use crate::load::name;
    use anyhow::{Result, bail};

    impl Sound {
        /// Says that this program hears nothing.
        pub(in super::super) fn heard(&self, _quiet: bool) -> Result<Heard> {
            bail!(
                "{}: this program was built without sound (its feature `audio`); \
                 a subtitle file can be the reference, or a text track of a film: FILM#LANGUAGE",
                name(&self.path)
            );
        }
    }
}

#[cfg(feature = "audio")]
mod heard {
    use super::{Facts, Heard, Sound};
    use crate::io;
    use crate::load::name;
    use crate::render;
    use anyhow::{Result, anyhow, bail};
    use indicatif::{ProgressBar, ProgressStyle};
    use std::io::IsTerminal;
    use std::ops::ControlFlow;
    use std::path::Path;
    use tregua_audio::{AudioError, AudioTrack, Progress, Speech, listen, tracks};
    use tregua_parse::time::Time;
    use tregua_qa::align::{Clue, Line};

    impl Sound {
        /// Listens to the film.
        ///
        /// # Errors
        /// Sound that cannot be read or decoded, or holds no speech.
        pub(in super::super) fn heard(&self, quiet: bool) -> Result<Heard> {
            let bar = bar(quiet);
            let mut progress = |at: Progress| {
                if let Some(bar) = &bar {
                    bar.set_length(at.total);
                    bar.set_position(at.position);
                }
                ControlFlow::Continue(())
            };
            let heard = listen(io::open_film(&self.path)?, self.track, &mut progress);
            if let Some(bar) = &bar {
                bar.finish_and_clear();
            }
            let speech = heard.map_err(|error| self.told(&error))?;
            if !quiet {
                self.tell(&speech);
            }
            let time = |ms: u64| i64::try_from(ms).ok().and_then(Time::from_millis);
            let lines: Vec<Line> = speech
                .intervals
                .iter()
                .filter_map(|it| {
                    Some(Line { start: time(it.start_ms)?, end: time(it.end_ms)?, clue: Clue::default() })
                })
                .collect();
            if lines.is_empty() {
                bail!("{}: nobody is heard to speak in audio track {}", name(&self.path), speech.track.index);
            }
            let facts = Facts {
                track: speech.track.index,
                codec: speech.track.codec,
                language: speech.track.language,
                coverage: speech.coverage,
                prominence: speech.prominence,
                packets: speech.damage.packets,
                left_out: speech.left_out,
                undecodable: speech.damage.undecodable,
                is_cut_short: speech.damage.is_cut_short,
            };
            Ok(Heard { lines, length: time(speech.length_ms).unwrap_or(Time::ZERO), facts })
        }

        /// What was heard, and what could not be.
        fn tell(&self, speech: &Speech) {
            let language = speech.track.language.as_deref().map(|it| format!(", {it}")).unwrap_or_default();
            render::note(&format!(
                "{}: {} heard in {} min of audio track {} ({}{language})",
                name(&self.path),
                render::count(speech.intervals.len(), "speech interval"),
                speech.length_ms / 60_000,
                speech.track.index,
                speech.track.codec
            ));
            let damage = &speech.damage;
            if damage.undecodable > 0 {
                render::warning(&format!(
                    "{}: {} of {} packets of sound are damaged; there is silence in their place",
                    name(&self.path),
                    damage.undecodable,
                    damage.packets.max(damage.undecodable)
                ));
            }
            if damage.is_cut_short {
                render::warning(&format!(
                    "{}: ends before its end, after {} s of sound",
                    name(&self.path),
                    speech.length_ms / 1000
                ));
            }
        }

        /// The error with the file's own name in the command it gives, and the tracks that would do instead.
        fn told(&self, error: &AudioError) -> anyhow::Error {
            let mut text = error.to_string().replace("-i FILE", &format!("-i {}", quoted(&self.path)));
            if let AudioError::Codec { .. } | AudioError::NoSuchTrack { .. } = error {
                let found = io::open_film(&self.path).ok().and_then(|film| tracks(film).ok());
                for track in found.unwrap_or_default().iter().filter(|track| track.is_decodable) {
                    text.push_str(&format!("; or take {}", self.choice(track)));
                }
            }
            anyhow!("{}: {text}", name(&self.path))
        }

        fn choice(&self, track: &AudioTrack) -> String {
            let language = track.language.as_deref().map(|it| format!(", {it}")).unwrap_or_default();
            format!("{}#audio:{} ({}{language})", name(&self.path), track.index, track.codec)
        }
    }

    /// A bar on standard error, on a terminal only.
    fn bar(quiet: bool) -> Option<ProgressBar> {
        if quiet || !std::io::stderr().is_terminal() {
            return None;
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) =
            ProgressStyle::with_template("listening {bar:30} {bytes}/{total_bytes}, {eta} to go")
        {
            bar.set_style(style);
        }
        Some(bar)
    }

    /// A name as a shell takes it.
    fn quoted(path: &Path) -> String {
        let shown = name(path);
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+:".contains(c);
        if shown.chars().all(plain) { shown } else { format!("'{}'", shown.replace('\'', r"'\''")) }
    }
}
