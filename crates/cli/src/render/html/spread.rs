//! Durations, gaps and reading speeds, counted into columns.

use super::film::{Film, Seen};
use super::model::FrameRate;
use super::scale::{in_seconds, median, seconds, tenths};
use super::words::{Word, Words};

/// One column.
pub(super) struct Column {
    /// What it counts, in words.
    pub(super) name: String,
    /// What stands under its left edge on the axis.
    pub(super) tick: Option<String>,
    pub(super) count: usize,
    /// How many of them are against the track's limits.
    pub(super) bad: usize,
}

/// A plot of one track.
pub(super) struct Plot {
    pub(super) columns: Vec<Column>,
    /// Where limits stand, in thousandths of a column.
    pub(super) limits: Vec<i64>,
    /// The smallest, the middle and the largest value.
    pub(super) says: String,
}

impl Plot {
    /// `values`: each with the number of its column, and whether it is against a limit.
    fn new(
        mut columns: Vec<Column>,
        limits: Vec<i64>,
        values: &[(i64, i64, bool)],
        show: &dyn Fn(i64) -> String,
        words: Words,
    ) -> Self {
        let last = columns.len().saturating_sub(1);
        for (_, place, bad) in values {
            let place = usize::try_from((*place).max(0)).unwrap_or(last).min(last);
            if let Some(column) = columns.get_mut(place) {
                column.count += 1;
                column.bad += usize::from(*bad);
            }
        }
        let mut all: Vec<i64> = values.iter().map(|(value, _, _)| *value).collect();
        all.sort_unstable();
        let says = match (all.first(), median(&all), all.last()) {
            (Some(least), Some(middle), Some(most)) => words.fill(
                Word::SpreadSays,
                &[("least", &show(*least)), ("middle", &show(middle)), ("most", &show(*most))],
            ),
            _ => words.get(Word::NothingToMeasure).to_owned(),
        };
        Self { columns, limits, says }
    }
}

fn column(name: String, tick: Option<String>) -> Column {
    Column { name, tick, count: 0, bad: 0 }
}

/// In quarters of a second; what is a whole number of them stands in the column that ends there.
pub(super) fn durations(track: &Seen<'_>, words: Words) -> Plot {
    const STEP: i64 = 250;
    const COLUMNS: i64 = 33;
    let show = |ms: i64| in_seconds(ms, words);
    let columns = (0..COLUMNS).map(|n| {
        let from = n * STEP;
        let last = n + 1 == COLUMNS;
        let name = if last {
            format!("> {}", show(from))
        } else {
            format!("{}\u{2013}{}", seconds(from, words), show(from + STEP))
        };
        let tick = (from % 1000 == 0).then(|| format!("{}{}", from / 1000, if last { "+" } else { "" }));
        column(name, tick)
    });
    let limits = &track.track.limits;
    let values = track.timed.iter().map(|it| it.end.saturating_sub(it.start));
    let values: Vec<_> =
        values.map(|it| (it, it.saturating_sub(1) / STEP, limits.is_bad_duration(it))).collect();
    let lines =
        [limits.briefest, limits.longest].into_iter().flatten().map(|ms| ms.saturating_mul(1000) / STEP);
    Plot::new(columns.collect(), lines.collect(), &values, &show, words)
}

/// In whole characters a second; a speed that is a limit exactly stands in the column that ends there.
pub(super) fn speeds(track: &Seen<'_>, words: Words) -> Plot {
    const COLUMNS: i64 = 31;
    let columns = (0..COLUMNS).map(|n| {
        let last = n + 1 == COLUMNS;
        let name = if last { format!("> {n}") } else { format!("{n}\u{2013}{}", n + 1) };
        let tick = (n % 5 == 0).then(|| format!("{n}{}", if last { "+" } else { "" }));
        column(name, tick)
    });
    let limits = &track.track.limits;
    let one = |cue: &super::model::Cue| {
        let speed = cue.speed()?;
        let over = limits.is_too_fast(cue);
        // 17.04 is shown as 17.0, and is over 17.
        let place = if over && speed % 10 == 0 { speed / 10 } else { speed.saturating_sub(1) / 10 };
        Some((speed, place, over))
    };
    let values: Vec<_> = track.timed.iter().filter_map(|it| one(track.cue(*it)?)).collect();
    let line = limits.speed.map(|it| i64::from(it) * 1000);
    Plot::new(columns.collect(), line.into_iter().collect(), &values, &|it| tenths(it, words), words)
}

/// Columns behind the first second: up to how many milliseconds, and in seconds what it counts and what stands under it.
const COARSE: [(i64, &str, Option<&str>); 4] = [
    (2_000, "1\u{2013}2", Some("1")),
    (5_000, "2\u{2013}5", None),
    (20_000, "5\u{2013}20", Some("5")),
    (i64::MAX, "> 20", None),
];
/// Columns of the first second where no frame rate is known.
const FORTY: i64 = 40;

