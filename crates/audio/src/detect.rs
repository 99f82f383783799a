//! Which frames are speech.
//!
//! Two marks are added: how far each band stands above its own low mark of six seconds around it, and how much in the
//! spectrum is new. The first tells speech from silence and even noise, the second from held music. The bar between
//! speech and the rest is where the film's own marks part best (Otsu's method), so that nothing depends on how loud a
//! film is. Edges are then moved to the steepest rise and fall nearby, and beginnings back to the first soft sound.

use crate::Interval;
use crate::features::{BANDS, FRAMES, Frame, GROUPS};
use crate::running::{quantile, smooth};

/// Milliseconds of a frame.
const MILLIS: u64 = 1000 / FRAMES as u64;
/// Frames on each side of which a band's low mark is taken.
const AROUND: usize = 3 * FRAMES;
/// The quantile that is the low mark, per cent.
const LOW: usize = 15;
/// Half decibels by which chance alone stands above the low mark, and those beyond which more says no more.
const CHANCE: u8 = 10;
const MOST: u8 = 50;
/// Frames on each side over which marks are averaged: about a syllable.
const SYLLABLE: usize = 9;
/// The least bar, so that hiss in a silent film is no speech.
const LEAST_BAR: f32 = 2.5;
/// Pauses shorter than this are part of speech, in frames, and speech shorter than the other is none.
const PAUSE: usize = 22;
const SHORTEST: usize = 16;
/// Frames within which an edge is looked for, and those that are compared on each side.
const EDGE: usize = 14;
const SIDE: usize = 4;
/// Frames that a soft beginning may last, frames before it that tell the background, and the share of the rise by which it
/// must stand above that.
const SOFT: usize = 12;
const BEFORE: usize = 23;
const ABOVE: f32 = 0.15;

/// What was found.
pub(crate) struct Found {
    pub(crate) intervals: Vec<Interval>,
    pub(crate) coverage: u16,
    pub(crate) prominence: u16,
}

/// Finds speech in frames.
pub(crate) fn speech(frames: &[Frame]) -> Found {
    let (raw, soft) = marks(frames);
    let mark = smooth(&raw, SYLLABLE);
    let bar = bar(&mark).max(LEAST_BAR);
    let mut spans = spans(&mark, bar);
    for span in &mut spans {
        *span = (first(&soft, edge(&raw, span.0, 1.0)), edge(&raw, span.1, -1.0));
    }
    let intervals = intervals(&mark, bar, &spans);
    let spoken: u64 = intervals.iter().map(|interval| interval.end_ms - interval.start_ms).sum();
    let coverage = spoken.saturating_mul(1000) / (frames.len() as u64 * MILLIS).max(1);
    Found { intervals, coverage: coverage.min(1000) as u16, prominence: prominence(&mark, bar) }
}

/// How much each frame is like speech, by itself; and how loud it is above the low mark, with what chance gives.
fn marks(frames: &[Frame]) -> (Vec<f32>, Vec<f32>) {
    let mut sum = vec![0.0_f32; frames.len()];
    let mut soft = vec![0.0_f32; frames.len()];
    for band in 0..BANDS {
        let loud = || frames.iter().map(move |frame| frame.loud.get(band).copied().unwrap_or(0));
        let low = quantile(loud(), AROUND, LOW);
        for (((sum, soft), loud), low) in sum.iter_mut().zip(&mut soft).zip(loud()).zip(low) {
            *soft += f32::from(loud.saturating_sub(low).min(MOST)) / BANDS as f32;
            *sum += f32::from(loud.saturating_sub(low).saturating_sub(CHANCE).min(MOST)) / BANDS as f32;
        }
    }
    let news = || {
        frames.iter().map(|frame| {
            (frame.news.iter().map(|new| usize::from(*new)).sum::<usize>() / GROUPS).min(255) as u8
        })
    };
    let usual = quantile(news(), 8 * FRAMES, 30);
    for ((sum, new), usual) in sum.iter_mut().zip(news()).zip(usual) {
        *sum += f32::from(new.saturating_sub(usual));
    }
    (sum, soft)
}

/// The bar that parts the marks best into two kinds: the one with the greatest variance between them.
fn bar(marks: &[f32]) -> f32 {
    const STEPS: f32 = 4.0;
    let mut counts = [0_u64; 400];
    for mark in marks {
        if let Some(count) = counts.get_mut((mark * STEPS) as usize) {
            *count += 1;
        }
    }
    let weigh = |(at, count): (usize, &u64)| at as f64 * *count as f64;
    let (all, total) = (counts.iter().sum::<u64>() as f64, counts.iter().enumerate().map(weigh).sum::<f64>());
    let (mut low, mut low_sum, mut best) = (0.0, 0.0, (0.0, 0));
    for (at, count) in counts.iter().enumerate() {
        low += *count as f64;
        low_sum += weigh((at, count));
        let high = all - low;
        if low > 0.0 && high > 0.0 {
            let apart = low_sum / low - (total - low_sum) / high;
            let between = low * high * apart * apart;
            if between > best.0 {
                best = (between, at + 1);
            }
        }
    }
    best.1 as f32 / STEPS
}

