//! What the film promises, checked before anything is written and without the checker it is made to test.

use super::render::blocks;
use super::script::need;
use super::{BRIEFEST, CHAIN, FPS, Film, LONGEST, PAUSE, TRACKS};
use anyhow::{Result, ensure};
use std::fmt::Write as _;

/// Gaps, durations, neighbours with the same words, and the ends of the film.
pub(super) fn film(film: &Film) -> Result<()> {
    for (index, track) in TRACKS.iter().enumerate() {
        let cues = blocks(film, index);
        for (place, cue) in cues.iter().enumerate() {
            let lasts = cue.end - cue.start;
            let at = format!("{}, cue {}", track.lang, place + 1);
            ensure!((BRIEFEST..=LONGEST).contains(&lasts), "{at}: {lasts} frames");
            let plain: Vec<String> =
                cue.lines.iter().map(|line| line.replace("<i>", "").replace("</i>", "")).collect();
            ensure!(lasts >= need(&plain), "{at}: too fast");
            if let Some(next) = cues.get(place + 1) {
                let gap = next.start - cue.end;
                ensure!(gap == CHAIN || gap >= PAUSE, "{at}: a gap of {gap} frames behind it");
                ensure!(next.lines != cue.lines, "{at}: the next one says the same");
            }
        }
        let first = cues.first().map_or(0, |cue| cue.start);
        ensure!(first > 10 * FPS, "{}: begins at frame {first}", track.lang);
        let (least, most) = (minutes(2, 28) + 30 * FPS, minutes(2, 29) + 50 * FPS);
        let last = cues.last().map_or(0, |cue| cue.end);
        ensure!((least..=most).contains(&last), "{}: ends at frame {last}", track.lang);
    }
    Ok(())
}

fn minutes(hours: i64, minutes: i64) -> i64 {
    (hours * 60 + minutes) * 60 * FPS
}

/// Figures of the film, track by track.
pub(super) fn summary(film: &Film) -> String {
    let mut out = String::new();
    let inner = film.slots.iter().filter(|slot| !slot.last_of_scene).count();
    for (index, track) in TRACKS.iter().enumerate() {
        let cues = blocks(film, index);
        let gaps = || cues.windows(2).map(|pair| pair[1].start - pair[0].end);
        let chained = gaps().filter(|gap| *gap == CHAIN).count();
        let split = film.slots.iter().filter(|s| s.split.is_some_and(|split| split.track == index)).count();
        let (first, last) = (cues.first().map(|c| c.timing()), cues.last().map(|c| c.timing()));
        let _ = writeln!(
            out,
            "{}: {} cues, {split} rows split; first {}, last {}; {chained} chained ({} % of those inside scenes)",
            track.lang,
            cues.len(),
            first.unwrap_or_default(),
            last.unwrap_or_default(),
            chained * 100 / (inner + split).max(1),
        );
    }
    out.trim_end().to_owned()
}
