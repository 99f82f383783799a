//! lib

pub mod corpus;
