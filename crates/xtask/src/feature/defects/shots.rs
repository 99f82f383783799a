//! Faults beside the changes of shot, and at both ends of the film; the list that the defective copy has.

use super::planter::{Place, Planter};
use crate::feature::{BRIEFEST, CHAIN, ES, FPS, KK, LONGEST, PAUSE, RU};
use crate::shots::cuts;
use anyhow::{Context as _, Result, ensure};
use std::fmt::Write as _;

/// Seconds of the reel's leader, which nothing may stand in: where the film's first cue begins.
pub(super) const LEADER: i64 = 12;

/// The last cue of a track stays behind the end of the film; gives the film's length in seconds.
pub(super) fn beyond(planter: &mut Planter<'_>) -> Result<i64> {
    let all = planter.tracks.iter().flatten();
    let seconds = all.map(|block| block.end).max().unwrap_or(0) / FPS + 1;
    let last = planter.tracks[KK].last_mut().context("an empty track")?;
    // A second behind the end is forgiven, as lengths are given in whole seconds.
    last.end = (seconds + 1) * FPS + 6;
    ensure!(last.end - last.start <= LONGEST, "the last cue would stay for too long");
    let slot = last.slot;
    planter.expect_in(
        "timing/beyond-programme",
        KK,
        Some(slot),
        "stays until 30 frames after the end of the film",
    );
    Ok(seconds)
}

/// The first cue of a track comes before the leader is over.
pub(super) fn early(planter: &mut Planter<'_>) -> Result<()> {
    let first = planter.tracks[RU].first_mut().context("an empty track")?;
    ensure!(first.start == LEADER * FPS, "the film begins at frame {}", first.start);
    first.start -= 6;
    let slot = first.slot;
    planter.expect_in("timing/first-too-early", RU, Some(slot), "comes 6 frames before the leader is over");
    Ok(())
}

/// Where times stand on cuts, and may be moved.
pub(super) struct Places<'f> {
    begins: Vec<Place<'f>>,
    ends: Vec<Place<'f>>,
}

/// Keeps room for [`plant`], as such places are rare.
pub(super) fn reserve<'f>(planter: &mut Planter<'f>) -> Result<Places<'f>> {
    let all = cuts(planter.film);
    let has = |at: i64| all.binary_search(&at).is_ok();
    let mut places = Places { begins: Vec::new(), ends: Vec::new() };
    for track in [ES, KK] {
        places.begins.push(planter.find(track, "an in-time on a cut", |place: &Place<'_>| {
            has(place.start()) && place.before() >= PAUSE + 4 && lasts_without(place, 4)
        })?);
    }
    for track in [KK, RU] {
        places.ends.push(planter.find(track, "an out-time before a cut", |place: &Place<'_>| {
            has(place.end() + CHAIN) && place.after() >= PAUSE + 4 && lasts_without(place, 4)
        })?);
    }
    Ok(places)
}

/// Moves times away from their cuts, and gives the list of cuts: those of the film that no other defect has moved a
/// time away from.
pub(super) fn plant(planter: &mut Planter<'_>, length: i64, places: &Places<'_>) -> Result<String> {
    let blocks = || planter.tracks.iter().flatten();
    let starts: Vec<i64> = blocks().map(|block| block.start).collect();
    let ends: Vec<i64> = blocks().map(|block| block.end).collect();
    let all = cuts(planter.film);
    let in_step = |at: i64| all.binary_search(&at).is_ok();
    let near = |at: i64, cut: i64| (at - cut).abs() < PAUSE;
    let mut list = all.clone();
    list.retain(|cut| {
        let inside = *cut < length * FPS;
        let good = |at: &i64| !near(*at, *cut) || in_step(*at);
        inside && starts.iter().all(good) && ends.iter().all(|at| !near(*at, *cut) || in_step(at + CHAIN))
    });
    // Half a second away from a cut that is gone, a time may have been in step with it alone.
    let step = |at: i64| list.binary_search(&at).is_ok();
    let settled = |cut: &i64| {
        starts.iter().all(|at| !near(*at, *cut) || step(*at))
            && ends.iter().all(|at| !near(*at, *cut) || step(at + CHAIN))
    };
    let cuts: Vec<i64> = list.iter().copied().filter(settled).collect();
    for (place, frames) in places.begins.iter().zip([3, -4]) {
        planter.block(place)?.start += frames;
        let side = if frames > 0 { "after" } else { "before" };
        planter.expect(
            "timing/in-time-off-cut",
            place,
            format!("comes {} frames {side} a cut", frames.abs()),
        );
    }
    for (place, frames) in places.ends.iter().zip([-3, 4]) {
        planter.block(place)?.end += frames;
        let off = frames - CHAIN;
        let side = if off > 0 { "after" } else { "before" };
        planter.expect(
            "timing/out-time-off-cut",
            place,
            format!("stays until {} frames {side} a cut", off.abs()),
        );
    }
    let mut out =
        "# The film's cuts but those that other defects have moved a time away from.\n\n".to_owned();
    for cut in cuts {
        let _ = writeln!(out, "{cut}");
    }
    Ok(out)
}

/// Whether a cue stays within every limit with so many frames more or fewer.
fn lasts_without(place: &Place<'_>, frames: i64) -> bool {
    let lasts = place.lasts();
    (BRIEFEST + frames..=LONGEST - frames).contains(&lasts)
        && Place::readable(place.characters(), lasts - frames)
}
