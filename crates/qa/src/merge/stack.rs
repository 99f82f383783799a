//! One track of several: each group becomes one cue, one language above the other.

use super::arrange::arrange;
use super::floor::{self, is_brief};
use super::link::Extent;
use super::loss::{self, loss};
use super::times::Slot;
use super::{
    Budget, Group, Input, Loss, LossKind, Merged, MergedCue, MergedLine, MergedRun, StackOptions, text, wrap,
};
use tregua_parse::model::Style;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

const TICKS_PER_MS: i64 = TICKS_PER_SECOND / 1000;

/// What stands for "at the bottom, in the middle" where a cue names no position.
const DEFAULT_ALIGN: u8 = 2;

/// Makes one cue of every group, in the order of in-times.
///
/// A group without readable times goes to the group behind it. The out-time of a cue is cut back where only
/// the union of its members made it overlap the next; an overlap that one of the tracks has itself stays.
/// A group that would be left with too little time to be read goes to the neighbour it overlaps longest.
/// Indices that name no cue are passed over.
#[must_use]
pub fn stack<'t>(inputs: &[Input<'t>], groups: &[Group], options: &StackOptions) -> Merged<'t> {
    let mut slots = slots(inputs, groups, options);
    slots.sort_by_key(|slot| slot.sources().map_or(slot.start, |sources| sources.start));
    let slots = floor::settle(arrange(slots), options.min_gap.ticks());
    let mut losses = loss::of_tracks(inputs);
    let cues = slots.into_iter().map(|slot| build(inputs, slot, options, &mut losses)).collect();
    losses.sort_by_key(|l| (l.input, l.cue, l.kind));
    Merged { languages: inputs.iter().map(|i| i.lang.clone()).collect(), cues, losses }
}

/// A slot for each timed group; what has no times joins the next, or the last, or makes one by itself.
fn slots(inputs: &[Input<'_>], groups: &[Group], options: &StackOptions) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::with_capacity(groups.len());
    let mut waiting: Vec<Vec<u32>> = vec![Vec::new(); inputs.len()];
    for group in groups {
        let mut members: Vec<Vec<u32>> = inputs
            .iter()
            .enumerate()
            .map(|(input, it)| {
                let list = group.members.get(input).map(Vec::as_slice).unwrap_or_default();
                list.iter().copied().filter(|cue| (*cue as usize) < it.track.cues.len()).collect()
            })
            .collect();
        let timed = members.iter().zip(inputs).any(|(list, input)| {
            list.iter().any(|cue| input.track.cues.get(*cue as usize).is_some_and(|c| c.times.is_some()))
        });
        if !timed {
            for (list, more) in waiting.iter_mut().zip(members) {
                list.extend(more);
            }
            continue;
        }
        for (list, before) in members.iter_mut().zip(&mut waiting) {
            list.splice(0..0, before.drain(..));
        }
        slots.push(Slot::new(inputs, members, options));
    }
    if waiting.iter().any(|list| !list.is_empty()) {
        match slots.last_mut() {
            Some(last) => {
                for (list, more) in last.members.iter_mut().zip(waiting) {
                    list.extend(more);
                }
            }
            None => slots.push(Slot::new(inputs, waiting, options)),
        }
    }
    slots
}

/// Makes the cue of a slot and reports what it could not hold.
fn build<'t>(
    inputs: &[Input<'t>],
    slot: Slot,
    options: &StackOptions,
    losses: &mut Vec<Loss>,
) -> MergedCue<'t> {
    let mut cue = MergedCue {
        start: Time::from_ticks(slot.start),
        end: Time::from_ticks(slot.end),
        align: None,
        lines: Vec::new(),
        members: Vec::new(),
    };
    let members = || slot.members.iter().map(Vec::len);
    let mut aligns: Vec<(usize, u32, Option<u8>)> = Vec::with_capacity(members().sum());
    let of_cue = |(input, id): (&Input<'_>, &u32)| {
        input.track.cues.get(*id as usize).map_or(0, |cue| input.track.lines_of(cue).len())
    };
    let all =
        inputs.iter().zip(&slot.members).flat_map(|(input, list)| list.iter().map(move |id| (input, id)));
    cue.lines.reserve(all.map(of_cue).sum());
    for (index, (input, list)) in inputs.iter().zip(&slot.members).enumerate() {
        let decoration = options.decorations.get(index).copied().unwrap_or_default();
        let from = cue.lines.len();
        for id in list {
            let Some(member) = input.track.cues.get(*id as usize) else { continue };
            let before = cue.lines.len();
            text::each_line(input.track, member, decoration, |runs| {
                cue.lines.push(MergedLine { input: index, cue: *id, separator: false, runs });
            });
            if cue.lines.len() > before {
                aligns.push((index, *id, member.align));
            }
            if member.times.is_none() {
                let detail = if slot.is_timed() {
                    "it has no readable times; its text was added to a neighbouring cue"
                } else {
                    "it has no readable times, and there is no cue that has; it stands at zero"
                };
                losses.push(loss(inputs, LossKind::Untimed, (index, *id), detail));
            }
        }
        if let Some(budget) = options.budgets.get(index).copied().flatten() {
            let own = cue.lines.split_off(from);
            cue.lines.extend(fitted(inputs, own, budget, losses));
        }
        let first = cue.lines.get(from).map(|line| line.cue).filter(|_| from > 0);
        if let (Some(id), Some(text)) = (first, &options.separator) {
            let runs = vec![MergedRun { text: text.clone().into(), style: Style::default() }];
            cue.lines.insert(from, MergedLine { input: index, cue: id, separator: true, runs });
        }
    }
    moved(inputs, &slot, losses);
    cue.align = align(inputs, &aligns, losses);
    cue.members = slot.members;
    cue
}

