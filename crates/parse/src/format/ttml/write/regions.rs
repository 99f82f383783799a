//! Which part of the screen a cue stands in.
//!
//! Cues without a finer place stand in one region for each third of the screen that is used, or one for each layer and
//! third, none of which touches another; left and right are a matter of alignment inside. A finer place is a region of
//! its own. IMSC has at most four regions on the screen at once, and none may touch another: where a finer place
//! would, its cue goes to its third, and that is a loss.

use super::dialect::Dialect;
use super::fine::{self, Rect};
use super::losses::Losses;
use crate::model::{Cue, LossKind, Place, Track, Vertical};
use crate::time::Time;
use std::collections::{HashMap, HashSet};

/// Where in a region its text begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Third {
    Top,
    Middle,
    Bottom,
}

impl Third {
    /// Of a place on a numeric keypad.
    pub(super) fn of(align: u8) -> Self {
        match align {
            7..=9 => Self::Top,
            4..=6 => Self::Middle,
            _ => Self::Bottom,
        }
    }

    /// `tts:displayAlign`.
    pub(super) fn display_align(self) -> &'static str {
        match self {
            Self::Top => "before",
            Self::Middle => "center",
            Self::Bottom => "after",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Middle => "middle",
            Self::Bottom => "bottom",
        }
    }
}

/// A part of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Region {
    pub(super) id: String,
    pub(super) rect: Rect,
    pub(super) display: &'static str,
    pub(super) vertical: Option<Vertical>,
    pub(super) lang: Option<String>,
}

/// All regions, and the one of each cue.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) regions: Vec<Region>,
    pub(super) of_cue: Vec<usize>,
}

/// A region by what puts cues into it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Key {
    Plain(Third, Option<u16>),
    Fine(Rect, u8, u8),
}

/// The place of a cue, or of its layer.
pub(super) fn align_of(track: &Track<'_>, cue: &Cue<'_>) -> u8 {
    let layer = layer_of(track, cue).and_then(|layer| track.layers.get(usize::from(layer)));
    let align = cue.align.or_else(|| layer.and_then(|layer| layer.align));
    align.filter(|align| (1..=9).contains(align)).unwrap_or(2)
}

fn layer_of(track: &Track<'_>, cue: &Cue<'_>) -> Option<u16> {
    let layer = cue.details.as_ref().and_then(|details| details.layer)?;
    (usize::from(layer) < track.layers.len()).then_some(layer)
}

/// Lays out all cues that have times.
pub(super) fn lay_out(
    track: &Track<'_>,
    dialect: Dialect,
    taken: &HashSet<String>,
    losses: &mut Losses,
) -> Layout {
    let third_of = |cue: &Cue<'_>| match Third::of(align_of(track, cue)) {
        Third::Middle if !dialect.has_middle() => Third::Bottom,
        third => third,
    };
    // A cue without times is not written, and needs no region.
    let timed = || track.cues.iter().filter(|cue| cue.times.is_some());
    let mut plain: Vec<(Third, Option<u16>)> =
        timed().map(|cue| (third_of(cue), layer_of(track, cue))).collect();
    plain.sort_unstable_by_key(|(third, layer)| (*third, layer.map_or(u32::MAX, u32::from)));
    plain.dedup();
    if plain.is_empty() {
        plain.push((Third::Bottom, None));
    }
    let most = dialect.most_regions();
    let mut floor = Floor { layout: Layout::default(), by_key: HashMap::new(), taken, most };
    floor.plain(track, &plain, dialect);
    floor.layout.of_cue = vec![0; track.cues.len()];

    let mut order: Vec<(Time, Time, usize)> = (track.cues.iter().enumerate())
        .filter_map(|(index, cue)| cue.times.map(|(start, end)| (start, end, index)))
        .collect();
    order.sort_unstable();
    // The regions on the screen, each with the time it is last needed.
    let mut shown: Vec<(usize, Time)> = Vec::new();
    for (start, end, index) in order {
        let Some(cue) = track.cues.get(index) else { continue };
        shown.retain(|(_, until)| *until > start);
        let own = floor.get(&Key::Plain(third_of(cue), layer_of(track, cue)));
        let fine = fine_of(track, cue, index, losses).filter(|(region, _)| !floor.is_like(region, own));
        let wanted = match fine {
            Some((region, key)) if dialect.has_fine_places() => floor.add(region, key),
            Some(_) => {
                losses.cue(LossKind::Position, index, "a finer position");
                own
            }
            None => own,
        };
        let region = match [wanted, own].into_iter().find(|region| floor.fits(*region, &shown)) {
            Some(region) => region,
            // What is in the way takes the cue in.
            None => shown
                .iter()
                .map(|(region, _)| *region)
                .find(|region| floor.touch(*region, own))
                .or(shown.first().map(|(region, _)| *region))
                .unwrap_or(own),
        };
        if region != wanted {
            losses.cue(
                LossKind::Position,
                index,
                "its region would touch another one shown at the same time",
            );
        }
        match shown.iter_mut().find(|(shown, _)| *shown == region) {
            Some((_, until)) => *until = (*until).max(end),
            None => shown.push((region, end)),
        }
        if let Some(slot) = floor.layout.of_cue.get_mut(index) {
            *slot = region;
        }
    }
    let mut layout = only_used(floor.layout, track);
    name_places(&mut layout.regions, taken);
    layout
}