/// Runs of frames above the bar: begun by what is clearly above it, and carried on down to two thirds.
fn spans(mark: &[f32], bar: f32) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for (at, mark) in mark.iter().copied().chain([0.0]).enumerate() {
        match &mut open {
            None if mark > bar * 0.66 => open = Some((at, mark > bar)),
            Some((_, is_speech)) if mark > bar * 0.66 => *is_speech |= mark > bar,
            Some((start, is_speech)) => {
                if *is_speech {
                    match spans.last_mut() {
                        Some(last) if *start - last.1 < PAUSE => last.1 = at,
                        _ => spans.push((*start, at)),
                    }
                }
                open = None;
            }
            None => {}
        }
    }
    spans.retain(|(start, end)| end - start >= SHORTEST);
    spans
}

/// The steepest rise (or fall, with -1) near a frame.
fn edge(raw: &[f32], near: usize, sign: f32) -> usize {
    let mean = |from: usize, to: usize| {
        let part = raw.get(from..to.min(raw.len())).unwrap_or_default();
        part.iter().sum::<f32>() / SIDE as f32
    };
    let steep = |at: usize| sign * (mean(at, at + SIDE) - mean(at.saturating_sub(SIDE), at));
    let range = near.saturating_sub(EDGE)..=near.saturating_add(EDGE).min(raw.len());
    range.max_by(|a, b| steep(*a).total_cmp(&steep(*b))).unwrap_or(near)
}

/// Where the sound begins whose steepest rise is at `steep`: back over what stands above the background before it. Most
/// sentences begin with a soft consonant, and in noise the steepest rise is that of the vowel 50 ms later.
fn first(soft: &[f32], steep: usize) -> usize {
    let part = |from: usize, to: usize| soft.get(from..to.min(soft.len())).unwrap_or_default();
    let mean = |part: &[f32]| part.iter().sum::<f32>() / part.len().max(1) as f32;
    let before = part(steep.saturating_sub(BEFORE + SOFT), steep.saturating_sub(SOFT));
    let base = mean(before);
    let square = |level: &f32| (level - base).powi(2);
    let spread = (before.iter().map(square).sum::<f32>() / before.len().max(1) as f32).sqrt();
    let rise = mean(part(steep, steep + SOFT)) - base;
    let bar = base + (rise * ABOVE).max(spread);
    let mut at = steep;
    while at > 1 && steep - at < SOFT && mean(part(at - 2, at + 1)) > bar {
        at -= 1;
    }
    at
}

fn intervals(mark: &[f32], bar: f32, spans: &[(usize, usize)]) -> Vec<Interval> {
    let mut intervals: Vec<Interval> = Vec::new();
    for &(start, end) in spans {
        let inside = mark.get(start..end).unwrap_or_default();
        let mean = inside.iter().sum::<f32>() / inside.len().max(1) as f32;
        let weight = (1000.0 * mean / (mean + bar)).clamp(1.0, 1000.0) as u16;
        let one = Interval { start_ms: start as u64 * MILLIS, end_ms: end as u64 * MILLIS, weight };
        // Edges that moved can meet; the later one gives way.
        let free = intervals.last().is_none_or(|last| last.end_ms < one.start_ms);
        if one.start_ms < one.end_ms && free {
            intervals.push(one);
        }
    }
    intervals
}

/// How far the two kinds are apart, in their own spreads: 0 for none, 500 for three, 1000 for very many.
fn prominence(mark: &[f32], bar: f32) -> u16 {
    let kind = |is_speech: bool| {
        let of = || mark.iter().filter(move |mark| (**mark > bar) == is_speech).map(|mark| f64::from(*mark));
        let count = of().count().max(1) as f64;
        let mean = of().sum::<f64>() / count;
        (of().count(), mean, (of().map(|mark| (mark - mean).powi(2)).sum::<f64>() / count).sqrt())
    };
    let ((rest, low, narrow), (speech, high, wide)) = (kind(false), kind(true));
    if rest == 0 || speech == 0 {
        return 0;
    }
    let apart = (high - low) / (narrow + wide).max(0.01);
    (1000.0 * apart / (apart + 3.0)).clamp(0.0, 1000.0) as u16
}
