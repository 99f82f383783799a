//! Proofs.

mod exhaustive;
