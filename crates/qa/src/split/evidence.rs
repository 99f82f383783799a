//! What speaks for an answer, and why there may be none.

use super::learn::Learnt;
use super::look::{KINDS, NAMES};
use super::path::Way;
use super::units::{Mode, Unit};
use super::{LANGUAGES, SURE, log};
use crate::language::Tongue;
use std::fmt;
use tregua_parse::base::Lang;

/// A line that might be in another language.
#[derive(Clone, PartialEq, Debug)]
pub struct Doubt {
    /// The cue, counted from 0.
    pub cue: u32,
    /// The line's number among all lines of the track.
    pub line: u32,
    /// What it says.
    pub text: String,
    /// What it was taken for.
    pub lang: Lang,
    /// How sure that is, in percent.
    pub confidence: u8,
}

/// What speaks for an answer.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Evidence {
    /// Lines, or cues where each language has its own, that were judged.
    pub judged: usize,
    /// How many of them are certain by their own text.
    pub by_text: usize,
    /// What parts the languages besides: "styles", "places" and the like.
    pub besides: Vec<&'static str>,
    /// Whether the languages stand in one order.
    pub ordered: bool,
    /// Lines between languages.
    pub separators: usize,
}

impl Evidence {
    pub(super) fn new(units: &[Unit], ways: &[Way], order: &[usize], mode: Mode, separators: usize) -> Self {
        let learnt = Learnt::new(units, ways, order.len(), mode);
        let sure = |unit: &&Unit| unit.confidence >= 90;
        Self {
            judged: units.len(),
            by_text: units.iter().filter(sure).count(),
            besides: (0..KINDS)
                .filter(|kind| learnt.parts(*kind))
                .filter_map(|at| NAMES.get(at).copied())
                .collect(),
            ordered: learnt.back >= SURE,
            separators,
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} by their own text", self.by_text, self.judged)?;
        for what in &self.besides {
            write!(f, ", {what} part them")?;
        }
        if self.ordered {
            f.write_str(", they stand in one order")?;
        }
        if self.separators > 0 {
            write!(f, ", {} lines between them", self.separators)?;
        }
        Ok(())
    }
}

/// The lines with a smaller margin than asked for, the least certain first; but for those that stand beside the same
/// words in another language: which of the two is whose makes no difference.
pub(super) fn doubts(units: &[Unit], ways: &[Way], languages: &[Lang], margin: i32) -> Vec<Doubt> {
    let mut out: Vec<(i32, Doubt)> = Vec::new();
    for (at, (unit, way)) in units.iter().zip(ways).enumerate().filter(|(_, (_, way))| way.margin < margin) {
        if has_twin(units, ways, at) {
            continue;
        }
        let Some(lang) = languages.get(way.language).cloned() else { continue };
        let doubt = Doubt {
            cue: unit.cue,
            line: unit.lines.start,
            text: unit.text.clone(),
            lang,
            confidence: percent(way.margin),
        };
        out.push((way.margin, doubt));
    }
    out.sort_by_key(|(margin, doubt)| (*margin, doubt.cue, doubt.line));
    out.into_iter().map(|(_, doubt)| doubt).collect()
}

/// Whether the same words stand beside a line, taken for another language.
fn has_twin(units: &[Unit], ways: &[Way], at: usize) -> bool {
    const BESIDE: usize = 8;
    let (Some(unit), Some(way)) = (units.get(at), ways.get(at)) else { return false };
    let near = units.iter().zip(ways).skip(at.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
    let mut near = near.filter(|(other, _)| other.cluster == unit.cluster && other.text == unit.text);
    near.any(|(_, other)| other.language != way.language)
}

/// The chance that a margin in hundredths of a nat leaves.
fn percent(margin: i32) -> u8 {
    // e to the margin against one, without floating point: the margin that fits best.
    let fits = |percent: &u8| {
        let (for_it, against) = (u64::from(*percent), u64::from(100 - percent));
        log::ln(for_it) - log::ln(against) <= margin.max(0)
    };
    (50u8..100).take_while(fits).last().unwrap_or(50)
}

/// The languages of a file by its lines and by what it names itself.
pub(super) fn languages(lines: &[Unit]) -> Vec<Lang> {
    let mut found: Vec<(Lang, usize)> = Vec::new();
    let mut add = |lang: Lang, weight: usize| match found.iter_mut().find(|(it, _)| *it == lang) {
        Some((_, count)) => *count += weight,
        None => found.push((lang, weight)),
    };
    for line in lines {
        let named = line.look.said.first().and_then(Option::as_deref).and_then(|tag| Lang::parse(tag).ok());
        if let Some(lang) = named.filter(|lang| lang.language() != "und" && lang.language() != "mul") {
            add(lang, 2);
            continue;
        }
        let tongue = line.tongue.filter(|tongue| *tongue != Tongue::Other);
        if let Some(lang) = tongue.and_then(|tongue| Lang::parse(tongue.tag()).ok()) {
            add(lang, if line.confidence >= 90 { 2 } else { 1 });
        }
    }
    // What a file names with a region is the language its text is found to be in.
    let named: Vec<Lang> = found.iter().map(|(lang, _)| lang.clone()).collect();
    let mut out: Vec<(Lang, usize)> = Vec::new();
    for (lang, count) in found {
        let special = named.iter().find(|it| **it != lang && it.is_in(&lang)).cloned().unwrap_or(lang);
        match out.iter_mut().find(|(it, _)| *it == special) {
            Some((_, all)) => *all += count,
            None => out.push((special, count)),
        }
    }
    // A song or a few names make no language of a track.
    let most = out.iter().map(|(_, count)| *count).max().unwrap_or(0);
    out.retain(|(_, count)| count * 6 >= most);
    out.into_iter().map(|(lang, _)| lang).collect()
}

/// Why a file was not taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// What to do about it is part of the words.
    words: String,
    /// Whether there is an answer, though an uncertain one.
    pub uncertain: bool,
}

impl Refusal {
    fn certain(words: String) -> Self {
        Self { words, uncertain: false }
    }

    pub(super) fn one(lines: &[Unit], lang: Option<&Lang>) -> Self {
        let of = format!("of its {} lines", lines.len());
        let found = match lang {
            Some(lang) => format!("{of} none is told to be in another language than {lang}"),
            None => format!("{of} none tells its language"),
        };
        Self::certain(format!("{found}; name the languages that are in it"))
    }

    pub(super) fn many(languages: &[Lang]) -> Self {
        let all: Vec<String> = languages.iter().map(ToString::to_string).collect();
        Self::certain(format!(
            "{} are more than {LANGUAGES} languages; name those that are in it",
            all.join(", ")
        ))
    }

    pub(super) fn absent(lang: &Lang) -> Self {
        Self::certain(format!(
            "no line of it is certainly in {lang}; leave it out, or name the language that it is"
        ))
    }

    pub(super) fn doubtful(doubts: &[Doubt], judged: usize) -> Self {
        let some = doubts.iter().take(3).map(|doubt| {
            let text = doubt.text.replace('\n', " ");
            format!("\u{201c}{}\u{201d} is {} at {} %", text.escape_debug(), doubt.lang, doubt.confidence)
        });
        let some: Vec<String> = some.collect();
        let words = format!(
            "{} of {judged} lines might as well be in another language: {}; name the languages that are in it",
            doubts.len(),
            some.join(", ")
        );
        Self { words, uncertain: true }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Refusal {}
