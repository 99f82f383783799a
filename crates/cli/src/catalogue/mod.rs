//! Runs over catalogues: folders, patterns and lists of files, worked on side by side and told in one order, however many
//! there are and however long each takes.

mod find;
mod named;
mod names;
mod objects;
mod ordered;
mod packets;
mod place;
mod progress;
mod run;
mod turn;
mod unfound;

pub(crate) use find::{Item, Passed};
pub(crate) use named::Named;
pub(crate) use names::is_ambiguous;
pub(crate) use packets::FULL;
pub(crate) use place::{Places, below, make_room};
pub(crate) use progress::Progress;
pub(crate) use run::{Run, Step};
pub(crate) use turn::{Clock, Room};
pub(crate) use unfound::Unfound;

use crate::args::Batch;
use crate::render;
use std::num::NonZeroUsize;

/// Files that are worked on at once.
pub(crate) fn jobs(args: &Batch) -> usize {
    let own = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    args.jobs.map_or_else(own, NonZeroUsize::get)
}

/// Says what a search came past, where it did.
pub(crate) fn tell_passed(passed: Passed) {
    let Passed { others, links, repeated, leftovers } = passed;
    let mut list = Vec::new();
    if others > 0 {
        list.push(format!("{} that {} no subtitles", render::count(others, "file"), hold(others)));
    }
    if links > 0 {
        list.push(format!("{} (--follow-links follows them)", render::count(links, "link")));
    }
    if repeated > 0 {
        list.push(format!("{} found before", render::count(repeated, "file")));
    }
    if !list.is_empty() {
        render::note(&format!("passed over: {}", list.join(", ")));
    }
    if leftovers > 0 {
        let files = render::count(leftovers, "temporary file");
        render::message(
            "warning",
            &format!("interrupted runs left {files} behind (.tregua-*); they can be removed"),
        );
    }
}

fn hold(n: usize) -> &'static str {
    if n == 1 { "holds" } else { "hold" }
}
