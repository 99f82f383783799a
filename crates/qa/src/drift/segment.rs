//! Stretches of one distance each, found by dynamic programming over the medians of short blocks.

/// Blocks a track is divided into: the search grows with their third power, and they hold fifteen cues of a feature.
const BLOCKS: usize = 128;
/// How many cues that do not fit one stretch more is worth.
const PRICE: i64 = 6;

/// A stretch: the places of its first and behind its last pair, and its distance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Segment {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) by: i64,
}

/// The stretches of a row of distances and what they cost: what sticks out of them, each no more than `cap`, and a
/// price for every stretch.
pub(super) fn segments(distances: &[i64], cap: i64) -> (Vec<Segment>, i64) {
    let count = distances.len().min(BLOCKS);
    // Blocks of one size, or of two that differ by one pair.
    let border = |block: usize| block * distances.len() / count.max(1);
    let block = |at: usize| centre(distances, border(at), border(at + 1));
    let blocks: Vec<i64> = (0..count).map(block).collect();
    let size = distances.len().div_ceil(count.max(1));
    let price = cap.saturating_mul(PRICE);
    let weight = i64::try_from(size).unwrap_or(1);
    if let Some(flat) = flat(distances, &blocks, cap) {
        return flat;
    }
    // The best way up to each block: what it costs, and where its last stretch begins.
    let mut best: Vec<(i64, usize)> = vec![(i64::MAX, 0); blocks.len() + 1];
    if let Some(first) = best.first_mut() {
        first.0 = 0;
    }
    let mut sorted: Vec<i64> = Vec::with_capacity(blocks.len());
    for from in 0..blocks.len() {
        let Some((before, _)) = best.get(from).copied() else { continue };
        sorted.clear();
        for (to, block) in blocks.iter().enumerate().skip(from) {
            let at = sorted.partition_point(|other| other < block);
            sorted.insert(at, *block);
            let centre = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
            let cost = out_of(&sorted, centre, cap).saturating_mul(weight);
            let total = before.saturating_add(cost).saturating_add(price);
            if let Some(slot) = best.get_mut(to + 1).filter(|slot| total < slot.0) {
                *slot = (total, from);
            }
        }
    }
    let mut out = Vec::new();
    let mut end = blocks.len();
    while end > 0 {
        let from = best.get(end).map_or(0, |(_, from)| *from).min(end - 1);
        let (first, last) = (border(from), border(end));
        out.push(Segment { from: first, to: last, by: centre(distances, first, last) });
        end = from;
    }
    out.reverse();
    refine(distances, &mut out, size, cap);
    let cost = out.iter().map(|s| out_of(distances.get(s.from..s.to).unwrap_or_default(), s.by, cap));
    let cost = cost.fold(0i64, i64::saturating_add);
    let count = i64::try_from(out.len()).unwrap_or(i64::MAX);
    (out, cost.saturating_add(price.saturating_mul(count)))
}

/// One stretch, where every block is near the middle of all: most tracks are in sync, and need no search.
fn flat(distances: &[i64], blocks: &[i64], cap: i64) -> Option<(Vec<Segment>, i64)> {
    let by = centre(distances, 0, distances.len());
    let near = |d: &i64| d.saturating_sub(by).saturating_abs() <= cap / 3;
    let cost = out_of(distances, by, cap).saturating_add(cap.saturating_mul(PRICE));
    blocks.iter().all(near).then(|| (vec![Segment { from: 0, to: distances.len(), by }], cost))
}

/// Moves every border to the pair from which on the later distance fits better.
fn refine(distances: &[i64], segments: &mut [Segment], size: usize, cap: i64) {
    for at in 1..segments.len() {
        let Some([before, after]) = segments.get_mut(at - 1..=at) else { continue };
        let from = before.to.saturating_sub(size).max(before.from);
        let to = (before.to + size).min(after.to);
        // What it would cost to leave the pairs so far to the earlier stretch, over leaving them to the later.
        let (mut sum, mut least, mut border) = (0i64, 0i64, from);
        for (place, distance) in distances.iter().enumerate().take(to).skip(from) {
            let out = |by: i64| distance.saturating_sub(by).saturating_abs().min(cap);
            sum = sum.saturating_add(out(before.by)).saturating_sub(out(after.by));
            if sum <= least {
                (least, border) = (sum, place + 1);
            }
        }
        // Each keeps a pair at least.
        let border = border.clamp(before.from + 1, after.to.max(before.from + 2) - 1);
        (before.to, after.from) = (border, border);
    }
    for segment in segments {
        segment.by = centre(distances, segment.from, segment.to);
    }
}

fn centre(distances: &[i64], from: usize, to: usize) -> i64 {
    median(&mut distances.get(from..to).unwrap_or_default().to_vec())
}

/// How far all are from `centre`, each counting no more than `cap`.
fn out_of(distances: &[i64], centre: i64, cap: i64) -> i64 {
    let out = |d: &i64| d.saturating_sub(centre).saturating_abs().min(cap);
    distances.iter().map(out).fold(0, i64::saturating_add)
}

/// The middle value, the upper of two; zero of none.
pub(super) fn median(values: &mut [i64]) -> i64 {
    let middle = values.len() / 2;
    if values.is_empty() { 0 } else { *values.select_nth_unstable(middle).1 }
}
