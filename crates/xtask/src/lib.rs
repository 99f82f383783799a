//! Chores of this workspace that want a program: `cargo xtask <chore>`. A library too, so that tests can ask
//! whether what a chore wrote is still what it would write.

pub mod alignment;
pub mod feature;
pub mod fuzz;
pub mod growth;
pub mod shots;

use std::path::{Path, PathBuf};

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
