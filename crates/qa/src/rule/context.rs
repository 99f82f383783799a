//! What a rule may look at.

use super::kinds::Kinds;
use super::streams::{MOST, Streams};
use super::{Shown, Traits};
use crate::language::kazakh::is_stripped;
use crate::language::{Verdict, wrong_track};
use crate::pairs::TimedCue;
use crate::programme::{Audience, Kind, Programme};
use crate::spelling::{Look, Spelling};
use std::sync::OnceLock;
use tregua_parse::base::{Lang, Script, Span};
use tregua_parse::model::{Counting, Cue, Track};
use tregua_parse::syntax::{CueNode, Document, SlotId};
use tregua_parse::time::{FrameRate, Time};

/// One track with everything that is known about it.
#[derive(Debug)]
pub struct Context<'c> {
    /// The file.
    pub document: &'c Document<'c>,
    /// What a viewer reads.
    pub track: &'c Track<'c>,
    /// Its language, where it is known.
    pub lang: Option<&'c Lang>,
    /// What it carries.
    pub kind: Kind,
    /// The film.
    pub programme: &'c Programme,
    /// The file's name as the user gave it, where there is a file.
    pub file: Option<&'c str>,
    by_time: Vec<TimedCue>,
    newline: OnceLock<&'static str>,
    pub(super) kinds: OnceLock<Kinds>,
    /// The frames nearest to the times of each cue.
    grid: OnceLock<Vec<(i64, i64)>>,
    shown: OnceLock<Vec<Shown<'c>>>,
    /// The characters of each line, by the usual way of counting.
    pub(super) lengths: OnceLock<Vec<u32>>,
    /// How many characters each cue has at most, line breaks aside.
    pub(super) most: OnceLock<Vec<u32>>,
    wrong_track: OnceLock<Option<Verdict>>,
    spelling: Option<&'c Spelling<'c>>,
    words: OnceLock<Option<Look>>,
    streams: OnceLock<Option<Streams>>,
    /// Whether a cue or a part of one names its language.
    pub(super) tagged: OnceLock<bool>,
}

impl<'c> Context<'c> {
    /// Collects what rules ask for more than once.
    #[must_use]
    pub fn new(
        document: &'c Document<'c>,
        track: &'c Track<'c>,
        lang: Option<&'c Lang>,
        kind: Kind,
        programme: &'c Programme,
    ) -> Self {
        let timed = track.cues.iter().zip(0u32..);
        let mut by_time: Vec<TimedCue> = timed
            .filter_map(|(cue, index)| cue.times.map(|(start, end)| TimedCue { start, index, end }))
            .collect();
        if !by_time.is_sorted() {
            by_time.sort_unstable();
        }
        Self {
            document,
            track,
            lang,
            kind,
            programme,
            file: None,
            by_time,
            newline: OnceLock::new(),
            kinds: OnceLock::new(),
            grid: OnceLock::new(),
            shown: OnceLock::new(),
            lengths: OnceLock::new(),
            most: OnceLock::new(),
            wrong_track: OnceLock::new(),
            spelling: None,
            words: OnceLock::new(),
            streams: OnceLock::new(),
            tagged: OnceLock::new(),
        }
    }

    /// With dictionaries, where spelling is to be checked.
    #[must_use]
    pub fn with_spelling(self, spelling: Option<&'c Spelling<'c>>) -> Self {
        Self { spelling, ..self }
    }

    /// What the track's words turned out to be. `None` where spelling is not to be checked, where there is no dictionary
    /// of the language, and where the track is certainly in another, or in several.
    #[must_use]
    pub fn words(&self) -> Option<&Look> {
        let look = || {
            let (spelling, lang) = self.spelling.zip(self.lang)?;
            if self.wrong_track().is_some() || self.streams().is_some() {
                return None;
            }
            spelling.look(self.track, lang)
        };
        self.words.get_or_init(look).as_ref()
    }

