//! Rules about what cues say and how it is laid out.

pub(super) mod all_caps;
pub(super) mod control_character;
pub(super) mod credit_or_address;
pub(super) mod decomposed_letter;
pub(super) mod empty_cue;
pub(super) mod glyph;
pub(super) mod line_too_long;
pub(super) mod markup;
pub(super) mod mixed_script;
pub(super) mod mojibake;
pub(super) mod repeated;
pub(super) mod replacement_character;
pub(super) mod sdh_mark;
pub(super) mod stray_space;
pub(super) mod too_many_lines;