/// Overlaps, then up to a second frame by frame, or in steps of 40 ms where the frame rate is not known, then
/// coarser.
pub(super) fn gaps(track: &Seen<'_>, film: &Film<'_>, words: Words) -> Plot {
    let rate = film.input.frame_rate.as_ref();
    let limits = &track.track.limits;
    let second =
        rate.map_or(1000 / FORTY, |rate| i64::from(rate.frames.div_ceil(rate.seconds.max(1))).clamp(1, 960));
    // At high frame rates a column is two or more frames.
    let per = (second + 29) / 30;
    let fine = (second + per - 1) / per;
    let mut columns = vec![column(words.get(Word::Overlap).to_owned(), Some("<0".to_owned()))];
    columns.extend((0..fine).map(|n| {
        let (from, to) = (n * per, n * per + per - 1);
        let name = match rate {
            Some(_) if per == 1 => words.fill(Word::Frames, &[("n", &from)]),
            Some(_) => words.fill(Word::Frames, &[("n", &format!("{from}\u{2013}{to}"))]),
            None => {
                let reach = format!("{}\u{2013}{}", from * FORTY, (to + 1) * FORTY);
                words.fill(Word::Milliseconds, &[("n", &reach)])
            }
        };
        let quarters = [fine / 4, fine / 2, fine * 3 / 4];
        let tick = quarters.contains(&n).then(|| (from * rate.map_or(FORTY, |_| 1)).to_string());
        column(name, tick)
    }));
    let unit = |n: &str| words.fill(Word::Seconds, &[("n", &n)]);
    columns.extend(COARSE.iter().map(|(_, name, tick)| column(unit(name), tick.map(unit))));
    let one = |before: i64, start: i64| {
        let gap = start.saturating_sub(before);
        let frames = rate.map(|rate| frames(rate, before, start));
        let short = match frames {
            Some(frames) => limits.gap_frames.is_some_and(|least| frames < least),
            None => limits.gap.is_some_and(|least| gap < least),
        };
        let place = frames.unwrap_or(gap / FORTY) / per;
        let place = match (gap < 0, place < fine) {
            (true, _) => 0,
            (_, true) => 1 + place.max(0),
            (_, false) => {
                let coarse = COARSE.iter().position(|(most, _, _)| gap < *most).unwrap_or(3);
                1 + fine + i64::try_from(coarse).unwrap_or(0)
            }
        };
        (gap, place, gap < 0 || short)
    };
    let values: Vec<_> = track.neighbours().map(|(before, cue)| one(before.end, cue.start)).collect();
    let least = match rate {
        Some(_) => limits.gap_frames.map(|it| 1000 + it.saturating_mul(1000) / per),
        None => limits.gap.map(|it| 1000 + it.saturating_mul(1000) / (FORTY * per)),
    };
    Plot::new(columns, least.into_iter().collect(), &values, &|ms| in_seconds(ms, words), words)
}

/// Frames between two times, each rounded to the nearest frame first.
fn frames(rate: &FrameRate, start: i64, end: i64) -> i64 {
    let (num, den) = (i128::from(rate.frames), i128::from(rate.seconds.max(1)) * 1000);
    let frame = |ms: i64| (2 * i128::from(ms) * num + den).div_euclid(2 * den);
    i64::try_from(frame(end) - frame(start)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::model::{Cue, Input, Limits, Track};
    use super::*;

    fn counts(plot: &Plot) -> Vec<(String, usize, usize)> {
        let there = plot.columns.iter().filter(|it| it.count > 0);
        there.map(|it| (it.name.clone(), it.count, it.bad)).collect()
    }

    fn input(times: &[(i64, i64)], rate: Option<(u32, u32)>) -> Input {
        let cue = |times: &(i64, i64)| Cue { times: Some(*times), characters: 17, ..Cue::default() };
        let limits = Limits {
            speed: Some(17),
            briefest: Some(833),
            longest: Some(7_000),
            gap_frames: Some(2),
            gap: Some(83),
            ..Limits::default()
        };
        let track = Track { cues: times.iter().map(cue).collect(), limits, ..Track::default() };
        let rate = rate.map(|(frames, seconds)| FrameRate { name: String::new(), frames, seconds });
        Input { tracks: vec![track], frame_rate: rate, ..Input::default() }
    }

    #[test]
    fn limits_are_kept_to_the_millisecond() {
        let input =
            input(&[(0, 7_000), (8_000, 15_002), (16_000, 16_832), (17_000, 17_500), (18_000, 19_000)], None);
        let film = Film::new(&input);
        let plot = durations(&film.tracks[0], Words::of(tregua_qa::message::MessageLanguage::English));
        let seen: Vec<_> =
            counts(&plot).into_iter().map(|(name, n, bad)| format!("{name} {n} {bad}")).collect();
        assert_eq!(seen, ["0.25–0.5 s 1 1", "0.75–1 s 2 0", "6.75–7 s 1 0", "7–7.25 s 1 1"]);
        let plot = speeds(&film.tracks[0], Words::of(tregua_qa::message::MessageLanguage::English));
        // One second for 17 characters is the limit itself.
        let seen: Vec<_> =
            counts(&plot).into_iter().map(|(name, n, bad)| format!("{name} {n} {bad}")).collect();
        assert_eq!(seen, ["2–3 2 0", "16–17 1 0", "20–21 1 1", "> 30 1 1"]);
    }

    #[test]
    fn gaps_are_counted_in_frames_where_the_rate_is_known() {
        let times = [(0, 1_000), (1_042, 2_000), (2_083, 3_000), (2_900, 4_000), (6_500, 7_000)];
        let with = input(&times, Some((24, 1)));
        let film = Film::new(&with);
        let seen =
            counts(&gaps(&film.tracks[0], &film, Words::of(tregua_qa::message::MessageLanguage::English)));
        let seen: Vec<_> = seen.into_iter().map(|(name, n, bad)| format!("{name} {n} {bad}")).collect();
        assert_eq!(seen, ["overlap 1 1", "frames: 1 1 1", "frames: 2 1 0", "2–5 s 1 0"]);
        let without = input(&times, None);
        let film = Film::new(&without);
        let seen =
            counts(&gaps(&film.tracks[0], &film, Words::of(tregua_qa::message::MessageLanguage::English)));
        let seen: Vec<_> = seen.into_iter().map(|(name, n, bad)| format!("{name} {n} {bad}")).collect();
        assert_eq!(seen, ["overlap 1 1", "40–80 ms 1 1", "80–120 ms 1 0", "2–5 s 1 0"]);
    }
}
