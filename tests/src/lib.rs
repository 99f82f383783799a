//! What the tests of the workspace share.

pub mod corpus;
pub mod mutate;
pub mod spelling;
