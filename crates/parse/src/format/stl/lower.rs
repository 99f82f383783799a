//! From places to what a viewer reads.

use super::header::{self, Field, Header};
use super::lang::{self, Said};
use super::layout::{Aside, Layout};
use super::offsets::Offsets;
use super::place;
use super::text::Setter;
use crate::model::{Cue, Details, Loss, LossKind, Track};
use crate::syntax::Document;
use std::borrow::Cow;

/// Lowers an EBU STL document.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let raw = document.source.raw();
    let mut track = Track::default();
    if raw.len() < header::LEN {
        return track;
    }
    of_header(raw, &mut track);
    if document.cues.is_empty() {
        return track;
    }
    let (offsets, layout, header) = (Offsets::new(raw), Layout::read(raw), Header::read(raw));
    let mut setter = Setter::new(document.source.text(), &offsets, header);
    track.cues.reserve(document.cues.len());
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut double = false;
    for subtitle in &layout.subtitles {
        let blocks = layout.blocks_of(subtitle);
        if subtitle.comment {
            track.losses.push(Loss::track(LossKind::Comment, setter.plain(blocks)));
            continue;
        }
        let (Some(first), Some(node)) = (blocks.first(), document.cues.get(track.cues.len())) else {
            continue;
        };
        let (index, first_line) = (track.cues.len(), count(track.lines.len()));
        let seen = setter.set(blocks, count(index), &mut track);
        double |= seen.double;
        let (align, place) = place::of(*first, seen.extent, &header);
        let mut lose = |kind, what: &'static str| track.losses.push(Loss::cue(kind, index, what));
        if seen.effect {
            lose(LossKind::Effect, "flashing, hidden or mosaic signs, or letters of another width");
        }
        if matches!(first.cumulative(), 1..=3) {
            lose(LossKind::Effect, "it is a part of a cumulative set, whose lines appear one after another");
        }
        let details = (!place.is_plain()).then(|| Box::new(Details { place, ..Details::default() }));
        let lines = first_line..count(track.lines.len());
        track.cues.push(Cue { times: document.times(node), lines, align, details });
    }
    if double {
        track.losses.push(Loss::track(LossKind::Font, "letters of double height"));
    }
    let mut groups = layout.shown().filter_map(|subtitle| layout.blocks_of(subtitle).first());
    let group = groups.next().map(|block| block.group());
    if groups.any(|block| Some(block.group()) != group) {
        track.losses.push(Loss::track(LossKind::Metadata, "the subtitles stand in several groups"));
    }
    if layout.asides.iter().any(|(aside, _)| *aside == Aside::User) {
        track.losses.push(Loss::track(LossKind::Metadata, "blocks with the user\u{2019}s own data"));
    }
    // A document of another reader's making has cues of its own.
    track.cues.resize(document.cues.len(), Cue { times: None, lines: 0..0, align: None, details: None });
    track
}

/// Title, language, and what else the header says that the model does not hold.
fn of_header(raw: &[u8], track: &mut Track<'_>) {
    if let Said::Tag(tag) = lang::read(header::LC.of(raw)) {
        track.lang = Some(Cow::Borrowed(tag));
    }
    let title = [header::OPT, header::OET].into_iter().find(|field| !field.is_blank(raw));
    track.title = title.map(|field| Cow::Owned(field.text(raw)));
    let others: [(Field, &str); 10] = [
        (header::OET, "episode title"),
        (header::TPT, "translated title"),
        (header::TET, "translated episode title"),
        (header::TN, "translator"),
        (header::TCD, "the translator\u{2019}s address"),
        (header::SLR, "list reference"),
        (header::PUB, "publisher"),
        (header::EN, "editor"),
        (header::ECD, "the editor\u{2019}s address"),
        (header::UDA, "the user\u{2019}s own data"),
    ];
    for (field, name) in others {
        let is_title = title.is_some_and(|title| title.at == field.at);
        if !is_title && !field.is_blank(raw) {
            let what =
                if field.at == header::UDA.at { String::new() } else { format!(": {}", field.text(raw)) };
            track.losses.push(Loss::track(LossKind::Metadata, format!("{name}{what}")));
        }
    }
}
