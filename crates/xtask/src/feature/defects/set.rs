//! Faults that show only where the languages are compared.

use super::planter::{Place, Planter};
use crate::feature::render::Block;
use crate::feature::{ES, FPS, KK, RU, TRACKS};
use anyhow::{Context as _, Result, ensure};

/// Pairs of cues that the rule looks at together.
const WINDOW: usize = 20;
/// In-times further apart than 2 s are no pair.
const PAIR: i64 = 2 * FPS;
/// Windows that the end of the Russian track runs late for, the last and shorter one among them.
const LATE_WINDOWS: usize = 4;
/// By so many frames one cue alone comes late.
const SLIP: i64 = 7;
/// By so many frames: 417 ms, more than the 300 the rule allows and less than the 500 a counterpart may be off.
const LATE: i64 = 10;

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<()> {
    lost(planter)?;
    added(planter)?;
    moved(planter)?;
    drift(planter)
}

/// A cue that one language has lost, with so much empty screen around it that no other one stands in for it.
fn lost(planter: &mut Planter<'_>) -> Result<()> {
    let place = planter.find(KK, "a cue that stands alone", |place| {
        (0..3).map(|track| place.in_track(track)).all(|place| place.before() > 30 && place.after() > 30)
    })?;
    let at = planter.place_of(KK, place.slot)?;
    planter.tracks[KK].remove(at);
    for track in [ES, RU] {
        let note = "the Kazakh track has lost this cue, and its counters run on over the place";
        planter.expect_in("set/no-counterpart", track, Some(place.slot), note);
    }
    Ok(())
}

/// A cue that only one language has: both others miss it.
fn added(planter: &mut Planter<'_>) -> Result<()> {
    let place = planter.find(ES, "a long pause", |place| {
        (0..3).map(|track| place.in_track(track)).all(|place| place.after() > 8 * FPS)
    })?;
    let at = planter.place_of(ES, place.slot)?;
    let latest = place.slot().ends.into_iter().max().unwrap_or(0);
    // Behind all slots of the film, as it belongs to none.
    let slot = planter.film.slots.len();
    let note = vec!["Nota: falta traducir la canción.".to_owned()];
    let start = latest + 3 * FPS;
    planter.tracks[ES].insert(at + 1, Block::new(slot, start, start + 60, note));
    for other in [KK, RU] {
        let note = format!("a translator's note that the {} track does not have", TRACKS[other].lang);
        planter.expect_in("set/no-counterpart", ES, Some(slot), note);
    }
    Ok(())
}

/// One language's in-time was moved by accident, where there is so much room that nothing else is wrong with it.
fn moved(planter: &mut Planter<'_>) -> Result<()> {
    let place = planter.find(KK, "a long cue with pauses around it", |place| {
        let readable = Place::readable(place.characters(), place.lasts() - SLIP);
        place.plain() && place.before() > FPS && place.after() > FPS && place.lasts() > 2 * FPS && readable
    })?;
    planter.block(&place)?.start += SLIP;
    let note = format!("comes {SLIP} frames later than in the other languages");
    planter.expect("set/times-differ", &place, note);
    Ok(())
}

/// The end of one language runs late, from where the rule begins a window: a few pairs sooner or later, and what
/// it says would depend on which of the two are more.
fn drift(planter: &mut Planter<'_>) -> Result<()> {
    let timed = |blocks: &[Block]| {
        let times = blocks.iter().filter(|block| block.stamps.is_none() || readable(block));
        let mut times: Vec<(i64, usize)> = times.map(|block| (block.start, block.slot)).collect();
        times.sort_unstable();
        times
    };
    let (base, late) = (timed(&planter.tracks[ES]), timed(&planter.tracks[RU]));
    let pairs: Vec<(i64, usize)> = late
        .into_iter()
        .filter(|(start, _)| base.iter().any(|(other, _)| (start - other).abs() <= PAIR))
        .collect();
    let first = (pairs.len() / WINDOW).saturating_sub(LATE_WINDOWS - 1) * WINDOW;
    let (from, slot) = *pairs.get(first).context("too few cues for a drift")?;
    ensure!(slot > planter.end(), "the drift reaches into the other faults");
    ensure!(from == planter.film.slots[slot].start, "the drift begins in the middle of a row");
    for block in planter.tracks[RU].iter_mut().filter(|block| block.start >= from) {
        block.start += LATE;
        block.end += LATE;
    }
    planter.expect_in("set/drift", RU, Some(slot), format!("from here on the track is {LATE} frames late"));
    Ok(())
}

/// Whether a line of times that is not as it should be can still be read.
fn readable(block: &Block) -> bool {
    block.stamps.as_ref().is_some_and(|stamps| !stamps.contains('x') && !stamps.ends_with('>'))
}