/// The lines of one language in no more than it may have.
fn fitted<'t>(
    inputs: &[Input<'_>],
    own: Vec<MergedLine<'t>>,
    budget: Budget,
    losses: &mut Vec<Loss>,
) -> Vec<MergedLine<'t>> {
    let Some((input, cue)) = own.first().map(|line| (line.input, line.cue)) else { return own };
    if own.len() <= usize::from(budget.lines.max(1)) {
        return own;
    }
    let lines: Vec<Vec<MergedRun<'_>>> = own.into_iter().map(|line| line.runs).collect();
    let lang = inputs.get(input).map(|input| input.lang.language());
    let (lines, longest) = wrap::wrap(&lines, budget.lines, lang);
    losses.extend(overlong(inputs, (input, cue), budget, longest));
    lines.into_iter().map(|runs| MergedLine { input, cue, separator: false, runs }).collect()
}

/// What to say of lines that were set anew and are too long.
pub(super) fn overlong(
    inputs: &[Input<'_>],
    cue: (usize, u32),
    budget: Budget,
    longest: u32,
) -> Option<Loss> {
    let lines = if budget.lines < 2 { "one line".to_owned() } else { format!("{} lines", budget.lines) };
    let detail = format!("in {lines} the longest has {longest} characters, {} are wanted", budget.width);
    (longest > budget.width).then(|| loss(inputs, LossKind::Overlong, cue, detail))
}

/// Reports the cues whose times were changed.
fn moved(inputs: &[Input<'_>], slot: &Slot, losses: &mut Vec<Loss>) {
    let shown = Extent::new(slot.start, slot.end);
    for (index, member) in slot.deciding() {
        let own = member.extent;
        let mut add = |kind, detail| losses.push(loss(inputs, kind, (index, member.cue), detail));
        if own.end > shown.end {
            let by = seconds(own.end.abs_diff(shown.end));
            add(LossKind::Trimmed, format!("its out-time is {by} earlier, where the next cue begins"));
        }
        if own.start < shown.start {
            let by = seconds(shown.start.abs_diff(own.start));
            add(LossKind::Delayed, format!("its in-time is {by} later, where the cue before it ends"));
        }
        if is_brief(shown.len(), own.len()) {
            let (part, whole) = (millis(shown.len()), millis(own.len()));
            add(LossKind::Flashed, format!("on screen for only {part} ms of its {whole} ms"));
        }
        let round = |edge: i64| edge % TICKS_PER_MS == 0;
        let start = own.start == shown.start && !round(own.start);
        let end = own.end == shown.end && !round(own.end);
        if start || end {
            let (first, last) = (Time::from_ticks(own.start), Time::from_ticks(own.end));
            let detail = match (start, end) {
                (true, true) => format!("its times were rounded to {first} and {last}"),
                (true, false) => format!("its in-time was rounded to {first}"),
                _ => format!("its out-time was rounded to {last}"),
            };
            add(LossKind::Rounded, detail + ": SubRip holds whole milliseconds");
        }
    }
    if let Some((index, id, other)) = slot.stood_in() {
        let other = inputs.get(other).map(|input| input.lang.to_string()).unwrap_or_default();
        let detail = format!("it lasts no time; the cue is shown at the times of {other}");
        losses.push(loss(inputs, LossKind::StoodIn, (index, id), detail));
    }
    if let Some((index, id)) = slot.overlap {
        let detail = "it overlaps a later cue of its own track; the overlap was kept";
        losses.push(loss(inputs, LossKind::Overlap, (index, id), detail));
    }
}

/// The position all agree on. Where they do not, there is none, and those that stood elsewhere are named.
fn align(inputs: &[Input<'_>], found: &[(usize, u32, Option<u8>)], losses: &mut Vec<Loss>) -> Option<u8> {
    let place = |align: Option<u8>| align.unwrap_or(DEFAULT_ALIGN);
    let first = place(found.first()?.2);
    if found.iter().all(|(.., align)| place(*align) == first) {
        return found.iter().find_map(|(.., align)| *align);
    }
    let second = found.iter().map(|(.., align)| place(*align)).find(|align| *align != first).unwrap_or(first);
    for (index, id, align) in found {
        let mine = place(*align);
        if mine != DEFAULT_ALIGN {
            let others = words(if mine == first { second } else { first });
            let detail = format!("its position {} was dropped, the others stand {others}", words(mine));
            losses.push(loss(inputs, LossKind::AlignDropped, (*index, *id), detail));
        }
    }
    None
}

/// A position of the numeric keypad in words.
fn words(align: u8) -> &'static str {
    match align {
        1 => "at the bottom left",
        3 => "at the bottom right",
        4 => "in the middle left",
        5 => "in the middle",
        6 => "in the middle right",
        7 => "at the top left",
        8 => "at the top",
        9 => "at the top right",
        _ => "at the bottom",
    }
}

/// Ticks as seconds with three digits.
fn seconds(ticks: u64) -> String {
    let ms = millis(ticks.into());
    format!("{}.{:03} s", ms / 1000, ms % 1000)
}

/// Ticks as milliseconds.
fn millis(ticks: i128) -> i64 {
    Time::from_ticks(i64::try_from(ticks).unwrap_or(i64::MAX)).to_millis()
}
