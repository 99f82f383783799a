//! What the tests of the workspace share.

pub mod corpus;
pub mod formats;
pub mod fuzz;
pub mod mutate;
pub mod spelling;
