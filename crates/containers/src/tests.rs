//! Whole files, built here: see `tests/`.

mod build;
mod hostile;
mod matroska;
mod mp4;
