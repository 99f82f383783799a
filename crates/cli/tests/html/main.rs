//! The HTML report, made by the program itself: what a parser finds in it, and what a browser shows of it.

mod browser;
mod hostile;
mod markup;
mod pages;
mod picture;
mod structure;
mod used;
