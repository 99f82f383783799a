//! What the four forms look like.
