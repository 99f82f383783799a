//! Spelling: words that no dictionary, no list and no other track knows.
//!
//! The words of a track are read with their places ([`Spelling::look`]), held against a dictionary in Hunspell's form
//! that a front end hands over ([`Shelf`], [`Dictionary`]), the project's own words ([`WordList`]), names the track
//! itself shows to be names, and whatever else the caller knows. What is left is reported once, with all its places.

mod dictionary;
mod edits;
mod forms;
mod judge;
mod kazakh;
mod list;
mod look;
mod names;
mod normal;
mod russian;
mod spanish;
mod stripped;
mod suggest;
mod tokens;

#[cfg(feature = "spell")]
mod hunspell;

pub use dictionary::{Dictionary, NoShelf, Shelf};
pub use forms::Place;
#[cfg(feature = "spell")]
pub use hunspell::{DictionaryError, Hunspell};
pub use list::WordList;
pub use look::{Guess, Look, Spelling, Unknown};
pub use stripped::{Loss, Stripped, StrippedWord};
pub use suggest::Budget;

#[cfg(test)]
pub(crate) mod tests;