    /// The same, where every cue may have any pair of characters: what rules find then is all that is there.
    #[cfg(test)]
    #[must_use]
    pub(crate) fn looking_everywhere(self) -> Self {
        let mut kinds = Kinds::of(self.track);
        kinds.each.iter_mut().for_each(|it| *it |= Traits::PAIRS | Traits::FIRST_HALF);
        kinds.all |= Traits::PAIRS | Traits::FIRST_HALF;
        Self { kinds: OnceLock::from(kinds), ..self }
    }

    /// The same, with the name of its file.
    #[must_use]
    pub fn named(mut self, file: &'c str) -> Self {
        self.file = Some(file);
        self
    }

    /// The text all spans count.
    #[must_use]
    pub fn text(&self) -> &'c str {
        self.document.source.text()
    }

    /// The line end that most lines of the file have: what a fix writes.
    #[must_use]
    pub fn newline(&self) -> &'static str {
        self.newline.get_or_init(|| {
            let text = self.text().as_bytes();
            let all = text.iter().filter(|b| **b == b'\n').count();
            let crlf = text.windows(2).filter(|pair| pair == b"\r\n").count();
            if crlf * 2 > all { "\r\n" } else { "\n" }
        })
    }

    /// The primary language, where it is known: `kk`.
    #[must_use]
    pub fn language(&self) -> Option<&'c str> {
        self.lang.map(Lang::language)
    }

    /// Which language the whole track is certainly in, where that is not the one it is named as. Kazakh in Latin letters
    /// is not judged, nor a track in several languages.
    #[must_use]
    pub fn wrong_track(&self) -> Option<&Verdict> {
        let found = self.wrong_track.get_or_init(|| {
            let lang = self.lang?;
            if lang.language() == "kk" && lang.script() == Script::Latin {
                return None;
            }
            if self.streams().is_some() {
                return None;
            }
            let text = self.text();
            let found = wrong_track(self.document.cues.iter().map(|cue| cue.text.of(text)), lang.language())?;
            // Kazakh without its letters looks Russian here and there.
            let stripped = lang.language() == "kk" && is_stripped(self.lines());
            (!stripped).then_some(found)
        });
        found.as_ref()
    }

    /// Every cue in the order of the file.
    pub fn cues(&self) -> impl Iterator<Item = (u32, &'c CueNode, &'c Cue<'c>)> {
        (0u32..).zip(&self.document.cues).zip(&self.track.cues).map(|((i, node), cue)| (i, node, cue))
    }

    pub(super) fn all_kinds(&self) -> &Kinds {
        self.kinds.get_or_init(|| Kinds::of(self.track))
    }

    /// The kinds of character a cue's shown text has.
    #[must_use]
    pub fn traits(&self, cue: u32) -> Traits {
        self.all_kinds().each.get(cue as usize).copied().unwrap_or_default()
    }

    /// The cues whose shown text has a character of one of these kinds, in the order of the file. Costs next to nothing
    /// where the whole track has none.
    pub fn cues_with(&self, kinds: Traits) -> impl Iterator<Item = (u32, &'c CueNode, &'c Cue<'c>)> {
        let Kinds { each, all, .. } = self.all_kinds();
        let each = if all.any(kinds) { each.as_slice() } else { &[] };
        let cues = (0u32..).zip(each).filter(move |(_, it)| it.any(kinds));
        cues.filter_map(|(index, _)| {
            let node = self.document.cues.get(index as usize)?;
            Some((index, node, self.track.cues.get(index as usize)?))
        })
    }

    fn all_shown(&self) -> &[Shown<'c>] {
        self.shown.get_or_init(|| self.track.lines.iter().map(|line| Shown::new(self.track, line)).collect())
    }

    /// Makes what most rules ask for, so that none of them is charged with it.
    pub(crate) fn read_text(&self) {
        self.all_kinds();
        self.all_shown();
        self.track.lines.first().map(|line| self.line_characters(line, Counting::default()));
    }

    /// The lines of a cue as a viewer reads them.
    #[must_use]
    pub fn shown(&self, cue: &Cue<'_>) -> &[Shown<'c>] {
        let all = self.all_shown();
        all.get(cue.lines.start as usize..cue.lines.end as usize).unwrap_or_default()
    }

    /// The lines of all cues as a viewer reads them, in the order of the file.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.cues().flat_map(|(_, _, cue)| self.shown(cue)).map(|line| line.text.as_ref())
    }

    /// Cues with readable times, by in-time.
    #[must_use]
    pub fn by_time(&self) -> &[TimedCue] {
        &self.by_time
    }

    /// The in-times of those cues.
    #[must_use]
    pub fn in_times(&self) -> Vec<Time> {
        self.by_time.iter().map(|cue| cue.start).collect()
    }

    /// Neighbours in time: each cue with the one before it that stays longest, first to last. In a track in several
    /// languages, each with cues of its own, a language's cues are neighbours of one another only.
    pub fn neighbours(&self) -> impl Iterator<Item = (TimedCue, TimedCue)> {
        let streams = self.streams();
        let mut longest: [Option<TimedCue>; MOST + 1] = [None; MOST + 1];
        self.by_time.iter().filter_map(move |cue| {
            let stream = streams.map_or(0, |streams| streams.place(cue.index));
            let longest = longest.get_mut(stream)?;
            let before = *longest;
            if longest.is_none_or(|l| cue.end >= l.end) {
                *longest = Some(*cue);
            }
            before.map(|before| (before, *cue))
        })
    }

    /// Whether the track is in several languages, each with cues of its own.
    #[must_use]
    pub fn is_in_languages(&self) -> bool {
        self.streams().is_some()
    }

    /// The languages of a track in several.
    pub(super) fn streams(&self) -> Option<&Streams> {
        let find = || Streams::find(self.document, self.track, self.lang, &self.by_time);
        self.streams.get_or_init(find).as_ref()
    }

    /// The film's frame rate, where it is known.
    #[must_use]
    pub fn rate(&self) -> Option<FrameRate> {
        self.programme.frame_rate
    }

    /// The distance from `start` to `end` in frames, each rounded to the nearest frame first, as SubRip's
    /// milliseconds are rounded frames.
    #[must_use]
    pub fn frames(&self, start: Time, end: Time) -> Option<i64> {
        let rate = self.rate()?;
        rate.nearest_frame(end).checked_sub(rate.nearest_frame(start))
    }

    /// The frames nearest to a cue's in-time and out-time, where the frame rate is known.
    #[must_use]
    pub fn on_grid(&self, cue: u32) -> Option<(i64, i64)> {
        let rate = self.rate()?;
        let frames = |cue: &Cue<'_>| {
            let (start, end) = cue.times.unwrap_or_default();
            (rate.nearest_frame(start), rate.nearest_frame(end))
        };
        let all = self.grid.get_or_init(|| self.track.cues.iter().map(frames).collect());
        all.get(cue as usize).copied()
    }

    /// How many frames a cue of [`by_time`](Self::by_time) stands, as [`frames`](Self::frames) counts them.
    #[must_use]
    pub fn frames_of(&self, cue: TimedCue) -> Option<i64> {
        let (start, end) = self.on_grid(cue.index)?;
        end.checked_sub(start)
    }

    /// How many frames are between two such cues.
    #[must_use]
    pub fn frames_between(&self, before: TimedCue, cue: TimedCue) -> Option<i64> {
        self.on_grid(cue.index)?.0.checked_sub(self.on_grid(before.index)?.1)
    }

    /// Where a cue's times stand.
    #[must_use]
    pub fn timing_of(&self, index: u32) -> Span {
        self.document.cues.get(index as usize).map_or(Span::default(), |cue| cue.timing)
    }

    /// Where one of a cue's times stands; where both do, if it stands nowhere by itself.
    #[must_use]
    pub fn slot_span(&self, slot: SlotId, cue: u32) -> Span {
        let slot = slot.index().and_then(|at| self.document.slots.get(at));
        slot.map_or_else(|| self.timing_of(cue), |slot| slot.span)
    }

    /// Whether the programme is for children.
    #[must_use]
    pub fn for_children(&self) -> bool {
        self.programme.audience == Audience::Children
    }
}
