//! The HTML report and the pages of comparisons, made by the program itself: what a parser finds in it, and what a browser shows of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test")]

mod beside;
mod browser;
mod hostile;
mod language;
mod markup;
mod pages;
mod picture;
mod structure;
mod used;
