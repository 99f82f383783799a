//! A cue of theirs, spelt with other times, another counter, other words.

use super::block::{Part, Version, lf};
use super::motion::Times;
use tregua_parse::base::Span;
use tregua_parse::syntax::SlotId;
use tregua_parse::time::Time;

/// What a cue is spelt with instead of its own.
#[derive(Default)]
pub(super) struct With<'w> {
    pub(super) number: Option<&'w str>,
    pub(super) times: Times,
    pub(super) words: Option<&'w str>,
    /// Put before and behind the words.
    pub(super) wrap: (String, String),
}

/// The cue's region with LF line ends; `None` where its times cannot be spelt.
pub(super) fn spell(version: &Version<'_, '_>, cue: usize, with: &With<'_>) -> Option<String> {
    let block = version.block(cue)?;
    let source = version.text();
    let mut out = String::new();
    for (at, (part, span)) in block.parts.iter().enumerate() {
        out.push_str(&lf(block.around.get(at)?.of(source)));
        match part {
            Part::Number => match with.number {
                Some(number) => out.push_str(number),
                None => out.push_str(span.of(source)),
            },
            Part::Start => out.push_str(&stamp(version, block.node.start, with.times.0, cue, with)?),
            Part::End => out.push_str(&stamp(version, block.node.end, with.times.1, cue, with)?),
            Part::Text => {
                let own = match with.words {
                    Some(words) => words.to_owned(),
                    None => words(version, cue, with.times.0),
                };
                let (before, behind) = &with.wrap;
                // Text that is put where none stands begins a line of its own.
                let ends = out.ends_with('\n')
                    || !span.is_empty()
                    || (before.is_empty() && behind.is_empty() && own.is_empty());
                if !ends && matches!(source.as_bytes().get(span.start as usize), None | Some(b'\n' | b'\r')) {
                    out.push('\n');
                }
                out.push_str(before);
                out.push_str(&own);
                out.push_str(behind);
            }
        }
    }
    out.push_str(&lf(block.around.last()?.of(source)));
    Some(out)
}

/// A time in the spelling of its slot.
fn stamp(
    version: &Version<'_, '_>,
    id: SlotId,
    time: Option<Time>,
    cue: usize,
    with: &With<'_>,
) -> Option<String> {
    let document = version.document;
    let slot = document.slots.get(id.index()?)?;
    let Some(time) =
        time.filter(|time| *time != slot.time || Some(id) != version.block(cue).map(|it| it.node.start))
    else {
        return Some(slot.span.of(version.text()).to_owned());
    };
    let number = match document.base_of(slot) {
        None => time,
        Some(base) => {
            let own = version.block(cue).is_some_and(|block| block.node.start == base.since);
            let since = match own {
                true => with.times.0,
                false => document.time(base.since),
            };
            time.checked_sub(since.unwrap_or(Time::ZERO))?.checked_sub(base.offset)?
        }
    };
    let old = slot.span.of(version.text());
    let unchanged = document.base_of(slot).is_none() && number == slot.time;
    if unchanged { Some(old.to_owned()) } else { document.respell(slot, number).map(|it| it.text) }
}

/// A cue's words with LF line ends, the times inside moved with the in-time.
pub(super) fn words(version: &Version<'_, '_>, cue: usize, start: Option<Time>) -> String {
    let Some(block) = version.block(cue) else { return String::new() };
    let source = version.text();
    let text = block.parts.iter().find(|part| part.0 == Part::Text).map_or(Span::default(), |part| part.1);
    let by = match (start, version.times(cue).0) {
        (Some(new), Some(old)) => new.saturating_sub(old),
        _ => Time::ZERO,
    };
    let mut out = String::with_capacity(text.len());
    let mut at = text.start;
    for index in block.inner.iter().copied().filter(|index| by != Time::ZERO && version.is_absolute(*index)) {
        let Some(slot) = version.document.slots.get(index).filter(|slot| slot.span.start >= at) else {
            continue;
        };
        let offset = version.document.base_of(slot).map_or(Time::ZERO, |base| base.offset);
        let number = slot.time.checked_add(by).and_then(|time| time.checked_sub(offset));
        let Some(new) = number.and_then(|number| version.document.respell(slot, number)) else { continue };
        out.push_str(Span { start: at, end: slot.span.start }.of(source));
        out.push_str(&new.text);
        at = slot.span.end;
    }
    out.push_str(Span { start: at, end: text.end }.of(source));
    lf(&out)
}
