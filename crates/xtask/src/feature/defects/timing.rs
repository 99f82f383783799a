//! Faults of when cues stand.

use super::planter::{Place, Planter};
use crate::feature::{BRIEFEST, CHAIN, ES, FPS, KK, LONGEST, PAUSE, READ, RU};
use anyhow::Result;

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<()> {
    for (track, frames) in [(ES, 14), (KK, 16), (RU, 12)] {
        too_brief(planter, track, frames)?;
    }
    for (track, frames) in [(ES, LONGEST + 12), (RU, LONGEST + 1)] {
        too_long(planter, track, frames)?;
    }
    for (track, gap) in [(ES, 1), (KK, 1), (RU, 0)] {
        gap_too_short(planter, track, gap)?;
    }
    for (track, gap) in [(ES, 6), (KK, 3), (RU, 11)] {
        chaining_zone(planter, track, gap)?;
    }
    for track in [ES, RU] {
        overlap(planter, track)?;
    }
    for track in [ES, KK, RU] {
        reading_too_fast(planter, track)?;
    }
    for (track, which) in [(ES, 1), (KK, 0)] {
        off_grid(planter, track, which)?;
    }
    for track in [ES, KK] {
        out_of_order(planter, track)?;
    }
    Ok(())
}

fn too_brief(planter: &mut Planter<'_>, track: usize, frames: i64) -> Result<()> {
    let place = planter.find(track, "a cue that can be read at a glance", |place| {
        place.after() >= PAUSE && Place::readable(place.characters(), frames)
    })?;
    planter.block(&place)?.end = place.start() + frames;
    planter.expect("timing/too-brief", &place, format!("cut to {frames} frames; the shortest is {BRIEFEST}"));
    Ok(())
}

fn too_long(planter: &mut Planter<'_>, track: usize, frames: i64) -> Result<()> {
    let place = planter.find(track, "a cue before a long pause", |place| {
        place.next_start() - place.start() >= frames + 2 * FPS
    })?;
    planter.block(&place)?.end = place.start() + frames;
    planter.expect("timing/too-long", &place, format!("stays for {frames} frames; the longest is {LONGEST}"));
    Ok(())
}

fn gap_too_short(planter: &mut Planter<'_>, track: usize, gap: i64) -> Result<()> {
    let place = planter
        .find(track, "chained cues", |place| place.after() == CHAIN && place.lasts() < LONGEST - CHAIN)?;
    planter.block(&place)?.end = place.next_start() - gap;
    planter.expect_next(
        "timing/gap-too-short",
        &place,
        format!("the cue before it goes out {gap} frames before its in-time"),
    );
    Ok(())
}

fn chaining_zone(planter: &mut Planter<'_>, track: usize, gap: i64) -> Result<()> {
    let place = planter.find(track, "a cue before a short pause", |place| {
        place.after() > PAUSE && place.lasts() + place.after() <= LONGEST
    })?;
    planter.block(&place)?.end = place.next_start() - gap;
    planter.expect_next(
        "timing/gap-in-chaining-zone",
        &place,
        format!("the cue before it goes out {gap} frames before its in-time"),
    );
    Ok(())
}

fn overlap(planter: &mut Planter<'_>, track: usize) -> Result<()> {
    let place = planter.find(track, "chained cues", |place| {
        place.after() == CHAIN && place.lasts() + 8 <= LONGEST && place.next_lasts() > 30
    })?;
    planter.block(&place)?.end = place.next_start() + 6;
    planter.expect_next("timing/overlap", &place, "the cue before it stays for 6 frames of it");
    Ok(())
}

fn reading_too_fast(planter: &mut Planter<'_>, track: usize) -> Result<()> {
    let place = planter.find(track, "a long text before a pause", |place| {
        place.after() >= PAUSE && place.characters() >= 44
    })?;
    // Two characters a second above the limit.
    let frames = place.characters() * FPS / (READ + 2);
    planter.block(&place)?.end = place.start() + frames;
    planter.expect(
        "timing/reading-too-fast",
        &place,
        format!("{} characters in {frames} frames; {READ} a second can be read", place.characters()),
    );
    Ok(())
}

fn off_grid(planter: &mut Planter<'_>, track: usize, which: usize) -> Result<()> {
    let place = planter.find(track, "a cue before a pause, with time to spare", |place| {
        place.after() >= PAUSE && place.before() >= PAUSE && place.room_for(1)
    })?;
    planter.block(&place)?.slip[which] = 17;
    let name = ["in-time", "out-time"][which];
    planter.expect("timing/off-grid", &place, format!("the {name} is 17 ms behind its frame"));
    Ok(())
}

fn out_of_order(planter: &mut Planter<'_>, track: usize) -> Result<()> {
    let place = planter.find(track, "two cues", |place| !place.slot().last_of_scene)?;
    let at = planter.place_of(track, place.slot)?;
    planter.tracks[track].swap(at, at + 1);
    planter.expect(
        "timing/out-of-order",
        &place,
        "changed places with the cue behind it; the counters still run on",
    );
    Ok(())
}

/// A slow cue takes the time of a fast one behind it. Text of our own, as the film's lines are all read at one speed.
pub(super) fn speed_jump(planter: &mut Planter<'_>) -> Result<()> {
    for (track, text) in [(ES, "Aquí no espera nadie."), (RU, "Здесь никого не ждут.")] {
        let few = text.chars().count() as i64;
        let takes = |place: &Place<'_>| (place.next_characters() * FPS + READ - 1) / READ + 1;
        let slow = |place: &Place<'_>| place.lasts() + place.next_lasts() - takes(place);
        let place = planter.find(track, "a short cue chained to a long one", |place| {
            let (n, takes, slow) = (place.next_characters(), takes(place), slow(place));
            let least = n >= 20 && n * FPS > takes * (READ - 1) && (BRIEFEST..=LONGEST).contains(&takes);
            let twice = n * (slow - 2) > 2 * few * takes;
            place.plain() && place.after() == CHAIN && least && slow <= LONGEST && twice
        })?;
        let (takes, slow) = (takes(&place), slow(&place));
        let at = planter.place_of(track, place.slot)?;
        let [block, next] = &mut planter.tracks[track][at..=at + 1] else { return Ok(()) };
        block.lines = vec![text.to_owned()];
        block.end = block.start + slow;
        next.start = next.end - takes;
        let note = format!("{slow} frames for a short text, and {takes} for the long one behind it");
        planter.expect_next("timing/speed-jump", &place, note);
    }
    Ok(())
}
