//! Words that both the reader and the writer know.

use crate::model::TextAlign;

/// What the ways to align lines are called.
pub(super) const TEXT: [(&str, TextAlign); 5] = [
    ("start", TextAlign::Start),
    ("centre", TextAlign::Centre),
    ("end", TextAlign::End),
    ("left", TextAlign::Left),
    ("right", TextAlign::Right),
];
