//! Objects in the cloud by `object_store`: read whole or not at all, written only over what was read, listed a page at a time.
//!
//! Each call waits on the thread that asks; one thread of its own speaks to the network. What fails for the moment (a server
//! that is busy, a connection that breaks) is asked again, a little later each time, for a minute at most.

mod fault;
mod get;
mod line;
mod list;
mod put;
mod stores;
mod web;

pub(super) use get::{read, size};
pub(super) use line::limit;
pub(super) use list::list;
pub(super) use put::{create, replace};

use object_store::{Attributes, ObjectMeta, UpdateVersion};

/// Which version of an object was read, and what it carries beside its bytes.
#[derive(Debug)]
pub(super) struct Version {
    of: UpdateVersion,
    /// Its type, its cache rules and its users' own attributes.
    attributes: Attributes,
}

impl Version {
    fn new(meta: &ObjectMeta, attributes: Attributes) -> Self {
        Self { of: UpdateVersion { e_tag: meta.e_tag.clone(), version: meta.version.clone() }, attributes }
    }

    /// Whether an object is this version still.
    fn is(&self, meta: &ObjectMeta) -> bool {
        let same = |ours: &Option<String>, now: &Option<String>| match (ours, now) {
            (Some(ours), Some(now)) => ours == now,
            _ => true,
        };
        same(&self.of.e_tag, &meta.e_tag) && same(&self.of.version, &meta.version)
    }

    /// Without either there is nothing to hold a write against.
    fn is_known(&self) -> bool {
        self.of.e_tag.is_some() || self.of.version.is_some()
    }
}