/// Finer places are counted once it is known which are used.
fn name_places(regions: &mut [Region], taken: &HashSet<String>) {
    let mut ids: HashSet<String> = regions.iter().map(|region| region.id.clone()).collect();
    for (region, n) in regions.iter_mut().filter(|region| region.id.is_empty()).zip(1..) {
        region.id = format!("place{n}");
        while taken.contains(&region.id) || ids.contains(&region.id) {
            region.id.push_str("-x");
        }
        ids.insert(region.id.clone());
    }
}

/// Without the regions that no written cue stands in, but with one in any case.
fn only_used(layout: Layout, track: &Track<'_>) -> Layout {
    let written = layout.of_cue.iter().zip(&track.cues).filter(|(_, cue)| cue.times.is_some());
    let used: HashSet<usize> = written.map(|(at, _)| *at).collect();
    let mut place = HashMap::new();
    let mut regions = Vec::new();
    for (at, region) in layout.regions.into_iter().enumerate() {
        if used.contains(&at) || used.is_empty() && at == 0 {
            place.insert(at, regions.len());
            regions.push(region);
        }
    }
    let of_cue = layout.of_cue.iter().map(|at| place.get(at).copied().unwrap_or(0)).collect();
    Layout { regions, of_cue }
}

/// The region of a finer place, where the cue has one.
fn fine_of(track: &Track<'_>, cue: &Cue<'_>, index: usize, losses: &mut Losses) -> Option<(Region, Key)> {
    let place = cue.details.as_ref().map(|details| details.place)?;
    let boxed = Place { text: None, ..place };
    if boxed.is_plain() {
        return None;
    }
    let align = align_of(track, cue);
    let Some((rect, exact)) = fine::rect(&place, align) else {
        losses.cue(LossKind::Position, index, "a row that depends on the size of the letters");
        return None;
    };
    if !exact {
        losses.cue(LossKind::Position, index, "a place outside the picture");
    }
    let display = match place.vertical {
        None => Third::of(align).display_align(),
        Some(vertical) => fine::display_align(vertical, align),
    };
    let columns = match place.vertical {
        None => 0,
        Some(Vertical::RightToLeft) => 1,
        Some(Vertical::LeftToRight) => 2,
    };
    let side = match display {
        "before" => 0,
        "center" => 1,
        _ => 2,
    };
    let region = Region { id: String::new(), rect, display, vertical: place.vertical, lang: None };
    Some((region, Key::Fine(rect, side, columns)))
}

/// The regions while they are laid out.
struct Floor<'t> {
    layout: Layout,
    by_key: HashMap<Key, usize>,
    taken: &'t HashSet<String>,
    most: usize,
}

impl Floor<'_> {
    fn get(&self, key: &Key) -> usize {
        self.by_key.get(key).copied().unwrap_or(0)
    }

    fn add(&mut self, region: Region, key: Key) -> usize {
        let next = self.layout.regions.len();
        let at = *self.by_key.entry(key).or_insert(next);
        if at == next {
            self.layout.regions.push(region);
        }
        at
    }

    /// One region for each third in use, or for each layer and third: from top to bottom in the order of the layers.
    fn plain(&mut self, track: &Track<'_>, keys: &[(Third, Option<u16>)], dialect: Dialect) {
        let middle = keys.iter().any(|(third, _)| *third == Third::Middle);
        for group in keys.chunk_by(|a, b| a.0 == b.0) {
            let Some((third, _)) = group.first() else { continue };
            let strip = fine::strip(*third, middle, dialect == Dialect::Itt);
            for (nth, (_, number)) in group.iter().enumerate() {
                let layer = number.and_then(|layer| track.layers.get(usize::from(layer)));
                let own = layer.and_then(|layer| layer.align).unwrap_or(2);
                let id = match layer {
                    None => third.name().to_owned(),
                    Some(layer) if Third::of(own) == *third => layer.name.clone(),
                    Some(layer) => format!("{}-{}", layer.name, third.name()),
                };
                let region = Region {
                    id: self.unique(id),
                    rect: strip.part(nth, group.len()),
                    display: third.display_align(),
                    vertical: None,
                    lang: layer.and_then(|layer| layer.lang.clone()),
                };
                self.add(region, Key::Plain(*third, *number));
            }
        }
    }

    /// An id nothing else has.
    fn unique(&self, id: String) -> String {
        let is_taken =
            |id: &str| self.taken.contains(id) || self.layout.regions.iter().any(|region| region.id == id);
        let mut id = if crate::format::write::xml::is_id(&id) { id } else { "region".to_owned() };
        while is_taken(&id) {
            id.push_str("-x");
        }
        id
    }

    /// Whether a region is where another one is.
    fn is_like(&self, region: &Region, other: usize) -> bool {
        self.layout.regions.get(other).is_some_and(|other| {
            (region.rect, region.display, region.vertical) == (other.rect, other.display, other.vertical)
        })
    }

    fn touch(&self, a: usize, b: usize) -> bool {
        match (self.layout.regions.get(a), self.layout.regions.get(b)) {
            (Some(a), Some(b)) => a.rect.touches(b.rect),
            _ => false,
        }
    }

    /// Whether a region may be shown with others.
    fn fits(&self, region: usize, shown: &[(usize, Time)]) -> bool {
        let free = || shown.len() < self.most && !shown.iter().any(|(other, _)| self.touch(*other, region));
        shown.iter().any(|(other, _)| *other == region) || free()
    }
}
