//! Faults that show only where the languages are compared.

use super::sheet::{FPS, Film, PAUSE, Site};
use super::{Class, KK, RU, Scale, class};

pub(super) const CLASSES: &[Class] = &[
    Class { scale: Scale::Set, ..class("set/no-counterpart", "a cue that stands alone is deleted", delete) },
    Class { scale: Scale::Set, ..class("set/no-counterpart", "a cue is added in a pause", add) },
    Class {
        tracks: &[KK, RU],
        scale: Scale::SetStretch(80),
        brings: &["set/no-counterpart"],
        ..class("set/drift", "from a cue on, the track is 0.4 to 30 s late", late)
    },
    Class {
        tracks: &[KK, RU],
        scale: Scale::SetStretch(120),
        brings: &["set/no-counterpart"],
        ..class("set/drift", "the track runs at the speed of another frame rate", other_speed)
    },
    Class {
        tracks: &[KK, RU],
        scale: Scale::SetStretch(80),
        ..class("set/wrong-file", "the cues have the times of another film", another_film)
    },
];

/// Whether no track shows anything between two frames but what begins at `own`.
fn empty(film: &Film, from: i64, to: i64, own: i64) -> bool {
    film.tracks.iter().all(|track| {
        let first = track.partition_point(|cue| cue.end <= from);
        let mut inside = track[first..].iter().take_while(|cue| cue.start < to);
        inside.all(|cue| cue.start == own)
    })
}

fn delete(site: &mut Site<'_>) -> bool {
    let start = site.cue().start;
    let ends =
        site.film.tracks.iter().map(|track| track.iter().find(|cue| cue.start == start).map(|cue| cue.end));
    // It is one cue in every language.
    let Some(ends) = ends.collect::<Option<Vec<i64>>>() else { return false };
    let latest = ends.into_iter().max().unwrap_or(0);
    // Half a second is let pass on both sides.
    let alone = empty(site.film, start - PAUSE - 2, latest + PAUSE + 2, start);
    if alone {
        let at = site.at;
        site.sheet.cues.remove(at);
    }
    alone
}

fn add(site: &mut Site<'_>) -> bool {
    let lasts = site.dice.of(24..=60);
    let from = site.cue().end + site.dice.of(PAUSE + 2..=3 * FPS);
    let fits = site.next().start - from > lasts + PAUSE
        && empty(site.film, from - PAUSE - 2, from + lasts + PAUSE + 2, -1);
    if fits {
        let mut new = site.cue().clone();
        (new.start, new.end) = (from, from + lasts);
        let at = site.at;
        site.sheet.cues.insert(at + 1, new);
    }
    fits
}

fn late(site: &mut Site<'_>) -> bool {
    let by = site.dice.of(10..=30 * FPS);
    // Enough cues on both sides that it is no single slip.
    let n = site.sheet.cues.len();
    if site.at < 20 || site.at + 25 > n {
        return false;
    }
    let at = site.at;
    for cue in &mut site.sheet.cues[at..] {
        cue.start += by;
        cue.end += by;
    }
    true
}

fn other_speed(site: &mut Site<'_>) -> bool {
    let (up, down) =
        site.dice.pick(&[(25, 24), (24, 25), (1001, 1000), (1000, 1001), (25025, 24000), (24000, 25025)]);
    for cue in &mut site.sheet.cues {
        cue.start = cue.start * up / down;
        cue.end = cue.end * up / down;
    }
    site.at = 0;
    true
}

/// As many cues, as long as they were, with other pauses between them.
fn another_film(site: &mut Site<'_>) -> bool {
    let mut at = site.sheet.cues.first().map_or(0, |cue| cue.start);
    for cue in &mut site.sheet.cues {
        let lasts = cue.end - cue.start;
        (cue.start, cue.end) = (at, at + lasts);
        at += lasts + site.dice.of(PAUSE..=6 * FPS);
    }
    site.at = 0;
    true
}
