//! What stands in for the cloud where the program was built without it: a name of an object is told for what it is.

use super::fault::{Fault, FaultKind};
use super::object::Listing;
use super::remote::Remote;
use super::write::Outcome;
use std::path::Path;
use std::time::Duration;

/// No object was ever read.
#[derive(Debug)]
pub(super) enum Version {}

fn missing(path: &Path) -> Fault {
    let text = "is not on this machine, and this program was built without the feature `cloud`; build it with \
                --features cloud, or copy it to a file first";
    Fault::about(FaultKind::NotRegular, path, text)
}

pub(super) fn read(_: &Remote, path: &Path, _: u64) -> Result<(Vec<u8>, Version), Fault> {
    Err(missing(path))
}

pub(super) fn size(_: &Remote, path: &Path) -> Result<Option<u64>, Fault> {
    Err(missing(path))
}

pub(super) fn replace(_: &Remote, _: &Path, version: &Version, _: &[u8]) -> Result<(), Fault> {
    match *version {}
}

pub(super) fn create(_: &Remote, path: &Path, _: bool, _: &[u8]) -> Result<Outcome, Fault> {
    Err(missing(path))
}

pub(super) fn list(_: Remote, path: &Path) -> Result<Listing, Fault> {
    Err(missing(path))
}

pub(super) fn limit(_: Option<Duration>) {}
