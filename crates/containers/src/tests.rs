//! Whole files, built here: see `tests/`.

#![allow(clippy::disallowed_methods, reason = "tests read fixtures and hold a watch")]

mod build;
mod hostile;
mod matroska;
mod mp4;
mod oracle;
