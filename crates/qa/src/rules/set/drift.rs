use crate::programme::Kind;
use crate::retime::{Speed, TimeMap};
use crate::rule::{Context, Sink, TimedCue, track_name};
use tregua_parse::time::{FrameRate, Time};

declare_rule! {
    /// Two tracks of one film run apart.
    ///
    /// ## What it does
    ///
    /// Takes the first full track for the reference. In every stretch of neighbouring cues of another track, each
    /// in-time votes for its distances from the in-times of the reference nearby; the distance with most votes is
    /// the stretch's. It reports each place from which on the distance is larger than the limit, once. A track that
    /// fits better at the speed of another frame rate is reported as a whole, with both rates.
    ///
    /// ## Why
    ///
    /// A track made for another cut or frame rate is in sync at the start and seconds off at the end.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 2
    /// 00:00:11,500 --> 00:00:12,500
    /// Dos.
    ///
    /// 3
    /// 00:00:21,000 --> 00:00:22,000
    /// Tres.
    /// [ru]
    /// 1
    /// 00:00:01,800 --> 00:00:02,800
    /// Раз.
    ///
    /// 2
    /// 00:00:12,300 --> 00:00:13,300
    /// Два.
    ///
    /// 3
    /// 00:00:21,800 --> 00:00:22,800
    /// Три.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    /// [ru]
    /// 1
    /// 00:00:01,040 --> 00:00:02,040
    /// Раз.
    /// ```
    "set/drift", Error, fix: None,
    params {
        /// largest distance in milliseconds
        max_ms: i64,
        /// how far apart cues that answer one another may be, in milliseconds
        search_ms: i64,
        /// in-times that differ by less than this many milliseconds vote for one distance
        tolerance_ms: i64,
        /// cues in a stretch
        window: usize,
    },
    Set check
}

/// In-times of the reference that one cue may vote for on each side; more only cost time on hostile files.
const NEAREST: usize = 40;

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let full = || contexts.iter().enumerate().filter(|(_, c)| c.kind != Kind::Forced);
    let Some((base, reference)) = full().next() else { return };
    let starts: Vec<i64> = reference.by_time().iter().map(|cue| cue.start.to_millis()).collect();
    for (here, context) in full().skip(1) {
        let cues = context.by_time();
        let votes = Votes::new(params, &starts);
        let Some(sink) = sinks.get_mut(here) else { continue };
        let own: Vec<i64> = cues.iter().map(|cue| cue.start.to_millis()).collect();
        let stretches = votes.stretches(&own);
        if let Some((from, to)) = votes.other_speed(cues, &stretches) {
            let (from, to) = (from.to_string(), to.to_string());
            let message =
                say!("speed", from = from.as_str(), to = to.as_str(), track = track_name(contexts, base));
            let help = say!("help-speed", from = from, to = to);
            let first = cues.first().map_or(0, |c| c.index);
            sink.cue(first, context.timing_of(first), message).help(help);
            continue;
        }
        for (at, distance) in votes.places(&own, stretches) {
            let Some(cue) = cues.get(at) else { continue };
            let track = track_name(contexts, base);
            let message = if distance < 0 {
                say!("ahead", ms = distance.saturating_abs(), track = track)
            } else {
                say!("behind", ms = distance, track = track)
            };
            sink.cue(cue.index, context.timing_of(cue.index), message).help(say!("help"));
        }
    }
}

struct Votes<'v> {
    params: &'v Params,
    reference: &'v [i64],
    /// Each cue has one vote for a distance at most: no two in-times of the reference are as near as the tolerance.
    single: bool,
}

impl<'v> Votes<'v> {
    fn new(params: &'v Params, reference: &'v [i64]) -> Self {
        let single = reference.windows(2).all(|pair| match pair {
            [a, b] => b - a > params.tolerance_ms,
            _ => true,
        });
        Self { params, reference, single }
    }

    /// The distance most of these in-times have from the reference, and how many have it. Of several with as many
    /// votes the smallest is taken.
    fn distance(&self, starts: &[i64]) -> Option<(i64, usize)> {
        // Where all agree on a small distance no other can have more votes, nor one beyond what was looked at be smaller.
        let near = self.params.tolerance_ms.saturating_mul(4);
        if self.single
            && near <= self.params.search_ms
            && let Some((median, votes)) = self.most(starts, near)
            && votes == starts.len()
            && median.abs() < near - self.params.tolerance_ms
        {
            return Some((median, votes));
        }
        self.most(starts, self.params.search_ms)
    }

