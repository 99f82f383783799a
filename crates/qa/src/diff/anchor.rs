//! Cues that are surely one another: the longest chain of unique equal ones that keeps its order.

use super::side::Side;
use std::collections::HashMap;
use std::hash::Hash;

/// Pairs of indices, rising on both sides.
pub(super) fn anchors(a: &Side, b: &Side) -> Vec<(u32, u32)> {
    // A repeated "No." is told from the others by its time, a moved cue by its words.
    let timed = |side: &Side, at: usize| side.time(at).map(|time| time.0);
    let exact = unique(a, b, |side, at| Some((key(side.text(at)), timed(side, at)?)));
    let words = unique(a, b, |side, at| Some(key(side.text(at))).filter(|text| !text.is_empty()));
    let mut pairs: Vec<(u32, u32)> = exact
        .into_iter()
        .zip(words)
        .enumerate()
        .filter_map(|(i, (exact, words))| Some((u32::try_from(i).ok()?, exact.or(words)?)))
        .collect();
    // Two old cues may point at one new one by different keys; the chain takes one of them.
    pairs.dedup();
    longest_chain(&pairs)
}

/// A text, whatever its line breaks.
fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// For each cue of `a` the cue of `b` with the same key, where both tracks have that key once.
fn unique<K: Hash + Eq>(a: &Side, b: &Side, key: impl Fn(&Side, usize) -> Option<K>) -> Vec<Option<u32>> {
    /// How often a key was seen, and where last.
    type Seen = (u32, u32);
    let mut of_b: HashMap<K, Seen> = HashMap::with_capacity(b.len());
    for at in 0..b.len() {
        if let (Some(key), Ok(here)) = (key(b, at), u32::try_from(at)) {
            let seen = of_b.entry(key).or_insert((0, here));
            *seen = (seen.0.saturating_add(1), here);
        }
    }
    let mut of_a: HashMap<K, Seen> = HashMap::with_capacity(a.len());
    for at in 0..a.len() {
        if let (Some(key), Ok(here)) = (key(a, at), u32::try_from(at)) {
            let seen = of_a.entry(key).or_insert((0, here));
            *seen = (seen.0.saturating_add(1), here);
        }
    }
    let mut out = vec![None; a.len()];
    for (key, (times, at)) in &of_a {
        let other = of_b.get(key).filter(|(seen, _)| *seen == 1 && *times == 1);
        if let (Some((_, there)), Some(slot)) = (other, out.get_mut(*at as usize)) {
            *slot = Some(*there);
        }
    }
    out
}

/// The longest subsequence that rises on the right; the left rises already.
pub(super) fn longest_chain(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // For each length, the pair that ends the chain of that length with the least right side.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let right = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let len = ends.partition_point(|end| right(*end) < pair.1);
        before.push(len.checked_sub(1).and_then(|it| ends.get(it)).copied());
        match ends.get_mut(len) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(here) = at {
        chain.extend(pairs.get(here));
        at = before.get(here).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Gives, for an in-time, the cue that has it; of several at one time the first the first time, and so on.
pub(super) fn in_turn(mut starts: Vec<(i64, u32)>) -> impl FnMut(i64) -> Option<u32> {
    starts.sort_unstable();
    let mut next: HashMap<i64, usize> = HashMap::with_capacity(starts.len());
    for (at, (start, _)) in starts.iter().enumerate() {
        next.entry(*start).or_insert(at);
    }
    move |start| {
        let at = next.get_mut(&start)?;
        let (_, cue) = starts.get(*at).filter(|it| it.0 == start)?;
        *at = at.saturating_add(1);
        Some(*cue)
    }
}
