//! Rules about what cues say and how it is laid out.

pub(super) mod empty_cue;
pub(super) mod line_too_long;
pub(super) mod markup;
pub(super) mod mixed_script;
pub(super) mod stray_space;
pub(super) mod too_many_lines;