    /// The same among the distances up to a limit.
    fn most(&self, starts: &[i64], limit: i64) -> Option<(i64, usize)> {
        let mut all: Vec<i64> = Vec::new();
        for start in starts {
            let middle = self.reference.partition_point(|r| r < start);
            let (before, behind) = self.reference.split_at(middle);
            let before = before.iter().rev().take(NEAREST).map(|r| start - r);
            let behind = behind.iter().take(NEAREST).map(|r| start - r);
            all.extend(before.take_while(|d| *d <= limit));
            all.extend(behind.take_while(|d| *d >= -limit));
        }
        all.sort_unstable();
        let mut from = 0;
        let mut best: Option<(usize, i64, i64)> = None;
        for (to, last) in all.iter().enumerate() {
            while all.get(from).is_some_and(|first| last - first > self.params.tolerance_ms) {
                from += 1;
            }
            let votes = to + 1 - from;
            let median = all.get(from + (to - from) / 2).copied().unwrap_or(0);
            if best.is_none_or(|(n, size, _)| votes > n || votes == n && median.abs() < size) {
                best = Some((votes, median.abs(), median));
            }
        }
        best.map(|(votes, _, median)| (median, votes))
    }

    /// Each stretch with its distance; `None` where too few cues agree.
    fn stretches(&self, starts: &[i64]) -> Vec<(usize, Option<i64>)> {
        let window = self.params.window.max(1);
        let mut out = Vec::new();
        let mut at = 0;
        while at < starts.len() {
            // The rest of a track is looked at together with what stands before it.
            let last = at + window >= starts.len();
            let begin = if last { starts.len().saturating_sub(window) } else { at };
            let part = starts.get(begin..(begin + window).min(starts.len())).unwrap_or_default();
            let agreed = self.distance(part).filter(|(_, votes)| votes * 2 > part.len()).map(|(d, _)| d);
            out.push((at, agreed));
            at += window;
        }
        out
    }

    /// The places from which on the distance is too large, or another one that is.
    fn places(&self, starts: &[i64], stretches: Vec<(usize, Option<i64>)>) -> Vec<(usize, i64)> {
        let far = |d: i64| d.abs() > self.params.max_ms;
        let mut out = Vec::new();
        let (mut now, mut behind) = (0i64, 0usize);
        for (at, distance) in stretches {
            let Some(distance) = distance else { continue };
            if (distance - now).abs() > self.params.max_ms || far(distance) != far(now) {
                if far(distance) {
                    let until = (at + self.params.window).min(starts.len());
                    out.push((self.turn(starts, behind..until, now, distance), distance));
                }
                now = distance;
            }
            behind = at;
        }
        out
    }

    /// The cue from which on the new distance fits better than the old one.
    fn turn(&self, starts: &[i64], range: std::ops::Range<usize>, old: i64, new: i64) -> usize {
        let fits = |start: i64, distance: i64| {
            let want = start - distance;
            let at = self.reference.partition_point(|r| *r < want - self.params.tolerance_ms);
            self.reference.get(at).is_some_and(|r| *r <= want + self.params.tolerance_ms)
        };
        // Before the turn cues fit the old distance, behind it the new one.
        let (mut best, mut at_best, mut score) = (0i64, range.start, 0i64);
        for at in range.clone() {
            let Some(start) = starts.get(at) else { break };
            score += i64::from(fits(*start, old)) - i64::from(fits(*start, new));
            if score > best {
                (best, at_best) = (score, at + 1);
            }
        }
        at_best.min(range.end.saturating_sub(1))
    }

    /// The frame rates whose ratio brings the track onto the reference, where its own speed does not.
    fn other_speed(&self, cues: &[TimedCue], own: &[(usize, Option<i64>)]) -> Option<(FrameRate, FrameRate)> {
        let steady = |stretches: &[(usize, Option<i64>)]| {
            let agreed: Vec<i64> = stretches.iter().filter_map(|(_, d)| *d).collect();
            let spread = agreed.iter().max().zip(agreed.iter().min()).map_or(i64::MAX, |(a, b)| a - b);
            // All stretches agree, and on one distance.
            agreed.len() * 4 >= stretches.len() * 3 && spread <= self.params.max_ms
        };
        if cues.len() < self.params.window * 2 || steady(own) {
            return None;
        }
        const RATES: [FrameRate; 3] = [FrameRate::F24, FrameRate::F23_976, FrameRate::F25];
        let pairs = RATES.iter().flat_map(|from| RATES.iter().map(move |to| (*from, *to)));
        let mut pairs = pairs.filter(|(from, to)| Speed::between(*from, *to) != Speed::ONE);
        pairs.find(|(from, to)| {
            let map = TimeMap::rate(*from, *to);
            let moved = cues.iter().map(|cue| map.apply(cue.start).map_or(0, Time::to_millis));
            steady(&self.stretches(&moved.collect::<Vec<_>>()))
        })
    }
}

#[cfg(test)]
mod tests;
