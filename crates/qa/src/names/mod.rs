//! Proper names: which a track holds, and which of one language is which of another.
//!
//! Spanish writes Carlos, Russian Карлос, Карлоса, Карлосу, and Kazakh Карлос, Карлостың, Карлосқа. Names are
//! compared by sound, endings aside; what a name is called in another language altogether (Alemania, Германия) is
//! learnt from the film itself.

#![deny(clippy::float_arithmetic)]

mod alike;
mod endings;
mod find;
mod sound;
mod table;

pub(crate) use alike::same_sound;
pub use alike::{Match, same_name};
pub use find::{Name, Names, Place, names};
pub use table::{Answer, Misfit, MisfitKind, NameTable, misfits};

#[cfg(test)]
mod tests;
