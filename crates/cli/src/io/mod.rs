//! Every file this program reads or writes goes through here; nothing else in it touches the disk, or the network.
//!
//! The promise: after any run, however it ended, each deliverable holds its old bytes or its new bytes. No target is
//! ever opened for writing. New bytes go to a temporary file beside the target, are given the target's mode, owner and
//! extended attributes, synced, read back, and swapped in; a set of tracks is swapped in all or none.
//!
//! * [`read`] reads a regular file and nothing else; [`read_for_rewrite`] also locks it and says early what forbids a rewrite.
//! * [`write_all`] writes a set of files, [`write_each`] many files each by itself, of which new ones wait for the disk together;
//!   nothing else writes files that are held. [`write_stdout`] is the only writer of the output stream.
//! * Objects in the cloud ([`is_remote`]) are read and written by the same calls, where the program was built with the feature
//!   `cloud`: one at a time, and only over the version that was read.
//! * [`Pieces`] reads a file that is too large to be held, [`Spool`] writes one; the same promises hold.
//! * [`shown`] is the only way a file name may reach a terminal.
//!
//! A signal while files are written puts the set back. A killed run leaves whole files and at most a temporary one for each of them that was in
//! hand, which [`is_own_temp`] and [`stale_temps`] recognise; such a file is never read as input.

mod access;
#[cfg(feature = "cloud")]
mod cloud;
#[cfg(not(feature = "cloud"))]
#[path = "no_cloud.rs"]
mod cloud;
mod each;
mod fault;
mod folder;
mod growing;
mod hold;
mod interrupt;
mod journal;
mod look;
mod meta;
mod name;
mod object;
mod pieces;
mod plan;
mod publish;
mod read;
mod remote;
mod spool;
mod stamp;
mod store;
mod stream;
mod target;
mod temp;
#[cfg(test)]
mod tests;
mod trace;
mod veil;
mod write;

pub use each::{One, write_each};
pub use fault::{Fault, FaultKind, is_interrupted, reason};
pub use folder::{list, make_folder};
pub use interrupt::{came as interrupted, watch as watch_signals};
pub use journal::{Journal, Progress};
pub use look::{head, identity, same_file, version};
pub use name::{is_own_temp, shown, stale_temps};
pub use object::{Listed, Listing, is_there, limit, list_objects, size_of};
pub use pieces::{Pieces, was_changed};
pub use read::{Input, Opened, open_film, read, read_for_rewrite, read_if_there, read_set_for_rewrite};
pub use remote::{Remote, is_pattern, is_prefix, is_remote, is_web, way};
pub use spool::{Spool, finish_all};
pub use stamp::Stamp;
pub use store::{Key, Store, key, seed};
pub use stream::{STDOUT, Sent, write_stdout, write_to};
pub use target::{Output, Target};
pub use trace::{Trace, looked_for, traced};
pub use veil::veil;
pub use write::{Outcome, Written, go_on, write_all};

/// Lets this process open as many files as the system allows it, as a set of tracks is held open while it is written.
pub fn more_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current != maximum {
        // Where the system says no, the old limit holds.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    }
}

/// How many files this process may have open at once.
#[must_use]
pub fn files_at_once() -> usize {
    use rustix::process::{Resource, getrlimit};
    let limit = getrlimit(Resource::Nofile).current;
    limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX))
}

/// Lets the allocator keep what large lists give back. One of this size that is given back tells glibc's that such lists
/// come and go, so that it asks the system for the next ones once and not each time: a quarter of the system's time is
/// left in a catalogue, and of a merge's or a diff's page faults a fifth are gone. Elsewhere it does nothing.
pub fn settle_memory() {
    // Larger than anything that is made of a feature's track; never touched, so never there.
    const LARGE: usize = 4 << 20;
    room_for(LARGE);
    // From now on such a list comes out of the heap, which has room for the next ones when it goes.
    room_for(LARGE / 4 * 3);
}

/// Asks for so many bytes and gives them back. Where there are none, it does without.
fn room_for(bytes: usize) {
    let mut list = Vec::<u8>::new();
    let _ = list.try_reserve_exact(bytes);
    drop(std::hint::black_box(list));
}
