//! What a profile asks, out of its settings: the very parameters that its rules run with.

use super::demand::Limits;
use crate::check::Context;
use crate::profile::{ProfileError, Selection, Setting, level_of};
use crate::programme::Programme;
use crate::rule::millis;
use crate::rules::{RULES, timing};
use crate::shots::Zones;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use tregua_parse::time::{FrameRate, Time};

/// The timing rules that are switched on, with their numbers.
#[derive(Default, Debug)]
pub struct Asked {
    beyond: Option<timing::beyond_programme::Params>,
    first: Option<timing::first_too_early::Params>,
    flash: Option<timing::flash::Params>,
    chaining: Option<timing::gap_in_chaining_zone::Params>,
    gap: Option<timing::gap_too_short::Params>,
    in_cut: Option<timing::in_time_off_cut::Params>,
    out_cut: Option<timing::out_time_off_cut::Params>,
    grid: Option<timing::off_grid::Params>,
    reading: Option<timing::reading_too_fast::Params>,
    brief: Option<timing::too_brief::Params>,
    long: Option<timing::too_long::Params>,
    /// Cues may not be on the screen at once.
    apart: bool,
}

/// What `snap` does.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Parts {
    /// Times onto frames.
    pub grid: bool,
    /// Times onto cuts, or away from them.
    pub shots: bool,
    /// Gaps in the chaining zone closed.
    pub chaining: bool,
}

impl Asked {
    /// What a profile's settings ask, of the rules that are selected.
    ///
    /// # Errors
    /// A rule whose numbers are missing or wrong.
    pub fn new(settings: &BTreeMap<String, Setting>, selection: &Selection) -> Result<Self, ProfileError> {
        let from = From { settings, selection };
        Ok(Self {
            beyond: from.params("timing/beyond-programme")?,
            first: from.params("timing/first-too-early")?,
            flash: from.params("timing/flash")?,
            chaining: from.params("timing/gap-in-chaining-zone")?,
            gap: from.params("timing/gap-too-short")?,
            in_cut: from.params("timing/in-time-off-cut")?,
            out_cut: from.params("timing/out-time-off-cut")?,
            grid: from.params("timing/off-grid")?,
            reading: from.params("timing/reading-too-fast")?,
            brief: from.params("timing/too-brief")?,
            long: from.params("timing/too-long")?,
            apart: from.is_on("timing/overlap"),
        })
    }

    /// Only these parts of it; the smallest gap belongs to chaining.
    #[must_use]
    pub fn only(self, parts: Parts) -> Self {
        Self {
            grid: (parts.grid).then(|| self.grid.unwrap_or(timing::off_grid::Params { tolerance_ms: 0 })),
            in_cut: self.in_cut.filter(|_| parts.shots),
            out_cut: self.out_cut.filter(|_| parts.shots),
            chaining: self.chaining.filter(|_| parts.chaining),
            gap: self.gap.filter(|_| parts.chaining),
            ..Self::default()
        }
    }

    /// The part of these that the profile says nothing about, in words.
    #[must_use]
    pub fn silent_about(&self, parts: Parts) -> Option<&'static str> {
        let shots = parts.shots && self.in_cut.is_none() && self.out_cut.is_none();
        let chaining = parts.chaining && self.chaining.is_none();
        if shots { Some("shots") } else { chaining.then_some("a chaining zone") }
    }

    /// The same in frames.
    #[must_use]
    pub fn limits(&self, programme: &Programme, rate: FrameRate) -> Limits {
        let flash = self.flash.as_ref().map(|p| p.max_frames.saturating_add(1));
        let end = self.last(programme).map(|last| {
            let frame = rate.nearest_frame(last);
            // Neither the frame itself nor what most formats write for it, a millisecond, is behind the last instant.
            let written = |time: Time| Time::from_millis(time.to_millis()).unwrap_or(time);
            let over = rate.time_of(frame).is_none_or(|time| time.max(written(time)) > last);
            if over { frame.saturating_sub(1) } else { frame }
        });
        let shots = programme.shots.as_ref().filter(|shots| !shots.is_empty());
        Limits {
            from_zero: self.beyond.is_some(),
            first: self.first.as_ref().map(|p| rate.frames_at_least(p.min_seconds.seconds())),
            end,
            gap: self.gap.as_ref().map(|p| p.min_frames),
            min: self.brief.as_ref().and_then(|p| p.frames(rate)).max(flash),
            max: self.long.as_ref().map(|p| rate.frames_at_least(p.max_seconds.seconds())),
            chaining: (self.chaining.as_ref())
                .map(|p| (p.min_frames, rate.nearest_frame(p.below_seconds.seconds()))),
            in_zones: self.in_cut.as_ref().map(|p| Zones::new(rate, p.gap_frames, p.snap_percent)),
            out_zones: self.out_cut.as_ref().map(|p| Zones::new(rate, p.gap_frames, 0)),
            shots: shots.map(|shots| shots.frames().cloned().unwrap_or_else(|| shots.at(rate))),
        }
    }

    /// The last instant a time may have.
    pub(super) fn last(&self, programme: &Programme) -> Option<Time> {
        let (params, length) = self.beyond.as_ref().zip(programme.length)?;
        Some(length.saturating_sub(millis(params.tolerance_ms).negate()))
    }

    /// How far from its frame a time may stand; `None` where nothing is said.
    pub(super) fn tolerance(&self) -> Option<Time> {
        self.grid.as_ref().map(|params| millis(params.tolerance_ms))
    }

    /// Cues may not be on the screen at once.
    pub(super) fn apart(&self) -> bool {
        self.apart
    }

    /// How long each cue must be seen to be read, in units of time.
    pub(super) fn need(&self, context: &Context<'_>, index: u32) -> i64 {
        let cue = context.track.cues.get(index as usize);
        let need = self.reading.as_ref().zip(cue).map(|(params, cue)| params.needs(context, cue));
        need.unwrap_or_default().ticks()
    }

    /// The reading speed in words: `17 cps`.
    #[must_use]
    pub fn speed(&self, context: &Context<'_>) -> String {
        self.reading.as_ref().map(|params| params.limit(context)).unwrap_or_default()
    }
}

/// Where rules and their numbers come from.
struct From<'f> {
    settings: &'f BTreeMap<String, Setting>,
    selection: &'f Selection,
}

impl From<'_> {
    fn setting(&self, id: &str) -> Option<&Setting> {
        let rule = RULES.iter().find(|rule| rule.id == id)?;
        let setting = self.settings.get(id).filter(|_| self.selection.takes(id))?;
        level_of(rule, setting).map(|_| setting)
    }

    fn is_on(&self, id: &str) -> bool {
        self.setting(id).is_some()
    }

    fn params<P: DeserializeOwned>(&self, id: &str) -> Result<Option<P>, ProfileError> {
        let Some(setting) = self.setting(id) else { return Ok(None) };
        match toml::Value::Table(setting.params.clone()).try_into() {
            Ok(params) => Ok(Some(params)),
            // A project may set one number of a rule that its profile does not have at all.
            Err(_) if setting.level.is_none() => Ok(None),
            Err(why) => Err(ProfileError::new("profile", format!("rule {id}: {}", why.message()))),
        }
    }
}
