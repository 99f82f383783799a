//! Defects that need no code: those of `defects.toml`.

use super::planter::{Place, Planter};
use crate::feature::script::characters;
use crate::feature::{PAUSE, TRACKS};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// The name of the list, from the folder of the film.
pub(crate) const LIST: &str = "defects.toml";
/// Letters beside a planted one, so that nobody takes the cue for another language.
const ENOUGH: i64 = 24;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    allowed: Vec<Allowed>,
    defect: Vec<Defect>,
}

/// A rule that never says more than that something is worth knowing, and has something to say of the film as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Allowed {
    pub(super) rule: String,
    pub(super) because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defect {
    rule: String,
    track: String,
    note: String,
    #[serde(default)]
    find: String,
    with: Option<String>,
    text: Option<Vec<String>>,
    lasts: Option<i64>,
    #[serde(default)]
    as_before: bool,
    #[serde(default)]
    also: Vec<Also>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    rule: String,
    because: String,
}

/// What a fault asks of the text of its cue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// A certain word. There may be few places, so these come first.
    Word,
    /// Any cue that is long enough.
    Any,
}

pub(super) fn plant(planter: &mut Planter<'_>, list: &str, wants: Wants) -> Result<()> {
    let list: List = toml::from_str(list).context(LIST)?;
    planter.allowed = list.allowed;
    for defect in list.defect.iter().filter(|it| it.find.is_empty() == (wants == Wants::Any)) {
        one(planter, defect).with_context(|| format!("{LIST}: {}: {}", defect.rule, defect.note))?;
    }
    Ok(())
}

fn one(planter: &mut Planter<'_>, defect: &Defect) -> Result<()> {
    let track = TRACKS.iter().position(|track| track.lang == defect.track);
    let track = track.with_context(|| format!("no such track: {}", defect.track))?;
    let fits = |place: &Place<'_>| {
        place.plain()
            && place.lines()[0].contains(&defect.find)
            && defect.with.as_ref().is_none_or(|_| place.characters() >= ENOUGH && place.room_for(2))
            && defect
                .text
                .as_ref()
                .is_none_or(|text| Place::readable(characters(text), place.lasts()) && apart(place))
            && defect.lasts.is_none_or(|_| place.before() >= PAUSE && place.after() >= PAUSE)
            && (!defect.as_before || repeats_well(place))
    };
    let place = planter.find(track, "a cue as the entry wants it", fits)?;
    let block = planter.block(&place)?;
    let before = block.clone();
    if let Some(with) = &defect.with {
        block.lines.iter_mut().take(1).for_each(|line| *line = line.replacen(&defect.find, with, 1));
    }
    if let Some(text) = &defect.text {
        block.lines.clone_from(text);
    }
    if let Some(frames) = defect.lasts {
        block.end = block.start + frames;
    }
    if defect.as_before {
        block.lines = place.lines_before().to_vec();
    }
    ensure!((&block.lines, block.end) != (&before.lines, before.end), "nothing is changed");
    planter.expect(&defect.rule, &place, defect.note.as_str());
    for also in &defect.also {
        planter.expect(&also.rule, &place, defect.note.as_str());
        planter.because(&also.because);
    }
    Ok(())
}

/// With so much empty screen behind it that nobody compares its speed with that of the next one.
fn apart(place: &Place<'_>) -> bool {
    place.after() > PAUSE
}

/// Chained to a plain cue before it, whose text is long enough to be noticed and can be read in this one's time.
fn repeats_well(place: &Place<'_>) -> bool {
    let n = characters(place.lines_before());
    place.before() < PAUSE && place.plain_before() && n >= ENOUGH && Place::readable(n, place.lasts())
}
