use crate::pairs::TimedCue;
use crate::rule::{Set, Sink, distance, millis, odd, track_name};
use tregua_parse::base::Message;
use tregua_parse::time::Time;

declare_rule! {
    /// A cue comes or goes at another time than in the other languages, though they share their times.
    ///
    /// ## What it does
    ///
    /// Takes the cues that answer one another one to one. Where most of them come at one time in two languages, the
    /// tracks were made from one list of times, and a cue that comes at another is reported; out-times likewise, by
    /// themselves, as many translators lengthen cues and keep their beginnings. Tracks that were timed each for itself
    /// are not compared. A track that is late or runs at another speed is brought over first, as `set/drift` speaks of
    /// that. Of three tracks the one that differs from both others is reported; of two, the later one.
    ///
    /// ## Why
    ///
    /// Where one list of times was approved, a time that differs was moved by accident.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    ///
    /// 2
    /// 00:00:05,000 --> 00:00:07,000
    /// Soy yo, abre.
    ///
    /// 3
    /// 00:00:09,000 --> 00:00:11,000
    /// Ya voy.
    ///
    /// 4
    /// 00:00:13,000 --> 00:00:15,000
    /// Date prisa.
    ///
    /// 5
    /// 00:00:17,000 --> 00:00:19,000
    /// Pasa.
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Кто там?
    ///
    /// 2
    /// 00:00:05,600 --> 00:00:07,000
    /// Это я, открой.
    ///
    /// 3
    /// 00:00:09,000 --> 00:00:11,000
    /// Иду.
    ///
    /// 4
    /// 00:00:13,000 --> 00:00:15,000
    /// Скорее.
    ///
    /// 5
    /// 00:00:17,000 --> 00:00:19,000
    /// Входи.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,200
    /// Кто там?
    /// ```
    "set/times-differ", Info, fix: None,
    params {
        /// times further apart than this differ, in milliseconds
        tolerance_ms: i64,
        /// the share of pairs that must have one time before others are held to it, in percent
        least_percent: usize,
        /// pairs without which nothing is said
        least_pairs: usize,
    },
    Set check
}

/// An edge of a cue.
type Edge = fn(&TimedCue) -> Time;

fn check(params: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let rows = set.rows();
    let sides = set.sides().len();
    // The only cue of each side in each row.
    let alone = |side: usize| -> Vec<Option<TimedCue>> {
        let by_index = by_index(set.times(side));
        let of_row = |row: usize| -> Option<TimedCue> {
            let [cue] = rows.of(side, row) else { return None };
            by_index.get(*cue as usize).copied().flatten()
        };
        (0..rows.len()).map(of_row).collect()
    };
    let alone: Vec<Vec<Option<TimedCue>>> = (0..sides).map(alone).collect();
    let only = |side: usize, row: usize| alone.get(side)?.get(row).copied().flatten();
    let room = millis(params.tolerance_ms);
    let near = |a: Time, b: Time| a.saturating_sub(b).abs() <= room;
    let edges: [(Edge, bool); 2] = [(|cue| cue.start, true), (|cue| cue.end, false)];
    for (edge, is_in) in edges {
        let shares = |side: &usize| {
            let pairs = (0..rows.len()).filter_map(|row| Some((only(0, row)?, only(*side, row)?)));
            let (mut all, mut one) = (0, 0);
            for (a, b) in pairs {
                all += 1;
                one += usize::from(near(edge(&a), edge(&b)));
            }
            all >= params.least_pairs && one * 100 >= params.least_percent.saturating_mul(all)
        };
        let together: Vec<usize> = (0..sides).filter(shares).collect();
        if together.len() < 2 {
            continue;
        }
        let mut times: Vec<Option<Time>> = Vec::with_capacity(sides);
        for row in 0..rows.len() {
            times.clear();
            times.extend(together.iter().map(|side| only(*side, row).map(|cue| edge(&cue))));
            let first = times.iter().flatten().next();
            if times.iter().flatten().all(|time| first.is_some_and(|first| near(*first, *time))) {
                continue;
            }
            // What each says is the first that it is near to.
            let says =
                |time: &Time| times.iter().position(|other| other.is_some_and(|other| near(other, *time)));
            let said: Vec<Option<usize>> = times.iter().map(|time| time.as_ref().and_then(says)).collect();
            for (here, there) in odd(&said) {
                let of = |at: usize| Some((*together.get(at)?, times.get(at).copied().flatten()?));
                if let (Some(own), Some(other)) = (of(here), of(there)) {
                    report(set, row, own, other, is_in, sinks);
                }
            }
        }
    }
}

/// Cues by their place in the file.
fn by_index(cues: &[TimedCue]) -> Vec<Option<TimedCue>> {
    let count = cues.iter().map(|cue| cue.index as usize + 1).max().unwrap_or(0);
    let mut out = vec![None; count];
    for cue in cues {
        if let Some(slot) = out.get_mut(cue.index as usize) {
            *slot = Some(*cue);
        }
    }
    out
}

fn report(
    set: &Set<'_, '_>,
    row: usize,
    (here, own): (usize, Time),
    (there, other): (usize, Time),
    is_in: bool,
    sinks: &mut [Sink<'_>],
) -> Option<()> {
    let context = set.side(here)?;
    let (at, track) = (*set.sides().get(here)?, *set.sides().get(there)?);
    let cue = *set.rows().of(here, row).first()?;
    let (by, track): (Message, Message) =
        (distance(context, own.min(other), own.max(other)), track_name(set, track));
    let message = match (is_in, own < other) {
        (true, true) => say!("in-early", by = by, track = track),
        (true, false) => say!("in-late", by = by, track = track),
        (false, true) => say!("out-early", by = by, track = track),
        (false, false) => say!("out-late", by = by, track = track),
    };
    sinks.get_mut(at)?.cue(cue, context.timing_of(cue), message);
    Some(())
}
