//! Rules about what cues say and how it is laid out.

pub(super) mod all_caps;
pub(super) mod apostrophe;
pub(super) mod control_character;
pub(super) mod credit_or_address;
pub(super) mod decomposed_letter;
pub(super) mod dialogue_dash;
pub(super) mod ellipsis;
pub(super) mod empty_cue;
pub(super) mod glyph;
pub(super) mod line_shape;
pub(super) mod line_too_long;
pub(super) mod markup;
pub(super) mod mixed_script;
pub(super) mod mojibake;
pub(super) mod music_note;
pub(super) mod number_in_words;
pub(super) mod number_separator;
pub(super) mod odd_space;
pub(super) mod one_line_would_do;
pub(super) mod phrase_broken;
pub(super) mod punctuation_space;
pub(super) mod quotes;
pub(super) mod repeated;
pub(super) mod replacement_character;
pub(super) mod sdh_mark;
pub(super) mod stray_space;
pub(super) mod too_many_lines;

use crate::rule::Traits;

/// Whether a line starts with who speaks, or is all sound: `[Ana]`, `(suspira)`, `ANA:`; `kinds` are its cue's.
fn label(line: &str, kinds: Traits) -> bool {
    if line.starts_with(['[', '(', '{', '#', '*', '<', '>', '•']) {
        return true;
    }
    kinds.any(Traits::COLON)
        && line.split_once(':').is_some_and(|(name, _)| {
            name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
        })
}
